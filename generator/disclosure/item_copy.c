/* The copy itself: for each row of a table, the value of its field is taken from the
 * struct of the registry, by the offsets that the field table gives. */
#include "disclosure/item_copy.h"

#include "base/territory.h"
#include "registry/field.h"
#include "registry/form.h"

#include <string.h>

/* What is copied. */
struct copying {
	const void *source; /* struct application or site */
	const char *root;   /* "application/" or "site/" */
	struct pool *pool;  /* NULL: there are no lists */
};

static bool copy_item(const struct copying *copying, const struct item *item,
                      const struct field *field, const void *from, void *to);

/* The row of the field of a list's object that the item is copied from; the row of the
 * list itself for the text that its attributes stand on. */
static const struct field *
field_of_object(const struct field *group, const struct item *item)
{
	const char *name = strrchr(item->field, '/') + 1;

	return group->kind != FIELD_GROUP && strcmp(name, group->name) == 0
	               ? group
	               : field_find(group, name);
}

/* Copies the members of an object of a list, copying->source, whose field is `group`.
 * False where it lacks a text that it must have: its finding stops the run anyway. */
static bool
copy_members(const struct copying *copying, const struct item *members, const struct field *group,
             void *target)
{
	bool whole = true;

	for (const struct item *item = members; item->kind != ITEM_END; item++) {
		if (item->field == NULL)
			continue;
		const struct field *field = field_of_object(group, item);
		size_t offset = field == group ? 0 : field->offset;

		if (!copy_item(copying, item, field, (const char *)copying->source + offset,
		               (char *)target + item->offset) &&
		    !item->nullable)
			whole = false;
	}
	return whole;
}

/* NULL where it lacks a text that it must have. */
static void *
copy_object(const struct copying *copying, const struct item *list, const struct field *group,
            const void *source)
{
	struct copying of_object = *copying;
	void *object = pool_block(copying->pool, list->size);

	of_object.source = source;
	return copy_members(&of_object, list->members, group, object) ? object : NULL;
}

static GPtrArray *
copy_list(const struct copying *copying, const struct item *list, const struct field *field,
          const GPtrArray *source)
{
	GPtrArray *copies = g_ptr_array_new();

	for (guint i = 0; source != NULL && i < source->len; i++) {
		void *copy = list->kind == ITEM_TEXTS
		                     ? (char *)((const struct text *)source->pdata[i])->value
		                     : copy_object(copying, list, field, source->pdata[i]);

		if (copy != NULL)
			g_ptr_array_add(copies, copy);
	}
	return pool_freeze(copying->pool, copies);
}

/* A mark is a text, and a group, such as an improvement plan, begins with its line. */
static bool
stands(const struct field *field, const void *from)
{
	return field->kind == FIELD_GROUP ? *(const int *)from != 0
	                                  : ((const struct text *)from)->value != NULL;
}

/* False where a text is missing. */
static bool
copy_item(const struct copying *copying, const struct item *item, const struct field *field,
          const void *from, void *to)
{
	switch (item->kind) {
	case ITEM_TEXT:
	case ITEM_URL:
	case ITEM_PROSE:
		*(const char **)to = ((const struct text *)from)->value;
		return ((const struct text *)from)->value != NULL;
	case ITEM_DATE:
		*(struct date *)to = ((const struct day *)from)->on;
		return true;
	case ITEM_FLAG:
		*(bool *)to = stands(field, from);
		return true;
	case ITEM_TEXTS:
	case ITEM_OBJECTS:
		*(GPtrArray **)to = copy_list(copying, item, field, *(GPtrArray *const *)from);
		return true;
	default:
		g_assert_not_reached();
	}
}

static void
copy_items(const struct copying *copying, const struct item *items, void *target)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		size_t offset = 0;
		const struct field *field = item_field(item, &offset);

		if (item->kind == ITEM_GROUP && field != NULL && field->max > 1)
			continue; /* copied by itself: one of several */
		if (item->kind == ITEM_GROUP)
			copy_items(copying, item->members, target);
		else if (field != NULL && item->kind != ITEM_DOMAINS &&
		         g_str_has_prefix(item->field, copying->root))
			copy_item(copying, item, field, (const char *)copying->source + offset,
			          (char *)target + item->offset);
	}
}

static void
name_territories(struct listing *listing, struct pool *pool)
{
	GPtrArray *territories = pool_array(pool);

	EACH (struct disclosed_region, region, listing->regions) {
		g_autofree char *code = territory_code(region->country, region->prefecture);
		const struct territory *territory = territory_find(code);

		if (territory == NULL)
			continue;
		region->territory = territory->name.ja;
		region->territory_en = territory->name.en;
		if (!g_ptr_array_find(territories, territory->code, NULL))
			g_ptr_array_add(territories, (gpointer)territory->code);
	}
	listing->territories = territories;
}

void
items_copy_application(struct disclosure *entry, struct objectives *objectives,
                       const struct service *service, const struct in_force *in_force,
                       struct pool *pool)
{
	const struct copying copying = { &in_force->application, "application/", pool };
	const struct copying adding = { service, "additions/", pool };
	const struct disclosed_objectives *found =
		objectives_find(objectives, &in_force->application.statement.objectives);

	copy_items(&copying, items_of_entry, entry);
	copy_items(&adding, items_of_entry, entry);
	entry->additions.categories = entry->additions.bases = entry->additions.dependents =
		pool_empty(pool);
	name_territories(&entry->listing, pool);
	entry->listing.special_notes = in_force->special_notes.value;
	entry->listing.domains = found->domains;
	entry->listing.objective_total = found->total;
	entry->listing.objective_implemented = found->implemented;
}

/* One of the two bodies as it is on the day. */
static void
copy_body(struct public_register *public_register, const char *shown, const struct body *body)
{
	const struct copying copying = { body, "site/", NULL };

	for (const struct item *item = items_of_list; item->kind != ITEM_END; item++)
		if (body != NULL && g_strcmp0(item->shown, shown) == 0)
			copy_members(&copying, item->members, item_field(item, NULL),
			             public_register);
}

void
items_copy_site(struct public_register *public_register, const struct registry *registry)
{
	const struct copying copying = { &registry->site, "site/", public_register->pool };
	struct date day = public_register->as_of;

	copy_items(&copying, items_of_list, public_register);
	copy_body(public_register, "committee", form_body(registry, PARTY_COMMITTEE, day));
	copy_body(public_register, "operations-body",
	          form_body(registry, PARTY_OPERATIONS_BODY, day));
}

/* The line of the element at `from`; 0: there is none. */
static int
line_at(const struct item *item, const struct field *field, const void *from, guint index)
{
	if (item_is_list(item) && item->kind != ITEM_DOMAINS) {
		const GPtrArray *list = *(GPtrArray *const *)from;

		if (list->len == 0)
			return 0;
		from = list->pdata[MIN(index, list->len - 1)];
	}
	if (field->kind == FIELD_GROUP)
		return *(const int *)from;
	return item->kind == ITEM_DATE ? ((const struct day *)from)->line
	                               : ((const struct text *)from)->line;
}

/* The element of the item in what is in force; line 0: it has none there. */
static struct place
place_in_force(const struct service *service, const struct in_force *in_force,
               const struct item *item, guint index)
{
	size_t offset = 0;
	const struct field *field = item_field(item, &offset);
	bool is_added = field != NULL && g_str_has_prefix(item->field, "additions/");
	const char *from = is_added ? (const char *)service : (const char *)&in_force->application;

	if (g_strcmp0(item->name, "special_notes") == 0)
		return place_in_file(in_force->special_notes_file, in_force->special_notes.line,
		                     NULL);
	if (field == NULL || (!is_added && !g_str_has_prefix(item->field, "application/")))
		return (struct place){ 0 };
	return place_in_file(is_added ? service->file
	                              : in_force_file(in_force, strchr(item->field, '/') + 1),
	                     line_at(item, field, from + offset, index), NULL);
}

struct place
items_place(const struct registry *registry, const char *number, struct date day,
            const struct item *item, guint index)
{
	bool is_status = item != NULL && g_strcmp0(item->name, "statuses") == 0;
	struct place place = { 0 };
	struct in_force in_force;
	struct status status;

	EACH (const struct service, service, registry->services) {
		status_compute(service, day, &status);
		if (g_strcmp0(status.number, number) != 0 || status.application == NULL)
			continue;
		in_force_on(service, &status, day, &in_force);
		if (item != NULL)
			place = place_in_force(service, &in_force, item, index);
		for (guint i = 0; place.line == 0 && i < service->timeline->len; i++) {
			const struct event *event =
				service->timeline->pdata[service->timeline->len - 1 - i];

			if (date_compare(event->on.on, day) <= 0 &&
			    (event->decision != NULL || is_status))
				place = place_in_file(event->file, event->line, NULL);
		}
		if (place.line == 0)
			place = place_in_file(service->file, service->line, NULL);
	}
	place.record = number;
	return place;
}
