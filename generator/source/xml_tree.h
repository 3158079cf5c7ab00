/* How a document is made of its nodes, and where these stand in memory. */
#pragma once

#include "base/arena.h"
#include "source/xml.h"

struct xml_document {
	struct arena own, *arena; /* of nodes and strings: its own or another */
	struct xml_node *root;
};

/* An empty document; it will need about `size` bytes, of an arena of its own where `arena` is NULL. */
struct xml_document *xml_document_new(gsize size, struct arena *arena);

/* xml_load() with nodes and strings in an arena that outlives the document; NULL: in one of
 * its own. Many small documents take less memory so. */
struct xml_document *xml_load_into(struct arena *arena, const char *path, const char *name,
                                   struct findings *findings);

/* Puts a child behind `last`, or first where that is NULL; returns it. */
struct xml_node *xml_append(struct xml_node *parent, struct xml_node *last, struct xml_node *child);
