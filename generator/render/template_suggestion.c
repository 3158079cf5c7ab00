#include "render/template_node.h"

#include <string.h>

/* Letters to add, take away or change to make `a` into `b`. */
static guint
edit_distance(const char *a, const char *b)
{
	gsize length = strlen(b);
	g_autofree guint *row = g_new(guint, length + 1);
	guint diagonal;
	guint above;
	gsize i;
	gsize j;

	for (j = 0; j <= length; j++)
		row[j] = (guint)j;
	for (i = 0; a[i] != '\0'; i++) {
		diagonal = row[0];
		row[0] = (guint)i + 1;
		for (j = 1; j <= length; j++) {
			above = row[j];
			row[j] = MIN(MIN(above, row[j - 1]) + 1,
			             diagonal + (a[i] == b[j - 1] ? 0 : 1));
			diagonal = above;
		}
	}
	return row[length];
}

char *
template_suggestion(const char *name, const GPtrArray *known)
{
	const char *nearest = NULL;
	guint limit = (guint)strlen(name) / 3 + 1;
	guint distance;
	guint i;

	for (i = 0; i < known->len; i++) {
		distance = edit_distance(name, known->pdata[i]);
		if (distance <= limit && (nearest == NULL || distance < limit)) {
			nearest = known->pdata[i];
			limit = distance;
		}
	}
	if (nearest == NULL)
		return g_strdup("");
	return g_strdup_printf("; did you mean \"%s\"?", nearest);
}
