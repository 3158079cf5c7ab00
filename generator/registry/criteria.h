/* Control objectives of a statement against the edition of the criteria. */
#pragma once

#include "registry/registry.h"

/* The objectives of all editions, looked up fast, by one thread at a time, since it
 * remembers what it read; borrows the registry. */
struct objective_index;

struct objective_index *objective_index_new(const struct registry *registry);
void objective_index_free(struct objective_index *index);
DEFINE_AUTO(objective_index)

/* Gives each domain its group and looks at the shape of objectives: in the criteria and in
 * every statement, audit finding and form, by the pattern of their edition. */
void criteria_check(const struct registry *registry, struct findings *findings);

/* One edition's objectives. */
struct edition;

/* The editions in order, NULL past the last; what one is of. */
const struct edition *objective_index_at(const struct objective_index *index, guint i);
const struct criteria *edition_criteria(const struct edition *edition);

/* Whether the edition's pattern is one, and whether a name has that shape (any has, where
 * it is none). */
bool edition_has_pattern(const struct edition *edition);
bool edition_has_shape(const struct edition *edition, const char *name);

/* The edition that a statement names, or NULL where there is none. */
const struct edition *objective_index_find(const struct objective_index *index,
                                           const struct control_objectives *objectives);

/* The domain of the edition that holds the objective, or NULL. */
const struct criteria_domain *edition_find_domain(const struct edition *edition,
                                                  const char *objective_name);

/* A domain of an edition; its objectives are neighbours in the order of the criteria. */
struct edition_domain {
	const struct criteria_domain *stated;
	guint first, end; /* in that order */
};

/* Those of an edition: struct edition_domain, in its order; how many objectives it
 * has, and the name of the one at a place of that order. Borrowed. */
const GArray *edition_domains(const struct edition *edition);
guint edition_length(const struct edition *edition);
const char *edition_objective(const struct edition *edition, guint ordinal);

/* Whether `list`, identifiers between spaces, names each objective, in that order.
 * Borrowed, as `list` is, as long as there is the index. */
const guint8 *edition_read(const struct edition *edition, const char *list);

/* An objective that the edition lacks, and where the statement names it. */
struct unknown_objective {
	char name[32];
	int line;
	bool excluded;
};

/* Appends a struct unknown_objective for each, in the statement's order. */
void edition_find_unknown(const struct edition *edition,
                          const struct control_objectives *objectives, GArray *unknown);

/* Appends const struct exclusion * for each that is implemented too, or
 * excluded a second time. */
void edition_find_twice(const struct edition *edition, const struct control_objectives *objectives,
                        GPtrArray *twice);

/* The objectives that the statement says nothing about, in the criteria's
 * order and parted by ", "; NULL where there is none. The caller frees. */
char *edition_find_missing(const struct edition *edition,
                           const struct control_objectives *objectives);
