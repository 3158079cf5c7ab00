/*
 * Random histories, valid and invalid, against a model that is written anew
 * from the regulation: day after day, with plain conditions and no table.
 */
#include "unit.h"

#include "history.h"

#include "history/state.h"

#include <string.h>

#define HISTORIES 3000
#define DAYS 70
#define APPLICATIONS 3
#define EVENTS_MAX 60
#define PROCESSES 40

struct model_application {
	const char *kind;
	enum {
		FILED,
		RECEIVED,
		ACCEPTED,
		EXAMINED,
		DONE,
		FAILED
	} stage;
	enum {
		UNASKED,
		ASKED,
		ANSWERED
	} inquiry;
	int received_on, failed_on;
};

enum {
	CLOSED,
	NOTICED, /* of a re-audit: called for */
	REPLIED, /* demanded */
	HEARD,   /* submitted */
	FELL     /* a re-audit that failed, and is public up to the removal */
};

struct model_process {
	int stage;
	const struct event *demand;
};

/* Days are counted from the first; -1: never. */
struct model {
	struct model_application applications[APPLICATIONS];
	bool listed, ever_listed, may_reapply, expired_unrecorded;
	int removal_ground, removed_on;
	int in_force; /* application, or -1 */
	int expires_on, decided_on;
	GPtrArray *suspensions[2];
	struct model_process monitorings[PROCESSES], reaudits[PROCESSES];
	int monitoring_count, reaudit_count;
	bool reapplication_asked, reapplication_of_reaudit, withdrawal_filed;
	int objections;
	const struct event *annulled; /* the last registration */
};

static const struct date first_day = { 2026, 1, 1 };

static int
day_number(struct date date)
{
	return date_days_between(first_day, date);
}

static int
application_of(const struct service *service, const struct event *event)
{
	const char *id = event->decision == NULL ? event->application.value
	                 : event->decision->target_application != NULL
	                         ? event->decision->target_application->id.value
	                         : NULL;
	guint i;

	if (id == NULL)
		return -1;
	for (i = 0; i < service->applications->len; i++)
		if (strcmp(((struct application *)service->applications->pdata[i])->id.value, id) ==
		    0)
			return (int)i;
	return -1;
}

static bool
is_pending_renewal(const struct model *model, const struct model_application *a)
{
	return strcmp(a->kind, "renewal") == 0 && a->stage >= RECEIVED && a->stage <= EXAMINED &&
	       a->received_on <= model->expires_on;
}

static bool
has_pending_renewal(const struct model *model)
{
	for (int i = 0; i < APPLICATIONS; i++)
		if (is_pending_renewal(model, &model->applications[i]))
			return true;
	return false;
}

static bool
failed_in_time(const struct model *model, const struct model_application *a)
{
	return strcmp(a->kind, "renewal") == 0 && a->stage == FAILED && a->received_on >= 0 &&
	       a->received_on <= model->expires_on;
}

/* The last day of validity when no renewal is pending. */
static int
last_valid_day(const struct model *model)
{
	int last = MAX(model->expires_on, model->decided_on);

	for (int i = 0; i < APPLICATIONS; i++)
		if (failed_in_time(model, &model->applications[i]))
			last = MAX(last, model->applications[i].failed_on);
	return last;
}

/* 8.1 where a renewal was asked for in time since the last decision, else 14.2(1). */
static int
ground_of_end(const struct model *model)
{
	for (int i = 0; i < APPLICATIONS; i++)
		if (failed_in_time(model, &model->applications[i]) &&
		    model->applications[i].failed_on > model->decided_on)
			return REMOVAL_NOT_RENEWED;
	return REMOVAL_UNRENEWED;
}

static void
leave_list(struct model *model, int ground, int on)
{
	model->listed = false;
	model->removal_ground = ground;
	model->removed_on = on;
	model->may_reapply = ground >= 3 && ground <= 5;
	model->expired_unrecorded = false;
	g_ptr_array_set_size(model->suspensions[0], 0);
	g_ptr_array_set_size(model->suspensions[1], 0);
	model->monitoring_count = model->reaudit_count = 0;
	model->reapplication_asked = model->withdrawal_filed = false;
}

static bool
may_receive(const struct model *model, const struct model_application *a)
{
	if (a->stage != FILED)
		return false;
	if (strcmp(a->kind, "renewal") == 0)
		return model->listed;
	if (strcmp(a->kind, "reapplication") == 0)
		return model->reapplication_asked || (!model->listed && model->may_reapply);
	return !model->listed;
}

static bool
close_application(struct model_application *a, bool allowed, int on)
{
	if (!allowed)
		return false;
	a->stage = FAILED;
	a->failed_on = on;
	return true;
}

/* Steps of an application; false: not allowed. */
static bool
step_application(struct model *model, struct model_application *a, const struct event *event,
                 int on)
{
	bool open = a->stage >= RECEIVED && a->stage <= EXAMINED;

	switch (event->kind) {
	case EVENT_RECEIPT:
		if (!may_receive(model, a))
			return false;
		a->stage = RECEIVED;
		a->received_on = on;
		return true;
	case EVENT_INQUIRY:
		if (a->stage != RECEIVED && a->stage != ACCEPTED)
			return false;
		a->inquiry = ASKED;
		return true;
	case EVENT_ANSWER:
		if ((a->stage != RECEIVED && a->stage != ACCEPTED) || a->inquiry == UNASKED)
			return false;
		a->inquiry = ANSWERED;
		return true;
	case EVENT_ACCEPTANCE:
		if (a->stage != RECEIVED)
			return false;
		a->stage = ACCEPTED;
		return true;
	case EVENT_NON_ACCEPTANCE:
		return close_application(a, a->stage == RECEIVED, on);
	case EVENT_APPLICATION_WITHDRAWAL:
		return close_application(a, open, on);
	default:
		if (a->stage != ACCEPTED)
			return false;
		a->stage = EXAMINED;
		return true;
	}
}

static bool
step_decision(struct model *model, struct model_application *a, const struct event *event,
              int index, int on)
{
	if (a->stage != ACCEPTED && a->stage != EXAMINED)
		return false;
	if (event->kind == EVENT_REFUSE)
		return close_application(a, true, on);
	if (model->listed != (event->kind == EVENT_RENEW))
		return false;
	a->stage = DONE;
	model->listed = model->ever_listed = true;
	model->decided_on = on;
	if (event->kind == EVENT_REGISTER)
		model->annulled = NULL;
	model->expired_unrecorded = false;
	model->removal_ground = 0;
	model->in_force = index;
	model->expires_on = day_number(event->decision->expires_on.on);
	return true;
}

static bool
step_removal(struct model *model, int ground, int on)
{
	if (ground == 1) {
		bool recorded = model->expired_unrecorded;

		model->expired_unrecorded = false;
		return recorded;
	}
	if (!model->listed || (ground == 2 && !model->withdrawal_filed) ||
	    (ground == 3 && !model->reapplication_asked))
		return false;
	leave_list(model, ground, on);
	return true;
}

static bool
step_suspension(struct model *model, const struct event *event)
{
	GPtrArray *open = model->suspensions[strcmp(event->ground.value, "9.3") != 0];

	if (event->kind == EVENT_LIFTING) {
		if (open->len == 0)
			return false;
		g_ptr_array_remove_index(open, 0);
		return true;
	}
	if (model->listed)
		g_ptr_array_add(open, (gpointer)event);
	return model->listed;
}

/* The first process in a stage from `low` to `high`. */
static struct model_process *
first_in(struct model_process *processes, int count, int low, int high)
{
	for (int i = 0; i < count; i++)
		if (processes[i].stage >= low && processes[i].stage <= high)
			return &processes[i];
	return NULL;
}

static bool
set_stage(struct model_process *process, int stage)
{
	if (process != NULL)
		process->stage = stage;
	return process != NULL;
}

static bool
step_monitoring(struct model *model, const struct event *event)
{
	bool confirmed = g_strcmp0(event->result.value, "confirmed") == 0;
	struct model_process *all = model->monitorings;
	int count = model->monitoring_count;

	switch (event->kind) {
	case EVENT_MONITORING:
		if (model->listed)
			all[model->monitoring_count++].stage = NOTICED;
		return model->listed;
	case EVENT_MONITORING_ANSWER:
		return set_stage(first_in(all, count, NOTICED, HEARD), REPLIED);
	case EVENT_HEARING:
		return set_stage(first_in(all, count, REPLIED, HEARD), HEARD);
	default:
		if (!set_stage(first_in(all, count, confirmed ? REPLIED : NOTICED, HEARD), CLOSED))
			return false;
		if (!confirmed && g_strcmp0(event->remedy.value, "reaudit") == 0)
			model->reaudits[model->reaudit_count++].stage = NOTICED;
		else if (!confirmed && g_strcmp0(event->remedy.value, "reapplication") == 0) {
			if (!model->reapplication_asked)
				model->reapplication_of_reaudit = false;
			model->reapplication_asked = true;
		}
		return true;
	}
}

static bool
step_reaudit(struct model *model, const struct event *event)
{
	bool confirmed = g_strcmp0(event->result.value, "confirmed") == 0;
	struct model_process *all = model->reaudits, *one;
	int count = model->reaudit_count;

	switch (event->kind) {
	case EVENT_REAUDIT_DEMAND:
		one = first_in(all, count, NOTICED, NOTICED);
		if (one != NULL)
			one->demand = event;
		return set_stage(one, REPLIED);
	case EVENT_REAUDIT_SUBMISSION:
		return set_stage(first_in(all, count, REPLIED, FELL), HEARD);
	default:
		one = first_in(all, count, confirmed ? HEARD : REPLIED, HEARD);
		if (!set_stage(one, confirmed ? CLOSED : FELL))
			return false;
		if (confirmed && model->reapplication_of_reaudit)
			model->reapplication_asked = false;
		if (!confirmed && !model->reapplication_asked)
			model->reapplication_of_reaudit = true;
		model->reapplication_asked |= !confirmed;
		return true;
	}
}

static bool
step_filing(struct model *model, const struct event *event)
{
	switch (event->kind) {
	case EVENT_OBJECTION:
		model->objections++;
		return true;
	case EVENT_OBJECTION_REPLY:
		return model->objections > 0 && model->objections-- > 0;
	default:
		if (event->kind == EVENT_WITHDRAWAL && model->listed)
			model->withdrawal_filed = true;
		return model->listed;
	}
}

static bool
step_other(struct model *model, const struct event *event)
{
	if (event->kind != EVENT_WITHDRAWAL_RETRACTION)
		return true;
	if (!model->withdrawal_filed)
		return false;
	model->withdrawal_filed = false;
	return true;
}

static bool
step(struct model *model, const struct service *service, const struct event *event)
{
	int index = application_of(service, event);
	int on = day_number(event->on.on);

	if (event->kind <= EVENT_EXAMINATION)
		return step_application(model, &model->applications[index], event, on);
	if (event->kind <= EVENT_LIFTING)
		return step_suspension(model, event);
	if (event->kind <= EVENT_MONITORING_RESULT)
		return step_monitoring(model, event);
	if (event->kind <= EVENT_REAUDIT_RESULT)
		return step_reaudit(model, event);
	if (event->kind <= EVENT_PARTY || event->kind == EVENT_ANNUL)
		return step_other(model, event);
	if (event->kind <= EVENT_OBJECTION_REPLY)
		return step_filing(model, event);
	if (event->kind == EVENT_REMOVE)
		return step_removal(model, atoi(event->decision->ground.value), on);
	return step_decision(model, &model->applications[index], event, index, on);
}

static void
receive_anyway(struct model *model, const struct service *service, const struct event *event)
{
	struct model_application *a;

	if (event->kind != EVENT_RECEIPT)
		return;
	a = &model->applications[application_of(service, event)];
	if (a->stage != FILED)
		return;
	a->stage = RECEIVED;
	a->received_on = day_number(event->on.on);
}

/* Of a day: questions and answers, then acceptance and report, then what decides. */
static int
turn_of(const struct event *event)
{
	if (event->kind >= EVENT_REGISTER || event->kind == EVENT_MONITORING_RESULT ||
	    event->kind == EVENT_REAUDIT_RESULT)
		return 2;
	return event->kind == EVENT_ACCEPTANCE || event->kind == EVENT_EXAMINATION ? 1 : 0;
}

/* Whether a decision known by `last` annuls the event. */
static bool
is_annulled(const struct event *event, int last)
{
	return event->annulled_by != NULL &&
	       day_number(event->annulled_by->meeting->held_on.on) <= last &&
	       (!date_is_set(event->annulled_by->from_on.on) ||
	        day_number(event->annulled_by->from_on.on) <= last);
}

static bool
move_some(struct model *model, const struct service *service, const struct event **waiting,
          size_t count, int turn)
{
	bool moved = false;

	for (size_t i = 0; i < count; i++)
		if (waiting[i] != NULL && turn_of(waiting[i]) == turn &&
		    step(model, service, waiting[i])) {
			waiting[i] = NULL;
			moved = true;
		}
	return moved;
}

/* Whether a registration finds the service on the list, be it that what had ended a former one
 * was annulled since. */
static bool
finds_listed(const struct model *model, const struct service *service, const struct event *event)
{
	int application = application_of(service, event);

	return event->kind == EVENT_REGISTER && model->listed && application >= 0 &&
	       (model->applications[application].stage == ACCEPTED ||
	        model->applications[application].stage == EXAMINED);
}

/* The events of a day: what opens before what closes, and those that cannot be yet once
 * more after the others. */
static void
live_day(struct model *model, const struct service *service, int today, int last,
         GPtrArray *refused)
{
	const struct event *waiting[EVENTS_MAX];
	struct date date = date_add_days(first_day, today);
	size_t count = 0;

	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (date_compare(event->on.on, date) != 0)
			continue;
		if (!is_annulled(event, last))
			waiting[count++] = event;
		else if (event->kind == EVENT_REGISTER && !model->listed)
			model->annulled = event;
	}
	while (move_some(model, service, waiting, count, 0) ||
	       move_some(model, service, waiting, count, 1) ||
	       move_some(model, service, waiting, count, 2))
		continue;
	for (size_t i = 0; i < count; i++)
		if (waiting[i] != NULL && !step(model, service, waiting[i])) {
			if (today == last || (finds_listed(model, service, waiting[i]) &&
			                      !g_ptr_array_find(refused, waiting[i], NULL)))
				g_ptr_array_add(refused, (gpointer)waiting[i]);
			receive_anyway(model, service, waiting[i]);
		}
}

/* As is known at the end of the day `last`; what is refused on that day. */
static void
live(struct model *model, const struct service *service, int last, GPtrArray *refused)
{
	GPtrArray *suspensions[2] = { model->suspensions[0], model->suspensions[1] };

	memset(model, 0, sizeof(*model));
	memcpy(model->suspensions, suspensions, sizeof(suspensions));
	g_ptr_array_set_size(suspensions[0], 0);
	g_ptr_array_set_size(suspensions[1], 0);
	model->in_force = -1;
	for (guint i = 0; i < APPLICATIONS; i++) {
		const struct application *application = service->applications->pdata[i];

		model->applications[i].kind = application->kind.value;
		model->applications[i].received_on = model->applications[i].failed_on = -1;
	}
	for (int today = 0; today <= last; today++) {
		if (model->listed && !has_pending_renewal(model) && today > last_valid_day(model)) {
			leave_list(model, ground_of_end(model), last_valid_day(model) + 1);
			model->expired_unrecorded = true;
		}
		live_day(model, service, today, last, refused);
	}
}

static const char *
choose(GRand *rand, const char *const *words, int count)
{
	return words[g_rand_int_range(rand, 0, count)];
}

static void
add_random_decision(struct history *history, GRand *rand, enum event_kind kind, struct date on)
{
	static const char *const grounds[] = { "1", "2", "3", "4", "5" };
	guint number =
		kind == EVENT_REMOVE ? 0 : (guint)g_rand_int_range(rand, 1, APPLICATIONS + 1);
	struct decision *decision = history_decide(history, kind, on, number);

	decision->number.value = "C26-0001-1";
	decision->expires_on.on = date_add_days(on, g_rand_int_range(rand, 0, 25));
	if (kind == EVENT_REMOVE)
		decision->ground.value = choose(rand, grounds, 5);
}

/* Annuls one of the acts that there are, from its day on or later. */
static void
annul_something(struct history *history, GRand *rand)
{
	const GPtrArray *timeline = history->service.timeline;
	struct event *act =
		timeline->len > 0 ? timeline->pdata[g_rand_int_range(rand, 0, (gint)timeline->len)]
				  : NULL;
	struct decision *annulment;
	int from;

	if (act == NULL || act->annulled_by != NULL ||
	    (act->kind != EVENT_REGISTER && act->kind != EVENT_RENEW && act->kind != EVENT_REFUSE &&
	     act->kind != EVENT_REMOVE && act->kind != EVENT_SUSPENSION &&
	     act->kind != EVENT_NON_ACCEPTANCE))
		return;
	from = day_number(act->on.on);
	annulment = history_decide(
		history, EVENT_ANNUL,
		date_add_days(act->on.on, g_rand_int_range(rand, 0, DAYS - from)), 0);
	annulment->target_event = act;
	act->annulled_by = annulment;
	if (g_rand_int_range(rand, 0, 2) == 0)
		annulment->from_on.on =
			date_add_days(first_day, g_rand_int_range(rand, from, DAYS));
}

static void
add_random_event(struct history *history, GRand *rand, int day_from)
{
	static const char *const grounds[] = { "9.3", "10.3" };
	static const char *const results[] = { "confirmed", "not-confirmed" };
	static const char *const remedies[] = { "reaudit", "reapplication", NULL };
	enum event_kind kind = (enum event_kind)g_rand_int_range(rand, 0, EVENT_ANNUL + 1);
	struct date on = date_add_days(first_day, g_rand_int_range(rand, day_from, DAYS));
	struct event *event;

	if (kind == EVENT_ANNUL || kind == EVENT_PARTY || kind == EVENT_LISTING_CORRECTION ||
	    kind == EVENT_CARRIED_OVER) {
		annul_something(history, rand);
		return;
	}
	if (kind >= EVENT_REGISTER) {
		add_random_decision(history, rand, kind, on);
		return;
	}
	event = history_add(history, kind, on);
	if (kind <= EVENT_EXAMINATION) {
		const struct application *application =
			history->service.applications
				->pdata[g_rand_int_range(rand, 0, APPLICATIONS)];

		event->application.value = application->id.value;
	}
	event->ground.value = choose(rand, grounds, 2);
	event->result.value = choose(rand, results, 2);
	event->remedy.value = choose(rand, remedies, 3);
}

/* Most begin with a registration, so that something can happen to it; many
 * go on with a chain that is right but for what comes in between. */
static struct history *
random_history(GRand *rand)
{
	static const char *const kinds[] = { "renewal", "renewal", "reapplication", "new" };
	static const enum event_kind chain[] = {
		EVENT_MONITORING,     EVENT_MONITORING_ANSWER,  EVENT_MONITORING_RESULT,
		EVENT_REAUDIT_DEMAND, EVENT_REAUDIT_SUBMISSION, EVENT_REAUDIT_RESULT,
	};
	struct history *history = history_new();
	bool begun = g_rand_int_range(rand, 0, 8) > 0;
	int count = g_rand_int_range(rand, 1, 20);

	history_apply(history, "new");
	for (int i = 1; i < APPLICATIONS; i++)
		history_apply(history, choose(rand, kinds, 4));
	if (begun) {
		history_process(history, "2026-01-02", 1);
		history_register(history, "2026-01-05", 1, "2026-02-10")->expires_on.on =
			date_add_days(first_day, g_rand_int_range(rand, 10, 60));
	}
	if (begun && g_rand_int_range(rand, 0, 2) == 0) {
		history_step(history, EVENT_RECEIPT, "2026-01-15", 2);
		history_step(history, EVENT_ACCEPTANCE, "2026-01-16", 2);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(chain) && g_rand_int_range(rand, 0, 4) > 0; i++) {
		struct event *event =
			history_add(history, chain[i], date_add_days(first_day, 6 + 2 * (int)i));

		event->result.value = "not-confirmed";
		event->remedy.value = "reaudit";
	}
	for (int i = 0; i < count; i++)
		add_random_event(history, rand, begun ? 5 : 0);
	return history;
}

static const struct event *
first_of(const GPtrArray *events)
{
	return events->len > 0 ? events->pdata[0] : NULL;
}

/* No state is without its clause. */
static void
assert_clauses(const struct status *status)
{
	struct state_since states[STATES];
	size_t count = status_states(status, states);

	assert_in_range(count, 1, STATES);
	for (size_t i = 0; i < count; i++)
		assert_true(state_terms[states[i].state].clause != NULL ||
		            states[i].state == STATE_WITHDRAWN);
	if (status->removal_ground != REMOVAL_NONE)
		assert_non_null(removal_terms[status->removal_ground].clause);
}

static void
assert_same(const struct history *history, const struct model *model, int last)
{
	const struct model_process *reaudit = first_in((struct model_process *)model->reaudits,
	                                               model->reaudit_count, REPLIED, FELL);
	struct status status;

	status_compute(&history->service, date_add_days(first_day, last), &status);
	assert_int_equal(status.listed, model->listed);
	assert_int_equal(status.number != NULL, model->ever_listed || model->annulled != NULL);
	assert_clauses(&status);
	if (!model->listed && model->annulled != NULL) {
		assert_int_equal(status.removal_ground, REMOVAL_ANNULLED);
		assert_ptr_equal(status.registered, model->annulled);
		return;
	}
	assert_int_equal(status.removal_ground, model->removal_ground);
	if (model->removal_ground != 0)
		assert_int_equal(day_number(status.removed_on), model->removed_on);
	if (model->ever_listed)
		assert_ptr_equal(status.application,
		                 history->service.applications->pdata[model->in_force]);
	assert_ptr_equal(status.suspension[SUSPENSION_INCIDENT], first_of(model->suspensions[0]));
	assert_ptr_equal(status.suspension[SUSPENSION_CHANGE], first_of(model->suspensions[1]));
	assert_ptr_equal(status.reaudit, reaudit != NULL ? reaudit->demand : NULL);
	if (model->listed) {
		assert_int_equal(day_number(status.expires_on), model->expires_on);
		assert_int_equal(status.continued,
		                 last > model->expires_on && has_pending_renewal(model));
		assert_int_equal(status.pending_renewal != NULL, has_pending_renewal(model));
	}
	/* No entry is both in the list and out of it, and none is valid for nothing. */
	assert_false(status.listed && status.removal_ground != 0);
	assert_false(status.continued && !status.listed);
	assert_false(status.stage != STAGE_FILED && status.number != NULL);
}

static void
collect(void *context, const struct timeline *timeline, const struct event *event,
        enum timeline_fault fault)
{
	(void)timeline;
	assert_int_not_equal(fault, FAULT_NONE);
	/* It is told again after each annulment. */
	if (fault != FAULT_REGISTER_LISTED || !g_ptr_array_find(context, event, NULL))
		g_ptr_array_add(context, (gpointer)event);
}

/* The faults of all events, in order. */
static void
assert_same_faults(const struct history *history, const GPtrArray *refused)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new();
	struct timeline timeline;

	timeline_fold(&timeline, &history->service, (struct date){ 0 }, collect, faults);
	timeline_clear(&timeline);
	assert_int_equal(faults->len, refused->len);
	for (guint i = 0; i < faults->len; i++)
		assert_ptr_equal(faults->pdata[i], refused->pdata[i]);
}

static void
agrees_with_the_model(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20221101);
	unsigned listed = 0, continued = 0, reaudits = 0, both = 0,
		 grounds[REMOVAL_GROUNDS] = { 0 };
	unsigned annulled = 0;
	struct model model = { .suspensions = { g_ptr_array_new(), g_ptr_array_new() } };

	(void)state;
	for (int i = 0; i < HISTORIES; i++) {
		AUTO(history) history = random_history(rand);
		g_autoptr(GPtrArray) refused = g_ptr_array_new();

		for (int last = 0; last <= DAYS; last++) {
			live(&model, &history->service, last, refused);
			if (last % 3 != 0)
				continue;
			assert_same(history, &model, last);
			listed += model.listed;
			continued += model.listed && last > model.expires_on;
			reaudits += model.reaudit_count > 0;
			annulled += model.annulled != NULL;
			both += model.suspensions[0]->len > 0 && model.suspensions[1]->len > 0;
			grounds[model.removal_ground]++;
		}
		assert_same_faults(history, refused);
	}
	/* The histories reach what they are about. */
	assert_true(listed > 1000 && continued > 100 && reaudits > 100 && both > 50);
	assert_true(annulled > 100);
	for (int ground = 1; ground <= REMOVAL_NOT_RENEWED; ground++)
		assert_true(grounds[ground] > 15);
	g_ptr_array_unref(model.suspensions[0]);
	g_ptr_array_unref(model.suspensions[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
