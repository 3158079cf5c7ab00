/*
 * Templates: a strict, small dialect of Mustache.
 *
 *	{{name}} {{a.b}} {{.}}          print, always escaped for the file type
 *	{{#x}}…{{/x}} {{^x}}…{{/x}}     for each of a list; with an object; if; if not
 *	{{>partial}}                    another template, in the same scope
 *	{{<layout}}{{$block}}…{{/block}}{{/layout}}   fill the blocks of a layout
 *	{{! comment}}
 *
 * "if not" holds for a false flag, an empty text and an empty list. There is
 * no way to print unescaped ({{{x}}} and {{&x}} are errors) and none to print
 * in a place where escaping cannot be right (<script>, <style>, on…=, an
 * unquoted attribute); a name that does not exist is an error with
 * FILE:LINE:COLUMN, also in a branch that is not taken where the name list
 * given to template_set_load() lacks it.
 */
#ifndef RENDER_TEMPLATE_H
#define RENDER_TEMPLATE_H

#include "base/auto.h"
#include "render/value.h"

#include <glib.h>

enum template_error {
	TEMPLATE_ERROR_SYNTAX,
	TEMPLATE_ERROR_NAME,
	TEMPLATE_ERROR_FILE,
};
#define TEMPLATE_ERROR (template_error_quark())
GQuark template_error_quark(void);

/*
 * A name that a template may use, with its kind and what it holds. Lists and
 * objects name their members; a table ends with name NULL. This is the
 * documentation for people who edit templates (`ismapgen help templates`).
 */
struct template_name {
	const char *name;
	const char *ja; /* what it holds, in Japanese */
	const char *en;
	const struct template_name *members; /* of a list's items or an object */
};

/* All templates of one folder, compiled; read only after loading. */
struct template_set;

/*
 * Compiles every file under `folder`; the name of a template is its path
 * there ("service.html", "parts/chip.html"). Escaping goes by the ending:
 * .html, .xml/.atom/.svg, .txt/.md (none), .csv.
 */
struct template_set *template_set_load(const char *folder, GError **error);
void template_set_free(struct template_set *set);
DEFINE_AUTO(template_set)

/* Every name that `name` (with its partials and layout) prints or asks for
 * must stand in `names`. False with FILE:LINE:COLUMN. */
gboolean template_check(const struct template_set *set, const char *name,
                        const struct template_name *names, GError **error);

/* Appends the template filled with `root` to `out`. Thread-safe. */
gboolean template_render(const struct template_set *set, const char *name,
                         const struct value *root, GString *out, GError **error);

#endif
