/*
 * Why a run stops, in the language of the user: for faults that are a clerk's
 * to mend, and not the machine's.
 */
#ifndef BASE_REFUSAL_H
#define BASE_REFUSAL_H

#include "base/wording.h"

#include <glib.h>

/* Sets `error` to the sentence, whose arguments close with NULL. FALSE, to be
 * returned. */
gboolean refuse(GError **error, enum language language, struct wording wording,
                ...) G_GNUC_NULL_TERMINATED;

#define REFUSAL_ERROR (refusal_error_quark())
GQuark refusal_error_quark(void);

#endif
