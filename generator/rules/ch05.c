/* Chapter 5: receipt, inquiries and acceptance. */
#include "rules/examine.h"
#include "rules/period.h"

#include <string.h>

/* 第5章 申請の受理 */

static void
examine_receipt_date(const struct examination *at)
{
	struct date applied_on = at->state->application->applied_on.on;
	struct date report_on = reported_on(at->state->application);

	if (at->state->received != NULL && is_before(at->state->received->on.on, applied_on) &&
	    !(date_is_set(report_on) &&
	      is_error_of(at, at->state->application, "application-late", applied_on,
	                  date_deadline(report_on, PERIOD_APPLICATION))))
		REPORT_EVENT(at, at->state->received, DATE(applied_on), NULL);
}

/* It stands for all that is out of order because of it, and so no reason excuses it. */
static void
report_misdated(const struct examination *at, enum event_kind kind)
{
	struct date before;
	const struct event *step = misdated_step(at, at->state->application, &before);

	if (step == NULL || step->kind != kind)
		return;
	struct place place = place_of_event(at->service, step);
	place.about = NULL;
	REPORT_AT(at, place, DATE(step->on.on), DATE(before), NULL);
}

static void
examine_receipt_misdated(const struct examination *at)
{
	report_misdated(at, EVENT_RECEIPT);
}

static void
examine_acceptance_misdated(const struct examination *at)
{
	report_misdated(at, EVENT_ACCEPTANCE);
}

/* The check ends with an inquiry, the acceptance or the non-acceptance. */
static void
examine_check_late(const struct examination *at)
{
	const struct event *responded = at->state->responded, *received = at->state->received;

	if (responded == NULL)
		return;
	struct date limit = date_deadline(received->on.on, PERIOD_CHECK);
	if (is_after(responded->on.on, limit) &&
	    !is_before(received->on.on, at->state->application->applied_on.on) &&
	    !has_forbidden(at, NULL, FAULT_INQUIRY, FAULT_INQUIRY) &&
	    responded != misdated_step(at, at->state->application, NULL))
		REPORT_EVENT(at, responded, DATE(limit), DATE(received->on.on), NULL);
}

static void
examine_check_overdue(const struct examination *at)
{
	if (at->state->stage != STAGE_RECEIVED || at->state->responded != NULL ||
	    has_forbidden(at, at->state->application, FAULT_INQUIRY, FAULT_DECISION))
		return;
	struct date limit = date_deadline(at->state->received->on.on, PERIOD_CHECK);
	if (is_after(at->as_of, limit))
		REPORT_EVENT(at, at->state->received, DATE(limit), DATE(at->as_of), NULL);
}

/* What stood open when an application was accepted. */
struct inquiry_record {
	const struct event *open;        /* the oldest inquiry without an answer */
	const struct event *late_answer; /* an answer after the month of an inquiry */
	struct date limit;               /* of that answer */
};

/* Each inquiry has its own month, and an answer is to all that are open. */
static struct inquiry_record
inquiries_before_acceptance(const struct examination *at)
{
	struct inquiry_record record = { NULL, NULL, { 0 } };

	EACH (const struct event, event, at->service->timeline) {
		if (event == at->state->accepted)
			break;
		if (event->decision != NULL || is_forbidden(at, event) ||
		    event_application(at->service, event) != at->state->application)
			continue;
		if (event->kind == EVENT_INQUIRY && record.open == NULL) {
			record.open = event;
		} else if (event->kind == EVENT_ANSWER && record.open != NULL) {
			struct date limit = date_deadline(record.open->on.on, PERIOD_ANSWER);

			if (is_after(event->on.on, limit) && record.late_answer == NULL) {
				record.late_answer = event;
				record.limit = limit;
			}
			record.open = NULL;
		}
	}
	return record;
}

static void
examine_accepted_unanswered(const struct examination *at)
{
	if (at->state->accepted == NULL)
		return;
	struct inquiry_record record = inquiries_before_acceptance(at);
	if (record.open != NULL && !has_forbidden(at, NULL, FAULT_ANSWER, FAULT_ANSWER))
		REPORT_EVENT(at, at->state->accepted, DATE(record.open->on.on), NULL);
}

/* 5.6(1) speaks of a sufficient answer, which no data shows: the first answer
 * to an inquiry is taken for one. */
static void
examine_answered_late(const struct examination *at)
{
	if (at->state->accepted == NULL)
		return;
	struct inquiry_record record = inquiries_before_acceptance(at);
	if (record.late_answer != NULL)
		REPORT_EVENT(at, at->state->accepted, DATE(record.limit),
		             DATE(record.late_answer->on.on), NULL);
}

static void
examine_answer_overdue(const struct examination *at)
{
	if (at->state->stage != STAGE_RECEIVED || at->state->inquiry != INQUIRY_OPEN ||
	    has_forbidden(at, at->state->application, FAULT_INQUIRY, FAULT_DECISION))
		return;
	struct date limit = date_deadline(at->state->inquired->on.on, PERIOD_ANSWER);
	if (is_after(at->as_of, limit))
		REPORT_EVENT(at, at->state->inquired, DATE(limit), DATE(at->as_of), NULL);
}

static void
examine_non_acceptance_early(const struct examination *at)
{
	struct date limit = { 0 };

	/* 5.1 and 5.6(2) have no month to wait for. */
	if (at->state->stage != STAGE_NOT_ACCEPTED ||
	    (at->state->closed->ground.value != NULL &&
	     strcmp(at->state->closed->ground.value, "5.6(1)") != 0))
		return;
	if (at->state->inquired != NULL)
		limit = date_deadline(at->state->inquired->on.on, PERIOD_ANSWER);
	if (!is_after(at->state->closed->on.on, limit))
		REPORT_EVENT(at, at->state->closed, DATE(limit), DATE(at->state->closed->on.on),
		             NULL);
}

const struct rule chapter_05_rules[] = {
	ORDER_RULE(
		"acceptance-without-receipt", FINDING_ERROR, "5.1", FAULT_ACCEPTANCE,
		"{0}の受理は、受付されて審査の前にある申請に対するものではありません。",
		"The acceptance of {0} is not of an application that was received and is still "
		"open.",
		"受理できるのは、受付した申請のうち、まだ受理、不受理、"
		"取下げのいずれもないものだけです。",
		"Only an application that was received and is neither accepted nor closed can be "
		"accepted."),
	STATE_RULE(
		"acceptance-misdated", FINDING_ERROR, "5.1", examine_acceptance_misdated,
		"受理日（{0}）が、同じ申請の審査報告や決定（{1}）より後です。",
		"The application was accepted on {0}, after its examination and decision ({1}).",
		"審査報告と決定がどちらも受理より前に記録されているときは、受理日の誤りと読みます。",
		"Where both examination report and decision are on record before the "
		"acceptance, its day is read as wrong."),
	ORDER_RULE(
		"receipt-again", FINDING_ERROR, "5.2", FAULT_RECEIPT_AGAIN,
		"{0}の受付の前に、同じ申請が既に受付されています。",
		"The application received on {0} had been received before.",
		"一つの申請の受付は一度だけです。出し直された申請は別の申請として記録します。",
		"An application is received once; one that is filed anew is another application."),
	STATE_RULE(
		"receipt-misdated", FINDING_ERROR, "5.2", examine_receipt_misdated,
		"受付日（{0}）が、同じ申請のその後の手続（{1}）より後です。",
		"The application was received on {0}, after what follows a receipt ({1}).",
		"申請日以後の手続が全て受付より前に記録されているときは、受付日の誤りと読みます。",
		"Where all that follows a receipt is on record before it, and after the "
		"application was made, the day of the receipt is read as wrong."),
	STATE_RULE("receipt-before-application", FINDING_ERROR, "5.2", examine_receipt_date,
	           "受付日（{0}）が申請日（{1}）より前です。",
	           "The application was received on {0}, before it was made ({1}).",
	           "申請文書の受付は申請日以後でなければなりません。",
	           "An application cannot be received before it is made."),
	STATE_RULE("check-late", FINDING_WARNING, "5.3", examine_check_late,
	           "申請文書の確認の結果が{0}です。原則として、受付（{2}）"
	           "から2週間以内の{1}までに確認します。",
	           "The check ended on {0}; as a rule it is done by {1}, within 2 weeks of the "
	           "receipt ({2}).",
	           "申請文書の確認は受付から原則として2週間以内です。最初の問い合わせ、"
	           "受理又は不受理の日を確認を終えた日と読みます。「原則として」なので警告です。",
	           "The check takes 2 weeks from receipt as a rule. We read that it ends with the "
	           "first inquiry, the acceptance or the non-acceptance. A warning, as the clause "
	           "says \"as a rule\"."),
	STATE_NOW_RULE(
		"check-overdue", FINDING_WARNING, "5.3", examine_check_overdue,
		"{0}に受付した申請の確認の期日（{1}、原則として2週間）を過ぎています（基準日{2}）"
		"。",
		"The check of the application received on {0} was due by {1} (2 weeks as a rule; "
		"as of {2}).",
		"受付から2週間を過ぎても、問い合わせ、受理、"
		"不受理のいずれも記録されていない申請です。",
		"2 weeks after its receipt the application has no inquiry, acceptance or "
		"non-acceptance."),
	ORDER_RULE("inquiry-without-receipt", FINDING_ERROR, "5.4", FAULT_INQUIRY,
	           "{0}の問い合わせは、確認中又は審査中の申請に対するものではありません。",
	           "The inquiry of {0} is not about an application under check or examination.",
	           "問い合わせは、受付した申請について受理まで（5.4）又は審査報告まで（6.2）"
	           "に行います。",
	           "Inquiries are made between receipt and acceptance (5.4) or examination report "
	           "(6.2)."),
	STATE_RULE(
		"accepted-unanswered", FINDING_WARNING, "5.4", examine_accepted_unanswered,
		"{0}に受理していますが、{1}の問い合わせへの回答の記録がありません。",
		"Accepted on {0}, but no answer to the inquiry of {1} is recorded.",
		"不足や不備について問い合わせた申請は、回答を得て確認ができてから受理します。",
		"An application that was inquired about is accepted once the answer settles it."),
	ORDER_RULE("answer-without-inquiry", FINDING_ERROR, "5.5", FAULT_ANSWER,
	           "{0}の回答の前に、問い合わせの記録がありません。",
	           "The answer of {0} has no inquiry before it.",
	           "回答は問い合わせ又は追加の資料提出の要請に対するものです。",
	           "An answer needs an inquiry or a request for more documents before it."),
	ORDER_RULE(
		"non-acceptance-without-receipt", FINDING_ERROR, "5.6", FAULT_NON_ACCEPTANCE,
		"{0}の不受理は、受付されて審査の前にある申請に対するものではありません。",
		"The non-acceptance of {0} is not of an application that was received and is open.",
		"不受理とできるのは、受付した申請のうち、まだ受理、不受理、"
		"取下げのいずれもないものだけです。",
		"Only an application that was received and is neither accepted nor closed can be "
		"turned down so."),
	STATE_RULE(
		"accepted-after-late-answer", FINDING_ERROR, "5.6(1)", examine_answered_late,
		"{0}に受理していますが、問い合わせへの回答（{2}）が、1か月の期限（{1}）"
		"を過ぎています。",
		"Accepted on {0}, though the answer ({2}) came after the month that ended on {1}.",
		"問い合わせから1か月を経過しても十分な回答がない申請は受理しません。"
		"最初の回答を十分な回答と読みます。問い合わせごとに1か月を数えます。",
		"An application whose inquiry is not sufficiently answered within 1 month is not "
		"accepted. The first answer is taken for a sufficient one; each inquiry has its own "
		"month."),
	STATE_NOW_RULE(
		"answer-overdue", FINDING_WARNING, "5.6(1)", examine_answer_overdue,
		"{0}の問い合わせへの回答の期限（{1}）を過ぎています（基準日{2}）。"
		"受理しない場合に当たります。",
		"The inquiry of {0} was to be answered by {1} (as of {2}); the application is "
		"not to be accepted.",
		"問い合わせから1か月を経過しても回答が記録されていない申請です。",
		"An application whose inquiry has had no answer for 1 month."),
	STATE_RULE(
		"non-acceptance-early", FINDING_WARNING, "5.6(1)", examine_non_acceptance_early,
		"{0}の不受理は、問い合わせから1か月を経過していません（期限：{1}）。"
		"5.1又は5.6(2)によるときは ground=\"5.1\"、ground=\"5.6(2)\" と書いてください。",
		"The non-acceptance of {0} is not after a month since an inquiry (to: {1}). Where 5.1 "
		"or 5.6(2) is its ground, write ground=\"5.1\" or ground=\"5.6(2)\".",
		"5.6(1)による不受理は、問い合わせの日から1か月を経過した後に限られます。"
		"5.1又は5.6(2)による不受理には、その根拠を記録します。",
		"By 5.6(1) an application is turned down only after a month since the inquiry. A "
		"non-acceptance by 5.1 or 5.6(2) says so."),
	END_OF_RULES,
};
