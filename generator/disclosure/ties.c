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
	const GPtrArray *all = public_register->categories;

	if (additions->category_ids->len > 0)
		additions->categories = pool_array(public_register->pool);
	for (guint i = 0; i < additions->category_ids->len; i++)
		for (guint k = 0; k < all->len; k++)
			if (strcmp(((const struct disclosed_category *)all->pdata[k])->id,
			           additions->category_ids->pdata[i]) == 0)
				g_ptr_array_add(additions->categories, all->pdata[k]);
}

void
ties_find(const struct public_register *public_register)
{
	g_autoptr(GHashTable) by_number = g_hash_table_new(g_str_hash, g_str_equal);
	const GPtrArray *entries = public_register->entries;
	struct pool *pool = public_register->pool;

	for (guint i = 0; i < entries->len; i++)
		g_hash_table_insert(by_number,
		                    (gpointer)((struct disclosure *)entries->pdata[i])->number,
		                    entries->pdata[i]);
	for (guint i = 0; i < entries->len; i++) {
		struct disclosure *entry = entries->pdata[i];
		struct disclosed_additions *additions = &entry->additions;

		name_categories(public_register, additions);
		if (additions->base_numbers->len > 0)
			additions->bases = pool_array(pool);
		for (guint k = 0; k < additions->base_numbers->len; k++) {
			const char *number = additions->base_numbers->pdata[k];
			struct disclosure *base = g_hash_table_lookup(by_number, number);

			g_ptr_array_add(additions->bases, link_to(number, base, pool));
			if (base == NULL)
				continue;
			if (base->additions.dependents->len == 0)
				base->additions.dependents = pool_array(pool);
			g_ptr_array_add(base->additions.dependents,
			                link_to(entry->number, entry, pool));
		}
	}
}
