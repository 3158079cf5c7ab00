/* What stays of a registration that was removed (14.2): its number, its name, the day and
 * the ground, at the address that it had. Whoever follows the entry learns of the removal. */
#include "site/removed.h"

#include "site/feed.h"
#include "site/present.h"

#define REMOVED_PAGE "removed/index.html"

static bool
write_all(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const GPtrArray *removals = build->public_register->removals;
	const struct site_page page = { .language = work->language,
		                        .path = REMOVED_PAGE,
		                        .template = "removed.html" };
	struct value *root = value_object(), *list = value_list();

	for (guint i = 0; i < removals->len; i++)
		value_append(list, present_removal(removals->pdata[i], work->language));
	value_set(root, "removals", list);
	build_set_prose(build, root, "removed", &page);
	return build_page(build, tree, &page, root, error);
}

/* The page of one number: work->subject. */
static bool
write_one(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const struct disclosed_removal *removal = work->subject;
	g_autofree char *path = g_strconcat("services/", removal->number, "/index.html", NULL);
	const struct site_page page = { .language = work->language,
		                        .path = path,
		                        .template = "tombstone.html" };
	struct value *root = value_object();

	value_set(root, "removal", present_removal(removal, work->language));
	return build_page(build, tree, &page, root, error);
}

static bool
write_feeds(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const struct disclosed_removal *removal = work->subject;

	return feeds_write_entry(build, tree, removal->entry, NULL, error);
}

static bool
write_data(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	const struct public_register *public_register = build->public_register;
	g_autoptr(GString) text = g_string_new(NULL);
	struct record record = record_begin(text, RECORD_JSON);

	(void)work;
	record_open(&record, NULL);
	record_text(&record, "title", public_register->title);
	record_date(&record, "as_of", public_register->as_of);
	record_text(&record, "edition", build->dataset->edition);
	record_open_list(&record, "removed");
	EACH (const struct disclosed_removal, removal, public_register->removals) {
		const struct state_term *ground = &removal_terms[removal->ground];

		record_open(&record, NULL);
		record_text(&record, "number", removal->number);
		record_text(&record, "name", removal->name);
		record_date(&record, "removed_on", removal->removed_on);
		record_text(&record, "clause", ground->clause);
		record_text(&record, "ground", ground->ja);
		record_text(&record, "ground_en", ground->en);
		record_text(&record, "corrected_number", removal->corrected_number);
		record_close(&record);
	}
	record_close_list(&record);
	record_close(&record);
	g_string_append_c(text, '\n');
	return tree_write(tree, "data/removed.json", text->str, text->len, error);
}

void
removed_plan(struct plan *plan, enum language language)
{
	const struct public_register *public_register = plan->build->public_register;

	if (!public_register->publishes_removals)
		return;
	plan_page(plan, REMOVED_PAGE, (struct work){ .write = write_all, .language = language });
	EACH (const void, removal, public_register->removals) {
		/* No search leads to it: it is not in the sitemap. */
		plan_file(plan, (struct work){ write_one, language, removal, 0, 0, 0 });
		if (language == LANGUAGE_JA)
			plan_file(plan, (struct work){ .write = write_feeds, .subject = removal });
	}
	if (language == LANGUAGE_JA)
		plan_file(plan, (struct work){ .write = write_data });
}
