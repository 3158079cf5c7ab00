#include "letter/values.h"

#include "letter/prose.h"
#include "registry/form.h"

#include <string.h>

/* A scope of more sub-services than this goes to an appendix. */
#define SCOPE_IN_TABLE 6

static const struct template_name prose_names[] = {
	{ "text", "段落の文", "text of the paragraph", NULL },
	{ "is-item", "箇条書きの項目か", "whether it is an item", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name addressee_names[] = {
	{ "lines", "宛名の行（最後の行を除く）", "lines but the last", NULL },
	{ "last", "宛名の最後の行", "the last line", NULL },
	{ "honorific", "敬称", "honorific", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name body_names[] = {
	{ "name", "機関の名称", "name of the body", NULL },
	{ "office", "法人等の名称", "office", NULL },
	{ "post", "発信者の役職", "post of the signatory", NULL },
	{ "signatory", "発信者の氏名", "name of the signatory", NULL },
	{ "section", "担当部署", "section", NULL },
	{ "address", "所在地", "address", NULL },
	{ "telephone", "電話番号", "telephone", NULL },
	{ "email", "電子メール", "e-mail", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name entry_names[] = {
	{ "name", "サービス名", "service name", NULL },
	{ "note", "補足", "note", NULL },
	{ NULL, NULL, NULL, NULL },
};

static const struct template_name scope_names[] = {
	{ "overview", "対象範囲の概要の段落", "paragraphs of the overview", prose_names },
	{ "sub-services", "対象のサブサービス", "sub-services in scope", entry_names },
	{ "has-notes", "サブサービスに補足があるか", "whether a sub-service has a note", NULL },
	{ "has-outside-services", "対象外のサービスがあるか",
	  "whether there are services outside the scope", NULL },
	{ "outside-services", "対象外のサービス", "services outside the scope", entry_names },
	{ "regions", "リージョン", "regions", NULL },
	{ "count", "対象のサブサービスの数", "number of sub-services", NULL },
	{ "is-long", "別紙に書くほど多いか", "whether it needs an appendix", NULL },
	{ NULL, NULL, NULL, NULL },
};

const struct template_name letter_names[] = {
	{ "sample", "見本か", "whether it is a sample", NULL },
	{ "seal-box", "公印の枠を置くか", "whether the seal has a box", NULL },
	{ "seal-omitted", "公印を省略するか", "whether the seal is omitted", NULL },
	{ "form-number", "様式の番号", "form number", NULL },
	{ "form-title", "様式の名称", "form title", NULL },
	{ "document-number", "文書番号", "document number", NULL },
	{ "dated-on", "文書の日付（和暦）", "date of the letter", NULL },
	{ "dated-on-iso", "文書の日付（2026-11-24）", "date of the letter, ISO", NULL },
	{ "decided-on", "決定日", "day of the decision", NULL },
	{ "meeting-title", "会議の名称", "title of the meeting", NULL },
	{ "addressee", "宛名", "addressee", addressee_names },
	{ "sender", "発信する機関", "the body that sends it", body_names },
	{ "operations-body", "ISMAP運用支援機関", "operations body", body_names },
	{ "provider-name", "クラウドサービス事業者の名称", "provider name", NULL },
	{ "provider-address", "事業者の所在地", "provider address", NULL },
	{ "corporate-number", "法人番号", "corporate number", NULL },
	{ "service-name", "クラウドサービスの名称", "service name", NULL },
	{ "applied-on", "申請日", "day of the application", NULL },
	{ "is-new", "新規の登録か", "whether it is a new registration", NULL },
	{ "is-renewal", "登録の更新か", "whether it is a renewal", NULL },
	{ "is-reapplication", "再申請による登録か", "whether it follows a re-application", NULL },
	{ "for-renewal", "更新の申請か", "whether the application is for a renewal", NULL },
	{ "for-reapplication", "再申請か", "whether it is a re-application", NULL },
	{ "number", "登録番号", "registration number", NULL },
	{ "registered-on", "登録日", "registration date", NULL },
	{ "expires-on", "登録の有効期限", "expiry", NULL },
	{ "audit-period-first", "監査対象期間の初日", "first day of the audit period", NULL },
	{ "audit-period-last", "監査対象期間の末日", "last day of the audit period", NULL },
	{ "scope", "言明の対象範囲", "statement scope", scope_names },
	{ "ground-3", "14.2(3)による削除か", "removed on ground 14.2(3)", NULL },
	{ "ground-4", "14.2(4)による削除か", "removed on ground 14.2(4)", NULL },
	{ "ground-5", "14.2(5)による削除か", "removed on ground 14.2(5)", NULL },
	{ "has-reason", "理由があるか", "whether there is a reason", NULL },
	{ "reason", "理由の段落", "paragraphs of the reason", prose_names },
	{ "list-url", "リストのURL", "URL of the list", NULL },
	{ NULL, NULL, NULL, NULL },
};

static void
set_date(struct value *object, const char *name, struct date date)
{
	g_autofree char *text = date_is_set(date) ? date_era(date) : NULL;

	value_set_text(object, name, text);
}

static void
set_person(struct value *object, const char *name, const char *person)
{
	g_autofree char *spaced = prose_name(person);

	value_set_text(object, name, spaced);
}

/* 「会社名」「役職　氏名」; with 御中 the company alone, unless the applicant
 * names an addressee; the company is not said twice. */
static struct value *
addressee_value(const struct applicant *applicant, const char *provider_name)
{
	struct value *value = value_object();
	struct value *lines = value_list();
	const char *honorific = applicant->honorific.value;
	bool to_company = g_strcmp0(honorific, "御中") == 0;
	g_autofree char *person = prose_name(applicant->representative.name.value);
	g_autofree char *last = NULL;

	if (applicant->addressee.value != NULL)
		last = prose_name(applicant->addressee.value);
	else if (to_company)
		last = g_strdup(provider_name == NULL ? "" : provider_name);
	else if (applicant->representative.post.value != NULL)
		last = g_strdup_printf("%s　%s", applicant->representative.post.value, person);
	else
		last = g_strdup(person == NULL ? "" : person);
	if (provider_name != NULL && !g_str_has_prefix(last, provider_name))
		value_append(lines, value_text(provider_name));
	value_set(value, "lines", lines);
	value_set_text(value, "last", last);
	value_set_text(value, "honorific", honorific);
	return value;
}

static struct value *
body_value(const struct body *body)
{
	struct value *value = value_object();

	value_set_text(value, "name", body->name.value);
	value_set_text(value, "office", body->office.value);
	value_set_text(value, "post", body->signatory.post.value);
	set_person(value, "signatory", body->signatory.name.value);
	value_set_text(value, "section", body->section.value);
	value_set_text(value, "address", body->address.value);
	value_set_text(value, "telephone", body->telephone.value);
	value_set_text(value, "email", body->email.value);
	return value;
}

static struct value *
entries_value(const GPtrArray *entries)
{
	struct value *list = value_list();

	for (guint i = 0; entries != NULL && i < entries->len; i++) {
		const struct scope_entry *entry = g_ptr_array_index(entries, i);
		struct value *value = value_object();

		value_set_text(value, "name", entry->name.value);
		value_set_text(value, "note", entry->note.value);
		value_append(list, value);
	}
	return list;
}

static struct value *
regions_value(const GPtrArray *regions)
{
	struct value *list = value_list();

	for (guint i = 0; regions != NULL && i < regions->len; i++) {
		const struct text *region = g_ptr_array_index(regions, i);

		value_append(list, value_text(region->value));
	}
	return list;
}

static struct value *
scope_value(const struct statement_scope *scope)
{
	struct value *value = value_object();
	guint count = scope->sub_services == NULL ? 0 : scope->sub_services->len;
	g_autofree char *count_text = g_strdup_printf("%u", count);
	bool has_notes = false;

	for (guint i = 0; i < count; i++) {
		const struct scope_entry *entry = g_ptr_array_index(scope->sub_services, i);

		has_notes = has_notes || entry->note.value != NULL;
	}
	value_set(value, "overview", prose_value(scope->overview.value));
	value_set(value, "sub-services", entries_value(scope->sub_services));
	value_set_flag(value, "has-notes", has_notes);
	value_set_flag(value, "has-outside-services",
	               scope->outside_services != NULL && scope->outside_services->len > 0);
	value_set(value, "outside-services", entries_value(scope->outside_services));
	value_set(value, "regions", regions_value(scope->regions));
	value_set_text(value, "count", count_text);
	value_set_flag(value, "is-long", count > SCOPE_IN_TABLE);
	return value;
}

static void
set_decision(struct value *value, const struct due *due)
{
	const struct decision *decision = due->decision;
	const char *kind = due->application->kind.value;
	const char *ground = decision->ground.value;
	bool reapplication = g_strcmp0(kind, "reapplication") == 0;

	value_set_flag(value, "is-new", decision->kind == DECISION_REGISTER && !reapplication);
	value_set_flag(value, "is-renewal", decision->kind == DECISION_RENEW);
	value_set_flag(value, "is-reapplication",
	               decision->kind == DECISION_REGISTER && reapplication);
	value_set_flag(value, "for-reapplication", reapplication);
	value_set_flag(value, "for-renewal", g_strcmp0(kind, "renewal") == 0);
	value_set_text(value, "number", due->number);
	set_date(value, "registered-on", due->registered_on);
	set_date(value, "expires-on", due->expires_on);
	value_set_flag(value, "ground-3", g_strcmp0(ground, "3") == 0);
	value_set_flag(value, "ground-4", g_strcmp0(ground, "4") == 0);
	value_set_flag(value, "ground-5", g_strcmp0(ground, "5") == 0);
	value_set_flag(value, "has-reason", decision->reason.value != NULL);
	value_set(value, "reason", prose_value(decision->reason.value));
	set_date(value, "decided-on", decision->meeting->held_on.on);
	value_set_text(value, "meeting-title", decision->meeting->title.value);
	value_set_text(value, "document-number", decision->document_number.value);
}

static void
set_application(struct value *value, const struct due *due)
{
	const struct application *application = due->application;
	const struct statement *statement = &application->statement;

	value_set(value, "addressee", addressee_value(&application->applicant, due->provider_name));
	value_set_text(value, "provider-name", due->provider_name);
	value_set_text(value, "provider-address", application->applicant.address.value);
	value_set_text(value, "corporate-number", application->applicant.corporate_number.value);
	value_set_text(value, "service-name", due->service_name);
	set_date(value, "applied-on", application->applied_on.on);
	set_date(value, "audit-period-first", statement->audit_period.first_on.on);
	set_date(value, "audit-period-last", statement->audit_period.last_on.on);
	value_set(value, "scope", scope_value(&statement->scope));
}

static void
set_form(struct value *value, int form)
{
	g_autofree char *number = g_strdup_printf("%d", form);

	value_set_text(value, "form-number", number);
	value_set_text(value, "form-title", form_kind_find(form)->title_ja);
}

struct value *
letter_values(const struct registry *registry, const struct due *due)
{
	const struct site *site = &registry->site;
	struct value *value = value_object();
	g_autofree char *iso = date_is_set(due->dated_on) ? date_iso(due->dated_on) : NULL;

	value_set_flag(value, "sample", site->sample.value != NULL);
	value_set_flag(value, "seal-box", g_strcmp0(site->seal.value, "box") == 0);
	value_set_flag(value, "seal-omitted", g_strcmp0(site->seal.value, "omitted") == 0);
	value_set_text(value, "list-url", site->base_url.value);
	value_set(value, "sender", body_value(due->sender));
	value_set(value, "operations-body", body_value(&site->operations_body));
	set_form(value, due->form);
	set_date(value, "dated-on", due->dated_on);
	value_set_text(value, "dated-on-iso", iso);
	set_decision(value, due);
	set_application(value, due);
	return value;
}
