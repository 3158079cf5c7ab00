/* Forms that were filled in at the keyboard are taken into the content: all of them, or none where
 * one has an error. What was read is typeset anew, so that it is seen, and the file that was
 * received is kept beside it. Nothing that stands there is written over. */
#include "command/form_run.h"

#include "base/folder.h"
#include "letter/forms.h"
#include "letter/printable.h"
#include "letter/receive.h"
#include "pdf/foreign.h"
#include "registry/form.h"
#include "registry/link.h"
#include "registry/store.h"
#include "rules/rules.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* More forms of a kind that a service files on a day are a mistake of somebody's. */
#define SEQUENCE_MAX 99

MESSAGE(received_already, "receive-again", ERROR, NULL, "同じ内容の様式が、すでに {0} にあります。",
        "The same form is there already: {0}.");
MESSAGE(received_ahead, "receive-ahead", WARNING, NULL,
        "様式の日付（{0}）が、受け取った日（基準日 {1}）より後です。年の書き誤りではないか、提出者に確かめてください。",
        "The form is dated {0}, after the day it is received, {1}. See that the year is right; ask the "
        "filer.");

/* A form on its way. */
struct arrival {
	const char *path; /* of the PDF */
	char *bytes;      /* that were read, once: what is kept is what was examined */
	gsize length;
	struct form *form;
	GString *xml;
	GByteArray *pdf; /* typeset anew */
};

static void
arrival_free(gpointer data)
{
	struct arrival *arrival = data;

	g_free(arrival->bytes);
	g_string_free(arrival->xml, true);
	g_clear_pointer(&arrival->pdf, g_byte_array_unref);
	g_free(arrival);
}

/* "S0012/2026-11-17-form03", with "-2" where there are others of the day. */
static char *
stem_of(const struct form *form, int sequence)
{
	g_autofree char *day = date_iso(form->filed_on.on);
	g_autofree char *number = sequence == 1 ? NULL : g_strdup_printf("-%d", sequence);

	return g_strdup_printf("%s/%s-form%02d%s", form->service.value, day, form->number,
	                       number != NULL ? number : "");
}

static char *
path_of(const struct form_run *run, const char *stem, const char *suffix)
{
	g_autofree char *name = g_strconcat(stem, suffix, NULL);

	return g_build_filename(run->request->content, "forms", name, NULL);
}

static void
note_same(const struct form_run *run, const struct arrival *arrival, const char *there)
{
	findings_add(run->findings, &received_already,
	             place_in_file(arrival->form->file, 0, arrival->form->service.value), there,
	             NULL);
}

/* Whether a form says the same as one that is there, or that arrives with it: it was received
 * twice, and is told of. */
static bool
is_there(const struct form_run *run, const GPtrArray *arrivals, const struct arrival *arrival)
{
	bool found = false;

	EACH (const struct arrival, other, arrivals)
		if (other != arrival && other->form != NULL &&
		    g_string_equal(other->xml, arrival->xml)) {
			note_same(run, arrival, other->path);
			found = true;
		}
	for (int sequence = 1; sequence <= SEQUENCE_MAX; sequence++) {
		g_autofree char *stem = stem_of(arrival->form, sequence);
		g_autofree char *path = path_of(run, stem, ".xml");
		gsize length;
		g_autofree char *bytes = folder_read_file(path, 0, &length, NULL);

		if (bytes == NULL)
			break;
		if (strcmp(bytes, arrival->xml->str) == 0) {
			note_same(run, arrival, path);
			found = true;
		}
	}
	return found;
}

/* False with `error`; what is wrong with the form is a finding. */
static bool
take(struct form_run *run, struct arrival *arrival, GError **error)
{
	g_autoptr(GPtrArray) items = NULL;
	struct form *form;

	arrival->bytes = folder_read_file(arrival->path, 0, &arrival->length, error);
	if (arrival->bytes != NULL)
		items = foreign_read(arrival->bytes, arrival->length, arrival->path,
		                     FOREIGN_WANT_FORM, error);
	if (items == NULL)
		return false;
	arrival->form = form = receive_form(run->registry, arrival->path, items,
	                                    run->request->service, arrival->xml, run->findings);
	if (form == NULL)
		return true;

	/* What is kept names its schema, as what `new` makes does. */
	g_autofree char *model =
		g_strdup_printf("<?xml-model href=\"../../schema/form%02d.xsd\"?>\n", form->number);

	g_string_insert(arrival->xml, strchr(arrival->xml->str, '\n') - arrival->xml->str + 1,
	                model);
	printable_examine_form(form, run->workshop.fonts, run->findings);
	if (date_compare(form->filed_on.on, run->request->as_of) > 0)
		findings_add(run->findings, &received_ahead,
		             place_in_file(form->file, 0, form->service.value),
		             DATE(form->filed_on.on), DATE(run->request->as_of), NULL);
	return true;
}

/* Whether a rule that looks at each form says it; others look at the history that the form becomes
 * a part of. */
static bool
is_of_form(const struct message *message)
{
	for (const struct rule *rule = NULL; (rule = rules_next(rule)) != NULL;)
		if (&rule->message == message)
			return rule->scope == RULE_FORM;
	return false;
}

/* By the rules, beside all that the content holds and beside each other: as if they were there.
 * What does not go with the history is told and no reason to turn a form away, for it did arrive:
 * the history may be what is to be mended. */
static void
examine(const struct form_run *run, const GPtrArray *arrivals)
{
	AUTO(findings) all = findings_new();

	EACH (const struct arrival, arrival, arrivals)
		if (arrival->form != NULL)
			link_arrival(run->registry, arrival->form, all);
	rules_examine(run->registry, run->request->as_of, (unsigned)run->request->jobs, all);
	EACH (const struct arrival, arrival, arrivals) {
		if (arrival->form == NULL || is_there(run, arrivals, arrival))
			continue;
		EACH (const struct finding, finding, findings_sorted(all)) {
			struct finding told = *finding;

			if (!is_of_form(finding->message))
				told.level = MIN(told.level, FINDING_WARNING);
			if (g_strcmp0(told.place.file, arrival->form->file) == 0)
				findings_add_copy(run->findings, &told);
		}
	}
}

/* As open as the umask says: what is filed is not for the public. False with `error`, also
 * where something stands there. */
static bool
keep(const char *path, const void *bytes, gsize length, GError **error)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FOLDER_FILE_MODE);

	if (file >= 0 && folder_write_and_close(file, bytes, length))
		return true;
	folder_fail(error, FOLDER_WRITE, path);
	if (file >= 0)
		unlink(path);
	return false;
}

/* The XML last: a form that is there has what it was read from beside it. */
static bool
store(struct form_run *run, struct arrival *arrival, GError **error)
{
	g_autofree char *xml = NULL, *received = NULL;

	for (int sequence = 1; sequence <= SEQUENCE_MAX; sequence++) {
		g_autofree char *stem = stem_of(arrival->form, sequence);

		g_free(xml);
		g_free(received);
		xml = path_of(run, stem, ".xml");
		received = path_of(run, stem, ".pdf");
		if (!g_file_test(xml, G_FILE_TEST_EXISTS) &&
		    !g_file_test(received, G_FILE_TEST_EXISTS))
			break;
	}
	g_autofree char *folder = g_path_get_dirname(xml);
	if (!folder_make_private(folder, error) ||
	    !keep(received, arrival->bytes, arrival->length, error) ||
	    !keep(xml, arrival->xml->str, arrival->xml->len, error))
		return false;
	request_say(run->request, (struct wording){ "受領: {0}", "received: {0}" }, xml, NULL);
	arrival->form->file = store_text(run->registry->store, xml, strlen(xml));
	return form_run_write(run, arrival->form, arrival->pdf, error);
}

static enum outcome
receive(struct form_run *run, const struct typesetting *typesetting, GError **error)
{
	g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func(arrival_free);

	for (char **path = run->request->arguments; *path != NULL; path++) {
		struct arrival *arrival = g_new0(struct arrival, 1);

		arrival->path = *path;
		arrival->xml = g_string_new(NULL);
		g_ptr_array_add(arrivals, arrival);
		if (!take(run, arrival, error))
			return OUTCOME_FAILED;
	}
	examine(run, arrivals);
	EACH (struct arrival, arrival, arrivals) {
		if (findings_count(run->findings, FINDING_ERROR) > 0)
			break;
		arrival->pdf = forms_typeset(typesetting, arrival->form, run->findings, error);
		if (*error != NULL)
			return OUTCOME_FAILED;
	}
	if (!request_show(run->request, run->findings))
		return OUTCOME_FINDINGS;
	EACH (struct arrival, arrival, arrivals)
		if (!store(run, arrival, error))
			return OUTCOME_FAILED;
	return OUTCOME_DONE;
}

enum outcome
command_receive(const struct request *request)
{
	return form_run(request, receive);
}
