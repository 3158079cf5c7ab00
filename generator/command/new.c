/* `new` prints a skeleton that is to be filled in. */
#include "command/command.h"

#include "base/refusal.h"
#include "letter/draft.h"
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

	if (form != NULL)
		href = g_strdup_printf("../../schema/form%02d.xsd", form->number);
	else if (strcmp(name, "service") == 0 || strcmp(name, "decision") == 0)
		href = g_strconcat("../../schema/", name[0] == 's' ? name : "decisions", ".xsd",
		                   NULL);
	else if (strcmp(name, "application") != 0)
		href = g_strconcat(name[0] == 'c' ? "../" : "", "schema/", name, ".xsd", NULL);
	else
		return;
	g_autofree char *line = g_strdup_printf("<?xml-model href=\"%s\"?>\n", href);
	g_string_insert(out, strchr(out->str, '\n') - out->str + 1, line);
}

/* What is known of a form about a service that the content has; NULL with `error`. */
static GString *
begin_form(const struct request *request, int number, GError **error)
{
	MESSAGE(no_service, "new-service", FAILURE, NULL,
	        "サービス {0} が {1} にありません。番号を確かめてください。",
	        "{1} has no service {0}. Check the id.");
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry =
		registry_load(request->content, (unsigned)request->jobs, findings, error);
	const struct service *service =
		registry == NULL ? NULL : registry_find_service(registry, request->arguments[2]);

	if (service == NULL) {
		if (registry != NULL)
			refuse(error, &no_service, request->arguments[2], request->content, NULL);
		return NULL;
	}
	GString *xml = g_string_new(NULL);
	draft_append(xml, registry, service, number, request->as_of);
	return xml;
}

/* The same where no content is asked: the day alone is known. */
static GString *
begin_anything(const struct request *request, const struct field *root, const char *number)
{
	g_autofree char *today = date_iso(request->as_of);
	GString *xml = g_string_new(NULL);

	g_string_append_printf(xml, "<%s xmlns=\"" XML_NAMESPACE "\"", root->name);
	if (number != NULL)
		g_string_append_printf(xml, " number=\"%s\" filed-on=\"%s\"", number, today);
	if (root == &field_decisions)
		g_string_append_printf(xml, " held-on=\"%s\"", today);
	g_string_append(xml, "/>\n");
	return xml;
}

enum outcome
command_new(const struct request *request)
{
	const char *name = request->arguments[0];
	const char *number = request->arguments[1];
	bool is_form = strcmp(name, "form") == 0;
	bool is_about = is_form && number != NULL && request->arguments[2] != NULL;
	const struct field *root = is_form ? find_form_root(number) : find_root(name);
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	if (root == NULL || (!is_form && number != NULL)) {
		g_autofree char *asked = g_strjoinv(" ", request->arguments);

		request_say(
			request,
			(struct wording){
				"service・application・decision・criteria・site・form 番号 のどれかです: {0}",
				"one of service, application, decision, criteria, site, form N: {0}" },
			asked, NULL);
		return OUTCOME_USAGE;
	}
	g_autoptr(GString) known = is_about
	                                   ? begin_form(request, atoi(number), &error)
	                                   : begin_anything(request, root, is_form ? number : NULL);
	if (known == NULL) {
		request_failed(request, error);
		return OUTCOME_FAILED;
	}
	AUTO(xml_document) document = xml_parse(known->str, known->len, name, false, findings);
	g_assert(document != NULL);
	skeleton_render(root, xml_root(document), out);
	name_schema(name, is_form ? form_kind_find(atoi(number)) : NULL, out);
	fputs(out->str, stdout);
	return OUTCOME_DONE;
}
