/* What a template's tags may do at a place in HTML. */
#include "render/template_html.h"

#include <string.h>

struct wording
html_place_name(const struct html_place *place)
{
	static const struct wording names[] = {
		[HTML_TEXT] = { "要素と要素の間", "between elements" },
		[HTML_TITLE] = { "<title>か<textarea>の中", "in <title> or <textarea>" },
		[HTML_RAW] = { "<script>や<style>などの中", "in <script>, <style> or the like" },
		[HTML_COMMENT] = { "コメントの中", "in a comment" },
		[HTML_CDATA] = { "CDATAの中", "in CDATA" },
		[HTML_DECLARATION] = { "宣言の中", "in a declaration" },
		[HTML_TAG_OPEN] = { "タグの名前の中", "in the name of a tag" },
		[HTML_TAG_NAME] = { "タグの名前の中", "in the name of a tag" },
		[HTML_IN_TAG] = { "タグの中、属性の値の外", "in a tag, outside of a value" },
		[HTML_BOUNDARY] = { "タグの中、属性の値の外", "in a tag, outside of a value" },
		[HTML_ATTRIBUTE_NAME] = { "属性の名前の中", "in the name of an attribute" },
		[HTML_BEFORE_VALUE] = { "二重引用符のない属性の中",
		                        "in an attribute without double quotes" },
		[HTML_VALUE] = { "属性の中", "in an attribute" },
		[HTML_VALUE_SINGLE] = { "一重引用符の属性の中",
		                        "in an attribute in single quotes" },
		[HTML_VALUE_BARE] = { "二重引用符のない属性の中",
		                      "in an attribute without double quotes" },
	};

	return names[place->position];
}

bool
html_place_enter(struct html_place *place)
{
	switch (place->position) {
	case HTML_TITLE:
		return place->matched == 0;
	case HTML_TEXT:
	case HTML_IN_TAG:
	case HTML_BOUNDARY:
	case HTML_VALUE:
	case HTML_VALUE_SINGLE:
		return true;
	case HTML_TAG_NAME:
	case HTML_ATTRIBUTE_NAME:
		place->position = HTML_BOUNDARY;
		return !place->end_tag;
	default:
		return false;
	}
}

static bool
is_in_tag(const struct html_place *place)
{
	return place->position == HTML_IN_TAG || place->position == HTML_BOUNDARY;
}

static enum html_url
merge_url(enum html_url a, enum html_url b)
{
	if (a == HTML_URL_PRINTED || b == HTML_URL_PRINTED)
		return HTML_URL_PRINTED;
	if (a == HTML_URL_START || b == HTML_URL_START)
		return HTML_URL_START;
	return MAX(a, b);
}

bool
html_place_merge(struct html_place *place, const struct html_place *end)
{
	bool in_tag = is_in_tag(place) && is_in_tag(end);

	if (place->position != end->position && !in_tag)
		return false;
	if (place->position == HTML_TEXT)
		return true;
	if (strcmp(place->element, end->element) != 0 || place->end_tag != end->end_tag)
		return false;
	if (in_tag) {
		if (place->position != end->position)
			place->position = HTML_BOUNDARY;
		return true;
	}
	if (strcmp(place->name, end->name) != 0)
		return false;
	place->url = merge_url(place->url, end->url);
	return true;
}

static bool
print_in_value(struct html_place *place, enum template_escape *escape)
{
	switch (place->attribute) {
	case HTML_ATTRIBUTE_SCRIPT:
		return false;
	case HTML_ATTRIBUTE_URL:
		*escape = place->url == HTML_URL_QUERY ? TEMPLATE_ESCAPE_URL_QUERY
		                                       : TEMPLATE_ESCAPE_URL;
		if (place->url == HTML_URL_START)
			place->url = HTML_URL_PRINTED;
		return true;
	case HTML_ATTRIBUTE_PLAIN:
		*escape = place->xml ? TEMPLATE_ESCAPE_XML : TEMPLATE_ESCAPE_HTML;
		return true;
	}
	g_assert_not_reached();
}

bool
html_place_print(struct html_place *place, enum template_escape *escape)
{
	switch (place->position) {
	case HTML_TEXT:
		*escape = place->xml ? TEMPLATE_ESCAPE_BLOCKS : TEMPLATE_ESCAPE_ELEMENTS;
		return true;
	case HTML_TITLE:
		*escape = TEMPLATE_ESCAPE_HTML;
		return place->matched == 0;
	case HTML_VALUE:
		return print_in_value(place, escape);
	default:
		return false;
	}
}
