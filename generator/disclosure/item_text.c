/* Items as lines of text, and the comparison of such lines. */
#include "disclosure/item_text.h"

#include "base/territory.h"
#include "disclosure/words.h"

/* Appends 「［東京リージョン、大阪リージョン］」 where an object names some. */
static void
append_regions(GString *line, const struct item *members, const void *object)
{
	const struct item *item = item_find(members, "regions");
	const GPtrArray *regions = item == NULL ? NULL : *(GPtrArray *const *)item_at(item, object);

	for (guint i = 0; regions != NULL && i < regions->len; i++)
		g_string_append_printf(line, "%s%s", i == 0 ? "［" : "、",
		                       (const char *)regions->pdata[i]);
	if (regions != NULL && regions->len > 0)
		g_string_append(line, "］");
}

/* Appends 「（JP-13）」: the codes of a region behind its name. */
static void
append_codes(GString *line, const struct item *members, const void *object)
{
	g_autofree char *code = territory_code(*(const char *const *)item_at(&members[1], object),
	                                       *(const char *const *)item_at(&members[2], object));

	if (code != NULL)
		g_string_append_printf(line, "（%s）", code);
}

/* A line of a list such as 「API管理（国内のみ）」: what its first two items say; of a
 * status, what it is called, and since when, but where the day of the registration says it;
 * of a name, with its codes where they are asked for. */
static char *
object_line(const struct item *list, const void *object, bool with_codes)
{
	const struct item *members = list->members, *label = item_find(members, "label");
	const char *first = *(const char *const *)item_at(&members[0], object);
	const char *second = *(const char *const *)item_at(&members[1], object);
	GString *line = g_string_new(first);

	if (label != NULL) {
		g_autofree char *since = item_text(item_find(members, "since"), object);

		g_string_assign(line, *(const char *const *)item_at(label, object));
		if (strcmp(first, "registered") != 0)
			g_string_append_printf(line, " %sから", since);
	} else if (second != NULL && !list->is_name)
		g_string_append_printf(line, "（%s）", second);
	else if (with_codes && list->is_name)
		append_codes(line, members, object);
	append_regions(line, members, object);
	return g_string_free(line, false);
}

static void
add_domain_lines(const struct disclosed_domain *domain, GPtrArray *lines)
{
	for (guint k = 0; k < domain->implemented->len; k++)
		g_ptr_array_add(lines, g_strdup(domain->implemented->pdata[k]));
}

/* A list as lines of text, one an item. */
static GPtrArray *
lines_of(const struct item *item, const void *at, bool with_codes)
{
	const GPtrArray *list = *(GPtrArray *const *)at;
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; list != NULL && i < list->len; i++)
		if (item->kind == ITEM_DOMAINS)
			add_domain_lines(list->pdata[i], lines);
		else if (item->kind == ITEM_OBJECTS)
			g_ptr_array_add(lines, object_line(item, list->pdata[i], with_codes));
		else
			g_ptr_array_add(lines, g_strdup(list->pdata[i]));
	return lines;
}

static GHashTable *
set_of(const GPtrArray *lines)
{
	GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < lines->len; i++)
		g_hash_table_add(set, lines->pdata[i]);
	return set;
}

/* The lines of one list that another lacks, one under the other; NULL: none. Codes are shown
 * where the names alone are the same. */
static char *
lines_missing(const struct item *item, const void *list, const void *other)
{
	g_autoptr(GPtrArray) names = lines_of(item, list, false);
	g_autoptr(GPtrArray) lines = lines_of(item, list, true);
	g_autoptr(GPtrArray) other_names = lines_of(item, other, false);
	g_autoptr(GPtrArray) other_lines = lines_of(item, other, true);
	g_autoptr(GHashTable) known_names = set_of(other_names);
	g_autoptr(GHashTable) known = set_of(other_lines);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		bool is_named = g_hash_table_contains(known_names, names->pdata[i]);
		const char *line = (is_named ? lines : names)->pdata[i];

		if (!g_hash_table_contains(known, lines->pdata[i]))
			g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", line);
	}
	return text->len == 0 ? NULL : g_strdup(text->str);
}

static char *
date_text(struct date date)
{
	return date_is_set(date) ? date_iso(date) : NULL;
}

char *
item_text(const struct item *item, const void *data)
{
	const void *at = item_at(item, data);
	g_autoptr(GPtrArray) lines = NULL;

	switch (item->kind) {
	case ITEM_TEXT:
	case ITEM_URL:
	case ITEM_PROSE:
		return g_strdup(*(const char *const *)at);
	case ITEM_DATE:
		return date_text(*(const struct date *)at);
	case ITEM_FLAG:
		return g_strdup(presence_words[*(const bool *)at].ja);
	default:
		g_assert(item_is_list(item));
		lines = lines_of(item, at, false);
		g_ptr_array_add(lines, NULL);
		return g_strjoinv(item->kind == ITEM_DOMAINS ? " " : "\n", (char **)lines->pdata);
	}
}

static void
compare_item(const struct item *item, const struct disclosure *before,
             const struct disclosure *after, struct pool *pool, GPtrArray *changes)
{
	const void *was = item_at(item, before), *is = item_at(item, after);
	struct disclosed_change *change;
	char *former, *present;

	/* As lists of control objectives are, from one application to the next. */
	if (item_is_list(item) && *(GPtrArray *const *)was == *(GPtrArray *const *)is)
		return;
	if (item_is_list(item)) {
		former = lines_missing(item, was, is);
		present = lines_missing(item, is, was);
	} else {
		former = item_text(item, before);
		present = item_text(item, after);
	}
	if (g_strcmp0(former, present) == 0) {
		g_free(former);
		g_free(present);
		return;
	}
	change = pool_block(pool, sizeof(*change));
	change->item = (unsigned)item_clause_number(item);
	change->label = item_label(item, LANGUAGE_JA);
	change->label_en = item_label(item, LANGUAGE_EN);
	change->of_list = item_is_list(item);
	change->before = pool_take(pool, former);
	change->after = pool_take(pool, present);
	g_ptr_array_add(changes, change);
}

void
items_compare(const struct disclosure *before, const struct disclosure *after, struct pool *pool,
              GPtrArray *changes)
{
	g_autoptr(GPtrArray) items = items_listed();

	for (guint i = 0; i < items->len; i++)
		compare_item(items->pdata[i], before, after, pool, changes);
}
