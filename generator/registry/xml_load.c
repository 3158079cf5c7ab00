#include "registry/xml.h"

#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct message message_open = {
	"xml-open",
	FINDING_ERROR,
	NULL,
	"ファイルを読めません: {0}",
	"The file cannot be read: {0}",
};
static const struct message message_symbolic_link = {
	"xml-symbolic-link",
	FINDING_ERROR,
	NULL,
	"シンボリックリンクは読みません。ファイルそのものを置いてください。",
	"Symbolic links are not followed. Put the file itself here.",
};
static const struct message message_not_a_file = {
	"xml-not-a-file",
	FINDING_ERROR,
	NULL,
	"通常のファイルではありません。",
	"This is not a regular file.",
};
static const struct message message_changed = {
	"xml-changed",
	FINDING_ERROR,
	NULL,
	"読んでいる間にファイルが書き換えられました。書き終わってから実行し直してください。",
	"The file was changed while it was read. Run again when it is complete.",
};

/* Whether the file is no longer what it was, or was not all there to read. */
static gboolean
has_changed(int descriptor, const struct stat *before, gsize length)
{
	struct stat now;

	if (fstat(descriptor, &now) != 0 || now.st_size != before->st_size ||
	    now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
		return TRUE;
	return before->st_size <= XML_SIZE_LIMIT && length != (gsize)before->st_size;
}

/* Reads a regular file up to one byte over the limit: xml_parse() refuses what
 * is longer. NULL after a finding. */
static char *
read_file(int descriptor, gsize *length, struct place place, struct findings *findings)
{
	struct stat status;

	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
		findings_add(findings, &message_not_a_file, place, NULL);
		return NULL;
	}

	gsize room = (gsize)MIN(status.st_size, XML_SIZE_LIMIT) + 1;
	g_autofree char *bytes = g_malloc(room);

	*length = folder_read(descriptor, bytes, room);
	if (errno != 0) {
		findings_add(findings, &message_open, place, g_strerror(errno), NULL);
		return NULL;
	}
	if (has_changed(descriptor, &status, *length)) {
		findings_add(findings, &message_changed, place, NULL);
		return NULL;
	}
	return g_steal_pointer(&bytes);
}

struct xml_document *
xml_load(const char *path, const char *name, struct findings *findings)
{
	struct place place = { .file = name };
	int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	gsize length = 0;

	if (descriptor < 0) {
		if (errno == ELOOP)
			findings_add(findings, &message_symbolic_link, place, NULL);
		else
			findings_add(findings, &message_open, place, g_strerror(errno), NULL);
		return NULL;
	}

	g_autofree char *bytes = read_file(descriptor, &length, place, findings);

	close(descriptor);
	return bytes == NULL ? NULL : xml_parse(bytes, length, name, FALSE, findings);
}
