/*
 * What monitoring (chapter 11) and re-audits (chapter 12) have in common: a letter that
 * names a due date, an answer to it, a result. A rule is about one of the chapters.
 */
#pragma once

#include "rules/rules.h"

/* What is due before it is asked for. */
void process_examine_due(const struct rule *rule, const struct examination *examination,
                         const struct service *service);

/* An answer after its due date; the first answer to each letter counts. */
void process_examine_late(const struct rule *rule, const struct examination *examination,
                          const struct service *service);

/* A letter without an answer past the due date. */
void process_examine_overdue(const struct rule *rule, const struct examination *examination,
                             const struct service *service);

/* 「確認できない」 without an answer, before it was due: nothing is known to be wrong yet. */
void process_examine_result(const struct rule *rule, const struct examination *examination,
                            const struct service *service);
