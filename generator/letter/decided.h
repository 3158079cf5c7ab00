/* Forms 5, 6 and 13 as the decisions of the committee fill them. */
#pragma once

#include "letter/due.h"

/* Appends whom a letter goes to. */
void decided_append_recipient(GString *xml, const struct due *due);

/* Appends the form that a decision makes due, as a file of its own. */
void decided_append(GString *xml, const struct due *due);
