/* The indexes of the letters of all parts become one. */
#include "command/join_index.h"

#include <string.h>

/* What is left of one list. */
struct rest {
	const char *at, *end;
};

/* Takes the next row with its line end, which within quotes is no end; empty
 * at the end of the list. */
static struct rest
take_row(struct rest *rest)
{
	struct rest row = { rest->at, rest->at };
	bool quoted = false;

	while (row.end < rest->end) {
		char c = *row.end++;

		if (c == '"')
			quoted = !quoted;
		if (c == '\n' && !quoted)
			break;
	}
	rest->at = row.end;
	return row;
}

static gsize
length_of(struct rest row)
{
	return (gsize)(row.end - row.at);
}

static bool
same_headings(struct rest *rests, guint count, GString *out)
{
	struct rest first = take_row(&rests[0]);

	for (guint i = 1; i < count; i++) {
		struct rest row = take_row(&rests[i]);

		if (length_of(row) != length_of(first) ||
		    memcmp(row.at, first.at, length_of(first)) != 0)
			return false;
	}
	g_string_append_len(out, first.at, (gssize)length_of(first));
	return length_of(first) > 0;
}

bool
join_index(const GPtrArray *texts, GString *out)
{
	g_autofree struct rest *rests = g_new(struct rest, texts->len);
	bool ended = false;

	for (guint i = 0; i < texts->len; i++) {
		gsize length;
		const char *text = g_bytes_get_data(texts->pdata[i], &length);

		/* An empty file has no bytes to point at. */
		if (text == NULL)
			text = "";
		rests[i] = (struct rest){ text, text + length };
	}
	if (!same_headings(rests, texts->len, out))
		return false;
	for (guint i = 0; !ended; i = (i + 1) % texts->len) {
		struct rest row = take_row(&rests[i]);

		ended = length_of(row) == 0;
		g_string_append_len(out, row.at, (gssize)length_of(row));
	}
	/* The first list that has no more row is the last to have had one: none
	 * of the others may have any left. */
	for (guint i = 0; i < texts->len; i++)
		if (rests[i].at != rests[i].end)
			return false;
	return true;
}
