/*
 * The field table of what is not of one service: the decisions, the settings of the
 * site, the editions of the criteria, and the ledger of letters.
 */
#include "registry/field.h"

#include "registry/field_row.h"
#include "registry/registry.h"

/* clang-format off */
#define SEALS "box space omitted"
#define DECISION_SERVICE                                                       \
	{ "service", "サービスの内部番号", "internal service id", FIELD_LINE, NEEDED,     \
	  SERVICE_ID, AT(decision, service) }
#define DECISION_APPLICATION                                                   \
	{ "application", "申請の番号", "application id", FIELD_LINE, NEEDED,           \
	  AT(decision, application) }
#define DECISION_DOCUMENT_NUMBER                                               \
	{ "document-number", "文書番号", "document number", FIELD_LINE, ONE,           \
	  AT(decision, document_number) }
#define DECISION_EXPIRES_ON                                                    \
	{ "expires-on", "登録の有効期限", "expiry", FIELD_DATE, ONE,                   \
	  AT(decision, expires_on), .clause = "7.5(5)", LISTED(5) }

#define DECISION_SPECIAL_NOTES                                                 \
	{ "special-notes", "特記事項", "special notes", FIELD_PROSE, OPTIONAL,         \
	  AT(decision, special_notes), .clause = "7.5(12)", LISTED(12) }
#define DECISION_REASON                                                        \
	{ "reason", "理由", "reason", FIELD_TEXT, OPTIONAL, AT(decision, reason) }
/* An act of the past, by its kind and day. */
#define DECISION_ACT(acts)                                                     \
	{ "act", "対象の処置", "act that is meant", FIELD_CHOICE, NEEDED, .choices = (acts), \
	  AT(decision, act) },                                                         \
	{ "act-on", "処置の日", "day of the act", FIELD_DATE, NEEDED, AT(decision, act_on) }

static const struct field registration_decision[] = {
	DECISION_SERVICE, DECISION_APPLICATION,
	{ "number", "登録番号", "registration number", FIELD_LINE, ONE, NUMBER_SHAPE,
	  AT(decision, number) },
	{ "registered-on", "登録日", "registration date", FIELD_DATE, ONE,
	  AT(decision, registered_on), .clause = "7.5(4)", LISTED(4) },
	DECISION_EXPIRES_ON, DECISION_DOCUMENT_NUMBER, DECISION_SPECIAL_NOTES,
	DEVIATIONS(decision), END_OF_FIELDS,
};
static const struct field renewal_decision[] = {
	DECISION_SERVICE, DECISION_APPLICATION, DECISION_EXPIRES_ON, DECISION_DOCUMENT_NUMBER,
	DECISION_SPECIAL_NOTES, DEVIATIONS(decision), END_OF_FIELDS,
};
static const struct field refusal_decision[] = {
	DECISION_SERVICE, DECISION_APPLICATION, DECISION_DOCUMENT_NUMBER, DECISION_REASON,
	DEVIATIONS(decision), END_OF_FIELDS,
};
static const struct field removal_decision[] = {
	DECISION_SERVICE,
	{ "ground", "削除の根拠（14.2の号）", "ground of removal in 14.2", FIELD_CHOICE, NEEDED,
	  .choices = "1 2 3 4 5", AT(decision, ground), .clause = "14.2" },
	{ "document-number", "文書番号", "document number", FIELD_LINE, OPTIONAL,
	  AT(decision, document_number) },
	DECISION_REASON, DEVIATIONS(decision), END_OF_FIELDS,
};
static const struct field annulment_decision[] = {
	DECISION_SERVICE,
	DECISION_ACT("registration renewal refusal removal suspension non-acceptance"),
	{ "act-ground", "一時停止の根拠", "ground of the suspension", FIELD_CHOICE, ALLOWED,
	  .choices = "9.3 10.3", .hint_ja = "同じ日に二つの一時停止があるとき",
	  .hint_en = "where two suspensions are of one day", AT(decision, act_ground) },
	{ "application", "処置の対象の申請の番号", "application that the act is about", FIELD_LINE,
	  ALLOWED, .hint_ja = "同じ日に二つの申請への処置があるとき",
	  .hint_en = "where acts on two applications are of one day", AT(decision, application) },
	{ "ground", "取消しの根拠", "ground of the annulment", FIELD_CHOICE, NEEDED,
	  .choices = "15.2 own-motion", .hint_ja = "15.2（異議申立てを認めた）又は own-motion（職権）",
	  .hint_en = "15.2 or own-motion", AT(decision, ground), .clause = "15.2" },
	{ "from", "取消しの効力の日", "day from which it is undone", FIELD_DATE, ALLOWED,
	  AT(decision, from_on) },
	{ "document-number", "文書番号", "document number", FIELD_LINE, OPTIONAL,
	  AT(decision, document_number) },
	DECISION_REASON, DEVIATIONS(decision), END_OF_FIELDS,
};
/* What is not written was right. */
static const struct field correction_decision[] = {
	DECISION_SERVICE,
	DECISION_ACT("registration renewal"),
	{ "number", "登録番号", "registration number", FIELD_LINE, OPTIONAL, NUMBER_SHAPE,
	  AT(decision, number) },
	{ "registered-on", "登録日", "registration date", FIELD_DATE, OPTIONAL,
	  AT(decision, registered_on), .clause = "7.5(4)", LISTED(4) },
	{ "expires-on", "登録の有効期限", "expiry", FIELD_DATE, OPTIONAL, AT(decision, expires_on),
	  .clause = "7.5(5)", LISTED(5) },
	{ "service-name", "クラウドサービスの名称", "service name", FIELD_LINE, OPTIONAL,
	  AT(decision, service_name), .clause = "7.5(1)", LISTED(1) },
	{ "provider-name", "クラウドサービス事業者の名称", "provider name", FIELD_LINE, OPTIONAL,
	  AT(decision, provider_name), .clause = "7.5(3)", LISTED(3) },
	{ "document-number", "文書番号", "document number", FIELD_LINE, OPTIONAL,
	  AT(decision, document_number) },
	DECISION_SPECIAL_NOTES, DECISION_REASON, DEVIATIONS(decision), END_OF_FIELDS,
};

/* In the order of enum decision_kind: the index is the kind. */
static const struct field decision_kinds[] = {
	{ "register", "登録", "registration", MANY, GROUP(decision, registration_decision),
	  .clause = "7.1" },
	{ "renew", "登録の更新", "renewal", MANY, GROUP(decision, renewal_decision),
	  .clause = "7.2" },
	{ "refuse", "登録しない旨の決定", "refusal", MANY, GROUP(decision, refusal_decision),
	  .clause = "7.4" },
	{ "remove", "登録の削除", "removal", MANY, GROUP(decision, removal_decision),
	  .clause = "14.2" },
	{ "annul", "処置の取消し", "annulment", MANY, GROUP(decision, annulment_decision),
	  .clause = "15.2" },
	{ "correct", "決定の訂正", "correction", MANY, GROUP(decision, correction_decision),
	  .clause = "7.1" },
	END_OF_FIELDS,
};

static const struct field meeting[] = {
	{ "held-on", "決定日", "date of the meeting", FIELD_DATE, NEEDED, AT(meeting, held_on) },
	{ "letters-on", "通知書の日付", "date of the letters", FIELD_DATE, NEEDED,
	  AT(meeting, letters_on) },
	{ "title", "会議の名称", "title of the meeting", FIELD_LINE, ONE, AT(meeting, title) },
	{ "items", "決定事項", "decisions", ONE, .kind = FIELD_SEQUENCE,
	  .children = decision_kinds, AT(meeting, decisions), .size = sizeof(struct decision) },
	END_OF_FIELDS,
};

const struct field field_decisions = {
	"decisions", "運営委員会の決定", "decisions", ONE, GROUP(meeting, meeting),
};

static const struct field body[] = {
	{ "from", "適用を始める日", "in force from", FIELD_DATE, ALLOWED, AT(body, from) },
	{ "name", "機関の名称", "name of the body", FIELD_LINE, ONE, AT(body, name) },
	{ "office", "法人等の名称", "office", FIELD_LINE, OPTIONAL, AT(body, office) },
	{ "signatory", "発信者", "signatory", ONE, GROUP(person, fields_person), AT(body, signatory) },
	{ "section", "担当部署", "section", FIELD_LINE, OPTIONAL, AT(body, section) },
	{ "address", "所在地", "address", FIELD_LINE, OPTIONAL, AT(body, address) },
	{ "telephone", "電話番号", "telephone", FIELD_LINE, OPTIONAL, AT(body, telephone) },
	{ "email", "電子メール", "e-mail", FIELD_LINE, OPTIONAL, E_MAIL, AT(body, email) },
	{ "seal", "公印", "seal", FIELD_CHOICE, OPTIONAL, .choices = SEALS, AT(body, seal) },
	END_OF_FIELDS,
};

static const struct field notice[] = {
	{ "kind", "通知の種類", "kind of notice", FIELD_CHOICE, NEEDED,
	  .choices = "suspension lifting acceptance non-acceptance inquiry end",
	  AT(notice, kind) },
	{ "from", "適用を始める日", "in force from", FIELD_DATE, ALLOWED, AT(notice, from) },
	END_OF_FIELDS,
};

static const struct field category[] = {
	{ "id", "分類の符号", "id of the category", FIELD_LINE, NEEDED, CATEGORY_ID,
	  AT(category, id) },
	{ "name", "分類の名称", "name of the category", FIELD_LINE, ONE, AT(category, name) },
	{ "english-name", "分類の名称（英語）", "name of the category in English", FIELD_LINE, ONE,
	  AT(category, english_name) },
	END_OF_FIELDS,
};

static const struct field site[] = {
	{ "title", "サイトの名称", "site title", FIELD_LINE, ONE, AT(site, title) },
	{ "base-url", "公開先のURL", "base URL", FIELD_URL, ONE, AT(site, base_url) },
	{ "rules-edition", "登録規則の版", "edition of the rules", FIELD_DATE, ONE,
	  AT(site, rules_edition) },
	{ "sample", "見本の表示", "sample mark", FIELD_MARK, OPTIONAL, AT(site, sample) },
	{ "seal", "公印", "seal", FIELD_CHOICE, ONE, .choices = SEALS, AT(site, seal) },
	{ "window-envelope", "窓付き封筒", "window envelope", FIELD_CHOICE, OPTIONAL,
	  .choices = "chokei-3 kakukei-2", AT(site, window) },
	{ "removed-page", "削除された登録のページ", "page of removed entries", FIELD_MARK, OPTIONAL,
	  AT(site, removed_page) },
	{ "past-editions", "過去の版のデータ", "data of past editions", FIELD_MARK, OPTIONAL,
	  AT(site, past_editions) },
	{ "evidence-pdf", "掲載事項の写し（PDF）", "evidence of entries as PDF", FIELD_MARK, OPTIONAL,
	  AT(site, evidence_pdf) },
	{ "hide-exclusion-reasons", "対象外の理由を公表しない", "do not publish reasons for exclusion",
	  FIELD_MARK, OPTIONAL, AT(site, hide_exclusion_reasons), .clause = "7.5(7)" },
	{ "hide-past-marks", "終わった一時停止・再監査を公表しない",
	  "do not publish suspensions and re-audits that are over", FIELD_MARK, OPTIONAL,
	  AT(site, hide_past_marks), .clause = "9.5" },
	{ "archived-blanks", "記入前の様式をPDF/Aとすること", "blank forms marked as PDF/A",
	  FIELD_MARK, OPTIONAL, AT(site, archived_blanks) },
	{ "qr-code", "登録通知書のQRコード", "QR code on the notice of registration", FIELD_MARK,
	  OPTIONAL, AT(site, qr_code) },
	{ "notice", "送る通知", "notice that is sent", MANY, GROUP(notice, notice),
	  AT(site, notices) },
	{ "category", "サービスの分類", "category of services", MANY, GROUP(category, category),
	  AT(site, categories) },
	{ "security-contact", "脆弱性の連絡先", "contact for weaknesses", FIELD_LINE, OPTIONAL,
	  .pattern = "(mailto:[!-~]+@[!-~]+|https://[!-~]+)",
	  .hint_ja = "mailto:security@example.jp 又は https://…",
	  .hint_en = "mailto:security@example.jp or https://…", AT(site, security_contact) },
	{ "security-policy", "脆弱性の連絡の方針のURL", "URL of the policy for weaknesses", FIELD_URL,
	  OPTIONAL, AT(site, security_policy) },
	{ "committee", "ISMAP運営委員会", "steering committee", SOME, GROUP(body, body),
	  AT(site, committee) },
	{ "operations-body", "ISMAP運用支援機関", "operations body", SOME, GROUP(body, body),
	  AT(site, operations_body) },
	END_OF_FIELDS,
};

const struct field field_site = {
	"site", "サイトの設定", "site", ONE, GROUP(site, site),
};

#define GROUP_CODE .pattern = "[a-z][a-z-]*", .hint_ja = "英小文字の符号（例 control）", \
	.hint_en = "a code of lower-case letters, such as control"

static const struct field criteria_group[] = {
	{ "code", "区分の符号", "code of the group", FIELD_LINE, NEEDED, GROUP_CODE,
	  AT(criteria_group, code) },
	{ "criteria", "6.1の基準", "criteria of 6.1", FIELD_CHOICE, NEEDED,
	  .choices = "governance management control", AT(criteria_group, criteria),
	  .clause = "6.1" },
	{ "name", "区分の名称", "name of the group", FIELD_LINE, ONE, AT(criteria_group, name) },
	{ "name-en", "区分の英語の名称", "name of the group in English", FIELD_LINE, ONE,
	  AT(criteria_group, name_en) },
	END_OF_FIELDS,
};

static const struct field criteria_domain[] = {
	{ "number", "章番号", "chapter number", FIELD_LINE, NEEDED, .pattern = "[0-9]+",
	  .hint_ja = "数字", .hint_en = "digits", AT(criteria_domain, number) },
	{ "group", "基準の区分", "group of criteria", FIELD_LINE, NEEDED, GROUP_CODE,
	  AT(criteria_domain, group) },
	{ "name", "分野の名称", "name of the domain", FIELD_LINE, ONE, AT(criteria_domain, name) },
	{ "objectives", "統制目標", "control objectives", FIELD_TOKENS, ONE,
	  OBJECTIVE, .max_length = 8000,
	  AT(criteria_domain, objectives) },
	END_OF_FIELDS,
};

static const struct field criteria[] = {
	{ "edition", "管理基準の版", "criteria edition", FIELD_LINE, NEEDED, EDITION,
	  AT(criteria, edition) },
	{ "pattern", "統制目標の番号の形", "pattern of an objective", FIELD_LINE, ALLOWED,
	  .hint_ja = "正規表現（例 [5-8]\\.[1-9][0-9]?）",
	  .hint_en = "a regular expression, such as [5-8]\\.[1-9][0-9]?", AT(criteria, pattern) },
	{ "group", "基準の区分", "group of criteria", MANY, GROUP(criteria_group, criteria_group),
	  AT(criteria, groups) },
	{ "domain", "分野", "domain", SOME, GROUP(criteria_domain, criteria_domain),
	  AT(criteria, domains) },
	END_OF_FIELDS,
};

const struct field field_criteria = {
	"criteria", "管理基準", "criteria", ONE, GROUP(criteria, criteria),
};
#define DIGEST .pattern = "[0-9a-f]{64}", .hint_ja = "SHA-256（16進数64桁）",         \
	.hint_en = "a SHA-256 (64 hex digits)"
#define NEW_NUMBER                                                             \
	{ "document-number", "文書番号", "document number", FIELD_LINE, NEEDED,        \
	  AT(delivery, document_number) }
#define DELIVERY_ON { "on", "日付", "date", FIELD_DATE, NEEDED, AT(delivery, on) }
#define DELIVERY_NOTE { "note", "備考", "internal note", FIELD_TEXT, OPTIONAL, AT(delivery, note) }

static const struct field sending[] = {
	DELIVERY_ON,
	{ "by", "発送の方法", "how it was sent", FIELD_LINE, ALLOWED, .max_length = 40,
	  AT(delivery, by) },
	DELIVERY_NOTE, END_OF_FIELDS,
};
static const struct field arrival[] = { DELIVERY_ON, DELIVERY_NOTE, END_OF_FIELDS };
static const struct field reissue[] = {
	DELIVERY_ON, NEW_NUMBER,
	{ "because", "再発行の理由", "why it is issued again", FIELD_CHOICE, NEEDED,
	  .choices = "correction again lost", AT(delivery, because) },
	DELIVERY_NOTE, END_OF_FIELDS,
};

/* In the order of enum delivery_kind: the index is the kind. */
static const struct field deliveries[] = {
	{ "sent", "発送", "sent", MANY, GROUP(delivery, sending) },
	{ "returned", "返戻", "returned", MANY, GROUP(delivery, arrival) },
	{ "delivered", "到達", "delivered", MANY, GROUP(delivery, arrival) },
	{ "reissue", "再発行", "issued again", MANY, GROUP(delivery, reissue) },
	END_OF_FIELDS,
};

static const struct field issued_letter[] = {
	{ "document-number", "文書番号", "document number", FIELD_LINE, NEEDED,
	  AT(issued_letter, document_number) },
	{ "form", "様式の番号", "form number", FIELD_LINE, NEEDED,
	  .pattern = "form[0-9]{2}|notice-[a-z-]+", .hint_ja = "form05、notice-suspension など",
	  .hint_en = "form05 or notice-suspension", AT(issued_letter, form) },
	{ "service", "サービスの内部番号", "internal service id", FIELD_LINE, NEEDED, SERVICE_ID,
	  AT(issued_letter, service) },
	{ "registration-number", "登録番号", "registration number", FIELD_LINE, ALLOWED,
	  NUMBER_SHAPE, AT(issued_letter, number) },
	{ "dated-on", "文書の日付", "date of the letter", FIELD_DATE, NEEDED,
	  AT(issued_letter, dated_on) },
	{ "issued-on", "発行日", "day of issue", FIELD_DATE, NEEDED, AT(issued_letter, issued_on) },
	{ "pages", "頁数", "pages", FIELD_LINE, NEEDED, .pattern = "[1-9][0-9]{0,3}",
	  .hint_ja = "数字", .hint_en = "digits", AT(issued_letter, pages) },
	{ "file", "ファイル", "file", FIELD_LINE, ONE, .pattern = "[^./][^/]*\\.pdf",
	  .hint_ja = "同じフォルダーにあるPDFの名前", .hint_en = "the name of a PDF in this folder",
	  AT(issued_letter, file) },
	{ "sha256", "ファイルのSHA-256", "SHA-256 of the file", FIELD_LINE, ONE, DIGEST,
	  AT(issued_letter, sha256) },
	{ "data-sha256", "データのSHA-256", "SHA-256 of the data", FIELD_LINE, ONE, DIGEST,
	  AT(issued_letter, data_sha256) },
	{ "source", "元のファイル", "source file", FIELD_LINE, ONE, .max_length = 400,
	  AT(issued_letter, source) },
	{ "service-name", "クラウドサービスの名称", "service name", FIELD_LINE, ONE,
	  AT(issued_letter, service_name) },
	{ "recipient", "宛先", "recipient", FIELD_LINE, ONE, AT(issued_letter, recipient) },
	{ "addressee", "宛名", "addressee", FIELD_LINE, OPTIONAL, .max_length = 400,
	  AT(issued_letter, addressee) },
	{ "postal-code", "郵便番号", "postal code", FIELD_LINE, OPTIONAL, POSTAL_CODE,
	  AT(issued_letter, postal_code) },
	{ "address", "所在地", "address", FIELD_LINE, OPTIONAL, AT(issued_letter, address) },
	{ "delivery", "発送等の経過", "delivery", OPTIONAL, .kind = FIELD_SEQUENCE,
	  .children = deliveries, AT(issued_letter, deliveries), .size = sizeof(struct delivery) },
	END_OF_FIELDS,
};

static const struct field issued[] = {
	{ "on", "決定・提出の日", "day of the act", FIELD_DATE, NEEDED, AT(issued, on) },
	{ "letter", "発行した文書", "letter issued", MANY, GROUP(issued_letter, issued_letter),
	  AT(issued, letters) },
	END_OF_FIELDS,
};

const struct field field_issued = {
	"issued", "発行台帳", "ledger", ONE, GROUP(issued, issued),
};
/* clang-format on */
