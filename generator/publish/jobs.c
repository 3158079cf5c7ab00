/* Workers are processes of their own, which take the next piece of work over pipes. */
#include "publish/jobs.h"

#include "base/folder.h"
#include "base/refusal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* More processes than this gain nothing on any machine. */
#define PROCESSES_MAX 64

/* So much is told at a time. */
#define TOLD_BYTES (32u * 1024)

/* Neighbours are alike, and told together; but the last block that a process
 * takes shall not keep the others waiting. */
#define BLOCKS_FOR_EACH 16u
#define BLOCK_MAX 32u

/* The first works are the long ones, and none shall wait for another. */
#define SINGLES 64u

/* What all processes see. */
struct board {
	atomic_uint taken; /* all blocks below are somebody's */
	atomic_uint limit; /* the lowest index that failed: nothing from it on is needed */
};

enum kind {
	KIND_TOLD,
	KIND_FAILED,
	KIND_DONE, /* nothing more to do */
};

/* Before what is sent. */
struct header {
	guint32 kind;
	guint32 length;
};

struct worker {
	pid_t process;
	int pipe; /* the end that is read */
	GByteArray *received;
	bool done; /* it said so */
};

struct run {
	const struct jobs *jobs;
	guint count, block;
	struct board *board;
	struct worker workers[PROCESSES_MAX];
	guint started;
	GError *failure; /* the first so far */
	guint failed_index;
};

/* A process that cannot tell is not done: it ends without saying that it was. */
static void
send_bytes(int pipe, enum kind kind, const void *bytes, gsize length)
{
	struct header header = { kind, (guint32)length };

	g_assert(length <= G_MAXUINT32);
	if (!folder_write(pipe, &header, sizeof(header)) || !folder_write(pipe, bytes, length))
		_exit(1);
}

static void
send_failure(int pipe, guint index, const GError *error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	g_byte_array_append(bytes, (const guint8 *)&index, sizeof(index));
	refusal_pack(error, bytes);
	send_bytes(pipe, KIND_FAILED, bytes->data, bytes->len);
}

/* The first work of a block; where there is no such block, the count. */
static guint
block_start(const struct run *run, guint block)
{
	guint64 first =
		block <= SINGLES ? block : SINGLES + (guint64)(block - SINGLES) * run->block;

	return (guint)MIN(first, run->count);
}

/* One block of work; false: it is of no use to go on. */
static bool
work_block(const struct run *run, guint first, guint end, int pipe, GByteArray *told)
{
	for (guint i = first; i < end; i++) {
		g_autoptr(GError) error = NULL;

		if (i > atomic_load(&run->board->limit))
			return false;
		if (!run->jobs->work(i, told, run->jobs->data, &error)) {
			guint before = atomic_load(&run->board->limit);

			while (i < before &&
			       !atomic_compare_exchange_weak(&run->board->limit, &before, i))
				;
			send_failure(pipe, i, error);
			return false;
		}
		if (told->len >= TOLD_BYTES || i + 1 == end) {
			send_bytes(pipe, KIND_TOLD, told->data, told->len);
			g_byte_array_set_size(told, 0);
		}
	}
	return true;
}

/* The life of a process. Blocks are taken in order, so that all work below one
 * that fails is done, or fails too. */
static void
work(const struct run *run, int pipe)
{
	g_autoptr(GByteArray) told = g_byte_array_new();

	if (run->jobs->begin != NULL)
		run->jobs->begin(run->jobs->data);
	for (;;) {
		guint block = atomic_fetch_add(&run->board->taken, 1);
		guint first = block_start(run, block), end = block_start(run, block + 1);

		if (first == end || !work_block(run, first, end, pipe, told))
			break;
	}
	send_bytes(pipe, KIND_DONE, NULL, 0);
}

/* False with errno. */
static bool
start(struct run *run)
{
	struct worker *worker = &run->workers[run->started];
	pid_t parent = getpid();
	int ends[2], reason;

	if (pipe(ends) != 0)
		return false;
	worker->process = fork();
	if (worker->process == 0) {
		/* Who started this process is gone: nobody waits for the work. */
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
			_exit(1);
		/* A pipe that an older process fills nobody else may hold open. */
		for (guint i = 0; i < run->started; i++)
			close(run->workers[i].pipe);
		close(ends[0]);
		work(run, ends[1]);
		_exit(0);
	}
	reason = errno;
	close(ends[1]);
	if (worker->process < 0) {
		close(ends[0]);
		errno = reason;
		return false;
	}
	worker->pipe = ends[0];
	worker->received = g_byte_array_new();
	run->started++;
	return true;
}

static void
take_failure(struct run *run, const guint8 *bytes)
{
	guint index;

	memcpy(&index, bytes, sizeof(index));
	if (run->failure != NULL && run->failed_index <= index)
		return;
	g_clear_error(&run->failure);
	run->failure = refusal_unpack(bytes + sizeof(index));
	run->failed_index = index;
}

static void
take_message(struct run *run, struct worker *worker, struct header header, const guint8 *bytes)
{
	if (header.kind == KIND_TOLD)
		run->jobs->take(bytes, header.length, run->jobs->data);
	else if (header.kind == KIND_FAILED)
		take_failure(run, bytes);
	else
		worker->done = true;
}

/* All that has come whole. */
static void
take_received(struct run *run, struct worker *worker)
{
	GByteArray *received = worker->received;
	struct header header;
	guint at = 0;

	while (received->len - at >= sizeof(header)) {
		memcpy(&header, received->data + at, sizeof(header));
		if (received->len - at - sizeof(header) < header.length)
			break;
		at += (guint)sizeof(header);
		take_message(run, worker, header, received->data + at);
		at += header.length;
	}
	g_byte_array_remove_range(received, 0, at);
}

/* False at the end of what the process sends. */
static bool
receive(struct run *run, struct worker *worker)
{
	guint8 buffer[TOLD_BYTES];
	ssize_t got = read(worker->pipe, buffer, sizeof(buffer));

	if (got < 0 && errno == EINTR)
		return true;
	if (got <= 0)
		return false;
	g_byte_array_append(worker->received, buffer, (guint)got);
	take_received(run, worker);
	return true;
}

/* It did not say that it was done: killed, or out of memory. */
static void
note_early_end(struct run *run, int status)
{
	atomic_store(&run->board->limit, 0);
	if (run->failure != NULL)
		return;

	g_autofree char *number = g_strdup_printf("%d", WIFSIGNALED(status) ? WTERMSIG(status) : 0);

	if (WIFSIGNALED(status))
		REFUSE(&run->failure, "jobs-killed",
		       "作業中のプロセスがシグナル{0}で止められました。メモリーの不足が考え"
		       "られます。--jobs の数を減らして実行し直してください。",
		       "A worker process was killed by signal {0}. Memory may have been "
		       "short: run again with fewer --jobs.",
		       number, NULL);
	else
		REFUSE(&run->failure, "jobs-ended",
		       "作業中のプロセスが途中で終わりました。実行し直してください。",
		       "A worker process ended early. Run again.", NULL);
	run->failed_index = 0;
}

static void
end(struct run *run, struct worker *worker)
{
	int status = 0;

	close(worker->pipe);
	worker->pipe = -1;
	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		;
	if (!worker->done)
		note_early_end(run, status);
	g_byte_array_unref(worker->received);
}

static void
receive_all(struct run *run)
{
	struct pollfd polled[PROCESSES_MAX];

	for (guint left = run->started; left > 0;) {
		for (guint i = 0; i < run->started; i++)
			polled[i] = (struct pollfd){ .fd = run->workers[i].pipe, .events = POLLIN };
		if (poll(polled, run->started, -1) < 0)
			continue;
		for (guint i = 0; i < run->started; i++)
			if (polled[i].revents != 0 && !receive(run, &run->workers[i])) {
				end(run, &run->workers[i]);
				left--;
			}
	}
}

/* With fewer processes than asked for where the system has no more. */
static bool
start_all(struct run *run, guint processes, GError **error)
{
	/* What waits to be printed is printed here, once. */
	fflush(NULL);
	while (run->started < processes && start(run))
		;
	return run->started > 0 ||
	       REFUSE_ERRNO(error, "jobs-start", "{0} のプロセスを始められません（{1}）。",
	                    "Cannot start a process of {0}: {2}.", "ismapgen");
}

bool
jobs_run(const struct jobs *jobs, guint count, unsigned processes, GError **error)
{
	struct run run = { .jobs = jobs, .count = count };

	g_assert(processes >= 1);
	processes = MIN(processes, MIN(count, PROCESSES_MAX));
	if (count == 0)
		return true;
	run.block = CLAMP(count / (processes * BLOCKS_FOR_EACH), 1, BLOCK_MAX);
	run.board = mmap(NULL, sizeof(*run.board), PROT_READ | PROT_WRITE,
	                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (run.board == MAP_FAILED)
		return REFUSE_ERRNO(error, "jobs-memory",
		                    "{0} のプロセスで共有するメモリーを取れません（{1}）。",
		                    "Cannot share memory among the processes of {0}: {2}.",
		                    "ismapgen");
	atomic_init(&run.board->taken, 0);
	atomic_init(&run.board->limit, G_MAXUINT);
	bool good = start_all(&run, processes, error);
	receive_all(&run);
	munmap(run.board, sizeof(*run.board));
	if (run.failure != NULL)
		g_propagate_error(error, run.failure);
	return good && run.failure == NULL;
}
