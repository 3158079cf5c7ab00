/* The data dictionary is walked from the table of items. */
#include "site/dictionary.h"

#include "disclosure/item.h"
#include "site/columns.h"

/* In words.ini. */
static const char *const type_words[ITEM_KINDS] = {
	[ITEM_TEXT] = "type-text",       [ITEM_PROSE] = "type-markdown",
	[ITEM_DATE] = "type-date",       [ITEM_URL] = "type-url",
	[ITEM_NUMBER] = "type-integer",  [ITEM_FLAG] = "type-flag",
	[ITEM_GROUP] = "type-object",    [ITEM_OBJECTS] = "type-objects",
	[ITEM_DOMAINS] = "type-objects", [ITEM_TEXTS] = "type-texts",
};

static void
append_row(const struct build *build, enum language language, const struct item *item,
           const char *path, struct value *rows)
{
	const struct value *words = build->wordings->words[language];
	const struct value *type = value_find(words, type_words[item->kind]);
	struct value *row = value_object();

	g_assert(type != NULL);
	value_set_text(row, "name", path);
	value_set_text(row, "term", item_term(item, language));
	value_set_text(row, "type", value_string(type));
	value_set_text(row, "hint", item_hint(item, language));
	value_set_text(row, "clause", item_clause(item));
	value_set_flag(row, "nullable", item->nullable || item->optional);
	value_set_text(row, "csv-label", columns_have(item) ? item_label(item, LANGUAGE_JA) : NULL);
	value_append(rows, row);
}

/* "statement_scope.sub_services[].name": a path as people write them. */
static void
append_rows(const struct build *build, enum language language, const struct item *items,
            const char *before, struct value *rows)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		g_autofree char *path = g_strconcat(before, item->name, NULL);

		if (item->name == NULL)
			continue;
		append_row(build, language, item, path, rows);
		if (item->members == NULL)
			continue;
		g_autofree char *inside = g_strconcat(path, item_is_list(item) ? "[]." : ".", NULL);
		append_rows(build, language, item->members, inside, rows);
	}
}

struct value *
dictionary_present(const struct build *build, enum language language)
{
	struct value *rows = value_list();

	append_row(build, language, item_find(items_of_list, "as_of"), "as_of", rows);
	append_row(build, language, item_find(items_of_list, "edition"), "edition", rows);
	append_rows(build, language, items_of_entry, "", rows);
	return rows;
}
