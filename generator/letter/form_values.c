/* The fields of a filled form become the values that its template sees. */
#include "letter/form_values.h"

#include "letter/form_inputs.h"
#include "letter/form_names.h"
#include "letter/prose.h"
#include "registry/form.h"

#include <string.h>

/* So many empty entries has a list of the blank form. */
#define BLANK_ENTRIES 4

/* And so many more sub-services has the continuation sheet. */
#define CONTINUED_ENTRIES 26

/* Notes of sub-services have a column of their own where one in so many has one. */
#define SUB_SERVICES_TO_A_NOTE 3

struct source {
	const struct registry *registry;
	bool blank;
	struct form_place place; /* that the fields stand in */
};

static struct value *group_value(const struct source *outer, const struct field *field,
                                 const struct xml_node *group, guint number);
static void set_fields(const struct source *source, struct value *object,
                       const struct field *fields, const struct xml_node *group, bool of_person);

static void
set_date(struct value *object, const char *name, const char *text)
{
	struct date date = { 0 };
	g_autofree char *era = NULL;

	if (text != NULL && date_parse(text, &date))
		era = date_era(date);
	value_set_text(object, name, era);
}

/* A choice is a flag, and a box that is ticked or, on the blank form, to be ticked. */
static void
set_box(const struct source *source, struct value *object, const struct field *field,
        const char *choice, bool on)
{
	if (source->blank)
		value_set(object, form_name_of_box(field, choice),
		          form_input_button(&source->place, field, choice));
	else
		value_set_text(object, form_name_of_box(field, choice), on ? "■" : "□");
}

static void
set_choice(const struct source *source, struct value *object, const struct field *field,
           const char *text)
{
	g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);

	if (source->blank && text == NULL)
		value_set(object, field->name, form_input(&source->place, field));
	else
		value_set_text(object, field->name, text);
	for (char **choice = choices; *choice != NULL; choice++) {
		bool on = g_strcmp0(text, *choice) == 0;

		value_set_flag(object, form_name_of_choice(field, *choice), on);
		set_box(source, object, field, *choice, on);
	}
}

static void
set_tokens(const struct source *source, struct value *object, const struct field *field,
           const char *text)
{
	g_auto(GStrv) words = g_strsplit(text == NULL ? "" : text, " ", -1);
	int digits = form_digits(field);

	for (int digit = 1; digit <= digits; digit++) {
		const char word[] = { (char)('0' + digit), '\0' };

		bool on = g_strv_contains((const char *const *)words, word);

		value_set_flag(object, form_name_of_choice(field, word), on);
		set_box(source, object, field, word, on);
	}
	if (digits > 0)
		return;

	struct value *list = value_list();

	if (source->blank)
		value_append(list, form_input(&source->place, field));
	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			value_append(list, value_text(*word));
	value_set(object, field->name, list);
}

static void
set_leaf(const struct source *source, struct value *object, const struct field *field,
         const char *text, bool of_person)
{
	g_autofree char *spaced = NULL;

	if (source->blank && text == NULL && field->kind != FIELD_CHOICE &&
	    field->kind != FIELD_TOKENS && field->kind != FIELD_MARK) {
		value_set(object, field->name, form_input(&source->place, field));
		return;
	}
	switch (field->kind) {
	case FIELD_PROSE:
	case FIELD_TEXT:
	case FIELD_STATED:
		value_set(object, field->name, prose_value(field, text));
		break;
	case FIELD_DATE:
		set_date(object, field->name, text);
		break;
	case FIELD_CHOICE:
		set_choice(source, object, field, text);
		break;
	case FIELD_TOKENS:
		set_tokens(source, object, field, text);
		break;
	case FIELD_MARK:
		value_set_flag(object, field->name, text != NULL);
		set_box(source, object, field, "", text != NULL);
		break;
	default:
		if (of_person && strcmp(field->name, "name") == 0)
			spaced = prose_name(text);
		value_set_text(object, field->name, spaced != NULL ? spaced : text);
		break;
	}
}

static bool
is_person(const struct field *field)
{
	return field->children == fields_person || strcmp(field->name, "contact") == 0;
}

/* The objectives of the edition by chapter, each with whether it is said to be
 * implemented. */
static struct value *
domains_value(const struct source *source, const struct field *field, const struct xml_node *group)
{
	const struct field *words = field_find(field, "implemented");
	const char *edition = group == NULL ? NULL : form_node_text(group, "edition");
	const char *text = group == NULL ? NULL : form_node_text(group, "implemented");
	g_auto(GStrv) implemented = g_strsplit(text == NULL ? "" : text, " ", -1);
	const GPtrArray *editions = source->registry->criteria;
	const struct criteria *criteria = NULL;
	struct value *domains = value_list();

	if (edition != NULL)
		criteria = registry_find_criteria(source->registry, edition);
	else if (source->blank && editions->len > 0)
		criteria = g_ptr_array_index(editions, editions->len - 1);
	for (guint i = 0; criteria != NULL && i < criteria->domains->len; i++) {
		const struct criteria_domain *domain = g_ptr_array_index(criteria->domains, i);
		const char *all = domain->objectives.value;
		g_auto(GStrv) ids = g_strsplit(all == NULL ? "" : all, " ", -1);
		struct value *value = value_object();
		struct value *objectives = value_list();

		for (char **id = ids; *id != NULL; id++) {
			struct value *objective = value_object();
			bool on = g_strv_contains((const char *const *)implemented, *id);

			value_set_text(objective, "id", *id);
			value_set_flag(objective, "is-implemented", on);
			if (source->blank)
				value_set(objective, "box",
				          form_input_button(&source->place, words, *id));
			else
				value_set_text(objective, "box", on ? "■" : "□");
			value_append(objectives, objective);
		}
		value_set_text(value, "number", domain->number.value);
		value_set_text(value, "name", domain->name.value);
		value_set(value, "objectives", objectives);
		value_append(domains, value);
	}
	return domains;
}

static guint
count_children(const struct xml_node *group, const char *name)
{
	const struct xml_node *node = group == NULL ? NULL : form_first(group, name);
	guint count = 0;

	for (; node != NULL; node = form_next(node))
		count++;
	return count;
}

/* The entries of a list that the blank form has on a sheet behind. */
static struct value *
continued_value(const struct source *source, const struct field *field)
{
	struct value *list = value_list();

	for (guint i = 1; source->blank && i <= CONTINUED_ENTRIES; i++) {
		struct value *entry = group_value(source, field, NULL, BLANK_ENTRIES + i);

		value_set_text(entry, "number", NUMBER(BLANK_ENTRIES + i));
		value_append(list, entry);
	}
	return list;
}

/* What some groups have beside their fields. */
static void
set_extra(const struct source *source, struct value *value, const struct field *field,
          const struct xml_node *group)
{
	if (strcmp(field->name, "control-objectives") == 0) {
		value_set(value, "domains", domains_value(source, field, group));
	} else if (strcmp(field->name, "statement-scope") == 0) {
		guint count = count_children(group, "sub-service"), notes = 0;
		const struct xml_node *node =
			group == NULL ? NULL : form_first(group, "sub-service");

		for (; node != NULL; node = form_next(node))
			notes += form_node_text(node, "note") != NULL;
		value_set_text(value, "sub-service-count", NUMBER(count));
		value_set(value, "continued",
		          continued_value(source, field_find(field, "sub-service")));
		value_set_flag(value, "has-notes", notes * SUB_SERVICES_TO_A_NOTE > count);
		value_set_flag(value, "has-outside-services",
		               count_children(group, "outside-service") > 0);
	}
}

/* `number` is that of an entry of a list, or 0. */
static struct value *
group_value(const struct source *outer, const struct field *field, const struct xml_node *group,
            guint number)
{
	struct value *value = value_object();
	struct source source = *outer;

	source.place = form_place_below(&outer->place, field, number);
	set_fields(&source, value, field->children, group, is_person(field));
	set_extra(&source, value, field, group);
	form_place_clear(&source.place);
	return value;
}

/* "point.2" */
static struct value *
blank_item(const struct source *source, const struct field *field, guint number)
{
	g_autofree char *name = g_strdup_printf("%s.%u", field->name, number);
	g_autofree char *label = g_strdup_printf("%s（%u）", field->ja, number);
	struct field own = *field;

	own.name = name;
	own.ja = label;
	return form_input(&source->place, &own);
}

static struct value *
item_value(const struct source *source, const struct field *field, const struct xml_node *node,
           guint number)
{
	const char *text = node == NULL ? NULL : node->text;

	if (field->kind == FIELD_GROUP)
		return group_value(source, field, node, number);
	if (node == NULL)
		return blank_item(source, field, number);
	return field_is_prose(field) ? prose_value(field, text) : value_text(text);
}

/* The blank form has an entry for each choice where each is asked for once. */
static void
append_blanks(const struct source *source, struct value *list, const struct field *field)
{
	const struct field *key = field->children;
	g_auto(GStrv) choices =
		g_strsplit(key != NULL && key->choices != NULL ? key->choices : "", " ", -1);
	guint count = g_strv_length(choices);

	if (field->min != field->max || count != (guint)field->max) {
		for (guint i = 1; i <= BLANK_ENTRIES; i++)
			value_append(list, item_value(source, field, NULL, i));
		return;
	}
	g_assert(key != NULL);
	for (guint i = 0; i < count; i++) {
		const struct xml_attribute attribute = { key->name, choices[i] };
		const struct xml_node node = { .name = field->name,
			                       .attributes = &attribute,
			                       .attribute_count = 1 };

		value_append(list, group_value(source, field, &node, i + 1));
	}
}

static void
set_list(const struct source *source, struct value *object, const struct field *field,
         const struct xml_node *group)
{
	const struct xml_node *node = group == NULL ? NULL : form_first(group, field->name);
	struct value *list = value_list();

	for (; node != NULL; node = form_next(node))
		value_append(list, item_value(source, field, node, 0));
	if (source->blank)
		append_blanks(source, list, field);
	value_set(object, field->name, list);
}

/* Of whom, with all that can be asked for, where a letter has what is there. */
static struct value *
blank_recipient(const struct source *source, const struct field *field)
{
	static const char *const names[][2] = {
		{ "last-head", "post" },      { "last-name", "person" },
		{ "honorific", "honorific" }, { "postal-code", "postal-code" },
		{ "address", "address" },
	};
	struct form_place place = form_place_below(&source->place, field, 0);
	struct value *value = value_object(), *lines = value_list();

	value_append(lines, form_input(&place, field_find(field, "name")));
	value_set(value, "lines", lines);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		value_set(value, names[i][0], form_input(&place, field_find(field, names[i][1])));
	form_place_clear(&place);
	return value;
}

/* What is written with elements, as lines: one a leaf. */
static void
append_leaves(GString *out, const struct xml_node *node)
{
	if (node->text != NULL && node->first == NULL)
		g_string_append_printf(out, "%s%s", out->len > 0 ? "\n\n" : "", node->text);
	for (const struct xml_node *child = node->first; child != NULL; child = child->next)
		append_leaves(out, child);
}

static void
set_fields(const struct source *source, struct value *object, const struct field *fields,
           const struct xml_node *group, bool of_person)
{
	g_assert(fields != NULL);
	for (const struct field *field = fields; field->name != NULL; field++) {
		const struct xml_node *node = group == NULL ? NULL : form_first(group, field->name);
		const char *text = group == NULL ? NULL : form_node_text(group, field->name);

		if (form_skips(field))
			continue;
		if (form_asks_presence(field))
			value_set_flag(object, form_name_of_presence(field), node != NULL);
		if (field->max > 1) {
			set_list(source, object, field, group);
		} else if (strcmp(field->name, "recipient") == 0) {
			value_set(object, "recipient",
			          source->blank ? blank_recipient(source, field)
			                        : form_recipient_value(node));
		} else if (field->kind == FIELD_GROUP) {
			value_set(object, field->name, group_value(source, field, node, 0));
		} else {
			g_autoptr(GString) leaves = g_string_new(NULL);

			if (field->kind == FIELD_MARK && node != NULL)
				text = "yes";
			if (field->kind == FIELD_STATED && node != NULL && node->first != NULL) {
				append_leaves(leaves, node);
				text = leaves->str;
			}
			set_leaf(source, object, field, text, of_person);
		}
	}
}

struct value *
form_values(const struct registry *registry, int number, const struct xml_node *body,
            struct date as_of, bool is_signed, bool is_example)
{
	const struct form_kind *kind = form_kind_find(number);
	const struct source source = { registry, body == NULL, { "", "" } };
	struct value *value = value_object();

	form_set_common(value, registry, kind, body, as_of, is_example);
	value_set_flag(value, "signed", is_signed && body != NULL);
	set_fields(&source, value, form_field(kind)->children, body, false);
	return value;
}
