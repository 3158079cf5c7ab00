/* A template is filled with values. */
#include "render/escape.h"
#include "render/template_node.h"

#include <string.h>

/* What encloses a node: objects, texts and items of lists, inmost first. */
struct name_scope {
	const struct value *value;
	guint number; /* of an item, from 1; 0 where this is none */
	guint count;
	const struct name_scope *outer;
};

/* The blocks that a layout's user fills, inmost layout first. */
struct filling {
	const struct template *template;
	guint layout;
	const struct filling *outer;
};

struct renderer {
	GString *out;
	guint depth;
	GError **error;
};

/* Where the rendering stands. */
struct at {
	const struct template *template;
	const struct name_scope *scope;
	const struct filling *fillings;
};

static bool render_nodes(struct renderer *renderer, const struct at *at, guint from, guint to);

static void
collect_names(GPtrArray *names, const struct value *value)
{
	if (value_kind(value) != VALUE_OBJECT)
		return;
	for (guint i = 0; i < value_count(value); i++)
		g_ptr_array_add(names, (char *)value_name_at(value, i));
}

static bool
unknown_name(struct renderer *renderer, const struct at *at, const struct template_node *node)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();

	for (const struct name_scope *scope = at->scope; scope != NULL; scope = scope->outer)
		collect_names(known, scope->value);
	return template_refuse_name(renderer->error, template_spot(at->template, node),
	                            UNKNOWN_NAME, node->path[0], "", known);
}

static bool
unknown_member(struct renderer *renderer, const struct at *at, const struct template_node *node,
               guint part, const struct value *value)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	const struct wording kind = value_kind_name(value_kind(value));

	if (value_kind(value) != VALUE_OBJECT)
		return REFUSE_AT(renderer->error, template_spot(at->template, node),
		                 "template-no-members",
		                 "「{1}」の「{0}」は{2}で、中に名前がありません。",
		                 "\"{0}\" in \"{1}\" is {3} and holds no names.",
		                 node->path[part - 1], node->name, kind.ja, kind.en, NULL);
	collect_names(known, value);
	return template_refuse_name(renderer->error, template_spot(at->template, node),
	                            FAULT("template-member",
	                                  "「{1}」に「{0}」という名前はありません。{2}",
	                                  "Unknown name \"{0}\" in \"{1}\".{3}"),
	                            node->path[part], node->name, known);
}

static const struct value *
find_outward(const struct name_scope *scope, const char *name)
{
	const struct value *value;

	for (; scope != NULL; scope = scope->outer) {
		if (value_kind(scope->value) != VALUE_OBJECT)
			continue;
		value = value_find(scope->value, name);
		if (value != NULL)
			return value;
	}
	return NULL;
}

static const struct value *
find(struct renderer *renderer, const struct at *at, const struct template_node *node)
{
	const struct value *value;
	const struct value *member;

	if (node->path[0] == NULL)
		return at->scope->value;
	value = find_outward(at->scope, node->path[0]);
	if (value == NULL) {
		unknown_name(renderer, at, node);
		return NULL;
	}
	for (guint part = 1; node->path[part] != NULL; part++) {
		member = value_kind(value) == VALUE_OBJECT ? value_find(value, node->path[part])
		                                           : NULL;
		if (member == NULL) {
			unknown_member(renderer, at, node, part, value);
			return NULL;
		}
		value = member;
	}
	return value;
}

/* {{-first}}, {{-last}} and {{-number}} speak of the inmost item. */
static bool
is_position(const struct template_node *node)
{
	return node->name[0] == '-';
}

static const struct name_scope *
find_item(struct renderer *renderer, const struct at *at, const struct template_node *node)
{
	const struct name_scope *scope = at->scope;

	while (scope != NULL && scope->number == 0)
		scope = scope->outer;
	if (scope == NULL)
		refuse_at(renderer->error, template_spot(at->template, node), OUTSIDE_LIST,
		          node->name, NULL);
	return scope;
}

/* The attribute's value as far as it is written: behind the last quote, since
 * quotes of values are escaped. */
static bool
check_url(struct renderer *renderer, const struct at *at, const struct template_node *node)
{
	const char *end = renderer->out->str + renderer->out->len;
	const char *start = end;

	while (start > renderer->out->str && start[-1] != '"')
		start--;
	return escape_url_is_safe(start, (gsize)(end - start)) ||
	       REFUSE_AT(renderer->error, template_spot(at->template, node), "template-url",
	                 "「{0}」からできるURL「{1}」は使えません。相対のURLか、http・https・"
	                 "mailto・telのURLにしてください。",
	                 "\"{0}\" makes the URL \"{1}\". It must be relative or http, https, "
	                 "mailto or tel.",
	                 node->name, start, NULL);
}

static bool
print_url(struct renderer *renderer, const struct at *at, const struct template_node *node,
          const char *text)
{
	g_autoptr(GString) url = g_string_new(NULL);

	if (node->escape == TEMPLATE_ESCAPE_URL)
		escape_url(url, text);
	else
		escape_url_segment(url, text);
	escape_html(renderer->out, url->str);
	return check_url(renderer, at, node);
}

static bool
print_text(struct renderer *renderer, const struct at *at, const struct template_node *node,
           const char *text)
{
	switch (node->escape) {
	case TEMPLATE_ESCAPE_NONE:
		g_string_append(renderer->out, text);
		return true;
	case TEMPLATE_ESCAPE_ELEMENTS:
	case TEMPLATE_ESCAPE_HTML:
		escape_html(renderer->out, text);
		return true;
	case TEMPLATE_ESCAPE_XML:
	case TEMPLATE_ESCAPE_BLOCKS:
		escape_xml(renderer->out, text);
		return true;
	case TEMPLATE_ESCAPE_URL:
	case TEMPLATE_ESCAPE_URL_QUERY:
		return print_url(renderer, at, node, text);
	}
	g_assert_not_reached();
}

static bool
print_raw(struct renderer *renderer, const struct at *at, const struct template_node *node,
          const char *markup, enum template_escape place)
{
	const struct wording kind =
		value_kind_name(place == TEMPLATE_ESCAPE_BLOCKS ? VALUE_BLOCKS : VALUE_HTML);

	if (node->escape != place)
		return REFUSE_AT(renderer->error, template_spot(at->template, node),
		                 "template-html",
		                 "「{0}」は{1}なので、要素と要素の間にだけ置けます。",
		                 "\"{0}\" is {2}, which may stand between elements only.",
		                 node->name, kind.ja, kind.en, NULL);
	g_string_append(renderer->out, markup);
	return true;
}

static bool
print_html(struct renderer *renderer, const struct at *at, const struct template_node *node,
           const char *html)
{
	if (node->escape == TEMPLATE_ESCAPE_XML || node->escape == TEMPLATE_ESCAPE_BLOCKS) {
		escape_xml(renderer->out, html);
		return true;
	}
	return print_raw(renderer, at, node, html, TEMPLATE_ESCAPE_ELEMENTS);
}

static bool
unprintable(struct renderer *renderer, const struct at *at, const struct template_node *node,
            enum value_kind kind)
{
	const struct wording name = value_kind_name(kind);

	return REFUSE_AT(renderer->error, template_spot(at->template, node), "template-unprintable",
	                 "「{0}」は{1}なので、印字できません。",
	                 "\"{0}\" is {2} and cannot be printed.", node->name, name.ja, name.en,
	                 NULL);
}

static bool
render_print(struct renderer *renderer, const struct at *at, const struct template_node *node)
{
	const struct name_scope *item;
	char number[16];

	if (is_position(node)) {
		item = find_item(renderer, at, node);
		if (item == NULL)
			return false;
		if (strcmp(node->name, "-number") != 0)
			return unprintable(renderer, at, node, VALUE_FLAG);
		g_snprintf(number, sizeof(number), "%u", item->number);
		return print_text(renderer, at, node, number);
	}
	const struct value *value = find(renderer, at, node);
	if (value == NULL)
		return false;
	if (value_kind(value) == VALUE_TEXT)
		return print_text(renderer, at, node, value_string(value));
	if (value_kind(value) == VALUE_HTML)
		return print_html(renderer, at, node, value_string(value));
	if (value_kind(value) == VALUE_BLOCKS)
		return print_raw(renderer, at, node, value_string(value), TEMPLATE_ESCAPE_BLOCKS);
	return unprintable(renderer, at, node, value_kind(value));
}

static bool
render_inside(struct renderer *renderer, const struct at *at, guint index,
              const struct name_scope *scope)
{
	struct at inside = { at->template, scope, at->fillings };

	return render_nodes(renderer, &inside, index + 1,
	                    template_node_at(at->template, index)->end);
}

static bool
render_items(struct renderer *renderer, const struct at *at, guint index, const struct value *list)
{
	struct name_scope scope = { .count = value_count(list), .outer = at->scope };

	for (scope.number = 1; scope.number <= scope.count; scope.number++) {
		scope.value = value_at(list, scope.number - 1);
		if (!render_inside(renderer, at, index, &scope))
			return false;
	}
	return true;
}

static bool
render_position(struct renderer *renderer, const struct at *at, guint index)
{
	const struct template_node *node = template_node_at(at->template, index);
	const struct name_scope *item = find_item(renderer, at, node);

	if (item == NULL)
		return false;
	if (strcmp(node->name, "-number") == 0)
		return REFUSE_AT(renderer->error, template_spot(at->template, node),
		                 "template-condition",
		                 "「-number」は条件にできません。-first又は-lastを使ってください。",
		                 "\"-number\" is no condition. Use -first or -last.", NULL);
	bool holds =
		strcmp(node->name, "-first") == 0 ? item->number == 1 : item->number == item->count;
	return holds != (node->kind == NODE_SECTION) ||
	       render_inside(renderer, at, index, at->scope);
}

static bool
render_section(struct renderer *renderer, const struct at *at, guint index)
{
	const struct template_node *node = template_node_at(at->template, index);
	struct name_scope scope = { .outer = at->scope };

	if (is_position(node))
		return render_position(renderer, at, index);
	scope.value = find(renderer, at, node);
	if (scope.value == NULL)
		return false;
	if (value_is_set(scope.value) != (node->kind == NODE_SECTION))
		return true;
	if (node->kind == NODE_INVERTED || value_kind(scope.value) == VALUE_FLAG)
		return render_inside(renderer, at, index, at->scope);
	if (value_kind(scope.value) == VALUE_LIST)
		return render_items(renderer, at, index, scope.value);
	return render_inside(renderer, at, index, &scope);
}

static bool
render_whole(struct renderer *renderer, const struct at *at, guint index)
{
	const struct template_node *node = template_node_at(at->template, index);
	struct filling filling = { at->template, index, at->fillings };
	struct at inside = { node->target, at->scope, node->kind == NODE_LAYOUT ? &filling : NULL };

	if (renderer->depth == TEMPLATE_DEPTH_LIMIT)
		return refuse_at(renderer->error, template_spot(at->template, node), TOO_DEEP,
		                 G_STRINGIFY(TEMPLATE_DEPTH_LIMIT), NULL);
	renderer->depth++;
	bool done = render_nodes(renderer, &inside, 0, node->target->nodes->len);
	renderer->depth--;
	return done;
}

/* The block's own content, or what the outmost user of the layout fills in. */
static bool
render_block(struct renderer *renderer, const struct at *at, guint index)
{
	const struct template_node *node = template_node_at(at->template, index);
	struct at inside = *at;
	const struct filling *filling;
	guint block = index;

	for (filling = at->fillings; filling != NULL; filling = filling->outer) {
		guint end = template_node_at(filling->template, filling->layout)->end;

		for (guint i = filling->layout + 1; i < end;
		     i = template_node_at(filling->template, i)->end) {
			if (strcmp(template_node_at(filling->template, i)->name, node->name) != 0)
				continue;
			inside.template = filling->template;
			inside.fillings = filling->outer;
			block = i;
		}
	}
	return render_nodes(renderer, &inside, block + 1,
	                    template_node_at(inside.template, block)->end);
}

static bool
render_node(struct renderer *renderer, const struct at *at, guint index)
{
	const struct template_node *node = template_node_at(at->template, index);

	switch (node->kind) {
	case NODE_TEXT:
		g_string_append_len(renderer->out, node->text, (gssize)node->length);
		return true;
	case NODE_PRINT:
		return render_print(renderer, at, node);
	case NODE_SECTION:
	case NODE_INVERTED:
		return render_section(renderer, at, index);
	case NODE_PARTIAL:
	case NODE_LAYOUT:
		return render_whole(renderer, at, index);
	case NODE_BLOCK:
		return render_block(renderer, at, index);
	}
	g_assert_not_reached();
}

static bool
render_nodes(struct renderer *renderer, const struct at *at, guint from, guint to)
{
	for (guint i = from; i < to; i = template_node_at(at->template, i)->end)
		if (!render_node(renderer, at, i))
			return false;
	return true;
}

bool
template_render(const struct template_set *set, const char *name, const struct value *root,
                GString *out, GError **error)
{
	struct renderer renderer = { .out = out, .error = error };
	struct name_scope scope = { .value = root };
	struct at at = { .template = template_find(set, name), .scope = &scope };
	gsize length = out->len;

	if (at.template == NULL)
		return refuse(error, NO_TEMPLATE, name, NULL);
	if (render_nodes(&renderer, &at, 0, at.template->nodes->len))
		return true;
	g_string_truncate(out, length);
	return false;
}
