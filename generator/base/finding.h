/*
 * Findings: what is wrong with the input, for the people who edit it.
 *
 * A message is a constant with its Japanese and English wording; a finding is
 * a message at a place with its arguments. Wording is chosen when findings
 * are shown, so that every finding exists in both languages.
 */
#pragma once

#include "base/auto.h"
#include "base/wording.h"

enum finding_level {
	FINDING_NOTE,
	FINDING_WARNING,
	FINDING_ERROR,
	FINDING_FAILURE, /* of the run or its command line (base/refusal.h): never a finding */
};

/* One kind of finding. `id` is stable and kebab-case ("application-late").
 * `clause` is the clause of the regulation ("4.2", "6.1(4)"), or NULL where
 * the fault is one of form. In `ja` and `en`, "{0}" to "{9}" stand for the
 * arguments, which are strings. */
struct message {
	const char *id;
	enum finding_level level;
	const char *clause;
	const char *ja;
	const char *en;
};

/* Before the definition of a message or a table of them: `ismapgen help messages` lists it. */
#define MESSAGE_LISTED \
	__attribute__((used, section("messages"), aligned(__alignof__(struct message))))

/* Defines a listed message of FINDING_`level` as a constant of this file. */
#define MESSAGE(name, id, level, clause, ja, en) \
	MESSAGE_LISTED static const struct message name = { id, FINDING_##level, clause, ja, en }

/* 「誤り」, "error". */
const char *finding_level_word(enum finding_level level, enum language language);

/* All listed messages; the caller frees the array. */
GPtrArray *messages_all(void);

/* By id. */
void messages_sort(GPtrArray *messages);

/* Where a finding stands. Findings keep copies of the strings. */
struct place {
	const char *file;      /* relative to the root of the findings, unless it begins
	                       * with "/" or "./" */
	int line;              /* 1 and up; 0 where there is none */
	const char *record;    /* "S0012", "2026-11-20"; may be NULL */
	const char *field_ja;  /* 「監査対象期間」; may be NULL */
	const char *field_en;  /* "audit-period"; may be NULL */
	const char *clause;    /* of the field, where the message has none; may be NULL */
	const char *within_ja; /* the element that the field is part of, where its name alone
	                        * does not tell: 「受理」; may be NULL */
	const char *within_en; /* "acceptance"; may be NULL */
	int column;            /* in characters, 1 and up; 0 where there is none */
	const void *about;     /* what findings_set_excuse() asks by; may be NULL */
};

static inline struct place
place_in_file(const char *file, int line, const char *record)
{
	return (struct place){ .file = file, .line = line, .record = record };
}

static inline struct place
place_of_field(struct place place, const char *field_ja, const char *field_en)
{
	place.field_ja = field_ja;
	place.field_en = field_en;
	return place;
}

struct finding {
	const struct message *message;
	enum finding_level level; /* of the message, or less where it is excused */
	const char *excuse;       /* or NULL */
	struct place place;
	char **arguments; /* NULL-terminated */
};

struct findings;

struct findings *findings_new(void);
void findings_free(struct findings *findings);
DEFINE_AUTO(findings)

/* Files of findings added from now on stand below `root` ("content"), so that
 * what is shown can be opened from where the program was started. */
void findings_set_root(struct findings *findings, const char *root);

/* Adds a finding; the arguments are strings, copied, closed with NULL. */
void findings_add(struct findings *findings, const struct message *message, struct place place,
                  ...) G_GNUC_NULL_TERMINATED;

/* Asks `excuse` about each finding that is added from now on: a text, which outlives
 * the findings, that makes it a note, or NULL. */
typedef const char *findings_excuse(void *data, const struct message *message,
                                    const struct place *place);
void findings_set_excuse(struct findings *findings, findings_excuse *excuse, void *data);

/* Moves all that `from`, which has no root, says to `findings`. */
void findings_take(struct findings *findings, struct findings *from);

/* Adds a copy of a finding that has a file, whose path is taken as it is. */
void findings_add_copy(struct findings *findings, const struct finding *finding);

/* Adds copies of what `from` says, but for a message about a file that `findings` tells already
 * of that file. All have one. */
void findings_take_new(struct findings *findings, const struct findings *from);

/* Adds copies of what `from` says about one file. */
void findings_add_of_file(struct findings *findings, const struct findings *from, const char *file);

/* How many findings are of this level. */
unsigned findings_count(const struct findings *findings, enum finding_level level);

/* All findings in order of file, line, message and arguments; borrowed, an
 * array of struct finding *. */
const GPtrArray *findings_sorted(struct findings *findings);

/* The wording of one finding without its place. The caller frees. */
char *finding_text(const struct finding *finding, enum language language);

/* Appends all findings, sorted. "text" is one line each:
 * FILE:LINE: LEVEL: RECORD: FIELD: message [登録規則 3.13] */
enum finding_format {
	FINDING_TEXT,
	FINDING_JSON,
	FINDING_GITHUB,
	FINDING_SARIF,
};
void findings_render(struct findings *findings, enum finding_format format, enum language language,
                     GString *out);
