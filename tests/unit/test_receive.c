/* What was typed into the fields of a form: whose form it is, and what is told of its characters. */
#include "letter/receive.h"

#include "unit.h"

#include "found.h"
#include "history.h"
#include "pdf/foreign.h"
#include "registry/link.h"
#include "registry/store.h"

#include <string.h>

/* The fields of a form 12, the number of the form first, the reason last; then one that it lacks. */
static const char *const filled[][2] = {
	{ "form", "12" },
	{ "filed-on.year", "6" },
	{ "filed-on.month", "8" },
	{ "filed-on.day", "20" },
	{ "ground", "14-1-1" },
	{ "filer.name", "株式会社見本" },
	{ "filer.address", "東京都" },
	{ "filer.representative.name", "見本 花子" },
	{ "service-name", "見本クラウド" },
	{ "registration-number", "C24-0001-1" },
	{ "ends-on.year", "元" }, /* of Reiwa, its first */
	{ "ends-on.month", "8" },
	{ "ends-on.day", "31" },
	{ "contact.section", "クラウド部" },
	{ "contact.name", "見本 次郎" },
	{ "contact.telephone", "03-0000-0000" },
	{ "contact.email", "a@example.jp" },
	{ "reason", "終了するため" },
	{ "service-name.3", "見本" }, /* only what may be there more than once has a number */
};
#define ALL (G_N_ELEMENTS(filled) - 1)

/* Receives the fields from `first` to before `end`, with another reason where one is given. */
static struct form *
received(struct registry *registry, gsize first, gsize end, const char *reason, GString *xml,
         struct findings *findings)
{
	struct foreign_item fields[G_N_ELEMENTS(filled)];
	g_autoptr(GPtrArray) items = g_ptr_array_new();

	for (gsize i = first; i < end; i++) {
		bool is_reason = reason != NULL && strcmp(filled[i][0], "reason") == 0;
		char *value = (char *)(is_reason ? reason : filled[i][1]);

		fields[i] = (struct foreign_item){ FOREIGN_FIELD, (char *)filled[i][0], value,
			                           strlen(value) };
		g_ptr_array_add(items, &fields[i]);
	}
	return receive_form(registry, "a.pdf", items, "S0001", xml, findings);
}

/* `want` is what is found, and whether there is a form then. */
static void
receives(gsize first, gsize end, const char *reason, const char *want, bool is_form)
{
	struct service service = { .id = { "S0001", 1 }, .timeline = g_ptr_array_new() };
	struct registry registry = { .services = g_ptr_array_new(), .store = registry_store_new() };
	g_autoptr(GString) xml = g_string_new(NULL);
	AUTO(findings) findings = findings_new();

	g_ptr_array_add(registry.services, &service);

	const struct form *form = received(&registry, first, end, reason, xml, findings);

	assert_found(findings, want);
	assert_int_equal(form != NULL, is_form);
	if (is_form) {
		assert_int_equal(form->number, 12);
		assert_non_null(strstr(xml->str, "<name>株式会社見本</name>"));
		assert_non_null(strstr(xml->str, "<ends-on>2019-08-31</ends-on>"));
		assert_non_null(strstr(xml->str, reason != NULL ? reason : "終了するため"));
	}
	registry_store_free(registry.store);
	g_ptr_array_unref(registry.services);
	g_ptr_array_unref(service.timeline);
}

/* By its number; some who write PDF drop that, and the names of its fields say it then, if they are
 * those of one form alone. */
static void
a_form_is_known_by_its_number_or_its_fields(void **state)
{
	(void)state;
	receives(0, ALL, NULL, "", true);
	receives(1, ALL, NULL, "", true);
	receives(5, 9, NULL, "receive-no-form:0", false);
	receives(0, ALL + 1, NULL, "receive-unknown-field:0", false);
	receives(0, 0, NULL, "receive-no-form:0", false);
}

static void
characters_that_nobody_means_are_told(void **state)
{
	(void)state;
#define STRANGE "receive-character:0"
	receives(0, ALL, "ﾃｽﾄ Ελλ Рус 한 髙𠮷 辻\U000E0101 ①", "", true);
	receives(0, ALL, "ஷ野家", STRANGE, true);
	receives(0, ALL, "ก見本ஷ", STRANGE " " STRANGE, true);
	/* Half of the selector of a kanji, and the same letter elsewhere. */
	receives(0, ALL, "辻Ā", STRANGE, true);
	receives(0, ALL, "ĀĀ", "", true);
	receives(0, ALL, "กกกกกกกกกกกก",
	         STRANGE " " STRANGE " " STRANGE " " STRANGE " " STRANGE " " STRANGE " " STRANGE
	                 " " STRANGE " " STRANGE " " STRANGE,
	         true);
	receives(0, ALL, "見\u200B本", "file-character-invisible:0", false);
}

/* On the day of a decision, the committee had the form: it comes before what was decided, and behind
 * what was carried over. */
static void
stands_before_the_decisions_of_its_day(void **state)
{
	static const enum event_kind kinds[] = { EVENT_CARRIED_OVER, EVENT_WITHDRAWAL,
		                                 EVENT_REMOVE };
	AUTO(history) history = history_new();
	struct service *service = &history->service;
	struct registry registry = { .services = g_ptr_array_new(),
		                     .forms = g_ptr_array_new(),
		                     .store = registry_store_new() };
	g_autoptr(GString) xml = g_string_new(NULL);
	AUTO(findings) findings = findings_new();

	(void)state;
	service->forms = g_ptr_array_new();
	g_ptr_array_add(registry.services, service);
	history_decide(history, EVENT_REGISTER, day("2024-08-20"), 0);
	((struct event *)service->timeline->pdata[0])->kind = EVENT_CARRIED_OVER;
	history_decide(history, EVENT_REMOVE, day("2024-08-20"), 0);

	struct form *form = received(&registry, 0, ALL, NULL, xml, findings);

	assert_non_null(form);
	link_arrival(&registry, form, findings);
	assert_found(findings, "");
	assert_int_equal(service->timeline->len, G_N_ELEMENTS(kinds));
	for (guint i = 0; i < service->timeline->len; i++)
		assert_int_equal(((const struct event *)service->timeline->pdata[i])->kind,
		                 kinds[i]);
	assert_ptr_equal(registry.forms->pdata[0], form);
	assert_ptr_equal(service->forms->pdata[0], form);
	g_ptr_array_free(service->forms, true);
	g_ptr_array_free(registry.forms, true);
	g_ptr_array_free(registry.services, true);
	registry_store_free(registry.store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stands_before_the_decisions_of_its_day),
		cmocka_unit_test(a_form_is_known_by_its_number_or_its_fields),
		cmocka_unit_test(characters_that_nobody_means_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
