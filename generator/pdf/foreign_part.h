/* What the files of foreign.h share. */
#pragma once

#include "pdf/foreign.h"

/* How a reading ends. */
enum foreign_end {
	FOREIGN_END_CRASH,
	FOREIGN_END_NO_PDF,
	FOREIGN_END_PASSWORD,
	FOREIGN_END_PACKED, /* the data are packed as no letter's are */
	FOREIGN_END_MUCH,   /* more fields, objects or bytes than a form or letter has */
	FOREIGN_END_MEMORY,
	FOREIGN_END_TIME,
	FOREIGN_END_WELL,
	FOREIGN_ENDS,
};

/* Of an item of the answer, before the bytes of its name and value. */
struct foreign_head {
	guint32 kind, name, value; /* lengths, the value's with one more; 0: it is NULL */
};

/* Appends an item to an answer. `value` may be NULL. */
void foreign_append(GByteArray *out, enum foreign_kind kind, const char *name, const void *value,
                    gsize length);

/* Reads the PDF and appends what is found to `out`; in a process of its own. */
enum foreign_end foreign_find(const char *bytes, gsize length, enum foreign_want want,
                              GByteArray *out);
