/* Which letters a decision owes, and what they say of its day. */
#include "unit.h"

#include "history.h"
#include "letter/due.h"
#include "registry/form.h"
#include "registry/listing_change.h"

static const struct date any_day;

/* A service made by hand, in a registry of its own. */
struct scene {
	struct history *history;
	struct registry registry;
	struct findings *findings;
	GPtrArray *letters;
	GPtrArray *documents; /* of its forms */
	struct registry_store *store;
};

static struct scene *
scene_new(void)
{
	struct scene *scene = g_new0(struct scene, 1);

	scene->history = history_new();
	scene->findings = findings_new();
	scene->registry.meetings = g_ptr_array_new();
	scene->registry.forms = g_ptr_array_new();
	scene->store = registry_store_new();
	scene->documents = g_ptr_array_new_with_free_func((GDestroyNotify)xml_document_free);
	return scene;
}

static void
scene_free(struct scene *scene)
{
	for (guint i = 0; i < scene->registry.meetings->len; i++)
		g_ptr_array_unref(
			((struct meeting *)scene->registry.meetings->pdata[i])->decisions);
	g_ptr_array_unref(scene->registry.meetings);
	g_ptr_array_unref(scene->registry.forms);
	if (scene->letters != NULL)
		g_ptr_array_unref(scene->letters);
	g_ptr_array_unref(scene->documents);
	registry_store_free(scene->store);
	findings_free(scene->findings);
	history_free(scene->history);
	g_free(scene);
}
DEFINE_AUTO(scene)

static void
apply(struct scene *scene, const char *kind, const char *on)
{
	struct application *application = history_apply(scene->history, kind);

	application->applied_on.on = day(on);
	application->applicant.name.value = "株式会社試験";
	application->applicant.honorific.value = "様";
	application->applicant.representative.post.value = "代表取締役";
	application->applicant.representative.name.value = "試験 一郎";
	application->statement.service_name.value = "試験クラウド";
	application->statement.audit_period.last_on.on = day("2025-03-31");
}

/* The n-th application is about to be decided; 0: a removal on `ground`. */
static struct decision *
decide(struct scene *scene, enum event_kind kind, const char *on, guint number, const char *text)
{
	struct decision *decision = history_decide(scene->history, kind, day(on), number);
	struct meeting *meeting = (struct meeting *)decision->meeting;

	meeting->file = "registry/decisions/day.xml";
	meeting->letters_on.on = day(on);
	meeting->decisions = g_ptr_array_new();
	decision->line = (int)scene->registry.meetings->len + 1;
	decision->service.value = "S0001";
	decision->expires_on.on = day("2027-07-31");
	if (kind == EVENT_REGISTER)
		decision->number.value = text;
	if (kind == EVENT_REMOVE)
		decision->ground.value = text;
	g_ptr_array_add(meeting->decisions, decision);
	g_ptr_array_add(scene->registry.meetings, meeting);
	return decision;
}

/* A form 9 of this XML, which is in force from its day. */
static void
change(struct scene *scene, const char *on, const char *changes)
{
	g_autofree char *xml = g_strdup_printf(
		"<form xmlns=\"urn:ismapgen:1\" number=\"9\" effect-on=\"%s\"><filer><name>乙</name>"
		"<representative><post>社長</post><name>乙野 次郎</name></representative></filer>"
		"%s</form>",
		on, changes);
	struct xml_document *document =
		xml_parse(xml, strlen(xml), "form.xml", false, scene->findings);
	struct form *form = history_own(scene->history, g_new0(struct form, 1));

	assert_non_null(document);
	g_ptr_array_add(scene->documents, document);
	form->number = 9;
	form->filed_on.on = day(on);
	form->body = xml_root(document);
	form->file = "form.xml";
	listing_changes_read(&(struct binding){ .store = scene->store,
	                                        .findings = scene->findings,
	                                        .file = "form.xml",
	                                        .record = "S0001" },
	                     form);
	history_event(scene->history, EVENT_LISTING_CHANGE, on)->form = form;
}

/* The first letter of the form; NULL: there is none. */
static const struct due *
letter_of(struct scene *scene, int form)
{
	if (scene->letters == NULL)
		scene->letters = due_letters(&scene->registry, NULL, any_day, day("2100-01-01"),
		                             scene->findings);
	for (guint i = 0; i < scene->letters->len; i++) {
		const struct due *due = g_ptr_array_index(scene->letters, i);

		if (due->form == form)
			return due;
	}
	return NULL;
}

static const char *
said(const struct due *due, const char *path)
{
	assert_non_null(due);
	return form_node_text(due_body(due), path);
}

static void
form_13_says(struct scene *scene, const char *number)
{
	assert_string_equal(said(letter_of(scene, 13), "registration-number"), number);
	assert_int_equal(findings_count(scene->findings, FINDING_ERROR), 0);
}

static void
a_removal_on_the_day_of_the_registration_has_its_letter(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();

	apply(scene, "new", "2025-06-01");
	history_process(scene->history, "2025-06-10", 1);
	decide(scene, EVENT_REGISTER, "2025-10-01", 1, "C25-0001-1");
	decide(scene, EVENT_REMOVE, "2025-10-01", 0, "5");
	form_13_says(scene, "C25-0001-1");
	assert_string_equal(said(letter_of(scene, 5), "registration-number"), "C25-0001-1");
}

static void
a_removal_before_the_day_of_registration_has_its_letter(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();

	apply(scene, "new", "2025-06-01");
	history_process(scene->history, "2025-06-10", 1);
	decide(scene, EVENT_REGISTER, "2025-10-01", 1, "C25-0001-1")->registered_on.on =
		day("2025-12-01");
	decide(scene, EVENT_REMOVE, "2025-11-01", 0, "5");
	form_13_says(scene, "C25-0001-1");
	assert_string_equal(said(letter_of(scene, 13), "registered-on"), "2025-12-01");
}

/* Registered under one number, removed, and under another by the same meeting. */
static void
register_anew(struct scene *scene)
{
	apply(scene, "new", "2025-06-01");
	history_process(scene->history, "2025-06-10", 1);
	decide(scene, EVENT_REGISTER, "2025-10-01", 1, "C25-0001-1");
	apply(scene, "reapplication", "2026-04-01");
	history_process(scene->history, "2026-04-10", 2);
}

static void
form_13_names_the_entry_that_the_removal_takes(void **state)
{
	(void)state;
	AUTO(scene) again = scene_new();
	AUTO(scene) exchanged = scene_new();
	AUTO(scene) turned = scene_new();

	register_anew(again);
	history_event(again->history, EVENT_WITHDRAWAL, "2026-04-20");
	decide(again, EVENT_REMOVE, "2026-05-01", 0, "2");
	decide(again, EVENT_REGISTER, "2026-06-01", 2, "C26-0001-1");
	decide(again, EVENT_REMOVE, "2026-06-01", 0, "5");
	form_13_says(again, "C26-0001-1");

	register_anew(exchanged);
	decide(exchanged, EVENT_REMOVE, "2026-06-01", 0, "4");
	decide(exchanged, EVENT_REGISTER, "2026-06-01", 2, "C26-0001-1");
	form_13_says(exchanged, "C25-0001-1");

	register_anew(turned);
	decide(turned, EVENT_REGISTER, "2026-06-01", 2, "C26-0001-1");
	decide(turned, EVENT_REMOVE, "2026-06-01", 0, "4");
	form_13_says(turned, "C25-0001-1");
}

static void
a_letter_that_is_owed_and_cannot_be_made_is_told(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();

	apply(scene, "new", "2025-06-01");
	decide(scene, EVENT_REMOVE, "2025-10-01", 0, "5");
	assert_null(letter_of(scene, 13));
	assert_int_equal(findings_count(scene->findings, FINDING_ERROR), 1);
	assert_string_equal(
		((const struct finding *)findings_sorted(scene->findings)->pdata[0])->message->id,
		"letter-owed");
}

static void
letters_say_what_forms_9_changed_by_the_decision(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();
	static const char renamed[] =
		"<change item=\"provider-name\"><old>株式会社試験</old><new>株式会社改名</new></change>"
		"<change item=\"service-name\"><old>試験クラウド</old><new>改名クラウド</new></change>";

	register_anew(scene);
	change(scene, "2026-04-20", renamed);
	decide(scene, EVENT_REMOVE, "2026-05-01", 0, "5");
	change(scene, "2026-07-01", "<change item=\"service-name\"><new>後の名前</new></change>");
	assert_string_equal(said(letter_of(scene, 13), "recipient/name"), "株式会社改名");
	assert_string_equal(said(letter_of(scene, 13), "recipient/person"), "乙野 次郎");
	assert_string_equal(said(letter_of(scene, 13), "service-name"), "改名クラウド");
	assert_string_equal(said(letter_of(scene, 5), "recipient/name"), "株式会社試験");
	assert_string_equal(said(letter_of(scene, 5), "recipient/person"), "試験 一郎");
}

static void
renewals_and_refusals_say_the_names_of_their_day(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();
	static const char renamed[] =
		"<change item=\"provider-name\"><old>株式会社試験</old><new>株式会社改名</new></change>";

	register_anew(scene);
	apply(scene, "renewal", "2026-05-01");
	history_process(scene->history, "2026-05-10", 3);
	change(scene, "2026-06-10", renamed);
	decide(scene, EVENT_REFUSE, "2026-10-01", 3, NULL);
	assert_string_equal(said(letter_of(scene, 6), "recipient/name"), "株式会社改名");
	assert_string_equal(said(letter_of(scene, 6), "registration-number"), "C25-0001-1");
	assert_string_equal(said(letter_of(scene, 6), "expires-on"), "2027-07-31");
}

/* On the last day of a registration its renewal can still be applied for. */
static void
a_refusal_on_the_day_of_the_expiry_names_it(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();

	register_anew(scene);
	apply(scene, "renewal", "2026-05-01");
	history_process(scene->history, "2026-05-10", 3);
	decide(scene, EVENT_REFUSE, "2027-07-31", 3, NULL);
	assert_string_equal(said(letter_of(scene, 6), "expires-on"), "2027-07-31");
}

/* What a second sitting of the day put right is what the letter of the day says; what was put
 * right later is told by another letter. */
static void
a_letter_says_what_was_corrected_within_its_day(void **state)
{
	(void)state;
	AUTO(scene) scene = scene_new();
	struct decision right = { .expires_on.on = day("2027-06-30") };
	struct meeting meeting = { .held_on.on = day("2025-10-01"), .sequence = 2 };

	apply(scene, "new", "2025-06-01");
	history_process(scene->history, "2025-06-10", 1);
	right.meeting = &meeting;
	decide(scene, EVENT_REGISTER, "2025-10-01", 1, "C25-0001-1")->correction = &right;
	assert_string_equal(said(letter_of(scene, 5), "expires-on"), "2027-06-30");
	g_clear_pointer(&scene->letters, g_ptr_array_unref);
	meeting.held_on.on = day("2025-10-02");
	assert_string_equal(said(letter_of(scene, 5), "expires-on"), "2027-07-31");
}

/* The form says it, and else the application of that day. */
static void
a_filled_form_is_sent_to_the_seat_of_its_day(void **state)
{
	static const struct {
		const char *said, *postal_code, *address;
	} cases[] = {
		{ "", "100-0001", "東京都一区" },
		{ "<postal-code>530-0001</postal-code>", "530-0001", "東京都一区" },
		{ "<address>大阪市北区</address>", "100-0001", "大阪市北区" },
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		AUTO(scene) scene = scene_new();
		g_autofree char *xml =
			g_strdup_printf("<form xmlns=\"urn:ismapgen:1\" number=\"10\"><recipient>"
		                        "%s<name>乙</name></recipient></form>",
		                        cases[i].said);
		struct form form = { .number = 10,
			             .file = "form.xml",
			             .filed_on.on = day("2025-06-10"),
			             .target = &scene->history->service };

		apply(scene, "new", "2025-06-01");
		struct application *application =
			g_ptr_array_index(scene->history->service.applications, 0);
		application->applicant.postal_code.value = "100-0001";
		application->applicant.address.value = "東京都一区";
		form.document = xml_parse(xml, strlen(xml), "form.xml", false, scene->findings);
		form.body = xml_root(form.document);
		g_ptr_array_add(scene->documents, form.document);
		g_ptr_array_add(scene->registry.forms, &form);

		const struct due *due = letter_of(scene, 10);

		assert_non_null(due);
		assert_string_equal(due->postal_code, cases[i].postal_code);
		assert_string_equal(due->address, cases[i].address);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_removal_on_the_day_of_the_registration_has_its_letter),
		cmocka_unit_test(a_removal_before_the_day_of_registration_has_its_letter),
		cmocka_unit_test(form_13_names_the_entry_that_the_removal_takes),
		cmocka_unit_test(a_letter_that_is_owed_and_cannot_be_made_is_told),
		cmocka_unit_test(letters_say_what_forms_9_changed_by_the_decision),
		cmocka_unit_test(renewals_and_refusals_say_the_names_of_their_day),
		cmocka_unit_test(a_refusal_on_the_day_of_the_expiry_names_it),
		cmocka_unit_test(a_letter_says_what_was_corrected_within_its_day),
		cmocka_unit_test(a_filled_form_is_sent_to_the_seat_of_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
