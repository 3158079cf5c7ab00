/*
 * The rules: what the regulation lets us decide from data.
 *
 * One table, in order of clause; each rule lives in the file of its chapter
 * and says what it found through its message.
 */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "base/finding.h"
#include "registry/registry.h"

/* What a rule looks at. */
struct examination {
	const struct registry *registry;
	struct date as_of;
	struct findings *findings;
};

enum rule_scope {
	RULE_REGISTRY,    /* once */
	RULE_SERVICE,     /* for each service */
	RULE_APPLICATION, /* for each application of each service */
	RULE_DECISION,    /* for each decision */
};

struct rule {
	struct message message;
	const char *explain_ja; /* what the clause asks and how it is decided */
	const char *explain_en;
	enum rule_scope scope;
	union {
		void (*registry)(const struct rule *, const struct examination *);
		void (*service)(const struct rule *, const struct examination *,
		                const struct service *);
		void (*application)(const struct rule *, const struct examination *,
		                    const struct service *, const struct application *);
		void (*decision)(const struct rule *, const struct examination *,
		                 const struct decision *);
	} examine;
};

/* All rules, by clause; ends with message.id NULL. */
extern const struct rule rules[];

/* Runs every rule on everything. */
void rules_examine(const struct registry *registry, struct date as_of,
                   struct findings *findings);

#endif
