/* Readings in kana and their order, after JIS X 4061: the one order of names in pages,
 * lists and data. */
#pragma once

#include <glib.h>

/* The reading in hiragana, with ゝ and ゞ as the kana that they repeat; the caller frees. */
char *reading_fold(const char *text);

/* A key of a folded reading for strcmp(): first by the kana without their marks, where ー
 * is the vowel that it lengthens, then か before が, ば before ぱ, then ー before small
 * kana before others. Blanks stand before ・, and both before kana. The caller frees. */
char *reading_key(const char *reading);

/* Whether two names are written with the same letters, whatever their width, case,
 * blanks, and the way in which marks stand on them: a text that is the same for such. The
 * caller frees. */
char *name_bare(const char *name);
