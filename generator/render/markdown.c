/* This is the door to libcmark-gfm: Markdown becomes a tree of our own, without raw HTML. */
#include "render/markdown.h"

#include "render/emphasis.h"
#include "render/markdown_part.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>

/* Times that indented text is moved to the left, four columns each. */
#define PULLED_IN_AT_MOST 8

MESSAGE(TOO_LONG, "markdown-too-long", ERROR, NULL,
        "文章が長すぎます（{0} バイト）。{1} バイトまでに分けてください。",
        "the text is too long ({0} bytes); divide it into parts of at most {1} bytes.");
MESSAGE(PRIVATE_CHARACTER, "markdown-private-character", ERROR, NULL,
        "私用領域の文字 U+E000、U+E001 は使えません。",
        "the private use characters U+E000 and U+E001 must not be used.");
/* cmark's own table has obsolete attributes and cannot scroll. In HTML that
 * cmark made, a tag's text is never anything but that tag. */
static void
append_html(GString *out, const char *html)
{
	static const char *const changes[][2] = {
		{ "<table>", "<div class=\"table-scroll\" tabindex=\"0\">\n<table>" },
		{ "</table>", "</table>\n</div>" },
		{ "<th>", "<th scope=\"col\">" },
		{ "<th align=\"left\">", "<th scope=\"col\" class=\"align-left\">" },
		{ "<th align=\"center\">", "<th scope=\"col\" class=\"align-center\">" },
		{ "<th align=\"right\">", "<th scope=\"col\" class=\"align-right\">" },
		{ "<td align=\"left\">", "<td class=\"align-left\">" },
		{ "<td align=\"center\">", "<td class=\"align-center\">" },
		{ "<td align=\"right\">", "<td class=\"align-right\">" },
	};
	g_autoptr(GString) changed = g_string_new(html);

	if (strstr(html, "<table>") != NULL)
		for (gsize i = 0; i < G_N_ELEMENTS(changes); i++)
			g_string_replace(changed, changes[i][0], changes[i][1], 0);
	g_string_append_len(out, changed->str, (gssize)changed->len);
}

static int
line_at(const char *text, const char *at)
{
	int line = 1;

	for (; text < at; text++)
		if (*text == '\n')
			line++;
	return line;
}

/* Where one of our own markers stands in the text, as itself or by its number. */
static const char *
find_private(const char *text)
{
	for (const char *at = text; (at = strpbrk(at, "&\xEE")) != NULL; at++) {
		bool hexadecimal = g_ascii_strncasecmp(at, "&#x", 3) == 0;
		gint64 number = 0;

		if (g_str_has_prefix(at, EMPHASIS_MARKER) ||
		    g_str_has_prefix(at, EMPHASIS_ASTERISK))
			return at;
		if (g_str_has_prefix(at, "&#"))
			number = g_ascii_strtoll(at + (hexadecimal ? 3 : 2), NULL,
			                         hexadecimal ? 16 : 10);
		if (number == 0xE000 || number == 0xE001)
			return at;
	}
	return NULL;
}

/* "[a]: b" would vanish as the target of links that say "[a]". A field has none, and
 * nothing has footnotes: a marker keeps the line. */
static char *
keep_definitions(const char *text, enum notation notation)
{
	if (strstr(text, "]:") == NULL)
		return g_strdup(text);
	g_autoptr(GRegex) definition = g_regex_new(
		notation == NOTATION_FIELD ? "\\](?=:)" : "^[ >]*\\[\\^[^\\]\n]+\\](?=:)",
		G_REGEX_MULTILINE, 0, NULL);
	return g_regex_replace(definition, text, -1, 0, "\\0" EMPHASIS_MARKER, 0, NULL);
}

static cmark_node *
parse_markdown(const char *text)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, text, strlen(text));
	cmark_node *root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

/* Takes four columns from the blanks before `at`, of many all but sixteen. */
static void
pull_in(GString *line, gsize at)
{
	gsize blanks = 0;

	while (blanks < at && strchr(" \t", line->str[at - blanks - 1]) != NULL)
		blanks++;
	gsize kept = blanks < 4 ? 0 : MIN(blanks - 4, 16);
	g_string_erase(line, (gssize)(at - blanks), (gssize)blanks);
	for (gsize i = 0; i < kept; i++)
		g_string_insert_c(line, (gssize)(at - blanks), ' ');
}

static bool
is_indented_code(cmark_node *node)
{
	int length, offset;
	char character;

	return cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK &&
	       !cmark_node_get_fenced(node, &length, &offset, &character);
}

/* Indented text of a field is text that was moved in, "1.     Title", and no code:
 * its lines are pulled in. NULL where there is none. */
static char *
pull_code_in(cmark_node *root, const char *source)
{
	g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
	gint64 count = g_strv_length(lines);
	cmark_iter *iter = cmark_iter_new(root);
	bool found = false;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *code = cmark_iter_get_node(iter);
		int first = cmark_node_get_start_line(code);

		if (!is_indented_code(code))
			continue;
		found = true;
		for (int i = first; i <= cmark_node_get_end_line(code) && i <= count; i++) {
			const char *text = cmark_node_get_literal(code);
			const char *seen = text + strspn(text, " \t");
			g_autofree char *start = g_strndup(seen, strcspn(seen, "\n"));
			GString *line = g_string_new(lines[i - 1]);
			gsize blanks = strspn(line->str, " \t");
			/* Behind the mark of an item that begins here. */
			const char *own =
				i > first || start[0] == '\0' ? NULL : strstr(line->str, start);

			pull_in(line, own == NULL ? blanks : (gsize)(own - line->str));
			g_free(lines[i - 1]);
			lines[i - 1] = g_string_free(line, false);
		}
	}
	cmark_iter_free(iter);
	return found ? g_strjoinv("\n", lines) : NULL;
}

/* The settled tree of the text; NULL after a finding of level error. */
static cmark_node *
read_tree(const char *text, enum notation notation, int heading_shift, struct examiner *examiner)
{
	g_autoptr(GString) marked = g_string_new(NULL);
	const char *private_character = find_private(text);
	cmark_node *root;

	if (notation == NOTATION_PLAIN) {
		root = markdown_plain_tree(text);
		markdown_settle(root, text, notation, 0);
		return root;
	}
	if (private_character != NULL) {
		markdown_report(examiner, &PRIVATE_CHARACTER, line_at(text, private_character), "");
		return NULL;
	}
	emphasis_mark(text, marked);
	g_autofree char *source = keep_definitions(marked->str, notation);
	root = parse_markdown(source);
	for (int i = 0; notation == NOTATION_FIELD && i < PULLED_IN_AT_MOST; i++) {
		g_autofree char *pulled = pull_code_in(root, source);

		if (pulled == NULL)
			break;
		g_free(source);
		source = g_steal_pointer(&pulled);
		cmark_node_free(root);
		root = parse_markdown(source);
	}
	markdown_examine(examiner, root);
	if (!examiner->failed) {
		markdown_settle(root, source, notation, heading_shift);
		return root;
	}
	cmark_node_free(root);
	return NULL;
}

/* From the HTML of a heading: letters and digits, with "-" for blanks. */
static char *
heading_id(const char *html)
{
	GString *id = g_string_new(NULL);

	for (const char *at = html; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		const char *end = *at == '<'   ? strchr(at, '>')
		                  : *at == '&' ? strchr(at, ';')
		                               : NULL;

		if (g_unichar_isalnum(character))
			g_string_append_unichar(id, g_unichar_tolower(character));
		else if (*at == '-' || g_unichar_isspace(character))
			g_string_append_c(id, '-');
		at = end != NULL ? end : at;
	}
	return g_string_free(id, false);
}

/* A second heading of the same text has a number. */
static gboolean
add_id(const GMatchInfo *match, GString *out, gpointer data)
{
	g_autofree char *level = g_match_info_fetch(match, 1), *html = g_match_info_fetch(match, 2);
	g_autofree char *plain = heading_id(html);
	char *id = g_strdup(plain);

	for (int i = 2; *id == '\0' || !g_hash_table_add(data, g_strdup(id)); i++) {
		g_free(id);
		id = g_strdup_printf("%s-%d", plain, i);
	}
	g_string_append_printf(out, "<h%s id=\"%s\">%s</h%s>", level, id, html, level);
	g_free(id);
	return false;
}

/* The HTML of a tree, with ids of headings, which are added to `ids` (NULL: without). */
static char *
html_of(cmark_node *root, GHashTable *ids)
{
	g_autoptr(GRegex) heading = g_regex_new("<h([1-6])>(.*?)</h\\1>", G_REGEX_DOTALL, 0, NULL);
	char *html = cmark_render_html(root, CMARK_OPT_DEFAULT, NULL);
	char *told = ids == NULL ? g_strdup(html)
	                         : g_regex_replace_eval(heading, html, -1, 0, 0, add_id, ids, NULL);

	cmark_get_default_mem_allocator()->free(html);
	return told;
}

/* What the pages around the text have. */
static GHashTable *
ids_new(void)
{
	GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	g_hash_table_add(ids, g_strdup("main"));
	return ids;
}

bool
markdown_has_heading(const char *text, const char *id)
{
	AUTO(findings) findings = findings_new();
	struct examiner examiner = { .findings = findings, .notation = NOTATION_PAGE };
	g_autoptr(GHashTable) ids = ids_new();
	cmark_node *root = read_tree(text, NOTATION_PAGE, 0, &examiner);

	if (root == NULL)
		return true; /* which is told where the text is rendered */
	g_free(html_of(root, ids));
	cmark_node_free(root);
	return g_hash_table_contains(ids, id);
}

bool
markdown_render(const char *text, enum notation notation, int heading_shift, struct place place,
                struct findings *findings, GString *out)
{
	struct examiner examiner = { .place = place, .findings = findings, .notation = notation };
	gsize length = strlen(text);

	if (length > MARKDOWN_SIZE_LIMIT) {
		g_autofree char *size = g_strdup_printf("%" G_GSIZE_FORMAT, length);

		findings_add(findings, &TOO_LONG, place, size, NUMBER(MARKDOWN_SIZE_LIMIT), NULL);
		return false;
	}
	cmark_node *root = read_tree(text, notation, heading_shift, &examiner);
	if (root == NULL)
		return false;
	g_autoptr(GHashTable) ids = notation == NOTATION_PAGE ? ids_new() : NULL;
	g_autofree char *html = html_of(root, ids);
	if (ids != NULL)
		markdown_examine_fragments(&examiner, root, ids);
	if (!examiner.failed)
		append_html(out, html);
	cmark_node_free(root);
	return !examiner.failed;
}

void
markdown_render_letter(const char *text, enum notation notation, GString *xml)
{
	AUTO(findings) findings = findings_new();
	struct examiner examiner = { .findings = findings, .notation = notation };
	cmark_node *root =
		strlen(text) > MARKDOWN_SIZE_LIMIT ? NULL : read_tree(text, notation, 0, &examiner);

	if (root == NULL)
		root = read_tree(text, notation = NOTATION_PLAIN, 0, &examiner);
	markdown_letter_append(root, notation, xml);
	cmark_node_free(root);
}
