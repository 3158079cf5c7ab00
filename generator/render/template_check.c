/* Every name that a template uses is looked up, also in branches that are not taken. */
#include "render/template_node.h"

#include <string.h>

/* The name tables that enclose a node, inmost first. */
struct name_table {
	const struct template_name *names; /* NULL: a text */
	bool item;
	const struct name_table *outer;
};

/* Templates being checked, to stop at one that holds itself. */
struct visit {
	const struct template *template;
	const struct template_name *names;
	const struct visit *outer;
};

struct checker {
	const struct visit *visits;
	GError **error;
};

static bool check_nodes(struct checker *checker, const struct template *template, guint from,
                        guint to, const struct name_table *table);

static const struct template_name *
find_outward(const struct name_table *table, const char *name)
{
	const struct template_name *found = NULL;

	for (; table != NULL && found == NULL; table = table->outer)
		found = template_names_find(table->names, name);
	return found;
}

static void
collect(GPtrArray *known, const struct template_name *names)
{
	for (; names != NULL && names->name != NULL; names++)
		g_ptr_array_add(known, (char *)names->name);
}

static bool
unknown_name(struct checker *checker, const struct template *template,
             const struct template_node *node, const char *name, const GPtrArray *known)
{
	return template_refuse_name(checker->error, template_spot(template, node), UNKNOWN_NAME,
	                            name, "", known);
}

static const struct template_name *
find(struct checker *checker, const struct template *template, const struct template_node *node,
     const struct name_table *table)
{
	g_autoptr(GPtrArray) known = g_ptr_array_new();
	const struct template_name *found = find_outward(table, node->path[0]);
	const struct template_name *members;

	if (found == NULL) {
		for (; table != NULL; table = table->outer)
			collect(known, table->names);
		unknown_name(checker, template, node, node->path[0], known);
	}
	for (guint part = 1; found != NULL && node->path[part] != NULL; part++) {
		members = found->members;
		found = template_names_find(members, node->path[part]);
		if (found == NULL) {
			collect(known, members);
			unknown_name(checker, template, node, node->path[part], known);
		}
	}
	return found;
}

static bool
check_position(struct checker *checker, const struct template *template,
               const struct template_node *node, const struct name_table *table)
{
	while (table != NULL && !table->item)
		table = table->outer;
	return table != NULL || refuse_at(checker->error, template_spot(template, node),
	                                  OUTSIDE_LIST, node->name, NULL);
}

static bool
check_print(struct checker *checker, const struct template *template,
            const struct template_node *node, const struct name_table *table)
{
	const struct template_name *members = table->names;
	const struct template_name *found;

	if (node->name[0] == '-')
		return check_position(checker, template, node, table);
	if (node->path[0] != NULL) {
		found = find(checker, template, node, table);
		if (found == NULL)
			return false;
		members = found->members;
	}
	return members == NULL ||
	       REFUSE_AT(checker->error, template_spot(template, node), "template-group",
	                 "「{0}」は名前の集まりなので、印字できません。中の名前を書いてください"
	                 "（{0}.… の形）。",
	                 "\"{0}\" holds names and cannot be printed. Write one of them: {0}.…",
	                 node->name, NULL);
}

/* A section over a name without members may be a flag, a text or a list of
 * texts; {{.}} is one of the last two, and names go on being looked for
 * outward. */
static bool
check_section(struct checker *checker, const struct template *template, guint index,
              const struct name_table *table)
{
	const struct template_node *node = template_node_at(template, index);
	struct name_table inside = { .item = true, .outer = table };
	const struct template_name *found;

	if (node->name[0] == '-')
		return check_position(checker, template, node, table) &&
		       check_nodes(checker, template, index + 1, node->end, table);
	if (node->path[0] != NULL) {
		found = find(checker, template, node, table);
		if (found == NULL)
			return false;
		inside.names = found->members;
	} else {
		inside.names = table->names;
	}
	return check_nodes(checker, template, index + 1, node->end,
	                   node->kind == NODE_SECTION ? &inside : table);
}

static bool
is_visited(const struct visit *visit, const struct template *template,
           const struct template_name *names)
{
	for (; visit != NULL; visit = visit->outer)
		if (visit->template == template && visit->names == names)
			return true;
	return false;
}

static bool
check_template(struct checker *checker, const struct template *template,
               const struct name_table *table)
{
	struct visit visit = { template, table->names, checker->visits };

	if (is_visited(checker->visits, template, table->names))
		return true;
	checker->visits = &visit;
	bool done = check_nodes(checker, template, 0, template->nodes->len, table);
	checker->visits = visit.outer;
	return done;
}

static bool
check_node(struct checker *checker, const struct template *template, guint index,
           const struct name_table *table)
{
	const struct template_node *node = template_node_at(template, index);

	switch (node->kind) {
	case NODE_TEXT:
		return true;
	case NODE_PRINT:
		return check_print(checker, template, node, table);
	case NODE_SECTION:
	case NODE_INVERTED:
		return check_section(checker, template, index, table);
	case NODE_BLOCK:
		return check_nodes(checker, template, index + 1, node->end, table);
	case NODE_PARTIAL:
		return check_template(checker, node->target, table);
	case NODE_LAYOUT:
		return check_template(checker, node->target, table) &&
		       check_nodes(checker, template, index + 1, node->end, table);
	}
	g_assert_not_reached();
}

static bool
check_nodes(struct checker *checker, const struct template *template, guint from, guint to,
            const struct name_table *table)
{
	for (guint i = from; i < to; i = template_node_at(template, i)->end)
		if (!check_node(checker, template, i, table))
			return false;
	return true;
}

bool
template_check(const struct template_set *set, const char *name, const struct template_name *names,
               GError **error)
{
	const struct template *template = template_find(set, name);
	struct checker checker = { .error = error };
	struct name_table table = { .names = names };

	if (template == NULL)
		return refuse(error, NO_TEMPLATE, name, NULL);
	return check_template(&checker, template, &table);
}
