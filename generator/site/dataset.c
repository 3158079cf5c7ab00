/* An entry is written as data by walking the table of items. */
#include "site/dataset.h"

#include "disclosure/item.h"

#include <string.h>

#define ROOT "register"

static void write_items(struct record *record, const struct item *items, const void *data);

static void
write_objects(struct record *record, const struct item *item, const GPtrArray *objects)
{
	record_open_list(record, item->name);
	for (guint i = 0; i < objects->len; i++) {
		record_open(record, NULL);
		write_items(record, item->members, objects->pdata[i]);
		record_close(record);
	}
	record_close_list(record);
}

static void
write_item(struct record *record, const struct item *item, const void *data)
{
	const void *at = item_at(item, data);

	switch (item->kind) {
	case ITEM_TEXT:
	case ITEM_URL:
	case ITEM_PROSE:
		record_text(record, item->name, *(const char *const *)at);
		break;
	case ITEM_DATE:
		record_date(record, item->name, *(const struct date *)at);
		break;
	case ITEM_NUMBER:
		record_number(record, item->name, *(const unsigned *)at);
		break;
	case ITEM_FLAG:
		record_flag(record, item->name, *(const bool *)at);
		break;
	case ITEM_GROUP:
		record_open(record, item->name);
		write_items(record, item->members, data);
		record_close(record);
		break;
	case ITEM_TEXTS:
		record_texts(record, item->name, *(GPtrArray *const *)at);
		break;
	case ITEM_OBJECTS:
	case ITEM_DOMAINS:
		write_objects(record, item, *(GPtrArray *const *)at);
		break;
	default:
		g_assert_not_reached();
	}
}

static void
write_items(struct record *record, const struct item *items, const void *data)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (item->name != NULL && (!item->optional || item_is_there(item, data)))
			write_item(record, item, data);
}

void
dataset_write_statuses(struct record *record, const struct disclosure *entry)
{
	write_item(record, item_find(items_of_entry, "statuses"), entry);
}

static void
write_entry(struct record *record, const struct disclosure *entry)
{
	record_open(record, "service");
	write_items(record, items_of_entry, entry);
	record_close(record);
}

void
dataset_render_entry(const struct disclosure *entry, enum record_format format, GString *out)
{
	struct record record = record_begin(out, format);

	write_entry(&record, entry);
}

/* What stands around entries; where `dataset` is NULL, without the day and the edition. */
static void
write_header(struct record *record, const struct public_register *public_register,
             const struct dataset *dataset)
{
	struct public_register header = *public_register;

	if (dataset == NULL)
		header.as_of = (struct date){ 0 };
	else
		header.edition = dataset->edition;
	write_items(record, items_of_list, &header);
}

/* The root is not record_open()ed: in XML it has attributes and a line of its
 * own, and in JSON the entries stand each on a line. */
static struct record
open_document(GString *out, enum record_format format)
{
	struct record record = record_begin(out, format);

	if (format == RECORD_JSON)
		record_open(&record, ROOT);
	else
		g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		                     "<" ROOT " xmlns=\"" RECORD_NAMESPACE "\">\n");
	return record;
}

void
dataset_render_alone(const struct dataset *dataset, const struct public_register *public_register,
                     const struct disclosure *entry, enum record_format format, GString *out)
{
	struct record record = open_document(out, format);

	write_header(&record, public_register, dataset);
	write_entry(&record, entry);
	g_string_append(out, format == RECORD_JSON ? "}\n" : "</" ROOT ">\n");
}

void
dataset_render_version(const struct disclosure *version, GString *out)
{
	struct record record = record_begin(out, RECORD_JSON);

	record_open(&record, ROOT);
	write_entry(&record, version);
	record_close(&record);
	g_string_append_c(out, '\n');
}

void
dataset_render_header(const struct public_register *public_register, GString *out)
{
	struct record record = open_document(out, RECORD_JSON);

	write_header(&record, public_register, NULL);
}

void
dataset_open(const struct dataset *dataset, const struct public_register *public_register,
             enum record_format format, GString *out)
{
	struct record record = open_document(out, format);

	write_header(&record, public_register, dataset);
	if (format == RECORD_JSON)
		record_open_list(&record, "services");
}

void
dataset_close(enum record_format format, GString *out)
{
	g_string_append(out, format == RECORD_JSON ? "\n]}\n" : "</" ROOT ">\n");
}

void
dataset_write_day(const struct dataset *dataset, const struct public_register *public_register,
                  struct record *record)
{
	record_date(record, "as_of", public_register->as_of);
	record_text(record, "edition", dataset->edition);
}

struct dataset *
dataset_new(const struct public_register *public_register)
{
	struct dataset *dataset = g_new0(struct dataset, 1);

	dataset->digests = g_malloc_n(MAX(1, public_register->entries->len), DIGEST_SIZE);
	return dataset;
}

void
dataset_digest_entries(struct dataset *dataset, const struct public_register *public_register,
                       guint first, guint end)
{
	g_autoptr(GString) json = g_string_new(NULL);

	for (guint i = first; i < end; i++) {
		g_string_truncate(json, 0);
		dataset_render_entry(public_register->entries->pdata[i], RECORD_JSON, json);
		digest_raw_of(json->str, json->len, dataset->digests[i]);
	}
}

void
dataset_finish(struct dataset *dataset, const struct public_register *public_register)
{
	AUTO(digest) edition = digest_new();

	digest_update_text(edition, DATE(public_register->as_of));
	digest_update(edition, dataset->digests, public_register->entries->len * DIGEST_SIZE);
	EACH (const struct disclosed_removal, removal, public_register->removals) {
		digest_update(edition, "\n", 1);
		digest_update_text(edition, removal->number);
	}
	dataset->edition = digest_hex(edition);
}

void
dataset_free(struct dataset *dataset)
{
	if (dataset == NULL)
		return;
	g_free(dataset->digests);
	g_free(dataset->edition);
	g_free(dataset);
}
