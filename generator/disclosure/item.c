#include "disclosure/item.h"

#include "disclosure/listing.h"
#include "disclosure/words.h"
#include "registry/field.h"

#include <string.h>

#define TERM(of_ja, of_en) .term = { .ja = (of_ja), .en = (of_en) }
#define FIELD(path) .field = (path)
#define SCOPE "statement/statement-scope/"
#define OBJECTIVES "statement/control-objectives/"
#define END_OF_SHAPES        \
	{                    \
		.name = NULL \
	}
#define CODE .pattern = "[a-z][a-z-]*"

static const struct shape provider[] = {
	{ "name", SHAPE_TEXT, FIELD("applicant/name") },
	{ "reading", SHAPE_TEXT, FIELD("applicant/reading") },
	{ "corporate_number", SHAPE_TEXT, FIELD("applicant/corporate-number"), .nullable = true },
	{ "address", SHAPE_TEXT, FIELD("applicant/address") },
	END_OF_SHAPES,
};

static const struct shape status[] = {
	{ "code", SHAPE_TEXT, TERM("状態の符号", "code of the status"), CODE },
	{ "label", SHAPE_TEXT, TERM("状態", "status, in Japanese") },
	{ "label_en", SHAPE_TEXT, TERM("状態（英語）", "status, in English") },
	{ "clause", SHAPE_TEXT, TERM("登録規則の条項", "clause of the regulation") },
	{ "since", SHAPE_DATE, TERM("この状態になった日", "first day of the status") },
	END_OF_SHAPES,
};

static const struct shape sub_service[] = {
	{ "name", SHAPE_TEXT, FIELD(SCOPE "sub-service/name") },
	{ "note", SHAPE_TEXT, FIELD(SCOPE "sub-service/note"), .nullable = true },
	END_OF_SHAPES,
};

static const struct shape outside_service[] = {
	{ "name", SHAPE_TEXT, FIELD(SCOPE "outside-service/name") },
	{ "note", SHAPE_TEXT, FIELD(SCOPE "outside-service/note"), .nullable = true },
	END_OF_SHAPES,
};

static const struct shape statement_scope[] = {
	{ "overview", SHAPE_MARKDOWN, FIELD(SCOPE "overview") },
	{ "sub_services", SHAPE_OBJECTS, FIELD(SCOPE "sub-service"), .members = sub_service },
	{ "outside_services", SHAPE_OBJECTS, FIELD(SCOPE "outside-service"),
	  .members = outside_service },
	{ "regions", SHAPE_TEXTS, FIELD(SCOPE "region") },
	END_OF_SHAPES,
};

static const struct shape exclusion[] = {
	{ "objective", SHAPE_TEXT, FIELD(OBJECTIVES "excluded/objective") },
	{ "reason", SHAPE_TEXT, FIELD(OBJECTIVES "excluded/reason") },
	END_OF_SHAPES,
};

static const struct shape domain[] = {
	{ "number", SHAPE_TEXT, TERM("分野の章番号", "chapter of the domain") },
	{ "name", SHAPE_TEXT, TERM("分野の名称", "name of the domain") },
	{ "group", SHAPE_TEXT, TERM("基準の区分", "group of criteria"),
	  .pattern = "governance|management|control" },
	{ "total", SHAPE_INTEGER, TERM("分野の統制目標の数", "objectives of the domain") },
	{ "implemented", SHAPE_TEXTS, FIELD(OBJECTIVES "implemented") },
	END_OF_SHAPES,
};

static const struct shape control_objectives[] = {
	{ "criteria_edition", SHAPE_TEXT, FIELD(OBJECTIVES "edition") },
	{ "total", SHAPE_INTEGER, TERM("管理基準の統制目標の数", "objectives of the criteria") },
	{ "implemented", SHAPE_INTEGER,
	  TERM("実施している統制目標の数", "number of objectives implemented") },
	{ "exclusions", SHAPE_OBJECTS, FIELD(OBJECTIVES "excluded"), .members = exclusion },
	{ "domains", SHAPE_OBJECTS, TERM("分野ごとの統制目標", "objectives by domain"),
	  .members = domain },
	END_OF_SHAPES,
};

static const struct shape audit_period[] = {
	{ "first_on", SHAPE_DATE, FIELD("statement/audit-period/first-on") },
	{ "last_on", SHAPE_DATE, FIELD("statement/audit-period/last-on") },
	END_OF_SHAPES,
};

static const struct shape disclosed_information[] = {
	{ "capital_and_officers", SHAPE_MARKDOWN,
	  FIELD("disclosed-information/capital-and-officers"), .nullable = true },
	{ "foreign_law_risk", SHAPE_MARKDOWN, FIELD("disclosed-information/foreign-law-risk"),
	  .nullable = true },
	{ "governing_law", SHAPE_MARKDOWN, FIELD("disclosed-information/governing-law"),
	  .nullable = true },
	{ "third_party_testing", SHAPE_MARKDOWN, FIELD("disclosed-information/third-party-testing"),
	  .nullable = true },
	END_OF_SHAPES,
};

/* Of a list, what went and what came; of all else, the text before and after. */
static const struct shape change[] = {
	{ "item", SHAPE_INTEGER, TERM("登録規則7.5の号の番号", "number of the item of 7.5") },
	{ "label", SHAPE_TEXT, TERM("変更された項目", "what changed, in Japanese") },
	{ "label_en", SHAPE_TEXT, TERM("変更された項目（英語）", "what changed, in English") },
	{ "before", SHAPE_TEXT, TERM("変更前の内容", "former text"), .nullable = true,
	  .optional = true },
	{ "after", SHAPE_TEXT, TERM("変更後の内容", "new text"), .nullable = true,
	  .optional = true },
	{ "removed", SHAPE_TEXT, TERM("なくなったもの（1行に1つ）", "what went, one a line"),
	  .nullable = true, .optional = true },
	{ "added", SHAPE_TEXT, TERM("加わったもの（1行に1つ）", "what came, one a line"),
	  .nullable = true, .optional = true },
	{ "on", SHAPE_DATE, TERM("届出による変更の日", "day of a change by notification"),
	  .optional = true },
	END_OF_SHAPES,
};

static const struct shape event[] = {
	{ "id", SHAPE_TEXT, TERM("このリストの中での識別子", "identifier in the entry"),
	  .pattern = "[a-z0-9-]+" },
	{ "on", SHAPE_DATE, TERM("日付", "day") },
	{ "code", SHAPE_TEXT, TERM("できごとの符号", "code of the event"), CODE },
	{ "label", SHAPE_TEXT, TERM("できごと", "event, in Japanese") },
	{ "label_en", SHAPE_TEXT, TERM("できごと（英語）", "event, in English") },
	{ "clause", SHAPE_TEXT, TERM("登録規則の条項", "clause of the regulation") },
	{ "expires_on", SHAPE_DATE, TERM("登録又は更新による有効期限", "expiry that it set"),
	  .optional = true },
	{ "changes", SHAPE_OBJECTS, TERM("掲載事項の変更", "changes of listed items"),
	  .optional = true, .members = change },
	END_OF_SHAPES,
};

const struct shape shape_service[] = {
	{ "number", SHAPE_TEXT, TERM("登録番号", "registration number"), .clause = "7.1",
	  .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]" },
	{ "permalink", SHAPE_URL, TERM("このリストのページ", "page in this list") },
	{ "name", SHAPE_TEXT, FIELD("statement/service-name") },
	{ "name_reading", SHAPE_TEXT, FIELD("statement/service-reading") },
	{ "url", SHAPE_URL, FIELD("statement/service-url") },
	{ "provider", SHAPE_OBJECT, TERM("クラウドサービス事業者", "provider"), .clause = "7.5(3)",
	  .members = provider },
	{ "registered_on", SHAPE_DATE, TERM("登録日", "registration date"), .clause = "7.5(4)" },
	{ "renewed_on", SHAPE_DATE, TERM("直近の更新日", "last renewal"), .clause = "7.2",
	  .nullable = true },
	{ "expires_on", SHAPE_DATE, TERM("登録の有効期限", "expiry"), .clause = "7.5(5)" },
	{ "statuses", SHAPE_OBJECTS, TERM("状態（1つ以上）", "statuses, one or more"),
	  .clause = "8.1、9.5、10.5、12.5", .members = status },
	{ "statement_scope", SHAPE_OBJECT, FIELD("statement/statement-scope"),
	  .members = statement_scope },
	{ "control_objectives", SHAPE_OBJECT, FIELD("statement/control-objectives"),
	  .members = control_objectives },
	{ "audit_period", SHAPE_OBJECT, FIELD("statement/audit-period"), .members = audit_period },
	{ "subsequent_events", SHAPE_MARKDOWN, FIELD("statement/subsequent-events") },
	{ "improvement_plan", SHAPE_FLAG, FIELD("improvement-plan") },
	{ "disclosed_information", SHAPE_OBJECT, FIELD("disclosed-information"),
	  .members = disclosed_information },
	{ "special_notes", SHAPE_MARKDOWN, FIELD("statement/special-notes"), .nullable = true },
	{ "amendments", SHAPE_OBJECTS,
	  TERM("(6)、(7)の届出による変更", "changes of (6) and (7) by notification"),
	  .clause = "10.2", .members = change },
	{ "history", SHAPE_OBJECTS, TERM("登録の経過", "history of the registration"),
	  .members = event },
	END_OF_SHAPES,
};

/* The day and the edition are of the whole list: a service alone has none. */
const struct shape shape_header[] = {
	{ "title", SHAPE_TEXT, TERM("リストの名称", "title of the list") },
	{ "url", SHAPE_URL, TERM("リストのアドレス", "address of the list") },
	{ "as_of", SHAPE_DATE, TERM("掲載内容の基準日", "day of the contents"), .optional = true },
	{ "edition", SHAPE_TEXT, TERM("版（SHA-256）", "edition, SHA-256"), .optional = true,
	  .pattern = "[0-9a-f]{64}" },
	{ "licence", SHAPE_TEXT, TERM("利用条件", "licence") },
	{ "rules_edition", SHAPE_DATE, TERM("登録規則の版", "edition of the regulation") },
	{ "sample", SHAPE_FLAG, TERM("見本であるか", "whether this is a sample") },
	END_OF_SHAPES,
};

const char *
shape_term(const struct shape *shape, enum language language)
{
	const struct field *field;

	if (shape->field == NULL)
		return wording_text(shape->term, language);
	field = listing_field(shape->field);
	return language == LANGUAGE_EN ? field->en : field->ja;
}

const char *
shape_hint(const struct shape *shape, enum language language)
{
	const struct field *field = shape->field == NULL ? NULL : listing_field(shape->field);

	if (field == NULL)
		return NULL;
	return language == LANGUAGE_EN ? field->hint_en : field->hint_ja;
}

const char *
shape_pattern(const struct shape *shape)
{
	if (shape->pattern != NULL || shape->field == NULL)
		return shape->pattern;
	return listing_field(shape->field)->pattern;
}

const char *
shape_clause(const struct shape *shape)
{
	const struct field *field;

	if (shape->clause != NULL || shape->field == NULL)
		return shape->clause;
	field = listing_field(shape->field);
	return field->item != 0 ? item_words[field->item].clause : field->clause;
}

const char *
shape_type(const struct shape *shape)
{
	static const char *const types[SHAPE_KINDS] = {
		[SHAPE_TEXT] = "type-text",       [SHAPE_MARKDOWN] = "type-markdown",
		[SHAPE_DATE] = "type-date",       [SHAPE_URL] = "type-url",
		[SHAPE_INTEGER] = "type-integer", [SHAPE_FLAG] = "type-flag",
		[SHAPE_OBJECT] = "type-object",   [SHAPE_OBJECTS] = "type-objects",
		[SHAPE_TEXTS] = "type-texts",
	};

	return types[shape->kind];
}
