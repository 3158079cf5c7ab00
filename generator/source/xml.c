/* This is the door to libxml2: a file becomes a small tree of our own, or findings. */
#include "source/xml.h"

#include "source/source.h"
#include "source/xml_fault.h"
#include "source/xml_text.h"
#include "source/xml_tree.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <string.h>

#define DEPTH_LIMIT 64

/* Of faults shown for one file: what follows the first ones follows from
 * them. */
#define SHOWN 10

/* Names of one document kept once; a vocabulary has fewer. */
#define NAMES 256

/* An element whose end has not come. */
struct open_element {
	struct xml_node *node;
	struct xml_node *last; /* child */
	bool has_elements;
	int stray_line; /* of the first text between its elements; 0: there is none */
	const char *stray;
};

struct parse {
	xmlParserCtxtPtr parser;
	struct xml_document *document;
	struct findings *findings;
	const char *name;
	bool mixed;
	bool has_references; /* "&" may make characters the bytes do not show */
	struct open_element open[DEPTH_LIMIT];
	int depth;
	GString *text;      /* since the last tag */
	gsize first_length; /* of its first piece */
	int first_line;     /* where that ends */
	int faults;
	int last_line; /* of what the parser reports */
	bool is_clean; /* no refused characters among the bytes */
	bool has_stray_text;
	bool mismatched;
	bool namespace_reported;
	struct {
		const xmlChar *of_parser;
		const char *ours;
	} names[NAMES];
};

MESSAGE(message_empty, "xml-empty", ERROR, NULL, "ファイルが空です。", "The file is empty.");
/* Each fault has a message of its own; should one go untold, the file is not lost without a word. */
MESSAGE(message_unreadable, "xml-unreadable", ERROR, NULL, "XMLとして読めません。",
        "This is not well-formed XML.");
MESSAGE(message_doctype, "xml-doctype", ERROR, NULL,
        "DOCTYPE宣言は使えません。取り除いてください。",
        "A DOCTYPE declaration is not allowed. Remove it.");
MESSAGE(message_depth, "xml-depth", ERROR, NULL, "要素の入れ子が深すぎます（{0}段まで）。",
        "Elements are nested too deeply (the limit is {0}).");
MESSAGE(message_namespace, "xml-namespace", ERROR, NULL,
        "<{0}> の名前空間が違います。ファイルの最初の要素に xmlns=\"" XML_NAMESPACE
        "\" と書いてください。",
        "<{0}> is not in our namespace. Write xmlns=\"" XML_NAMESPACE "\" on the first element.");
MESSAGE(message_attribute_prefix, "xml-attribute-prefix", ERROR, NULL,
        "属性 {0}:{1} は使えません。", "The attribute {0}:{1} is not allowed.");
MESSAGE(message_stray_text, "xml-stray-text", ERROR, NULL,
        "<{0}> の中の要素の外に文字「{1}」があります。要素の中に書くか、取り除いてください。",
        "There is text between the elements of <{0}>: \"{1}\". Put it in an element or remove it.");
MESSAGE(message_unfinished, "xml-unfinished", ERROR, NULL,
        "<{0}> が閉じられないままファイルが終わっています。ファイルの終わりが失われていなければ、</{0}> を書いてください。",
        "The file ends before <{0}> is closed. Unless its end was lost, write </{0}>.");
MESSAGE(message_full_width, "xml-full-width", ERROR, NULL,
        "タグが全角の「＜」で書かれています。「<」と「>」は半角で書いてください。",
        "A tag is written with a full-width \"＜\". Write \"<\" and \">\" in ASCII.");
MESSAGE(message_full_width_in_tag, "xml-full-width-in-tag", ERROR, NULL,
        "タグの中に全角の「{0}」があります。名前、空白、「=」、引用符は半角で書いてください。",
        "There is a full-width \"{0}\" in a tag. Write names, blanks, \"=\" and quotes in ASCII.");

static struct place
place_at(const struct parse *parse, int line)
{
	return place_in_file(parse->name, line, NULL);
}

static int
current_line(const struct parse *parse)
{
	return parse->parser->input == NULL ? 0 : parse->parser->input->line;
}

static void
stop(struct parse *parse)
{
	parse->faults = SHOWN;
	xmlStopParser(parse->parser);
}

/* Counts a fault of this file; false where enough were shown. */
static bool
count_fault(struct parse *parse)
{
	return parse->faults++ < SHOWN;
}

static void
refuse_doctype(void *data, const xmlChar *name, const xmlChar *external_id,
               const xmlChar *system_id)
{
	struct parse *parse = data;

	(void)name, (void)external_id, (void)system_id;
	findings_add(parse->findings, &message_doctype, place_at(parse, current_line(parse)), NULL);
	stop(parse);
}

/* The names come from the parser's dictionary: equal names, equal pointers. */
static const char *
keep_name(struct parse *parse, const xmlChar *name)
{
	gsize slot = ((gsize)name >> 3) % NAMES;

	if (parse->names[slot].of_parser != name) {
		parse->names[slot].of_parser = name;
		parse->names[slot].ours = arena_text(parse->document->arena, (const char *)name,
		                                     strlen((const char *)name));
	}
	return parse->names[slot].ours;
}

static gsize
blank_length(const GString *text)
{
	return strspn(text->str, " \t\r\n");
}

/* The characters that "&#…;" made, told with the elements that they stand in: those that are
 * open, and `within` where it is about to be. */
static void
check_references(struct parse *parse, const char *text, gsize length, int line, const char *within)
{
	AUTO(findings) found = findings_new();
	g_autoptr(GString) path = g_string_new(NULL);

	if (source_check_characters(text, length, line, parse->name, found))
		return;
	for (int i = 0; i < parse->depth; i++)
		g_string_append_printf(path, "/%s", parse->open[i].node->name);
	if (within != NULL)
		g_string_append_printf(path, "/%s", within);
	EACH (struct finding, finding, findings_sorted(found)) {
		finding->place.field_ja = finding->place.field_en = path->str + 1;
		finding->place.column = 0;
	}
	findings_take(parse->findings, found);
	count_fault(parse);
}

/* The line that the byte at `offset` of the text stands on. */
static int
text_line(const struct parse *parse, gsize offset)
{
	const char *text = parse->text->str;

	return parse->first_line - source_count_lines(text, parse->first_length) +
	       source_count_lines(text, offset);
}

/* Text between elements is told of when their parent ends as it should: in one that is never
 * closed, all that follows stands there. */
static void
note_stray_text(struct parse *parse, struct open_element *parent)
{
	const char *start = parse->text->str + blank_length(parse->text);

	if (parent->stray_line > 0)
		return;
	parent->stray_line = text_line(parse, blank_length(parse->text));
	parent->stray = arena_text(parse->document->arena, start, strcspn(start, "\r\n"));
	parse->has_stray_text = true;
}

static void
report_stray_text(struct parse *parse, const struct open_element *parent)
{
	g_autofree char *text = g_strchomp(g_strdup(parent->stray));
	g_autofree char *shown = g_utf8_substring(text, 0, MIN(20, g_utf8_strlen(text, -1)));

	findings_add(parse->findings,
	             strstr(text, "＜") != NULL ? &message_full_width : &message_stray_text,
	             place_at(parse, parent->stray_line), parent->node->name, shown, NULL);
}

/* What to do with the character data before a tag, within `parent`. */
static void
end_text(struct parse *parse, struct open_element *parent, bool is_leaf)
{
	struct arena *arena = parse->document->arena;
	GString *text = parse->text;

	if (parse->has_references)
		check_references(parse, text->str, text->len, text_line(parse, 0), NULL);
	if (is_leaf) {
		parent->node->text = arena_text(arena, text->str, text->len);
	} else if (parse->mixed && text->len > 0) {
		struct xml_node *node = arena_allocate(arena, sizeof(*node));

		node->text = arena_text(arena, text->str, text->len);
		node->line = text_line(parse, blank_length(text));
		parent->last = xml_append(parent->node, parent->last, node);
	} else if (blank_length(text) < text->len) {
		note_stray_text(parse, parent);
	}
	g_string_truncate(text, 0);
}

static void
check_namespace(struct parse *parse, const char *name, const xmlChar *uri)
{
	if (parse->namespace_reported ||
	    (uri != NULL && strcmp((const char *)uri, XML_NAMESPACE) == 0))
		return;
	parse->namespace_reported = true;
	if (count_fault(parse))
		findings_add(parse->findings, &message_namespace,
		             place_at(parse, current_line(parse)), name, NULL);
}

/* Each attribute is five pointers: name, prefix, namespace, value, end of the
 * value. Hints for editors (xsi:schemaLocation) are passed over. */
static void
keep_attributes(struct parse *parse, struct xml_node *node, int count, const xmlChar **from)
{
	struct arena *arena = parse->document->arena;
	struct xml_attribute *kept = NULL;

	if (count > 0)
		kept = arena_allocate(arena, (gsize)count * sizeof(*kept));
	node->attributes = kept;
	for (; count > 0; count--, from += 5) {
		if (from[1] == NULL) {
			const char *value = (const char *)from[3];
			gsize length = (gsize)(from[4] - from[3]);

			if (parse->has_references)
				check_references(parse, value, length, node->line, node->name);
			kept->name = keep_name(parse, from[0]);
			kept->value = xml_text_of_attribute(arena, value, length);
			kept++;
			node->attribute_count++;
		} else if (from[2] == NULL ||
		           strcmp((const char *)from[2],
		                  "http://www.w3.org/2001/XMLSchema-instance") != 0) {
			if (!parse->namespace_reported && count_fault(parse))
				findings_add(parse->findings, &message_attribute_prefix,
				             place_at(parse, node->line), (const char *)from[1],
				             (const char *)from[0], NULL);
		}
	}
}

static void
start_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
              int namespace_count, const xmlChar **namespaces, int attribute_count,
              int defaulted_count, const xmlChar **attributes)
{
	struct parse *parse = data;
	struct xml_node *node;

	(void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted_count;
	if (parse->depth == DEPTH_LIMIT) {
		g_autofree char *limit = g_strdup_printf("%d", DEPTH_LIMIT);

		findings_add(parse->findings, &message_depth, place_at(parse, current_line(parse)),
		             limit, NULL);
		stop(parse);
		return;
	}

	node = arena_allocate(parse->document->arena, sizeof(*node));
	node->name = keep_name(parse, name);
	node->line = current_line(parse);
	check_namespace(parse, node->name, uri);
	keep_attributes(parse, node, attribute_count, attributes);

	if (parse->depth == 0) {
		parse->document->root = node;
		g_string_truncate(parse->text, 0);
	} else {
		struct open_element *parent = &parse->open[parse->depth - 1];

		end_text(parse, parent, false);
		parent->last = xml_append(parent->node, parent->last, node);
		parent->has_elements = true;
	}
	parse->open[parse->depth++] = (struct open_element){ .node = node };
}

static void
end_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct parse *parse = data;

	(void)name, (void)prefix, (void)uri;
	if (parse->depth == 0)
		return;

	struct open_element *element = &parse->open[parse->depth - 1];

	end_text(parse, element, !parse->mixed && !element->has_elements);
	if (element->stray_line > 0 && !parse->mismatched && count_fault(parse))
		report_stray_text(parse, element);
	parse->depth--;
}

static void
add_text(void *data, const xmlChar *text, int length)
{
	struct parse *parse = data;

	if (parse->text->len == 0) {
		parse->first_length = (gsize)length;
		parse->first_line = current_line(parse);
	}
	g_string_append_len(parse->text, (const char *)text, length);
}

/* A tag that is not closed is told where it begins. */
static void
report_syntax(struct parse *parse, const xmlError *error)
{
	g_autofree char *detail = g_strchomp(g_strdup(error->message));
	g_autofree char *number = g_strdup_printf("%d", error->code);
	bool of_attribute =
		error->code == XML_ERR_ATTRIBUTE_NOT_STARTED ||
		error->code == XML_ERR_ATTRIBUTE_WITHOUT_VALUE ||
		error->code == XML_ERR_SPACE_REQUIRED ||
		(error->code == XML_ERR_NAME_REQUIRED && strstr(detail, "attribute") != NULL);
	bool of_tag = error->code == XML_ERR_GT_REQUIRED;
	int lines = 0;
	const xmlParserInput *input = parse->parser->input;
	g_autofree char *sign =
		of_attribute || of_tag
			? xml_fault_sign((const char *)input->base, (const char *)input->cur,
	                                 (const char *)input->end, &lines)
			: NULL;

	if (sign != NULL)
		findings_add(parse->findings, &message_full_width_in_tag,
		             place_at(parse, error->line), sign, NULL);
	else
		findings_add(parse->findings, xml_fault_message(error->code),
		             place_at(parse, error->line - (of_tag ? lines : 0)), detail, number,
		             error->str1, NULL);
}

/* The place is where something is to be written: at the element that is not closed, where
 * the end tag is that of one around it, else at the end tag. */
static void
report_mismatch(struct parse *parse, const xmlError *error)
{
	bool is_of_parent = false;
	g_autofree char *line = NULL;

	for (int i = 0; i < parse->depth - 1; i++)
		is_of_parent |= g_strcmp0(parse->open[i].node->name, error->str2) == 0;
	line = g_strdup_printf("%d", is_of_parent ? error->line : error->int1);
	if (!parse->mismatched)
		findings_add(parse->findings,
		             strstr(parse->text->str, "＜") != NULL
		                     ? &message_full_width
		                     : xml_fault_of_end_tag(error->str1, error->str2, is_of_parent),
		             place_at(parse, is_of_parent ? error->int1 : error->line), error->str1,
		             line, error->str2, NULL);
	parse->mismatched = true;
}

static void
report_unfinished(struct parse *parse, const xmlError *error)
{
	if (parse->mismatched)
		return;
	if (parse->depth > 0)
		findings_add(parse->findings, &message_unfinished, place_at(parse, error->line),
		             parse->open[parse->depth - 1].node->name, NULL);
	else
		report_syntax(parse, error);
	parse->mismatched = true;
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

static void
take_error(void *data, error_pointer error)
{
	struct parse *parse = data;

	if (error->level < XML_ERR_ERROR || error->code == XML_ERR_USER_STOP)
		return;
	/* A start tag cut short: its end tag will not find it. A comment that goes on: what it
	 * takes in is missing. */
	if (error->code == XML_ERR_HYPHEN_IN_COMMENT && parse->mismatched)
		return;
	if (error->code == XML_ERR_GT_REQUIRED || error->code == XML_ERR_HYPHEN_IN_COMMENT)
		parse->mismatched = true;
	/* One fault a line: the next ones there follow from it. */
	if (error->line == parse->last_line ||
	    (error->code == XML_ERR_INVALID_CHAR && !parse->is_clean))
		return;
	parse->last_line = error->line;
	if (!count_fault(parse))
		return;
	switch (error->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		report_mismatch(parse, error);
		return;
	case XML_ERR_TAG_NOT_FINISHED:
		report_unfinished(parse, error);
		return;
	case XML_ERR_DOCUMENT_END:
		if (parse->mismatched || parse->faults > 1)
			return;
		break;
	default:
		break;
	}
	report_syntax(parse, error);
}

static xmlParserInputPtr
refuse_external(const char *url, const char *id, xmlParserCtxtPtr parser)
{
	(void)url, (void)id, (void)parser;
	return NULL;
}

static void
set_up_library(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(refuse_external);
}

static void
set_up_parser(struct parse *parse)
{
	xmlSAXHandler *handler = parse->parser->sax;

	memset(handler, 0, sizeof(*handler));
	handler->initialized = XML_SAX2_MAGIC;
	handler->internalSubset = refuse_doctype;
	handler->startElementNs = start_element;
	handler->endElementNs = end_element;
	handler->characters = add_text;
	handler->ignorableWhitespace = add_text;
	handler->cdataBlock = add_text;
	handler->serror = take_error;
	parse->parser->userData = parse;
}

/* xml_parse() of up to `limit` bytes, as xml_load_into() has it. */
static struct xml_document *
parse_within(gsize limit, const char *bytes, gsize length, const char *name, bool mixed,
             struct arena *arena, struct findings *findings)
{
	static pthread_once_t library = PTHREAD_ONCE_INIT;

	if (length == 0) {
		findings_add(findings, &message_empty, (struct place){ .file = name }, NULL);
		return NULL;
	}
	if (!source_accept(&bytes, &length, limit, name, findings) ||
	    !xml_text_accept(bytes, length, name, findings))
		return NULL;

	pthread_once(&library, set_up_library);

	unsigned told = findings_count(findings, FINDING_ERROR);
	bool is_clean = source_check_characters(bytes, length, 1, name, findings);
	/* A file of the content is read on without them, so that its other faults are told. */
	g_autofree char *kept = is_clean || limit != SOURCE_SIZE_LIMIT
	                                ? NULL
	                                : source_drop_characters(bytes, &length);

	if (kept != NULL)
		bytes = kept;

	struct parse parse = {
		.parser = xmlNewParserCtxt(),
		.document = xml_document_new(length + 1024, arena),
		.findings = findings,
		.name = name,
		.mixed = mixed,
		.is_clean = is_clean,
		.has_references = memchr(bytes, '&', length) != NULL,
		.text = g_string_sized_new(256),
	};

	g_assert(parse.parser != NULL);
	set_up_parser(&parse);
	xmlCtxtReadMemory(parse.parser, bytes, (int)length, NULL, "UTF-8", XML_PARSE_NONET);
	g_string_free(parse.text, true);

	bool good = (parse.is_clean || kept != NULL) && parse.faults == 0 &&
	            !parse.has_stray_text && parse.parser->wellFormed &&
	            parse.document->root != NULL;

	if (!good && findings_count(findings, FINDING_ERROR) == told)
		findings_add(findings, &message_unreadable, (struct place){ .file = name }, NULL);
	xmlFreeParserCtxt(parse.parser);
	if (good)
		return parse.document;
	xml_document_free(parse.document);
	return NULL;
}

struct xml_document *
xml_parse(const char *bytes, gsize length, const char *name, bool mixed, struct findings *findings)
{
	return parse_within(XML_SIZE_LIMIT, bytes, length, name, mixed, NULL, findings);
}

struct xml_document *
xml_load_into(struct arena *arena, const char *path, const char *name, struct findings *findings)
{
	gsize length;
	g_autofree char *bytes = source_read(path, name, &length, findings);

	if (bytes == NULL)
		return NULL;
	return parse_within(SOURCE_SIZE_LIMIT, bytes, length, name, false, arena, findings);
}

struct xml_document *
xml_load(const char *path, const char *name, struct findings *findings)
{
	return xml_load_into(NULL, path, name, findings);
}
