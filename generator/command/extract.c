/* `extract` gives out the data that is embedded in a letter. */
#include "command/command.h"

#include "base/folder.h"
#include "pdf/foreign.h"

#include <stdio.h>

enum outcome
command_extract(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	const char *path = request->arguments[0];
	gsize length;
	g_autofree char *bytes = folder_read_file(path, 0, &length, &error);
	g_autoptr(GByteArray) data =
		bytes == NULL ? NULL : foreign_read_data(bytes, length, path, &error);

	if (data == NULL)
		return request_failed(request, error);
	fwrite(data->data, 1, data->len, stdout);
	return OUTCOME_DONE;
}
