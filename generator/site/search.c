/* The search on the front page looks at this: first at names, then at readings and all that is said. */
#include "site/search.h"

#include "base/territory.h"
#include "site/dataset.h"

#include <string.h>

/* Items with what is said of them; a note that there is not is left out. */
static void
write_items(struct record *record, const char *name, const GPtrArray *items)
{
	record_open_list(record, name);
	EACH (const struct disclosed_entry, item, items) {
		record_open(record, NULL);
		record_text(record, "name", item->name);
		if (item->note != NULL)
			record_text(record, "note", item->note);
		if (item->regions != NULL && item->regions->len > 0)
			record_texts(record, "regions", item->regions);
		record_close(record);
	}
	record_close_list(record);
}

/* Each a list of its name, country and prefecture. */
static void
write_regions(struct record *record, const GPtrArray *regions)
{
	record_open_list(record, "regions");
	EACH (const struct disclosed_region, region, regions) {
		record_open_list(record, NULL);
		record_text(record, "name", region->name);
		record_text(record, "country", region->country);
		record_text(record, "prefecture", region->prefecture);
		record_close_list(record);
	}
	record_close_list(record);
}

static int
compare_territories(gconstpointer a, gconstpointer b)
{
	return territory_compare(*(const struct territory *const *)a,
	                         *(const struct territory *const *)b);
}

static void
add_territory(GPtrArray *territories, const char *code)
{
	const struct territory *territory = territory_find(code);

	if (territory != NULL && !g_ptr_array_find(territories, territory, NULL))
		g_ptr_array_add(territories, (gpointer)territory);
}

/* What the countries and prefectures that occur are called, in their order. */
static void
write_territories(struct record *record, const GPtrArray *entries)
{
	g_autoptr(GPtrArray) territories = g_ptr_array_new();

	EACH (const struct disclosure, entry, entries)
		EACH (const char, code, entry->listing.territories) {
			g_autofree char *country = g_strndup(code, strcspn(code, "-"));

			add_territory(territories, country);
			add_territory(territories, code);
		}
	g_ptr_array_sort(territories, compare_territories);
	record_open(record, "territories");
	EACH (const struct territory, territory, territories) {
		record_open(record, territory->code);
		record_text(record, "ja", territory->name.ja);
		record_text(record, "en", territory->name.en);
		record_close(record);
	}
	record_close(record);
}

void
search_open(const struct public_register *public_register, const struct dataset *dataset,
            GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);

	record_open(&record, NULL);
	dataset_write_day(dataset, public_register, &record);
	write_territories(&record, public_register->entries);
	record_open(&record, "categories");
	EACH (const struct disclosed_category, category, public_register->categories) {
		record_open(&record, category->id);
		record_text(&record, "ja", category->name);
		record_text(&record, "en", category->name_en);
		record_close(&record);
	}
	record_close(&record);
	record_open_list(&record, "services");
}

void
search_render_entry(const struct disclosure *entry, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);
	const struct listing *listing = &entry->listing;
	const struct disclosed_additions *added = &entry->additions;

	/* Members without their names, which search.js knows in this order. */
	record_open_list(&record, "services");
	record_text(&record, "number", entry->number);
	record_text(&record, "name", listing->name);
	record_text(&record, "provider", listing->provider_name);
	record_text(&record, "provider_key", entry->provider_key);
	record_number(&record, "name_rank", entry->name_rank);
	record_number(&record, "provider_rank", entry->provider_rank);
	record_texts(&record, "former_names", entry->former_names);
	record_date(&record, "registered_on", entry->registered_on);
	record_date(&record, "expires_on", entry->expires_on);
	dataset_write_statuses(&record, entry);
	record_text(&record, "english_name", added->english_name);
	record_text(&record, "provider_english_name", added->provider_english_name);
	record_texts(&record, "aliases", added->aliases);
	record_texts(&record, "abbreviations", added->abbreviations);
	record_texts(&record, "models", added->service_models);
	record_texts(&record, "categories", added->category_ids);
	write_regions(&record, listing->regions);
	record_flag(&record, "excluded", listing->exclusions->len > 0);
	record_flag(&record, "improvement_plan", listing->improvement_plan);
	record_close_list(&record);
}

void
search_render_scope(const struct disclosure *entry, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);
	const struct listing *listing = &entry->listing;

	record_open(&record, NULL);
	record_text(&record, "number", entry->number);
	record_text(&record, "name_reading", listing->name_reading);
	record_text(&record, "provider_reading", listing->provider_reading);
	write_items(&record, "inside", listing->sub_services);
	write_items(&record, "outside", listing->outside_services);
	record_text(&record, "overview", listing->scope_overview);
	record_close(&record);
}

void
search_close(GString *out)
{
	g_string_append(out, "\n]}\n");
}
