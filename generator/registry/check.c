/* Each value is checked against its row of the field table. */
#include "registry/check.h"

#include "base/reading.h"
#include "registry/choice.h"
#include "source/sheet.h"

#include <string.h>

/* {0} and {1} are the field's terms, {2} is the value, {3} and {4} say what is
 * expected. */
MESSAGE(message_empty, "value-empty", ERROR, NULL, "『{0}』が空です。値を書いてください。",
        "\"{1}\" is empty. Write a value.");
MESSAGE(message_empty_optional, "value-empty-optional", ERROR, NULL,
        "『{0}』が空です。値を書くか、書くことがなければ行ごと取り除いてください。",
        "\"{1}\" is empty. Write a value, or remove it if there is none.");
MESSAGE(message_line_break, "value-line-break", ERROR, NULL,
        "『{0}』の値の途中に改行かタブがあります。1行で書いてください。",
        "The value of \"{1}\" has a line break or a tab in it. Write it on one line.");
MESSAGE(message_unseen, "value-unseen", ERROR, NULL,
        "『{0}』の値に、見える文字が一つもありません。",
        "The value of \"{1}\" has no character that can be seen.");
MESSAGE(message_joiner, "value-joiner", ERROR, NULL,
        "『{0}』の値 \"{2}\" に、何もつながない見えない文字（U+200C・U+200D・U+034F）があります。取り除いてください。",
        "The value of \"{1}\", \"{2}\", has an invisible U+200C, U+200D or U+034F that joins nothing. Remove it.");
MESSAGE(message_length, "value-length", ERROR, NULL,
        "『{0}』が長すぎます（{2}字）。{3}字までにしてください。",
        "\"{1}\" is too long ({2} characters). The limit is {3}.");
MESSAGE(message_date, "value-date", ERROR, NULL,
        "『{0}』の値 \"{2}\" は日付ではありません。YYYY-MM-DD の形で実在する日を書いてください。",
        "The value of \"{1}\", \"{2}\", is no date. Write a day that exists as YYYY-MM-DD.");
MESSAGE(message_date_form, "value-date-form", ERROR, NULL,
        "『{0}』の値 \"{2}\" は日付の書き方が違います。{3} と書いてください。",
        "The value of \"{1}\", \"{2}\", is a date in another form. Write {3}.");
MESSAGE(message_choice, "value-choice", ERROR, NULL,
        "『{0}』の値 \"{2}\" は使えません。{3} のいずれかを書いてください。",
        "The value of \"{1}\", \"{2}\", is not allowed. Write one of {4}.");
MESSAGE(message_only_choice, "value-only-choice", ERROR, NULL,
        "『{0}』の値 \"{2}\" は使えません。{3} と書いてください。",
        "The value of \"{1}\", \"{2}\", is not allowed. Write {4}.");
MESSAGE(message_pattern, "value-pattern", ERROR, NULL,
        "『{0}』の値 \"{2}\" の形が違います。{3}を書いてください。",
        "The value of \"{1}\", \"{2}\", has the wrong form. Write {4}.");
MESSAGE(message_letters, "value-letters", ERROR, NULL,
        "『{0}』の値 \"{2}\" は字の種類（全角と半角、空白、ハイフン）が違います。{3} と書いてください。",
        "The value of \"{1}\", \"{2}\", has letters, blanks or hyphens of another kind. Write {3}.");
MESSAGE(message_word, "value-word", ERROR, NULL,
        "『{0}』の中の \"{2}\" の形が違います。{3}を空白で区切って書いてください。",
        "In \"{1}\", \"{2}\" has the wrong form. Write {4}, separated by spaces.");
MESSAGE(message_word_again, "value-word-again", ERROR, NULL,
        "『{0}』に \"{2}\" が2回書かれています。ひとつにしてください。",
        "\"{1}\" has \"{2}\" twice. Keep one.");
MESSAGE(message_url, "value-url", ERROR, NULL,
        "『{0}』の値 \"{2}\" は使えるURLではありません。"
        "https://www.example.jp/ のように、半角英数字で書いてください。",
        "The value of \"{1}\", \"{2}\", is no URL that can be used. "
        "Write it like https://www.example.jp/, in ASCII.");
MESSAGE(message_url_scheme, "value-url-scheme", ERROR, NULL,
        "『{0}』の値 \"{2}\" には https:// がありません。https://{2} と書いてください。",
        "The value of \"{1}\", \"{2}\", has no https://. Write https://{2}.");
MESSAGE(message_mark, "value-mark", ERROR, NULL,
        "『{0}』には値を書きません。<{2}/> とだけ書いてください。",
        "\"{1}\" has no value. Write just <{2}/>.");

/* Signs of ASCII that no URL has. */
#define URL_REFUSED "\"<>\\^`{|}"

/* Of a value that is shown. */
#define SHOWN 40

/* The value for a message: of a long one what stands around the fault. */
static char *
shorten(const char *text, const char *fault)
{
	glong length = g_utf8_strlen(text, -1);
	glong at = g_utf8_pointer_to_offset(text, fault);
	glong from = CLAMP(at - SHOWN / 2, 0, MAX(length - SHOWN, 0));
	g_autofree char *part = g_utf8_substring(text, from, MIN(from + SHOWN, length));

	return g_strconcat(from > 0 ? "…" : "", part, from + SHOWN < length ? "…" : "", NULL);
}

static void
report_at(const struct checked *checked, const struct message *message, const char *value,
          const char *fault)
{
	g_autofree char *shown = shorten(value, fault);

	findings_add(checked->findings, message, checked->place, checked->field->ja,
	             checked->field->en, shown, NULL);
}

static void
report(const struct checked *checked, const struct message *message, const char *value)
{
	report_at(checked, message, value, value);
}

static void
report_hint(const struct checked *checked, const struct message *message, const char *value)
{
	const struct field *field = checked->field;
	g_autofree char *shown = shorten(value, value);

	findings_add(checked->findings, message, checked->place, field->ja, field->en, shown,
	             field->hint_ja != NULL ? field->hint_ja : field->pattern,
	             field->hint_en != NULL ? field->hint_en : field->pattern, NULL);
}

/* The text without blanks, in ASCII where that reads the same, and with or without hyphens. */
static char *
plain_text(const char *text, bool with_hyphens)
{
	g_autofree char *narrow = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	GString *plain = g_string_new(NULL);

	for (const char *at = narrow; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar sign = g_utf8_get_char(at);

		if (sign == 0x2212 || g_unichar_type(sign) == G_UNICODE_DASH_PUNCTUATION)
			g_string_append(plain, with_hyphens ? "-" : "");
		else if (!g_unichar_isspace(sign))
			g_string_append_unichar(plain, sign);
	}
	return g_string_free(plain, false);
}

/* Whether the value would be right in letters of another kind, which is told then. */
static bool
report_letters(const struct checked *checked, const char *text)
{
	const struct field *field = checked->field;
	g_auto(GStrv) choices = g_strsplit(field->choices != NULL ? field->choices : "", " ", -1);

	/* What is amiss in an address cannot be guessed. */
	if (strchr(text, '@') != NULL)
		return false;
	for (int with_hyphens = 1; with_hyphens >= 0; with_hyphens--) {
		g_autofree char *plain = plain_text(text, with_hyphens);

		if (field->pattern != NULL ? !store_matches(checked->store, field->pattern, plain)
		                           : !g_strv_contains((const char *const *)choices, plain))
			continue;
		g_autofree char *right = field->is_reading ? reading_fold(plain) : g_strdup(plain);
		g_autofree char *shown = shorten(text, text);

		findings_add(checked->findings, &message_letters, checked->place, field->ja,
		             field->en, shown, right, NULL);
		return true;
	}
	return false;
}

static bool
is_blank(const char *text)
{
	while (*text != '\0' && g_unichar_isspace(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return *text == '\0';
}

static bool
check_length(const struct checked *checked, const char *text)
{
	int limit = checked->field->max_length;
	glong length = (glong)strlen(text);

	if (limit == 0)
		limit = field_is_prose(checked->field) ? FIELD_PROSE_LENGTH : FIELD_LINE_LENGTH;
	if (length > limit)
		length = g_utf8_strlen(text, -1);
	if (length <= limit)
		return true;

	g_autofree char *is = g_strdup_printf("%ld", length);
	g_autofree char *may_be = g_strdup_printf("%d", limit);

	findings_add(checked->findings, &message_length, checked->place, checked->field->ja,
	             checked->field->en, is, may_be, NULL);
	return false;
}

/* Blanks that Unicode calls letters or symbols: the fillers of Hangul, empty Braille. */
static bool
is_seen(gunichar character)
{
	static const gunichar fillers[] = { 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0 };

	for (gsize i = 0; i < G_N_ELEMENTS(fillers); i++)
		if (character == fillers[i])
			return false;
	return g_unichar_isgraph(character) && !g_unichar_ismark(character);
}

static bool
has_seen(const char *text)
{
	while (*text != '\0' && !is_seen(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return *text != '\0';
}

/* Whether a joiner beside the character changes how it looks: in the scripts of Arabic,
 * India and others, and between pictures. In those of Japan and Europe none does. */
static bool
is_joined(gunichar character)
{
	switch (g_unichar_get_script(character)) {
	case G_UNICODE_SCRIPT_COMMON:
		return g_unichar_type(character) == G_UNICODE_OTHER_SYMBOL ||
		       g_unichar_type(character) == G_UNICODE_MODIFIER_SYMBOL;
	case G_UNICODE_SCRIPT_LATIN:
	case G_UNICODE_SCRIPT_GREEK:
	case G_UNICODE_SCRIPT_CYRILLIC:
	case G_UNICODE_SCRIPT_HAN:
	case G_UNICODE_SCRIPT_HIRAGANA:
	case G_UNICODE_SCRIPT_KATAKANA:
	case G_UNICODE_SCRIPT_HANGUL:
	case G_UNICODE_SCRIPT_INHERITED:
		return false;
	default:
		return true;
	}
}

/* The base before a place, behind its marks; 0: none. */
static gunichar
base_before(const char *start, const char *at)
{
	while (at > start) {
		at = g_utf8_prev_char(at);
		if (!g_unichar_ismark(g_utf8_get_char(at)))
			return g_utf8_get_char(at);
	}
	return 0;
}

/* Whether two names can look the same and differ by a joiner. */
static bool
has_idle_joiner(const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = (guchar)*at < 0x80 ? 0 : g_utf8_get_char(at);

		if (character == 0x034F ||
		    ((character == 0x200C || character == 0x200D) &&
		     !(is_joined(base_before(text, at)) && is_joined(g_utf8_get_char(at + 3)))))
			return true;
	}
	return false;
}

/* One line of text without blanks at its ends; the lines of an address are one. */
static const char *
check_line(const struct checked *checked, const char *written)
{
	g_autofree char *text = sheet_strip(g_strdup(written));

	if (field_joins_lines(checked->field)) {
		g_auto(GStrv) lines = g_strsplit_set(text, "\r\n\t", -1);
		g_autoptr(GString) joined = g_string_new(NULL);

		for (char **line = lines; *line != NULL; line++)
			if (*sheet_strip(*line) != '\0')
				g_string_append_printf(joined, "%s%s", joined->len > 0 ? " " : "",
				                       *line);
		g_free(text);
		text = g_strdup(joined->str);
	}
	if (strpbrk(text, "\r\n\t") != NULL) {
		report(checked, &message_line_break, text);
		return NULL;
	}
	if (!has_seen(text) || has_idle_joiner(text)) {
		report(checked, has_seen(text) ? &message_joiner : &message_unseen, text);
		return NULL;
	}
	if (!check_length(checked, text))
		return NULL;
	if (checked->field->pattern != NULL &&
	    !store_matches(checked->store, checked->field->pattern, text)) {
		if (!report_letters(checked, text))
			report_hint(checked, &message_pattern, text);
		return NULL;
	}
	if (checked->field->is_reading) {
		g_autofree char *folded = reading_fold(text);

		return store_text(checked->store, folded, strlen(folded));
	}
	return store_text(checked->store, text, strlen(text));
}

static const char *
check_choice(const struct checked *checked, const char *written)
{
	g_autofree char *text = sheet_strip(g_strdup(written));
	g_auto(GStrv) choices = g_strsplit(checked->field->choices, " ", -1);

	if (g_strv_contains((const char *const *)choices, text))
		return store_text(checked->store, text, strlen(text));
	if (report_letters(checked, text))
		return NULL;
	/* What a value is called in Japanese is told as that value. */
	for (char **choice = choices; *choice != NULL; choice++) {
		g_autofree char *word = choice_text(checked->field, *choice, LANGUAGE_JA);

		if (strcmp(word, text) == 0) {
			findings_add(checked->findings, &message_only_choice, checked->place,
			             checked->field->ja, checked->field->en, text, *choice, *choice,
			             NULL);
			return NULL;
		}
	}

	g_autofree char *shown = shorten(text, text);
	g_autofree char *list_ja = g_strjoinv("、", choices);
	g_autofree char *list_en = g_strjoinv(", ", choices);

	findings_add(checked->findings, choices[1] == NULL ? &message_only_choice : &message_choice,
	             checked->place, checked->field->ja, checked->field->en, shown, list_ja,
	             list_en, NULL);
	return NULL;
}

static bool
check_word(const struct checked *checked, const char *word)
{
	switch (store_next_word(checked->store, word)) {
	case STORE_WORD_NEW:
		return true;
	case STORE_WORD_AGAIN:
		report(checked, &message_word_again, word);
		return false;
	case STORE_WORD_WRONG:
		report_hint(checked, &message_word, word);
		return false;
	}
	g_assert_not_reached();
}

/* The words with one space between; NULL after findings. */
static const char *
check_each_word(const struct checked *checked, const char *text)
{
	static const char spaces[] = " \t\r\n";
	g_autoptr(GString) words = g_string_sized_new(strlen(text));
	g_autofree char *copy = g_strdup(text);
	bool good = true;

	store_begin_words(checked->store, checked->field->pattern);
	for (char *word = copy + strspn(copy, spaces); *word != '\0';) {
		char *end = word + strcspn(word, spaces);
		char *next = end + strspn(end, spaces);

		*end = '\0';
		good = check_word(checked, word) && good;
		if (words->len > 0)
			g_string_append_c(words, ' ');
		g_string_append(words, word);
		word = next;
	}
	if (!good || !check_length(checked, words->str))
		return NULL;
	return store_text(checked->store, words->str, words->len);
}

/* Long lists are mostly those of other applications. */
static const char *
check_tokens(const struct checked *checked, const char *text)
{
	const char *pattern = checked->field->pattern;
	const char *words = store_known_words(checked->store, pattern, text);

	if (words != NULL)
		return check_length(checked, words) ? words : NULL;
	words = check_each_word(checked, text);
	if (words != NULL)
		store_know_words(checked->store, pattern, text, words);
	return words;
}

/* The white space that all lines with text begin with. */
static gsize
common_indent(char **lines)
{
	gsize indent = G_MAXSIZE;

	for (; *lines != NULL; lines++) {
		gsize blank = strspn(*lines, " \t");

		if ((*lines)[blank] != '\0')
			indent = MIN(indent, blank);
	}
	return indent == G_MAXSIZE ? 0 : indent;
}

/* Paragraphs without the indentation of the XML around them, without blank
 * lines before and after, without spaces at the ends of lines. Text on the
 * line of the start tag has no indentation of its own. */
static const char *
check_prose(const struct checked *checked, const char *text)
{
	g_autoptr(GString) prose = g_string_sized_new(strlen(text));
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	gsize indent = common_indent(lines[0] == NULL ? lines : lines + 1);

	for (char **line = lines; *line != NULL; line++) {
		gsize blank = strspn(*line, " \t");

		g_string_append(prose, *line + (line == lines ? blank : MIN(indent, blank)));
		while (prose->len > 0 && strchr(" \t\r", prose->str[prose->len - 1]) != NULL)
			g_string_truncate(prose, prose->len - 1);
		if (prose->len > 0)
			g_string_append_c(prose, '\n');
	}
	while (prose->len > 0 && prose->str[prose->len - 1] == '\n')
		g_string_truncate(prose, prose->len - 1);
	if (!check_length(checked, prose->str))
		return NULL;
	return store_text(checked->store, prose->str, prose->len);
}

static const char *
check_url(const struct checked *checked, const char *text)
{
	g_autofree char *trimmed = sheet_strip(g_strdup(text));
	g_autofree char *whole = g_strconcat("https://", trimmed, NULL);
	const char *at;

	if (!check_length(checked, trimmed))
		return NULL;
	if (!check_is_url(trimmed)) {
		bool lacks_scheme = strstr(trimmed, "://") == NULL &&
		                    strchr(trimmed, '.') != NULL && check_is_url(whole);

		for (at = trimmed; *at > ' ' && *at <= '~' && strchr(URL_REFUSED, *at) == NULL;)
			at++;
		report_at(checked, lacks_scheme ? &message_url_scheme : &message_url, trimmed,
		          *at == '\0' ? trimmed : at);
		return NULL;
	}
	return store_text(checked->store, trimmed, strlen(trimmed));
}

static const char *
check_mark(const struct checked *checked, const char *text)
{
	if (!is_blank(text))
		findings_add(checked->findings, &message_mark, checked->place, checked->field->ja,
		             checked->field->en, checked->field->name, NULL);
	return store_text(checked->store, "yes", 3);
}

static const char *
store_day(struct registry_store *store, struct date date)
{
	g_autofree char *text = date_iso(date);

	return store_text(store, text, strlen(text));
}

const char *
check_value(const struct checked *checked, const char *text)
{
	const struct field *field = checked->field;
	struct date date;

	if (field->kind != FIELD_MARK && is_blank(text)) {
		/* What a form changes is not emptied by an empty element. */
		bool needed = field->min > 0 || field->kind == FIELD_STATED;

		report(checked, needed ? &message_empty : &message_empty_optional, "");
		return NULL;
	}
	switch (field->kind) {
	case FIELD_LINE:
		return check_line(checked, text);
	case FIELD_PROSE:
	case FIELD_TEXT:
	case FIELD_STATED:
		return check_prose(checked, text);
	case FIELD_DATE:
		if (!check_date(checked, text, &date))
			return NULL;
		return store_day(checked->store, date);
	case FIELD_CHOICE:
		return check_choice(checked, text);
	case FIELD_TOKENS:
		return check_tokens(checked, text);
	case FIELD_URL:
		return check_url(checked, text);
	case FIELD_MARK:
		return check_mark(checked, text);
	case FIELD_GROUP:
	case FIELD_SEQUENCE:
		break;
	}
	g_assert_not_reached();
}

bool
check_date(const struct checked *checked, const char *written, struct date *date)
{
	g_autofree char *text = sheet_strip(g_strdup(written));

	if (date_parse(text, date))
		return true;
	if (date_parse_written(text, date)) {
		g_autofree char *shown = shorten(text, text);
		g_autofree char *right = date_iso(*date);

		findings_add(checked->findings, &message_date_form, checked->place,
		             checked->field->ja, checked->field->en, shown, right, NULL);
	} else {
		report(checked, is_blank(text) ? &message_empty : &message_date, text);
	}
	*date = (struct date){ 0 };
	return false;
}

static bool
is_host(const char *host, size_t length)
{
	bool dot = false;

	if (length == 0 || length > 253 || strchr(".-", host[0]) != NULL)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (host[i] == '.') {
			if (host[i - 1] == '.' || host[i - 1] == '-' || i + 1 == length)
				return false;
			dot = true;
		} else if (!g_ascii_isalnum(host[i]) && host[i] != '-') {
			return false;
		}
	}
	return dot && host[length - 1] != '-';
}

/* ":" and a number from 1 to 65535, or nothing. */
static bool
is_port(const char *port, size_t length)
{
	int number = 0;

	if (length == 0)
		return true;
	if (length < 2 || length > 6)
		return false;
	for (size_t i = 1; i < length; i++) {
		if (!g_ascii_isdigit(port[i]))
			return false;
		number = number * 10 + (port[i] - '0');
	}
	return number >= 1 && number <= 65535;
}

bool
check_is_url(const char *text)
{
	const char *host;

	if (strncmp(text, "https://", 8) == 0)
		host = text + 8;
	else if (strncmp(text, "http://", 7) == 0)
		host = text + 7;
	else
		return false;

	for (const char *at = text; *at != '\0'; at++)
		if (*at <= ' ' || *at > '~' || strchr(URL_REFUSED, *at) != NULL)
			return false;

	size_t authority = strcspn(host, "/?#");
	size_t length = strcspn(host, ":/?#");

	return is_host(host, length) && is_port(host + length, authority - length);
}
