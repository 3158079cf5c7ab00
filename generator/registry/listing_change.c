/*
 * Form 9 (10.2) and corrections as changes of an application: every text is checked by the row of
 * the field table that describes the item in the statement, and the scope (7.5(6))
 * and the control objectives (7.5(7)) are written with the statement's own elements.
 */
#include "registry/listing_change.h"

#include "base/territory.h"

#include <string.h>

MESSAGE(message_no_after, "listing-change-empty", ERROR, "10.2",
        "『{0}』はリストに必ず載る項目なので、変更後を消すことはできません。<new> に変更後を書いてください。",
        "\"{1}\" is always listed and cannot be left empty. Write the new text in <new>.");
MESSAGE(message_free_text, "listing-change-free-text", ERROR, "10.2",
        "『{0}』は言明書と同じ要素で書きます。例：<{2}><{1}>{3}</{1}></{2}>。変更後の全体を書いてください。",
        "\"{4}\" is written in the elements of the statement, as <{2}><{1}>{3}</{1}></{2}>; write all of "
        "it.");
MESSAGE(message_structure, "listing-change-structure", ERROR, "10.2",
        "『{0}』の変更を書く <{1}> の中に、ほかの項目の要素があります。文字又はこの項目の要素だけを書いてください。",
        "<{1}> of a change of \"{2}\" holds elements of another item. Write text, or this item's "
        "elements.");
MESSAGE(message_presence, "listing-change-presence", ERROR, "7.5(10)",
        "改善計画書の有無は「有」又は「無」と書いてください（\"{0}\" と書かれています）。",
        "Whether there is an improvement plan is written 有 or 無 (it says \"{0}\").");

const struct listing_item listing_items[] = {
	{ "service-name", "statement/service-name" },
	{ "service-reading", "statement/service-reading" },
	{ "service-url", "statement/service-url" },
	{ "provider-name", "applicant/name" },
	{ "provider-reading", "applicant/reading" },
	{ "corporate-number", "applicant/corporate-number" },
	{ "provider-address", "applicant/address" },
	{ "statement-scope", "statement/statement-scope" },
	{ "control-objectives", "statement/control-objectives" },
	{ "subsequent-events", "statement/subsequent-events" },
	{ "improvement-plan", "improvement-plan" },
	{ "capital-and-officers", "disclosed-information/capital-and-officers" },
	{ "foreign-law-risk", "disclosed-information/foreign-law-risk" },
	{ "governing-law", "disclosed-information/governing-law" },
	{ "third-party-testing", "disclosed-information/third-party-testing" },
	{ "special-notes", "statement/special-notes" },
	{ "audit-period", "statement/audit-period" },
	{ NULL, NULL },
};

/* What an author may copy, where words were written for elements. */
static const struct {
	const char *item, *example;
} examples[] = {
	{ "statement-scope",
	  "<overview>…</overview><sub-service><name>…</name></sub-service><region>東京</region>" },
	{ "control-objectives", "<implemented>3.1.1 4.4.1 …</implemented>" },
	{ "audit-period", "<first-on>2025-04-01</first-on><last-on>2026-03-31</last-on>" },
};

static const struct field *
field_of(const struct listing_item *item, size_t *offset)
{
	return field_at(field_find(&field_service, "application"), item->path, offset);
}

static void *
member_of(const struct application *application, size_t offset)
{
	return (char *)application + offset;
}

static const struct xml_node *
child_of(const struct xml_node *node, const char *name)
{
	for (const struct xml_node *child = node->first; child != NULL; child = child->next)
		if (strcmp(child->name, name) == 0)
			return child;
	return NULL;
}

static struct place
place_of(const struct binding *binding, const struct field *field, const struct xml_node *node)
{
	return place_of_field(place_in_file(binding->file, node->line, binding->record), field->ja,
	                      field->name);
}

/* The statement's own element within <old> or <new>. */
static bool
read_group(const struct binding *binding, const struct field *field, struct xml_node *side,
           void *member)
{
	struct xml_node *node = (struct xml_node *)child_of(side, field->name);
	AUTO(findings) told = findings_new();
	struct binding within = *binding;

	if (side->first == NULL) {
		const char *example = "";

		for (size_t i = 0; i < G_N_ELEMENTS(examples); i++)
			if (strcmp(examples[i].item, field->name) == 0)
				example = examples[i].example;
		findings_add(binding->findings, &message_free_text, place_of(binding, field, side),
		             field->ja, field->name, side->name, example, field->en, NULL);
		return false;
	}
	if (node == NULL || node->next != NULL || side->first != node) {
		findings_add(binding->findings, &message_structure, place_of(binding, field, side),
		             field->ja, side->name, field->en, NULL);
		return false;
	}
	/* What is wrong within was told when the form's shape was checked. */
	within.findings = told;
	bind_node(&within, field, node, member);
	return findings_count(told, FINDING_ERROR) == 0;
}

static bool
read_presence(const struct binding *binding, const struct field *field, const struct xml_node *side,
              int *line)
{
	bool is_there = side->text != NULL && strcmp(side->text, "有") == 0;

	if (is_there || (side->text != NULL && strcmp(side->text, "無") == 0)) {
		*line = is_there ? side->line : 0;
		return true;
	}
	findings_add(binding->findings, &message_presence, place_of(binding, field, side),
	             side->text != NULL ? side->text : "", NULL);
	return false;
}

/* <old> or <new>; what was there before need not be right, only what comes. */
static bool
read_side(const struct binding *binding, const struct field *field, struct xml_node *side,
          void *member)
{
	if (strcmp(field->name, "improvement-plan") == 0)
		return read_presence(binding, field, side, member);
	if (field->kind == FIELD_GROUP)
		return read_group(binding, field, side, member);
	if (side->first != NULL) {
		findings_add(binding->findings, &message_structure, place_of(binding, field, side),
		             field->ja, side->name, field->en, NULL);
		return false;
	}
	/* An empty element was told with the form's shape. */
	if (side->text == NULL || side->text[strspn(side->text, " \t\r\n")] == '\0')
		return false;
	if (strcmp(side->name, "old") == 0) {
		*(struct text *)member = (struct text){ side->text, side->line };
		return side->text != NULL;
	}
	return bind_text(binding, field, side->line, side->text, member);
}

/* NULL after a finding. */
static struct listing_change *
read_change(const struct binding *binding, const struct xml_node *node)
{
	const char *name = xml_attribute(node, "item");
	struct listing_change *change = store_allocate(binding->store, sizeof(*change));
	struct application *sides[2];
	size_t offset;

	for (change->item = listing_items; change->item->name != NULL; change->item++)
		if (g_strcmp0(change->item->name, name) == 0)
			break;
	if (change->item->name == NULL)
		return NULL;
	change->line = node->line;
	change->field = field_of(change->item, &offset);
	for (int i = 0; i < 2; i++) {
		static const char *const names[] = { "old", "new" };
		struct xml_node *side = (struct xml_node *)child_of(node, names[i]);

		sides[i] = NULL;
		if (side == NULL)
			continue;
		sides[i] = store_allocate(binding->store, sizeof(*sides[i]));
		if (!read_side(binding, change->field, side, member_of(sides[i], offset)))
			return NULL;
	}
	if (sides[1] == NULL && !(change->field->min == 0 && change->field->kind != FIELD_GROUP)) {
		findings_add(binding->findings, &message_no_after,
		             place_of(binding, change->field, node), change->field->ja,
		             change->field->en, NULL);
		return NULL;
	}
	if (sides[1] == NULL) {
		sides[1] = store_allocate(binding->store, sizeof(*sides[1]));
		((struct text *)member_of(sides[1], offset))->line = node->line;
	}
	change->before = sides[0];
	change->after = sides[1];
	return change;
}

void
listing_changes_read(const struct binding *binding, struct form *form)
{
	form->changes = store_array(binding->store);
	for (const struct xml_node *node = form->body->first; node != NULL; node = node->next)
		if (strcmp(node->name, "change") == 0) {
			struct listing_change *change = read_change(binding, node);

			if (change != NULL)
				g_ptr_array_add(form->changes, change);
		}
}

void
listing_corrections_read(const struct binding *binding, const struct xml_node *root,
                         struct service *service)
{
	guint next = 0;

	for (const struct xml_node *node = root->first; node != NULL; node = node->next) {
		if (strcmp(node->name, "correction") != 0 || next == service->corrections->len)
			continue;
		struct listing_change *change = read_change(binding, node);
		/* Nothing was published. */
		if (change != NULL && change->before == NULL)
			change->before = store_allocate(binding->store, sizeof(*change->before));
		((struct correction *)service->corrections->pdata[next++])->change = change;
	}
}

static size_t
size_of(const struct field *field)
{
	return field->kind == FIELD_GROUP ? field->size : sizeof(struct text);
}

void
listing_item_copy(const struct listing_item *item, const struct application *from,
                  struct application *to)
{
	size_t offset;
	const struct field *field = field_of(item, &offset);

	memcpy(member_of(to, offset), member_of(from, offset), size_of(field));
}

bool
listing_text_is_same(const char *one, const char *other)
{
	static const char spaces[] = " \t\r\n";

	if (one == NULL || other == NULL)
		return one == other;
	for (;; one++, other++) {
		one += strspn(one, spaces);
		other += strspn(other, spaces);
		if (*one != *other || *one == '\0')
			return *one == *other;
	}
}

static void
append_line(GString *out, const char *name, const char *note)
{
	if (name != NULL)
		g_string_append_printf(out, note != NULL ? "%s（%s）\n" : "%s\n", name, note);
}

static void
append_entries(GString *out, const char *heading, const GPtrArray *entries)
{
	EACH (const struct scope_entry, entry, entries) {
		g_string_append(out, heading);
		append_line(out, entry->name.value, entry->note.value);
		for (guint k = 0; entry->regions != NULL && k < entry->regions->len; k++)
			append_line(out, ((const struct text *)entry->regions->pdata[k])->value,
			            NULL);
	}
}

static char *
scope_text(const struct statement_scope *scope)
{
	GString *out = g_string_new(scope->overview.value);

	g_string_append_c(out, '\n');
	append_entries(out, "", scope->sub_services);
	append_entries(out, "×", scope->outside_services);
	for (guint i = 0; scope->regions != NULL && i < scope->regions->len; i++) {
		const struct region *region = scope->regions->pdata[i];
		g_autofree char *code =
			territory_code(region->country.value, region->prefecture.value);

		append_line(out, region->name.value, code);
	}
	return g_string_free(out, false);
}

static char *
objectives_text(const struct control_objectives *objectives)
{
	GString *out = g_string_new(NULL);

	append_line(out, objectives->implemented.value, NULL);
	append_line(out, objectives->edition.value, NULL);
	EACH (const struct exclusion, exclusion, objectives->exclusions) {
		append_line(out, exclusion->objective.value, exclusion->reason.value);
	}
	return g_string_free(out, false);
}

char *
listing_item_text(const struct listing_item *item, const struct application *application)
{
	size_t offset;
	const struct field *field = field_of(item, &offset);
	const void *member = member_of(application, offset);

	if (strcmp(item->name, "improvement-plan") == 0)
		return g_strdup(*(const int *)member != 0 ? "有" : "無");
	if (strcmp(item->name, "statement-scope") == 0)
		return scope_text(member);
	if (strcmp(item->name, "audit-period") == 0) {
		const struct audit_period *period = member;
		g_autofree char *first = date_iso(period->first_on.on),
				*last = date_iso(period->last_on.on);

		return g_strconcat(first, "〜", last, NULL);
	}
	if (field->kind == FIELD_GROUP)
		return objectives_text(member);
	return g_strdup(((const struct text *)member)->value);
}
