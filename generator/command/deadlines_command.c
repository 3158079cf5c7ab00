/* `deadlines` tells what falls due, when and for whom. */
#include "command/command.h"
#include "command/text_table.h"
#include "history/in_force.h"

#include "render/ics.h"
#include "rules/deadlines.h"

#include <stdio.h>

/* "あと12日", "3日超過" */
static char *
days_left(const struct deadline *due, const struct request *request)
{
	int days = date_days_between(request->as_of, due->due_on);

	if (due->owed)
		return g_strdup_printf(
			request->language == LANGUAGE_EN ? "for %d days" : "%d日経過", -days);
	if (request->language == LANGUAGE_EN)
		return days >= 0 ? g_strdup_printf("in %d days", days)
		                 : g_strdup_printf("%d days over", -days);
	return days >= 0 ? g_strdup_printf("あと%d日", days) : g_strdup_printf("%d日超過", -days);
}

static void
show_text(const GPtrArray *list, const struct request *request, GString *out)
{
	AUTO(table) table =
		request->language == LANGUAGE_EN
			? table_new("due", "", "whose", "what", "clause", "id", "service", NULL)
			: table_new("期限", "", "だれの", "何の", "条項", "内部番号", "名称", NULL);

	EACH (const struct deadline, due, list) {
		g_autofree char *left = days_left(due, request);

		table_add(table, DATE(due->due_on), left,
		          form_party_name(due->whose, request->language),
		          wording_text(due->what, request->language), due->clause,
		          due->service->id.value, service_name_on(due->service, request->as_of),
		          NULL);
	}
	table_render(table, out);
}

static void
show_json(const GPtrArray *list, const struct request *request)
{
	json_t *array = json_array();

	for (guint i = 0; i < list->len; i++) {
		const struct deadline *due = list->pdata[i];
		g_autofree char *on = date_iso(due->due_on);

		json_array_append_new(
			array,
			json_pack("{s:s, s:s, s:i, s:s, s:s, s:s, s:b, s:b, s:s, s:s, s:s?}",
		                  "due-on", on, "since-on", DATE(due->since_on), "days-left",
		                  date_days_between(request->as_of, due->due_on), "whose",
		                  form_party_name(due->whose, request->language), "what",
		                  wording_text(due->what, request->language), "clause", due->clause,
		                  "firm", due->firm, "owed", due->owed, "service",
		                  due->service->id.value, "name",
		                  service_name_on(due->service, request->as_of), "application",
		                  due->application != NULL ? due->application->id.value : NULL));
	}
	print_json(array);
}

static void
show_calendar(const GPtrArray *list, const struct request *request, GString *out)
{
	static const struct wording name = { "ISMAP 期限", "ISMAP deadlines" };

	ics_begin(out, "deadlines", wording_text(name, request->language));
	EACH (const struct deadline, due, list) {
		if (due->owed)
			continue;

		g_autofree char *uid = g_strdup_printf("%s-%s-%s@ismapgen", due->service->id.value,
		                                       due->clause, DATE(due->since_on));
		g_autofree char *summary = g_strdup_printf(
			"%s [%s] %s %s", wording_text(due->what, request->language), due->clause,
			due->service->id.value, service_name_on(due->service, request->as_of));

		ics_append(out, &(struct ics_day){ .uid = uid,
		                                   .summary = summary,
		                                   .on = due->due_on,
		                                   .stamped_on = request->as_of });
	}
	ics_end(out);
}

enum outcome
command_deadlines(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = request_examine(request, findings, &error);

	if (registry == NULL)
		return request_failed(request, error);
	bool passes = request_show(request, findings);
	g_autoptr(GPtrArray) list = deadlines_list(registry, request->as_of);
	/* Keeps what falls due within the days that were asked for, or is overdue. */
	struct date last = date_add_days(request->as_of, request->within_days);

	for (guint i = list->len; i > 0; i--) {
		const struct deadline *due = list->pdata[i - 1];

		if (date_compare(due->due_on, last) > 0)
			g_ptr_array_remove_index(list, i - 1);
	}
	if (request->format == FORMAT_JSON)
		show_json(list, request);
	else if (request->format == FORMAT_ICS)
		show_calendar(list, request, out);
	else
		show_text(list, request, out);
	fputs(out->str, stdout);
	return passes ? OUTCOME_DONE : OUTCOME_FINDINGS;
}
