/* What letters and forms are set with: their templates, the fonts, and the key
 * that signs them. */
#pragma once

#include "command/command.h"

#include "letter/typeset.h"
#include "publish/tree.h"

struct workshop {
	struct template_set *templates;
	struct fonts *fonts;
	struct font_cut *cut;
	struct signer *signer; /* NULL: nothing is signed */
	struct archive_signature signature;
	struct date as_of;
};

/* Opens what the request names; the templates are checked against the names
 * that they may use. False with `error`; workshop_clear() is due all the same. */
bool workshop_open(struct workshop *workshop, const struct request *request, GError **error);

/* Opens the key alone, where the request names one. */
bool workshop_open_key(struct workshop *workshop, const struct request *request, GError **error);

void workshop_clear(struct workshop *workshop);

/* Has the tree's manifest signed, where there is a key; the workshop is borrowed. */
void workshop_sign(const struct workshop *workshop, struct tree *tree);

/* The same with the registry, for those who set; all borrowed. */
struct typesetting workshop_typesetting(const struct workshop *workshop,
                                        const struct registry *registry);
