/* A TrueType font is taken apart into its tables and glyphs, and put together again. */
#include "pdf/sfnt.h"

#include <string.h>

enum {
	DIRECTORY_HEADER = 12,
	DIRECTORY_RECORD = 16,
};

/* What the sum of all words of a font is, with the right adjustment in it. */
#define FONT_CHECKSUM 0xB1B0AFBAU

unsigned
get16(const guint8 *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

guint32
get32(const guint8 *at)
{
	return (guint32)get16(at) << 16 | get16(at + 2);
}

void
put16(guint8 *at, unsigned value)
{
	at[0] = (guint8)(value >> 8);
	at[1] = (guint8)value;
}

void
put32(guint8 *at, guint32 value)
{
	put16(at, value >> 16);
	put16(at + 2, value & 0xFFFF);
}

static GByteArray *
table_of(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	GByteArray *bytes = g_byte_array_new();
	unsigned length;
	const char *data = hb_blob_get_data(blob, &length);

	g_byte_array_append(bytes, (const guint8 *)data, length);
	hb_blob_destroy(blob);
	return bytes;
}

static struct sfnt *
read_blob(hb_blob_t *blob)
{
	struct sfnt *sfnt = g_new0(struct sfnt, 1);
	hb_face_t *face = hb_face_create(blob, 0);

	sfnt->count = SFNT_TABLES;
	if (hb_face_get_table_tags(face, 0, &sfnt->count, sfnt->tags) > SFNT_TABLES)
		sfnt->count = 0;
	for (unsigned i = 0; i < sfnt->count; i++)
		sfnt->tables[i] = table_of(face, sfnt->tags[i]);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return sfnt;
}

/* A face that HarfBuzz made does not tell its tables before it is a file. */
struct sfnt *
sfnt_read(hb_face_t *face)
{
	return read_blob(hb_face_reference_blob(face));
}

struct sfnt *
sfnt_read_bytes(const GByteArray *bytes)
{
	return read_blob(hb_blob_create((const char *)bytes->data, bytes->len,
	                                HB_MEMORY_MODE_READONLY, NULL, NULL));
}

struct sfnt *
sfnt_share(const struct sfnt *sfnt)
{
	struct sfnt *other = g_memdup2(sfnt, sizeof(*sfnt));

	for (unsigned i = 0; i < sfnt->count; i++)
		g_byte_array_ref(sfnt->tables[i]);
	return other;
}

void
sfnt_free(struct sfnt *sfnt)
{
	for (unsigned i = 0; i < sfnt->count; i++)
		g_byte_array_unref(sfnt->tables[i]);
	g_free(sfnt);
}

static bool
has_size(const struct sfnt *sfnt, const char *tag, guint size)
{
	const GByteArray *table = sfnt_table(sfnt, tag);

	return table != NULL && table->len >= size;
}

bool
sfnt_is_true_type(const struct sfnt *sfnt)
{
	return has_size(sfnt, "head", HEAD_SIZE) && has_size(sfnt, "hhea", HHEA_SIZE) &&
	       has_size(sfnt, "maxp", MAXP_SIZE) && has_size(sfnt, "glyf", 1) &&
	       has_size(sfnt, "loca", 1) && has_size(sfnt, "hmtx", METRIC);
}

static bool
find_table(const struct sfnt *sfnt, const char *tag, unsigned *at)
{
	hb_tag_t want = hb_tag_from_string(tag, -1);

	for (*at = 0; *at < sfnt->count; (*at)++)
		if (sfnt->tags[*at] == want)
			return true;
	return false;
}

GByteArray *
sfnt_table(const struct sfnt *sfnt, const char *tag)
{
	unsigned at;

	return find_table(sfnt, tag, &at) ? sfnt->tables[at] : NULL;
}

void
sfnt_replace(struct sfnt *sfnt, const char *tag, GByteArray *table)
{
	unsigned at;

	if (!find_table(sfnt, tag, &at))
		g_assert_not_reached();
	g_byte_array_unref(sfnt->tables[at]);
	sfnt->tables[at] = table;
}

/* One that a TrueType font has. */
static GByteArray *
needed_table(const struct sfnt *sfnt, const char *tag)
{
	GByteArray *table = sfnt_table(sfnt, tag);

	g_assert(table != NULL);
	return table;
}

unsigned
sfnt_glyph_count(const struct sfnt *sfnt)
{
	return get16(needed_table(sfnt, "maxp")->data + MAXP_GLYPHS);
}

const guint8 *
sfnt_glyph(const struct sfnt *sfnt, unsigned glyph, guint32 *length)
{
	const GByteArray *glyf = needed_table(sfnt, "glyf");
	const GByteArray *loca = needed_table(sfnt, "loca");
	bool is_long = get16(needed_table(sfnt, "head")->data + HEAD_LOCA_FORMAT) != 0;
	gsize size = is_long ? 4 : 2;
	const guint8 *at = loca->data + size * glyph;

	if (size * ((gsize)glyph + 2) > loca->len)
		return NULL;
	guint32 start = is_long ? get32(at) : 2 * get16(at);
	guint32 end = is_long ? get32(at + size) : 2 * get16(at + size);
	if (end > glyf->len || start > end || end - start < GLYPH_HEADER)
		return NULL;
	*length = end - start;
	return glyf->data + start;
}

static guint32
checksum_of(const guint8 *bytes, guint length)
{
	guint32 sum = 0;

	for (guint i = 0; i < length; i += 4)
		sum += get32(bytes + i);
	return sum;
}

/* Each table starts at a multiple of four bytes. */
static void
append_table(GByteArray *file, unsigned index, hb_tag_t tag, const GByteArray *table)
{
	static const guint8 zeros[3] = { 0 };
	guint start = file->len;

	g_byte_array_append(file, table->data, table->len);
	g_byte_array_append(file, zeros, -table->len & 3U);
	guint8 *record = file->data + DIRECTORY_HEADER + index * DIRECTORY_RECORD;
	put32(record, tag);
	put32(record + 4, checksum_of(file->data + start, file->len - start));
	put32(record + 8, start);
	put32(record + 12, table->len);
}

GByteArray *
sfnt_write(const struct sfnt *sfnt)
{
	const GByteArray *head = needed_table(sfnt, "head");
	GByteArray *file = g_byte_array_new();
	guint adjustment = 0;

	g_byte_array_set_size(file, DIRECTORY_HEADER + sfnt->count * DIRECTORY_RECORD);
	memset(file->data, 0, file->len);
	/* What makes a search in the directory by halves (4.5.1). */
	unsigned power = 0;

	while (2U << power <= sfnt->count)
		power++;
	put32(file->data, 0x00010000);
	put16(file->data + 4, sfnt->count);
	put16(file->data + 6, (1U << power) * DIRECTORY_RECORD);
	put16(file->data + 8, power);
	put16(file->data + 10, (sfnt->count - (1U << power)) * DIRECTORY_RECORD);
	put32(head->data + HEAD_CHECKSUM_ADJUSTMENT, 0);
	for (unsigned i = 0; i < sfnt->count; i++) {
		if (sfnt->tables[i] == head)
			adjustment = file->len + HEAD_CHECKSUM_ADJUSTMENT;
		append_table(file, i, sfnt->tags[i], sfnt->tables[i]);
	}
	put32(file->data + adjustment, FONT_CHECKSUM - checksum_of(file->data, file->len));
	return file;
}
