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

/* By what a territory is named in the name of a region; Latin names, in small letters, are
 * whole words. */
struct place_name {
	const struct territory *territory;
	char *text;
	gsize length;
	bool is_local, is_latin;
};

static void
add_word(GArray *words, const struct territory *territory, const char *name, gsize length)
{
	struct place_name word = { .territory = territory, .is_latin = g_ascii_isalpha(*name) };

	word.is_local = strchr(territory->code, '-') != NULL;
	word.text = word.is_latin ? g_utf8_strdown(name, (gssize)length) : g_strndup(name, length);
	word.length = strlen(word.text);
	g_array_append_val(words, word);
}

static GArray *
make_words(void)
{
	GArray *words = g_array_new(false, false, sizeof(struct place_name));

	for (gsize i = 0; i < G_N_ELEMENTS(territories) + G_N_ELEMENTS(aliases); i++) {
		bool is_alias = i >= G_N_ELEMENTS(territories);
		const struct territory *territory =
			is_alias ? &aliases[i - G_N_ELEMENTS(territories)] : &territories[i];
		const char *ja = territory->name.ja, *en = territory->name.en;

		add_word(words, territory, ja, strlen(ja));
		add_word(words, territory, en, strlen(en));
		/* 「東京」 is 「東京都」; 「北海」 is not 「北海道」. */
		if (!is_alias && strchr(territory->code, '-') != NULL &&
		    !g_str_has_suffix(ja, "道"))
			add_word(words, territory, ja, strlen(ja) - strlen("県"));
	}
	return words;
}

const struct territory *
territory_guess(const char *name)
{
	static gsize made; /* once, for all threads */
	g_autofree char *folded = g_utf8_strdown(name, -1);
	bool has_latin = strpbrk(folded, G_CSET_a_2_z) != NULL;
	struct find best = { NULL, false, 0, 0 };

	if (g_once_init_enter(&made))
		g_once_init_leave(&made, (gsize)make_words());
	const GArray *words = (const GArray *)made;
	for (guint i = 0; i < words->len; i++) {
		const struct place_name *word = &g_array_index(words, struct place_name, i);
		const char *at = word->is_latin && !has_latin ? NULL : strstr(folded, word->text);

		if (at == NULL || (word->is_latin && (is_letter(folded, at - 1) ||
		                                      is_letter(folded, at + word->length))))
			continue;
		take(&best, (struct find){ word->territory, word->is_local, (gsize)(at - folded),
		                           word->length });
	}
	return best.territory == NULL ? NULL : territory_find(best.territory->code);
}
