/*
 * Departures from a rule that the committee or the body accepted: 6.3 is 総合的に, so
 * its decision stands, and what it departs from is on record with its reason.
 */
#pragma once

#include "base/finding.h"
#include "registry/registry.h"

struct deviations;

/* From now on a finding about a record that names the finding's rule as a deviation is
 * a note, with the reason. */
struct deviations *deviations_new(struct findings *findings);
void deviations_free(struct deviations *deviations);

/* The rule of an id, or NULL. */
struct rule;
typedef const struct rule *rule_finder(const char *id);

/* Tells of deviations of a service, examined before, that no finding met, that name no
 * rule, or that no reason can excuse. */
void deviations_examine(struct deviations *deviations, const struct service *service,
                        rule_finder *find, struct findings *findings);
