/* Two machines have the same fingerprint where, and only where, they read the
 * same. */
#include "command/fingerprint.h"

#include "content.h"
#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

struct two {
	struct content one, other;
};

static int
set_up(void **state)
{
	struct two *two = g_new0(struct two, 1);

	content_init(&two->one);
	content_init(&two->other);
	*state = two;
	return 0;
}

static int
tear_down(void **state)
{
	struct two *two = *state;

	content_clear(&two->one);
	content_clear(&two->other);
	g_free(two);
	return 0;
}

static char *
of(const struct content *content)
{
	const char *const folders[] = { content->folder, NULL };
	g_autoptr(GError) error = NULL;
	char *found = fingerprint(folders, &error);

	if (found == NULL)
		fail_msg("%s", error->message);
	return found;
}

static void
assert_same(const struct two *two)
{
	g_autofree char *one = of(&two->one), *other = of(&two->other);

	assert_string_equal(one, other);
	assert_int_equal(strlen(one), 64);
}

static void
assert_differ(const struct two *two)
{
	g_autofree char *one = of(&two->one), *other = of(&two->other);

	assert_string_not_equal(one, other);
}

static void
where_the_folder_stands_does_not_matter(void **state)
{
	struct two *two = *state;

	put(&two->one, "a/b.xml", "text");
	put(&two->one, "c.xml", "");
	put(&two->other, "c.xml", "");
	put(&two->other, "a/b.xml", "text");
	assert_same(two);
}

static void
what_begins_with_a_dot_does_not_matter(void **state)
{
	struct two *two = *state;

	put(&two->one, "a.xml", "text");
	put(&two->other, "a.xml", "text");
	put(&two->other, ".a.xml.swp", "an editor's own");
	put(&two->other, ".git/config", "of no page");
	assert_same(two);
}

static void
every_byte_and_name_matters(void **state)
{
	static const struct {
		const char *name, *text, *other_name, *other_text;
	} pairs[] = {
		{ "a.xml", "text", "a.xml", "tert" },   { "a.xml", "text", "b.xml", "text" },
		{ "a.xml", "text", "a/xml", "text" },   { "a.xml", "text", "a.xml", "text\n" },
		{ "a.xml", "b.xml", "a.xmlb.xml", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		struct two two;

		content_init(&two.one);
		content_init(&two.other);
		put(&two.one, pairs[i].name, pairs[i].text);
		put(&two.other, pairs[i].other_name, pairs[i].other_text);
		assert_differ(&two);
		content_clear(&two.one);
		content_clear(&two.other);
	}
	(void)state;
}

static void
text_that_moves_from_file_to_file_matters(void **state)
{
	struct two *two = *state;

	put(&two->one, "a", "one");
	put(&two->one, "b", "two");
	put(&two->other, "a", "onet");
	put(&two->other, "b", "wo");
	assert_differ(two);
}

static void
a_file_may_be_a_link(void **state)
{
	struct two *two = *state;
	g_autofree char *target = g_build_filename(two->one.folder, "a.xml", NULL);

	put(&two->one, "a.xml", "text");
	assert_int_equal(symlink(target, content_path(&two->other, "a.xml")), 0);
	assert_same(two);
}

static void
what_is_no_file_is_passed_over(void **state)
{
	struct two *two = *state;

	put(&two->one, "a.xml", "text");
	put(&two->other, "a.xml", "text");
	assert_int_equal(mkfifo(content_path(&two->other, "pipe"), 0600), 0);
	assert_int_equal(symlink("/dev/zero", content_path(&two->other, "zero")), 0);
	assert_same(two);
}

/* The message of the failure for this folder. */
static char *
failure(const char *folder)
{
	const char *const folders[] = { folder, NULL };
	g_autoptr(GError) error = NULL;

	assert_null(fingerprint(folders, &error));
	return g_strdup(error->message);
}

static void
what_cannot_be_read_is_told_by_name(void **state)
{
	struct two *two = *state;
	g_autofree char *nowhere = g_build_filename(two->one.folder, "nowhere", NULL);
	g_autofree char *message = failure(nowhere);
	g_autofree char *lost = NULL, *circle = NULL;

	assert_non_null(strstr(message, nowhere));
	assert_int_equal(symlink("nothing", content_path(&two->one, "lost")), 0);
	lost = failure(two->one.folder);
	assert_non_null(strstr(lost, "/lost"));
	assert_int_equal(symlink(".", content_path(&two->other, "circle")), 0);
	circle = failure(two->other.folder);
	assert_non_null(strstr(circle, "/circle/circle"));
}

static void
the_order_of_the_folders_matters(void **state)
{
	struct two *two = *state;
	const char *const forth[] = { two->one.folder, two->other.folder, NULL };
	const char *const back[] = { two->other.folder, two->one.folder, NULL };
	g_autofree char *one = NULL, *other = NULL;

	put(&two->one, "a", "text");
	one = fingerprint(forth, NULL);
	other = fingerprint(back, NULL);
	assert_string_not_equal(one, other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(where_the_folder_stands_does_not_matter, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(what_begins_with_a_dot_does_not_matter, set_up,
		                                tear_down),
		cmocka_unit_test(every_byte_and_name_matters),
		cmocka_unit_test_setup_teardown(text_that_moves_from_file_to_file_matters, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(a_file_may_be_a_link, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_file_is_passed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_told_by_name, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(the_order_of_the_folders_matters, set_up,
		                                tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
