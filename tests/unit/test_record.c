#include "unit.h"

#include "site/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* All that a text may hold: controls, quotes, beyond the basic plane. */
static const char all_sorts[] = "\x01\b\t\n\v\f\r\x1f \"\\/<>&'\x7f"
				"\xc2\x80"
				"あ\U00020BB7\xe2\x80\xa8";

static void
write_sample(struct record *record)
{
	record_open(record, "service");
	record_text(record, "name_reading", all_sorts);
	record_text(record, "note", NULL);
	record_date(record, "expires_on", (struct date){ 2026, 11, 24 });
	record_date(record, "renewed_on", (struct date){ 0 });
	record_number(record, "total", 42);
	record_flag(record, "improvement_plan", true);
	record_open(record, "provider");
	record_close(record);
	record_open_list(record, "regions");
	record_text(record, NULL, "東京");
	record_text(record, NULL, "大阪");
	record_close_list(record);
	record_open_list(record, "sub_services");
	record_open(record, NULL);
	record_text(record, "name", "A");
	record_close(record);
	record_open(record, NULL);
	record_flag(record, "sample", false);
	record_close(record);
	record_close_list(record);
	record_open_list(record, "exclusions");
	record_close_list(record);
	record_close(record);
}

static json_t *
sample_json(void)
{
	return json_pack("{s:s,s:n,s:s,s:n,s:i,s:b,s:{},s:[s,s],s:[{s:s},{s:b}],s:[]}",
	                 "name_reading", all_sorts, "note", "expires_on", "2026-11-24",
	                 "renewed_on", "total", 42, "improvement_plan", 1, "provider", "regions",
	                 "東京", "大阪", "sub_services", "name", "A", "sample", 0, "exclusions");
}

/* jansson writes the same bytes. */
static void
test_json(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct record record = record_begin(out, RECORD_JSON);
	json_t *want = sample_json();
	char *text = json_dumps(want, JSON_COMPACT);

	(void)state;
	write_sample(&record);
	assert_int_equal(record.depth, 0);
	assert_string_equal(out->str, text);
	free(text);
	json_decref(want);
}

static void
test_xml(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	struct record record = record_begin(out, RECORD_XML);

	(void)state;
	record_open(&record, "service");
	record_text(&record, "name_reading", "a<b & \"c\"");
	record_text(&record, "note", NULL);
	record_open_list(&record, "sub_services");
	record_open(&record, NULL);
	record_number(&record, "total", 7);
	record_close(&record);
	record_close_list(&record);
	record_open_list(&record, "regions");
	record_text(&record, NULL, "東京");
	record_text(&record, NULL, "大阪");
	record_close_list(&record);
	record_open_list(&record, "exclusions");
	record_close_list(&record);
	record_close(&record);
	assert_string_equal(out->str,
	                    "<service><name-reading>a&lt;b &amp; &quot;c&quot;</name-reading>"
	                    "<sub-service><total>7</total></sub-service>\n"
	                    "<region>東京</region><region>大阪</region></service>\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_xml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
