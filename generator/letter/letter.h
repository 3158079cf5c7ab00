/*
 * Letters: from decisions and filled forms to typeset PDF files.
 *
 * All letters are prepared, and every character checked against the fonts,
 * before the first one is drawn.
 */
#pragma once

#include "letter/due.h"
#include "letter/typeset.h"
#include "publish/part.h"
#include "publish/tree.h"

struct letters;

/* Fills the templates of the letters that are due by `as_of`, and where `since`
 * is set not before it (due.h), and reads them as blocks. A template that makes
 * no letter, or has a character that no font has, is a finding of level error
 * (those of the content are found by printable.h).
 * Letters that were issued are not made anew: of them nothing is read but the
 * ledger. NULL with `error` set where a template fails. What `typesetting` names (its
 * templates have passed typeset_check_templates()) is borrowed until
 * letters_free(). */
struct letters *letters_prepare(const struct typesetting *typesetting, struct date since,
                                struct date as_of, struct findings *findings, GError **error);
/* What can be said of letters without typesetting any: those that are owed and
 * cannot be made, files that are not as they were issued, and where the content
 * would now make another letter than was issued. */
void letters_examine(const struct registry *registry, struct date as_of, struct findings *findings);
void letters_free(struct letters *letters);
DEFINE_AUTO(letters)

unsigned letters_count(const struct letters *letters);

/* One of them; borrowed. */
const struct due *letters_at(const struct letters *letters, unsigned index);

/* What was issued; borrowed. */
const struct ledger *letters_ledger(const struct letters *letters);

/* The bytes of one letter as the content makes it, with `signature` (NULL: unsigned)
 * in place of the one it was prepared with. It has `xml`. */
GByteArray *letters_draw(const struct letters *letters, unsigned index,
                         const struct archive_signature *signature, GError **error);

/* Has letters_write() write a part of the letters only; index.csv then has the
 * rows of the part. All of them are still prepared and checked. */
void letters_keep_part(struct letters *letters, struct part part);

/* How many letters_write() writes. */
unsigned letters_in_part(const struct letters *letters);

/* Lays out, draws and writes every draft to `tree`, copies those that were issued
 * as they are, and writes index.csv with what was printed, for whom, on which
 * decision, what became of it, and its SHA-256. Only after
 * letters_prepare() without findings of level error. `jobs` letters (1 and
 * up) are made at a time; the bytes do not depend on it. */
bool letters_write(const struct letters *letters, struct tree *tree, unsigned jobs, GError **error);

/* Writes all drafts in the order of index.csv as one PDF, print.pdf, with a
 * bookmark a letter, form, number and addressee: for the printer. It is no record and has no data in it;
 * those are the single files. What is printed is not signed but sealed, so its
 * pages are those of unsigned letters. What was issued is not printed again. Paper is
 * printed on two sides, and each letter begins on a sheet of its own, or on one. */
bool letters_write_merged(const struct letters *letters, struct tree *tree, bool one_sided,
                          GError **error);
