/* Placed lines as text, for a test to compare. */
#pragma once

#include "compose/compose.h"

#include <math.h>

static inline void
dump_run(const struct placed_run *run, double em_pt, GString *out)
{
	double x = run->x_pt;

	for (int i = 0; i < run->glyphs->num_glyphs; i++) {
		int start = run->glyphs->log_clusters[i];
		int end = i + 1 < run->glyphs->num_glyphs ? run->glyphs->log_clusters[i + 1]
		                                          : run->length;
		const char *text = run->text + start;
		int shift = run->glyphs->glyphs[i].geometry.x_offset;
		double left = x + (double)MAX(shift, 0) / PANGO_SCALE;

		if (run->glyphs->glyphs[i].attr.is_cluster_start) {
			if (out->len > 0 && out->str[out->len - 1] != '\n')
				g_string_append_c(out, ' ');
			g_string_append_printf(out, "%s%ld:", run->decoration ? "^" : "",
			                       lrint(left / em_pt * 1000));
			if (*text == ' ')
				g_string_append(out, "␣");
			else
				g_string_append_len(out, text, end - start);
		}
		x += (double)run->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
	}
}

/*
 * Placed lines as text, for tests: one line a placed line, each cluster as
 * X:TEXT with the left edge of its body in thousandths of `em_pt`; ^ before
 * ruby and dots, ␣ for a space. Half-width bodies of punctuation count from
 * their own left edge.
 */
static inline void
composed_dump(const struct composed *composed, double em_pt, GString *out)
{
	EACH (const struct placed_line, line, composed->lines) {
		for (guint run = 0; run < line->runs->len; run++)
			dump_run(&g_array_index(line->runs, struct placed_run, run), em_pt, out);
		g_string_append_c(out, '\n');
	}
}
