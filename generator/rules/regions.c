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
	struct findings *findings;
	const struct service *service;
	const struct application *application;
	const char *file;
};

typedef void scope_rule(const struct listed_scope *scope, const struct statement_scope *stated);

static void
examine_one(struct listed_scope scope, const struct application *application, const char *file,
            scope_rule *examine)
{
	scope.application = application;
	scope.file = file;
	examine(&scope, &application->statement.scope);
}

/* Each scope on record. */
static void
for_each_scope(const struct rule *rule, const struct examination *examination,
               const struct service *service, scope_rule *examine)
{
	const struct listed_scope scope = { rule, examination->findings, service, NULL, NULL };

	if (service->carried_over.line > 0)
		examine_one(scope, &service->carried_over.application, service->file, examine);
	EACH (const struct application, application, service->applications)
		examine_one(scope, application, service->file, examine);
	EACH (const struct event, event, service->timeline)
		if (event->kind == EVENT_LISTING_CHANGE && event->form->changes != NULL)
			EACH (const struct listing_change, change, event->form->changes)
				if (strcmp(change->item->path, SCOPE) == 0)
					examine_one(scope, change->after, event->form->file,
					            examine);
}

/* The scope that is listed on the day, and those that are applied for. */
static void
for_each_present_scope(const struct rule *rule, const struct examination *examination,
                       const struct service *service, scope_rule *examine)
{
	const struct listed_scope scope = { rule, examination->findings, service, NULL, NULL };
	struct in_force in_force;
	struct status status;

	status_compute(service, examination->as_of, &status);
	if (status.listed) {
		in_force_on(service, &status, examination->as_of, &in_force);
		examine_one(scope, &in_force.application, in_force_file(&in_force, SCOPE), examine);
	}
	EACH (const struct application, application, service->applications)
		if (timeline_find(examination->now, application)->stage < STAGE_REGISTERED)
			examine_one(scope, application, service->file, examine);
}

static struct place
place_of(const struct listed_scope *scope, int line, const char *path)
{
	struct place place = place_in_application(scope->service, scope->application, line, path);

	place.file = scope->file;
	return place;
}

static struct place
place_of_region(const struct listed_scope *scope, const struct region *region)
{
	return place_of(scope, region->name.line, SCOPE "/region");
}

static void
examine_codes(const struct listed_scope *scope, const struct statement_scope *stated)
{
	EACH (const struct region, region, stated->regions) {
		const char *country = region->country.value, *prefecture = region->prefecture.value;
		g_autofree char *code = territory_code(country, prefecture);

		if ((country != NULL || prefecture != NULL) && territory_find(code) == NULL)
			findings_add(scope->findings, &scope->rule->message,
			             place_of_region(scope, region), region->name.value,
			             code == NULL ? prefecture : code, NULL);
	}
}

void
regions_examine_codes(const struct rule *rule, const struct examination *examination,
                      const struct service *service)
{
	for_each_scope(rule, examination, service, examine_codes);
}

/* 「country="JP" prefecture="13"」 */
static char *
attributes_of(const struct territory *territory)
{
	const char *code = territory == NULL ? "…" : territory->code, *dash = strchr(code, '-');

	return dash == NULL ? g_strdup_printf("country=\"%s\"", code)
	                    : g_strdup_printf("country=\"JP\" prefecture=\"%s\"", dash + 1);
}

static void
examine_missing(const struct listed_scope *scope, const struct statement_scope *stated)
{
	EACH (const struct region, region, stated->regions) {
		g_autofree char *attributes = attributes_of(territory_guess(region->name.value));

		if (region->country.value == NULL && region->prefecture.value == NULL)
			findings_add(scope->findings, &scope->rule->message,
			             place_of_region(scope, region), region->name.value, attributes,
			             NULL);
	}
}

void
regions_examine_missing(const struct rule *rule, const struct examination *examination,
                        const struct service *service)
{
	for_each_present_scope(rule, examination, service, examine_missing);
}

/* A country alone is right where one of its prefectures is meant, and the other way round. */
static void
examine_names(const struct listed_scope *scope, const struct statement_scope *stated)
{
	EACH (const struct region, region, stated->regions) {
		g_autofree char *code =
			territory_code(region->country.value, region->prefecture.value);
		const struct territory *said = territory_find(code);
		const struct territory *meant = territory_guess(region->name.value);

		if (said != NULL && meant != NULL && !g_str_has_prefix(meant->code, said->code) &&
		    !g_str_has_prefix(said->code, meant->code))
			findings_add(scope->findings, &scope->rule->message,
			             place_of_region(scope, region), region->name.value,
			             said->name.ja, meant->name.ja, said->name.en, meant->name.en,
			             NULL);
	}
}

void
regions_examine_names(const struct rule *rule, const struct examination *examination,
                      const struct service *service)
{
	for_each_present_scope(rule, examination, service, examine_names);
}

static bool
has_region(const struct statement_scope *stated, const char *name)
{
	EACH (const struct region, region, stated->regions)
		if (g_strcmp0(region->name.value, name) == 0)
			return true;
	return false;
}

static void
examine_sub_services(const struct listed_scope *scope, const struct statement_scope *stated)
{
	EACH (const struct scope_entry, entry, stated->sub_services)
		EACH (const struct text, region, entry->regions)
			if (!has_region(stated, region->value))
				findings_add(
					scope->findings, &scope->rule->message,
					place_of(scope, region->line, SCOPE "/sub-service/region"),
					entry->name.value, region->value, NULL);
}

void
regions_examine_sub_services(const struct rule *rule, const struct examination *examination,
                             const struct service *service)
{
	for_each_scope(rule, examination, service, examine_sub_services);
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
