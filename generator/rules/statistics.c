/* Every number is one of records, so that each can be found again by `status`. */
#include "rules/statistics.h"

#include "history/status.h"
#include "rules/period.h"

#include <string.h>

const struct statistic_term statistic_terms[STATISTICS] = {
	[STATISTIC_RECEIPTS] = { "receipts", { "申請の受付", "applications received" }, "5.2" },
	[STATISTIC_ACCEPTANCES] = { "acceptances", { "受理", "accepted" }, "5.1" },
	[STATISTIC_NON_ACCEPTANCES] = { "non-acceptances", { "不受理", "not accepted" }, "5.6" },
	[STATISTIC_APPLICATION_WITHDRAWALS] = { "application-withdrawals",
	                                        { "申請の取下げ", "applications withdrawn" },
	                                        "5.2" },
	[STATISTIC_CHECK_DAYS] = { "longest-check-days",
	                           { "受付から確認までの最長の日数", "days of the longest check" },
	                           "5.3" },
	[STATISTIC_CHECKS_LATE] = { "checks-after-2-weeks",
	                            { "2週間を過ぎた確認", "checks after 2 weeks" },
	                            "5.3" },
	[STATISTIC_REGISTRATIONS] = { "registrations", { "登録の決定", "registrations" }, "7.1" },
	[STATISTIC_RENEWALS] = { "renewals", { "更新の決定", "renewals" }, "7.2" },
	[STATISTIC_REFUSALS] = { "refusals", { "登録しない旨の決定", "refusals" }, "7.4" },
	[STATISTIC_DECISION_DAYS] = { "longest-decision-days",
	                              { "受理から決定までの最長の日数",
	                                "days of the longest decision" },
	                              "6.3" },
	[STATISTIC_DECISIONS_LATE] = { "decisions-after-6-months",
	                               { "6か月を過ぎた決定", "decisions after 6 months" },
	                               "6.3" },
	[STATISTIC_SUSPENSIONS_INCIDENT] = { "suspensions-9.3",
	                                     { "一時停止（9.3）", "suspensions (9.3)" },
	                                     "9.3" },
	[STATISTIC_SUSPENSIONS_CHANGE] = { "suspensions-10.3",
	                                   { "一時停止（10.3）", "suspensions (10.3)" },
	                                   "10.3" },
	[STATISTIC_LIFTINGS] = { "liftings", { "一時停止の解除", "liftings" }, "9.4" },
	[STATISTIC_MONITORINGS] = { "monitorings",
	                            { "モニタリングの実施", "monitorings" },
	                            "11.2(1)" },
	[STATISTIC_REAUDITS] = { "reaudits", { "再監査の求め", "re-audits demanded" }, "12.1" },
	[STATISTIC_REMOVALS] = { "removals", { "登録の終わり", "entries that ended" }, "14.2" },
	[STATISTIC_REMOVALS + 1] = { "removals-14.2(1)",
	                             { "　更新の申請なし", "  no renewal applied for" },
	                             "14.2(1)" },
	[STATISTIC_REMOVALS + 2] = { "removals-14.2(2)", { "　取下げ", "  withdrawn" }, "14.2(2)" },
	[STATISTIC_REMOVALS + 3] = { "removals-14.2(3)",
	                             { "　再申請の求め", "  re-application asked for" },
	                             "14.2(3)" },
	[STATISTIC_REMOVALS +
		4] = { "removals-14.2(4)", { "　求めに応じない", "  demands not met" }, "14.2(4)" },
	[STATISTIC_REMOVALS + 5] = { "removals-14.2(5)",
	                             { "　要求事項を満たさない", "  requirements not met" },
	                             "14.2(5)" },
	[STATISTIC_REMOVALS + 6] = { "removals-8.1", { "　更新されず", "  not renewed" }, "8.1" },
	[STATISTIC_REMOVALS + 7] = { "removals-annulled",
	                             { "　登録の取消し", "  registration annulled" },
	                             "6.3" },
	[STATISTIC_OBJECTIONS] = { "objections", { "異議申立て", "objections" }, "15.1" },
	[STATISTIC_REPLIES] = { "replies", { "異議申立てへの回答", "replies" }, "15.2" },
};

/* What an event counts for; STATISTICS: nothing by itself. */
static enum statistic
statistic_of(const struct event *event)
{
	static const struct {
		enum event_kind kind;
		const char *ground;
		enum statistic statistic;
	} rows[] = {
		{ EVENT_RECEIPT, NULL, STATISTIC_RECEIPTS },
		{ EVENT_ACCEPTANCE, NULL, STATISTIC_ACCEPTANCES },
		{ EVENT_NON_ACCEPTANCE, NULL, STATISTIC_NON_ACCEPTANCES },
		{ EVENT_APPLICATION_WITHDRAWAL, NULL, STATISTIC_APPLICATION_WITHDRAWALS },
		{ EVENT_REGISTER, NULL, STATISTIC_REGISTRATIONS },
		{ EVENT_RENEW, NULL, STATISTIC_RENEWALS },
		{ EVENT_REFUSE, NULL, STATISTIC_REFUSALS },
		{ EVENT_SUSPENSION, "9.3", STATISTIC_SUSPENSIONS_INCIDENT },
		{ EVENT_SUSPENSION, "10.3", STATISTIC_SUSPENSIONS_CHANGE },
		{ EVENT_LIFTING, NULL, STATISTIC_LIFTINGS },
		{ EVENT_MONITORING, NULL, STATISTIC_MONITORINGS },
		{ EVENT_REAUDIT_DEMAND, NULL, STATISTIC_REAUDITS },
		{ EVENT_OBJECTION, NULL, STATISTIC_OBJECTIONS },
		{ EVENT_OBJECTION_REPLY, NULL, STATISTIC_REPLIES },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].kind == event->kind &&
		    (rows[i].ground == NULL || g_strcmp0(rows[i].ground, event->ground.value) == 0))
			return rows[i].statistic;
	return STATISTICS;
}

static bool
is_within(struct date on, struct date from, struct date to)
{
	return date_is_set(on) && date_compare(on, to) <= 0 &&
	       (!date_is_set(from) || date_compare(on, from) >= 0);
}

static void
count_end(int ground, struct date removed_on, struct date from, struct date to,
          unsigned counts[STATISTICS])
{
	if (ground == REMOVAL_NONE || !is_within(removed_on, from, to))
		return;
	counts[STATISTIC_REMOVALS]++;
	counts[STATISTIC_REMOVALS + ground]++;
}

/* Whether the act that ended the registration before this one is annulled. */
static bool
is_end_undone(const struct service *service, const struct status *status, struct date to)
{
	EACH (const struct event, event, service->timeline)
		if (event->kind == EVENT_REMOVE && event_is_annulled(event, to) &&
		    date_compare(event->on.on, status->former_removed_on) == 0)
			return true;
	return false;
}

/* The end of each registration: before the next one, and at the end. */
static void
count_ends(const struct service *service, struct date from, struct date to,
           unsigned counts[STATISTICS])
{
	struct status last, status;

	status_compute(service, to, &last);
	count_end(last.removal_ground, last.removed_on, from, to, counts);
	EACH (const struct event, event, service->timeline) {
		if (event->kind != EVENT_REGISTER || date_compare(event->on.on, to) > 0)
			continue;
		status_compute(service, event->on.on, &status);
		if (!is_end_undone(service, &status, to))
			count_end(status.former_ground, status.former_removed_on, from, to, counts);
		/* Annulled, and an earlier one is in force again. */
		if (event_is_annulled(event, to) && last.registered != NULL &&
		    date_compare(last.registered->on.on, event->on.on) < 0)
			count_end(REMOVAL_ANNULLED, decision_revises_on(event->annulled_by), from,
			          to, counts);
	}
}

static void
count_periods(const struct timeline *timeline, struct date from, struct date to,
              unsigned counts[STATISTICS])
{
	for (guint i = 0; i < timeline->application_count; i++) {
		const struct application_state *state = &timeline->applications[i];
		const struct event *closed = state->closed;

		if (state->received != NULL && state->responded != NULL &&
		    is_within(state->responded->on.on, from, to)) {
			unsigned days = (unsigned)date_days_between(state->received->on.on,
			                                            state->responded->on.on);

			counts[STATISTIC_CHECK_DAYS] = MAX(counts[STATISTIC_CHECK_DAYS], days);
			counts[STATISTIC_CHECKS_LATE] += days > (unsigned)PERIOD_CHECK.days;
		}
		if (closed != NULL && closed->decision != NULL && state->accepted != NULL &&
		    is_within(closed->on.on, from, to)) {
			unsigned days =
				(unsigned)date_days_between(state->accepted->on.on, closed->on.on);

			counts[STATISTIC_DECISION_DAYS] =
				MAX(counts[STATISTIC_DECISION_DAYS], days);
			counts[STATISTIC_DECISIONS_LATE] +=
				date_compare(closed->on.on, date_deadline(state->accepted->on.on,
			                                                  PERIOD_DECISION)) > 0;
		}
	}
}

void
statistics_count(const struct registry *registry, struct date from, struct date to,
                 unsigned counts[STATISTICS])
{
	memset(counts, 0, STATISTICS * sizeof(*counts));
	EACH (const struct service, service, registry->services) {
		struct timeline timeline;

		EACH (const struct event, event, service->timeline) {
			enum statistic statistic = statistic_of(event);

			if (statistic != STATISTICS && !event_is_annulled(event, to) &&
			    is_within(event->on.on, from, to))
				counts[statistic]++;
		}
		count_ends(service, from, to, counts);
		timeline_fold(&timeline, service, to, NULL, NULL);
		count_periods(&timeline, from, to, counts);
		timeline_clear(&timeline);
	}
}
