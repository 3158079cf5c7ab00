/* How one letter is made of what is known of it: names, path, and its form as a file. */
#include "letter/due_part.h"

#include "registry/form.h"

/* Document numbers may hold what a file name may not. */
static char *
file_name_part(const char *text)
{
	char *part = g_strdup(text);

	g_strdelimit(part, "/\\:*?\"<>|", '-');
	if (*part == '.')
		*part = '-';
	return part;
}

/* A refused service has no number: its letter goes by its own. */
static char *
path_of(const struct due *due)
{
	const char *name = due->form == 6 ? NULL : due->number;

	if (name == NULL)
		name = due->document_number;
	if (name == NULL || *name == '\0')
		name = due->service->id.value;

	g_autofree char *part = file_name_part(name);

	g_autofree char *label = form_label(form_kind_find(due->form));

	return g_strdup_printf("%s/%s-%s.pdf", DATE(due->day), label, part);
}

void
due_set_names(struct due *due, const struct status *status)
{
	due->in_force = g_new0(struct in_force, 1);
	in_force_on(due->service, status, due->day, due->in_force);
	due->application = &due->in_force->application;
	const struct applicant *applicant = &due->application->applicant;
	due->service_name = due->application->statement.service_name.value;
	due->provider_name = applicant->name.value;
	due->postal_code = applicant->postal_code.value;
	due->address = applicant->address.value;
}

struct due *
due_finish(const struct registry *registry, struct due *due, GString *xml)
{
	AUTO(findings) findings = findings_new();

	due->path = path_of(due);
	due->document = xml_parse(xml->str, xml->len, due->path, false, findings);
	due->xml = g_string_free(xml, false);
	due->sender = form_body(registry, form_kind_find(due->form)->from, due_letter_on(due));
	g_assert(due->document != NULL);
	return g_memdup2(due, sizeof(*due));
}
