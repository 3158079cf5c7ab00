/*
 * What letters and forms are set with: their templates and the fonts.
 */
#ifndef COMMAND_WORKSHOP_H
#define COMMAND_WORKSHOP_H

#include "command/command.h"

#include "letter/typeset.h"

struct workshop {
	struct template_set *templates;
	struct fonts *fonts;
};

/* Opens what the request names; the templates are checked against the names
 * that they may use. False with `error`; workshop_clear() is due all the same. */
bool workshop_open(struct workshop *workshop, const struct request *request, GError **error);
void workshop_clear(struct workshop *workshop);

/* The same with the registry, for those who set; all borrowed. */
struct typesetting workshop_typesetting(const struct workshop *workshop,
                                        const struct registry *registry);

#endif
