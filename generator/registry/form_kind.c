/* What is asked of the form table and of filled forms; the table is form.c. */
#include "registry/form.h"

#include <string.h>

const struct form_kind *
form_kind_find(int number)
{
	return number >= 1 && number <= LETTER_KINDS ? &form_kinds[number - 1] : NULL;
}

const struct form_kind *
form_kind_of(const struct xml_node *root)
{
	const char *number = xml_attribute(root, "number"), *name = xml_attribute(root, "kind");
	guint64 value = number == NULL ? 0 : g_ascii_strtoull(number, NULL, 10);

	if (strcmp(root->name, "notice") != 0)
		return value <= FORM_COUNT ? form_kind_find((int)value) : NULL;
	for (int i = FORM_COUNT; i < LETTER_KINDS; i++)
		if (g_strcmp0(form_kinds[i].field.children->choices, name) == 0)
			return &form_kinds[i];
	return NULL;
}

const struct form_kind *
form_notice_of(enum event_kind event)
{
	for (int i = FORM_COUNT; i < LETTER_KINDS; i++)
		if (form_kinds[i].event == (int)event)
			return &form_kinds[i];
	return NULL;
}

bool
form_is_sent(const struct registry *registry, const struct form_kind *notice, struct date day)
{
	const GPtrArray *notices = registry->site.notices;

	EACH (const struct notice, switched, notices) {
		if (g_strcmp0(switched->kind.value, notice->field.children->choices) == 0 &&
		    date_compare(switched->from.on, day) <= 0)
			return true;
	}
	return false;
}

char *
form_stem(const struct form_kind *kind)
{
	if (form_is_notice(kind))
		return g_strconcat("notice-", kind->field.children->choices, NULL);
	return g_strdup_printf("form%02d", kind->number);
}

char *
form_label(const struct form_kind *kind)
{
	return form_is_notice(kind) ? g_strdup(kind->title_ja)
	                            : g_strdup_printf("様式%d", kind->number);
}

const struct body *
form_body(const struct registry *registry, enum form_party party, struct date day)
{
	static const struct body nobody;
	const GPtrArray *bodies = NULL;
	const struct body *found = NULL;

	if (party == PARTY_COMMITTEE)
		bodies = registry->site.committee;
	else if (party == PARTY_OPERATIONS_BODY)
		bodies = registry->site.operations_body;
	EACH (const struct body, body, bodies) {
		if (found == NULL || date_compare(body->from.on, day) <= 0)
			found = body;
	}
	return found == NULL && bodies != NULL ? &nobody : found;
}

const char *
form_party_name(enum form_party party, enum language language)
{
	static const char *const names[][2] = {
		[PARTY_APPLICANT] = { "申請者", "applicant" },
		[PARTY_REGISTRANT] = { "登録者", "registrant" },
		[PARTY_EITHER] = { "申請者又は登録者", "applicant or registrant" },
		[PARTY_OPERATIONS_BODY] = { "ISMAP運用支援機関", "operations body" },
		[PARTY_COMMITTEE] = { "ISMAP運営委員会", "steering committee" },
	};

	return names[party][language == LANGUAGE_EN];
}

const struct xml_node *
form_first(const struct xml_node *parent, const char *name)
{
	for (const struct xml_node *node = parent->first; node != NULL; node = node->next)
		if (strcmp(node->name, name) == 0)
			return node;
	return NULL;
}

const struct xml_node *
form_next(const struct xml_node *node)
{
	for (const struct xml_node *next = node->next; next != NULL; next = next->next)
		if (strcmp(next->name, node->name) == 0)
			return next;
	return NULL;
}

const char *
form_node_text(const struct xml_node *node, const char *path)
{
	const char *slash = strchr(path, '/');
	g_autofree char *name =
		slash == NULL ? g_strdup(path) : g_strndup(path, (gsize)(slash - path));
	const struct xml_node *child = form_first(node, name);

	if (slash != NULL)
		return child == NULL ? NULL : form_node_text(child, slash + 1);
	return child != NULL ? child->text : xml_attribute(node, name);
}

const char *
form_text(const struct form *form, const char *path)
{
	return form_node_text(form->body, path);
}
