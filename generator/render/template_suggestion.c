#include "base/distance.h"
#include "render/template_node.h"

#include <string.h>

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
