/* All files of one entry share one key: what its data say tells all that its pages show. */
#include "site/entry.h"

#include "render/qr.h"
#include "site/feed.h"
#include "site/present.h"

#define DATA_SIZE_USUAL 16384

char *
entry_page_path(const struct disclosure *entry)
{
	g_autofree char *folder = present_path(entry);

	return g_strconcat(folder, "index.html", NULL);
}

/* What all files of the entry are made of: the JSON says all that is public of it
 * (tests/unit/test_entry.c), others decide where the page of its provider is, the rest is the
 * same for all entries. */
static char *
key_of(const struct build *build, guint index)
{
	const struct disclosure *entry = build->public_register->entries->pdata[index];
	AUTO(digest) digest = digest_new();

	digest_update_text(digest, build->entry_key);
	digest_update(digest, build->dataset->digests[index], DIGEST_SIZE);
	digest_update_text(digest, entry->provider_key);
	return digest_hex(digest);
}

/* An entry whose files are made; what several of them need is made once. */
struct making {
	const struct build *build;
	struct tree *tree;
	const struct disclosure *entry;
	char *folder; /* "services/C21-0004-2/" */
	char *key;
	char *data_key;      /* of the data, which tell the day and the edition of the list */
	struct value *prose; /* NULL until a page needs it */
	char **digests;      /* of the versions' JSON, each NULL until a page needs it */
};

static bool
write_data(struct making *making, const char *name, enum record_format format, GError **error)
{
	g_autofree char *path = g_strconcat(making->folder, name, NULL);
	g_autoptr(GString) text = NULL;

	if (tree_reuse(making->tree, path, making->data_key))
		return true;
	text = g_string_sized_new(DATA_SIZE_USUAL);
	dataset_render_alone(making->build->dataset, making->build->public_register, making->entry,
	                     format, text);
	return tree_write_keyed(making->tree, path, making->data_key, text->str, text->len, error);
}

/* The address of the page, for those who hold a print of it. */
static bool
write_qr(struct making *making, GError **error)
{
	const struct build *build = making->build;
	g_autofree char *path = g_strconcat(making->folder, "qr.svg", NULL);
	g_autofree char *address = NULL;
	g_autoptr(GString) svg = NULL;
	AUTO(qr) qr = NULL;

	if (tree_reuse(making->tree, path, making->key))
		return true;
	address = g_strconcat(build->public_register->base_url, making->folder, NULL);
	svg = g_string_new(NULL);
	qr = qr_encode(address);
	if (qr != NULL)
		qr_render_svg(qr, svg);
	return tree_write_keyed(making->tree, path, making->key, svg->str, svg->len, error);
}

/* "services/C21-0004-2/2025-06-20/": where a version stands. */
static char *
version_folder(const struct making *making, const struct disclosure *version)
{
	g_autofree char *day = date_iso(version->since);

	return g_strconcat(making->folder, day, "/", NULL);
}

/* Where a version is found, its digest, and until when it was listed. */
static struct value *
present_version(const struct making *making, guint index)
{
	const GPtrArray *versions = making->entry->versions;
	const struct disclosure *version = versions->pdata[index];
	struct date until = version->until;
	g_autofree char *folder = version_folder(making, version);
	g_autofree char *address =
		g_strconcat(making->build->public_register->base_url, folder, NULL);
	struct value *value = value_object();

	if (!date_is_set(until) && index + 1 < versions->len)
		until = ((const struct disclosure *)versions->pdata[index + 1])->since;
	if (making->digests[index] == NULL) {
		g_autoptr(GString) json = g_string_sized_new(DATA_SIZE_USUAL);

		dataset_render_version(version, json);
		making->digests[index] = digest_of(json->str, json->len);
	}
	value_set_text(value, "folder", folder);
	value_set_text(value, "address", address);
	value_set_text(value, "sha256", making->digests[index]);
	value_set(value, "since", present_date(version->since));
	value_set(value, "until", present_date(until));
	return value;
}

/* All versions, the newest first, and the one that is to be cited. */
static void
set_versions(struct value *page, const struct making *making, guint cited)
{
	struct value *list = value_list();

	for (guint i = making->entry->versions->len; i > 0; i--)
		value_append(list, present_version(making, i - 1));
	value_set(page, "versions", list);
	value_set(page, "version", present_version(making, cited));
	value_set_text(page, "provider-key", making->entry->provider_key);
}

/* The page of a version, plainly marked as past where it is, and its JSON. */
static bool
write_version(struct making *making, guint index, GError **error)
{
	const struct build *build = making->build;
	const struct disclosure *version = making->entry->versions->pdata[index];
	g_autofree char *folder = version_folder(making, version);
	g_autofree char *path = g_strconcat(folder, "index.html", NULL);
	g_autofree char *data = g_strconcat(folder, "version.json", NULL);
	g_autoptr(GString) json = g_string_sized_new(DATA_SIZE_USUAL);
	AUTO(value) prose = NULL;

	if (!tree_reuse(making->tree, data, making->key)) {
		dataset_render_version(version, json);
		if (!tree_write_keyed(making->tree, data, making->key, json->str, json->len, error))
			return false;
	}
	for (int language = 0; language < LANGUAGES; language++) {
		g_autofree char *whole_path =
			g_strconcat(build_folder((enum language)language), path, NULL);
		const struct site_page page = { .language = (enum language)language,
			                        .path = path,
			                        .template = "service.html" };
		struct value *root;

		if (tree_reuse(making->tree, whole_path, making->key))
			continue;
		if (prose == NULL)
			prose = present_prose(version, build->unheard);
		root = value_object();
		present_entry(root, version, (enum language)language, prose);
		set_versions(root, making, index);
		value_set_flag(root, "of-version", true);
		value_set_flag(root, "past", index + 1 < making->entry->versions->len);
		if (!build_keyed_page(build, making->tree, &page, making->key, root, error))
			return false;
	}
	return true;
}

static bool
write_versions(struct making *making, GError **error)
{
	for (guint i = 0; i < making->entry->versions->len; i++)
		if (!write_version(making, i, error))
			return false;
	return true;
}

static bool
write_page(struct making *making, enum language language, GError **error)
{
	const struct build *build = making->build;
	g_autofree char *path = g_strconcat(making->folder, "index.html", NULL);
	g_autofree char *whole_path = g_strconcat(build_folder(language), path, NULL);
	struct site_page page = { .language = language, .path = path, .template = "service.html" };
	struct value *root;

	if (tree_reuse(making->tree, whole_path, making->key))
		return true;
	if (making->prose == NULL)
		making->prose = present_prose(making->entry, build->unheard);
	root = value_object();
	present_entry(root, making->entry, language, making->prose);
	set_versions(root, making, making->entry->versions->len - 1);
	value_set_flag(root, "of-version", false);
	value_set_flag(root, "past", false);
	return build_keyed_page(build, making->tree, &page, making->key, root, error);
}

static bool
write_pages(struct making *making, GError **error)
{
	for (int language = 0; language < LANGUAGES; language++)
		if (!write_page(making, (enum language)language, error))
			return false;
	return true;
}

static struct making
making_start(const struct build *build, guint index, struct tree *tree)
{
	const struct disclosure *entry = build->public_register->entries->pdata[index];
	struct making making = {
		.build = build,
		.tree = tree,
		.entry = entry,
		.folder = present_path(entry),
		.key = key_of(build, index),
		.digests = g_new0(char *, entry->versions->len),
	};
	g_autofree char *dated = g_strconcat(making.key, build->dataset->edition, NULL);

	making.data_key = digest_of_text(dated);
	return making;
}

static void
making_end(struct making *making)
{
	g_free(making->folder);
	g_free(making->key);
	g_free(making->data_key);
	for (guint i = 0; i < making->entry->versions->len; i++)
		g_free(making->digests[i]);
	g_free(making->digests);
	value_free(making->prose);
}

bool
entry_write(const struct build *build, guint index, struct tree *tree, GError **error)
{
	struct making making = making_start(build, index, tree);
	bool done = write_data(&making, "service.json", RECORD_JSON, error) &&
	            write_data(&making, "service.xml", RECORD_XML, error) &&
	            write_qr(&making, error) &&
	            feeds_write_entry(build, tree, making.entry, making.data_key, error) &&
	            write_pages(&making, error) && write_versions(&making, error);

	making_end(&making);
	return done;
}

void
entry_evidence(const struct build *build, guint index, char **path, char **key)
{
	struct making making = making_start(build, index, NULL);

	*path = g_strconcat(making.folder, "evidence.pdf", NULL);
	*key = g_steal_pointer(&making.data_key);
	making_end(&making);
}

bool
entry_render_evidence(const struct build *build, guint index, bool brief, GString *blocks,
                      GString *data, GError **error)
{
	struct making making = making_start(build, index, NULL);
	struct value *root = value_object();
	bool done;

	making.prose = present_prose(making.entry, build->unheard);
	present_entry(root, making.entry, LANGUAGE_JA, making.prose);
	value_set(root, "version", present_version(&making, making.entry->versions->len - 1));
	value_set_flag(root, "brief", brief);
	value_borrow(root, "as-of", build->as_of);
	value_borrow(root, "edition", build->edition);
	done = build_render(build, "evidence.xml", LANGUAGE_JA, root, blocks, error);
	dataset_render_alone(build->dataset, build->public_register, making.entry, RECORD_JSON,
	                     data);
	value_free(root);
	making_end(&making);
	return done;
}
