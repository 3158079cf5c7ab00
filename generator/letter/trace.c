#include "letter/trace.h"

#include "registry/field.h"

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

struct place
trace_text(const struct registry *registry, const struct due *due, const char *text)
{
	const struct meeting *meeting = due->decision->meeting;
	const struct field *application = field_find(&field_service, "application");
	struct place place = { .file = due->service->file, .record = due->service->id.value };

	if (find_in_group(application, (const char *)due->application, text, &place))
		return place;
	place.file = registry->site.file;
	place.record = NULL;
	if (find_in_group(&field_site, (const char *)&registry->site, text, &place))
		return place;
	place.file = meeting->file;
	place.record = due->service->id.value;
	if (find_in_group(decision_group(due->decision), (const char *)due->decision, text,
	                  &place) ||
	    find_in_group(&field_decisions, (const char *)meeting, text, &place))
		return place;
	place.line = due->decision->line;
	return place;
}
