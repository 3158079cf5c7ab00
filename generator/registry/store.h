/*
 * What the registry owns: its structs, its text, its arrays and the documents of forms; and the patterns compiled once.
 */
#pragma once

#include "source/xml.h"

struct arena;
struct registry_store;

struct registry_store *registry_store_new(void);
void registry_store_free(struct registry_store *store);
DEFINE_AUTO(registry_store)

/* A zeroed struct. */
void *store_allocate(struct registry_store *store, gsize size);

/* A copy of the text; texts that are often equal share one. */
const char *store_text(struct registry_store *store, const char *text, gsize length);

/* What its texts come from. */
struct arena *store_arena(struct registry_store *store);

/* An empty array that is freed with the store; its elements are not. */
GPtrArray *store_array(struct registry_store *store);

/* The one empty array of those that have nothing, as most of them do; and adds to an array,
 * which is another one than that from then on. */
GPtrArray *store_nothing(struct registry_store *store);
void store_add(struct registry_store *store, GPtrArray **array, void *member);

/* Takes over all that another store has. */
void store_adopt(struct registry_store *store, struct registry_store *other);

/* Takes the document over. */
void store_keep(struct registry_store *store, struct xml_document *document);

/* Whether the whole of `text` matches the pattern. A pattern that does not
 * compile is a fault of the program. */
bool store_matches(struct registry_store *store, const char *pattern, const char *text);

/* The list of words that `text` was kept as before, or NULL. */
const char *store_known_words(struct registry_store *store, const char *pattern, const char *text);

/* Remembers that `text` is a list of words that match, kept as `words`. */
void store_know_words(struct registry_store *store, const char *pattern, const char *text,
                      const char *words);

/* Looks at one word after another of a list: whether it matches (NULL: any
 * word does), and whether it stood in the same list before. Begins a list
 * with store_begin_words(). */
enum store_word {
	STORE_WORD_NEW,
	STORE_WORD_AGAIN,
	STORE_WORD_WRONG,
};
void store_begin_words(struct registry_store *store, const char *pattern);
enum store_word store_next_word(struct registry_store *store, const char *text);
