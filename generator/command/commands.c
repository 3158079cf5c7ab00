#include "command/command.h"

#include <string.h>

#define IN(format) (1u << FORMAT_##format)
#define FINDING_FORMATS (IN(TEXT) | IN(JSON) | IN(GITHUB) | IN(SARIF))

/* clang-format off */
const struct command commands[] = {
	{ "check", "", 0, 0, FINDING_FORMATS, false,
	  { "内容を登録規則に照らして調べる", "examine the content by the regulation" },
	  command_check },
	{ "build", "", 0, 0, FINDING_FORMATS, true,
	  { "リストと通知書を作る", "make the list and the letters" }, command_build },
	{ "site", "", 0, 0, FINDING_FORMATS, true,
	  { "公開するリストだけを作る", "make the public list alone" }, command_site },
	{ "letters", "", 0, 0, FINDING_FORMATS, true,
	  { "通知書だけを作る", "make the letters alone" }, command_letters },
	{ "join", "FOLDER…", 1, G_MAXINT, IN(TEXT) | IN(JSON), false,
	  { "--shard で分けて作った部分を一つにして公開する",
	    "publish the parts made with --shard as one" },
	  command_join },
	{ "form", "FILE.xml|blank", 1, 1, FINDING_FORMATS, false,
	  { "記入済みの様式を一つPDFにする（blank: 記入前の様式をすべて）",
	    "typeset one filled form (blank: all forms, to be filled in)" },
	  command_form },
	{ "status", "[ID]", 0, 1, IN(TEXT) | IN(JSON), false,
	  { "基準日の状態の表、または一つのサービスの経過",
	    "the status of all services on the day, or the history of one" },
	  command_status },
	{ "deadlines", "", 0, 0, IN(TEXT) | IN(JSON) | IN(ICS), false,
	  { "だれの何の期限がいつ来るか", "what falls due, when and for whom" },
	  command_deadlines },
	{ "diff", "A B", 2, 2, IN(TEXT) | IN(JSON), false,
	  { "公開するリストの違い（二つの日、または二つの内容のフォルダー）",
	    "what differs in the public list between two days or two content folders" },
	  command_diff },
	{ "rules", "[CLAUSE]", 0, 1, IN(TEXT) | IN(JSON), false,
	  { "規則の一覧、または条項の説明", "all rules, or those of a clause explained" },
	  command_rules },
	{ "extract", "LETTER.pdf", 1, 1, IN(TEXT), false,
	  { "通知書に埋め込まれたデータ（XML）を出力する",
	    "print the data (XML) that is embedded in a letter" },
	  command_extract },
	{ "verify", "LETTER.pdf|FOLDER…", 1, G_MAXINT, IN(TEXT), false,
	  { "通知書がこの内容から作られるものと同じか、公開したリストに違いがないか、署名が合うかを調べる",
	    "tell whether letters are the ones that the content makes, a published list is whole, and "
	    "signatures hold" },
	  command_verify },
	{ "new", "service|application|decision|form [N]", 1, 2, IN(TEXT), false,
	  { "記入用のXMLのひな形を出力する", "print a skeleton in XML to be filled in" },
	  command_new },
	{ "schema", "NAME", 1, 1, IN(TEXT), false,
	  { "XML Schemaを出力する（service・decisions・site・criteria・form01〜15）",
	    "print an XML Schema (service, decisions, site, criteria, form01 to form15)" },
	  command_schema },
	{ "help", "[COMMAND|templates]", 0, 1, IN(TEXT), false,
	  { "使い方を表示する", "explain the program or a command" }, command_help },
	{ .name = NULL },
};
/* clang-format on */

const struct command *
command_find(const char *name)
{
	for (const struct command *command = commands; command->name != NULL; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}
