/*
 * Letters as acts: issue records them as they are sent, reissue begins one in
 * the place of another, reprint gives back what was sent.
 */
#include "command/command.h"
#include "command/target.h"
#include "command/workshop.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"
#include "letter/index.h"
#include "letter/letter.h"
#include "letter/printable.h"
#include "letter/verify.h"
#include "pdf/archive.h"
#include "registry/bind.h"
#include "registry/form.h"
#include "registry/store.h"
#include "source/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

struct run {
	const struct request *request;
	struct findings *findings;
	struct registry *registry;
	struct workshop workshop;
	struct letters *letters;
	struct ledger *ledger; /* where no letters are prepared */
	GHashTable *changed;   /* set of struct issued * that must be written */
	GHashTable *files;     /* struct issued_letter * -> GByteArray * that must be written */
	guint issued, sent;
	int lock;
};

static void
run_clear(struct run *run)
{
	if (run->lock >= 0)
		close(run->lock);
	g_hash_table_unref(run->changed);
	g_hash_table_unref(run->files);
	g_clear_pointer(&run->ledger, ledger_free);
	g_clear_pointer(&run->letters, letters_free);
	workshop_clear(&run->workshop);
	g_clear_pointer(&run->registry, registry_free);
	findings_free(run->findings);
}

/* One run at a time adds to what was issued; held until the end, and opened before
 * the ledger is read. */
static bool
lock_issued(struct run *run, GError **error)
{
	MESSAGE(busy, "issue-locked", FAILURE, NULL,
	        "{0} には、ほかの実行が書き込み中です。終わってからやり直してください。",
	        "Another run is writing to {0}. Try again when it is done.");
	g_autofree char *folder = g_build_filename(run->request->content, "issued", NULL);

	if (!folder_make_private(folder, error))
		return false;
	run->lock = folder_open(AT_FDCWD, folder);
	if (run->lock < 0)
		return folder_fail(error, FOLDER_LOCK, folder);
	return flock(run->lock, LOCK_EX | LOCK_NB) == 0 || refuse(error, &busy, folder, NULL);
}

static const char *
keep(const struct run *run, const char *text)
{
	return text == NULL ? NULL : store_text(run->registry->store, text, strlen(text));
}

static struct text
kept(const struct run *run, const char *text)
{
	return (struct text){ keep(run, text), 0 };
}

static void
add_delivery(struct run *run, struct issued_letter *letter, const struct delivery *delivery)
{
	struct delivery *added = store_allocate(run->registry->store, sizeof(*added));

	*added = *delivery;
	store_add(run->registry->store, &letter->deliveries, added);
	g_hash_table_add(run->changed, (gpointer)letter->issued);
}

/* What became of the letter, as the command says; false: it says nothing. */
static bool
note_deliveries(struct run *run, struct issued_letter *letter)
{
	const struct request *request = run->request;
	const struct delivery said[] = {
		{ .kind = DELIVERY_SENT, .on = { request->sent_on, 0 }, .by = { request->by, 0 } },
		{ .kind = DELIVERY_RETURNED, .on = { request->returned_on, 0 } },
		{ .kind = DELIVERY_DELIVERED, .on = { request->delivered_on, 0 } },
	};
	bool noted = false;

	for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
		if (!date_is_set(said[i].on.on))
			continue;
		add_delivery(run, letter, &said[i]);
		noted = true;
	}
	run->sent += noted;
	return noted;
}

/* The ledger of a day, which is begun where there is none. */
static struct issued *
ledger_of_day(const struct run *run, struct date day)
{
	g_autofree char *name = date_iso(day);
	g_autofree char *file = g_strconcat("issued/", name, "/ledger.xml", NULL);

	EACH (struct issued, begun, run->registry->issued)
		if (date_compare(begun->on.on, day) == 0)
			return begun;
	struct issued *issued = store_allocate(run->registry->store, sizeof(*issued));
	issued->file = keep(run, file);
	issued->on.on = day;
	issued->letters = store_array(run->registry->store);
	g_ptr_array_add(run->registry->issued, issued);
	return issued;
}

/* What `build` made, if it made it and it is what the content makes; without it, or
 * with a key, the letter is drawn now. */
static GByteArray *
bytes_of(struct run *run, unsigned index, const char *named, GError **error)
{
	MESSAGE(other, "issue-other", FAILURE, NULL,
	        "{0} は、いまの内容から作られるものと違います。ismapgen build で作り直してください。",
	        "{0} is not what the content makes now. Run ismapgen build again.");
	const struct due *due = letters_at(run->letters, index);
	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);
	g_autofree char *built = g_build_filename(run->request->output, "letters", due->path, NULL);
	const char *file = named != NULL ? named : built;
	struct verification verification;
	g_autofree char *bytes = NULL;
	gsize length;
	bool is_same;

	if (named == NULL && (run->request->sign != NULL || !g_file_test(file, G_FILE_TEST_EXISTS)))
		return letters_draw(run->letters, index, typesetting.signature, error);
	bytes = folder_read_file(file, 0, &length, error);
	if (bytes == NULL || !verify_letter(&typesetting, run->letters, NULL, NULL, file, bytes,
	                                    length, &verification, error))
		return NULL;
	is_same = verification_is_good(&verification, false);
	verification_clear(&verification);
	if (is_same)
		return g_byte_array_new_take((guint8 *)g_steal_pointer(&bytes), length);
	refuse(error, &other, file, NULL);
	return NULL;
}

/* What stands there may be a letter whose row was lost; only a run that broke off before
 * it wrote the ledger leaves the same bytes, which `is_there` tells. */
static bool
check_place(const struct run *run, const char *name, const GByteArray *pdf, bool *is_there,
            GError **error)
{
	MESSAGE(there, "issue-file-there", FAILURE, NULL,
	        "{0} には、台帳にないほかの文書があります。台帳を控えから戻すか、ファイルを移してください。",
	        "{0} holds another letter, which no ledger names. Restore the ledger, or move the "
	        "file away.");
	g_autofree char *path = g_build_filename(run->request->content, name, NULL);
	GError *failure = NULL;
	gsize length;
	g_autofree char *bytes = folder_read_file(path, O_NOFOLLOW, &length, &failure);

	if (bytes == NULL) {
		bool is_free = errno == ENOENT;

		if (is_free)
			g_clear_error(&failure);
		else
			g_propagate_error(error, failure);
		return is_free;
	}
	*is_there = length == pdf->len && memcmp(bytes, pdf->data, length) == 0;
	return *is_there || refuse(error, &there, path, NULL);
}

static bool
issue_one(struct run *run, unsigned index, const char *named, GError **error)
{
	const struct due *due = letters_at(run->letters, index);
	g_autoptr(GByteArray) pdf = bytes_of(run, index, named, error);
	struct issued *issued = ledger_of_day(run, due->day);
	struct issued_letter *letter;
	g_autofree char *path = g_build_filename("issued", due->path, NULL);
	g_autofree char *addressee = index_addressee(due);
	g_autofree char *sha256 = pdf == NULL ? NULL : digest_of(pdf->data, pdf->len);
	g_autofree char *data_sha256 = digest_of_text(due->xml);
	g_autofree char *form = form_stem(form_kind_find(due->form));
	g_autofree char *file = g_path_get_basename(due->path);
	g_autofree char *pages = NULL;
	bool is_there = false;

	if (pdf == NULL || !check_place(run, path, pdf, &is_there, error))
		return false;
	pages = g_strdup_printf("%u", archive_count_pages((const char *)pdf->data, pdf->len));
	letter = store_allocate(run->registry->store, sizeof(*letter));
	*letter = (struct issued_letter){
		.document_number = kept(run, due->document_number),
		.form = kept(run, form),
		.service = kept(run, due->service->id.value),
		.number = kept(run, due->number),
		.file = kept(run, file),
		.dated_on = { due_letter_on(due), 0 },
		.issued_on = { run->request->as_of, 0 },
		.pages = kept(run, pages),
		.sha256 = kept(run, sha256),
		.data_sha256 = kept(run, data_sha256),
		.source = kept(run, due->source),
		.service_name = kept(run, due->service_name),
		.recipient = kept(run, due->provider_name),
		.addressee = kept(run, addressee),
		.postal_code = kept(run, due->postal_code),
		.address = kept(run, due->address),
		.deliveries = store_array(run->registry->store),
		.issued = issued,
	};
	g_ptr_array_add(issued->letters, letter);
	g_hash_table_add(run->changed, issued);
	if (!is_there)
		g_hash_table_insert(run->files, letter, g_steal_pointer(&pdf));
	note_deliveries(run, letter);
	run->issued++;
	return true;
}

/* A ledger that cannot be read again would stop every later run: it is not written. */
static bool
check_ledger(const struct run *run, const struct issued *issued, GError **error)
{
	MESSAGE(unwritten, "issue-unwritten", FAILURE, NULL,
	        "{0} に書けない値が指定されました。台帳は元のままです。",
	        "{0} cannot hold what was given, and is as it was.");
	AUTO(findings) findings = findings_new();
	g_autoptr(GString) xml = g_string_new(NULL);
	ledger_render(issued, xml);
	AUTO(xml_document) document = xml_parse(xml->str, xml->len, issued->file, false, findings);
	struct binding binding = { .store = run->registry->store,
		                   .findings = findings,
		                   .file = issued->file };

	if (document != NULL)
		bind_node(&binding, &field_issued, xml_root(document), NULL);
	ledger_examine_days(issued, findings);
	return request_show(run->request, findings) ||
	       refuse(error, &unwritten, issued->file, NULL);
}

/* At once, or not at all. */
static bool
write_file(const char *path, const void *bytes, gsize length, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);

	return folder_make_private(folder, error) && folder_store(path, bytes, length, error);
}

/* The letters and the ledger of one folder; a failure leaves no letter that is not on record. */
static bool
write_folder(const struct run *run, const struct issued *issued, GError **error)
{
	g_autoptr(GString) xml = g_string_new(NULL);
	g_autofree char *ledger = g_build_filename(run->request->content, issued->file, NULL);
	g_autofree char *folder = g_path_get_dirname(ledger);
	g_autoptr(GPtrArray) written = g_ptr_array_new_with_free_func(g_free);
	bool done = true;

	for (guint i = 0; done && i < issued->letters->len; i++) {
		const struct issued_letter *letter = issued->letters->pdata[i];
		const GByteArray *pdf = g_hash_table_lookup(run->files, letter);

		if (pdf == NULL)
			continue;
		g_ptr_array_add(written, g_build_filename(folder, letter->file.value, NULL));
		done = write_file(written->pdata[written->len - 1], pdf->data, pdf->len, error);
	}
	ledger_render(issued, xml);
	if (done && write_file(ledger, xml->str, xml->len, error))
		return true;
	EACH (const char, path, written)
		(void)unlink(path);
	(void)rmdir(folder); /* where it is empty */
	return false;
}

/* The folders that were changed, where all of them can be written. */
static bool
write_changed(const struct run *run, GError **error)
{
	const GPtrArray *all = run->registry->issued;

	EACH (const struct issued, issued, all)
		if (g_hash_table_contains(run->changed, issued) &&
		    !check_ledger(run, issued, error))
			return false;
	EACH (const struct issued, issued, all)
		if (g_hash_table_contains(run->changed, issued) &&
		    !write_folder(run, issued, error))
			return false;
	return true;
}

static bool
is_named(const struct due *due, const char *argument)
{
	return g_strcmp0(due->document_number, argument) == 0 ||
	       (g_str_has_suffix(argument, due->path) &&
	        (strlen(argument) == strlen(due->path) ||
	         argument[strlen(argument) - strlen(due->path) - 1] == '/'));
}

/* The letter that an argument, one of request->arguments, names; false with `error`. */
static bool
issue_named(struct run *run, const char *argument, GError **error)
{
	MESSAGE(unknown, "issue-unknown", FAILURE, NULL,
	        "{0} という文書番号又はファイルの文書は、この内容にありません。",
	        "The content has no letter of the document number or file {0}.");
	const struct request *request = run->request;

	for (unsigned i = 0; i < letters_count(run->letters); i++) {
		const struct due *due = letters_at(run->letters, i);

		if (!is_named(due, argument))
			continue;
		/* By its number and as a file, or twice: it is one letter all the same. */
		for (char **before = request->arguments; *before != argument; before++)
			if (is_named(due, *before))
				return true;
		if (due->issued != NULL &&
		    note_deliveries(run, (struct issued_letter *)due->issued))
			return true;
		if (due->issued != NULL) {
			request_say(request,
			            (struct wording){ "{0} は発行済みです。",
			                              "{0} was issued already" },
			            argument, NULL);
			return true;
		}
		return issue_one(
			run, i, g_file_test(argument, G_FILE_TEST_EXISTS) ? argument : NULL, error);
	}
	return refuse(error, &unknown, argument, NULL);
}

/* All that is not issued yet, has a number and is not dated later; the others are told. */
static bool
issue_drafts(struct run *run, GError **error)
{
	for (unsigned i = 0; i < letters_count(run->letters); i++) {
		const struct due *due = letters_at(run->letters, i);

		if (due->issued != NULL)
			continue;
		if (due->document_number == NULL)
			request_say(
				run->request,
				(struct wording){ "{0} は文書番号がないため発行していません。",
			                          "{0} has no document number and was not issued" },
				due->path, NULL);
		else if (date_compare(due_letter_on(due), run->request->as_of) > 0)
			request_say(run->request,
			            (struct wording){ "{0} は日付が {1} のため発行していません。",
			                              "{0} is dated {1} and was not issued" },
			            due->path, DATE(due_letter_on(due)), NULL);
		else if (!issue_one(run, i, NULL, error))
			return false;
	}
	return true;
}

/* A number is of one letter. */
static bool
check_numbers(const struct run *run, GError **error)
{
	MESSAGE(missing, "issue-without-number", FAILURE, NULL,
	        "{0} には文書番号がないため発行できません。元の記録に document-number を書いてください。",
	        "{0} has no document number and cannot be issued. Write document-number into its record.");
	MESSAGE(again, "issue-number-twice", FAILURE, NULL,
	        "文書番号 {0} の文書が2通あります（{1}）。番号を改めてください。",
	        "There are two letters of number {0} ({1}). Give one another number.");
	const struct request *request = run->request;
	g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned i = 0; i < letters_count(run->letters); i++) {
		const struct due *due = letters_at(run->letters, i);
		bool chosen = false;

		for (char **word = request->arguments; *word != NULL; word++)
			chosen = chosen || is_named(due, *word);
		if (due->document_number == NULL) {
			if (chosen)
				return refuse(error, &missing, due->path, NULL);
			continue;
		}
		if (!g_hash_table_add(numbers, (gpointer)due->document_number))
			return refuse(error, &again, due->document_number, due->path, NULL);
	}
	return true;
}

static bool
prepare(struct run *run, GError **error)
{
	const struct request *request = run->request;

	if (!lock_issued(run, error))
		return false;
	run->registry = request_examine(request, run->findings, error);
	if (run->registry == NULL || !workshop_open(&run->workshop, request, error))
		return false;

	const struct typesetting typesetting = workshop_typesetting(&run->workshop, run->registry);

	printable_examine(run->registry, run->workshop.fonts, run->findings);
	run->letters = letters_prepare(&typesetting, (struct date){ 0 }, request->as_of,
	                               run->findings, error);
	return run->letters != NULL;
}

static enum outcome
issue_all(struct run *run, GError **error)
{
	const struct request *request = run->request;
	bool done;

	if (!prepare(run, error))
		return OUTCOME_FAILED;
	if (!request_show(request, run->findings))
		return OUTCOME_FINDINGS;
	done = check_numbers(run, error);
	for (char **word = request->arguments; done && *word != NULL; word++)
		done = issue_named(run, *word, error);
	if (done && request->arguments[0] == NULL)
		done = issue_drafts(run, error);
	if (!done || !write_changed(run, error))
		return OUTCOME_FAILED;

	g_autofree char *issued = g_strdup_printf("%u", run->issued);
	g_autofree char *sent = g_strdup_printf("%u", run->sent);

	request_say(request,
	            (struct wording){ "発行: {0}通、発送・返戻・到達の記録: {1}通",
	                              "issued: {0}, deliveries recorded: {1}" },
	            issued, sent, NULL);
	return OUTCOME_DONE;
}

MESSAGE(not_issued, "issue-not-issued", FAILURE, NULL, "文書番号 {0} の文書は発行していません。",
        "No letter of document number {0} was issued.");

static enum outcome
reissue(struct run *run, GError **error)
{
	MESSAGE(reasons, "issue-reason", FAILURE, NULL,
	        "再発行の理由は correction（訂正）、again（再交付）、lost（紛失）のどれかです（{0} ではありません）。",
	        "A letter is issued again for correction, again or lost, not for {0}.");
	MESSAGE(taken, "issue-number-taken", FAILURE, NULL, "文書番号 {0} は使われています。",
	        "Document number {0} is taken.");
	MESSAGE(replaced, "issue-replaced", FAILURE, NULL,
	        "文書番号 {0} の文書は {1} で再発行済みです。{1} について再発行してください。",
	        "Letter {0} was issued again as {1}. Issue {1} again.");
	const struct request *request = run->request;
	const char *number = sheet_strip(request->arguments[1]), *because = request->arguments[2];
	static const char *const known[] = { "correction", "again", "lost", NULL };
	const struct issued_letter *letter;

	if (!g_strv_contains(known, because)) {
		refuse(error, &reasons, because, NULL);
		return OUTCOME_FAILED;
	}
	if (!prepare(run, error))
		return OUTCOME_FAILED;
	if (!request_show(request, run->findings))
		return OUTCOME_FINDINGS;
	letter = ledger_find(letters_ledger(run->letters), request->arguments[0]);
	if (letter == NULL) {
		refuse(error, &not_issued, request->arguments[0], NULL);
		return OUTCOME_FAILED;
	}
	EACH (const struct delivery, delivery, letter->deliveries)
		if (delivery->kind == DELIVERY_REISSUE) {
			refuse(error, &replaced, request->arguments[0],
			       delivery->document_number.value, NULL);
			return OUTCOME_FAILED;
		}
	for (unsigned i = 0; i < letters_count(run->letters); i++)
		if (g_strcmp0(letters_at(run->letters, i)->document_number, number) == 0) {
			refuse(error, &taken, number, NULL);
			return OUTCOME_FAILED;
		}
	add_delivery(run, (struct issued_letter *)letter,
	             &(struct delivery){ .kind = DELIVERY_REISSUE,
	                                 .on = { request->as_of, 0 },
	                                 .document_number = { number, 0 },
	                                 .because = { because, 0 } });
	if (!write_changed(run, error))
		return OUTCOME_FAILED;
	request_say(
		request,
		(struct wording){ "{0} に代わる {1} を台帳に記しました。build で下書きを確かめ、"
	                          "issue {1} で発行してください。",
	                          "{1} in place of {0} is in the ledger: look at its draft, then "
	                          "run ismapgen issue {1}" },
		request->arguments[0], number, NULL);
	return OUTCOME_DONE;
}

static enum outcome
reprint(struct run *run, GError **error)
{
	const struct request *request = run->request;
	const struct issued_letter *letter;
	gsize length;

	findings_set_root(run->findings, request->content);
	run->registry =
		registry_load(request->content, (unsigned)request->jobs, run->findings, error);
	if (run->registry == NULL)
		return OUTCOME_FAILED;
	run->ledger = ledger_new(run->registry, run->findings);
	letter = ledger_find(run->ledger, request->arguments[0]);
	/* What stands in a ledger that cannot be read may have been issued all the same. */
	if (letter == NULL && findings_count(run->findings, FINDING_ERROR) > 0) {
		request_show(request, run->findings);
		return OUTCOME_FINDINGS;
	}
	if (letter == NULL) {
		refuse(error, &not_issued, request->arguments[0], NULL);
		return OUTCOME_FAILED;
	}

	g_autofree char *bytes = ledger_read(run->registry, letter, &length, error);
	g_autofree char *target =
		g_str_has_suffix(request->output, ".pdf")
			? g_strdup(request->output)
			: g_build_filename(request->output, "reprints", letter->file.value, NULL);
	g_autofree char *folder = g_path_get_dirname(target);

	if (bytes == NULL || !target_check_file(request, target, error) ||
	    !folder_make_private(folder, error) || !folder_store(target, bytes, length, error))
		return OUTCOME_FAILED;
	request_say(request, (struct wording){ "発行した文書: {0}", "as it was issued: {0}" },
	            target, NULL);
	return OUTCOME_DONE;
}

static enum outcome
run_with(const struct request *request, enum outcome (*step)(struct run *run, GError **error))
{
	g_autoptr(GError) error = NULL;
	struct run run = {
		.request = request,
		.findings = findings_new(),
		.changed = g_hash_table_new(NULL, NULL),
		.files =
			g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_byte_array_unref),
		.lock = -1,
	};
	enum outcome outcome = step(&run, &error);

	if (outcome == OUTCOME_FAILED)
		request_failed(request, error);
	run_clear(&run);
	return outcome;
}

enum outcome
command_issue(const struct request *request)
{
	return run_with(request, issue_all);
}

enum outcome
command_reissue(const struct request *request)
{
	return run_with(request, reissue);
}

enum outcome
command_reprint(const struct request *request)
{
	return run_with(request, reprint);
}
