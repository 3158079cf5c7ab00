/*
 * Letters: from decisions and filled forms to typeset PDF files.
 *
 * All letters are prepared, and every character checked against the fonts,
 * before the first one is drawn.
 */
#ifndef LETTER_LETTER_H
#define LETTER_LETTER_H

#include "base/auto.h"
#include "base/date.h"
#include "base/finding.h"
#include "letter/typeset.h"
#include "publish/part.h"
#include "publish/tree.h"

#include <glib.h>

struct letters;

/*
 * Fills the templates of the letters that are due by `as_of`, and where `since`
 * is set not before it (due.h), and reads them as blocks. A character that no
 * font has is a finding of level error with the record, the field it came from,
 * the character and its code points; so is a template that makes no letter.
 * NULL with `error` set where a template fails. What `typesetting` names (its
 * templates have passed typeset_check_templates()) is borrowed until
 * letters_free().
 */
struct letters *letters_prepare(const struct typesetting *typesetting, struct date since,
                                struct date as_of, struct findings *findings, GError **error);
void letters_free(struct letters *letters);
DEFINE_AUTO(letters)

unsigned letters_count(const struct letters *letters);

/* The form that a letter is made from, as a file; borrowed. */
const char *letters_xml(const struct letters *letters, unsigned index);

/* The bytes of one letter as letters_write() would write them with `signature`
 * (NULL: unsigned) in place of the one it was prepared with. */
GByteArray *letters_draw(const struct letters *letters, unsigned index,
                         const struct archive_signature *signature, GError **error);

/*
 * Has letters_write() write a part of the letters only; index.csv then has the
 * rows of the part. All of them are still prepared and checked.
 */
void letters_keep_part(struct letters *letters, struct part part);

/* How many letters_write() writes. */
unsigned letters_in_part(const struct letters *letters);

/*
 * Lays out, draws and writes every letter to `tree`, and index.csv with what
 * was printed, for whom, on which decision, and its SHA-256. Only after
 * letters_prepare() without findings of level error. `jobs` letters (1 and
 * up) are made at a time; the bytes do not depend on it.
 */
gboolean letters_write(const struct letters *letters, struct tree *tree, unsigned jobs,
                       GError **error);

/*
 * Writes all letters in the order of index.csv as one PDF, print.pdf, with a
 * bookmark a letter: for the printer. It is no record and has no data in it;
 * those are the single files. What is printed is not signed but sealed, so its
 * pages are those of unsigned letters.
 */
gboolean letters_write_merged(const struct letters *letters, struct tree *tree, GError **error);

#endif
