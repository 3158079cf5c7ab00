/*
 * Random lawful lives of services, written as the files that an office would have, then
 * read, examined, listed and told by letters. Each life keeps its own account of what is
 * true on every day; nothing of that is computed by the program.
 */
#include "unit.h"

#include "base/folder.h"
#include "disclosure/disclosure.h"
#include "history/timeline.h"
#include "letter/due.h"
#include "registry/registry.h"
#include "rules/rules.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#define LIVES 240
#define DAYS 700

static const struct date first_day = { 2024, 1, 1 };

/* What is true of a service at the end of a day. */
struct fact {
	bool listed, suspended[2];
	char *number, *name, *provider, *person;
};

struct expected_letter {
	int day, form;
	const char *number;
};

struct life {
	GRand *rand;
	int id, today, serial, applications, numbers;
	struct fact now, days[DAYS + 1];
	int expires, removal_ground;
	bool pending; /* a renewal, received in time and undecided */
	char *suspended_on[2], *registered_on;
	GString *applied, *parties, *carried_over;
	GPtrArray *events; /* char *, in any order */
	GArray *letters;   /* struct expected_letter */
	const char *folder;
	GHashTable *meetings; /* day -> GString *, of all lives */
	GPtrArray *owned;
};

static char *own(struct life *life, const char *format, ...) G_GNUC_PRINTF(2, 3);

static char *
own(struct life *life, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(life->owned, text);
	return text;
}

static bool
chance(struct life *life, int of)
{
	return g_rand_int_range(life->rand, 0, of) == 0;
}

static char *
on(struct life *life)
{
	g_autofree char *day = date_iso(date_add_days(first_day, life->today));

	return own(life, "%s", day);
}

/* Lets days pass; what was true stays true, but for an expiry (8.1, 14.2(1)). */
static void
pass(struct life *life, int days)
{
	int end = MIN(life->today + days, DAYS);

	life->days[life->today] = life->now;
	while (life->today < end) {
		life->today++;
		if (life->now.listed && life->today > life->expires && !life->pending) {
			life->now.listed = life->now.suspended[0] = life->now.suspended[1] = false;
			life->removal_ground = 1;
		}
		life->days[life->today] = life->now;
	}
}

static void
wait_some(struct life *life)
{
	pass(life, g_rand_int_range(life->rand, 1, 30));
}

static void event(struct life *life, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
event(struct life *life, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(life->events, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

static void decide(struct life *life, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
decide(struct life *life, const char *format, ...)
{
	GString *meeting = g_hash_table_lookup(life->meetings, on(life));
	va_list arguments;

	if (meeting == NULL) {
		meeting = g_string_new(NULL);
		g_hash_table_insert(life->meetings, g_strdup(on(life)), meeting);
	}
	va_start(arguments, format);
	g_string_append_vprintf(meeting, format, arguments);
	va_end(arguments);
}

/* That a decision of today owes a letter, which names what is true at the end of the day. */
static void
expect_letter(struct life *life, int form, const char *number)
{
	struct expected_letter letter = { life->today, form, number };

	g_array_append_val(life->letters, letter);
}

static char *
document_number(struct life *life)
{
	return own(life, "<document-number>文%d-%d</document-number>", life->id, ++life->serial);
}

static const char rest_of_statement[] =
	"<service-reading>しけん</service-reading><service-url>https://service.example.jp/</service-url>"
	"<statement-scope><overview>全体。</overview><sub-service><name>本体</name></sub-service>"
	"<region country=\"JP\" prefecture=\"13\">東京</region></statement-scope>"
	"<control-objectives edition=\"2022-04\"><implemented>3.1.1 4.4.1 4.4.2 9.1.1 9.5.1.P 9.5.2.P"
	"</implemented></control-objectives><audit-period><first-on>2022-04-01</first-on>"
	"<last-on>2023-03-31</last-on></audit-period><subsequent-events>なし</subsequent-events>";

static const char disclosed[] =
	"<disclosed-information><capital-and-officers>なし。</capital-and-officers><foreign-law-risk>なし。"
	"</foreign-law-risk><governing-law>日本法。</governing-law><third-party-testing>年1回。"
	"</third-party-testing></disclosed-information>";

/* An application of today that says what is true today. The same old audit stands behind all of
 * them, which the body and the committee accept as a deviation. */
static void
apply(struct life *life, const char *kind)
{
	static const char *const rules[] = { "audit-period-gap", "report-late", "application-late",
		                             "statement-signed-late", "removed-before" };
	const struct fact *now = &life->now;

	life->applications++;
	g_string_append_printf(
		life->applied,
		"<application id=\"%d\" kind=\"%s\"><applied-on>%s</applied-on><applicant><name>%s</name>"
		"<reading>しけん</reading><address>東京都</address><representative><name>%s</name>"
		"</representative><honorific>様</honorific></applicant><statement><signed-on>2023-05-01"
		"</signed-on><representative><name>%s</name></representative><service-name>%s</service-name>"
		"%s</statement><confirmation><signed-on>2023-05-01</signed-on><confirmed>1 2 3 4 5 6 7 8"
		"</confirmed></confirmation><audit><auditor>監査</auditor><report-on>2023-05-01</report-on>"
		"</audit>%s<pledge><signed-on>2023-05-01</signed-on><sworn>1 2 3 4 5 6</sworn></pledge>"
		"<no-antisocial-forces/><enclosures language=\"ja\" annex-language=\"ja\"><attached>1 2 3 4 6 7"
		"</attached></enclosures>",
		life->applications, kind, on(life), now->provider, now->person, now->person,
		now->name, rest_of_statement, disclosed);
	for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
		g_string_append_printf(
			life->applied,
			"<deviation rule=\"%s\" by=\"committee\" on=\"%s\"><reason>認める。"
			"</reason></deviation>",
			rules[i], on(life));
	g_string_append(life->applied, "</application>");
	event(life, "<receipt on=\"%s\" application=\"%d\"/>", on(life), life->applications);
}

/* From the receipt to the report: all on one day, or some days apart. */
static void
examine(struct life *life)
{
	int within = g_rand_int_range(life->rand, 0, 12);

	pass(life, g_rand_int_range(life->rand, 0, within + 1));
	event(life, "<acceptance on=\"%s\" application=\"%d\"/>", on(life), life->applications);
	pass(life, g_rand_int_range(life->rand, 0, within + 1));
	event(life, "<examination on=\"%s\" application=\"%d\"/>", on(life), life->applications);
	pass(life, g_rand_int_range(life->rand, 0, within + 1));
}

static void
enter_list(struct life *life)
{
	life->now.listed = true;
	life->now.number = own(life, "C%02d-%04d-1", 24 + life->numbers++, life->id);
	life->expires = life->today + g_rand_int_range(life->rand, 60, 400);
	life->removal_ground = 0;
}

static char *
expiry(struct life *life)
{
	g_autofree char *day = date_iso(date_add_days(first_day, life->expires));

	return own(life, "<expires-on>%s</expires-on>", day);
}

static void
refuse(struct life *life, const char *number)
{
	decide(life,
	       "<refuse service=\"S%04d\" application=\"%d\">%s<reason>理由。</reason></refuse>",
	       life->id, life->applications, document_number(life));
	expect_letter(life, 6, number);
}

static void
annul(struct life *life, const char *act, const char *act_on)
{
	decide(life,
	       "<annul service=\"S%04d\" act=\"%s\" act-on=\"%s\" ground=\"own-motion\"><reason>誤り。"
	       "</reason></annul>",
	       life->id, act, act_on);
}

/* Applied for anew and decided; a refusal may be annulled, and then be decided again. */
static void
begin(struct life *life)
{
	const char *kind =
		life->removal_ground >= 3 && life->removal_ground <= 5 ? "reapplication" : "new";

	apply(life, kind);
	examine(life);
	if (chance(life, 4)) {
		const char *refused_on = on(life);

		refuse(life, NULL);
		wait_some(life);
		if (chance(life, 2))
			return;
		annul(life, "refusal", refused_on);
		wait_some(life);
	}
	enter_list(life);
	decide(life,
	       "<register service=\"S%04d\" application=\"%d\"><number>%s</number><registered-on>%s"
	       "</registered-on>%s%s</register>",
	       life->id, life->applications, life->now.number, on(life), expiry(life),
	       document_number(life));
	expect_letter(life, 5, life->now.number);
	life->registered_on = on(life);
}

static void
carry_over(struct life *life)
{
	enter_list(life);
	life->now.suspended[0] = chance(life, 2);
	g_string_append_printf(
		life->carried_over,
		"<carried-over on=\"%s\" from=\"別のリスト\"><number>%s</number><registered-on>2023-06-01"
		"</registered-on>%s<applicant><name>%s</name><reading>しけん</reading><address>東京都</address>"
		"<representative><name>%s</name></representative><honorific>様</honorific></applicant>"
		"<service-name>%s</service-name>%s%s%s</carried-over>",
		on(life), life->now.number, expiry(life), life->now.provider, life->now.person,
		life->now.name, rest_of_statement, disclosed,
		life->now.suspended[0] ? "<suspended since=\"2023-12-01\" ground=\"9.3\"/>" : "");
}

static void
write_form(struct life *life, int number, const char *attributes, const char *body)
{
	g_autofree char *name = g_strdup_printf("%s/forms/S%04d/%s-form%02d.xml", life->folder,
	                                        life->id, on(life), number);
	g_autofree char *folder = g_path_get_dirname(name);
	g_autofree char *text = g_strdup_printf(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<form xmlns=\"urn:ismapgen:1\" number=\"%d\" "
		"service=\"S%04d\" filed-on=\"%s\"%s><filer><name>%s</name><address>東京都</address>"
		"<representative><name>%s</name></representative></filer><service-name>%s</service-name>"
		"<registration-number>%s</registration-number>%s</form>\n",
		number, life->id, on(life), attributes, life->now.provider, life->now.person,
		life->now.name, life->now.number, body);

	assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
	assert_true(g_file_set_contents(name, text, -1, NULL));
}

/* 10.2, by form 9, for a name; or another party. */
static void
change(struct life *life)
{
	bool of_service = chance(life, 2);
	char **changed = of_service ? &life->now.name : &life->now.provider;
	char *new = own(life, "%s%d", of_service ? "雲" : "社", ++life->serial);

	if (chance(life, 3)) {
		life->now.provider = own(life, "社%d", ++life->serial);
		life->now.person = own(life, "人%d", ++life->serial);
		g_string_append_printf(
			life->parties,
			"<party on=\"%s\" cause=\"%s\"><name>%s</name><representative><name>%s"
			"</name></representative></party>",
			on(life), chance(life, 2) ? "change" : "transfer", life->now.provider,
			life->now.person);
		return;
	}
	write_form(life, 9, own(life, " effect-on=\"%s\"", on(life)),
	           own(life, "<change item=\"%s\"><old>%s</old><new>%s</new></change>",
	               of_service ? "service-name" : "provider-name", *changed, new));
	*changed = new;
}

/* Suspends, or lifts after the report; or finds that it was wrong. */
static void
suspend(struct life *life)
{
	int which = g_rand_int_range(life->rand, 0, 2);
	const char *ground = which == 0 ? "9.3" : "10.3";

	if (!life->now.suspended[which]) {
		event(life, "<suspension on=\"%s\" ground=\"%s\"/>", on(life), ground);
		life->suspended_on[which] = on(life);
		life->now.suspended[which] = true;
		return;
	}
	if (life->suspended_on[which] != NULL &&
	    g_strcmp0(life->suspended_on[0], life->suspended_on[1]) != 0 && chance(life, 4)) {
		annul(life, "suspension", life->suspended_on[which]);
	} else {
		write_form(
			life, which == 0 ? 7 : 8, "",
			which == 0
				? "<occurred-on>2024-01-01</occurred-on><noticed-on>2024-01-01"
				  "</noticed-on><summary>一</summary><effect>二</effect><response>三"
				  "</response>"
				: "<changed-on>2024-01-01</changed-on><change>一</change><reason>二"
				  "</reason><affected-objectives>9.1.1</affected-objectives>");
		event(life, "<lifting on=\"%s\" ground=\"%s\"/>", on(life), ground);
	}
	life->now.suspended[which] = false;
}

static void
renew(struct life *life)
{
	if (life->today > life->expires)
		return;
	apply(life, "renewal");
	life->pending = true;
	examine(life);
	if (chance(life, 4)) {
		refuse(life, life->now.number);
		life->expires = MAX(life->expires, life->today);
	} else {
		life->expires =
			MAX(life->expires, life->today) + g_rand_int_range(life->rand, 30, 300);
		decide(life, "<renew service=\"S%04d\" application=\"%d\">%s%s</renew>", life->id,
		       life->applications, expiry(life), document_number(life));
		expect_letter(life, 5, life->now.number);
		life->registered_on = NULL;
	}
	life->pending = false;
}

/* By 14.2(2) after form 12, or by (4) or (5); the committee may take it back. */
static void
leave(struct life *life)
{
	int ground = chance(life, 3) ? 2 : g_rand_int_range(life->rand, 4, 6);
	struct fact before = life->now;
	const char *removed_on;

	if (ground == 2)
		write_form(life, 12, " ground=\"14.1(1)\"", "<reason>終了。</reason>");
	removed_on = on(life);
	decide(life, "<remove service=\"S%04d\" ground=\"%d\">%s<reason>理由。</reason></remove>",
	       life->id, ground, ground == 2 ? "" : document_number(life));
	if (ground != 2)
		expect_letter(life, 13, life->now.number);
	life->now.listed = life->now.suspended[0] = life->now.suspended[1] = false;
	life->removal_ground = ground;
	life->suspended_on[0] = life->suspended_on[1] = NULL;
	wait_some(life);
	if (!chance(life, 3) || life->today > life->expires)
		return;
	annul(life, "removal", removed_on);
	life->now = before;
	life->removal_ground = 0;
}

static void
correct(struct life *life)
{
	if (life->registered_on == NULL)
		return;
	life->now.name = own(life, "訂正%d", ++life->serial);
	decide(life,
	       "<correct service=\"S%04d\" act=\"registration\" act-on=\"%s\"><service-name>%s"
	       "</service-name></correct>",
	       life->id, life->registered_on, life->now.name);
}

/* One thing after the other; some share a day. */
static void
live(struct life *life)
{
	bool is_carried = chance(life, 4);
	int changed_on = -1, suspended_on = -1;

	life->now.name = own(life, "雲");
	life->now.provider = own(life, "社%d", life->id);
	life->now.person = own(life, "人");
	wait_some(life);
	if (is_carried)
		carry_over(life);
	while (life->today < DAYS - 150) {
		if (!chance(life, 3))
			wait_some(life);
		if (!life->now.listed) {
			wait_some(life);
			begin(life);
		} else if (chance(life, 3) && life->today > changed_on) {
			changed_on = life->today;
			change(life);
		} else if (chance(life, 2) && life->today > suspended_on) {
			suspended_on = life->today;
			suspend(life);
		} else if (chance(life, 3)) {
			wait_some(life);
			if (life->now.listed)
				renew(life);
			wait_some(life);
		} else if (chance(life, 4)) {
			wait_some(life);
			if (life->now.listed)
				leave(life);
			wait_some(life);
		} else if (chance(life, 4) && life->today > changed_on) {
			changed_on = life->today;
			correct(life);
		}
	}
	pass(life, DAYS);
	life->days[DAYS] = life->now;
}

/* The service's file; what happened on its days stands there in any order. */
static void
write_service(struct life *life)
{
	g_autofree char *path =
		g_strdup_printf("%s/registry/services/S%04d.xml", life->folder, life->id);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = life->events->len; i > 1; i--) {
		guint other = (guint)g_rand_int_range(life->rand, 0, (gint)i);
		gpointer moved = life->events->pdata[other];

		life->events->pdata[other] = life->events->pdata[i - 1];
		life->events->pdata[i - 1] = moved;
	}
	g_string_append_printf(text,
	                       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<service "
	                       "xmlns=\"urn:ismapgen:1\" id=\"S%04d\">%s%s%s<events>",
	                       life->id, life->carried_over->str, life->applied->str,
	                       life->parties->str);
	for (guint i = 0; i < life->events->len; i++)
		g_string_append_printf(text, "\n%s", (char *)life->events->pdata[i]);
	g_string_append(text, "</events></service>\n");
	assert_true(g_file_set_contents(path, text->str, -1, NULL));
}

static struct life *
life_new(GRand *rand, const char *folder, GHashTable *meetings, int id)
{
	struct life *life = g_new0(struct life, 1);

	life->rand = rand;
	life->id = id;
	life->folder = folder;
	life->meetings = meetings;
	life->applied = g_string_new(NULL);
	life->parties = g_string_new(NULL);
	life->carried_over = g_string_new(NULL);
	life->events = g_ptr_array_new_with_free_func(g_free);
	life->owned = g_ptr_array_new_with_free_func(g_free);
	life->letters = g_array_new(false, false, sizeof(struct expected_letter));
	return life;
}

static void
life_free(gpointer data)
{
	struct life *life = data;

	g_string_free(life->applied, true);
	g_string_free(life->parties, true);
	g_string_free(life->carried_over, true);
	g_ptr_array_unref(life->events);
	g_ptr_array_unref(life->owned);
	g_array_unref(life->letters);
	g_free(life);
}

static void
free_meeting(gpointer data)
{
	g_string_free(data, true);
}

static void
write_meetings(const char *folder, GHashTable *meetings)
{
	GHashTableIter iter;
	gpointer day, items;

	g_hash_table_iter_init(&iter, meetings);
	while (g_hash_table_iter_next(&iter, &day, &items)) {
		g_autofree char *path =
			g_strdup_printf("%s/registry/decisions/%s.xml", folder, (char *)day);
		g_autofree char *text = g_strdup_printf(
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<decisions "
			"xmlns=\"urn:ismapgen:1\" held-on=\"%s\" letters-on=\"%s\"><title>会</title>"
			"<items>%s</items></decisions>\n",
			(char *)day, (char *)day, ((GString *)items)->str);

		assert_true(g_file_set_contents(path, text, -1, NULL));
	}
}

static void
copy_file(const char *folder, const char *name)
{
	g_autofree char *from = g_build_filename("tests/rules/base", name, NULL);
	g_autofree char *to = g_build_filename(folder, name, NULL);
	g_autofree char *text = NULL;

	assert_true(g_file_get_contents(from, &text, NULL, NULL));
	assert_true(g_file_set_contents(to, text, -1, NULL));
}

static char *
new_folder(void)
{
	static const char *const parts[] = { "criteria", "registry/services", "registry/decisions",
		                             "forms" };
	char *folder = g_dir_make_tmp("lives-XXXXXX", NULL);

	assert_non_null(folder);
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *path = g_build_filename(folder, parts[i], NULL);

		assert_int_equal(g_mkdir_with_parents(path, 0755), 0);
	}
	copy_file(folder, "site.xml");
	copy_file(folder, "criteria/2022-04.xml");
	return folder;
}

/* Nothing that the office did was unlawful: no event is forbidden, and what departs from a
 * rule was accepted. */
static void
assert_lawful(const struct registry *registry)
{
	AUTO(findings) findings = findings_new();
	const GPtrArray *all;

	rules_examine(registry, date_add_days(first_day, DAYS), 1, findings);
	all = findings_sorted(findings);
	for (guint i = 0; i < all->len; i++) {
		const struct finding *finding = all->pdata[i];

		if (finding->level == FINDING_ERROR) {
			g_autofree char *text = finding_text(finding, LANGUAGE_EN);

			fail_msg("%s: %s", finding->place.file, text);
		}
	}
}

static const struct disclosure *
entry_of(const struct public_register *list, const char *number)
{
	for (guint i = 0; number != NULL && i < list->entries->len; i++)
		if (strcmp(((const struct disclosure *)list->entries->pdata[i])->number, number) ==
		    0)
			return list->entries->pdata[i];
	return NULL;
}

static bool
has_state(const struct disclosure *entry, enum state state)
{
	for (guint i = 0; i < entry->statuses->len; i++)
		if (((const struct disclosed_status *)entry->statuses->pdata[i])->state == state)
			return true;
	return false;
}

static void
assert_listed(const struct life *life, int day, const struct public_register *list)
{
	const struct fact *fact = &life->days[day];
	const struct disclosure *entry = entry_of(list, fact->number);

	if (!fact->listed) {
		assert_null(entry);
		return;
	}
	if (entry == NULL)
		fail_msg("S%04d %s is not listed on day %d", life->id, fact->number, day);
	if (strcmp(entry->listing.name, fact->name) != 0)
		fail_msg("S%04d is called %s on day %d, not %s", life->id, entry->listing.name, day,
		         fact->name);
	assert_string_equal(entry->listing.provider_name, fact->provider);
	assert_int_equal(has_state(entry, STATE_SUSPENDED_INCIDENT), fact->suspended[0]);
	assert_int_equal(has_state(entry, STATE_SUSPENDED_CHANGE), fact->suspended[1]);
	for (guint i = 0; i < entry->history->len; i++) {
		const struct disclosed_event *event = entry->history->pdata[i];

		assert_true(date_is_set(event->published_on));
		assert_true(date_compare(event->on, list->as_of) <= 0);
		assert_non_null(event->clause);
		assert_non_null(event->name);
	}
}

/* All that are owed, in order of day, and no other. */
static void
assert_letters(const struct life *life, const GPtrArray *letters)
{
	g_autofree char *id = g_strdup_printf("S%04d", life->id);
	guint next = 0;

	for (guint i = 0; i < letters->len; i++) {
		const struct due *due = letters->pdata[i];
		const struct expected_letter *expected;
		const struct fact *fact;

		if (strcmp(due->service->id.value, id) != 0 || due->decision == NULL)
			continue;
		assert_in_range(next, 0, life->letters->len - 1);
		expected = &g_array_index(life->letters, struct expected_letter, next++);
		assert_int_equal(due->form, expected->form);
		assert_int_equal(date_days_between(first_day, due->day), expected->day);
		fact = &life->days[expected->day];
		assert_string_equal(due->service_name, fact->name);
		assert_string_equal(due->provider_name, fact->provider);
		if (strcmp(due->application->applicant.representative.name.value, fact->person) !=
		    0)
			fail_msg("%s: form %d of day %d is to %s, not %s", id, due->form,
			         expected->day,
			         due->application->applicant.representative.name.value,
			         fact->person);
		if (expected->number == NULL)
			assert_null(due->number);
		else
			assert_string_equal(due->number, expected->number);
	}
	assert_int_equal(next, life->letters->len);
}

static void
lawful_lives_are_listed_and_told(void **state)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20221101);
	g_autofree char *folder = new_folder();
	g_autoptr(GHashTable) meetings =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_meeting);
	g_autoptr(GPtrArray) lives = g_ptr_array_new_with_free_func(life_free);
	AUTO(findings) findings = findings_new();
	unsigned listed = 0, suspended = 0, forms[16] = { 0 };

	(void)state;
	for (int id = 1; id <= LIVES; id++) {
		struct life *life = life_new(rand, folder, meetings, id);

		live(life);
		write_service(life);
		g_ptr_array_add(lives, life);
	}
	write_meetings(folder, meetings);

	AUTO(registry) registry = registry_load(folder, 2, findings, NULL);

	assert_non_null(registry);
	assert_int_equal(findings_count(findings, FINDING_ERROR), 0);
	assert_lawful(registry);
	for (int day = 3; day <= DAYS; day += 11) {
		AUTO(public_register) list =
			public_register_new(registry, date_add_days(first_day, day), 1);
		unsigned entries = 0;

		assert_null(list->incomplete);
		for (guint i = 0; i < lives->len; i++) {
			const struct life *life = lives->pdata[i];

			assert_listed(life, day, list);
			entries += life->days[day].listed;
			suspended += life->days[day].suspended[0] && life->days[day].suspended[1];
		}
		assert_int_equal(list->entries->len, entries);
		listed += entries;
	}

	g_autoptr(GPtrArray) letters = due_letters(registry, NULL, (struct date){ 0 },
	                                           date_add_days(first_day, DAYS), findings);

	assert_int_equal(findings_count(findings, FINDING_ERROR), 0);
	for (guint i = 0; i < lives->len; i++)
		assert_letters(lives->pdata[i], letters);
	for (guint i = 0; i < letters->len; i++)
		forms[((const struct due *)letters->pdata[i])->form]++;
	/* The lives reach what they are about. */
	assert_true(listed > 3000 && suspended > 100);
	assert_true(forms[5] > 200 && forms[6] > 50 && forms[13] > 20);
	if (g_getenv("KEEP") == NULL)
		assert_true(folder_remove_any(AT_FDCWD, folder));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lawful_lives_are_listed_and_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
