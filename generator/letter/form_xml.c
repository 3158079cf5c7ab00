/* A form is written as XML, as a file of content/forms would be. */
#include "letter/form_xml.h"

#include "registry/form.h"
#include "render/escape.h"

void
form_xml_declare(GString *xml)
{
	g_string_append(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

/* Lines of a text are lines of the file, for those who edit it. */
static void
append_text(GString *xml, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		g_string_append(xml, line > lines ? "\n" : "");
		escape_xml(xml, *line);
	}
}

void
form_xml_attribute(GString *xml, const char *name, const char *value)
{
	if (value == NULL)
		return;
	/* The tag that was opened last is closed anew behind its attribute. */
	g_assert(g_str_has_suffix(xml->str, ">\n"));
	g_string_truncate(xml, xml->len - 2);
	g_string_append_printf(xml, " %s=\"", name);
	escape_xml(xml, value);
	g_string_append(xml, "\">\n");
}

void
form_xml_begin(GString *xml, const struct form_kind *kind, const char *service,
               struct date filed_on)
{
	g_autofree char *day = date_is_set(filed_on) ? date_iso(filed_on) : NULL;

	form_xml_declare(xml);
	form_xml_open(xml, kind->field.name);
	form_xml_attribute(xml, "xmlns", XML_NAMESPACE);
	form_xml_attribute(xml, kind->field.children->name,
	                   form_is_notice(kind) ? kind->field.children->choices
	                                        : NUMBER(kind->number));
	form_xml_attribute(xml, "service", service);
	form_xml_attribute(xml, "filed-on", day);
}

void
form_xml_open(GString *xml, const char *name)
{
	g_string_append_printf(xml, "<%s>\n", name);
}

void
form_xml_close(GString *xml, const char *name)
{
	g_string_append_printf(xml, "</%s>\n", name);
}

void
form_xml_element(GString *xml, const char *name, const char *text)
{
	if (text == NULL)
		return;
	g_string_append_printf(xml, "<%s>", name);
	append_text(xml, text);
	form_xml_close(xml, name);
}

void
form_xml_date(GString *xml, const char *name, struct date date)
{
	g_autofree char *day = date_is_set(date) ? date_iso(date) : NULL;

	form_xml_element(xml, name, day);
}

/* `field` is the node's; NULL: it is not in the table. */
static void
append_node(GString *xml, const struct xml_node *node, const struct field *field)
{
	bool is_mark = field != NULL && field->kind == FIELD_MARK;

	form_xml_open(xml, node->name);
	for (int i = 0; i < node->attribute_count; i++)
		form_xml_attribute(xml, node->attributes[i].name, node->attributes[i].value);
	if (node->first == NULL && node->text != NULL) {
		/* The text stands behind the tag, not in a line of its own. */
		g_string_truncate(xml, xml->len - 1);
		append_text(xml, is_mark ? "" : node->text);
	}
	for (const struct xml_node *child = node->first; child != NULL; child = child->next)
		append_node(xml, child, field == NULL ? NULL : field_find(field, child->name));
	form_xml_close(xml, node->name);
}

void
form_xml_append(GString *xml, const struct xml_node *form)
{
	const struct form_kind *kind = form_kind_of(form);
	const struct field *field = kind == NULL ? NULL : form_field(kind);

	form_xml_declare(xml);
	form_xml_open(xml, form->name);
	form_xml_attribute(xml, "xmlns", XML_NAMESPACE);
	for (int i = 0; i < form->attribute_count; i++)
		form_xml_attribute(xml, form->attributes[i].name, form->attributes[i].value);
	for (const struct xml_node *child = form->first; child != NULL; child = child->next)
		append_node(xml, child, field == NULL ? NULL : field_find(field, child->name));
	form_xml_close(xml, form->name);
}

static void
append_member(GString *xml, const struct field *field, const void *source)
{
	const struct text *text = source;

	if (field->kind == FIELD_DATE) {
		form_xml_date(xml, field->name, ((const struct day *)source)->on);
		return;
	}
	if (field->kind != FIELD_GROUP && text->value == NULL)
		return;
	form_xml_open(xml, field->name);
	for (const struct field *child = field->children; child != NULL && child->name != NULL;
	     child++)
		if (child->attribute)
			form_xml_attribute(
				xml, child->name,
				((const struct text *)(const void *)((const char *)source +
			                                             child->offset))
					->value);
	if (field->kind == FIELD_GROUP) {
		for (const struct field *child = field->children;
		     child != NULL && child->name != NULL; child++)
			if (!child->attribute)
				form_xml_field(xml, child, (const char *)source + child->offset);
	} else if (field->kind != FIELD_MARK) {
		g_string_truncate(xml, xml->len - 1);
		append_text(xml, text->value);
	}
	form_xml_close(xml, field->name);
}

void
form_xml_field(GString *xml, const struct field *field, const void *source)
{
	if (field->max <= 1) {
		append_member(xml, field, source);
		return;
	}
	const GPtrArray *members = *(GPtrArray *const *)source;
	for (guint i = 0; members != NULL && i < members->len; i++)
		append_member(xml, field, members->pdata[i]);
}
