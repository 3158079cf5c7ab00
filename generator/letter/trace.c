#include "letter/trace.h"

#include "registry/field.h"
#include "registry/form.h"

#include <string.h>

/* True with the field and line in *place if a value below holds the text. */
static bool find_in_group(const struct field *group, const char *base, const char *text,
                          struct place *place);

static bool
find_in_text(const struct field *field, const struct text *value, const char *text,
             struct place *place)
{
	if (value == NULL || value->value == NULL || strstr(value->value, text) == NULL)
		return false;
	place->line = value->line;
	place->field_ja = field->ja;
	place->field_en = field->name;
	return true;
}

static bool
find_in_field(const struct field *field, const char *base, const char *text, struct place *place)
{
	const char *at = base + field->offset;
	bool is_group = field->kind == FIELD_GROUP;

	if (field->kind == FIELD_DATE || field->kind == FIELD_SEQUENCE)
		return false;
	if (field->max == 1)
		return is_group ? find_in_group(field, at, text, place)
		                : find_in_text(field, (const struct text *)(const void *)at, text,
		                               place);

	const GPtrArray *many = *(GPtrArray *const *)(const void *)at;

	for (guint i = 0; many != NULL && i < many->len; i++) {
		const void *item = g_ptr_array_index(many, i);

		if (is_group ? find_in_group(field, item, text, place)
		             : find_in_text(field, item, text, place))
			return true;
	}
	return false;
}

static bool
find_in_group(const struct field *group, const char *base, const char *text, struct place *place)
{
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (find_in_field(field, base, text, place))
			return true;
	return false;
}

static const struct field *
decision_group(const struct decision *decision)
{
	return &field_find(&field_decisions, "items")->children[decision->kind];
}

static const struct xml_node *
find_in_node(const struct xml_node *node, const char *text)
{
	for (int i = 0; i < node->attribute_count; i++)
		if (strstr(node->attributes[i].value, text) != NULL)
			return node;
	if (node->text != NULL && strstr(node->text, text) != NULL)
		return node;
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct xml_node *found = find_in_node(child, text);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/* The field of the form table that an element of a form is; NULL: none. */
static const struct field *
field_of(const struct field *group, const struct xml_node *parent, const struct xml_node *node)
{
	for (const struct xml_node *child = parent->first; child != NULL; child = child->next) {
		const struct field *field = field_find(group, child->name);
		const struct field *found = NULL;

		if (field == NULL || child == node)
			found = child == node ? field : NULL;
		else if (field->kind == FIELD_GROUP)
			found = field_of(field, child, node);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* Whether a value of site.xml holds the text. */
static bool
find_in_site(const struct registry *registry, const char *text, struct place *place)
{
	*place = (struct place){ .file = registry->site.file };
	return find_in_group(&field_site, (const char *)&registry->site, text, place);
}

struct place
trace_site(const struct registry *registry, const char *text)
{
	struct place place;

	find_in_site(registry, text, &place);
	return place;
}

struct place
trace_form(const struct registry *registry, const struct form *form, const char *text)
{
	struct place place = { .file = form->file,
		               .line = form->line,
		               .record = form->service.value };
	const struct xml_node *node = find_in_node(form->body, text);

	if (node != NULL) {
		const struct field *field =
			field_of(form_field(form_kind_find(form->number)), form->body, node);

		place.line = node->line;
		place.field_ja = field == NULL ? NULL : field->ja;
		place.field_en = field == NULL ? NULL : field->name;
		return place;
	}

	struct place site;

	return find_in_site(registry, text, &site) ? site : place;
}

struct place
trace_text(const struct registry *registry, const struct due *due, const char *text)
{
	if (due->filled != NULL)
		return trace_form(registry, due->filled, text);

	const struct meeting *meeting = due->decision->meeting;
	const struct field *application = field_find(&field_service, "application");
	struct place place = { .file = due->service->file, .record = due->service->id.value };
	struct place site;

	if (find_in_group(application, (const char *)due->application, text, &place))
		return place;
	if (find_in_site(registry, text, &site))
		return site;
	place.file = meeting->file;
	if (find_in_group(decision_group(due->decision), (const char *)due->decision, text,
	                  &place) ||
	    find_in_group(&field_decisions, (const char *)meeting, text, &place))
		return place;
	place.line = due->decision->line;
	return place;
}
