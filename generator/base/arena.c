/* Memory comes from a few large blocks, the newest of which gives the next piece. */
#include "base/arena.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>

#define LARGEST_BLOCK (256 * 1024)

struct arena_block {
	struct arena_block *next;
	max_align_t bytes[];
};

void
arena_init(struct arena *arena, size_t block_size)
{
	memset(arena, 0, sizeof(*arena));
	arena->block_size = block_size;
}

void
arena_clear(struct arena *arena)
{
	while (arena->blocks != NULL) {
		struct arena_block *next = arena->blocks->next;
		g_free(arena->blocks);
		arena->blocks = next;
	}
	arena->used = arena->room = 0;
}

static void *
take(struct arena *arena, size_t size, size_t alignment)
{
	size_t start = (arena->used + alignment - 1) / alignment * alignment;

	if (arena->blocks == NULL || start > arena->room || size > arena->room - start) {
		size_t room = MAX(arena->block_size, size);
		struct arena_block *block = g_malloc(sizeof(*block) + room);

		block->next = arena->blocks;
		arena->blocks = block;
		arena->room = room;
		arena->block_size = MIN(arena->block_size * 2, (size_t)LARGEST_BLOCK);
		start = 0;
	}
	arena->used = start + size;
	return (char *)arena->blocks->bytes + start;
}

void *
arena_allocate(struct arena *arena, size_t size)
{
	void *memory = take(arena, size, _Alignof(max_align_t));

	return memset(memory, 0, size);
}

char *
arena_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = take(arena, length + 1, 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
