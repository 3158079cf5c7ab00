/* Scopes on record are examined, of applications and of forms 9: their regions, and names that
 * stand there twice. */
#include "rules/regions.h"

#include "base/territory.h"
#include "history/in_force.h"
#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

#define SCOPE "statement/statement-scope"

/* A scope of the service: that of an application, or of what a form 9 leaves of one. */
struct listed_scope {
	const struct rule *rule;
	const struct examination *examination;
	const struct service *service;
	const struct application *application;
	const char *file;
};

typedef void scope_rule(const struct listed_scope *scope);
typedef void region_rule(const struct listed_scope *scope, const struct region *region);

/* Adds the finding at a line of the scope; `more` closes the holes of its message. */
static void
report(const struct listed_scope *scope, int line, const char *path, const char *name,
       const char *const more[4])
{
	struct place place = place_in_application(scope->service, scope->application, line, path);

	place.file = scope->file;
	findings_add(scope->examination->findings, &scope->rule->message, place, name, more[0],
	             more[1], more[2], more[3], NULL);
}

/* The scope that is listed on the day, and those that are applied for. */
static void
for_each_present_scope(struct listed_scope scope, scope_rule *examine)
{
	const struct service *service = scope.service;
	struct date as_of = scope.examination->as_of;
	struct in_force in_force;
	struct status status;

	status_compute(service, as_of, &status);
	if (status.listed) {
		in_force_on(service, &status, as_of, &in_force);
		scope.application = &in_force.application;
		scope.file = in_force_file(&in_force, SCOPE);
		examine(&scope);
	}
	scope.file = service->file;
	for (guint i = 0; i < service->applications->len; i++) {
		scope.application = service->applications->pdata[i];
		if (timeline_find(scope.examination->now, scope.application)->stage <
		    STAGE_REGISTERED)
			examine(&scope);
	}
}

static void
for_each_region(const struct listed_scope *scope, region_rule *examine)
{
	const GPtrArray *regions = scope->application->statement.scope.regions;

	for (guint i = 0; regions != NULL && i < regions->len; i++)
		if (((const struct region *)regions->pdata[i])->name.value != NULL)
			examine(scope, regions->pdata[i]);
}

static void
examine_code(const struct listed_scope *scope, const struct region *region)
{
	const char *country = region->country.value, *prefecture = region->prefecture.value;
	g_autofree char *code = territory_code(country, prefecture);

	if ((country != NULL || prefecture != NULL) && territory_find(code) == NULL)
		report(scope, region->name.line, SCOPE "/region", region->name.value,
		       (const char *const[4]){ code == NULL ? prefecture : code });
}

void
regions_examine_codes(const struct rule *rule, const struct examination *examination,
                      const struct service *service, const struct application *application)
{
	const struct listed_scope scope = { rule, examination, service, application,
		                            service->file };

	for_each_region(&scope, examine_code);
}

/* 「country="JP" prefecture="13"」 */
static char *
attributes_of(const struct territory *territory)
{
	const char *dash = territory == NULL ? NULL : strchr(territory->code, '-');

	if (territory == NULL)
		return g_strdup("country=\"…\"");
	return dash == NULL ? g_strdup_printf("country=\"%s\"", territory->code)
	                    : g_strdup_printf("country=\"JP\" prefecture=\"%s\"", dash + 1);
}

static void
examine_missing_code(const struct listed_scope *scope, const struct region *region)
{
	g_autofree char *attributes = attributes_of(territory_guess(region->name.value));

	if (region->country.value == NULL && region->prefecture.value == NULL)
		report(scope, region->name.line, SCOPE "/region", region->name.value,
		       (const char *const[4]){ attributes });
}

static void
examine_missing(const struct listed_scope *scope)
{
	for_each_region(scope, examine_missing_code);
}

void
regions_examine_missing(const struct rule *rule, const struct examination *examination,
                        const struct service *service)
{
	for_each_present_scope((struct listed_scope){ rule, examination, service, NULL, NULL },
	                       examine_missing);
}

/* A country alone is right where one of its prefectures is meant, and the other way round. */
static void
examine_name(const struct listed_scope *scope, const struct region *region)
{
	g_autofree char *code = territory_code(region->country.value, region->prefecture.value);
	const struct territory *said = territory_find(code);
	const struct territory *meant = territory_guess(region->name.value);

	if (said != NULL && meant != NULL && !g_str_has_prefix(meant->code, said->code) &&
	    !g_str_has_prefix(said->code, meant->code))
		report(scope, region->name.line, SCOPE "/region", region->name.value,
		       (const char *const[4]){ said->name.ja, meant->name.ja, said->name.en,
		                               meant->name.en });
}

static void
examine_names(const struct listed_scope *scope)
{
	for_each_region(scope, examine_name);
}

void
regions_examine_names(const struct rule *rule, const struct examination *examination,
                      const struct service *service)
{
	for_each_present_scope((struct listed_scope){ rule, examination, service, NULL, NULL },
	                       examine_names);
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
regions_examine_sub_services(const struct rule *rule, const struct examination *examination,
                             const struct service *service, const struct application *application)
{
	const struct listed_scope scope = { rule, examination, service, application,
		                            service->file };
	const struct statement_scope *stated = &application->statement.scope;
	const GPtrArray *services = stated->sub_services;

	for (guint i = 0; services != NULL && i < services->len; i++) {
		const struct scope_entry *entry = services->pdata[i];

		for (guint k = 0; entry->regions != NULL && k < entry->regions->len; k++) {
			const struct text *region = entry->regions->pdata[k];

			if (region->value != NULL && !has_region(stated->regions, region->value))
				report(&scope, region->line, SCOPE "/sub-service/region",
				       entry->name.value == NULL ? "–" : entry->name.value,
				       (const char *const[4]){ region->value });
		}
	}
}

/* A function that is named twice on one side of the scope. */
static void
examine_twice(const struct listed_scope *scope)
{
	const struct statement_scope *stated = &scope->application->statement.scope;
	const GPtrArray *const lists[] = { stated->sub_services, stated->outside_services };

	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

		for (guint k = 0; lists[i] != NULL && k < lists[i]->len; k++) {
			const struct text *name =
				&((const struct scope_entry *)lists[i]->pdata[k])->name;

			if (name->value != NULL && !g_hash_table_add(seen, (gpointer)name->value))
				report(scope, name->line,
				       i == 0 ? SCOPE "/sub-service" : SCOPE "/outside-service",
				       name->value, (const char *const[4]){ NULL });
		}
	}
}

void
regions_examine_twice(const struct rule *rule, const struct examination *examination,
                      const struct service *service)
{
	for_each_present_scope((struct listed_scope){ rule, examination, service, NULL, NULL },
	                       examine_twice);
}
