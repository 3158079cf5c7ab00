/* What files the site has at its top and in data/, as far as readers are told of them. */
#pragma once

#include <stdbool.h>

struct site_file {
	const char *path;
	const char *media_type;
	const char *title;
	bool is_data;       /* the list itself: a distribution of DCAT */
	const char *schema; /* to which it conforms, or NULL */
};

/* Ends with path NULL. */
extern const struct site_file site_files[];

/* Whether the site has an open file of that path ("data/services.csv"). */
bool site_has_file(const char *path);
