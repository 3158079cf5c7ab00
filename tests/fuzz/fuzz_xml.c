/*
 * Any bytes as a file of content/: no crash, a finding of level error wherever
 * there is nothing to read, and findings that every format can say.
 */
#include "registry/bind.h"
#include "registry/form_file.h"
#include "registry/registry.h"

#include <stdlib.h>
#include <string.h>

#define NAME "2026-01-01-form07.xml"

static void
assert_shown(struct findings *findings)
{
	static const enum finding_format formats[] = {
		FINDING_TEXT,
		FINDING_JSON,
		FINDING_GITHUB,
		FINDING_SARIF,
	};

	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autoptr(GString) out = g_string_new(NULL);

		findings_render(findings, formats[i], i % 2 == 0 ? LANGUAGE_JA : LANGUAGE_EN, out);
		if (!g_utf8_validate_len(out->str, out->len, NULL))
			abort();
	}
}

/* As the root that the file says it is, or as a form. */
static void
bind_any(const struct binding *binding, struct xml_document *document)
{
	static const struct field *const roots[] = {
		&field_service,
		&field_decisions,
		&field_site,
		&field_criteria,
	};
	struct xml_node *root = xml_root(document);

	for (gsize i = 0; i < G_N_ELEMENTS(roots); i++)
		if (strcmp(root->name, roots[i]->name) == 0) {
			bind_node(binding, roots[i], root,
			          store_allocate(binding->store, roots[i]->size));
			return;
		}
	form_read(binding, document, NAME);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
	AUTO(findings) findings = findings_new();
	/* A copy of the very size: what is read behind it is found. */
	g_autofree char *bytes = g_memdup2(data, size);
	struct xml_document *document = xml_parse(bytes, size, NAME, false, findings);

	if ((document == NULL) != (findings_count(findings, FINDING_ERROR) > 0))
		abort();
	if (document == NULL) {
		assert_shown(findings);
		return 0;
	}

	struct registry_store *store = registry_store_new();
	struct binding binding = { store, findings, NAME, "S0001", NULL, NULL };

	store_keep(store, document);
	bind_any(&binding, document);
	assert_shown(findings);
	registry_store_free(store);
	return 0;
}
