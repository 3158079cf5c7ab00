/* Whether the content still makes the letters that were issued. */
#pragma once

#include "letter/due.h"

/* A warning for each field in which a letter that was issued differs from what
 * the content makes of it now, with the old and the new value; and for a letter
 * that the content makes no more. One that was replaced by a correction,
 * at once or after copies, is past, and passed over. */
void reread_issued(const struct registry *registry, const struct ledger *ledger,
                   const GPtrArray *letters, struct findings *findings);
