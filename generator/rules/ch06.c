/* Chapter 6: the examination and the decision. */
#include "registry/criteria.h"
#include "registry/form.h"
#include "rules/examine.h"
#include "rules/period.h"
#include "rules/refusers.h"

#include <string.h>

/* 第6章 審査 */

/* 6.1(1): the statement requirements let controls be left out with a reason;
 * governance and management hold for everybody. The criteria are not in the
 * regulation, so this is a warning. */
static void
examine_excluded_group(const struct examination *at)
{
	const struct control_objectives *objectives = &at->application->statement.objectives;
	const struct edition *edition = objective_index_find(at->objectives, objectives);

	for (guint i = 0;
	     edition != NULL && objectives->exclusions != NULL && i < objectives->exclusions->len;
	     i++) {
		const struct exclusion *exclusion = objectives->exclusions->pdata[i];
		const struct criteria_domain *domain =
			edition_find_domain(edition, exclusion->objective.value);

		if (domain != NULL && g_strcmp0(domain->of->criteria.value, "control") != 0)
			REPORT(at, exclusion->line, "statement/control-objectives/excluded",
			       exclusion->objective.value, domain->name.value, NULL);
	}
}

/* Audit findings of one group of criteria, named by the rule. */
static void
examine_findings_of(const struct examination *at)
{
	const GPtrArray *found = at->application->audit.findings;

	EACH (const struct audit_finding, finding, found) {
		if (g_strcmp0(finding->criteria.value, at->rule->about) == 0)
			REPORT(at, finding->line, "audit/audit-finding",
			       finding->objective.value != NULL ? finding->objective.value : "–",
			       NULL);
	}
}

static void
examine_mending_known(const struct examination *at)
{
	const GPtrArray *found = at->application->audit.findings;

	EACH (const struct audit_finding, finding, found) {
		if (g_strcmp0(finding->criteria.value, "control") == 0 &&
		    !date_is_set(finding->mended_by.on))
			REPORT(at, finding->line, "audit/audit-finding/mended-by", NULL);
	}
}

static void
examine_mended_late(const struct examination *at)
{
	const GPtrArray *found = at->application->audit.findings;
	struct date report_on = reported_on(at->application);

	for (guint i = 0; found != NULL && date_is_set(report_on) && i < found->len; i++) {
		const struct audit_finding *finding = found->pdata[i];
		struct date limit = date_deadline(report_on, PERIOD_MENDING);

		if (is_after(finding->mended_by.on, limit))
			REPORT(at, finding->mended_by.line, "audit/audit-finding/mended-by",
			       DATE(finding->mended_by.on), DATE(limit), DATE(report_on), NULL);
	}
}

static void
examine_plan_late(const struct examination *at)
{
	const struct day *completes = &at->application->improvement_plan.completes_on;
	struct date report_on = reported_on(at->application);

	if (!date_is_set(report_on))
		return;
	struct date limit = date_deadline(report_on, PERIOD_MENDING);
	if (is_after(completes->on, limit))
		REPORT(at, completes->line, "improvement-plan/completes-on", DATE(completes->on),
		       DATE(limit), DATE(report_on), NULL);
}

/* 過去に: before the decision on the application, or before today. */
static void
examine_removed_before(const struct examination *at)
{
	const struct application_state *state = timeline_find(at->whole, at->application);
	struct date until = state->closed != NULL ? state->closed->on.on : at->as_of;
	const struct decision *removal = refusers_find(at->refusers, &at->application->applicant);

	/* 14.3 and 13.1 ask this very applicant to apply again: what it is judged by then
	 * is 6.3, so the committee's decision stands. */
	bool is_asked_for = g_strcmp0(at->application->kind.value, "reapplication") == 0;

	if (removal != NULL && is_before(removal->meeting->held_on.on, until))
		findings_add(at->findings, is_asked_for ? &at->rule->pending : rule_message(at),
		             place_in(at, at->application->applicant.line, "applicant"),
		             DATE(removal->meeting->held_on.on), removal->target->id.value, NULL);
}

static bool
is_decision(const struct event *event)
{
	return event != NULL && event->decision != NULL;
}

static void
examine_report_before_decision(const struct examination *at)
{
	if (is_decision(at->state->closed) && at->state->examined == NULL &&
	    !has_forbidden(at, NULL, FAULT_EXAMINATION, FAULT_EXAMINATION))
		REPORT_AT(at, place_of_decision(at->state->closed->decision),
		          DATE(at->state->closed->on.on), NULL);
}

/* 6.3 is 総合的に: the committee may see it otherwise than the report; that is told once. */
static void
examine_against_view(const struct examination *at)
{
	const struct event *closed = at->state->closed;

	EACH (const struct form, form, at->service->forms) {
		const char *opinion = form_text(form, "opinion"),
			   *id = form_text(form, "application");
		bool is_of = form->number == 4 && opinion != NULL &&
		             g_strcmp0(id, at->state->application->id.value) == 0;

		if (is_of && is_decision(closed) &&
		    (strcmp(opinion, "register") == 0) == (closed->kind == EVENT_REFUSE))
			REPORT_AT(at, place_of_decision(closed->decision), DATE(closed->on.on),
			          opinion, NULL);
	}
}

static void
examine_decision_late(const struct examination *at)
{
	if (!is_decision(at->state->closed))
		return;
	struct date limit = date_deadline(at->state->accepted->on.on, PERIOD_DECISION);
	if (is_after(at->state->closed->on.on, limit))
		REPORT_AT(at, place_of_decision(at->state->closed->decision),
		          DATE(at->state->closed->on.on), DATE(limit),
		          DATE(at->state->accepted->on.on), NULL);
}

static void
examine_decision_overdue(const struct examination *at)
{
	if (at->state->accepted == NULL || at->state->closed != NULL ||
	    timeline_is_moot(at->now, at->state) ||
	    has_forbidden(at, NULL, FAULT_DECISION, FAULT_DECISION))
		return;
	struct date limit = date_deadline(at->state->accepted->on.on, PERIOD_DECISION);
	if (is_after(at->as_of, limit))
		REPORT_EVENT(at, at->state->accepted, DATE(limit), DATE(at->as_of), NULL);
}

const struct rule chapter_06_rules[] = {
	ORDER_RULE("examination-without-acceptance", FINDING_ERROR, "6.1", FAULT_EXAMINATION,
	           "{0}の審査報告は、受理されて審査中の申請に対するものではありません。",
	           "The examination report of {0} is not of an application accepted and undecided.",
	           "審査するのは受理した申請です。審査報告は一つの申請に一度です。",
	           "What was accepted is examined, and reported on once."),
	STATE_RULE("decision-without-examination", FINDING_ERROR, "6.1",
	           examine_report_before_decision,
	           "{0}の決定の前に、審査報告（様式4）の記録がありません。",
	           "The decision of {0} has no examination report (form 4) before it.",
	           "運営委員会は運用支援機関からの審査報告を踏まえて登録の是非を判断します（6.1、"
	           "6.3）。",
	           "The committee decides on the ground of the examination report (6.1, 6.3)."),
	ADVICE_RULE(
		"objective-group-excluded", FINDING_WARNING, "6.1(1)", examine_excluded_group,
		"「{1}」の統制目標{0}が対象外とされています。"
		"ガバナンス基準とマネジメント基準は対象外にできないと読みます。",
		"Objective {0} of \"{1}\" is excluded; we read that governance and management "
		"cannot be.",
		"対象外とできるのは管理策基準の統制目標だけであると読みます。"
		"管理基準の定めなので警告です。",
		"We read that only objectives of the controls can be excluded. The criteria say "
		"so, not the regulation, hence a warning."),
	APPLICATION_RULE_ABOUT(
		"governance", "governance-finding", BINDING_REGISTERED, "6.1(2)",
		examine_findings_of, "ガバナンス基準の発見事項（{0}）があります。",
		"There is an audit finding on governance ({0}).",
		"実施結果報告書にガバナンス基準の発見事項が存在しないことが、審査の要件です。",
		"The audit report must hold no finding on governance."),
	APPLICATION_RULE_ABOUT(
		"management", "management-finding", BINDING_REGISTERED, "6.1(2)",
		examine_findings_of, "マネジメント基準の発見事項（{0}）があります。",
		"There is an audit finding on management ({0}).",
		"実施結果報告書にマネジメント基準の発見事項が存在しないことが、審査の要件です。",
		"The audit report must hold no finding on management."),
	APPLICATION_RULE(
		"mending-undated", BINDING_REGISTERED, "6.1(4)", examine_mending_known,
		"発見事項の改善の期日がありません。",
		"The audit finding has no date by which it is mended.",
		"改善計画書は、発見事項に係る統制が2か月以内に改善することを示すものでなければな"
		"りません。",
		"The plan must show that the controls found wanting are mended within 2 months."),
	APPLICATION_RULE(
		"mended-late", BINDING_REGISTERED, "6.1(4)", examine_mended_late,
		"発見事項の改善の期日は{0}ですが、実施結果報告書の日付（{2}）"
		"から2か月以内の{1}まででなければなりません。",
		"The audit finding is mended by {0}; it must be by {1}, within 2 months of the "
		"audit report's date ({2}).",
		"発見事項が軽微であるためには、実施結果報告書の日付から2か月以内に改善しなければ"
		"なりません。",
		"A finding is minor only if it is mended within 2 months of the audit report's "
		"date."),
	APPLICATION_RULE(
		"plan-late", BINDING_REGISTERED, "6.1(4)", examine_plan_late,
		"改善計画書の完了予定日は{0}ですが、実施結果報告書の日付（{2}）"
		"から2か月以内の{1}まででなければなりません。",
		"The improvement plan completes on {0}; it must by {1}, within 2 months of the "
		"audit report's date ({2}).",
		"改善計画書は、実施結果報告書の日付から2か月以内の改善を示すものでなければなりま"
		"せん。",
		"The plan must show mending within 2 months of the audit report's date."),
	APPLICATION_RULE(
		"removed-before", BINDING_REGISTERED, "6.1(7)", examine_removed_before,
		"この申請者は、{0}に14.2(4)による登録の削除（{1}）を受けています。",
		"This applicant had a registration removed by 14.2(4) on {0} ({1}).",
		"過去に14.2(4)による登録の削除を受けていないことが、審査の要件です。"
		"削除の日の登録者を、法人番号（一方にないときは表記の違いを除いた名称）で見分けます。"
		"取り消された削除は数えません。再申請（13.1）では警告にとどめ、6.3の判断に委ねます。",
		"No former removal by 14.2(4) is a requirement. Whoever was the registrant on that day "
		"is known by its corporate number (or, where one has none, by its name in any "
		"spelling); an annulled removal does not count. A re-application (13.1) is only "
		"warned of and left to 6.3."),
	ORDER_RULE("decision-without-acceptance", FINDING_ERROR, "6.3", FAULT_DECISION,
	           "{0}の決定は、受理されて判断を待つ申請に対するものではありません。",
	           "The decision of {0} is not on an application accepted and undecided.",
	           "登録の是非は受理した申請について一度だけ判断します。",
	           "The committee decides once on each application that was accepted."),
	ORDER_RULE("application-withdrawn-closed", FINDING_ERROR, "6.3",
	           FAULT_APPLICATION_WITHDRAWAL,
	           "{0}の申請の取下げは、受付されて判断を待つ申請に対するものではありません。",
	           "The application withdrawn on {0} is not one received and undecided.",
	           "取り下げられるのは、受付した申請のうち判断の前のものだけです。",
	           "Only an application received and undecided can be withdrawn."),
	STATE_RULE(
		"decision-late", FINDING_WARNING, "6.3", examine_decision_late,
		"決定が{0}です。原則として、受理（{2}）から6か月以内の{1}までに判断します。",
		"Decided on {0}; as a rule it is by {1}, within 6 months of the acceptance ({2}).",
		"登録の是非の判断は受理から原則として6か月以内です。「原則として」なので警告です。",
		"The decision comes within 6 months of the acceptance as a rule; hence a warning."),
	STATE_RULE("decision-against-view", FINDING_NOTE, "6.3", examine_against_view,
	           "{0}の決定は、審査報告書（様式4）の見解（{1}）と異なります。",
	           "The decision of {0} is not what the examination report (form 4) held ({1}).",
	           "判断は報告内容を踏まえて総合的に行うので、見解と異なってもかまいません。"
	           "書き誤りでないことを確かめてください。",
	           "The committee decides on the whole and may differ from the report; see that "
	           "neither is a slip."),
	STATE_NOW_RULE(
		"decision-overdue", FINDING_WARNING, "6.3", examine_decision_overdue,
		"{0}に受理した申請の判断の期日（{1}、原則として6か月）を過ぎています（基準日{2}）"
		"。",
		"The application accepted on {0} was to be decided by {1} (6 months as a rule; as "
		"of {2}).",
		"受理から6か月を過ぎても判断が記録されていない申請です。",
		"6 months after its acceptance the application is undecided."),
	END_OF_RULES,
};
