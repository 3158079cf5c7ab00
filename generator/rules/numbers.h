/* Document numbers of all letters. */
#pragma once

#include "rules/rules.h"

/* 7.1: a document number is of one letter: of a decision, an event, a form on file or one
 * that was issued again. */
rule_function examine_document_number;
