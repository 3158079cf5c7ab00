/* Trees in a folder of their own, for the tests of base/tree.h and its parts. */
#ifndef UNIT_TREE_FIXTURE_H
#define UNIT_TREE_FIXTURE_H

#include "base/folder.h"
#include "publish/tree.h"
#include "unit.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test; the tree's target is "out/site" in it. */
struct fixture {
	char *folder;
	char *target;
};

static inline char *
at(const struct fixture *fixture, const char *path)
{
	return g_build_filename(fixture->folder, path, NULL);
}

static inline int
set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);

	fixture->folder = g_dir_make_tmp("tree-XXXXXX", NULL);
	fixture->target = at(fixture, "out/site");
	*state = fixture;
	return fixture->folder == NULL ? -1 : 0;
}

static inline int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	g_autofree char *mark = at(fixture, FOLDER_MANIFEST);

	(void)g_file_set_contents(mark, "", 0, NULL);
	if (!folder_remove(AT_FDCWD, fixture->folder, fixture->folder, NULL))
		return -1;
	g_free(fixture->target);
	g_free(fixture->folder);
	g_free(fixture);
	return 0;
}

static inline struct tree *
opened(const struct fixture *fixture)
{
	g_autoptr(GError) error = NULL;
	struct tree *tree = tree_open(fixture->target, true, &error);

	if (tree == NULL)
		fail_msg("%s", error->message);
	return tree;
}

static inline void
put(struct tree *tree, const char *path, const char *text)
{
	g_autoptr(GError) error = NULL;

	if (!tree_write(tree, path, text, strlen(text), &error))
		fail_msg("%s", error->message);
}

static inline void
publish(struct tree *tree)
{
	g_autoptr(GError) error = NULL;

	if (!tree_publish(tree, &error))
		fail_msg("%s", error->message);
}

/* Publishes a tree of one page. */
static inline void
publish_page(const struct fixture *fixture, const char *text)
{
	AUTO(tree) tree = opened(fixture);

	put(tree, "index.html", text);
	publish(tree);
}

static inline void
assert_file(const struct fixture *fixture, const char *path, const char *expected)
{
	g_autofree char *file = at(fixture, path);
	g_autofree char *text = NULL;

	if (!g_file_get_contents(file, &text, NULL, NULL))
		fail_msg("no file %s", path);
	assert_string_equal(text, expected);
}

static inline void
assert_absent(const struct fixture *fixture, const char *path)
{
	g_autofree char *file = at(fixture, path);
	struct stat found;

	if (lstat(file, &found) == 0)
		fail_msg("%s stands", path);
}

static inline void
make_file(const struct fixture *fixture, const char *path, const char *text)
{
	g_autofree char *file = at(fixture, path);
	g_autofree char *folder = g_path_get_dirname(file);

	assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
	assert_true(g_file_set_contents(file, text, -1, NULL));
}

static inline struct stat
stat_of(const struct fixture *fixture, const char *path)
{
	g_autofree char *file = at(fixture, path);
	struct stat found;

	assert_int_equal(lstat(file, &found), 0);
	return found;
}

static inline void
set_mode(const struct fixture *fixture, const char *path, mode_t mode)
{
	g_autofree char *file = at(fixture, path);

	assert_int_equal(chmod(file, mode), 0);
}

static inline void
remove_file(const struct fixture *fixture, const char *path)
{
	g_autofree char *file = at(fixture, path);

	assert_true(folder_remove_any(AT_FDCWD, file));
}

static inline void
make_link(const struct fixture *fixture, const char *to, const char *path)
{
	g_autofree char *target = at(fixture, to);
	g_autofree char *link = at(fixture, path);

	assert_int_equal(symlink(target, link), 0);
}

/* Names, kinds, modes and bytes of all in the folder. */
static inline char *
fingerprint(const struct fixture *fixture, const char *path)
{
	g_autofree char *command = g_strdup_printf(
		"cd '%s/%s' && find . -printf '%%p %%y %%m %%i %%T@\\n' | LC_ALL=C sort; "
		"find . -type f | LC_ALL=C sort | xargs sha256sum",
		fixture->folder, path);
	const char *arguments[] = { "sh", "-c", command, NULL };
	char *text;

	assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
	                         &text, NULL, NULL, NULL));
	return text;
}

static inline void
assert_open_fails(const struct fixture *fixture, const char *words)
{
	g_autoptr(GError) error = NULL;
	struct tree *tree = tree_open(fixture->target, true, &error);

	assert_null(tree);
	if (strstr(error->message, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", error->message, words);
}

#define TREE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
