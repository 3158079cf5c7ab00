/* Entries are tied to the entries that their additions name, once all are known. */
#include "disclosure/ties.h"

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

static void
find_bases(struct disclosure *entry, GHashTable *by_number, struct pool *pool)
{
	if (entry->additions.base_numbers->len > 0)
		entry->additions.bases = pool_array(pool);
	EACH (const char, number, entry->additions.base_numbers) {
		struct disclosure *base = g_hash_table_lookup(by_number, number);

		g_ptr_array_add(entry->additions.bases, link_to(number, base, pool));
		if (base == NULL)
			continue;
		if (base->additions.dependents->len == 0)
			base->additions.dependents = pool_array(pool);
		g_ptr_array_add(base->additions.dependents, link_to(entry->number, entry, pool));
	}
}

void
ties_find(const struct public_register *public_register)
{
	g_autoptr(GHashTable) by_number = g_hash_table_new(g_str_hash, g_str_equal);

	EACH (struct disclosure, entry, public_register->entries)
		g_hash_table_insert(by_number, (gpointer)entry->number, entry);
	EACH (struct disclosure, entry, public_register->entries) {
		name_categories(public_register, &entry->additions);
		find_bases(entry, by_number, public_register->pool);
	}
}
