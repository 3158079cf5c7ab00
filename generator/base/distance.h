/* How far apart two words are: to guess what a misspelt name was meant to be. */
#pragma once

/* Letters to insert, remove or replace to make `b` of `a` (Levenshtein), in
 * bytes. Words over 64 bytes are as far from everything as can be: UINT_MAX. */
unsigned edit_distance(const char *a, const char *b);
