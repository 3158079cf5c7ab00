/*
 * What is public, and nothing else.
 *
 * Pages, CSV, JSON and feeds see struct disclosure only, never a registration
 * or a form. Public are the twelve items of 7.5, the statuses of 8.1, 9.5, 10.5
 * and 12.5, and the history of both: the table of item.h says which fields are
 * copied, and what is not named there does not come out.
 */
#pragma once

#include "base/auto.h"
#include "base/date.h"
#include "base/finding.h"
#include "disclosure/pool.h"
#include "history/state.h"

#include <string.h>

struct registry;

struct disclosed_region {
	const char *name;
	const char *country;                  /* ISO 3166-1; NULL: not said */
	const char *prefecture;               /* JIS X 0401; NULL: not said */
	const char *territory, *territory_en; /* what the code is called; NULL: no code */
};

struct disclosed_entry {
	const char *name;
	const char *note;   /* NULL: none */
	GPtrArray *regions; /* const char *: of the scope's; NULL or empty: all of them */
};

/* The objectives of one domain of the criteria. */
struct disclosed_domain {
	const char *number;
	const char *name;
	const char *group; /* its code: governance, management or control, or as the edition says */
	const char *group_names[2]; /* by enum language */
	unsigned total;             /* objectives that the criteria have */
	GPtrArray *implemented;     /* const char *: identifiers, in order */
};

struct disclosed_exclusion {
	const char *objective;
	const char *reason;
};

/* The twelve items of 7.5 as they read on one day; (4) and (5) stand in
 * struct disclosure. All text is borrowed from the registry or the register. */
struct listing {
	const char *name; /* (1) */
	const char *name_reading;
	const char *url;           /* (2) */
	const char *provider_name; /* (3) */
	const char *provider_reading;
	const char *corporate_number; /* NULL: none */
	const char *address;
	const char *scope_overview;   /* (6) */
	GPtrArray *sub_services;      /* struct disclosed_entry * */
	GPtrArray *outside_services;  /* struct disclosed_entry * */
	GPtrArray *regions;           /* struct disclosed_region * */
	GPtrArray *territories;       /* const char *: codes of the regions, in their order */
	const char *criteria_edition; /* (7) */
	GPtrArray *domains;           /* struct disclosed_domain * */
	GPtrArray *exclusions;        /* struct disclosed_exclusion * */
	unsigned objective_total;
	unsigned objective_implemented;
	struct date audit_first_on; /* (8) */
	struct date audit_last_on;
	const char *subsequent_events;    /* (9) */
	bool improvement_plan;            /* (10) */
	const char *capital_and_officers; /* (11): 3.4(1) to (4) */
	const char *foreign_law_risk;
	const char *governing_law;
	const char *third_party_testing;
	const char *special_notes; /* (12) */
};

/* What the list says of an entry beside the items: STATE_REGISTERED alone, or
 * one and more of STATE_SUSPENDED_INCIDENT to STATE_CONTINUED. */
struct disclosed_status {
	enum state state;
	const char *code, *label, *label_en, *clause; /* of the state */
	struct date since;
};

enum history_kind {
	HISTORY_REGISTRATION,
	HISTORY_CARRIED_OVER, /* from another list, on its day */
	HISTORY_RENEWAL,
	HISTORY_LISTING_CHANGE,
	HISTORY_LISTING_CORRECTION, /* of an item that was published otherwise */
	HISTORY_SUSPENSION_INCIDENT,
	HISTORY_LIFTING_INCIDENT,
	HISTORY_SUSPENSION_CHANGE,
	HISTORY_LIFTING_CHANGE,
	HISTORY_REAUDIT_START,
	HISTORY_REAUDIT_END,
	HISTORY_CORRECTION,   /* of a decision */
	HISTORY_ANNULMENT,    /* of a removal, of a renewal */
	HISTORY_CONTINUATION, /* past the expiry, while a renewal is undecided */
	HISTORY_REMOVAL,      /* only where site.xml publishes removed entries */
	HISTORY_KINDS,
};

/* One item of 7.5 with its former and its new text. */
struct disclosed_change {
	unsigned item;     /* 1 to 12; 0: the number */
	const char *label; /* of the field table */
	const char *label_en;
	const char *before; /* NULL: nothing */
	const char *after;  /* NULL: nothing */
	bool of_list;       /* what went from a list and what came to it */
	struct date on;     /* of a change by form 9; else unset */
};

struct disclosed_event {
	enum history_kind kind;
	const char *code, *label, *label_en, *clause; /* of the kind */
	const char *number, *name, *provider_name;    /* of the service, as it was listed then */
	struct date on;                               /* when it took effect */
	struct date published_on;                     /* when the list changed */
	struct date expires_on;                       /* of a registration or a renewal */
	int ground;                                   /* enum removal_ground, of a removal */
	const char *reason;                           /* of a correction; else NULL */
	bool is_undone;                               /* the act is annulled: it does not count */
	const char *id;     /* unique in its entry: "renewal-2026-11-20" */
	GPtrArray *changes; /* struct disclosed_change *; may be empty */
};

/* Another entry to which one is tied. */
struct disclosed_link {
	const char *number;
	const char *name;    /* NULL: it is not on the list */
	GPtrArray *statuses; /* struct disclosed_status *; empty: it is not on the list */
};

struct disclosed_category {
	const char *id, *name, *name_en;
};

/* 付記: what the body adds beside the items of 7.5; what a version reads like has none. */
struct disclosed_additions {
	const char *english_name, *provider_english_name;    /* NULL: none */
	GPtrArray *aliases, *abbreviations, *service_models; /* const char * */
	GPtrArray *category_ids;                             /* const char * */
	GPtrArray *categories;         /* struct disclosed_category *: of those that site.xml has */
	GPtrArray *base_numbers;       /* const char * */
	GPtrArray *bases, *dependents; /* struct disclosed_link *: what it builds on, and what
	                                * builds on it */
	const char *section, *telephone, *email, *url; /* of the contact; NULL: none */
};

/* One entry of the register. */
struct disclosure {
	guint index;                    /* in the register */
	guint name_rank, provider_rank; /* among all by reading_key(): the same for the same */
	const char *provider_key;       /* in addresses: one of each provider */
	GPtrArray *former_names;        /* const char *: of it and its provider, the oldest first */
	const char *number;
	const char *permalink;     /* the address of its page */
	struct date registered_on; /* (4) */
	struct date renewed_on;    /* unset: never */
	struct date expires_on;    /* (5) */
	struct listing listing;
	struct disclosed_additions additions;
	GPtrArray *statuses; /* struct disclosed_status *; one or more */
	GPtrArray *history;  /* struct disclosed_event *, oldest first */
	bool is_removed;     /* the entry of a removal, as it was last listed */
	struct date since;   /* the day from which it reads so */
	struct date until;   /* of a version: the day on which it left the list; else unset */
	GPtrArray *versions; /* struct disclosure *, oldest first, the last reads as now; they
	                      * have neither history nor versions */
};

/* Whether an event was told under the number that the entry has; what was told under one that
 * is corrected since is told by the removal of that. */
static inline bool
disclosure_tells(const struct disclosure *entry, const struct disclosed_event *event)
{
	return strcmp(event->number, entry->number) == 0;
}

/* A number that has left the register: its page says the first four, and the changes
 * that were public once stay in the log. */
struct disclosed_removal {
	const char *number;
	const char *name;
	struct date removed_on;
	int ground;                     /* enum removal_ground */
	const char *corrected_number;   /* where it was given by mistake; else NULL */
	const struct disclosure *entry; /* as it was last listed; its history has the removal */
};

/* A body as the site names it; texts may be NULL. */
struct disclosed_body {
	const char *name, *office, *section, *address, *telephone, *email;
};

/* The public register on a day. */
struct public_register {
	unsigned schema_version; /* of the data */
	struct date as_of;
	const char *title;
	const char *base_url; /* ends with "/" */
	const char *edition;  /* of the data; NULL: not known yet */
	const char *licence;
	struct date rules_edition;
	bool sample;
	bool publishes_removals;
	bool keeps_past_editions;
	bool publishes_evidence;
	struct disclosed_body committee, operations_body;
	const char *security_contact, *security_policy; /* NULL: none */
	GPtrArray *categories;                          /* struct disclosed_category * */
	GPtrArray *entries;                             /* struct disclosure *, by number */
	GPtrArray *removals;    /* struct disclosed_removal *, by number; empty
	                      * unless site.xml publishes them */
	const char *incomplete; /* the id of a listed service that lacks an item which is
	                         * always listed, a fault of the program where the rules
	                         * found none; NULL: none does */
	struct pool *pool;
};

/* What of `registry` is public on `as_of`, found out by up to `jobs` (1 and up)
 * threads. Borrows from the registry. */
struct public_register *public_register_new(const struct registry *registry, struct date as_of,
                                            unsigned jobs);
void public_register_free(struct public_register *public_register);
DEFINE_AUTO(public_register)
