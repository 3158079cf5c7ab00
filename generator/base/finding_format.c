/* Findings are written as lines of text, JSON, annotations of GitHub, and SARIF. */
#include "base/finding.h"

#include <jansson.h>
#include <string.h>

#ifndef ISMAPGEN_VERSION
#define ISMAPGEN_VERSION "unknown"
#endif

#define SARIF_SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

static const char *const level_words[][2] = {
	[FINDING_NOTE] = { [LANGUAGE_JA] = "注記", [LANGUAGE_EN] = "note" },
	[FINDING_WARNING] = { [LANGUAGE_JA] = "警告", [LANGUAGE_EN] = "warning" },
	[FINDING_ERROR] = { [LANGUAGE_JA] = "誤り", [LANGUAGE_EN] = "error" },
	[FINDING_FAILURE] = { [LANGUAGE_JA] = "失敗", [LANGUAGE_EN] = "failure" },
};

const char *
finding_level_word(enum finding_level level, enum language language)
{
	return level_words[level][language];
}

static const char *const github_commands[] = {
	[FINDING_NOTE] = "notice",
	[FINDING_WARNING] = "warning",
	[FINDING_ERROR] = "error",
};

/* 「日付」 or 「受理」の「日付」; "on" or "acceptance/on"; NULL where there is no
 * field. The caller frees. */
static char *
place_field(const struct place *place, enum language language)
{
	const char *field = language == LANGUAGE_JA ? place->field_ja : place->field_en;
	const char *within = language == LANGUAGE_JA ? place->within_ja : place->within_en;

	if (field == NULL || within == NULL)
		return g_strdup(field);
	return g_strdup_printf(language == LANGUAGE_JA ? "「%s」の「%s」" : "%s/%s", within, field);
}

/* "S0012: 監査対象期間: ", as far as there is anything to say. */
static void
render_subject(const struct place *place, enum language language, GString *out)
{
	g_autofree char *field = place_field(place, language);

	if (place->record != NULL)
		g_string_append_printf(out, "%s: ", place->record);
	if (field != NULL)
		g_string_append_printf(out, "%s: ", field);
}

/* That of the message, or else of the field it is about; or NULL. */
static const char *
clause_of(const struct finding *finding)
{
	return finding->message->clause != NULL ? finding->message->clause : finding->place.clause;
}

/* " [登録規則 3.13]" after a wording that has a clause. */
static void
render_clause(const struct finding *finding, enum language language, GString *out)
{
	const char *clause = clause_of(finding);

	if (clause == NULL)
		return;
	if (language == LANGUAGE_JA)
		g_string_append_printf(out, " [登録規則 %s]", clause);
	else
		g_string_append_printf(out, " [Registration Rules %s]", clause);
}

static void
render_text(const struct finding *finding, enum language language, GString *out)
{
	const struct place *place = &finding->place;
	g_autofree char *text = finding_text(finding, language);
	g_autoptr(GString) line = g_string_new(NULL);

	if (place->file != NULL) {
		g_string_append(line, place->file);
		if (place->line > 0)
			g_string_append_printf(line, ":%d", place->line);
		if (place->column > 0)
			g_string_append_printf(line, ":%d", place->column);
		g_string_append(line, ": ");
	}
	g_string_append_printf(line, "%s: ", level_words[finding->level][language]);
	render_subject(place, language, line);
	g_string_append(line, text);
	render_clause(finding, language, line);
	g_autofree char *plain = wording_plain(line->str);
	g_string_append(out, plain);
	g_string_append_c(out, '\n');
}

/* GitHub's workflow commands: percent-encoded, in a property also ":" and ",". */
static void
append_github(GString *out, const char *text, bool property)
{
	const char *special = property ? "%\r\n:," : "%\r\n";

	for (; *text != '\0'; text++) {
		if (strchr(special, *text) != NULL)
			g_string_append_printf(out, "%%%02X", (unsigned char)*text);
		else
			g_string_append_c(out, *text);
	}
}

static void
render_github(const struct finding *finding, enum language language, GString *out)
{
	const struct place *place = &finding->place;
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *text = finding_text(finding, language);

	g_string_append_printf(out, "::%s ", github_commands[finding->level]);
	if (place->file != NULL) {
		g_string_append(out, "file=");
		append_github(out, place->file, true);
		g_string_append_c(out, ',');
		if (place->line > 0)
			g_string_append_printf(out, "line=%d,", place->line);
		if (place->column > 0)
			g_string_append_printf(out, "col=%d,", place->column);
	}
	g_string_append(out, "title=");
	append_github(out, finding->message->id, true);
	g_string_append(out, "::");

	render_subject(place, language, body);
	g_string_append(body, text);
	render_clause(finding, language, body);
	append_github(out, body->str, false);
	g_string_append_c(out, '\n');
}

/* jansson takes valid UTF-8 only, and a name of a file may be none. */
static json_t *
json_text(const char *text)
{
	if (text == NULL)
		return json_null();
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	return json_string(valid);
}

static json_t *
both_languages(json_t *ja, json_t *en)
{
	return json_pack("{s:o, s:o}", "ja", ja, "en", en);
}

static json_t *
json_message(const struct finding *finding)
{
	g_autofree char *ja = finding_text(finding, LANGUAGE_JA);
	g_autofree char *en = finding_text(finding, LANGUAGE_EN);

	return both_languages(json_text(ja), json_text(en));
}

static json_t *
json_arguments(const struct finding *finding)
{
	json_t *array = json_array();

	for (char **argument = finding->arguments; *argument != NULL; argument++)
		json_array_append_new(array, json_text(*argument));
	return array;
}

static json_t *
json_finding(const struct finding *finding)
{
	const struct place *place = &finding->place;
	json_t *line = place->line > 0 ? json_integer(place->line) : json_null();
	json_t *column = place->column > 0 ? json_integer(place->column) : json_null();
	json_t *field = json_null();
	g_autofree char *field_ja = place_field(place, LANGUAGE_JA);
	g_autofree char *field_en = place_field(place, LANGUAGE_EN);

	if (field_ja != NULL || field_en != NULL)
		field = both_languages(json_text(field_ja), json_text(field_en));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id",
	                 json_text(finding->message->id), "clause", json_text(clause_of(finding)),
	                 "level", json_text(level_words[finding->level][LANGUAGE_EN]), "file",
	                 json_text(place->file), "line", line, "column", column, "record",
	                 json_text(place->record), "field", field, "message", json_message(finding),
	                 "arguments", json_arguments(finding));
}

/* Takes `value`, which must be there: only a fault of this file leaves it out. */
static void
append_json(GString *out, json_t *value)
{
	g_assert(value != NULL);

	char *text = json_dumps(value, JSON_INDENT(2));

	g_assert(text != NULL);
	g_string_append(out, text);
	g_string_append_c(out, '\n');
	free(text);
	json_decref(value);
}

static void
render_json(const GPtrArray *all, GString *out)
{
	json_t *array = json_array();

	for (guint i = 0; i < all->len; i++)
		json_array_append_new(array, json_finding(g_ptr_array_index(all, i)));
	append_json(out, array);
}

/* SARIF writes the holes of a message as we do: "{0}". */
static json_t *
sarif_rule(const struct message *message)
{
	return json_pack("{s:o, s:{s:o}, s:{s:{s:o}, s:{s:o}}, s:{s:s}, s:{s:o}}", "id",
	                 json_text(message->id), "shortDescription", "text", json_text(message->en),
	                 "messageStrings", "ja", "text", json_text(message->ja), "en", "text",
	                 json_text(message->en), "defaultConfiguration", "level",
	                 level_words[message->level][LANGUAGE_EN], "properties", "clause",
	                 json_text(message->clause));
}

static json_t *
sarif_location(const struct place *place)
{
	static const char unreserved[] = "/";
	g_autofree char *uri = g_uri_escape_string(place->file, unreserved, false);
	json_t *physical = json_pack("{s:{s:s}}", "artifactLocation", "uri", uri);

	if (place->line > 0) {
		json_t *region = json_pack("{s:i}", "startLine", place->line);

		if (place->column > 0)
			json_object_set_new(region, "startColumn", json_integer(place->column));
		json_object_set_new(physical, "region", region);
	}
	return json_pack("{s:o}", "physicalLocation", physical);
}

static json_t *
sarif_result(const struct finding *finding, enum language language)
{
	const struct place *place = &finding->place;
	g_autoptr(GString) body = g_string_new(NULL);
	g_autofree char *text = finding_text(finding, language);

	render_subject(place, language, body);
	g_string_append(body, text);
	render_clause(finding, language, body);
	json_t *result = json_pack(
		"{s:o, s:s, s:{s:o, s:s, s:o}}", "ruleId", json_text(finding->message->id), "level",
		level_words[finding->level][LANGUAGE_EN], "message", "text", json_text(body->str),
		"id", language == LANGUAGE_JA ? "ja" : "en", "arguments", json_arguments(finding));
	if (place->file != NULL)
		json_object_set_new(result, "locations", json_pack("[o]", sarif_location(place)));
	return result;
}

static void
render_sarif(const GPtrArray *all, enum language language, GString *out)
{
	/* The messages that were found, each once, by id. */
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) messages = g_ptr_array_new();

	EACH (const struct finding, finding, all)
		if (g_hash_table_add(seen, (gpointer)finding->message->id))
			g_ptr_array_add(messages, (gpointer)finding->message);
	messages_sort(messages);
	json_t *rules = json_array();
	json_t *results = json_array();

	for (guint i = 0; i < messages->len; i++)
		json_array_append_new(rules, sarif_rule(g_ptr_array_index(messages, i)));
	for (guint i = 0; i < all->len; i++)
		json_array_append_new(results, sarif_result(g_ptr_array_index(all, i), language));
	append_json(out, json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:o}]}", "$schema",
	                           SARIF_SCHEMA, "version", "2.1.0", "runs", "tool", "driver",
	                           "name", "ismapgen", "version", ISMAPGEN_VERSION, "rules", rules,
	                           "columnKind", "unicodeCodePoints", "results", results));
}

void
findings_render(struct findings *findings, enum finding_format format, enum language language,
                GString *out)
{
	const GPtrArray *all = findings_sorted(findings);

	switch (format) {
	case FINDING_JSON:
		render_json(all, out);
		return;
	case FINDING_SARIF:
		render_sarif(all, language, out);
		return;
	case FINDING_GITHUB:
		for (guint i = 0; i < all->len; i++)
			render_github(g_ptr_array_index(all, i), language, out);
		return;
	case FINDING_TEXT:
		break;
	}
	for (guint i = 0; i < all->len; i++)
		render_text(g_ptr_array_index(all, i), language, out);
}
