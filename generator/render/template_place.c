/* Each hole of a template gets the way of escaping that its place asks for. */
#include "render/template_node.h"

#include <string.h>

/* `place` NULL: a plain text file, in which every place is the same. */
static bool place_nodes(struct template *template, guint from, guint to, struct html_place *place,
                        GError **error);

static struct template_node *
node_at(struct template *template, guint index)
{
	return &g_array_index(template->nodes, struct template_node, index);
}

#define STANDS_WRONG                                                     \
	FAULT("template-stands", "「{0}」を{1}に置くことはできません。", \
	      "\"{0}\" cannot stand {2}.")

/* {0} is the node, {1} and {2} are the first place, {3} and {4} the second. */
static bool
refuse_between(const struct template *template, const struct template_node *node,
               const struct html_place *first, const struct html_place *second,
               const struct message *message, GError **error)
{
	const struct wording one = html_place_name(first), other = html_place_name(second);

	return refuse_at(error, template_spot(template, node), message,
	                 node->name != NULL ? node->name : "", one.ja, one.en, other.ja, other.en,
	                 NULL);
}

static bool
refuse_there(const struct template *template, const struct template_node *node,
             const struct html_place *place, const struct message *message, GError **error)
{
	return refuse_between(template, node, place, place, message, error);
}

static bool
place_text(struct template *template, const struct template_node *node, struct html_place *place,
           GError **error)
{
	struct template_node fault_node = *node;
	const char *at;
	gsize fault;

	const struct message *problem = html_place_scan(place, node->text, node->length, &fault);
	if (problem == NULL)
		return true;
	for (at = node->text; at < node->text + fault; at = g_utf8_next_char(at)) {
		fault_node.column++;
		if (*at == '\n') {
			fault_node.line++;
			fault_node.column = 1;
		}
	}
	return refuse_at(error, template_spot(template, &fault_node), problem, NULL);
}

static bool
place_print(struct template *template, struct template_node *node, struct html_place *place,
            GError **error)
{
	if (html_place_print(place, &node->escape))
		return true;
	if (place->position == HTML_VALUE)
		return REFUSE_AT(error, template_spot(template, node), "template-attribute",
		                 "{{{0}}} を属性 {1} の中に安全に印字することはできません。",
		                 "{{{0}}} cannot be printed safely in {1}=\"…\".", node->name,
		                 place->name, NULL);
	return refuse_there(template, node, place,
	                    FAULT("template-place",
	                          "{{{0}}} を{1}に安全に印字することはできません。",
	                          "{{{0}}} cannot be printed safely {2}."),
	                    error);
}

static bool
enter(struct template *template, const struct template_node *node, struct html_place *place,
      GError **error)
{
	return html_place_enter(place) || refuse_there(template, node, place, STANDS_WRONG, error);
}

/* The children of a section or block, between `place` and `place`. */
static bool
place_children(struct template *template, guint index, struct html_place *place, GError **error)
{
	const struct template_node *node = node_at(template, index);

	if (place == NULL)
		return place_nodes(template, index + 1, node->end, NULL, error);
	if (!enter(template, node, place, error))
		return false;
	struct html_place end = *place;
	if (!place_nodes(template, index + 1, node->end, &end, error))
		return false;
	if (html_place_enter(&end) && html_place_merge(place, &end))
		return true;
	return refuse_between(
		template, node, place, &end,
		FAULT("template-section",
	              "「{0}」は{1}で始まり、{3}で終わっています。始まりと終わりを同じ"
	              "場所にしてください。",
	              "\"{0}\" starts {2} but ends {4}."),
		error);
}

static struct template_slot *
slot_find(const struct template *template, const char *name)
{
	EACH (struct template_slot, slot, template->slots)
		if (strcmp(slot->name, name) == 0)
			return slot;
	return NULL;
}

static bool
same_escape(const struct html_place *a, const struct html_place *b)
{
	return a->position == b->position && a->attribute == b->attribute && a->url == b->url;
}

static bool
add_slot(struct template *template, const struct template_node *node,
         const struct html_place *place, GError **error)
{
	struct template_slot *slot = slot_find(template, node->name);

	if (slot != NULL) {
		return place == NULL || same_escape(&slot->place, place) ||
		       refuse_between(
			       template, node, place, &slot->place,
			       FAULT("template-block-places",
		                     "ブロック「{0}」は、ここでは{1}に、ほかでは{3}にあります。"
		                     "二つの名前に分けてください。",
		                     "The block \"{0}\" stands {2} here but {4} elsewhere. "
		                     "Give it two names."),
			       error);
	}
	slot = g_new0(struct template_slot, 1);
	slot->name = node->name;
	if (place != NULL)
		slot->place = *place;
	g_ptr_array_add(template->slots, slot);
	return true;
}

static bool
place_block(struct template *template, guint index, struct html_place *place, GError **error)
{
	const struct template_node *node = node_at(template, index);

	if (place != NULL && !enter(template, node, place, error))
		return false;
	return add_slot(template, node, place, error) &&
	       place_children(template, index, place, error);
}

static bool
unknown_block(struct template *template, const struct template_node *node,
              const struct template *layout, GError **error)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();

	for (guint i = 0; i < layout->slots->len; i++)
		g_ptr_array_add(known,
		                (char *)((struct template_slot *)layout->slots->pdata[i])->name);
	return template_refuse_name(error, template_spot(template, node),
	                            FAULT("template-block",
	                                  "{1} に「{0}」というブロックはありません。{2}",
	                                  "{1} has no block \"{0}\".{3}"),
	                            node->name, layout->name, known);
}

static bool
filled_twice(struct template *template, guint layout, guint block)
{
	for (guint i = layout + 1; i < block; i = node_at(template, i)->end)
		if (strcmp(node_at(template, i)->name, node_at(template, block)->name) == 0)
			return true;
	return false;
}

/* Each filled block stands where the layout has it. */
static bool
place_fillings(struct template *template, guint layout, GError **error)
{
	const struct template *target = node_at(template, layout)->target;

	for (guint i = layout + 1; i < node_at(template, layout)->end;
	     i = node_at(template, i)->end) {
		const struct template_node *node = node_at(template, i);
		const struct template_slot *slot = slot_find(target, node->name);

		if (slot == NULL)
			return unknown_block(template, node, target, error);
		if (filled_twice(template, layout, i))
			return REFUSE_AT(error, template_spot(template, node),
			                 "template-block-twice",
			                 "ブロック「{0}」が二度書かれています。",
			                 "The block \"{0}\" is filled twice.", node->name, NULL);
		struct html_place place = slot->place;
		if (!place_children(template, i,
		                    template->type == TEMPLATE_TYPE_PLAIN ? NULL : &place, error))
			return false;
	}
	return true;
}

static bool
place_layout(struct template *template, guint index, GError **error)
{
	const struct template_node *node = node_at(template, index);
	struct template *layout = (struct template *)node->target;

	if (layout->placed == TEMPLATE_PLACING)
		return REFUSE_AT(error, template_spot(template, node), "template-own-layout",
		                 "「{0}」は自分自身の枠（layout）です。",
		                 "\"{0}\" is its own layout.", node->name, NULL);
	if (!template_place(layout, error) || !place_fillings(template, index, error))
		return false;
	/* Whoever uses this template as its layout may fill its layout's blocks too. */
	EACH (const struct template_slot, slot, layout->slots)
		if (slot_find(template, slot->name) == NULL)
			g_ptr_array_add(template->slots, g_memdup2(slot, sizeof(*slot)));
	return true;
}

/* Partials and layouts are whole: they start and end between elements. */
static bool
place_whole(struct template *template, guint index, struct html_place *place, GError **error)
{
	const struct template_node *node = node_at(template, index);

	if (place != NULL && place->position != HTML_TEXT)
		return refuse_there(template, node, place, STANDS_WRONG, error);
	return node->kind == NODE_PARTIAL || place_layout(template, index, error);
}

static bool
place_node(struct template *template, guint index, struct html_place *place, GError **error)
{
	struct template_node *node = node_at(template, index);

	switch (node->kind) {
	case NODE_TEXT:
		return place == NULL || place_text(template, node, place, error);
	case NODE_PRINT:
		return place == NULL || place_print(template, node, place, error);
	case NODE_SECTION:
	case NODE_INVERTED:
		return place_children(template, index, place, error);
	case NODE_BLOCK:
		return place_block(template, index, place, error);
	case NODE_PARTIAL:
	case NODE_LAYOUT:
		return place_whole(template, index, place, error);
	}
	g_assert_not_reached();
}

static bool
place_nodes(struct template *template, guint from, guint to, struct html_place *place,
            GError **error)
{
	for (guint i = from; i < to; i = node_at(template, i)->end)
		if (!place_node(template, i, place, error))
			return false;
	return true;
}

bool
template_place(struct template *template, GError **error)
{
	struct template_node file_end = { .line = 1, .column = 1 };
	bool plain = template->type == TEMPLATE_TYPE_PLAIN;
	struct html_place place;

	if (template->placed == TEMPLATE_PLACED)
		return true;
	template->placed = TEMPLATE_PLACING;
	html_place_init(&place, template->type == TEMPLATE_TYPE_XML);
	if (!place_nodes(template, 0, template->nodes->len, plain ? NULL : &place, error))
		return false;
	if (place.position != HTML_TEXT)
		return refuse_there(template, &file_end, &place,
		                    FAULT("template-end", "このファイルは{1}で終わっています。",
		                          "This file ends {2}."),
		                    error);
	template->placed = TEMPLATE_PLACED;
	return true;
}
