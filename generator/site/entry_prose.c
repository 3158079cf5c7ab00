/*
 * Faults of the prose that is public, found before anything is written. The prose
 * is rendered as pages render it, and nothing of that is kept.
 */
#include "site/entry_prose.h"

#include "disclosure/listing.h"
#include "render/markdown.h"

static void
examine_entry(const struct disclosure *entry, struct findings *findings)
{
	g_autoptr(GString) html = g_string_new(NULL);

	for (const struct listing_part *part = listing_parts; part->path != NULL; part++) {
		const struct prose *prose =
			(const void *)((const char *)&entry->listing + part->offset);

		if (part->kind != PART_PROSE || prose->markdown == NULL)
			continue;
		g_string_truncate(html, 0);
		markdown_render(prose->markdown, NOTATION_FIELD, 0, prose->place, findings, html);
	}
}

void
entry_prose_examine(const struct public_register *public_register, struct findings *findings)
{
	for (guint i = 0; i < public_register->entries->len; i++)
		examine_entry(public_register->entries->pdata[i], findings);
}
