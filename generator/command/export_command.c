/* `export` makes a table of the working register for the office, never for the public. */
#include "base/folder.h"
#include "base/refusal.h"
#include "base/territory.h"
#include "command/command.h"
#include "command/target.h"
#include "disclosure/disclosure.h"
#include "disclosure/item_text.h"
#include "history/in_force.h"
#include "render/csv.h"
#include "render/workbook.h"
#include "site/columns.h"

#include <errno.h>
#include <string.h>

/* What only the office knows, by its place in an application. */
static const char *const internal_fields[] = {
	"applicant/postal-code", "applicant/representative/post", "applicant/representative/name",
	"applicant/addressee",   "applicant/honorific",
};

static const struct field *
internal_field(gsize index, size_t *offset)
{
	return field_at(field_find(&field_service, "application"), internal_fields[index], offset);
}

static GPtrArray *
headings(const GPtrArray *items, bool internal)
{
	GPtrArray *row = g_ptr_array_new_with_free_func(g_free);

	if (internal)
		g_ptr_array_add(row, g_strdup(field_service.children->ja));
	EACH (const struct item, item, items)
		g_ptr_array_add(row, g_strdup(item_label(item, LANGUAGE_JA)));
	for (gsize i = 0; internal && i < G_N_ELEMENTS(internal_fields); i++)
		g_ptr_array_add(row, g_strdup(internal_field(i, NULL)->ja));
	return row;
}

/* The entry of the service on the list; NULL: it is not listed. */
static const struct disclosure *
entry_of(const struct public_register *public_register, const struct status *status)
{
	EACH (const struct disclosure, entry, public_register->entries)
		if (status->listed && g_strcmp0(entry->number, status->number) == 0)
			return entry;
	return NULL;
}

/* The item of the entry as a cell that `import` reads: regions with their codes. */
static char *
cell_of(const struct item *item, const struct disclosure *entry)
{
	g_autoptr(GString) cell = g_string_new(NULL);

	if (g_strcmp0(item->name, "regions") != 0)
		return item_text(item, entry);
	EACH (const struct disclosed_region, region, entry->listing.regions) {
		g_autofree char *code = territory_code(region->country, region->prefecture);

		g_string_append_printf(cell, "%s%s", cell->len > 0 ? "\n" : "", region->name);
		if (code != NULL)
			g_string_append_printf(cell, "（%s）", code);
	}
	return g_strdup(cell->str);
}

/* A service that is not listed stands there for the office alone, with its name. */
static void
add_row(GPtrArray *rows, const GPtrArray *items, const struct service *service,
        const struct public_register *public_register, bool internal)
{
	GPtrArray *row;
	struct status status;
	struct in_force in_force;
	const struct disclosure *entry;

	status_compute(service, public_register->as_of, &status);
	entry = entry_of(public_register, &status);
	if (entry == NULL && !internal)
		return;
	row = g_ptr_array_new_with_free_func(g_free);
	if (internal)
		g_ptr_array_add(row, g_strdup(service->id.value));
	EACH (const struct item, item, items)
		g_ptr_array_add(
			row, entry != NULL                          ? cell_of(item, entry)
			     : g_strcmp0(item->name, "number") == 0 ? g_strdup(status.number)
			     : item->field != NULL && g_str_has_suffix(item->field, "service-name")
				     ? g_strdup(service_name_on(service, public_register->as_of))
				     : NULL);
	if (status.application == NULL && service->applications->len > 0)
		status.application = service->applications->pdata[service->applications->len - 1];
	if (status.application != NULL)
		in_force_on(service, &status, public_register->as_of, &in_force);
	for (gsize i = 0;
	     internal && status.application != NULL && i < G_N_ELEMENTS(internal_fields); i++) {
		size_t offset;
		const char *at = (const char *)&in_force.application;

		internal_field(i, &offset);
		g_ptr_array_add(row, g_strdup(((const struct text *)(at + offset))->value));
	}
	g_ptr_array_add(rows, row);
}

static bool
write_table(const struct request *request, const char *path, const GPtrArray *rows, GError **error)
{
	g_autoptr(GString) csv = g_string_new(CSV_BYTE_ORDER_MARK);

	if (request->format == FORMAT_XLSX) {
		if (workbook_write(path, rows, request->as_of))
			return true;
		errno = errno != 0 ? errno : EIO;
		return folder_fail(error, FOLDER_WRITE, path);
	}
	EACH (const GPtrArray, row, rows) {
		g_autoptr(GPtrArray) cells = g_ptr_array_new();

		EACH (const char, cell, row)
			g_ptr_array_add(cells, (gpointer)(cell != NULL ? cell : ""));
		csv_append_row(csv, (const char *const *)cells->pdata, cells->len);
	}
	return folder_store(path, csv->str, csv->len, error);
}

enum outcome
command_export(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = request_examine(request, findings, &error);
	AUTO(public_register) public_register = NULL;
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	g_autoptr(GPtrArray) items = columns_items();
	g_autofree char *folder = g_build_filename(request->output, "export", NULL);
	g_autofree char *path = g_build_filename(
		folder, request->format == FORMAT_XLSX ? "register.xlsx" : "register.csv", NULL);

	if (registry == NULL)
		return request_failed(request, error);
	if (!request_show(request, findings))
		return OUTCOME_FINDINGS;
	public_register = public_register_new(registry, request->as_of, (unsigned)request->jobs);
	g_ptr_array_add(rows, headings(items, request->internal));
	EACH (const struct service, service, registry->services)
		add_row(rows, items, service, public_register, request->internal);
	if (!target_check(request, folder, &error) || !folder_make_private(folder, &error) ||
	    !write_table(request, path, rows, &error))
		return request_failed(request, error);
	request_say(request, (struct wording){ "表: {0}", "table: {0}" }, path, NULL);
	return OUTCOME_DONE;
}
