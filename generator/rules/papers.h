/* What a filed form or a letter says of itself, against the record of its service. */
#pragma once

#include "rules/rules.h"

/* 3.11: the registration number of a form is one that its service has or had; another
 * service's, or nobody's, is the fault of the folder or of the number. */
rule_function examine_paper_number;

/* 3.11: service, provider, representative and corporate number of a form are those in force
 * on its day, in any spelling; former and coming ones where it changes them. What a form 4,
 * 5, 6, 10, 11 or 13 says of its act (numbers, days, ground, remedy) is what the event or
 * the decision says. */
rule_function examine_paper;

/* 11.2: each of these papers is of an event or a decision of its day. */
rule_function examine_notice;

/* 11.2: each event of monitoring and re-audit has its letter on file; where it has no document
 * number, as long as the registration lasts. */
rule_function examine_notice_missing;

/* 3.11: the prose of a paper of the office does not say otherwise than its own attributes,
 * the event that it tells of, or the application: verdict, items of 6.1, control objectives,
 * and no other entry's registration number. */
rule_function examine_paper_prose;
