/* Texts and structs of the registry live as long as it; texts that repeat are kept once. */
#include "registry/store.h"

#include "base/arena.h"

#include <string.h>

/* Shorter texts cost less than their entry in the table, longer ones are
 * rarely the same. */
#define SHARED_FROM 64
#define SHARED_TO 2048

struct pattern {
	GRegex *regex;
	GHashTable *words; /* known to match: text to struct listed_word */
	GHashTable *lists; /* of such words: text to how it is kept */
};

struct listed_word {
	guint64 list; /* the last list it stood in */
};

struct registry_store {
	struct arena structs;
	struct arena texts;
	GHashTable *shared;   /* text to itself */
	GPtrArray *arrays;    /* GPtrArray * */
	GPtrArray *nothing;   /* one of them, which stays empty */
	GPtrArray *documents; /* struct xml_document * */
	GPtrArray *adopted;   /* struct registry_store * */
	GHashTable *patterns; /* text to struct pattern */
	struct pattern *words;
	guint64 list;
};

static void
pattern_free(gpointer data)
{
	struct pattern *pattern = data;

	g_clear_pointer(&pattern->regex, g_regex_unref);
	g_hash_table_unref(pattern->words);
	g_hash_table_unref(pattern->lists);
	g_free(pattern);
}

struct registry_store *
registry_store_new(void)
{
	struct registry_store *store = g_new0(struct registry_store, 1);

	arena_init(&store->structs, 16 * 1024);
	arena_init(&store->texts, 16 * 1024);
	store->shared = g_hash_table_new(g_str_hash, g_str_equal);
	store->arrays = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	store->nothing = store_array(store);
	store->documents = g_ptr_array_new_with_free_func((GDestroyNotify)xml_document_free);
	store->adopted = g_ptr_array_new_with_free_func((GDestroyNotify)registry_store_free);
	store->patterns = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, pattern_free);
	return store;
}

void
registry_store_free(struct registry_store *store)
{
	g_hash_table_unref(store->patterns);
	g_ptr_array_unref(store->adopted);
	g_ptr_array_unref(store->documents);
	g_assert(store->nothing->len == 0);
	g_ptr_array_unref(store->arrays);
	g_hash_table_unref(store->shared);
	arena_clear(&store->texts);
	arena_clear(&store->structs);
	g_free(store);
}

void *
store_allocate(struct registry_store *store, gsize size)
{
	return arena_allocate(&store->structs, size);
}

const char *
store_text(struct registry_store *store, const char *text, gsize length)
{
	g_assert(text[length] == '\0');
	if (length < SHARED_FROM || length > SHARED_TO)
		return arena_text(&store->texts, text, length);

	const char *known = g_hash_table_lookup(store->shared, text);

	if (known == NULL) {
		char *copy = arena_text(&store->texts, text, length);

		g_hash_table_add(store->shared, copy);
		known = copy;
	}
	return known;
}

GPtrArray *
store_array(struct registry_store *store)
{
	GPtrArray *array = g_ptr_array_new();

	g_ptr_array_add(store->arrays, array);
	return array;
}

GPtrArray *
store_nothing(struct registry_store *store)
{
	return store->nothing;
}

void
store_add(struct registry_store *store, GPtrArray **array, void *member)
{
	/* Not that of `store` alone: others were adopted. */
	if ((*array)->len == 0)
		*array = store_array(store);
	g_ptr_array_add(*array, member);
}

struct arena *
store_arena(struct registry_store *store)
{
	return &store->texts;
}

void
store_adopt(struct registry_store *store, struct registry_store *other)
{
	g_ptr_array_add(store->adopted, other);
}

void
store_keep(struct registry_store *store, struct xml_document *document)
{
	g_ptr_array_add(store->documents, document);
}

static struct pattern *
find_pattern(struct registry_store *store, const char *text)
{
	const char *key = text == NULL ? "" : text;
	struct pattern *pattern = g_hash_table_lookup(store->patterns, key);

	if (pattern == NULL) {
		pattern = g_new0(struct pattern, 1);
		pattern->words = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
		pattern->lists = g_hash_table_new(g_str_hash, g_str_equal);
		if (text != NULL) {
			g_autofree char *whole = g_strdup_printf("^(?:%s)$", text);

			pattern->regex = g_regex_new(
				whole, G_REGEX_DOLLAR_ENDONLY | G_REGEX_OPTIMIZE, 0, NULL);
			g_assert(pattern->regex != NULL);
		}
		g_hash_table_insert(store->patterns, (gpointer)store_text(store, key, strlen(key)),
		                    pattern);
	}
	return pattern;
}

bool
store_matches(struct registry_store *store, const char *pattern, const char *text)
{
	return g_regex_match(find_pattern(store, pattern)->regex, text, 0, NULL);
}

const char *
store_known_words(struct registry_store *store, const char *pattern, const char *text)
{
	return g_hash_table_lookup(find_pattern(store, pattern)->lists, text);
}

void
store_know_words(struct registry_store *store, const char *pattern, const char *text,
                 const char *words)
{
	g_hash_table_insert(find_pattern(store, pattern)->lists,
	                    (gpointer)store_text(store, text, strlen(text)), (gpointer)words);
}

void
store_begin_words(struct registry_store *store, const char *pattern)
{
	store->words = find_pattern(store, pattern);
	store->list++;
}

enum store_word
store_next_word(struct registry_store *store, const char *text)
{
	GHashTable *words = store->words->words;
	struct listed_word *word = g_hash_table_lookup(words, text);

	if (word == NULL) {
		if (store->words->regex != NULL &&
		    !g_regex_match(store->words->regex, text, 0, NULL))
			return STORE_WORD_WRONG;
		word = g_new0(struct listed_word, 1);
		g_hash_table_insert(words, (gpointer)store_text(store, text, strlen(text)), word);
	}
	if (word->list == store->list)
		return STORE_WORD_AGAIN;
	word->list = store->list;
	return STORE_WORD_NEW;
}
