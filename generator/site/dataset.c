#include "site/dataset.h"

#include "disclosure/words.h"

#include <string.h>

#define LICENCE "PDL1.0"
#define ROOT "register"

static void
write_scope_entries(struct record *record, const char *name, const GPtrArray *entries)
{
	record_open_list(record, name);
	for (guint i = 0; i < entries->len; i++) {
		const struct disclosed_entry *entry = entries->pdata[i];

		record_open(record, NULL);
		record_text(record, "name", entry->name);
		record_text(record, "note", entry->note);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_domains(struct record *record, const GPtrArray *domains)
{
	record_open_list(record, "domains");
	for (guint i = 0; i < domains->len; i++) {
		const struct disclosed_domain *domain = domains->pdata[i];

		record_open(record, NULL);
		record_text(record, "number", domain->number);
		record_text(record, "name", domain->name);
		record_text(record, "group", domain->group);
		record_number(record, "total", domain->total);
		record_texts(record, "implemented", domain->implemented);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_exclusions(struct record *record, const GPtrArray *exclusions)
{
	record_open_list(record, "exclusions");
	for (guint i = 0; i < exclusions->len; i++) {
		const struct disclosed_exclusion *exclusion = exclusions->pdata[i];

		record_open(record, NULL);
		record_text(record, "objective", exclusion->objective);
		record_text(record, "reason", exclusion->reason);
		record_close(record);
	}
	record_close_list(record);
}

void
dataset_write_statuses(struct record *record, const struct disclosure *entry)
{
	record_open_list(record, "statuses");
	for (guint i = 0; i < entry->statuses->len; i++) {
		const struct disclosed_status *status = entry->statuses->pdata[i];
		const struct state_term *term = &state_terms[status->state];

		record_open(record, NULL);
		record_text(record, "code", term->id);
		record_text(record, "label", term->ja);
		record_text(record, "label_en", term->en);
		record_text(record, "clause", term->clause);
		record_date(record, "since", status->since);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_changes(struct record *record, const char *name, const GPtrArray *changes)
{
	record_open_list(record, name);
	for (guint i = 0; i < changes->len; i++) {
		const struct disclosed_change *change = changes->pdata[i];

		record_open(record, NULL);
		record_number(record, "item", (unsigned)change->item);
		record_text(record, "label", change->label);
		record_text(record, "label_en", change->label_en);
		record_text(record, change->of_list ? "removed" : "before", change->before);
		record_text(record, change->of_list ? "added" : "after", change->after);
		if (date_is_set(change->on))
			record_date(record, "on", change->on);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_history(struct record *record, const GPtrArray *history)
{
	record_open_list(record, "history");
	for (guint i = 0; i < history->len; i++) {
		const struct disclosed_event *event = history->pdata[i];
		const struct word *word = &history_words[event->kind];

		record_open(record, NULL);
		record_text(record, "id", event->id);
		record_date(record, "on", event->on);
		record_text(record, "code", word->code);
		record_text(record, "label", word->ja);
		record_text(record, "label_en", word->en);
		record_text(record, "clause", word->clause);
		if (date_is_set(event->expires_on))
			record_date(record, "expires_on", event->expires_on);
		if (event->changes->len > 0)
			write_changes(record, "changes", event->changes);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_provider(struct record *record, const struct listing *listing)
{
	record_open(record, "provider");
	record_text(record, "name", listing->provider_name);
	record_text(record, "reading", listing->provider_reading);
	record_text(record, "corporate_number", listing->corporate_number);
	record_text(record, "address", listing->address);
	record_close(record);
}

static void
write_scope(struct record *record, const struct listing *listing)
{
	record_open(record, "statement_scope");
	record_text(record, "overview", listing->scope_overview.markdown);
	write_scope_entries(record, "sub_services", listing->sub_services);
	write_scope_entries(record, "outside_services", listing->outside_services);
	record_texts(record, "regions", listing->regions);
	record_close(record);
}

static void
write_objectives(struct record *record, const struct listing *listing)
{
	record_open(record, "control_objectives");
	record_text(record, "criteria_edition", listing->criteria_edition);
	record_number(record, "total", listing->objective_total);
	record_number(record, "implemented", listing->objective_implemented);
	write_exclusions(record, listing->exclusions);
	write_domains(record, listing->domains);
	record_close(record);
}

static void
write_audit_period(struct record *record, const struct listing *listing)
{
	record_open(record, "audit_period");
	record_date(record, "first_on", listing->audit_first_on);
	record_date(record, "last_on", listing->audit_last_on);
	record_close(record);
}

static void
write_disclosed_information(struct record *record, const struct listing *listing)
{
	record_open(record, "disclosed_information");
	record_text(record, "capital_and_officers", listing->capital_and_officers.markdown);
	record_text(record, "foreign_law_risk", listing->foreign_law_risk.markdown);
	record_text(record, "governing_law", listing->governing_law.markdown);
	record_text(record, "third_party_testing", listing->third_party_testing.markdown);
	record_close(record);
}

static void
write_entry(struct record *record, const struct public_register *public_register,
            const struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	g_autofree char *permalink =
		g_strconcat(public_register->base_url, "services/", entry->number, "/", NULL);

	record_open(record, "service");
	record_text(record, "number", entry->number);
	record_text(record, "permalink", permalink);
	record_text(record, "name", listing->name);
	record_text(record, "name_reading", listing->name_reading);
	record_text(record, "url", listing->url);
	write_provider(record, listing);
	record_date(record, "registered_on", entry->registered_on);
	record_date(record, "renewed_on", entry->renewed_on);
	record_date(record, "expires_on", entry->expires_on);
	dataset_write_statuses(record, entry);
	write_scope(record, listing);
	write_objectives(record, listing);
	write_audit_period(record, listing);
	record_text(record, "subsequent_events", listing->subsequent_events.markdown);
	record_flag(record, "improvement_plan", listing->improvement_plan);
	write_disclosed_information(record, listing);
	record_text(record, "special_notes", listing->special_notes.markdown);
	write_changes(record, "amendments", listing->amendments);
	write_history(record, entry->history);
	record_close(record);
}

void
dataset_render_entry(const struct public_register *public_register, const struct disclosure *entry,
                     enum record_format format, GString *out)
{
	struct record record = record_begin(out, format);

	write_entry(&record, public_register, entry);
}

/* What stands around entries. The day and the edition are of the whole list:
 * `dataset` is NULL around an entry that stands alone. */
static void
write_header(struct record *record, const struct public_register *public_register,
             const struct dataset *dataset)
{
	record_text(record, "title", public_register->title);
	record_text(record, "url", public_register->base_url);
	if (dataset != NULL) {
		record_date(record, "as_of", public_register->as_of);
		record_text(record, "edition", dataset->edition);
	}
	record_text(record, "licence", LICENCE);
	record_date(record, "rules_edition", public_register->rules_edition);
	record_flag(record, "sample", public_register->sample);
}

/* The root is not record_open()ed: in XML it has attributes and a line of its
 * own, and in JSON the entries stand each on a line. */
static struct record
open_document(GString *out, enum record_format format)
{
	struct record record = record_begin(out, format);

	if (format == RECORD_JSON)
		record_open(&record, ROOT);
	else
		g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		                     "<" ROOT " xmlns=\"" RECORD_NAMESPACE "\">\n");
	return record;
}

void
dataset_render_alone(const struct public_register *public_register, const struct disclosure *entry,
                     enum record_format format, GString *out)
{
	struct record record = open_document(out, format);

	write_header(&record, public_register, NULL);
	write_entry(&record, public_register, entry);
	g_string_append(out, format == RECORD_JSON ? "}\n" : "</" ROOT ">\n");
}

void
dataset_render_header(const struct public_register *public_register, GString *out)
{
	struct record record = open_document(out, RECORD_JSON);

	write_header(&record, public_register, NULL);
}

void
dataset_open(const struct dataset *dataset, const struct public_register *public_register,
             enum record_format format, GString *out)
{
	struct record record = open_document(out, format);

	write_header(&record, public_register, dataset);
	if (format == RECORD_JSON)
		record_open_list(&record, "services");
}

void
dataset_close(enum record_format format, GString *out)
{
	g_string_append(out, format == RECORD_JSON ? "\n]}\n" : "</" ROOT ">\n");
}

struct dataset *
dataset_new(const struct public_register *public_register)
{
	struct dataset *dataset = g_new0(struct dataset, 1);

	dataset->digests = g_malloc_n(MAX(1, public_register->entries->len), DIGEST_SIZE);
	return dataset;
}

void
dataset_digest_entries(struct dataset *dataset, const struct public_register *public_register,
                       guint first, guint end)
{
	g_autoptr(GString) json = g_string_new(NULL);

	for (guint i = first; i < end; i++) {
		g_string_truncate(json, 0);
		dataset_render_entry(public_register, public_register->entries->pdata[i],
		                     RECORD_JSON, json);
		digest_raw_of(json->str, json->len, dataset->digests[i]);
	}
}

void
dataset_finish(struct dataset *dataset, const struct public_register *public_register)
{
	AUTO(digest) edition = digest_new();
	g_autofree char *day = date_iso(public_register->as_of);

	digest_update_text(edition, day);
	digest_update(edition, dataset->digests, public_register->entries->len * DIGEST_SIZE);
	for (guint i = 0; i < public_register->removals->len; i++) {
		const struct disclosed_removal *removal = public_register->removals->pdata[i];

		digest_update(edition, "\n", 1);
		digest_update_text(edition, removal->number);
	}
	dataset->edition = digest_hex(edition);
}

void
dataset_free(struct dataset *dataset)
{
	if (dataset == NULL)
		return;
	g_free(dataset->digests);
	g_free(dataset->edition);
	g_free(dataset);
}
