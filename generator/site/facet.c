#include "site/facet.h"

#include "site/provider.h"
#include "site/words.h"

#include <string.h>

static void
free_value(gpointer data)
{
	struct facet_value *value = data;

	g_free(value->key);
	g_free(value->label);
	g_free(value->order);
	g_ptr_array_unref(value->entries);
	g_free(value);
}

/* The facet under construction: its values, and the same by key. */
struct gathering {
	GPtrArray *values;
	GHashTable *by_key;
};

static void
gather(struct gathering *gathering, const char *key, const char *label, const char *order,
       struct disclosure *entry)
{
	struct facet_value *value = g_hash_table_lookup(gathering->by_key, key);

	if (value == NULL) {
		value = g_new0(struct facet_value, 1);
		value->key = g_strdup(key);
		value->label = g_strdup(label);
		value->order = g_strdup(order);
		value->entries = g_ptr_array_new();
		g_ptr_array_add(gathering->values, value);
		g_hash_table_insert(gathering->by_key, value->key, value);
	}
	g_ptr_array_add(value->entries, entry);
}

static void
gather_entry(struct gathering *gathering, enum facet_kind kind, struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	g_autofree char *provider = NULL;

	switch (kind) {
	case FACET_STATUS:
		for (guint i = 0; i < entry->statuses->len; i++) {
			const struct disclosed_status *status = entry->statuses->pdata[i];
			const struct word *word = &status_words[status->kind];
			char order[] = { (char)('0' + status->kind), '\0' };

			gather(gathering, word->code, word->ja, order, entry);
		}
		break;
	case FACET_PROVIDER:
		provider = provider_key_of(entry);
		gather(gathering, provider, listing->provider_name, listing->provider_reading,
		       entry);
		break;
	case FACET_REGION:
		for (guint i = 0; i < listing->regions->len; i++) {
			const char *region = listing->regions->pdata[i];

			gather(gathering, region, region, region, entry);
		}
		break;
	case FACET_KINDS:
		g_assert_not_reached();
	}
}

static int
compare_values(gconstpointer a, gconstpointer b)
{
	const struct facet_value *const *one = a, *const *other = b;
	int order = g_strcmp0((*one)->order, (*other)->order);

	return order != 0 ? order : strcmp((*one)->key, (*other)->key);
}

GPtrArray *
facet_values(const struct public_register *public_register, enum facet_kind kind)
{
	g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
	struct gathering gathering = { g_ptr_array_new_with_free_func(free_value), by_key };

	for (guint i = 0; i < public_register->entries->len; i++)
		gather_entry(&gathering, kind, public_register->entries->pdata[i]);
	g_ptr_array_sort(gathering.values, compare_values);
	return gathering.values;
}
