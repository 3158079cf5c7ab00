/* The public list as a folder of files: pages, data, feeds. */
#pragma once

#include "base/auto.h"
#include "base/date.h"
#include "base/finding.h"
#include "publish/part.h"
#include "publish/tree.h"
#include "render/template.h"

struct registry;

/* What the site is made from; all borrowed. */
struct site_request {
	const struct registry *registry;
	struct date as_of;
	const char *content_folder;
	const struct template_set *templates;
	const char *templates_folder; /* whose assets/ is copied */
	struct part part;             /* of the entries, which is written */
	const char *former;           /* the edition that is replaced, "output/site"; or NULL */
	bool accept_unrecorded;       /* what differs from it is a note (site/former.h) */
	unsigned jobs;                /* processes that write; 0 is 1 */
};

/* Looks at the content alone as site_prepare() does, for those who write nothing;
 * no templates are needed. */
void site_examine(const struct site_request *request, struct findings *findings);

/*
 * Compares the edition in request->former with the content as site_prepare() does, where
 * another makes the site: former_examine() (site/former.h). Of the request, what is
 * written with is not needed. What `rows` then says, site_write_unrecorded() writes.
 */
bool site_compare_former(const struct site_request *request, struct findings *findings,
                         GString *rows, GError **error);
bool site_write_unrecorded(struct tree *tree, const GString *rows, GError **error);

/* The site made ready: what is public, and what all pages share. */
struct site_edition;

/*
 * Computes what is public and looks at all that could go wrong without writing:
 * faults of public prose and of content/pages become findings. NULL with
 * `error` where a template uses an unknown name or a file cannot be read. What
 * `request` names and `findings` are borrowed until site_edition_free().
 */
struct site_edition *site_prepare(const struct site_request *request, struct findings *findings,
                                  GError **error);
void site_edition_free(struct site_edition *edition);
DEFINE_AUTO(site_edition)

/* Writes all files of the site, but for manifest.sha256, which tree_publish()
 * adds. Once, and only where site_prepare() found no error. Of a part, the
 * files of its entries; the first part has also what is of no single entry. */
bool site_write(struct site_edition *edition, struct tree *tree, GError **error);

/*
 * The evidence of an entry says on one page what the list says of it on the day. Whoever can
 * typeset draws it; here are its words. How many entries of the part have it: none where
 * site.xml does not wish it.
 */
guint site_evidence_count(const struct site_edition *edition);

/* Of the entry at `index` below that count: where the evidence stands, and the digest of all
 * that its words are made of. The caller frees both. */
void site_evidence(const struct site_edition *edition, guint index, char **path, char **key);

/* Appends the words as blocks (page/block.h), with long lists told by their number where it is
 * `brief`, and the data that belong to them: the bytes of service.json. */
bool site_evidence_render(const struct site_edition *edition, guint index, bool brief,
                          GString *blocks, GString *data, GError **error);
