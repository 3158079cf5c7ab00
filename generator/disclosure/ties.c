/* Entries are held against one another once all are known. */
#include "disclosure/ties.h"

#include "base/reading.h"

#include <string.h>

static struct disclosed_link *
link_to(const char *number, const struct disclosure *entry, struct pool *pool)
{
	struct disclosed_link *link = pool_block(pool, sizeof(*link));

	link->number = number;
	link->name = entry == NULL ? NULL : entry->listing.name;
	link->statuses = entry == NULL ? pool_empty(pool) : entry->statuses;
	return link;
}

static void
name_categories(const struct public_register *public_register,
                struct disclosed_additions *additions)
{
	if (additions->category_ids->len > 0)
		additions->categories = pool_array(public_register->pool);
	EACH (const char, id, additions->category_ids)
		EACH (struct disclosed_category, category, public_register->categories)
			if (strcmp(category->id, id) == 0)
				g_ptr_array_add(additions->categories, category);
}

/* The names of item 1 or 3 that an entry no longer has. */
static GPtrArray *
former_names(const struct disclosure *entry, unsigned item, const char *present, struct pool *pool)
{
	const char *label = item == 1 ? "service name" : "provider name";
	GPtrArray *names = NULL;

	EACH (const struct disclosed_event, event, entry->history)
		EACH (const struct disclosed_change, change, event->changes) {
			if (change->item != item || g_strcmp0(change->label_en, label) != 0 ||
			    change->before == NULL || strcmp(change->before, present) == 0)
				continue;
			if (names == NULL)
				names = pool_array(pool);
			if (!g_ptr_array_find_with_equal_func(names, change->before, g_str_equal,
			                                      NULL))
				g_ptr_array_add(names, (gpointer)change->before);
		}
	return names == NULL ? pool_empty(pool) : names;
}

/* The key of a name is that of the first entry by its number that bears or bore it. */
static const char *
key_by_name(GHashTable *keys, const struct disclosure *entry, const GPtrArray *names)
{
	const char *key = NULL;

	for (guint i = 0; key == NULL && i < names->len; i++) {
		g_autofree char *bare = name_bare(names->pdata[i]);

		key = g_hash_table_lookup(keys, bare);
	}
	if (key == NULL)
		key = entry->number;
	EACH (const char, name, names)
		g_hash_table_insert(keys, name_bare(name), (gpointer)key);
	return key;
}

static void
know_provider(GHashTable *keys, struct disclosure *entry, struct pool *pool)
{
	const struct listing *listing = &entry->listing;
	GPtrArray *names = former_names(entry, 3, listing->provider_name, pool);
	GPtrArray *all = pool_array(pool), *known = pool_array(pool);

	g_ptr_array_extend(all, former_names(entry, 1, listing->name, pool), NULL, NULL);
	g_ptr_array_extend(all, names, NULL, NULL);
	g_ptr_array_add(known, (gpointer)listing->provider_name);
	g_ptr_array_extend(known, names, NULL, NULL);
	entry->former_names = all;
	entry->provider_key = listing->corporate_number != NULL ? listing->corporate_number
	                                                        : key_by_name(keys, entry, known);
}

static void
know_providers(const struct public_register *public_register)
{
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	EACH (struct disclosure, entry, public_register->entries)
		know_provider(keys, entry, public_register->pool);
	EACH (const struct disclosed_removal, removal, public_register->removals)
		know_provider(keys, (struct disclosure *)removal->entry, public_register->pool);
}

/* An entry by what it is sorted by. */
struct keyed {
	struct disclosure *entry;
	char *key;
};

static int
compare_keyed(const void *a, const void *b)
{
	return strcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

/* Puts the rank of each entry by the reading at `reading` of its listing at `rank` of it. */
static void
rank(const GPtrArray *entries, size_t reading, size_t rank)
{
	g_autofree struct keyed *sorted = g_new(struct keyed, MAX(1, entries->len));
	guint last = 0;

	for (guint i = 0; i < entries->len; i++) {
		struct disclosure *entry = entries->pdata[i];
		const char *text = *(const char *const *)((char *)&entry->listing + reading);

		sorted[i] = (struct keyed){ entry, reading_key(text == NULL ? "" : text) };
	}
	qsort(sorted, entries->len, sizeof(*sorted), compare_keyed);
	for (guint i = 0; i < entries->len; i++) {
		if (i > 0 && compare_keyed(&sorted[i - 1], &sorted[i]) != 0)
			last = i;
		*(guint *)((char *)sorted[i].entry + rank) = last;
	}
	for (guint i = 0; i < entries->len; i++)
		g_free(sorted[i].key);
}

void
ties_find(const struct public_register *public_register)
{
	g_autoptr(GHashTable) by_number = g_hash_table_new(g_str_hash, g_str_equal);

	rank(public_register->entries, offsetof(struct listing, name_reading),
	     offsetof(struct disclosure, name_rank));
	rank(public_register->entries, offsetof(struct listing, provider_reading),
	     offsetof(struct disclosure, provider_rank));
	know_providers(public_register);
	EACH (struct disclosure, entry, public_register->entries)
		g_hash_table_insert(by_number, (gpointer)entry->number, entry);
	EACH (struct disclosure, entry, public_register->entries) {
		name_categories(public_register, &entry->additions);
		if (entry->additions.base_numbers->len > 0)
			entry->additions.bases = pool_array(public_register->pool);
		EACH (const char, number, entry->additions.base_numbers) {
			struct disclosure *base = g_hash_table_lookup(by_number, number);

			g_ptr_array_add(entry->additions.bases,
			                link_to(number, base, public_register->pool));
			if (base == NULL)
				continue;
			if (base->additions.dependents->len == 0)
				base->additions.dependents = pool_array(public_register->pool);
			g_ptr_array_add(base->additions.dependents,
			                link_to(entry->number, entry, public_register->pool));
		}
	}
}
