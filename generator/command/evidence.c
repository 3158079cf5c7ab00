/* What the list says of an entry on a day is drawn on one page, with its data in it. */
#include "command/evidence.h"

#include "base/refusal.h"
#include "page/layout.h"

#include <jansson.h>
#include <string.h>

#define TEMPLATE "./templates/site/evidence.xml"

/* The words of the entry, read as blocks; NULL after a finding, or with `error`. */
static struct letter *
read_words(const struct site_edition *edition, const struct typesetting *typesetting, guint index,
           bool brief, GString *data, struct findings *findings, GError **error)
{
	g_autoptr(GString) blocks = g_string_new(NULL);

	g_string_truncate(data, 0);
	if (!site_evidence_render(edition, index, brief, blocks, data, error))
		return NULL;
	return typeset_read_blocks(typesetting, blocks, TEMPLATE, findings);
}

bool
evidence_examine(const struct site_edition *edition, const struct typesetting *typesetting,
                 struct findings *findings, GError **error)
{
	g_autoptr(GString) data = g_string_new(NULL);
	GError *failure = NULL;
	struct letter *letter = NULL;

	if (site_evidence_count(edition) > 0)
		letter = read_words(edition, typesetting, 0, false, data, findings, &failure);
	if (letter != NULL)
		letter_free(letter);
	if (failure != NULL)
		g_propagate_error(error, failure);
	return failure == NULL;
}

/* Long lists are told by their number where they would not fit on the page. */
static GByteArray *
draw(const struct site_edition *edition, const struct typesetting *typesetting, guint index,
     GString *data, GError **error)
{
	for (int brief = 0; brief < 2; brief++) {
		AUTO(findings) findings = findings_new();
		AUTO(letter) letter =
			read_words(edition, typesetting, index, brief == 1, data, findings, error);
		AUTO(document) document = NULL;

		if (*error != NULL)
			return NULL;
		/* What is wrong with the words stops the run. */
		if (findings_count(findings, FINDING_ERROR) > 0) {
			refuse_finding(error, findings_sorted(findings)->pdata[0]);
			return NULL;
		}
		document = layout(letter, typesetting->fonts);
		if (document->pages->len > 1 && brief == 0)
			continue;

		const struct archive_data file = { "service.json", letter->title,
			                           "application#2fjson", data->str, data->len };

		return typeset_finish(typesetting, letter,
		                      (struct archive_info){ .document = document, .data = &file },
		                      NULL, error);
	}
	g_assert_not_reached();
}

/* While it is written. */
struct writing {
	const struct site_edition *edition;
	const struct typesetting *typesetting;
	char *shared; /* of what all are drawn with; NULL: they are signed, which has no key */
};

static bool
write_step(guint index, struct tree *tree, void *data, GError **error)
{
	const struct writing *writing = data;
	g_autofree char *path = NULL, *words = NULL, *both = NULL, *key = NULL;
	g_autoptr(GString) json = g_string_new(NULL);
	g_autoptr(GByteArray) pdf = NULL;
	GError *failure = NULL;

	site_evidence(writing->edition, index, &path, &words);
	both = g_strconcat(words, writing->shared, NULL);
	key = writing->shared == NULL ? NULL : digest_of_text(both);
	if (key != NULL && tree_reuse(tree, path, key))
		return true;
	pdf = draw(writing->edition, writing->typesetting, index, json, &failure);
	if (pdf == NULL) {
		g_propagate_error(error, failure);
		return false;
	}
	return key == NULL ? tree_write(tree, path, pdf->data, pdf->len, error)
	                   : tree_write_keyed(tree, path, key, pdf->data, pdf->len, error);
}

bool
evidence_write(const struct site_edition *edition, const struct typesetting *typesetting,
               struct tree *tree, unsigned jobs, GError **error)
{
	struct writing writing = { edition, typesetting, NULL };
	guint count = site_evidence_count(edition);
	bool done;

	if (count > 0 && typesetting->signature == NULL)
		writing.shared = typeset_shared_key(typesetting);
	done = tree_run(tree, count, jobs, write_step, &writing, error);
	g_free(writing.shared);
	return done;
}

/* The list as of the day, unless it stands ready. */
static bool
prepare(struct evidence_again *again, struct date as_of, GError **error)
{
	if (again->site.edition != NULL && date_compare(again->as_of, as_of) == 0)
		return true;
	site_run_clear(&again->site);
	again->as_of = as_of;
	return site_run_prepare(&again->site, again->request, again->typesetting.registry, as_of,
	                        NULL, again->findings, error);
}

GByteArray *
evidence_draw_again(const char *data, const struct archive_signature *signature, char **own,
                    void *user, GError **error)
{
	struct evidence_again *again = user;
	json_t *told = json_loads(data, JSON_REJECT_DUPLICATES, NULL);
	const char *day = json_string_value(json_object_get(told, "as_of"));
	const char *number =
		json_string_value(json_object_get(json_object_get(told, "service"), "number"));
	g_autofree char *wanted = g_strconcat("services/", number, "/evidence.pdf", NULL);
	g_autoptr(GString) json = g_string_new(NULL);
	GByteArray *pdf = NULL;
	struct date as_of;

	again->typesetting.signature = signature;
	if (number != NULL && day != NULL && date_parse(day, &as_of) &&
	    prepare(again, as_of, error))
		for (guint i = 0; pdf == NULL && i < site_evidence_count(again->site.edition);
		     i++) {
			g_autofree char *path = NULL, *key = NULL;

			site_evidence(again->site.edition, i, &path, &key);
			if (strcmp(path, wanted) == 0)
				pdf = draw(again->site.edition, &again->typesetting, i, json,
				           error);
		}
	*own = g_string_free(g_steal_pointer(&json), false);
	json_decref(told);
	return pdf;
}
