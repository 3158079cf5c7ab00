/* What a list can be narrowed by: the values that occur, and how often. */
#pragma once

#include "base/wording.h"
#include "disclosure/words.h"

enum facet_kind {
	FACET_KANA,
	FACET_PROVIDER,
	FACET_STATUS,
	FACET_REGION,
	FACET_EXPIRY,
	FACET_CATEGORY,
	FACET_MODEL,
	FACET_KINDS,
};

/* What lists are divided by, with codes for addresses. */
extern const struct word facet_words[FACET_KINDS];

/* A value of a facet and its entries. */
struct facet_value {
	char *key;  /* in data */
	char *slug; /* in addresses: ASCII */
	char *label;
	char *order;        /* by which values stand */
	bool is_data;       /* the label is a word of the data */
	GPtrArray *entries; /* const struct disclosure *, by number; of FACET_KANA
	                     * by reading */
};

/* All facets of a list. */
struct facets {
	GPtrArray *values[FACET_KINDS]; /* struct facet_value *: kana and months as they come,
	                                 * statuses as in enum state, providers by their reading,
	                                 * Japan, its prefectures, other countries, categories
	                                 * as in site.xml */
};

/* The values that occur, in order, with labels of the language. */
struct facets *facets_new(const struct public_register *public_register, enum language language);
void facets_free(struct facets *facets);

/* Where the list of a value stands, below the top of a language: "by/kana/ka/". The caller
 * frees. */
char *facet_folder(enum facet_kind kind, const struct facet_value *value);
