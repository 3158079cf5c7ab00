/*
 * The rules: what the regulation lets us decide from data.
 *
 * Each chapter's file holds the table of its rules, in order of clause, and
 * their functions; a rule says what it found through its message.
 */
#pragma once

#include "history/timeline.h"
#include "registry/listing_change.h"
#include "registry/registry.h"

struct rule;
struct objective_index;
struct refusers;

/* What a rule looks at: each but RULE_REGISTRY at a service, and at what its scope says. */
struct examination {
	const struct registry *registry;
	struct date as_of;
	struct findings *findings;
	const struct refusers *refusers;          /* removals by 14.2(4) */
	GHashTable *met;                          /* struct deviation *, by a finding */
	const struct objective_index *objectives; /* of the editions of the criteria */
	const struct timeline *whole;             /* of the service, after all its events */
	const struct timeline *now;               /* at the end of `as_of` */
	const GArray *forbidden;                  /* struct forbidden, of the service */
	const struct rule *rule;
	const struct service *service;
	const struct application *application;
	const struct application_state *state;
	const struct event *event; /* of a change, too */
	const struct listing_change *change;
	const struct form *form;
	const struct decision *decision;
};

/* An event that the state machine forbids. */
struct forbidden {
	const struct event *event;
	enum timeline_fault fault;
	struct date cause_on; /* the day that explains why */
};

enum rule_scope {
	RULE_REGISTRY,    /* once */
	RULE_SERVICE,     /* for each service */
	RULE_APPLICATION, /* for each application that may still be, or is, registered */
	RULE_STATE,       /* for each application of a service, where it stands after all */
	RULE_STATE_NOW,   /* the same at the end of `as_of` */
	RULE_EVENT,       /* for each event of a service */
	RULE_CHANGE,      /* for each change of a form 9 */
	RULE_FORM,        /* for each form filed about a service */
	RULE_DECISION,    /* for each decision about a service that exists */
	RULE_ORDER,       /* for each event that the state machine forbids so */
};

/* An application that breaks a rule is no fault of the register before the
 * operations body accepts it, or before the committee registers it: 5.4 and
 * chapter 6 are there to find it. Till then the finding is a warning. */
enum rule_binding {
	BINDING_ALWAYS,
	BINDING_ACCEPTED,   /* what 5.1 lets no application be accepted without; receipts */
	BINDING_REGISTERED, /* what chapter 6 examines */
};

typedef void rule_function(const struct examination *at);

struct rule {
	struct message message;
	struct message pending; /* the same as a warning; id NULL: BINDING_ALWAYS */
	enum rule_binding binding;
	const char *about; /* what it looks at: a path below <application>, or a ground; or NULL */
	bool is_listed;    /* of an application: about items that are listed, and nothing else */
	const char *explain_ja; /* what the clause asks and how it is decided */
	const char *explain_en;
	enum rule_scope scope;
	rule_function *examine;
	enum timeline_fault fault; /* of RULE_ORDER */
};

/* The rule after `rule` in order of clause; NULL gives the first, and the
 * last is followed by NULL. */
const struct rule *rules_next(const struct rule *rule);

/* Tells, once, of what is dated after `as_of`: a year mistyped is silent otherwise. */
void rules_tell_ahead(const struct registry *registry, struct date as_of,
                      struct findings *findings);

/* Runs every rule on everything, by up to `jobs` (1 and up) threads: a rule changes
 * nothing but its findings, which are the same for any number. `findings` are those of the load:
 * a record that is lost without an error among them is an error. */
void rules_examine(const struct registry *registry, struct date as_of, unsigned jobs,
                   struct findings *findings);
