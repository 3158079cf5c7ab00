/* The data dictionary: every column of the CSV and every property of the JSON
 * and XML, for the page of open data. */
#pragma once

#include "site/build.h"

/* A list of {name, term, type, hint, clause, nullable, in-csv}. */
struct value *dictionary_present(const struct build *build, enum language language);
