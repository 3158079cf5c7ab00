/* Chapter 11: monitoring. */
#include "rules/examine.h"
#include "rules/papers.h"
#include "rules/process.h"

/* 第11章 モニタリング */

static void
examine_remedy(const struct examination *at)
{
	if (at->event->kind == EVENT_MONITORING_RESULT && at->event->remedy.value != NULL &&
	    g_strcmp0(at->event->result.value, "confirmed") == 0)
		REPORT_EVENT(at, at->event, NULL);
}

/* 「ISMAP運営委員会に確認の上」 (11.2(5)(イ), 12.4): not after the result is told. */
static void
examine_committee_asked(const struct examination *at)
{
	if (is_after(at->event->committee_on.on, at->event->on.on))
		REPORT_EVENT(at, at->event, DATE(at->event->committee_on.on), NULL);
}

/* 弁明 was asked for, and the removal came before it was heard. */
static void
examine_explained(const struct examination *at)
{
	const struct event *request = NULL;

	EACH (const struct event, event, at->service->timeline) {
		if (event->kind == EVENT_EXPLANATION_REQUEST)
			request = event;
		else if (event->kind == EVENT_EXPLANATION)
			request = NULL;
		else if (event->kind == EVENT_REMOVE && request != NULL &&
		         event->annulled_by == NULL)
			REPORT_EVENT(at, event, DATE(request->on.on), NULL);
	}
}

const struct rule chapter_11_rules[] = {
	ORDER_RULE(
		"monitoring-of-unregistered", FINDING_ERROR, "11.1", FAULT_MONITORING_UNLISTED,
		"{0}のモニタリングの対象は、その日には登録されていません（削除日：{1}）。",
		"The service monitored on {0} was not registered then (removed: {1}).",
		"モニタリングは、登録者が登録期間中に要求事項を満たしていることを確認するものです"
		"。",
		"Monitoring is for registrants, while they are registered."),
	FORM_RULE(
		"notice-without-event", FINDING_WARNING, "11.2(1)", examine_notice,
		"{0}の様式{1}に合う経過又は決定（同じ日、同じ内容）が、サービスの記録にありません。"
		"リストの表示は経過と決定の記録によるので、合わせて記録してください。",
		"No event or decision of that day says what form {1} of {0} says. What the list shows "
		"comes from the events and decisions: record both alike.",
		"様式4、5、6、10、11、13を、その日の経過又は決定（種類、申請、結果）と比べます。",
		"Forms 4, 5, 6, 10, 11 and 13 are compared with the events and decisions of their day: "
		"kind, application and result."),
	SERVICE_RULE(
		"notice-missing", FINDING_WARNING, "11.2(1)", examine_notice_missing,
		"{0}の経過は様式{1}で通知しますが、その日の様式{1}のファイルがないので、通知書が作られません。"
		"ismapgen new form {1} {2} で作ってください。",
		"What happened on {0} is told by form {1}, but there is none of that day, so no letter is "
		"made. Make it with: ismapgen new form {1} {2}.",
		"モニタリングと再監査の経過には、その通知書の様式のファイルがあるはずです。文書番号のない"
		"経過については、その登録が続いている間だけ警告します。",
		"Monitoring and re-audit are told by letters on file; where the event has no document "
		"number, this is asked for while the registration lasts."),
	SERVICE_RULE_ABOUT("11", "monitoring-due-early", FINDING_ERROR, "11.2(1)",
	                   process_examine_due,
	                   "モニタリングへの回答の期日（{1}）が通知の日（{0}）より前です。",
	                   "The answer is due on {1}, before the notice of {0}.",
	                   "回答の期日は実施通知の日以後でなければなりません。",
	                   "An answer cannot be due before it is asked for."),
	ORDER_RULE(
		"monitoring-answer-unasked", FINDING_WARNING, "11.2(2)", FAULT_MONITORING_ANSWER,
		"{0}の回答は、モニタリング実施通知の前か、聞き取り又は登録の終わりの後なので、効力がありません。",
		"The answer of {0} comes before a notice of monitoring, or after the hearing or the end of the "
		"registration: it has no effect.",
		"回答はモニタリング実施通知（様式10）に対するもので、11.2の(1)から(5)の順に進みます。"
		"届いたことは事実なので、誤りとはしません。",
		"The answer is to form 10; the steps (1) to (5) of 11.2 come in order. What arrived is a fact, "
		"and no error."),
	SERVICE_RULE_ABOUT(
		"11", "monitoring-answer-late", FINDING_WARNING, "11.2(2)", process_examine_late,
		"モニタリングへの回答（{0}）が期日（{1}）より後です。",
		"The answer to the monitoring ({0}) came after it was due ({1}).",
		"回答は通知書に記載した期日までに行います。遅れは登録者の側の事情なので警告です。",
		"The answer is due on the day that the notice names; a delay is a warning."),
	SERVICE_RULE_ABOUT("11", "monitoring-answer-overdue", FINDING_WARNING, "11.2(2)",
	                   process_examine_overdue,
	                   "{0}に通知したモニタリングへの回答の期日（{1}）を過ぎています。",
	                   "The answer to the monitoring of {0} was due on {1}.",
	                   "期日を過ぎても回答が記録されていないモニタリングです。",
	                   "Monitoring whose answer is overdue."),
	ORDER_RULE("hearing-without-answer", FINDING_ERROR, "11.2(3)", FAULT_HEARING,
	           "{0}の聞き取り調査の前に、登録者の回答がありません。",
	           "The hearing of {0} has no answer of the registrant before it.",
	           "聞き取り調査は、回答を確認し必要と認めた場合に行います。",
	           "A hearing is held where the answer makes it necessary."),
	ORDER_RULE(
		"monitoring-result-early", FINDING_ERROR, "11.2(4)", FAULT_MONITORING_RESULT,
		"{0}のモニタリング結果の前に、それに先立つ手順（通知、確認できた場合は回答）"
		"がありません。",
		"The result of {0} lacks the steps before it (notice and, to confirm, an answer).",
		"結果は回答と聞き取りの内容により通知します。回答がないまま「確認できた」"
		"とすることはできません。",
		"The result rests on answer and hearing; without an answer nothing is confirmed."),
	EVENT_RULE(
		"remedy-on-confirmed", FINDING_ERROR, "11.2(4)", examine_remedy,
		"{0}の結果は「確認できた」ですが、再監査又は再申請を求めています。",
		"The result of {0} is confirmed, yet it asks for a re-audit or re-application.",
		"確認できた場合はモニタリングを終了します。"
		"対応を求めるのは確認できない場合（11.2(5)）だけです。",
		"What is confirmed ends the monitoring; remedies are for what is not (11.2(5))."),
	SERVICE_RULE_ABOUT(
		"11", "result-before-answer-due", FINDING_ERROR, "11.2(5)", process_examine_result,
		"{0}の結果は、回答がないまま、回答の期日（{1}）が過ぎる前に通知されています。",
		"The result of {0} came without an answer, before the answer was overdue ({1}).",
		"回答がないために「確認できない」とするのは、"
		"回答の期日を過ぎてからであると読みます。",
		"We read that a missing answer fails the monitoring only once it is overdue."),
	SERVICE_RULE(
		"explanation-pending", FINDING_WARNING, "11.2(5)", examine_explained,
		"{1}に弁明の機会が求められていますが、弁明の記録がないまま{0}に削除を決定しています。",
		"Removal was decided on {0}, though the registrant asked on {1} to explain and no "
		"explanation is recorded.",
		"11.2(5)の通知を受けた登録者は、弁明の機会を求めることができます。",
		"A registrant told by 11.2(5) can ask to explain itself."),
	EVENT_RULE("committee-asked-late", FINDING_ERROR, "11.2(5)(イ)", examine_committee_asked,
	           "運営委員会に確認した日（{1}）が、結果の通知（{0}）より後です。",
	           "The committee was asked on {1}, after the result of {0} was told.",
	           "再申請への対応は、委員会に確認の上で求めます（12.4も同じ）。",
	           "The body asks the committee before it asks for a re-application (12.4 too)."),
	END_OF_RULES,
};
