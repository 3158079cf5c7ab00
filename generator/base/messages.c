/* The list of all messages of the program, which the linker gathers: each definition is
 * marked MESSAGE_LISTED, and so stands in one section of the program. */
#include "base/finding.h"

/* The names that the linker gives to the ends of a section. */
extern const struct message __start_messages[], __stop_messages[];

GPtrArray *
messages_all(void)
{
	GPtrArray *all = g_ptr_array_new();

	for (const struct message *at = __start_messages; at < __stop_messages; at++)
		if (at->id != NULL) /* a table may have gaps */
			g_ptr_array_add(all, (gpointer)at);
	return all;
}
