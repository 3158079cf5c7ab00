/* The wording around the data: templates/site/words.ini, which has a group for
 * each word with its text in each language. Templates call them
 * {{words.search}}. */
#pragma once

#include "render/template.h"
#include "render/value.h"

#define LANGUAGES 2

struct wordings {
	struct value *words[LANGUAGES]; /* objects, by enum language */
	GArray *names;                  /* struct template_name, closed with name NULL */
};

/* Reads words.ini of `templates_folder`. NULL with `error` where it cannot be
 * read, and where a word lacks a language or has one that there is not. */
struct wordings *wordings_load(const char *templates_folder, GError **error);
void wordings_free(struct wordings *wordings);
DEFINE_AUTO(wordings)

/* "ja", "en": in words.ini, in addresses and in lang="". */
const char *language_code(enum language language);
