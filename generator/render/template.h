/*
 * Templates: a strict, small dialect of Mustache.
 *
 *	{{name}} {{a.b}} {{.}}          print, always escaped for the file type
 *	{{#x}}…{{/x}}                   for each of a list; inside an object; if
 *	{{^x}}…{{/x}}                   if not
 *	{{>parts/chip.html}}            another template, in the same scope
 *	{{<layout.html}}{{$block}}…{{/block}}{{/layout.html}}   fill a layout's blocks
 *	{{$block}}…{{/block}}           in a layout: a block and what it holds unless filled
 *	{{! comment}}
 *	{{#-first}} {{^-last}} {{-number}}   in a list: the first, not the last, 1, 2, 3 …
 *
 * "if not" holds for a false flag, an empty text and an empty list. {{#text}}
 * is "if not empty", with {{.}} the text. A name is looked for in the
 * innermost object, then outward; the rest of a dotted name only in what its
 * first part found. Templates name each other by their path in the folder.
 * A line with nothing on it but tags that do not print leaves no line behind.
 *
 * There is no way to print unescaped ({{{x}}} and {{&x}} are errors) and none
 * to print in a place where escaping cannot be right (<script>, <style>, on…=,
 * an attribute that is not in double quotes, a comment). In href, src, action
 * and their like the URL must be relative or http, https, mailto or tel. A
 * section must leave the HTML where it found it: it may hold whole elements,
 * whole attributes or a part of one attribute's value. Trusted HTML may stand
 * between elements only; in XML it is escaped (Atom's type="html").
 *
 * A name that does not exist is a fault at FILE:LINE:COLUMN (refuse_at(), characters
 * from 1), in a branch that is not taken by template_check().
 */
#pragma once

#include "render/value.h"

/* A name that a template may use, with its kind and what it holds. Lists and
 * objects name their members; a table ends with name NULL. This is the
 * documentation for people who edit templates (`ismapgen help templates`). */
struct template_name {
	const char *name;
	const char *ja; /* what it holds, in Japanese */
	const char *en;
	const struct template_name *members; /* of a list's items or an object */
};

/* All templates of one folder, compiled; read only after loading. */
struct template_set;

/* Compiles every file under `folder`; the name of a template is its path
 * there ("service.html", "parts/chip.html"). Escaping goes by the ending:
 * .html, .xml/.atom/.svg, .txt/.md (none); files with other endings and
 * hidden ones are left alone. (CSV: render/csv.h; JSON: jansson.) */
struct template_set *template_set_load(const char *folder, GError **error);
void template_set_free(struct template_set *set);
DEFINE_AUTO(template_set)

/* Adds the names and the sources of all templates to `digest`. */
void template_set_digest(const struct template_set *set, struct digest *digest);

/* Every name that `name` (with its partials and layout) prints or asks for
 * must stand in `names`. False with FILE:LINE:COLUMN. */
bool template_check(const struct template_set *set, const char *name,
                    const struct template_name *names, GError **error);

/* The row of `name` in a table, which may be NULL; NULL where there is none. */
const struct template_name *template_names_find(const struct template_name *names,
                                                const char *name);

/* Appends the name table as Markdown, one row a name ("services.name"). */
void template_names_render(const struct template_name *names, enum language language, GString *out);

/* Appends the template filled with `root` to `out`. Thread-safe. On
 * failure `out` is as it was. */
bool template_render(const struct template_set *set, const char *name, const struct value *root,
                     GString *out, GError **error);
