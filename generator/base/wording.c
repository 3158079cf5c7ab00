#include "base/wording.h"

/* "{0}" to "{9}" */
#define HOLES 10

void
wording_fill(const char *text, const char *const *arguments, GString *out)
{
	guint count = g_strv_length((char **)arguments);

	for (const char *at = text; *at != '\0'; at++) {
		if (at[0] == '{' && g_ascii_isdigit(at[1]) && at[2] == '}') {
			guint index = (guint)(at[1] - '0');

			g_assert(index < count);
			g_string_append(out, arguments[index]);
			at += 2;
		} else {
			g_string_append_c(out, *at);
		}
	}
}

void
wording_fill_list(const char *text, va_list arguments, GString *out)
{
	const char *filled[HOLES + 1] = { NULL };
	int count = 0;

	while (count < HOLES && (filled[count] = va_arg(arguments, const char *)) != NULL)
		count++;
	wording_fill(text, filled, out);
}
