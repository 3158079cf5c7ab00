#include "command/refusal.h"

#include <stdarg.h>

#define ARGUMENTS_MAX 10

G_DEFINE_QUARK(ismapgen - refusal - error, refusal_error)

gboolean
refuse(GError **error, enum language language, struct wording wording, ...)
{
	g_autoptr(GString) message = g_string_new(NULL);
	const char *arguments[ARGUMENTS_MAX + 1] = { NULL };
	int count = 0;
	va_list list;

	va_start(list, wording);
	while (count < ARGUMENTS_MAX && (arguments[count] = va_arg(list, const char *)) != NULL)
		count++;
	va_end(list);
	wording_fill(wording_text(wording, language), arguments, message);
	g_set_error_literal(error, REFUSAL_ERROR, 0, message->str);
	return FALSE;
}
