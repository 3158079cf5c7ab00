/* The table of options, and the help that is made of it. */
#include "command/options_table.h"

#define WRITERS "build site letters"
#define SETTERS WRITERS " issue reissue form receive"
#define EXAMINERS "import export check " SETTERS " status deadlines statistics diff verify"

#define KEPT(member) OPTION_KEPT, offsetof(struct request, member)
#define DAY(member) OPTION_DAY, offsetof(struct request, member)
#define READ OPTION_READ, 0

/* clang-format off */
const struct option_row options[OPTIONS] = {
	[OPTION_CONTENT] = { "content", 0, "DIR", EXAMINERS " reprint new join",
	  { "内容のフォルダー（content）", "content folder (content)" }, KEPT(content) },
	[OPTION_OUTPUT] = { "output", 0, "DIR", SETTERS " join reprint manual export",
	  { "出力先のフォルダー（output）", "output folder (output)" }, KEPT(output) },
	[OPTION_AS_OF] = { "as-of", 0, "YYYY-MM-DD", EXAMINERS " join reprint new manual",
	  { "基準日（東京の今日）", "the day it is (today in Tokyo)" }, DAY(as_of) },
	[OPTION_FORMAT] = { "format", 0, "FORMAT", NULL, { "出力の形式", "the form of what is said" }, READ },
	[OPTION_LANG] = { "lang", 0, "ja|en", NULL, { "メッセージの言語", "language of messages" }, READ },
	[OPTION_WITHIN] = { "within", 0, "DAYS", "deadlines",
	  { "何日先まで（60d）", "how far ahead (60d)" }, READ },
	[OPTION_FROM] = { "from", 0, "YYYY-MM-DD", "statistics",
	  { "数える最初の日（指定がなければ最初から）", "the first day to count (all)" }, DAY(from) },
	[OPTION_TO] = { "to", 0, "YYYY-MM-DD", "statistics",
	  { "数える最後の日（指定がなければ基準日）", "the last day to count (the day it is)" }, DAY(to) },
	[OPTION_SINCE] = { "since", 0, "YYYY-MM-DD", "letters",
	  { "日付がこの日以後のものだけを、別のフォルダーに作る",
	    "only those dated from this day on, in a folder of their own" }, DAY(since) },
	[OPTION_MERGE] = { "merge", 0, NULL, "letters",
	  { "一つにまとめたPDFも作る", "also all in one PDF" }, KEPT(merge) },
	[OPTION_SIDES] = { "sides", 0, "one|two", "letters",
		{ "--merge：紙の両面に刷る（two、省略時）か片面に刷る（one）",
		  "--merge: printed on two sides of the paper (the default) or one" }, READ },
	[OPTION_SENT_ON] = { "sent-on", 0, "YYYY-MM-DD", "issue",
	  { "発送した日", "the day the letters were sent" }, DAY(sent_on) },
	[OPTION_BY] = { "by", 0, "HOW", "issue",
	  { "発送の方法（簡易書留など）", "how they were sent (registered mail)" }, KEPT(by) },
	[OPTION_SERVICE] = { "service", 0, "ID", "receive",
	  { "どのサービスの様式か（指定がなければ登録番号による）",
	    "whose forms they are (as the registration number says)" }, KEPT(service) },
	[OPTION_RETURNED_ON] = { "returned-on", 0, "YYYY-MM-DD", "issue",
	  { "発行した文書が返戻された日", "the day an issued letter came back" }, DAY(returned_on) },
	[OPTION_DELIVERED_ON] = { "delivered-on", 0, "YYYY-MM-DD", "issue",
	  { "発行した文書が到達した日", "the day an issued letter arrived" }, DAY(delivered_on) },
	[OPTION_INTERNAL] = { "internal", 0, NULL, "export",
	  { "公開しない項目と、掲載されていないサービスも入れる",
	    "with what is not public, and services that are not listed" }, KEPT(internal) },
	[OPTION_MAPPING] = { "mapping", 0, "FILE", "import",
	  { "元の見出し・項目・空のときの値を3列に書いた対応表（CSV又は.xlsx）",
	    "a table of three columns: heading, item, value where there is none" }, KEPT(mapping) },
	[OPTION_OBJECTIVES] = { "objectives", 0, NULL, "import",
	  { "言明書の別添（番号と〇・×の列）から <control-objectives> を出力する",
	    "print <control-objectives> from the annex of a statement" }, KEPT(objectives) },
	[OPTION_PARTIAL] = { "partial", 0, NULL, "import",
	  { "誤りのある行を除いて移行する", "leave out the rows that have errors" }, KEPT(partial) },
	[OPTION_DRY_RUN] = { "dry-run", 0, NULL, "import",
	  { "今の内容との違いを見せるだけで、書き出さない", "show what would change, write nothing" }, KEPT(dry_run) },
	[OPTION_SHARD] = { "shard", 0, "K/N", WRITERS,
	  { "N分割のK番目だけを作る（joinで一つにする）", "make part K of N, for join" }, READ },
	[OPTION_SIGN] = { "sign", 0, "KEY", SETTERS " join",
	  { "この鍵（PKCS#12、又はpkcs11:のURI）で署名する",
	    "sign with this key (PKCS#12, or pkcs11: URI)" }, KEPT(sign) },
	[OPTION_SIGN_PASSWORD_FILE] = { "sign-password-file", 0, "FILE", SETTERS " join",
	  { "鍵のパスワード又はPINを1行目に書いたファイル",
	    "the password or PIN of the key: first line of this file" }, KEPT(sign_password_file) },
	[OPTION_CA] = { "ca", 0, "FILE", "verify",
	  { "信頼する証明書（PEM）。機関自身のもの、又は機関だけに発行する認証局のもの",
	    "the certificate to trust (PEM): the office's own, or one that signs for it alone" }, KEPT(authorities) },
	[OPTION_SIGNER] = { "signer", 0, "WHO", "verify",
	  { "--ca と共に、署名した者。証明書の主体者名又はSHA-256",
	    "with --ca, who must have signed: the certificate's subject or SHA-256" }, KEPT(signer) },
	[OPTION_TEMPLATES] = { "templates", 0, "DIR", SETTERS " check verify join manual",
	  { "テンプレートのフォルダー", "templates folder" }, KEPT(templates) },
	[OPTION_FONTS] = { "fonts", 0, "DIR", SETTERS " check import verify join manual",
	  { "フォントのフォルダー", "fonts folder" }, KEPT(fonts) },
	[OPTION_JOBS] = { "jobs", 'j', "N", EXAMINERS " reprint new join",
	  { "並行して進める数（指定がなければプロセッサーの数）",
	    "how much is done at a time; else as many as there are processors" }, READ },
	[OPTION_STRICT] = { "strict", 0, NULL, EXAMINERS,
	  { "警告も誤りとして扱う", "a warning counts as an error" }, KEPT(strict) },
	[OPTION_ALLOW_SHRINK] = { "allow-shrink", 0, NULL, WRITERS " join",
	  { "記録によらずに1割を超えて消えるリスト・通知書も書き出す",
	    "publish also a list, or letters, that lost more than a tenth without a record" }, KEPT(allow_shrink) },
	[OPTION_ACCEPT_UNRECORDED] = { "accept-unrecorded", 0, NULL, "build site join",
	  { "公開した内容が記録なしに変わるリストも書き出す",
	    "publish also what changes a published text without a record" }, KEPT(accept_unrecorded) },
	[OPTION_FORCE] = { "force", 0, NULL, WRITERS " join form",
	  { "すべてのファイルを作り直す", "make every file anew" }, KEPT(force) },
	[OPTION_QUIET] = { "quiet", 'q', NULL, NULL,
	  { "指摘のほかは何も言わない", "say nothing but findings" }, KEPT(quiet) },
	[OPTION_HELP] = { "help", 'h', NULL, NULL,
	  { "使い方を表示する", "explain the program or the command" }, READ },
	[OPTION_VERSION] = { "version", 0, NULL, NULL, { "版を表示する", "print the version" }, READ },
};
/* clang-format on */

const char *const format_names[FORMATS] = {
	"text", "json", "github", "sarif", "ics", "csv", "xlsx"
};

bool
option_is_taken(const struct command *command, enum option option)
{
	if (option == OPTION_FORMAT)
		return command->formats != 1u << FORMAT_TEXT;
	if (options[option].commands == NULL)
		return true;
	g_auto(GStrv) names = g_strsplit(options[option].commands, " ", -1);
	return g_strv_contains((const char *const *)names, command->name);
}

/* "  -j, --jobs N        what it does". Of one command, or of all, with who takes it. */
static void
append_option(const struct command *command, enum language language, enum option option,
              GString *out)
{
	const char *value = options[option].value;
	g_autofree char *letter = options[option].letter == 0
	                                  ? g_strdup("")
	                                  : g_strdup_printf("-%c, ", options[option].letter);
	g_autofree char *usage =
		g_strconcat(letter, "--", options[option].name, value != NULL ? " " : "",
	                    value != NULL ? value : "", NULL);

	g_string_append_printf(out, "  %-28s %s", usage,
	                       wording_text(options[option].what, language));
	if (option == OPTION_FORMAT)
		for (int i = 0; i < FORMATS; i++)
			if (command == NULL || (command->formats & 1u << i) != 0)
				g_string_append_printf(out, "%s%s", i == 0 ? ": " : ", ",
				                       format_names[i]);
	if (command == NULL && options[option].commands != NULL)
		g_string_append_printf(out, " [%s]", options[option].commands);
	g_string_append_c(out, '\n');
}

static void
help_of_command(enum language language, const struct command *command, GString *out)
{
	const bool en = language == LANGUAGE_EN;

	g_string_append_printf(out, "ismapgen %s [OPTION…]%s%s\n\n%s\n\n", command->name,
	                       command->arguments[0] != '\0' ? " " : "", command->arguments,
	                       wording_text(command->summary, language));
	g_string_append_printf(out, "%s\n  ismapgen %s\n",
	                       en ? "Example:" : "例:", command->example);
	g_string_append_printf(out, "%s\n  %s\n",
	                       en ? "Files:" : "ファイル:", wording_text(command->files, language));
}

static void
help_of_all(const struct request *request, GString *out)
{
	g_string_append(out, "ismapgen COMMAND [OPTION…] [ARGUMENT…]\n\n");
	for (const struct command *command = request->commands; command->name != NULL; command++) {
		g_autofree char *usage =
			g_strdup_printf("%s %s", command->name, command->arguments);

		g_string_append_printf(out, "  %s\n      %s\n", usage,
		                       wording_text(command->summary, request->language));
	}
	g_string_append_c(out, '\n');
}

void
options_help(const struct request *request, const struct command *command, GString *out)
{
	if (command != NULL)
		help_of_command(request->language, command, out);
	else
		help_of_all(request, out);
	g_string_append(out, request->language == LANGUAGE_EN ? "Options:\n" : "オプション:\n");
	for (int i = 0; i < OPTIONS; i++)
		if (command == NULL ||
		    (i != OPTION_VERSION && option_is_taken(command, (enum option)i)))
			append_option(command, request->language, (enum option)i, out);
}
