/* Chapter 4: how an application is filed. */
#include "rules/examine.h"
#include "rules/period.h"

#include <string.h>

/* 第4章 サービス登録に関する申請 */

static bool
is_attached(const struct application *application, int item)
{
	const char word[] = { (char)('0' + item), '\0' };

	return has_word(application->enclosures.attached.value, word);
}

/* The plan of 3.3 is owed only where there are audit findings. */
static bool
is_owed(const struct application *application, int item)
{
	switch (item) {
	case 1:
		return application->applicant.corporate_number.line == 0;
	case 5:
		return application->audit.findings != NULL && application->audit.findings->len > 0;
	default:
		return true;
	}
}

static void
examine_enclosure(const struct examination *at)
{
	const struct text *attached = &at->application->enclosures.attached;
	int item = rule_item(at->rule);

	if (attached->value != NULL && is_owed(at->application, item) &&
	    !is_attached(at->application, item))
		REPORT(at, attached->line, "enclosures/attached", NULL);
}

/* 9 less the weighted sum of the twelve digits, from the right 1, 2, 1, 2 …,
 * modulo 9 (法人番号の指定等に関する省令). */
static int
check_digit(const char *number)
{
	int sum = 0;

	for (int n = 1; n <= 12; n++)
		sum += (number[13 - n] - '0') * (n % 2 == 1 ? 1 : 2);
	return 9 - sum % 9;
}

bool
corporate_number_holds(const char *number)
{
	return number != NULL && strlen(number) == 13 && strspn(number, "0123456789") == 13 &&
	       check_digit(number) == number[0] - '0';
}

static void
examine_corporate_number(const struct examination *at)
{
	const struct text *number = &at->application->applicant.corporate_number;
	char expected[2];

	if (number->value == NULL || strlen(number->value) != 13 ||
	    strspn(number->value, "0123456789") != 13 || corporate_number_holds(number->value))
		return;
	g_snprintf(expected, sizeof(expected), "%d", check_digit(number->value));
	REPORT(at, number->line, "applicant/corporate-number", number->value, expected, NULL);
}

/* The last day of 4.2, or unset. */
static struct date
application_limit(const struct application *application)
{
	struct date report_on = reported_on(application);

	return date_is_set(report_on) ? date_deadline(report_on, PERIOD_APPLICATION) : report_on;
}

static void
examine_application_late(const struct examination *at)
{
	const struct day *applied = &at->application->applied_on;
	struct date limit = application_limit(at->application);

	if (is_after(applied->on, limit))
		REPORT(at, applied->line, "applied-on", DATE(applied->on), DATE(limit),
		       DATE(at->application->audit.report_on.on), NULL);
}

static void
examine_arrival_late(const struct examination *at)
{
	const struct application_state *state = timeline_find(at->whole, at->application);
	struct date limit = application_limit(at->application);

	if (state->received != NULL && is_after(state->received->on.on, limit) &&
	    !is_after(at->application->applied_on.on, limit) &&
	    state->received != misdated_step(at, at->application, NULL))
		REPORT_EVENT(at, state->received, DATE(limit),
		             DATE(at->application->audit.report_on.on),
		             DATE(at->application->applied_on.on), NULL);
}

static void
examine_application_early(const struct examination *at)
{
	const struct day *applied = &at->application->applied_on;
	struct date report_on = at->application->audit.report_on.on;
	struct date last_on = audited_until(at->application);

	if (is_before(applied->on, report_on) &&
	    !(date_is_set(last_on) && is_after(applied->on, last_on) &&
	      is_error_of(at, at->application, "report-late", report_on,
	                  date_deadline(last_on, PERIOD_REPORT))))
		REPORT(at, applied->line, "applied-on", DATE(applied->on), DATE(report_on), NULL);
}

#define ENCLOSURE(id, clause, ja, en, explain_ja, explain_en)                             \
	APPLICATION_RULE(id, BINDING_ACCEPTED, clause, examine_enclosure,                 \
	                 "添付書類に" ja "がありません。", "The enclosures lack " en ".", \
	                 explain_ja, explain_en)

const struct rule chapter_04_rules[] = {
	ENCLOSURE(
		"extract-missing", "4.1(1)",
		"登記事項証明書（法人番号の記載もないので省略できません）",
		"the register extract, which only a corporate number replaces",
		"登記事項証明書を添えなければなりません。法人番号を記載した場合には省略できます。",
		"The register extract is enclosed, unless the corporate number is given."),
	LISTED_RULE(
		"corporate-number-check-digit", BINDING_ALWAYS, "4.1(1)", examine_corporate_number,
		"法人番号{0}の検査用数字（先頭の1桁）が合いません。{1}のはずです。",
		"The check digit (the first) of corporate number {0} is wrong; it should be {1}.",
		"法人番号の先頭の1桁は、残る12桁から計算される検査用数字です。",
		"The first digit of a corporate number is computed from the other twelve."),
	ENCLOSURE("statement-not-enclosed", "4.1(2)", "言明書", "the statement",
	          "言明書（別添を含む）を添えなければなりません。",
	          "The statement with its annex is enclosed."),
	ENCLOSURE("confirmation-not-enclosed", "4.1(3)", "経営者確認書",
	          "the management confirmation", "経営者確認書を添えなければなりません。",
	          "The management confirmation is enclosed."),
	ENCLOSURE("report-not-enclosed", "4.1(4)", "実施結果報告書", "the audit report",
	          "実施結果報告書（別添を含む）を添えなければなりません。",
	          "The audit report with its annex is enclosed."),
	ENCLOSURE("plan-not-enclosed", "4.1(5)", "改善計画書（発見事項があります）",
	          "the improvement plan, though there are audit findings",
	          "発見事項がある場合には、改善計画書を添えなければなりません。",
	          "Where there are audit findings, the improvement plan is enclosed."),
	ENCLOSURE("information-not-enclosed", "4.1(6)", "3.4に規定する情報",
	          "the information of 3.4", "3.4に規定する情報を添えなければなりません。",
	          "The information of 3.4 is enclosed."),
	ENCLOSURE("pledge-not-enclosed", "4.1(7)", "宣誓書", "the pledge",
	          "3.5に規定する事項に関する宣誓書を添えなければなりません。",
	          "The pledge of 3.5 is enclosed."),
	APPLICATION_RULE(
		"application-late", BINDING_ACCEPTED, "4.2", examine_application_late,
		"申請日は{0}ですが、実施結果報告書の日付（{2}）から1か月以内の{1}までで"
		"なければなりません。",
		"The application was made on {0}; it was due by {1}, within 1 month of the audit "
		"report's date ({2}).",
		"申請は実施結果報告書の日付から1か月以内に行わなければなりません。"
		"報告書の日付の翌日から数えます。",
		"The application is due within 1 month of the audit report's date, counted from the "
		"day after it."),
	ADVICE_RULE(
		"application-arrived-late", FINDING_WARNING, "4.2", examine_arrival_late,
		"申請書の日付（{3}）は期限内ですが、届いた日（{0}）は、実施結果報告書の日付（{2}）から"
		"1か月以内の{1}を過ぎています。",
		"The application is dated {3}, in time, but arrived on {0}, after {1}, the end of the "
		"month from the audit report's date ({2}).",
		"4.2の申請は、8.1と同じく、届いた日（受付の日）で数えると読みます。申請書の日付が期限内の"
		"ときは、受理するか（5.1(2)）を判断できるよう警告します。",
		"We read that 4.2, as 8.1, counts the day of arrival (the receipt). Where the paper is "
		"dated in time, a warning lets the body decide on the acceptance (5.1(2))."),
	APPLICATION_RULE(
		"application-early", BINDING_ACCEPTED, "4.2", examine_application_early,
		"申請日（{0}）が実施結果報告書の日付（{1}）より前です。",
		"The application was made on {0}, before the audit report ({1}) that it encloses.",
		"実施結果報告書を添えるので、申請日はその日付以後でなければなりません。",
		"The application encloses the audit report, so it cannot precede it."),
	END_OF_RULES,
};
