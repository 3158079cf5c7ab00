/* Single forms: filled by anybody, or blank to be filled in. */
#ifndef LETTER_FORMS_H
#define LETTER_FORMS_H

#include "base/tree.h"
#include "letter/typeset.h"
#include "registry/registry.h"

/*
 * The PDF of a form, which is checked already. NULL after findings of level
 * error (a character that no font has), or with `error` set. A letter and its
 * own form as a file give the same bytes.
 */
GByteArray *forms_typeset(const struct typesetting *typesetting, const struct form *form,
                          struct findings *findings, GError **error);

/* Writes the fifteen blank forms to the tree with `jobs` processes:
 * "PREFIX/form01.pdf" and so on (NULL: "form01.pdf"). */
gboolean forms_write_blank(const struct typesetting *typesetting, struct tree *tree,
                           const char *prefix, unsigned jobs, struct findings *findings,
                           GError **error);

#endif
