/* The small tree is walked by names. */
#include "source/xml_tree.h"

#include <string.h>

struct xml_document *
xml_document_new(gsize size, struct arena *arena)
{
	struct xml_document *document = g_new0(struct xml_document, 1);

	arena_init(&document->own, size);
	document->arena = arena != NULL ? arena : &document->own;
	return document;
}

struct xml_node *
xml_append(struct xml_node *parent, struct xml_node *last, struct xml_node *child)
{
	if (last == NULL)
		parent->first = child;
	else
		last->next = child;
	return child;
}

void
xml_document_free(struct xml_document *document)
{
	if (document == NULL)
		return;
	arena_clear(&document->own);
	g_free(document);
}

struct xml_node *
xml_root(const struct xml_document *document)
{
	return document->root;
}

const char *
xml_attribute(const struct xml_node *node, const char *name)
{
	for (int i = 0; i < node->attribute_count; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return node->attributes[i].value;
	return NULL;
}
