#include "rules/examine.h"

/* 第11章 モニタリング */

static void
examine_due_date(const struct rule *rule, const struct examination *examination,
                 const struct service *service)
{
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind == EVENT_MONITORING && is_before(event->due_on.on, event->on.on))
			report_event(rule, examination, service, event, event->due_on.on,
			             (struct date){ 0 });
	}
}

/* The first answer of each monitoring counts. */
static void
examine_answer_late(const struct rule *rule, const struct examination *examination,
                    const struct service *service)
{
	const struct event *notice = NULL;

	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind == EVENT_MONITORING)
			notice = event;
		if (event->kind != EVENT_MONITORING_ANSWER || notice == NULL)
			continue;
		if (is_after(event->on.on, notice->due_on.on))
			report_event(rule, examination, service, event, notice->due_on.on,
			             (struct date){ 0 });
		notice = NULL;
	}
}

static void
examine_answer_overdue(const struct rule *rule, const struct examination *examination,
                       const struct service *service)
{
	const struct event *notice = examination->now->monitored;

	if (examination->now->stages[MACHINE_MONITORING] == MONITORING_NOTIFIED &&
	    is_after(examination->as_of, notice->due_on.on))
		report_event(rule, examination, service, notice, notice->due_on.on,
		             (struct date){ 0 });
}

static void
examine_remedy(const struct rule *rule, const struct examination *examination,
               const struct service *service)
{
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind == EVENT_MONITORING_RESULT && event->remedy.value != NULL &&
		    g_strcmp0(event->result.value, "confirmed") == 0)
			report_event(rule, examination, service, event, event->on.on,
			             (struct date){ 0 });
	}
}

/* Without an answer, nothing is known to be wrong before the answer was due. */
static void
examine_result_early(const struct rule *rule, const struct examination *examination,
                     const struct service *service)
{
	const struct event *unanswered = NULL;

	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind == EVENT_MONITORING)
			unanswered = event;
		else if (event->kind == EVENT_MONITORING_ANSWER)
			unanswered = NULL;
		else if (event->kind == EVENT_MONITORING_RESULT && unanswered != NULL &&
		         g_strcmp0(event->result.value, "not-confirmed") == 0 &&
		         !is_after(event->on.on, unanswered->due_on.on))
			report_event(rule, examination, service, event, unanswered->due_on.on,
			             (struct date){ 0 });
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
	ORDER_RULE("monitoring-again", FINDING_ERROR, "11.2(1)", FAULT_MONITORING_AGAIN,
	           "{0}のモニタリング実施通知の前に、"
	           "{1}からのモニタリングの結果が通知されていません。",
	           "When monitoring was announced on {0}, the one since {1} had no result yet.",
	           "モニタリングは実施通知に始まり結果の通知に終わります。一つずつ行うと読みます。",
	           "Monitoring begins with its notice and ends with its result; we read one at a "
	           "time."),
	SERVICE_RULE("monitoring-due-early", FINDING_ERROR, "11.2(1)", examine_due_date,
	             "モニタリングへの回答の期日（{1}）が通知の日（{0}）より前です。",
	             "The answer is due on {1}, before the notice of {0}.",
	             "回答の期日は実施通知の日以後でなければなりません。",
	             "An answer cannot be due before it is asked for."),
	ORDER_RULE(
		"monitoring-answer-unasked", FINDING_ERROR, "11.2(2)", FAULT_MONITORING_ANSWER,
		"{0}の回答の前に、モニタリング実施通知がありません（又は聞き取りの後です）。",
		"The answer of {0} has no notice of monitoring before it (or follows the hearing).",
		"回答はモニタリング実施通知（様式10）に対するものです。"
		"11.2の(1)から(5)の順に進みます。",
		"The answer is to form 10; the steps (1) to (5) of 11.2 come in order."),
	SERVICE_RULE(
		"monitoring-answer-late", FINDING_WARNING, "11.2(2)", examine_answer_late,
		"モニタリングへの回答（{0}）が期日（{1}）より後です。",
		"The answer to the monitoring ({0}) came after it was due ({1}).",
		"回答は通知書に記載した期日までに行います。遅れは登録者の側の事情なので警告です。",
		"The answer is due on the day that the notice names; a delay is a warning."),
	SERVICE_RULE("monitoring-answer-overdue", FINDING_WARNING, "11.2(2)",
	             examine_answer_overdue,
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
	SERVICE_RULE(
		"remedy-on-confirmed", FINDING_ERROR, "11.2(4)", examine_remedy,
		"{0}の結果は「確認できた」ですが、再監査又は再申請を求めています。",
		"The result of {0} is confirmed, yet it asks for a re-audit or re-application.",
		"確認できた場合はモニタリングを終了します。"
		"対応を求めるのは確認できない場合（11.2(5)）だけです。",
		"What is confirmed ends the monitoring; remedies are for what is not (11.2(5))."),
	SERVICE_RULE(
		"result-before-answer-due", FINDING_ERROR, "11.2(5)", examine_result_early,
		"{0}の結果は、回答がないまま、回答の期日（{1}）が過ぎる前に通知されています。",
		"The result of {0} came without an answer, before the answer was overdue ({1}).",
		"回答がないために「確認できない」とするのは、"
		"回答の期日を過ぎてからであると読みます。",
		"We read that a missing answer fails the monitoring only once it is overdue."),
	ORDER_RULE(
		"reaudit-again", FINDING_ERROR, "11.2(5)(ア)", FAULT_REAUDIT_AGAIN,
		"{0}に再監査を求めていますが、{1}に求めた再監査が終了していません。",
		"A re-audit is asked for on {0} while the one demanded on {1} is not over.",
		"再監査のプロセスは結果の通知（12.3、12.4）で終了します。一つずつ行うと読みます。",
		"A re-audit ends with its result (12.3, 12.4); we read one at a time."),
	END_OF_RULES,
};
