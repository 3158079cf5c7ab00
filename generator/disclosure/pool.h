/* Memory of one public register: strings, arrays and structs that live as
 * long as it does, so that those who read it free nothing. */
#pragma once

#include "base/auto.h"

struct pool;

struct pool *pool_new(void);
void pool_free(struct pool *pool);
DEFINE_AUTO(pool)

/* A zeroed struct. */
void *pool_block(struct pool *pool, gsize size);

/* An empty array, which does not own what is put in. */
GPtrArray *pool_array(struct pool *pool);

/* An empty array, shared by all who need one, only to be read. */
GPtrArray *pool_empty(struct pool *pool);

/* The same array in as little memory as it needs, from now on only to be read;
 * frees `array`. */
GPtrArray *pool_freeze(struct pool *pool, GPtrArray *array);

/* Keeps all that is in `other` as long as `pool`, which owns it from now on. */
void pool_adopt(struct pool *pool, struct pool *other);

/* A copy that replaces `text`, which it frees; NULL for NULL. */
const char *pool_take(struct pool *pool, char *text);
