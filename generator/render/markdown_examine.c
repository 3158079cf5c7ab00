/*
 * What is wrong with a parsed text: what it would lose, what it would show as it
 * was not meant, where its links lead.
 */
#include "render/emphasis.h"
#include "render/escape.h"
#include "render/markdown_part.h"
#include "source/source.h"

#include <string.h>

#define EXCERPT_CHARACTERS 24

/* Lists, quotes and emphasis inside one another: a letter has no room for more. */
#define NESTING_LIMIT 6

MESSAGE(RAW_HTML, "markdown-raw-html", ERROR, NULL,
        "HTML「{0}」は書けません。Markdown で書くか、「<」を文字として出すときは「\\<」としてください。",
        "raw HTML \"{0}\" is not allowed; use Markdown, or write \"\\<\" for the character \"<\".");
MESSAGE(UNSAFE_LINK, "markdown-unsafe-link", ERROR, NULL,
        "リンク先「{0}」は使えません。https://ホスト名… か http://ホスト名…（ホスト名は半角の英数字で、利用者名なし）、mailto、tel の URL か相対パスにしてください。",
        "the link target \"{0}\" is not allowed; it must be relative, https:// or http:// with a "
        "host in ASCII and without a user, mailto or tel.");
MESSAGE(OTHER_ADDRESS, "markdown-link-text-is-another-address", WARNING, NULL,
        "リンクの文字「{0}」は、リンク先「{1}」とは別のアドレスです。同じにするか、文字を説明にしてください。",
        "the text of the link, \"{0}\", is another address than its target \"{1}\"; make them one, or describe the target in words.");
MESSAGE(FOREIGN_IMAGE, "markdown-foreign-image", ERROR, NULL,
        "画像「{0}」は使えません。サイトの画像（assets/ の中のファイル）を相対パスで指定してください。",
        "the image \"{0}\" is not allowed; it must be one of the site's own, by its relative path to assets/.");
MESSAGE(EMPTY_LINK, "markdown-empty-link", ERROR, NULL,
        "リンク「{0}」にリンク先又は文字がありません。",
        "the link \"{0}\" has no target or no text.");
MESSAGE(LINK_RUNS_ON, "markdown-link-runs-on", ERROR, NULL,
        "リンク「{0}」に日本語が含まれています。「>」の位置を直すか、[文字](URL) と書いてください。",
        "the link \"{0}\" runs on into other text; mend its \">\" or write [text](URL).");
MESSAGE(BARE_URL, "markdown-bare-url", WARNING, NULL,
        "URL「{0}」はリンクになりません。<URL> 又は [文字](URL) と書いてください。",
        "the URL \"{0}\" is no link; write <URL> or [text](URL).");
MESSAGE(IMAGE_WITHOUT_TEXT, "markdown-image-without-text", ERROR, NULL,
        "画像「{0}」に説明がありません。![説明](画像) と書いてください。",
        "the image \"{0}\" has no description; write ![description](image).");
MESSAGE(OPEN_EMPHASIS, "markdown-open-emphasis", ERROR, NULL,
        "強調の「**」が対になっていません（{0}）。文字として出すときは「\\*\\*」としてください。",
        "\"**\" has no partner ({0}); write \"\\*\\*\" for the characters themselves.");

MESSAGE(NO_MARK, "markdown-no-mark", WARNING, NULL,
        "「{0}」は文字のまま表示されます。脚注、取消線、チェック欄の書き方は使えません。",
        "\"{0}\" is shown as it stands: footnotes, struck text and check boxes are not known.");
MESSAGE(RELATIVE_LINK, "markdown-relative-link", ERROR, NULL,
        "リンク先「{0}」は、この文章が載る頁や通知書からはたどれません。https:// から書いてください。",
        "the link target \"{0}\" leads nowhere from the pages and letters that show this text; write it from https:// on.");
MESSAGE(IMAGE_IN_FIELD, "markdown-image-in-field", ERROR, NULL,
        "画像「{0}」は載せられません。この文章は通知書にも印刷されます。文で書いてください。",
        "the image \"{0}\" is not allowed: letters print this text, too; say it in words.");
MESSAGE(NO_HEADING, "markdown-link-to-no-heading", ERROR, NULL,
        "リンク先「{0}」の見出しがありません。見出しの文字を、英字は小文字に、空白は「-」にし、記号を除いて書いてください。",
        "the link \"{0}\" leads to no heading; write the heading's text in lower case, with - for blanks and without signs.");
MESSAGE(TOO_DEEP, "markdown-too-deep", ERROR, NULL,
        "箇条書き、引用、強調の入れ子が深すぎます（6段まで）。",
        "lists, quotes and emphasis are nested too deeply (6 at most).");

static void
report_both(struct examiner *examiner, const struct message *message, int line,
            const char *argument, const char *other)
{
	g_autofree char *clean = emphasis_unmark(argument);
	struct place place = examiner->place;

	place.line += MAX(line, 1) - 1;
	findings_add(examiner->findings, message, place, clean, other, NULL);
	if (message->level == FINDING_ERROR)
		examiner->failed = true;
}

void
markdown_report(struct examiner *examiner, const struct message *message, int line,
                const char *argument)
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

static bool
has_image(cmark_node *node)
{
	for (node = cmark_node_first_child(node); node != NULL; node = cmark_node_next(node))
		if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			return true;
	return false;
}

static bool
is_url_character(char character)
{
	return g_ascii_isgraph(character) && strchr("<>\"`", character) == NULL;
}

/* What readers take for an address: with a scheme, as www.…, a mailbox, or a host of a domain that
 * names of files do not end with. */
#define HOST "(?:[a-z0-9_-]+\\.)+"
#define DOMAINS \
	"(?:jp|com|net|org|info|biz|edu|gov|int|eu|us|uk|au|ca|cn|hk|kr|sg|tw|de|fr|example)"
#define ADDRESS                                                                          \
	"(?:https?://|www\\.)[!-~]*[a-z0-9/]|(?<![a-z0-9.+_-])[a-z0-9.+_-]+@" HOST       \
	"[a-z0-9-]*[a-z0-9]|(?<![a-z0-9./_-])" HOST DOMAINS "(?![a-z0-9_-]|\\.[a-z0-9])" \
	"(?::[0-9]+)?(?:/(?:[!-~]*[a-z0-9/])?)?"

/* An address without what makes no difference to a reader: the scheme, "www.", a slash at the
 * end, the subject of a mail, capitals. */
static char *
plain_address(const char *address)
{
	g_autoptr(GRegex) beside = g_regex_new("^(https?://|mailto:)?(www\\.)?|/$", 0, 0, NULL);
	g_autofree char *lower = g_ascii_strdown(address, -1);

	if (g_str_has_prefix(lower, "mailto:"))
		lower[strcspn(lower, "?")] = '\0';
	return g_regex_replace_literal(beside, lower, -1, 0, "", 0, NULL);
}

/* Whether it leads where the words say: to that page, or, where they name a host alone,
 * anywhere on it or below it. */
static bool
leads_to(const char *url, const char *told)
{
	gsize host = strcspn(url, "/?#:"), length = strlen(told);

	return strcmp(url, told) == 0 || (strpbrk(told, "/?#@") == NULL && host >= length &&
	                                  strncmp(url + host - length, told, length) == 0 &&
	                                  (host == length || url[host - length - 1] == '.'));
}

/* The words that readers take for an address are the one that the link leads to. */
static void
examine_text_of_link(struct examiner *examiner, cmark_node *node, const char *text)
{
	g_autoptr(GRegex) address = g_regex_new(ADDRESS, G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	/* Letters of full width are read as the others. */
	g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	const char *url = cmark_node_get_url(node);
	g_autofree char *own = plain_address(url);

	for (g_regex_match(address, plain, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *shown = g_match_info_fetch(match, 0);
		g_autofree char *told = plain_address(shown);

		if (!leads_to(own, told))
			report_both(examiner, &OTHER_ADDRESS, line_of(node), shown, url);
	}
}

/* "assets/…", below as many "../" as the page is deep. */
static bool
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
	g_autofree char *text = markdown_text_inside(node);
	const char *url = cmark_node_get_url(node);

	if (*url == '\0' || (g_strstrip(text)[0] == '\0' && !has_image(node)))
		markdown_report(examiner, missing, line_of(node), *url != '\0' ? url : text);
	else if (!escape_url_is_safe(url, strlen(url)))
		markdown_report(examiner, &UNSAFE_LINK, line_of(node), url);
	else if (strcmp(url, text) == 0 && !g_str_is_ascii(url))
		markdown_report(examiner, &LINK_RUNS_ON, line_of(node), url);
	else if (examiner->notation == NOTATION_FIELD &&
	         cmark_node_get_type(node) == CMARK_NODE_IMAGE)
		markdown_report(examiner, &IMAGE_IN_FIELD, line_of(node), url);
	else if (examiner->notation == NOTATION_FIELD && g_uri_peek_scheme(url) == NULL)
		markdown_report(examiner, &RELATIVE_LINK, line_of(node), url);
	else if (cmark_node_get_type(node) == CMARK_NODE_LINK)
		examine_text_of_link(examiner, node, text);
	else if (!is_own_image(url))
		markdown_report(examiner, &FOREIGN_IMAGE, line_of(node), url);
}

static bool
in_link(cmark_node *node)
{
	while (node != NULL && cmark_node_get_type(node) != CMARK_NODE_LINK)
		node = cmark_node_parent(node);
	return node != NULL;
}

/* Signs of notations that are not ours, so that nobody is surprised by them. */
static void
examine_signs(struct examiner *examiner, cmark_node *node, const char *text)
{
	g_autoptr(GRegex) signs = NULL;
	g_autoptr(GMatchInfo) match = NULL;

	if (strpbrk(text, "[~") == NULL)
		return;
	signs = g_regex_new("\\[\\^[^\\]\\s]+\\]|~~\\S.*?~~|^\\[[ xX]\\] ", 0, 0, NULL);
	if (g_regex_match(signs, text, 0, &match)) {
		g_autofree char *sign = g_match_info_fetch(match, 0);

		markdown_report(examiner, &NO_MARK, line_of(node), sign);
	}
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

		markdown_report(examiner, &OPEN_EMPHASIS, line_of(node), shown);
	}
	examine_signs(examiner, node, text);
	if (url == NULL)
		url = strstr(text, "http://");
	if (url != NULL && !in_link(node)) {
		g_autofree char *shown = NULL;

		for (end = url; is_url_character(*end);)
			end++;
		/* What closes the sentence is no part of it. */
		while (strchr(".,;:!?]\'", end[-1]) != NULL ||
		       (end[-1] == ')' && memchr(url, '(', (gsize)(end - url)) == NULL))
			end--;
		shown = g_strndup(url, (gsize)(end - url));
		markdown_report(examiner, &BARE_URL, line_of(node), shown);
	}
}

/* A reference ("&#x202E;") brings in what the file itself may not have. */
static void
examine_characters(struct examiner *examiner, cmark_node *node, const char *text)
{
	g_autofree char *clean = emphasis_unmark(text);
	int line = examiner->place.line + line_of(node) - 1;

	if (!source_check_characters(clean, strlen(clean), line, examiner->place.file,
	                             examiner->findings))
		examiner->failed = true;
}

static bool
nests(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE ||
	       type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
}

static void
examine_nesting(struct examiner *examiner, cmark_node *node)
{
	int depth = 0;

	for (cmark_node *at = node; at != NULL && depth <= NESTING_LIMIT + 1;
	     at = cmark_node_parent(at))
		if (nests(at))
			depth++;
	if (depth == NESTING_LIMIT + 1)
		markdown_report(examiner, &TOO_DEEP, line_of(node), "");
}

static void
examine_node(struct examiner *examiner, cmark_node *node)
{
	g_autofree char *shown = NULL;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		shown = excerpt(cmark_node_get_literal(node));
		markdown_report(examiner, &RAW_HTML, line_of(node), shown);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		examine_target(examiner, node,
		               cmark_node_get_type(node) == CMARK_NODE_LINK ? &EMPTY_LINK
		                                                            : &IMAGE_WITHOUT_TEXT);
		examine_characters(examiner, node, cmark_node_get_url(node));
		examine_characters(examiner, node, cmark_node_get_title(node));
		break;
	case CMARK_NODE_TEXT:
		examine_text(examiner, node);
		examine_characters(examiner, node, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE_BLOCK:
		examine_characters(examiner, node, cmark_node_get_fence_info(node));
		break;
	case CMARK_NODE_LIST:
	case CMARK_NODE_BLOCK_QUOTE:
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		examine_nesting(examiner, node);
		break;
	default:
		break;
	}
}

void
markdown_examine(struct examiner *examiner, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE)
		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER)
			examine_node(examiner, cmark_iter_get_node(iter));
	cmark_iter_free(iter);
}

void
markdown_examine_fragments(struct examiner *examiner, cmark_node *root, GHashTable *ids)
{
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *url =
			cmark_node_get_type(node) == CMARK_NODE_LINK &&
					cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER
				? cmark_node_get_url(node)
				: "";
		g_autofree char *id = url[0] == '#' ? g_uri_unescape_string(url + 1, NULL) : NULL;

		if (url[0] == '#' && (id == NULL || !g_hash_table_contains(ids, id)))
			markdown_report(examiner, &NO_HEADING, line_of(node), url);
	}
	cmark_iter_free(iter);
}
