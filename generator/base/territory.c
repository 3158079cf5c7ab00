/* Names of countries and prefectures are looked up by code and searched in other names. */
#include "base/territory.h"

#include <stdbool.h>
#include <string.h>

#define TERRITORY(of_code, of_ja, of_en) { of_code, { of_ja, of_en } },
#define TERRITORY_ALIAS(of_code, of_ja, of_en)
static const struct territory territories[] = {
#include "base/territory.def"
};
#undef TERRITORY
#undef TERRITORY_ALIAS

#define TERRITORY(of_code, of_ja, of_en)
#define TERRITORY_ALIAS(of_code, of_ja, of_en) { of_code, { of_ja, of_en } },
static const struct territory aliases[] = {
#include "base/territory.def"
};

const struct territory *
territory_find(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(territories); i++)
		if (g_strcmp0(territories[i].code, code) == 0)
			return &territories[i];
	return NULL;
}

char *
territory_code(const char *country, const char *prefecture)
{
	return prefecture == NULL ? g_strdup(country) : g_strconcat(country, "-", prefecture, NULL);
}

int
territory_compare(const struct territory *territory, const struct territory *other)
{
	bool is_in_japan = g_str_has_prefix(territory->code, "JP");

	if (is_in_japan != g_str_has_prefix(other->code, "JP"))
		return is_in_japan ? -1 : 1;
	return is_in_japan ? strcmp(territory->code, other->code)
	                   : strcmp(territory->name.ja, other->name.ja);
}

/* Where a text is found, and how good a find it is. */
struct find {
	const struct territory *territory; /* NULL: none yet */
	bool is_local;
	gsize at, length;
};

static void
take(struct find *best, struct find found)
{
	if (best->territory != NULL && best->is_local != found.is_local) {
		if (found.is_local)
			*best = found;
		return;
	}
	if (best->territory == NULL || found.at < best->at ||
	    (found.at == best->at && found.length > best->length))
		*best = found;
}

static bool
is_letter(const char *start, const char *at)
{
	return at >= start && g_ascii_isalpha(*at);
}

/* `folded` is the name of the region in small letters; Latin names are whole words. */
static void
seek(struct find *best, const struct territory *territory, bool is_local, const char *folded,
     const char *name)
{
	bool is_latin = g_ascii_isalpha(*name);
	g_autofree char *small =
		is_latin && strpbrk(folded, G_CSET_a_2_z) != NULL ? g_utf8_strdown(name, -1) : NULL;
	const char *wanted = is_latin ? small : name;
	gsize length = strlen(wanted != NULL ? wanted : "");
	const char *at = wanted == NULL ? NULL : strstr(folded, wanted);

	if (at == NULL ||
	    (is_latin && (is_letter(folded, at - 1) || is_letter(folded, at + length))))
		return;
	take(best, (struct find){ territory, is_local, (gsize)(at - folded), length });
}

const struct territory *
territory_guess(const char *name)
{
	g_autofree char *folded = g_utf8_strdown(name, -1);
	struct find best = { NULL, false, 0, 0 };

	for (gsize i = 0; i < G_N_ELEMENTS(territories); i++) {
		const struct territory *territory = &territories[i];
		bool is_local = strchr(territory->code, '-') != NULL;

		seek(&best, territory, is_local, folded, territory->name.ja);
		seek(&best, territory, is_local, folded, territory->name.en);
		/* 「東京」 is 「東京都」; 「北海」 is not 「北海道」. */
		if (is_local && !g_str_has_suffix(territory->name.ja, "道")) {
			g_autofree char *bare = g_strndup(
				territory->name.ja, strlen(territory->name.ja) - strlen("県"));

			seek(&best, territory, true, folded, bare);
		}
	}
	for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++) {
		bool is_city = strchr(aliases[i].code, '-') != NULL;

		seek(&best, &aliases[i], is_city, folded, aliases[i].name.ja);
		seek(&best, &aliases[i], is_city, folded, aliases[i].name.en);
	}
	return best.territory == NULL ? NULL : territory_find(best.territory->code);
}
