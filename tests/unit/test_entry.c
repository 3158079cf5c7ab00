#include "unit.h"

#include "disclosure/disclosure.h"
#include "disclosure/item.h"
#include "registry/registry.h"
#include "site/dataset.h"
#include "site/present.h"

#include <string.h>

/* The files of an entry are known by the JSON of it: whatever a page shows of an
 * entry, the JSON must tell too. Here each thing of an entry is changed, one at
 * a time, and the JSON and the pages are looked at. */

struct sample {
	struct findings *findings;
	struct registry *registry;
	struct public_register *public_register;
};

static int
setup(void **state)
{
	struct sample *sample = g_new0(struct sample, 1);

	sample->findings = findings_new();
	sample->registry = registry_load("content", 1, sample->findings, NULL);
	sample->public_register =
		public_register_new(sample->registry, (struct date){ 2026, 11, 24 }, 1);
	*state = sample;
	return 0;
}

static int
teardown(void **state)
{
	struct sample *sample = *state;

	public_register_free(sample->public_register);
	registry_free(sample->registry);
	findings_free(sample->findings);
	g_free(sample);
	return 0;
}

static char *
json_of(const struct disclosure *entry)
{
	g_autoptr(GString) json = g_string_new(NULL);

	dataset_render_entry(entry, RECORD_JSON, json);
	return digest_of(json->str, json->len);
}

static char *
pages_of(const struct sample *sample, const struct disclosure *entry)
{
	AUTO(digest) digest = digest_new();
	AUTO(value) prose = present_prose(entry, sample->findings);

	for (int language = LANGUAGE_JA; language <= LANGUAGE_EN; language++) {
		AUTO(value) page = value_object();
		AUTO(value) row = present_row(entry, (enum language)language);

		present_entry(page, entry, (enum language)language, prose);
		value_digest(page, digest);
		value_digest(row, digest);
	}
	return digest_hex(digest);
}

/* `what` of `entry` was changed. */
static void
expect_change(const struct sample *sample, const struct disclosure *was,
              const struct disclosure *entry, const char *what)
{
	g_autofree char *json_before = json_of(was);
	g_autofree char *json_after = json_of(entry);
	g_autofree char *pages_before = pages_of(sample, was);
	g_autofree char *pages_after = pages_of(sample, entry);

	if (strcmp(json_before, json_after) == 0)
		fail_msg("%s of %s: the JSON stays as it is", what, was->number);
	if (strcmp(pages_before, pages_after) == 0 && strcmp(what, "domain total") != 0)
		fail_msg("%s of %s: no page tells it", what, was->number);
}

/* The array with its last item twice, or with `item` where it is empty. */
static GPtrArray *
longer(const GPtrArray *array, gpointer item)
{
	GPtrArray *copy = g_ptr_array_new();

	for (guint i = 0; i < array->len; i++)
		g_ptr_array_add(copy, array->pdata[i]);
	g_ptr_array_add(copy, array->len > 0 ? array->pdata[array->len - 1] : item);
	return copy;
}

static gpointer
some_object(const struct item *item)
{
	static struct disclosed_entry entry = { "x", NULL, NULL };
	static struct disclosed_exclusion exclusion = { "1.1", "x" };

	return item->size == sizeof(entry) && item->members[1].nullable ? (gpointer)&entry
	       : item->kind == ITEM_OBJECTS                             ? (gpointer)&exclusion
	                                                                : (gpointer) "x";
}

static void
change_one(const struct sample *sample, const struct disclosure *was, const struct item *item)
{
	struct disclosure entry = *was;
	void *member = (char *)&entry + item->offset;
	GPtrArray *copy = NULL;

	/* Ids and numbers of additions are shown by what they name. */
	if (item->name == NULL)
		return;
	switch (item->kind) {
	case ITEM_TEXT:
	case ITEM_URL:
	case ITEM_PROSE:
		*(const char **)member = "別の文";
		break;
	case ITEM_DATE:
		*(struct date *)member = (struct date){ 2020, 2, 3 };
		break;
	case ITEM_FLAG:
		*(bool *)member = !*(bool *)member;
		break;
	case ITEM_DOMAINS:
		if ((*(GPtrArray **)member)->len == 0)
			return;
		/* fall through */
	default:
		*(GPtrArray **)member = copy = longer(*(GPtrArray **)member, some_object(item));
	}
	expect_change(sample, was, &entry, item->field);
	if (copy != NULL)
		g_ptr_array_unref(copy);
}

static void
test_items(void **state)
{
	const struct sample *sample = *state;
	const GPtrArray *entries = sample->public_register->entries;
	g_autoptr(GPtrArray) items = items_listed();

	for (guint i = 0; i < entries->len; i++)
		for (guint k = 0; k < items->len; k++)
			change_one(sample, entries->pdata[i], items->pdata[k]);
	assert_true(entries->len > 10 && items->len > 20);
}

static void
test_days(void **state)
{
	const struct sample *sample = *state;
	const struct disclosure *was = sample->public_register->entries->pdata[0];
	const struct date other = { 2020, 2, 3 };
	struct disclosure entry;

	for (int i = 0; i < 4; i++) {
		entry = *was;
		*(i == 0   ? &entry.registered_on
		  : i == 1 ? &entry.renewed_on
		  : i == 2 ? &entry.expires_on
		           : &entry.listing.audit_last_on) = other;
		expect_change(sample, was, &entry, "a day");
	}
	entry = *was;
	entry.number = "C99-0000-0";
	expect_change(sample, was, &entry, "the number");
}

/* Changes one struct behind a pointer of `array` by `change`, and looks. */
static void
change_item(const struct sample *sample, struct disclosure *entry, GPtrArray **array, gpointer item,
            gsize size, void (*change)(gpointer item, int which), int which, const char *what)
{
	struct disclosure was = *entry;
	GPtrArray *kept = *array;
	GPtrArray *copy = g_ptr_array_new();
	g_autofree void *changed = g_memdup2(item, size);

	for (guint i = 0; i < kept->len; i++)
		g_ptr_array_add(copy, kept->pdata[i] == item ? changed : kept->pdata[i]);
	change(changed, which);
	*array = copy;
	expect_change(sample, &was, entry, what);
	*array = kept;
	g_ptr_array_unref(copy);
}

static void
change_status(gpointer item, int which)
{
	struct disclosed_status *status = item;

	if (which == 0)
		status->code = "another";
	else
		status->since = (struct date){ 2020, 2, 3 };
}

static void
change_change(gpointer item, int which)
{
	struct disclosed_change *change = item;

	switch (which) {
	case 0:
		change->item = change->item % 12 + 1;
		break;
	case 1:
		change->label = "別";
		break;
	case 2:
		change->label_en = "other";
		break;
	case 3:
		change->before = "別の文";
		break;
	case 4:
		change->after = "別の文";
		break;
	case 5:
		change->of_list = !change->of_list;
		break;
	default:
		change->on = (struct date){ 2020, 2, 3 };
	}
}

static void
change_event(gpointer item, int which)
{
	struct disclosed_event *event = item;

	switch (which) {
	case 0:
		event->code = "another";
		break;
	case 1:
		event->on = (struct date){ 2020, 2, 3 };
		break;
	case 2:
		event->expires_on = (struct date){ 2020, 2, 3 };
		break;
	default:
		event->id = "another";
	}
}

static void
test_history(void **state)
{
	const struct sample *sample = *state;
	const GPtrArray *entries = sample->public_register->entries;
	guint changes = 0;

	for (guint i = 0; i < entries->len; i++) {
		struct disclosure entry = *(const struct disclosure *)entries->pdata[i];

		for (int which = 0; which < 2; which++)
			change_item(sample, &entry, &entry.statuses, entry.statuses->pdata[0],
			            sizeof(struct disclosed_status), change_status, which,
			            "a status");
		for (guint k = 0; k < entry.history->len; k++) {
			struct disclosed_event *event = entry.history->pdata[k];

			for (int which = 0; which < 4; which++)
				change_item(sample, &entry, &entry.history, event, sizeof(*event),
				            change_event, which, "an event");
			changes += event->changes->len;
		}
	}
	assert_true(changes > 10);
}

/* Of an event's changes: the JSON alone is asked, since an event is shared by both entries
 * of a comparison. */
static void
test_changes(void **state)
{
	const struct sample *sample = *state;
	const GPtrArray *entries = sample->public_register->entries;
	guint seen = 0;

	for (guint i = 0; i < entries->len; i++) {
		struct disclosure entry = *(const struct disclosure *)entries->pdata[i];

		for (guint k = 0; k < entry.history->len; k++) {
			struct disclosed_event *event = entry.history->pdata[k];

			if (event->changes->len == 0)
				continue;
			for (int which = 0; which < 7; which++) {
				g_autofree char *before = json_of(&entry);
				g_autofree char *after = NULL;
				struct disclosed_change *change = event->changes->pdata[0];
				struct disclosed_change kept = *change;

				change_change(change, which);
				after = json_of(&entry);
				*change = kept;
				assert_string_not_equal(before, after);
				seen++;
			}
		}
	}
	assert_true(seen > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_changes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
