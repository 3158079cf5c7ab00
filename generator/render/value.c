/* Values are small trees of text, flags, lists and objects. */
#include "render/value.h"

#include <string.h>

/* An object with more members than this finds them by a table. */
#define MEMBERS_SCANNED 12

struct member {
	const char *name;
	const struct value *value;
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
	GHashTable *by_name; /* of an object with many members: name to index + 1 */
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
	value->by_name = NULL;
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
value_blocks(const char *xml)
{
	return value_new_string(VALUE_BLOCKS, xml);
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

static void
index_member(struct value *object, guint index)
{
	g_hash_table_insert(object->by_name, (gpointer)object->as.members[index].name,
	                    GUINT_TO_POINTER(index + 1));
}

static const struct member *
find_member(const struct value *object, const char *name)
{
	guint found;

	if (object->by_name != NULL) {
		found = GPOINTER_TO_UINT(g_hash_table_lookup(object->by_name, name));
		return found == 0 ? NULL : &object->as.members[found - 1];
	}
	for (guint i = 0; i < object->count; i++) {
		const struct member *member = &object->as.members[i];

		if (member->name == name || strcmp(member->name, name) == 0)
			return member;
	}
	return NULL;
}

static void
object_add(struct value *object, const char *name, const struct value *value, bool owned)
{
	g_assert(object->kind == VALUE_OBJECT);
	g_assert(value != NULL);
	g_assert(find_member(object, name) == NULL);
	if (object->count == object->room) {
		object->room = grown_room(object->room);
		object->as.members = g_renew(struct member, object->as.members, object->room);
	}
	object->as.members[object->count++] =
		(struct member){ .name = name, .value = value, .owned = owned };
	if (object->by_name != NULL) {
		index_member(object, object->count - 1);
	} else if (object->count > MEMBERS_SCANNED) {
		object->by_name = g_hash_table_new(g_str_hash, g_str_equal);
		for (guint i = 0; i < object->count; i++)
			index_member(object, i);
	}
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
	if (value == NULL)
		return;
	if (value->kind == VALUE_LIST) {
		for (guint i = 0; i < value->count; i++)
			value_free(value->as.items[i]);
		g_free(value->as.items);
	} else if (value->kind == VALUE_OBJECT) {
		for (guint i = 0; i < value->count; i++)
			if (value->as.members[i].owned)
				value_free((struct value *)value->as.members[i].value);
		g_free(value->as.members);
		g_clear_pointer(&value->by_name, g_hash_table_unref);
	}
	g_free(value);
}

enum value_kind
value_kind(const struct value *value)
{
	return value->kind;
}

struct wording
value_kind_name(enum value_kind kind)
{
	static const struct wording names[] = {
		[VALUE_TEXT] = { "文字列", "a text" },
		[VALUE_HTML] = { "HTML", "trusted HTML" },
		[VALUE_BLOCKS] = { "段落の集まり", "blocks" },
		[VALUE_FLAG] = { "有無の印", "a flag" },
		[VALUE_LIST] = { "一覧", "a list" },
		[VALUE_OBJECT] = { "名前の集まり", "an object" },
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
	g_assert(value->kind <= VALUE_BLOCKS);
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
	g_assert(object->kind == VALUE_OBJECT);
	const struct member *member = find_member(object, name);
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
	case VALUE_BLOCKS:
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
