/* Chapter 8: the expiry and the renewal. */
#include "base/reading.h"
#include "history/in_force.h"
#include "rules/examine.h"

#include <string.h>

/* 第8章 サービス登録の有効期間 */

/* The last decision before `decision` that registered or renewed the service. */
static const struct decision *
former_decision(const struct decision *decision)
{
	const GPtrArray *timeline = decision->target->timeline;
	const struct decision *former = NULL;

	EACH (const struct event, event, timeline) {
		if (event->decision == decision)
			break;
		if ((event->kind == EVENT_REGISTER || event->kind == EVENT_RENEW ||
		     event->kind == EVENT_CARRIED_OVER) &&
		    event->annulled_by == NULL)
			former = event->decision;
	}
	return former;
}

static void
examine_renewal_expiry(const struct examination *at)
{
	const struct decision *former;
	struct date expires_on, former_on;

	if (at->decision->kind != DECISION_RENEW)
		return;
	former = former_decision(at->decision);
	if (former == NULL)
		return;
	expires_on = decision_corrected(at->decision, (struct date){ 0 }).expires_on.on;
	former_on = decision_corrected(former, (struct date){ 0 }).expires_on.on;
	if (!is_after(expires_on, former_on))
		REPORT(at, at->decision->expires_on.line, "expires-on", DATE(expires_on),
		       DATE(former_on), NULL);
}

/* By the corporate numbers where both hold, else by the names. A number that is mistyped
 * (4.1) makes nobody another. */
static bool
is_same_party(const struct applicant *a, const struct applicant *b)
{
	g_autofree char *name_a = NULL;
	g_autofree char *name_b = NULL;

	if (a->name.value == NULL || b->name.value == NULL)
		return true;
	if (corporate_number_holds(a->corporate_number.value) &&
	    corporate_number_holds(b->corporate_number.value))
		return strcmp(a->corporate_number.value, b->corporate_number.value) == 0;
	name_a = name_bare(a->name.value);
	name_b = name_bare(b->name.value);
	return strcmp(name_a, name_b) == 0;
}

static void
examine_renewer(const struct examination *at)
{
	const struct application_state *state = timeline_find(at->whole, at->application);
	const struct applicant *applicant, *registrant;
	struct in_force in_force;
	struct status status;

	if (g_strcmp0(at->application->kind.value, "renewal") != 0 || state->received == NULL)
		return;
	status_compute(at->service, state->received->on.on, &status);
	if (status.application == NULL)
		return;
	in_force_on(at->service, &status, state->received->on.on, &in_force);
	registrant = &in_force.application.applicant;
	applicant = &at->application->applicant;
	if (is_same_party(applicant, registrant))
		return;
	if (strcmp(applicant->name.value, registrant->name.value) == 0)
		REPORT(at, applicant->line, "applicant", applicant->corporate_number.value,
		       registrant->corporate_number.value, NULL);
	else
		REPORT(at, applicant->line, "applicant", applicant->name.value,
		       registrant->name.value, NULL);
}

/* What was carried over with a renewal undecided had it in hand by the expiry. */
static void
examine_carried_renewal(const struct examination *at)
{
	const struct carried_over *carried = &at->service->carried_over;
	const struct application_state *state = timeline_find(at->whole, at->application);

	if (carried->renewal_pending.value != NULL && state->received != NULL &&
	    at->application == at->service->applications->pdata[0] &&
	    g_strcmp0(at->application->kind.value, "renewal") == 0 &&
	    is_after(state->received->on.on, carried->expires_on.on))
		REPORT_EVENT(at, state->received, DATE(carried->expires_on.on), NULL);
}

const struct rule chapter_08_rules[] = {
	RECEIPT_RULE(
		"renewal-without-entry", "8.1", FAULT_RENEWAL_WITHOUT_ENTRY,
		"{0}に受付した更新の申請の対象は、その日には登録されていません（削除日：{1}）。"
		"更新の申請は有効期限までです。",
		"The renewal received on {0} is for a service not registered then (removed: {1}); "
		"a renewal is due by the expiry.",
		"更新の申請は登録の有効期限までに行わなければならず、"
		"それまでに申請がなければ登録は期限の翌日に"
		"自動的に削除されます。申請の日は、申請が届いた日（受付の日）と読みます。"
		"遅れて届いた申請の受付は事実なので（5.2）、受理するまでは警告です。",
		"A renewal is applied for by the expiry; without one the entry is removed by "
		"itself on the day after. We read the day of receipt as the day of application. A "
		"late paper is a fact (5.2), hence a warning until it is accepted."),
	ADVICE_RULE(
		"carried-renewal-late", FINDING_ERROR, "8.1", examine_carried_renewal,
		"更新の判断を待っている（<renewal-pending/>）として移行した登録の、更新の申請の受付（{0}）が有効期限（{1}）より後です。"
		"申請が届いた日を確かめてください。",
		"The entry was carried over with a renewal undecided (<renewal-pending/>), but that is "
		"received on {0}, after the expiry ({1}). Check the day on which it arrived.",
		"有効期限の後も登録が続くのは、更新の申請が期限までに届いたときだけです。",
		"A registration goes on past its expiry only where the renewal arrived by it."),
	ADVICE_RULE(
		"renewal-by-other", FINDING_WARNING, "8.1", examine_renewer,
		"更新の申請者（{0}）が、登録者（{1}）と異なります。承継のときは <party> に記録してください。",
		"The renewal is applied for by {0}, but the registrant is {1}. Record a succession in "
		"<party>.",
		"更新の申請は登録者が行うものです（3.10も参照）。法人番号（一方にないときは名称）を、"
		"受付の日の登録者と比べます。",
		"The registrant applies for the renewal (see 3.10). The corporate number or, where one "
		"has none, the name is compared with the registrant's on the day of receipt."),
	DECISION_RULE("renewal-not-longer", FINDING_ERROR, "8.1", examine_renewal_expiry,
	              "更新後の有効期限（{0}）が、更新前の有効期限（{1}）より後になっていません。",
	              "The renewed expiry ({0}) is not after the former one ({1}).",
	              "更新は登録の有効期間を延ばすものです。",
	              "A renewal makes the registration last longer."),
	RECEIPT_RULE(
		"new-while-registered", "8.2", FAULT_NEW_WHILE_LISTED,
		"{0}に受付した新規の申請の対象は、既に登録されています（登録日{1}）。"
		"更新として申請します。",
		"The new application received on {0} is for a service registered since {1}; it "
		"should be a renewal.",
		"登録されているサービスについての申請は更新の申請です（8.2）。"
		"受理するまでは警告です。",
		"An application for a service on the list is a renewal (8.2); a warning until it is "
		"accepted."),
	END_OF_RULES,
};
