/*
 * Any values in the fields of a filled form: what is received is a form that the content may have,
 * or there is a finding of level error.
 *
 * The input is names and values of fields, with a NUL after each.
 */
#include "letter/receive.h"
#include "pdf/foreign.h"
#include "registry/form_file.h"
#include "registry/store.h"

#include <stdlib.h>
#include <string.h>

#define NAME "2026-01-01-form%02d.xml"

static void
item_free(gpointer data)
{
	struct foreign_item *item = data;

	g_free(item->name);
	g_free(item->value);
	g_free(item);
}

/* As foreign_read() gives them; NULL where it would not. */
static GPtrArray *
items_of(const char *bytes, gsize size)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
	struct foreign_item *item = NULL;

	for (gsize at = 0; at < size; at += strlen(bytes + at) + 1) {
		if (!g_utf8_validate(bytes + at, -1, NULL))
			return NULL;
		if (item != NULL && item->value == NULL) {
			item->value = g_strdup(bytes + at);
			item->length = strlen(item->value);
			continue;
		}
		item = g_new0(struct foreign_item, 1);
		item->kind = FOREIGN_FIELD;
		item->name = g_strdup(bytes + at);
		g_ptr_array_add(items, item);
	}
	return g_steal_pointer(&items);
}

static void
receive(struct registry *registry, const GPtrArray *items)
{
	AUTO(findings) findings = findings_new();
	AUTO(findings) again = findings_new();
	g_autoptr(GString) xml = g_string_new(NULL);
	const struct form *form = receive_form(registry, "a.pdf", items, "S0001", xml, findings);
	struct xml_document *document;
	g_autofree char *name = NULL;

	if ((form == NULL) != (findings_count(findings, FINDING_ERROR) > 0))
		abort();
	if (form == NULL)
		return;
	name = g_strdup_printf(NAME, form->number);
	document = xml_parse(xml->str, xml->len, name, false, again);
	if (document == NULL || form_take(registry, document, name, again) == NULL)
		abort();
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	struct service service = { .id = { "S0001", 1 }, .timeline = g_ptr_array_new() };
	struct registry registry = { .services = g_ptr_array_new(), .store = registry_store_new() };
	g_autofree char *bytes = g_strndup((const char *)data, size);
	g_autoptr(GPtrArray) items = NULL;

	memcpy(bytes, data, size);
	g_ptr_array_add(registry.services, &service);
	items = items_of(bytes, size);
	if (items != NULL)
		receive(&registry, items);
	registry_store_free(registry.store);
	g_ptr_array_unref(registry.services);
	g_ptr_array_unref(service.timeline);
	return 0;
}
