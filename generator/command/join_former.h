/*
 * The edition that a join replaces, compared with the content that the parts were made of:
 * no part knows what is published.
 */
#pragma once

#include "command/command.h"
#include "command/shard.h"

/*
 * As `build` does it, by the content of the request, which must be what the parts were made
 * of; nothing is read where nothing is published in `target`. Findings and `rows` are those
 * of former_examine(). FALSE with `error`.
 */
gboolean join_compare_former(const struct request *request, const struct shard *shard,
                             const char *target, struct findings *findings, GString *rows,
                             GError **error);
