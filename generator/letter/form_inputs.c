/* The fields of blank forms are made from the form table. */
#include "letter/form_inputs.h"

#include "registry/listing_change.h"

#include <string.h>

const char *const form_input_dates[] = { "year", "month", "day", NULL };

char *
form_input_state(const char *choice)
{
	g_autoptr(GString) state = g_string_new(NULL);

	for (const char *at = choice; *at != '\0'; at++)
		g_string_append_c(state, g_ascii_isalnum(*at) ? *at : '-');
	while (g_str_has_suffix(state->str, "-"))
		g_string_truncate(state, state->len - 1);
	return g_strdup(state->str);
}

static void
append_attribute(GString *markup, const char *name, const char *value)
{
	g_autofree char *escaped = g_markup_escape_text(value, -1);

	g_string_append_printf(markup, " %s=\"%s\"", name, escaped);
}

static void
begin_field(GString *markup, const struct form_place *place, const struct field *field,
            const char *part, const char *part_label)
{
	g_autofree char *name = g_strconcat(place->path, field->name, part, NULL);
	g_autofree char *label = g_strconcat(place->label, field->ja, part_label, NULL);

	g_string_append(markup, "<field");
	append_attribute(markup, "name", name);
	append_attribute(markup, "label", label);
	if (field->min > 0)
		append_attribute(markup, "required", "yes");
}

/* "service-name=クラウドサービスの名称|…" for the listed items of 7.5, "様|殿" for others. */
static void
append_choices(GString *markup, const struct field *field)
{
	g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);
	g_autoptr(GString) told = g_string_new(NULL);
	size_t offset;

	for (char **choice = choices; *choice != NULL; choice++) {
		const struct listing_item *item = listing_items;

		while (item->name != NULL && strcmp(item->name, *choice) != 0)
			item++;
		g_string_append_printf(told, "%s%s", told->len > 0 ? "|" : "", *choice);
		if (item->name != NULL)
			g_string_append_printf(told, "=%s",
			                       field_at(field_find(&field_service, "application"),
			                                item->path, &offset)
			                               ->ja);
	}
	append_attribute(markup, "choices", told->str);
}

struct value *
form_input(const struct form_place *place, const struct field *field)
{
	g_autoptr(GString) markup = g_string_new(NULL);
	bool is_prose = field_is_prose(field);

	if (field->kind == FIELD_DATE) {
		static const char *const labels[] = { "の年（令和）", "の月", "の日" };
		static const char *const behind[] = { "年", "月", "日" };

		g_string_append(markup, "<nowrap>令和");
		for (guint i = 0; form_input_dates[i] != NULL; i++) {
			g_autofree char *part = g_strconcat(".", form_input_dates[i], NULL);

			begin_field(markup, place, field, part, labels[i]);
			g_string_append_printf(markup, " em=\"2\" characters=\"2\"/>%s", behind[i]);
		}
		g_string_append(markup, "</nowrap>");
		return value_blocks(markup->str);
	}
	if (is_prose)
		g_string_append(markup, "<p indent=\"no\" lines=\"3\">");
	begin_field(markup, place, field, NULL, NULL);
	if (field->kind == FIELD_CHOICE)
		append_choices(markup, field);
	if (g_strcmp0(field->pattern, "[0-9]{13}") == 0)
		append_attribute(markup, "characters", "13");
	if (is_prose || field->kind == FIELD_TOKENS)
		append_attribute(markup, "prose", "yes");
	g_string_append(markup, is_prose ? "/></p>" : "/>");
	return value_blocks(markup->str);
}

/* A choice is one field with a button each; of words, each is a field of its own. */
struct value *
form_input_button(const struct form_place *place, const struct field *field, const char *choice)
{
	g_autoptr(GString) markup = g_string_new(NULL);
	g_autofree char *state = form_input_state(choice);
	g_autofree char *part = g_strconcat(".", state, NULL);
	/* What is no digit stands behind its button. */
	g_autofree char *label =
		choice[0] == '\0' || choice[1] != '\0' ? NULL : g_strdup_printf("（%s）", choice);
	bool is_word = field->kind == FIELD_TOKENS;

	begin_field(markup, place, field, is_word ? part : NULL, is_word ? label : NULL);
	if (field->kind != FIELD_CHOICE)
		append_attribute(markup, "single", "yes");
	append_attribute(markup, "state", field->kind == FIELD_CHOICE ? state : "yes");
	g_string_append(markup, "/>");
	return value_blocks(markup->str);
}

struct form_place
form_place_below(const struct form_place *place, const struct field *field, guint number)
{
	if (number == 0)
		return (struct form_place){ g_strconcat(place->path, field->name, ".", NULL),
			                    g_strconcat(place->label, field->ja, "　", NULL) };
	return (struct form_place){ g_strdup_printf("%s%s.%u.", place->path, field->name, number),
		                    g_strdup_printf("%s%s（%u）　", place->label, field->ja,
		                                    number) };
}

void
form_place_clear(struct form_place *place)
{
	g_free((char *)place->path);
	g_free((char *)place->label);
}
