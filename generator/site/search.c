#include "site/search.h"

#include "site/dataset.h"
#include "site/present.h"
#include "site/provider.h"

/* All that a search looks at beside names and numbers. */
static char *
searched_text(const struct listing *listing)
{
	GString *text = g_string_new(listing->scope_overview.markdown);

	for (guint i = 0; i < listing->sub_services->len; i++) {
		const struct disclosed_entry *entry = listing->sub_services->pdata[i];

		g_string_append_c(text, '\n');
		g_string_append(text, entry->name);
		if (entry->note != NULL) {
			g_string_append_c(text, '\n');
			g_string_append(text, entry->note);
		}
	}
	return g_string_free(text, FALSE);
}

static void
write_scope_names(struct record *record, const GPtrArray *sub_services)
{
	record_open_list(record, "scope");
	for (guint i = 0; i < sub_services->len && i < SCOPE_NAMES_SHOWN; i++) {
		const struct disclosed_entry *entry = sub_services->pdata[i];

		record_text(record, NULL, entry->name);
	}
	record_close_list(record);
}

void
search_open(const struct public_register *public_register, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);

	record_open(&record, NULL);
	record_date(&record, "as_of", public_register->as_of);
	record_open_list(&record, "services");
}

void
search_render_entry(const struct disclosure *entry, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);
	const struct listing *listing = &entry->listing;
	g_autofree char *text = searched_text(listing);
	g_autofree char *provider_key = provider_key_of(entry);

	record_open(&record, NULL);
	record_text(&record, "number", entry->number);
	record_text(&record, "name", listing->name);
	record_text(&record, "name_reading", listing->name_reading);
	record_text(&record, "provider", listing->provider_name);
	record_text(&record, "provider_reading", listing->provider_reading);
	record_text(&record, "provider_key", provider_key);
	record_text(&record, "corporate_number", listing->corporate_number);
	record_date(&record, "registered_on", entry->registered_on);
	record_date(&record, "expires_on", entry->expires_on);
	dataset_write_statuses(&record, entry);
	write_scope_names(&record, listing->sub_services);
	record_number(&record, "scope_count", listing->sub_services->len);
	record_texts(&record, "regions", listing->regions);
	record_flag(&record, "excluded", listing->exclusions->len > 0);
	record_flag(&record, "improvement_plan", listing->improvement_plan);
	record_text(&record, "text", text);
	record_close(&record);
}

void
search_close(GString *out)
{
	g_string_append(out, "\n]}\n");
}
