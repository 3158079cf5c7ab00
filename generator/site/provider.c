/* A provider is known by its corporate number, or by its name where it has none. */
#include "site/provider.h"

#include "base/digest.h"

#define KEY_LENGTH 12

char *
provider_key_of(const struct disclosure *entry)
{
	const struct listing *listing = &entry->listing;
	char *digest;

	if (listing->corporate_number != NULL)
		return g_strdup(listing->corporate_number);
	digest = digest_of_text(listing->provider_name);
	digest[KEY_LENGTH] = '\0';
	return digest;
}
