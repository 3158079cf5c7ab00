/* For a misspelt name, the nearest of the known ones is offered. */
#include "registry/nearest.h"

#include "base/distance.h"

#include <string.h>

const struct field *
nearest_field(const struct field *group, const char *name, bool attribute)
{
	const struct field *nearest = NULL;
	unsigned least = (unsigned)MAX(strlen(name) / 3, (size_t)1) + 1;

	for (const struct field *field = group->children; field->name != NULL; field++) {
		unsigned away = edit_distance(name, field->name);

		if (field->attribute == attribute && away < least) {
			least = away;
			nearest = field;
		}
	}
	return nearest;
}
