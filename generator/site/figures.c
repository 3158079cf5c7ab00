/* What the public list tells is counted, and each count drawn as a bar. */
#include "site/figures.h"

#include "disclosure/words.h"
#include "site/present.h"

/* In units of the picture, which is scaled as a whole. */
#define PICTURE_WIDTH 400
#define LABEL_WIDTH 160
#define BAR_WIDTH 200
#define ROW_HEIGHT 22
#define BAR_HEIGHT 14

/* A figure under construction. */
struct figure {
	struct value *rows;
	guint count, most;
};

static void
add_row(struct figure *figure, const char *label, const char *href, guint count)
{
	struct value *row = value_object();
	guint top = figure->count * ROW_HEIGHT, width = count * BAR_WIDTH / MAX(1, figure->most);

	value_set_text(row, "label", label);
	value_set_text(row, "href", href != NULL ? href : "");
	value_set_count(row, "count", count);
	value_set_number(row, "width", width);
	value_set_number(row, "bar-y", top + (ROW_HEIGHT - BAR_HEIGHT) / 2);
	value_set_number(row, "text-y", top + (ROW_HEIGHT + BAR_HEIGHT) / 2 - 2);
	value_set_number(row, "end-x", LABEL_WIDTH + width + 8);
	value_append(figure->rows, row);
	figure->count++;
}

/* Nothing where there is nothing to count. */
static void
append_figure(struct value *figures, const struct figure *figure, const char *code,
              const char *label, const char *note)
{
	struct value *value = value_object();

	value_set_text(value, "code", code);
	value_set_text(value, "label", label);
	value_set_text(value, "note", note);
	value_set_number(value, "height", figure->count * ROW_HEIGHT);
	value_set(value, "rows", figure->rows);
	if (figure->count > 0)
		value_append(figures, value);
	else
		value_free(value);
}

/* What the list can be narrowed by; of places those that a code tells. */
static void
append_facet(struct value *figures, const struct facets *facets, enum facet_kind kind,
             enum language language, const char *note)
{
	const GPtrArray *values = facets->values[kind];
	struct figure figure = { value_list(), 0, 0 };

	EACH (const struct facet_value, value, values)
		figure.most = MAX(figure.most, value->is_data ? 0 : value->entries->len);
	EACH (const struct facet_value, value, values) {
		g_autofree char *href =
			g_strdup_printf("../by/%s/%s/", facet_words[kind].code, value->slug);

		if (!value->is_data)
			add_row(&figure, kind == FACET_EXPIRY ? value->key : value->label, href,
			        value->entries->len);
	}
	append_figure(figures, &figure, facet_words[kind].code,
	              word_text(&facet_words[kind], language), note);
}

/* How often something of a kind took effect in each year. */
struct years {
	enum history_kind kind;
	guint counts[10000];
	int first, last;
};

static void
count_history(struct years *years, const struct disclosure *entry)
{
	EACH (const struct disclosed_event, event, entry->history) {
		int year = event->on.year;

		if (event->kind != years->kind || event->is_undone ||
		    !disclosure_tells(entry, event))
			continue;
		years->counts[year]++;
		years->first = years->first == 0 ? year : MIN(years->first, year);
		years->last = MAX(years->last, year);
	}
}

static void
append_years(struct value *figures, const struct public_register *public_register,
             enum history_kind kind, enum language language)
{
	g_autofree struct years *years = g_new0(struct years, 1);
	struct figure figure = { value_list(), 0, 0 };
	const struct word *word = &history_words[kind];

	years->kind = kind;
	EACH (const struct disclosure, entry, public_register->entries)
		count_history(years, entry);
	EACH (const struct disclosed_removal, removal, public_register->removals)
		count_history(years, removal->entry);
	for (int year = years->first; year <= years->last; year++)
		figure.most = MAX(figure.most, years->counts[year]);
	for (int year = years->first; year > 0 && year <= years->last; year++) {
		g_autofree char *text =
			g_strdup_printf(language == LANGUAGE_EN ? "%d" : "%d年", year);

		add_row(&figure, text, NULL, years->counts[year]);
	}
	/* Two kinds of suspension differ in their clauses alone. */
	g_autofree char *label =
		g_strdup_printf(language == LANGUAGE_EN ? "%s (%s), by year" : "年ごとの%s（%s）",
	                        word_text(word, language), word->clause);
	append_figure(figures, &figure, word->code, label, word->clause);
}

static bool
write_page(const struct build *build, struct tree *tree, const struct work *work, GError **error)
{
	static const enum history_kind counted[] = {
		HISTORY_REGISTRATION,      HISTORY_RENEWAL,       HISTORY_SUSPENSION_INCIDENT,
		HISTORY_SUSPENSION_CHANGE, HISTORY_REAUDIT_START, HISTORY_REMOVAL,
	};
	struct site_page page = { .language = work->language,
		                  .path = "statistics/index.html",
		                  .template = "statistics.html",
		                  .of_list = true };
	struct value *root = value_object(), *figures = value_list();

	append_facet(figures, work->subject, FACET_STATUS, work->language, "9.5, 10.5, 12.5, 8.1");
	append_facet(figures, work->subject, FACET_EXPIRY, work->language, "7.5(5)");
	append_facet(figures, work->subject, FACET_REGION, work->language, "7.5(6)");
	append_facet(figures, work->subject, FACET_CATEGORY, work->language, "");
	append_facet(figures, work->subject, FACET_MODEL, work->language, "");
	for (gsize i = 0; i < G_N_ELEMENTS(counted); i++)
		append_years(figures, build->public_register, counted[i], work->language);
	value_set_count(root, "entry-count", build->public_register->entries->len);
	value_set_number(root, "picture-width", PICTURE_WIDTH);
	value_set_number(root, "label-end", LABEL_WIDTH - 8);
	value_set_number(root, "bar-x", LABEL_WIDTH);
	value_set_number(root, "bar-height", BAR_HEIGHT);
	value_set(root, "figures", figures);
	return build_page(build, tree, &page, root, error);
}

void
figures_plan(struct plan *plan, enum language language, const struct facets *facets)
{
	plan_page(plan, "statistics/index.html",
	          (struct work){ .write = write_page, .language = language, .subject = facets });
}
