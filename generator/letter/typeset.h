/*
 * From one filled form to a finished PDF: the way that letters, forms and
 * blank forms share.
 */
#pragma once

#include "base/finding.h"
#include "compose/fonts.h"
#include "page/block.h"
#include "pdf/archive.h"
#include "pdf/font_cut.h"
#include "registry/registry.h"
#include "render/template.h"

/* What is needed to set any form; borrowed. */
struct typesetting {
	const struct registry *registry; /* the two bodies, the criteria */
	const struct template_set *templates;
	struct fonts *fonts;
	struct font_cut *cut;                      /* of these fonts */
	const struct archive_signature *signature; /* NULL: nothing is signed */
	struct date as_of;                         /* of the bodies on blank forms */
	bool example;                              /* says that it is one, and leads nowhere */
};

/* The templates of all forms against the names they may use. */
bool typeset_check_templates(const struct template_set *templates, GError **error);

/*
 * Fills the template of form `number` with `body`, its element <form> (NULL:
 * the blank form, which is never signed), and reads the blocks. *letter is NULL after a finding of
 * level error: the template makes no letter. A character of the template that no
 * font has is one, too. False with `error` where it fails.
 */
bool typeset_read(const struct typesetting *typesetting, int number, const struct xml_node *body,
                  struct findings *findings, struct letter **letter, GError **error);

/* The same of blocks that another filled in, by the template that findings call `name`. */
struct letter *typeset_read_blocks(const struct typesetting *typesetting, const GString *xml,
                                   const char *name, struct findings *findings);

/*
 * Lays out, draws and finishes a letter from `author`, in which `xml`, the form
 * as a file, is embedded (NULL: nothing is, and nothing is signed). The bytes
 * depend on nothing else, but on chance where an elliptic key signs.
 */
GByteArray *typeset_draw(const struct typesetting *typesetting, const struct letter *letter,
                         int number, const char *author, const char *xml, GError **error);

/*
 * Draws and finishes what is laid out, of `letter`, as typeset_draw() does; `info` says what
 * is embedded. Where that is something, the file is signed if letters are.
 */
GByteArray *typeset_finish(const struct typesetting *typesetting, const struct letter *letter,
                           struct archive_info info, const char *author, GError **error);

/*
 * A key (base/tree.h) of what typeset_draw() makes of a letter that
 * typeset_read() made of `body`. `shared` is typeset_shared_key(): of all that
 * the letters of a run share. NULL where it will be signed: a signature has no
 * key. The caller frees both.
 */
char *typeset_shared_key(const struct typesetting *typesetting);
char *typeset_key(const struct typesetting *typesetting, const char *shared, int number,
                  const struct xml_node *body, const char *author, const char *xml);

/* Who sends form `number` on a day; NULL where a provider files it. */
const struct body *typeset_sender(const struct registry *registry, int number, struct date day);
