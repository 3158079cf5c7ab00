/* These are the names of what a service can be on a day. */
#include "history/state.h"

#include "history/status.h"

const struct state_term state_terms[STATES] = {
	[STATE_REGISTERED] = { "registered", "登録", "Registered", "7.1" },
	[STATE_SUSPENDED_INCIDENT] = { "suspended-incident", "一時停止（9.3）", "Suspended (9.3)",
	                               "9.5" },
	[STATE_SUSPENDED_CHANGE] = { "suspended-change", "一時停止（10.3）", "Suspended (10.3)",
	                             "10.5" },
	[STATE_REAUDIT] = { "reaudit", "再監査中", "Under re-audit", "12.5" },
	[STATE_CONTINUED] = { "continued", "有効期限後も継続", "Continued past expiry", "8.1" },
	[STATE_REMOVED] = { "removed", "削除", "Removed", "14.2" },
	[STATE_DECIDED] = { "decided", "登録の決定（登録日前）", "Registration decided", "7.1" },
	[STATE_FILED] = { "filed", "申請（受付前）", "Filed", "4.1" },
	[STATE_RECEIVED] = { "received", "受付（確認中）", "Received", "5.2" },
	[STATE_EXAMINED] = { "examined", "受理（審査中）", "Under examination", "6.1" },
	[STATE_REFUSED] = { "refused", "登録しない旨の決定", "Refused", "7.4" },
	[STATE_NOT_ACCEPTED] = { "not-accepted", "不受理", "Not accepted", "5.6" },
	[STATE_WITHDRAWN] = { "withdrawn", "申請の取下げ", "Application withdrawn", NULL },
};

const struct state_term removal_terms[REMOVAL_GROUNDS] = {
	[REMOVAL_UNRENEWED] = { "1", "更新の申請が行われなかったため", "No application for renewal",
	                        "14.2(1)" },
	[2] = { "2", "登録取下届出書が提出されたため", "Withdrawn by the registrant", "14.2(2)" },
	[3] = { "3", "再申請を求めるため", "Re-application requested", "14.2(3)" },
	[4] = { "4", "求めに応じなかったため", "Requests not complied with", "14.2(4)" },
	[5] = { "5", "要求事項を満たさないことが明らかなため", "Requirements not met", "14.2(5)" },
	[REMOVAL_NOT_RENEWED] = { "not-renewed", "更新の申請について登録の更新がされなかったため",
	                          "Renewal applied for, but not granted", "8.1" },
	[REMOVAL_ANNULLED] = { "annulled", "登録が取り消されたため", "Registration annulled",
	                       "6.3" },
	[REMOVAL_RENUMBERED] = { "renumbered", "登録番号の訂正", "Correction of the number",
	                         "7.1" },
};

static void
add(struct state_since *states, size_t *count, enum state state, struct date since_on)
{
	states[(*count)++] = (struct state_since){ state, since_on };
}

static void
add_of_listed(const struct status *status, struct state_since *states, size_t *count)
{
	static const enum state suspended[SUSPENSION_GROUNDS] = {
		[SUSPENSION_INCIDENT] = STATE_SUSPENDED_INCIDENT,
		[SUSPENSION_CHANGE] = STATE_SUSPENDED_CHANGE,
	};

	for (int ground = 0; ground < SUSPENSION_GROUNDS; ground++)
		if (status->suspension[ground] != NULL)
			add(states, count, suspended[ground], status->suspension[ground]->on.on);
	if (status->reaudit != NULL)
		add(states, count, STATE_REAUDIT, status->reaudit->on.on);
	if (status->continued)
		add(states, count, STATE_CONTINUED, date_add_days(status->expires_on, 1));
	if (*count == 0)
		add(states, count, STATE_REGISTERED, status->registered_on);
}

static enum state
state_of_stage(enum application_stage stage)
{
	switch (stage) {
	case STAGE_RECEIVED:
		return STATE_RECEIVED;
	case STAGE_ACCEPTED:
	case STAGE_EXAMINED:
	case STAGE_REGISTERED:
		return STATE_EXAMINED;
	case STAGE_REFUSED:
		return STATE_REFUSED;
	case STAGE_NOT_ACCEPTED:
		return STATE_NOT_ACCEPTED;
	case STAGE_WITHDRAWN:
		return STATE_WITHDRAWN;
	default:
		return STATE_FILED;
	}
}

size_t
status_states(const struct status *status, struct state_since states[STATES])
{
	size_t count = 0;

	if (status->listed)
		add_of_listed(status, states, &count);
	else if (status->decided)
		add(states, &count, STATE_DECIDED, status->registered_on);
	else if (status->removal_ground != REMOVAL_NONE)
		add(states, &count, STATE_REMOVED, status->removed_on);
	else
		add(states, &count, state_of_stage(status->stage), (struct date){ 0 });
	return count;
}
