#include "render/value.h"

#include <glib.h>
#include <string.h>

/* An object with more members than this finds them by a table. */
#define MEMBERS_SCANNED 12

struct member {
	const char *name;
	const struct value *value;
	guint32 hash; /* of the name */
	bool owned;
};

struct value {
	enum value_kind kind;
	guint count; /* items, members, bytes of text; 1 for a true flag */
	guint room;
	union {
		char *text; /* in the same block, behind this struct */
		struct value **items;
		struct member *members;
	} as;
	guint32 *slots; /* of an object with many members: index + 1 by hash, 0 where free; as
	                 * many as `slot_count`, a power of two */
	guint slot_count;
};

static const struct value FLAG_FALSE = { .kind = VALUE_FLAG, .count = 0 };
static const struct value FLAG_TRUE = { .kind = VALUE_FLAG, .count = 1 };

static struct value *
value_new(enum value_kind kind)
{
	struct value *value = g_new0(struct value, 1);

	value->kind = kind;
	return value;
}

static struct value *
value_new_string(enum value_kind kind, const char *text)
{
	gsize length = text != NULL ? strlen(text) : 0;
	struct value *value = g_malloc(sizeof(*value) + length + 1);

	g_assert(length < G_MAXUINT);
	value->kind = kind;
	value->count = (guint)length;
	value->room = 0;
	value->slots = NULL;
	value->as.text = (char *)(value + 1);
	if (length > 0)
		memcpy(value->as.text, text, length);
	value->as.text[length] = '\0';
	return value;
}

struct value *
value_object(void)
{
	return value_new(VALUE_OBJECT);
}

struct value *
value_list(void)
{
	return value_new(VALUE_LIST);
}

struct value *
value_text(const char *text)
{
	return value_new_string(VALUE_TEXT, text);
}

struct value *
value_html(const char *html)
{
	return value_new_string(VALUE_HTML, html);
}

struct value *
value_flag(bool flag)
{
	struct value *value = value_new(VALUE_FLAG);

	value->count = flag ? 1 : 0;
	return value;
}

static guint
grown_room(guint room)
{
	return room == 0 ? 8 : room * 2;
}

static guint32
hash_of(const char *name)
{
	guint32 hash = 2166136261U;

	for (; *name != '\0'; name++)
		hash = (hash ^ (guchar)*name) * 16777619U;
	return hash;
}

static void
take_slot(struct value *object, guint index)
{
	guint mask = object->slot_count - 1;
	guint slot = object->as.members[index].hash & mask;

	while (object->slots[slot] != 0)
		slot = (slot + 1) & mask;
	object->slots[slot] = index + 1;
}

/* Keeps the table, if there is to be one, at most half full. */
static void
index_last(struct value *object)
{
	if (object->count <= MEMBERS_SCANNED)
		return;
	if (object->slots != NULL && object->count * 2 <= object->slot_count) {
		take_slot(object, object->count - 1);
		return;
	}
	object->slot_count = MAX(64, object->slot_count * 2);
	g_free(object->slots);
	object->slots = g_new0(guint32, object->slot_count);
	for (guint i = 0; i < object->count; i++)
		take_slot(object, i);
}

static bool
is_named(const struct member *member, const char *name, guint32 hash)
{
	return member->hash == hash && (member->name == name || strcmp(member->name, name) == 0);
}

static const struct member *
find_member(const struct value *object, const char *name, guint32 hash)
{
	guint mask = object->slot_count - 1;

	if (object->slots == NULL) {
		for (guint i = 0; i < object->count; i++)
			if (is_named(&object->as.members[i], name, hash))
				return &object->as.members[i];
		return NULL;
	}
	for (guint slot = hash & mask; object->slots[slot] != 0; slot = (slot + 1) & mask) {
		const struct member *member = &object->as.members[object->slots[slot] - 1];

		if (is_named(member, name, hash))
			return member;
	}
	return NULL;
}

static void
object_add(struct value *object, const char *name, const struct value *value, bool owned)
{
	guint32 hash = hash_of(name);

	g_assert(object->kind == VALUE_OBJECT);
	g_assert(value != NULL);
	g_assert(find_member(object, name, hash) == NULL);
	if (object->count == object->room) {
		object->room = grown_room(object->room);
		object->as.members = g_renew(struct member, object->as.members, object->room);
	}
	object->as.members[object->count++] =
		(struct member){ .name = name, .value = value, .hash = hash, .owned = owned };
	index_last(object);
}

void
value_set(struct value *object, const char *name, struct value *value)
{
	object_add(object, name, value, true);
}

void
value_borrow(struct value *object, const char *name, const struct value *shared)
{
	object_add(object, name, shared, false);
}

void
value_set_text(struct value *object, const char *name, const char *text)
{
	value_set(object, name, value_text(text));
}

void
value_set_flag(struct value *object, const char *name, bool flag)
{
	value_borrow(object, name, flag ? &FLAG_TRUE : &FLAG_FALSE);
}

void
value_append(struct value *list, struct value *value)
{
	g_assert(list->kind == VALUE_LIST);
	g_assert(value != NULL);
	if (list->count == list->room) {
		list->room = grown_room(list->room);
		list->as.items = g_renew(struct value *, list->as.items, list->room);
	}
	list->as.items[list->count++] = value;
}

void
value_free(struct value *value)
{
	guint i;

	if (value == NULL)
		return;
	if (value->kind == VALUE_LIST) {
		for (i = 0; i < value->count; i++)
			value_free(value->as.items[i]);
		g_free(value->as.items);
	} else if (value->kind == VALUE_OBJECT) {
		for (i = 0; i < value->count; i++)
			if (value->as.members[i].owned)
				value_free((struct value *)value->as.members[i].value);
		g_free(value->as.members);
		g_free(value->slots);
	}
	g_free(value);
}

enum value_kind
value_kind(const struct value *value)
{
	return value->kind;
}

const char *
value_kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		[VALUE_TEXT] = "a text", [VALUE_HTML] = "trusted HTML", [VALUE_FLAG] = "a flag",
		[VALUE_LIST] = "a list", [VALUE_OBJECT] = "an object",
	};

	return names[kind];
}

bool
value_is_set(const struct value *value)
{
	return value->kind == VALUE_OBJECT || value->count > 0;
}

const char *
value_string(const struct value *value)
{
	g_assert(value->kind == VALUE_TEXT || value->kind == VALUE_HTML);
	return value->as.text;
}

unsigned
value_count(const struct value *value)
{
	g_assert(value->kind == VALUE_LIST || value->kind == VALUE_OBJECT);
	return value->count;
}

const struct value *
value_at(const struct value *list, unsigned index)
{
	g_assert(list->kind == VALUE_LIST && index < list->count);
	return list->as.items[index];
}

const char *
value_name_at(const struct value *object, unsigned index)
{
	g_assert(object->kind == VALUE_OBJECT && index < object->count);
	return object->as.members[index].name;
}

const struct value *
value_find(const struct value *object, const char *name)
{
	const struct member *member;

	g_assert(object->kind == VALUE_OBJECT);
	member = find_member(object, name, hash_of(name));
	return member == NULL ? NULL : member->value;
}

/* Kind and count stand before what they are of, so that no two values are told
 * in the same bytes. */
static void
append_bytes(const struct value *value, GString *out)
{
	guint32 head[2] = { (guint32)value->kind, value->count };

	g_string_append_len(out, (const char *)head, sizeof(head));
	switch (value->kind) {
	case VALUE_TEXT:
	case VALUE_HTML:
		g_string_append_len(out, value->as.text, (gssize)value->count);
		break;
	case VALUE_FLAG:
		break;
	case VALUE_LIST:
		for (guint i = 0; i < value->count; i++)
			append_bytes(value->as.items[i], out);
		break;
	case VALUE_OBJECT:
		for (guint i = 0; i < value->count; i++) {
			const struct member *member = &value->as.members[i];

			g_string_append_len(out, member->name, (gssize)strlen(member->name) + 1);
			append_bytes(member->value, out);
		}
		break;
	}
}

void
value_digest(const struct value *value, struct digest *digest)
{
	g_autoptr(GString) bytes = g_string_new(NULL);

	append_bytes(value, bytes);
	digest_update(digest, bytes->str, bytes->len);
}
