/* What the templates of letters may see. */
#ifndef LETTER_VALUES_H
#define LETTER_VALUES_H

#include "letter/due.h"
#include "registry/registry.h"
#include "render/template.h"
#include "render/value.h"

/* All names, for template_check() and for people who edit templates. */
extern const struct template_name letter_names[];

/* The values of one letter; the caller frees. */
struct value *letter_values(const struct registry *registry, const struct due *due);

#endif
