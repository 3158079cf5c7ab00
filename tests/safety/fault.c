/*
 * Preloaded, it makes one system call of a run go wrong, in whichever of its
 * processes that is:
 *
 *	FAULT_CALL=renameat	which function; "change" for all but those that only look
 *	FAULT_AT=3		which call of it, counted from 1; 0: none; "all"
 *	FAULT_KIND=ENOSPC	the call fails so, and does nothing; also EIO, EINVAL,
 *				EMLINK, EAGAIN. KILL: the process dies before it; DELAY:
 *				it waits a moment, and is then done
 *	FAULT_COUNT=FILE	where to write how many calls there were
 *	FAULT_PLACES=FILE	where to write which calls were the first ones by their way
 *				through the program (a line for each)
 *
 * SWAP_PATH=FILE SWAP_WITH=OTHER: once FILE has been read and is closed, OTHER is renamed to it;
 * where it is read from its beginning again, it has been emptied.
 */
#define _GNU_SOURCE

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const struct {
	const char *name;
	int error;
} kinds[] = {
	{ "ENOSPC", ENOSPC }, { "EIO", EIO },       { "EINVAL", EINVAL },
	{ "EMLINK", EMLINK }, { "EAGAIN", EAGAIN },
};

/* Counted by all processes of the run together. */
static struct {
	atomic_long calls;
	/* By the way that led to them: 0 where there is none yet. */
	struct {
		atomic_ulong way;
		long first_call;
	} places[4096];
} *counts;

__attribute__((constructor)) static void
start_count(void)
{
	void *shared = mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE,
	                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	counts = shared == MAP_FAILED ? NULL : shared;
}

/* A number for the functions that called each other up to here; where they call themselves,
 * in a tree of folders, it is the same on each level. */
static unsigned long
way_here(void)
{
	void *callers[64];
	unsigned long way = 5381;
	int length = backtrace(callers, sizeof(callers) / sizeof(callers[0]));

	for (int i = 0; i < length; i++) {
		bool again = false;

		for (int j = 0; j < i && !again; j++)
			again = callers[j] == callers[i];
		if (!again)
			way = way * 33 + (unsigned long)callers[i];
	}
	return way;
}

static void
note_place(long call)
{
	const size_t room = sizeof(counts->places) / sizeof(counts->places[0]);
	unsigned long way = way_here();

	for (size_t i = 0; i < room; i++) {
		unsigned long found = 0;

		if (atomic_compare_exchange_strong(&counts->places[i].way, &found, way)) {
			counts->places[i].first_call = call;
			return;
		}
		if (found == way)
			return;
	}
}

static bool
is_wanted(const char *name, const char *wanted)
{
	static const char *const looking[] = { "read", "readdir", "fdopendir", "fstatat" };

	if (strcmp(wanted, "change") != 0)
		return strcmp(wanted, name) == 0;
	for (size_t i = 0; i < sizeof(looking) / sizeof(looking[0]); i++)
		if (strcmp(looking[i], name) == 0)
			return false;
	return true;
}

static bool
goes_wrong(const char *name)
{
	const char *wanted = getenv("FAULT_CALL"), *at = getenv("FAULT_AT");
	const char *kind = getenv("FAULT_KIND");

	if (counts == NULL || wanted == NULL || at == NULL || kind == NULL ||
	    !is_wanted(name, wanted))
		return false;
	long call = atomic_fetch_add(&counts->calls, 1) + 1;
	if (getenv("FAULT_PLACES") != NULL)
		note_place(call);
	if (call != atol(at) && strcmp(at, "all") != 0)
		return false;
	if (strcmp(kind, "DELAY") == 0)
		return nanosleep(&(struct timespec){ .tv_nsec = 30000000 }, NULL) != 0;
	if (strcmp(kind, "KILL") == 0)
		kill(getpid(), SIGKILL);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, kind) == 0)
			errno = kinds[i].error;
	return true;
}

/* NULL where nobody asks for it. */
static FILE *
open_named(const char *variable)
{
	const char *path = getenv(variable);

	return counts != NULL && path != NULL ? fopen(path, "w") : NULL;
}

__attribute__((destructor)) static void
tell_count(void)
{
	FILE *file = open_named("FAULT_COUNT");

	if (file != NULL) {
		fprintf(file, "%ld\n", atomic_load(&counts->calls));
		fclose(file);
	}
	file = open_named("FAULT_PLACES");
	if (file != NULL) {
		for (size_t i = 0; counts->places[i].first_call != 0; i++)
			fprintf(file, "%ld\n", counts->places[i].first_call);
		fclose(file);
	}
}

/* A function of the same name as the real one, which it calls. */
#define WRAP(type, name, parameters, arguments)                 \
	type name parameters                                    \
	{                                                       \
		type(*real) parameters;                         \
		*(void **)&real = dlsym(RTLD_NEXT, #name);      \
		return goes_wrong(#name) ? -1 : real arguments; \
	}

WRAP(pid_t, fork, (void), ())
WRAP(int, pipe, (int ends[2]), (ends))
WRAP(ssize_t, read, (int file, void *bytes, size_t length), (file, bytes, length))
WRAP(ssize_t, write, (int file, const void *bytes, size_t length), (file, bytes, length))
WRAP(int, fsync, (int file), (file))
WRAP(int, syncfs, (int file), (file))
WRAP(int, fchmod, (int file, mode_t mode), (file, mode))
WRAP(int, fchmodat, (int at, const char *path, mode_t mode, int flags), (at, path, mode, flags))
WRAP(int, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode))
WRAP(int, unlinkat, (int at, const char *path, int flags), (at, path, flags))
WRAP(int, renameat, (int from, const char *old, int to, const char *new), (from, old, to, new))
WRAP(int, renameat2, (int from, const char *old, int to, const char *new, unsigned flags),
     (from, old, to, new, flags))
WRAP(int, linkat, (int from, const char *old, int to, const char *new, int flags),
     (from, old, to, new, flags))
WRAP(int, fstatat, (int at, const char *path, struct stat *found, int flags),
     (at, path, found, flags))

static bool
is_to_be_swapped(int file)
{
	const char *path = getenv("SWAP_PATH");
	char link[64], real[4096] = { 0 };

	snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
	return path != NULL && readlink(link, real, sizeof(real) - 1) > 0 &&
	       strcmp(real, path) == 0;
}

int
close(int file)
{
	int (*real)(int);

	if (is_to_be_swapped(file))
		rename(getenv("SWAP_WITH"), getenv("SWAP_PATH"));
	*(void **)&real = dlsym(RTLD_NEXT, "close");
	return real(file);
}

off_t
lseek(int file, off_t offset, int whence)
{
	off_t (*real)(int, off_t, int);

	if (is_to_be_swapped(file) && truncate(getenv("SWAP_PATH"), 0) != 0)
		return -1;
	*(void **)&real = dlsym(RTLD_NEXT, "lseek");
	return real(file, offset, whence);
}

/* The end of the folder has no error. Libraries call it by its other name. */
#define WRAP_READDIR(entry, name)                                   \
	struct entry *name(DIR *stream)                             \
	{                                                           \
		struct entry *(*real)(DIR *);                       \
		*(void **)&real = dlsym(RTLD_NEXT, #name);          \
		return goes_wrong("readdir") ? NULL : real(stream); \
	}

WRAP_READDIR(dirent, readdir)
WRAP_READDIR(dirent64, readdir64)

DIR *
fdopendir(int file)
{
	DIR *(*real)(int);

	*(void **)&real = dlsym(RTLD_NEXT, "fdopendir");
	return goes_wrong("fdopendir") ? NULL : real(file);
}

int
openat(int at, const char *path, int flags, ...)
{
	int (*real)(int, const char *, int, ...);
	mode_t mode = 0;
	va_list list;

	va_start(list, flags);
	if ((flags & O_CREAT) != 0)
		mode = va_arg(list, mode_t);
	va_end(list);
	*(void **)&real = dlsym(RTLD_NEXT, "openat");
	return goes_wrong("openat") ? -1 : real(at, path, flags, mode);
}
