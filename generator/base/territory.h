/* Countries (ISO 3166-1, "SG") and prefectures of Japan (JIS X 0401 behind it, as
 * ISO 3166-2 has them: "JP-13"), by code and by name. */
#pragma once

#include "base/wording.h"

struct territory {
	const char *code;
	struct wording name; /* 東京都, Tokyo */
};

/* The country or prefecture of a code; NULL: there is none. */
const struct territory *territory_find(const char *code);

/* "SG", "JP" or "JP-13" of a country and a prefecture ("13"; NULL: not said); NULL where
 * the country is NULL. The caller frees. */
char *territory_code(const char *country, const char *prefecture);

/* By which territories stand: Japan, its prefectures by code, other countries by their
 * Japanese names. */
int territory_compare(const struct territory *territory, const struct territory *other);

/* The territory that people mean by the name of a region, 「東京リージョン」 or "Frankfurt":
 * a prefecture or city before a country, and what stands first; NULL: none is named. */
const struct territory *territory_guess(const char *name);
