/*
 * The public register as data. Nothing of it is kept but a digest of each entry
 * and the edition, which is the SHA-256 of the day and of these: texts are
 * made where they are written, so that a large register takes no more memory.
 */
#pragma once

#include "base/digest.h"
#include "disclosure/disclosure.h"
#include "site/record.h"

struct dataset {
	guint8 (*digests)[DIGEST_SIZE]; /* of the JSON of each entry of the register */
	char *edition;                  /* 64 hexadecimal digits */
};

/* Nothing is known of it before the entries are digested, in any order and by any
 * number of threads, and it is finished: the edition is of the day, of all entries
 * and of those that left the list. */
struct dataset *dataset_new(const struct public_register *public_register);
void dataset_digest_entries(struct dataset *dataset, const struct public_register *public_register,
                            guint first, guint end);
void dataset_finish(struct dataset *dataset, const struct public_register *public_register);
void dataset_free(struct dataset *dataset);
DEFINE_AUTO(dataset)

/* Appends one entry: all that is public of it. */
void dataset_render_entry(const struct disclosure *entry, enum record_format format, GString *out);

/* The day of the list and its edition, as members of what is open. */
void dataset_write_day(const struct dataset *dataset, const struct public_register *public_register,
                       struct record *record);

/* The member "statuses" of an entry. */
void dataset_write_statuses(struct record *record, const struct disclosure *entry);

/* Appends one entry as a document by itself, with what stands around entries. */
void dataset_render_alone(const struct dataset *dataset,
                          const struct public_register *public_register,
                          const struct disclosure *entry, enum record_format format, GString *out);

/*
 * Appends one version of an entry: the day from which it read so, and how it read. What
 * comes later changes no byte of it, so that it can be cited with its SHA-256.
 */
void dataset_render_version(const struct disclosure *version, GString *out);

/* Appends what dataset_render_alone() writes around an entry, but for the day and the
 * edition, for a digest. */
void dataset_render_header(const struct public_register *public_register, GString *out);

/* The document of all entries, {title, as_of, edition, licence, …, services: […]}:
 * what stands before the first entry, and after the last. */
void dataset_open(const struct dataset *dataset, const struct public_register *public_register,
                  enum record_format format, GString *out);
void dataset_close(enum record_format format, GString *out);
