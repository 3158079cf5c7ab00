#include "disclosure/disclosure_listing.h"

#include "disclosure/listing.h"
#include "disclosure/words.h"
#include "history/status.h"
#include "registry/field.h"
#include "registry/form.h"

#include <string.h>

/* Where a field below <application> stands, for findings. */
static struct place
place_of(const struct service *service, const struct text *text, const char *path)
{
	const struct field *field = listing_field(path);

	return (struct place){
		.file = service->file,
		.line = text->line,
		.record = service->id.value,
		.field_ja = field->ja,
		.field_en = field->name,
	};
}

static struct prose
prose_of(const struct service *service, const struct text *text, const char *path)
{
	return (struct prose){ text->value, place_of(service, text, path) };
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
fill_scope(struct listing *listing, const struct service *service,
           const struct statement_scope *scope, struct pool *pool)
{
	listing->scope_overview =
		prose_of(service, &scope->overview, "statement/statement-scope/overview");
	listing->sub_services = entries_of(scope->sub_services, pool);
	listing->outside_services = entries_of(scope->outside_services, pool);
	listing->regions = regions_of(scope->regions, pool);
}

static void
fill_disclosed_information(struct listing *listing, const struct service *service,
                           const struct disclosed_information *disclosed)
{
	listing->capital_and_officers = prose_of(service, &disclosed->capital_and_officers,
	                                         "disclosed-information/capital-and-officers");
	listing->foreign_law_risk = prose_of(service, &disclosed->foreign_law_risk,
	                                     "disclosed-information/foreign-law-risk");
	listing->governing_law =
		prose_of(service, &disclosed->governing_law, "disclosed-information/governing-law");
	listing->third_party_testing = prose_of(service, &disclosed->third_party_testing,
	                                        "disclosed-information/third-party-testing");
}

struct listing
listing_disclose(struct objectives *objectives, const struct service *service,
                 const struct application *application, struct pool *pool)
{
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
		.subsequent_events = prose_of(service, &statement->subsequent_events,
		                              "statement/subsequent-events"),
		.improvement_plan = application->improvement_plan.line != 0,
		.special_notes =
			prose_of(service, &statement->special_notes, "statement/special-notes"),
		.amendments = pool_empty(pool),
	};

	fill_scope(&listing, service, &statement->scope, pool);
	fill_objectives(&listing, objectives, &statement->objectives, pool);
	fill_disclosed_information(&listing, service, &application->disclosed);
	return listing;
}

/* 有 or 無, as a form writes it; false where it is neither. */
static bool
presence_of(const char *text, bool *present)
{
	for (int i = 0; i < 2; i++) {
		if (g_strcmp0(text, presence_words[i].ja) == 0) {
			*present = i == 1;
			return true;
		}
	}
	return false;
}

/* Puts the new text of a form into a part. False where it does not fit: the
 * form says in words what the part holds as structure. */
static bool
replace_part(struct listing *listing, const struct listing_part *part, const char *text,
             struct place place)
{
	void *member = (char *)listing + part->offset;

	switch (part->kind) {
	case PART_TEXT:
		*(const char **)member = text;
		return text != NULL;
	case PART_PROSE:
		*(struct prose *)member = (struct prose){ text, place };
		return true;
	case PART_FLAG:
		return presence_of(text, member);
	default:
		return false;
	}
}

/* The array is shared by the listings of other days: a new one is made. */
static void
amend(struct listing *listing, struct disclosed_change *change, struct pool *pool)
{
	GPtrArray *amendments = g_ptr_array_new();

	for (guint i = 0; i < listing->amendments->len; i++)
		g_ptr_array_add(amendments, listing->amendments->pdata[i]);
	g_ptr_array_add(amendments, change);
	listing->amendments = pool_freeze(pool, amendments);
}

static int
item_of(const char *name)
{
	static const struct {
		const char *name;
		int item;
	} structured[] = { { "statement-scope", 6 }, { "control-objectives", 7 } };

	for (gsize i = 0; i < G_N_ELEMENTS(structured); i++)
		if (g_strcmp0(structured[i].name, name) == 0)
			return structured[i].item;
	return 0;
}

static void
apply_change(struct listing *listing, const struct service *service, const struct form *form,
             const struct xml_node *node, struct pool *pool, GPtrArray *changes)
{
	const char *name = form_node_text(node, "item");
	const char *text = form_node_text(node, "new");
	const struct listing_part *part = name == NULL ? NULL : listing_part_find(name);
	struct disclosed_change *change = pool_block(pool, sizeof(*change));
	struct place place = { .file = form->file,
		               .line = node->line,
		               .record = service->id.value };

	change->on = status_change_day(form);
	change->after = text;
	change->item = part != NULL ? part->item : item_of(name);
	if (change->item == 0)
		return;
	if (part != NULL) {
		place.field_ja = listing_field(part->path)->ja;
		place.field_en = listing_field(part->path)->name;
		change->label = place.field_ja;
		change->label_en = listing_field(part->path)->en;
		change->before = pool_take(pool, listing_part_text(listing, part));
	} else {
		change->label = item_words[change->item].ja;
		change->label_en = item_words[change->item].en;
		change->before = form_node_text(node, "old");
	}
	if (part == NULL || !replace_part(listing, part, text, place))
		amend(listing, change, pool);
	g_ptr_array_add(changes, change);
}

void
listing_apply_form(struct listing *listing, const struct service *service, const struct form *form,
                   struct pool *pool, GPtrArray *changes)
{
	const struct xml_node *node = form_first(form->body, "change");

	for (; node != NULL; node = form_next(node))
		apply_change(listing, service, form, node, pool, changes);
}
