/* What was published stays true: the content as of the day of the edition that is replaced
 * must still give what that edition says. */
#pragma once

#include "site/build.h"

/*
 * Compares the edition in the folder ("output/site") with the content as of its day, by
 * meaning: its services.jsonl, entry by entry and item by item, whatever the wording and
 * the shape of the data are by now. What differs becomes a finding, an error unless
 * `accepted`; that the edition is of a later day is a warning. Nothing is compared where there
 * is no edition.
 *
 * `rows` takes a line of data/unrecorded.jsonl for each difference that is accepted, behind
 * those that the edition has; of numbers that are not listed now only where site.xml
 * publishes removals. False with `error` where the edition cannot be read.
 */
bool former_examine(struct build *build, const char *folder, bool accepted, GString *rows,
                    GError **error);
