/* Two registers are walked side by side, as both are in the order of numbers. */
#include "disclosure/difference.h"

#include "disclosure/item_text.h"
#include "disclosure/words.h"

#include <string.h>

static struct difference *
add(GPtrArray *list, enum difference_kind kind, const struct disclosure *entry, struct pool *pool)
{
	struct difference *difference = pool_block(pool, sizeof(*difference));

	difference->kind = kind;
	difference->entry = entry;
	difference->changes = pool_array(pool);
	g_ptr_array_add(list, difference);
	return difference;
}

static void
compare_text(unsigned item, const char *label, const char *before, const char *after,
             struct difference *difference, struct pool *pool)
{
	struct disclosed_change *change;

	if (g_strcmp0(before, after) == 0)
		return;
	change = pool_block(pool, sizeof(*change));
	change->item = item;
	change->label = label;
	change->before = before;
	change->after = after;
	g_ptr_array_add(difference->changes, change);
}

static const char *
day_text(struct date day, struct pool *pool)
{
	return date_is_set(day) ? pool_take(pool, date_iso(day)) : NULL;
}

/* "一時停止（9.3） 2026-08-27、再監査中 2026-09-09" */
static const char *
states_text(const struct disclosure *entry, struct pool *pool)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < entry->statuses->len; i++) {
		const struct disclosed_status *status = entry->statuses->pdata[i];

		g_string_append_printf(text, "%s%s %s", i > 0 ? "、" : "", status->label,
		                       DATE(status->since));
	}
	return pool_take(pool, g_string_free(text, false));
}

static void
add_changed(GPtrArray *list, const struct disclosure *before, const struct disclosure *after,
            struct pool *pool)
{
	struct difference *difference = add(list, DIFFERENCE_CHANGED, after, pool);

	compare_text(0, "状態", states_text(before, pool), states_text(after, pool), difference,
	             pool);
	compare_text(4, item_words[4].ja, day_text(before->registered_on, pool),
	             day_text(after->registered_on, pool), difference, pool);
	compare_text(5, item_words[5].ja, day_text(before->expires_on, pool),
	             day_text(after->expires_on, pool), difference, pool);
	items_compare(before, after, pool, difference->changes);
	if (difference->changes->len == 0)
		g_ptr_array_set_size(list, (gint)list->len - 1);
}

/* Both registers are sorted by number: they are walked side by side. */
GPtrArray *
difference_list(const struct public_register *before, const struct public_register *after,
                struct pool *pool)
{
	GPtrArray *list = pool_array(pool);
	guint left = 0, right = 0;

	while (left < before->entries->len || right < after->entries->len) {
		const struct disclosure *old =
			left < before->entries->len ? before->entries->pdata[left] : NULL;
		const struct disclosure *new =
			right < after->entries->len ? after->entries->pdata[right] : NULL;
		int order = old == NULL ? 1 : new == NULL ? -1 : strcmp(old->number, new->number);

		if (order < 0)
			add(list, DIFFERENCE_REMOVED, old, pool);
		else if (order > 0)
			add(list, DIFFERENCE_ADDED, new, pool);
		else
			add_changed(list, old, new, pool);
		left += order <= 0;
		right += order >= 0;
	}
	return list;
}
