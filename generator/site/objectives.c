#include "site/objectives.h"

#include <string.h>

#define SPACES " \t\r\n"

/* Of one edition of the criteria. */
struct known_criteria {
	const struct criteria *criteria;
	GPtrArray *domains;  /* GPtrArray * of const char *: identifiers, in order */
	GHashTable *numbers; /* identifier to its number, from 1 */
	GHashTable *lists;   /* text to struct disclosed_objectives * */
	guint8 *marks;       /* by number, 0 for what the criteria do not know: in the list */
};

struct objectives {
	struct pool *pool;
	GPtrArray *known; /* struct known_criteria * */
	struct disclosed_objectives none;
};

static void
free_known(gpointer data)
{
	struct known_criteria *known = data;

	g_ptr_array_unref(known->domains);
	g_hash_table_unref(known->numbers);
	g_hash_table_unref(known->lists);
	g_free(known->marks);
	g_free(known);
}

/* Where the next word of `text` starts, and its length: 0 at the end. */
static const char *
next_word(const char *text, gsize *length)
{
	text += strspn(text, SPACES);
	*length = strcspn(text, SPACES);
	return text;
}

static GPtrArray *
words_of(const char *text, struct pool *pool)
{
	GPtrArray *words = g_ptr_array_new();
	gsize length;

	for (text = next_word(text, &length); length > 0; text = next_word(text + length, &length))
		g_ptr_array_add(words, (char *)pool_take(pool, g_strndup(text, length)));
	return pool_freeze(pool, words);
}

static struct known_criteria *
know(const struct criteria *criteria, struct pool *pool)
{
	struct known_criteria *known = g_new0(struct known_criteria, 1);
	guint count = criteria->domains == NULL ? 0 : criteria->domains->len;
	guint number = 0;

	known->criteria = criteria;
	known->domains = g_ptr_array_new();
	known->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	known->lists = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < count; i++) {
		const struct criteria_domain *domain = criteria->domains->pdata[i];
		const char *text = domain->objectives.value;
		GPtrArray *words = words_of(text == NULL ? "" : text, pool);

		g_ptr_array_add(known->domains, words);
		for (guint k = 0; k < words->len; k++)
			g_hash_table_insert(known->numbers, words->pdata[k],
			                    GUINT_TO_POINTER(++number));
	}
	known->marks = g_malloc0(number + 1);
	return known;
}

struct objectives *
objectives_new(const struct registry *registry, struct pool *pool)
{
	struct objectives *objectives = g_new0(struct objectives, 1);

	objectives->pool = pool;
	objectives->known = g_ptr_array_new_with_free_func(free_known);
	objectives->none.domains = pool_array(pool);
	for (guint i = 0; i < registry->criteria->len; i++)
		g_ptr_array_add(objectives->known, know(registry->criteria->pdata[i], pool));
	return objectives;
}

void
objectives_free(struct objectives *objectives)
{
	if (objectives == NULL)
		return;
	g_ptr_array_unref(objectives->known);
	g_free(objectives);
}

/* Sets or clears the mark of each objective that the list names. */
static void
mark(struct known_criteria *known, const char *list, guint8 value)
{
	g_autoptr(GString) word = g_string_new(NULL);
	gsize length;

	for (list = next_word(list, &length); length > 0;
	     list = next_word(list + length, &length)) {
		g_string_truncate(word, 0);
		g_string_append_len(word, list, (gssize)length);
		known->marks[GPOINTER_TO_UINT(g_hash_table_lookup(known->numbers, word->str))] =
			value;
	}
}

/* Those of `words` that are marked; `words` itself where all are. */
static GPtrArray *
marked_of(const struct known_criteria *known, GPtrArray *words, struct pool *pool)
{
	GPtrArray *marked = g_ptr_array_new();

	for (guint i = 0; i < words->len; i++) {
		gpointer number = g_hash_table_lookup(known->numbers, words->pdata[i]);

		if (known->marks[GPOINTER_TO_UINT(number)] != 0)
			g_ptr_array_add(marked, words->pdata[i]);
	}
	if (marked->len < words->len)
		return pool_freeze(pool, marked);
	g_ptr_array_unref(marked);
	return words;
}

static const struct disclosed_objectives *
read_list(struct known_criteria *known, const char *list, struct pool *pool)
{
	struct disclosed_objectives *found = pool_block(pool, sizeof(*found));
	GPtrArray *domains = g_ptr_array_new();

	mark(known, list, 1);
	for (guint i = 0; i < known->domains->len; i++) {
		const struct criteria_domain *stated = known->criteria->domains->pdata[i];
		struct disclosed_domain *domain = pool_block(pool, sizeof(*domain));
		GPtrArray *words = known->domains->pdata[i];

		domain->number = stated->number.value;
		domain->name = stated->name.value;
		domain->group = stated->group.value;
		domain->total = words->len;
		domain->implemented = marked_of(known, words, pool);
		found->total += domain->total;
		found->implemented += domain->implemented->len;
		g_ptr_array_add(domains, domain);
	}
	mark(known, list, 0);
	found->domains = pool_freeze(pool, domains);
	return found;
}

static struct known_criteria *
find_known(const struct objectives *objectives, const char *edition)
{
	for (guint i = 0; edition != NULL && i < objectives->known->len; i++) {
		struct known_criteria *known = objectives->known->pdata[i];

		if (g_strcmp0(known->criteria->edition.value, edition) == 0)
			return known;
	}
	return NULL;
}

const struct disclosed_objectives *
objectives_find(struct objectives *objectives, const char *edition, const char *implemented)
{
	struct known_criteria *known = find_known(objectives, edition);
	const char *list = implemented == NULL ? "" : implemented;
	const struct disclosed_objectives *found;

	if (known == NULL)
		return &objectives->none;
	found = g_hash_table_lookup(known->lists, list);
	if (found == NULL) {
		found = read_list(known, list, objectives->pool);
		g_hash_table_insert(known->lists, (gpointer)list, (gpointer)found);
	}
	return found;
}
