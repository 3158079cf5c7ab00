/* The distance of two names says which of the known ones a misspelt one was meant to be. */
#include "base/distance.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

#define LONGEST 64

unsigned
edit_distance(const char *a, const char *b)
{
	unsigned row[LONGEST + 1];
	size_t length = strlen(b);

	if (length > LONGEST || strlen(a) > LONGEST)
		return UINT_MAX;
	for (size_t j = 0; j <= length; j++)
		row[j] = (unsigned)j;
	for (; *a != '\0'; a++) {
		unsigned diagonal = row[0]++;

		for (size_t j = 1; j <= length; j++) {
			unsigned replaced = diagonal + (*a != b[j - 1]);

			diagonal = row[j];
			row[j] = MIN(replaced, MIN(row[j], row[j - 1]) + 1);
		}
	}
	return row[length];
}
