/* How two public registers differ: entries that came and went, and what each
 * of the others says otherwise. */
#pragma once

#include "disclosure/disclosure.h"

enum difference_kind {
	DIFFERENCE_ADDED,
	DIFFERENCE_REMOVED,
	DIFFERENCE_CHANGED,
};

/* One entry; borrows from the registers and the pool. */
struct difference {
	enum difference_kind kind;
	const struct disclosure *entry; /* after; where removed, before */
	GPtrArray *changes; /* struct disclosed_change *: items of 7.5; item 0: states */
};

/* All differences by number: struct difference *, in the pool. Entries are
 * the same where their numbers are. */
GPtrArray *difference_list(const struct public_register *before,
                           const struct public_register *after, struct pool *pool);
