/* Providers as the list names them: a key for addresses and filters. */
#pragma once

#include "disclosure/disclosure.h"

/*
 * The key of an entry's provider: its 法人番号; for a provider without one,
 * the first 12 digits of the SHA-256 of its name. Names make no good
 * addresses, numbers of entries go. The caller frees.
 */
char *provider_key_of(const struct disclosure *entry);
