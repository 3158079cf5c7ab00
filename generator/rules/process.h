/* What monitoring (chapter 11) and re-audits (chapter 12) have in common: a letter that
 * names a due date, an answer to it, a result. A rule is about one of the chapters. */
#pragma once

#include "rules/rules.h"

/* What is due before it is asked for. */
rule_function process_examine_due;

/* An answer after its due date; the first answer to each letter counts. */
rule_function process_examine_late;

/* A letter without an answer past the due date. */
rule_function process_examine_overdue;

/* 「確認できない」 without an answer, before it was due: nothing is known to be wrong yet. */
rule_function process_examine_result;
