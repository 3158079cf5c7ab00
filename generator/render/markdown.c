#include "render/markdown.h"

#include "render/emphasis.h"
#include "render/escape.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#define EXCERPT_CHARACTERS 24

static const struct message TOO_LONG = {
	"markdown-too-long",
	FINDING_ERROR,
	NULL,
	"文章が長すぎます（{0} バイト）。{1} バイトまでに分けてください",
	"the text is too long ({0} bytes); divide it into parts of at most {1} bytes",
};
static const struct message PRIVATE_CHARACTER = {
	"markdown-private-character",
	FINDING_ERROR,
	NULL,
	"私用領域の文字 U+E000 は使えません",
	"the private use character U+E000 must not be used",
};
static const struct message RAW_HTML = {
	"markdown-raw-html",
	FINDING_ERROR,
	NULL,
	"HTML「{0}」は書けません。Markdown で書くか、「<」を文字として出すときは「\\<」としてください",
	"raw HTML \"{0}\" is not allowed; use Markdown, or write \"\\<\" for the character \"<\"",
};
static const struct message UNSAFE_LINK = {
	"markdown-unsafe-link",
	FINDING_ERROR,
	NULL,
	"リンク先「{0}」は使えません。http、https（利用者名なし）、mailto、tel の URL か相対パスにしてください",
	"the link target \"{0}\" is not allowed; it must be relative, or http, https (without a user), mailto "
	"or tel",
};
static const struct message OTHER_ADDRESS = {
	"markdown-link-text-is-another-address",
	FINDING_WARNING,
	NULL,
	"リンクの文字「{0}」は、リンク先「{1}」とは別のアドレスです。同じにするか、文字を説明にしてください",
	"the text of the link, \"{0}\", is another address than its target \"{1}\"; make them one, or describe the target in words",
};
static const struct message FOREIGN_IMAGE = {
	"markdown-foreign-image",
	FINDING_ERROR,
	NULL,
	"画像「{0}」は使えません。サイトの画像（assets/ の中のファイル）を相対パスで指定してください",
	"the image \"{0}\" is not allowed; it must be one of the site's own, by its relative path to assets/",
};
static const struct message EMPTY_LINK = {
	"markdown-empty-link",
	FINDING_ERROR,
	NULL,
	"リンク「{0}」にリンク先又は文字がありません",
	"the link \"{0}\" has no target or no text",
};
static const struct message LINK_RUNS_ON = {
	"markdown-link-runs-on",
	FINDING_ERROR,
	NULL,
	"リンク「{0}」に日本語が含まれています。「>」の位置を直すか、[文字](URL) と書いてください",
	"the link \"{0}\" runs on into other text; mend its \">\" or write [text](URL)",
};
static const struct message BARE_URL = {
	"markdown-bare-url",
	FINDING_WARNING,
	NULL,
	"URL「{0}」はリンクになりません。<URL> 又は [文字](URL) と書いてください",
	"the URL \"{0}\" is no link; write <URL> or [text](URL)",
};
static const struct message IMAGE_WITHOUT_TEXT = {
	"markdown-image-without-text",
	FINDING_ERROR,
	NULL,
	"画像「{0}」に説明がありません。![説明](画像) と書いてください",
	"the image \"{0}\" has no description; write ![description](image)",
};
static const struct message OPEN_EMPHASIS = {
	"markdown-open-emphasis",
	FINDING_ERROR,
	NULL,
	"強調の「**」が対になっていません（{0}）。文字として出すときは「\\*\\*」としてください",
	"\"**\" has no partner ({0}); write \"\\*\\*\" for the characters themselves",
};

struct examiner {
	struct place place;
	struct findings *findings;
	gboolean failed;
};

static void
report_both(struct examiner *examiner, const struct message *message, int line,
            const char *argument, const char *other)
{
	g_autofree char *clean = emphasis_unmark(argument);
	struct place place = examiner->place;

	place.line += MAX(line, 1) - 1;
	findings_add(examiner->findings, message, place, clean, other, NULL);
	if (message->level == FINDING_ERROR)
		examiner->failed = TRUE;
}

static void
report(struct examiner *examiner, const struct message *message, int line, const char *argument)
{
	report_both(examiner, message, line, argument, NULL);
}

static int
line_of(cmark_node *node)
{
	while (node != NULL && cmark_node_get_start_line(node) == 0)
		node = cmark_node_parent(node);
	return node != NULL ? cmark_node_get_start_line(node) : 1;
}

/* The first characters from `text` on, on one line. */
static char *
excerpt(const char *text)
{
	const char *end = text;
	glong count = 0;

	for (; *end != '\0' && *end != '\n' && count < EXCERPT_CHARACTERS; count++)
		end = g_utf8_next_char(end);
	if (*end == '\0' || *end == '\n')
		return g_strndup(text, (gsize)(end - text));
	return g_strdup_printf("%.*s…", (int)(end - text), text);
}

/* The text inside a node, without its markup. */
static char *
text_inside(cmark_node *root)
{
	GString *out = g_string_new(NULL);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_node *node;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(iter);
		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_TEXT ||
		    cmark_node_get_type(node) == CMARK_NODE_CODE)
			g_string_append(out, cmark_node_get_literal(node));
	}
	cmark_iter_free(iter);
	return g_string_free(out, FALSE);
}

static gboolean
has_image(cmark_node *node)
{
	for (node = cmark_node_first_child(node); node != NULL; node = cmark_node_next(node))
		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			return TRUE;
	return FALSE;
}

static gboolean
is_url_character(char character)
{
	return g_ascii_isgraph(character) && strchr("<>\"`", character) == NULL;
}

/* The address without what makes no difference to a reader: the scheme, a slash at
 * the end, capitals. */
static char *
plain_address(const char *address, gsize length)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };
	char *plain = g_ascii_strdown(address, (gssize)length);

	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (g_str_has_prefix(plain, schemes[i])) {
			memmove(plain, plain + strlen(schemes[i]), length - strlen(schemes[i]) + 1);
			break;
		}
	if (g_str_has_suffix(plain, "/"))
		plain[strlen(plain) - 1] = '\0';
	return plain;
}

/* The words that readers take for an address are the one that the link leads to. */
static void
examine_text_of_link(struct examiner *examiner, cmark_node *node, const char *text)
{
	g_autoptr(GRegex) address = g_regex_new(
		"(https?://|www\\.)[!-~]*[a-z0-9/]|[a-z0-9.+_-]+@[a-z0-9-]+\\.[a-z0-9.-]*[a-z0-9]",
		G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	const char *url = cmark_node_get_url(node);

	if (g_regex_match(address, text, 0, &match)) {
		g_autofree char *shown = g_match_info_fetch(match, 0);
		g_autofree char *told = plain_address(shown, strlen(shown));
		g_autofree char *own = plain_address(url, strlen(url));

		if (strcmp(told, own) != 0)
			report_both(examiner, &OTHER_ADDRESS, line_of(node), shown, url);
	}
}

/* "assets/…", below as many "../" as the page is deep. */
static gboolean
is_own_image(const char *url)
{
	while (g_str_has_prefix(url, "../"))
		url += strlen("../");
	return g_str_has_prefix(url, "assets/") && strstr(url, "..") == NULL &&
	       strchr(url, '\\') == NULL;
}

static void
examine_target(struct examiner *examiner, cmark_node *node, const struct message *missing)
{
	g_autofree char *text = text_inside(node);
	const char *url = cmark_node_get_url(node);

	if (*url == '\0' || (g_strstrip(text)[0] == '\0' && !has_image(node)))
		report(examiner, missing, line_of(node), *url != '\0' ? url : text);
	else if (!escape_url_is_safe(url, strlen(url)))
		report(examiner, &UNSAFE_LINK, line_of(node), url);
	else if (strcmp(url, text) == 0 && !g_str_is_ascii(url))
		report(examiner, &LINK_RUNS_ON, line_of(node), url);
	else if (cmark_node_get_type(node) == CMARK_NODE_LINK)
		examine_text_of_link(examiner, node, text);
	else if (!is_own_image(url))
		report(examiner, &FOREIGN_IMAGE, line_of(node), url);
}

static gboolean
in_link(cmark_node *node)
{
	while (node != NULL && cmark_node_get_type(node) != CMARK_NODE_LINK)
		node = cmark_node_parent(node);
	return node != NULL;
}

static void
examine_text(struct examiner *examiner, cmark_node *node)
{
	const char *text = cmark_node_get_literal(node);
	const char *asterisks = strstr(text, "**");
	const char *url = strstr(text, "https://");
	const char *end;

	if (asterisks != NULL) {
		g_autofree char *shown = excerpt(asterisks);

		report(examiner, &OPEN_EMPHASIS, line_of(node), shown);
	}
	if (url == NULL)
		url = strstr(text, "http://");
	if (url != NULL && !in_link(node)) {
		g_autofree char *shown = NULL;

		for (end = url; is_url_character(*end);)
			end++;
		shown = g_strndup(url, (gsize)(end - url));
		report(examiner, &BARE_URL, line_of(node), shown);
	}
}

static void
examine_node(struct examiner *examiner, cmark_node *node)
{
	g_autofree char *shown = NULL;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		shown = excerpt(cmark_node_get_literal(node));
		report(examiner, &RAW_HTML, line_of(node), shown);
		break;
	case CMARK_NODE_LINK:
		examine_target(examiner, node, &EMPTY_LINK);
		break;
	case CMARK_NODE_IMAGE:
		examine_target(examiner, node, &IMAGE_WITHOUT_TEXT);
		break;
	case CMARK_NODE_TEXT:
		examine_text(examiner, node);
		break;
	default:
		break;
	}
}

static void
take_markers_out(cmark_node *node)
{
	g_autofree char *url = NULL;
	g_autofree char *text = NULL;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		url = emphasis_unmark(cmark_node_get_fence_info(node));
		cmark_node_set_fence_info(node, url);
		/* fall through */
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		text = emphasis_unmark(cmark_node_get_literal(node));
		cmark_node_set_literal(node, text);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		url = emphasis_unmark(cmark_node_get_url(node));
		text = emphasis_unmark(cmark_node_get_title(node));
		cmark_node_set_url(node, url);
		cmark_node_set_title(node, text);
		break;
	default:
		break;
	}
}

/* Japanese is written without spaces; Korean is wide too, but has them. */
static gboolean
is_spaceless(gunichar character)
{
	return g_unichar_iswide(character) &&
	       g_unichar_get_script(character) != G_UNICODE_SCRIPT_HANGUL;
}

/* Variation selectors and combining marks belong to the letter before them. */
static gboolean
ends_spaceless(const char *text)
{
	const char *at = text + strlen(text);
	gunichar character = 0;

	while (at > text) {
		at = g_utf8_prev_char(at);
		character = g_utf8_get_char(at);
		if (!g_unichar_iszerowidth(character))
			break;
	}
	return is_spaceless(character);
}

static gboolean
is_between_japanese(cmark_node *line_break)
{
	cmark_node *before = cmark_node_previous(line_break);
	cmark_node *after = cmark_node_next(line_break);
	g_autofree char *text_before = NULL;
	g_autofree char *text_after = NULL;

	if (before == NULL || after == NULL)
		return FALSE;
	text_before = text_inside(before);
	text_after = text_inside(after);
	return ends_spaceless(text_before) && is_spaceless(g_utf8_get_char(text_after));
}

static void
shift_heading(cmark_node *node, int shift)
{
	cmark_node_set_heading_level(node, CLAMP(cmark_node_get_heading_level(node) + shift, 1, 6));
}

typedef void (*visit_function)(cmark_node *node, gpointer data);

/* Visits every node once; the visitor may free the node it is given. */
static void
walk(cmark_node *root, visit_function visit, gpointer data)
{
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER)
			visit(cmark_iter_get_node(iter), data);
	cmark_iter_free(iter);
}

static void
visit_raw(cmark_node *node, gpointer data)
{
	examine_node(data, node);
	take_markers_out(node);
}

static void
visit_clean(cmark_node *node, gpointer data)
{
	const int *heading_shift = data;

	if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
		shift_heading(node, *heading_shift);
	else if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK && is_between_japanese(node))
		cmark_node_free(node);
}

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
	gsize i;

	if (strstr(html, "<table>") != NULL)
		for (i = 0; i < G_N_ELEMENTS(changes); i++)
			g_string_replace(changed, changes[i][0], changes[i][1], 0);
	g_string_append_len(out, changed->str, (gssize)changed->len);
}

static gboolean
render_tree(struct examiner *examiner, cmark_parser *parser, cmark_node *root, int heading_shift,
            GString *out)
{
	char *html;

	walk(root, visit_raw, examiner);
	if (examiner->failed)
		return FALSE;
	walk(root, visit_clean, &heading_shift);
	html = cmark_render_html(root, CMARK_OPT_DEFAULT,
	                         cmark_parser_get_syntax_extensions(parser));
	append_html(out, html);
	cmark_get_default_mem_allocator()->free(html);
	return TRUE;
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

gboolean
markdown_render(const char *markdown, int heading_shift, struct place place,
                struct findings *findings, GString *out)
{
	struct examiner examiner = { .place = place, .findings = findings };
	g_autoptr(GString) marked = g_string_new(NULL);
	gsize length = strlen(markdown);
	const char *private_character;
	cmark_parser *parser;
	cmark_node *root;
	gboolean done;

	if (length > MARKDOWN_SIZE_LIMIT) {
		g_autofree char *size = g_strdup_printf("%" G_GSIZE_FORMAT, length);
		g_autofree char *limit = g_strdup_printf("%d", MARKDOWN_SIZE_LIMIT);

		findings_add(findings, &TOO_LONG, place, size, limit, NULL);
		return FALSE;
	}
	private_character = strstr(markdown, EMPHASIS_MARKER);
	if (private_character != NULL) {
		report(&examiner, &PRIVATE_CHARACTER, line_at(markdown, private_character), "");
		return FALSE;
	}
	emphasis_mark(markdown, marked);
	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, marked->str, marked->len);
	root = cmark_parser_finish(parser);
	done = render_tree(&examiner, parser, root, heading_shift, out);
	cmark_node_free(root);
	cmark_parser_free(parser);
	return done;
}
