/*
 * What was found, as one line of text to compare with.
 */
#ifndef TESTS_FOUND_H
#define TESTS_FOUND_H

#include "base/finding.h"

/* "id:line id:line", in order of file and line. The caller frees. */
static inline char *
found(struct findings *findings)
{
	const GPtrArray *all = findings_sorted(findings);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < all->len; i++) {
		const struct finding *finding = all->pdata[i];

		g_string_append_printf(text, "%s%s:%d", i == 0 ? "" : " ", finding->message->id,
		                       finding->place.line);
	}
	return g_string_free(text, FALSE);
}

#define assert_found(findings, expected)                       \
	do {                                                   \
		g_autofree char *found_text = found(findings); \
		assert_string_equal(found_text, expected);     \
	} while (0)

#endif
