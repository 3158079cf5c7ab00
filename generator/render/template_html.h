/* Where in an HTML or XML file a template's text stands: a small tokenizer
 * that runs over the constant text of templates when they are compiled. */
#pragma once

#include "base/finding.h"

/* How a value is written at its place. */
enum template_escape {
	TEMPLATE_ESCAPE_NONE,     /* plain text files */
	TEMPLATE_ESCAPE_ELEMENTS, /* between elements: trusted HTML may stand */
	TEMPLATE_ESCAPE_HTML,     /* attribute values, <title>, <textarea> */
	TEMPLATE_ESCAPE_XML,
	TEMPLATE_ESCAPE_BLOCKS,    /* between elements of XML: blocks may stand */
	TEMPLATE_ESCAPE_URL,       /* in a URL */
	TEMPLATE_ESCAPE_URL_QUERY, /* after its "?" */
};

enum html_position {
	HTML_TEXT,
	HTML_TITLE, /* <title>, <textarea>: text without elements */
	HTML_RAW,   /* <script>, <style> and their like */
	HTML_COMMENT,
	HTML_CDATA,
	HTML_DECLARATION, /* <!doctype …>, <?xml …?> */
	HTML_TAG_OPEN,    /* after "<" */
	HTML_TAG_NAME,
	HTML_IN_TAG,   /* where an attribute may start */
	HTML_BOUNDARY, /* a space, "/" or ">" must follow */
	HTML_ATTRIBUTE_NAME,
	HTML_BEFORE_VALUE, /* after "=" */
	HTML_VALUE,        /* in double quotes */
	HTML_VALUE_SINGLE,
	HTML_VALUE_BARE,
};

enum html_attribute {
	HTML_ATTRIBUTE_PLAIN,
	HTML_ATTRIBUTE_URL,
	HTML_ATTRIBUTE_SCRIPT, /* on…=, style, srcdoc, srcset: nothing is printed */
};

/* How far the URL of an attribute has come. */
enum html_url {
	HTML_URL_START,   /* constant text only, a scheme may come */
	HTML_URL_PRINTED, /* something printed, no "/" yet: no scheme may come */
	HTML_URL_PATH,
	HTML_URL_QUERY,
};

struct html_place {
	enum html_position position;
	enum html_attribute attribute;
	enum html_url url;
	bool xml;
	bool end_tag;
	bool slash;    /* the last character was "/" in a tag */
	guint matched; /* of a closing sequence ("</title"), or of "<!--" */
	char element[16];
	char name[16]; /* of the attribute */
};

void html_place_init(struct html_place *place, bool xml);

/* Moves `place` over `text`. On a fault returns what is wrong and the
 * offset in *fault; else NULL. */
const struct message *html_place_scan(struct html_place *place, const char *text, gsize length,
                                      gsize *fault);

/* To be called before and after a section, block or partial. False where none
 * may stand. */
bool html_place_enter(struct html_place *place);

/* The place after a section, which may have been left out or repeated, and so
 * begins at `place` and ends there or at `end`. False where that differs. */
bool html_place_merge(struct html_place *place, const struct html_place *end);

/* How to escape what is printed here, noting that it was printed. False where
 * nothing may be. */
bool html_place_print(struct html_place *place, enum template_escape *escape);

/* "in a comment", "in an attribute", … for messages. */
struct wording html_place_name(const struct html_place *place);
