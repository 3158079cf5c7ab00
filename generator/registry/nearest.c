#include "registry/nearest.h"

#include <glib.h>
#include <string.h>

#define LONGEST 40

/* Letters to insert, remove or replace to make b of a; neither over LONGEST. */
static size_t
distance(const char *a, const char *b)
{
	size_t length = strlen(b), row[LONGEST + 1];

	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (; *a != '\0'; a++) {
		size_t diagonal = row[0]++;

		for (size_t j = 1; j <= length; j++) {
			size_t replaced = diagonal + (*a != b[j - 1]);

			diagonal = row[j];
			row[j] = MIN(replaced, MIN(row[j], row[j - 1]) + 1);
		}
	}
	return row[length];
}

const struct field *
nearest_field(const struct field *group, const char *name, bool attribute)
{
	const struct field *nearest = NULL;
	size_t least = MAX(strlen(name) / 3, (size_t)1) + 1;

	if (strlen(name) > LONGEST)
		return NULL;
	for (const struct field *field = group->children; field->name != NULL; field++) {
		if (field->attribute != attribute || strlen(field->name) > LONGEST)
			continue;

		size_t away = distance(name, field->name);

		if (away < least) {
			least = away;
			nearest = field;
		}
	}
	return nearest;
}
