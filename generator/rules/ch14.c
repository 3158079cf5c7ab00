/* Chapter 14: withdrawal and removal. */
#include "history/status.h"
#include "history/transition.h"
#include "registry/form.h"
#include "rules/examine.h"

#include <string.h>

/* 第14章 登録の削除 */

/* A demand of the body or the committee that the registrant can fail to meet: inquiries
 * (5.4, 6.2) are of one where they are about a renewal. */
static bool
is_demand(const struct service *service, const struct event *event)
{
	const struct application *application = event_application(service, event);

	if (event->kind == EVENT_INQUIRY)
		return application != NULL && g_strcmp0(application->kind.value, "renewal") == 0;
	return (event->kind == EVENT_SUSPENSION && event->annulled_by == NULL) ||
	       event->kind == EVENT_MONITORING || event->kind == EVENT_REAUDIT_DEMAND;
}

/* Of the registration that is removed: what a former one was asked for is over. */
static bool
has_demand_before(const struct decision *decision)
{
	const struct service *service = decision->target;
	struct status status;

	status_decided(decision, (struct date){ 0 }, &status);
	/* A re-audit that lasted when the entry was carried over was asked for, too. */
	if (status.registered != NULL && status.registered->kind == EVENT_CARRIED_OVER &&
	    service->carried_over.reaudits->len > 0)
		return true;
	EACH (const struct event, event, service->timeline)
		if (is_demand(service, event) && !is_before(event->on.on, status.registered_on) &&
		    !is_after(event->on.on, decision->meeting->held_on.on))
			return true;
	return false;
}

static bool
is_removal(const struct decision *decision, int from_ground, int to_ground)
{
	const char *ground = decision->ground.value;

	return decision->kind == DECISION_REMOVE && ground != NULL &&
	       ground[0] - '0' >= from_ground && ground[0] - '0' <= to_ground;
}

static void
examine_demanded(const struct examination *at)
{
	if (is_removal(at->decision, 4, 4) && !has_demand_before(at->decision))
		REPORT(at, at->decision->ground.line, "ground",
		       DATE(at->decision->meeting->held_on.on), NULL);
}

static void
examine_form_13_sent(const struct examination *at)
{
	if (is_removal(at->decision, 3, 5) && at->decision->document_number.line == 0)
		REPORT(at, at->decision->document_number.line, "document-number",
		       at->decision->ground.value, NULL);
}

static void
examine_form_13_not_sent(const struct examination *at)
{
	bool has_notice = form_is_sent(at->registry, form_kind_find(LETTER_KINDS),
	                               at->decision->meeting->held_on.on);

	if (is_removal(at->decision, 1, 2) && at->decision->document_number.value != NULL &&
	    !has_notice)
		REPORT(at, at->decision->document_number.line, "document-number",
		       at->decision->ground.value, NULL);
}

/* Removals that the regulation owes without naming a number of days. */
static void
examine_owed(const struct examination *at)
{
	const struct timeline *now = at->now;
	bool is_withdrawal = strcmp(at->rule->about, "14.2(2)") == 0;
	enum machine machine = is_withdrawal ? MACHINE_WITHDRAWAL : MACHINE_REAPPLICATION;
	const struct event *cause = is_withdrawal ? now->withdrawn : now->requested;

	if (now->stages[machine] == 1 && cause != NULL && is_after(at->as_of, cause->on.on))
		REPORT_EVENT(at, cause, NULL);
}

static void
examine_recorded_ground(const struct examination *at)
{
	const struct timeline *whole = at->whole;

	if (at->event->kind == EVENT_REMOVE && at->event->annulled_by == NULL &&
	    event_removal_ground(at->event) == REMOVAL_UNRENEWED &&
	    whole->removal_ground == REMOVAL_NOT_RENEWED &&
	    !is_after(whole->removed_on, at->event->on.on))
		REPORT_EVENT(at, at->event, DATE(whole->removed_on), NULL);
}

const struct rule chapter_14_rules[] = {
	ORDER_RULE(
		"withdrawal-of-unregistered", FINDING_WARNING, "14.1", FAULT_WITHDRAWAL_UNLISTED,
		"{0}の登録取下届出（様式12）の対象は、その日には登録されていません（削除日：{1}）"
		"。",
		"The withdrawal (form 12) of {0} is of a service not registered then (removed: "
		"{1}).",
		"登録取下届出は登録されているサービスについて登録者が届け出るものです。"
		"届いた書類は事実として記録し、効力はありません。",
		"Form 12 is filed by registrants on services on the list; what arrived is a fact without "
		"effect."),
	ORDER_RULE("retraction-of-nothing", FINDING_ERROR, "14.1", FAULT_RETRACTION,
	           "{0}の登録取下届出の撤回の前に、登録取下届出書（様式12）がありません。",
	           "There is no form 12 to retract on {0}.",
	           "取下届出は、削除の決定の前であれば撤回を記録できます。",
	           "Form 12 can be retracted as long as the removal is not decided."),
	ORDER_RULE("removal-of-unregistered", FINDING_ERROR, "14.2", FAULT_REMOVAL_UNLISTED,
	           "{0}に削除を決定していますが、その日には登録されていません（削除日：{1}）。",
	           "Removal was decided on {0} of a service not registered then (removed: {1}).",
	           "削除できるのは登録されているサービスだけです。",
	           "Only a service on the list can be removed."),
	ORDER_RULE("removal-before-expiry", FINDING_ERROR, "14.2(1)", FAULT_REMOVAL_BEFORE_EXPIRY,
	           "{0}に14.2(1)による削除を決定していますが、登録は有効です（有効期限等{1}）。",
	           "Removal by 14.2(1) was decided on {0} while the entry was valid (to {1}, or "
	           "while a renewal is undecided).",
	           "14.2(1)の削除は、有効期限までに更新の申請がないとき、"
	           "期限の翌日に自動的に行われます（8.1）。決定はそれを記録するものです。",
	           "Removal by 14.2(1) happens by itself on the day after the expiry (8.1); a "
	           "decision records it."),
	EVENT_RULE(
		"removal-not-by-expiry", FINDING_ERROR, "8.1", examine_recorded_ground,
		"{0}の決定は14.2(1)による削除を記録していますが、更新の申請は期限までに行われています（{1}に8.1により登録が終わっています）。",
		"The decision of {0} records a removal by 14.2(1), but a renewal was applied for in "
		"time; the registration ended by 8.1 on {1}.",
		"14.2(1)は更新の申請が行われなかったときの削除です。申請があって更新されなかった"
		"登録は8.1により終わり、削除の決定を要しません。",
		"14.2(1) is for entries that no renewal was applied for. One that was applied for and "
		"not renewed ends by 8.1, without a decision."),
	ORDER_RULE(
		"removal-without-withdrawal", FINDING_ERROR, "14.2(2)",
		FAULT_REMOVAL_WITHOUT_WITHDRAWAL,
		"{0}に14.2(2)による削除を決定していますが、その日に効力のある登録取下届出書（様式12）がありません（撤回：{1}）。",
		"Removal by 14.2(2) was decided on {0} without a withdrawal (form 12) in force (taken "
		"back: {1}).",
		"14.2(2)は、登録者から登録取下届出書が提出されたときの削除です。",
		"14.2(2) is for registrants that filed form 12."),
	SERVICE_RULE_ABOUT(
		"14.2(2)", "withdrawal-undecided", FINDING_NOTE, "14.2(2)", examine_owed,
		"{0}に登録取下届出書（様式12）が提出されていますが、削除の決定がありません。",
		"Form 12 was filed on {0}, but no removal is decided yet.",
		"登録取下届出書が提出されたときは登録を削除します。日数の定めはありません。",
		"When form 12 is filed the entry is removed; no number of days is given."),
	ORDER_RULE(
		"removal-without-request", FINDING_ERROR, "14.2(3)", FAULT_REMOVAL_WITHOUT_REQUEST,
		"{0}に14.2(3)による削除を決定していますが、再申請を求める結果（11.2(5)、12.4）"
		"がないか、その後の再監査で確認できています（12.3）。",
		"Removal by 14.2(3) was decided on {0} without a result that asks for "
		"re-application (11.2(5), 12.4), or after a re-audit confirmed what it asked for (12.3).",
		"14.2(3)は、モニタリング又は再監査の結果により再申請を求めるときの削除です。",
		"14.2(3) is for re-application asked for by 11.2(5) or 12.4."),
	SERVICE_RULE_ABOUT(
		"14.2(3)", "request-undecided", FINDING_NOTE, "14.2(3)", examine_owed,
		"{0}の結果により再申請を求めることになりますが、削除の決定がありません。",
		"The result of {0} asks for re-application, but no removal is decided yet.",
		"再申請を求めるときは登録を削除します。日数の定めはありません。",
		"When re-application is asked for the entry is removed; no number of days is "
		"given."),
	DECISION_RULE(
		"removal-without-demand", FINDING_WARNING, "14.2(4)", examine_demanded,
		"{0}に14.2(4)による削除を決定していますが、登録者への求めの記録がありません。",
		"Removal by 14.2(4) was decided on {0}, but no demand on the registrant is "
		"recorded.",
		"14.2(4)は、正当な理由なく求めに応じなかったときの削除です。その登録についての一時停止、"
		"モニタリング、再監査、更新の申請への問い合わせのいずれの求めも記録がないとき警告します。",
		"14.2(4) is for registrants that did not meet a demand; the rule looks for a "
		"suspension, a monitoring, a re-audit or an inquiry about a renewal, of that "
		"registration."),
	DECISION_RULE("form-13-missing", FINDING_ERROR, "14.3", examine_form_13_sent,
	              "14.2({0})による削除には再申請要請書（様式13）を送りますが、"
	              "その文書番号がありません。",
	              "Removal by 14.2({0}) sends form 13, but its document number is missing.",
	              "14.2(3)〜(5)による削除は、様式13を用いて登録者に通知します。",
	              "Removals by 14.2(3) to (5) are told by form 13."),
	DECISION_RULE(
		"form-13-forbidden", FINDING_ERROR, "14.3", examine_form_13_not_sent,
		"14.2({0})による削除には再申請要請書（様式13）を送りません。登録の終了の通知（site.xml の <notice kind=\"end\"/>）を"
		"送らないときは、文書番号は書けません。",
		"Removal by 14.2({0}) sends no form 13, so it has no document number.",
		"様式13は14.2(3)〜(5)の削除だけに用い、(1)と(2)には用いません。",
		"Form 13 is for 14.2(3) to (5), never for (1) and (2)."),
	END_OF_RULES,
};
