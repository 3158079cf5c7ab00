/* What a filed form or a letter says of itself, against the record of its service. */
#pragma once

#include "rules/rules.h"

/* 3.11: the registration number of a form is one that its service has or had; another
 * service's, or nobody's, is the fault of the folder or of the number. */
rule_function examine_paper_number;

/* 3.11: service, provider and corporate number of a form are those in force on its day,
 * in any spelling; former and coming ones where it changes them. */
rule_function examine_paper_names;

/* 11.2: each form 10 or 11 is of an event of its day that says the same. */
rule_function examine_notice;

/* 11.2: each such event that has a document number has its letter on file. */
rule_function examine_notice_missing;
