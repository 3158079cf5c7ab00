/* Whether a published list is whole, and who signed it. */
#pragma once

#include "command/command.h"
#include "sign/sign.h"

/* Compares the files in `folder` with manifest.sha256 there, examines its
 * signature, and says on standard output what is found. *good is true where
 * nothing is missing, other or too much, and it is signed by whom `authorities`
 * trust; where these are NULL, a signature that is there holds. False with `error` where the
 * folder or its manifest cannot be read. */
bool verify_site(const struct request *request, const struct authorities *authorities,
                 const char *folder, bool *good, GError **error);

/* Says who signed and whether they are trusted, as far as it is known. */
void say_signer(const struct request *request, const struct sign_report *report);

/* What is said of what is not signed. */
struct wording unsigned_words(const struct request *request);
