/* Letters that were issued, beside what the content would make of them now: an
 * edit of past records is told, not carried into them. */
#include "letter/reread.h"

#include "base/digest.h"
#include "registry/form.h"

#include <string.h>

/* So much of a text is shown. */
#define SHOWN_CHARACTERS 60
#define SHOWN_BEFORE 12

MESSAGE(letter_differs, "letter-issued-differs", WARNING, NULL,
        "発行した文書 {0}（{1}）と、いまの内容が違います。発行した文書：「{2}」、いまの内容：「{3}」。"
        "訂正するときは ismapgen reissue で訂正の文書を始めます。",
        "The letter {0} ({1}) was issued with other words: \"{2}\", and the content now has \"{3}\". "
        "To correct it, begin a letter in its place with ismapgen reissue.");
MESSAGE(letter_gone, "letter-issued-unfounded", WARNING, NULL,
        "文書 {0}（{1}）は発行しましたが、もとになる記録が、いまの内容にありません。",
        "The letter {0} ({1}) was issued, but what it was made of is not in the content now.");

/* The letter whose fields are compared. */
struct comparison {
	const struct due *due;
	struct findings *findings;
};

static struct place
place_of(const struct due *due)
{
	return place_in_file(due->issued->issued->file, due->issued->line,
	                     due->issued->service.value);
}

/* The words of an element, or of what is in it. */
static void
append_words(GString *words, const struct xml_node *node)
{
	if (node->text != NULL)
		g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", node->text);
	for (const struct xml_node *child = node->first; child != NULL; child = child->next)
		append_words(words, child);
}

/* A text from shortly before the place where it differs from the other. */
static char *
shown(const char *text, const char *other)
{
	g_autoptr(GString) one_line = g_string_new(NULL);
	const char *from = text == NULL ? "–" : text;
	const char *at = from;

	for (; text != NULL && other != NULL && *at != '\0' && *at == *other; at++, other++)
		continue;
	while (((guchar)*at & 0xc0) == 0x80)
		at--;
	if (g_utf8_strlen(from, at - from) > SHOWN_BEFORE) {
		from = g_utf8_offset_to_pointer(at, -SHOWN_BEFORE);
		g_string_append(one_line, "…");
	}
	g_string_append(one_line, from);
	if (g_utf8_strlen(one_line->str, -1) > SHOWN_CHARACTERS) {
		const char *end = g_utf8_offset_to_pointer(one_line->str, SHOWN_CHARACTERS);

		g_string_truncate(one_line, (gsize)(end - one_line->str));
		g_string_append(one_line, "…");
	}
	return wording_plain(one_line->str);
}

static void
report(const struct comparison *comparison, const struct field *field, const char *name,
       const char *then, const char *now)
{
	struct place place = place_of(comparison->due);
	g_autofree char *before = shown(then, now);
	g_autofree char *after = shown(now, then);

	place.field_ja = field == NULL ? g_intern_string(name) : field->ja;
	place.field_en = field == NULL ? g_intern_string(name) : field->name;
	findings_add(comparison->findings, &letter_differs, place, comparison->due->document_number,
	             comparison->due->path, before, after, NULL);
}

static void
report_nodes(const struct comparison *comparison, const struct field *field,
             const struct xml_node *then, const struct xml_node *now)
{
	g_autoptr(GString) before = g_string_new(NULL);
	g_autoptr(GString) after = g_string_new(NULL);

	if (then != NULL)
		append_words(before, then);
	if (now != NULL)
		append_words(after, now);
	/* cppcheck-suppress nullPointer ; one of the two is there */
	report(comparison, field, then != NULL ? then->name : now->name,
	       then == NULL ? NULL : before->str, now == NULL ? NULL : after->str);
}

static const struct xml_node *
nth_of(const struct xml_node *parent, const char *name, guint nth)
{
	const struct xml_node *node = form_first(parent, name);

	for (; node != NULL && nth > 0; nth--)
		node = form_next(node);
	return node;
}

/* Attributes and elements, the n-th of a name beside the n-th; what one side alone
 * has is told once. */
static void
compare_members(const struct comparison *comparison, const struct field *group,
                const struct xml_node *then, const struct xml_node *now)
{
	const struct xml_node *both[] = { then, now };

	for (int side = 0; side < 2; side++) {
		const struct xml_node *one = both[side], *other = both[1 - side];

		for (int i = 0; i < one->attribute_count; i++) {
			const char *name = one->attributes[i].name;
			const char *a = one->attributes[i].value, *b = xml_attribute(other, name);

			if (side == 0 ? g_strcmp0(a, b) != 0 : b == NULL)
				report(comparison, group == NULL ? NULL : field_find(group, name),
				       name, side == 0 ? a : NULL, side == 0 ? b : a);
		}
	}
	for (int side = 0; side < 2; side++) {
		g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);

		for (const struct xml_node *node = both[side]->first; node != NULL;
		     node = node->next) {
			guint nth = GPOINTER_TO_UINT(g_hash_table_lookup(counts, node->name));
			const struct field *field =
				group == NULL ? NULL : field_find(group, node->name);
			const struct xml_node *other = nth_of(both[1 - side], node->name, nth);

			g_hash_table_insert(counts, (gpointer)node->name,
			                    GUINT_TO_POINTER(nth + 1));
			if (other == NULL)
				report_nodes(comparison, field, side == 0 ? node : NULL,
				             side == 0 ? NULL : node);
			else if (side == 0 && node->first == NULL && other->first == NULL &&
			         g_strcmp0(node->text, other->text) != 0)
				report_nodes(comparison, field, node, other);
			else if (side == 0)
				compare_members(comparison, field, node, other);
		}
	}
}

static void
compare_letter(const struct registry *registry, const struct due *due, struct findings *findings)
{
	struct comparison comparison = { due, findings };
	AUTO(xml_document) then = ledger_read_data(registry, due->issued);

	if (then == NULL)
		report(&comparison, NULL, "data", NULL, due->path);
	else
		compare_members(&comparison, form_field(form_kind_find(due->form)), xml_root(then),
		                due_body(due));
}

/* A correction is in its place, or in that of a copy of it. */
static bool
is_corrected(const struct ledger *ledger, const struct issued_letter *letter, guint limit)
{
	for (; letter != NULL && limit > 0; limit--) {
		const struct delivery *reissue = ledger_last(letter, DELIVERY_REISSUE);

		if (reissue == NULL)
			return false;
		if (g_strcmp0(reissue->because.value, "correction") == 0)
			return true;
		letter = ledger_find(ledger, reissue->document_number.value);
	}
	return false;
}

void
reread_issued(const struct registry *registry, const struct ledger *ledger,
              const GPtrArray *letters, struct findings *findings)
{
	EACH (const struct due, due, letters) {
		g_autofree char *sha256 = due->xml == NULL ? NULL : digest_of_text(due->xml);

		if (due->issued == NULL || is_corrected(ledger, due->issued, letters->len))
			continue;
		if (due->xml == NULL)
			findings_add(findings, &letter_gone, place_of(due), due->document_number,
			             due->path, NULL);
		else if (strcmp(sha256, due->issued->data_sha256.value) != 0)
			compare_letter(registry, due, findings);
	}
}
