#include "unit.h"

#include "registry/registry.h"
#include "source/xml.h"

#include "content.h"
#include "found.h"

#include <sys/stat.h>
#include <unistd.h>

/* Folders as nobody should make them: each is a finding, and none takes long. */

#define SERVICES "registry/services/"
#define EMPTY "<service xmlns=\"urn:ismapgen:1\"/>"

/* Another user than the one who may read everything. */
#define NOBODY 65534

/* What loading finds but for the site, which is missing in all of them. */
static void
assert_refused(struct content *content, const char *expected)
{
	AUTO(findings) findings = findings_new();
	AUTO(registry) registry = registry_load(content->folder, 1, findings, NULL);
	g_autofree char *with_site = g_strconcat(expected, " no-site:0", NULL);
	g_autoptr(GString) text = g_string_new(NULL);
	unsigned lines = 0;

	assert_non_null(registry);
	assert_int_equal(registry->services->len, 0);
	assert_found(findings, with_site);

	findings_render(findings, FINDING_TEXT, LANGUAGE_EN, text);
	assert_true(g_utf8_validate(text->str, -1, NULL));
	for (const char *at = text->str; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, findings_sorted(findings)->len);
	content_clear(content);
}

static void
what_is_no_file_is_refused(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	assert_int_equal(mkfifo(content_path(&content, SERVICES "S0001.xml"), 0600), 0);
	assert_int_equal(g_mkdir(content_path(&content, SERVICES "S0002.xml"), 0700), 0);
	assert_refused(&content, "file-not-regular:0 file-not-regular:0");
}

static void
devices_are_refused(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	assert_null(xml_load("/dev/zero", "zero.xml", findings));
	assert_found(findings, "file-not-regular:0");
}

static void
a_huge_file_is_not_read(void **state)
{
	struct content content;
	char *path;

	(void)state;
	content_init(&content);
	put(&content, SERVICES "S0001.xml", "");
	path = g_ptr_array_index(content.made, content.made->len - 1);
	assert_int_equal(truncate(path, (off_t)1 << 30), 0);
	assert_refused(&content, "file-size:0");
}

static void
no_part_of_the_way_may_be_a_link(void **state)
{
	struct content content, outside;

	(void)state;
	content_init(&content);
	content_init(&outside);
	put(&outside, "services/S0001.xml", EMPTY);
	assert_int_equal(symlink(outside.folder, content_path(&content, "registry")), 0);
	assert_refused(&content, "folder-symbolic-link:0 folder-symbolic-link:0");
	content_clear(&outside);
}

static void
a_file_is_no_folder(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put(&content, "registry", "x");
	assert_refused(&content, "folder-open:0 folder-open:0");
}

static void
what_may_not_be_read_is_not_passed_over(void **state)
{
	struct content content;
	AUTO(findings) findings = findings_new();
	g_autofree char *folder = NULL;

	(void)state;
	if (geteuid() != 0)
		skip();
	content_init(&content);
	put(&content, SERVICES "S0001.xml", EMPTY);
	put(&content, "registry/decisions/2024-01-01.xml", EMPTY);
	folder = g_build_filename(content.folder, "registry", NULL);
	assert_int_equal(chmod(content.folder, 0755), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	assert_int_equal(chmod(g_ptr_array_index(content.made, 1), 0744), 0);
	assert_int_equal(chmod(g_ptr_array_index(content.made, 3), 0755), 0);
	assert_int_equal(chmod(g_ptr_array_index(content.made, 4), 0600), 0);
	assert_int_equal(seteuid(NOBODY), 0);

	AUTO(registry) registry = registry_load(content.folder, 1, findings, NULL);

	assert_int_equal(seteuid(0), 0);
	assert_found(findings, "file-open:0 file-open:0 no-site:0");
	assert_non_null(registry);
	content_clear(&content);
}

static void
names_that_cannot_be_read_are_refused(void **state)
{
	struct content content;

	(void)state;
	content_init(&content);
	put(&content, SERVICES "S\n1.xml", EMPTY);
	put(&content, SERVICES "S\xFF.xml", EMPTY);
	put(&content, SERVICES "S\xE2\x80\xAE.xml", EMPTY);
	put(&content, SERVICES "S\x1B[2J", EMPTY);
	put(&content, "forms/S\n1/2024-01-01-form07.xml", "x");
	assert_refused(&content, "folder-name:0 folder-name:0 folder-name:0 folder-name:0 "
	                         "folder-name:0");
}

/* Whether loading finds a value that is not of its pattern. */
static bool
finds_pattern(struct findings *findings)
{
	const GPtrArray *all = findings_sorted(findings);

	for (guint i = 0; i < all->len; i++) {
		const struct finding *finding = all->pdata[i];

		if (strcmp(finding->message->id, "value-pattern") == 0)
			return true;
	}
	return false;
}

static void
an_id_that_leads_out_is_refused(void **state)
{
	struct content content;
	AUTO(findings) findings = findings_new();

	(void)state;
	content_init(&content);
	put(&content, SERVICES "S0001.xml",
	    "<service xmlns=\"urn:ismapgen:1\" id=\"../../S0001\"/>");

	AUTO(registry) registry = registry_load(content.folder, 1, findings, NULL);
	const struct service *service = registry->services->pdata[0];

	assert_true(finds_pattern(findings));
	assert_string_equal(service->id.value, "S0001");
	content_clear(&content);
}

/* It stands in a link, and in security.txt. */
static void
an_e_mail_that_is_more_than_an_address_is_refused(void **state)
{
	static const char *const values[] = {
		"info@example.jp",  "a b@example.jp",       "a@b.jp?bcc=c@d.jp", "info",
		"a@example.jp,b@c", "mailto:a@example.jp",  "a@例.jp",           "a@example",
		"a%0A@example.jp",  "&lt;a@example.jp&gt;",
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		struct content content;
		AUTO(findings) findings = findings_new();
		g_autofree char *site = g_strconcat("<site xmlns=\"urn:ismapgen:1\"><committee>"
		                                    "<email>",
		                                    values[i], "</email></committee></site>", NULL);

		content_init(&content);
		put(&content, "site.xml", site);

		AUTO(registry) registry = registry_load(content.folder, 1, findings, NULL);

		assert_non_null(registry);
		assert_int_equal(finds_pattern(findings), i > 0);
		content_clear(&content);
	}
}

/* Files of the kernel have no size, but there is something in them. */
static void
a_file_that_is_not_what_it_was_is_refused(void **state)
{
	AUTO(findings) findings = findings_new();

	(void)state;
	assert_null(xml_load("/proc/version", "version.xml", findings));
	assert_found(findings, "file-changed:0");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(devices_are_refused),
		cmocka_unit_test(a_huge_file_is_not_read),
		cmocka_unit_test(no_part_of_the_way_may_be_a_link),
		cmocka_unit_test(a_file_is_no_folder),
		cmocka_unit_test(what_may_not_be_read_is_not_passed_over),
		cmocka_unit_test(names_that_cannot_be_read_are_refused),
		cmocka_unit_test(an_id_that_leads_out_is_refused),
		cmocka_unit_test(an_e_mail_that_is_more_than_an_address_is_refused),
		cmocka_unit_test(a_file_that_is_not_what_it_was_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
