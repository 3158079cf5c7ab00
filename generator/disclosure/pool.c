/* Strings and structs come from an arena, and arrays are freed with it. */
#include "disclosure/pool.h"

#include "base/arena.h"

#include <string.h>

#define FIRST_BLOCK_SIZE 16384

struct pool {
	struct arena arena;
	GPtrArray *arrays;
	GPtrArray *empty;
	GPtrArray *adopted; /* struct pool * */
};

struct pool *
pool_new(void)
{
	struct pool *pool = g_new0(struct pool, 1);

	arena_init(&pool->arena, FIRST_BLOCK_SIZE);
	pool->arrays = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	pool->empty = pool_array(pool);
	pool->adopted = g_ptr_array_new_with_free_func((GDestroyNotify)pool_free);
	return pool;
}

void
pool_free(struct pool *pool)
{
	if (pool == NULL)
		return;
	arena_clear(&pool->arena);
	g_ptr_array_unref(pool->arrays);
	g_ptr_array_unref(pool->adopted);
	g_free(pool);
}

void *
pool_block(struct pool *pool, gsize size)
{
	return arena_allocate(&pool->arena, size);
}

GPtrArray *
pool_array(struct pool *pool)
{
	GPtrArray *array = g_ptr_array_new();

	g_ptr_array_add(pool->arrays, array);
	return array;
}

GPtrArray *
pool_empty(struct pool *pool)
{
	return pool->empty;
}

/* Who only reads an array needs no more of it than GLib makes public. */
GPtrArray *
pool_freeze(struct pool *pool, GPtrArray *array)
{
	gsize size = sizeof(gpointer) * array->len;
	GPtrArray *frozen = pool->empty;

	if (size > 0) {
		frozen = arena_allocate(&pool->arena, sizeof(*frozen));
		frozen->len = array->len;
		frozen->pdata = arena_allocate(&pool->arena, size);
		memcpy(frozen->pdata, array->pdata, size);
	}
	g_ptr_array_unref(array);
	return frozen;
}

void
pool_adopt(struct pool *pool, struct pool *other)
{
	g_ptr_array_add(pool->adopted, other);
}

const char *
pool_take(struct pool *pool, char *text)
{
	if (text == NULL)
		return NULL;
	const char *copy = arena_text(&pool->arena, text, strlen(text));
	g_free(text);
	return copy;
}
