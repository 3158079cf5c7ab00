/* The files of a content folder: what there is to load, and what is in the
 * way. */
#pragma once

#include "base/finding.h"

enum entries_kind {
	ENTRIES_XML,
	ENTRIES_FORMS, /* the same, beside the PDF that each was received as */
	ENTRIES_PAGES, /* .md; beside them "en" and, for the manual, "assets" */
	ENTRIES_FOLDERS,
};

/* The names of what is of that kind in `content`/`relative`, sorted by byte; an
 * array of strings, freed with it. Symbolic links are refused with a finding, and
 * so is a file that was meant to be read by its name ("S0001.XML"); other things are
 * passed over with a warning, but for hidden files and, where no pages are, notes
 * (.md). No such folder is an empty one. */
GPtrArray *entries_list(const char *content, const char *relative, enum entries_kind kind,
                        struct findings *findings);

/* What stands in the folder and was meant to be called `name`, which is not there, as
 * "Site.xml" or "S0005.xml.txt" was; NULL: nothing. The caller frees. */
char *entries_find_misnamed(const char *folder, const char *name);
