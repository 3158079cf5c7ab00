#include "site/columns.h"

#include "disclosure/listing.h"
#include "disclosure/words.h"
#include "render/csv.h"

#include <string.h>

/* The columns that stand before those of the listing's parts. */
enum entry_column {
	COLUMN_NUMBER,
	COLUMN_STATUS,
	COLUMN_REGISTERED_ON,
	COLUMN_RENEWED_ON,
	COLUMN_EXPIRES_ON,
	COLUMN_PERMALINK,
	ENTRY_COLUMNS,
};

static const struct {
	const char *name; /* in JSON */
	const char *label;
} entry_columns[ENTRY_COLUMNS] = {
	[COLUMN_NUMBER] = { "number", "登録番号" },
	[COLUMN_STATUS] = { "statuses", "状態" },
	[COLUMN_REGISTERED_ON] = { "registered_on", "登録日" },
	[COLUMN_RENEWED_ON] = { "renewed_on", "直近の更新日" },
	[COLUMN_EXPIRES_ON] = { "expires_on", "登録の有効期限" },
	[COLUMN_PERMALINK] = { "permalink", "このリストのページ" },
};

static char *
date_text(struct date date)
{
	return date_is_set(date) ? date_iso(date) : NULL;
}

static char *
statuses_text(const struct disclosure *entry)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < entry->statuses->len; i++) {
		const struct disclosed_status *status = entry->statuses->pdata[i];

		g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
		                       state_terms[status->state].ja);
	}
	return g_string_free(text, FALSE);
}

/* The caller frees; NULL is an empty field. */
static char *
entry_column_text(const struct public_register *public_register, const struct disclosure *entry,
                  enum entry_column column)
{
	switch (column) {
	case COLUMN_NUMBER:
		return g_strdup(entry->number);
	case COLUMN_STATUS:
		return statuses_text(entry);
	case COLUMN_REGISTERED_ON:
		return date_text(entry->registered_on);
	case COLUMN_RENEWED_ON:
		return date_text(entry->renewed_on);
	case COLUMN_EXPIRES_ON:
		return date_text(entry->expires_on);
	case COLUMN_PERMALINK:
		return g_strdup_printf("%sservices/%s/", public_register->base_url, entry->number);
	case ENTRY_COLUMNS:
		break;
	}
	g_assert_not_reached();
}

/* Takes the strings of `fields` over and empties it. */
static void
append_row(GString *out, GPtrArray *fields)
{
	for (guint i = 0; i < fields->len; i++)
		if (fields->pdata[i] == NULL)
			fields->pdata[i] = g_strdup("");
	csv_append_row(out, (const char *const *)fields->pdata, fields->len);
	g_ptr_array_set_size(fields, 0);
}

void
columns_open(GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);

	g_string_append(out, CSV_BYTE_ORDER_MARK);
	for (int column = 0; column < ENTRY_COLUMNS; column++)
		g_ptr_array_add(fields, g_strdup(entry_columns[column].label));
	for (const struct listing_part *part = listing_parts; part->path != NULL; part++)
		g_ptr_array_add(fields, g_strdup(listing_part_term(part)));
	append_row(out, fields);
}

void
columns_render_entry(const struct public_register *public_register, const struct disclosure *entry,
                     GString *out)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);

	for (int column = 0; column < ENTRY_COLUMNS; column++)
		g_ptr_array_add(fields, entry_column_text(public_register, entry, column));
	for (const struct listing_part *part = listing_parts; part->path != NULL; part++)
		g_ptr_array_add(fields, listing_part_text(&entry->listing, part));
	append_row(out, fields);
}

const char *
columns_label(const char *name)
{
	for (int i = 0; i < ENTRY_COLUMNS; i++)
		if (strcmp(entry_columns[i].name, name) == 0)
			return entry_columns[i].label;
	for (const struct listing_part *part = listing_parts; part->path != NULL; part++)
		if (strcmp(part->name, name) == 0)
			return listing_part_term(part);
	return NULL;
}
