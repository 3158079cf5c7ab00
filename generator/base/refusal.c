#include "base/refusal.h"

#include <stdarg.h>

G_DEFINE_QUARK(ismapgen - refusal - error, refusal_error)

gboolean
refuse(GError **error, enum language language, struct wording wording, ...)
{
	g_autoptr(GString) message = g_string_new(NULL);
	va_list arguments;

	va_start(arguments, wording);
	wording_fill_list(wording_text(wording, language), arguments, message);
	va_end(arguments);
	g_set_error_literal(error, REFUSAL_ERROR, 0, message->str);
	return FALSE;
}
