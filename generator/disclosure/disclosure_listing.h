/*
 * The items of 7.5 out of an application and out of forms 9: the half of the
 * disclosure that reads what an applicant wrote.
 */
#ifndef SITE_DISCLOSURE_LISTING_H
#define SITE_DISCLOSURE_LISTING_H

#include "disclosure/disclosure.h"
#include "disclosure/objectives.h"
#include "registry/registry.h"

/* All that is public of an application that was decided on. */
struct listing listing_disclose(struct objectives *objectives, const struct service *service,
                                const struct application *application, struct pool *pool);

/*
 * Carries out the changes of a form 9 on the listing and appends each as
 * struct disclosed_change. What the list holds as structure, the scope and the
 * control objectives, stays until the next renewal, and the form's words stand
 * beside it as an amendment.
 */
void listing_apply_form(struct listing *listing, const struct service *service,
                        const struct form *form, struct pool *pool, GPtrArray *changes);

#endif
