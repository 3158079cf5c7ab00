/* For an unknown name, the nearest of the known ones is offered. */
#include "base/distance.h"
#include "render/template_node.h"

#include <string.h>

bool
template_refuse_name(GError **error, struct place place, const struct message *message,
                     const char *name, const char *holder, const GPtrArray *known)
{
	const char *nearest = NULL;
	guint limit = (guint)strlen(name) / 3 + 1;

	for (guint i = 0; i < known->len; i++) {
		guint distance = edit_distance(name, known->pdata[i]);

		if (distance <= limit && (nearest == NULL || distance < limit)) {
			nearest = known->pdata[i];
			limit = distance;
		}
	}
	if (nearest == NULL)
		return refuse_at(error, place, message, name, holder, "", "", NULL);

	g_autofree char *ja = g_strdup_printf("「%s」のことでしょうか。", nearest);
	g_autofree char *en = g_strdup_printf(" Did you mean \"%s\"?", nearest);

	return refuse_at(error, place, message, name, holder, ja, en, NULL);
}
