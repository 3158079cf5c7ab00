/* Reads and checks the command line by the table of options. */
#include "command/options_table.h"

#include "base/distance.h"
#include "base/refusal.h"
#include "command/shard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 256

/* What stood in the command line: the value of each option that is not kept as it is, and
 * whether each that has none was there. */
struct raw_options {
	char *text[OPTIONS];
	gboolean flag[OPTIONS];
};

/* Where GLib puts what it reads: a char *, or a truth of its own, which is wider than ours. */
static gpointer
target_of(struct request *request, struct raw_options *raw, int option)
{
	if (options[option].value == NULL)
		return &raw->flag[option];
	return options[option].kind == OPTION_KEPT
	               ? (gpointer)((char *)request + options[option].at)
	               : (gpointer)&raw->text[option];
}

static void
keep_flags(struct request *request, const struct raw_options *raw)
{
	for (int i = 0; i < OPTIONS; i++)
		if (options[i].kind == OPTION_KEPT && options[i].value == NULL)
			*(bool *)((char *)request + options[i].at) = raw->flag[i];
}

/* The file as it is installed, or as it lies in the source tree. */
static char *
data_folder(const char *name)
{
	g_autofree char *installed = g_build_filename(ISMAPGEN_DATADIR, name, NULL);

	if (!g_file_test(name, G_FILE_TEST_IS_DIR) && g_file_test(installed, G_FILE_TEST_IS_DIR))
		return g_steal_pointer(&installed);
	return g_strdup(name);
}

/* Says what is wrong with the command line; false, to be returned. The arguments of the
 * message close with NULL. */
static bool G_GNUC_NULL_TERMINATED
usage_fault(const struct request *request, const struct message *message, ...)
{
	const bool is_en = request->language == LANGUAGE_EN;
	g_autoptr(GString) said = g_string_new(NULL);
	va_list arguments;

	va_start(arguments, message);
	wording_fill_list(is_en ? message->en : message->ja, arguments, said);
	va_end(arguments);
	g_autofree char *plain = wording_plain(said->str);
	fprintf(stderr, "ismapgen: %s\n", plain);
	fprintf(stderr,
	        is_en ? "See `ismapgen help%s%s`.\n" : "`ismapgen help%s%s` をご覧ください。\n",
	        request->command != NULL ? " " : "",
	        request->command != NULL ? request->command->name : "");
	return false;
}

#define USAGE_FAULT(request, id, ja, en, ...) usage_fault(request, FAILURE(id, ja, en), __VA_ARGS__)

/* What begins with "-" and was not taken is no option. */
static bool
check_words(const struct request *request, char **words)
{
	for (; *words != NULL && strcmp(*words, "--") != 0; words++) {
		g_autofree char *name = g_strdup(*words);
		const char *nearest = NULL;
		guint limit = 3;

		if (name[0] != '-' || name[1] == '\0')
			continue;
		name[strcspn(name, "=")] = '\0';
		for (int i = 0; i < OPTIONS; i++) {
			guint distance = edit_distance(name + strspn(name, "-"), options[i].name);

			if (distance < limit) {
				limit = distance;
				nearest = options[i].name;
			}
		}
		if (nearest == NULL)
			return USAGE_FAULT(request, "usage-option",
			                   "{0} というオプションはありません。",
			                   "There is no option {0}.", *words, NULL);
		return USAGE_FAULT(request, "usage-option",
		                   "{0} というオプションはありません。--{1} のことでしょうか。",
		                   "There is no option {0}. Did you mean --{1}?", *words, nearest,
		                   NULL);
	}
	return true;
}

/* Takes the options out of the words, and leaves the rest. */
static bool
parse(struct request *request, struct raw_options *raw, char ***words)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	GOptionEntry entries[OPTIONS + 1] = { 0 };
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < OPTIONS; i++) {
		entries[i] = (GOptionEntry){
			.long_name = options[i].name,
			.short_name = options[i].letter,
			.arg = options[i].value != NULL ? G_OPTION_ARG_FILENAME : G_OPTION_ARG_NONE,
			.arg_data = target_of(request, raw, i),
		};
		if (options[i].value != NULL)
			*(char **)entries[i].arg_data = NULL;
	}
	g_option_context_set_help_enabled(context, false);
	g_option_context_set_ignore_unknown_options(context, true);
	g_option_context_add_main_entries(context, entries, NULL);
	if (g_option_context_parse_strv(context, words, &error)) {
		keep_flags(request, raw);
		return check_words(request, *words + 1);
	}
	/* The one fault that is left: nothing follows it. */
	return USAGE_FAULT(request, "usage-value", "{0} の後に値を書いてください。",
	                   "Write a value after {0}.", (*words)[g_strv_length(*words) - 1], NULL);
}

static bool
check_taken(struct request *request, struct raw_options *raw)
{
	for (int i = 0; i < OPTIONS; i++) {
		bool is_given = options[i].value != NULL
		                        ? *(char **)target_of(request, raw, i) != NULL
		                        : raw->flag[i];

		if (is_given && options[i].commands != NULL &&
		    !option_is_taken(request->command, (enum option)i)) {
			g_autofree char *name = g_strconcat("--", options[i].name, NULL);

			return USAGE_FAULT(request, "usage-not-taken",
			                   "{0} は {1} では使えません。使えるコマンド：{2}。",
			                   "{1} does not take {0}. Commands that do: {2}.", name,
			                   request->command->name, options[i].commands, NULL);
		}
	}
	return true;
}

static bool
set_language(struct request *request, const char *text)
{
	if (strcmp(text, "ja") != 0 && strcmp(text, "en") != 0)
		return false;
	request->language = text[0] == 'j' ? LANGUAGE_JA : LANGUAGE_EN;
	return true;
}

static bool
read_language(struct request *request, const char *text)
{
	return text == NULL || set_language(request, text) ||
	       USAGE_FAULT(request, "usage-language",
	                   "言語は ja か en です（{0} ではありません）。",
	                   "The language is ja or en, not {0}.", text, NULL);
}

static bool
read_format(struct request *request, const char *text)
{
	request->format = FORMAT_TEXT;
	if (text == NULL)
		return true;
	for (int i = 0; i < FORMATS; i++) {
		if (strcmp(text, format_names[i]) == 0 &&
		    (request->command->formats & 1u << i) != 0) {
			request->format = (enum format)i;
			return true;
		}
	}
	return USAGE_FAULT(request, "usage-format", "{0} は、このコマンドにない形式です。",
	                   "{0} is not a format of this command.", text, NULL);
}

/* "60" or "60d". */
static bool
read_within(struct request *request, const char *text)
{
	char *end;

	request->within_days = 60;
	if (text == NULL)
		return true;
	guint64 days = g_ascii_strtoull(text, &end, 10);
	if (end != text && days <= 3660 && (strcmp(end, "d") == 0 || *end == '\0')) {
		request->within_days = (int)days;
		return true;
	}
	return USAGE_FAULT(request, "usage-days",
	                   "日数は 60d のように書きます（{0} ではありません）。",
	                   "Days are written as 60d, not {0}.", text, NULL);
}

/* "2/5", of the commands that write trees. */
static bool
read_shard(struct request *request, const char *text)
{
	char *end;
	guint64 of = 0;

	if (text == NULL)
		return true;
	guint64 number = g_ascii_strtoull(text, &end, 10);
	if (g_ascii_isdigit(text[0]) && end[0] == '/' && g_ascii_isdigit(end[1]))
		of = g_ascii_strtoull(end + 1, &end, 10);
	if (*end != '\0' || of > SHARD_OF_MAX || number < 1 || number > of)
		return USAGE_FAULT(request, "usage-shard",
		                   "分割は 2/5 のように書きます（{0} ではありません）。",
		                   "A part is written as 2/5, not {0}.", text, NULL);
	request->part = (struct part){ (unsigned)number, (unsigned)of };
	return true;
}

static bool
read_day(struct request *request, const char *text, struct date *day)
{
	return text == NULL || date_parse(text, day) ||
	       USAGE_FAULT(
		       request, "usage-date",
		       "{0} という日はありません。1900-01-01 から 2199-12-31 までの日を、2026-11-24 のように書いてください。",
		       "There is no day {0}: write one from 1900-01-01 to 2199-12-31, as 2026-11-24.",
		       text, NULL);
}

/* A period that ends before it begins has nothing to count, and zeros would look counted. What
 * is to come is not counted: the period ends on the day it is, at the latest. */
static bool
read_period(struct request *request)
{
	static const struct wording closed = { "{0}（基準日）までを数えます",
		                               "Counted up to {0}, the day it is" };

	bool is_open = date_compare(request->to, request->as_of) > 0;

	if (is_open)
		request_say(request, closed, DATE(request->as_of), NULL);
	if (is_open || !date_is_set(request->to))
		request->to = request->as_of;
	return !date_is_set(request->from) || date_compare(request->from, request->to) <= 0 ||
	       USAGE_FAULT(request, "usage-period",
	                   "--from（{0}）が、数える最後の日（{1}）より後です。",
	                   "--from ({0}) is after the last day to count ({1}).",
	                   DATE(request->from), DATE(request->to), NULL);
}

/* How a letter was sent is told with the day; what of it a ledger can hold, says the ledger. */
static bool
check_sent(const struct request *request)
{
	return request->by == NULL || date_is_set(request->sent_on) ||
	       USAGE_FAULT(request, "usage-by", "--by は --sent-on と組で指定します。",
	                   "--by goes with --sent-on.", NULL);
}

/* What arrived or came back is one letter or another, never all. */
static bool
check_named(struct request *request)
{
	return (!date_is_set(request->returned_on) && !date_is_set(request->delivered_on)) ||
	       *request->arguments != NULL ||
	       usage_fault(
		       request,
		       FAILURE("usage-delivery",
	                       "--returned-on と --delivered-on は、文書番号を続けて指定します。",
	                       "--returned-on and --delivered-on: name the letters."),
		       NULL);
}

static bool
read_sides(struct request *request, const char *text)
{
	request->one_sided = g_strcmp0(text, "one") == 0;
	return text == NULL || request->one_sided || strcmp(text, "two") == 0 ||
	       USAGE_FAULT(request, "usage-sides", "--sides は one か two です。",
	                   "--sides is one or two.", NULL);
}

/* A password has no place in a command line, which others can read. */
static bool
check_sign(const struct request *request)
{
	if (request->signer != NULL && request->authorities == NULL)
		return USAGE_FAULT(request, "usage-signer", "--signer は --ca と共に指定します。",
		                   "--signer takes --ca beside it.", NULL);
	if ((request->sign == NULL) == (request->sign_password_file == NULL))
		return true;
	return USAGE_FAULT(request, "usage-sign",
	                   "--sign と --sign-password-file は組で指定します。",
	                   "--sign and --sign-password-file go together.", NULL);
}

static bool
read_arguments(struct request *request, char **words)
{
	int count = (int)g_strv_length(words);

	if (count < request->command->arguments_min)
		return USAGE_FAULT(request, "usage-argument-missing", "引数が足りません（{0}）。",
		                   "An argument is missing: {0}.", request->command->arguments,
		                   NULL);
	if (count > request->command->arguments_max)
		return USAGE_FAULT(request, "usage-argument", "{0} は余分な引数です。",
		                   "{0} is an argument too many.",
		                   words[request->command->arguments_max], NULL);
	request->arguments = g_strdupv(words);
	return true;
}

static bool
read_command(struct request *request, const char *name)
{
	if (name == NULL) {
		g_autoptr(GString) help = g_string_new(NULL);

		options_help(request, NULL, help);
		fputs(help->str, stderr);
		return false;
	}
	request->command = request_find_command(request, name);
	return request->command != NULL ||
	       USAGE_FAULT(request, "usage-command", "{0} というコマンドはありません。",
	                   "There is no command {0}.", name, NULL);
}

static bool
read_jobs(struct request *request, const char *text)
{
	gint64 jobs = MIN(g_get_num_processors(), JOBS_MAX);

	if (text != NULL && !g_ascii_string_to_signed(text, 10, 1, JOBS_MAX, &jobs, NULL))
		return USAGE_FAULT(request, "usage-jobs",
		                   "並行数は1から256までです（{0} ではありません）。",
		                   "Jobs are 1 to 256, not {0}.", text, NULL);
	request->jobs = (int)jobs;
	return true;
}

static bool
read_days(struct request *request, const struct raw_options *raw)
{
	request->is_dated = raw->text[OPTION_AS_OF] != NULL;
	for (int i = 0; i < OPTIONS; i++)
		if (options[i].kind == OPTION_DAY &&
		    !read_day(request, raw->text[i],
		              (struct date *)(gpointer)((char *)request + options[i].at)))
			return false;
	return true;
}

static bool
read_all(struct request *request, struct raw_options *raw, char **words)
{
	if (!read_command(request, words[0]) || !check_taken(request, raw))
		return false;
	if (request->content == NULL)
		request->content = g_strdup("content");
	if (request->output == NULL)
		request->output = g_strdup("output");
	if (request->templates == NULL)
		request->templates = data_folder("templates");
	if (request->fonts == NULL)
		request->fonts = data_folder("fonts");
	return read_jobs(request, raw->text[OPTION_JOBS]) &&
	       read_format(request, raw->text[OPTION_FORMAT]) &&
	       read_within(request, raw->text[OPTION_WITHIN]) &&
	       read_shard(request, raw->text[OPTION_SHARD]) && check_sign(request) &&
	       read_days(request, raw) && read_period(request) && check_sent(request) &&
	       read_sides(request, raw->text[OPTION_SIDES]) && read_arguments(request, words + 1) &&
	       check_named(request);
}

/* Of the program, or of the command that `name` is; false: it is none. */
static bool
print_help(struct request *request, const char *name)
{
	g_autoptr(GString) help = g_string_new(NULL);

	if (name != NULL && !read_command(request, name))
		return false;
	options_help(request, request->command, help);
	fputs(help->str, stdout);
	return true;
}

bool
options_parse(struct request *request, char **argv, enum outcome *outcome)
{
	struct raw_options raw = { .flag = { false } };
	g_auto(GStrv) words = g_strdupv(argv);
	bool go_on = false;

	*outcome = OUTCOME_USAGE;
	/* The language first: what else is wrong is said in it. */
	for (char **word = argv; *word != NULL && word[1] != NULL; word++)
		if (strcmp(*word, "--lang") == 0)
			(void)set_language(request, word[1]);
	if (!parse(request, &raw, &words) || !read_language(request, raw.text[OPTION_LANG])) {
		*outcome = OUTCOME_USAGE;
	} else if (raw.flag[OPTION_VERSION]) {
		printf("ismapgen %s\n", ISMAPGEN_VERSION);
		*outcome = OUTCOME_DONE;
	} else if (raw.flag[OPTION_HELP]) {
		if (print_help(request, words[1]))
			*outcome = OUTCOME_DONE;
	} else {
		go_on = read_all(request, &raw, words + 1);
	}
	for (int i = 0; i < OPTIONS; i++)
		g_free(raw.text[i]);
	return go_on;
}

void
options_clear(struct request *request)
{
	for (int i = 0; i < OPTIONS; i++)
		if (options[i].kind == OPTION_KEPT && options[i].value != NULL)
			g_free(*(char **)target_of(request, NULL, i));
	g_strfreev(request->arguments);
}
