/* Feeds of public changes, as Atom (RFC 4287) and as JSON Feed 1.1. */
#pragma once

#include "site/build.h"

/* A change with the entry that it is of; that of a removal is as it was last listed. */
struct change {
	const struct disclosure *entry;
	const struct disclosed_event *event;
};

struct feed {
	const char *of;    /* what it follows, for its title; NULL: the whole list */
	guint page_number; /* 1: the newest; those of a long feed follow (RFC 5005) */
	guint pages;
	const char *folder;  /* where its files stand: "" or "services/C21-0004-2/" */
	const char *page;    /* the folder of the page that shows the same */
	const char *key;     /* of what it is made of; NULL: of its values */
	const GArray *items; /* struct change, newest first */
};

/* Writes feed.atom and feed.json. */
bool feeds_write(const struct build *build, struct tree *tree, const struct feed *feed,
                 GError **error);

/* The feeds of one entry, known by `key`. */
bool feeds_write_entry(const struct build *build, struct tree *tree, const struct disclosure *entry,
                       const char *key, GError **error);
