/* A letter is due where a decision, a demand or a reply has to be sent. */
#include "letter/due.h"

#include "letter/decided.h"
#include "letter/due_part.h"
#include "letter/form_xml.h"
#include "registry/form.h"

#include <string.h>

MESSAGE(letter_owed, "letter-owed", ERROR, "14.3",
        "この決定は様式{0}で通知しますが、対象となる申請又は登録がないため、通知書を作れません。",
        "This decision is told by form {0}, but there is no application or entry that it is about.");

MESSAGE(number_missing, "letter-without-number", WARNING, NULL,
        "文書 {0} に文書番号がありません。発行するには、元の記録に document-number を書きます。",
        "The letter {0} has no document number. To be issued it needs document-number in its record.");
MESSAGE(data_unread, "ledger-no-data", ERROR, NULL,
        "発行した文書 {0} からデータを取り出せないため、再発行の文書を作れません。",
        "No data can be read from the letter {0}, so it cannot be issued again.");

static void
due_free(gpointer data)
{
	struct due *due = data;

	g_free(due->path);
	g_free(due->xml);
	g_free(due->in_force);
	g_clear_pointer(&due->document, xml_document_free);
	g_free(due);
}

/* The form that a decision calls for; 0: none. */
static int
form_of(const struct decision *decision)
{
	switch (decision->kind) {
	case DECISION_REGISTER:
	case DECISION_RENEW:
		return 5;
	case DECISION_REFUSE:
		return 6;
	case DECISION_ANNUL:
	case DECISION_CORRECT:
		return 0;
	case DECISION_REMOVE:
		return decision->ground.value != NULL &&
		                       strchr("345", *decision->ground.value) != NULL
		               ? 13
		               : 0;
	}
	return 0;
}

/* Two letters of one meeting on one number would have one name. */
static void
make_path_unique(struct due *due, GHashTable *paths)
{
	g_autofree char *wanted = g_strndup(due->path, strlen(due->path) - strlen(".pdf"));

	for (int i = 2; g_hash_table_contains(paths, due->path); i++) {
		g_free(due->path);
		due->path = g_strdup_printf("%s-%d.pdf", wanted, i);
	}
	g_hash_table_add(paths, due->path);
}

static void
report_owed(const struct decision *decision, int form, struct findings *findings)
{
	g_autofree char *number = g_strdup_printf("%d", form);
	struct place place =
		place_in_file(decision->meeting->file, decision->line, decision->service.value);

	/* Where another error explains it, that is told. */
	if (findings_count(findings, FINDING_ERROR) == 0)
		findings_add(findings, &letter_owed, place, number, NULL);
}

const struct xml_node *
due_body(const struct due *due)
{
	return xml_root(due->document);
}

static struct due *
due_by_decision(const struct registry *registry, const struct decision *decision,
                struct date known_on, struct findings *findings)
{
	int form = form_of(decision);
	const struct service *service = decision->target;
	struct status status = { 0 };

	if (form == 0 || service == NULL)
		return NULL;

	struct due due = {
		.form = form,
		.service = service,
		.decision = decision,
		.source = decision->meeting->file,
		.document_number = decision->document_number.value,
		.day = decision->meeting->held_on.on,
		.dated_on = decision->meeting->letters_on.on,
	};

	if (!status_decided(decision, known_on, &status)) {
		/* Of what could not be read, that is told. */
		if (!registry->lost && !service->lost)
			report_owed(decision, form, findings);
		return NULL;
	}
	due.application = status.application;
	due_set_names(&due, &status);
	due.number = status.number;
	due.registered_on = status.registered_on;
	due.expires_on = status.expires_on;

	GString *xml = g_string_new(NULL);

	decided_append(xml, &due);
	return due_finish(registry, &due, xml);
}

/* Where the provider of a filled form had its seat on the day; the form may say. */
static void
set_postal(struct due *due, const struct xml_node *recipient)
{
	const GPtrArray *applications = due->service->applications;
	struct status status;

	status_compute(due->service, due->day, &status);
	due->application = status.application;
	if (due->application == NULL && applications->len > 0)
		due->application = applications->pdata[applications->len - 1];
	if (due->application == NULL || recipient == NULL)
		return;
	due->postal_code = form_node_text(recipient, "postal-code");
	due->address = form_node_text(recipient, "address");
	if (due->postal_code == NULL)
		due->postal_code = due->application->applicant.postal_code.value;
	if (due->address == NULL)
		due->address = due->application->applicant.address.value;
}

static struct due *
due_by_form(const struct registry *registry, const struct form *form)
{
	struct due due = {
		.form = form->number,
		.service = form->target,
		.filled = form,
		.source = form->file,
		.service_name = form_text(form, "service-name"),
		.provider_name = form_text(form, "recipient/name"),
		.document_number = form_text(form, "document-number"),
		.number = form_text(form, "registration-number"),
		.day = form->filed_on.on,
		.dated_on = form->filed_on.on,
	};

	if (form->target == NULL ||
	    (form->number != 10 && form->number != 11 && form->number != 15))
		return NULL;

	set_postal(&due, form_first(form->body, "recipient"));

	GString *xml = g_string_new(NULL);

	form_xml_append(xml, form->body);
	return due_finish(registry, &due, xml);
}

/* The form `body` as the one that takes the place of the letter. */
static GString *
renumber(const struct xml_node *body, const struct issued_letter *letter,
         const struct delivery *reissue)
{
	g_autofree char *on = date_iso(reissue->on.on);
	g_autofree char *replaced_on = date_iso(letter->dated_on.on);
	const struct xml_attribute own[] = {
		{ "filed-on", on },
		{ "document-number", reissue->document_number.value },
		{ "replaces", letter->document_number.value },
		{ "replaced-on", replaced_on },
		{ "because", reissue->because.value },
	};
	/* A notice is of what was done on the day that the first one bears. */
	const struct xml_attribute first = { "first-on", xml_attribute(body, "filed-on") };
	g_autoptr(GArray) attributes = g_array_new(false, false, sizeof(*own));
	struct xml_node root = *body;
	GString *xml = g_string_new(NULL);

	for (int i = 0; i < body->attribute_count; i++) {
		bool is_kept = true;

		for (gsize k = 0; k < G_N_ELEMENTS(own); k++)
			is_kept = is_kept && strcmp(own[k].name, body->attributes[i].name) != 0;
		if (is_kept)
			g_array_append_val(attributes, body->attributes[i]);
	}
	g_array_append_vals(attributes, own, G_N_ELEMENTS(own));
	if (strcmp(body->name, "notice") == 0 && xml_attribute(body, first.name) == NULL)
		g_array_append_val(attributes, first);
	root.attributes = (const struct xml_attribute *)(const void *)attributes->data;
	root.attribute_count = (int)attributes->len;
	form_xml_append(xml, &root);
	return xml;
}

/* A letter known by its row alone. */
static struct due
due_of_row(const struct registry *registry, const struct issued_letter *letter)
{
	int form = 0;

	for (int i = 1; i <= LETTER_KINDS; i++) {
		g_autofree char *stem = form_stem(form_kind_find(i));

		if (strcmp(stem, letter->form.value) == 0)
			form = i;
	}
	return (struct due){
		.form = form,
		.service = registry_find_service(registry, letter->service.value),
		.source = letter->source.value,
		.service_name = letter->service_name.value,
		.provider_name = letter->recipient.value,
		.postal_code = letter->postal_code.value,
		.address = letter->address.value,
		.document_number = letter->document_number.value,
		.number = letter->number.value,
		.day = letter->issued->on.on,
		.dated_on = letter->dated_on.on,
	};
}

/* A correction says what the content says now, another copy what was said then. */
static struct due *
due_by_reissue(const struct registry *registry, const struct due *original,
               const struct issued_letter *letter, const struct delivery *reissue,
               struct findings *findings)
{
	bool is_corrected = g_strcmp0(reissue->because.value, "correction") == 0;
	AUTO(xml_document) document = NULL;
	struct due due = due_of_row(registry, letter);
	struct place place =
		place_in_file(letter->issued->file, reissue->line, letter->service.value);

	if (original != NULL)
		due = *original;
	if (!is_corrected || original == NULL) {
		document = ledger_read_data(registry, letter);
		if (document == NULL || form_kind_find(due.form) == NULL || due.service == NULL) {
			findings_add(findings, &data_unread, place, letter->document_number.value,
			             NULL);
			return NULL;
		}
	}
	if (due.in_force != NULL) {
		due.in_force = g_memdup2(due.in_force, sizeof(*due.in_force));
		due.application = &due.in_force->application;
	}
	due.replaces = letter;
	due.issued = NULL;
	due.source = letter->issued->file;
	due.document_number = reissue->document_number.value;
	due.day = due.dated_on = reissue->on.on;
	return due_finish(registry, &due,
	                  renumber(document != NULL ? xml_root(document) : due_body(original),
	                           letter, reissue));
}

/* Decisions before forms of the same day; each kind in its order. */
static int
compare_days(gconstpointer left, gconstpointer right)
{
	const struct due *const *a = left, *const *b = right;
	int day = date_compare((*a)->day, (*b)->day);

	if (day != 0)
		return day;
	return ((*a)->filled != NULL) - ((*b)->filled != NULL);
}

static bool
is_due(struct date day, struct date as_of)
{
	return date_is_set(day) && date_compare(day, as_of) <= 0;
}

static void
add_due(GPtrArray *letters, struct due *due)
{
	if (due != NULL)
		g_ptr_array_add(letters, due);
}

/* All that decisions and forms make due by the day. */
static void
add_content(GPtrArray *letters, const struct registry *registry, struct date as_of,
            struct findings *findings)
{
	EACH (const struct meeting, meeting, registry->meetings) {
		if (!is_due(meeting->held_on.on, as_of))
			continue;
		for (guint j = 0; j < meeting->decisions->len; j++)
			add_due(letters,
			        due_by_decision(registry, g_ptr_array_index(meeting->decisions, j),
			                        (struct date){ 0 }, findings));
	}
	EACH (const struct form, form, registry->forms)
		if (is_due(form->filed_on.on, as_of))
			add_due(letters, due_by_form(registry, form));
}

/* By document number. */
static GHashTable *
numbers_of(const GPtrArray *letters)
{
	GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);

	EACH (struct due, due, letters)
		if (due->document_number != NULL)
			g_hash_table_insert(numbers, (gpointer)due->document_number, due);
	return numbers;
}

/* The letter that the content makes, in whose place a letter is, at however many removes; NULL
 * where the content makes none. A ledger that goes in a circle has an end, too. */
static const struct due *
first_of(GHashTable *numbers, const struct issued_letter *letter)
{
	const struct due *due = NULL;

	for (guint i = g_hash_table_size(numbers); letter != NULL && i > 0; i--) {
		due = g_hash_table_lookup(numbers, letter->document_number.value);
		letter = due == NULL ? NULL : due->replaces;
	}
	return due;
}

/* Letters in place of others, also in place of such ones. */
static void
add_reissues(GPtrArray *letters, GHashTable *numbers, const struct registry *registry,
             const struct issued_letter *letter, struct date as_of, struct findings *findings)
{
	EACH (const struct delivery, delivery, letter->deliveries) {
		struct due *due;

		if (delivery->kind != DELIVERY_REISSUE || delivery->document_number.value == NULL ||
		    !is_due(delivery->on.on, as_of))
			continue;
		due = due_by_reissue(registry, first_of(numbers, letter), letter, delivery,
		                     findings);
		add_due(letters, due);
		if (due != NULL)
			g_hash_table_insert(numbers, (gpointer)due->document_number, due);
	}
}

static bool
has_corrections(const struct service *service)
{
	EACH (const struct event, event, service->timeline)
		if (event->kind == EVENT_CORRECT)
			return true;
	return false;
}

/* Beside what was issued stands what the content says by now: what was corrected since is
 * told by a letter in its place. */
static void
say_corrected(struct due *due, const struct registry *registry, struct date as_of,
              struct findings *findings)
{
	struct due *now = NULL;

	/* Without one the same letter would be made again. */
	if (due->decision != NULL && has_corrections(due->service))
		now = due_by_decision(registry, due->decision, as_of, findings);
	if (now == NULL)
		return;
	g_free(due->xml);
	xml_document_free(due->document);
	due->xml = g_steal_pointer(&now->xml);
	due->document = g_steal_pointer(&now->document);
	due->number = now->number;
	due->registered_on = now->registered_on;
	due->expires_on = now->expires_on;
	due_free(now);
}

/* Letters that were issued stand where they were; the content may make them no more. */
static void
add_issued(GPtrArray *letters, const struct registry *registry, const struct ledger *ledger,
           struct date as_of, struct findings *findings)
{
	g_autoptr(GHashTable) numbers = numbers_of(letters);

	EACH (const struct issued, issued, registry->issued)
		EACH (const struct issued_letter, letter, issued->letters) {
			const char *number = letter->document_number.value;
			struct due *due;

			if (ledger_find(ledger, number) != letter)
				continue;
			due = g_hash_table_lookup(numbers, number);
			if (due == NULL) {
				struct due alone = due_of_row(registry, letter);

				due = g_memdup2(&alone, sizeof(alone));
				g_ptr_array_add(letters, due);
			}
			if (due->replaces == NULL)
				say_corrected(due, registry, as_of, findings);
			due->issued = letter;
			due->day = letter->issued->on.on;
			g_free(due->path);
			due->path = ledger_path(letter);
			add_reissues(letters, numbers, registry, letter, as_of, findings);
		}
}

GPtrArray *
due_letters(const struct registry *registry, const struct ledger *ledger, struct date since,
            struct date as_of, struct findings *findings)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	GPtrArray *letters = g_ptr_array_new_with_free_func(due_free);
	g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);

	add_content(all, registry, as_of, findings);
	if (registry->site.notices != NULL && registry->site.notices->len > 0)
		due_add_notices(all, registry, as_of);
	if (ledger != NULL)
		add_issued(all, registry, ledger, as_of, findings);
	g_ptr_array_sort(all, compare_days);
	EACH (struct due, due, all)
		if (due->issued != NULL)
			g_hash_table_add(paths, due->path);
	EACH (struct due, due, all) {
		if (due->issued == NULL)
			make_path_unique(due, paths);
		if (due->document_number == NULL && !due->service->lost)
			findings_add(findings, &number_missing,
			             place_in_file(due->source,
			                           due->event != NULL      ? due->event->line
			                           : due->filled != NULL   ? due->filled->line
			                           : due->decision != NULL ? due->decision->line
			                                                   : 0,
			                           due->service->id.value),
			             due->path, NULL);
		/* Which ones are made is a matter of the date that they bear. */
		if (is_due(due->day, as_of) &&
		    (!date_is_set(since) || date_compare(due->dated_on, since) >= 0))
			g_ptr_array_add(letters, due);
		else
			due_free(due);
	}
	return letters;
}
