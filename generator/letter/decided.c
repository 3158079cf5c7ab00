/* The letters of decisions (forms 5, 6 and 13) get their data from the decision. */
#include "letter/decided.h"

#include "letter/form_xml.h"
#include "registry/form.h"

void
decided_append_recipient(GString *xml, const struct due *due)
{
	const struct applicant *applicant = &due->application->applicant;
	const char *post = applicant->representative.post.value;
	const char *person = applicant->representative.name.value;

	form_xml_open(xml, "recipient");
	form_xml_element(xml, "name", due->provider_name);
	form_xml_element(xml, "postal-code", due->postal_code);
	form_xml_element(xml, "address", due->address);
	form_xml_element(xml, "post", post);
	form_xml_element(xml, "person", person);
	form_xml_element(xml, "addressee", applicant->addressee.value);
	form_xml_element(xml, "honorific", applicant->honorific.value);
	form_xml_close(xml, "recipient");
}

static void
append_entries(GString *xml, const char *name, const GPtrArray *entries)
{
	EACH (const struct scope_entry, entry, entries) {
		form_xml_open(xml, name);
		form_xml_element(xml, "name", entry->name.value);
		form_xml_element(xml, "note", entry->note.value);
		for (guint k = 0; entry->regions != NULL && k < entry->regions->len; k++)
			form_xml_element(xml, "region",
			                 ((const struct text *)entry->regions->pdata[k])->value);
		form_xml_close(xml, name);
	}
}

static void
append_registration(GString *xml, const struct due *due)
{
	const struct statement *statement = &due->application->statement;

	decided_append_recipient(xml, due);
	form_xml_element(xml, "service-name", due->service_name);
	form_xml_element(xml, "registration-number", due->number);
	form_xml_date(xml, "applied-on", due->application->applied_on.on);
	form_xml_date(xml, "decided-on", due->decision->meeting->held_on.on);
	form_xml_date(xml, "registered-on", due->registered_on);
	form_xml_date(xml, "expires-on", due->expires_on);
	form_xml_open(xml, "audit-period");
	form_xml_date(xml, "first-on", statement->audit_period.first_on.on);
	form_xml_date(xml, "last-on", statement->audit_period.last_on.on);
	form_xml_close(xml, "audit-period");
	form_xml_open(xml, "statement-scope");
	form_xml_element(xml, "overview", statement->scope.overview.value);
	append_entries(xml, "sub-service", statement->scope.sub_services);
	append_entries(xml, "outside-service", statement->scope.outside_services);
	EACH (const struct region, region, statement->scope.regions) {
		form_xml_element(xml, "region", region->name.value);
	}
	form_xml_close(xml, "statement-scope");
}

static void
append_refusal(GString *xml, const struct due *due)
{
	decided_append_recipient(xml, due);
	form_xml_element(xml, "service-name", due->service_name);
	form_xml_element(xml, "registration-number", due->number);
	if (date_compare(due->expires_on, due->day) >= 0)
		form_xml_date(xml, "expires-on", due->expires_on);
	form_xml_date(xml, "applied-on", due->application->applied_on.on);
	form_xml_date(xml, "decided-on", due->decision->meeting->held_on.on);
	form_xml_element(xml, "reason", due->decision->reason.value);
}

static void
append_removal(GString *xml, const struct due *due)
{
	decided_append_recipient(xml, due);
	form_xml_element(xml, "service-name", due->service_name);
	form_xml_element(xml, "registration-number", due->number);
	form_xml_date(xml, "registered-on", due->registered_on);
	form_xml_date(xml, "removed-on", due->decision->meeting->held_on.on);
	form_xml_element(xml, "reason", due->decision->reason.value);
}

/* The clause by which the result that a removal on (3) follows asks for a
 * re-application; NULL where there is none, or on another ground. */
static const char *
request_of(const struct due *due)
{
	const GPtrArray *timeline = due->service->timeline;
	const char *clause = NULL;

	for (guint i = 0; *due->decision->ground.value == '3' && i < timeline->len; i++) {
		const struct event *event = g_ptr_array_index(timeline, i);

		if (date_compare(event->on.on, due->day) > 0)
			break;
		if (event->kind == EVENT_MONITORING_RESULT &&
		    g_strcmp0(event->remedy.value, "reapplication") == 0)
			clause = "11.2(5)";
		else if (event->kind == EVENT_REAUDIT_RESULT &&
		         g_strcmp0(event->result.value, "not-confirmed") == 0)
			clause = "12.4";
	}
	return clause;
}

/* What kind of registration it is: a re-application (13.1) is registered as a
 * new one, but not called so. */
static const char *
kind_of(const struct due *due)
{
	const char *kind = due->application->kind.value;

	if (due->form == 6)
		return kind;
	if (due->decision->kind == DECISION_RENEW)
		return "renewal";
	return g_strcmp0(kind, "reapplication") == 0 ? kind : "new";
}

void
decided_append(GString *xml, const struct due *due)
{
	form_xml_begin(xml, form_kind_find(due->form), due->service->id.value, due_letter_on(due));
	if (due->form != 13)
		form_xml_attribute(xml, "application", due->application->id.value);
	form_xml_attribute(xml, "document-number", due->document_number);
	if (due->form != 13) {
		form_xml_attribute(xml, "kind", kind_of(due));
	} else {
		g_autofree char *ground = g_strdup_printf("14.2(%s)", due->decision->ground.value);

		form_xml_attribute(xml, "ground", ground);
		form_xml_attribute(xml, "request", request_of(due));
	}
	if (due->form == 5)
		append_registration(xml, due);
	else if (due->form == 6)
		append_refusal(xml, due);
	else
		append_removal(xml, due);
	form_xml_close(xml, "form");
}
