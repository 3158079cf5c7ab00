/* For each clause of the regulation, this table says what becomes of it. */
#include "rules/coverage.h"

#include "registry/form.h"
#include "rules/deadlines.h"
#include "rules/rules.h"

#include <string.h>

#define RULE COVERAGE_RULE
#define STATE COVERAGE_STATE
#define FORM COVERAGE_FORM
#define LETTER COVERAGE_LETTER
#define PAGE COVERAGE_PAGE
#define NONE COVERAGE_NONE

static const struct coverage rows[] = {
	{ "3.1", FORM,
	  "様式1・2を申請のデータとして求める。監査を受けたこと自体と守秘は判断できない",
	  "forms 1 and 2 are data of the application; the audit itself and secrecy are not" },
	{ "3.2", 0, "作成日を監査対象期間の末日と比べる",
	  "the report's date against the period's end" },
	{ "3.3", FORM, "改善計画書の有無と期日を記録する。改善の実施は判断できない",
	  "the plan and its dates are data; that it is carried out is not" },
	{ "3.4", FORM, "(1)〜(4)の全てを必須とする", "all of (1) to (4) are required elements" },
	{ "3.4(1)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.4(2)", FORM | PAGE, "必須の要素。リスク評価に足りるかは審査が見る",
	  "a required element; whether it suffices is for the examination" },
	{ "3.4(3)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.4(4)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.5", FORM, "宣誓した事項の番号を記録する", "the numbers of the sworn items are data" },
	{ "3.5(1)", RULE | NONE, "宣誓したかは3.5の規則で見る。調達時の提出は記録されない",
	  "that it is sworn, by the rules of 3.5; what happens in procurement is not recorded" },
	{ "3.5(2)", RULE | STATE, "宣誓は3.5、報告がないときの一時停止は9.3",
	  "sworn: 3.5; a missing report: 9.3" },
	{ "3.5(3)", RULE | STATE, "宣誓は3.5、届出がないときの一時停止は10.3",
	  "sworn: 3.5; a missing notification: 10.3" },
	{ "3.5(4)", RULE | STATE, "宣誓は3.5、手順は第11〜13章",
	  "sworn: 3.5; the processes: 11 to 13" },
	{ "3.5(5)", RULE | STATE, "宣誓は3.5。利用者への通知・公開の日を記録できる",
	  "sworn: 3.5; the day when users were told can be recorded" },
	{ "3.5(6)", RULE | NONE, "宣誓は3.5。利用者との解決は記録されない",
	  "sworn: 3.5; settlements with users are not recorded" },
	{ "3.6", NONE, "調達時の協力は登録のデータに現れない",
	  "cooperation in procurement leaves no data in the register" },
	{ "3.7", FORM | STATE, "申請は様式3と受付の記録で扱う",
	  "applications are form 3 and a receipt" },
	{ "3.8", FORM | PAGE, "公開する項目だけがdisclosureに入る",
	  "only items to be published enter the disclosure" },
	{ "3.8(1)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.8(2)", FORM | PAGE, "サブサービス、対象外、リージョンを構造として持つ",
	  "sub-services, exclusions and regions are structured" },
	{ "3.8(3)", FORM | PAGE | RULE, "版の管理基準にある統制目標。7.5(7)の規則で照合する",
	  "objectives of the edition of the criteria, checked by the rules of 7.5(7)" },
	{ "3.8(4)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.8(5)", FORM | PAGE, "必須の要素", "a required element" },
	{ "3.9", FORM, "提出書類と別添の言語を記録する", "the languages are data" },
	{ "3.10", RULE,
	  "更新の申請者が登録者であることは8.1の規則で見る。自らの名前で提供しているかは、審査が書類の外で確かめる",
	  "that a renewal is the registrant's, by 8.1; that the service is provided in its own name is seen outside the documents" },
	{ "3.11", NONE,
	  "様式の登録番号と名称を記録と比べる。法令の遵守と事実との相違は、データだけでは判断できない",
	  "numbers and names of forms are compared with the record; obeying the law and telling the truth cannot be seen in data" },
	{ "3.12", FORM, "申告があることを見る。申告の真偽は判断できない",
	  "that it is declared; whether it is true is not in the data" },
	{ "3.13", RULE, "第3章の規則は更新の申請にも働く",
	  "the rules of chapter 3 run on renewals too" },
	{ "4.1", FORM, "様式3と添付書類の番号を記録する。提出方法（別表1）は機関が指定する",
	  "form 3 and the numbers of the enclosures are data; 別表1 leaves the way to the body" },
	{ "4.1(1)", FORM, "法人番号があれば省略できる", "not needed with a corporate number" },
	{ "4.1(2)", FORM, "添付の番号", "number of the enclosure" },
	{ "4.1(3)", FORM, "添付の番号", "number of the enclosure" },
	{ "4.1(4)", FORM, "添付の番号", "number of the enclosure" },
	{ "4.1(5)", FORM, "発見事項がある場合だけ求める", "only where there are audit findings" },
	{ "4.1(6)", FORM, "添付の番号", "number of the enclosure" },
	{ "4.1(7)", FORM, "添付の番号", "number of the enclosure" },
	{ "4.2", 0,
	  "申請日を報告書の日付と比べる。申請は届いた日（受付の日）で数え、書類の日付だけが期限内のときは受理するまでの判断のために警告する（8.1も届いた日）",
	  "the day of arrival counts, as in 8.1; where only the paper is dated in time, a warning leaves the acceptance to the body" },
	{ "4.3", RULE, "第4章の規則は更新の申請にも働く",
	  "the rules of chapter 4 run on renewals too" },
	{ "5.1", STATE, "受理は受付の後に一度だけ。受理の通知を送れる（様式の定めなし）",
	  "acceptance follows receipt, once; it can be told by a notice (no form is prescribed)" },
	{ "5.1(1)", RULE, "3.9と4.1の規則。受理した後は誤りとする",
	  "the rules of 3.9 and 4.1, errors once accepted" },
	{ "5.1(2)", RULE, "4.2の規則。受理した後は誤りとする",
	  "the rules of 4.2, errors once accepted" },
	{ "5.1(3)", FORM, "必須の要素と形は読み込みで見る。内容の不備は審査が見る",
	  "required elements and their shape; their substance is for the check" },
	{ "5.1(4)", RULE | NONE, "日付は3.2の規則。報告書の効力は記録されない",
	  "its date by 3.2; whether the report is valid is not recorded" },
	{ "5.2", STATE,
	  "受付は一つの申請に一度。届いたことは事実なので、受理するまでは誤りとしない",
	  "an application is received once; what arrived is a fact, no error before it is accepted" },
	{ "5.3", 0,
	  "「原則として」なので警告。最初の問い合わせ、受理又は不受理で確認を終えたと読む",
	  "\"as a rule\", so a warning; the check ends with the first inquiry, the acceptance or the non-acceptance" },
	{ "5.4", STATE, "問い合わせは受付の後。通知を送れる（様式の定めなし）",
	  "inquiries follow the receipt; a notice can be sent (no form is prescribed)" },
	{ "5.5", STATE, "「速やかに」に日数はない", "\"promptly\" is no number of days" },
	{ "5.6", STATE, "不受理は受付の後。根拠（5.1、5.6(1)、5.6(2)）を記録し、通知できる",
	  "non-acceptance follows the receipt; its ground can be recorded and told" },
	{ "5.6(1)", 0, "問い合わせごとに1か月を数え、最初の回答を十分な回答と読む",
	  "each inquiry has its own month; the first answer is taken as sufficient" },
	{ "5.6(2)", STATE, "不受理の根拠として記録する。見込みの当否は判断しない",
	  "recorded as the ground of a non-acceptance; whether it was right is not judged" },
	{ "6.1", FORM | STATE, "様式4と審査報告の記録。見解の中身は判断しない",
	  "form 4 and the report's event; its view is not judged" },
	{ "6.1(1)", RULE, "7.5(7)の規則と、対象外の区分の警告",
	  "the rules of 7.5(7), and a warning" },
	{ "6.1(2)", 0, "発見事項の基準の区分を見る", "by the group of each audit finding" },
	{ "6.1(3)", FORM, "様式4に記載する", "stated in form 4" },
	{ "6.1(4)", 0, "2か月の期限を見る。軽微かどうかのほかの要件は判断しない",
	  "the 2 months; what else makes a finding minor is not judged" },
	{ "6.1(5)", RULE | FORM, "3.4(1)〜(4)の規則。適切かつ十分かは様式4に記載する",
	  "the rules of 3.4(1) to (4); whether it suffices is stated in form 4" },
	{ "6.1(6)", RULE, "3.5の規則", "the rules of 3.5" },
	{ "6.1(7)", 0,
	  "14.2(4)の削除の日の登録者を、番号と表記の違いを除いた名称で覚えている。取り消された削除は数えない。再申請では警告にとどめる",
	  "the registrant on the day of a removal by 14.2(4) is remembered, annulled ones not; a re-application is only warned of" },
	{ "6.2", STATE, "受理の後の問い合わせとして記録できる", "an inquiry after the acceptance" },
	{ "6.3", STATE,
	  "「原則として」なので警告。総合的な判断が規則から外れるときは <deviation> に理由を記録する",
	  "\"as a rule\", so a warning; what the decision departs from is a recorded deviation" },
	{ "7.1", STATE | PAGE | LETTER, "リストと様式5", "the list and form 5" },
	{ "7.2", STATE | PAGE | LETTER, "リストと様式5", "the list and form 5" },
	{ "7.3", LETTER, "様式5に記載する", "stated in form 5" },
	{ "7.3(1)", LETTER, "様式5に記載する。保持は判断できない",
	  "stated in form 5; that it is kept is not in the data" },
	{ "7.3(2)", LETTER, "様式5に登録範囲を記載する。使用は判断できない",
	  "form 5 states the scope; its use is not in the data" },
	{ "7.4", STATE | LETTER, "様式6", "form 6" },
	{ "7.5", PAGE, "12項目を順に掲載する", "the twelve items in order" },
	{ "7.5(1)", PAGE, "掲載項目", "listed" },
	{ "7.5(2)", PAGE | FORM, "http又はhttpsのURL。様式9による変更も同じ",
	  "an http or https URL, also by form 9" },
	{ "7.5(3)", PAGE, "掲載項目", "listed" },
	{ "7.5(4)", PAGE, "決定日との前後を見る", "against the day of the decision" },
	{ "7.5(5)", PAGE, "決定の値を掲載し、計算した日と比べる",
	  "what was decided is listed and compared with what is computed" },
	{ "7.5(6)", PAGE, "掲載項目", "listed" },
	{ "7.5(7)", PAGE | FORM,
	  "4つの数字の詳細管理策は読み込まない。対象外の理由の公表は site.xml で選べる",
	  "detailed controls of four numbers are not read; reasons for exclusion are a switch in site.xml" },
	{ "7.5(8)", PAGE, "掲載項目", "listed" },
	{ "7.5(9)", PAGE, "掲載項目", "listed" },
	{ "7.5(10)", PAGE, "有無だけを掲載する", "only whether there is one" },
	{ "7.5(11)", PAGE, "掲載項目", "listed" },
	{ "7.5(12)", PAGE,
	  "機関が決定の <special-notes> 又は <remark> に書く。言明書の特記事項は公表しない",
	  "written by the body in a decision or a remark; the statement's own notes are not published" },
	{ "8.1", STATE | PAGE,
	  "期限の翌日の自動削除と、判断までの継続（判断の日は継続と表示しない）。「期限後も継続」は登録されていることを含むので、「登録」とは並べない。申請があって更新されなかったときは14.2(1)でなく8.1により、判断の日（期限が後なら期限）に終わる",
	  "removal by itself after the expiry; continuation until the decision, shown alone, since a continued entry is a registered one; one applied for and not renewed ends by 8.1 with the day of the decision, or at the expiry where that is later" },
	{ "8.2", RULE, "第3章と第4章の規則は更新の申請にも働く",
	  "the rules of chapters 3 and 4 run on renewals too" },
	{ "9.1", FORM | STATE, "様式7。「遅滞なく」に日数はない",
	  "form 7; \"without delay\" is no number of days" },
	{ "9.2", FORM, "様式7の段階（追加の報告）", "the stage of form 7" },
	{ "9.3", STATE,
	  "一時停止と、報告の求めの通知（様式の定めなし）。別の事象による一時停止は重ねて記録でき、それぞれ解除する",
	  "suspension and a notice with the demand (no form is prescribed); another incident is another suspension, lifted by itself" },
	{ "9.4", STATE, "報告の後の解除とその通知。認められた異議（15.2）によることもある",
	  "lifting after the report, or after an objection that was upheld (15.2), and its notice" },
	{ "9.5", PAGE, "一時停止中であることを掲載する", "the list shows the suspension" },
	{ "9.6", STATE, "モニタリングの記録", "monitoring" },
	{ "10.1", FORM | STATE, "様式8。「遅滞なく」に日数はない",
	  "form 8; \"without delay\" is no number of days" },
	{ "10.2", FORM | STATE | PAGE,
	  "様式9は変更日と届出日の遅い方から掲載に反映する。欄の形で調べ、前の登録への届出は次の登録に働かない。更新の申請と同じ日の届出は申請より後と数え、更新の後も働く（申請の記載が変更前のままなのは当然なので指摘しない）。名称だけの変更では法人番号はそのままとし、知らせる",
	  "form 9 changes the list from the later of its day and its filing, is bound by the field, and never touches another registration; one of the day of a renewal application counts after it and outlives the renewal, so that the old text in the application is no finding; a provider that is renamed keeps its number, which is told" },
	{ "10.3", STATE | LETTER, "一時停止と、届出の求めの通知（様式の定めなし）",
	  "suspension and a notice with the demand (no form is prescribed)" },
	{ "10.4", STATE | LETTER, "届出の後の解除とその通知",
	  "lifting after the notification, and its notice" },
	{ "10.5", PAGE, "一時停止中であることを掲載する", "the list shows the suspension" },
	{ "10.6", STATE, "モニタリングの記録", "monitoring" },
	{ "11.1", STATE, "登録されているサービスに対してだけ", "only of services on the list" },
	{ "11.1(1)", FORM, "様式10の根拠", "ground in form 10" },
	{ "11.1(2)", FORM, "様式10の根拠", "ground in form 10" },
	{ "11.1(3)", FORM, "様式10の根拠", "ground in form 10" },
	{ "11.2", STATE, "(1)〜(5)の順", "the steps (1) to (5) in order" },
	{ "11.2(1)", STATE | LETTER, "様式10", "form 10" },
	{ "11.2(2)", STATE, "回答と期日", "the answer and when it is due" },
	{ "11.2(3)", STATE, "回答の後の聞き取り", "the hearing after the answer" },
	{ "11.2(4)", STATE | LETTER, "様式11", "form 11" },
	{ "11.2(5)", STATE | LETTER, "様式11。弁明の求めと弁明を記録できる",
	  "form 11; the request to explain and the explanation can be recorded" },
	{ "11.2(5)(ア)", STATE | LETTER, "求める対応：再監査", "remedy: re-audit" },
	{ "11.2(5)(イ)", STATE | LETTER, "求める対応：再申請。委員会に確認した日を記録できる",
	  "remedy: re-application; the day when the committee was asked can be recorded" },
	{ "12.1", STATE | LETTER, "様式11における再監査の求め", "the demand in form 11" },
	{ "12.2", STATE, "提出と期日", "the submission and when it is due" },
	{ "12.3", STATE | LETTER, "様式11", "form 11" },
	{ "12.4", STATE, "確認できなければ再申請を求める。再監査のプロセスは終わらない",
	  "not confirmed: re-application; the process of the re-audit does not end" },
	{ "12.5", PAGE,
	  "12.3又は登録の終わりまで、再監査中であることを掲載する。12.4はプロセスを終えない",
	  "the list shows the re-audit to 12.3 or to the end of the registration; 12.4 does not end the process" },
	{ "13.1", STATE | RULE, "第3〜7章の規則は再申請にも働く",
	  "the rules of chapters 3 to 7 run on re-applications too" },
	{ "14.1", FORM | STATE, "様式12。決定の前の撤回を記録できる",
	  "form 12; its retraction before the decision can be recorded" },
	{ "14.1(1)", FORM, "様式12の根拠", "ground in form 12" },
	{ "14.1(2)", FORM, "様式12の根拠", "ground in form 12" },
	{ "14.2", STATE | PAGE, "削除された登録は載らない", "removed entries leave the list" },
	{ "14.2(1)", STATE, "期限の翌日に自動的に", "by itself on the day after the expiry" },
	{ "14.2(2)", STATE, "様式12の後の決定", "a decision after form 12" },
	{ "14.2(3)", STATE | LETTER, "再申請を求める結果の後の決定",
	  "a decision after a result that asks for re-application" },
	{ "14.2(4)", STATE | LETTER, "求めの記録を見る。正当な理由の有無は判断できない",
	  "a demand must be recorded; whether there was a just reason is not in the data" },
	{ "14.2(5)", STATE | LETTER | NONE, "要求事項を満たさない事が明らかかは委員会が判断する",
	  "whether requirements are clearly not met is for the committee" },
	{ "14.3", LETTER, "様式13は(3)〜(5)だけに、その決定の時点の登録について",
	  "form 13 for (3) to (5) only, about the registration at that decision" },
	{ "15.1", FORM | STATE, "様式14の処置と日を記録と比べる",
	  "form 14; act and day are compared with the record" },
	{ "15.2", FORM | STATE | LETTER,
	  "様式15はobjection-onの日の異議に対するもの。認めた異議は annul 又は correct で実現する",
	  "form 15 answers the objection of its day; what is upheld is carried out by annul or correct" },
};

const struct coverage *
coverage_row(guint index)
{
	return index < G_N_ELEMENTS(rows) ? &rows[index] : NULL;
}

bool
coverage_has_clause(const char *clause)
{
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(rows[i].clause, clause) == 0)
			return true;
	return false;
}

/* What the tables of rules, forms and deadlines say of themselves. */
static unsigned
means_of(const struct coverage *row)
{
	unsigned means = row->means;

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule))
		if (strcmp(rule->message.clause, row->clause) == 0)
			means |= RULE | (rule->scope == RULE_ORDER ? (unsigned)STATE : 0);
	for (int i = 0; i < LETTER_KINDS; i++)
		if (strcmp(form_kinds[i].clause, row->clause) == 0)
			means |= form_kinds[i].to == PARTY_COMMITTEE ? FORM : LETTER;
	return means | (deadlines_have_clause(row->clause) ? (unsigned)COVERAGE_DEADLINE : 0);
}

static void
append_means(const struct coverage *row, GString *out)
{
	static const char *const names[] = {
		"rule", "state", "form", "letter", "page", "deadline", "not decidable",
	};
	unsigned means = means_of(row);
	const char *separator = "";

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if ((means & (1u << i)) != 0) {
			g_string_append_printf(out, "%s%s", separator, names[i]);
			separator = ", ";
		}
}

static void
append_rules(const char *clause, GString *out)
{
	static const char *const levels[] = { "note", "warning", "error" };
	const char *separator = "";

	for (const struct rule *rule = rules_next(NULL); rule != NULL; rule = rules_next(rule)) {
		if (strcmp(rule->message.clause, clause) != 0)
			continue;
		g_string_append_printf(out, "%s`%s` (%s%s)", separator, rule->message.id,
		                       levels[rule->message.level],
		                       rule->binding == BINDING_ACCEPTED     ? " once accepted"
		                       : rule->binding == BINDING_REGISTERED ? " once registered"
		                                                             : "");
		separator = ", ";
	}
}

void
coverage_render(GString *out)
{
	g_string_append(
		out,
		"# What becomes of each clause\n"
		"\n"
		"Chapters 3 to 15 of the 登録規則 (2022-11-01), made from the rule table and\n"
		"`generator/rules/coverage.c`; `tests/rules/run --coverage` prints it.\n"
		"\n"
		"*rule*: a finding of `ismapgen check`; *state*: what may follow what, and what a\n"
		"service is on a day; *form*: an element of the data or a filled form; *letter* "
		"and\n"
		"*page*: what is generated; *deadline*: a row of `ismapgen deadlines`; *not\n"
		"decidable*: data cannot show it, for the reason given. A rule that binds \"once\n"
		"accepted\" or \"once registered\" is a warning till then.\n"
		"\n"
		"| clause | by | rules | how | 内容 |\n"
		"| --- | --- | --- | --- | --- |\n");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_string_append_printf(out, "| %s | ", rows[i].clause);
		append_means(&rows[i], out);
		g_string_append(out, " | ");
		append_rules(rows[i].clause, out);
		g_string_append_printf(out, " | %s | %s |\n", rows[i].en, rows[i].ja);
	}
}
