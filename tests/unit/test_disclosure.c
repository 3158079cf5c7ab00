#include "unit.h"

#include "disclosure/disclosure.h"
#include "registry/registry.h"

#include <string.h>

/* The public register of the sample on a day. */
struct sample {
	struct findings *findings;
	struct registry *registry;
};

static int
setup(void **state)
{
	struct sample *sample = g_new0(struct sample, 1);

	sample->findings = findings_new();
	sample->registry = registry_load("content", 1, sample->findings, NULL);
	*state = sample;
	return sample->registry == NULL;
}

static int
teardown(void **state)
{
	struct sample *sample = *state;

	registry_free(sample->registry);
	findings_free(sample->findings);
	g_free(sample);
	return 0;
}

static struct public_register *
register_on(void **state, const char *day)
{
	const struct sample *sample = *state;
	struct date date;

	assert_true(date_parse(day, &date));
	return public_register_new(sample->registry, date, 1);
}

static const struct disclosure *
find(const struct public_register *public_register, const char *number)
{
	for (guint i = 0; i < public_register->entries->len; i++) {
		const struct disclosure *entry = public_register->entries->pdata[i];

		if (strcmp(entry->number, number) == 0)
			return entry;
	}
	return NULL;
}

static int
count_events(const struct disclosure *entry, enum history_kind kind)
{
	int count = 0;

	for (guint i = 0; i < entry->history->len; i++)
		if (((const struct disclosed_event *)entry->history->pdata[i])->kind == kind)
			count++;
	return count;
}

static bool
has_status(const struct disclosure *entry, enum state state)
{
	for (guint i = 0; i < entry->statuses->len; i++)
		if (((const struct disclosed_status *)entry->statuses->pdata[i])->state == state)
			return true;
	return false;
}

/* What is told of an entry agrees with itself. */
static void
check_entry(const struct disclosure *entry, struct date as_of)
{
	static const struct {
		enum state status;
		enum history_kind start, end;
	} states[] = {
		{ STATE_SUSPENDED_INCIDENT, HISTORY_SUSPENSION_INCIDENT, HISTORY_LIFTING_INCIDENT },
		{ STATE_SUSPENDED_CHANGE, HISTORY_SUSPENSION_CHANGE, HISTORY_LIFTING_CHANGE },
		{ STATE_REAUDIT, HISTORY_REAUDIT_START, HISTORY_REAUDIT_END },
	};
	const struct disclosed_event *first = entry->history->pdata[0];

	assert_int_equal(first->kind, HISTORY_REGISTRATION);
	assert_int_equal(date_compare(first->on, entry->registered_on), 0);
	assert_int_equal(count_events(entry, HISTORY_REGISTRATION), 1);
	assert_int_equal(count_events(entry, HISTORY_RENEWAL) > 0, date_is_set(entry->renewed_on));
	for (guint i = 1; i < entry->history->len; i++) {
		const struct disclosed_event *one = entry->history->pdata[i - 1];
		const struct disclosed_event *next = entry->history->pdata[i];

		assert_true(date_compare(one->on, next->on) <= 0);
		assert_true(date_compare(next->on, as_of) <= 0);
		assert_string_not_equal(one->id, next->id);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(states); i++)
		assert_int_equal(count_events(entry, states[i].start) -
		                         count_events(entry, states[i].end),
		                 has_status(entry, states[i].status));
	assert_int_equal(has_status(entry, STATE_CONTINUED),
	                 date_compare(entry->expires_on, as_of) < 0);
	assert_int_equal(has_status(entry, STATE_REGISTERED) && entry->statuses->len > 1, 0);
}

static void
history_agrees_with_status_on_every_day(void **state)
{
	const struct sample *sample = *state;
	struct date day = { 2024, 12, 1 };
	unsigned seen = 0;

	for (; day.year < 2027; day = date_add_days(day, 5)) {
		AUTO(public_register) public_register =
			public_register_new(sample->registry, day, 1);

		for (guint i = 0; i < public_register->entries->len; i++)
			check_entry(public_register->entries->pdata[i], day);
		seen += public_register->entries->len;
	}
	assert_true(seen > 500);
}

static void
form_9_changes_the_list_from_its_day_on(void **state)
{
	AUTO(public_register) before = register_on(state, "2026-10-18");
	AUTO(public_register) after = register_on(state, "2026-10-19");
	const struct disclosure *old = find(before, "C26-0096-6"), *new = find(after, "C26-0096-6");
	const struct disclosed_event *event;
	const struct disclosed_change *change;

	assert_string_equal(old->listing.url, "https://midorino.example.jp/kintai/");
	assert_string_equal(new->listing.url,
	                    "https://midorino.example.jp/products/kintai-for-government/");
	assert_int_equal(count_events(old, HISTORY_LISTING_CHANGE), 0);
	assert_int_equal(count_events(new, HISTORY_LISTING_CHANGE), 1);
	event = new->history->pdata[new->history->len - 1];
	assert_int_equal(event->changes->len, 1);
	change = event->changes->pdata[0];
	assert_int_equal(change->item, 2);
	assert_string_equal(change->before, old->listing.url);
	assert_string_equal(change->after, new->listing.url);
	assert_string_equal(event->id, "listing-change-2026-10-19");
}

static void
a_renewal_tells_what_changed(void **state)
{
	AUTO(public_register) public_register = register_on(state, "2026-11-20");
	const struct disclosure *entry = find(public_register, "C24-0061-2");
	const struct disclosed_event *event = entry->history->pdata[entry->history->len - 1];
	bool tells_period = false;

	assert_int_equal(event->kind, HISTORY_RENEWAL);
	assert_int_equal(date_compare(event->expires_on, entry->expires_on), 0);
	for (guint i = 0; i < event->changes->len; i++) {
		const struct disclosed_change *change = event->changes->pdata[i];

		tells_period = tells_period || change->item == 8;
		assert_string_not_equal(change->before == NULL ? "" : change->before,
		                        change->after == NULL ? "" : change->after);
	}
	assert_true(tells_period);
}

static void
removals_are_kept_back_unless_the_site_publishes_them(void **state)
{
	struct sample *sample = *state;
	AUTO(public_register) open = register_on(state, "2026-11-24");
	AUTO(public_register) closed = NULL;

	sample->registry->site.removed_page.value = NULL;
	closed = register_on(state, "2026-11-24");
	sample->registry->site.removed_page.value = "yes";
	assert_int_equal(closed->removals->len, 0);
	assert_true(open->removals->len >= 5);
	assert_int_equal(open->entries->len, closed->entries->len);
	for (guint i = 0; i < open->removals->len; i++) {
		const struct disclosed_removal *removal = open->removals->pdata[i];

		assert_in_range(removal->ground, 1, 5);
		assert_null(find(open, removal->number));
	}
}

/* 9.5, 10.5, 12.5 and 7.5(7), kept to what they oblige to. */
static void
site_switches_hide_past_marks_and_reasons(void **state)
{
	struct sample *sample = *state;
	unsigned suspended = 0, excluded = 0;

	sample->registry->site.hide_past_marks.value = "yes";
	sample->registry->site.hide_exclusion_reasons.value = "yes";

	AUTO(public_register) public_register = register_on(state, "2026-11-24");

	sample->registry->site.hide_past_marks.value = NULL;
	sample->registry->site.hide_exclusion_reasons.value = NULL;
	for (guint i = 0; i < public_register->entries->len; i++) {
		const struct disclosure *entry = public_register->entries->pdata[i];
		const GPtrArray *exclusions = entry->listing.exclusions;

		assert_int_equal(count_events(entry, HISTORY_LIFTING_INCIDENT), 0);
		assert_int_equal(count_events(entry, HISTORY_LIFTING_CHANGE), 0);
		assert_int_equal(count_events(entry, HISTORY_REAUDIT_END), 0);
		assert_int_equal(count_events(entry, HISTORY_SUSPENSION_INCIDENT),
		                 has_status(entry, STATE_SUSPENDED_INCIDENT));
		assert_int_equal(count_events(entry, HISTORY_REAUDIT_START),
		                 has_status(entry, STATE_REAUDIT));
		suspended += has_status(entry, STATE_SUSPENDED_INCIDENT);
		excluded += exclusions->len;
		for (guint k = 0; k < exclusions->len; k++)
			assert_null(
				((const struct disclosed_exclusion *)exclusions->pdata[k])->reason);
	}
	assert_true(suspended > 0 && excluded > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(site_switches_hide_past_marks_and_reasons),
		cmocka_unit_test(history_agrees_with_status_on_every_day),
		cmocka_unit_test(form_9_changes_the_list_from_its_day_on),
		cmocka_unit_test(a_renewal_tells_what_changed),
		cmocka_unit_test(removals_are_kept_back_unless_the_site_publishes_them),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
