/* What would not come out in print, found by `check` as by `build`: the texts of the
 * registry, of its forms and of site.xml, whether or not a letter is due that says them. */
#pragma once

#include "compose/fonts.h"
#include "registry/registry.h"

/* A character that no font has, or that is part of a kanji and none, is a finding of
 * level error with what to write, and so are the faults of prose in Markdown. Notes for
 * staff are not printed. */
void printable_examine(const struct registry *registry, struct fonts *fonts,
                       struct findings *findings);

/* The same of one form, which the registry need not hold. */
void printable_examine_form(const struct form *form, struct fonts *fonts,
                            struct findings *findings);

/* The same of a text that stands at `place`. */
void printable_examine_text(const char *text, struct fonts *fonts, struct place place,
                            struct findings *findings);
