/* The XML Schema of the data is walked from the table of items. */
#include "site/schema_xml.h"

#include "disclosure/item.h"
#include "render/escape.h"
#include "site/record.h"

static void append_members(const struct item *members, int depth, GString *out);

static void
indent(int depth, GString *out)
{
	for (int i = 0; i < depth; i++)
		g_string_append(out, "  ");
}

static void
append_pattern(const char *pattern, int depth, GString *out)
{
	indent(depth, out);
	g_string_append(out,
	                "<xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"");
	escape_xml(out, pattern);
	g_string_append(out, "\"/></xs:restriction></xs:simpleType>\n");
}

/* An element of a simple type without a pattern says its type in an attribute. */
static const char *
simple_type(const struct item *item)
{
	switch (item->kind) {
	case ITEM_DATE:
		return "xs:date";
	case ITEM_URL:
		return "xs:anyURI";
	case ITEM_NUMBER:
		return "xs:nonNegativeInteger";
	case ITEM_FLAG:
		return "xs:boolean";
	case ITEM_PROSE:
		return "xs:string";
	case ITEM_TEXT:
	case ITEM_TEXTS:
		return item_pattern(item) == NULL ? "xs:string" : NULL;
	default:
		return NULL;
	}
}

static void
append_element(const struct item *item, int depth, GString *out)
{
	const char *type = simple_type(item);

	if (item->name == NULL)
		return;
	g_autofree char *name = item_is_list(item) ? g_strdup(record_singular(item->name))
	                                           : record_element(item->name);
	indent(depth, out);
	g_string_append_printf(out, "<xs:element name=\"%s\"", name);
	if (type != NULL)
		g_string_append_printf(out, " type=\"%s\"", type);
	if (item_is_list(item))
		g_string_append(out, " minOccurs=\"0\" maxOccurs=\"unbounded\"");
	else if (item->nullable || item->optional)
		g_string_append(out, " minOccurs=\"0\"");
	g_string_append(out, ">\n");
	indent((depth + 1), out);
	g_string_append(out, "<xs:annotation><xs:documentation xml:lang=\"ja\">");
	escape_xml(out, item_term(item, LANGUAGE_JA));
	g_string_append(out, "</xs:documentation><xs:documentation xml:lang=\"en\">");
	escape_xml(out, item_term(item, LANGUAGE_EN));
	g_string_append(out, "</xs:documentation></xs:annotation>\n");
	if (item->members != NULL)
		append_members(item->members, depth + 1, out);
	else if (type == NULL)
		append_pattern(item_pattern(item), depth + 1, out);
	indent(depth, out);
	g_string_append(out, "</xs:element>\n");
}

static void
append_members(const struct item *members, int depth, GString *out)
{
	indent(depth, out);
	g_string_append(out, "<xs:complexType><xs:sequence>\n");
	for (; members->kind != ITEM_END; members++)
		append_element(members, depth + 1, out);
	indent(depth, out);
	g_string_append(out, "</xs:sequence></xs:complexType>\n");
}

void
schema_xml_render(GString *out)
{
	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                     "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"\n"
	                     "    xmlns=\"" RECORD_NAMESPACE "\"\n"
	                     "    targetNamespace=\"" RECORD_NAMESPACE "\"\n"
	                     "    elementFormDefault=\"qualified\">\n"
	                     "  <xs:element name=\"register\">\n"
	                     "    <xs:complexType><xs:sequence>\n");
	for (const struct item *item = items_of_list; item->kind != ITEM_END; item++)
		append_element(item, 3, out);
	g_string_append(out, "      <xs:element name=\"service\" minOccurs=\"0\" "
	                     "maxOccurs=\"unbounded\">\n");
	append_members(items_of_entry, 4, out);
	g_string_append(out, "      </xs:element>\n"
	                     "    </xs:sequence></xs:complexType>\n"
	                     "  </xs:element>\n"
	                     "</xs:schema>\n");
}
