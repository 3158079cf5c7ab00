/* Tags of the structure are opened and closed around what is drawn. */
#include "pdf/tags.h"

/* Since 1.18 cairo knows artifacts; before, what is outside all tags is left
 * to archive.c. */
#define HAS_ARTIFACTS (CAIRO_VERSION >= CAIRO_VERSION_ENCODE(1, 18, 0))

static const struct element *
element_at(const struct tags *tags, int index)
{
	return &g_array_index(tags->document->elements, struct element, index);
}

static int
open_at(const struct tags *tags, guint depth)
{
	return g_array_index(tags->open, int, depth);
}

static void
close_to(struct tags *tags, guint depth)
{
	for (guint i = tags->open->len; i > depth; i--)
		cairo_tag_end(tags->cairo, role_name(element_at(tags, open_at(tags, i - 1))->role));
	g_array_set_size(tags->open, depth);
}

static guint
depth_of(const struct tags *tags, int element)
{
	guint depth = 0;

	for (; element >= 0; element = element_at(tags, element)->parent)
		depth++;
	return depth;
}

/* The ancestor of `element` that is `depth` deep; 0 is the document. */
static int
ancestor_at(const struct tags *tags, int element, guint depth)
{
	for (guint own = depth_of(tags, element) - 1; own > depth; own--)
		element = element_at(tags, element)->parent;
	return element;
}

static void
set_artifact(struct tags *tags, bool artifact)
{
	if (HAS_ARTIFACTS && artifact != tags->artifact) {
		if (artifact)
			cairo_tag_begin(tags->cairo, "Artifact", NULL);
		else
			cairo_tag_end(tags->cairo, "Artifact");
	}
	tags->artifact = artifact;
}

static bool
has_parts(const struct thing *thing)
{
	for (guint i = 0; thing->kind == THING_TEXT && i < thing->line->runs->len; i++) {
		const struct placed_run *run =
			&g_array_index(thing->line->runs, struct placed_run, i);

		if (run->decoration == DECORATION_RUBY || run->link != NULL || run->input != NULL)
			return true;
	}
	return false;
}

void
tags_init(struct tags *tags, const struct document *document, cairo_t *cairo, GArray *told)
{
	*tags = (struct tags){ .document = document, .cairo = cairo, .told = told };
	tags->open = g_array_new(false, false, sizeof(int));
	tags->divided = g_new0(bool, document->elements->len);
	EACH (const struct page, page, tags->document->pages)
		EACH_IN (const struct thing, thing, page->things)
			if (thing->element != ARTIFACT && has_parts(thing))
				tags->divided[thing->element] = true;
}

/* How deep what is open and what `element` needs are the same. */
static guint
common_depth(const struct tags *tags, int element, guint depth)
{
	guint common = 0;

	while (common < tags->open->len && common < depth &&
	       open_at(tags, common) == ancestor_at(tags, element, common))
		common++;
	return common;
}

/* What only holds other elements may run over pages and artifacts. */
static bool
is_container(enum role role)
{
	return role == ROLE_DOCUMENT || role == ROLE_SECTION || role == ROLE_LIST ||
	       role == ROLE_LIST_ITEM || role == ROLE_LIST_BODY || role == ROLE_TABLE ||
	       role == ROLE_TABLE_ROW || role == ROLE_TABLE_HEAD || role == ROLE_TABLE_DATA;
}

static void
close_leaves(struct tags *tags)
{
	guint depth = 0;

	while (depth < tags->open->len &&
	       is_container(element_at(tags, open_at(tags, depth))->role))
		depth++;
	close_to(tags, depth);
}

void
tags_move_to(struct tags *tags, int element)
{
	if (element == ARTIFACT) {
		close_leaves(tags);
		set_artifact(tags, true);
		return;
	}
	set_artifact(tags, false);

	guint depth = depth_of(tags, element), common = common_depth(tags, element, depth);

	close_to(tags, common);
	for (; common < depth; common++) {
		int next = ancestor_at(tags, element, common);

		cairo_tag_begin(tags->cairo, role_name(element_at(tags, next)->role), NULL);
		g_array_append_val(tags->open, next);
		g_array_append_val(tags->told, next);
	}
}

void
tags_begin_inside(struct tags *tags, enum role role)
{
	int told = TOLD_ROLE(role);

	cairo_tag_begin(tags->cairo, role_name(role), NULL);
	g_array_append_val(tags->told, told);
}

/* Cairo reads it as a string in quotes (its attribute syntax). */
void
tags_begin_link(struct tags *tags, const char *uri)
{
	int told = TOLD_ROLE(ROLE_LINK);
	g_autoptr(GString) attributes = g_string_new("uri='");

	for (const char *at = uri; *at != '\0'; at++) {
		if (*at == '\'' || *at == '\\')
			g_string_append_c(attributes, '\\');
		g_string_append_c(attributes, *at);
	}
	g_string_append_c(attributes, '\'');
	cairo_tag_begin(tags->cairo, CAIRO_TAG_LINK, attributes->str);
	g_array_append_val(tags->told, told);
}

bool
tags_is_divided(const struct tags *tags, int element)
{
	return element != ARTIFACT && tags->divided[element];
}

void
tags_end_inside(struct tags *tags, enum role role)
{
	cairo_tag_end(tags->cairo, role_name(role));
}

void
tags_end_page(struct tags *tags)
{
	set_artifact(tags, false);
	close_leaves(tags);
}

void
tags_finish(struct tags *tags)
{
	close_to(tags, 0);
	g_array_unref(tags->open);
	tags->open = NULL;
	g_clear_pointer(&tags->divided, g_free);
}
