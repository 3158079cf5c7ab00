/* The process that reads a foreign PDF: its limits, what it hands back, and how it may end. */
#define _GNU_SOURCE /* pipe2() */
#include "pdf/foreign.h"

#include "base/folder.h"
#include "base/refusal.h"
#include "pdf/foreign_part.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A letter takes hundredths of them; a form that a viewer put 50 MB of fonts into, tenths. */
#define MEMORY_BYTES ((rlim_t)128 << 20)
#define CPU_SECONDS 1
#define WALL_MILLISECONDS 60000
#define ANSWER_BYTES ((guint)32 << 20)
#define FILE_BYTES ((gsize)64 << 20)

/* Of this process, writable and its own (proc(5), statm). */
static rlim_t
data_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	if (file != NULL && fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) != 1)
		pages = 0;
	if (file != NULL)
		fclose(file);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static long
peak_kilobytes(void)
{
	struct rusage usage;

	return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : 0;
}

/* In the process of its own, which does not come back. */
static void
be_reader(const char *bytes, gsize length, enum foreign_want want, int answer)
{
	const struct rlimit memory = { data_bytes() + MEMORY_BYTES, data_bytes() + MEMORY_BYTES };
	const struct rlimit time = { CPU_SECONDS, CPU_SECONDS + 1 }, none = { 0, 0 };
	GByteArray *out = g_byte_array_new();
	long peak = peak_kilobytes();
	enum foreign_end end = FOREIGN_END_CRASH;
	int silence = open("/dev/null", O_WRONLY);

	dup2(silence, STDERR_FILENO);
	dup2(silence, STDOUT_FILENO);
	/* The address sanitizer reserves terabytes. */
#ifndef __SANITIZE_ADDRESS__
	if (setrlimit(RLIMIT_DATA, &memory) != 0)
		_exit(FOREIGN_END_CRASH);
#else
	(void)memory;
#endif
	if (setrlimit(RLIMIT_CPU, &time) == 0 && setrlimit(RLIMIT_CORE, &none) == 0)
		end = foreign_find(bytes, length, want, out);
	/* libqpdf takes a failed allocation for a fault of the file. */
	if (end == FOREIGN_END_NO_PDF &&
	    (rlim_t)(peak_kilobytes() - peak) * 1024 > MEMORY_BYTES / 4)
		end = FOREIGN_END_MEMORY;
	/* What breaks off before this is no answer. */
	foreign_append(out, FOREIGN_KINDS, "", NULL, 0);
	if (end == FOREIGN_END_WELL &&
	    (out->len > ANSWER_BYTES || !folder_write(answer, out->data, out->len)))
		end = FOREIGN_END_MUCH;
	_exit((int)end);
}

/* Whether the answer came whole, within its time and bytes. */
static bool
take_answer(int file, GByteArray *answer)
{
	gint64 last = g_get_monotonic_time() + WALL_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
	guint8 part[65536];

	for (;;) {
		gint64 left = (last - g_get_monotonic_time()) / G_TIME_SPAN_MILLISECOND;
		struct pollfd ready = { file, POLLIN, 0 };
		ssize_t length;

		if (left <= 0 || (poll(&ready, 1, (int)left) < 0 && errno != EINTR))
			return false;
		if (ready.revents == 0)
			continue;
		length = read(file, part, sizeof(part));
		if (length == 0 || (length < 0 && errno != EINTR))
			return length == 0;
		if (length > 0)
			g_byte_array_append(answer, part, (guint)length);
		if (answer->len > ANSWER_BYTES)
			return false;
	}
}

static enum foreign_end
end_of(int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) < FOREIGN_ENDS)
		return (enum foreign_end)WEXITSTATUS(status);
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return FOREIGN_END_TIME;
	/* GLib and C++ give up so where there is no memory. */
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGABRT || WTERMSIG(status) == SIGTRAP))
		return FOREIGN_END_MEMORY;
	return FOREIGN_END_CRASH;
}

static enum foreign_end
read_apart(const char *bytes, gsize length, enum foreign_want want, GByteArray *answer)
{
	int ends[2], status = 0;
	pid_t reader = -1;
	bool whole;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return FOREIGN_END_CRASH;
	reader = fork();
	if (reader == 0)
		be_reader(bytes, length, want, ends[1]);
	close(ends[1]);
	errno = 0;
	whole = reader > 0 && take_answer(ends[0], answer);
	close(ends[0]);
	if (reader < 0)
		return FOREIGN_END_CRASH;
	if (!whole)
		kill(reader, SIGKILL);
	while (waitpid(reader, &status, 0) < 0 && errno == EINTR)
		;
	if (whole)
		return end_of(status);
	return answer->len > ANSWER_BYTES ? FOREIGN_END_MUCH : FOREIGN_END_TIME;
}

static void
item_free(gpointer data)
{
	struct foreign_item *item = data;

	g_free(item->name);
	g_free(item->value);
	g_free(item);
}

/* The items of an answer; NULL where it is none: who wrote it may be the file's by now. */
static GPtrArray *
parse(const GByteArray *answer)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
	const guint8 *at = answer->data;

	for (gsize left = answer->len; left > 0;) {
		struct foreign_item *item = g_new0(struct foreign_item, 1);
		struct foreign_head head = { 0 };

		g_ptr_array_add(items, item);
		if (left < sizeof(head))
			return NULL;
		memcpy(&head, at, sizeof(head));
		item->length = head.value > 0 ? head.value - 1 : 0;
		if (head.kind == FOREIGN_KINDS && left == sizeof(head)) {
			g_ptr_array_set_size(items, (int)items->len - 1);
			return g_steal_pointer(&items);
		}
		if (head.kind >= FOREIGN_KINDS || (head.kind == FOREIGN_DATA && head.value == 0) ||
		    left - sizeof(head) < head.name ||
		    left - sizeof(head) - head.name < item->length)
			return NULL;
		at += sizeof(head);
		item->kind = (enum foreign_kind)head.kind;
		item->name = g_strndup((const char *)at, head.name);
		if (head.value > 0)
			item->value =
				memcpy(g_malloc0(item->length + 1), at + head.name, item->length);
		if (!g_utf8_validate_len((const char *)at, head.name, NULL) ||
		    (item->kind == FOREIGN_FIELD && item->value != NULL &&
		     !g_utf8_validate_len(item->value, item->length, NULL)))
			return NULL;
		left -= sizeof(head) + head.name + item->length;
		at += head.name + item->length;
	}
	return NULL;
}

MESSAGE_LISTED static const struct message reasons[] = {
	[FOREIGN_END_NO_PDF] = { "pdf-unreadable", FINDING_FAILURE, NULL,
	                         "{0} をPDFとして読めません。", "{0} cannot be read as a PDF." },
	[FOREIGN_END_PASSWORD] = { "pdf-password", FINDING_FAILURE, NULL,
	                           "{0} はパスワードで保護されていて読めません。",
	                           "{0} is protected by a password." },
	[FOREIGN_END_PACKED] = { "pdf-strange-data", FINDING_FAILURE, NULL,
	                         "{0} のデータの埋め込み方は、ismapgenの文書のものではありません。",
	                         "The data of {0} are embedded as no letter's are." },
	[FOREIGN_END_MUCH] = { "pdf-much", FINDING_FAILURE, NULL,
	                       "{0} には、通知書や様式にはない量のデータが入っています。",
	                       "{0} holds more than any letter or form does." },
	[FOREIGN_END_MEMORY] = { "pdf-memory", FINDING_FAILURE, NULL,
	                         "{0} を読むのをやめました。通知書や様式の何十倍ものメモリーが要ります。",
	                         "{0} was given up: to read it takes far more memory than any letter or form does." },
	[FOREIGN_END_TIME] = { "pdf-time", FINDING_FAILURE, NULL,
	                       "{0} を読むのをやめました。通知書や様式の何十倍もの時間がかかります。",
	                       "{0} was given up: to read it takes far longer than any letter or form does." },
	[FOREIGN_END_CRASH] = { "pdf-crash", FINDING_FAILURE, NULL,
	                        "{0} を読むプログラムが途中で止まりました。PDFが壊れているおそれがあります。",
	                        "The program that read {0} broke down; the PDF may be damaged." },
};

GPtrArray *
foreign_read(const char *bytes, gsize length, const char *shown, enum foreign_want want,
             GError **error)
{
	g_autoptr(GByteArray) answer = g_byte_array_new();
	GPtrArray *items = NULL;
	enum foreign_end end;

	end = length > FILE_BYTES ? FOREIGN_END_MUCH : read_apart(bytes, length, want, answer);
	if (end == FOREIGN_END_WELL)
		items = parse(answer);
	if (items == NULL)
		refuse(error, &reasons[end == FOREIGN_END_WELL ? FOREIGN_END_CRASH : end], shown,
		       NULL);
	return items;
}

GByteArray *
foreign_read_data(const char *bytes, gsize length, const char *shown, GError **error)
{
	g_autoptr(GPtrArray) items = foreign_read(bytes, length, shown, FOREIGN_WANT_DATA, error);
	struct foreign_item *data;

	if (items == NULL)
		return NULL;
	if (items->len == 0) {
		REFUSE(error, "pdf-no-data", "{0} にはデータが埋め込まれていません。",
		       "No data is embedded in {0}.", shown, NULL);
		return NULL;
	}
	data = g_ptr_array_index(items, 0);
	return g_byte_array_new_take((guint8 *)g_steal_pointer(&data->value), data->length);
}
