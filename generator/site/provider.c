#include "site/provider.h"

#define KEY_LENGTH 12

char *
provider_key_of(const struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	char *digest;

	if (listing->corporate_number != NULL)
		return g_strdup(listing->corporate_number);
	digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, listing->provider_name, -1);
	digest[KEY_LENGTH] = '\0';
	return digest;
}
