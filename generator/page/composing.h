/* The composing of a letter, which is laid out several times with lines closer together:
 * a paragraph is composed and measured once. */
#pragma once

#include "compose/compose.h"

struct composing;

struct composing *composing_new(struct fonts *fonts);
void composing_free(struct composing *composing);
DEFINE_AUTO(composing)

/* As compose(); what is composed is kept until composing_free(), and longer by who holds
 * it with g_rc_box_acquire(). */
struct composed *composing_compose(struct composing *composing, const struct paragraph *paragraph);

/* As compose_natural_width(). */
double composing_natural_width(struct composing *composing, const struct span *spans,
                               gsize span_count);
