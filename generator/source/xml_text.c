/* Texts of XML are checked for characters that must not be in the registry. */
#include "source/xml_text.h"

#include "source/source.h"

#include <string.h>

MESSAGE(message_encoding, "xml-encoding", ERROR, NULL,
        "XML宣言の encoding が \"{0}\" です。\"UTF-8\" と書き、UTF-8で保存してください。",
        "The XML declaration says encoding \"{0}\". Write \"UTF-8\" and save as UTF-8.");
MESSAGE(message_attributes, "xml-attributes", ERROR, NULL,
        "ひとつの要素に属性が{0}を超えて書かれています。",
        "An element has more than {0} attributes.");

/* We decide the encoding, not the file: a label that says otherwise would
 * make the parser read the same bytes as other text. */
static bool
check_declaration(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	static const char start[] = "<?xml";

	if (length < sizeof(start) || strncmp(bytes, start, sizeof(start) - 1) != 0)
		return true;

	const char *end = g_strstr_len(bytes, (gssize)length, "?>");
	g_autofree char *declaration =
		g_strndup(bytes, end == NULL ? length : (gsize)(end - bytes));
	const char *label = strstr(declaration, "encoding");

	if (label == NULL)
		return true;
	label += strlen("encoding");
	label += strspn(label, " \t\r\n=");
	if (*label != '"' && *label != '\'')
		return true;
	label++;

	g_autofree char *value = g_strndup(label, strcspn(label, "\"'?> \r\n"));

	if (g_ascii_strcasecmp(value, "UTF-8") == 0)
		return true;
	findings_add(findings, &message_encoding, place_in_file(name, 1, NULL), value, NULL);
	return false;
}

static bool
check_attributes(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	const char *at = bytes, *end = bytes + length;

	while (at < end && (at = memchr(at, '<', (gsize)(end - at))) != NULL) {
		const char *behind = source_skip_section(at, end);

		if (at + 1 < end && at[1] == '/') {
			behind = at + 2;
		} else if (behind == NULL) {
			int attributes;

			behind = source_skip_tag(at, end, &attributes);
			if (attributes > XML_ATTRIBUTE_LIMIT) {
				struct place place = place_in_file(
					name, 1 + source_count_lines(bytes, (gsize)(at - bytes)),
					NULL);

				findings_add(findings, &message_attributes, place,
				             NUMBER(XML_ATTRIBUTE_LIMIT), NULL);
				return false;
			}
		}
		at = behind;
	}
	return true;
}

bool
xml_text_accept(const char *bytes, gsize length, const char *name, struct findings *findings)
{
	return check_declaration(bytes, length, name, findings) &&
	       check_attributes(bytes, length, name, findings);
}

const char *
xml_text_of_attribute(struct arena *arena, const char *value, gsize length)
{
	static const char reference[] = "&#38;";
	const char *end = value + length, *from = value, *at;

	if (memchr(value, '&', length) == NULL)
		return arena_text(arena, value, length);

	g_autoptr(GString) text = g_string_new(NULL);

	while ((at = g_strstr_len(from, end - from, reference)) != NULL) {
		g_string_append_len(text, from, at - from + 1);
		from = at + strlen(reference);
	}
	g_string_append_len(text, from, end - from);
	return arena_text(arena, text->str, text->len);
}
