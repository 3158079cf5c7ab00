/* What a page paints, told apart by what it means: text has cairo's tags, a picture or a line of
 * an element gets one here, and all else becomes an artifact. */
#include "pdf/archive_part.h"

#include "base/refusal.h"

#include <string.h>

/* While a content stream is read (PDF 32000-1, 7.8.2). */
struct reader {
	struct pdf *pdf;
	const struct archive_page *page;
	guint drawn;      /* things of the page that are no text, so far */
	bool claimed;     /* one of them was given a tag */
	const char *path; /* where the path starts that is being made; NULL: none is */
	const char *at, *end;
	const char *operands; /* where those of the next operator start */
	const char *stretch;  /* of content outside the structure: its start */
	bool painted;         /* by the stretch */
	unsigned depth;       /* of marked content inside the structure */
	unsigned plain_depth; /* of marked content outside it */
	GString *out;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/* After the string that starts at `reader->at`. */
static bool
skip_string(struct reader *reader)
{
	unsigned depth = 0;

	for (; reader->at < reader->end; reader->at++) {
		char c = *reader->at;

		if (c == '\\')
			reader->at++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0) {
			reader->at++;
			return true;
		}
	}
	return false;
}

static void
skip_regular(struct reader *reader)
{
	while (reader->at < reader->end && !is_space(*reader->at) && !pdf_is_delimiter(*reader->at))
		reader->at++;
}

/* Passes blanks, comments and operands; true at an operator, whose text is set.
 * False at the end, with `broken` set where that is inside a string. */
static bool
next_operator(struct reader *reader, const char **word, gsize *length, bool *broken)
{
	while (reader->at < reader->end) {
		char c = *reader->at;

		if (c == '%') {
			while (reader->at < reader->end && *reader->at != '\n' &&
			       *reader->at != '\r')
				reader->at++;
		} else if (c == '(') {
			if (!skip_string(reader)) {
				*broken = true;
				return false;
			}
		} else if (c == '/') {
			reader->at++;
			skip_regular(reader);
		} else if (g_ascii_isalpha(c) || c == '\'' || c == '"') {
			*word = reader->at;
			skip_regular(reader);
			*length = (gsize)(reader->at - *word);
			return true;
		} else if (is_space(c) || pdf_is_delimiter(c)) {
			/* The digits of a hexadecimal string look like operators. */
			const char *close = NULL;

			if (c == '<' && reader->end - reader->at > 1 && reader->at[1] != '<')
				close = memchr(reader->at, '>', (gsize)(reader->end - reader->at));
			else if (c == '<' || c == '>')
				reader->at++;
			reader->at = close == NULL ? reader->at + 1 : close + 1;
		} else {
			skip_regular(reader);
		}
	}
	return false;
}

static bool
is_one_of(const char *word, gsize length, const char *const *operators)
{
	for (; *operators != NULL; operators++)
		if (strlen(*operators) == length && strncmp(word, *operators, length) == 0)
			return true;
	return false;
}

/* Content of the structure has an identifier; an artifact says so. */
static bool
is_accounted_for(const char *operands, const char *word)
{
	gsize length = (gsize)(word - operands);

	return g_strstr_len(operands, (gssize)length, "/MCID") != NULL ||
	       g_strstr_len(operands, (gssize)length, "/Artifact") != NULL;
}

/* Copies the stretch of content that ends at `end`, marked if it paints. */
static void
end_stretch(struct reader *reader, const char *end)
{
	if (reader->painted)
		g_string_append(reader->out, "/Artifact BMC\n");
	g_string_append_len(reader->out, reader->stretch, end - reader->stretch);
	if (reader->painted)
		g_string_append(reader->out, "\nEMC\n");
	reader->stretch = end;
	reader->painted = false;
}

/* The next thing of the page that is no text; NULL behind the last. */
static const struct thing *
next_drawing(struct reader *reader)
{
	const GArray *things = reader->page->page->things;
	guint left = reader->drawn++;

	EACH_IN (const struct thing, thing, things)
		if (thing->kind != THING_TEXT && left-- == 0)
			return thing;
	return NULL;
}

/* What was drawn without text, from the start of its path to the operator that paints it: cairo
 * since 1.18 gives it no tag, so it gets its element's. */
static void
take_drawing(struct reader *reader, const char *start)
{
	const struct thing *thing = next_drawing(reader);

	if (reader->depth > 0 || reader->plain_depth > 0 || thing == NULL ||
	    thing->element == ARTIFACT) {
		reader->painted = true;
		return;
	}
	struct pdf_value *element = reader->page->values[thing->element];
	end_stretch(reader, start);
	g_string_append_printf(reader->out, "/%s << /MCID %u >> BDC\n",
	                       pdf_name(pdf_get(element, "S")),
	                       archive_add_content(reader->pdf, reader->page->value, element));
	g_string_append_len(reader->out, start, reader->at - start);
	g_string_append(reader->out, "\nEMC");
	reader->stretch = reader->at;
	reader->claimed = true;
}

static bool
end_marked_content(struct reader *reader)
{
	if (reader->plain_depth > 0) {
		reader->plain_depth--;
		return true;
	}
	if (reader->depth == 0)
		return false;
	if (--reader->depth == 0) {
		g_string_append_len(reader->out, reader->stretch, reader->at - reader->stretch);
		reader->stretch = reader->at;
		reader->painted = false;
	}
	return true;
}

static bool
take_operator(struct reader *reader, const char *word, gsize length)
{
	static const char *const texts[] = { "Tj", "TJ", "'", "\"", NULL };
	static const char *const paths[] = { "m", "re", NULL };
	static const char *const paints[] = { "S",  "s", "f",  "F",  "f*", "B",
		                              "B*", "b", "b*", "sh", "Do", NULL };
	static const char *const unpainted[] = { "n", NULL };
	static const char *const begins[] = { "BMC", "BDC", NULL };
	static const char *const ends[] = { "EMC", NULL };
	static const char *const inline_image[] = { "BI", NULL };

	if (is_one_of(word, length, begins)) {
		if (reader->depth > 0) {
			reader->depth++;
		} else if (reader->plain_depth > 0 || !is_accounted_for(reader->operands, word)) {
			reader->plain_depth++;
		} else {
			end_stretch(reader, reader->operands);
			reader->depth++;
		}
	} else if (is_one_of(word, length, ends)) {
		return end_marked_content(reader);
	} else if (is_one_of(word, length, inline_image)) {
		return false;
	} else if (is_one_of(word, length, texts)) {
		reader->painted = true;
	} else if (is_one_of(word, length, paths)) {
		if (reader->path == NULL)
			reader->path = reader->operands;
	} else if (is_one_of(word, length, paints)) {
		take_drawing(reader, reader->path != NULL ? reader->path : reader->operands);
		reader->path = NULL;
	} else if (is_one_of(word, length, unpainted)) {
		reader->path = NULL;
	}
	return true;
}

/* Things of the page that are no text. */
static guint
drawing_count(const struct page *page)
{
	guint count = 0;

	for (guint i = 0; i < page->things->len; i++)
		count += g_array_index(page->things, struct thing, i).kind != THING_TEXT;
	return count;
}

bool
archive_mark_content(struct pdf *pdf, const struct archive_page *page, const GByteArray *content,
                     GString *out, GError **error)
{
	const char *bytes = (const char *)content->data, *word;
	struct reader reader = {
		.pdf = pdf, .page = page, .at = bytes, .end = bytes + content->len, .out = out
	};
	gsize word_length;
	bool broken = false;

	reader.operands = reader.stretch = bytes;
	while (!broken && next_operator(&reader, &word, &word_length, &broken)) {
		broken = !take_operator(&reader, word, word_length);
		reader.operands = reader.at;
	}
	if (broken || reader.depth > 0 || reader.plain_depth > 0 ||
	    (reader.claimed && reader.drawn != drawing_count(page->page))) {
		return REFUSE(error, "pdf-content",
		              "cairoが書いたPDFのページの内容が、知られた形ではありません（"
		              "{0}バイト目）。",
		              "The content of a page is not as cairo used to write it (byte {0}).",
		              NUMBER((unsigned)(reader.operands - bytes)), NULL);
	}
	end_stretch(&reader, reader.end);
	return true;
}
