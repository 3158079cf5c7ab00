/*
 * Control objectives of a statement against the edition of the criteria.
 */
#ifndef RULES_OBJECTIVES_H
#define RULES_OBJECTIVES_H

#include "base/auto.h"
#include "registry/registry.h"

#include <stdbool.h>

/* The objectives of all editions, looked up fast, by one thread at a time, since it
 * remembers what it read; borrows the registry. */
struct objective_index;

struct objective_index *objective_index_new(const struct registry *registry);
void objective_index_free(struct objective_index *index);
DEFINE_AUTO(objective_index)

/* One edition's objectives. */
struct edition;

/* The edition that a statement names, or NULL where there is none. */
const struct edition *objective_index_find(const struct objective_index *index,
                                           const struct control_objectives *objectives);

/* The domain of the edition that holds the objective, or NULL. */
const struct criteria_domain *edition_find_domain(const struct edition *edition,
                                                  const char *objective_name);

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

#endif
