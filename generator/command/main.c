/* The program makes the public register and the letters of ISMAP from XML. Here alone the
 * clock and the environment are read. */
#include "base/folder.h"
#include "command/command.h"
#include "command/options.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Enough for the deepest XML and page that is let in. */
#define STACK_MIN (1024 * 1024)

/* The day in Asia/Tokyo, which keeps +09:00 all year. */
static struct date
today_in_tokyo(void)
{
	time_t now = time(NULL) + 9 * 60 * 60;
	struct tm parts;

	gmtime_r(&now, &parts);
	return (struct date){ parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday };
}

/* Japanese, unless the environment asks for English. */
static enum language
language_of_environment(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
		const char *value = g_getenv(variables[i]);

		if (value != NULL && value[0] != '\0')
			return g_str_has_prefix(value, "en") ? LANGUAGE_EN : LANGUAGE_JA;
	}
	return LANGUAGE_JA;
}

/* A file that grows too large is a failure to be told, not a signal. A stack that is too
 * small is found out here, and not in the middle of a page. */
static bool
set_limits(enum language language)
{
	static const struct wording small = {
		"スタックが小さすぎます。ulimit -s 1024 以上で実行してください",
		"the stack is too small: run with ulimit -s 1024 or more",
	};
	struct rlimit stack;

	signal(SIGXFSZ, SIG_IGN);
	if (getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur >= STACK_MIN)
		return true;
	fprintf(stderr, "ismapgen: %s\n", wording_text(small, language));
	return false;
}

int
main(int argc, char **argv)
{
	struct request request = {
		.commands = commands,
		.as_of = today_in_tokyo(),
		.language = language_of_environment(),
	};
	enum outcome outcome;

	(void)argc;
	/* Where one of the three was closed, the next file that is opened would take its
	 * place: what is said would be written into a published file. In its place stands
	 * what cannot be written to, so that this is told as before. */
	int file;

	do
		file = open("/dev/null", O_RDONLY);
	while (file >= 0 && file <= STDERR_FILENO);
	if (file > STDERR_FILENO)
		close(file);
	/* A file is read, bound and freed thousands of times over: the heap that one
	 * gives back is the heap that the next needs. */
	mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
	mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
	if (!set_limits(request.language))
		return OUTCOME_FAILED;
	if (!options_parse(&request, argv, &outcome)) {
		options_clear(&request);
		return outcome;
	}
	outcome = request.command->run(&request);
	options_clear(&request);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		g_autoptr(GError) error = NULL;

		folder_fail(&error, FOLDER_WRITE,
		            request.language == LANGUAGE_JA ? "標準出力" : "standard output");
		return request_failed(&request, error);
	}
	return outcome;
}
