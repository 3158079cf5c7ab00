/* How a document is made of its nodes; for xml.c alone. */
#pragma once

#include "base/arena.h"
#include "source/xml.h"

struct xml_document {
	struct arena arena; /* of nodes and strings */
	struct xml_node *root;
};

/* An empty document; it will need about `size` bytes. */
struct xml_document *xml_document_new(gsize size);

/* Puts a child behind `last`, or first where that is NULL; returns it. */
struct xml_node *xml_append(struct xml_node *parent, struct xml_node *last, struct xml_node *child);
