/* What a value of a field means, for people who choose one. */
#pragma once

#include "base/wording.h"

struct field;

/* The value of a field of choices in words: 「新規」; of a clause 「登録規則9.3」. The caller
 * frees. */
char *choice_text(const struct field *field, const char *value, enum language language);
