/*
 * Clerks work by copying the last file: these rules see what was not changed in the copy,
 * and the act that is entered as an event, but not as a letter, or otherwise.
 */
#include "rules/papers.h"

#include "base/reading.h"
#include "history/in_force.h"
#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

static struct place
place_of(const struct form *form, const char *path)
{
	const struct field *field = field_at(form_field(form_kind_find(form->number)), path, NULL);
	g_auto(GStrv) names = g_strsplit(path, "/", 2);
	const struct xml_node *node = form_first(form->body, names[0]);

	return place_of_field(place_in_file(form->file, node != NULL ? node->line : form->line,
	                                    form->service.value),
	                      field->ja, field->name);
}

/* Whether the number is, was or will be the service's own. */
static bool
has_number(const struct service *service, const char *number)
{
	EACH (const struct event, event, service->timeline)
		if (event->decision != NULL &&
		    g_strcmp0(event->decision->number.value, number) == 0)
			return true;
	return false;
}

void
examine_paper_number(const struct examination *at)
{
	const char *number = form_text(at->form, "registration-number");
	struct status status;

	if (number == NULL || has_number(at->service, number))
		return;
	status_compute(at->service, at->form->filed_on.on, &status);
	REPORT_AT(at, place_of(at->form, "registration-number"), number,
	          status.number != NULL ? status.number : "–", NULL);
}

static bool
is_same_name(const char *a, const char *b)
{
	g_autofree char *bare_a = a != NULL ? name_bare(a) : NULL;
	g_autofree char *bare_b = b != NULL ? name_bare(b) : NULL;

	return bare_a != NULL && g_strcmp0(bare_a, bare_b) == 0;
}

/* What a form names, and where an application has it. */
static const struct {
	const char *path;
	const char *item; /* of form 9, that changes it; or NULL */
	size_t at;        /* in struct application */
} named[] = {
#define AT(member) offsetof(struct application, member)
	{ "service-name", "service-name", AT(statement.service_name) },
	{ "filer/name", "provider-name", AT(applicant.name) },
	{ "filer/corporate-number", "corporate-number", AT(applicant.corporate_number) },
	{ "recipient/name", "provider-name", AT(applicant.name) },
	{ "recipient/person", NULL, AT(applicant.representative.name) },
	{ "provider-name", "provider-name", AT(applicant.name) },
};

static const char *
text_of(const struct application *application, size_t at)
{
	return G_STRUCT_MEMBER(struct text, application, at).value;
}

/* The application that a form of the day is about: the one in force or, before there is
 * one and where the form says so, another. */
static const struct application *
application_of(const struct service *service, const struct form *form, const struct status *status)
{
	const char *id = form_text(form, "application");
	const struct application *application =
		id != NULL ? service_find_application(service, id) : status->application;

	if (application == NULL && service->applications->len > 0)
		application = service->applications->pdata[0];
	return application;
}

/* Whether the form says what is in force on its day or the day before, or changes to it. */
static bool
is_known(const struct service *service, const struct form *form, gsize name, const char *said,
         const char **known)
{
	const size_t at = named[name].at;
	struct status status;

	for (int back = 0; back < 2; back++) {
		struct date on = date_add_days(form->filed_on.on, -back);
		struct in_force in_force;

		status_compute(service, on, &status);
		status.application = application_of(service, form, &status);
		if (status.application == NULL)
			return true;
		in_force_on(service, &status, on, &in_force);
		if (back == 0)
			*known = text_of(&in_force.application, at);
		if (*known == NULL || is_same_name(said, text_of(&in_force.application, at)))
			return true;
	}
	EACH (const struct listing_change, change, form->changes)
		if (g_strcmp0(change->item->name, named[name].item) == 0 &&
		    is_same_name(said, text_of(change->after, at)))
			return true;
	return false;
}

/* The events that papers of the office tell of. */
static const struct {
	int form;
	const char *use; /* of form 11 */
	enum event_kind kind;
	const char *result;
} told[] = {
	{ 4, NULL, EVENT_EXAMINATION, NULL },
	{ 5, NULL, EVENT_REGISTER, NULL },
	{ 5, NULL, EVENT_RENEW, NULL },
	{ 6, NULL, EVENT_REFUSE, NULL },
	{ 10, NULL, EVENT_MONITORING, NULL },
	{ 11, "11.2(4)", EVENT_MONITORING_RESULT, "confirmed" },
	{ 11, "11.2(5)", EVENT_MONITORING_RESULT, "not-confirmed" },
	{ 11, "12.1", EVENT_REAUDIT_DEMAND, NULL },
	{ 11, "12.3", EVENT_REAUDIT_RESULT, "confirmed" },
	{ 13, NULL, EVENT_REMOVE, NULL },
};

/* Of the letters of a meeting the day that they bear. */
static struct date
told_on(const struct event *event)
{
	return event->kind >= EVENT_REGISTER && event->decision != NULL
	               ? event->decision->meeting->letters_on.on
	               : event->on.on;
}

static bool
is_told(const struct event *event, gsize row)
{
	return event->kind == told[row].kind &&
	       (told[row].result == NULL || g_strcmp0(told[row].result, event->result.value) == 0);
}

/* How much of what tells two acts of one day apart a paper says of the event: its document
 * number and, of a result, the notice of monitoring. */
static int
likeness(const struct form *form, const struct event *event)
{
	const char *number = form_text(form, "document-number");
	const char *notice = form_text(form, "monitoring-on");
	bool is_number = g_strcmp0(number, event->document_number.value) == 0;

	return 2 * is_number + (g_strcmp0(notice, DATE(event->about_on.on)) == 0);
}

/* The event that a paper tells of, of the application that it names if any; NULL: none.
 * `is_teller`: whether it is such a paper at all. */
static const struct event *
event_told(const struct service *service, const struct form *form, bool *is_teller)
{
	const char *use = form_text(form, "use"), *id = form_text(form, "application");
	const struct event *told_of = NULL;

	*is_teller = false;
	for (gsize row = 0; row < G_N_ELEMENTS(told); row++) {
		if (told[row].form != form->number ||
		    (told[row].use != NULL && g_strcmp0(told[row].use, use) != 0))
			continue;
		*is_teller = true;
		EACH (const struct event, event, service->timeline)
			if (is_told(event, row) &&
			    date_compare(told_on(event), form->filed_on.on) == 0 &&
			    (id == NULL || event->application.value == NULL ||
			     strcmp(id, event->application.value) == 0) &&
			    (told_of == NULL || likeness(form, event) > likeness(form, told_of)))
				told_of = event;
	}
	return told_of;
}

/* What a paper says of the event, and where the record has it. */
enum origin {
	OF_EVENT,
	OF_ACCEPTANCE,
	OF_DECISION,
	OF_APPLICATION,
	OF_STATUS,
	ORIGINS
};

static const struct {
	const char *path;
	enum origin origin;
	enum shape {
		SHAPE_TEXT,
		SHAPE_STRING,
		SHAPE_DATE,
		SHAPE_GROUND
	} shape;
	size_t at;
} facts[] = {
#define FACT(origin, shape, type, member) origin, shape, offsetof(struct type, member)
	{ "accepted-on", FACT(OF_ACCEPTANCE, SHAPE_DATE, event, on.on) },
	{ "answer-by", FACT(OF_EVENT, SHAPE_DATE, event, due_on.on) },
	{ "due-on", FACT(OF_EVENT, SHAPE_DATE, event, due_on.on) },
	{ "monitoring-on", FACT(OF_EVENT, SHAPE_DATE, event, about_on.on) },
	{ "remedy", FACT(OF_EVENT, SHAPE_TEXT, event, remedy) },
	{ "document-number", FACT(OF_EVENT, SHAPE_TEXT, event, document_number) },
	{ "document-number", FACT(OF_DECISION, SHAPE_TEXT, decision, document_number) },
	{ "ground", FACT(OF_DECISION, SHAPE_GROUND, decision, ground) },
	{ "decided-on", FACT(OF_EVENT, SHAPE_DATE, event, on.on) },
	{ "removed-on", FACT(OF_EVENT, SHAPE_DATE, event, on.on) },
	{ "kind", FACT(OF_APPLICATION, SHAPE_TEXT, application, kind) },
	{ "applied-on", FACT(OF_APPLICATION, SHAPE_DATE, application, applied_on.on) },
	{ "audit-period/first-on",
	  FACT(OF_APPLICATION, SHAPE_DATE, application, statement.audit_period.first_on.on) },
	{ "audit-period/last-on",
	  FACT(OF_APPLICATION, SHAPE_DATE, application, statement.audit_period.last_on.on) },
	{ "registration-number", FACT(OF_STATUS, SHAPE_STRING, status, number) },
	{ "registered-on", FACT(OF_STATUS, SHAPE_DATE, status, registered_on) },
	{ "expires-on", FACT(OF_STATUS, SHAPE_DATE, status, expires_on) },
};

static const char *
fact_text(gsize fact, const void *record, struct date_shown *room)
{
	const char *member = (const char *)record + facts[fact].at;

	switch (facts[fact].shape) {
	case SHAPE_TEXT:
		return ((const struct text *)(const void *)member)->value;
	case SHAPE_STRING:
		return *(const char *const *)(const void *)member;
	case SHAPE_GROUND:
		g_snprintf(room->text, sizeof(room->text), "14.2(%s)",
		           ((const struct text *)(const void *)member)->value);
		return room->text;
	case SHAPE_DATE:
		break;
	}
	if (!date_is_set(*(const struct date *)(const void *)member))
		return NULL;
	*room = date_shown(*(const struct date *)(const void *)member);
	return room->text;
}

static const struct event *
acceptance_of(const struct service *service, const struct event *of)
{
	EACH (const struct event, event, service->timeline)
		if (event->kind == EVENT_ACCEPTANCE &&
		    g_strcmp0(event->application.value, of->application.value) == 0)
			return event;
	return NULL;
}

static void
examine_facts(const struct examination *at, const struct event *event)
{
	const struct decision *decision = event->kind >= EVENT_REGISTER ? event->decision : NULL;
	struct status status;
	bool is_decided = decision != NULL && status_decided(decision, (struct date){ 0 }, &status);
	const void *records[ORIGINS] = {
		[OF_EVENT] = event,
		[OF_ACCEPTANCE] = acceptance_of(at->service, event),
		[OF_DECISION] = decision,
		[OF_APPLICATION] = is_decided ? status.application : NULL,
		[OF_STATUS] = is_decided ? &status : NULL,
	};
	const struct field *group = form_field(form_kind_find(at->form->number));

	for (gsize i = 0; i < G_N_ELEMENTS(facts); i++) {
		g_auto(GStrv) names = g_strsplit(facts[i].path, "/", 2);
		const void *record = records[facts[i].origin];
		struct date_shown room;

		if (record == NULL || field_find(group, names[0]) == NULL)
			continue;

		const char *said = form_text(at->form, facts[i].path);
		const char *known = fact_text(i, record, &room);

		/* What a result asks for is in its letter, and nothing else is. */
		if (strcmp(facts[i].path, "remedy") == 0 && (said == NULL) != (known == NULL) &&
		    g_strcmp0(form_text(at->form, "use"), "11.2(5)") == 0) {
			said = said != NULL ? said : "–";
			known = known != NULL ? known : "–";
		}
		if (said != NULL && known != NULL && strcmp(said, known) != 0)
			REPORT_AT(at, place_of(at->form, facts[i].path), said, known, NULL);
	}
}

/* Forms 8 to 12 are about the registration in force: they have the number that it has on
 * their day, or had until then, or that it is corrected to. */
static void
examine_number_in_force(const struct examination *at)
{
	const char *said = form_text(at->form, "registration-number");
	struct date on = at->form->filed_on.on;
	struct status before, now;

	if (at->form->number < 8 || at->form->number > 12 || said == NULL ||
	    !has_number(at->service, said))
		return;
	status_compute(at->service, date_add_days(on, -1), &before);
	status_compute(at->service, on, &now);
	if (now.listed && strcmp(said, now.number) != 0 && g_strcmp0(said, before.number) != 0 &&
	    g_strcmp0(said, decision_corrected(now.registered->decision, (struct date){ 0 })
	                            .number.value) != 0)
		REPORT_AT(at, place_of(at->form, "registration-number"), said, now.number, NULL);
}

void
examine_paper(const struct examination *at)
{
	const struct field *group = form_field(form_kind_find(at->form->number));

	for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
		g_auto(GStrv) names = g_strsplit(named[i].path, "/", 2);
		const char *said, *known = NULL;

		if (field_find(group, names[0]) == NULL)
			continue;
		said = form_text(at->form, named[i].path);
		if (said != NULL && !is_known(at->service, at->form, i, said, &known))
			REPORT_AT(at, place_of(at->form, named[i].path), said, known, NULL);
	}

	examine_number_in_force(at);

	bool is_teller;
	const struct event *event = event_told(at->service, at->form, &is_teller);

	if (event != NULL)
		examine_facts(at, event);
}

void
examine_notice(const struct examination *at)
{
	const struct form *form = at->form;
	const char *notice = form->number == 11 ? form_text(form, "monitoring-on") : NULL;
	bool is_teller, is_noticed = notice == NULL;
	const struct event *told_of = event_told(at->service, form, &is_teller);
	g_autofree char *number = g_strdup_printf("%d", form->number);

	/* The notice that a result names was given. */
	EACH (const struct event, event, at->service->timeline)
		is_noticed = is_noticed || (event->kind == EVENT_MONITORING &&
		                            strcmp(notice, DATE(event->on.on)) == 0);
	if ((is_teller && told_of == NULL) || !is_noticed)
		REPORT_AT(at,
		          place_of(form, !is_noticed && told_of != NULL ? "monitoring-on"
		                         : form->number == 11           ? "use"
		                                                        : "filed-on"),
		          DATE(form->filed_on.on), number, NULL);
}

/* Whether a form of the day tells of the event, or of no act at all, which is told by itself.
 * By 12.1 one form tells of the result and of the demand. */
static bool
has_form(const struct service *service, int number, const struct event *event)
{
	EACH (const struct form, form, service->forms) {
		bool is_teller;
		const struct event *told_of;

		if (form->number != number || date_compare(form->filed_on.on, event->on.on) != 0)
			continue;
		told_of = event_told(service, form, &is_teller);
		if (told_of == NULL || told_of == event ||
		    (told_of->kind == EVENT_REAUDIT_DEMAND &&
		     g_strcmp0(event->remedy.value, "reaudit") == 0))
			return true;
	}
	return false;
}

/* Nothing can be sent any more to whom is not registered, or under another number by now. */
static bool
is_owed(const struct examination *at, const struct event *event)
{
	struct status then, now;

	if (event->document_number.value != NULL)
		return true;
	status_compute(at->service, event->on.on, &then);
	status_compute(at->service, at->as_of, &now);
	return date_compare(event->on.on, at->as_of) <= 0 && now.listed &&
	       g_strcmp0(then.number, now.number) == 0;
}

void
examine_notice_missing(const struct examination *at)
{
	EACH (const struct event, event, at->service->timeline)
		for (gsize row = 0; row < G_N_ELEMENTS(told); row++) {
			g_autofree char *form = g_strdup_printf("%d", told[row].form);

			if ((told[row].form == 10 || told[row].form == 11) && is_told(event, row) &&
			    !has_form(at->service, told[row].form, event) && is_owed(at, event))
				REPORT_EVENT(at, event, form, at->service->id.value, NULL);
		}
}

/* The prose of a paper, one element a line. */
static void
append_prose(GString *prose, const struct field *group, const struct xml_node *node)
{
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct field *field = field_find(group, child->name);

		if (field != NULL && field->kind == FIELD_GROUP)
			append_prose(prose, field, child);
		else if (field != NULL && field->kind == FIELD_TEXT && child->text != NULL)
			g_string_append_printf(prose, "%s\n", child->text);
	}
}

/* All that is of the pattern in a text, in its order; owned. */
static GPtrArray *
find_all(const char *pattern, const char *text)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
	g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	g_autoptr(GMatchInfo) match = NULL;

	for (g_regex_match(regex, normal, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL))
		g_ptr_array_add(found, g_match_info_fetch(match, 0));
	return found;
}

static bool
is_within(const GPtrArray *all, GPtrArray *of)
{
	EACH (const char, one, all)
		if (!g_ptr_array_find_with_equal_func(of, one, g_str_equal, NULL))
			return false;
	return true;
}

static void
report_prose(const struct examination *at, struct place place, const char *said,
             const struct field *field, const char *known)
{
	REPORT_AT(at, place, said != NULL ? said : "–", field->ja, known, field->en, NULL);
}

/* The words by which prose says that all is well, or that it is not, and the attribute
 * that says which is so: the values of it that mean well. */
static const struct {
	int form;
	const char *attribute, *values, *element, *well, *ill;
} verdicts[] = {
	{ 4, "opinion", "register", "view", "適当である。|適当と認める。|適当であると認める。",
	  "適当で(は)?ない|適当と(は)?認められない" },
	{ 11, "use", "11.2(4) 12.3", "result", "確認(でき|し)(た|ました)", "確認でき(な|ず|ませ)" },
};

static void
examine_verdict(const struct examination *at, const struct field *group)
{
	for (gsize i = 0; i < G_N_ELEMENTS(verdicts); i++) {
		if (verdicts[i].form != at->form->number)
			continue;

		const char *value = form_text(at->form, verdicts[i].attribute);
		const char *text = form_text(at->form, verdicts[i].element);
		if (value == NULL || text == NULL)
			continue;
		bool is_well = has_word(verdicts[i].values, value);
		g_autoptr(GPtrArray) well = find_all(verdicts[i].well, text);
		g_autoptr(GPtrArray) ill = find_all(verdicts[i].ill, text);
		const GPtrArray *fit = is_well ? well : ill, *unfit = is_well ? ill : well;

		if (fit->len == 0 && unfit->len > 0)
			report_prose(at, place_of(at->form, verdicts[i].element), unfit->pdata[0],
			             field_find(group, verdicts[i].attribute), value);
	}
}

/* 6.1: what form 4 says item by item against its own view and the application. */
static void
examine_items(const struct examination *at, const struct field *group)
{
	const struct application *application =
		service_find_application(at->service, form_text(at->form, "application"));
	const struct field *state = field_at(group, "examined/state", NULL);
	const struct field *found =
		field_at(&field_service, "application/audit/audit-finding", NULL);
	const char *opinion = form_text(at->form, "opinion");

	for (const struct xml_node *item = form_first(at->form->body, "examined"); item != NULL;
	     item = form_next(item)) {
		const char *number = xml_attribute(item, "item");
		const char *said = xml_attribute(item, "state");
		bool is_absent = g_strcmp0(said, "not-applicable") == 0;
		struct place place = place_of(at->form, "examined");

		place.line = item->line;

		if (g_strcmp0(said, "not-confirmed") == 0 && g_strcmp0(opinion, "register") == 0) {
			g_autofree char *known =
				g_strdup_printf("(%s) %s", number != NULL ? number : "–", said);

			report_prose(at, place, opinion, state, known);
		}
		if (g_strcmp0(number, "4") == 0 && application != NULL &&
		    is_absent != (application->audit.findings->len == 0))
			report_prose(at, place, said, found,
			             NUMBER(application->audit.findings->len));
	}
}

#define REGISTRATION_NUMBERS "C[0-9]{2}-[0-9]{4}-[0-9]"
#define OBJECTIVES "(?<![0-9.])[0-9]+(\\.[0-9]+){2,3}"

/* Whether half of all pairs of letters in `text` are in `prose`: the same matter, be it in
 * other words. */
static bool
is_alike(const char *text, const char *prose)
{
	g_autofree char *bare = name_bare(text), *whole = name_bare(prose);
	unsigned count = 0, met = 0;

	for (const char *at = bare; *at != '\0'; at = g_utf8_next_char(at)) {
		g_autofree char *pair = g_utf8_substring(at, 0, MIN(2, g_utf8_strlen(at, -1)));

		count++;
		met += strstr(whole, pair) != NULL;
	}
	return 2 * met >= count;
}

/* What the event has for its letter is in the letter: the same matter or, where it names
 * control objectives, the same objectives. */
static void
examine_points(const struct examination *at, const char *prose)
{
	bool is_teller;
	const struct event *event = event_told(at->service, at->form, &is_teller);
	const char *points = event == NULL ? NULL : event->points.value;

	if (points == NULL || form_first(at->form->body, "point") == NULL)
		return;

	g_autoptr(GPtrArray) asked = find_all(OBJECTIVES, points);
	g_autoptr(GPtrArray) told_of = find_all(OBJECTIVES, prose);

	if (asked->len > 0 ? !is_within(asked, told_of) : !is_alike(points, prose))
		report_prose(at, place_of(at->form, "point"), form_text(at->form, "point"),
		             field_at(&field_service, "events/monitoring/points", NULL), points);
}

void
examine_paper_prose(const struct examination *at)
{
	const struct form_kind *kind = form_kind_find(at->form->number);
	const struct field *group = form_field(kind);
	g_autoptr(GString) prose = g_string_new(NULL);
	bool is_own = kind->from == PARTY_OPERATIONS_BODY || kind->from == PARTY_COMMITTEE;

	if (!is_own)
		return;
	append_prose(prose, group, at->form->body);

	g_autoptr(GPtrArray) numbers = find_all(REGISTRATION_NUMBERS, prose->str);

	EACH (const char, number, numbers) {
		bool is_known = has_number(at->service, number);

		EACH (const struct text, base, at->service->additions.bases)
			is_known = is_known || g_strcmp0(base->value, number) == 0;
		if (!is_known)
			report_prose(at, place_of(at->form, "service-name"), number,
			             field_at(&field_service, "carried-over/number", NULL),
			             at->service->id.value);
	}
	examine_verdict(at, group);
	if (at->form->number == 4)
		examine_items(at, group);
	examine_points(at, prose->str);
}
