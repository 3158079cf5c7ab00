/* Chapter 15: objections. */
#include "rules/examine.h"

#include <string.h>

/* 第15章 登録に係る異議申立 */

/* The acts that form 14 names, and what they are on record as. */
static const struct {
	const char *act;
	enum event_kind kinds[2];
} acts[] = {
	{ "non-acceptance", { EVENT_NON_ACCEPTANCE, EVENT_NON_ACCEPTANCE } },
	{ "refusal", { EVENT_REFUSE, EVENT_REFUSE } },
	{ "suspension", { EVENT_SUSPENSION, EVENT_SUSPENSION } },
	{ "monitoring-result", { EVENT_MONITORING_RESULT, EVENT_MONITORING_RESULT } },
	{ "reaudit", { EVENT_REAUDIT_DEMAND, EVENT_REAUDIT_RESULT } },
	{ "removal", { EVENT_REMOVE, EVENT_REMOVE } },
};

static bool
is_act(const struct event *event, const char *act)
{
	for (size_t i = 0; i < G_N_ELEMENTS(acts); i++)
		if (strcmp(acts[i].act, act) == 0 &&
		    (event->kind == acts[i].kinds[0] || event->kind == acts[i].kinds[1]))
			return true;
	return false;
}

/* An objection to an act that is not on record on its day; what comes by itself, and
 * 「その他」, leaves no record. The last day with such an act goes to *other. */
static bool
is_to_nothing(const struct service *service, const struct event *objection, struct date *other)
{
	const char *act = objection->act.value;

	*other = (struct date){ 0 };
	if (act == NULL || strcmp(act, "other") == 0)
		return false;
	EACH (const struct event, event, service->timeline) {
		if (date_compare(event->on.on, objection->on.on) > 0 || !is_act(event, act))
			continue;
		*other = event->on.on;
		if (date_compare(event->on.on, objection->about_on.on) == 0)
			return false;
	}
	if (strcmp(act, "removal") == 0) {
		struct timeline then;

		timeline_fold(&then, service, objection->on.on, NULL, NULL);
		bool is_removed = then.removal_ground == REMOVAL_UNRENEWED ||
		                  then.removal_ground == REMOVAL_NOT_RENEWED;
		timeline_clear(&then);
		return !is_removed;
	}
	return true;
}

static void
examine_act(const struct examination *at)
{
	struct date other;

	if (at->event->kind == EVENT_OBJECTION && is_to_nothing(at->service, at->event, &other))
		REPORT_EVENT(at, at->event, DATE(at->event->about_on.on), DATE(other), NULL);
}

static void
examine_open(const struct examination *at)
{
	const GPtrArray *objections = at->now->objections;

	EACH (const struct event, objection, objections)
		if (is_after(at->as_of, objection->on.on))
			REPORT_EVENT(at, objection, NULL);
}

/* Whether the act that an objection was to has been undone since, by a decision or, for
 * a suspension, by its lifting. */
static bool
is_carried_out(const struct service *service, const struct event *objection)
{
	const char *act = objection->act.value;

	if (act == NULL || strcmp(act, "other") == 0)
		return true;
	EACH (const struct event, event, service->timeline) {
		if (is_act(event, act) && date_compare(event->on.on, objection->about_on.on) == 0 &&
		    event->annulled_by != NULL)
			return true;
		if ((event->kind == EVENT_CORRECT ||
		     (event->kind == EVENT_LIFTING && strcmp(act, "suspension") == 0) ||
		     (event->kind == EVENT_REAUDIT_RESULT && strcmp(act, "reaudit") == 0)) &&
		    date_compare(event->on.on, objection->on.on) >= 0)
			return true;
	}
	return false;
}

static void
examine_carried_out(const struct examination *at)
{
	for (guint i = 0; i < at->service->timeline->len; i++) {
		const struct event *reply = at->service->timeline->pdata[i];

		if (reply->kind != EVENT_OBJECTION_REPLY || reply->result.value == NULL ||
		    strcmp(reply->result.value, "not-accepted") == 0)
			continue;
		for (guint k = 0; k < i; k++) {
			const struct event *objection = at->service->timeline->pdata[k];

			if (objection->kind == EVENT_OBJECTION && event_answers(reply, objection) &&
			    !is_carried_out(at->service, objection))
				REPORT_EVENT(at, reply, DATE(objection->about_on.on), NULL);
		}
	}
}

/* Whether the act was objected to, and the objection accepted by the reply. */
static bool
is_upheld_by(const struct service *service, const struct event *reply, const struct event *act)
{
	EACH (const struct event, objection, service->timeline)
		if (objection->kind == EVENT_OBJECTION && event_answers(reply, objection) &&
		    (g_strcmp0(objection->act.value, "other") == 0 ||
		     (is_act(act, objection->act.value) &&
		      date_compare(objection->about_on.on, act->on.on) == 0)))
			return true;
	return false;
}

/* What is annulled by 15.2 was objected to, and the objection accepted. */
static void
examine_upheld(const struct examination *at)
{
	const struct event *act = at->decision->target_event;

	if (at->decision->kind != DECISION_ANNUL || act == NULL ||
	    g_strcmp0(at->decision->ground.value, "15.2") != 0)
		return;
	EACH (const struct event, event, at->decision->target->timeline)
		if (event->kind == EVENT_OBJECTION_REPLY &&
		    g_strcmp0(event->result.value, "not-accepted") != 0 &&
		    !is_after(event->on.on, at->decision->meeting->held_on.on) &&
		    is_upheld_by(at->decision->target, event, act))
			return;
	REPORT(at, at->decision->ground.line, "ground", DATE(at->decision->meeting->held_on.on),
	       NULL);
}

const struct rule chapter_15_rules[] = {
	EVENT_RULE(
		"objection-to-nothing", FINDING_WARNING, "15.1", examine_act,
		"{0}の異議申立の対象とされた{1}の処置の記録がありません（同じ種類の処置の最後の日：{2}）。",
		"The objection of {0} is to an act of {1} that is not on record (the last such act: "
		"{2}).",
		"異議はサービス登録に関する処置（不受理、登録しない旨の決定、一時停止、削除など）"
		"に対するものです。様式14のactとact-onを、記録されている処置と比べます。",
		"One objects to what was done about the registration: non-acceptance, refusal, "
		"suspension, removal and so on. Act and day of form 14 are compared with the record."),
	ORDER_RULE(
		"reply-to-nothing", FINDING_ERROR, "15.2", FAULT_OBJECTION_REPLY,
		"{0}の回答書（様式15）のobjection-onの日に、その処置（act、act-on）について回答されていない"
		"異議申立がありません。",
		"The reply (form 15) of {0} names a day without an objection to that act (act, act-on) "
		"that waits for a reply.",
		"回答書は、objection-onの日の、actとact-onが同じ異議申立書に対するものです。",
		"A reply answers the objection of the day and the act that it names."),
	SERVICE_RULE("objection-open", FINDING_NOTE, "15.2", examine_open,
	             "{0}の異議申立への回答（様式15）がありません。",
	             "The objection of {0} has no reply (form 15) yet.",
	             "異議申立書を受け取った場合には回答します。日数の定めはありません。",
	             "An objection gets a reply; no number of days is given."),
	SERVICE_RULE(
		"objection-not-carried-out", FINDING_NOTE, "15.2", examine_carried_out,
		"{0}の回答で異議申立てを認めていますが、{1}の処置の取消し（annul）又は訂正（correct）の記録がありません。",
		"The reply of {0} accepts the objection, but nothing annuls or corrects the act of "
		"{1} yet.",
		"認めた異議は、処置を取り消し又は訂正する決定により実現します。",
		"What was objected to with success is annulled or corrected by a decision."),
	DECISION_RULE(
		"annulment-not-upheld", FINDING_WARNING, "15.2", examine_upheld,
		"{0}に15.2により取り消していますが、その処置への異議申立てを認める回答（様式15）がありません。",
		"Annulled by 15.2 on {0}, but no reply (form 15) accepts an objection to it.",
		"異議によらない取消しは、職権（own-motion）によるものとして記録します。",
		"What no objection led to is annulled by the body's own motion."),
	ORDER_RULE(
		"annulment-of-nothing", FINDING_ERROR, "15.2", FAULT_ANNULMENT,
		"{0}に取り消した処置が、その日（act-on）の記録にないか、既に取り消されているか、一つに定まりません。",
		"What is annulled on {0} is not on record on the day that it names (act-on), is "
		"annulled already, or could be one of several acts.",
		"取り消す処置は、種類（act）と日（act-on）で指します。同じ日に根拠の異なる一時停止があるときはact-ground、"
		"二つの申請への処置があるときはapplicationも書きます。"
		"取消しは取り消せません。改めてした処置を、その日に記録します。",
		"An act that is annulled is named by its kind and day; where a day has two "
		"suspensions, also by act-ground, and where two applications, by application. "
		"An annulment cannot be annulled; what is done anew is recorded on its day."),
	ORDER_RULE("correction-of-nothing", FINDING_ERROR, "15.2", FAULT_CORRECTION,
	           "{0}に訂正した決定が、その日（act-on）の記録にありません。",
	           "What is corrected on {0} is not on record on the day that it names (act-on).",
	           "訂正する決定は、種類（act）と日（act-on）で指します。",
	           "A decision that is corrected is named by its kind and day."),
	END_OF_RULES,
};
