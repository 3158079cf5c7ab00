/* What stands in target.next, folder by folder, by several threads. */
#include "tree_fixture.h"

#include "base/digest.h"

#define MANY 300

/* A file in each of many folders, two deep; the folders below have one each. */
static bool
put_in_many(guint index, struct tree *tree, void *data, GError **error)
{
	const char *text = data;
	g_autofree char *path = g_strdup_printf("%u/index.html", index);
	g_autofree char *below = g_strdup_printf("%u/below/index.html", index);

	return tree_write(tree, path, "same", strlen("same"), error) &&
	       tree_write(tree, below, text, strlen(text), error);
}

static void
publish_many(const struct fixture *fixture, unsigned jobs, const char *text)
{
	AUTO(tree) tree = opened(fixture);
	g_autoptr(GError) error = NULL;

	if (!tree_run(tree, MANY, jobs, put_in_many, (void *)text, &error))
		fail_msg("%s", error->message);
	publish(tree);
}

static void
make_strange(const struct fixture *fixture, int index)
{
	g_autofree char *beside = g_strdup_printf("out/site.next/%d/strange/x", index);
	g_autofree char *folder = g_strdup_printf("out/site.next/%d/below", index);
	g_autofree char *file = g_strdup_printf("%s/index.html", folder);

	make_file(fixture, beside, "strange");
	if (index % 3 == 0)
		make_file(fixture, file, "strange");
	else if (index % 3 == 1)
		set_mode(fixture, folder, 0700);
	if (index % 3 < 2)
		return;
	remove_file(fixture, folder);
	make_link(fixture, "precious", folder);
}

static guint
count(const char *text, const char *word)
{
	guint found = 0;

	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		found++;
	return found;
}

static void
many_folders_are_swept_by_several(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *text_digest = digest_of_text("text");
	g_autofree char *same_digest = digest_of_text("same");

	make_file(fixture, "precious/index.html", "precious");
	for (unsigned jobs = 1; jobs <= 4; jobs++) {
		g_autofree char *found = NULL;

		for (int edition = 0; edition < 3; edition++)
			publish_many(fixture, jobs, edition == 1 ? "other" : "text");
		for (int i = 0; i < MANY; i++)
			make_strange(fixture, i);
		publish_many(fixture, jobs, "text");
		found = fingerprint(fixture, "out/site");
		assert_int_equal(count(found, " d 755 "), 1 + 2 * MANY);
		assert_int_equal(count(found, " f 644 "), 1 + 2 * MANY);
		assert_int_equal(count(found, "\n"), 3 + 6 * MANY);
		assert_int_equal(count(found, text_digest), MANY);
		assert_int_equal(count(found, same_digest), MANY);
	}
	assert_file(fixture, "precious/index.html", "precious");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(many_folders_are_swept_by_several),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
