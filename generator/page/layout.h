/* From a letter's blocks to its pages. */
#pragma once

#include "page/block.h"
#include "page/page.h"

/* Lays a letter out: columns a whole number of characters wide, lines on a
 * grid of baselines, tables that run over pages with their heads repeated,
 * page numbers from the second page on. Pure: the same letter and fonts give
 * the same pages. All texts must have passed fonts_find_missing(). */
struct document *layout(const struct letter *letter, struct fonts *fonts);
