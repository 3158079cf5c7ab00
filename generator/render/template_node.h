/*
 * A compiled template, for the files of the template engine alone.
 *
 * Nodes stand in one array in the order of the text; the children of a node
 * that has some follow it, up to `end`.
 */
#pragma once

#include "base/refusal.h"
#include "render/template.h"
#include "render/template_html.h"

/* Sections, blocks and layouts inside each other; partials inside partials. */
#define TEMPLATE_DEPTH_LIMIT 32

enum template_node_kind {
	NODE_TEXT,
	NODE_PRINT,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
	NODE_LAYOUT,
	NODE_BLOCK,
};

struct template_node {
	enum template_node_kind kind;
	int line;
	int column;
	guint end;        /* the node after the last child */
	const char *text; /* NODE_TEXT: borrowed from the source */
	gsize length;
	char *name;                    /* as written: "a.b", ".", "parts/chip.html" */
	char **path;                   /* of a name: its parts; empty for "." */
	const struct template *target; /* of NODE_PARTIAL and NODE_LAYOUT */
	enum template_escape escape;   /* of NODE_PRINT */
};

enum template_type {
	TEMPLATE_TYPE_HTML,
	TEMPLATE_TYPE_XML,
	TEMPLATE_TYPE_PLAIN,
};

struct template
{
	char *name; /* "parts/chip.html" */
	char *file; /* with the folder, for messages */
	char *source;
	enum template_type type;
	GArray *nodes;    /* of struct template_node */
	GPtrArray *slots; /* of struct template_slot: blocks that a user may fill */
	enum {
		TEMPLATE_PLACED_NOT,
		TEMPLATE_PLACING,
		TEMPLATE_PLACED
	} placed;
};

/* A block of a layout, and where in the HTML it stands. */
struct template_slot {
	const char *name;
	struct html_place place;
};

struct template_set {
	GPtrArray *templates; /* of struct template, by name */
};

static inline const struct template_node *
template_node_at(const struct template *template, guint index)
{
	return &g_array_index(template->nodes, struct template_node, index);
}

/* Without a source yet. template_free() takes a struct template *. */
struct template *template_new(const char *folder, const char *name, enum template_type type);
void template_free(gpointer data);

/* Compiles the templates of `set`, each of which has its source. */
bool template_set_compile(struct template_set *set, GError **error);

/* NULL where there is none of that name. */
struct template *template_find(const struct template_set *set, const char *name);

/* template_parse.c: fills template->nodes from template->source. */
bool template_parse(struct template *template, GError **error);

/* template_place.c: where in the HTML each node stands, hence how it is
 * escaped; checks layouts' blocks. After all templates are linked. */
bool template_place(struct template *template, GError **error);

/* Where `node` stands, for refuse_at(). */
struct place template_spot(const struct template *template, const struct template_node *node);

/* Refuses `name`: {0} of the message is the name, {1} is `holder`, {2} and {3} are in Japanese
 * and in English the name in `known` that was meant, or "". Returns false. */
bool template_refuse_name(GError **error, struct place place, const struct message *message,
                          const char *name, const char *holder, const GPtrArray *known);

#define NO_TEMPLATE \
	FAILURE("template-needed", "テンプレート {0} がありません。", "There is no template {0}.")
#define OUTSIDE_LIST                                                     \
	FAULT("template-outside", "「{0}」は一覧の中でしか使えません。", \
	      "\"{0}\" stands in no list.")
#define TOO_DEEP                                                     \
	FAULT("template-depth", "入れ子が深すぎます（{0}段まで）。", \
	      "There is too much inside each other (the limit is {0}).")
#define UNKNOWN_NAME \
	FAULT("template-name", "「{0}」という名前はありません。{2}", "Unknown name \"{0}\".{3}")
