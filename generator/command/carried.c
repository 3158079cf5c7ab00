/* Values of another list become the file of a service: the field table says in which order
 * and shape, the table of items what they are called in data. */
#include "command/carried.h"

#include "base/date.h"
#include "base/territory.h"
#include "disclosure/item.h"
#include "render/escape.h"
#include "source/sheet.h"
#include "source/xml.h"

#include <string.h>

static const struct field *
root(void)
{
	return field_find(&field_service, "carried-over");
}

/* Whether it holds fields, and no value of its own. */
static bool
is_parent(const struct field *field)
{
	return field->kind == FIELD_GROUP && field->children != NULL &&
	       field->children->name != NULL;
}

static const char *
path_below(const char *path, const char *name)
{
	g_autofree char *whole = g_strconcat(path, path[0] == '\0' ? "" : "/", name, NULL);

	return g_intern_string(whole);
}

static void
add_columns(GPtrArray *columns, const struct field *group, const char *above)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		struct carried_column *column;

		if (is_parent(field) && field->max == 1) {
			add_columns(columns, field, path_below(above, field->name));
			continue;
		}
		column = g_new(struct carried_column, 1);
		*column = (struct carried_column){ field, path_below(above, field->name) };
		g_ptr_array_add(columns, column);
	}
}

/* What the body adds to an entry stands beside <carried-over>. */
static const struct field *
additions(void)
{
	return field_find(&field_service, "additions");
}

GPtrArray *
carried_columns(void)
{
	GPtrArray *columns = g_ptr_array_new_with_free_func(g_free);

	add_columns(columns, root(), "");
	add_columns(columns, additions(), additions()->name);
	return columns;
}

const struct carried_column *
carried_column_find(const GPtrArray *columns, const char *heading)
{
	g_autofree char *plain = sheet_strip(g_utf8_normalize(heading, -1, G_NORMALIZE_NFKC));
	/* Japanese headings are wrapped and spaced out where columns are narrow. */
	g_auto(GStrv) parts = g_strsplit_set(plain, " \t\r\n", -1);
	g_autofree char *close = g_strjoinv("", parts);

	EACH (const struct carried_column, column, columns) {
		if (strcmp(column->field->ja, close) == 0 || strcmp(column->path, plain) == 0 ||
		    g_ascii_strcasecmp(column->field->en, plain) == 0)
			return column;
	}
	return NULL;
}

const struct field *
carried_field(const char *path)
{
	const struct field *field = root();
	g_auto(GStrv) names = g_strsplit(path, "/", -1);

	if (g_str_has_prefix(path, additions()->name))
		field = &field_service;
	for (char **name = names; *name != NULL && field != NULL; name++)
		field = field_find(field, *name);
	return field;
}

struct carried *
carried_new(int row)
{
	struct carried *carried = g_new0(struct carried, 1);

	carried->row = row;
	carried->values = json_object();
	carried->places = g_hash_table_new(g_str_hash, g_str_equal);
	return carried;
}

void
carried_free(struct carried *carried)
{
	if (carried == NULL)
		return;
	json_decref(carried->values);
	g_hash_table_unref(carried->places);
	g_free(carried);
}

json_t *
carried_value(const struct carried *carried, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	json_t *value = carried->values;

	for (char **name = names; *name != NULL; name++)
		value = json_object_get(value, *name);
	return value;
}

const char *
carried_text(const struct carried *carried, const char *path)
{
	return json_string_value(carried_value(carried, path));
}

void
carried_set(struct carried *carried, const char *path, json_t *value)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	json_t *group = carried->values;
	char **name = names;

	for (; name[1] != NULL; name++) {
		if (json_object_get(group, *name) == NULL)
			json_object_set_new(group, *name, json_object());
		group = json_object_get(group, *name);
	}
	json_object_set_new(group, *name, value);
}

/* The path below <carried-over> of what the item publishes; NULL: it has no field there. The
 * caller frees. */
static char *
path_of_item(const struct item *item)
{
	static const char *const above[] = { "application/", "statement/", "events/remark/" };
	g_autofree char *path = g_strdup(item->field != NULL ? item->field : item->name);

	for (gsize i = 0; item->field != NULL && i < G_N_ELEMENTS(above); i++)
		if (g_str_has_prefix(path, above[i]))
			memmove(path, path + strlen(above[i]), strlen(path + strlen(above[i])) + 1);
	g_strdelimit(path, "_", '-');
	return carried_field(path) != NULL ? g_steal_pointer(&path) : NULL;
}

/* The identifiers of all domains in one text. */
static json_t *
join_domains(const json_t *domains)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i, k;
	json_t *domain, *word;

	json_array_foreach(domains, i, domain)
		json_array_foreach(json_object_get(domain, "implemented"), k, word)
			g_string_append_printf(text, "%s ", json_string_value(word));
	return json_string(g_strchomp(text->str));
}

/* A value of data by the names of the fields; NULL: nothing is said. */
static json_t *
value_of_data(const struct item *list, json_t *value)
{
	json_t *copies, *object;
	size_t i;

	if (list->kind == ITEM_DOMAINS)
		return join_domains(value);
	if (list->kind != ITEM_OBJECTS)
		return json_is_null(value) || json_is_false(value) ? NULL : json_incref(value);
	copies = json_array();
	json_array_foreach(value, i, object)
	{
		json_t *copy = json_object();

		for (const struct item *item = list->members; item->kind != ITEM_END; item++) {
			json_t *member = item->name == NULL || item->field == NULL
			                         ? NULL
			                         : json_object_get(object, item->name);
			bool is_text = g_strcmp0(item->field, list->field) == 0;

			if (member != NULL)
				json_object_set_new(copy,
				                    is_text ? "" : strrchr(item->field, '/') + 1,
				                    value_of_data(item, member));
		}
		json_array_append_new(copies, copy);
	}
	return copies;
}

/* Objects that are found for texts, which data do not have and which stand before them in the
 * table: the first that each says. */
static void
take_found(struct carried *carried, const struct item *texts, const json_t *data)
{
	const struct item *objects = texts + 1;
	g_autofree char *path = path_of_item(texts);
	json_t *list = json_array(), *object;
	size_t i;

	json_array_foreach(json_object_get(data, objects->name), i, object)
		json_array_append(list, json_object_get(object, objects->members->name));
	carried_set(carried, path, list);
}

static void
take_items(struct carried *carried, const struct item *items, const json_t *data)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		json_t *value = item->name != NULL ? json_object_get(data, item->name) : NULL;
		g_autofree char *path = value != NULL ? path_of_item(item) : NULL;
		json_t *copy = path != NULL && item->kind != ITEM_GROUP ? value_of_data(item, value)
		                                                        : NULL;

		if (item->kind == ITEM_GROUP && value != NULL)
			take_items(carried, item->members, value);
		else if (item->kind == ITEM_TEXTS && item->name == NULL)
			take_found(carried, item, data);
		else if (copy != NULL)
			carried_set(carried, path, copy);
	}
}

void
carried_take_data(struct carried *carried, const json_t *entry)
{
	take_items(carried, items_of_entry, entry);
	carried_take_statuses(carried, json_object_get(entry, "statuses"));
}

void
carried_take_statuses(struct carried *carried, const json_t *statuses)
{
	json_t *suspended = json_array(), *reaudits = json_array(), *status;
	size_t i;

	json_array_foreach(statuses, i, status)
	{
		const char *code = json_string_value(json_object_get(status, "code"));
		const char *since = json_string_value(json_object_get(status, "since"));
		const char *ground = g_strcmp0(code, "suspended-change") == 0 ? "10.3" : "9.3";

		if (g_strcmp0(code, "continued") == 0)
			carried_set(carried, "renewal-pending", json_true());
		else if (g_strcmp0(code, "reaudit") == 0)
			json_array_append_new(reaudits, json_pack("{s:s?}", "since", since));
		else if (code != NULL && g_str_has_prefix(code, "suspended-"))
			json_array_append_new(suspended, json_pack("{s:s?, s:s}", "since", since,
			                                           "ground", ground));
	}
	carried_set(carried, "suspended", suspended);
	carried_set(carried, "under-reaudit", reaudits);
}

static bool
says_yes(const char *text)
{
	static const char *const yes[] = { "有", "あり", "有り", "はい", "○",    "〇",
		                           "◯",  "1",    "yes",  "true", "該当", NULL };
	g_autofree char *small = g_ascii_strdown(text, -1);

	return g_strv_contains(yes, small);
}

/* What is written in katakana, in hiragana: both are read the same. */
static char *
hiragana(const char *text)
{
	g_autofree char *wide = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	GString *out = g_string_new(NULL);

	for (const char *at = wide; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar sign = g_utf8_get_char(at);

		g_string_append_unichar(out, sign >= 0x30A1 && sign <= 0x30F6 ? sign - 0x60 : sign);
	}
	return g_string_free(out, false);
}

/* The text of one value as its field wants it. */
static json_t *
value_of(const struct field *field, const char *text)
{
	struct date date;
	g_autofree char *better = NULL;

	if (field->kind == FIELD_DATE && date_parse_written(text, &date))
		better = date_iso(date);
	else if (field->pattern != NULL && g_str_has_prefix(field->pattern, "[ぁ"))
		better = hiragana(text);
	return json_string(better != NULL ? better : text);
}

/* Cuts what stands between brackets at the end of the line off; NULL: nothing does. */
static char *
cut_brackets(char *line, const char *open, const char *close)
{
	char *at = g_str_has_suffix(line, close) ? strstr(line, open) : NULL;

	if (at == NULL)
		return NULL;
	line[strlen(line) - strlen(close)] = '\0';
	*at = '\0';
	return at + strlen(open);
}

/* A line of a list: 「6.2.2（理由）」 or 「2026-10-01（9.3）」 where the first member can be
 * told from the rest, else a name, which may have such brackets of its own, and 「［甲、乙］」. */
static json_t *
object_of_line(const struct field *group, char *line)
{
	const struct field *first = group->children;
	bool parts = first->pattern != NULL || first->kind == FIELD_DATE;
	const char *second = parts ? cut_brackets(line, "（", "）") : NULL;
	json_t *object = json_object();

	for (const struct field *field = first + 1; field->name != NULL; field++) {
		const char *list = field->max > 1 ? cut_brackets(line, "［", "］") : NULL;
		g_auto(GStrv) names = list != NULL ? g_strsplit(list, "、", -1) : NULL;

		for (char **name = names; name != NULL && *name != NULL; name++) {
			if (name == names)
				json_object_set_new(object, field->name, json_array());
			json_array_append_new(json_object_get(object, field->name),
			                      json_string(*name));
		}
	}
	if (second != NULL)
		json_object_set_new(object, first[1].name, value_of(&first[1], second));
	json_object_set_new(object, first->name, value_of(first, sheet_strip(line)));
	return object;
}

/* A name with the code of its country or prefecture behind it: 「東日本（JP-13）」. */
static json_t *
region_of_line(const struct field *region, const char *line)
{
	const char *close = g_str_has_suffix(line, ")") ? ")" : "）";
	const char *at = g_str_has_suffix(line, close)
	                         ? g_strrstr(line, close[0] == ')' ? "(" : "（")
	                         : NULL;
	g_autofree char *name = g_strndup(line, at != NULL ? (gsize)(at - line) : 0);
	g_autofree char *code = at != NULL ? g_strdup(at + strlen(close)) : g_strdup(close);
	g_auto(GStrv) parts = NULL;

	code[strlen(code) - strlen(close)] = '\0';
	parts = g_strsplit(code, "-", 2);
	if (sheet_strip(name)[0] == '\0' || territory_find(parts[0]) == NULL)
		return json_string(line);
	return json_pack("{s:s, s:s, s:s*}", "", name, region->children[0].name, parts[0],
	                 region->children[1].name, parts[1]);
}

void
carried_take_cell(struct carried *carried, const struct carried_column *column, const char *text)
{
	const struct field *field = column->field;
	g_auto(GStrv) lines = NULL;
	json_t *list;

	if (field->max == 1 && (field->kind == FIELD_MARK || field->kind == FIELD_GROUP)) {
		if (says_yes(text))
			carried_set(carried, column->path, json_true());
		return;
	}
	if (field->max == 1) {
		carried_set(carried, column->path, value_of(field, text));
		return;
	}
	lines = g_strsplit(text, "\n", -1);
	list = json_array();
	for (char **line = lines; *line != NULL; line++) {
		/* Our own list has the name of what a code or a number stands for behind it. */
		char *name = field->pattern != NULL ? strstr(*line, "（") : NULL;

		if (name != NULL)
			*name = '\0';
		if (sheet_strip(*line)[0] != '\0')
			json_array_append_new(
				list, field->kind == FIELD_GROUP ? object_of_line(field, *line)
				      : field->children != NULL  ? region_of_line(field, *line)
								 : json_string(*line));
	}
	carried_set(carried, column->path, list);
}

/* A file in the making. */
struct writer {
	GString *out;
	GPtrArray *lines;
	guint line; /* that comes next, from 0 */
	int depth;
};

/* Begins a line of what is at `path`, and takes note of it. */
static void
begin_line(struct writer *writer, const char *path)
{
	g_ptr_array_set_size(writer->lines, (gint)writer->line);
	g_ptr_array_add(writer->lines, (gpointer)path);
	g_string_append_printf(writer->out, "%*s", writer->depth * 2, "");
}

static void
end_line(struct writer *writer, const char *text)
{
	g_string_append(writer->out, text);
	g_string_append_c(writer->out, '\n');
	writer->line++;
}

/* The text of an element, whose start tag lacks its end. Prose of several lines stands below
 * its tag, as people write it; other lines are one. */
static void
write_text(struct writer *writer, const struct field *field, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool is_block = field_is_prose(field) && strchr(text, '\n') != NULL;

	g_string_append_c(writer->out, '>');
	for (char **line = lines; *line != NULL; line++) {
		if (is_block)
			end_line(writer, "");
		else if (line > lines)
			g_string_append_c(writer->out, ' ');
		if (is_block && **line != '\0')
			g_string_append_printf(writer->out, "%*s", writer->depth * 2 + 2, "");
		escape_xml(writer->out, *line);
	}
	if (is_block) {
		end_line(writer, "");
		g_string_append_printf(writer->out, "%*s", writer->depth * 2, "");
	}
	g_string_append_printf(writer->out, "</%s", field->name);
	end_line(writer, ">");
}

static void write_all(struct writer *writer, const struct field *field, const char *path,
                      const json_t *value);

static void
write_one(struct writer *writer, const struct field *field, const char *path, const json_t *value)
{
	const char *text =
		json_string_value(json_is_object(value) ? json_object_get(value, "") : value);

	begin_line(writer, path);
	g_string_append_printf(writer->out, "<%s", field->name);
	for (const struct field *child = field->children; child != NULL && child->name != NULL;
	     child++) {
		const char *of = json_string_value(json_object_get(value, child->name));

		if (!child->attribute || (of == NULL && child->min == 0))
			continue;
		g_string_append_printf(writer->out, " %s=\"", child->name);
		escape_xml(writer->out, of != NULL ? of : "");
		g_string_append_c(writer->out, '"');
	}
	if (is_parent(field) ? !field_has_elements(field)
	                     : field->kind == FIELD_GROUP || field->kind == FIELD_MARK) {
		end_line(writer, "/>");
	} else if (is_parent(field)) {
		end_line(writer, ">");
		writer->depth++;
		for (const struct field *child = field->children;
		     child != NULL && child->name != NULL; child++)
			if (!child->attribute)
				write_all(writer, child,
				          field->max > 1 ? path : path_below(path, child->name),
				          json_object_get(value, child->name));
		writer->depth--;
		begin_line(writer, path);
		g_string_append_printf(writer->out, "</%s", field->name);
		end_line(writer, ">");
	} else {
		write_text(writer, field, text != NULL ? text : "");
	}
}

/* An element, all of a list, or an empty one of what must be there. */
static void
write_all(struct writer *writer, const struct field *field, const char *path, const json_t *value)
{
	size_t i;
	json_t *one;

	json_array_foreach(value, i, one) write_one(writer, field, path, one);
	if (json_is_array(value) ? json_array_size(value) == 0 && field->min > 0
	                         : value != NULL || field->min > 0)
		write_one(writer, field, path, json_is_array(value) ? NULL : value);
}

void
carried_render(const struct carried *carried, const char *id, GString *out, GPtrArray *lines)
{
	struct writer writer = { .out = out, .lines = lines, .line = 3, .depth = 1 };

	g_string_append_printf(out,
	                       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                       "<?xml-model href=\"../../schema/service.xsd\"?>\n"
	                       "<service xmlns=\"%s\" id=\"%s\">\n",
	                       XML_NAMESPACE, id);
	write_one(&writer, root(), "", carried->values);
	if (carried_value(carried, "additions") != NULL)
		write_one(&writer, additions(), additions()->name,
		          carried_value(carried, "additions"));
	g_string_append(out, "</service>\n");
}

void
carried_render_group(const struct carried *carried, const char *path, GString *out)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new();
	struct writer writer = { .out = out, .lines = lines };

	write_one(&writer, field_at(root(), path, NULL), path, carried_value(carried, path));
}
