/* A file of content/forms is read by the table of its form. */
#include "registry/form_file.h"

#include "registry/form.h"
#include "registry/form_check.h"
#include "registry/listing_change.h"

#include <string.h>

MESSAGE(message_form_number, "form-number", ERROR, NULL,
        "様式の番号が分かりません。<form> に number=\"1\" から \"15\" のいずれかを書いてください。",
        "The number of the form is not known. Write number=\"1\" to \"15\" on <form>.");

/* The number that the file's name gives. */
static int
form_number(const char *name)
{
	const char *form = strstr(name, "-form");

	return form == NULL ? 0 : (int)g_ascii_strtoull(form + strlen("-form"), NULL, 10);
}

const struct field *
form_field_of(const char *name)
{
	const struct form_kind *kind = form_kind_find(form_number(name));

	return kind == NULL ? NULL : form_field(kind);
}

/* 2 of "2026-06-10-form09-2.xml"; 1 where there is no such number. */
static int
form_sequence(const char *name)
{
	const char *form = strstr(name, "-form");
	const char *dash = form != NULL ? strchr(form + 1, '-') : NULL;

	return dash == NULL ? 1 : (int)g_ascii_strtoull(dash + 1, NULL, 10);
}

struct form *
form_read(const struct binding *binding, struct xml_document *document, const char *name)
{
	struct xml_node *root = xml_root(document);
	const struct form_kind *kind = form_kind_of(root);

	if (kind == NULL && xml_attribute(root, "number") == NULL)
		kind = form_kind_find(form_number(name));

	if (kind == NULL) {
		findings_add(binding->findings, &message_form_number,
		             place_in_file(binding->file, root->line, binding->record), NULL);
		return NULL;
	}
	if (!bind_node(binding, form_field(kind), root, NULL))
		return NULL;

	struct form *form = store_allocate(binding->store, sizeof(*form));
	const char *filed_on = xml_attribute(root, "filed-on");

	*form = (struct form){
		.file = binding->file,
		.number = kind->number,
		.sequence = form_sequence(name),
		.line = root->line,
		.service = { binding->record, root->line },
		.filed_on = { .line = root->line },
		.body = root,
		.document = document,
	};
	date_parse(filed_on == NULL ? "" : filed_on, &form->filed_on.on);
	if (form->number == 9)
		listing_changes_read(binding, form);
	form_check(form, binding->findings);
	return form;
}

const struct form *
form_load(struct registry *registry, const char *path, struct findings *findings)
{
	struct registry_store *store = registry->store;
	const char *file = store_text(store, path, strlen(path));
	const struct binding binding = { .findings = findings, .file = file };
	struct xml_document *document = bind_load(&binding, form_field_of(path), path, NULL);

	return document == NULL ? NULL : form_take(registry, document, file, findings);
}

struct form *
form_take(const struct registry *registry, struct xml_document *document, const char *file,
          struct findings *findings)
{
	struct registry_store *store = registry->store;
	unsigned errors = findings_count(findings, FINDING_ERROR);

	store_keep(store, document);

	const char *service = xml_attribute(xml_root(document), "service");
	struct binding binding = { store, findings, file, service, NULL, NULL };
	struct form *form = form_read(&binding, document, file);

	if (form == NULL || findings_count(findings, FINDING_ERROR) > errors)
		return NULL;
	for (guint i = 0; service != NULL && i < registry->services->len; i++) {
		struct service *target = g_ptr_array_index(registry->services, i);

		if (g_strcmp0(target->id.value, service) == 0)
			form->target = target;
	}
	return form;
}
