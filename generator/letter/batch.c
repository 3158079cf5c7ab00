#include "letter/batch.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* More processes than this gain nothing on any machine. */
#define JOBS_MAX 64

G_DEFINE_QUARK(ismapgen - batch - error, batch_error)

struct worker {
	pid_t process;
	int pipe; /* the end that is read */
};

/* Before the bytes of a file, or of the message why there is none. */
struct header {
	guint32 failed;
	guint32 length;
};

static bool
write_all(int pipe, const void *bytes, gsize length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t written = write(pipe, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		at += written;
		length -= (gsize)written;
	}
	return true;
}

static bool
read_all(int pipe, void *bytes, gsize length)
{
	char *at = bytes;

	while (length > 0) {
		ssize_t got = read(pipe, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		length -= (gsize)got;
	}
	return true;
}

static bool
send_file(int pipe, const GByteArray *bytes)
{
	struct header header = { .length = bytes->len };

	return write_all(pipe, &header, sizeof(header)) && write_all(pipe, bytes->data, bytes->len);
}

static void
send_failure(int pipe, const GError *failure)
{
	struct header header = { .failed = 1, .length = (guint32)strlen(failure->message) };

	if (write_all(pipe, &header, sizeof(header)))
		write_all(pipe, failure->message, header.length);
}

/* The life of a worker: every `jobs`-th file from `first` on. */
static void
work(int pipe, guint first, guint count, unsigned jobs, batch_make *make, const void *data)
{
	for (guint i = first; i < count; i += jobs) {
		g_autoptr(GError) failure = NULL;
		g_autoptr(GByteArray) bytes = make(i, data, &failure);

		if (bytes == NULL) {
			send_failure(pipe, failure);
			return;
		}
		if (!send_file(pipe, bytes))
			return;
	}
}

static GByteArray *
receive_file(int pipe, GError **error)
{
	struct header header;
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	if (read_all(pipe, &header, sizeof(header))) {
		g_byte_array_set_size(bytes, header.length);
		if (read_all(pipe, bytes->data, header.length)) {
			if (!header.failed)
				return g_steal_pointer(&bytes);
			g_set_error(error, BATCH_ERROR, 0, "%.*s", (int)bytes->len,
			            (const char *)bytes->data);
			return NULL;
		}
	}
	g_set_error(error, BATCH_ERROR, 0, "a worker process ended early");
	return NULL;
}

/* Starts worker `index`; false where the system has no more processes. */
static bool
start(struct worker *workers, guint index, guint count, unsigned jobs, batch_make *make,
      const void *data, GError **error)
{
	int ends[2];

	if (pipe(ends) != 0) {
		g_set_error(error, BATCH_ERROR, 0, "pipe: %s", g_strerror(errno));
		return false;
	}

	pid_t process = fork();

	if (process == 0) {
		/* A pipe that an older worker reads nobody else may hold open. */
		for (guint i = 0; i < index; i++)
			close(workers[i].pipe);
		close(ends[0]);
		work(ends[1], index, count, jobs, make, data);
		_exit(0);
	}
	close(ends[1]);
	if (process < 0) {
		g_set_error(error, BATCH_ERROR, 0, "fork: %s", g_strerror(errno));
		close(ends[0]);
		return false;
	}
	workers[index] = (struct worker){ .process = process, .pipe = ends[0] };
	return true;
}

static gboolean
run_here(guint count, batch_make *make, const void *make_data, batch_take *take, void *take_data,
         GError **error)
{
	for (guint i = 0; i < count; i++) {
		g_autoptr(GByteArray) bytes = make(i, make_data, error);

		if (bytes == NULL || !take(i, bytes, take_data, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
batch_run(guint count, unsigned jobs, batch_make *make, const void *make_data, batch_take *take,
          void *take_data, GError **error)
{
	struct worker workers[JOBS_MAX];
	guint started = 0;
	gboolean good = TRUE;

	g_assert(jobs >= 1);
	jobs = MIN(jobs, MIN(count, JOBS_MAX));
	if (jobs <= 1)
		return run_here(count, make, make_data, take, take_data, error);
	while (good && started < jobs) {
		good = start(workers, started, count, jobs, make, make_data, error);
		started += good ? 1 : 0;
	}
	for (guint i = 0; good && i < count; i++) {
		g_autoptr(GByteArray) bytes = receive_file(workers[i % jobs].pipe, error);

		good = bytes != NULL && take(i, bytes, take_data, error);
	}
	/* A worker that still writes ends when nobody reads. */
	for (guint i = 0; i < started; i++)
		close(workers[i].pipe);
	for (guint i = 0; i < started; i++)
		while (waitpid(workers[i].process, NULL, 0) < 0 && errno == EINTR)
			;
	return good;
}
