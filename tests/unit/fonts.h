/*
 * The pinned fonts, opened once for all cases of a program: the set-up and the
 * tear-down of its group.
 */
#ifndef TESTS_FONTS_H
#define TESTS_FONTS_H

#include "compose/fonts.h"
#include "pdf/font_cut.h"

static struct fonts *fonts;
static struct font_cut *cut;

static int
open_fonts(void **state)
{
	(void)state;
	fonts = fonts_open("fonts", NULL);
	cut = font_cut_new(fonts);
	return fonts == NULL ? -1 : 0;
}

static int
close_fonts(void **state)
{
	(void)state;
	font_cut_free(cut);
	fonts_free(fonts);
	return 0;
}

#endif
