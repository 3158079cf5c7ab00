/* These are the tables of the fifteen forms. */
#include "registry/form.h"

#include "registry/field_row.h"

#define MEMBERS(members) .kind = FIELD_GROUP, .children = (members)
/* What every form begins with. */
#define HEAD(of_number)                                                                          \
	{ "number", "様式の番号", "form number", FIELD_CHOICE, NEEDED, .choices = (of_number) }, \
		{ "service", "サービスの内部番号", "internal service id", FIELD_LINE, NEEDED,    \
		  SERVICE_ID },                                                                  \
	{                                                                                        \
		"filed-on", "提出日・発信日", "date of filing or sending", FIELD_DATE, NEEDED    \
	}
/* Of a letter, and of one that takes the place of another. */
#define DOCUMENT_NUMBER                                                                     \
	{ "document-number", "文書番号", "document number", FIELD_LINE, ALLOWED },          \
		{ "replaces", "差し替える文書の番号", "number of the letter it replaces",   \
		  FIELD_LINE, ALLOWED },                                                    \
		{ "replaced-on", "差し替える文書の日付", "date of that letter", FIELD_DATE, \
		  ALLOWED },                                                                \
		{ "because",    "再発行の理由", "why it is issued again",                   \
		  FIELD_CHOICE, ALLOWED,        .choices = "correction again lost" }
#define APPLICATION                     \
	{ "application",                \
	  "申請の番号",                 \
	  "application id",             \
	  FIELD_LINE,                   \
	  ALLOWED,                      \
	  .pattern = "[1-9][0-9]?",     \
	  .hint_ja = "1から始まる番号", \
	  .hint_en = "a number from 1" }
#define FILER { "filer", "届出者", "filer", ONE, MEMBERS(filer) }
#define RECIPIENT { "recipient", "宛先", "recipient", ONE, MEMBERS(recipient) }
#define CONTACT { "contact", "担当者", "contact", OPTIONAL, MEMBERS(contact) }
#define SERVICE_NAME { "service-name", "クラウドサービスの名称", "service name", FIELD_LINE, ONE }
#define REGISTRATION_NUMBER                      \
	{ "registration-number",                 \
	  "登録番号",                            \
	  "registration number",                 \
	  FIELD_LINE,                            \
	  ONE,                                   \
	  .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]", \
	  .hint_ja = "C21-0004-2 のような番号",  \
	  .hint_en = "a number such as C21-0004-2" }
#define OPTIONAL_REGISTRATION_NUMBER             \
	{ "registration-number",                 \
	  "登録番号",                            \
	  "registration number",                 \
	  FIELD_LINE,                            \
	  OPTIONAL,                              \
	  .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]", \
	  .hint_ja = "C21-0004-2 のような番号",  \
	  .hint_en = "a number such as C21-0004-2" }
#define OBJECTED_ACTS "non-acceptance refusal suspension monitoring-result reaudit removal other"
#define TEXT(name, ja, en) { name, ja, en, FIELD_TEXT, ONE }
#define OPTIONAL_TEXT(name, ja, en) { name, ja, en, FIELD_TEXT, OPTIONAL }
#define DAY(name, ja, en) { name, ja, en, FIELD_DATE, ONE }
#define OPTIONAL_DATE(name, ja, en) { name, ja, en, FIELD_DATE, OPTIONAL }

/* The provider that files a form. */
static const struct field filer[] = {
	{ "name", "事業者の名称", "provider name", FIELD_LINE, ONE },
	{ "corporate-number", "法人番号", "corporate number", FIELD_LINE, OPTIONAL,
	  .pattern = "[0-9]{13}", .hint_ja = "13桁の数字", .hint_en = "13 digits",
	  .clause = "4.1(1)" },
	{ "address", "所在地", "address", FIELD_LINE, ONE },
	{ "representative", "代表者", "representative", ONE, MEMBERS(fields_person) },
	END_OF_FIELDS,
};

static const struct field contact[] = {
	{ "section", "部署", "section", FIELD_LINE, OPTIONAL },
	{ "name", "氏名", "name", FIELD_LINE, ONE },
	{ "telephone", "電話番号", "telephone", FIELD_LINE, OPTIONAL },
	{ "email", "電子メール", "e-mail", FIELD_LINE, OPTIONAL, E_MAIL },
	END_OF_FIELDS,
};

/* Whom a body writes to; the honorific is never guessed. */
static const struct field recipient[] = {
	{ "name", "事業者の名称", "provider name", FIELD_LINE, ONE },
	{ "postal-code", "郵便番号", "postal code", FIELD_LINE, OPTIONAL, POSTAL_CODE },
	{ "address", "所在地", "address", FIELD_LINE, OPTIONAL },
	{ "post", "役職", "post", FIELD_LINE, OPTIONAL },
	{ "person", "氏名", "person", FIELD_LINE, OPTIONAL },
	{ "addressee", "宛名", "addressee", FIELD_LINE, OPTIONAL },
	{ "honorific", "敬称", "honorific", FIELD_CHOICE, ONE, .choices = "様 殿 御中" },
	END_OF_FIELDS,
};

static const struct field form_1[] = {
	HEAD("1"),
	APPLICATION,
	FILER,
	{ "statement", "言明書", "statement", ONE, MEMBERS(fields_statement), .clause = "3.1" },
	END_OF_FIELDS,
};

static const struct field form_2[] = {
	HEAD("2"),
	APPLICATION,
	FILER,
	SERVICE_NAME,
	{ "auditor", "監査機関", "auditor", FIELD_LINE, ONE },
	{ "confirmation", "経営者確認書", "management confirmation", ONE,
	  MEMBERS(fields_confirmation), .clause = "3.1" },
	OPTIONAL_TEXT("subsequent-events", "期末日後の事象", "events since the period's end"),
	OPTIONAL_TEXT("irregularities", "不正又は違法行為", "fraud or illegal acts"),
	END_OF_FIELDS,
};

static const struct field form_3[] = {
	HEAD("3"),
	APPLICATION,
	{ "kind", "申請の種類", "kind of application", FIELD_CHOICE, NEEDED,
	  .choices = "new renewal reapplication", .clause = "4.3" },
	FILER,
	SERVICE_NAME,
	OPTIONAL_REGISTRATION_NUMBER,
	{ "no-antisocial-forces", "反社会的勢力に該当しない旨の申告",
	  "declaration on antisocial forces", FIELD_MARK, ONE, .clause = "3.12" },
	{ "enclosures", "添付書類", "enclosures", ONE, MEMBERS(fields_enclosures),
	  .clause = "4.1" },
	CONTACT,
	END_OF_FIELDS,
};

static const struct field examination_item[] = {
	{ "item", "審査の項目（6.1の号）", "item of 6.1", FIELD_CHOICE, NEEDED,
	  .choices = "1 2 3 4 5 6 7" },
	{ "state", "確認状況", "state", FIELD_CHOICE, NEEDED,
	  .choices = "confirmed not-confirmed not-applicable" },
	{ "remark", "確認の内容", "remark", FIELD_TEXT, OPTIONAL },
	END_OF_FIELDS,
};

static const struct field form_4[] = {
	HEAD("4"),
	APPLICATION,
	DOCUMENT_NUMBER,
	{ "opinion", "登録の是非に関する見解", "view on registration", FIELD_CHOICE, NEEDED,
	  .choices = "register not-register" },
	{ "provider-name", "事業者の名称", "provider name", FIELD_LINE, ONE },
	SERVICE_NAME,
	{ "accepted-on", "受理日", "acceptance date", FIELD_DATE, ONE, .clause = "5.1" },
	{ "examined", "審査の項目ごとの確認状況", "state of each item", .min = 7, .max = 7,
	  MEMBERS(examination_item), .clause = "6.1" },
	TEXT("view", "見解の内容", "view"),
	END_OF_FIELDS,
};

static const struct field audit_period[] = {
	DAY("first-on", "監査対象期間の初日", "first day of the audit period"),
	DAY("last-on", "監査対象期間の末日", "last day of the audit period"),
	END_OF_FIELDS,
};

static const struct field form_5[] = {
	HEAD("5"),
	APPLICATION,
	DOCUMENT_NUMBER,
	{ "kind", "登録の種類", "kind of registration", FIELD_CHOICE, NEEDED,
	  .choices = "new renewal reapplication" },
	RECIPIENT,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	OPTIONAL_DATE("applied-on", "申請日", "application date"),
	OPTIONAL_DATE("decided-on", "登録の決定の日", "date of the decision"),
	DAY("registered-on", "登録日", "registration date"),
	DAY("expires-on", "登録の有効期限", "expiry"),
	{ "audit-period", "監査対象期間", "audit period", OPTIONAL, MEMBERS(audit_period) },
	{ "statement-scope", "言明の対象範囲", "statement scope", ONE,
	  MEMBERS(fields_statement_scope), .clause = "7.3(2)" },
	END_OF_FIELDS,
};

static const struct field form_6[] = {
	HEAD("6"),
	APPLICATION,
	DOCUMENT_NUMBER,
	{ "kind", "申請の種類", "kind of application", FIELD_CHOICE, ALLOWED,
	  .choices = "new renewal reapplication" },
	RECIPIENT,
	SERVICE_NAME,
	/* Of the entry that a renewal was applied for; its expiry while still to come. */
	OPTIONAL_REGISTRATION_NUMBER,
	OPTIONAL_DATE("expires-on", "登録の有効期限", "expiry"),
	DAY("applied-on", "申請日", "application date"),
	DAY("decided-on", "登録の是非の判断の日", "date of the decision"),
	OPTIONAL_TEXT("reason", "理由", "reason"),
	END_OF_FIELDS,
};

static const struct field form_7[] = {
	HEAD("7"),
	{ "stage", "報告の段階", "stage of the report", FIELD_CHOICE, ALLOWED,
	  .choices = "first additional final", .clause = "9.2" },
	FILER,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	DAY("occurred-on", "インシデントの発生日", "day of the incident"),
	DAY("noticed-on", "インシデントの認知日", "day it was noticed"),
	TEXT("summary", "インシデントの概要", "what happened"),
	TEXT("effect", "利用者への影響", "effect on users"),
	OPTIONAL_TEXT("cause", "原因", "cause"),
	TEXT("response", "対応の状況", "response"),
	OPTIONAL_TEXT("prevention", "再発防止策", "prevention"),
	CONTACT,
	END_OF_FIELDS,
};

static const struct field form_8[] = {
	HEAD("8"),
	FILER,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	DAY("changed-on", "変更日", "day of the change"),
	TEXT("change", "変更の内容", "change"),
	TEXT("reason", "変更の理由", "reason"),
	{ "affected-objectives", "影響を受ける統制目標", "affected control objectives",
	  FIELD_TOKENS, ONE, OBJECTIVE, .max_length = 8000 },
	OPTIONAL_TEXT("effect", "言明への影響", "effect on the statement"),
	CONTACT,
	END_OF_FIELDS,
};

/* The scope and the control objectives are written as the statement has them. */
static const struct field stated_item[] = {
	{ "statement-scope", "言明の対象範囲", "statement scope", OPTIONAL,
	  MEMBERS(fields_statement_scope), .clause = "7.5(6)" },
	{ "control-objectives", "統制目標", "control objectives", OPTIONAL,
	  MEMBERS(fields_control_objectives), .clause = "7.5(7)" },
	END_OF_FIELDS,
};

static const struct field listing_change[] = {
	{ "item", "変更する掲載事項", "listing item", FIELD_CHOICE, NEEDED, .choices = LISTED_ITEMS,
	  .clause = "7.5" },
	{ "old", "変更前", "old text", FIELD_STATED, OPTIONAL, .children = stated_item },
	{ "new", "変更後", "new text", FIELD_STATED, OPTIONAL, .children = stated_item },
	END_OF_FIELDS,
};

static const struct field form_9[] = {
	HEAD("9"),
	{ "effect-on", "変更日", "day the change takes effect", FIELD_DATE, NEEDED },
	FILER,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	{ "change", "掲載事項の変更", "listing change", SOME, MEMBERS(listing_change),
	  .clause = "10.2" },
	OPTIONAL_TEXT("reason", "変更の理由", "reason"),
	CONTACT,
	END_OF_FIELDS,
};

static const struct field form_10[] = {
	HEAD("10"),
	DOCUMENT_NUMBER,
	{ "ground", "モニタリングの根拠", "ground of monitoring", FIELD_CHOICE, NEEDED,
	  .choices = "11.1(1) 11.1(2) 11.1(3)", .clause = "11.1" },
	{ "answer-by", "回答の期日", "answer due", FIELD_DATE, NEEDED },
	RECIPIENT,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	OPTIONAL_TEXT("background", "実施の経緯", "background"),
	{ "point", "確認内容", "point to confirm", FIELD_TEXT, SOME, .clause = "11.2(1)" },
	END_OF_FIELDS,
};

static const struct field form_11[] = {
	HEAD("11"),
	DOCUMENT_NUMBER,
	{ "use", "通知の種類", "what is notified", FIELD_CHOICE, NEEDED,
	  .choices = "11.2(4) 11.2(5) 12.1 12.3" },
	{ "due-on", "再監査の期日", "re-audit due", FIELD_DATE, ALLOWED, .clause = "12.2" },
	RECIPIENT,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	DAY("monitoring-on", "モニタリング実施通知書の日付", "date of form 10"),
	TEXT("result", "モニタリング等の結果", "result"),
	{ "point", "該当箇所", "point not confirmed", FIELD_TEXT, MANY, .clause = "11.2(5)" },
	{ "remedy", "求める対応", "remedy", FIELD_CHOICE, OPTIONAL,
	  .choices = "reaudit reapplication", .clause = "11.2(5)" },
	END_OF_FIELDS,
};

static const struct field form_12[] = {
	HEAD("12"),
	{ "ground", "取下げの根拠", "ground of withdrawal", FIELD_CHOICE, NEEDED,
	  .choices = "14.1(1) 14.1(2)", .clause = "14.1" },
	FILER,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	OPTIONAL_DATE("ends-on", "提供の終了日", "last day of the service"),
	TEXT("reason", "取下げの理由", "reason"),
	CONTACT,
	END_OF_FIELDS,
};

static const struct field form_13[] = {
	HEAD("13"),
	DOCUMENT_NUMBER,
	{ "ground", "削除の根拠", "ground of removal", FIELD_CHOICE, NEEDED,
	  .choices = "14.2(3) 14.2(4) 14.2(5)", .clause = "14.3" },
	{ "request", "再申請を求める根拠", "clause that asks for it", FIELD_CHOICE, ALLOWED,
	  .choices = "11.2(5) 12.4", .clause = "14.2(3)" },
	RECIPIENT,
	SERVICE_NAME,
	REGISTRATION_NUMBER,
	OPTIONAL_DATE("registered-on", "登録日", "registration date"),
	DAY("removed-on", "登録の削除日", "day of the removal"),
	OPTIONAL_TEXT("reason", "理由", "reason"),
	END_OF_FIELDS,
};

static const struct field form_14[] = {
	HEAD("14"),
	APPLICATION,
	{ "act", "異議の対象となる処置", "act objected to", FIELD_CHOICE, NEEDED,
	  .choices = OBJECTED_ACTS, .clause = "15.1" },
	FILER,
	SERVICE_NAME,
	OPTIONAL_REGISTRATION_NUMBER,
	DAY("act-on", "処置の日", "day of the act"),
	OPTIONAL_TEXT("request", "異議申立の趣旨", "what is asked for"),
	TEXT("grounds", "異議申立の理由", "grounds"),
	CONTACT,
	END_OF_FIELDS,
};

static const struct field form_15[] = {
	HEAD("15"),
	DOCUMENT_NUMBER,
	{ "objection-on", "異議申立書の日付", "date of the objection", FIELD_DATE, NEEDED },
	{ "act", "異議の対象となる処置", "act objected to", FIELD_CHOICE, ALLOWED,
	  .choices = OBJECTED_ACTS, .clause = "15.1" },
	{ "act-on", "処置の日", "day of the act", FIELD_DATE, ALLOWED },
	{ "result", "異議申立の結論", "conclusion", FIELD_CHOICE, NEEDED,
	  .choices = "accepted partly-accepted not-accepted", .clause = "15.2" },
	RECIPIENT,
	SERVICE_NAME,
	TEXT("answer", "回答", "answer"),
	END_OF_FIELDS,
};

/* The notices; each is sent where site.xml says so. */
#define NOTICE_HEAD(of_kind)                                                                       \
	{ "kind", "通知の種類", "kind of notice", FIELD_CHOICE, NEEDED, .choices = (of_kind) },    \
		{ "service", "サービスの内部番号", "internal service id", FIELD_LINE, NEEDED,      \
		  SERVICE_ID },                                                                    \
		{ "filed-on", "提出日・発信日", "date of filing or sending", FIELD_DATE, NEEDED }, \
		{ "first-on", "最初の文書の日付", "date of the first letter, the day of the act",  \
		  FIELD_DATE, ALLOWED },                                                           \
		DOCUMENT_NUMBER
#define NOTICE_GROUND(ja, of_choices) \
	{ "ground", ja, "ground", FIELD_CHOICE, ALLOWED, .choices = (of_choices) }
#define POINTS OPTIONAL_TEXT("points", "内容", "points")

static const struct field suspension_notice[] = {
	NOTICE_HEAD("suspension"),
	NOTICE_GROUND("一時停止の根拠", "9.3 10.3"),
	RECIPIENT,
	SERVICE_NAME,
	OPTIONAL_REGISTRATION_NUMBER,
	POINTS,
	END_OF_FIELDS,
};

static const struct field lifting_notice[] = {
	NOTICE_HEAD("lifting"),
	NOTICE_GROUND("一時停止の根拠", "9.3 10.3"),
	RECIPIENT,
	SERVICE_NAME,
	OPTIONAL_REGISTRATION_NUMBER,
	OPTIONAL_DATE("suspended-on", "一時停止の日", "day of the suspension"),
	/* Of one that was upheld, where nothing was filed. */
	OPTIONAL_DATE("objection-on", "異議申立書の日付", "date of the objection"),
	POINTS,
	END_OF_FIELDS,
};

#define OF_APPLICATION                                         \
	RECIPIENT, SERVICE_NAME, OPTIONAL_REGISTRATION_NUMBER, \
		OPTIONAL_DATE("applied-on", "申請日", "application date")

static const struct field acceptance_notice[] = {
	NOTICE_HEAD("acceptance"),
	OF_APPLICATION,
	POINTS,
	END_OF_FIELDS,
};

static const struct field non_acceptance_notice[] = {
	NOTICE_HEAD("non-acceptance"),
	NOTICE_GROUND("不受理の根拠", "5.1 5.6(1) 5.6(2)"),
	OF_APPLICATION,
	/* Of the entry that a renewal was applied for, while still to come. */
	OPTIONAL_DATE("expires-on", "登録の有効期限", "expiry"),
	POINTS,
	END_OF_FIELDS,
};

static const struct field inquiry_notice[] = {
	NOTICE_HEAD("inquiry"),
	OF_APPLICATION,
	OPTIONAL_DATE("answer-by", "回答の期日", "answer due"),
	POINTS,
	END_OF_FIELDS,
};

static const struct field end_notice[] = {
	NOTICE_HEAD("end"),
	NOTICE_GROUND("登録が終わった根拠", "8.1 14.2(1) 14.2(2)"),
	RECIPIENT,
	SERVICE_NAME,
	OPTIONAL_REGISTRATION_NUMBER,
	OPTIONAL_DATE("registered-on", "登録日", "registration date"),
	OPTIONAL_DATE("expires-on", "登録の有効期限", "expiry"),
	OPTIONAL_DATE("removed-on", "登録の削除日", "day of the removal"),
	POINTS,
	END_OF_FIELDS,
};

#define NOTICE(number, ja, en, of_clause, to, event, members)                          \
	{                                                                              \
		number, ja, en, of_clause, PARTY_OPERATIONS_BODY, to, event,           \
		{                                                                      \
			"notice", ja, en, ONE, MEMBERS(members), .clause = (of_clause) \
		}                                                                      \
	}

#define FORM(number, ja, en, of_clause, from, to, event, members)                    \
	{                                                                            \
		number, ja, en, of_clause, from, to, event,                          \
		{                                                                    \
			"form", ja, en, ONE, MEMBERS(members), .clause = (of_clause) \
		}                                                                    \
	}

const struct form_kind form_kinds[LETTER_KINDS] = {
	FORM(1, "言明書", "Statement", "3.1", PARTY_APPLICANT, PARTY_COMMITTEE, FORM_NO_EVENT,
	     form_1),
	FORM(2, "経営者確認書", "Management confirmation", "3.1", PARTY_APPLICANT, PARTY_COMMITTEE,
	     FORM_NO_EVENT, form_2),
	FORM(3, "登録申請書", "Application for registration", "4.1", PARTY_APPLICANT,
	     PARTY_COMMITTEE, FORM_NO_EVENT, form_3),
	FORM(4, "審査報告書", "Examination report", "6.1", PARTY_OPERATIONS_BODY, PARTY_COMMITTEE,
	     FORM_NO_EVENT, form_4),
	FORM(5, "登録通知書", "Notice of registration", "7.1", PARTY_OPERATIONS_BODY,
	     PARTY_APPLICANT, FORM_NO_EVENT, form_5),
	FORM(6, "結果通知書", "Notice of the result", "7.4", PARTY_OPERATIONS_BODY, PARTY_APPLICANT,
	     FORM_NO_EVENT, form_6),
	FORM(7, "情報セキュリティインシデントに関する報告書",
	     "Report of an information security incident", "9.1", PARTY_REGISTRANT, PARTY_COMMITTEE,
	     EVENT_INCIDENT_REPORT, form_7),
	FORM(8, "重大な統制変更等届出書", "Notification of a major change of controls", "10.1",
	     PARTY_REGISTRANT, PARTY_COMMITTEE, EVENT_CONTROL_CHANGE, form_8),
	FORM(9, "ISMAP クラウドサービスリスト掲載事項変更届出書",
	     "Notification of a change of listed items", "10.2", PARTY_REGISTRANT, PARTY_COMMITTEE,
	     EVENT_LISTING_CHANGE, form_9),
	FORM(10, "モニタリング実施通知書", "Notice of monitoring", "11.2(1)", PARTY_OPERATIONS_BODY,
	     PARTY_REGISTRANT, FORM_NO_EVENT, form_10),
	FORM(11, "モニタリング実施結果等通知書", "Notice of the result of monitoring", "11.2(4)",
	     PARTY_OPERATIONS_BODY, PARTY_REGISTRANT, FORM_NO_EVENT, form_11),
	FORM(12, "登録取下届出書", "Notification of withdrawal", "14.1", PARTY_REGISTRANT,
	     PARTY_COMMITTEE, EVENT_WITHDRAWAL, form_12),
	FORM(13, "再申請要請書", "Request to apply again", "14.3", PARTY_COMMITTEE,
	     PARTY_REGISTRANT, FORM_NO_EVENT, form_13),
	FORM(14, "異議申立書", "Objection", "15.1", PARTY_EITHER, PARTY_COMMITTEE, EVENT_OBJECTION,
	     form_14),
	FORM(15, "異議申立書への回答書", "Answer to an objection", "15.2", PARTY_COMMITTEE,
	     PARTY_EITHER, EVENT_OBJECTION_REPLY, form_15),
	NOTICE(16, "一時停止の通知", "Notice of suspension", "9.3", PARTY_REGISTRANT,
	       EVENT_SUSPENSION, suspension_notice),
	NOTICE(17, "一時停止の解除の通知", "Notice of lifting", "9.4", PARTY_REGISTRANT,
	       EVENT_LIFTING, lifting_notice),
	NOTICE(18, "受理の通知", "Notice of acceptance", "5.1", PARTY_APPLICANT, EVENT_ACCEPTANCE,
	       acceptance_notice),
	NOTICE(19, "不受理の通知", "Notice of non-acceptance", "5.6", PARTY_APPLICANT,
	       EVENT_NON_ACCEPTANCE, non_acceptance_notice),
	NOTICE(20, "問合せ", "Inquiry", "5.4", PARTY_APPLICANT, EVENT_INQUIRY, inquiry_notice),
	NOTICE(21, "登録の終了の通知", "Notice of the end of registration", "8.1", PARTY_REGISTRANT,
	       FORM_NO_EVENT, end_notice),
};
