#include "command/command.h"

#include "registry/form.h"
#include "registry/skeleton.h"

#include <stdio.h>
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

		request_say(request,
		            (struct wording){
				    "service・application・decision・form 番号 のどれかです: {0}",
				    "one of service, application, decision, form N: {0}" },
		            asked, NULL);
		return OUTCOME_USAGE;
	}
	skeleton_render(root, prefilled, out);
	fputs(out->str, stdout);
	return OUTCOME_DONE;
}
