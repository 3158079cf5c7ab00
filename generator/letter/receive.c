/* What stands in the fields of a filled form becomes the form's XML by the form table. */
#include "letter/receive.h"

#include "history/event.h"
#include "letter/form_inputs.h"
#include "letter/form_names.h"
#include "letter/form_xml.h"
#include "pdf/foreign.h"
#include "registry/form_file.h"
#include "registry/store.h"
#include "source/source.h"

#include <string.h>

/* So many entries of a list at most: more than any blank form has. */
#define ENTRIES_MAX 99
/* So many characters of a field are told as strange. */
#define STRANGE_MAX 10
/* 令和1年 is 2019. */
#define YEAR_BEFORE_REIWA 2018
/* What Chromium on Linux keeps of the selectors of kanji, which lie beyond U+FFFF. */
#define SELECTOR_FIRST 0x100
#define SELECTOR_LAST 0x1ef

/* What a filled form must not have, by enum foreign_kind. */
MESSAGE_LISTED static const struct message refused[] = {
	{ "receive-encrypted", FINDING_ERROR, NULL,
	  "暗号化されたPDFは受け付けません。暗号化せずに保存したものの提出を求めてください。",
	  "The PDF is encrypted. Ask for one that is not." },
	{ "receive-xfa", FINDING_ERROR, NULL,
	  "XFAの様式は受け付けません。この機関の様式に記入したものの提出を求めてください。",
	  "The PDF has a form of XFA. Ask for our own form, filled in." },
	{ "receive-action", FINDING_ERROR, NULL,
	  "PDFに動作又はスクリプト（{0}）が入っています。様式にはないものなので、受け付けません。",
	  "The PDF has an action or a script ({0}), which no form of ours has." },
	{ "receive-file", FINDING_ERROR, NULL,
	  "PDFにファイルが埋め込まれています（{0}）。添付する文書は、別のファイルとして提出を求めてください。",
	  "A file is embedded in the PDF ({0}). Ask for enclosures as files of their own." },
	{ "receive-double", FINDING_ERROR, NULL, "入力欄「{0}」が二つあります。",
	  "There are two fields \"{0}\"." },
	{ "receive-value", FINDING_ERROR, NULL,
	  "入力欄「{0}」の値が文字として読めません。Linux の Chrome "
	  "は「𠮷」などの文字を壊すことがあります。"
	  "別のソフトウェアで記入したものの提出を求めてください。",
	  "The value of the field \"{0}\" is no text. Chrome on Linux may destroy characters beyond "
	  "U+FFFF; ask for the form filled in elsewhere." },
};
MESSAGE(no_form, "receive-no-form", ERROR, NULL,
        "記入前の様式（ismapgen form blank）に記入したPDFではありません。",
        "This is none of the blank forms that `ismapgen form blank` makes.");
MESSAGE(unknown_field, "receive-unknown-field", ERROR, NULL,
        "入力欄「{0}」は、様式{1}にありません。", "Form {1} has no field \"{0}\".");
MESSAGE(no_service, "receive-service", ERROR, NULL,
        "どのサービスの様式か分かりません（登録番号：{0}）。--service で内部番号を示してください。",
        "Whose form this is is not known (registration number: {0}). Say so with --service.");
MESSAGE(too_long, "receive-long", ERROR, NULL,
        "記入された文字が多すぎます（様式全体で{0} KiBまで）。短くするか、別紙にするよう求めてください。",
        "More is written into the form than a form may hold ({0} KiB). Ask for less, or for an annex.");
MESSAGE(strange_character, "receive-character", WARNING, NULL,
        "「{0}」（{1}）は、ここで入力されるとは考えにくい文字です。Linux の Chrome "
        "は「𠮷」や異体字を別の文字に変えて保存することがあります。提出者に確かめてください。",
        "\"{0}\" ({1}) is hardly what was typed. Chrome on Linux may keep characters beyond U+FFFF "
        "as others; ask the filer.");

MESSAGE(western_year, "receive-western-year", WARNING, NULL,
        "令和の年の欄に「{0}」と書かれています。西暦として {1} と読みました。提出者に確かめてください。",
        "The year of Reiwa is written as \"{0}\". It was read as {1}; ask the filer.");

/* A form that is read. */
struct reading {
	const struct form_kind *kind;
	const GPtrArray *items; /* struct foreign_item *, as the file has them */
	GHashTable *values;     /* by the field's name; what is not filled in is not there */
	GString *xml;
	struct place place;
	struct findings *findings;
};

static bool
is_of_buttons(const struct field *field)
{
	return field->kind == FIELD_CHOICE || field->kind == FIELD_TOKENS ||
	       field->kind == FIELD_MARK;
}

/* What may stand behind a field's name: the number of an entry, a part of a date, a word. */
static bool
is_part(const struct field *field, const char *word)
{
	return (field->max > 1 && strspn(word, "0123456789") == strlen(word)) ||
	       (field->kind == FIELD_DATE && g_strv_contains(form_input_dates, word)) ||
	       field->kind == FIELD_TOKENS;
}

/* The row of a field's name; NULL: the form has none. Puts the group that it stands in, if it is
 * not the form itself, to *within, which may be NULL. */
static const struct field *
find_row(const struct form_kind *kind, const char *name, const struct field **within)
{
	g_auto(GStrv) words = g_strsplit(name, ".", -1);
	const struct field *field = form_field(kind), *next;

	if (within != NULL)
		*within = NULL;

	for (char **word = words; *word != NULL; word++) {
		next = field->kind == FIELD_GROUP ? field_find(field, *word) : NULL;
		if (next != NULL && !form_skips(next)) {
			if (within != NULL && field != form_field(kind))
				*within = field;
			field = next;
		} else if (next != NULL || !is_part(field, *word))
			return NULL;
	}
	return field->kind == FIELD_GROUP ? NULL : field;
}

static const struct field *
field_of_name(const struct form_kind *kind, const char *name)
{
	return find_row(kind, name, NULL);
}

static struct place
place_of(const struct reading *reading, const char *name)
{
	struct place place = reading->place;
	const struct field *within, *field = find_row(reading->kind, name, &within);

	if (field != NULL) {
		place.field_ja = field->ja;
		place.field_en = field->name;
		place.within_ja = within != NULL ? within->ja : NULL;
		place.within_en = within != NULL ? within->name : NULL;
	}
	return place;
}

/* Lines end as they do in XML; what is blank is nothing. NULL, or the caller frees. */
static char *
settle(const char *value)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (const char *at = value; *at != '\0'; at++)
		if (*at != '\r')
			g_string_append_c(text, *at);
		else if (at[1] != '\n')
			g_string_append_c(text, '\n');
	g_strstrip(text->str);
	return *text->str == '\0' ? NULL : g_strdup(text->str);
}

static bool
is_expected(gunichar character, gunichar before)
{
	static const GUnicodeScript scripts[] = {
		G_UNICODE_SCRIPT_COMMON,   G_UNICODE_SCRIPT_INHERITED, G_UNICODE_SCRIPT_LATIN,
		G_UNICODE_SCRIPT_HAN,      G_UNICODE_SCRIPT_HIRAGANA,  G_UNICODE_SCRIPT_KATAKANA,
		G_UNICODE_SCRIPT_GREEK,    G_UNICODE_SCRIPT_CYRILLIC,  G_UNICODE_SCRIPT_HANGUL,
		G_UNICODE_SCRIPT_BOPOMOFO,
	};

	if (character >= SELECTOR_FIRST && character <= SELECTOR_LAST &&
	    g_unichar_get_script(before) == G_UNICODE_SCRIPT_HAN)
		return false;
	for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++)
		if (g_unichar_get_script(character) == scripts[i])
			return true;
	return false;
}

static void
examine_value(const struct reading *reading, const char *name, const char *value)
{
	AUTO(findings) refused_ones = findings_new();
	gunichar before = 0;
	guint count = 0;

	/* What no text of ours may have is told of the field; there is no line of a file. */
	source_check_characters(value, strlen(value), 0, reading->place.file, refused_ones);
	EACH (const struct finding, finding, findings_sorted(refused_ones)) {
		struct finding told = *finding;

		told.place = place_of(reading, name);
		findings_add_copy(reading->findings, &told);
	}
	for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (!is_expected(character, before) && count++ < STRANGE_MAX) {
			g_autofree char *shown = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
			g_autofree char *code = g_strdup_printf("U+%04X", character);

			findings_add(reading->findings, &strange_character, place_of(reading, name),
			             shown, code, NULL);
		}
		before = character;
	}
}

static void
examine_characters(const struct reading *reading)
{
	EACH (const struct foreign_item, item, reading->items) {
		const char *value = g_hash_table_lookup(reading->values, item->name);

		if (value != NULL)
			examine_value(reading, item->name, value);
	}
}

/* Whether a file of the content may hold so much; if not, that is told. */
static bool
is_short(const struct reading *reading, gsize length)
{
	if (length > SOURCE_SIZE_LIMIT)
		findings_add(reading->findings, &too_long, reading->place,
		             G_STRINGIFY(SOURCE_SIZE_KIB), NULL);
	return length <= SOURCE_SIZE_LIMIT;
}

/* Takes what the file has, but a value that is not filled in. */
static void
take_item(struct reading *reading, const struct foreign_item *item)
{
	const struct field *field = field_of_name(reading->kind, item->name);
	g_autofree char *number = g_strdup_printf("%d", reading->kind->number);
	g_autofree char *value = NULL;

	if (item->kind != FOREIGN_FIELD) {
		findings_add(reading->findings, &refused[item->kind - FOREIGN_ENCRYPTION],
		             place_of(reading, item->name), item->name, NULL);
		return;
	}
	if (strcmp(item->name, FORM_INPUT_NUMBER) == 0)
		return;
	if (field == NULL) {
		findings_add(reading->findings, &unknown_field, reading->place, item->name, number,
		             NULL);
		return;
	}
	/* A state is written as a text, too. */
	value = item->value == NULL
	                ? NULL
	                : settle(item->value + (is_of_buttons(field) && item->value[0] == '/'));
	if (value == NULL || (is_of_buttons(field) && strcmp(value, "Off") == 0))
		return;
	g_hash_table_replace(reading->values, g_strdup(item->name), g_steal_pointer(&value));
}

static bool
has_below(const struct reading *reading, const char *name)
{
	g_autofree char *prefix = g_strconcat(name, ".", NULL);
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, reading->values);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		if (g_str_has_prefix(key, prefix))
			return true;
	return false;
}

/* As XML has it where it is a day; else as it was written, which is a finding's to tell. What is
 * too much for a year of Reiwa is a western one. */
static char *
date_text(const struct reading *reading, const char *name)
{
	const char *parts[3];
	gint64 numbers[3];
	g_autofree char *iso = NULL;
	struct date day;
	bool good = true, is_western;

	if (!has_below(reading, name))
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *key = g_strconcat(name, ".", form_input_dates[i], NULL);
		g_autofree char *plain = NULL;

		parts[i] = g_hash_table_lookup(reading->values, key);
		plain = parts[i] == NULL ? NULL : g_utf8_normalize(parts[i], -1, G_NORMALIZE_NFKC);
		if (i == 0 && g_strcmp0(plain, "元") == 0)
			numbers[i] = 1;
		else if (plain == NULL ||
		         !g_ascii_string_to_signed(plain, 10, 1, i == 0 ? 9999 : 99, &numbers[i],
		                                   NULL))
			good = false;
	}
	is_western = good && numbers[0] > YEAR_BEFORE_REIWA;
	good = good && (is_western || numbers[0] < 100);
	iso = !good ? NULL
	            : g_strdup_printf("%04d-%02d-%02d",
	                              (int)numbers[0] + (is_western ? 0 : YEAR_BEFORE_REIWA),
	                              (int)numbers[1], (int)numbers[2]);
	if (iso == NULL || !date_parse(iso, &day))
		return g_strdup_printf("令和%s年%s月%s日", parts[0] != NULL ? parts[0] : "　",
		                       parts[1] != NULL ? parts[1] : "　",
		                       parts[2] != NULL ? parts[2] : "　");
	if (is_western)
		findings_add(reading->findings, &western_year, place_of(reading, name), parts[0],
		             iso, NULL);
	return g_steal_pointer(&iso);
}

/* The choice whose button is on, or that was chosen. */
static char *
choice_text(const char *value, const struct field *field)
{
	g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);

	for (char **choice = choices; *choice != NULL; choice++) {
		g_autofree char *state = form_input_state(*choice);

		if (strcmp(state, value) == 0)
			return g_strdup(*choice);
	}
	return g_strdup(value);
}

/* "2 3" of the buttons "attached.2" and "attached.3", "5.1.1" of "implemented.5-1-1", in the order
 * of the paper; or what was written, between blanks or commas. */
static char *
words_text(const struct reading *reading, const char *name)
{
	g_autofree char *prefix = g_strconcat(name, ".", NULL);
	const char *written = g_hash_table_lookup(reading->values, name);
	g_autoptr(GString) text = g_string_new(NULL);

	EACH (const struct foreign_item, item, reading->items)
		if (g_str_has_prefix(item->name, prefix) &&
		    g_hash_table_contains(reading->values, item->name))
			g_string_append_printf(text, "%s ", item->name + strlen(prefix));
	g_strdelimit(text->str, "-", '.');
	if (written != NULL) {
		g_autofree char *plain = g_utf8_normalize(written, -1, G_NORMALIZE_NFKC);
		g_auto(GStrv) words = g_regex_split_simple("[\\s,、]+", plain, 0, 0);
		g_autofree char *joined = g_strjoinv(" ", words);

		g_string_append(text, joined);
	}
	g_strstrip(text->str);
	return *text->str == '\0' ? NULL : g_strdup(text->str);
}

/* The value of a field that is no group; NULL: it is not filled in. The caller frees. */
static char *
leaf_text(const struct reading *reading, const struct field *field, const char *name)
{
	const char *value = g_hash_table_lookup(reading->values, name);
	char *text;

	if (field->kind == FIELD_DATE)
		return date_text(reading, name);
	if (field->kind == FIELD_TOKENS)
		return words_text(reading, name);
	if (value == NULL)
		return NULL;
	if (field->kind == FIELD_CHOICE)
		return choice_text(value, field);
	/* Codes are of ASCII, whatever the keyboard was set to. */
	text = field->pattern != NULL ? g_utf8_normalize(value, -1, G_NORMALIZE_NFKC)
	                              : g_strdup(value);
	return field_is_prose(field) ? text : g_strdelimit(text, "\n", ' ');
}

static void append_field(const struct reading *reading, const struct field *field,
                         const char *above);

/* `index` is that of an entry of a list that has one for each choice, from 0; or -1. */
static void
append_attributes(const struct reading *reading, const struct field *group, const char *name,
                  int index)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		g_autofree char *own = g_strconcat(name, field->name, NULL);
		g_autofree char *text = NULL;

		if (!field->attribute || form_skips(field))
			continue;
		text = leaf_text(reading, field, own);
		if (text == NULL && index >= 0 && field == group->children) {
			g_auto(GStrv) choices = g_strsplit(field->choices, " ", -1);

			text = g_strdup(choices[index]);
		}
		form_xml_attribute(reading->xml, field->name, text);
	}
}

static void
append_elements(const struct reading *reading, const struct field *group, const char *name)
{
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (!field->attribute)
			append_field(reading, field, name);
}

static void
append_group(const struct reading *reading, const struct field *field, const char *name, int index)
{
	g_autofree char *inside = g_strconcat(name, ".", NULL);

	form_xml_open(reading->xml, field->name);
	append_attributes(reading, field, inside, index);
	append_elements(reading, field, inside);
	form_xml_close(reading->xml, field->name);
}

static void
append_one(const struct reading *reading, const struct field *field, const char *name, int index)
{
	g_autofree char *text = NULL;

	if (field->kind == FIELD_GROUP) {
		if (index >= 0 || has_below(reading, name) || (field->min > 0 && field->max == 1))
			append_group(reading, field, name, index);
		return;
	}
	text = leaf_text(reading, field, name);
	if (text != NULL)
		form_xml_element(reading->xml, field->name, field->kind == FIELD_MARK ? "" : text);
}

static void
append_field(const struct reading *reading, const struct field *field, const char *above)
{
	g_autofree char *name = g_strconcat(above, field->name, NULL);
	bool each = field->min == field->max && field->max > 1;

	if (field->max == 1) {
		append_one(reading, field, name, -1);
		return;
	}
	for (int i = 0; i < (each ? field->max : ENTRIES_MAX); i++) {
		g_autofree char *entry = g_strdup_printf("%s.%d", name, i + 1);

		append_one(reading, field, entry, each ? i : -1);
	}
}

/* The service that has or had the registration number; NULL: none. */
static const struct service *
service_of_number(const struct registry *registry, const char *number)
{
	EACH (const struct service, service, registry->services)
		EACH (const struct event, event, service->timeline)
			if (number != NULL && event->decision != NULL &&
			    g_strcmp0(event->decision->number.value, number) == 0)
				return service;
	return NULL;
}

static const char *
find_service(struct reading *reading, const struct registry *registry, const char *service)
{
	const struct field *field = field_find(form_field(reading->kind), "registration-number");
	g_autofree char *number =
		field == NULL ? NULL : leaf_text(reading, field, "registration-number");
	const struct service *found = service_of_number(registry, number);

	if (service != NULL)
		EACH (const struct service, named, registry->services)
			if (strcmp(named->id.value, service) == 0)
				found = named;
	if (found == NULL || (service != NULL && strcmp(found->id.value, service) != 0)) {
		findings_add(reading->findings, &no_service,
		             place_of(reading, "registration-number"),
		             number != NULL ? number : "－", NULL);
		return NULL;
	}
	reading->place.record = found->id.value;
	return found->id.value;
}

static bool
has_all(const struct form_kind *kind, const GPtrArray *items)
{
	bool any = false;

	EACH (const struct foreign_item, item, items) {
		any = any || item->kind == FOREIGN_FIELD;
		if (item->kind == FOREIGN_FIELD && field_of_name(kind, item->name) == NULL)
			return false;
	}
	return any;
}

/* The kind of form that a file is of, as its blank says, or, where the viewer dropped what stands
 * on no page, as the names of its fields do; NULL: it is none. */
static const struct form_kind *
kind_of(const GPtrArray *items)
{
	const struct form_kind *found = NULL;
	gint64 number;

	EACH (const struct foreign_item, item, items)
		if (item->kind == FOREIGN_FIELD && item->value != NULL &&
		    strcmp(item->name, FORM_INPUT_NUMBER) == 0 &&
		    g_ascii_string_to_signed(item->value, 10, 1, FORM_COUNT, &number, NULL))
			return form_kind_find((int)number);
	for (int i = 1; i <= FORM_COUNT; i++)
		if (has_all(form_kind_find(i), items)) {
			if (found != NULL)
				return NULL;
			found = form_kind_find(i);
		}
	return found;
}

/* A line of what is no file says nothing. */
static void
forget_lines(struct xml_node *node)
{
	node->line = 0;
	for (struct xml_node *child = node->first; child != NULL; child = child->next)
		forget_lines(child);
}

static struct form *
make_form(struct reading *reading, struct registry *registry, const char *service)
{
	struct xml_document *document;
	struct date unset = { 0 };

	form_xml_begin(reading->xml, reading->kind, service, unset);
	append_attributes(reading, form_field(reading->kind), "", -1);
	append_elements(reading, form_field(reading->kind), "");
	form_xml_close(reading->xml, form_field(reading->kind)->name);
	if (!is_short(reading, reading->xml->len))
		return NULL;
	document = xml_parse(reading->xml->str, reading->xml->len, reading->place.file, false,
	                     reading->findings);
	if (document == NULL)
		return NULL;
	forget_lines(xml_root(document));
	return form_take(registry, document, reading->place.file, reading->findings);
}

struct form *
receive_form(struct registry *registry, const char *path, const GPtrArray *items,
             const char *service, GString *xml, struct findings *findings)
{
	unsigned errors = findings_count(findings, FINDING_ERROR);
	g_autoptr(GHashTable) values =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autofree char *shown =
		g_path_is_absolute(path) ? g_strdup(path) : g_strconcat("./", path, NULL);
	struct reading reading = {
		.items = items,
		.values = values,
		.xml = xml,
		.place = { .file = store_text(registry->store, shown, strlen(shown)) },
		.findings = findings,
	};
	gsize length = 0;

	reading.kind = kind_of(items);
	if (reading.kind == NULL) {
		findings_add(findings, &no_form, reading.place, NULL);
		return NULL;
	}
	EACH (const struct foreign_item, item, items)
		length += item->length;
	if (!is_short(&reading, length))
		return NULL;
	EACH (const struct foreign_item, item, items)
		take_item(&reading, item);
	service = find_service(&reading, registry, service);
	examine_characters(&reading);
	return findings_count(findings, FINDING_ERROR) > errors
	               ? NULL
	               : make_form(&reading, registry, service);
}
