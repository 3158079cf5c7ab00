/* The ledger of letters that were issued, and the files as they were:
 * content/issued. What was issued stays as it was; it is read and added to,
 * never made anew. */
#pragma once

#include "registry/registry.h"

/* By document number and by digest; borrows the registry. */
struct ledger;

/* A document number that stands twice is a finding of level error; so is what
 * ledger_examine_days() finds. */
struct ledger *ledger_new(const struct registry *registry, struct findings *findings);
void ledger_free(struct ledger *ledger);
DEFINE_AUTO(ledger)

/* The row of a document number (NULL has none), or of the SHA-256 of a file; or NULL. */
const struct issued_letter *ledger_find(const struct ledger *ledger, const char *document_number);
const struct issued_letter *ledger_find_file(const struct ledger *ledger, const char *sha256);

/* The last of that kind of what became of a letter, or NULL. */
const struct delivery *ledger_last(const struct issued_letter *letter, enum delivery_kind kind);

/* Where the file stands, "2026-11-20/様式5-C26-0101-2.pdf". The caller frees. */
char *ledger_path(const struct issued_letter *letter);

/* The bytes as they were issued; the caller frees. NULL with `error` where they
 * cannot be read or are others. */
char *ledger_read(const struct registry *registry, const struct issued_letter *letter,
                  gsize *length, GError **error);

/* What the letter said, the data of these bytes; NULL where they do not say. Free with
 * xml_document_free(). */
struct xml_document *ledger_read_data(const struct registry *registry,
                                      const struct issued_letter *letter);

/* Looks at every file: one that is missing or was changed is a finding of level
 * error, one that no row names a warning. */
void ledger_examine(const struct registry *registry, struct findings *findings);

/* No letter is issued, sent, returned or replaced before the date that it bears: a finding of
 * level error. */
void ledger_examine_days(const struct issued *issued, struct findings *findings);

/* Appends one folder's ledger as its file, ledger.xml. */
void ledger_render(const struct issued *issued, GString *xml);
