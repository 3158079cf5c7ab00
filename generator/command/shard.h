/*
 * A shard: what one of several machines has written of a tree, and the note
 * beside it by which `join` knows what it holds.
 *
 * In the output folder the files of part K of N of the list stand in the tree
 * "site.K-of-N", and the note in "site.K-of-N.json"; "letters" likewise. A
 * shard never stands where an edition is published.
 */
#pragma once

#include "base/auto.h"
#include "base/wording.h"
#include "publish/part.h"

#define SHARD_OF_MAX 9999

/* What the note says. */
struct shard {
	struct part part;
	char *kind;      /* "site", "letters" */
	char *as_of;     /* YYYY-MM-DD */
	char *since;     /* the same, or "" */
	bool is_signed;  /* whether its letters are */
	bool is_paired;  /* whether the run made a part of the other kind as well */
	char *version;   /* of the program */
	char *libraries; /* program_libraries() */
	char *edition;   /* SHA-256 of all that was read */
	char *manifest;  /* SHA-256 of the tree's manifest */
	char *numbers;   /* of the first part of a list: shrink_known_numbers(); else "" */
	char *folder;    /* where the note was found; not in the note */
};

void shard_free(struct shard *shard);
DEFINE_AUTO(shard)

/* "site.2-of-5", the name of the tree. The caller frees. */
char *shard_name(const char *kind, struct part part);

/* What is published of a kind: "site", "letters", or where only letters from a day ("" is
 * none) on are made, "letters-since-2026-11-01", beside the others. The caller frees. */
char *shard_target(const char *kind, const char *since);

/* Writes the note into the folder, whole or not at all. */
bool shard_write(const struct shard *shard, const char *folder, GError **error);

/* Whether a file of this name ("site.2-of-5.json") is a note. */
bool shard_is_note(const char *name);

/* Reads the note `name` in `folder`. NULL with `error`, in the language, where
 * it is none: another has written it, and anything may stand in it. */
struct shard *shard_read(const char *folder, const char *name, GError **error);
