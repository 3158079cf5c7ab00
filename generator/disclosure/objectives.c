/* What is public of the control objectives of a statement, from the index of the
 * criteria. Statements with the same list share what is made of it. */
#include "disclosure/objectives.h"

#include "registry/criteria.h"

/* One edition of the criteria. */
struct known {
	const struct edition *edition;
	GPtrArray *names;  /* const char *: of all objectives, in order, in the pool */
	GHashTable *lists; /* by where they stand -> struct disclosed_objectives * */
};

struct objectives {
	struct pool *pool;
	struct objective_index *index;
	GPtrArray *known; /* struct known * */
	struct disclosed_objectives none;
};

static void
free_known(gpointer data)
{
	struct known *known = data;

	g_hash_table_unref(known->lists);
	g_free(known);
}

struct objectives *
objectives_new(const struct registry *registry, struct pool *pool)
{
	struct objectives *objectives = g_new0(struct objectives, 1);

	objectives->pool = pool;
	objectives->index = objective_index_new(registry);
	objectives->known = g_ptr_array_new_with_free_func(free_known);
	objectives->none.domains = pool_empty(pool);
	return objectives;
}

void
objectives_free(struct objectives *objectives)
{
	if (objectives == NULL)
		return;
	g_ptr_array_unref(objectives->known);
	objective_index_free(objectives->index);
	g_free(objectives);
}

/* The names outlive the index. */
static struct known *
know(struct objectives *objectives, const struct edition *edition)
{
	struct known *known = NULL;

	for (guint i = 0; i < objectives->known->len; i++) {
		known = objectives->known->pdata[i];
		if (known->edition == edition)
			return known;
	}
	known = g_new0(struct known, 1);
	known->edition = edition;
	known->names = pool_array(objectives->pool);
	known->lists = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < edition_length(edition); i++) {
		char *name = g_strdup(edition_objective(edition, i));

		g_ptr_array_add(known->names, (char *)pool_take(objectives->pool, name));
	}
	g_ptr_array_add(objectives->known, known);
	return known;
}

static struct disclosed_domain *
disclose_domain(const struct known *known, const struct edition_domain *stated, const guint8 *marks,
                struct pool *pool)
{
	struct disclosed_domain *domain = pool_block(pool, sizeof(*domain));
	GPtrArray *implemented = g_ptr_array_new();

	for (guint i = stated->first; i < stated->end; i++)
		if (marks[i])
			g_ptr_array_add(implemented, known->names->pdata[i]);
	domain->number = stated->stated->number.value;
	domain->name = stated->stated->name.value;
	domain->group = stated->stated->of->code.value;
	domain->group_names[LANGUAGE_JA] = stated->stated->of->name.value;
	domain->group_names[LANGUAGE_EN] = stated->stated->of->name_en.value;
	domain->total = stated->end - stated->first;
	domain->implemented = pool_freeze(pool, implemented);
	return domain;
}

static struct disclosed_objectives *
read_list(const struct known *known, const char *list, struct pool *pool)
{
	struct disclosed_objectives *found = pool_block(pool, sizeof(*found));
	const GArray *stated = edition_domains(known->edition);
	const guint8 *marks = edition_read(known->edition, list);
	GPtrArray *domains = g_ptr_array_new();

	for (guint i = 0; i < stated->len; i++) {
		struct disclosed_domain *domain = disclose_domain(
			known, &g_array_index(stated, struct edition_domain, i), marks, pool);

		found->total += domain->total;
		found->implemented += domain->implemented->len;
		g_ptr_array_add(domains, domain);
	}
	found->domains = pool_freeze(pool, domains);
	return found;
}

const struct disclosed_objectives *
objectives_find(struct objectives *objectives, const struct control_objectives *stated)
{
	const struct edition *edition = objective_index_find(objectives->index, stated);
	const char *list = stated->implemented.value;

	if (edition == NULL)
		return &objectives->none;
	struct known *known = know(objectives, edition);
	struct disclosed_objectives *found = g_hash_table_lookup(known->lists, list);
	if (found == NULL) {
		found = read_list(known, list, objectives->pool);
		g_hash_table_insert(known->lists, (gpointer)list, found);
	}
	return found;
}
