/*
 * Any characters at any width and in any style: all text is in the placed runs, once
 * and in order, and no line is wider than its column.
 *
 * The input is eight bytes of style, then text: bytes from 0xF0 on switch ruby,
 * emphasis and spans, those from 0x80 on are characters that compose by rules of their own.
 */
#include "../unit/dump.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SPANS_MAX 8
#define STYLE_BYTES 8

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static struct fonts *fonts;

static const gunichar odd[] = {
	0x2028,  0x200B,  0x2060,  0xA0,    0x20,    0x3000, 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0x300C,
	0x300D,  0xFF08,  0xFF09,  0x30FC,  0x3041,  0x30A1, 0x3005, 0x2026, 0x2014, 0x2025, 0x30FB,
	0xFF01,  0xFF1F,  0x301C,  0xFF5E,  0x3099,  0x309A, 0x31F7, 0x20DD, 0x0301, 0xFE00, 0xFE01,
	0xE0100, 0xE0101, 0x20BB7, 0x29E3D, 0x2A6B2, 0x845B, 0x8FBB, 0x9AD9, 0x2460, 0x3231, 0x337F,
	0x2121,  0x20AC,  0xA5,    0x2212,  0x2D,    0x2010, 0x2013, 0x22,   0x27,   0x201C, 0x201D,
	0x2018,  0x2019,  0xAE,    0x2122,  0x0400,  0x03B1, 0x05D0, 0x0627, 0x0E01, 0x1100, 0x1161,
	0xAC00,  0x1F600, 0x1F1EF, 0x200D,  0xFE0F,  0x202E, 0x9,    0xFEFF, 0xFFFD, 0xE000, 0x0300,
	0x3164,  0x7AE0,  0x7B2C,  0x5E74,  0x6708,  0x65E5, '0',    '9',    'C',    '-',    '.',
	',',     '/',     '(',     ')',
};

struct input {
	GString *texts[SPANS_MAX], *rubies[SPANS_MAX];
	struct span spans[SPANS_MAX];
	gsize count;
};

int
LLVMFuzzerInitialize(int *count, char ***arguments)
{
	(void)count, (void)arguments;
	fonts = fonts_open("fonts", NULL);
	if (fonts == NULL)
		abort();
	return 0;
}

/* Marks and characters of span `at`; returns what of the input is left. */
static const guint8 *
read_mark(struct input *input, guint8 mark, const guint8 *data, const guint8 *end, gsize *at)
{
	struct span *span = &input->spans[*at];

	if (mark == 0xFF)
		*at = (*at + 1) % input->count;
	else if (mark == 0xFE)
		span->ruby = "";
	else if (mark == 0xFD)
		span->emphasis = true;
	else if (mark == 0xFC)
		span->nowrap = true;
	else if (mark == 0xFB && data < end)
		g_string_append_unichar(input->rubies[*at], 0x3041 + *data++ % 80u);
	else if (mark == 0xFA)
		g_string_append_c(input->rubies[*at], ' ');
	else if (mark < 0xFA && end - data >= 2) {
		gunichar character = data[0] | data[1] << 8 | (mark & 3u) << 16;

		data += 2;
		if (character >= 0x20 && g_unichar_validate(character) && character != 0x2029)
			g_string_append_unichar(input->texts[*at], character);
	}
	return data;
}

static void
read_spans(struct input *input, const guint8 *data, const guint8 *end)
{
	gsize at = 0;

	while (data < end) {
		guint8 byte = *data++;

		if (byte >= 0xF0)
			data = read_mark(input, byte, data, end, &at);
		else if (byte >= 0x80)
			g_string_append_unichar(input->texts[at],
			                        odd[(byte - 0x80u) % G_N_ELEMENTS(odd)]);
		else if (byte < 0x20)
			g_string_append_unichar(input->texts[at], 0x4E00 + byte * 97u);
		else
			g_string_append_c(input->texts[at], (char)byte);
	}
}

/* Whether the fonts have all of it: other text stops a run before it is composed. */
static bool
can_be_set(const struct input *input)
{
	gsize length;

	for (gsize i = 0; i < input->count; i++) {
		const struct span *span = &input->spans[i];

		if (fonts_find_missing(fonts, span->face, span->text, &length) >= 0 ||
		    (span->ruby != NULL &&
		     fonts_find_missing(fonts, span->face, span->ruby, &length) >= 0))
			return false;
	}
	return true;
}

/* The glyphs of a line without ruby and dots; its text is appended. */
static guint
read_line(const struct placed_line *line, GString *text)
{
	glong characters = 0;

	if (!isfinite(line->width_pt) || !isfinite(line->ascent_pt) || line->ascent_pt < 0)
		abort();
	for (guint i = 0; i < line->runs->len; i++) {
		const struct placed_run *run = &g_array_index(line->runs, struct placed_run, i);

		if (!isfinite(run->x_pt) || run->length < 0 ||
		    !g_utf8_validate(run->text, run->length, NULL))
			abort();
		if (run->decoration != DECORATION_NONE)
			continue;
		g_string_append_len(text, run->text, run->length);
		characters += g_utf8_strlen(run->text, run->length);
	}
	return (guint)characters;
}

static void
check(const struct input *input, const struct paragraph *paragraph)
{
	AUTO(composed) composed = compose(fonts, paragraph);
	g_autoptr(GString) all = g_string_new(NULL), got = g_string_new(NULL);
	double largest_pt = 0, width_pt = compose_natural_width(fonts, input->spans, input->count);
	bool plain = paragraph->indent_pt <= 0 && paragraph->first_indent_pt <= 0;

	for (gsize i = 0; i < input->count; i++) {
		g_string_append(all, input->spans[i].text);
		largest_pt = MAX(largest_pt, input->spans[i].size_pt);
		plain = plain && input->spans[i].ruby == NULL && !input->spans[i].nowrap;
	}
	g_string_replace(all, "\u2028", "", 0);
	plain = plain && paragraph->first_indent_pt >= 0 && paragraph->line_end == LINE_END_BEST &&
	        paragraph->width_pt > 3 * largest_pt;
	for (guint i = 0; i < composed->lines->len; i++) {
		const struct placed_line *line = composed->lines->pdata[i];

		if (read_line(line, got) > 1 && plain &&
		    line->width_pt > paragraph->width_pt + 0.02)
			abort();
	}
	if (strcmp(all->str, got->str) != 0 || !isfinite(width_pt) || width_pt < 0)
		abort();
	composed_dump(composed, 10, got);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	struct input input = { .count = 1 };

	if (size < STYLE_BYTES || size > 4096)
		return 0;
	input.count = 1u + data[0] % SPANS_MAX;
	for (gsize i = 0; i < input.count; i++) {
		input.texts[i] = g_string_new(NULL);
		input.rubies[i] = g_string_new(NULL);
	}
	read_spans(&input, data + STYLE_BYTES, data + size);
	for (gsize i = 0; i < input.count; i++) {
		input.spans[i].text = input.texts[i]->str;
		if (input.spans[i].ruby != NULL)
			input.spans[i].ruby =
				input.rubies[i]->len > 0 ? input.rubies[i]->str : NULL;
		input.spans[i].face = (enum face)((data[6] + i) % FACES);
		input.spans[i].size_pt = 4 + (data[7] & 0x1f) + (double)i;
	}

	const struct paragraph paragraph = {
		.spans = input.spans,
		.span_count = input.count,
		.width_pt = (data[1] | data[2] << 8) / 64.0 - ((data[7] & 0x80) != 0 ? 100 : 0),
		.first_indent_pt = (data[3] & 0x3f) * (data[3] & 0x40 ? -1.0 : 1.0),
		.indent_pt = data[4] & 0x3f,
		.alignment = data[5] % 5,
		.line_end = (data[5] >> 4) % 2,
	};

	if (can_be_set(&input))
		check(&input, &paragraph);
	for (gsize i = 0; i < input.count; i++) {
		g_string_free(input.texts[i], true);
		g_string_free(input.rubies[i], true);
	}
	return 0;
}
