/* Skeletons that are to be filled in are made from the field table. */
#include "registry/skeleton.h"

#include "registry/choice.h"

#include "source/xml.h"

#include <string.h>

#define INDENT 2

struct skeleton {
	GString *out;
	bool in_comment; /* comments do not nest */
};

static void append_element(struct skeleton *skeleton, const struct field *field,
                           const struct xml_node *known, int depth);

static bool
is_group(const struct field *field)
{
	return field->kind == FIELD_GROUP || field->kind == FIELD_SEQUENCE;
}

static void
append_indent(struct skeleton *skeleton, int depth)
{
	g_string_append_printf(skeleton->out, "%*s", depth * INDENT, "");
}

/* What a value looks like, in the words of the table. */
static const char *
hint(const struct field *field)
{
	const char *told = field_hint(field, LANGUAGE_JA);

	if (told != NULL)
		return told;
	switch (field->kind) {
	case FIELD_DATE:
		return "YYYY-MM-DD";
	case FIELD_URL:
		return "https://…";
	case FIELD_MARK:
		return "空の要素で「はい」";
	default:
		return NULL;
	}
}

/* "：new 新規、renewal 更新" */
static void
append_choices(GString *out, const struct field *field)
{
	g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);

	for (char **choice = choices; *choice != NULL; choice++) {
		g_autofree char *word = choice_text(field, *choice, LANGUAGE_JA);

		g_string_append_printf(out, "%s%s %s", choice == choices ? "：" : "、", *choice,
		                       word);
	}
}

/* "法人番号（任意、13桁の数字）[4.1(1)]", with what may be chosen, and attributes. */
static void
append_description(GString *out, const struct field *field)
{
	g_string_append(out, field->ja);
	if (field->min == 0 || field->max > 1 || hint(field) != NULL) {
		g_string_append(out, "（");
		g_string_append(out, field->min == 0 ? "任意" : "必須");
		if (field->max > 1)
			g_string_append(out, "・いくつでも");
		if (hint(field) != NULL)
			g_string_append_printf(out, "、%s", hint(field));
		g_string_append(out, "）");
	}
	if (field->clause != NULL)
		g_string_append_printf(out, "[%s]", field->clause);
	if (field->kind == FIELD_CHOICE)
		append_choices(out, field);
	for (const struct field *child = field->children; child != NULL && child->name != NULL;
	     child++)
		if (child->attribute) {
			g_string_append_printf(out, " %s: ", child->name);
			append_description(out, child);
		}
}

static void
append_comment(struct skeleton *skeleton, const struct field *field, int depth)
{
	if (skeleton->in_comment)
		return;
	append_indent(skeleton, depth);
	g_string_append(skeleton->out, "<!-- ");
	append_description(skeleton->out, field);
	g_string_append(skeleton->out, " -->\n");
}

static void
append_attributes(struct skeleton *skeleton, const struct field *field,
                  const struct xml_node *known)
{
	for (const struct field *child = field->children; child->name != NULL; child++) {
		const char *value = known != NULL && child->attribute
		                            ? xml_attribute(known, child->name)
		                            : NULL;
		g_autofree char *text = g_markup_escape_text(value != NULL ? value : "", -1);

		if (child->attribute && (child->min > 0 || value != NULL || skeleton->in_comment))
			g_string_append_printf(skeleton->out, " %s=\"%s\"", child->name, text);
	}
}

/* One that may be left out: the element inside a comment. */
static void
append_commented(struct skeleton *skeleton, const struct field *field, int depth)
{
	append_indent(skeleton, depth);
	g_string_append(skeleton->out, "<!-- ");
	append_description(skeleton->out, field);
	g_string_append(skeleton->out, "\n");
	skeleton->in_comment = true;
	append_element(skeleton, field, NULL, depth);
	skeleton->in_comment = false;
	append_indent(skeleton, depth);
	g_string_append(skeleton->out, "-->\n");
}

/* The first element of a name from `node` on; or NULL. */
static const struct xml_node *
named(const struct xml_node *node, const char *name)
{
	while (node != NULL && strcmp(node->name, name) != 0)
		node = node->next;
	return node;
}

static void
append_children(struct skeleton *skeleton, const struct field *field, const struct xml_node *known,
                int depth)
{
	for (const struct field *child = field->children; child->name != NULL; child++) {
		const struct xml_node *node =
			known != NULL ? named(known->first, child->name) : NULL;
		bool is_told = child->min > 0 || node != NULL;

		if (child->attribute)
			continue;
		for (int i = 0; i < child->min || node != NULL; i++) {
			append_element(skeleton, child, node, depth + 1);
			node = node != NULL ? named(node->next, child->name) : NULL;
		}
		if (is_told)
			continue;
		if (child->kind == FIELD_SEQUENCE || skeleton->in_comment)
			append_element(skeleton, child, NULL, depth + 1);
		else
			append_commented(skeleton, child, depth + 1);
	}
}

static void
append_element(struct skeleton *skeleton, const struct field *field, const struct xml_node *known,
               int depth)
{
	if (!skeleton->in_comment)
		append_comment(skeleton, field, depth);
	append_indent(skeleton, depth);
	g_string_append_printf(skeleton->out, "<%s", field->name);
	if (depth == 0)
		g_string_append(skeleton->out, " xmlns=\"" XML_NAMESPACE "\"");
	if (field->children != NULL)
		append_attributes(skeleton, field, known);
	if (!is_group(field)) {
		g_autofree char *text = g_markup_escape_text(
			known != NULL && known->text != NULL ? known->text : "", -1);

		if (field->kind == FIELD_MARK)
			g_string_append(skeleton->out, "/>\n");
		else
			g_string_append_printf(skeleton->out, ">%s</%s>\n", text, field->name);
		return;
	}
	if (!field_has_elements(field)) {
		g_string_append(skeleton->out, "/>\n");
		return;
	}
	g_string_append(skeleton->out, ">\n");
	append_children(skeleton, field, known, depth);
	append_indent(skeleton, depth);
	g_string_append_printf(skeleton->out, "</%s>\n", field->name);
}

void
skeleton_render(const struct field *root, const struct xml_node *known, GString *out)
{
	struct skeleton skeleton = { .out = out };

	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	append_element(&skeleton, root, known, 0);
}
