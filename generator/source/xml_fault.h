/* What is wrong with the form of XML, in words of those who mend it. */
#pragma once

#include "base/finding.h"

/* What is told of a fault by its number in libxml2. {0} is the parser's own message, {1} the
 * number, {2} the attribute. */
const struct message *xml_fault_message(int code);

/* What is told of the end tag `closed` where the element `open` ({0}) of line {1} is open, or, where
 * `closed` ({2}) is one around it, of that line. */
const struct message *xml_fault_of_end_tag(const char *open, const char *closed, bool is_of_parent);

/* The first full-width sign outside of the quotes of the tag in which `from` is, of the text from
 * `base` to `end`; NULL: there is none; else the caller frees. *lines: how many line ends of the
 * tag are before `from`. */
char *xml_fault_sign(const char *base, const char *from, const char *end, int *lines);
