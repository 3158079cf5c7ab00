/* Scopes on record are examined, of applications and of forms 9: their regions, and names that
 * stand there twice. */
#include "rules/regions.h"

#include "base/territory.h"
#include "history/in_force.h"
#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

#define SCOPE "statement/statement-scope"

typedef void region_rule(const struct examination *at, const struct region *region);

/* The scope that is listed on the day, and those that are applied for. */
static void
for_each_present_scope(struct examination here, rule_function *examine)
{
	const struct service *service = here.service;
	struct in_force in_force;
	struct status status;

	status_compute(service, here.as_of, &status);
	if (status.listed) {
		struct service of_file = *service;

		in_force_on(service, &status, here.as_of, &in_force);
		of_file.file = in_force_file(&in_force, SCOPE);
		here.service = &of_file;
		here.application = &in_force.application;
		examine(&here);
		here.service = service;
	}
	EACH (const struct application, application, service->applications)
		if (timeline_find(here.now, application)->stage < STAGE_REGISTERED) {
			here.application = application;
			examine(&here);
		}
}

static void
for_each_region(const struct examination *at, region_rule *examine)
{
	EACH (const struct region, region, at->application->statement.scope.regions)
		if (region->name.value != NULL)
			examine(at, region);
}

static void
examine_code(const struct examination *at, const struct region *region)
{
	const char *country = region->country.value, *prefecture = region->prefecture.value;
	g_autofree char *code = territory_code(country, prefecture);

	/* What a country that could not be read makes of the prefecture is not known. */
	if (country == NULL && region->country.line > 0)
		return;
	if ((country != NULL || prefecture != NULL) && territory_find(code) == NULL)
		REPORT(at, region->name.line, SCOPE "/region", region->name.value,
		       code == NULL ? prefecture : code, NULL);
}

void
regions_examine_codes(const struct examination *at)
{
	for_each_region(at, examine_code);
}

/* Appends 「<region country="JP" prefecture="13">東京</region>」. */
static void
propose(GString *proposed, const char *name)
{
	const struct territory *meant = territory_guess(name);
	const char *dash = meant == NULL ? NULL : strchr(meant->code, '-');

	g_string_append_printf(proposed, "<region country=\"%.*s\"",
	                       dash == NULL ? -1 : (int)(dash - meant->code),
	                       meant == NULL ? "…" : meant->code);
	if (dash != NULL)
		g_string_append_printf(proposed, " prefecture=\"%s\"", dash + 1);
	g_string_append_printf(proposed, ">%s</region>", name);
}

/* One finding tells of all regions of a scope. */
static void
examine_missing(const struct examination *at)
{
	g_autoptr(GString) names = g_string_new(NULL), proposed = g_string_new(NULL);
	int line = 0;

	EACH (const struct region, region, at->application->statement.scope.regions) {
		if (region->name.value == NULL || region->country.line > 0 ||
		    region->prefecture.line > 0)
			continue;
		if (line == 0)
			line = region->name.line;
		g_string_append_printf(names, "%s%s", names->len > 0 ? REGIONS_PARTED : "",
		                       region->name.value);
		propose(proposed, region->name.value);
	}
	if (line > 0)
		REPORT(at, line, SCOPE "/region", names->str, proposed->str, NULL);
}

void
regions_examine_missing(const struct examination *at)
{
	for_each_present_scope(*at, examine_missing);
}

/* A country alone is right where one of its prefectures is meant, and the other way round. */
static void
examine_name(const struct examination *at, const struct region *region)
{
	g_autofree char *code = territory_code(region->country.value, region->prefecture.value);
	const struct territory *said = territory_find(code);
	const struct territory *meant = territory_guess(region->name.value);

	if (said != NULL && meant != NULL && !g_str_has_prefix(meant->code, said->code) &&
	    !g_str_has_prefix(said->code, meant->code))
		REPORT(at, region->name.line, SCOPE "/region", region->name.value, said->name.ja,
		       meant->name.ja, said->name.en, meant->name.en, NULL);
}

static void
examine_names(const struct examination *at)
{
	for_each_region(at, examine_name);
}

void
regions_examine_names(const struct examination *at)
{
	for_each_present_scope(*at, examine_names);
}

static bool
has_region(const GPtrArray *regions, const char *name)
{
	for (guint i = 0; regions != NULL && i < regions->len; i++)
		if (g_strcmp0(((const struct region *)regions->pdata[i])->name.value, name) == 0)
			return true;
	return false;
}

void
regions_examine_sub_services(const struct examination *at)
{
	const struct statement_scope *stated = &at->application->statement.scope;
	const GPtrArray *services = stated->sub_services;

	EACH (const struct scope_entry, entry, services) {
		EACH (const struct text, region, entry->regions) {
			if (region->value != NULL && !has_region(stated->regions, region->value))
				REPORT(at, region->line, SCOPE "/sub-service/region",
				       entry->name.value == NULL ? "–" : entry->name.value,
				       region->value, NULL);
		}
	}
}

/* A function that is named twice on one side of the scope. */
static void
examine_twice(const struct examination *at)
{
	const struct statement_scope *stated = &at->application->statement.scope;
	const GPtrArray *const lists[] = { stated->sub_services, stated->outside_services };

	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

		for (guint k = 0; lists[i] != NULL && k < lists[i]->len; k++) {
			const struct text *name =
				&((const struct scope_entry *)lists[i]->pdata[k])->name;

			if (name->value != NULL && !g_hash_table_add(seen, (gpointer)name->value))
				REPORT(at, name->line,
				       i == 0 ? SCOPE "/sub-service" : SCOPE "/outside-service",
				       name->value, NULL);
		}
	}
}

void
regions_examine_twice(const struct examination *at)
{
	for_each_present_scope(*at, examine_twice);
}
