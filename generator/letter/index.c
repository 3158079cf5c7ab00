#include "letter/index.h"

#include "registry/form.h"
#include "render/csv.h"

static const char *const headings[] = {
	"ファイル",   "様式",     "様式の名称",         "文書番号", "日付",         "宛先",
	"サービス名", "登録番号", "サービスの内部番号", "決定日",   "元のファイル", "SHA-256",
};

void
index_begin(GString *csv)
{
	g_string_append(csv, CSV_BYTE_ORDER_MARK);
	csv_append_row(csv, headings, G_N_ELEMENTS(headings));
}

static const char *
text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

void
index_append(GString *csv, const struct due *due, const char *sha256)
{
	const struct meeting *meeting = due->decision == NULL ? NULL : due->decision->meeting;
	const struct form_kind *form = form_kind_find(due->form);
	g_autofree char *number = g_strdup_printf("様式%d", due->form);
	g_autofree char *dated_on =
		date_is_set(due->dated_on) ? date_iso(due->dated_on) : g_strdup("");
	g_autofree char *decided_on = meeting == NULL ? g_strdup("") : date_iso(due->day);
	const char *const fields[] = {
		due->path,
		number,
		form->title_ja,
		text_or_empty(due->document_number),
		dated_on,
		text_or_empty(due->provider_name),
		text_or_empty(due->service_name),
		text_or_empty(due->number),
		text_or_empty(due->service->id.value),
		decided_on,
		text_or_empty(meeting == NULL ? due->filled->file : meeting->file),
		sha256,
	};

	G_STATIC_ASSERT(G_N_ELEMENTS(fields) == G_N_ELEMENTS(headings));
	csv_append_row(csv, fields, G_N_ELEMENTS(fields));
}
