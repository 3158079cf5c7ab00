/* Memory that is given out piece by piece and freed all at once. */
#pragma once

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;
	size_t used, room; /* bytes of the newest block */
	size_t block_size; /* of the next one; grows */
};

/* An arena whose first block holds `block_size` bytes, taken when needed. */
void arena_init(struct arena *arena, size_t block_size);
void arena_clear(struct arena *arena);

/* `size` zeroed bytes, aligned for any object. */
void *arena_allocate(struct arena *arena, size_t size);

/* A copy of `length` bytes of text, with a NUL after them. */
char *arena_text(struct arena *arena, const char *text, size_t length);
