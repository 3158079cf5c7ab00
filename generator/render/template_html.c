/* The HTML around a hole is followed, to know how what is printed there is escaped. */
#include "render/template_html.h"

#include "base/refusal.h"

#include <string.h>

void
html_place_init(struct html_place *place, bool xml)
{
	memset(place, 0, sizeof(*place));
	place->position = HTML_TEXT;
	place->xml = xml;
}

static bool
is_one_of(const char *name, const char *const *list)
{
	return g_strv_contains(list, name);
}

static void
note(char *name, gsize size, char character)
{
	gsize length = strlen(name);

	if (length + 1 < size)
		name[length] = g_ascii_tolower(character);
}

static void
tag_ends(struct html_place *place)
{
	static const char *const raw[] = { "script",   "style",     "iframe", "noembed",
		                           "noframes", "plaintext", "xmp",    NULL };
	static const char *const title[] = { "title", "textarea", NULL };

	place->position = HTML_TEXT;
	place->matched = 0;
	if (place->end_tag || (place->xml && place->slash))
		return;
	if (is_one_of(place->element, raw))
		place->position = HTML_RAW;
	else if (!place->xml && is_one_of(place->element, title))
		place->position = HTML_TITLE;
}

static enum html_attribute
attribute_kind(const char *name)
{
	static const char *const urls[] = { "href",     "src",    "action",   "formaction",
		                            "poster",   "cite",   "data",     "background",
		                            "longdesc", "ping",   "manifest", "xlink:href",
		                            "icon",     "itemid", NULL };
	static const char *const scripts[] = { "style", "srcdoc", "srcset", "imagesrcset", NULL };

	if (is_one_of(name, urls))
		return HTML_ATTRIBUTE_URL;
	if (g_str_has_prefix(name, "on") || is_one_of(name, scripts))
		return HTML_ATTRIBUTE_SCRIPT;
	return HTML_ATTRIBUTE_PLAIN;
}

static const struct message *
scan_tag_open(struct html_place *place, char character)
{
	if (character == '/' && !place->end_tag) {
		place->end_tag = true;
	} else if ((character == '!' || character == '?') && !place->end_tag) {
		place->position = HTML_DECLARATION;
		place->matched = 0;
	} else if (g_ascii_isalpha(character)) {
		memset(place->element, 0, sizeof(place->element));
		note(place->element, sizeof(place->element), character);
		place->position = HTML_TAG_NAME;
		place->slash = false;
	} else {
		return FAULT("html-less-than",
		             "「<」がそのまま書かれています。「&lt;」と書いてください。",
		             "There is a bare \"<\". Write &lt;.");
	}
	return NULL;
}

/* Recognises "<!--" and "<![CDATA[" on its way. */
static void
scan_declaration(struct html_place *place, char character)
{
	if (character == '>') {
		place->position = HTML_TEXT;
	} else if (character == '-' && place->matched <= 1) {
		if (++place->matched == 2) {
			place->position = HTML_COMMENT;
			place->matched = 0;
		}
	} else if (character == '[' && place->matched == 0) {
		place->position = place->xml ? HTML_CDATA : HTML_DECLARATION;
	} else {
		place->matched = 2;
	}
}

/* Until `mark` twice and ">": "-->" and "]]>". */
static void
scan_until_mark(struct html_place *place, char character, char mark)
{
	if (character == mark) {
		place->matched = MIN(place->matched + 1, 2);
	} else {
		if (character == '>' && place->matched == 2)
			place->position = HTML_TEXT;
		place->matched = 0;
	}
}

static const struct message *
scan_in_tag(struct html_place *place, char character)
{
	if (g_ascii_isspace(character)) {
		place->position = HTML_IN_TAG;
		place->slash = false;
	} else if (character == '>') {
		tag_ends(place);
	} else if (character == '/') {
		place->position = HTML_IN_TAG;
		place->slash = true;
	} else if (place->position == HTML_BOUNDARY) {
		return FAULT("html-space", "属性の前に空白がありません。",
		             "A space is missing before this attribute.");
	} else if (strchr("\"'<=", character) != NULL) {
		return FAULT("html-attribute-name",
		             "属性の名前がありません。「=」は名前に続けて、空白なしで書きます。",
		             "An attribute's name is missing. \"=\" follows it without a space.");
	} else {
		memset(place->name, 0, sizeof(place->name));
		note(place->name, sizeof(place->name), character);
		place->position = HTML_ATTRIBUTE_NAME;
	}
	return NULL;
}

/* Until "</", the element's name and the end of that name. */
static const struct message *
scan_until_end_tag(struct html_place *place, char character)
{
	g_autofree char *want = g_strconcat("</", place->element, NULL);

	if (want[place->matched] == '\0' &&
	    (g_ascii_isspace(character) || character == '>' || character == '/')) {
		place->end_tag = true;
		place->position = HTML_IN_TAG;
		return scan_in_tag(place, character);
	}
	if (want[place->matched] != '\0' && g_ascii_tolower(character) == want[place->matched])
		place->matched++;
	else
		place->matched = character == '<' ? 1 : 0;
	return NULL;
}

static const struct message *
scan_name(struct html_place *place, char character)
{
	if (g_ascii_isspace(character) || character == '>' || character == '/')
		return scan_in_tag(place, character);
	if (strchr("\"'<", character) != NULL)
		return FAULT(
			"html-quote",
			"タグの中に引用符か「<」があります。「>」か空白が抜けていませんか。",
			"There is a quote or \"<\" inside a tag. Is a \">\" or a space missing?");
	if (place->position == HTML_TAG_NAME) {
		note(place->element, sizeof(place->element), character);
	} else if (character == '=') {
		place->position = HTML_BEFORE_VALUE;
		place->attribute = attribute_kind(place->name);
		place->url = HTML_URL_START;
	} else {
		note(place->name, sizeof(place->name), character);
	}
	return NULL;
}

static const struct message *
scan_before_value(struct html_place *place, char character)
{
	if (character == '"')
		place->position = HTML_VALUE;
	else if (character == '\'')
		place->position = HTML_VALUE_SINGLE;
	else if (g_ascii_isspace(character) || character == '>')
		return FAULT("html-value", "「=」の後に属性の値がありません。",
		             "An attribute's value is missing after \"=\".");
	else
		place->position = HTML_VALUE_BARE;
	return NULL;
}

static const struct message *
scan_value(struct html_place *place, char character)
{
	if (character == (place->position == HTML_VALUE ? '"' : '\'')) {
		place->position = HTML_BOUNDARY;
		return NULL;
	}
	if (place->attribute != HTML_ATTRIBUTE_URL)
		return NULL;
	if (character == '?')
		place->url = HTML_URL_QUERY;
	else if (place->url == HTML_URL_QUERY)
		place->url = character == '#' ? HTML_URL_PATH : HTML_URL_QUERY;
	else if (character == '/' || character == '#' ||
	         (character == ':' && place->url == HTML_URL_START))
		place->url = HTML_URL_PATH;
	else if (character == ':' && place->url == HTML_URL_PRINTED)
		return FAULT(
			"html-scheme",
			"印字した値の後に「:」があると、値がURLのスキームになります。スキームは値の"
			"中に書いてください。",
			"A \":\" after a printed value would make it a scheme. Put the scheme "
			"into the value.");
	return NULL;
}

static const struct message *
scan_character(struct html_place *place, char character)
{
	switch (place->position) {
	case HTML_TEXT:
		if (character == '<')
			place->position = HTML_TAG_OPEN;
		place->end_tag = false;
		return NULL;
	case HTML_TITLE:
	case HTML_RAW:
		return scan_until_end_tag(place, character);
	case HTML_COMMENT:
		scan_until_mark(place, character, '-');
		return NULL;
	case HTML_CDATA:
		scan_until_mark(place, character, ']');
		return NULL;
	case HTML_DECLARATION:
		scan_declaration(place, character);
		return NULL;
	case HTML_TAG_OPEN:
		return scan_tag_open(place, character);
	case HTML_IN_TAG:
	case HTML_BOUNDARY:
		return scan_in_tag(place, character);
	case HTML_TAG_NAME:
	case HTML_ATTRIBUTE_NAME:
		return scan_name(place, character);
	case HTML_BEFORE_VALUE:
		return scan_before_value(place, character);
	case HTML_VALUE:
	case HTML_VALUE_SINGLE:
		return scan_value(place, character);
	case HTML_VALUE_BARE:
		if (g_ascii_isspace(character) || character == '>')
			return scan_in_tag(place, character);
		return NULL;
	}
	g_assert_not_reached();
}

const struct message *
html_place_scan(struct html_place *place, const char *text, gsize length, gsize *fault)
{
	const struct message *problem;

	for (gsize i = 0; i < length; i++) {
		problem = scan_character(place, text[i]);
		if (problem != NULL) {
			*fault = i;
			return problem;
		}
	}
	return NULL;
}
