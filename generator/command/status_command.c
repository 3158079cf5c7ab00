/* `status` tells what services are on a day, and the history of one. */
#include "command/command.h"
#include "command/text_table.h"
#include "history/event.h"
#include "history/in_force.h"
#include "history/state.h"
#include "history/status.h"

#include <stdio.h>

/* "再監査中（2026-09-01から）、…": all that holds. */
static char *
states_text(const struct status *status, enum language language)
{
	struct state_since states[STATES];
	size_t count = status_states(status, states);
	GString *text = g_string_new(NULL);

	for (size_t i = 0; i < count; i++) {
		const struct state_term *term = &state_terms[states[i].state];
		g_autofree char *since =
			date_is_set(states[i].since_on) ? date_iso(states[i].since_on) : NULL;

		if (i > 0)
			g_string_append(text, language == LANGUAGE_EN ? "; " : "、");
		g_string_append(text, language == LANGUAGE_EN ? term->en : term->ja);
		if (since != NULL)
			g_string_append_printf(text, " %s", since);
		if (states[i].state == STATE_REMOVED)
			g_string_append_printf(text, " (%s)",
			                       removal_terms[status->removal_ground].clause);
	}
	return g_string_free(text, false);
}

static char *
iso_or_dash(struct date date)
{
	return date_is_set(date) ? date_iso(date) : g_strdup("–");
}

static void
add_row(struct table *table, const struct service *service, const struct request *request)
{
	struct status status;

	status_compute(service, request->as_of, &status);
	g_autofree char *registered = iso_or_dash(status.registered_on);
	g_autofree char *expires = iso_or_dash(status.expires_on);
	g_autofree char *states = states_text(&status, request->language);
	table_add(table, service->id.value, status.number != NULL ? status.number : "–", registered,
	          expires, states, service_name_on(service, request->as_of), NULL);
}

static void
show_all(const struct registry *registry, const struct request *request, GString *out)
{
	AUTO(table) table = request->language == LANGUAGE_EN
	                            ? table_new("id", "number", "registered", "expires", "status",
	                                        "service", NULL)
	                            : table_new("内部番号", "登録番号", "登録日", "有効期限",
	                                        "状態", "名称", NULL);

	for (guint i = 0; i < registry->services->len; i++)
		add_row(table, registry->services->pdata[i], request);
	table_render(table, out);
}

static json_t *
date_or_null(struct date date)
{
	g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;

	return iso != NULL ? json_string(iso) : json_null();
}

static json_t *
states_json(const struct status *status)
{
	struct state_since states[STATES];
	size_t count = status_states(status, states);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_pack("{s:s, s:o, s:s?}", "state",
		                                       state_terms[states[i].state].id, "since",
		                                       date_or_null(states[i].since_on), "clause",
		                                       state_terms[states[i].state].clause));
	return array;
}

static json_t *
event_json(const struct event *event)
{
	return json_pack("{s:o, s:s, s:s?, s:s?, s:s?, s:s, s:i}", "on", date_or_null(event->on.on),
	                 "event", event_field(event->kind)->name, "clause", event_clause(event),
	                 "ground", event->ground.value, "result", event->result.value, "file",
	                 event->file, "line", event->line);
}

static json_t *
service_json(const struct service *service, struct date as_of, bool with_events)
{
	struct status status;

	status_compute(service, as_of, &status);
	json_t *object = json_pack("{s:s, s:s?, s:s, s:b, s:o, s:o, s:o, s:o}", "id",
	                           service->id.value, "number", status.number, "name",
	                           service_name_on(service, as_of), "listed", status.listed,
	                           "registered-on", date_or_null(status.registered_on),
	                           "renewed-on", date_or_null(status.renewed_on), "expires-on",
	                           date_or_null(status.expires_on), "states", states_json(&status));
	if (status.removal_ground != REMOVAL_NONE)
		json_object_set_new(object, "removal-clause",
		                    json_string(removal_terms[status.removal_ground].clause));
	if (status.removal_ground >= 1 && status.removal_ground <= 5)
		json_object_set_new(object, "removal-ground", json_integer(status.removal_ground));
	if (!with_events)
		return object;
	json_t *events = json_array();
	for (guint i = 0; i < service->timeline->len; i++)
		json_array_append_new(events, event_json(service->timeline->pdata[i]));
	json_object_set_new(object, "events", events);
	return object;
}

static void
show_json(const struct registry *registry, const struct service *one, const struct request *request)
{
	json_t *services = json_array();
	json_t *root = json_pack("{s:s, s:o}", "as-of", DATE(request->as_of), "services", services);

	EACH (const struct service, service, registry->services)
		if (one == NULL || one == service)
			json_array_append_new(services,
			                      service_json(service, request->as_of, one != NULL));
	print_json(root);
}

static void
append_annulment(GString *out, const struct event *event, enum language language)
{
	g_autofree char *on = iso_or_dash(event->annulled_by->meeting->held_on.on);

	g_string_append_printf(
		out, language == LANGUAGE_EN ? " (annulled on %s)" : "（%sに取消し）", on);
}

static void
append_event(GString *out, const struct event *event, const struct request *request)
{
	const struct field *term = event_field(event->kind);
	g_autofree char *on = iso_or_dash(event->on.on);
	bool ahead = date_is_set(event->on.on) && date_compare(event->on.on, request->as_of) > 0;

	g_string_append_printf(out, "  %s  %s", on,
	                       request->language == LANGUAGE_EN ? term->en : term->ja);
	if (event->ground.value != NULL)
		g_string_append_printf(
			out, " %s",
			event->kind == EVENT_REMOVE
				? event_clause(event)
				: event_value_text(event->ground.value, request->language));
	if (event->result.value != NULL)
		g_string_append_printf(out, " %s",
		                       event_value_text(event->result.value, request->language));
	if (event->remedy.value != NULL)
		g_string_append_printf(out, " %s",
		                       event_value_text(event->remedy.value, request->language));
	if (event->annulled_by != NULL)
		append_annulment(out, event, request->language);
	if (event_clause(event) != NULL)
		g_string_append_printf(out, "  [%s]", event_clause(event));
	g_string_append_printf(out, "  %s:%d%s\n", event->file, event->line,
	                       !ahead                             ? ""
	                       : request->language == LANGUAGE_EN ? "  (after the day)"
	                                                          : "  （基準日より後）");
}

static void
show_one(const struct service *service, const struct request *request, GString *out)
{
	struct status status;

	status_compute(service, request->as_of, &status);
	g_autofree char *states = states_text(&status, request->language);
	g_autofree char *expires = iso_or_dash(status.expires_on);
	g_string_append_printf(out, "%s  %s  %s\n%s  → %s\n", service->id.value,
	                       status.number != NULL ? status.number : "–",
	                       service_name_on(service, request->as_of), states, expires);
	for (guint i = 0; i < service->timeline->len; i++)
		append_event(out, service->timeline->pdata[i], request);
}

/* By internal id or by registration number. */
static const struct service *
find(const struct registry *registry, const char *id, struct date as_of)
{
	const struct service *service = registry_find_service(registry, id);
	struct status status;

	for (guint i = 0; service == NULL && i < registry->services->len; i++) {
		status_compute(registry->services->pdata[i], as_of, &status);
		if (g_strcmp0(status.number, id) == 0)
			service = registry->services->pdata[i];
	}
	return service;
}

enum outcome
command_status(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = request_examine(request, findings, &error);
	const char *id = request->arguments[0];
	const struct service *service = NULL;

	if (registry == NULL)
		return request_failed(request, error);
	bool passes = request_show(request, findings);
	if (id != NULL && (service = find(registry, id, request->as_of)) == NULL) {
		request_say(request,
		            (struct wording){ "そのようなサービスはありません: {0}",
		                              "no such service: {0}" },
		            id, NULL);
		return OUTCOME_USAGE;
	}
	if (request->format == FORMAT_JSON)
		show_json(registry, service, request);
	else if (service != NULL)
		show_one(service, request, out);
	else
		show_all(registry, request, out);
	fputs(out->str, stdout);
	return passes ? OUTCOME_DONE : OUTCOME_FINDINGS;
}
