/* The elements of a file are bound to structs by the field table. */
#include "registry/bind.h"

#include "base/distance.h"
#include "registry/check.h"
#include "registry/field.h"
#include "registry/registry.h"
#include "source/xml_tree.h"

#include <string.h>

/* The attribute or element of `group` whose name differs least from `name`,
 * or NULL where none is near. */
static const struct field *
nearest_field(const struct field *group, const char *name, bool attribute)
{
	const struct field *nearest = NULL;
	unsigned least = (unsigned)MAX(strlen(name) / 3, (size_t)1) + 1;

	for (const struct field *field = group->children; field->name != NULL; field++) {
		unsigned away = strcmp(name, field->ja) == 0 ? 0 : edit_distance(name, field->name);

		if (field->attribute == attribute && away < least) {
			least = away;
			nearest = field;
		}
	}
	return nearest;
}

MESSAGE(message_root, "shape-root", ERROR, NULL,
        "最初の要素が <{0}> です。ここには <{1}>（{2}）を書きます。",
        "The first element is <{0}>. Here it must be <{1}> ({3}).");
MESSAGE(message_unknown, "shape-unknown", ERROR, NULL,
        "<{0}> の中に <{1}> という要素は書けません。", "<{1}> is not allowed within <{0}>.");
MESSAGE(message_unknown_suggest, "shape-unknown", ERROR, NULL,
        "<{0}> の中に <{1}> という要素は書けません。<{2}>（{3}）の誤りではありませんか。",
        "<{1}> is not allowed within <{0}>. Did you mean <{2}>?");
MESSAGE(message_unknown_place, "shape-unknown", ERROR, NULL,
        "<{0}> の中に <{1}> という要素は書けません。<{2}>（{3}）の中に書いてください。",
        "<{1}> is not allowed within <{0}>. Write it within <{2}>.");
MESSAGE(message_is_attribute, "shape-is-attribute", ERROR, NULL,
        "『{2}』は要素ではなく属性です。<{0} {1}=\"…\"> のように、<{0}> のタグの中に書いてください。",
        "\"{1}\" is no element, but an attribute. Write it in the tag: <{0} {1}=\"…\">.");
MESSAGE(message_is_element, "shape-is-element", ERROR, NULL,
        "『{2}』は属性ではなく要素です。<{0}> と </{0}> の間に、<{1}>…</{1}> と書いてください。",
        "\"{1}\" is no attribute, but an element. Write <{1}>…</{1}> within <{0}>.");
MESSAGE(message_attribute_unknown, "shape-attribute-unknown", ERROR, NULL,
        "<{0}> に {1} という属性は書けません。", "<{0}> has no attribute {1}.");
MESSAGE(message_attribute_unknown_suggest, "shape-attribute-unknown", ERROR, NULL,
        "<{0}> に {1} という属性は書けません。{2}（{3}）の誤りではありませんか。",
        "<{0}> has no attribute {1}. Did you mean {2}?");
MESSAGE(message_missing, "shape-missing", ERROR, NULL,
        "『{0}』がありません。<{1}> の中に <{2}> を書いてください。",
        "\"{3}\" is missing. Write <{2}> within <{1}>.");
MESSAGE(message_missing_hint, "shape-missing", ERROR, NULL,
        "『{0}』がありません。<{1}> の中に <{2}> を書いてください（{4}）。",
        "\"{3}\" is missing. Write <{2}> within <{1}> ({5}).");
MESSAGE(message_few, "shape-too-few", ERROR, NULL,
        "『{0}』が{4}件しかありません。<{1}> の中に <{2}> を{5}件書いてください。",
        "There are only {4} of \"{3}\". Write {5} <{2}> within <{1}>.");
MESSAGE(message_attribute_missing, "shape-attribute-missing", ERROR, NULL,
        "『{0}』がありません。<{1}> に {2}=\"…\" を書いてください。",
        "\"{3}\" is missing. Write {2}=\"…\" on <{1}>.");
MESSAGE(message_attribute_missing_hint, "shape-attribute-missing", ERROR, NULL,
        "『{0}』がありません。<{1}> に {2}=\"…\" を書いてください（{4}）。",
        "\"{3}\" is missing. Write {2}=\"…\" on <{1}> ({5}).");
MESSAGE(message_again, "shape-again", ERROR, NULL,
        "『{0}』（<{1}>）は1回だけ書きます。余分なものを取り除いてください。",
        "<{1}> may stand only once. Remove the others.");
MESSAGE(message_too_many, "shape-too-many", ERROR, NULL,
        "『{0}』（<{1}>）が多すぎます。{2}個までにしてください。",
        "There are too many <{1}>. The limit is {2}.");
MESSAGE(message_order, "shape-order", ERROR, NULL,
        "『{0}』（<{1}>）の順序が違います。<{2}> の前に書いてください。",
        "<{1}> is out of order. Write it before <{2}>.");
MESSAGE(message_elements, "shape-elements", ERROR, NULL,
        "『{0}』には文字だけを書きます。中の <{1}> を取り除いてください。",
        "\"{2}\" takes text only. Remove <{1}>.");
MESSAGE(message_text, "shape-text", ERROR, NULL,
        "『{0}』には文字を直接書けません。中の要素に書いてください。",
        "\"{1}\" takes no text of its own. Write it in the elements within.");
MESSAGE(message_attribute_on_value, "shape-attribute", ERROR, NULL,
        "『{0}』（<{1}>）に属性 {2} は書けません。", "<{1}> has no attribute {2}.");

static void bind_group(const struct binding *, const struct field *, struct xml_node *, void *);

static struct place
place_of(const struct binding *binding, const struct field *field, int line)
{
	struct place place = {
		.file = binding->file,
		.line = line,
		.record = binding->record,
		.field_ja = field->ja,
		.field_en = field->name,
		.clause = field->clause,
	};

	if (binding->member != NULL && binding->member != field) {
		place.within_ja = binding->member->ja;
		place.within_en = binding->member->name;
	}
	return place;
}

static void *
at(void *target, const struct field *field)
{
	return target == NULL ? NULL : (char *)target + field->offset;
}

static bool
is_array(const struct field *field)
{
	return field->kind == FIELD_SEQUENCE || (!field->attribute && field->max > 1);
}

static const struct field *
find_attribute(const struct field *group, const char *name)
{
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (field->attribute && strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

static int
count_fields(const struct field *group)
{
	int count = 0;

	while (group->children[count].name != NULL)
		count++;
	return count;
}

/* Looks from `from` on first (NULL: from the start): elements come in order. */
static const struct field *
find_element(const struct field *group, const struct field *from, const char *name)
{
	if (from != NULL)
		for (const struct field *field = from; field->name != NULL; field++)
			if (!field->attribute && strcmp(field->name, name) == 0)
				return field;
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (!field->attribute && strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

/* Checks a value; where it is right, puts it at `target`, or back to *text. */
static void
bind_value(const struct binding *binding, const struct field *field, int line, const char **text,
           void *target)
{
	struct checked checked = {
		.store = binding->store,
		.findings = binding->findings,
		.place = place_of(binding, field, line),
		.field = field,
	};

	if (field->kind == FIELD_DATE && target != NULL) {
		struct day *day = target;

		day->line = line;
		check_date(&checked, *text, &day->on);
		return;
	}

	const char *value = check_value(&checked, *text);

	if (target != NULL) {
		*(struct text *)target = (struct text){ .value = value, .line = line };
	} else if (value != NULL) {
		*text = value;
	}
}

bool
bind_text(const struct binding *binding, const struct field *field, int line, const char *text,
          struct text *target)
{
	bind_value(binding, field, line, &text, target);
	return target->value != NULL;
}

/* The one attribute that the node should have and has not; NULL: none, or several. */
static const struct field *
only_missing(const struct field *group, const struct xml_node *node)
{
	const struct field *missing = NULL;

	for (const struct field *field = group->children; field->name != NULL; field++) {
		if (!field->attribute || field->min == 0 ||
		    xml_attribute(node, field->name) != NULL)
			continue;
		if (missing != NULL)
			return NULL;
		missing = field;
	}
	return missing;
}

/* The element of the group within which one of that name belongs; NULL: none. */
static const struct field *
find_parent(const struct field *group, const char *name)
{
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (field->children != NULL && find_element(field, NULL, name) != NULL)
			return field;
	return NULL;
}

/* Reports a name that the group does not have. The one that it was written
 * for, so that what is in it is looked at; but not where that one is there
 * already. `other` is meant where no name is near; NULL: none. */
static const struct field *
report_unknown(const struct binding *binding, const struct field *group, const char *name,
               bool attribute, int line, const int *counts, const struct field *other)
{
	static const struct message *const messages[2][2] = {
		{ &message_unknown, &message_unknown_suggest },
		{ &message_attribute_unknown, &message_attribute_unknown_suggest },
	};
	const struct field *near = nearest_field(group, name, attribute);
	const struct field *turned =
		attribute ? find_element(group, NULL, name) : find_attribute(group, name);

	if (turned != NULL) {
		findings_add(binding->findings,
		             attribute ? &message_is_element : &message_is_attribute,
		             place_of(binding, turned, line), group->name, name, turned->ja, NULL);
		return counts == NULL || counts[turned - group->children] > 0 || is_array(turned) ||
		                       turned->children != NULL
		               ? NULL
		               : turned;
	}
	if (near == NULL)
		near = other;
	const struct field *parent = near == NULL && !attribute ? find_parent(group, name) : NULL;
	const struct field *told = parent != NULL ? parent : near;

	findings_add(binding->findings,
	             parent != NULL ? &message_unknown_place : messages[attribute][near != NULL],
	             place_of(binding, group, line), group->name, name,
	             told != NULL ? told->name : NULL, told != NULL ? told->ja : NULL, NULL);
	if (near != NULL && counts != NULL && counts[near - group->children] > 0)
		return NULL;
	return near;
}

static void
bind_attributes(const struct binding *binding, const struct field *group, struct xml_node *node,
                void *target, int *counts)
{
	struct xml_attribute *attributes = (struct xml_attribute *)node->attributes;

	for (int i = 0; i < node->attribute_count; i++) {
		const struct field *field = find_attribute(group, attributes[i].name);

		if (field == NULL)
			field = report_unknown(binding, group, attributes[i].name, true, node->line,
			                       counts, only_missing(group, node));
		if (field == NULL)
			continue;
		counts[field - group->children]++;
		bind_value(binding, field, node->line, &attributes[i].value, at(target, field));
	}
}

/* What the value of a missing field looks like, or NULL. */
static const char *
hint(const struct field *field, enum language language)
{
	if (field->hint_ja != NULL)
		return language == LANGUAGE_EN ? field->hint_en : field->hint_ja;
	return field->kind == FIELD_DATE ? "YYYY-MM-DD" : field->choices;
}

static void
report_missing(const struct binding *binding, const struct field *group, const struct field *field,
               int line, int count)
{
	static const struct message *const messages[2][2] = {
		{ &message_missing, &message_missing_hint },
		{ &message_attribute_missing, &message_attribute_missing_hint },
	};
	const char *hint_ja = hint(field, LANGUAGE_JA);

	if (count > 0) {
		g_autofree char *found = g_strdup_printf("%d", count);
		g_autofree char *wanted = g_strdup_printf("%d", field->min);

		findings_add(binding->findings, &message_few, place_of(binding, field, line),
		             field->ja, group->name, field->name, field->en, found, wanted, NULL);
		return;
	}
	findings_add(binding->findings, messages[field->attribute][hint_ja != NULL],
	             place_of(binding, field, line), field->ja, group->name, field->name, field->en,
	             hint_ja, hint(field, LANGUAGE_EN), NULL);
}

/* A leaf: no elements in it, no attributes on it but those of its row. */
static void
bind_leaf(const struct binding *binding, const struct field *field, struct xml_node *node,
          void *target)
{
	struct place place = place_of(binding, field, node->line);

	if (field->children != NULL) {
		g_autofree int *counts = g_new0(int, (gsize)count_fields(field));

		bind_attributes(binding, field, node, target, counts);
	}
	for (int i = 0; field->children == NULL && i < node->attribute_count; i++)
		findings_add(binding->findings, &message_attribute_on_value, place, field->ja,
		             field->name, node->attributes[i].name, NULL);
	if (node->first != NULL) {
		findings_add(binding->findings, &message_elements, place, field->ja,
		             node->first->name, field->en, NULL);
		return;
	}
	bind_value(binding, field, node->line, &node->text, target);
}

static gsize
member_size(const struct field *field)
{
	switch (field->kind) {
	case FIELD_GROUP:
		return field->size;
	case FIELD_DATE:
		return sizeof(struct day);
	default:
		return MAX(field->size, sizeof(struct text));
	}
}

/* One more struct of an array, which begins with its line; NULL where nothing
 * is kept. */
static void *
add_member(const struct binding *binding, void *target, gsize size)
{
	if (target == NULL)
		return NULL;

	void *member = store_allocate(binding->store, size);

	store_add(binding->store, target, member);
	return member;
}

static void
check_no_text(const struct binding *binding, const struct field *group, const struct xml_node *node)
{
	if (node->text != NULL && node->text[strspn(node->text, " \t\r\n")] != '\0')
		findings_add(binding->findings, &message_text, place_of(binding, group, node->line),
		             group->ja, group->en, NULL);
}

static void
skip(const struct binding *binding)
{
	if (binding->skipped != NULL)
		*binding->skipped = true;
}

/* Groups of different names, in any order. */
static void
bind_sequence(const struct binding *binding, const struct field *sequence, struct xml_node *node,
              void *target)
{
	check_no_text(binding, sequence, node);
	for (int i = 0; i < node->attribute_count; i++)
		report_unknown(binding, sequence, node->attributes[i].name, true, node->line, NULL,
		               NULL);
	for (struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct field *field = find_element(sequence, NULL, child->name);

		if (field == NULL)
			field = report_unknown(binding, sequence, child->name, false, child->line,
			                       NULL, NULL);
		if (field == NULL) {
			skip(binding);
			continue;
		}

		int kind = (int)(field - sequence->children);
		char *member = add_member(binding, target, sequence->size);
		struct binding within = *binding;

		if (member != NULL)
			memcpy(member + sizeof(int), &kind, sizeof(kind));
		within.member = field;
		bind_group(&within, field, child, member);
	}
}

static void
bind_element(const struct binding *binding, const struct field *field, struct xml_node *node,
             void *target)
{
	if (field->kind == FIELD_SEQUENCE) {
		bind_sequence(binding, field, node, target);
		return;
	}
	if (is_array(field))
		target = add_member(binding, target, member_size(field));
	if (field->kind == FIELD_STATED)
		target = NULL;
	if (field->kind == FIELD_GROUP || (field->kind == FIELD_STATED && node->first != NULL))
		bind_group(binding, field, node, target);
	else
		bind_leaf(binding, field, node, target);
}

/* Reports an element that stands too often or behind one that comes after it
 * in the table; `last` is the furthest one so far. */
static void
check_occurrence(const struct binding *binding, const struct field *field, const struct field *last,
                 int count, int line)
{
	struct place place = place_of(binding, field, line);

	if (count > 1 && field->max == 1) {
		findings_add(binding->findings, &message_again, place, field->ja, field->name,
		             NULL);
	} else if (count == field->max + 1) {
		findings_add(binding->findings, &message_too_many, place, field->ja, field->name,
		             NUMBER(field->max), NULL);
	} else if (last != NULL && field < last) {
		findings_add(binding->findings, &message_order, place, field->ja, field->name,
		             last->name, NULL);
	}
}

static void
bind_elements(const struct binding *binding, const struct field *group, struct xml_node *node,
              void *target, int *counts)
{
	const struct field *last = NULL;

	for (struct xml_node *child = node->first; child != NULL; child = child->next) {
		const struct field *field = find_element(group, last, child->name);

		if (field == NULL)
			field = report_unknown(binding, group, child->name, false, child->line,
			                       counts, NULL);
		if (field == NULL) {
			skip(binding);
			continue;
		}

		int count = ++counts[field - group->children];

		if (field->attribute) {
			bind_leaf(binding, field, child, at(target, field));
			continue;
		}
		check_occurrence(binding, field, last, count, child->line);
		if (last == NULL || field > last)
			last = field;
		if (count <= field->max)
			bind_element(binding, field, child, at(target, field));
	}
}

static void
bind_group(const struct binding *binding, const struct field *group, struct xml_node *node,
           void *target)
{
	g_autofree int *counts = g_new0(int, (gsize)count_fields(group));

	if (target != NULL) {
		bind_nothing(binding->store, group, target);
		*(int *)target = node->line;
	}
	check_no_text(binding, group, node);
	bind_attributes(binding, group, node, target, counts);
	bind_elements(binding, group, node, target, counts);

	for (const struct field *field = group->children; field->name != NULL; field++)
		if (counts[field - group->children] < field->min)
			report_missing(binding, group, field, node->line,
			               counts[field - group->children]);
}

void
bind_nothing(struct registry_store *store, const struct field *group, void *target)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		GPtrArray **array = at(target, field);

		g_assert(array != NULL);
		if (!is_array(field) && field->kind == FIELD_GROUP)
			bind_nothing(store, field, at(target, field));
		else if (is_array(field) && *array == NULL)
			*array = store_nothing(store);
	}
}

/* Says the field at the end of a path of elements, "service/application/applied-on", as other
 * findings about it do; what the table does not know keeps its tag. */
static struct place
place_by_table(const struct binding *binding, const struct field *root, struct place place)
{
	g_auto(GStrv) path = g_strsplit(place.field_en, "/", -1);
	struct binding within = *binding;
	const struct field *field = root;

	for (guint i = 1; path[0] != NULL && path[i] != NULL; i++) {
		const struct field *group = field;

		field = group != NULL && group->children != NULL
		                ? find_element(group, NULL, path[i])
		                : NULL;
		if (group != NULL && group->kind == FIELD_SEQUENCE)
			within.member = field;
	}
	if (field == NULL) {
		place.field_ja = strrchr(place.field_en, '/');
		place.field_ja = place.field_ja != NULL ? place.field_ja + 1 : place.field_en;
		place.field_en = place.field_ja;
		place.record = binding->record;
		return place;
	}

	struct place known = place_of(&within, field, place.line);

	known.column = place.column;
	return known;
}

struct xml_document *
bind_load(const struct binding *binding, const struct field *root, const char *path,
          struct arena *arena)
{
	AUTO(findings) found = findings_new();
	struct xml_document *document = xml_load_into(arena, path, binding->file, found);

	EACH (struct finding, finding, findings_sorted(found))
		if (finding->place.field_en != NULL)
			finding->place = place_by_table(binding, root, finding->place);
	findings_take(binding->findings, found);
	return document;
}

bool
bind_node(const struct binding *binding, const struct field *field, struct xml_node *node,
          void *target)
{
	if (strcmp(node->name, field->name) == 0) {
		bind_group(binding, field, node, target);
		return true;
	}
	findings_add(binding->findings, &message_root, place_of(binding, field, node->line),
	             node->name, field->name, field->ja, field->en, NULL);
	return false;
}

bool
bind_is_complete(const struct field *group, const void *target)
{
	for (const struct field *field = group->children; field->name != NULL; field++) {
		const void *value = (const char *)target + field->offset;

		if (field->min == 0 || is_array(field) || field->kind == FIELD_GROUP)
			continue;
		if (field->kind == FIELD_DATE ? !date_is_set(((const struct day *)value)->on)
		                              : ((const struct text *)value)->value == NULL)
			return false;
	}
	return true;
}
