/*
 * The items of 7.5 out of what is in force: the half of the disclosure that reads
 * what an applicant wrote.
 */
#ifndef SITE_DISCLOSURE_LISTING_H
#define SITE_DISCLOSURE_LISTING_H

#include "disclosure/disclosure.h"
#include "disclosure/objectives.h"
#include "history/in_force.h"
#include "registry/registry.h"

/* All that is public of what is in force. */
struct listing listing_disclose(struct objectives *objectives, const struct service *service,
                                const struct in_force *in_force, struct pool *pool);

#endif
