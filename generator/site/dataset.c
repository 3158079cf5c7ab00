#include "site/dataset.h"

#include "site/present.h"
#include "site/provider.h"
#include "site/words.h"

#include <jansson.h>
#include <stdlib.h>

#define LICENCE "PDL1.0"

/* Takes the object and `value` over. NULL stands for null. */
static void
set_text(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, text == NULL ? json_null() : json_string(text));
}

static void
set_date(json_t *object, const char *name, struct date date)
{
	g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;

	set_text(object, name, iso);
}

static json_t *
strings_json(const GPtrArray *strings)
{
	json_t *array = json_array();

	for (guint i = 0; i < strings->len; i++)
		json_array_append_new(array, json_string(strings->pdata[i]));
	return array;
}

static json_t *
entries_json(const GPtrArray *entries)
{
	json_t *array = json_array();

	for (guint i = 0; i < entries->len; i++) {
		const struct disclosed_entry *entry = entries->pdata[i];
		json_t *object = json_object();

		set_text(object, "name", entry->name);
		set_text(object, "note", entry->note);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
domains_json(const GPtrArray *domains)
{
	json_t *array = json_array();

	for (guint i = 0; i < domains->len; i++) {
		const struct disclosed_domain *domain = domains->pdata[i];
		json_t *object = json_object();

		set_text(object, "number", domain->number);
		set_text(object, "name", domain->name);
		set_text(object, "group", domain->group);
		json_object_set_new(object, "total", json_integer(domain->total));
		json_object_set_new(object, "implemented", strings_json(domain->implemented));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
exclusions_json(const GPtrArray *exclusions)
{
	json_t *array = json_array();

	for (guint i = 0; i < exclusions->len; i++) {
		const struct disclosed_exclusion *exclusion = exclusions->pdata[i];
		json_t *object = json_object();

		set_text(object, "objective", exclusion->objective);
		set_text(object, "reason", exclusion->reason);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
statuses_json(const GPtrArray *statuses)
{
	json_t *array = json_array();

	for (guint i = 0; i < statuses->len; i++) {
		const struct disclosed_status *status = statuses->pdata[i];
		const struct state_term *term = &state_terms[status->state];
		json_t *object = json_object();

		set_text(object, "code", term->id);
		set_text(object, "label", term->ja);
		set_text(object, "label_en", term->en);
		set_text(object, "clause", term->clause);
		set_date(object, "since", status->since);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
changes_json(const GPtrArray *changes)
{
	json_t *array = json_array();

	for (guint i = 0; i < changes->len; i++) {
		const struct disclosed_change *change = changes->pdata[i];
		json_t *object = json_object();

		json_object_set_new(object, "item", json_integer(change->item));
		set_text(object, "label", change->label);
		set_text(object, "label_en", change->label_en);
		set_text(object, change->of_list ? "removed" : "before", change->before);
		set_text(object, change->of_list ? "added" : "after", change->after);
		if (date_is_set(change->on))
			set_date(object, "on", change->on);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
history_json(const GPtrArray *history)
{
	json_t *array = json_array();

	for (guint i = 0; i < history->len; i++) {
		const struct disclosed_event *event = history->pdata[i];
		const struct word *word = &history_words[event->kind];
		json_t *object = json_object();

		set_text(object, "id", event->id);
		set_date(object, "on", event->on);
		set_text(object, "code", word->code);
		set_text(object, "label", word->ja);
		set_text(object, "label_en", word->en);
		set_text(object, "clause", word->clause);
		if (date_is_set(event->expires_on))
			set_date(object, "expires_on", event->expires_on);
		if (event->changes->len > 0)
			json_object_set_new(object, "changes", changes_json(event->changes));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *
provider_json(const struct listing *listing)
{
	json_t *object = json_object();

	set_text(object, "name", listing->provider_name);
	set_text(object, "reading", listing->provider_reading);
	set_text(object, "corporate_number", listing->corporate_number);
	set_text(object, "address", listing->address);
	return object;
}

static json_t *
scope_json(const struct listing *listing)
{
	json_t *object = json_object();

	set_text(object, "overview", listing->scope_overview.markdown);
	json_object_set_new(object, "sub_services", entries_json(listing->sub_services));
	json_object_set_new(object, "outside_services", entries_json(listing->outside_services));
	json_object_set_new(object, "regions", strings_json(listing->regions));
	return object;
}

static json_t *
objectives_json(const struct listing *listing)
{
	json_t *object = json_object();

	set_text(object, "criteria_edition", listing->criteria_edition);
	json_object_set_new(object, "total", json_integer(listing->objective_total));
	json_object_set_new(object, "implemented", json_integer(listing->objective_implemented));
	json_object_set_new(object, "exclusions", exclusions_json(listing->exclusions));
	json_object_set_new(object, "domains", domains_json(listing->domains));
	return object;
}

static json_t *
audit_period_json(const struct listing *listing)
{
	json_t *object = json_object();

	set_date(object, "first_on", listing->audit_first_on);
	set_date(object, "last_on", listing->audit_last_on);
	return object;
}

static json_t *
disclosed_information_json(const struct listing *listing)
{
	json_t *object = json_object();

	set_text(object, "capital_and_officers", listing->capital_and_officers.markdown);
	set_text(object, "foreign_law_risk", listing->foreign_law_risk.markdown);
	set_text(object, "governing_law", listing->governing_law.markdown);
	set_text(object, "third_party_testing", listing->third_party_testing.markdown);
	return object;
}

static json_t *
entry_json(const struct public_register *public_register, const struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	json_t *object = json_object();
	g_autofree char *permalink =
		g_strdup_printf("%sservices/%s/", public_register->base_url, entry->number);

	set_text(object, "number", entry->number);
	set_text(object, "permalink", permalink);
	set_text(object, "name", listing->name);
	set_text(object, "name_reading", listing->name_reading);
	set_text(object, "url", listing->url);
	json_object_set_new(object, "provider", provider_json(listing));
	set_date(object, "registered_on", entry->registered_on);
	set_date(object, "renewed_on", entry->renewed_on);
	set_date(object, "expires_on", entry->expires_on);
	json_object_set_new(object, "statuses", statuses_json(entry->statuses));
	json_object_set_new(object, "statement_scope", scope_json(listing));
	json_object_set_new(object, "control_objectives", objectives_json(listing));
	json_object_set_new(object, "audit_period", audit_period_json(listing));
	set_text(object, "subsequent_events", listing->subsequent_events.markdown);
	json_object_set_new(object, "improvement_plan", json_boolean(listing->improvement_plan));
	json_object_set_new(object, "disclosed_information", disclosed_information_json(listing));
	set_text(object, "special_notes", listing->special_notes.markdown);
	json_object_set_new(object, "amendments", changes_json(listing->amendments));
	json_object_set_new(object, "history", history_json(entry->history));
	return object;
}

/* Takes `json` over. The caller frees with free(). */
static char *
dump(json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);

	g_assert(text != NULL);
	json_decref(json);
	return text;
}

/* What stands around the services: the day, the edition, the licence. */
static json_t *
header_json(const struct dataset *dataset, const struct public_register *public_register)
{
	json_t *object = json_object();

	set_text(object, "title", public_register->title);
	set_text(object, "url", public_register->base_url);
	set_date(object, "as_of", public_register->as_of);
	set_text(object, "edition", dataset->edition);
	set_text(object, "licence", LICENCE);
	set_date(object, "rules_edition", public_register->rules_edition);
	json_object_set_new(object, "sample", json_boolean(public_register->sample));
	return object;
}

static char *
edition_of(const struct dataset *dataset, const struct public_register *public_register)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *day = date_iso(public_register->as_of);

	g_checksum_update(checksum, (const guchar *)day, -1);
	for (guint i = 0; i < dataset->entries->len; i++) {
		g_checksum_update(checksum, (const guchar *)"\n", 1);
		g_checksum_update(checksum, dataset->entries->pdata[i], -1);
	}
	for (guint i = 0; i < public_register->removals->len; i++) {
		const struct disclosed_removal *removal = public_register->removals->pdata[i];

		g_checksum_update(checksum, (const guchar *)"\n", 1);
		g_checksum_update(checksum, (const guchar *)removal->number, -1);
	}
	return g_strdup(g_checksum_get_string(checksum));
}

struct dataset *
dataset_new(const struct public_register *public_register)
{
	struct dataset *dataset = g_new0(struct dataset, 1);

	dataset->entries = g_ptr_array_new_with_free_func(free);
	for (guint i = 0; i < public_register->entries->len; i++)
		g_ptr_array_add(
			dataset->entries,
			dump(entry_json(public_register, public_register->entries->pdata[i])));
	dataset->edition = edition_of(dataset, public_register);
	return dataset;
}

void
dataset_free(struct dataset *dataset)
{
	if (dataset == NULL)
		return;
	g_ptr_array_unref(dataset->entries);
	g_free(dataset->edition);
	g_free(dataset);
}

/* Appends the header as JSON, open for one more member `name`. */
static void
open_header(const struct dataset *dataset, const struct public_register *public_register,
            const char *name, GString *out)
{
	char *header = dump(header_json(dataset, public_register));

	g_string_append(out, header);
	free(header);
	g_string_truncate(out, out->len - 1);
	g_string_append_printf(out, ",\"%s\":", name);
}

void
dataset_render_json(const struct dataset *dataset, const struct public_register *public_register,
                    GString *out)
{
	open_header(dataset, public_register, "services", out);
	g_string_append_c(out, '[');
	for (guint i = 0; i < dataset->entries->len; i++)
		g_string_append_printf(out, "%s\n%s", i > 0 ? "," : "",
		                       (const char *)dataset->entries->pdata[i]);
	g_string_append(out, "\n]}\n");
}

void
dataset_render_json_lines(const struct dataset *dataset, GString *out)
{
	for (guint i = 0; i < dataset->entries->len; i++) {
		g_string_append(out, dataset->entries->pdata[i]);
		g_string_append_c(out, '\n');
	}
}

void
dataset_render_entry(const struct dataset *dataset, const struct public_register *public_register,
                     guint index, GString *out)
{
	open_header(dataset, public_register, "service", out);
	g_string_append(out, dataset->entries->pdata[index]);
	g_string_append(out, "}\n");
}

/* All that a search looks at beside names and numbers. */
static char *
searched_text(const struct listing *listing)
{
	GString *text = g_string_new(listing->scope_overview.markdown);

	for (guint i = 0; i < listing->sub_services->len; i++) {
		const struct disclosed_entry *entry = listing->sub_services->pdata[i];

		g_string_append_printf(text, "\n%s", entry->name);
		if (entry->note != NULL)
			g_string_append_printf(text, "\n%s", entry->note);
	}
	return g_string_free(text, FALSE);
}

static json_t *
scope_names_json(const GPtrArray *sub_services)
{
	json_t *array = json_array();

	for (guint i = 0; i < sub_services->len && i < SCOPE_NAMES_SHOWN; i++) {
		const struct disclosed_entry *entry = sub_services->pdata[i];

		json_array_append_new(array, json_string(entry->name));
	}
	return array;
}

static json_t *
search_json(const struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	json_t *object = json_object();
	g_autofree char *text = searched_text(listing);
	g_autofree char *provider_key = provider_key_of(entry);

	set_text(object, "number", entry->number);
	set_text(object, "name", listing->name);
	set_text(object, "name_reading", listing->name_reading);
	set_text(object, "provider", listing->provider_name);
	set_text(object, "provider_reading", listing->provider_reading);
	set_text(object, "provider_key", provider_key);
	set_text(object, "corporate_number", listing->corporate_number);
	set_date(object, "registered_on", entry->registered_on);
	set_date(object, "expires_on", entry->expires_on);
	json_object_set_new(object, "statuses", statuses_json(entry->statuses));
	json_object_set_new(object, "scope", scope_names_json(listing->sub_services));
	json_object_set_new(object, "scope_count", json_integer(listing->sub_services->len));
	json_object_set_new(object, "regions", strings_json(listing->regions));
	json_object_set_new(object, "excluded", json_boolean(listing->exclusions->len > 0));
	json_object_set_new(object, "improvement_plan", json_boolean(listing->improvement_plan));
	set_text(object, "text", text);
	return object;
}

void
dataset_render_search(const struct public_register *public_register, GString *out)
{
	g_autofree char *day = date_iso(public_register->as_of);

	g_string_append_printf(out, "{\"as_of\":\"%s\",\"services\":[", day);
	for (guint i = 0; i < public_register->entries->len; i++) {
		char *entry = dump(search_json(public_register->entries->pdata[i]));

		g_string_append_printf(out, "%s\n%s", i > 0 ? "," : "", entry);
		free(entry);
	}
	g_string_append(out, "\n]}\n");
}
