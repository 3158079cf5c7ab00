/* What is reused of earlier runs: target.next, target.memo, published files. */
#include "base/refusal.h"
#include "tree_fixture.h"

#include "base/digest.h"

#include <errno.h>
#include <sys/syscall.h>

#define KEY "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OTHER_KEY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
put_keyed(struct tree *tree, const char *path, const char *key, const char *text)
{
	g_autoptr(GError) error = NULL;

	if (!tree_write_keyed(tree, path, key, text, strlen(text), &error))
		fail_msg("%s", error->message);
}

/* Publishes a page and a second file, both in folders, made of KEY. */
static void
publish_keyed(const struct fixture *fixture, const char *text)
{
	AUTO(tree) tree = opened(fixture);

	put_keyed(tree, "a/index.html", KEY, text);
	put(tree, "b/c/other", "other");
	publish(tree);
}

/* Three editions: the first stands in target.next now. */
static void
publish_three(const struct fixture *fixture)
{
	publish_keyed(fixture, "one");
	publish_keyed(fixture, "two");
	publish_keyed(fixture, "three");
	assert_file(fixture, "out/site.next/a/index.html", "one");
}

/* Whether a new run reuses the page. */
static bool
is_reused(const struct fixture *fixture, const char *key)
{
	AUTO(tree) tree = opened(fixture);
	bool reused = tree_reuse(tree, "a/index.html", key);

	assert_int_equal(tree_files(tree), reused);
	assert_int_equal(tree_changed(tree), 0);
	return reused;
}

static void
replace_text(const struct fixture *fixture, const char *path, const char *text)
{
	g_autofree char *file = at(fixture, path);
	FILE *stream = fopen(file, "r+");

	assert_non_null(stream);
	assert_int_equal(fputs(text, stream), 1);
	assert_int_equal(fclose(stream), 0);
}

/* A folder that was shut by hand opens again, published as it was made. */
static void
folders_are_open_to_all(void **state)
{
	const struct fixture *fixture = *state;

	publish_three(fixture);

	g_autofree char *next = at(fixture, "out/site.next/b");

	assert_int_equal(g_chmod(next, 0700), 0);
	publish_keyed(fixture, "four");
	assert_file(fixture, "out/site/a/index.html", "four");
	assert_int_equal(stat_of(fixture, "out/site/a").st_mode & 07777, FOLDER_MODE);
	assert_int_equal(stat_of(fixture, "out/site/b").st_mode & 07777, FOLDER_MODE);
}

static void
what_has_the_same_key_is_reused(void **state)
{
	const struct fixture *fixture = *state;
	struct stat before;

	publish_keyed(fixture, "text");
	before = stat_of(fixture, "out/site/a/index.html");
	assert_false(is_reused(fixture, OTHER_KEY));
	assert_true(is_reused(fixture, KEY));
	for (int edition = 0; edition < 4; edition++) {
		AUTO(tree) tree = opened(fixture);

		assert_true(tree_reuse(tree, "a/index.html", KEY));
		assert_false(tree_reuse(tree, "b/c/other", KEY));
		put(tree, "b/c/other", "other");
		publish(tree);
		assert_int_equal(tree_files(tree), 2);
		assert_int_equal(tree_changed(tree), 0);
	}
	assert_file(fixture, "out/site/a/index.html", "text");
	assert_int_equal(stat_of(fixture, "out/site/a/index.html").st_ino, before.st_ino);
}

static void
a_new_key_is_remembered_for_the_same_bytes(void **state)
{
	const struct fixture *fixture = *state;

	publish_keyed(fixture, "text");
	{
		AUTO(tree) tree = opened(fixture);

		put_keyed(tree, "a/index.html", OTHER_KEY, "text");
		assert_int_equal(tree_changed(tree), 0);
		publish(tree);
	}
	assert_false(is_reused(fixture, KEY));
	assert_true(is_reused(fixture, OTHER_KEY));
}

static void
nothing_is_reused_by_force(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	AUTO(tree) tree = NULL;

	publish_keyed(fixture, "text");
	tree = tree_open(fixture->target, false, &error);
	assert_false(tree_reuse(tree, "a/index.html", KEY));
	put_keyed(tree, "a/index.html", KEY, "text");
	assert_int_equal(tree_changed(tree), 0);
	publish(tree);
}

/* The memo says how the published file stood. Who touched or copied it may have made another:
 * its bytes are looked at. */
static void
a_file_that_was_touched_is_looked_at(void **state)
{
	const struct fixture *fixture = *state;
	const struct timespec times[2] = { { 1, 0 }, { 1, 0 } };
	g_autofree char *page = at(fixture, "out/site/a/index.html");

	publish_keyed(fixture, "text");
	assert_int_equal(utimensat(AT_FDCWD, page, times, 0), 0);
	assert_true(is_reused(fixture, KEY));
	make_file(fixture, "out/site/a/index.html", "tezt");
	assert_false(is_reused(fixture, KEY));

	publish_keyed(fixture, "text");
	assert_true(is_reused(fixture, KEY));
	set_mode(fixture, "out/site/a/index.html", 0600);
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "text");
	assert_int_equal(stat_of(fixture, "out/site/a/index.html").st_mode & 07777, 0644);

	assert_int_equal(truncate(page, 3), 0);
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "text");
	assert_file(fixture, "out/site/a/index.html", "text");

	make_file(fixture, "out/site/a/index.html", "tezt");
	assert_false(is_reused(fixture, KEY));
	remove_file(fixture, "out/site/a/index.html");
	assert_false(is_reused(fixture, KEY));
	make_link(fixture, "out/site.prev/a/index.html", "out/site/a/index.html");
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "text");
	assert_true(S_ISREG(stat_of(fixture, "out/site/a/index.html").st_mode));
}

static void
a_memo_of_another_edition_is_ignored(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *memo = at(fixture, "out/site.memo");
	g_autofree char *text = NULL;

	publish_keyed(fixture, "one");
	assert_true(g_file_get_contents(memo, &text, NULL, NULL));
	publish_keyed(fixture, "two");
	assert_true(is_reused(fixture, KEY));
	assert_true(g_file_set_contents(memo, text, -1, NULL));
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "two");
	assert_true(is_reused(fixture, KEY));

	assert_int_equal(truncate(memo, 100), 0);
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "two");
	assert_true(is_reused(fixture, KEY));

	assert_int_equal(unlink(memo), 0);
	assert_false(is_reused(fixture, KEY));
}

/* Back by hand, as the manual says. */
static void
one_step_back_forgets_what_is_newer(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *site = at(fixture, "out/site"), *former = at(fixture, "out/site.prev");
	g_autofree char *aside = at(fixture, "out/site.bad");

	publish_keyed(fixture, "one");
	publish_keyed(fixture, "two");
	assert_int_equal(rename(site, aside), 0);
	assert_int_equal(rename(former, site), 0);
	assert_false(is_reused(fixture, KEY));
	publish_keyed(fixture, "three");
	assert_file(fixture, "out/site/a/index.html", "three");
	assert_file(fixture, "out/site.prev/a/index.html", "one");
}

static void
the_edition_before_the_former_one_is_recycled(void **state)
{
	const struct fixture *fixture = *state;
	struct stat folder;

	publish_three(fixture);
	folder = stat_of(fixture, "out/site.next/b/c");
	publish_keyed(fixture, "four");
	assert_file(fixture, "out/site/a/index.html", "four");
	assert_file(fixture, "out/site.prev/a/index.html", "three");
	assert_file(fixture, "out/site.next/a/index.html", "two");
	assert_int_equal(stat_of(fixture, "out/site/b/c").st_ino, folder.st_ino);
	assert_int_equal(stat_of(fixture, "out/site/b/c/other").st_nlink, 3);
}

static bool is_link_refused;

/* The system's, which may refuse as a file system does that has no room for another link. */
int
linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	if (!is_link_refused)
		return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
	errno = EMLINK;
	return -1;
}

/* Empty ones and those that are read in several pieces, too. */
static void
what_cannot_be_linked_is_copied(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *text = g_strnfill(100000, 'x');
	const char *const texts[] = { "text", text, "" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		AUTO(tree) tree = NULL;

		publish_keyed(fixture, texts[i]);
		tree = opened(fixture);
		assert_true(tree_reuse(tree, "a/index.html", KEY));
		is_link_refused = true;
		publish(tree);
		is_link_refused = false;
		assert_file(fixture, "out/site/a/index.html", texts[i]);
		assert_int_equal(stat_of(fixture, "out/site/a/index.html").st_nlink, 1);
	}
}

/* No edition that stands changes while another is made. */
static void
files_that_stand_are_never_written_into(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *site = NULL, *former = NULL, *memo = NULL;

	publish_three(fixture);
	site = fingerprint(fixture, "out/site");
	former = fingerprint(fixture, "out/site.prev");
	{
		AUTO(tree) tree = opened(fixture);
		g_autofree char *site_after = NULL, *former_after = NULL;
		struct tree_file *file;

		put_keyed(tree, "a/index.html", OTHER_KEY, "four");
		put(tree, "b/c/other", "another one");
		file = tree_file_open(tree, "b/d", NULL, NULL);
		assert_true(tree_file_append(file, "text", 4, NULL));
		site_after = fingerprint(fixture, "out/site");
		former_after = fingerprint(fixture, "out/site.prev");
		assert_string_equal(site, site_after);
		assert_string_equal(former, former_after);
		assert_true(tree_file_close(file, NULL));
		publish(tree);
	}
	memo = fingerprint(fixture, "out/site.prev");
	assert_string_equal(site, memo);
	assert_file(fixture, "out/site.next/a/index.html", "two");
}

/* Whatever stands in target.next, the new edition is the same. */
static void
strange_things_in_next_do_not_matter(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *found = NULL;

	publish_three(fixture);
	make_file(fixture, "precious/file", "precious");
	make_file(fixture, "precious/c/other", "precious");

	replace_text(fixture, "out/site.next/a/index.html", "XXX");
	make_file(fixture, "out/site.next/stranger/deep/down", "x");
	make_file(fixture, "out/site.next/manifest.sha256.new", "x");
	make_file(fixture, "out/site.next/manifest.sha256.p7s", "x");
	make_file(fixture, "out/site.next/a/stranger", "x");
	make_link(fixture, "precious", "out/site.next/link");
	remove_file(fixture, "out/site.next/b");
	make_link(fixture, "precious", "out/site.next/b");
	set_mode(fixture, "out/site.next/a", 0700);
	set_mode(fixture, "out/site.next", 0700);
	publish_keyed(fixture, "four");

	assert_file(fixture, "out/site/a/index.html", "four");
	assert_file(fixture, "out/site/b/c/other", "other");
	assert_file(fixture, "precious/file", "precious");
	assert_file(fixture, "precious/c/other", "precious");
	assert_int_equal(stat_of(fixture, "out/site").st_mode & 07777, 0755);
	found = fingerprint(fixture, "out/site");
	assert_null(strstr(found, "stranger"));
	assert_null(strstr(found, ".p7s"));
	assert_null(strstr(found, ".new"));
	assert_null(strstr(found, "link"));
	assert_int_equal(stat_of(fixture, "out/site/a").st_mode & 07777, 0755);
}

/* Where a file was, a folder is wanted, and the other way round. */
static void
folders_and_files_change_places(void **state)
{
	const struct fixture *fixture = *state;

	for (int edition = 0; edition < 8; edition++) {
		AUTO(tree) tree = opened(fixture);

		if (edition / 2 % 2 == 0) {
			put(tree, "a", "file");
			put(tree, "b/c/d", "deep");
		} else {
			put(tree, "a/b/c", "deep");
			put(tree, "b", "file");
		}
		publish(tree);
	}
	assert_file(fixture, "out/site/a/b/c", "deep");
	assert_file(fixture, "out/site/b", "file");
	assert_file(fixture, "out/site.prev/b", "file");
	assert_file(fixture, "out/site.next/a", "file");
}

/* A link in target.next in place of a file that is to be written. */
static void
links_in_next_are_not_written_through(void **state)
{
	const struct fixture *fixture = *state;
	struct tree_file *file;

	publish_three(fixture);
	make_file(fixture, "precious", "precious");
	remove_file(fixture, "out/site.next/a/index.html");
	make_link(fixture, "precious", "out/site.next/a/index.html");
	remove_file(fixture, "out/site.next/b/c/other");
	make_link(fixture, "precious", "out/site.next/b/c/other");
	{
		AUTO(tree) tree = opened(fixture);

		put_keyed(tree, "a/index.html", OTHER_KEY, "four");
		file = tree_file_open(tree, "b/c/other", NULL, NULL);
		assert_true(tree_file_append(file, "more", 4, NULL));
		assert_true(tree_file_close(file, NULL));
		publish(tree);
	}
	assert_file(fixture, "precious", "precious");
	assert_file(fixture, "out/site/a/index.html", "four");
	assert_file(fixture, "out/site/b/c/other", "more");
}

/* A file in target.next of the right name, size and mode is not the one that
 * is published. */
static void
only_the_published_inode_is_kept(void **state)
{
	const struct fixture *fixture = *state;

	publish_three(fixture);
	make_file(fixture, "out/site.next/b/c/other", "OTHER");
	set_mode(fixture, "out/site.next/b/c/other", 0644);
	publish_keyed(fixture, "four");
	assert_file(fixture, "out/site/b/c/other", "other");
}

static void
a_run_that_gives_up_leaves_next_to_the_next_run(void **state)
{
	const struct fixture *fixture = *state;

	publish_three(fixture);
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "a/index.html/as/a/folder", "x");
	}
	assert_file(fixture, "out/site/a/index.html", "three");
	assert_file(fixture, "out/site.prev/a/index.html", "two");
	publish_keyed(fixture, "four");
	assert_file(fixture, "out/site/a/index.html", "four");
}

static void
next_may_be_removed_between_runs(void **state)
{
	const struct fixture *fixture = *state;

	publish_three(fixture);
	remove_file(fixture, "out/site.next");
	publish_keyed(fixture, "four");
	assert_file(fixture, "out/site/b/c/other", "other");
	assert_file(fixture, "out/site.prev/a/index.html", "three");
	assert_file(fixture, "out/site.next/a/index.html", "two");
}

static void
next_must_be_a_folder(void **state)
{
	const struct fixture *fixture = *state;

	publish_keyed(fixture, "one");
	make_file(fixture, "precious/" FOLDER_MANIFEST, "");
	make_link(fixture, "precious", "out/site.next");
	assert_open_fails(fixture, "Cannot replace");
	remove_file(fixture, "out/site.next");
	make_file(fixture, "out/site.next", "a file");
	assert_open_fails(fixture, "Cannot replace");
}

/* A published file that goes while a run goes on is no reason to publish
 * something else. */
static void
what_changes_during_a_run_is_noticed(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;

	publish_keyed(fixture, "one");
	{
		AUTO(tree) tree = opened(fixture);

		assert_true(tree_reuse(tree, "a/index.html", KEY));
		make_file(fixture, "out/site/a/index.html", "two");
		assert_false(tree_publish(tree, &error));
		assert_non_null(strstr(error->message, "out/site.next/a/index.html"));
	}
	g_clear_error(&error);
	publish_three(fixture);
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "a/index.html", "four");
		remove_file(fixture, "out/site.next/a/index.html");
		assert_false(tree_publish(tree, &error));
		assert_non_null(strstr(error->message, "out/site.next/a/index.html"));
	}
	assert_file(fixture, "out/site/a/index.html", "three");
}

static GByteArray *
sign(const void *manifest, gsize length, void *data, GError **error)
{
	GByteArray *signature = g_byte_array_new();

	(void)error;
	g_byte_array_append(signature, (const guint8 *)data, (guint)strlen(data));
	return g_byte_array_append(signature, manifest, (guint)length);
}

static GByteArray *
refuse_to_sign(const void *manifest, gsize length, void *data, GError **error)
{
	(void)manifest;
	(void)length;
	(void)data;
	refuse(error, FAILURE("test-key", "鍵がありません。", "no key"), NULL);
	return NULL;
}

static void
the_manifest_is_signed(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *expected = NULL;

	for (int edition = 0; edition < 4; edition++) {
		AUTO(tree) tree = opened(fixture);
		g_autofree char *manifest = NULL;

		put(tree, "a", edition % 2 == 0 ? "even" : "odd");
		tree_set_sign(tree, sign, "signed: ");
		publish(tree);
		manifest = tree_manifest(tree);
		assert_null(strstr(manifest, TREE_SIGNATURE));
		g_free(expected);
		expected = g_strconcat("signed: ", manifest, NULL);
		assert_file(fixture, "out/site/" TREE_SIGNATURE, expected);
	}
	{
		AUTO(tree) tree = opened(fixture);

		put(tree, "a", "new");
		tree_set_sign(tree, refuse_to_sign, NULL);
		assert_false(tree_publish(tree, &error));
		assert_string_equal(error->message, "no key");
	}
	assert_file(fixture, "out/site/" TREE_SIGNATURE, expected);
	publish_page(fixture, "without");
	assert_absent(fixture, "out/site/" TREE_SIGNATURE);
	assert_file(fixture, "out/site.prev/" TREE_SIGNATURE, expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(folders_are_open_to_all),
		TREE_TEST(what_has_the_same_key_is_reused),
		TREE_TEST(a_new_key_is_remembered_for_the_same_bytes),
		TREE_TEST(nothing_is_reused_by_force),
		TREE_TEST(a_file_that_was_touched_is_looked_at),
		TREE_TEST(a_memo_of_another_edition_is_ignored),
		TREE_TEST(one_step_back_forgets_what_is_newer),
		TREE_TEST(the_edition_before_the_former_one_is_recycled),
		TREE_TEST(what_cannot_be_linked_is_copied),
		TREE_TEST(files_that_stand_are_never_written_into),
		TREE_TEST(strange_things_in_next_do_not_matter),
		TREE_TEST(folders_and_files_change_places),
		TREE_TEST(links_in_next_are_not_written_through),
		TREE_TEST(only_the_published_inode_is_kept),
		TREE_TEST(a_run_that_gives_up_leaves_next_to_the_next_run),
		TREE_TEST(next_may_be_removed_between_runs),
		TREE_TEST(next_must_be_a_folder),
		TREE_TEST(what_changes_during_a_run_is_noticed),
		TREE_TEST(the_manifest_is_signed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
