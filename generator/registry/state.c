#include "registry/state.h"

const struct state_term state_terms[STATES] = {
	[STATE_REGISTERED] = { "registered", "登録中", "registered", "7.1", true },
	[STATE_SUSPENDED_INCIDENT] = { "suspended-incident", "一時停止中（インシデントの未報告）",
	                               "suspended (incident not reported)", "9.5", true },
	[STATE_SUSPENDED_CHANGE] = { "suspended-change", "一時停止中（変更の未届出）",
	                             "suspended (change not notified)", "10.5", true },
	[STATE_REAUDIT] = { "reaudit", "再監査中", "under re-audit", "12.5", true },
	[STATE_CONTINUED] = { "continued", "引き続き有効（更新の判断待ち）",
	                      "continued (renewal undecided)", "8.1", true },
	[STATE_REMOVED] = { "removed", "削除", "removed", "14.2", true },
	[STATE_REFUSED] = { "refused", "登録しない旨の決定", "refused", "7.4", false },
	[STATE_PENDING] = { "pending", "審査中", "pending", NULL, false },
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

size_t
status_states(const struct status *status, struct state_since states[STATES])
{
	size_t count = 0;

	if (status->listed)
		add_of_listed(status, states, &count);
	else if (status->removal_ground != 0)
		add(states, &count, STATE_REMOVED, status->removed_on);
	else if (status->refused)
		add(states, &count, STATE_REFUSED, (struct date){ 0 });
	else
		add(states, &count, STATE_PENDING, (struct date){ 0 });
	return count;
}
