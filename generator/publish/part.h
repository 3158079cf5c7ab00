/* One of several parts of a work that many machines share: part K of N has
 * every N-th thing, counted from the K-th. Zeroed, the whole. */
#pragma once

#include <stdbool.h>

struct part {
	unsigned number; /* 1 to of */
	unsigned of;     /* 0: the work is not shared */
};

static inline bool
part_has(struct part part, unsigned index)
{
	return part.of == 0 || index % part.of == part.number - 1;
}

/* What belongs to no single thing is the work of the first. */
static inline bool
part_is_first(struct part part)
{
	return part.number <= 1;
}

/* How many of `total` things are in the part. */
static inline unsigned
part_count(struct part part, unsigned total)
{
	if (part.of == 0)
		return total;
	return total < part.number ? 0 : (total - part.number) / part.of + 1;
}

/* Which of all things the part's `nth` (from 0) is. */
static inline unsigned
part_index(struct part part, unsigned nth)
{
	return part.of == 0 ? nth : nth * part.of + part.number - 1;
}
