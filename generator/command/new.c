/* `new` prints a skeleton that is to be filled in. */
#include "command/command.h"

#include "registry/form.h"
#include "registry/skeleton.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What can be begun, its table, and the attributes that are known already. */
static const struct {
	const char *name;
	const struct field *root;
	const char *child; /* of the root, where it is no file of its own */
} kinds[] = {
	{ "service", &field_service, NULL },    { "application", &field_service, "application" },
	{ "decision", &field_decisions, NULL }, { "criteria", &field_criteria, NULL },
	{ "site", &field_site, NULL },
};

static const struct field *
find_root(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].child == NULL ? kinds[i].root
			                              : field_find(kinds[i].root, kinds[i].child);
	return NULL;
}

static const struct field *
find_form_root(const char *number)
{
	const struct form_kind *form = NULL;
	gint64 value;

	if (number != NULL && g_ascii_string_to_signed(number, 10, 1, FORM_COUNT, &value, NULL))
		form = form_kind_find((int)value);
	return form != NULL ? form_field(form) : NULL;
}

/* Names the schema below the XML declaration, for editors that complete and explain; the path is
 * from where the file belongs below content/. */
static void
name_schema(const char *name, const struct form_kind *form, GString *out)
{
	g_autofree char *href = NULL;
	g_autofree char *line = NULL;

	if (form != NULL)
		href = g_strdup_printf("../../schema/form%02d.xsd", form->number);
	else if (strcmp(name, "service") == 0 || strcmp(name, "decision") == 0)
		href = g_strconcat("../../schema/", name[0] == 's' ? name : "decisions", ".xsd",
		                   NULL);
	else if (strcmp(name, "application") != 0)
		href = g_strconcat(name[0] == 'c' ? "../" : "", "schema/", name, ".xsd", NULL);
	else
		return;
	line = g_strdup_printf("<?xml-model href=\"%s\"?>\n", href);
	g_string_insert(out, strchr(out->str, '\n') - out->str + 1, line);
}

enum outcome
command_new(const struct request *request)
{
	const char *name = request->arguments[0];
	const char *number = request->arguments[1];
	bool is_form = strcmp(name, "form") == 0;
	const struct field *root = is_form ? find_form_root(number) : find_root(name);
	g_autofree char *today = date_iso(request->as_of);
	const char *const prefilled[] = {
		"number", is_form ? number : "", "held-on", today, "filed-on", today, NULL
	};
	g_autoptr(GString) out = g_string_new(NULL);

	if (root == NULL) {
		g_autofree char *asked = g_strjoin(" ", name, number, NULL);

		request_say(
			request,
			(struct wording){
				"service・application・decision・criteria・site・form 番号 のどれかです: {0}",
				"one of service, application, decision, criteria, site, form N: {0}" },
			asked, NULL);
		return OUTCOME_USAGE;
	}
	skeleton_render(root, prefilled, out);
	name_schema(name, is_form ? form_kind_find(atoi(number)) : NULL, out);
	fputs(out->str, stdout);
	return OUTCOME_DONE;
}
