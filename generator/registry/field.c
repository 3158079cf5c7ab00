/* These are the rows of the field table for services and decisions. */
#include "registry/field.h"

#include "registry/field_row.h"
#include "registry/registry.h"

#include <string.h>

/* clang-format off */
#define READING .pattern = "[ぁ-ゖァ-ヶ][ぁ-ゖァ-ヶーゝゞヽヾ・ 　]*", .is_reading = true,       \
	.hint_ja = "ひらがな又はカタカナ（初めの字はかな）", .hint_en = "kana, and first a letter"

const struct field fields_person[] = {
	{ "post", "役職", "post", FIELD_LINE, OPTIONAL, AT(person, post) },
	{ "name", "氏名", "name", FIELD_LINE, ONE, AT(person, name) },
	END_OF_FIELDS,
};

/* Who a registrant is; a list of elsewhere names no more. */
#define APPLICANT_ROWS \
	{ "name", "クラウドサービス事業者の名称", "provider name", FIELD_LINE, ONE, \
	  AT(applicant, name), .clause = "7.5(3)", LISTED(3) }, \
	{ "reading", "事業者名の読み", "provider reading", FIELD_LINE, ONE, READING, \
	  AT(applicant, reading), LISTED(3) }, \
	{ "corporate-number", "法人番号", "corporate number", FIELD_LINE, OPTIONAL, \
	  .pattern = "[0-9]{13}", .hint_ja = "13桁の数字", .hint_en = "13 digits", \
	  AT(applicant, corporate_number), .clause = "4.1(1)", LISTED(3) }, \
	{ "postal-code", "郵便番号", "postal code", FIELD_LINE, OPTIONAL, POSTAL_CODE, \
	  AT(applicant, postal_code) }, \
	{ "address", "所在地", "address", FIELD_LINE, ONE, AT(applicant, address), \
	  .clause = "7.5(3)", LISTED(3) }

static const struct field applicant[] = {
	APPLICANT_ROWS,
	{ "representative", "代表者", "representative", ONE, GROUP(person, fields_person),
	  AT(applicant, representative), .clause = "3.1" },
	{ "addressee", "宛名", "addressee", FIELD_LINE, OPTIONAL, AT(applicant, addressee) },
	{ "honorific", "敬称", "honorific", FIELD_CHOICE, ONE, .choices = "様 殿 御中",
	  AT(applicant, honorific) },
	END_OF_FIELDS,
};

#define SCOPE_ENTRY                                                            \
	{ "name", "サービス名", "service name", FIELD_LINE, ONE, .max_length = 1500,     \
	  AT(scope_entry, name), LISTED(6) },                                          \
	{ "note", "補足", "note", FIELD_LINE, OPTIONAL, .max_length = 1500,            \
	  AT(scope_entry, note), LISTED(6) }
static const struct field sub_service[] = {
	SCOPE_ENTRY,
	{ "region", "提供するリージョン", "region that offers it", FIELD_LINE, MANY,
	  .hint_ja = "言明の対象範囲のリージョンの名前", .hint_en = "the name of a region of the scope",
	  AT(scope_entry, regions), LISTED(6) },
	END_OF_FIELDS,
};
static const struct field outside_service[] = { SCOPE_ENTRY, END_OF_FIELDS };
static const struct field region[] = {
	{ "country", "国", "country", FIELD_LINE, ALLOWED, .pattern = "[A-Z]{2}",
	  .hint_ja = "ISO 3166-1の2文字（例 JP）", .hint_en = "two letters of ISO 3166-1, such as JP",
	  AT(region, country), LISTED(6) },
	{ "prefecture", "都道府県", "prefecture", FIELD_LINE, ALLOWED,
	  .pattern = "0[1-9]|[1-3][0-9]|4[0-7]", .hint_ja = "JIS X 0401の2桁（例 東京都は13）",
	  .hint_en = "two digits of JIS X 0401, such as 13 for Tokyo", AT(region, prefecture),
	  LISTED(6) },
	END_OF_FIELDS,
};

const struct field fields_statement_scope[] = {
	{ "overview", "対象範囲の概要", "scope overview", FIELD_PROSE, ONE, .max_length = 16000,
	  AT(statement_scope, overview), LISTED(6) },
	{ "sub-service", "対象のサブサービス", "sub-service in scope", SOME,
	  GROUP(scope_entry, sub_service), AT(statement_scope, sub_services), LISTED(6) },
	{ "outside-service", "対象外のサービス", "service outside the scope", MANY,
	  GROUP(scope_entry, outside_service), AT(statement_scope, outside_services), LISTED(6) },
	{ "region", "リージョン", "region", FIELD_LINE, SOME, AT(statement_scope, regions),
	  .children = region, .size = sizeof(struct region), LISTED(6) },
	END_OF_FIELDS,
};

static const struct field exclusion[] = {
	{ "objective", "統制目標", "control objective", FIELD_LINE, NEEDED,
	  OBJECTIVE, AT(exclusion, objective), LISTED(7) },
	{ "reason", "対象外とする理由", "reason for exclusion", FIELD_LINE, ONE,
	  .max_length = 400, AT(exclusion, reason), LISTED(7) },
	END_OF_FIELDS,
};

const struct field fields_control_objectives[] = {
	{ "edition", "管理基準の版", "criteria edition", FIELD_LINE, NEEDED, EDITION,
	  AT(control_objectives, edition), LISTED(7) },
	{ "implemented", "実施している統制目標", "implemented objectives", FIELD_TOKENS, ONE,
	  OBJECTIVE, .max_length = 8000,
	  AT(control_objectives, implemented), LISTED(7) },
	{ "excluded", "対象外の統制目標", "excluded objective", MANY,
	  GROUP(exclusion, exclusion), AT(control_objectives, exclusions), LISTED(7) },
	END_OF_FIELDS,
};

static const struct field audit_period[] = {
	{ "first-on", "監査対象期間の初日", "first day of the audit period", FIELD_DATE, ONE,
	  AT(audit_period, first_on), LISTED(8) },
	{ "last-on", "監査対象期間の末日", "last day of the audit period", FIELD_DATE, ONE,
	  AT(audit_period, last_on), LISTED(8) },
	END_OF_FIELDS,
};

const struct field fields_statement[] = {
	{ "signed-on", "言明書の日付", "date of the statement", FIELD_DATE, ONE,
	  AT(statement, signed_on) },
	{ "representative", "言明書の代表者", "representative of the statement", ONE,
	  GROUP(person, fields_person), AT(statement, representative), .clause = "3.1" },
	{ "service-name", "クラウドサービスの名称", "service name", FIELD_LINE, ONE,
	  AT(statement, service_name), .clause = "7.5(1)", LISTED(1) },
	{ "service-reading", "サービス名の読み", "service reading", FIELD_LINE, ONE, READING,
	  AT(statement, service_reading), LISTED(1) },
	{ "service-url", "ホームページのURL", "home page URL", FIELD_URL, ONE,
	  AT(statement, service_url), .clause = "7.5(2)", LISTED(2) },
	{ "statement-scope", "言明の対象範囲", "statement scope", ONE,
	  GROUP(statement_scope, fields_statement_scope), AT(statement, scope),
	  .clause = "7.5(6)", LISTED(6) },
	{ "control-objectives", "基本言明要件のうち実施している統制目標の管理策",
	  "control objectives", ONE, GROUP(control_objectives, fields_control_objectives),
	  AT(statement, objectives), .clause = "7.5(7)", LISTED(7) },
	{ "audit-period", "監査対象期間", "audit period", ONE,
	  GROUP(audit_period, audit_period), AT(statement, audit_period),
	  .clause = "7.5(8)", LISTED(8) },
	{ "subsequent-events", "後発事象", "subsequent events", FIELD_PROSE, ONE,
	  AT(statement, subsequent_events), .clause = "7.5(9)", LISTED(9) },
	{ "special-notes", "特記事項", "special notes", FIELD_PROSE, OPTIONAL,
	  AT(statement, special_notes), .clause = "7.5(12)" },
	END_OF_FIELDS,
};

const struct field fields_confirmation[] = {
	{ "signed-on", "経営者確認書の日付", "date of the confirmation", FIELD_DATE, ONE,
	  AT(confirmation, signed_on) },
	{ "confirmed", "経営者確認書の確認事項", "confirmed items", FIELD_TOKENS, ONE,
	  .pattern = "[1-8]", .hint_ja = "1〜8の番号", .hint_en = "numbers 1 to 8",
	  AT(confirmation, confirmed) },
	END_OF_FIELDS,
};

static const struct field audit_finding[] = {
	{ "criteria", "発見事項の基準", "criteria of the audit finding", FIELD_CHOICE, NEEDED,
	  .choices = "governance management control", AT(audit_finding, criteria),
	  .clause = "6.1(2)" },
	{ "objective", "発見事項の統制目標", "objective of the audit finding", FIELD_LINE,
	  ALLOWED, OBJECTIVE, AT(audit_finding, objective) },
	{ "summary", "発見事項の内容", "summary of the audit finding", FIELD_LINE, ONE,
	  .max_length = 1000, AT(audit_finding, summary) },
	{ "mended-by", "改善の期日", "date by which it is mended", FIELD_DATE, OPTIONAL,
	  AT(audit_finding, mended_by), .clause = "6.1(4)" },
	END_OF_FIELDS,
};

const struct field fields_audit[] = {
	{ "auditor", "監査機関", "auditor", FIELD_LINE, ONE, AT(audit, auditor) },
	{ "report-on", "実施結果報告書の日付", "date of the audit report", FIELD_DATE, ONE,
	  AT(audit, report_on), .clause = "3.2" },
	{ "audit-finding", "発見事項", "audit finding", MANY,
	  GROUP(audit_finding, audit_finding), AT(audit, findings), .clause = "6.1(3)" },
	END_OF_FIELDS,
};

const struct field fields_improvement_plan[] = {
	{ "drawn-up-on", "改善計画書の日付", "date of the improvement plan", FIELD_DATE, ONE,
	  AT(improvement_plan, drawn_up_on) },
	{ "completes-on", "改善の完了予定日", "planned completion", FIELD_DATE, ONE,
	  AT(improvement_plan, completes_on) },
	END_OF_FIELDS,
};

const struct field fields_disclosed_information[] = {
	{ "capital-and-officers", "資本関係及び役員等の情報", "capital and officers",
	  FIELD_PROSE, ONE, AT(disclosed_information, capital_and_officers),
	  .clause = "3.4(1)", LISTED(11) },
	{ "foreign-law-risk", "国内法以外の法令が適用されるリスクに関する情報",
	  "foreign law risk", FIELD_PROSE, ONE, AT(disclosed_information, foreign_law_risk),
	  .clause = "3.4(2)", LISTED(11) },
	{ "governing-law", "準拠法・裁判管轄に関する情報", "governing law and jurisdiction",
	  FIELD_PROSE, ONE, AT(disclosed_information, governing_law), .clause = "3.4(3)",
	  LISTED(11) },
	{ "third-party-testing", "第三者による検査の実施状況と受入に関する情報",
	  "third-party testing", FIELD_PROSE, ONE,
	  AT(disclosed_information, third_party_testing), .clause = "3.4(4)", LISTED(11) },
	END_OF_FIELDS,
};

static const struct field pledge[] = {
	{ "signed-on", "宣誓書の日付", "date of the pledge", FIELD_DATE, ONE,
	  AT(pledge, signed_on) },
	{ "sworn", "宣誓事項", "sworn items", FIELD_TOKENS, ONE, .pattern = "[1-6]",
	  .hint_ja = "1〜6の番号", .hint_en = "numbers 1 to 6", AT(pledge, sworn),
	  .clause = "3.5" },
	END_OF_FIELDS,
};

const struct field fields_enclosures[] = {
	{ "language", "提出書類の言語", "language of the documents", FIELD_CHOICE, NEEDED,
	  .choices = "ja en", AT(enclosures, language), .clause = "3.9" },
	{ "annex-language", "言明書の別添の言語", "language of the annex", FIELD_CHOICE, NEEDED,
	  .choices = "ja en", AT(enclosures, annex_language), .clause = "3.9" },
	{ "attached", "添付書類", "attached documents", FIELD_TOKENS, ONE, .pattern = "[1-7]",
	  .hint_ja = "4.1の番号1〜7", .hint_en = "numbers 1 to 7 of 4.1",
	  AT(enclosures, attached), .clause = "4.1" },
	END_OF_FIELDS,
};

const struct field fields_deviation[] = {
	{ "rule", "規則の名前", "name of the rule", FIELD_LINE, NEEDED, .pattern = "[a-z0-9-]+",
	  .hint_ja = "指摘の名前（ismapgen rules で調べる）",
	  .hint_en = "the name of a finding, see ismapgen rules", AT(deviation, rule) },
	{ "by", "認めた機関", "who accepted it", FIELD_CHOICE, NEEDED,
	  .choices = "committee operations-body", AT(deviation, by) },
	{ "on", "認めた日", "day of acceptance", FIELD_DATE, NEEDED, AT(deviation, on) },
	{ "reason", "理由", "reason", FIELD_TEXT, ONE, AT(deviation, reason) },
	END_OF_FIELDS,
};

static const struct field application[] = {
	{ "id", "申請の番号", "application id", FIELD_LINE, NEEDED, .pattern = "[1-9][0-9]?",
	  .hint_ja = "1から始まる番号", .hint_en = "a number from 1", AT(application, id) },
	{ "kind", "申請の種類", "kind of application", FIELD_CHOICE, NEEDED,
	  .choices = "new renewal reapplication", AT(application, kind), .clause = "4.3" },
	{ "applied-on", "申請日", "application date", FIELD_DATE, ONE,
	  AT(application, applied_on), .clause = "4.2" },
	{ "applicant", "申請者", "applicant", ONE, GROUP(applicant, applicant),
	  AT(application, applicant), .clause = "7.5(3)", LISTED(3) },
	{ "statement", "言明書", "statement", ONE, GROUP(statement, fields_statement),
	  AT(application, statement), .clause = "3.1" },
	{ "confirmation", "経営者確認書", "management confirmation", ONE,
	  GROUP(confirmation, fields_confirmation), AT(application, confirmation), .clause = "3.1" },
	{ "audit", "実施結果報告書", "audit report", ONE, GROUP(audit, fields_audit),
	  AT(application, audit), .clause = "3.2" },
	{ "improvement-plan", "改善計画書", "improvement plan", OPTIONAL,
	  GROUP(improvement_plan, fields_improvement_plan), AT(application, improvement_plan),
	  .clause = "3.3", .item = 10 },
	{ "disclosed-information", "3.4において提供する情報", "information of 3.4", ONE,
	  GROUP(disclosed_information, fields_disclosed_information), AT(application, disclosed),
	  .clause = "7.5(11)", LISTED(11) },
	{ "pledge", "宣誓書", "pledge", ONE, GROUP(pledge, pledge), AT(application, pledge),
	  .clause = "3.5" },
	{ "no-antisocial-forces", "反社会的勢力に該当しない旨の申告",
	  "declaration on antisocial forces", FIELD_MARK, OPTIONAL,
	  AT(application, no_antisocial_forces), .clause = "3.12" },
	{ "enclosures", "添付書類", "enclosures", ONE, GROUP(enclosures, fields_enclosures),
	  AT(application, enclosures), .clause = "4.1" },
	DEVIATIONS(application),
	END_OF_FIELDS,
};

/* As applicant[], but all may be left out: what is not written stays. */
static const struct field party[] = {
	{ "on", "効力の日", "day of effect", FIELD_DATE, NEEDED, AT(party, on) },
	{ "cause", "変更の原因", "cause of the change", FIELD_CHOICE, NEEDED,
	  .choices = "change merger transfer", AT(party, cause) },
	{ "name", "クラウドサービス事業者の名称", "provider name", FIELD_LINE, OPTIONAL,
	  AT(party, applicant.name), .clause = "7.5(3)", LISTED(3) },
	{ "reading", "事業者名の読み", "provider reading", FIELD_LINE, OPTIONAL, READING,
	  AT(party, applicant.reading), LISTED(3) },
	{ "corporate-number", "法人番号", "corporate number", FIELD_LINE, OPTIONAL,
	  .pattern = "[0-9]{13}", .hint_ja = "13桁の数字", .hint_en = "13 digits",
	  AT(party, applicant.corporate_number), .clause = "4.1(1)", LISTED(3) },
	{ "postal-code", "郵便番号", "postal code", FIELD_LINE, OPTIONAL, POSTAL_CODE,
	  AT(party, applicant.postal_code) },
	{ "address", "所在地", "address", FIELD_LINE, OPTIONAL, AT(party, applicant.address),
	  .clause = "7.5(3)", LISTED(3) },
	{ "representative", "代表者", "representative", OPTIONAL, GROUP(person, fields_person),
	  AT(party, applicant.representative), .clause = "3.1" },
	{ "addressee", "宛名", "addressee", FIELD_LINE, OPTIONAL, AT(party, applicant.addressee) },
	{ "honorific", "敬称", "honorific", FIELD_CHOICE, OPTIONAL, .choices = "様 殿 御中",
	  AT(party, applicant.honorific) },
	{ "note", "備考", "internal note", FIELD_TEXT, OPTIONAL, AT(party, note) },
	END_OF_FIELDS,
};

/* The items that have elements of their own, as the statement writes them. */
static const struct field corrected_item[] = {
	{ "statement-scope", "言明の対象範囲", "statement scope", OPTIONAL,
	  GROUP(statement_scope, fields_statement_scope), .clause = "7.5(6)" },
	{ "control-objectives", "統制目標", "control objectives", OPTIONAL,
	  GROUP(control_objectives, fields_control_objectives), .clause = "7.5(7)" },
	{ "audit-period", "監査対象期間", "audit period", OPTIONAL,
	  GROUP(audit_period, audit_period), .clause = "7.5(8)" },
	END_OF_FIELDS,
};

static const struct field correction[] = {
	{ "on", "訂正の日", "day of the correction", FIELD_DATE, NEEDED, AT(correction, on) },
	{ "item", "訂正する掲載事項", "listed item", FIELD_CHOICE, NEEDED,
	  .choices = LISTED_ITEMS " audit-period", AT(correction, item), .clause = "7.5" },
	{ "old", "公開した内容", "published text", FIELD_STATED, OPTIONAL,
	  .children = corrected_item },
	{ "new", "正しい内容", "right text", FIELD_STATED, OPTIONAL, .children = corrected_item },
	{ "reason", "訂正の理由（公表する）", "reason, which is published", FIELD_LINE, ONE,
	  .max_length = 400, AT(correction, reason) },
	END_OF_FIELDS,
};

/* Attributes and children that events share. */
#define EVENT_ON { "on", "日付", "date", FIELD_DATE, NEEDED, AT(event, on) }
#define EVENT_APPLICATION                                                      \
	{ "application", "申請の番号", "application id", FIELD_LINE, NEEDED,           \
	  AT(event, application) }
#define EVENT_GROUND                                                           \
	{ "ground", "一時停止の根拠", "ground of suspension", FIELD_CHOICE, NEEDED,      \
	  .choices = "9.3 10.3", AT(event, ground) }
#define EVENT_RESULT                                                           \
	{ "result", "結果", "result", FIELD_CHOICE, NEEDED,                          \
	  .choices = "confirmed not-confirmed", AT(event, result) }
#define EVENT_DOCUMENT_NUMBER                                                  \
	{ "document-number", "文書番号", "document number", FIELD_LINE, ALLOWED,       \
	  AT(event, document_number) }
#define EVENT_POINTS                                                           \
	{ "points", "確認内容", "points", FIELD_TEXT, OPTIONAL, AT(event, points) }
#define EVENT_NOTE                                                             \
	{ "note", "備考", "internal note", FIELD_TEXT, OPTIONAL, AT(event, note) },        \
	DEVIATIONS(event)
#define EVENT_COMMITTEE_ON                                                     \
	{ "committee-confirmed-on", "運営委員会に確認した日", "day the committee was asked", \
	  FIELD_DATE, ALLOWED, AT(event, committee_on), .clause = "11.2(5)" }
/* The earlier event that this one is about, where there could be several. */
#define EVENT_ABOUT(name, ja, en)                                              \
	{ name, ja, en, FIELD_DATE, ALLOWED, AT(event, about_on) }
#define EVENT_OF_MONITORING                                                    \
	EVENT_ABOUT("monitoring-on", "モニタリング実施通知書の日付", "date of the notice of monitoring")

static const struct field application_event[] = {
	EVENT_ON, EVENT_APPLICATION, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field inquiry_event[] = {
	EVENT_ON, EVENT_APPLICATION, EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE,
	END_OF_FIELDS,
};
static const struct field non_acceptance_event[] = {
	EVENT_ON, EVENT_APPLICATION,
	{ "ground", "不受理の根拠", "ground of non-acceptance", FIELD_CHOICE, ALLOWED,
	  .choices = "5.1 5.6(1) 5.6(2)", AT(event, ground), .clause = "5.6" },
	EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field suspension_event[] = {
	EVENT_ON, EVENT_GROUND, EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field lifting_event[] = {
	EVENT_ON, EVENT_GROUND,
	EVENT_ABOUT("suspension-on", "一時停止の日", "day of the suspension"),
	EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field monitoring_event[] = {
	EVENT_ON,
	{ "due-on", "回答の期日", "answer due", FIELD_DATE, NEEDED, AT(event, due_on) },
	EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field plain_event[] = {
	EVENT_ON, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field monitoring_step_event[] = {
	EVENT_ON, EVENT_OF_MONITORING, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field remark_event[] = {
	EVENT_ON,
	{ "special-notes", "特記事項", "special notes", FIELD_PROSE, OPTIONAL,
	  AT(event, special_notes), .clause = "7.5(12)", LISTED(12) },
	EVENT_NOTE, END_OF_FIELDS,
};
static const struct field monitoring_result_event[] = {
	EVENT_ON, EVENT_RESULT, EVENT_OF_MONITORING, EVENT_COMMITTEE_ON,
	{ "remedy", "求める対応", "remedy", FIELD_CHOICE, ALLOWED,
	  .choices = "reaudit reapplication", AT(event, remedy), .clause = "11.2(5)" },
	EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field reaudit_demand_event[] = {
	EVENT_ON,
	{ "due-on", "再監査の期日", "re-audit due", FIELD_DATE, NEEDED, AT(event, due_on),
	  .clause = "12.2" },
	EVENT_DOCUMENT_NUMBER, EVENT_POINTS, EVENT_NOTE, END_OF_FIELDS,
};
static const struct field reaudit_result_event[] = {
	EVENT_ON, EVENT_RESULT, EVENT_COMMITTEE_ON, EVENT_DOCUMENT_NUMBER, EVENT_POINTS,
	EVENT_NOTE, END_OF_FIELDS,
};

#define EVENT(name, ja, en, members, of_clause)                                \
	{ name, ja, en, MANY, GROUP(event, members), .clause = (of_clause) }

/* In the order of enum event_kind: the index is the kind. */
static const struct field events[] = {
	EVENT("receipt", "受付", "receipt", application_event, "5.2"),
	EVENT("inquiry", "問い合わせ", "inquiry", inquiry_event, "5.4"),
	EVENT("answer", "回答", "answer", application_event, "5.5"),
	EVENT("acceptance", "受理", "acceptance", inquiry_event, "5.1"),
	EVENT("non-acceptance", "不受理", "non-acceptance", non_acceptance_event, "5.6"),
	EVENT("application-withdrawal", "申請の取下げ", "withdrawal of the application",
	      application_event, NULL),
	EVENT("examination", "審査報告", "examination report", inquiry_event, "6.1"),
	EVENT("suspension", "一時停止", "suspension", suspension_event, "9.3"),
	EVENT("lifting", "一時停止の解除", "lifting", lifting_event, "9.4"),
	EVENT("monitoring", "モニタリング実施通知", "monitoring", monitoring_event, "11.2(1)"),
	EVENT("monitoring-answer", "モニタリングへの回答", "answer to monitoring",
	      monitoring_step_event, "11.2(2)"),
	EVENT("hearing", "聞き取り調査", "hearing", monitoring_step_event, "11.2(3)"),
	EVENT("monitoring-result", "モニタリング結果", "monitoring result",
	      monitoring_result_event, "11.2(4)"),
	EVENT("reaudit-demand", "再監査の求め", "re-audit demand", reaudit_demand_event, "12.1"),
	EVENT("reaudit-submission", "再監査の提出", "re-audit submission", plain_event, "12.2"),
	EVENT("reaudit-result", "再監査の結果", "re-audit result", reaudit_result_event, "12.3"),
	EVENT("explanation-request", "弁明の機会の求め", "request to explain", plain_event,
	      "11.2(5)"),
	EVENT("explanation", "弁明", "explanation", plain_event, "11.2(5)"),
	EVENT("withdrawal-retraction", "登録取下届出の撤回", "retraction of form 12", plain_event,
	      "14.1"),
	EVENT("user-notice", "利用者への通知・公開", "notice to users", plain_event, "3.5(5)"),
	EVENT("remark", "特記事項の記載", "special notes of the body", remark_event, "7.5(12)"),
	END_OF_FIELDS,
};

/* A registrant as a list names it; letters need who is addressed, and how. */
static const struct field carried_applicant[] = {
	APPLICANT_ROWS,
	{ "representative", "代表者", "representative", OPTIONAL, GROUP(person, fields_person),
	  AT(applicant, representative) },
	{ "addressee", "宛名", "addressee", FIELD_LINE, OPTIONAL, AT(applicant, addressee) },
	{ "honorific", "敬称", "honorific", FIELD_CHOICE, ONE, .choices = "様 殿 御中",
	  AT(applicant, honorific) },
	END_OF_FIELDS,
};
static const struct field carried_suspension[] = {
	{ "since", "一時停止の日", "day of the suspension", FIELD_DATE, NEEDED, AT(event, on) },
	EVENT_GROUND, END_OF_FIELDS,
};
static const struct field carried_reaudit[] = {
	{ "since", "再監査の求めの日", "day of the demand", FIELD_DATE, NEEDED, AT(event, on) },
	{ "due-on", "再監査の期日", "re-audit due", FIELD_DATE, ALLOWED, AT(event, due_on) },
	END_OF_FIELDS,
};
static const struct field nothing[] = { END_OF_FIELDS };

#define CARRIED(member) AT(carried_over, application.member)
static const struct field carried_over[] = {
	{ "on", "移行の日", "day of the carrying over", FIELD_DATE, NEEDED, AT(carried_over, on) },
	{ "from", "移行元", "list that it comes from", FIELD_LINE, NEEDED, AT(carried_over, from) },
	{ "number", "登録番号", "registration number", FIELD_LINE, ONE, NUMBER_SHAPE,
	  AT(carried_over, number) },
	{ "registered-on", "登録日", "registration date", FIELD_DATE, ONE,
	  AT(carried_over, registered_on), .clause = "7.5(4)", LISTED(4) },
	{ "renewed-on", "直近の更新日", "day of the last renewal", FIELD_DATE, OPTIONAL,
	  AT(carried_over, renewed_on), .clause = "7.2" },
	{ "expires-on", "登録の有効期限", "expiry", FIELD_DATE, ONE, AT(carried_over, expires_on),
	  .clause = "7.5(5)", LISTED(5) },
	{ "applicant", "登録者", "registrant", ONE, GROUP(applicant, carried_applicant),
	  CARRIED(applicant), .clause = "7.5(3)", LISTED(3) },
	{ "service-name", "クラウドサービスの名称", "service name", FIELD_LINE, ONE,
	  CARRIED(statement.service_name), .clause = "7.5(1)", LISTED(1) },
	{ "service-reading", "サービス名の読み", "service reading", FIELD_LINE, ONE, READING,
	  CARRIED(statement.service_reading), LISTED(1) },
	{ "service-url", "ホームページのURL", "home page URL", FIELD_URL, ONE,
	  CARRIED(statement.service_url), .clause = "7.5(2)", LISTED(2) },
	{ "statement-scope", "言明の対象範囲", "statement scope", ONE,
	  GROUP(statement_scope, fields_statement_scope), CARRIED(statement.scope),
	  .clause = "7.5(6)", LISTED(6) },
	{ "control-objectives", "基本言明要件のうち実施している統制目標の管理策",
	  "control objectives", ONE, GROUP(control_objectives, fields_control_objectives),
	  CARRIED(statement.objectives), .clause = "7.5(7)", LISTED(7) },
	{ "audit-period", "監査対象期間", "audit period", ONE, GROUP(audit_period, audit_period),
	  CARRIED(statement.audit_period), .clause = "7.5(8)", LISTED(8) },
	{ "subsequent-events", "後発事象", "subsequent events", FIELD_PROSE, ONE,
	  CARRIED(statement.subsequent_events), .clause = "7.5(9)", LISTED(9) },
	{ "improvement-plan", "改善計画書", "improvement plan", OPTIONAL,
	  GROUP(improvement_plan, nothing), CARRIED(improvement_plan), .clause = "7.5(10)",
	  .item = 10 },
	{ "disclosed-information", "3.4において提供する情報", "information of 3.4", ONE,
	  GROUP(disclosed_information, fields_disclosed_information), CARRIED(disclosed),
	  .clause = "7.5(11)", LISTED(11) },
	{ "special-notes", "特記事項", "special notes", FIELD_PROSE, OPTIONAL,
	  AT(carried_over, special_notes), .clause = "7.5(12)", LISTED(12) },
	{ "renewal-pending", "更新の判断を待っている", "renewal undecided", FIELD_MARK, OPTIONAL,
	  AT(carried_over, renewal_pending), .clause = "8.1" },
	{ "suspended", "続いている一時停止", "suspension that lasts", MANY,
	  GROUP(event, carried_suspension), AT(carried_over, suspensions), .clause = "9.5" },
	{ "under-reaudit", "続いている再監査", "re-audit that lasts", MANY,
	  GROUP(event, carried_reaudit), AT(carried_over, reaudits), .clause = "12.5" },
	END_OF_FIELDS,
};

static const struct field contact[] = {
	{ "section", "窓口", "section", FIELD_LINE, OPTIONAL, AT(contact, section) },
	{ "telephone", "窓口の電話番号", "telephone", FIELD_LINE, OPTIONAL,
	  AT(contact, telephone) },
	{ "email", "窓口の電子メール", "e-mail", FIELD_LINE, OPTIONAL, E_MAIL, AT(contact, email) },
	{ "url", "窓口のURL", "URL of the contact", FIELD_URL, OPTIONAL, AT(contact, url) },
	END_OF_FIELDS,
};

static const struct field additions[] = {
	{ "english-name", "英語の名称", "name in English", FIELD_LINE, OPTIONAL,
	  AT(additions, english_name) },
	{ "provider-english-name", "事業者の英語の名称", "provider's name in English",
	  FIELD_LINE, OPTIONAL, AT(additions, provider_english_name) },
	{ "alias", "別名", "alias", FIELD_LINE, MANY, AT(additions, aliases) },
	{ "abbreviation", "略称", "abbreviation", FIELD_LINE, MANY, AT(additions, abbreviations) },
	{ "service-model", "サービスの形態", "service model", FIELD_CHOICE, MANY,
	  .choices = "IaaS PaaS SaaS", AT(additions, service_models) },
	{ "category", "サービスの分類", "category", FIELD_LINE, MANY, CATEGORY_ID,
	  AT(additions, categories) },
	{ "base", "基盤として利用するサービス", "service that it builds on", FIELD_LINE, MANY,
	  NUMBER_SHAPE, AT(additions, bases) },
	{ "contact", "利用者の窓口", "contact for users", OPTIONAL,
	  GROUP(contact, contact), AT(additions, contact) },
	END_OF_FIELDS,
};

static const struct field service[] = {
	{ "id", "サービスの内部番号", "internal service id", FIELD_LINE, NEEDED, SERVICE_ID,
	  AT(service, id) },
	{ "carried-over", "移行", "carried over", OPTIONAL, GROUP(carried_over, carried_over),
	  AT(service, carried_over), .clause = "7.1" },
	{ "application", "申請", "application", MANY, GROUP(application, application),
	  AT(service, applications) },
	{ "party", "登録者の変更", "change of the registrant", MANY, GROUP(party, party),
	  AT(service, parties), .clause = "10.2" },
	{ "correction", "訂正", "correction of what was published", MANY,
	  GROUP(correction, correction), AT(service, corrections), .clause = "7.5" },
	{ "additions", "付記", "additions of the body", OPTIONAL, GROUP(additions, additions),
	  AT(service, additions) },
	{ "events", "経過", "events", OPTIONAL, .kind = FIELD_SEQUENCE, .children = events,
	  AT(service, own_events), .size = sizeof(struct event) },
	END_OF_FIELDS,
};

const struct field field_service = {
	"service", "サービス", "service", ONE, GROUP(service, service),
};

/* clang-format on */
const char *
field_hint(const struct field *field, enum language language)
{
	static const char *const prose[] = {
		"文章（Markdown）。段落は空行で分け、改行はそのまま残る",
		"prose in Markdown; empty lines part paragraphs, line ends stay",
	};
	static const char *const text[] = {
		"文章。記号も書いたとおりに印刷され、改行もそのまま残る",
		"prose, printed as it is written, signs and line ends, too",
	};
	bool is_english = language == LANGUAGE_EN;

	if (field->kind == FIELD_PROSE)
		return prose[is_english];
	if (field->kind == FIELD_TEXT)
		return text[is_english];
	return is_english ? field->hint_en : field->hint_ja;
}

const struct field *
field_find(const struct field *group, const char *name)
{
	if (group->children == NULL)
		return NULL;
	for (const struct field *field = group->children; field->name != NULL; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

bool
field_has_elements(const struct field *group)
{
	for (const struct field *child = group->children; child->name != NULL; child++)
		if (!child->attribute)
			return true;
	return false;
}

const struct field *
field_at(const struct field *group, const char *path, size_t *offset)
{
	size_t sum = 0;

	for (;;) {
		size_t length = strcspn(path, "/");
		const struct field *field = group->children;

		while (strncmp(field->name, path, length) != 0 || field->name[length] != '\0')
			field++;
		sum += field->offset;
		if (path[length] == '\0') {
			if (offset != NULL)
				*offset = sum;
			return field;
		}
		path += length + 1;
		group = field;
	}
}
