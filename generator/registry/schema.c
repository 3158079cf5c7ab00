/* XML Schemas are made from the field table. */
#include "registry/schema.h"

#include "registry/choice.h"
#include "registry/form.h"
#include "source/xml.h"

#include <stdarg.h>

/* One line without white space around it, as check.c has it. */
#define LINE_PATTERN "[\\s　]*[^\\s　]([^\\n\\r\\t]*[^\\s　])?[\\s　]*"
#define PROSE_PATTERN "[\\s\\S]*[^\\s　][\\s\\S]*"
#define DATE_PATTERN "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#define LABEL "[A-Za-z0-9]([A-Za-z0-9\\-]*[A-Za-z0-9])?"
#define URL_PATTERN "https?://(" LABEL "\\.)+" LABEL "(:[0-9]{1,5})?([/?#][!#-;=?-Z\\[\\]_a-z~]*)?"

struct writer {
	GString *out;
	int depth;
};

static void write_element(struct writer *writer, const struct field *field, bool is_root);

static void
write_escaped(GString *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			g_string_append(out, "&amp;");
			break;
		case '<':
			g_string_append(out, "&lt;");
			break;
		case '>':
			g_string_append(out, "&gt;");
			break;
		case '"':
			g_string_append(out, "&quot;");
			break;
		default:
			g_string_append_c(out, *text);
		}
	}
}

/* Writes the start tag <xs:name …>; after it come pairs of attribute and
 * value, closed with NULL. An attribute without a value is left out. */
static void
write_tag(struct writer *writer, const char *name, va_list pairs, const char *end)
{
	const char *attribute;

	for (int i = 0; i < writer->depth; i++)
		g_string_append(writer->out, "  ");
	g_string_append_printf(writer->out, "<xs:%s", name);
	while ((attribute = va_arg(pairs, const char *)) != NULL) {
		const char *value = va_arg(pairs, const char *);

		if (value == NULL)
			continue;
		g_string_append_printf(writer->out, " %s=\"", attribute);
		write_escaped(writer->out, value);
		g_string_append_c(writer->out, '"');
	}
	g_string_append(writer->out, end);
}

static void G_GNUC_NULL_TERMINATED
open_tag(struct writer *writer, const char *name, ...)
{
	va_list pairs;

	va_start(pairs, name);
	write_tag(writer, name, pairs, ">\n");
	va_end(pairs);
	writer->depth++;
}

static void G_GNUC_NULL_TERMINATED
empty_tag(struct writer *writer, const char *name, ...)
{
	va_list pairs;

	va_start(pairs, name);
	write_tag(writer, name, pairs, "/>\n");
	va_end(pairs);
}

static void
close_tag(struct writer *writer, const char *name)
{
	writer->depth--;
	for (int i = 0; i < writer->depth; i++)
		g_string_append(writer->out, "  ");
	g_string_append_printf(writer->out, "</xs:%s>\n", name);
}

static void
write_words(struct writer *writer, const char *language, const char *term, const char *hint,
            const char *clause)
{
	for (int i = 0; i < writer->depth; i++)
		g_string_append(writer->out, "  ");
	g_string_append_printf(writer->out, "<xs:documentation xml:lang=\"%s\">", language);
	write_escaped(writer->out, term);
	if (hint != NULL) {
		g_string_append(writer->out, " — ");
		write_escaped(writer->out, hint);
	}
	if (clause != NULL)
		g_string_append_printf(writer->out, " [登録規則 %s]", clause);
	g_string_append(writer->out, "</xs:documentation>\n");
}

/* What editors show: the term, what a value looks like, the clause. */
static void
write_annotation(struct writer *writer, const struct field *field)
{
	open_tag(writer, "annotation", NULL);
	write_words(writer, "ja", field->ja, field_hint(field, LANGUAGE_JA), field->clause);
	write_words(writer, "en", field->en, field_hint(field, LANGUAGE_EN), field->clause);
	close_tag(writer, "annotation");
}

static void
write_length(struct writer *writer, const struct field *field)
{
	empty_tag(writer, "maxLength", "value",
	          NUMBER(field->max_length == 0 ? FIELD_LINE_LENGTH : field->max_length), NULL);
}

static void
write_choices(struct writer *writer, const struct field *field)
{
	g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);

	for (char **choice = choices; *choice != NULL; choice++) {
		g_autofree char *ja = choice_text(field, *choice, LANGUAGE_JA);
		g_autofree char *en = choice_text(field, *choice, LANGUAGE_EN);

		open_tag(writer, "enumeration", "value", *choice, NULL);
		open_tag(writer, "annotation", NULL);
		write_words(writer, "ja", ja, NULL, NULL);
		write_words(writer, "en", en, NULL, NULL);
		close_tag(writer, "annotation");
		close_tag(writer, "enumeration");
	}
}

/* The facets of a value; the list of words has no base but itself. */
static void
write_facets(struct writer *writer, const struct field *field)
{
	switch (field->kind) {
	case FIELD_LINE:
		write_length(writer, field);
		empty_tag(writer, "pattern", "value",
		          field_joins_lines(field) ? PROSE_PATTERN
		          : field->pattern == NULL ? LINE_PATTERN
		                                   : field->pattern,
		          NULL);
		break;
	case FIELD_PROSE:
	case FIELD_TEXT:
		empty_tag(writer, "pattern", "value", PROSE_PATTERN, NULL);
		break;
	case FIELD_DATE:
		empty_tag(writer, "pattern", "value", DATE_PATTERN, NULL);
		empty_tag(writer, "minInclusive", "value", "1900-01-01", NULL);
		empty_tag(writer, "maxInclusive", "value", "2199-12-31", NULL);
		break;
	case FIELD_CHOICE:
		write_choices(writer, field);
		break;
	case FIELD_URL:
		write_length(writer, field);
		empty_tag(writer, "pattern", "value", URL_PATTERN, NULL);
		break;
	case FIELD_TOKENS:
		open_tag(writer, "simpleType", NULL);
		open_tag(writer, "list", NULL);
		open_tag(writer, "simpleType", NULL);
		open_tag(writer, "restriction", "base", "xs:token", NULL);
		if (field->pattern != NULL)
			empty_tag(writer, "pattern", "value", field->pattern, NULL);
		close_tag(writer, "restriction");
		close_tag(writer, "simpleType");
		close_tag(writer, "list");
		close_tag(writer, "simpleType");
		empty_tag(writer, "minLength", "value", "1", NULL);
		break;
	default:
		g_assert_not_reached();
	}
}

static void
write_value(struct writer *writer, const struct field *field)
{
	const char *base = "xs:string";

	if (field->kind == FIELD_DATE)
		base = "xs:date";
	else if (field->kind == FIELD_TOKENS)
		base = NULL;
	open_tag(writer, "simpleType", NULL);
	open_tag(writer, "restriction", "base", base, NULL);
	write_facets(writer, field);
	close_tag(writer, "restriction");
	close_tag(writer, "simpleType");
}

static void
write_attributes(struct writer *writer, const struct field *group)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		if (!field->attribute)
			continue;
		open_tag(writer, "attribute", "name", field->name, "use",
		         field->min > 0 ? "required" : "optional", NULL);
		write_annotation(writer, field);
		write_value(writer, field);
		close_tag(writer, "attribute");
	}
}

/* A value with attributes. */
static void
write_line(struct writer *writer, const struct field *field)
{
	open_tag(writer, "complexType", NULL);
	open_tag(writer, "simpleContent", NULL);
	open_tag(writer, "restriction", "base", "xs:anyType", NULL);
	write_value(writer, field);
	write_attributes(writer, field);
	close_tag(writer, "restriction");
	close_tag(writer, "simpleContent");
	close_tag(writer, "complexType");
}

static void
write_group(struct writer *writer, const struct field *group)
{
	open_tag(writer, "complexType", "mixed", group->kind == FIELD_STATED ? "true" : NULL, NULL);
	open_tag(writer, "sequence", NULL);
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (!field->attribute)
			write_element(writer, field, false);
	close_tag(writer, "sequence");
	write_attributes(writer, group);
	close_tag(writer, "complexType");
}

/* Members in any order. */
static void
write_sequence(struct writer *writer, const struct field *sequence)
{
	open_tag(writer, "complexType", NULL);
	open_tag(writer, "choice", "minOccurs", "0", "maxOccurs", "unbounded", NULL);
	for (const struct field *field = sequence->children; field->name != NULL; field++)
		write_element(writer, field, true);
	close_tag(writer, "choice");
	close_tag(writer, "complexType");
}

/* An element; without numbers of occurrences at the root and in a choice. */
static void
write_element(struct writer *writer, const struct field *field, bool is_root)
{
	bool says_max = !is_root && field->max != 1;

	open_tag(writer, "element", "name", field->name, "minOccurs",
	         is_root || field->min == 1 ? NULL : NUMBER(field->min), "maxOccurs",
	         !says_max                  ? NULL
	         : field->max == FIELD_MANY ? "unbounded"
	                                    : NUMBER(field->max),
	         NULL);
	write_annotation(writer, field);
	if (field->kind == FIELD_GROUP || field->kind == FIELD_STATED)
		write_group(writer, field);
	else if (field->kind == FIELD_SEQUENCE)
		write_sequence(writer, field);
	else if (field->kind == FIELD_MARK)
		empty_tag(writer, "complexType", NULL);
	else if (field->children != NULL)
		write_line(writer, field);
	else
		write_value(writer, field);
	close_tag(writer, "element");
}

char *
schema_render(const struct field *root)
{
	struct writer writer = { .out = g_string_new(NULL) };

	g_string_append(writer.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	open_tag(&writer, "schema", "xmlns:xs", "http://www.w3.org/2001/XMLSchema", "xmlns",
	         XML_NAMESPACE, "targetNamespace", XML_NAMESPACE, "elementFormDefault", "qualified",
	         NULL);
	write_element(&writer, root, true);
	close_tag(&writer, "schema");
	return g_string_free(writer.out, false);
}

const struct field *
schema_root(unsigned index, char **name)
{
	static const struct {
		const char *name;
		const struct field *root;
	} fixed[] = {
		{ "criteria.xsd", &field_criteria }, { "decisions.xsd", &field_decisions },
		{ "issued.xsd", &field_issued },     { "service.xsd", &field_service },
		{ "site.xsd", &field_site },
	};

	g_assert(index < SCHEMA_COUNT);
	G_STATIC_ASSERT(SCHEMA_COUNT == G_N_ELEMENTS(fixed) + LETTER_KINDS);
	if (index < G_N_ELEMENTS(fixed)) {
		*name = g_strdup(fixed[index].name);
		return fixed[index].root;
	}

	const struct form_kind *kind = &form_kinds[index - G_N_ELEMENTS(fixed)];

	g_autofree char *stem = form_stem(kind);

	*name = g_strconcat(stem, ".xsd", NULL);
	return form_field(kind);
}
