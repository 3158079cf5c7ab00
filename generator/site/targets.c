/* The addresses of entries, of divisions of the list and of providers, found out at the first
 * link to one of them. */
#include "site/targets.h"

#include "disclosure/disclosure.h"
#include "site/facet.h"

#include <string.h>

struct targets {
	const struct site_request *request;
	const struct public_register *public_register;
	struct public_register *own; /* made here; or NULL */
	GHashTable *known;           /* paths; NULL: not found out yet */
};

/* What stands below what is listed: files, a day, a page of several. */
static const char *const below[] = {
	"^(services/[^/]+)/(service\\.(json|xml)|feed\\.(atom|json)|evidence\\.pdf|qr\\.svg|"
	"\\d{4}-\\d\\d-\\d\\d(/version\\.json)?)$",
	"^(by/[^/]+/[^/]+)/\\d+$",
};

struct targets *
targets_new(const struct site_request *request, const struct public_register *public_register)
{
	struct targets *targets = g_new0(struct targets, 1);

	targets->request = request;
	targets->public_register = public_register;
	return targets;
}

void
targets_free(struct targets *targets)
{
	if (targets == NULL)
		return;
	if (targets->known != NULL)
		g_hash_table_unref(targets->known);
	if (targets->own != NULL)
		public_register_free(targets->own);
	g_free(targets);
}

static void
add(struct targets *targets, const char *folder, const char *name, const char *end)
{
	g_hash_table_add(targets->known, g_strconcat(folder, name, end, NULL));
}

static void
add_facets(struct targets *targets)
{
	struct facets *facets = facets_new(targets->public_register, LANGUAGE_JA);

	for (int kind = 0; kind < FACET_KINDS; kind++)
		EACH (const struct facet_value, value, facets->values[kind]) {
			char *folder = facet_folder((enum facet_kind)kind, value);

			*strrchr(folder, '/') = '\0';
			g_hash_table_add(targets->known, folder);
			if (kind == FACET_PROVIDER)
				add(targets, "providers/", value->slug, ".json");
		}
	facets_free(facets);
}

static void
find_out(struct targets *targets)
{
	if (targets->public_register == NULL) {
		targets->own =
			public_register_new(targets->request->registry, targets->request->as_of,
		                            MAX(1, targets->request->jobs));
		targets->public_register = targets->own;
	}
	targets->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	EACH (const struct disclosure, entry, targets->public_register->entries)
		add(targets, "services/", entry->number, "");
	EACH (const struct disclosed_removal, removal, targets->public_register->removals)
		add(targets, "services/", removal->number, "");
	add(targets, "by", "", "");
	add_facets(targets);
}

static bool
is_below(const struct targets *targets, const char *path, const char *pattern)
{
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	if (!g_regex_match(regex, path, 0, &match))
		return false;
	g_autofree char *listed = g_match_info_fetch(match, 1);
	return g_hash_table_contains(targets->known, listed);
}

bool
targets_have(struct targets *targets, const char *path)
{
	if (targets->known == NULL)
		find_out(targets);
	if (g_hash_table_contains(targets->known, path) ||
	    g_regex_match_simple("^providers/[0-9A-Z-]+/feed\\.(atom|json)$", path, 0, 0))
		return true;
	for (gsize i = 0; i < G_N_ELEMENTS(below); i++)
		if (is_below(targets, path, below[i]))
			return true;
	return false;
}
