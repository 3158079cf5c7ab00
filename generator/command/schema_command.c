/* `schema` prints an XML Schema that is made from the field table. */
#include "command/command.h"

#include "registry/schema.h"

#include <stdio.h>

enum outcome
command_schema(const struct request *request)
{
	g_autofree char *wanted = g_strconcat(request->arguments[0], ".xsd", NULL);

	for (unsigned i = 0; i < SCHEMA_COUNT; i++) {
		g_autofree char *name = NULL;
		const struct field *root = schema_root(i, &name);

		if (g_strcmp0(name, wanted) == 0) {
			g_autofree char *schema = schema_render(root);

			fputs(schema, stdout);
			return OUTCOME_DONE;
		}
	}
	request_say(
		request,
		(struct wording){
			"service・decisions・site・criteria・issued・form01〜form15 のどれかです: {0}",
			"one of service, decisions, site, criteria, issued, form01 to form15: {0}" },
		request->arguments[0], NULL);
	return OUTCOME_USAGE;
}
