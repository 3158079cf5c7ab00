#include "command/command.h"

enum outcome
command_form(const struct request *request)
{
	(void)request;
	return OUTCOME_FAILED;
}
