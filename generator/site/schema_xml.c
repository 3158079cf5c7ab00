#include "site/schema_xml.h"

#include "disclosure/item.h"
#include "render/escape.h"
#include "site/record.h"

static void append_members(const struct shape *members, int depth, GString *out);

static void
indent(int depth, GString *out)
{
	for (int i = 0; i < depth; i++)
		g_string_append(out, "  ");
}

static bool
is_list(const struct shape *shape)
{
	return shape->kind == SHAPE_OBJECTS || shape->kind == SHAPE_TEXTS;
}

static void
append_occurrence(const struct shape *shape, GString *out)
{
	if (is_list(shape))
		g_string_append(out, " minOccurs=\"0\" maxOccurs=\"unbounded\"");
	else if (shape->nullable || shape->optional)
		g_string_append(out, " minOccurs=\"0\"");
}

static void
append_documentation(const struct shape *shape, int depth, GString *out)
{
	indent(depth, out);
	g_string_append(out, "<xs:annotation><xs:documentation xml:lang=\"ja\">");
	escape_xml(out, shape_term(shape, LANGUAGE_JA));
	g_string_append(out, "</xs:documentation><xs:documentation xml:lang=\"en\">");
	escape_xml(out, shape_term(shape, LANGUAGE_EN));
	g_string_append(out, "</xs:documentation></xs:annotation>\n");
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
simple_type(const struct shape *shape)
{
	switch (shape->kind) {
	case SHAPE_DATE:
		return "xs:date";
	case SHAPE_URL:
		return "xs:anyURI";
	case SHAPE_INTEGER:
		return "xs:nonNegativeInteger";
	case SHAPE_FLAG:
		return "xs:boolean";
	case SHAPE_MARKDOWN:
		return "xs:string";
	case SHAPE_TEXT:
	case SHAPE_TEXTS:
		return shape_pattern(shape) == NULL ? "xs:string" : NULL;
	default:
		return NULL;
	}
}

static void
append_element(const struct shape *shape, int depth, GString *out)
{
	g_autofree char *name = is_list(shape) ? g_strdup(record_singular(shape->name))
	                                       : record_element(shape->name);
	const char *type = simple_type(shape);

	indent(depth, out);
	g_string_append_printf(out, "<xs:element name=\"%s\"", name);
	if (type != NULL)
		g_string_append_printf(out, " type=\"%s\"", type);
	append_occurrence(shape, out);
	g_string_append(out, ">\n");
	append_documentation(shape, depth + 1, out);
	if (shape->members != NULL)
		append_members(shape->members, depth + 1, out);
	else if (type == NULL)
		append_pattern(shape_pattern(shape), depth + 1, out);
	indent(depth, out);
	g_string_append(out, "</xs:element>\n");
}

static void
append_members(const struct shape *members, int depth, GString *out)
{
	indent(depth, out);
	g_string_append(out, "<xs:complexType><xs:sequence>\n");
	for (; members->name != NULL; members++)
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
	for (const struct shape *shape = shape_header; shape->name != NULL; shape++)
		append_element(shape, 3, out);
	g_string_append(out, "      <xs:element name=\"service\" minOccurs=\"0\" "
	                     "maxOccurs=\"unbounded\">\n");
	append_members(shape_service, 4, out);
	g_string_append(out, "      </xs:element>\n"
	                     "    </xs:sequence></xs:complexType>\n"
	                     "  </xs:element>\n"
	                     "</xs:schema>\n");
}
