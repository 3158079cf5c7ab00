/*
 * What the templates of the fifteen forms may see: the fields of the form
 * table by their names in XML, and what all forms have.
 *
 * A choice is a text and a flag for each of its choices ("use-11-2-4" for
 * use="11.2(4)"); digits of 1 to n are flags ("attached-2"); a prose is a list
 * of paragraphs; a group, prose or list that may be absent has a flag
 * ("has-contact").
 */
#pragma once

#include "registry/registry.h"
#include "render/template.h"
#include "render/value.h"

struct form_names;

/* The names of form `number`, for template_check() and for people who edit
 * templates. */
struct form_names *form_names_new(int number);
void form_names_free(struct form_names *names);
DEFINE_AUTO(form_names)
const struct template_name *form_names_table(const struct form_names *names);

/*
 * The values of a form: `body` is its element <form>, of which nothing need be
 * there; NULL gives the values of the blank form of the day `as_of`. The bodies are
 * those of the day that the form was filed or sent; an example says nothing of persons. The caller frees.
 */
struct value *form_values(const struct registry *registry, int number, const struct xml_node *body,
                          struct date as_of, bool is_signed, bool is_example);
