/* What is public of all services makes the public register. */
#include "disclosure/disclosure.h"

#include "base/shares.h"
#include "disclosure/item_copy.h"
#include "disclosure/life.h"
#include "disclosure/ties.h"

#include <string.h>

#define LICENCE "PDL1.0"

/* Is raised when an item changes its meaning or goes; not when one is added. */
#define SCHEMA_VERSION 2

static int
compare_entries(gconstpointer a, gconstpointer b)
{
	const struct disclosure *const *one = a, *const *other = b;

	return strcmp((*one)->number, (*other)->number);
}

static int
compare_removals(gconstpointer a, gconstpointer b)
{
	const struct disclosed_removal *const *one = a, *const *other = b;

	return strcmp((*one)->number, (*other)->number);
}

/* Neighbours among the services, and what is public of them. */
struct share {
	struct public_register part;
	struct objectives *objectives;
	const struct site *site;
	const GPtrArray *services;
};

static void
share_start(struct share *share, const struct public_register *whole,
            const struct registry *registry)
{
	share->part = *whole;
	share->part.pool = pool_new();
	share->part.entries = pool_array(share->part.pool);
	share->part.removals = pool_array(share->part.pool);
	share->objectives = objectives_new(registry, share->part.pool);
	share->site = &registry->site;
	share->services = registry->services;
}

static void
share_disclose(gpointer data, guint first, guint end)
{
	struct share *share = data;

	for (guint i = first; i < end; i++)
		life_disclose(&share->part, share->objectives, share->site,
		              share->services->pdata[i]);
}

static void
move_all(GPtrArray *target, const GPtrArray *from)
{
	for (guint i = 0; i < from->len; i++)
		g_ptr_array_add(target, from->pdata[i]);
}

static void
share_finish(struct share *share, struct public_register *whole)
{
	move_all(whole->entries, share->part.entries);
	move_all(whole->removals, share->part.removals);
	if (whole->incomplete == NULL)
		whole->incomplete = share->part.incomplete;
	objectives_free(share->objectives);
	pool_adopt(whole->pool, share->part.pool);
}

static void
add_services(struct public_register *public_register, const struct registry *registry,
             unsigned jobs)
{
	struct share shares[SHARES_MAX];
	guint count = shares_count(registry->services->len, jobs);

	for (guint i = 0; i < count; i++)
		share_start(&shares[i], public_register, registry);
	shares_run(shares, sizeof(*shares), count, registry->services->len, jobs, share_disclose);
	for (guint i = 0; i < count; i++)
		share_finish(&shares[i], public_register);
}

struct public_register *
public_register_new(const struct registry *registry, struct date as_of, unsigned jobs)
{
	struct public_register *public_register = g_new0(struct public_register, 1);

	public_register->pool = pool_new();
	public_register->as_of = as_of;
	public_register->licence = LICENCE;
	public_register->schema_version = SCHEMA_VERSION;
	items_copy_site(public_register, registry);
	/* An edition of the past shows marks that are over by now. */
	if (registry->site.hide_past_marks.value != NULL)
		public_register->keeps_past_editions = false;
	public_register->entries = pool_array(public_register->pool);
	public_register->removals = pool_array(public_register->pool);
	add_services(public_register, registry, jobs);
	g_ptr_array_sort(public_register->entries, compare_entries);
	for (guint i = 0; i < public_register->entries->len; i++)
		((struct disclosure *)public_register->entries->pdata[i])->index = i;
	g_ptr_array_sort(public_register->removals, compare_removals);
	ties_find(public_register);
	return public_register;
}

void
public_register_free(struct public_register *public_register)
{
	if (public_register == NULL)
		return;
	pool_free(public_register->pool);
	g_free(public_register);
}
