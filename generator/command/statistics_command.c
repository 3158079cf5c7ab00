/* `ismapgen statistics`: what was done from one day to another, for the committee. */
#include "command/command.h"
#include "command/text_table.h"
#include "render/csv.h"
#include "rules/statistics.h"

#include <stdio.h>

static void
show_csv(const unsigned counts[STATISTICS], const struct request *request, GString *out)
{
	bool is_english = request->language == LANGUAGE_EN;
	const char *const heading[] = { is_english ? "name" : "名前", is_english ? "item" : "項目",
		                        is_english ? "clause" : "条項",
		                        is_english ? "number" : "数" };

	g_string_append(out, CSV_BYTE_ORDER_MARK);
	csv_append_row(out, heading, G_N_ELEMENTS(heading));
	for (int i = 0; i < STATISTICS; i++) {
		g_autofree char *number = g_strdup_printf("%u", counts[i]);
		const char *const fields[] = {
			statistic_terms[i].id,
			wording_text(statistic_terms[i].name, request->language),
			statistic_terms[i].clause,
			number,
		};

		csv_append_row(out, fields, G_N_ELEMENTS(fields));
	}
}

static void
show_json(const unsigned counts[STATISTICS], struct date from, struct date to)
{
	g_autofree char *first = date_is_set(from) ? date_iso(from) : NULL;
	json_t *numbers = json_object();

	for (int i = 0; i < STATISTICS; i++)
		json_object_set_new(numbers, statistic_terms[i].id, json_integer(counts[i]));
	print_json(
		json_pack("{s:s?, s:s, s:o}", "from", first, "to", DATE(to), "numbers", numbers));
}

static void
show_text(const unsigned counts[STATISTICS], const struct request *request, GString *out)
{
	AUTO(table) table = request->language == LANGUAGE_EN
	                            ? table_new("item", "clause", "number", NULL)
	                            : table_new("項目", "条項", "数", NULL);

	for (int i = 0; i < STATISTICS; i++) {
		table_add(table, wording_text(statistic_terms[i].name, request->language),
		          statistic_terms[i].clause, NUMBER(counts[i]), NULL);
	}
	table_render(table, out);
}

enum outcome
command_statistics(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) out = g_string_new(NULL);
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = request_examine(request, findings, &error);
	unsigned counts[STATISTICS];

	if (registry == NULL)
		return request_failed(request, error);
	bool passes = request_show(request, findings);
	statistics_count(registry, request->from, request->to, counts);
	if (request->format == FORMAT_JSON)
		show_json(counts, request->from, request->to);
	else if (request->format == FORMAT_CSV)
		show_csv(counts, request, out);
	else
		show_text(counts, request, out);
	fputs(out->str, stdout);
	return passes ? OUTCOME_DONE : OUTCOME_FINDINGS;
}
