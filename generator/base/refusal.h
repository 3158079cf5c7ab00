/* Why a run stops: the one domain of our GErrors. Such an error holds a message with its
 * arguments, as a finding does, and is told in the language of the user when it is shown.
 * Its `message` is the English sentence. */
#pragma once

#include "base/finding.h"

/* A message that is written where it is raised: of a failure, or of a fault in a file. */
#define FAILURE(id, ja, en) RAISED(id, FINDING_FAILURE, ja, en)
#define FAULT(id, ja, en) RAISED(id, FINDING_ERROR, ja, en)
#define RAISED(id, level, ja, en)                                                                 \
	(__extension__({                                                                          \
		MESSAGE_LISTED static const struct message raised_ = { id, level, NULL, ja, en }; \
		&raised_;                                                                         \
	}))

/* Sets `error` to the message, whose arguments close with NULL. False, to be returned. */
bool refuse(GError **error, const struct message *message, ...) G_GNUC_NULL_TERMINATED;
#define REFUSE(error, id, ja, en, ...) refuse(error, FAILURE(id, ja, en), __VA_ARGS__)

/* The same for what the system would not do: {0} is `name`, {1} the reason that errno gives
 * in Japanese, {2} in English. False, to be returned. */
bool refuse_errno(GError **error, const struct message *message, const char *name);
#define REFUSE_ERRNO(error, id, ja, en, name) refuse_errno(error, FAILURE(id, ja, en), name)

/* The same for a fault in a file of the user, such as a template: `place` is copied, and
 * the error is shown as a finding is. False, to be returned. */
bool refuse_at(GError **error, struct place place, const struct message *message,
               ...) G_GNUC_NULL_TERMINATED;
#define REFUSE_AT(error, place, id, ja, en, ...) \
	refuse_at(error, place, FAULT(id, ja, en), __VA_ARGS__)

/* The same for what was found, whose place and arguments are copied. */
bool refuse_finding(GError **error, const struct finding *finding);

/* What the error says, a fault of a file where its place has one. Borrowed; NULL where the
 * error is not ours. */
const struct finding *refusal_finding(const GError *error);

/* The sentence in a language. The caller frees. */
char *refusal_text(const GError *error, enum language language);

/* What errno says, in a language. Borrowed until the thread asks again. */
const char *refusal_reason(int number, enum language language);

/* Appends the error as bytes for another process of the same program, and makes it anew
 * from them. */
void refusal_pack(const GError *error, GByteArray *bytes);
GError *refusal_unpack(const guint8 *bytes);

#define REFUSAL_ERROR (refusal_error_quark())
GQuark refusal_error_quark(void);
