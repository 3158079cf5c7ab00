/*
 * The door to libxml2: from bytes to a light tree of our own.
 *
 * Nobody else includes a header of libxml2. The parser is set up for input
 * that somebody else wrote: no network, no DOCTYPE, no entities but the five
 * predefined, UTF-8 only, limits on size and depth; each refusal is a finding
 * with the line.
 */
#pragma once

#include "source/source.h"

/* The namespace of everything under content/ and of letter blocks. */
#define XML_NAMESPACE "urn:ismapgen:1"

struct xml_attribute {
	const char *name;
	const char *value;
};

/* An element. `text` is all its character data in order when it has no child
 * elements, NULL when it has some and nothing but white space between them.
 * With `mixed` (letters) text stands in nodes of its own, whose name is NULL. */
struct xml_node {
	const char *name;
	const char *text;
	int line;
	int attribute_count;
	const struct xml_attribute *attributes;
	struct xml_node *first, *next;
};

/* A parsed document, which owns its nodes and strings. */
struct xml_document;

void xml_document_free(struct xml_document *document);
DEFINE_AUTO(xml_document)

/* Parses the file at `path`, which findings call `name`. NULL after a finding
 * of level error. An element outside XML_NAMESPACE is an error. */
struct xml_document *xml_load(const char *path, const char *name, struct findings *findings);

/* The same for text in memory. It may be more than a file may hold, since it may be
 * made of one: there a quote is "&quot;", and each element has a line. With `mixed`,
 * character data between elements is kept as text nodes. */
#define XML_SIZE_LIMIT (16 * SOURCE_SIZE_LIMIT)
struct xml_document *xml_parse(const char *bytes, gsize length, const char *name, bool mixed,
                               struct findings *findings);

struct xml_node *xml_root(const struct xml_document *document);

/* The value of an attribute, or NULL. */
const char *xml_attribute(const struct xml_node *node, const char *name);
