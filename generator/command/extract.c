/* `extract` gives out the data that is embedded in a letter. */
#include "command/command.h"

#include "pdf/foreign.h"

#include <stdio.h>

enum outcome
command_extract(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GByteArray) data = foreign_read_data(request->arguments[0], &error);

	if (data == NULL)
		return request_failed(request, error);
	fwrite(data->data, 1, data->len, stdout);
	return OUTCOME_DONE;
}
