/* Letters that were issued: their rows, and their files as they were sent. */
#include "letter/ledger.h"

#include "base/digest.h"
#include "base/folder.h"
#include "base/refusal.h"
#include "letter/form_xml.h"
#include "pdf/foreign.h"
#include "registry/bind.h"
#include "registry/field.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

MESSAGE(number_again, "ledger-number-twice", ERROR, NULL,
        "文書番号 {0} は {1} でも発行しています。1つの番号の文書は1通です。",
        "Document number {0} was issued in {1}, too. A number is of one letter.");
MESSAGE(act_early, "ledger-early", ERROR, NULL,
        "文書番号 {0} の文書の日付（{1}）より前の {2} です。",
        "This is on {2}, before letter {0} is dated ({1}).");
MESSAGE(file_unread, "ledger-file-missing", ERROR, NULL,
        "発行した文書 {0} を読めません（{1}）。控えから戻してください。",
        "The letter {0} that was issued cannot be read ({2}). Restore it.");
MESSAGE(file_altered, "ledger-file-altered", ERROR, NULL,
        "発行した文書 {0} が、発行したときのものではありません。控えから戻してください。",
        "The letter {0} is not as it was issued. Restore it.");
MESSAGE(file_stray, "ledger-file-stray", WARNING, NULL,
        "台帳にないファイルです。発行した文書ではありません。",
        "No row of the ledger names this file: it was not issued.");

struct ledger {
	GHashTable *by_number, *by_sha256;
};

static void
add_row(struct ledger *ledger, const struct issued_letter *letter, struct findings *findings)
{
	struct place place =
		place_in_file(letter->issued->file, letter->line, letter->service.value);

	if (!bind_is_complete(field_find(&field_issued, "letter"), letter))
		return;
	const struct issued_letter *other =
		g_hash_table_lookup(ledger->by_number, letter->document_number.value);
	if (other != NULL) {
		findings_add(findings, &number_again, place, letter->document_number.value,
		             other->issued->file, NULL);
		return;
	}
	g_hash_table_insert(ledger->by_number, (gpointer)letter->document_number.value,
	                    (gpointer)letter);
	g_hash_table_insert(ledger->by_sha256, (gpointer)letter->sha256.value, (gpointer)letter);
}

static void
examine_day(const struct issued_letter *letter, int line, const struct field *act, struct date on,
            struct findings *findings)
{
	struct date dated_on = letter->dated_on.on;
	struct place place = place_in_file(letter->issued->file, line, letter->service.value);

	place.field_ja = act->ja;
	place.field_en = act->name;
	if (date_is_set(on) && date_is_set(dated_on) && date_compare(on, dated_on) < 0)
		findings_add(findings, &act_early, place, letter->document_number.value,
		             DATE(dated_on), DATE(on), NULL);
}

void
ledger_examine_days(const struct issued *issued, struct findings *findings)
{
	const struct field *row = field_find(&field_issued, "letter");
	const struct field *acts = field_find(row, "delivery")->children;

	EACH (const struct issued_letter, letter, issued->letters) {
		examine_day(letter, letter->line, field_find(row, "issued-on"),
		            letter->issued_on.on, findings);
		EACH (const struct delivery, delivery, letter->deliveries)
			examine_day(letter, delivery->line, &acts[delivery->kind], delivery->on.on,
			            findings);
	}
}

struct ledger *
ledger_new(const struct registry *registry, struct findings *findings)
{
	struct ledger *ledger = g_new0(struct ledger, 1);

	ledger->by_number = g_hash_table_new(g_str_hash, g_str_equal);
	ledger->by_sha256 = g_hash_table_new(g_str_hash, g_str_equal);
	EACH (const struct issued, issued, registry->issued) {
		for (guint j = 0; j < issued->letters->len; j++)
			add_row(ledger, issued->letters->pdata[j], findings);
		ledger_examine_days(issued, findings);
	}
	return ledger;
}

void
ledger_free(struct ledger *ledger)
{
	g_hash_table_unref(ledger->by_number);
	g_hash_table_unref(ledger->by_sha256);
	g_free(ledger);
}

const struct issued_letter *
ledger_find(const struct ledger *ledger, const char *document_number)
{
	return document_number == NULL ? NULL
	                               : g_hash_table_lookup(ledger->by_number, document_number);
}

const struct issued_letter *
ledger_find_file(const struct ledger *ledger, const char *sha256)
{
	return g_hash_table_lookup(ledger->by_sha256, sha256);
}

const struct delivery *
ledger_last(const struct issued_letter *letter, enum delivery_kind kind)
{
	const GPtrArray *deliveries = letter->deliveries;

	for (guint i = deliveries->len; i > 0; i--)
		if (((const struct delivery *)deliveries->pdata[i - 1])->kind == kind)
			return deliveries->pdata[i - 1];
	return NULL;
}

char *
ledger_path(const struct issued_letter *letter)
{
	g_autofree char *day = date_iso(letter->issued->on.on);

	return g_build_filename(day, letter->file.value, NULL);
}

/* With the content folder before it. */
static char *
file_of(const struct registry *registry, const struct issued_letter *letter)
{
	g_autofree char *path = ledger_path(letter);

	return g_build_filename(registry->folder, "issued", path, NULL);
}

char *
ledger_read(const struct registry *registry, const struct issued_letter *letter, gsize *length,
            GError **error)
{
	g_autofree char *path = file_of(registry, letter);
	g_autofree char *bytes = folder_read_file(path, O_NOFOLLOW, length, error);
	g_autofree char *sha256 = bytes == NULL ? NULL : digest_of(bytes, *length);

	if (bytes != NULL && strcmp(sha256, letter->sha256.value) == 0)
		return g_steal_pointer(&bytes);
	if (bytes != NULL)
		REFUSE(error, "ledger-altered",
		       "{0} は、発行したときのものではありません。控えから戻してください。",
		       "{0} is not as it was issued. Restore it.", path, NULL);
	return NULL;
}

struct xml_document *
ledger_read_data(const struct registry *registry, const struct issued_letter *letter)
{
	gsize length;
	g_autofree char *bytes = ledger_read(registry, letter, &length, NULL);
	g_autoptr(GByteArray) data =
		bytes == NULL ? NULL : foreign_read_data(bytes, length, "", NULL);
	AUTO(findings) findings = findings_new();

	return data == NULL ? NULL
	                    : xml_parse((const char *)data->data, data->len, letter->issued->file,
	                                false, findings);
}

static void
examine_file(const struct registry *registry, const struct issued_letter *letter,
             struct findings *findings)
{
	g_autofree char *path = file_of(registry, letter);
	struct place place =
		place_in_file(letter->issued->file, letter->line, letter->service.value);
	gsize length;
	g_autofree char *bytes = folder_read_file(path, O_NOFOLLOW, &length, NULL);
	g_autofree char *sha256 = NULL;

	if (bytes == NULL) {
		findings_add(findings, &file_unread, place, letter->file.value,
		             refusal_reason(errno, LANGUAGE_JA), refusal_reason(errno, LANGUAGE_EN),
		             NULL);
	} else {
		sha256 = digest_of(bytes, length);
		if (strcmp(sha256, letter->sha256.value) != 0)
			findings_add(findings, &file_altered, place, letter->file.value, NULL);
	}
}

static void
examine_strays(const struct registry *registry, const struct issued *issued, GHashTable *names,
               struct findings *findings)
{
	g_autofree char *relative = g_path_get_dirname(issued->file);
	g_autofree char *path = g_build_filename(registry->folder, relative, NULL);
	g_autoptr(GPtrArray) found = folder_list_path(path, NULL);

	if (found == NULL)
		findings_add(findings, &file_unread, (struct place){ .file = issued->file },
		             relative, refusal_reason(errno, LANGUAGE_JA),
		             refusal_reason(errno, LANGUAGE_EN), NULL);
	EACH (const char, name, found) {
		g_autofree char *valid = g_utf8_make_valid(name, -1);
		g_autofree char *shown = g_build_filename(relative, valid, NULL);

		if (*name != '.' && strcmp(name, "ledger.xml") != 0 &&
		    !g_hash_table_contains(names, name))
			findings_add(findings, &file_stray,
			             (struct place){ .file = g_intern_string(shown) }, NULL);
	}
}

void
ledger_examine(const struct registry *registry, struct findings *findings)
{
	const struct field *row = field_find(&field_issued, "letter");

	EACH (const struct issued, issued, registry->issued) {
		g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

		EACH (const struct issued_letter, letter, issued->letters) {
			if (!bind_is_complete(row, letter) || !date_is_set(issued->on.on))
				continue;
			g_hash_table_add(names, (gpointer)letter->file.value);
			examine_file(registry, letter, findings);
		}
		examine_strays(registry, issued, names, findings);
	}
}

static void
render_delivery(const struct delivery *delivery, GString *xml)
{
	const struct field *kinds =
		field_find(field_find(&field_issued, "letter"), "delivery")->children;
	const char *name = kinds[delivery->kind].name;
	g_autofree char *on = date_iso(delivery->on.on);

	form_xml_open(xml, name);
	form_xml_attribute(xml, "on", on);
	form_xml_attribute(xml, "by", delivery->by.value);
	form_xml_attribute(xml, "document-number", delivery->document_number.value);
	form_xml_attribute(xml, "because", delivery->because.value);
	form_xml_element(xml, "note", delivery->note.value);
	form_xml_close(xml, name);
}

static void
render_letter(const struct issued_letter *letter, GString *xml)
{
	g_autofree char *dated_on = date_iso(letter->dated_on.on);
	g_autofree char *issued_on = date_iso(letter->issued_on.on);

	form_xml_open(xml, "letter");
	form_xml_attribute(xml, "document-number", letter->document_number.value);
	form_xml_attribute(xml, "form", letter->form.value);
	form_xml_attribute(xml, "service", letter->service.value);
	form_xml_attribute(xml, "registration-number", letter->number.value);
	form_xml_attribute(xml, "dated-on", dated_on);
	form_xml_attribute(xml, "issued-on", issued_on);
	form_xml_attribute(xml, "pages", letter->pages.value);
	form_xml_element(xml, "file", letter->file.value);
	form_xml_element(xml, "sha256", letter->sha256.value);
	form_xml_element(xml, "data-sha256", letter->data_sha256.value);
	form_xml_element(xml, "source", letter->source.value);
	form_xml_element(xml, "service-name", letter->service_name.value);
	form_xml_element(xml, "recipient", letter->recipient.value);
	form_xml_element(xml, "addressee", letter->addressee.value);
	form_xml_element(xml, "postal-code", letter->postal_code.value);
	form_xml_element(xml, "address", letter->address.value);
	if (letter->deliveries->len > 0) {
		form_xml_open(xml, "delivery");
		for (guint i = 0; i < letter->deliveries->len; i++)
			render_delivery(letter->deliveries->pdata[i], xml);
		form_xml_close(xml, "delivery");
	}
	form_xml_close(xml, "letter");
}

void
ledger_render(const struct issued *issued, GString *xml)
{
	g_autofree char *on = date_iso(issued->on.on);

	form_xml_declare(xml);
	form_xml_open(xml, "issued");
	form_xml_attribute(xml, "xmlns", XML_NAMESPACE);
	form_xml_attribute(xml, "on", on);
	for (guint i = 0; i < issued->letters->len; i++)
		render_letter(issued->letters->pdata[i], xml);
	form_xml_close(xml, "issued");
}
