/* What another list says, read from a file: services.json, CSV or .xlsx. */
#pragma once

#include "command/command.h"

/* The entries of the file as struct carried *, which the caller unrefs. NULL after a
 * finding. `missing` gets the paths of columns that must be there and are not. */
GPtrArray *import_read(const struct request *request, GPtrArray *missing, struct findings *findings,
                       GError **error);

/* The list of control objectives in an annex of a statement, a column of identifiers and
 * one of 〇 and ×, as <control-objectives>; NULL after a finding. The caller frees. */
char *import_read_objectives(const struct request *request, struct findings *findings,
                             GError **error);
