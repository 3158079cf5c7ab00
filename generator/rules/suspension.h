/* What chapters 9 and 10 have in common: suspension, the filing that is asked
 * for, and lifting. */
#pragma once

#include "history/status.h"
#include "rules/rules.h"

/* 9.4, 10.4: each lifting on the ground that the rule is about has a filing between it and the
 * suspension; the days of both count. */
rule_function examine_lifting;

/* The suspension that a lifting is of: the one that it names, or the oldest of the registration
 * that was not lifted before; NULL: none. */
const struct event *suspension_lifted(const struct service *service, const struct event *lifting);

/* The objection, upheld by then, that a lifting rests on where nothing was filed; NULL: none. */
const struct event *suspension_objection(const struct service *service,
                                         const struct event *lifting);

/* The filing that lets the suspension be lifted, by the end of `as_of`; or NULL. */
const struct event *suspension_filing(const struct service *service, const struct event *suspension,
                                      enum suspension_ground ground, struct date as_of);

/* 9.4, 10.4: where the filing came before `as_of`, the lifting is owed. */
rule_function examine_lifting_owed;
