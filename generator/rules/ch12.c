/* Chapter 12: re-audits. */
#include "rules/examine.h"
#include "rules/process.h"

/* 第12章 再監査 */

/* 12.1: the demand stands in the notice of the result, so both have one day. */
static void
examine_demand_day(const struct examination *at)
{
	const struct event *result = NULL;

	EACH (const struct event, event, at->service->timeline) {
		if (event->kind == EVENT_MONITORING_RESULT &&
		    g_strcmp0(event->remedy.value, "reaudit") == 0)
			result = event;
		if (event->kind == EVENT_REAUDIT_DEMAND && result != NULL &&
		    date_compare(event->on.on, result->on.on) != 0)
			REPORT_EVENT(at, event, DATE(result->on.on), NULL);
	}
}

const struct rule chapter_12_rules[] = {
	ORDER_RULE("reaudit-unfounded", FINDING_ERROR, "12.1", FAULT_REAUDIT_DEMAND,
	           "{0}の再監査の求めの前に、再監査を求めるモニタリング結果がありません。",
	           "The re-audit demanded on {0} has no monitoring result that asks for one.",
	           "再監査は、モニタリングの結果11.2(5)(ア)に該当すると判断した場合に求めます。",
	           "A re-audit is demanded where monitoring ended by 11.2(5)(ア)."),
	SERVICE_RULE(
		"reaudit-demand-apart", FINDING_WARNING, "12.1", examine_demand_day,
		"再監査の求め（{0}）が、モニタリング結果の通知（{1}）と別の日です。",
		"The re-audit was demanded on {0}, the monitoring result told on {1}.",
		"再監査はモニタリング実施結果等通知書（様式11）において求めるので、"
		"同じ日になると読みます。",
		"The demand stands in the notice of the result (form 11), so we read that both are "
		"of one day."),
	ORDER_RULE(
		"reaudit-submission-unasked", FINDING_WARNING, "12.2", FAULT_REAUDIT_SUBMISSION,
		"{0}の再監査の提出は、再監査の求めの前か登録の終わりの後なので、効力がありません。",
		"The re-audit submitted on {0} was not demanded, or came after the end of the "
		"registration: it has no effect.",
		"再監査に係る言明書と実施結果報告書は、再監査の求めを受けて提出します。届いたことは事実なので、誤りとはしません。",
		"A re-audit is submitted after it was demanded; what arrived is a fact, and no error."),
	SERVICE_RULE_ABOUT("12", "reaudit-due-early", FINDING_ERROR, "12.2", process_examine_due,
	                   "再監査の期日（{1}）が求めの日（{0}）より前です。",
	                   "The re-audit is due on {1}, before its demand of {0}.",
	                   "再監査の期日は、求めの日以後でなければなりません。",
	                   "A re-audit cannot be due before it is demanded."),
	SERVICE_RULE_ABOUT(
		"12", "reaudit-late", FINDING_WARNING, "12.2", process_examine_late,
		"再監査の提出（{0}）が期日（{1}）より後です。",
		"The re-audit was submitted on {0}, after it was due ({1}).",
		"登録者は通知書に記載の期日までに提出しなければなりません。"
		"遅れは登録者の側の事情なので警告です。",
		"The registrant submits by the day that the notice names; a delay is a warning."),
	SERVICE_RULE_ABOUT("12", "reaudit-overdue", FINDING_WARNING, "12.2",
	                   process_examine_overdue,
	                   "{0}に求めた再監査の期日（{1}）を過ぎています。",
	                   "The re-audit demanded on {0} was due on {1}.",
	                   "期日を過ぎても提出が記録されていない再監査です。",
	                   "A re-audit whose submission is overdue."),
	ORDER_RULE(
		"reaudit-result-early", FINDING_ERROR, "12.3", FAULT_REAUDIT_RESULT,
		"{0}の再監査の結果の前に、それに先立つ手順（求め、確認できた場合は提出）"
		"がありません。",
		"The re-audit result of {0} lacks the steps before it (demand and, to confirm, a "
		"submission).",
		"再監査は求め、提出、結果の順に進みます。提出がないまま「確認できた」"
		"とすることはできません。",
		"Demand, submission and result come in order; without a submission nothing is "
		"confirmed."),
	SERVICE_RULE_ABOUT(
		"12", "reaudit-result-before-due", FINDING_ERROR, "12.4", process_examine_result,
		"{0}の再監査の結果は、提出がないまま、期日（{1}）が過ぎる前に出されています。",
		"The re-audit result of {0} came without a submission, before it was overdue "
		"({1}).",
		"提出がないために「確認できなかった」とするのは、"
		"期日を過ぎてからであると読みます。",
		"We read that a missing submission fails the re-audit only once it is overdue."),
	END_OF_RULES,
};
