/* From blocks to bands, in the order and manner of an official letter
 * (domain.md 7): number and date spread to one width at the right, addressee
 * one character in, sender in a column at the right, items each one character
 * further in. */
#pragma once

#include "page/band.h"
#include "page/block.h"

/* Cuts all of a letter; `element` is the parent of its structure. */
void cut_letter(struct galley *galley, const struct letter *letter, int element);

/* Cuts blocks that stand in a cell or an item, `x_pt` from the left. */
void cut_blocks(struct galley *galley, const GPtrArray *blocks, double x_pt, int element);

/* Cuts a table, which is as wide as the galley less `x_pt`. */
void cut_table(struct galley *galley, const struct block *table, double x_pt, int element);

/* Number and date, addressee, sender. */
void cut_reference(struct galley *galley, const struct block *block, double width_pt, int element);
void cut_addressee(struct galley *galley, const struct letter *letter, const struct block *block,
                   int element);
void cut_sender(struct galley *galley, const struct letter *letter, const struct block *block,
                int element);

/* The width of the widest of the blocks set solid. */
double cut_widest(struct galley *galley, const GPtrArray *blocks);
