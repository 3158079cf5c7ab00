#include "disclosure/disclosure_listing.h"

#include "disclosure/listing.h"
#include "registry/field.h"

/* What is said of a service on a day, and where findings about it point. */
struct source {
	const struct service *service;
	const struct in_force *in_force;
};

static struct prose
prose_in(const struct source *source, const struct text *text, const char *file, const char *path)
{
	const struct field *field = listing_field(path);
	const struct place place = {
		.file = file,
		.line = text->line,
		.record = source->service->id.value,
		.field_ja = field->ja,
		.field_en = field->name,
	};

	return (struct prose){ text->value, place };
}

static struct prose
prose_of(const struct source *source, const struct text *text, const char *path)
{
	return prose_in(source, text, in_force_file(source->in_force, path), path);
}

/* How many there are; none where a fault of the file left no list. What lacks
 * its text is passed over below: its finding stops the run anyway. */
static guint
length_of(const GPtrArray *array)
{
	return array == NULL ? 0 : array->len;
}

static GPtrArray *
entries_of(const GPtrArray *scope_entries, struct pool *pool)
{
	GPtrArray *entries = g_ptr_array_new();

	for (guint i = 0; i < length_of(scope_entries); i++) {
		const struct scope_entry *scope_entry = scope_entries->pdata[i];
		struct disclosed_entry *entry;

		if (scope_entry->name.value == NULL)
			continue;
		entry = pool_block(pool, sizeof(*entry));
		entry->name = scope_entry->name.value;
		entry->note = scope_entry->note.value;
		g_ptr_array_add(entries, entry);
	}
	return pool_freeze(pool, entries);
}

static GPtrArray *
regions_of(const GPtrArray *texts, struct pool *pool)
{
	GPtrArray *regions = g_ptr_array_new();

	for (guint i = 0; i < length_of(texts); i++) {
		const struct text *region = texts->pdata[i];

		if (region->value != NULL)
			g_ptr_array_add(regions, (char *)region->value);
	}
	return pool_freeze(pool, regions);
}

static GPtrArray *
exclusions_of(const GPtrArray *stated, struct pool *pool)
{
	GPtrArray *exclusions = g_ptr_array_new();

	for (guint i = 0; i < length_of(stated); i++) {
		const struct exclusion *exclusion = stated->pdata[i];
		struct disclosed_exclusion *disclosed;

		if (exclusion->objective.value == NULL || exclusion->reason.value == NULL)
			continue;
		disclosed = pool_block(pool, sizeof(*disclosed));
		disclosed->objective = exclusion->objective.value;
		disclosed->reason = exclusion->reason.value;
		g_ptr_array_add(exclusions, disclosed);
	}
	return pool_freeze(pool, exclusions);
}

/* Item (7): the objectives by domain, as far as the criteria know them. */
static void
fill_objectives(struct listing *listing, struct objectives *objectives,
                const struct control_objectives *stated, struct pool *pool)
{
	const struct disclosed_objectives *found = objectives_find(objectives, stated);

	listing->criteria_edition = stated->edition.value;
	listing->exclusions = exclusions_of(stated->exclusions, pool);
	listing->domains = found->domains;
	listing->objective_total = found->total;
	listing->objective_implemented = found->implemented;
}

static void
fill_scope(struct listing *listing, const struct source *source,
           const struct statement_scope *scope, struct pool *pool)
{
	listing->scope_overview =
		prose_of(source, &scope->overview, "statement/statement-scope/overview");
	listing->sub_services = entries_of(scope->sub_services, pool);
	listing->outside_services = entries_of(scope->outside_services, pool);
	listing->regions = regions_of(scope->regions, pool);
}

static void
fill_disclosed_information(struct listing *listing, const struct source *source,
                           const struct disclosed_information *disclosed)
{
	listing->capital_and_officers = prose_of(source, &disclosed->capital_and_officers,
	                                         "disclosed-information/capital-and-officers");
	listing->foreign_law_risk = prose_of(source, &disclosed->foreign_law_risk,
	                                     "disclosed-information/foreign-law-risk");
	listing->governing_law =
		prose_of(source, &disclosed->governing_law, "disclosed-information/governing-law");
	listing->third_party_testing = prose_of(source, &disclosed->third_party_testing,
	                                        "disclosed-information/third-party-testing");
}

struct listing
listing_disclose(struct objectives *objectives, const struct service *service,
                 const struct in_force *in_force, struct pool *pool)
{
	const struct source here = { service, in_force };
	const struct source *source = &here;
	const struct application *application = &in_force->application;
	const struct applicant *applicant = &application->applicant;
	const struct statement *statement = &application->statement;
	struct listing listing = {
		.name = statement->service_name.value,
		.name_reading = statement->service_reading.value,
		.url = statement->service_url.value,
		.provider_name = applicant->name.value,
		.provider_reading = applicant->reading.value,
		.corporate_number = applicant->corporate_number.value,
		.address = applicant->address.value,
		.audit_first_on = statement->audit_period.first_on.on,
		.audit_last_on = statement->audit_period.last_on.on,
		.subsequent_events = prose_of(source, &statement->subsequent_events,
		                              "statement/subsequent-events"),
		.improvement_plan = application->improvement_plan.line != 0,
		.special_notes = prose_in(source, &in_force->special_notes,
		                          in_force->special_notes_file, "statement/special-notes"),
		.amendments = pool_empty(pool),
	};

	fill_scope(&listing, source, &statement->scope, pool);
	fill_objectives(&listing, objectives, &statement->objectives, pool);
	fill_disclosed_information(&listing, source, &application->disclosed);
	return listing;
}
