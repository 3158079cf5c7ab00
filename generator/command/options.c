#include "command/options.h"

#include "command/shard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 256

/* What the option parser fills before it is checked. */
struct raw_options {
	char *content, *output, *templates, *fonts;
	char *sign, *sign_password_file, *authorities, *signer;
	char *sent_on, *by;
	char *as_of, *since, *language, *format, *within, *shard;
	int jobs;
	gboolean quiet, strict, merge, allow_shrink, force, help, version;
};

static const char *const format_names[FORMATS] = { "text", "json", "github", "sarif", "ics" };

/* The file as it is installed, or as it lies in the source tree. */
static char *
data_folder(const char *name)
{
	g_autofree char *installed = g_build_filename(ISMAPGEN_DATADIR, name, NULL);

	if (!g_file_test(name, G_FILE_TEST_IS_DIR) && g_file_test(installed, G_FILE_TEST_IS_DIR))
		return g_steal_pointer(&installed);
	return g_strdup(name);
}

static GOptionContext *
option_context(struct raw_options *raw, enum language language)
{
	const bool en = language == LANGUAGE_EN;
	const GOptionEntry entries[] = {
		{ "content", 0, 0, G_OPTION_ARG_FILENAME, &raw->content,
		  en ? "content folder (content)" : "内容のフォルダー（content）", "DIR" },
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &raw->output,
		  en ? "output folder (output)" : "出力先のフォルダー（output）", "DIR" },
		{ "as-of", 0, 0, G_OPTION_ARG_FILENAME, &raw->as_of,
		  en ? "the day it is (today in Tokyo)" : "基準日（東京の今日）", "YYYY-MM-DD" },
		{ "format", 0, 0, G_OPTION_ARG_FILENAME, &raw->format,
		  en ? "text, json, github, sarif or ics, as the command allows"
		     : "text・json・github・sarif・ics（コマンドによる）",
		  "FORMAT" },
		{ "lang", 0, 0, G_OPTION_ARG_FILENAME, &raw->language,
		  en ? "language of messages: ja or en" : "メッセージの言語（ja・en）", "LANG" },
		{ "within", 0, 0, G_OPTION_ARG_FILENAME, &raw->within,
		  en ? "deadlines: how far ahead (60d)" : "deadlines: 何日先まで（60d）", "DAYS" },
		{ "since", 0, 0, G_OPTION_ARG_FILENAME, &raw->since,
		  en ? "letters: only those dated from this day on, in a folder of their own"
		     : "letters: 日付がこの日以後のものだけを、別のフォルダーに作る",
		  "YYYY-MM-DD" },
		{ "merge", 0, 0, G_OPTION_ARG_NONE, &raw->merge,
		  en ? "letters: also all in one PDF" : "letters: 一つにまとめたPDFも作る", NULL },
		{ "sent-on", 0, 0, G_OPTION_ARG_FILENAME, &raw->sent_on,
		  en ? "issue: the day the letters were sent" : "issue: 発送した日", "YYYY-MM-DD" },
		{ "by", 0, 0, G_OPTION_ARG_FILENAME, &raw->by,
		  en ? "issue: how they were sent (registered mail)"
		     : "issue: 発送の方法（簡易書留など）",
		  "HOW" },
		{ "shard", 0, 0, G_OPTION_ARG_FILENAME, &raw->shard,
		  en ? "build, site, letters: make part K of N, for join"
		     : "build・site・letters: N分割のK番目だけを作る（joinで一つにする）",
		  "K/N" },
		{ "sign", 0, 0, G_OPTION_ARG_FILENAME, &raw->sign,
		  en ? "build, site, letters, join, form: sign with this key (PKCS#12, or pkcs11: URI)"
		     : "build・site・letters・join・form: この鍵（PKCS#12、又はpkcs11:のURI）で署名する",
		  "KEY" },
		{ "sign-password-file", 0, 0, G_OPTION_ARG_FILENAME, &raw->sign_password_file,
		  en ? "the password or PIN of the key: first line of this file"
		     : "鍵のパスワード又はPINを1行目に書いたファイル",
		  "FILE" },
		{ "ca", 0, 0, G_OPTION_ARG_FILENAME, &raw->authorities,
		  en ? "verify: the certificate to trust (PEM): the office's own, or one that signs for it alone"
		     : "verify: 信頼する証明書（PEM）。機関自身のもの、又は機関だけに発行する認証局のもの",
		  "FILE" },
		{ "signer", 0, 0, G_OPTION_ARG_FILENAME, &raw->signer,
		  en ? "verify --ca: who must have signed: the certificate's subject or SHA-256"
		     : "verify --ca: 署名した者。証明書の主体者名又はSHA-256",
		  "WHO" },
		{ "templates", 0, 0, G_OPTION_ARG_FILENAME, &raw->templates,
		  en ? "templates folder" : "テンプレートのフォルダー", "DIR" },
		{ "fonts", 0, 0, G_OPTION_ARG_FILENAME, &raw->fonts,
		  en ? "fonts folder" : "フォントのフォルダー", "DIR" },
		{ "jobs", 'j', 0, G_OPTION_ARG_INT, &raw->jobs,
		  en ? "how much is done at a time; else as many as there are processors"
		     : "並行して進める数（指定がなければプロセッサーの数）",
		  "N" },
		{ "strict", 0, 0, G_OPTION_ARG_NONE, &raw->strict,
		  en ? "a warning counts as an error" : "警告も誤りとして扱う", NULL },
		{ "allow-shrink", 0, 0, G_OPTION_ARG_NONE, &raw->allow_shrink,
		  en ? "publish also a list, or letters, that lost more than a tenth without a record"
		     : "記録によらずに1割を超えて消えるリスト・通知書も書き出す",
		  NULL },
		{ "force", 0, 0, G_OPTION_ARG_NONE, &raw->force,
		  en ? "make every file anew" : "すべてのファイルを作り直す", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &raw->quiet,
		  en ? "say nothing but findings" : "指摘のほかは何も言わない", NULL },
		{ "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help,
		  en ? "explain the program or the command" : "使い方を表示する", NULL },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &raw->version,
		  en ? "print the version" : "版を表示する", NULL },
		G_OPTION_ENTRY_NULL,
	};
	GOptionContext *context = g_option_context_new(NULL);

	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_add_main_entries(context, entries, NULL);
	return context;
}

static void
usage_fault(enum language language, const char *ja, const char *en, const char *what)
{
	fprintf(stderr, "ismapgen: %s: %s\n", language == LANGUAGE_EN ? en : ja, what);
	fprintf(stderr, "%s\n",
	        language == LANGUAGE_EN ? "See `ismapgen help`."
	                                : "`ismapgen help` をご覧ください。");
}

static bool
read_language(struct request *request, const char *text)
{
	if (text == NULL)
		return true;
	if (strcmp(text, "ja") == 0 || strcmp(text, "en") == 0) {
		request->language = text[0] == 'j' ? LANGUAGE_JA : LANGUAGE_EN;
		return true;
	}
	usage_fault(request->language, "言語は ja か en です", "the language is ja or en", text);
	return false;
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
	usage_fault(request->language, "このコマンドにない形式です", "not a format of this command",
	            text);
	return false;
}

/* "60" or "60d". */
static bool
read_within(struct request *request, const char *text)
{
	char *end;
	guint64 days;

	request->within_days = 60;
	if (text == NULL)
		return true;
	days = g_ascii_strtoull(text, &end, 10);
	if (end != text && days <= 3660 && (strcmp(end, "d") == 0 || *end == '\0')) {
		request->within_days = (int)days;
		return true;
	}
	usage_fault(request->language, "日数は 60d のように書きます", "days are written as 60d",
	            text);
	return false;
}

/* "2/5", of the commands that write trees. */
static bool
read_shard(struct request *request, const char *text)
{
	char *end;
	guint64 number, of = 0;

	if (text == NULL)
		return true;
	number = g_ascii_strtoull(text, &end, 10);
	if (g_ascii_isdigit(text[0]) && end[0] == '/' && g_ascii_isdigit(end[1]))
		of = g_ascii_strtoull(end + 1, &end, 10);
	if (!request->command->shared)
		usage_fault(request->language, "このコマンドは分割できません",
		            "the work of this command cannot be shared", "--shard");
	else if (*end != '\0' || of > SHARD_OF_MAX || number < 1 || number > of)
		usage_fault(request->language, "分割は 2/5 のように書きます",
		            "a part is written as 2/5", text);
	else
		request->part = (struct part){ (unsigned)number, (unsigned)of };
	return request->part.of > 0;
}

static bool
read_day(struct request *request, const char *text, struct date *day)
{
	if (text == NULL || date_parse(text, day))
		return true;
	usage_fault(request->language, "日付は YYYY-MM-DD の形で書きます",
	            "a date is written as YYYY-MM-DD", text);
	return false;
}

/* How a letter was sent is one line, of a day. */
static bool
read_sent(struct request *request, const char *day)
{
	bool is_line =
		request->by == NULL ||
		(*request->by != '\0' && g_utf8_validate(request->by, -1, NULL) &&
	         g_utf8_strlen(request->by, -1) <= 40 && strpbrk(request->by, "\n\r\t") == NULL);

	if (is_line && (request->by == NULL || day != NULL))
		return read_day(request, day, &request->sent_on);
	usage_fault(request->language, "--by は --sent-on と組で、40字までの1行で指定します",
	            "--by goes with --sent-on, as one line of up to 40 characters", "--by");
	return false;
}

/* A password has no place in a command line, which others can read. */
static bool
read_sign(struct request *request, struct raw_options *raw)
{
	request->sign = g_steal_pointer(&raw->sign);
	request->sign_password_file = g_steal_pointer(&raw->sign_password_file);
	request->authorities = g_steal_pointer(&raw->authorities);
	request->signer = g_steal_pointer(&raw->signer);
	if (request->signer != NULL && request->authorities == NULL) {
		usage_fault(request->language, "--signer は --ca と共に指定します",
		            "--signer takes --ca beside it", "--signer");
		return false;
	}
	if ((request->sign == NULL) == (request->sign_password_file == NULL))
		return true;
	usage_fault(request->language, "--sign と --sign-password-file は組で指定します",
	            "--sign and --sign-password-file go together",
	            request->sign == NULL ? "--sign" : "--sign-password-file");
	return false;
}

static bool
read_arguments(struct request *request, char **words)
{
	int count = (int)g_strv_length(words);

	if (count < request->command->arguments_min) {
		usage_fault(request->language, "引数が足りません", "an argument is missing",
		            request->command->arguments);
		return false;
	}
	if (count > request->command->arguments_max) {
		usage_fault(request->language, "余分な引数です", "an argument too many",
		            words[request->command->arguments_max]);
		return false;
	}
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
	if (request->command == NULL)
		usage_fault(request->language, "そのようなコマンドはありません", "no such command",
		            name);
	return request->command != NULL;
}

static bool
read_all(struct request *request, struct raw_options *raw, char **words)
{
	if (raw->jobs < 1 || raw->jobs > JOBS_MAX) {
		usage_fault(request->language, "並行数は1から256までです", "jobs are 1 to 256",
		            "--jobs");
		return false;
	}
	request->jobs = raw->jobs;
	request->quiet = raw->quiet;
	request->strict = raw->strict;
	request->merge = raw->merge;
	request->allow_shrink = raw->allow_shrink;
	request->force = raw->force;
	request->content = raw->content ? g_steal_pointer(&raw->content) : g_strdup("content");
	request->output = raw->output ? g_steal_pointer(&raw->output) : g_strdup("output");
	request->templates =
		raw->templates ? g_steal_pointer(&raw->templates) : data_folder("templates");
	request->by = g_steal_pointer(&raw->by);
	request->fonts = raw->fonts ? g_steal_pointer(&raw->fonts) : data_folder("fonts");
	return read_language(request, raw->language) && read_command(request, words[0]) &&
	       read_format(request, raw->format) && read_within(request, raw->within) &&
	       read_shard(request, raw->shard) && read_sign(request, raw) &&
	       read_day(request, raw->as_of, &request->as_of) &&
	       read_day(request, raw->since, &request->since) && read_sent(request, raw->sent_on) &&
	       read_arguments(request, words + 1);
}

static void
raw_options_clear(struct raw_options *raw)
{
	g_free(raw->content);
	g_free(raw->output);
	g_free(raw->templates);
	g_free(raw->fonts);
	g_free(raw->sign);
	g_free(raw->sign_password_file);
	g_free(raw->authorities);
	g_free(raw->sent_on);
	g_free(raw->by);
	g_free(raw->signer);
	g_free(raw->as_of);
	g_free(raw->since);
	g_free(raw->language);
	g_free(raw->format);
	g_free(raw->within);
	g_free(raw->shard);
}

/* Of the program, or of the command that `name` is; false: it is none. */
static bool
print_help(struct request *request, const struct raw_options *raw, const char *name)
{
	g_autoptr(GString) help = g_string_new(NULL);

	if (!read_language(request, raw->language) ||
	    (name != NULL && !read_command(request, name)))
		return false;
	options_help(request, request->command, help);
	fputs(help->str, stdout);
	return true;
}

bool
options_parse(struct request *request, char **argv, enum outcome *outcome)
{
	struct raw_options raw = { .jobs = (int)MIN(g_get_num_processors(), JOBS_MAX) };
	g_autoptr(GOptionContext) context = option_context(&raw, request->language);
	g_auto(GStrv) words = g_strdupv(argv);
	g_autoptr(GError) error = NULL;
	bool go_on = false;

	*outcome = OUTCOME_USAGE;
	if (!g_option_context_parse_strv(context, &words, &error)) {
		usage_fault(request->language, "使い方の誤り", "usage", error->message);
	} else if (raw.version) {
		printf("ismapgen %s\n", ISMAPGEN_VERSION);
		*outcome = OUTCOME_DONE;
	} else if (raw.help) {
		if (print_help(request, &raw, words[1]))
			*outcome = OUTCOME_DONE;
	} else {
		go_on = read_all(request, &raw, words + 1);
	}
	raw_options_clear(&raw);
	return go_on;
}

void
options_clear(struct request *request)
{
	g_free(request->content);
	g_free(request->output);
	g_free(request->templates);
	g_free(request->fonts);
	g_free(request->by);
	g_free(request->sign);
	g_free(request->sign_password_file);
	g_free(request->authorities);
	g_free(request->signer);
	g_strfreev(request->arguments);
}

static void
help_of_command(enum language language, const struct command *command, GString *out)
{
	g_string_append_printf(out, "ismapgen %s [OPTION…]%s%s\n\n%s\n", command->name,
	                       command->arguments[0] != '\0' ? " " : "", command->arguments,
	                       wording_text(command->summary, language));
	g_string_append(out, "\n--format:");
	for (int i = 0; i < FORMATS; i++)
		if ((command->formats & 1u << i) != 0)
			g_string_append_printf(out, " %s", format_names[i]);
	g_string_append_c(out, '\n');
}

static void
help_of_all(const struct request *request, GString *out)
{
	g_string_append(out, "ismapgen COMMAND [OPTION…] [ARGUMENT…]\n\n");
	for (const struct command *command = request->commands; command->name != NULL; command++) {
		g_autofree char *usage =
			g_strdup_printf("%s %s", command->name, command->arguments);

		g_string_append_printf(out, "  %-32s %s\n", usage,
		                       wording_text(command->summary, request->language));
	}
}

void
options_help(const struct request *request, const struct command *command, GString *out)
{
	enum language language = request->language;
	struct raw_options raw = { 0 };
	g_autoptr(GOptionContext) context = option_context(&raw, language);
	g_autofree char *options = g_option_context_get_help(context, TRUE, NULL);
	const char *list = strstr(options, "\n\n");

	if (command != NULL)
		help_of_command(language, command, out);
	else
		help_of_all(request, out);
	if (list != NULL)
		g_string_append(out, list + 1);
}
