/* Single forms: filled by anybody, or blank to be filled in. */
#pragma once

#include "letter/typeset.h"
#include "publish/tree.h"
#include "registry/registry.h"

/* The PDF of a form, which is checked already. NULL after findings of level
 * error (a character that no font has), or with `error` set. A letter and its
 * own form as a file give the same bytes. */
GByteArray *forms_typeset(const struct typesetting *typesetting, const struct form *form,
                          struct findings *findings, GError **error);

/* The fifteen blank forms, and of each an example that is filled in (examples/ of the templates),
 * read and checked. */
struct blank_forms;

/* With findings where they cannot be drawn; NULL with `error` set. What
 * `typesetting` names is borrowed. */
struct blank_forms *blank_forms_prepare(const struct typesetting *typesetting,
                                        struct findings *findings, GError **error);
void blank_forms_free(struct blank_forms *forms);
DEFINE_AUTO(blank_forms)

/* Writes them to the tree with `jobs` processes: "PREFIX/form01.pdf" and beside it
 * "form01-example.pdf" and "form01.xml", the skeleton; and so on. NULL: "form01.pdf" alone. Only
 * where blank_forms_prepare() found no error. */
bool blank_forms_write(const struct blank_forms *forms, struct tree *tree, const char *prefix,
                       unsigned jobs, GError **error);
