/*
 * The state machine of a service: what may follow what.
 *
 * A service is several small machines at once: one for each application and
 * its inquiry, one for its entry in the list, one for each ground of
 * suspension, and so on. One table in timeline.c says which event moves which
 * machine from where to where; status.c asks where they stand, and the rules
 * report each event that was not allowed.
 */
#pragma once

#include "history/state.h"
#include "registry/registry.h"

enum application_stage {
	STAGE_FILED,        /* not received yet */
	STAGE_RECEIVED,     /* 5.2 */
	STAGE_ACCEPTED,     /* 5.1 */
	STAGE_EXAMINED,     /* 6.1 */
	STAGE_REGISTERED,   /* 7.1, 7.2 */
	STAGE_REFUSED,      /* 7.4 */
	STAGE_NOT_ACCEPTED, /* 5.6 */
	STAGE_WITHDRAWN,
};

enum inquiry_stage {
	INQUIRY_NONE,
	INQUIRY_OPEN,     /* 5.4 */
	INQUIRY_ANSWERED, /* 5.5 */
};

enum entry_stage {
	ENTRY_NONE,
	ENTRY_LISTED,
	ENTRY_EXPIRED, /* removed by itself, 14.2(1) */
	ENTRY_REMOVED, /* by decision, without form 13: 14.2(1), (2) */
	ENTRY_REAPPLY, /* by decision, with form 13: 14.2(3) to (5) */
};

enum monitoring_stage {
	MONITORING_NONE,
	MONITORING_NOTIFIED, /* 11.2(1) */
	MONITORING_ANSWERED, /* 11.2(2) */
	MONITORING_HEARD,    /* 11.2(3) */
};

enum reaudit_stage {
	REAUDIT_NONE,
	REAUDIT_CALLED,    /* the result says so, 11.2(5)(ア) */
	REAUDIT_DEMANDED,  /* 12.1 */
	REAUDIT_SUBMITTED, /* 12.2 */
	REAUDIT_FAILED,    /* 12.4; goes on to the removal (12.5) */
};

enum machine {
	MACHINE_APPLICATION,   /* enum application_stage; one for each application */
	MACHINE_INQUIRY,       /* enum inquiry_stage; one for each application */
	MACHINE_ENTRY,         /* enum entry_stage */
	MACHINE_INCIDENT,      /* 0 or 1: suspended by 9.3 */
	MACHINE_CHANGE,        /* 0 or 1: suspended by 10.3 */
	MACHINE_MONITORING,    /* enum monitoring_stage; one for each monitoring */
	MACHINE_REAUDIT,       /* enum reaudit_stage; one for each re-audit */
	MACHINE_REAPPLICATION, /* 0 or 1: asked for by 11.2(5)(イ) or 12.4 */
	MACHINE_WITHDRAWAL,    /* 0 or 1: form 12 is in */
	MACHINE_EXPLANATION,   /* 0 or 1: 弁明 was asked for, 11.2(5) */
	MACHINES,
};

/* Why an event is not allowed; each is a rule of its own. */
enum timeline_fault {
	FAULT_NONE,
	FAULT_APPLICATION_UNKNOWN, /* reported by the loader, no rule */
	FAULT_RECEIPT_AGAIN,
	FAULT_RENEWAL_WITHOUT_ENTRY,
	FAULT_NEW_WHILE_LISTED,
	FAULT_REAPPLICATION_UNASKED,
	FAULT_INQUIRY,
	FAULT_ANSWER,
	FAULT_ACCEPTANCE,
	FAULT_NON_ACCEPTANCE,
	FAULT_APPLICATION_WITHDRAWAL,
	FAULT_EXAMINATION,
	FAULT_DECISION,
	FAULT_REGISTER_LISTED,
	FAULT_RENEW_UNLISTED,
	FAULT_INCIDENT_UNLISTED,
	FAULT_CHANGE_UNLISTED,
	FAULT_LISTING_CHANGE_UNLISTED,
	FAULT_SUSPENSION_UNLISTED_INCIDENT,
	FAULT_SUSPENSION_UNLISTED_CHANGE,
	FAULT_LIFTING_INCIDENT,
	FAULT_LIFTING_CHANGE,
	FAULT_MONITORING_UNLISTED,
	FAULT_MONITORING_ANSWER,
	FAULT_HEARING,
	FAULT_MONITORING_RESULT,
	FAULT_REAUDIT_DEMAND,
	FAULT_REAUDIT_SUBMISSION,
	FAULT_REAUDIT_RESULT,
	FAULT_WITHDRAWAL_UNLISTED,
	FAULT_REMOVAL_UNLISTED,
	FAULT_REMOVAL_BEFORE_EXPIRY,
	FAULT_REMOVAL_WITHOUT_WITHDRAWAL,
	FAULT_REMOVAL_WITHOUT_REQUEST,
	FAULT_OBJECTION_REPLY,
	FAULT_RETRACTION,
	FAULT_ANNULMENT,
	FAULT_CORRECTION,
	FAULT_PUT_OFF,
	FAULTS,
};

/* Where one application stands. Unset dates: it has not happened. */
struct application_state {
	const struct application *application;
	int stage;   /* enum application_stage */
	int inquiry; /* enum inquiry_stage */
	const struct event *received, *answered;
	const struct event *inquired;  /* the oldest inquiry without an answer, or the last */
	bool unanswered;               /* an inquiry is */
	const struct event *responded; /* the first inquiry, acceptance or non-acceptance */
	const struct event *accepted, *examined;
	const struct event *closed; /* decided, not accepted or withdrawn */
};

/* A monitoring or a re-audit; several may run side by side. */
struct process {
	const struct event *begun; /* the notice; the demand or, before it, the result */
	int stage;                 /* enum monitoring_stage or reaudit_stage */
};

/* Where everything stands after the events of a day. Borrows the service. */
struct timeline {
	const struct service *service;
	struct date day;      /* the last that was looked at */
	struct date known_on; /* annulments and corrections up to this day are in force */
	int stages[MACHINES];
	struct application_state *applications; /* as in service->applications */
	guint application_count;
	const struct event *registered; /* the registration in force, or the last */
	const struct event *decided;    /* it, or its last renewal */
	const struct event *annulled;   /* the last registration, where it was annulled */
	GPtrArray *suspensions[2];      /* struct event *: not lifted, by ground */
	GArray *processes[2];           /* struct process: monitorings, re-audits */
	const struct event *requested;  /* the result that asks for a re-application */
	const struct event *withdrawn;  /* form 12 */
	GPtrArray *objections;          /* struct event *: without a reply, oldest first */
	int removal_ground;             /* enum removal_ground */
	struct date removed_on;
	int former_ground; /* of the registration before this one: enum removal_ground */
	struct date former_removed_on;
	const struct event *refused; /* the last refusal */
};

/* Called for each event that is not allowed, where the machines stand. */
typedef void timeline_report(void *context, const struct timeline *timeline,
                             const struct event *event, enum timeline_fault fault);

/*
 * An act that a decision annulled counts until the day of that decision (or the
 * later day that it names), and a correction from its day on: what was known on a
 * day is what stood then.
 *
 * Lets all events up to the end of `as_of` happen, in order; unset: all there
 * are, without looking beyond the last one. An event that is not allowed is
 * reported (`report` may be NULL) and passed over, but for a receipt: its
 * application counts as received. Events of one day have no order among them but
 * that what closes comes last: one that is not allowed yet is tried again after the
 * others of its day.
 */
void timeline_fold(struct timeline *timeline, const struct service *service, struct date as_of,
                   timeline_report *report, void *context);
void timeline_clear(struct timeline *timeline);

/* Where an application of the service stands; NULL: it is not of the service. */
const struct application_state *timeline_find(const struct timeline *timeline,
                                              const struct application *application);

/* 8.1: the renewal application that keeps the entry valid past its expiry:
 * received by the expiry and undecided. NULL: none. */
const struct application *timeline_pending_renewal(const struct timeline *timeline);

/* The last day on which the entry is valid as far as is known: the expiry, or
 * the later day on which a renewal received in time was closed without one. */
struct date timeline_valid_through(const struct timeline *timeline);

/* Whether nothing is owed on an open application any more: a renewal of an entry that
 * has left the list. */
bool timeline_is_moot(const struct timeline *timeline, const struct application_state *state);

/* What a decision says with the corrections that are in force. */
struct decision timeline_decision(const struct timeline *timeline, const struct decision *decision);
struct decision decision_corrected(const struct decision *decision, struct date known_on);

/* The first monitoring or re-audit in one of the stages, 1 << stage or-ed; or NULL. */
const struct process *timeline_process(const struct timeline *timeline, enum machine machine,
                                       unsigned stages);

/* The day from which an act is undone by the decision that annuls (or corrects) it. */
struct date decision_revises_on(const struct decision *revision);

/* Whether an act is undone by the end of a day. */
bool event_is_annulled(const struct event *event, struct date by);

/* Whether a form 15 answers a form 14: the one of the day, act and day of the act that it
 * states. */
bool event_answers(const struct event *reply, const struct event *objection);

/* The application that an event is about, or NULL. */
const struct application *event_application(const struct service *service,
                                            const struct event *event);
