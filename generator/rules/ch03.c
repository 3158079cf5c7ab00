/* Chapter 3: what an application says, and what belongs to it. */
#include "rules/examine.h"
#include "rules/papers.h"
#include "rules/period.h"

#include <string.h>

/* 第3章 申請者に対する要求事項 */

static bool
same_text(const struct text *a, const struct text *b)
{
	return g_strcmp0(a->value, b->value) == 0;
}

static void
examine_representative(const struct examination *at)
{
	const struct person *applied = &at->application->applicant.representative;
	const struct person *stated = &at->application->statement.representative;

	if (timeline_find(at->whole, at->application)->closed != NULL ||
	    applied->name.value == NULL || stated->name.value == NULL ||
	    (same_text(&applied->name, &stated->name) && same_text(&applied->post, &stated->post)))
		return;
	REPORT(at, stated->line, "statement/representative",
	       stated->post.value != NULL ? stated->post.value : "–", stated->name.value,
	       applied->post.value != NULL ? applied->post.value : "–", applied->name.value, NULL);
}

/* A paper that belongs to the application cannot be younger than it. One that was made before the
 * audit report is the fault itself (4.2). */
static void
examine_signed(const struct examination *at)
{
	const struct day *signed_on = member_of(at, NULL);

	if (is_before(at->application->applied_on.on, at->application->audit.report_on.on))
		return;
	if (is_after(signed_on->on, at->application->applied_on.on))
		REPORT(at, signed_on->line, at->rule->about, DATE(signed_on->on),
		       DATE(at->application->applied_on.on), NULL);
}

/* Statement and confirmation speak of what happened after the period's end. */
static void
examine_too_early(const struct examination *at)
{
	const struct day *signed_on = member_of(at, NULL);
	struct date last_on = audited_until(at->application);

	if (date_is_set(signed_on->on) && date_is_set(last_on) &&
	    date_compare(signed_on->on, last_on) <= 0)
		REPORT(at, signed_on->line, at->rule->about, DATE(signed_on->on), DATE(last_on),
		       NULL);
}

/* All numbers that the field takes, "[1-8]", must stand in the list. */
static void
examine_numbers(const struct examination *at)
{
	const struct field *field;
	const struct text *list = member_of(at, &field);
	g_autofree char *missing = NULL;

	if (list->value == NULL)
		return;
	missing = missing_numbers(list->value, field->pattern[strlen("[1-")] - '0');
	if (missing != NULL)
		REPORT(at, list->line, at->rule->about, missing, NULL);
}

static void
examine_report_late(const struct examination *at)
{
	const struct day *report = &at->application->audit.report_on;
	struct date last_on = audited_until(at->application);
	struct date limit;

	if (!date_is_set(last_on))
		return;
	limit = date_deadline(last_on, PERIOD_REPORT);
	if (is_after(report->on, limit))
		REPORT(at, report->line, "audit/report-on", DATE(report->on), DATE(limit),
		       DATE(last_on), NULL);
}

static void
examine_report_early(const struct examination *at)
{
	const struct day *report = &at->application->audit.report_on;
	const struct audit_period *period = &at->application->statement.audit_period;
	struct date last_on = period->last_on.on;

	if (!date_is_set(report->on) || !date_is_set(last_on) || is_after(report->on, last_on) ||
	    is_after(period->first_on.on, last_on))
		return;
	/* Where all papers are, it is the period that must be wrong. */
	if (date_is_set(audited_until(at->application)))
		REPORT(at, report->line, "audit/report-on", DATE(report->on), DATE(last_on), NULL);
	else
		REPORT(at, period->last_on.line, "statement/audit-period/last-on", DATE(report->on),
		       DATE(last_on), NULL);
}

static void
examine_plan(const struct examination *at)
{
	const GPtrArray *found = at->application->audit.findings;
	char count[12];

	if (found == NULL || found->len == 0 || at->application->improvement_plan.line > 0)
		return;
	g_snprintf(count, sizeof(count), "%u", found->len);
	REPORT(at, at->application->audit.line, "audit/audit-finding", count, NULL);
}

/* Words that stand where information should; 「なし」 and 「該当なし」 are
 * information. */
static bool
says_nothing(const char *text)
{
	static const char *const nothing[] = {
		"",         "-",        "－",     "―",      "—",      "–",    "・",
		"未定",     "未記入",   "記入中", "確認中", "準備中", "別紙", "別紙のとおり",
		"別紙参照", "後日提出", "同上",   "省略",   "TBD",    "N/A",  "n/a",
	};
	g_autofree char *bare = g_strdup(text);

	g_strstrip(bare);
	if (g_str_has_suffix(bare, "。"))
		bare[strlen(bare) - strlen("。")] = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++)
		if (strcmp(bare, nothing[i]) == 0)
			return true;
	return false;
}

static void
examine_said(const struct examination *at)
{
	const struct text *text = member_of(at, NULL);

	if (text->value != NULL && says_nothing(text->value))
		REPORT(at, text->line, at->rule->about, text->value, NULL);
}

/* Whether one of the entries has this name. */
static bool
has_entry(const GPtrArray *entries, const struct text *name)
{
	for (guint i = 0; entries != NULL && i < entries->len; i++)
		if (same_text(name, &((const struct scope_entry *)entries->pdata[i])->name))
			return true;
	return false;
}

/* Each that is outside is told once, however often it is inside. */
static void
examine_scope_contradiction(const struct examination *at)
{
	const GPtrArray *inside = at->application->statement.scope.sub_services;
	const GPtrArray *outside = at->application->statement.scope.outside_services;

	EACH (const struct scope_entry, out, outside) {
		if (out->name.value != NULL && has_entry(inside, &out->name))
			REPORT(at, out->line, "statement/statement-scope/outside-service",
			       out->name.value, NULL);
	}
}

static void
examine_period_order(const struct examination *at)
{
	const struct audit_period *period = &at->application->statement.audit_period;

	if (is_after(period->first_on.on, period->last_on.on))
		REPORT(at, period->line, "statement/audit-period", DATE(period->first_on.on),
		       DATE(period->last_on.on), NULL);
}

static void
examine_language(const struct examination *at)
{
	const struct enclosures *enclosures = &at->application->enclosures;

	if (enclosures->language.value != NULL && strcmp(enclosures->language.value, "ja") != 0)
		REPORT(at, enclosures->line, "enclosures/language", NULL);
}

static void
examine_annex_language(const struct examination *at)
{
	const struct enclosures *enclosures = &at->application->enclosures;

	if (timeline_find(at->whole, at->application)->closed == NULL &&
	    g_strcmp0(enclosures->annex_language.value, "en") == 0)
		REPORT(at, enclosures->line, "enclosures/annex-language", NULL);
}

static void
examine_declaration(const struct examination *at)
{
	if (at->application->no_antisocial_forces.value == NULL)
		REPORT(at, at->application->line, "no-antisocial-forces", NULL);
}

/*
 * 前回申請時: the application before this one that was not turned down. A
 * period that no registration stands on leaves no gap in what was audited for
 * the register.
 */
static const struct application *
former_application(const struct examination *at)
{
	const struct service *service = at->service;
	const struct application *former =
		service->carried_over.line > 0 ? &service->carried_over.application : NULL;

	EACH (const struct application, other, service->applications) {
		int stage;

		if (other == at->application)
			return former;
		stage = timeline_find(at->whole, other)->stage;
		if (stage != STAGE_REFUSED && stage != STAGE_NOT_ACCEPTED &&
		    stage != STAGE_WITHDRAWN)
			former = other;
	}
	return former;
}

static void
examine_continuity(const struct examination *at)
{
	const struct day *first = &at->application->statement.audit_period.first_on;
	const struct application *former;
	struct date last_on, expected;

	if (g_strcmp0(at->application->kind.value, "renewal") != 0)
		return;
	former = former_application(at);
	if (former == NULL)
		return;
	last_on = audited_until(former);
	if (!date_is_set(first->on) || !date_is_set(last_on))
		return;
	expected = date_add_days(last_on, 1);
	if (date_compare(first->on, expected) != 0)
		REPORT(at, first->line, "statement/audit-period/first-on", DATE(first->on),
		       DATE(expected), DATE(last_on), former->id.value, NULL);
}

#define DISCLOSED(id, clause, of_member, ja, en)                                                 \
	LISTED_RULE_ABOUT("disclosed-information/" of_member, id, BINDING_REGISTERED, clause,    \
	                  examine_said,                                                          \
	                  ja "として「{0}」とだけ書かれています。"                               \
	                     "内容を記載してください。",                                         \
	                  "The information on " en " says only \"{0}\"; it must be stated.",     \
	                  ja "を提供しなければなりません。"                                      \
	                     "「別紙」「未定」など、内容のない記載を指摘します。"                \
	                     "該当がない場合の「なし」は内容のある記載です。",                   \
	                  "The applicant must provide the information on " en ". A placeholder " \
	                  "such as \"TBD\" is reported; \"none\" counts as information.")

const struct rule chapter_03_rules[] = {
	ADVICE_RULE(
		"statement-representative", FINDING_NOTE, "3.1", examine_representative,
		"言明書の代表者（{0} {1}）が、登録申請書の代表者（{2} {3}）と異なります。",
		"The statement's representative ({0} {1}) is not the one of the application ({2} "
		"{3}).",
		"代表者が書類の間に替わることはあります。"
		"書き誤りに気付けるよう、判断の前の申請について役職と氏名を比べます。",
		"The representative may change between papers; while the application is undecided, "
		"post and name are compared so that a slip is seen."),
	APPLICATION_RULE_ABOUT(
		"statement/signed-on", "statement-signed-late", BINDING_ACCEPTED, "3.1",
		examine_signed,
		"言明書の日付（{0}）が申請日（{1}）より後です。言明書は申請書に添えるものです。",
		"The statement is dated {0}, after the application ({1}) that it is enclosed with.",
		"言明書は申請書に添えて提出するので、その日付は申請日以前でなければなりません。",
		"The statement is enclosed with the application, so it cannot be dated after it."),
	APPLICATION_RULE_ABOUT(
		"confirmation/signed-on", "confirmation-signed-late", BINDING_ACCEPTED, "3.1",
		examine_signed, "経営者確認書の日付（{0}）が申請日（{1}）より後です。",
		"The management confirmation is dated {0}, after the application ({1}).",
		"経営者確認書は申請書に添えて提出するので、"
		"その日付は申請日以前でなければなりません。",
		"The confirmation is enclosed with the application, so it cannot be dated after "
		"it."),
	ADVICE_RULE_ABOUT(
		"statement/signed-on", "statement-early", FINDING_WARNING, "3.1", examine_too_early,
		"言明書の日付（{0}）が監査対象期間の末日（{1}）以前です。"
		"後発事象は末日の後の事象です。",
		"The statement is dated {0}, not after the audit period's last day ({1}); "
		"subsequent events are those after it.",
		"言明書は監査対象期間とその後の後発事象について述べるため、"
		"末日より後に作成されるものと読みます。",
		"A statement covers the audit period and the events after it, so we read that it "
		"is made after the period's end."),
	ADVICE_RULE_ABOUT(
		"confirmation/signed-on", "confirmation-early", FINDING_WARNING, "3.1",
		examine_too_early, "経営者確認書の日付（{0}）が監査対象期間の末日（{1}）以前です。",
		"The management confirmation is dated {0}, not after the audit period's last day "
		"({1}).",
		"経営者確認書は期間終了後の事象についての確認を含むため、"
		"末日より後に作成されるものと読みます。",
		"A confirmation covers events since the period's end, so we read that it is made "
		"after it."),
	APPLICATION_RULE_ABOUT(
		"confirmation/confirmed", "confirmations-incomplete", BINDING_REGISTERED, "3.1",
		examine_numbers,
		"経営者確認書の確認事項のうち、{0}がありません（1〜8の全てが必要です）。",
		"The management confirmation lacks {0} (all of 1 to 8 are needed).",
		"様式2経営者確認書には8つの確認事項の全てが必要です。",
		"Form 2 needs all eight confirmations."),
	APPLICATION_RULE(
		"report-late", BINDING_REGISTERED, "3.2", examine_report_late,
		"実施結果報告書の日付は{0}ですが、監査対象期間の末日（{2}）から3か月以内の{1}までで"
		"なければなりません。",
		"The audit report is dated {0}; it must be dated by {1}, within 3 months of the "
		"audit period's last day ({2}).",
		"実施結果報告書の作成日は、監査対象期間の末日から3か月以内でなければなりません。"
		"末日の翌日から数えます（民法140条、143条）。",
		"The audit report must be dated within 3 months of the audit period's last day, "
		"counted from the day after it."),
	APPLICATION_RULE(
		"report-early", BINDING_REGISTERED, "3.2", examine_report_early,
		"実施結果報告書の日付（{0}）が監査対象期間の末日（{1}）以前です。",
		"The audit report is dated {0}, not after the audit period's last day ({1}).",
		"3か月は末日の翌日から数えるので、報告書の日付は末日より後でなければなりません。",
		"The 3 months run from the day after the period's end, so the report is dated "
		"later."),
	APPLICATION_RULE("period-reversed", BINDING_ALWAYS, "3.2", examine_period_order,
	                 "監査対象期間の初日（{0}）が末日（{1}）より後です。",
	                 "The audit period's first day ({0}) is after its last day ({1}).",
	                 "監査対象期間の初日は末日以前でなければなりません。",
	                 "The audit period must begin before it ends."),
	APPLICATION_RULE("plan-missing", BINDING_REGISTERED, "3.3", examine_plan,
	                 "発見事項が{0}件ありますが、改善計画書がありません。",
	                 "There are {0} audit findings but no improvement plan.",
	                 "発見事項がある場合には改善計画書を作成しなければなりません。",
	                 "Where the audit made findings, an improvement plan must be drawn up."),
	DISCLOSED("capital-not-disclosed", "3.4(1)", "capital-and-officers",
	          "資本関係及び役員等の情報", "capital and officers"),
	DISCLOSED("foreign-law-not-disclosed", "3.4(2)", "foreign-law-risk",
	          "国内法以外の法令が適用されるリスクに関する情報", "the risk of foreign law"),
	DISCLOSED("governing-law-not-disclosed", "3.4(3)", "governing-law",
	          "準拠法・裁判管轄に関する情報", "governing law and jurisdiction"),
	DISCLOSED("testing-not-disclosed", "3.4(4)", "third-party-testing",
	          "第三者による検査の実施状況と受入に関する情報", "third-party testing"),
	APPLICATION_RULE_ABOUT(
		"pledge/sworn", "pledges-incomplete", BINDING_REGISTERED, "3.5", examine_numbers,
		"宣誓事項のうち、3.5の{0}がありません（(1)〜(6)の全てが必要です）。",
		"The pledge lacks {0} of 3.5 (all of 1 to 6 are needed).",
		"3.5の(1)〜(6)の全てを宣誓しなければなりません。6.1(6)の審査項目でもあります。",
		"All six items of 3.5 must be sworn; 6.1(6) examines it."),
	APPLICATION_RULE_ABOUT(
		"pledge/signed-on", "pledge-signed-late", BINDING_ACCEPTED, "3.5", examine_signed,
		"宣誓書の日付（{0}）が申請日（{1}）より後です。",
		"The pledge is dated {0}, after the application ({1}).",
		"宣誓書は申請書に添えて提出するので、その日付は申請日以前でなければなりません。",
		"The pledge is enclosed with the application, so it cannot be dated after it."),
	LISTED_RULE("scope-contradiction", BINDING_REGISTERED, "3.8(2)",
	            examine_scope_contradiction,
	            "「{0}」が言明の対象範囲の内と外の両方に書かれています。",
	            "\"{0}\" stands both inside and outside the statement's scope.",
	            "言明の対象範囲は一般に公開されます。"
	            "同じサービスを対象と対象外の両方に書くことはできません。",
	            "The scope is published; a service cannot be both inside and outside of it."),
	LISTED_RULE_ABOUT(
		"statement/subsequent-events", "subsequent-events-not-stated", BINDING_REGISTERED,
		"3.8(5)", examine_said,
		"後発事象として「{0}」とだけ書かれています。ない場合は「なし」と書いてください。",
		"The subsequent events say only \"{0}\"; where there are none, say so.",
		"後発事象は公開される項目です。内容のない記載を指摘します。",
		"Subsequent events are published; a placeholder is reported."),
	APPLICATION_RULE(
		"documents-language", BINDING_ACCEPTED, "3.9", examine_language,
		"提出書類の言語が日本語ではありません。英語が認められるのは言明書の別添だけです。",
		"The documents are not in Japanese; only the statement's annex may be in English.",
		"提出書類の言語は日本語でなければなりません。言明書の別添は英語でも構いません。",
		"The documents must be in Japanese; the statement's annex may be in English."),
	ADVICE_RULE("annex-english", FINDING_NOTE, "3.9", examine_annex_language,
	            "言明書の別添が英語です。参考和訳を求めることができます。",
	            "The statement's annex is in English; a translation for reference can be asked "
	            "for.",
	            "別添が英語の場合には、参考和訳をつけることを求める場合があります。"
	            "判断の済んだ申請では指摘しません。",
	            "Where the annex is in English, a translation for reference may be asked for."),
	FORM_RULE(
		"form-of-other-entry", FINDING_ERROR, "3.11", examine_paper_number,
		"登録番号{0}は、このサービスの登録番号（{1}）ではありません。番号か、様式を置くフォルダーを"
		"直してください。",
		"Registration number {0} is not this service's ({1}). Mend the number, or the folder "
		"of the form.",
		"様式に書かれた登録番号が、そのサービスのものであることを確かめます。別のサービスの様式が"
		"効力を持つことを防ぎます。",
		"The number on a form must be its service's, so that no form has effect on another "
		"entry."),
	FORM_RULE(
		"form-differs", FINDING_WARNING, "3.11", examine_paper,
		"「{0}」と書かれていますが、その日の記録は「{1}」です。",
		"It says \"{0}\", but the record of that day says \"{1}\".",
		"様式や通知書に書かれたサービス、事業者、宛先の名称と法人番号を、その日に効力のある記録と"
		"比べます（表記の違いを除く）。様式4、5、6、10、11、13は、日付、番号、根拠、求める対応も、"
		"その経過又は決定と比べます。",
		"Service, provider, recipient and corporate number of a form or letter are compared "
		"with what is in force on its day, spelling aside; of forms 4, 5, 6, 10, 11 and 13 "
		"also days, numbers, ground and remedy with their event or decision."),
	FORM_RULE(
		"form-text-differs", FINDING_WARNING, "3.11", examine_paper_prose,
		"「{0}」と書かれていますが、{1}は「{2}」です。",
		"It says \"{0}\", but {3}: \"{2}\".",
		"機関の書類の文章が、同じ書類の見解や通知の種類、審査の項目ごとの確認状況、申請の発見事項、"
		"経過の確認内容（統制目標の番号）と食い違っていないこと、別のサービスの登録番号を"
		"含まないこと（基盤のサービスを除く）を確かめます。",
		"The prose of a paper of the office must not contradict its own view or use, the items "
		"of 6.1, the audit findings of the application or the points (control objectives) of "
		"the event, nor name another entry (but a service that it builds on)."),
	APPLICATION_RULE("declaration-missing", BINDING_REGISTERED, "3.12", examine_declaration,
	                 "反社会的勢力に該当しない旨の申告がありません。",
	                 "The declaration on antisocial forces is missing.",
	                 "反社会的勢力等は申請者となることができません。"
	                 "該当しない旨の申告があることを確認します。",
	                 "Antisocial forces cannot apply; the rule looks for the declaration."),
	APPLICATION_RULE(
		"audit-period-gap", BINDING_REGISTERED, "3.13", examine_continuity,
		"監査対象期間の初日は{0}ですが、前回（申請{3}）"
		"の末日が{2}なので{1}でなければなりません。",
		"The audit period begins on {0}; it must begin on {1}, as the former one "
		"(application {3}) ends on {2}.",
		"更新の申請の監査対象期間は、前回申請時の監査対象期間の末日の翌日に始まらなければ"
		"なりません。登録されなかった申請は前回に数えません。",
		"A renewal's audit period must begin on the day after the former application's "
		"ended. Applications that were turned down do not count."),
	END_OF_RULES,
};
