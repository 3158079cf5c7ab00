/* The index of the letters is a table that other programs can read. */
#include "letter/index.h"

#include "letter/form_names.h"
#include "registry/form.h"
#include "render/csv.h"

static const char *const headings[] = {
	"ファイル",
	"様式",
	"様式の名称",
	"文書番号",
	"日付",
	"宛先",
	"宛名",
	"郵便番号",
	"所在地",
	"サービス名",
	"登録番号",
	"サービスの内部番号",
	"決定日",
	"元のファイル",
	"頁数",
	"状態",
	"発行日",
	"発送日",
	"発送の方法",
	"返戻日",
	"到達日",
	"差替え先の文書番号",
	"差し替える文書の番号",
	"SHA-256",
};

void
index_begin(GString *csv)
{
	g_string_append(csv, CSV_BYTE_ORDER_MARK);
	csv_append_row(csv, headings, G_N_ELEMENTS(headings));
}

char *
index_addressee(const struct due *due)
{
	const struct xml_node *recipient =
		due->xml == NULL ? NULL : form_first(due_body(due), "recipient");

	if (due->issued != NULL || recipient == NULL)
		return due->issued == NULL ? NULL : g_strdup(due->issued->addressee.value);

	AUTO(value) value = form_recipient_value(recipient);

	return g_strconcat(value_string(value_find(value, "last-head")),
	                   value_string(value_find(value, "last-name")), "　",
	                   value_string(value_find(value, "honorific")), NULL);
}

/* The day of the last such act; empty: there was none. */
static char *
day_of(const struct delivery *delivery)
{
	return delivery == NULL ? g_strdup("") : date_iso(delivery->on.on);
}

void
index_append(GString *csv, const struct due *due, unsigned pages, const char *sha256)
{
	static const char *const none = "";
	const struct issued_letter *issued = due->issued;
	const struct form_kind *form = form_kind_find(due->form);
	const struct delivery *acts[DELIVERY_REISSUE + 1] = { NULL };

	for (int i = 0; issued != NULL && i <= DELIVERY_REISSUE; i++)
		acts[i] = ledger_last(issued, (enum delivery_kind)i);

	const struct delivery *sent = acts[DELIVERY_SENT], *reissue = acts[DELIVERY_REISSUE];
	g_autofree char *number = form_is_notice(form) ? g_strdup(none) : form_label(form);
	g_autofree char *dated_on =
		date_is_set(due->dated_on) ? date_iso(due->dated_on) : g_strdup(none);
	g_autofree char *decided_on = due->decision == NULL
	                                      ? g_strdup(none)
	                                      : date_iso(due->decision->meeting->held_on.on);
	g_autofree char *addressee = index_addressee(due);
	g_autofree char *page_count = g_strdup_printf("%u", pages);
	g_autofree char *issued_on =
		issued == NULL ? g_strdup(none) : date_iso(issued->issued_on.on);
	g_autofree char *sent_on = day_of(sent);
	g_autofree char *returned_on = day_of(acts[DELIVERY_RETURNED]);
	g_autofree char *delivered_on = day_of(acts[DELIVERY_DELIVERED]);
	const char *const fields[] = {
		due->path,
		number,
		form->title_ja,
		due->document_number,
		dated_on,
		due->provider_name,
		addressee,
		due->postal_code,
		due->address,
		due->service_name,
		due->number,
		due->service == NULL ? NULL : due->service->id.value,
		decided_on,
		due->source,
		page_count,
		issued == NULL ? "下書き" : "発行済み",
		issued_on,
		sent_on,
		sent == NULL ? NULL : sent->by.value,
		returned_on,
		delivered_on,
		reissue == NULL ? NULL : reissue->document_number.value,
		due->replaces == NULL ? NULL : due->replaces->document_number.value,
		sha256,
	};
	const char *texts[G_N_ELEMENTS(fields)];

	G_STATIC_ASSERT(G_N_ELEMENTS(fields) == G_N_ELEMENTS(headings));
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
		texts[i] = fields[i] == NULL ? none : fields[i];
	csv_append_row(csv, texts, G_N_ELEMENTS(texts));
}
