/* Characters that no font has are found in all that may be printed. */
#include "letter/printable.h"

#include "registry/field.h"
#include "registry/form.h"
#include "render/markdown.h"

#include <string.h>

MESSAGE(character_missing, "letter-character", ERROR, NULL,
        "文字「{0}」（{1}）は、どのフォントにもないため印刷できません。別の文字で書いてください。",
        "No font has the character '{0}' ({1}), so it cannot be printed. Write another.");
MESSAGE(radical, "letter-radical", ERROR, NULL,
        "「{0}」（{1}）は漢字の部首を表す別の文字です（PDFから写した文字によくあります）。漢字{2}で書いてください。",
        "'{0}' ({1}) is a radical, which looks like a kanji and is none. Write the kanji{3}.");

/* Characters below this are looked up once. */
#define KNOWN 0x10000

/* While texts are examined. */
struct inspection {
	struct fonts *fonts;
	struct findings *findings;
	GString *html; /* scratch */
	guchar *known; /* KNOWN bits: all faces have these */
};

static struct inspection
begin(struct fonts *fonts, struct findings *findings)
{
	return (struct inspection){ fonts, findings, g_string_new(NULL), g_malloc0(KNOWN / 8) };
}

static void
end(struct inspection *examination)
{
	g_string_free(examination->html, true);
	g_free(examination->known);
}

/* "U+8FBB U+E0100" */
static char *
code_points(const char *text)
{
	GString *points = g_string_new(NULL);

	for (; *text != '\0'; text = g_utf8_next_char(text))
		g_string_append_printf(points, "%sU+%04X", points->len > 0 ? " " : "",
		                       g_utf8_get_char(text));
	return g_string_free(points, false);
}

static bool
is_radical(gunichar character)
{
	return character >= 0x2E80 && character <= 0x2FDF;
}

static void
report_radicals(const struct inspection *examination, const char *text, struct place place)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		if (!is_radical(g_utf8_get_char(text)))
			continue;
		g_autofree char *sign = g_strndup(text, (gsize)(g_utf8_next_char(text) - text));
		g_autofree char *points = code_points(sign);
		g_autofree char *kanji = g_utf8_normalize(sign, -1, G_NORMALIZE_NFKC);
		bool is_told = strcmp(kanji, sign) != 0;
		g_autofree char *ja = is_told ? g_strdup_printf("「%s」", kanji) : g_strdup("");
		g_autofree char *en = is_told ? g_strdup_printf(" '%s'", kanji) : g_strdup("");
		findings_add(examination->findings, &radical, place, sign, points, ja, en, NULL);
	}
}

/* Whether the text has no character but such as were found before, each by itself. */
static bool
is_known(const struct inspection *examination, const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = (guchar)*text < 0x80 ? 0 : g_utf8_get_char(text);

		if (character >= KNOWN ||
		    (character > 0 && !(examination->known[character / 8] & 1 << character % 8)))
			return false;
	}
	return true;
}

static void
learn(const struct inspection *examination, const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		if (character < KNOWN && !g_unichar_ismark(character) && !is_radical(character))
			examination->known[character / 8] |= (guchar)(1 << character % 8);
	}
}

static void
examine_characters(const struct inspection *examination, const char *text, struct place place)
{
	const char *at = text;
	gsize length = 0;
	bool good = true;

	if (is_known(examination, text))
		return;
	report_radicals(examination, text, place);
	for (int face = 0; face < FACES && good; face++, at = text) {
		gssize missing;

		while ((missing = fonts_find_missing(examination->fonts, (enum face)face, at,
		                                     &length)) >= 0) {
			g_autofree char *sequence = g_strndup(at + missing, length);
			g_autofree char *points = code_points(sequence);

			if (g_strstr_len(text, at + missing - text, sequence) == NULL)
				findings_add(examination->findings, &character_missing, place,
				             sequence, points, NULL);
			at += (gsize)missing + length;
			good = false;
		}
	}
	if (good)
		learn(examination, text);
}

/* Prose that no finding can be about, but for its characters, needs no parser: it has
 * no sign that opens or leads anywhere, and no list in a list. */
static bool
is_bare(const char *text)
{
	if (strpbrk(text, "*<>[!~&+\t") != NULL || strstr(text, "http") != NULL ||
	    strstr(text, "- -") != NULL || strstr(text, "\n ") != NULL)
		return false;
	for (const char *at = text; (at = strpbrk(at, ".)")) != NULL; at++)
		if (at[1] == ' ' && g_ascii_isdigit(at[2]))
			return false;
	return true;
}

static void
examine_value(const struct inspection *examination, const struct field *field, const char *text,
              struct place place)
{
	GString *html = examination->html;

	place.field_ja = field->ja;
	place.field_en = field->name;
	if (field->kind != FIELD_PROSE || is_bare(text)) {
		examine_characters(examination, text, place);
		return;
	}
	g_string_truncate(html, 0);
	if (markdown_render(text, NOTATION_FIELD, 0, place, examination->findings, html))
		examine_characters(examination, html->str, place);
}

/* Dates, tokens and the like are ASCII by their patterns; notes of events are for staff. */
static bool
is_printed(const struct field *field)
{
	return field->kind == FIELD_LINE || field->kind == FIELD_PROSE ||
	       (field->kind == FIELD_TEXT && strcmp(field->name, "note") != 0);
}

static void examine_group(const struct inspection *examination, const struct field *group,
                          const char *base, struct place place);

static void
examine_item(const struct inspection *examination, const struct field *field, const void *item,
             struct place place)
{
	const struct text *text = item;

	if (field->kind == FIELD_GROUP) {
		examine_group(examination, field, item, place);
	} else if (field->kind == FIELD_SEQUENCE) {
		const struct {
			int line, kind;
		} *member = item;

		examine_group(examination, &field->children[member->kind], item, place);
	} else if (text->value != NULL) {
		place.line = text->line;
		examine_value(examination, field, text->value, place);
	}
}

static void
examine_group(const struct inspection *examination, const struct field *group, const char *base,
              struct place place)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		const char *at = base + field->offset;
		bool holds_more = field->kind == FIELD_GROUP || field->kind == FIELD_SEQUENCE;

		if (!holds_more && !is_printed(field))
			continue;
		if (field->max == 1 && field->kind != FIELD_SEQUENCE) {
			examine_item(examination, field, at, place);
			continue;
		}

		const GPtrArray *items = *(GPtrArray *const *)(const void *)at;

		for (guint i = 0; items != NULL && i < items->len; i++)
			examine_item(examination, field, items->pdata[i], place);
	}
}

static void
examine_node(const struct inspection *examination, const struct field *group,
             const struct xml_node *node, struct place place)
{
	place.line = node->line;
	for (int i = 0; i < node->attribute_count; i++) {
		const struct field *field = field_find(group, node->attributes[i].name);

		if (field != NULL && is_printed(field))
			examine_value(examination, field, node->attributes[i].value, place);
	}
	for (const struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct field *field =
			child->name == NULL ? NULL : field_find(group, child->name);

		if (field == NULL)
			continue;
		place.line = child->line;
		if (field->kind == FIELD_GROUP)
			examine_node(examination, field, child, place);
		else if (is_printed(field) && child->text != NULL)
			examine_value(examination, field, child->text, place);
	}
}

static void
examine_form(const struct inspection *examination, const struct form *form)
{
	examine_node(examination, form_field(form_kind_find(form->number)), form->body,
	             place_in_file(form->file, 0, form->service.value));
}

/* A decision is told by its service. */
static void
examine_meeting(const struct inspection *examination, const struct meeting *meeting)
{
	const struct field *items = field_find(&field_decisions, "items");
	struct place place = { .file = meeting->file };

	examine_item(examination, field_find(&field_decisions, "title"), &meeting->title, place);
	for (guint i = 0; i < meeting->decisions->len; i++) {
		place.record = ((struct decision *)meeting->decisions->pdata[i])->service.value;
		examine_item(examination, items, meeting->decisions->pdata[i], place);
	}
}

void
printable_examine_text(const char *text, struct fonts *fonts, struct place place,
                       struct findings *findings)
{
	struct inspection examination = begin(fonts, findings);

	examine_characters(&examination, text, place);
	end(&examination);
}

void
printable_examine_form(const struct form *form, struct fonts *fonts, struct findings *findings)
{
	struct inspection examination = begin(fonts, findings);

	examine_form(&examination, form);
	end(&examination);
}

void
printable_examine(const struct registry *registry, struct fonts *fonts, struct findings *findings)
{
	struct inspection examination = begin(fonts, findings);

	examine_group(&examination, &field_site, (const char *)&registry->site,
	              (struct place){ .file = registry->site.file });
	EACH (const struct criteria, criteria, registry->criteria)
		examine_group(&examination, &field_criteria, (const char *)criteria,
		              (struct place){ .file = criteria->file });
	EACH (const struct service, service, registry->services)
		examine_group(&examination, &field_service, (const char *)service,
		              place_in_file(service->file, 0, service->id.value));
	for (guint i = 0; i < registry->meetings->len; i++)
		examine_meeting(&examination, registry->meetings->pdata[i]);
	for (guint i = 0; i < registry->forms->len; i++)
		examine_form(&examination, registry->forms->pdata[i]);
	end(&examination);
}
