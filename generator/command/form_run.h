/* What the commands share that make one form each: `form` and `receive`. */
#pragma once

#include "command/command.h"
#include "command/workshop.h"

/* What a run makes forms from. */
struct form_run {
	const struct request *request;
	struct findings *findings; /* about the forms and what they are set with */
	struct findings *others;   /* about all the rest of the content */
	struct registry *registry;
	struct workshop workshop;
};

/* What a command does with it. OUTCOME_FAILED with `error`. */
typedef enum outcome form_step(struct form_run *run, const struct typesetting *typesetting,
                               GError **error);

/* Loads and examines the content, opens what is set with, and takes the step. */
enum outcome form_run(const struct request *request, form_step *step);

/* Writes the PDF of a form, by its file's name, to where --output says. */
bool form_run_write(const struct form_run *run, const struct form *form, const GByteArray *pdf,
                    GError **error);
