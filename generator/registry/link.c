/* Decisions and forms find their services, and each timeline its order. */
#include "registry/link.h"

#include "registry/bind.h"
#include "registry/field.h"
#include "registry/form.h"
#include "registry/revision.h"
#include "registry/store.h"
#include "source/entries.h"

#include <string.h>

MESSAGE(message_no_service, "reference-service", ERROR, NULL,
        "サービス {0} がありません。番号を直すか、registry/services/{0}.xml を置いてください。",
        "There is no service {0}. Mend the id, or add registry/services/{0}.xml.");
MESSAGE(message_no_application, "reference-application", ERROR, NULL,
        "サービス {0} に申請 {1} がありません。申請の番号を確かめてください。",
        "Service {0} has no application {1}. Check the id of the application.");
MESSAGE(message_application_again, "application-twice", ERROR, NULL,
        "申請 {0} が二つあります（{1}行目にもあります）。申請の番号を改めてください。",
        "Application {0} is there twice (also in line {1}). Give it another id.");

MESSAGE(message_no_category, "reference-category", ERROR, NULL,
        "分類 {0} がありません。site.xmlに <category id=\"{0}\"> を置くか、符号を直してください。",
        "There is no category {0}. Add <category id=\"{0}\"> to site.xml, or mend the id.");
MESSAGE(message_no_base, "reference-base", ERROR, NULL,
        "基盤として利用するサービスの登録番号 {0} は、ほかのどのサービスの登録番号でもありません。",
        "{0}, which the service builds on, is the number of no other service.");

struct linker {
	struct registry *registry;
	GHashTable *doubtful;
	GHashTable *numbers; /* number -> struct service: which was given it, once all is linked */
	struct findings *findings;
	const struct field *application_field;
	const struct field *event_fields;    /* by enum event_kind */
	const struct field *decision_fields; /* by enum decision_kind */
};

static struct service *
find_service(const struct registry *registry, const char *id)
{
	guint low = 0, high = registry->services->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;
		struct service *service = registry->services->pdata[middle];
		int order = strcmp(service->id.value, id);

		if (order == 0)
			return service;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct service *
registry_find_service(const struct registry *registry, const char *id)
{
	return find_service(registry, id);
}

const struct application *
service_find_application(const struct service *service, const char *id)
{
	EACH (const struct application, application, service->applications)
		if (application->id.value != NULL && g_strcmp0(application->id.value, id) == 0)
			return application;
	return NULL;
}

const struct criteria *
registry_find_criteria(const struct registry *registry, const char *edition)
{
	EACH (const struct criteria, criteria, registry->criteria)
		if (criteria->edition.value != NULL &&
		    strcmp(criteria->edition.value, edition) == 0)
			return criteria;
	return NULL;
}

/* Whether a file was meant to be that of the service, as "S0005.xml.txt", or one beside the
 * folder: it was told of. */
static bool
is_misnamed(const struct registry *registry, const char *id)
{
	static const char *const folders[] = { "registry/services", "registry" };
	g_autofree char *file = g_strconcat(id, ".xml", NULL);

	for (size_t k = 0; k < G_N_ELEMENTS(folders); k++) {
		g_autofree char *folder = g_build_filename(registry->folder, folders[k], NULL);
		g_autofree char *misnamed = entries_find_misnamed(folder, file);

		if (misnamed != NULL)
			return true;
	}
	return false;
}

/* The service that a text names, or NULL, after a finding where it is not
 * known why. */
static struct service *
refer_to_service(const struct linker *linker, const struct text *id, struct place place)
{
	struct service *service;

	if (id->value == NULL)
		return NULL;
	service = find_service(linker->registry, id->value);
	if (service == NULL && linker->registry->services->len > 0 &&
	    !g_hash_table_contains(linker->doubtful, id->value) &&
	    !is_misnamed(linker->registry, id->value)) {
		place.line = id->line;
		place.field_ja = "サービスの内部番号";
		place.field_en = "service";
		findings_add(linker->findings, &message_no_service, place, id->value, NULL);
	}
	return service;
}

/* Whether each application can be told by its id. */
static bool
knows_applications(const struct service *service)
{
	EACH (const struct application, application, service->applications)
		if (application->id.value == NULL ||
		    service_find_application(service, application->id.value) != application)
			return false;
	return true;
}

static const struct application *
refer_to_application(const struct linker *linker, const struct service *service, const char *id,
                     struct place place)
{
	const struct application *application;

	if (service == NULL || id == NULL)
		return NULL;
	application = service_find_application(service, id);
	if (application == NULL && knows_applications(service)) {
		place.field_ja = "申請の番号";
		place.field_en = "application";
		findings_add(linker->findings, &message_no_application, place, service->id.value,
		             id, NULL);
	}
	return application;
}

static void
check_applications(const struct linker *linker, struct service *service)
{
	EACH (const struct application, application, service->applications) {
		service->lost |= !bind_is_complete(linker->application_field, application);
		if (application->id.value == NULL)
			continue;

		const struct application *first =
			service_find_application(service, application->id.value);

		g_assert(first != NULL);
		if (first == application)
			continue;

		g_autofree char *line = g_strdup_printf("%d", first->line);
		struct place place = place_of_field(
			place_in_file(service->file, application->id.line, service->id.value),
			"申請の番号", "id");

		service->lost = true;
		findings_add(linker->findings, &message_application_again, place,
		             application->id.value, line, NULL);
	}
}

/* Begins the timeline with what the service's own file says. */
static void
link_own_events(const struct linker *linker, struct service *service)
{
	service->timeline = store_array(linker->registry->store);
	service->forms = store_array(linker->registry->store);
	EACH (struct event, event, service->own_events) {
		struct place place = place_in_file(service->file, event->line, service->id.value);

		event->file = service->file;
		if (refer_to_application(linker, service, event->application.value, place) ==
		            NULL &&
		    event->application.value != NULL)
			service->lost = true;
		if (bind_is_complete(&linker->event_fields[event->kind], event))
			g_ptr_array_add(service->timeline, event);
		else
			service->lost = true;
	}
}

/* A correction is an event of its day. */
static void
link_corrections(const struct linker *linker, struct service *service)
{
	EACH (const struct correction, correction, service->corrections) {
		struct event *event = store_allocate(linker->registry->store, sizeof(*event));

		if (!date_is_set(correction->on.on) || correction->change == NULL) {
			service->lost = true;
			continue;
		}
		*event = (struct event){ .line = correction->line,
			                 .kind = EVENT_LISTING_CORRECTION,
			                 .file = service->file,
			                 .on = correction->on,
			                 .correction = correction };
		g_ptr_array_add(service->timeline, event);
	}
}

/* Another party is an event of its day, as a form 9 is. */
static void
link_parties(const struct linker *linker, struct service *service)
{
	EACH (const struct party, party, service->parties) {
		struct event *event = store_allocate(linker->registry->store, sizeof(*event));

		if (!date_is_set(party->on.on) || party->cause.value == NULL)
			continue;
		*event = (struct event){ .line = party->line,
			                 .kind = EVENT_PARTY,
			                 .file = service->file,
			                 .on = party->on,
			                 .party = party };
		g_ptr_array_add(service->timeline, event);
	}
}

/* Suspensions that last happened on their day; what made a re-audit is not on record. */
static void
link_marks(const struct service *service)
{
	EACH (struct event, mark, service->carried_over.suspensions) {
		mark->kind = EVENT_SUSPENSION;
		mark->file = service->file;
		if (mark->ground.value != NULL && date_is_set(mark->on.on))
			g_ptr_array_add(service->timeline, mark);
	}
	EACH (struct event, mark, service->carried_over.reaudits) {
		mark->kind = EVENT_REAUDIT_DEMAND;
		mark->file = service->file;
	}
}

/* What was carried over is on record as a registration of its day that nobody here
 * decided: it belongs to no meeting that is loaded, so no letter is due by it. */
static void
link_carried_over(const struct linker *linker, struct service *service)
{
	struct carried_over *carried = &service->carried_over;
	const struct field *field = field_find(&field_service, "carried-over");
	struct meeting *meeting;
	struct decision *decision;
	struct event *event;

	if (carried->line == 0)
		return;
	if (!bind_is_complete(field, carried)) {
		service->lost = true;
		return;
	}
	carried->application.line = carried->line;
	carried->application.id = (struct text){ field->ja, carried->line };
	carried->application.kind = (struct text){ field->name, carried->line };
	carried->application.applied_on = carried->on;
	link_marks(service);
	meeting = store_allocate(linker->registry->store, sizeof(*meeting));
	*meeting = (struct meeting){ .line = carried->line,
		                     .file = service->file,
		                     .held_on = carried->on,
		                     .letters_on = carried->on };
	decision = store_allocate(linker->registry->store, sizeof(*decision));
	*decision = (struct decision){ .line = carried->line,
		                       .kind = DECISION_REGISTER,
		                       .service = service->id,
		                       .number = carried->number,
		                       .registered_on = carried->registered_on,
		                       .expires_on = carried->expires_on,
		                       .special_notes = carried->special_notes,
		                       .meeting = meeting,
		                       .target = service,
		                       .target_application = &carried->application };
	event = store_allocate(linker->registry->store, sizeof(*event));
	*event = (struct event){ .line = carried->line,
		                 .kind = EVENT_CARRIED_OVER,
		                 .file = service->file,
		                 .on = carried->on,
		                 .decision = decision };
	g_ptr_array_add(service->timeline, event);
}

static struct day
day_of_form(const struct form *form, const char *name)
{
	struct day day = { .line = form->line };
	const char *text = form_text(form, name);

	if (text != NULL)
		date_parse(text, &day.on);
	return day;
}

static void
link_form(const struct linker *linker, struct form *form)
{
	const struct form_kind *kind = form_kind_find(form->number);
	struct place place = place_in_file(form->file, form->line, form->service.value);

	form->target = refer_to_service(linker, &form->service, place);
	refer_to_application(linker, form->target, form_text(form, "application"), place);
	if (form->target != NULL)
		g_ptr_array_add(form->target->forms, form);
	if (form->target != NULL && !date_is_set(form->filed_on.on))
		form->target->lost = true;
	if (form->target == NULL || kind->event == FORM_NO_EVENT || form_is_notice(kind) ||
	    !date_is_set(form->filed_on.on))
		return;

	struct event *event = store_allocate(linker->registry->store, sizeof(*event));

	*event = (struct event){
		.line = form->line,
		.kind = (enum event_kind)kind->event,
		.file = form->file,
		.on = form->filed_on,
		.application = { form_text(form, "application"), form->line },
		.ground = { form_text(form, "ground"), form->line },
		.result = { form_text(form, "result"), form->line },
		.act = { form_text(form, "act"), form->line },
		.about_on = day_of_form(form, form->number == 14 ? "act-on" : "objection-on"),
		.document_number = { form_text(form, "document-number"), form->line },
		.form = form,
	};
	g_ptr_array_add(form->target->timeline, event);
}

static void
link_decision(const struct linker *linker, const struct meeting *meeting, struct decision *decision)
{
	static const enum event_kind kinds[] = {
		[DECISION_REGISTER] = EVENT_REGISTER, [DECISION_RENEW] = EVENT_RENEW,
		[DECISION_REFUSE] = EVENT_REFUSE,     [DECISION_REMOVE] = EVENT_REMOVE,
		[DECISION_ANNUL] = EVENT_ANNUL,       [DECISION_CORRECT] = EVENT_CORRECT,
	};
	struct place place = place_in_file(meeting->file, decision->line, decision->service.value);

	decision->meeting = meeting;
	decision->target = refer_to_service(linker, &decision->service, place);
	decision->target_application =
		refer_to_application(linker, decision->target, decision->application.value, place);
	if (decision->target == NULL || meeting->sequence == 0 ||
	    !bind_is_complete(&linker->decision_fields[decision->kind], decision) ||
	    (decision->application.value != NULL && decision->target_application == NULL)) {
		if (decision->target != NULL)
			decision->target->lost = true;
		else
			linker->registry->lost = true;
		return;
	}

	struct event *event = store_allocate(linker->registry->store, sizeof(*event));

	*event = (struct event){
		.line = decision->line,
		.kind = kinds[decision->kind],
		.file = meeting->file,
		.on = { meeting->held_on.on, decision->line },
		.application = decision->application,
		.ground = decision->ground,
		.document_number = decision->document_number,
		.deviations = decision->deviations,
		.decision = decision,
	};
	g_ptr_array_add(decision->target->timeline, event);
}

/* The forms of one number and day in the order of their own numbers: "-2" after none, and
 * "-10" after "-9". */
static gint
compare_forms(gconstpointer a, gconstpointer b)
{
	const struct form *const *first = a, *const *second = b;
	const char *dash = strstr((*first)->file, "-form");
	size_t stem = dash == NULL ? 0 : (size_t)(dash - (*first)->file) + strlen("-form00");

	if (stem > 0 && strncmp((*first)->file, (*second)->file, stem) == 0 &&
	    (*first)->sequence != (*second)->sequence)
		return (*first)->sequence - (*second)->sequence;
	return strcmp((*first)->file, (*second)->file);
}

/* Whether a meeting decided it; what is carried over was decided before the register began. */
static bool
is_decided(const struct event *event)
{
	return event->decision != NULL && event->kind != EVENT_CARRIED_OVER;
}

/* Within a day, what is decided comes after what is on file; else the order stays. */
static gint
compare_events(gconstpointer a, gconstpointer b)
{
	const struct event *const *first = a, *const *second = b;
	int days = date_compare((*first)->on.on, (*second)->on.on);

	return days != 0 ? days : is_decided(*first) - is_decided(*second);
}

/* By each number that a decision gave: the service that has it. */
static GHashTable *
numbers_of(const struct registry *registry)
{
	GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);

	EACH (const struct service, service, registry->services)
		EACH (const struct event, event, service->timeline)
			if (event->decision != NULL && event->decision->number.value != NULL)
				g_hash_table_insert(numbers,
				                    (gpointer)event->decision->number.value,
				                    (gpointer)service);
	return numbers;
}

/* Or may be, where the id of one could not be read. */
static bool
is_category(const struct registry *registry, const char *id)
{
	EACH (const struct category, category, registry->site.categories)
		if (category->id.value == NULL || strcmp(category->id.value, id) == 0)
			return true;
	return false;
}

static bool
is_base(const struct linker *linker, const struct service *service, const char *number)
{
	const struct service *base = g_hash_table_lookup(linker->numbers, number);

	return base != NULL && base != service;
}

/* Categories are those of site.xml, where that could be read, and bases other services of the register, all of which
 * is known unless some of it was `lost`. */
static void
check_additions(const struct linker *linker, const struct service *service, bool lost)
{
	const struct additions *additions = &service->additions;
	struct place place = place_in_file(service->file, 0, service->id.value);

	if (additions->line == 0)
		return;
	EACH (const struct text, id, additions->categories) {
		place.line = id->line;
		if (id->value != NULL && linker->registry->site.line > 0 &&
		    !is_category(linker->registry, id->value))
			findings_add(linker->findings, &message_no_category, place, id->value,
			             NULL);
	}
	EACH (const struct text, number, additions->bases) {
		place.line = number->line;
		if (number->value != NULL && !lost && !is_base(linker, service, number->value))
			findings_add(linker->findings, &message_no_base, place, number->value,
			             NULL);
	}
}

static struct linker
linker_of(struct registry *registry, GHashTable *doubtful, struct findings *findings)
{
	return (struct linker){
		.registry = registry,
		.doubtful = doubtful,
		.findings = findings,
		.application_field = field_find(&field_service, "application"),
		.event_fields = field_find(&field_service, "events")->children,
		.decision_fields = field_find(&field_decisions, "items")->children,
	};
}

void
link_arrival(struct registry *registry, struct form *form, struct findings *findings)
{
	g_autoptr(GHashTable) doubtful = g_hash_table_new(g_str_hash, g_str_equal);
	const struct linker linker = linker_of(registry, doubtful, findings);

	g_ptr_array_add(registry->forms, form);
	link_form(&linker, form);
	if (form->target != NULL)
		g_ptr_array_sort(form->target->timeline, compare_events);
}

void
link_registry(struct registry *registry, GHashTable *doubtful, struct findings *findings)
{
	struct linker linker = linker_of(registry, doubtful, findings);
	bool lost;

	for (guint i = 0; i < registry->services->len; i++) {
		check_applications(&linker, registry->services->pdata[i]);
		link_own_events(&linker, registry->services->pdata[i]);
		link_parties(&linker, registry->services->pdata[i]);
		link_corrections(&linker, registry->services->pdata[i]);
		link_carried_over(&linker, registry->services->pdata[i]);
	}
	g_ptr_array_sort(registry->forms, compare_forms);
	for (guint i = 0; i < registry->forms->len; i++)
		link_form(&linker, registry->forms->pdata[i]);
	EACH (struct meeting, meeting, registry->meetings)
		for (guint j = 0; j < meeting->decisions->len; j++)
			link_decision(&linker, meeting, meeting->decisions->pdata[j]);
	/* The sort is stable: within a day the order above stays. */
	EACH (struct service, service, registry->services) {
		g_ptr_array_sort(service->timeline, compare_events);
		revision_link(service);
	}
	for (guint i = registry->meetings->len; i-- > 0;)
		if (((const struct meeting *)registry->meetings->pdata[i])->sequence == 0)
			g_ptr_array_remove_index(registry->meetings, i);
	/* The number that a base has may be in what could not be read. */
	lost = registry->lost || g_hash_table_size(doubtful) > 0;
	for (guint i = 0; i < registry->services->len; i++)
		lost |= ((const struct service *)registry->services->pdata[i])->lost;
	linker.numbers = numbers_of(registry);
	EACH (const struct service, service, registry->services)
		check_additions(&linker, service, lost);
	g_hash_table_unref(linker.numbers);
}
