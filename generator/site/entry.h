/* The files of one entry: its page in each language, its data, its feeds. */
#pragma once

#include "site/build.h"

/* "services/C21-0004-2/index.html", below the top of each language. The caller
 * frees. */
char *entry_page_path(const struct disclosure *entry);

/* Writes all files of the entry at `index`, or keeps those that an earlier run
 * made of the same entry. */
bool entry_write(const struct build *build, guint index, struct tree *tree, GError **error);

/* As site_evidence() and site_evidence_render() (site/site.h). */
void entry_evidence(const struct build *build, guint index, char **path, char **key);
bool entry_render_evidence(const struct build *build, guint index, bool brief, GString *blocks,
                           GString *data, GError **error);
