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

/* Loads and examines the content, and opens what is set with. False with `error`;
 * form_run_clear() is due all the same. */
bool form_run_open(struct form_run *run, struct typesetting *typesetting, GError **error);
void form_run_clear(struct form_run *run);

/* Writes the PDF of a form, by its file's name, to where --output says. */
bool form_run_write(const struct form_run *run, const struct form *form, const GByteArray *pdf,
                    GError **error);
