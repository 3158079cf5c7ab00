/*
 * Any texts as a record: as JSON and as XML, read back by others, they are the
 * same.
 *
 * The input is texts with a NUL after each: one alone, the others as a list.
 */
#include "site/record.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

static GString *
written(const GPtrArray *texts, enum record_format format)
{
	GString *out = g_string_new(NULL);
	struct record record = record_begin(out, format);

	record_open(&record, "entry");
	record_text(&record, "first_name", texts->pdata[0]);
	record_text(&record, "nothing", NULL);
	record_number(&record, "count", texts->len);
	record_open_list(&record, "sub_services");
	for (guint i = 1; i < texts->len; i++)
		record_text(&record, "ignored", texts->pdata[i]);
	record_close_list(&record);
	record_close(&record);
	return out;
}

static void
check_json(const GPtrArray *texts)
{
	g_autoptr(GString) text = written(texts, RECORD_JSON);
	json_t *root = json_loadb(text->str, text->len, JSON_REJECT_DUPLICATES, NULL);
	const char *first;
	json_t *nothing, *list;
	int count;

	if (root == NULL ||
	    json_unpack(root, "{s:s, s:o, s:i, s:o !}", "first_name", &first, "nothing", &nothing,
	                "count", &count, "sub_services", &list) != 0)
		abort();
	if (strcmp(first, texts->pdata[0]) != 0 || !json_is_null(nothing) ||
	    count != (int)texts->len || json_array_size(list) != texts->len - 1)
		abort();
	for (guint i = 1; i < texts->len; i++)
		if (strcmp(json_string_value(json_array_get(list, i - 1)), texts->pdata[i]) != 0)
			abort();
	json_decref(root);
}

/* The text as XML can hold it: a character that it forbids is U+FFFD. */
static char *
as_xml_has_it(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		bool good = c == '\t' || c == '\n' || c == '\r' ||
		            (c >= ' ' && c != 0xFFFE && c != 0xFFFF);

		g_string_append_unichar(out, good ? c : 0xFFFD);
	}
	return g_string_free(out, false);
}

static void
check_element(const xmlNode *node, const char *name, const char *text)
{
	g_autofree char *expected = as_xml_has_it(text);
	xmlChar *content = xmlNodeGetContent(node);

	if (node->type != XML_ELEMENT_NODE || strcmp((const char *)node->name, name) != 0 ||
	    strcmp((const char *)content, expected) != 0)
		abort();
	xmlFree(content);
}

static const xmlNode *
next_element(const xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

static void
check_xml(const GPtrArray *texts)
{
	g_autoptr(GString) text = written(texts, RECORD_XML);
	xmlDoc *document = xmlReadMemory(text->str, (int)text->len, "a.xml", "UTF-8",
	                                 XML_PARSE_NONET | XML_PARSE_HUGE);
	const xmlNode *node;

	if (document == NULL)
		abort();
	node = next_element(xmlDocGetRootElement(document)->children);
	check_element(node, "first-name", texts->pdata[0]);
	node = next_element(node->next);
	if (strcmp((const char *)node->name, "count") != 0)
		abort();
	node = next_element(node->next);
	for (guint i = 1; i < texts->len; i++, node = next_element(node->next)) {
		if (node == NULL)
			abort();
		check_element(node, "sub-service", texts->pdata[i]);
	}
	if (node != NULL)
		abort();
	xmlFreeDoc(document);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	for (gsize start = 0; start < size; start += strlen(texts->pdata[texts->len - 1]) + 1) {
		char *text = g_strndup((const char *)data + start, size - start);

		g_ptr_array_add(texts, text);
		if (!g_utf8_validate(text, -1, NULL))
			return 0;
	}
	if (texts->len == 0)
		return 0;
	check_json(texts);
	check_xml(texts);
	return 0;
}
