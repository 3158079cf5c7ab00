/* Control objectives by domain, as statements list them: each list is looked at
 * once, however many applications repeat it. */
#pragma once

#include "disclosure/disclosure.h"
#include "registry/registry.h"

/* What one list says. */
struct disclosed_objectives {
	GPtrArray *domains; /* struct disclosed_domain *, in the order of the criteria */
	unsigned total;
	unsigned implemented;
};

/* The criteria of a registry, made ready. */
struct objectives;

/* What it returns lives in `pool`. */
struct objectives *objectives_new(const struct registry *registry, struct pool *pool);
void objectives_free(struct objectives *objectives);
DEFINE_AUTO(objectives)

/* The implemented objectives of a statement as far as the criteria of its edition
 * know them; without known criteria, no domain. */
const struct disclosed_objectives *objectives_find(struct objectives *objectives,
                                                   const struct control_objectives *stated);
