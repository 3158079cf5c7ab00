/* The values by which the list can be narrowed are gathered from the entries. */
#include "site/facet.h"

#include "base/digest.h"
#include "base/reading.h"
#include "base/territory.h"
#include "site/present.h"

#include <string.h>

#define REGION_SLUG_LENGTH 12

const struct word facet_words[FACET_KINDS] = {
	[FACET_KANA] = { "kana", "名称の五十音", "Name", NULL },
	[FACET_PROVIDER] = { "provider", "事業者", "Provider", NULL },
	[FACET_STATUS] = { "status", "状態", "Status", NULL },
	[FACET_REGION] = { "region", "国・都道府県", "Country or prefecture", NULL },
	[FACET_EXPIRY] = { "expiry", "有効期限の月", "Month of expiry", NULL },
	[FACET_CATEGORY] = { "category", "分類", "Category", NULL },
	[FACET_MODEL] = { "model", "サービスの形態", "Service model", NULL },
};

/* The rows of the 五十音, by code; names in Latin letters have one more. */
#define LATIN "latin"
static const struct kana_row {
	struct word word;
	const char *kana; /* all that the row's words begin with */
} kana_rows[] = {
	{ { "a", "あ行", "A", NULL }, "あいうえおぁぃぅぇぉゔ" },
	{ { "ka", "か行", "Ka", NULL }, "かきくけこがぎぐげごゕゖ" },
	{ { "sa", "さ行", "Sa", NULL }, "さしすせそざじずぜぞ" },
	{ { "ta", "た行", "Ta", NULL }, "たちつてとだぢづでどっ" },
	{ { "na", "な行", "Na", NULL }, "なにぬねの" },
	{ { "ha", "は行", "Ha", NULL }, "はひふへほばびぶべぼぱぴぷぺぽ" },
	{ { "ma", "ま行", "Ma", NULL }, "まみむめも" },
	{ { "ya", "や行", "Ya", NULL }, "やゆよゃゅょ" },
	{ { "ra", "ら行", "Ra", NULL }, "らりるれろ" },
	{ { "wa", "わ行", "Wa", NULL }, "わゐゑをんゎ" },
	{ { LATIN, "A–Z", "A–Z", NULL }, "" },
	{ { NULL, NULL, NULL, NULL }, NULL },
};

static void
free_value(gpointer data)
{
	struct facet_value *value = data;

	g_free(value->key);
	g_free(value->slug);
	g_free(value->label);
	g_free(value->order);
	g_ptr_array_unref(value->entries);
	g_free(value);
}

/* The facet under construction: its values, and the same by key. */
struct gathering {
	GPtrArray *values;
	GHashTable *by_key;
	enum language language;
	const GPtrArray *categories; /* struct disclosed_category *, of the list */
};

/* Whether there is such a value, which then has one more entry: most often, and its
 * strings need not be made again. */
static bool
gather_again(struct gathering *gathering, const char *key, struct disclosure *entry)
{
	struct facet_value *value = g_hash_table_lookup(gathering->by_key, key);

	if (value != NULL && value->entries->pdata[value->entries->len - 1] != entry)
		g_ptr_array_add(value->entries, entry);
	return value != NULL;
}

/* Takes `found`, whose strings are the caller's, up with one more entry. */
static void
gather(struct gathering *gathering, struct facet_value found, struct disclosure *entry)
{
	if (gather_again(gathering, found.key, entry))
		return;
	struct facet_value *value = g_new0(struct facet_value, 1);
	value->key = g_strdup(found.key);
	value->slug = g_strdup(found.slug);
	value->label = g_strdup(found.label);
	value->order = g_strdup(found.order);
	value->is_data = found.is_data;
	value->entries = g_ptr_array_new();
	g_ptr_array_add(value->entries, entry);
	g_ptr_array_add(gathering->values, value);
	g_hash_table_insert(gathering->by_key, value->key, value);
}

static void
gather_statuses(struct gathering *gathering, struct disclosure *entry)
{
	EACH (const struct disclosed_status, status, entry->statuses) {
		const char *label =
			gathering->language == LANGUAGE_EN ? status->label_en : status->label;
		char order[] = { (char)('0' + status->state), '\0' };
		struct facet_value found = { (char *)status->code,
			                     (char *)status->code,
			                     (char *)label,
			                     order,
			                     false,
			                     NULL };

		gather(gathering, found, entry);
	}
}

static void
gather_provider(struct gathering *gathering, struct disclosure *entry)
{
	char *key = (char *)entry->provider_key;
	g_autofree char *order = g_strdup_printf("%08u", entry->provider_rank);
	struct facet_value found = { key,   key,  (char *)entry->listing.provider_name,
		                     order, true, NULL };

	gather(gathering, found, entry);
}

/* "jp-13": Japan and its prefectures stand before other countries. */
static void
gather_territory(struct gathering *gathering, const char *code, struct disclosure *entry)
{
	const struct territory *territory = territory_find(code);
	bool is_in_japan = g_str_has_prefix(code, "JP");
	g_autofree char *slug = g_ascii_strdown(code, -1);
	g_autofree char *order =
		g_strconcat(is_in_japan ? "0" : "1", is_in_japan ? code : territory->name.ja, NULL);
	struct facet_value found = {
		(char *)code, slug,  (char *)wording_text(territory->name, gathering->language),
		order,        false, NULL
	};

	gather(gathering, found, entry);
}

/* The name of a region that no code says makes no address; a part of its SHA-256 does. */
static void
gather_named(struct gathering *gathering, const char *name, struct disclosure *entry)
{
	g_autofree char *slug = digest_of_text(name), *order = g_strconcat("2", name, NULL);
	struct facet_value found = { (char *)name, slug, (char *)name, order, true, NULL };

	slug[REGION_SLUG_LENGTH] = '\0';
	gather(gathering, found, entry);
}

static void
gather_regions(struct gathering *gathering, struct disclosure *entry)
{
	EACH (const struct disclosed_region, region, entry->listing.regions) {
		g_autofree char *code = territory_code(region->country, region->prefecture);

		if (territory_find(code) == NULL) {
			gather_named(gathering, region->name, entry);
			continue;
		}
		gather_territory(gathering, region->country, entry);
		gather_territory(gathering, code, entry);
	}
}

static void
gather_kana(struct gathering *gathering, struct disclosure *entry)
{
	const char *reading = entry->listing.name_reading;
	gunichar first = reading == NULL ? 0 : g_utf8_get_char(reading);
	g_autofree char *bare = name_bare(entry->listing.name);
	bool is_latin = g_unichar_get_script(g_utf8_get_char(bare)) == G_UNICODE_SCRIPT_LATIN;

	for (const struct kana_row *row = kana_rows; row->kana != NULL; row++) {
		const struct word *word = &row->word;
		char order[] = { (char)('0' + (row - kana_rows)), '\0' };
		struct facet_value found = { (char *)word->code,
			                     (char *)word->code,
			                     (char *)word_text(word, gathering->language),
			                     order,
			                     false,
			                     NULL };

		if (strcmp(word->code, LATIN) == 0
		            ? is_latin
		            : first != 0 && g_utf8_strchr(row->kana, -1, first) != NULL)
			gather(gathering, found, entry);
	}
}

/* 「2027年1月（令和9年1月）」 or "January 2027" of the first day of a month. */
static char *
month_label(struct date month, enum language language)
{
	static const char first_day[] = "1日";

	if (language == LANGUAGE_EN)
		return present_english_month(month);
	g_autofree char *western = date_western(month);
	g_autofree char *era = date_era(month);
	western[strlen(western) - strlen(first_day)] = '\0';
	era[strlen(era) - strlen(first_day)] = '\0';
	return g_strdup_printf("%s（%s）", western, era);
}

static void
gather_expiry(struct gathering *gathering, struct disclosure *entry)
{
	struct date month = { entry->expires_on.year, entry->expires_on.month, 1 };
	g_autofree char *key = g_strdup_printf("%04d-%02d", month.year, month.month);

	if (gather_again(gathering, key, entry))
		return;

	g_autofree char *label = month_label(month, gathering->language);
	struct facet_value found = { key, key, label, key, false, NULL };

	gather(gathering, found, entry);
}

static void
gather_categories(struct gathering *gathering, struct disclosure *entry)
{
	for (guint i = 0; i < gathering->categories->len; i++) {
		const struct disclosed_category *category = gathering->categories->pdata[i];
		g_autofree char *order = g_strdup_printf("%08u", i);
		const char *label =
			gathering->language == LANGUAGE_EN ? category->name_en : category->name;
		struct facet_value found = { (char *)category->id,
			                     (char *)category->id,
			                     (char *)label,
			                     order,
			                     false,
			                     NULL };

		EACH (const struct disclosed_category, own, entry->additions.categories)
			if (strcmp(own->id, category->id) == 0)
				gather(gathering, found, entry);
	}
}

static void
gather_models(struct gathering *gathering, struct disclosure *entry)
{
	EACH (const char, model, entry->additions.service_models) {
		g_autofree char *slug = g_ascii_strdown(model, -1);
		struct facet_value found = { (char *)model, slug, (char *)model, "", false, NULL };

		gather(gathering, found, entry);
	}
}

static int
compare_values(gconstpointer a, gconstpointer b)
{
	const struct facet_value *const *one = a, *const *other = b;
	int order = g_strcmp0((*one)->order, (*other)->order);

	return order != 0 ? order : strcmp((*one)->key, (*other)->key);
}

static int
compare_readings(gconstpointer a, gconstpointer b)
{
	const struct disclosure *const *one = a, *const *other = b;
	guint rank = (*one)->name_rank, other_rank = (*other)->name_rank;

	return rank != other_rank ? (rank < other_rank ? -1 : 1)
	                          : strcmp((*one)->number, (*other)->number);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	const struct disclosure *const *one = a, *const *other = b;
	g_autofree char *name = name_bare((*one)->listing.name);
	g_autofree char *other_name = name_bare((*other)->listing.name);
	int order = strcmp(name, other_name);

	return order != 0 ? order : compare_readings(a, b);
}

static GPtrArray *
facet_values(const struct public_register *public_register, enum facet_kind kind,
             enum language language)
{
	g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
	struct gathering gathering = { g_ptr_array_new_with_free_func(free_value), by_key, language,
		                       public_register->categories };
	static void (*const gatherers[FACET_KINDS])(struct gathering *, struct disclosure *) = {
		[FACET_KANA] = gather_kana,       [FACET_PROVIDER] = gather_provider,
		[FACET_STATUS] = gather_statuses, [FACET_REGION] = gather_regions,
		[FACET_EXPIRY] = gather_expiry,   [FACET_CATEGORY] = gather_categories,
		[FACET_MODEL] = gather_models,
	};

	for (guint i = 0; i < public_register->entries->len; i++)
		gatherers[kind](&gathering, public_register->entries->pdata[i]);
	g_ptr_array_sort(gathering.values, compare_values);
	for (guint i = 0; kind == FACET_KANA && i < gathering.values->len; i++) {
		struct facet_value *value = gathering.values->pdata[i];

		g_ptr_array_sort(value->entries, strcmp(value->slug, LATIN) == 0
		                                         ? compare_names
		                                         : compare_readings);
	}
	return gathering.values;
}

struct facets *
facets_new(const struct public_register *public_register, enum language language)
{
	struct facets *facets = g_new(struct facets, 1);

	for (int kind = 0; kind < FACET_KINDS; kind++)
		facets->values[kind] =
			facet_values(public_register, (enum facet_kind)kind, language);
	return facets;
}

void
facets_free(struct facets *facets)
{
	for (int kind = 0; kind < FACET_KINDS; kind++)
		g_ptr_array_unref(facets->values[kind]);
	g_free(facets);
}

char *
facet_folder(enum facet_kind kind, const struct facet_value *value)
{
	return g_strdup_printf("by/%s/%s/", facet_words[kind].code, value->slug);
}
