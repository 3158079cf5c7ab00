#include "publish/memo.h"

#include "base/folder.h"
#include "unit.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "site.memo"

/* A folder of its own for each test, open, with a memo of two files in it. */
struct fixture {
	char *folder;
	int at;
	guint8 manifest[DIGEST_SIZE];
	struct memo_file files[2];
	GPtrArray *list;
};

static char *
path_of(const struct fixture *fixture)
{
	return g_build_filename(fixture->folder, NAME, NULL);
}

static int
set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);

	fixture->folder = g_dir_make_tmp("memo-XXXXXX", NULL);
	fixture->at = open(fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	digest_raw_of("manifest", 8, fixture->manifest);
	fixture->files[0] = (struct memo_file){
		.path = "a/様式 5.pdf",
		.size = 4096,
		.modified_ns = G_MAXUINT64,
		.inode = 12,
		.keyed = true,
	};
	digest_raw_of("one", 3, fixture->files[0].digest);
	digest_raw_of("key", 3, fixture->files[0].key);
	fixture->files[1] = (struct memo_file){ .path = "b", .modified_ns = 1, .inode = 1 };
	digest_raw_of("two", 3, fixture->files[1].digest);
	fixture->list = g_ptr_array_new();
	g_ptr_array_add(fixture->list, &fixture->files[0]);
	g_ptr_array_add(fixture->list, &fixture->files[1]);
	*state = fixture;
	return memo_write(fixture->at, NAME, NULL, fixture->manifest, fixture->list) ? 0 : -1;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	g_autofree char *path = path_of(fixture);

	(void)folder_remove_any(AT_FDCWD, path);
	close(fixture->at);
	if (rmdir(fixture->folder) != 0)
		return -1;
	g_ptr_array_unref(fixture->list);
	g_free(fixture->folder);
	g_free(fixture);
	return 0;
}

static char *
text_of(const struct fixture *fixture, gsize *length)
{
	g_autofree char *path = path_of(fixture);
	char *text;

	assert_true(g_file_get_contents(path, &text, length, NULL));
	return text;
}

static void
set_text(const struct fixture *fixture, const char *text, gsize length)
{
	g_autofree char *path = path_of(fixture);

	assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
}

static bool
is_read(const struct fixture *fixture)
{
	AUTO(memo) memo = memo_read(fixture->at, NAME, fixture->manifest);

	return memo != NULL;
}

static void
assert_same(const struct memo_file *found, const struct memo_file *expected)
{
	assert_non_null(found);
	assert_string_equal(found->path, expected->path);
	assert_true(found->size == expected->size && found->modified_ns == expected->modified_ns &&
	            found->inode == expected->inode && found->keyed == expected->keyed);
	assert_memory_equal(found->digest, expected->digest, DIGEST_SIZE);
	assert_memory_equal(found->key, expected->key, DIGEST_SIZE);
}

static void
what_is_written_is_read(void **state)
{
	const struct fixture *fixture = *state;
	AUTO(memo) memo = memo_read(fixture->at, NAME, fixture->manifest);

	assert_non_null(memo);
	assert_same(memo_find(memo, "a/様式 5.pdf"), &fixture->files[0]);
	assert_same(memo_find(memo, "b"), &fixture->files[1]);
	assert_null(memo_find(memo, "c"));
}

static void
an_empty_memo_is_whole(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	AUTO(memo) memo = NULL;

	assert_true(memo_write(fixture->at, NAME, NULL, fixture->manifest, none));
	memo = memo_read(fixture->at, NAME, fixture->manifest);
	assert_non_null(memo);
	assert_null(memo_find(memo, "b"));
}

static void
the_memo_of_another_tree_is_not_read(void **state)
{
	struct fixture *fixture = *state;

	fixture->manifest[31] ^= 1;
	assert_false(is_read(fixture));
}

static void
any_cut_is_noticed(void **state)
{
	const struct fixture *fixture = *state;
	gsize length;
	g_autofree char *text = text_of(fixture, &length);

	for (gsize cut = 0; cut < length; cut++) {
		set_text(fixture, text, cut);
		assert_false(is_read(fixture));
	}
	set_text(fixture, text, length);
	assert_true(is_read(fixture));
}

static void
any_changed_byte_is_noticed(void **state)
{
	const struct fixture *fixture = *state;
	gsize length;
	g_autofree char *text = text_of(fixture, &length);

	for (gsize i = 0; i < length; i++) {
		text[i] ^= 4;
		set_text(fixture, text, length);
		assert_false(is_read(fixture));
		text[i] ^= 4;
	}
}

/* The text, but for its last line, and the last line that fits it. */
static void
set_lines(const struct fixture *fixture, const char *lines)
{
	g_autofree char *manifest = digest_text(fixture->manifest);
	g_autoptr(GString) text = g_string_new("ismapgen memo 1\nmanifest ");
	g_autofree char *all = NULL;

	g_string_append_printf(text, "%s\n%s", manifest, lines);
	all = digest_of(text->str, text->len);
	g_string_append_printf(text, "end %s\n", all);
	set_text(fixture, text->str, text->len);
}

#define DIGITS "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* Whole by its digests, but not as we write it. */
static void
lines_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = {
		"\n",
		"x",
		"- \n",
		"- " DIGITS "\n",
		"- " DIGITS " 1 2 3\n",
		"- " DIGITS " 1 2 3 \n",
		"- " DIGITS " 1 2 3 path",
		"- " DIGITS " 1 2  path\n",
		"- " DIGITS " 1 2 -3 path\n",
		"- " DIGITS " 1 2 0x3 path\n",
		"- " DIGITS " 1 2 18446744073709551616 path\n",
		"- " DIGITS " 99999999999999999999999 2 3 path\n",
		"-" DIGITS " 1 2 3 path\n",
		DIGITS " " DIGITS "1 2 3 path\n",
		DIGITS " 1 2 3 path\n",
		"BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad " DIGITS
		" 1 2 3 path\n",
		"- " DIGITS " 1 2 3 path\n\n",
	};
	const struct fixture *fixture = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		set_lines(fixture, bad[i]);
		if (is_read(fixture))
			fail_msg("read: \"%s\"", bad[i]);
	}
	set_lines(fixture, "- " DIGITS " 1 2 18446744073709551615 ../path\n");
	assert_true(is_read(fixture));
	set_lines(fixture, DIGITS " " DIGITS " 1 2 3 path\n");
	assert_true(is_read(fixture));
}

static void
another_version_is_not_read(void **state)
{
	const struct fixture *fixture = *state;
	gsize length;
	g_autofree char *text = text_of(fixture, &length), *all = NULL;

	text[strlen("ismapgen memo ")] = '2';
	all = digest_of(text, length - strlen("end ") - DIGEST_HEX - 1);
	memcpy(text + length - DIGEST_HEX - 1, all, DIGEST_HEX);
	set_text(fixture, text, length);
	assert_false(is_read(fixture));
}

static void
no_other_thing_is_read_as_a_memo(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *path = path_of(fixture);
	g_autofree char *elsewhere = g_strconcat(path, ".elsewhere", NULL);

	assert_int_equal(rename(path, elsewhere), 0);
	assert_false(is_read(fixture));
	assert_int_equal(symlink(elsewhere, path), 0);
	assert_false(is_read(fixture));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(is_read(fixture));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_false(is_read(fixture));
	assert_int_equal(unlink(elsewhere), 0);
}

/* A file of two gibibytes is not even read. */
static void
a_huge_file_is_not_read(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *path = path_of(fixture);

	assert_int_equal(truncate(path, (off_t)3 << 30), 0);
	assert_false(is_read(fixture));
}

static void
the_same_memo_is_not_written_again(void **state)
{
	struct fixture *fixture = *state;
	AUTO(memo) former = memo_read(fixture->at, NAME, fixture->manifest);
	struct stat before, after;

	assert_int_equal(fstatat(fixture->at, NAME, &before, 0), 0);
	assert_true(memo_write(fixture->at, NAME, former, fixture->manifest, fixture->list));
	assert_int_equal(fstatat(fixture->at, NAME, &after, 0), 0);
	assert_int_equal(before.st_ino, after.st_ino);

	fixture->files[1].inode++;
	assert_true(memo_write(fixture->at, NAME, former, fixture->manifest, fixture->list));
	assert_int_equal(fstatat(fixture->at, NAME, &after, 0), 0);
	assert_int_not_equal(before.st_ino, after.st_ino);
	assert_true(is_read(fixture));
}

static void
a_memo_that_cannot_be_written_is_gone(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *path = path_of(fixture);
	g_autofree char *fresh = g_strconcat(path, ".new", NULL);

	assert_int_equal(mkdir(fresh, 0700), 0);
	assert_false(memo_write(fixture->at, NAME, NULL, fixture->manifest, fixture->list));
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(rmdir(fresh), 0);
}

static void
a_file_stands_as_it_was_noted(void **state)
{
	struct stat found = { .st_size = 5, .st_ino = 7, .st_mtim = { 1764000000, 123456789 } };
	struct memo_file file = { 0 };

	(void)state;
	memo_file_note(&file, &found);
	assert_true(memo_file_stands(&file, &found));
	found.st_mtim.tv_nsec++;
	assert_false(memo_file_stands(&file, &found));
	found.st_mtim.tv_nsec--;
	found.st_ino++;
	assert_false(memo_file_stands(&file, &found));
	found.st_ino--;
	found.st_size++;
	assert_false(memo_file_stands(&file, &found));

	/* Before 1970, and after 2262. */
	found.st_mtim.tv_sec = -1;
	memo_file_note(&file, &found);
	assert_true(memo_file_stands(&file, &found));
	found.st_mtim.tv_sec = G_MAXINT64 / 3;
	assert_false(memo_file_stands(&file, &found));
	memo_file_note(&file, &found);
	assert_true(memo_file_stands(&file, &found));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_is_read),
		TEST(an_empty_memo_is_whole),
		TEST(the_memo_of_another_tree_is_not_read),
		TEST(any_cut_is_noticed),
		TEST(any_changed_byte_is_noticed),
		TEST(lines_that_are_none_are_refused),
		TEST(another_version_is_not_read),
		TEST(no_other_thing_is_read_as_a_memo),
		TEST(a_huge_file_is_not_read),
		TEST(the_same_memo_is_not_written_again),
		TEST(a_memo_that_cannot_be_written_is_gone),
		cmocka_unit_test(a_file_stands_as_it_was_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
