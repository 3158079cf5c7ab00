/* A part of a shared work is written under a name that tells which part it is. */
#include "command/shard.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A note is far smaller; nobody's file is read further. */
#define NOTE_MAX (4 * 1024 * 1024)

#define SUFFIX ".json"

void
shard_free(struct shard *shard)
{
	g_free(shard->kind);
	g_free(shard->as_of);
	g_free(shard->since);
	g_free(shard->version);
	g_free(shard->libraries);
	g_free(shard->edition);
	g_free(shard->manifest);
	g_free(shard->numbers);
	g_free(shard->folder);
	g_free(shard);
}

char *
shard_name(const char *kind, struct part part)
{
	return g_strdup_printf("%s.%u-of-%u", kind, part.number, part.of);
}

char *
shard_target(const char *kind, const char *since)
{
	if (*since == '\0' || strcmp(kind, "letters") != 0)
		return g_strdup(kind);
	return g_strdup_printf("%s-since-%s", kind, since);
}

bool
shard_write(const struct shard *shard, const char *folder, GError **error)
{
	g_autofree char *name = shard_name(shard->kind, shard->part);
	g_autofree char *path = g_strconcat(folder, "/", name, SUFFIX, NULL);
	json_t *note = json_pack(
		"{s:i, s:i, s:s, s:s, s:s, s:b, s:b, s:s, s:s, s:s, s:s, s:s}", "shard",
		(int)shard->part.number, "of", (int)shard->part.of, "kind", shard->kind, "as-of",
		shard->as_of, "since", shard->since, "signed", (int)shard->is_signed, "paired",
		(int)shard->is_paired, "version", shard->version, "libraries", shard->libraries,
		"edition", shard->edition, "manifest", shard->manifest, "numbers", shard->numbers);
	char *text = json_dumps(note, JSON_INDENT(2));
	bool good = folder_store(path, text, strlen(text), error);

	free(text);
	json_decref(note);
	return good;
}

bool
shard_is_note(const char *name)
{
	return (g_str_has_prefix(name, "site.") || g_str_has_prefix(name, "letters.")) &&
	       strstr(name, "-of-") != NULL && g_str_has_suffix(name, SUFFIX);
}

/* The file's text, or NULL where it cannot be read or is no note by its size. */
static char *
read_note(const char *path)
{
	gsize length;
	g_autofree char *text = folder_read_file(path, O_NOFOLLOW, &length, NULL);

	return text != NULL && length <= NOTE_MAX ? g_steal_pointer(&text) : NULL;
}

static bool
is_digest(const char *text)
{
	return strlen(text) == DIGEST_HEX && strspn(text, "0123456789abcdef") == DIGEST_HEX;
}

static bool
is_day(const char *text)
{
	struct date day;

	return date_parse(text, &day);
}

static bool
is_sound(const struct shard *shard)
{
	return shard->part.of >= 1 && shard->part.of <= SHARD_OF_MAX && shard->part.number >= 1 &&
	       shard->part.number <= shard->part.of &&
	       (strcmp(shard->kind, "site") == 0 || strcmp(shard->kind, "letters") == 0) &&
	       is_day(shard->as_of) && (shard->since[0] == '\0' || is_day(shard->since)) &&
	       is_digest(shard->edition) && is_digest(shard->manifest);
}

/* NULL where the text is no note. */
static struct shard *
parse(const char *text)
{
	json_t *note = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	const char *kind, *as_of, *since, *version, *libraries, *edition, *manifest, *numbers;
	int number, of, is_signed, is_paired;
	AUTO(shard) shard = NULL;

	if (note != NULL &&
	    json_unpack(note, "{s:i, s:i, s:s, s:s, s:s, s:b, s:b, s:s, s:s, s:s, s:s, s:s !}",
	                "shard", &number, "of", &of, "kind", &kind, "as-of", &as_of, "since",
	                &since, "signed", &is_signed, "paired", &is_paired, "version", &version,
	                "libraries", &libraries, "edition", &edition, "manifest", &manifest,
	                "numbers", &numbers) == 0) {
		shard = g_new0(struct shard, 1);
		shard->part = (struct part){ (unsigned)number, (unsigned)of };
		shard->kind = g_strdup(kind);
		shard->as_of = g_strdup(as_of);
		shard->since = g_strdup(since);
		shard->is_signed = is_signed != 0;
		shard->is_paired = is_paired != 0;
		shard->version = g_strdup(version);
		shard->libraries = g_strdup(libraries);
		shard->edition = g_strdup(edition);
		shard->manifest = g_strdup(manifest);
		shard->numbers = g_strdup(numbers);
	}
	json_decref(note);
	return shard != NULL && is_sound(shard) ? g_steal_pointer(&shard) : NULL;
}

/* One that was renamed would be looked for in the wrong folder. */
static bool
is_name_of(const struct shard *shard, const char *name)
{
	g_autofree char *tree = shard_name(shard->kind, shard->part);
	g_autofree char *note = g_strconcat(tree, SUFFIX, NULL);

	return strcmp(note, name) == 0;
}

struct shard *
shard_read(const char *folder, const char *name, GError **error)
{
	MESSAGE(no_note, "join-note", FAILURE, NULL,
	        "{0}/{1} は、分割して作った部分の記録ではありません。",
	        "{0}/{1} is not the note of a part.");
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *text = read_note(path);
	AUTO(shard) shard = text != NULL ? parse(text) : NULL;

	if (shard == NULL || !is_name_of(shard, name)) {
		refuse(error, &no_note, folder, name, NULL);
		return NULL;
	}
	shard->folder = g_strdup(folder);
	return g_steal_pointer(&shard);
}
