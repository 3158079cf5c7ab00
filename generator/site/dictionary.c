#include "site/dictionary.h"

#include "disclosure/item.h"
#include "site/columns.h"

static void
append_row(const struct build *build, const struct shape *shape, const char *path,
           struct value *rows)
{
	const struct value *words = build->wordings->words[build->language];
	const struct value *type = value_find(words, shape_type(shape));
	struct value *row = value_object();

	g_assert(type != NULL);
	value_set_text(row, "name", path);
	value_set_text(row, "term", shape_term(shape, build->language));
	value_set_text(row, "type", value_string(type));
	value_set_text(row, "hint", shape_hint(shape, build->language));
	value_set_text(row, "clause", shape_clause(shape));
	value_set_flag(row, "nullable", shape->nullable || shape->optional);
	value_set_text(row, "csv-label", columns_label(path));
	value_append(rows, row);
}

/* "statement_scope.sub_services[].name": a path as people write them. */
static void
append_rows(const struct build *build, const struct shape *shapes, const char *before,
            struct value *rows)
{
	for (const struct shape *shape = shapes; shape->name != NULL; shape++) {
		g_autofree char *path = g_strconcat(before, shape->name, NULL);
		g_autofree char *inside = NULL;

		append_row(build, shape, path, rows);
		if (shape->members == NULL)
			continue;
		inside = g_strconcat(path, shape->kind == SHAPE_OBJECTS ? "[]." : ".", NULL);
		append_rows(build, shape->members, inside, rows);
	}
}

struct value *
dictionary_present(const struct build *build)
{
	struct value *rows = value_list();

	append_rows(build, shape_service, "", rows);
	return rows;
}
