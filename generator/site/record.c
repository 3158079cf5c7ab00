/* The same calls write JSON or XML, straight to the end of a text. */
#include "site/record.h"

#include "base/decimal.h"
#include "render/escape.h"

#include <jansson.h>
#include <string.h>

/* The names of lists and those of their items. */
static const struct {
	const char *plural, *singular;
} items[] = {
	{ "services", "service" },
	{ "statuses", "status" },
	{ "sub_services", "sub-service" },
	{ "outside_services", "outside-service" },
	{ "regions", "region" },
	{ "domains", "domain" },
	{ "exclusions", "excluded" },
	{ "implemented", "objective" },
	{ "history", "event" },
	{ "changes", "change" },
	{ "territories", "territory" },
	{ "aliases", "alias" },
	{ "abbreviations", "abbreviation" },
	{ "service_models", "service-model" },
	{ "categories", "category" },
	{ "bases", "base" },
	{ "dependents", "dependent" },
};

char *
record_element(const char *name)
{
	return g_strdelimit(g_strdup(name), "_", '-');
}

const char *
record_singular(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
		if (strcmp(items[i].plural, name) == 0)
			return items[i].singular;
	g_assert_not_reached();
}

struct record
record_begin(GString *out, enum record_format format)
{
	return (struct record){ .out = out, .format = format };
}

static int
append_dumped(const char *bytes, size_t length, void *data)
{
	g_string_append_len(data, bytes, (gssize)length);
	return 0;
}

/* Room at the end for so many bytes, which the caller writes: most of what is
 * written is many short texts. */
static char *
extend(GString *out, gsize length)
{
	gsize before = out->len;

	g_string_set_size(out, before + length);
	return out->str + before;
}

static bool
is_plain_in_json(char byte)
{
	return (guchar)byte >= 0x20 && byte != '"' && byte != '\\';
}

/* Most texts have nothing that a string must not hold, and are copied as they are. */
static void
append_json_string(GString *out, const char *text)
{
	gsize length = 0;

	g_assert(text != NULL);
	while (is_plain_in_json(text[length]))
		length++;
	if (text[length] == '\0') {
		char *at = extend(out, length + 2);

		at[0] = '"';
		memcpy(at + 1, text, length);
		at[length + 1] = '"';
		return;
	}
	json_t *string = json_string_nocheck(text);
	json_dump_callback(string, append_dumped, out, JSON_ENCODE_ANY);
	json_decref(string);
}

static void
append_tag(GString *out, const char *open, const char *name)
{
	g_assert(name != NULL);

	gsize before = strlen(open), length = strlen(name);
	char *at = extend(out, before + length + 1);

	memcpy(at, open, before);
	for (gsize i = 0; i < length; i++)
		at[before + i] = (char)(name[i] == '_' ? '-' : name[i]);
	at[before + length] = '>';
}

/* Whatever stands before a value; returns the name that it has in XML. */
static const char *
start_value(struct record *record, const char *name)
{
	struct record_frame *frame = record->depth == 0 ? NULL : &record->frames[record->depth - 1];

	if (frame != NULL && frame->is_list)
		name = frame->name;
	if (record->format == RECORD_XML) {
		append_tag(record->out, "<", name);
		return name;
	}
	if (frame != NULL && frame->filled)
		g_string_append_c(record->out, ',');
	if (frame != NULL && !frame->is_list) {
		append_json_string(record->out, name);
		g_string_append_c(record->out, ':');
	}
	if (frame != NULL)
		frame->filled = true;
	return name;
}

static void
write_plain(struct record *record, const char *name, const char *text)
{
	name = start_value(record, name);
	g_string_append(record->out, text);
	if (record->format == RECORD_XML)
		append_tag(record->out, "</", name);
}

void
record_text(struct record *record, const char *name, const char *text)
{
	if (text == NULL) {
		if (record->format == RECORD_JSON)
			write_plain(record, name, "null");
		return;
	}
	name = start_value(record, name);
	if (record->format == RECORD_JSON) {
		append_json_string(record->out, text);
		return;
	}
	escape_xml(record->out, text);
	append_tag(record->out, "</", name);
}

void
record_date(struct record *record, const char *name, struct date date)
{
	g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;

	record_text(record, name, iso);
}

void
record_number(struct record *record, const char *name, unsigned number)
{
	char digits[DECIMAL_ROOM + 1];

	*decimal_put(digits, number, 1) = '\0';
	write_plain(record, name, digits);
}

void
record_flag(struct record *record, const char *name, bool flag)
{
	write_plain(record, name, flag ? "true" : "false");
}

static void
push(struct record *record, const char *name, bool is_list)
{
	g_assert(record->depth < RECORD_DEPTH_LIMIT);
	record->frames[record->depth++] = (struct record_frame){ .name = name, .is_list = is_list };
}

static const char *
pop(struct record *record, bool is_list)
{
	g_assert(record->depth > 0);
	const struct record_frame *frame = &record->frames[--record->depth];
	g_assert(frame->is_list == is_list);
	return frame->name;
}

void
record_open(struct record *record, const char *name)
{
	name = start_value(record, name);
	if (record->format == RECORD_JSON)
		g_string_append_c(record->out, '{');
	push(record, name, false);
}

void
record_close(struct record *record)
{
	const char *name = pop(record, false);

	if (record->format == RECORD_JSON) {
		g_string_append_c(record->out, '}');
		return;
	}
	append_tag(record->out, "</", name);
	g_string_append_c(record->out, '\n');
}

void
record_open_list(struct record *record, const char *name)
{
	if (record->format == RECORD_JSON) {
		start_value(record, name);
		g_string_append_c(record->out, '[');
	}
	push(record, record->format == RECORD_XML ? record_singular(name) : name, true);
}

void
record_close_list(struct record *record)
{
	pop(record, true);
	if (record->format == RECORD_JSON)
		g_string_append_c(record->out, ']');
}

void
record_texts(struct record *record, const char *name, const GPtrArray *texts)
{
	record_open_list(record, name);
	for (guint i = 0; i < texts->len; i++)
		record_text(record, NULL, texts->pdata[i]);
	record_close_list(record);
}
