/* A published list is compared with its manifest, file by file. */
#include "command/verify_site.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"
#include "publish/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A line of the manifest: the digest, two blanks, the path. */
#define PATH_AT (DIGEST_HEX + 2)

/* While a list is checked. */
struct check {
	const struct request *request;
	const char *folder;
	GHashTable *digests; /* by path; those that were seen are taken out */
	GString *faults;     /* lines */
};

/* Notes a line about a file that is not as it should be. */
static void
blame(struct check *check, struct wording wording, const char *path)
{
	g_autofree char *shown = wording_plain(path);

	g_string_append_printf(check->faults, "\t%s: %s\n", shown,
	                       wording_text(wording, check->request->language));
}

/* As `sha256sum -c` reads it. */
static bool
is_line(const char *line)
{
	return strspn(line, "0123456789abcdef") == DIGEST_HEX && strlen(line) > PATH_AT &&
	       g_str_has_prefix(line + DIGEST_HEX, "  ");
}

static void
read_manifest(struct check *check, const char *manifest, gsize length)
{
	static const struct wording twice = { "リストに二度書かれています", "is listed twice" };
	static const struct wording empty = { "ファイルが一つも書かれていません", "lists no file" };
	static const struct wording unreadable = { "読めない行があります",
		                                   "has a line that cannot be read" };
	g_auto(GStrv) lines = g_strsplit(manifest, "\n", -1);

	/* What stands behind a NUL would be no line of it. */
	if (strlen(manifest) < length)
		blame(check, unreadable, FOLDER_MANIFEST);

	for (char **line = lines; *line != NULL; line++) {
		if (**line == '\0')
			continue;
		if (!is_line(*line))
			blame(check, unreadable, FOLDER_MANIFEST);
		else if (!g_hash_table_insert(check->digests, g_strdup(*line + PATH_AT),
		                              g_strndup(*line, DIGEST_HEX)))
			blame(check, twice, *line + PATH_AT);
	}
	if (g_hash_table_size(check->digests) == 0)
		blame(check, empty, FOLDER_MANIFEST);
}

/* Of a published file, whatever its size; empty where it cannot be read. It is no
 * link to what may be another file tomorrow. */
static char *
digest_of_file(const char *path)
{
	AUTO(digest) digest = digest_new();
	struct stat found;
	int file = folder_open_file(path, O_NOFOLLOW, &found);

	if (file < 0)
		return g_strdup("");
	bool good = digest_update_file(digest, file);
	close(file);
	return good ? digest_hex(digest) : g_strdup("");
}

static void
check_file(struct check *check, const char *path)
{
	static const struct wording changed = { "リストと違います", "is not as listed" };
	static const struct wording unlisted = { "リストにありません", "is not listed" };
	const char *listed = g_hash_table_lookup(check->digests, path);
	g_autofree char *file = g_build_filename(check->folder, path, NULL);

	if (strcmp(path, FOLDER_MANIFEST) == 0 || strcmp(path, TREE_SIGNATURE) == 0)
		return;
	if (listed == NULL) {
		blame(check, unlisted, path);
		return;
	}

	g_autofree char *own = digest_of_file(file);

	if (strcmp(own, listed) != 0)
		blame(check, changed, path);
	g_hash_table_remove(check->digests, path);
}

/* All that stands below `path` in the folder. */
static void
check_folder(struct check *check, const char *path)
{
	static const struct wording unreadable = { "フォルダーを読めません", "cannot be read" };
	static const struct wording empty = { "空のフォルダーです", "is an empty folder" };
	g_autofree char *full = g_build_filename(check->folder, path, NULL);
	g_autoptr(GPtrArray) names = folder_list_path(full, NULL);

	if (names == NULL || (names->len == 0 && *path != '\0'))
		blame(check, names == NULL ? unreadable : empty, *path != '\0' ? path : ".");
	EACH (const char, name, names) {
		g_autofree char *own =
			*path == '\0' ? g_strdup(name) : g_strdup_printf("%s/%s", path, name);
		g_autofree char *at = g_build_filename(check->folder, own, NULL);

		if (g_file_test(at, G_FILE_TEST_IS_DIR) && !g_file_test(at, G_FILE_TEST_IS_SYMLINK))
			check_folder(check, own);
		else
			check_file(check, own);
	}
}

void
say_signer(const struct request *request, const struct sign_report *report)
{
	static const struct wording signer = {
		"署名者：{0}（発行者 {1}、シリアル番号 {2}）、署名日時 {3}\n\t証明書のSHA-256：{4}",
		"signed by {0} (issuer {1}, serial {2}) at {3}\n\tSHA-256 of the certificate: {4}",
	};
	static const struct wording trusts[] = {
		[TRUST_UNASKED] = { "署名者の証明書を信頼できるかは調べていません（--ca で調べます）",
		                    "whether the signer is trusted was not asked (--ca)" },
		[TRUST_GOOD] = { "署名日時の時点で、署名者の証明書は信頼できます",
		                 "the signer's certificate was trusted at that time" },
		[TRUST_NONE] = { "署名日時の時点で、署名者の証明書は信頼できません：{0}",
		                 "the signer's certificate was not trusted at that time: {0}" },
	};
	g_autofree char *time = sign_time_text(report->time);
	g_autofree char *number = g_strdup_printf("%d", report->reason);
	const char *numbers[] = { number, NULL };
	g_autoptr(GString) text = g_string_new("\t");
	g_autoptr(GString) why = g_string_new(NULL);

	if (report->subject == NULL || report->issuer == NULL || report->serial == NULL ||
	    report->digest == NULL)
		return;

	/* Whoever made the certificate chose these. */
	g_autofree char *subject = wording_plain(report->subject);
	g_autofree char *issuer = wording_plain(report->issuer);
	const char *who[] = { subject, issuer, report->serial, time, report->digest, NULL };

	wording_fill(wording_text(signer, request->language), who, text);
	g_string_append(text, "\n\t");
	if (report->trust == TRUST_NONE)
		wording_fill(wording_text(*report->why, request->language), numbers, why);

	const char *whys[] = { why->str, NULL };

	wording_fill(wording_text(trusts[report->trust], request->language), whys, text);
	puts(text->str);
}

struct wording
unsigned_words(const struct request *request)
{
	static const struct wording plain = { "電子署名はありません", "not signed" };
	static const struct wording missed = {
		"電子署名がありません（--ca を指定したときは、署名がなければ正しいと認めません）",
		"not signed; with --ca, what is not signed is not good",
	};

	return request->authorities == NULL ? plain : missed;
}

/* True where there is a good signature, or none and nobody asked for one. */
static bool
say_signature(const struct check *check, const struct authorities *authorities,
              const char *manifest, gsize manifest_length)
{
	static const struct wording unreadable = { "電子署名を読めません：{0}",
		                                   "signature: cannot be read: {0}" };
	static const struct wording broken = { "電子署名がリストに合いません",
		                               "signature: broken, not of this list" };
	static const struct wording holds = { "電子署名が合います（リスト全体）",
		                              "signature: good, of the whole list" };
	g_autofree char *path = g_build_filename(check->folder, TREE_SIGNATURE, NULL);
	const struct sign_piece piece = { manifest, manifest_length };
	struct wording said = unsigned_words(check->request);
	struct sign_report report = { 0 };
	bool good = authorities == NULL;
	gsize length;
	g_autoptr(GError) failure = NULL;
	g_autofree char *der = folder_read_file(path, O_NOFOLLOW, &length, &failure);
	const bool is_absent = der == NULL && errno == ENOENT;
	g_autofree char *said_why =
		failure == NULL ? g_strdup("") : refusal_text(failure, check->request->language);
	g_autofree char *reason = wording_plain(said_why);
	const char *why[] = { reason, NULL };
	g_autoptr(GString) text = g_string_new("\t");

	if (der == NULL && !is_absent) {
		said = unreadable;
		good = false;
	} else if (der != NULL) {
		sign_examine(&piece, 1, der, length, authorities, 0, &report);
		said = report.holds ? holds : broken;
		good = report.holds && report.trust != TRUST_NONE;
	}
	wording_fill(wording_text(said, check->request->language), why, text);
	puts(text->str);
	say_signer(check->request, &report);
	sign_report_clear(&report);
	return good;
}

bool
verify_site(const struct request *request, const struct authorities *authorities,
            const char *folder, bool *good, GError **error)
{
	static const struct wording same = { "同じです", "same" };
	static const struct wording different = { "違います", "different" };
	g_autofree char *path = g_build_filename(folder, FOLDER_MANIFEST, NULL);
	gsize length;
	g_autofree char *manifest = folder_read_file(path, O_NOFOLLOW, &length, error);
	g_autoptr(GHashTable) digests =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GString) faults = g_string_new(NULL);
	struct check check = { request, folder, digests, faults };

	if (manifest == NULL)
		return false;
	read_manifest(&check, manifest, length);
	static const struct wording missing = { "ありません", "is missing" };

	check_folder(&check, "");

	g_autoptr(GList) rest =
		g_list_sort(g_hash_table_get_keys(check.digests), (GCompareFunc)strcmp);

	for (GList *at = rest; at != NULL; at = at->next)
		blame(&check, missing, at->data);
	printf("%s: %s\n%s", folder,
	       wording_text(faults->len == 0 ? same : different, request->language), faults->str);
	*good = say_signature(&check, authorities, manifest, length) && faults->len == 0;
	return true;
}
