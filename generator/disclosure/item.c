/*
 * The rows of what is published, and what the field table says of them. To publish
 * one item more is a row here with its member in disclosure.h, its field, and the
 * place in the template that shows it.
 */
#include "disclosure/item.h"

#include "disclosure/words.h"
#include "registry/field.h"

#include <string.h>

#define TERM(of_ja, of_en) .term = { .ja = (of_ja), .en = (of_en) }
#define LABEL(of_ja, of_en) .label = { .ja = (of_ja), .en = (of_en) }
#define FIELD(path) .field = "application/" path
#define SITE(path) .field = "site/" path
#define ADDED(member, name) AT(disclosure, additions.member), .field = "additions/" name
#define SCOPE "statement/statement-scope/"
#define OBJECTIVES "statement/control-objectives/"
#define INFORMATION "disclosed-information/"
#define AT(type, member) .offset = offsetof(struct type, member)
#define ENTRY(member) AT(disclosure, member)
#define LISTED(member) AT(disclosure, listing.member)
#define LIST(member) AT(public_register, member)
#define OF(type, table) .size = sizeof(struct type), .members = (table)
#define COUNTED(of_count, of_exist) .count = (of_count), .exist = (of_exist)
#define CODE .pattern = "[a-z][a-z-]*"

static const struct item provider[] = {
	{ ITEM_TEXT, "name", "provider-name", LISTED(provider_name), FIELD("applicant/name") },
	{ ITEM_TEXT, "reading", "provider-reading", LISTED(provider_reading),
	  FIELD("applicant/reading") },
	{ ITEM_TEXT, "corporate_number", "corporate-number", LISTED(corporate_number),
	  FIELD("applicant/corporate-number"), .nullable = true },
	{ ITEM_TEXT, "address", "address", LISTED(address), FIELD("applicant/address") },
	{ .kind = ITEM_END },
};

static const struct item status[] = {
	{ ITEM_TEXT, "code", NULL, AT(disclosed_status, code),
	  TERM("状態の符号", "code of the status"), CODE },
	{ ITEM_TEXT, "label", NULL, AT(disclosed_status, label),
	  TERM("状態", "status, in Japanese") },
	{ ITEM_TEXT, "label_en", NULL, AT(disclosed_status, label_en),
	  TERM("状態（英語）", "status, in English") },
	{ ITEM_TEXT, "clause", NULL, AT(disclosed_status, clause),
	  TERM("登録規則の条項", "clause of the regulation") },
	{ ITEM_DATE, "since", NULL, AT(disclosed_status, since),
	  TERM("この状態になった日", "first day of the status") },
	{ .kind = ITEM_END },
};

static const struct item sub_service[] = {
	{ ITEM_TEXT, "name", "name", AT(disclosed_entry, name), FIELD(SCOPE "sub-service/name") },
	{ ITEM_TEXT, "note", "note", AT(disclosed_entry, note), FIELD(SCOPE "sub-service/note"),
	  .nullable = true },
	{ ITEM_TEXTS, "regions", "regions", AT(disclosed_entry, regions),
	  FIELD(SCOPE "sub-service/region"), .optional = true },
	{ .kind = ITEM_END },
};

static const struct item outside_service[] = {
	{ ITEM_TEXT, "name", "name", AT(disclosed_entry, name),
	  FIELD(SCOPE "outside-service/name") },
	{ ITEM_TEXT, "note", "note", AT(disclosed_entry, note), FIELD(SCOPE "outside-service/note"),
	  .nullable = true },
	{ .kind = ITEM_END },
};

static const struct item region[] = {
	{ ITEM_TEXT, "name", "name", AT(disclosed_region, name), FIELD(SCOPE "region") },
	{ ITEM_TEXT, "country", NULL, AT(disclosed_region, country), FIELD(SCOPE "region/country"),
	  .nullable = true },
	{ ITEM_TEXT, "prefecture", NULL, AT(disclosed_region, prefecture),
	  FIELD(SCOPE "region/prefecture"), .nullable = true },
	{ ITEM_TEXT, NULL, "territory", AT(disclosed_region, territory),
	  TERM("国又は都道府県の名称", "country or prefecture, in Japanese") },
	{ ITEM_TEXT, NULL, "territory-english", AT(disclosed_region, territory_en),
	  TERM("国又は都道府県の名称（英語）", "country or prefecture, in English") },
	{ .kind = ITEM_END },
};

static const struct item statement_scope[] = {
	{ ITEM_PROSE, "overview", "scope-overview", LISTED(scope_overview), FIELD(SCOPE "overview"),
	  .heading_shift = 2 },
	{ ITEM_OBJECTS, "sub_services", "sub-services", LISTED(sub_services),
	  FIELD(SCOPE "sub-service"), COUNTED("sub-service-count", "sub-services-exist"),
	  OF(disclosed_entry, sub_service) },
	{ ITEM_OBJECTS, "outside_services", "outside-services", LISTED(outside_services),
	  FIELD(SCOPE "outside-service"),
	  COUNTED("outside-service-count", "outside-services-exist"),
	  OF(disclosed_entry, outside_service) },
	{ ITEM_OBJECTS, "regions", "regions", LISTED(regions), FIELD(SCOPE "region"),
	  COUNTED("region-count", "regions-exist"), OF(disclosed_region, region), .is_name = true },
	{ ITEM_TEXTS, "territories", NULL, LISTED(territories),
	  TERM("国・都道府県の符号（ISO 3166、重複なし）",
	       "countries and prefectures of the regions by ISO 3166, each once"),
	  LABEL("国・都道府県", "countries and prefectures"), .item = 6,
	  .pattern = "[A-Z]{2}(-[0-9]{2})?" },
	{ .kind = ITEM_END },
};

static const struct item exclusion[] = {
	{ ITEM_TEXT, "objective", "objective", AT(disclosed_exclusion, objective),
	  FIELD(OBJECTIVES "excluded/objective") },
	{ ITEM_TEXT, "reason", "reason", AT(disclosed_exclusion, reason),
	  FIELD(OBJECTIVES "excluded/reason"), .nullable = true },
	{ .kind = ITEM_END },
};

static const struct item domain[] = {
	{ ITEM_TEXT, "number", NULL, AT(disclosed_domain, number),
	  TERM("分野の章番号", "chapter of the domain") },
	{ ITEM_TEXT, "name", NULL, AT(disclosed_domain, name),
	  TERM("分野の名称", "name of the domain") },
	{ ITEM_TEXT, "group", NULL, AT(disclosed_domain, group),
	  TERM("基準の区分", "group of criteria"), .pattern = "[a-z][a-z-]*" },
	{ ITEM_NUMBER, "total", NULL, AT(disclosed_domain, total),
	  TERM("分野の統制目標の数", "objectives of the domain") },
	{ ITEM_TEXTS, "implemented", NULL, AT(disclosed_domain, implemented),
	  FIELD(OBJECTIVES "implemented") },
	{ .kind = ITEM_END },
};

static const struct item control_objectives[] = {
	{ ITEM_TEXT, "criteria_edition", "criteria-edition", LISTED(criteria_edition),
	  FIELD(OBJECTIVES "edition") },
	{ ITEM_NUMBER, "total", "objective-total", LISTED(objective_total),
	  TERM("管理基準の統制目標の数", "objectives of the criteria") },
	{ ITEM_NUMBER, "implemented", "objective-implemented", LISTED(objective_implemented),
	  TERM("実施している統制目標の数", "number of objectives implemented") },
	{ ITEM_OBJECTS, "exclusions", "exclusions", LISTED(exclusions),
	  FIELD(OBJECTIVES "excluded"), COUNTED("exclusion-count", "exclusions-exist"),
	  OF(disclosed_exclusion, exclusion), .last = true },
	{ ITEM_DOMAINS, "domains", NULL, LISTED(domains), FIELD(OBJECTIVES "implemented"),
	  TERM("分野ごとの統制目標", "objectives by domain"), OF(disclosed_domain, domain) },
	{ .kind = ITEM_END },
};

static const struct item audit_period[] = {
	{ ITEM_DATE, "first_on", "audit-first-on", LISTED(audit_first_on),
	  FIELD("statement/audit-period/first-on") },
	{ ITEM_DATE, "last_on", "audit-last-on", LISTED(audit_last_on),
	  FIELD("statement/audit-period/last-on") },
	{ .kind = ITEM_END },
};

/* 3.4(1) to (4): an application may lack one while a rule has not seen to it. */
#define INFORMED(of_name, of_shown)                                                     \
	ITEM_PROSE, of_name, of_shown, FIELD(INFORMATION of_shown), .heading_shift = 3, \
		.nullable = true

static const struct item disclosed_information[] = {
	{ INFORMED("capital_and_officers", "capital-and-officers"), LISTED(capital_and_officers) },
	{ INFORMED("foreign_law_risk", "foreign-law-risk"), LISTED(foreign_law_risk) },
	{ INFORMED("governing_law", "governing-law"), LISTED(governing_law) },
	{ INFORMED("third_party_testing", "third-party-testing"), LISTED(third_party_testing) },
	{ .kind = ITEM_END },
};

static bool
is_change_of_text(const void *change)
{
	return !((const struct disclosed_change *)change)->of_list;
}

static bool
is_change_of_list(const void *change)
{
	return ((const struct disclosed_change *)change)->of_list;
}

/* Of a list, what went and what came; of all else, the text before and after. */
static const struct item change[] = {
	{ ITEM_NUMBER, "item", NULL, AT(disclosed_change, item),
	  TERM("登録規則7.5の号の番号", "number of the item of 7.5") },
	{ ITEM_TEXT, "label", NULL, AT(disclosed_change, label),
	  TERM("変更された項目", "what changed, in Japanese") },
	{ ITEM_TEXT, "label_en", NULL, AT(disclosed_change, label_en),
	  TERM("変更された項目（英語）", "what changed, in English") },
	{ ITEM_TEXT, "before", NULL, AT(disclosed_change, before),
	  TERM("変更前の内容", "former text"), .nullable = true, .optional = true,
	  .is_there = is_change_of_text },
	{ ITEM_TEXT, "after", NULL, AT(disclosed_change, after), TERM("変更後の内容", "new text"),
	  .nullable = true, .optional = true, .is_there = is_change_of_text },
	{ ITEM_TEXT, "removed", NULL, AT(disclosed_change, before),
	  TERM("なくなったもの（1行に1つ）", "what went, one a line"), .nullable = true,
	  .optional = true, .is_there = is_change_of_list },
	{ ITEM_TEXT, "added", NULL, AT(disclosed_change, after),
	  TERM("加わったもの（1行に1つ）", "what came, one a line"), .nullable = true,
	  .optional = true, .is_there = is_change_of_list },
	{ ITEM_DATE, "on", NULL, AT(disclosed_change, on),
	  TERM("届出による変更の日", "day of a change by notification"), .optional = true },
	{ .kind = ITEM_END },
};

static const struct item event[] = {
	{ ITEM_TEXT, "id", NULL, AT(disclosed_event, id),
	  TERM("このリストの中での識別子", "identifier in the entry"), .pattern = "[a-z0-9-]+" },
	{ ITEM_DATE, "on", NULL, AT(disclosed_event, on), TERM("日付", "day") },
	{ ITEM_TEXT, "code", NULL, AT(disclosed_event, code),
	  TERM("できごとの符号", "code of the event"), CODE },
	{ ITEM_TEXT, "label", NULL, AT(disclosed_event, label),
	  TERM("できごと", "event, in Japanese") },
	{ ITEM_TEXT, "label_en", NULL, AT(disclosed_event, label_en),
	  TERM("できごと（英語）", "event, in English") },
	{ ITEM_TEXT, "clause", NULL, AT(disclosed_event, clause),
	  TERM("登録規則の条項", "clause of the regulation") },
	{ ITEM_DATE, "expires_on", NULL, AT(disclosed_event, expires_on),
	  TERM("登録又は更新による有効期限", "expiry that it set"), .optional = true },
	{ ITEM_TEXT, "reason", NULL, AT(disclosed_event, reason),
	  TERM("訂正の理由", "reason of a correction"), .optional = true },
	{ ITEM_OBJECTS, "changes", NULL, AT(disclosed_event, changes),
	  TERM("掲載事項の変更", "changes of listed items"), .optional = true,
	  OF(disclosed_change, change) },
	{ .kind = ITEM_END },
};

static const struct item link[] = {
	{ ITEM_TEXT, "number", "number", AT(disclosed_link, number),
	  TERM("登録番号", "registration number"), .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]" },
	{ ITEM_TEXT, "name", "name", AT(disclosed_link, name),
	  TERM("クラウドサービスの名称（リストになければ空）",
	       "service name; null: not on the list"),
	  .nullable = true },
	{ ITEM_OBJECTS, "statuses", NULL, AT(disclosed_link, statuses),
	  TERM("状態（リストになければ空）", "statuses; none: not on the list"),
	  OF(disclosed_status, status) },
	{ .kind = ITEM_END },
};

static const struct item category[] = {
	{ ITEM_TEXT, "id", "id", AT(disclosed_category, id), SITE("category/id") },
	{ ITEM_TEXT, "name", "name", AT(disclosed_category, name), SITE("category/name") },
	{ ITEM_TEXT, "name_en", "name-english", AT(disclosed_category, name_en),
	  SITE("category/english-name") },
	{ .kind = ITEM_END },
};

static const struct item contact[] = {
	{ ITEM_TEXT, "section", "contact-section", ADDED(section, "contact/section"),
	  .nullable = true },
	{ ITEM_TEXT, "telephone", "contact-telephone", ADDED(telephone, "contact/telephone"),
	  .nullable = true },
	{ ITEM_TEXT, "email", "contact-email", ADDED(email, "contact/email"), .nullable = true },
	{ ITEM_URL, "url", "contact-url", ADDED(url, "contact/url"), .nullable = true },
	{ .kind = ITEM_END },
};

static const struct item additions[] = {
	{ ITEM_TEXT, "english_name", "english-name", ADDED(english_name, "english-name"),
	  .nullable = true },
	{ ITEM_TEXT, "provider_english_name", "provider-english-name",
	  ADDED(provider_english_name, "provider-english-name"), .nullable = true },
	{ ITEM_TEXTS, "aliases", "aliases", ADDED(aliases, "alias"),
	  COUNTED("alias-count", "aliases-exist") },
	{ ITEM_TEXTS, "abbreviations", "abbreviations", ADDED(abbreviations, "abbreviation"),
	  COUNTED("abbreviation-count", "abbreviations-exist") },
	{ ITEM_TEXTS, "service_models", "service-models", ADDED(service_models, "service-model"),
	  COUNTED("service-model-count", "service-models-exist") },
	{ ITEM_TEXTS, NULL, NULL, ADDED(category_ids, "category") },
	{ ITEM_OBJECTS, "categories", "categories", ENTRY(additions.categories),
	  TERM("サービスの分類", "categories of the service"),
	  COUNTED("category-count", "categories-exist"), OF(disclosed_category, category) },
	{ ITEM_GROUP, "contact", .field = "additions/contact", .members = contact },
	{ ITEM_TEXTS, NULL, NULL, ADDED(base_numbers, "base") },
	{ ITEM_OBJECTS, "bases", NULL, ENTRY(additions.bases),
	  TERM("基盤として利用するサービス", "services that it builds on"),
	  OF(disclosed_link, link) },
	{ ITEM_OBJECTS, "dependents", NULL, ENTRY(additions.dependents),
	  TERM("このサービスを基盤として利用するサービス", "services that build on it"),
	  OF(disclosed_link, link) },
	{ .kind = ITEM_END },
};

static bool
has_additions(const void *data)
{
	const struct disclosure *entry = data;
	const struct disclosed_additions *added = &entry->additions;

	/* What was listed on a past day has no additions of today. */
	if (entry->versions->len == 0)
		return false;
	return added->english_name != NULL || added->provider_english_name != NULL ||
	       added->section != NULL || added->telephone != NULL || added->email != NULL ||
	       added->url != NULL || added->aliases->len > 0 || added->abbreviations->len > 0 ||
	       added->service_models->len > 0 || added->category_ids->len > 0 ||
	       added->bases->len > 0 || added->dependents->len > 0;
}

const struct item items_of_entry[] = {
	{ ITEM_TEXT, "number", "number", ENTRY(number), TERM("登録番号", "registration number"),
	  .clause = "7.1", .pattern = "C[0-9]{2}-[0-9]{4}-[0-9]" },
	{ ITEM_URL, "permalink", NULL, ENTRY(permalink),
	  TERM("このリストのページ", "page in this list") },
	{ ITEM_TEXT, "name", "name", LISTED(name), FIELD("statement/service-name") },
	{ ITEM_TEXT, "name_reading", "name-reading", LISTED(name_reading),
	  FIELD("statement/service-reading") },
	{ ITEM_URL, "url", "url", LISTED(url), FIELD("statement/service-url") },
	{ ITEM_GROUP, "provider", TERM("クラウドサービス事業者", "provider"), .item = 3,
	  .members = provider },
	{ ITEM_DATE, "registered_on", "registered-on", ENTRY(registered_on),
	  TERM("登録日", "registration date"), .item = 4 },
	{ ITEM_DATE, "renewed_on", "renewed-on", ENTRY(renewed_on),
	  TERM("直近の更新日", "last renewal"), .clause = "7.2", .nullable = true },
	{ ITEM_DATE, "expires_on", "expires-on", ENTRY(expires_on),
	  TERM("登録の有効期限", "expiry"), .item = 5 },
	{ ITEM_DATE, "since", NULL, ENTRY(since),
	  TERM("この内容の掲載が始まった日", "day from which the entry reads so") },
	{ ITEM_OBJECTS, "statuses", NULL, ENTRY(statuses),
	  TERM("状態（1つ以上）", "statuses, one or more"), LABEL("状態", "status"),
	  .clause = "8.1、9.5、10.5、12.5", OF(disclosed_status, status) },
	{ ITEM_GROUP, "statement_scope", FIELD("statement/statement-scope"),
	  .members = statement_scope },
	{ ITEM_GROUP, "control_objectives", FIELD("statement/control-objectives"),
	  .members = control_objectives },
	{ ITEM_GROUP, "audit_period", FIELD("statement/audit-period"), .members = audit_period },
	{ ITEM_PROSE, "subsequent_events", "subsequent-events", LISTED(subsequent_events),
	  FIELD("statement/subsequent-events"), .heading_shift = 2 },
	{ ITEM_FLAG, "improvement_plan", "improvement-plan", LISTED(improvement_plan),
	  FIELD("improvement-plan") },
	{ ITEM_GROUP, "disclosed_information", FIELD("disclosed-information"),
	  .members = disclosed_information },
	{ ITEM_PROSE, "special_notes", "special-notes", LISTED(special_notes),
	  .field = "events/remark/special-notes", .heading_shift = 2, .nullable = true },
	{ ITEM_GROUP, "additions", .field = "additions", .members = additions, .optional = true,
	  .is_there = has_additions },
	{ ITEM_OBJECTS, "history", NULL, ENTRY(history),
	  TERM("登録の経過", "history of the registration"), OF(disclosed_event, event) },
	{ .kind = ITEM_END },
};

/* Of one of the two bodies, `path` in site.xml. */
#define BODY(member, path)                                                                         \
	{ ITEM_TEXT, NULL, "name", LIST(member.name), SITE(path "/name") },                        \
		{ ITEM_TEXT, NULL, "office", LIST(member.office), SITE(path "/office") },          \
		{ ITEM_TEXT, NULL, "section", LIST(member.section), SITE(path "/section") },       \
		{ ITEM_TEXT, NULL, "address", LIST(member.address), SITE(path "/address") },       \
		{ ITEM_TEXT, NULL, "telephone", LIST(member.telephone), SITE(path "/telephone") }, \
		{ ITEM_TEXT, NULL, "email", LIST(member.email), SITE(path "/email") },             \
	{                                                                                          \
		.kind = ITEM_END                                                                   \
	}

static const struct item committee[] = { BODY(committee, "committee") };
static const struct item operations_body[] = { BODY(operations_body, "operations-body") };

const struct item items_of_list[] = {
	{ ITEM_NUMBER, "schema_version", NULL, LIST(schema_version),
	  TERM("データの形の版（同じ版では、項目は増えるだけ）",
	       "version of the schema: within one, items are only added") },
	{ ITEM_TEXT, "title", "title", LIST(title), SITE("title"),
	  TERM("リストの名称", "title of the list") },
	{ ITEM_URL, "url", "base-url", LIST(base_url), SITE("base-url"),
	  TERM("リストのアドレス", "address of the list"),
	  LABEL("公開先のURL（末尾は/）", "base URL, ends with /") },
	{ ITEM_DATE, "as_of", NULL, LIST(as_of), TERM("掲載内容の基準日", "day of the contents"),
	  .optional = true },
	{ ITEM_TEXT, "edition", NULL, LIST(edition), TERM("版（SHA-256）", "edition, SHA-256"),
	  .optional = true, .pattern = "[0-9a-f]{64}" },
	{ ITEM_TEXT, "licence", NULL, LIST(licence), TERM("利用条件", "licence") },
	{ ITEM_DATE, "rules_edition", "rules-edition", LIST(rules_edition), SITE("rules-edition"),
	  TERM("登録規則の版", "edition of the regulation") },
	{ ITEM_FLAG, "sample", "sample", LIST(sample), SITE("sample"),
	  TERM("見本であるか", "whether this is a sample") },
	{ ITEM_OBJECTS, "categories", NULL, LIST(categories), SITE("category"),
	  TERM("サービスの分類", "categories of services"), .optional = true,
	  OF(disclosed_category, category) },
	{ ITEM_TEXT, NULL, "security-contact", LIST(security_contact), SITE("security-contact"),
	  .nullable = true },
	{ ITEM_URL, NULL, "security-policy", LIST(security_policy), SITE("security-policy"),
	  .nullable = true },
	{ ITEM_FLAG, NULL, NULL, LIST(publishes_removals), SITE("removed-page") },
	{ ITEM_FLAG, NULL, NULL, LIST(keeps_past_editions), SITE("past-editions") },
	{ ITEM_FLAG, NULL, "evidence-pdf", LIST(publishes_evidence), SITE("evidence-pdf") },
	{ ITEM_GROUP, NULL, "committee", SITE("committee"), .members = committee },
	{ ITEM_GROUP, NULL, "operations-body", SITE("operations-body"),
	  .members = operations_body },
	{ .kind = ITEM_END },
};

const struct item *
item_find(const struct item *items, const char *name)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (g_strcmp0(item->name, name) == 0)
			return item;
	for (const struct item *item = items; item->kind != ITEM_END; item++) {
		const struct item *inner =
			item->kind == ITEM_GROUP ? item_find(item->members, name) : NULL;

		if (inner != NULL)
			return inner;
	}
	return NULL;
}

static void
add_listed(GPtrArray *listed, const struct item *items)
{
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (item->kind == ITEM_GROUP)
			add_listed(listed, item->members);
		else if (item->field != NULL && item->name != NULL && !item->last)
			g_ptr_array_add(listed, (gpointer)item);
	for (const struct item *item = items; item->kind != ITEM_END; item++)
		if (item->last)
			g_ptr_array_add(listed, (gpointer)item);
}

GPtrArray *
items_listed(void)
{
	GPtrArray *listed = g_ptr_array_sized_new(32);

	add_listed(listed, items_of_entry);
	return listed;
}

const struct field *
item_field(const struct item *item, size_t *offset)
{
	const struct field *root;

	if (item->field == NULL)
		return NULL;
	if (g_str_has_prefix(item->field, "site/"))
		return field_at(&field_site, item->field + strlen("site/"), offset);
	if (!g_str_has_prefix(item->field, "application/"))
		return field_at(&field_service, item->field, offset);
	root = field_find(&field_service, "application");
	return field_at(root, item->field + strlen("application/"), offset);
}

static const struct field *
field_of(const struct item *item)
{
	size_t offset;

	return item_field(item, &offset);
}

/* The same where the item is what its field is, and no more. */
static const struct field *
field_itself(const struct item *item)
{
	return item->term.ja == NULL ? field_of(item) : NULL;
}

bool
item_is_missing(const struct item *item, const void *data)
{
	/* A text is the first member of prose, too. */
	bool is_text =
		item->kind == ITEM_TEXT || item->kind == ITEM_URL || item->kind == ITEM_PROSE;

	return is_text && field_of(item)->min > 0 &&
	       *(const char *const *)item_at(item, data) == NULL;
}

bool
item_is_there(const struct item *item, const void *data)
{
	const void *at = item_at(item, data);

	if (item->is_there != NULL)
		return item->is_there(data);
	if (item->kind == ITEM_DATE)
		return date_is_set(*(const struct date *)at);
	if (item_is_list(item))
		return *(GPtrArray *const *)at != NULL && (*(GPtrArray *const *)at)->len > 0;
	return *(const char *const *)at != NULL;
}

static const char *
field_term(const struct item *item, enum language language)
{
	const struct field *field = field_of(item);

	return language == LANGUAGE_EN ? field->en : field->ja;
}

const char *
item_term(const struct item *item, enum language language)
{
	if (item->term.ja != NULL)
		return wording_text(item->term, language);
	return field_term(item, language);
}

const char *
item_label(const struct item *item, enum language language)
{
	if (item->label.ja != NULL)
		return wording_text(item->label, language);
	if (item->field != NULL)
		return field_term(item, language);
	return wording_text(item->term, language);
}

const char *
item_hint(const struct item *item, enum language language)
{
	const struct field *field = field_itself(item);

	if (field == NULL)
		return NULL;
	return language == LANGUAGE_EN ? field->hint_en : field->hint_ja;
}

const char *
item_pattern(const struct item *item)
{
	const struct field *field = field_itself(item);

	return item->pattern != NULL || field == NULL ? item->pattern : field->pattern;
}

int
item_clause_number(const struct item *item)
{
	return item->item != 0 || item->field == NULL ? item->item : field_of(item)->item;
}

const char *
item_clause(const struct item *item)
{
	const struct field *field = field_itself(item);
	int number = item->item != 0 || field == NULL ? item->item : field->item;

	if (item->clause != NULL)
		return item->clause;
	if (number != 0)
		return item_words[number].clause;
	return field == NULL ? NULL : field->clause;
}

bool
item_has_language(const struct item *item)
{
	return item->kind == ITEM_PROSE ||
	       (item->kind == ITEM_TEXT && item->field != NULL && item_pattern(item) == NULL);
}
