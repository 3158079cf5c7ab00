/* Linked into the library under test: remembers which of its basic blocks ran, one byte for each
 * address of the library, in the file that REACHED names. All processes of a step share that file;
 * nothing is lost with a child that is killed. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

extern const char __ehdr_start[] __attribute__((visibility("hidden")));
void __sanitizer_cov_trace_pc(void);

static unsigned char *reached;
static size_t reached_size;

__attribute__((constructor)) static void
begin(void)
{
	const char *path = getenv("REACHED");
	struct stat status;
	int file = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (file < 0)
		return;
	if (fstat(file, &status) == 0) {
		void *map = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED,
		                 file, 0);
		if (map != MAP_FAILED) {
			reached = map;
			reached_size = (size_t)status.st_size;
		}
	}
	close(file);
}

/* gcc calls this at the beginning of each basic block (-fsanitize-coverage=trace-pc). */
void
__sanitizer_cov_trace_pc(void)
{
	size_t at = (size_t)((const char *)__builtin_return_address(0) - __ehdr_start);
	if (at < reached_size && reached[at] == 0)
		reached[at] = 1;
}
