#include "base/refusal.h"
#include "publish/published.h"
#include "publish/tree.h"

#include "tree_fixture.h"

static void
appears_at_once(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);

	put(tree, "index.html", "list");
	put(tree, "services/C21-0004-2/index.html", "service");
	put(tree, "empty", "");
	assert_absent(fixture, "out/site");
	publish(tree);
	assert_file(fixture, "out/site/index.html", "list");
	assert_file(fixture, "out/site/services/C21-0004-2/index.html", "service");
	assert_file(fixture, "out/site/empty", "");
	assert_absent(fixture, "out/site.next");
	assert_absent(fixture, "out/site.prev");
}

static void
former_tree_stays_as_prev(void **state)
{
	const struct fixture *fixture = *state;

	publish_page(fixture, "one");
	publish_page(fixture, "two");
	assert_file(fixture, "out/site/index.html", "two");
	assert_file(fixture, "out/site.prev/index.html", "one");
	publish_page(fixture, "three");
	assert_file(fixture, "out/site/index.html", "three");
	assert_file(fixture, "out/site.prev/index.html", "two");
	assert_absent(fixture, "out/site.lock");
}

static void
stale_files_vanish(void **state)
{
	const struct fixture *fixture = *state;

	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "gone/index.html", "old");
		publish(tree);
	}
	publish_page(fixture, "new");
	assert_absent(fixture, "out/site/gone");
}

static void
unpublished_tree_is_dropped(void **state)
{
	const struct fixture *fixture = *state;

	publish_page(fixture, "one");
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "index.html", "two");
	}
	assert_file(fixture, "out/site/index.html", "one");
	assert_absent(fixture, "out/site.next");
	assert_absent(fixture, "out/site.lock");
}

static void
manifest_lists_paths_in_order(void **state)
{
	static const char expected[] =
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a/b\n"
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/様式5.pdf\n"
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  z\n";
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autofree char *early = NULL, *manifest = NULL, *digest = NULL;

	put(tree, "z", "abc");
	put(tree, "a/様式5.pdf", "");
	early = tree_manifest(tree);
	/* What is added later takes its place among what was listed before. */
	assert_string_equal(early, strchr(expected, '\n') + 1);
	put(tree, "a/b", "abc");
	manifest = tree_manifest(tree);
	digest = tree_digest(tree, "z");
	assert_string_equal(manifest, expected);
	assert_true(g_str_has_prefix(manifest, digest));
	assert_null(tree_digest(tree, "a"));
	publish(tree);
	assert_file(fixture, "out/site/" FOLDER_MANIFEST, expected);
}

static void
unchanged_files_keep_inode_and_time(void **state)
{
	const struct fixture *fixture = *state;
	struct stat before, after, changed;

	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "a/same", "same");
		put(tree, "a/other", "abcd");
		publish(tree);
	}
	before = stat_of(fixture, "out/site/a/same");
	changed = stat_of(fixture, "out/site/a/other");
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "a/same", "same");
		put(tree, "a/other", "abcX");
		publish(tree);
	}
	after = stat_of(fixture, "out/site/a/same");
	assert_int_equal(before.st_ino, after.st_ino);
	assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
	            before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
	assert_int_not_equal(changed.st_ino, stat_of(fixture, "out/site/a/other").st_ino);
	assert_file(fixture, "out/site/a/other", "abcX");
	assert_file(fixture, "out/site.prev/a/other", "abcd");
}

/* Somebody edited the published file: what we publish is what was rendered. */
static void
tampered_files_are_written_anew(void **state)
{
	const struct fixture *fixture = *state;

	publish_page(fixture, "abcd");
	make_file(fixture, "out/site/index.html", "abcX");
	publish_page(fixture, "abcd");
	assert_file(fixture, "out/site/index.html", "abcd");
}

static void
modes_do_not_depend_on_umask(void **state)
{
	const struct fixture *fixture = *state;
	mode_t umask_before = umask(0777);
	AUTO(tree) tree = opened(fixture);

	put(tree, "a/b", "text");
	publish(tree);
	umask(umask_before);
	assert_int_equal(stat_of(fixture, "out").st_mode & 07777, 0755);
	assert_int_equal(stat_of(fixture, "out/site").st_mode & 07777, 0755);
	assert_int_equal(stat_of(fixture, "out/site/a").st_mode & 07777, 0755);
	assert_int_equal(stat_of(fixture, "out/site/a/b").st_mode & 07777, 0644);
	assert_int_equal(stat_of(fixture, "out/site/" FOLDER_MANIFEST).st_mode & 07777, 0644);
}

static void
refuses_paths_that_lead_out(void **state)
{
	static const char *const bad[] = { "",    "/etc/x", "../x", "a/../x", "a//b", "a/",
		                           "./a", "a/.",    "a/..", "a\nb",   "a\\b" };
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		if (tree_write(tree, bad[i], "", 0, &error))
			fail_msg("written: \"%s\"", bad[i]);
		assert_string_equal(refusal_finding(error)->message->id, "tree-path");
	}
}

static void
second_run_is_locked_out(void **state)
{
	const struct fixture *fixture = *state;

	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "index.html", "one");
		assert_open_fails(fixture, "Another run is writing");
		publish(tree);
		assert_open_fails(fixture, "Another run is writing");
	}
	publish_page(fixture, "two");
}

static void
rest_of_a_killed_run_is_removed(void **state)
{
	const struct fixture *fixture = *state;

	make_file(fixture, "out/site.next/" FOLDER_MANIFEST, "");
	make_file(fixture, "out/site.next/a/b/c", "half");
	make_file(fixture, "out/site.lock", "");
	publish_page(fixture, "one");
	assert_absent(fixture, "out/site/a");
	assert_absent(fixture, "out/site.lock");
}

static void
strangers_folder_is_never_replaced(void **state)
{
	const struct fixture *fixture = *state;

	make_file(fixture, "out/site/thesis.txt", "mine");
	assert_open_fails(fixture, "will not replace it");
	assert_file(fixture, "out/site/thesis.txt", "mine");
	assert_absent(fixture, "out/site.next");
}

static void
strangers_next_is_never_removed(void **state)
{
	const struct fixture *fixture = *state;

	make_file(fixture, "out/site.next/thesis.txt", "mine");
	assert_open_fails(fixture, "Move it away");
	assert_file(fixture, "out/site.next/thesis.txt", "mine");
}

static void
strangers_prev_is_never_removed(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;

	publish_page(fixture, "one");
	make_file(fixture, "out/site.prev/thesis.txt", "mine");
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "index.html", "two");
		assert_false(tree_publish(tree, &error));
		assert_non_null(strstr(error->message, "Move it away"));
	}
	assert_file(fixture, "out/site.prev/thesis.txt", "mine");
	assert_file(fixture, "out/site/index.html", "one");
}

static void
empty_folder_may_be_replaced(void **state)
{
	const struct fixture *fixture = *state;

	assert_int_equal(g_mkdir_with_parents(fixture->target, 0755), 0);
	publish_page(fixture, "one");
	assert_file(fixture, "out/site/index.html", "one");
}

static void
file_or_link_at_the_target_is_refused(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *elsewhere = at(fixture, "elsewhere");

	make_file(fixture, "out/site", "a file");
	assert_open_fails(fixture, "Cannot replace");
	assert_file(fixture, "out/site", "a file");

	assert_int_equal(unlink(fixture->target), 0);
	assert_int_equal(mkdir(elsewhere, 0755), 0);
	assert_int_equal(symlink(elsewhere, fixture->target), 0);
	assert_open_fails(fixture, "Cannot replace");
}

static void
removal_does_not_follow_links(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *precious = at(fixture, "precious");
	g_autofree char *link = at(fixture, "out/site.next/link");

	make_file(fixture, "precious/file", "precious");
	make_file(fixture, "out/site.next/" FOLDER_MANIFEST, "");
	assert_int_equal(symlink(precious, link), 0);
	publish_page(fixture, "one");
	assert_file(fixture, "precious/file", "precious");
}

static void
target_must_be_inside_a_folder(void **state)
{
	static const char *const bad[] = { "", "/", ".", "..", "a/..", "./" };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		if (tree_open(bad[i], true, &error) != NULL)
			fail_msg("opened: \"%s\"", bad[i]);
		assert_string_equal(refusal_finding(error)->message->id, "tree-target");
	}
}

static void
trailing_slashes_do_not_matter(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *slashed = g_strconcat(fixture->target, "//", NULL);
	g_autoptr(GError) error = NULL;
	AUTO(tree) tree = tree_open(slashed, true, &error);

	assert_non_null(tree);
	put(tree, "index.html", "one");
	publish(tree);
	assert_file(fixture, "out/site/index.html", "one");
}

static void
folder_in_place_of_a_file_fails(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;

	put(tree, "a", "file");
	assert_false(tree_write(tree, "a/b", "", 0, &error));
	assert_non_null(strstr(error->message, "out/site.next/a/b"));
}

/* Also where the next tree is made of an earlier one, in which there is room
 * for either. */
static void
a_file_is_no_folder_of_another(void **state)
{
	const struct fixture *fixture = *state;

	for (int edition = 0; edition < 4; edition++) {
		AUTO(tree) tree = opened(fixture);

		put(tree, "a/b/c", "deep");
		put(tree, "d", "file");
		assert_false(tree_write(tree, "a", "", 0, NULL));
		assert_false(tree_write(tree, "a/b", "", 0, NULL));
		assert_false(tree_write(tree, "d/e/f", "", 0, NULL));
		assert_null(tree_file_open(tree, "a/b", NULL, NULL));
		put(tree, "a/b/d", "beside");
		publish(tree);
		assert_file(fixture, "out/site/a/b/c", "deep");
		assert_file(fixture, "out/site/d", "file");
	}
}

static bool
take_line(char *line, void *data)
{
	g_string_append_printf(data, "[%s]", line);
	return true;
}

/* Whether a published file of these bytes is one of lines; `want` is what is taken of it then. */
static void
lines_of_file_are(const struct fixture *fixture, const char *bytes, gsize length, const char *want)
{
	g_autoptr(GString) taken = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *manifest = NULL;
	AUTO(tree) tree = opened(fixture);

	assert_true(tree_write(tree, "lines", bytes, length, NULL));
	publish(tree);
	manifest = published_manifest(fixture->target, NULL);
	assert_non_null(manifest);
	assert_int_equal(
		published_lines(fixture->target, manifest, "lines", 1000, take_line, taken, &error),
		want != NULL);
	assert_int_equal(error == NULL, want != NULL);
	if (want != NULL)
		assert_string_equal(taken->str, want);
}

/* A file is read in pieces, between which a line may go on; one that is longer than it may be is
 * told before the whole of it stands in memory. */
static void
a_published_file_is_read_line_by_line(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *endless = g_strnfill(200000, 'x');
	g_autoptr(GString) many = g_string_new(NULL), taken = g_string_new(NULL);

	while (many->len < 200000) {
		g_string_append_printf(taken, "[line %zu]", many->len);
		g_string_append_printf(many, "line %zu\n", many->len);
	}
	lines_of_file_are(fixture, "", 0, "");
	lines_of_file_are(fixture, "one\n\ntwo\n", 9, "[one][][two]");
	lines_of_file_are(fixture, many->str, many->len, taken->str);
	lines_of_file_are(fixture, "one\ntwo", 7, NULL);
	lines_of_file_are(fixture, "one\nt\0o\n", 8, NULL);
	endless[199999] = '\n';
	lines_of_file_are(fixture, endless, 200000, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(appears_at_once),
		TREE_TEST(former_tree_stays_as_prev),
		TREE_TEST(a_published_file_is_read_line_by_line),
		TREE_TEST(stale_files_vanish),
		TREE_TEST(unpublished_tree_is_dropped),
		TREE_TEST(manifest_lists_paths_in_order),
		TREE_TEST(unchanged_files_keep_inode_and_time),
		TREE_TEST(tampered_files_are_written_anew),
		TREE_TEST(modes_do_not_depend_on_umask),
		TREE_TEST(refuses_paths_that_lead_out),
		TREE_TEST(second_run_is_locked_out),
		TREE_TEST(rest_of_a_killed_run_is_removed),
		TREE_TEST(strangers_folder_is_never_replaced),
		TREE_TEST(strangers_next_is_never_removed),
		TREE_TEST(strangers_prev_is_never_removed),
		TREE_TEST(empty_folder_may_be_replaced),
		TREE_TEST(file_or_link_at_the_target_is_refused),
		TREE_TEST(removal_does_not_follow_links),
		TREE_TEST(target_must_be_inside_a_folder),
		TREE_TEST(trailing_slashes_do_not_matter),
		TREE_TEST(folder_in_place_of_a_file_fails),
		TREE_TEST(a_file_is_no_folder_of_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
