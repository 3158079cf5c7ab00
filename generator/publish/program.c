#define _GNU_SOURCE /* dl_iterate_phdr() */
#include "publish/program.h"

#include <link.h>
#include <string.h>
#include <sys/stat.h>

/* The first object is the program itself, which has no name. */
static int
add_object(struct dl_phdr_info *object, size_t size, void *data)
{
	const char *path = *object->dlpi_name == '\0' ? "/proc/self/exe" : object->dlpi_name;
	struct stat found;

	(void)size;
	digest_update(data, path, strlen(path) + 1);
	if (stat(path, &found) == 0) {
		gint64 facts[] = { (gint64)found.st_dev, (gint64)found.st_ino,
			           (gint64)found.st_size, (gint64)found.st_mtim.tv_sec,
			           (gint64)found.st_mtim.tv_nsec };

		digest_update(data, facts, sizeof(facts));
	}
	return 0;
}

void
program_digest(struct digest *digest)
{
	dl_iterate_phdr(add_object, digest);
}
