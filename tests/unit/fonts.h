/*
 * The pinned fonts, opened once for all cases of a program: the set-up and the
 * tear-down of its group.
 */
#ifndef TESTS_FONTS_H
#define TESTS_FONTS_H

#include "compose/fonts.h"

static struct fonts *fonts;

static int
open_fonts(void **state)
{
	(void)state;
	fonts = fonts_open("fonts", NULL);
	return fonts == NULL ? -1 : 0;
}

static int
close_fonts(void **state)
{
	(void)state;
	fonts_free(fonts);
	return 0;
}

#endif
