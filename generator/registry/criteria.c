/* The control objectives of each edition of the criteria, looked up by their names
 * and by what the list of a statement says of them. */
#include "registry/criteria.h"

#include <string.h>

#define THREE_NUMBERS "[0-9]+\\.[0-9]+\\.[0-9]+(\\.(P|B|PB))?"

struct objective {
	char *name;
	guint ordinal;
	const struct criteria_domain *domain;
};

struct edition {
	const struct criteria *criteria;
	GArray *domains;     /* struct edition_domain */
	GHashTable *by_name; /* name -> struct objective * */
	GPtrArray *in_order; /* struct objective * */
	GRegex *shape;       /* of an objective */
	GHashTable *lists;   /* of implemented objectives, by where they stand ->
	                      * struct reading * */
};

/* What the words of a list say. */
struct reading {
	bool has_unknown;
	guint8 marks[]; /* by ordinal: whether it is named */
};

struct objective_index {
	GPtrArray *editions; /* struct edition * */
};

/* What a statement says about each objective, by ordinal. */
enum mark {
	MARK_NONE,
	MARK_IMPLEMENTED,
	MARK_EXCLUDED,
};

/* The next word of a list, cut to the buffer's size; false at the end. */
static bool
next_word(const char **at, char word[32])
{
	if (*at == NULL)
		return false;
	*at += strspn(*at, " \t\r\n");
	size_t length = strcspn(*at, " \t\r\n");
	if (length == 0)
		return false;
	memcpy(word, *at, MIN(length, 31));
	word[MIN(length, 31)] = '\0';
	*at += length;
	return true;
}

static void
objective_free(gpointer data)
{
	struct objective *objective = data;

	g_free(objective->name);
	g_free(objective);
}

static void
edition_free(gpointer data)
{
	struct edition *edition = data;

	g_array_unref(edition->domains);
	g_hash_table_destroy(edition->by_name);
	g_hash_table_destroy(edition->lists);
	g_ptr_array_free(edition->in_order, true);
	g_clear_pointer(&edition->shape, g_regex_unref);
	g_free(edition);
}

static void
add_domain(struct edition *edition, const struct criteria_domain *domain)
{
	struct edition_domain added = { domain, edition->in_order->len, 0 };
	const char *at = domain->objectives.value;
	char word[32];

	while (next_word(&at, word)) {
		struct objective *objective;

		if (g_hash_table_contains(edition->by_name, word))
			continue;
		objective = g_new0(struct objective, 1);
		objective->name = g_strdup(word);
		objective->ordinal = edition->in_order->len;
		objective->domain = domain;
		g_ptr_array_add(edition->in_order, objective);
		g_hash_table_insert(edition->by_name, objective->name, objective);
	}
	added.end = edition->in_order->len;
	g_array_append_val(edition->domains, added);
}

struct objective_index *
objective_index_new(const struct registry *registry)
{
	struct objective_index *index = g_new0(struct objective_index, 1);

	index->editions = g_ptr_array_new_with_free_func(edition_free);
	for (guint i = 0; i < registry->criteria->len; i++) {
		struct edition *edition = g_new0(struct edition, 1);

		edition->criteria = registry->criteria->pdata[i];
		const GPtrArray *domains = edition->criteria->domains;
		edition->domains = g_array_new(false, false, sizeof(struct edition_domain));
		edition->by_name = g_hash_table_new(g_str_hash, g_str_equal);
		edition->in_order = g_ptr_array_new_with_free_func(objective_free);
		edition->lists = g_hash_table_new_full(NULL, NULL, NULL, g_free);
		/* NULL where the edition's pattern is none. */
		const char *pattern = edition->criteria->pattern.value;
		g_autofree char *whole =
			g_strdup_printf("^(?:%s)$", pattern != NULL ? pattern : THREE_NUMBERS);

		edition->shape = g_regex_new(whole, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
		for (guint k = 0; domains != NULL && k < domains->len; k++)
			add_domain(edition, domains->pdata[k]);
		g_ptr_array_add(index->editions, edition);
	}
	return index;
}

void
objective_index_free(struct objective_index *index)
{
	g_ptr_array_free(index->editions, true);
	g_free(index);
}

const struct edition *
objective_index_at(const struct objective_index *index, guint i)
{
	return i < index->editions->len ? index->editions->pdata[i] : NULL;
}

const struct edition *
objective_index_find(const struct objective_index *index,
                     const struct control_objectives *objectives)
{
	EACH (const struct edition, edition, index->editions)
		if (g_strcmp0(edition->criteria->edition.value, objectives->edition.value) == 0)
			return edition;
	return NULL;
}

const struct criteria *
edition_criteria(const struct edition *edition)
{
	return edition->criteria;
}

bool
edition_has_pattern(const struct edition *edition)
{
	return edition->shape != NULL;
}

bool
edition_has_shape(const struct edition *edition, const char *name)
{
	return edition->shape == NULL || g_regex_match(edition->shape, name, 0, NULL);
}

static const struct objective *
find_objective(const struct edition *edition, const char *name)
{
	return name != NULL ? g_hash_table_lookup(edition->by_name, name) : NULL;
}

const struct criteria_domain *
edition_find_domain(const struct edition *edition, const char *objective_name)
{
	const struct objective *objective = find_objective(edition, objective_name);

	return objective != NULL ? objective->domain : NULL;
}

/* Several rules look at the same list, which the loader often keeps once for
 * several statements: its words are looked up once. */
static const struct reading *
read_list(const struct edition *edition, const char *list)
{
	struct reading *reading = g_hash_table_lookup(edition->lists, list);
	const char *at = list;
	char word[32];

	if (reading != NULL)
		return reading;
	reading = g_malloc0(sizeof(*reading) + edition->in_order->len);
	while (next_word(&at, word)) {
		const struct objective *objective = find_objective(edition, word);

		if (objective != NULL)
			reading->marks[objective->ordinal] = 1;
		else
			reading->has_unknown = true;
	}
	g_hash_table_insert(edition->lists, (gpointer)list, reading);
	return reading;
}

const GArray *
edition_domains(const struct edition *edition)
{
	return edition->domains;
}

guint
edition_length(const struct edition *edition)
{
	return edition->in_order->len;
}

const char *
edition_objective(const struct edition *edition, guint ordinal)
{
	return ((const struct objective *)edition->in_order->pdata[ordinal])->name;
}

const guint8 *
edition_read(const struct edition *edition, const char *list)
{
	return read_list(edition, list)->marks;
}

static void
check_known(const struct edition *edition, const char *name, int line, bool excluded,
            GArray *unknown)
{
	struct unknown_objective entry = { .line = line, .excluded = excluded };

	if (name == NULL || find_objective(edition, name) != NULL)
		return;
	g_strlcpy(entry.name, name, sizeof(entry.name));
	g_array_append_val(unknown, entry);
}

void
edition_find_unknown(const struct edition *edition, const struct control_objectives *objectives,
                     GArray *unknown)
{
	const char *list = objectives->implemented.value;
	const char *at = read_list(edition, list)->has_unknown ? list : NULL;
	char word[32];

	while (next_word(&at, word))
		check_known(edition, word, objectives->implemented.line, false, unknown);
	EACH (const struct exclusion, exclusion, objectives->exclusions) {
		check_known(edition, exclusion->objective.value, exclusion->line, true, unknown);
	}
}

/* Marks by ordinal; exclusions that find a mark go to `twice` (may be NULL). */
static guint8 *
mark_all(const struct edition *edition, const struct control_objectives *objectives,
         GPtrArray *twice)
{
	const struct reading *reading = read_list(edition, objectives->implemented.value);
	guint8 *marks = g_new0(guint8, edition->in_order->len);

	for (guint i = 0; i < edition->in_order->len; i++)
		marks[i] = reading->marks[i] ? MARK_IMPLEMENTED : MARK_NONE;
	EACH (struct exclusion, exclusion, objectives->exclusions) {
		const struct objective *objective =
			find_objective(edition, exclusion->objective.value);

		if (objective == NULL)
			continue;
		if (marks[objective->ordinal] != MARK_NONE && twice != NULL)
			g_ptr_array_add(twice, exclusion);
		marks[objective->ordinal] = MARK_EXCLUDED;
	}
	return marks;
}

void
edition_find_twice(const struct edition *edition, const struct control_objectives *objectives,
                   GPtrArray *twice)
{
	g_free(mark_all(edition, objectives, twice));
}

char *
edition_find_missing(const struct edition *edition, const struct control_objectives *objectives)
{
	g_autofree guint8 *marks = mark_all(edition, objectives, NULL);
	GString *missing = g_string_new(NULL);

	for (guint i = 0; i < edition->in_order->len; i++) {
		const struct objective *objective = edition->in_order->pdata[i];

		if (marks[i] == MARK_NONE)
			g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "",
			                       objective->name);
	}
	return g_string_free(missing, missing->len == 0);
}
