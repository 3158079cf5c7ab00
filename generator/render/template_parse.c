/* The text of a template becomes nodes. */
#include "render/template_node.h"

#include <string.h>

struct parser {
	struct template *template;
	const char *at;
	const char *bare_until; /* up to here a line of tags that do not print */
	const char *counted;    /* `line` and `column` are of here */
	int line;
	int column;
	guint open[TEMPLATE_DEPTH_LIMIT];
	guint depth;
	GError **error;
};

/* One tag as it stands in the source. */
struct tag {
	const char *start; /* "{{" */
	const char *end;   /* behind "}}" */
	char sigil;        /* '#', '^', '/', '>', '<', '$', '!' or 0 */
	char *name;
};

/* Positions are asked for in the order of the text. */
static void
count_to(struct parser *parser, const char *at)
{
	for (; parser->counted < at; parser->counted = g_utf8_next_char(parser->counted)) {
		parser->column++;
		if (*parser->counted == '\n') {
			parser->line++;
			parser->column = 1;
		}
	}
}

static struct place
spot_of(struct parser *parser, const char *at)
{
	count_to(parser, at);
	return (struct place){ .file = parser->template->file,
		               .line = parser->line,
		               .column = parser->column };
}

static struct template_node *
add_node(struct parser *parser, enum template_node_kind kind, const char *at)
{
	struct template_node node = { .kind = kind, .escape = TEMPLATE_ESCAPE_NONE };

	count_to(parser, at);
	node.line = parser->line;
	node.column = parser->column;
	node.end = parser->template->nodes->len + 1;
	g_array_append_val(parser->template->nodes, node);
	return &g_array_index(parser->template->nodes, struct template_node, node.end - 1);
}

static struct template_node *
innermost(struct parser *parser)
{
	return &g_array_index(parser->template->nodes, struct template_node,
	                      parser->open[parser->depth - 1]);
}

static bool
in_layout(struct parser *parser)
{
	return parser->depth > 0 && innermost(parser)->kind == NODE_LAYOUT;
}

static const char *
skip_blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* Where the tag at `start` ends, behind its braces; NULL where it does not. */
static const char *
tag_end(const char *start)
{
	const char *braces = strstr(start + 2, "}}");

	if (braces == NULL)
		return NULL;
	if (start[2] != '!' && memchr(start, '\n', (gsize)(braces - start)) != NULL)
		return NULL;
	return braces + 2;
}

/* If the line from the tag at `at` on holds nothing but tags that do not
 * print, the start of the next line; else NULL. */
static const char *
bare_line_end(const char *at)
{
	for (;;) {
		at = skip_blanks(at);
		if (g_str_has_prefix(at, "{{")) {
			if (at[2] == '\0' || strchr("#^/><$!", at[2]) == NULL)
				return NULL;
			at = tag_end(at);
			if (at == NULL)
				return NULL;
			continue;
		}
		if (at[0] == '\r' && at[1] == '\n')
			at++;
		if (*at == '\n')
			return at + 1;
		return *at == '\0' ? at : NULL;
	}
}

static bool
text_is_space(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (!g_ascii_isspace(text[i]))
			return false;
	return true;
}

static bool
add_text(struct parser *parser, const char *start, const char *end)
{
	if (start == end)
		return true;
	if (in_layout(parser)) {
		if (text_is_space(start, (gsize)(end - start)))
			return true;
		while (g_ascii_isspace(*start))
			start++;
		return REFUSE_AT(parser->error, spot_of(parser, start), "template-text",
		                 "{{<{0}}} の中の、ブロックの外に文字があります。",
		                 "There is text between the blocks of {{<{0}}}.",
		                 innermost(parser)->name, NULL);
	}
	struct template_node *node = add_node(parser, NODE_TEXT, start);
	node->text = start;
	node->length = (gsize)(end - start);
	return true;
}

/* Takes the text up to `tag`; the blanks before the first tag of a bare line
 * and between its tags are left out. */
static bool
parse_text(struct parser *parser, const char *tag)
{
	const char *start = parser->at;
	const char *end = tag;
	const char *line = tag;

	parser->at = tag;
	if (tag < parser->bare_until)
		return true;
	while (line > parser->template->source && (line[-1] == ' ' || line[-1] == '\t'))
		line--;
	if (line == parser->template->source || line[-1] == '\n') {
		const char *next = bare_line_end(tag);

		if (next != NULL) {
			parser->bare_until = next;
			end = MAX(line, start);
		}
	}
	return add_text(parser, start, end);
}

static bool
name_is_valid(const char *name)
{
	char before = '.';

	if (strcmp(name, ".") == 0)
		return true;
	if (strcmp(name, "-first") == 0 || strcmp(name, "-last") == 0 ||
	    strcmp(name, "-number") == 0)
		return true;
	for (; *name != '\0'; name++) {
		if (before == '.' ? !g_ascii_isalpha(*name)
		                  : !g_ascii_isalnum(*name) && *name != '-' && *name != '.')
			return false;
		before = *name;
	}
	return before != '.';
}

static bool
template_name_is_valid(const char *name)
{
	const char *at;

	for (at = name; *at != '\0'; at++)
		if (!g_ascii_isalnum(*at) && strchr("-_./", *at) == NULL)
			return false;
	return *name != '\0' && *name != '/' && strstr(name, "..") == NULL;
}

static bool
read_tag(struct parser *parser, struct tag *tag)
{
	const char *inside = tag->start + 2;

	if (*inside == '{' || *inside == '&')
		return REFUSE_AT(parser->error, spot_of(parser, tag->start), "template-raw",
		                 "{{{0}…}} は使えません。印字するものは必ずエスケープします。"
		                 "{{名前}} と書いてください。",
		                 "{{{0}…}} is not allowed: what is printed is always escaped. "
		                 "Write {{name}}.",
		                 (const char[]){ *inside, '\0' }, NULL);
	tag->end = tag_end(tag->start);
	if (tag->end == NULL)
		return REFUSE_AT(
			parser->error, spot_of(parser, tag->start), "template-open",
			"このタグが }} で閉じられていません。タグは、コメントのほかは"
			"1行に書きます。",
			"This tag is not closed by }}. All but comments end on their line.", NULL);
	if (strchr("#^/><$!", *inside) != NULL)
		tag->sigil = *inside++;
	g_autofree char *name = g_strstrip(g_strndup(inside, (gsize)(tag->end - 2 - inside)));
	if (tag->sigil == '!')
		return true;
	if (*name == '\0')
		return REFUSE_AT(parser->error, spot_of(parser, tag->start), "template-nameless",
		                 "このタグには名前がありません。", "This tag has no name.", NULL);
	if (tag->sigil == '>' || tag->sigil == '<') {
		if (!template_name_is_valid(name))
			return REFUSE_AT(parser->error, spot_of(parser, tag->start),
			                 "template-file-name",
			                 "「{0}」はテンプレートの名前になりません。",
			                 "\"{0}\" is no name of a template.", name, NULL);
	} else if (!name_is_valid(name) && !(tag->sigil == '/' && template_name_is_valid(name))) {
		return REFUSE_AT(
			parser->error, spot_of(parser, tag->start), "template-bad-name",
			"「{0}」は名前になりません。英字・数字・「-」で書き、部分は「.」で"
			"つなぎます。",
			"\"{0}\" is no name: letters, digits and \"-\", parts joined by \".\".",
			name, NULL);
	}
	tag->name = g_steal_pointer(&name);
	return true;
}

static bool
close_node(struct parser *parser, const struct tag *tag)
{
	g_assert(tag->name != NULL);
	if (parser->depth == 0)
		return REFUSE_AT(parser->error, spot_of(parser, tag->start),
		                 "template-closes-nothing", "{{/{0}}} が閉じるものがありません。",
		                 "{{/{0}}} closes nothing.", tag->name, NULL);
	struct template_node *node = innermost(parser);
	if (strcmp(node->name, tag->name) != 0) {
		g_autofree char *line = g_strdup_printf("%d", node->line);
		g_autofree char *column = g_strdup_printf("%d", node->column);

		return REFUSE_AT(parser->error, spot_of(parser, tag->start),
		                 "template-closes-other",
		                 "{2}行{3}列の「{1}」を、{{/{0}}} で閉じようとしています。",
		                 "{{/{0}}} closes \"{1}\", opened at {2}:{3}.", tag->name,
		                 node->name, line, column, NULL);
	}
	node->end = parser->template->nodes->len;
	parser->depth--;
	return true;
}

static bool
opens(enum template_node_kind kind)
{
	return kind == NODE_SECTION || kind == NODE_INVERTED || kind == NODE_LAYOUT ||
	       kind == NODE_BLOCK;
}

static enum template_node_kind
node_kind(char sigil)
{
	switch (sigil) {
	case '#':
		return NODE_SECTION;
	case '^':
		return NODE_INVERTED;
	case '>':
		return NODE_PARTIAL;
	case '<':
		return NODE_LAYOUT;
	case '$':
		return NODE_BLOCK;
	default:
		return NODE_PRINT;
	}
}

static bool
open_node(struct parser *parser, struct tag *tag)
{
	enum template_node_kind kind = node_kind(tag->sigil);

	if (in_layout(parser) && kind != NODE_BLOCK)
		return REFUSE_AT(parser->error, spot_of(parser, tag->start), "template-blocks-only",
		                 "{{<{0}}} の中に置けるのはブロック {{$…}} だけです。",
		                 "Only blocks {{$…}} may stand in {{<{0}}}.",
		                 innermost(parser)->name, NULL);
	if (opens(kind) && parser->depth == TEMPLATE_DEPTH_LIMIT)
		return refuse_at(parser->error, spot_of(parser, tag->start), TOO_DEEP,
		                 G_STRINGIFY(TEMPLATE_DEPTH_LIMIT), NULL);
	struct template_node *node = add_node(parser, kind, tag->start);
	node->name = g_steal_pointer(&tag->name);
	if (kind != NODE_PARTIAL && kind != NODE_LAYOUT)
		node->path = g_strsplit(strcmp(node->name, ".") == 0 ? "" : node->name, ".", -1);
	if (opens(kind))
		parser->open[parser->depth++] = parser->template->nodes->len - 1;
	return true;
}

static bool
parse_tag(struct parser *parser, const char *start)
{
	struct tag tag = { .start = start };
	bool done = read_tag(parser, &tag);

	if (done && tag.sigil == '/')
		done = close_node(parser, &tag);
	else if (done && tag.sigil != '!')
		done = open_node(parser, &tag);
	g_free(tag.name);
	parser->at = tag.end;
	return done;
}

/* The blanks and the line end after the last tag of a bare line. */
static void
leave_bare_line(struct parser *parser)
{
	const char *rest = parser->at;

	if (rest >= parser->bare_until)
		return;
	while (rest < parser->bare_until && g_ascii_isspace(*rest))
		rest++;
	if (rest == parser->bare_until)
		parser->at = parser->bare_until;
}

bool
template_parse(struct template *template, GError **error)
{
	struct parser parser = { .template = template,
		                 .at = template->source,
		                 .bare_until = template->source,
		                 .counted = template->source,
		                 .line = 1,
		                 .column = 1,
		                 .error = error };
	const char *tag;

	while ((tag = strstr(parser.at, "{{")) != NULL) {
		if (!parse_text(&parser, tag) || !parse_tag(&parser, tag))
			return false;
		leave_bare_line(&parser);
	}
	if (!add_text(&parser, parser.at, parser.at + strlen(parser.at)))
		return false;
	if (parser.depth == 0)
		return true;
	struct template_node *node = innermost(&parser);
	return REFUSE_AT(error, template_spot(template, node), "template-never-closed",
	                 "ここで開いた「{0}」が閉じられていません。",
	                 "\"{0}\" is opened here and never closed.", node->name, NULL);
}
