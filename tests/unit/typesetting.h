/*
 * What letters of the sample are typeset with, for all cases of a program: the set-up and the
 * tear-down of its group.
 */
#ifndef TESTS_TYPESETTING_H
#define TESTS_TYPESETTING_H

#include "fonts.h"
#include "letter/typeset.h"

static struct typesetting typesetting;
static struct registry *sample;
static struct template_set *sample_templates;

static int
open_typesetting(void **state)
{
	AUTO(findings) findings = findings_new();

	sample = registry_load("content", 1, findings, NULL);
	sample_templates = template_set_load("templates/letters", NULL);
	if (sample == NULL || sample_templates == NULL ||
	    !typeset_check_templates(sample_templates, NULL) || open_fonts(state) != 0)
		return -1;
	typesetting =
		(struct typesetting){ sample, sample_templates, fonts, cut, NULL, { 0 }, false };
	return 0;
}

static int
close_typesetting(void **state)
{
	template_set_free(sample_templates);
	registry_free(sample);
	return close_fonts(state);
}

#endif
