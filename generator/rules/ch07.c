/* Chapter 7: the registration and what is listed. */
#include "registry/criteria.h"
#include "rules/examine.h"
#include "rules/numbers.h"
#include "rules/regions.h"

#include "history/in_force.h"

/* 第7章 登録 */

static bool
is_kind(const struct application *application, const char *kind)
{
	return application != NULL && g_strcmp0(application->kind.value, kind) == 0;
}

static void
examine_registered_kind(const struct examination *at)
{
	if (at->decision->kind == DECISION_REGISTER &&
	    is_kind(at->decision->target_application, "renewal"))
		REPORT(at, at->decision->application.line, "application",
		       at->decision->application.value, NULL);
}

static void
examine_renewed_kind(const struct examination *at)
{
	const struct application *application = at->decision->target_application;

	if (at->decision->kind == DECISION_RENEW && application != NULL &&
	    application->kind.value != NULL && !is_kind(application, "renewal"))
		REPORT(at, at->decision->application.line, "application",
		       at->decision->application.value, NULL);
}

/* All decisions, in order of day, after what stands for one in entries carried over. */
static GPtrArray *
decisions_of(const struct registry *registry)
{
	GPtrArray *decisions = g_ptr_array_new();

	EACH (const struct service, service, registry->services)
		for (guint k = 0; service->carried_over.line > 0 && k < service->timeline->len;
		     k++) {
			const struct event *event = service->timeline->pdata[k];

			if (event->kind == EVENT_CARRIED_OVER)
				g_ptr_array_add(decisions, (gpointer)event->decision);
		}
	EACH (const struct meeting, meeting, registry->meetings)
		for (guint k = 0; meeting->decisions != NULL && k < meeting->decisions->len; k++)
			g_ptr_array_add(decisions, meeting->decisions->pdata[k]);
	return decisions;
}

/* The number that a registration has, after all corrections. */
static const struct text *
number_of(const struct decision *decision)
{
	const struct text *number = &decision->number;

	if (decision->kind != DECISION_REGISTER)
		return NULL;
	for (decision = decision->correction; decision != NULL; decision = decision->correction)
		if (decision->number.value != NULL)
			number = &decision->number;
	return number;
}

static void
examine_number(const struct examination *at)
{
	g_autoptr(GHashTable) first = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) decisions = decisions_of(at->registry);

	EACH (struct decision, decision, decisions) {
		const struct text *number = number_of(decision);

		if (number == NULL || number->value == NULL)
			continue;
		const struct decision *other = g_hash_table_lookup(first, number->value);
		if (other == NULL) {
			g_hash_table_insert(first, (gpointer)number->value, decision);
			continue;
		}
		REPORT_AT(at, place_in_decision(decision, number->line, "number"), number->value,
		          DATE(other->meeting->held_on.on),
		          other->service.value != NULL ? other->service.value : "–", NULL);
	}
}

/* What a correction puts right stood in the list on the day before it. */
static void
examine_corrections(const struct examination *at)
{
	EACH (const struct event, event, at->service->timeline) {
		g_autofree char *listed = NULL;
		struct date before = date_add_days(event->on.on, -1);
		struct place place = place_of_event(at->service, event);
		struct in_force in_force;
		struct status status;

		if (event->correction == NULL)
			continue;
		const struct listing_change *change = event->correction->change;
		g_autofree char *old = listing_item_text(change->item, change->before);
		g_autofree char *new = listing_item_text(change->item, change->after);
		status_compute(at->service, before, &status);
		if (status.listed) {
			in_force_on(at->service, &status, before, &in_force);
			listed = in_force_text(&in_force, change->item);
		}
		place.field_ja = change->field->ja;
		place.field_en = change->field->name;
		if (!status.listed || !listing_text_is_same(old, listed) ||
		    g_strcmp0(old, new) == 0)
			REPORT_AT(at, place, old != NULL ? old : "–", listed != NULL ? listed : "–",
			          NULL);
	}
}

static void
examine_letters(const struct examination *at)
{
	const GPtrArray *meetings = at->registry->meetings;
	const struct field *field = field_find(&field_decisions, "letters-on");

	EACH (const struct meeting, meeting, meetings) {
		struct place place =
			place_of_field(place_in_file(meeting->file, meeting->letters_on.line, NULL),
		                       field->ja, field->name);

		if (is_before(meeting->letters_on.on, meeting->held_on.on))
			REPORT_AT(at, place, DATE(meeting->letters_on.on),
			          DATE(meeting->held_on.on), NULL);
	}
}

/* The register cannot show a registration before it was decided. */
static void
examine_registered_on(const struct examination *at)
{
	const struct day registered_on =
		decision_corrected(at->decision, (struct date){ 0 }).registered_on;
	struct date held_on = at->decision->meeting->held_on.on;

	if (at->decision->kind == DECISION_REGISTER && is_before(registered_on.on, held_on))
		REPORT(at, at->decision->registered_on.line, "registered-on",
		       DATE(registered_on.on), DATE(held_on), NULL);
}

static void
examine_expiry_order(const struct examination *at, enum decision_kind kind)
{
	const struct decision right = decision_corrected(at->decision, (struct date){ 0 });
	struct date from = at->decision->meeting->held_on.on;
	bool is_begun_late = is_after(right.registered_on.on, from);

	/* One that is after the decision is wrong where the expiry is after it, too. */
	bool is_expiry = !is_begun_late || is_before(right.expires_on.on, from);

	if (is_begun_late)
		from = right.registered_on.on;
	if (at->decision->kind == kind && is_before(right.expires_on.on, from))
		REPORT(at,
		       is_expiry ? at->decision->expires_on.line : at->decision->registered_on.line,
		       is_expiry ? "expires-on" : "registered-on", DATE(right.expires_on.on),
		       DATE(from), NULL);
}

static void
examine_registration_over(const struct examination *at)
{
	examine_expiry_order(at, DECISION_REGISTER);
}

static void
examine_renewal_over(const struct examination *at)
{
	examine_expiry_order(at, DECISION_RENEW);
}

static void
examine_expiry(const struct examination *at)
{
	const struct application *application = at->decision->target_application;
	struct date expires_on = decision_corrected(at->decision, (struct date){ 0 }).expires_on.on;

	if (at->decision->kind > DECISION_RENEW || application == NULL || !date_is_set(expires_on))
		return;
	struct date computed = status_computed_expiry(application);
	if (date_is_set(audited_until(application)) && date_compare(expires_on, computed) != 0)
		REPORT(at, at->decision->expires_on.line, "expires-on", DATE(expires_on),
		       DATE(computed), DATE(application->statement.audit_period.last_on.on), NULL);
}

static void
examine_edition(const struct examination *at)
{
	const struct control_objectives *objectives = &at->application->statement.objectives;

	/* That there are no criteria at all is told once. */
	if (objectives->edition.value != NULL && at->registry->criteria->len > 0 &&
	    objective_index_find(at->objectives, objectives) == NULL)
		REPORT(at, objectives->line, "statement/control-objectives/edition",
		       objectives->edition.value, NULL);
}

#define IMPLEMENTED "statement/control-objectives/implemented"
#define EXCLUDED "statement/control-objectives/excluded"

static void
examine_unknown_objectives(const struct examination *at)
{
	const struct control_objectives *objectives = &at->application->statement.objectives;
	const struct edition *edition = objective_index_find(at->objectives, objectives);
	g_autoptr(GArray) unknown = g_array_new(false, false, sizeof(struct unknown_objective));

	if (edition == NULL)
		return;
	edition_find_unknown(edition, objectives, unknown);
	EACH_IN (const struct unknown_objective, objective, unknown)
		if (edition_has_shape(edition, objective->name)) /* else the loader told */
			REPORT(at, objective->line, objective->excluded ? EXCLUDED : IMPLEMENTED,
			       objective->name, objectives->edition.value, NULL);
}

static void
examine_objectives_twice(const struct examination *at)
{
	const struct control_objectives *objectives = &at->application->statement.objectives;
	const struct edition *edition = objective_index_find(at->objectives, objectives);
	g_autoptr(GPtrArray) twice = g_ptr_array_new();

	if (edition == NULL)
		return;
	edition_find_twice(edition, objectives, twice);
	EACH (const struct exclusion, exclusion, twice)
		REPORT(at, exclusion->line, EXCLUDED, exclusion->objective.value, NULL);
}

static void
examine_missing_objectives(const struct examination *at)
{
	const struct control_objectives *objectives = &at->application->statement.objectives;
	const struct edition *edition = objective_index_find(at->objectives, objectives);

	if (edition == NULL || objectives->implemented.value == NULL)
		return;
	g_autofree char *missing = edition_find_missing(edition, objectives);
	if (missing != NULL)
		REPORT(at, objectives->implemented.line, IMPLEMENTED, missing,
		       objectives->edition.value, NULL);
}

/* Entries that are listed on the day under one name, of one provider. */
static void
examine_same_service(const struct examination *at)
{
	g_autoptr(GHashTable) first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	EACH (const struct service, service, at->registry->services) {
		struct status status, of_other;
		struct in_force in_force;
		const struct statement *statement = &in_force.application.statement;

		status_compute(service, at->as_of, &status);
		if (!status.listed)
			continue;
		in_force_on(service, &status, at->as_of, &in_force);
		g_autofree char *key = g_strjoin("\n", statement->service_name.value,
		                                 in_force.application.applicant.name.value, NULL);
		const struct service *other = g_hash_table_lookup(first, key);
		if (other == NULL) {
			g_hash_table_insert(first, g_steal_pointer(&key), (gpointer)service);
			continue;
		}
		status_compute(other, at->as_of, &of_other);
		REPORT_AT(at,
		          (struct place){ .file = service->file,
		                          .line = statement->service_name.line,
		                          .record = service->id.value },
		          statement->service_name.value, of_other.number, other->id.value, NULL);
	}
}

/* A day of <carried-over> that must not be after another one. */
static void
examine_carried_days(const struct examination *at, const char *earlier, const char *later)
{
	const struct field *root = field_find(&field_service, "carried-over");
	const char *carried = (const char *)&at->service->carried_over;
	const struct field *first = field_find(root, earlier), *last = field_find(root, later);
	const struct day *from = (const struct day *)(carried + first->offset);
	const struct day *to = (const struct day *)(carried + last->offset);
	const bool of_first = strcmp(later, "on") == 0;
	const struct field *told = of_first ? first : last;

	if (at->service->carried_over.line > 0 && is_after(from->on, to->on))
		REPORT_AT(at,
		          (struct place){ .file = at->service->file,
		                          .line = of_first ? from->line : to->line,
		                          .record = at->service->id.value,
		                          .field_ja = told->ja,
		                          .field_en = told->name },
		          first->ja, DATE(from->on), last->ja, DATE(to->on), first->en, last->en,
		          NULL);
}

static void
examine_carried_order(const struct examination *at)
{
	examine_carried_days(at, "registered-on", "on");
	examine_carried_days(at, "registered-on", "renewed-on");
	examine_carried_days(at, "renewed-on", "on");
}

static void
examine_carried_expiry(const struct examination *at)
{
	if (at->service->carried_over.renewal_pending.value == NULL)
		examine_carried_days(at, "on", "expires-on");
}

const struct rule chapter_07_rules[] = {
	ORDER_RULE(
		"registered-twice", FINDING_ERROR, "7.1", FAULT_REGISTER_LISTED,
		"{0}の登録の決定の時点で、このサービスは既に登録されています（登録日{1}）。",
		"When registration was decided on {0}, the service was already registered (on "
		"{1}).",
		"登録されているサービスについての決定は更新（7.2）です。"
		"再び登録できるのは削除の後です。その削除を取り消すときは、後の登録も取り消します。",
		"A service on the list is renewed (7.2); it is registered anew only after a "
		"removal. Where that is annulled, the later registration is, too."),
	DECISION_RULE(
		"registration-of-renewal", FINDING_ERROR, "7.1", examine_registered_kind,
		"登録の決定が、更新の申請（申請{0}）を対象としています。",
		"The registration decides on a renewal application ({0}).",
		"登録の決定は新規又は再申請に、更新の決定は更新の申請に対するものです。",
		"Registrations are of new or re-applications, renewals of renewal applications."),
	REGISTRY_RULE(
		"number-reused", FINDING_ERROR, "7.1", examine_number,
		"登録番号{0}は、{1}の決定で{2}に付けられています。登録番号は再び使えません。",
		"Registration number {0} was given to {2} by the decision of {1}; numbers are "
		"never reused.",
		"登録番号は一つの登録に固有のもので、更新では変わらず、"
		"削除の後も再び使わないと読みます。再申請による登録には新しい番号を付けます。",
		"We read that a number belongs to one registration, stays through renewals and is "
		"never reused; a registration after re-application gets a new one."),
	REGISTRY_RULE(
		"document-number-reused", FINDING_WARNING, "7.1", examine_document_number,
		"文書番号{0}は、{1}の{2}についての文書で使われています。",
		"Document number {0} was used by the letter of {1} about {2}.",
		"文書番号は文書ごとに異なるはずです。決定、経過、様式、再発行の全てを比べます。"
		"経過とその文書の様式は、一つの文書として数えます。",
		"Each letter should have a document number of its own, be it of a decision, "
		"an event, a form or one issued again. An event and the form that tells of it "
		"are one letter."),
	REGISTRY_RULE("letters-before-decision", FINDING_ERROR, "7.1", examine_letters,
	              "通知書の日付（{0}）が決定日（{1}）より前です。",
	              "The letters are dated {0}, before the decision ({1}).",
	              "登録通知書、結果通知書、再申請要請書は決定の後に発出します。",
	              "Letters go out after the decision that they tell."),
	ORDER_RULE(
		"renewal-of-unlisted", FINDING_ERROR, "7.2", FAULT_RENEW_UNLISTED,
		"{0}の更新の決定の時点で、このサービスは登録されていません（削除日：{1}）。",
		"When renewal was decided on {0}, the service was not registered (removed: {1}).",
		"更新できるのは登録されているサービスだけです。",
		"Only a service on the list can be renewed."),
	DECISION_RULE(
		"renewal-of-other", FINDING_ERROR, "7.2", examine_renewed_kind,
		"更新の決定が、更新でない申請（申請{0}）を対象としています。",
		"The renewal decides on an application that is not for renewal ({0}).",
		"登録の決定は新規又は再申請に、更新の決定は更新の申請に対するものです。",
		"Registrations are of new or re-applications, renewals of renewal applications."),
	DECISION_RULE(
		"registered-before-decision", FINDING_ERROR, "7.5(4)", examine_registered_on,
		"登録日（{0}）が決定日（{1}）より前です。",
		"The registration date ({0}) is before the decision ({1}).",
		"登録は運営委員会の決定を受けて行うので、登録日は決定日以後でなければなりません。",
		"Registration follows the committee's decision, so it cannot be dated before it."),
	ORDER_RULE(
		"registration-put-off", FINDING_ERROR, "7.5(4)", FAULT_PUT_OFF,
		"{0}の訂正は、登録日をそれより後の日としていますが、その登録は既に掲載されています。"
		"登録を取り消し（annul）、改めて登録してください。",
		"The correction of {0} names a later day as the registration date, but the entry is "
		"on the list already. Annul the registration and decide on it anew.",
		"掲載した登録の登録日は、訂正の日までの日にだけ訂正できます。",
		"The registration date of what is listed can be corrected to a day up to that of "
		"the correction."),
	SERVICE_RULE("carried-over-dates", FINDING_ERROR, "7.5(4)", examine_carried_order,
	             "『{0}』（{1}）が『{2}』（{3}）より後です。",
	             "The {4} ({1}) is after the {5} ({3}).",
	             "移行した登録の登録日と更新日は、移行の日以前で、順に並びます。",
	             "What was carried over was registered, then renewed, by that day."),
	SERVICE_RULE(
		"carried-over-expired", FINDING_ERROR, "7.5(5)", examine_carried_expiry,
		"『登録の有効期限』（{3}）が『移行の日』（{1}）より前です。更新の判断を待っている登録は「更新の判断を待っている」（<renewal-pending/>）を加え、失効していれば移行しないでください。",
		"The expiry ({3}) is before the day of the carrying over ({1}). Add <renewal-pending/> where a renewal is undecided; else it is not carried over.",
		"移行できるのは移行の日に有効な登録です。8.1により続いているものは <renewal-pending/> で示します。",
		"What is carried over is in force on that day; by 8.1, too, which <renewal-pending/> says."),
	DECISION_RULE("expiry-before-registration", FINDING_ERROR, "7.5(5)",
	              examine_registration_over,
	              "登録の有効期限（{0}）が、登録日又は決定日（{1}）より前です。",
	              "The expiry ({0}) is before the registration or decision ({1}).",
	              "有効期限は登録日及び決定日以後でなければなりません。",
	              "An entry cannot expire before it is registered or decided."),
	DECISION_RULE(
		"renewal-over", FINDING_WARNING, "7.5(5)", examine_renewal_over,
		"更新後の有効期限（{0}）が、更新の決定の日（{1}）には過ぎています。",
		"The renewed expiry ({0}) is over on the day of the decision ({1}).",
		"6.3の6か月は原則なので、更新の決定が新しい有効期限の後になることはあります。"
		"決定はそのまま扱い、次の更新の申請がなければ決定の日の翌日に削除されます。",
		"6.3's 6 months are a rule with exceptions, so a renewal may come after its own "
		"expiry. It stands; without another renewal application the entry is removed on "
		"the day after."),
	DECISION_RULE(
		"expiry-differs", FINDING_WARNING, "7.5(5)", examine_expiry,
		"登録の有効期限は{0}ですが、監査対象期間の末日（{2}）"
		"の翌日から1年4か月（基本規程3.5）で計算すると{1}です。",
		"The expiry is {0}; 1 year 4 months from the day after the audit period's last day "
		"({2}) (基本規程 3.5) end on {1}.",
		"有効期限は監査対象期間の末日の翌日から1年4か月です（基本規程3.5）。"
		"決定の有効期限をそのまま公表し、計算と異なるときに警告します。",
		"An entry is valid for 1 year 4 months from the day after the audit period's last "
		"day (基本規程 3.5). What was decided is published; a difference is a warning."),
	REGISTRY_RULE("service-listed-twice", FINDING_WARNING, "7.5(1)", examine_same_service,
	              "同じ事業者の「{0}」は、{1}（{2}）としても登録されています。",
	              "\"{0}\" of the same provider is registered as {1} ({2}), too.",
	              "同じ事業者の同じ名称の登録が2つあると、利用者には見分けられません。",
	              "Two entries of one name by one provider cannot be told apart."),
	SERVICE_RULE("scope-entry-twice", FINDING_WARNING, "7.5(6)", regions_examine_twice,
	             "「{0}」が、同じ一覧に2つあります。1つにするか、名称で区別してください。",
	             "\"{0}\" stands twice in one list. Keep one, or tell them apart by name.",
	             "言明の対象範囲の一覧に、同じ名称は1つです。",
	             "A list of the scope names each function once."),
	LISTED_RULE(
		"region-code-unknown", BINDING_ALWAYS, "7.5(6)", regions_examine_codes,
		"リージョン「{0}」の符号 {1} はありません。country にはISO 3166-1の国の符号、"
		"prefecture には国が JP のときだけJIS X 0401の符号を書いてください。",
		"The region \"{0}\" has a code that does not exist, {1}. Write a country of ISO "
		"3166-1, and a prefecture of JIS X 0401 where the country is JP.",
		"国と都道府県で検索できるように、リージョンの場所を符号でも公表します。",
		"Where a region is, is published as codes, too, so that it can be searched for."),
	SERVICE_RULE(
		"region-code-missing", FINDING_WARNING, "7.5(6)", regions_examine_missing,
		"リージョン「{0}」がどの国・都道府県にあるかの符号がありません。"
		"{1} のように書いてください。",
		"No code says where these regions are: {0}. Write {1}, for example.",
		"符号がないリージョンは、国や都道府県での絞り込みに「記載なし」と出ます。"
		"名前から分かる符号を示します。",
		"A region without a code is found in no country or prefecture. What its name tells "
		"is proposed."),
	SERVICE_RULE("region-code-differs", FINDING_WARNING, "7.5(6)", regions_examine_names,
	             "リージョン「{0}」の符号は{1}ですが、名前からは{2}と読めます。",
	             "The code of the region \"{0}\" is that of {3}; its name says {4}.",
	             "符号の書き間違いを、名前に含まれる地名から見つけます。",
	             "Mistyped codes are found by the places that names contain."),
	LISTED_RULE(
		"sub-service-region-unknown", BINDING_ALWAYS, "7.5(6)",
		regions_examine_sub_services,
		"サブサービス「{0}」のリージョン「{1}」が、言明の対象範囲のリージョンにありません。"
		"同じ名前で書いてください。",
		"The region \"{1}\" of the sub-service \"{0}\" is none of the scope's. Write it "
		"as the scope does.",
		"サブサービスごとのリージョンは、言明の対象範囲のリージョンのうちのものです。",
		"The regions of a sub-service are among those of the scope."),
	LISTED_RULE(
		"criteria-unknown", BINDING_REGISTERED, "7.5(7)", examine_edition,
		"管理基準の{0}版がcontent/criteriaにありません。",
		"There is no edition {0} of the criteria in content/criteria.",
		"言明書の統制目標は、版を定めた管理基準に照らして確認します。",
		"A statement's objectives are checked against a named edition of the criteria."),
	LISTED_RULE(
		"objective-unknown", BINDING_REGISTERED, "7.5(7)", examine_unknown_objectives,
		"統制目標{0}は管理基準の{1}版にありません。",
		"Edition {1} of the criteria has no objective {0}.",
		"公表するのは、その版の管理基準にある統制目標だけです（詳細管理策は載せません）。",
		"Only objectives that the edition of the criteria has are published, no detailed controls."),
	LISTED_RULE("objective-twice", BINDING_REGISTERED, "7.5(7)", examine_objectives_twice,
	            "統制目標{0}は、対象外のほかにも記載されています（実施している、又は重複）。",
	            "Objective {0} is excluded and stands elsewhere too (implemented, or a second "
	            "time).",
	            "一つの統制目標は、実施しているか対象外かのどちらか一方です。",
	            "An objective is either implemented or excluded, once."),
	LISTED_RULE(
		"objective-unaccounted", BINDING_REGISTERED, "7.5(7)", examine_missing_objectives,
		"管理基準の{1}版の統制目標のうち、"
		"実施とも対象外とも記載がないものがあります：{0}。",
		"Objectives of edition {1} that are neither implemented nor excluded: {0}.",
		"管理基準の全ての統制目標について、実施しているか、"
		"理由を付けて対象外とするかを記載します。",
		"Each objective of the criteria is either implemented or excluded with a reason."),
	SERVICE_RULE(
		"correction-old-text", FINDING_ERROR, "7.5", examine_corrections,
		"訂正の前の内容として「{0}」と書かれていますが、前の日の掲載は「{1}」です。",
		"The correction gives \"{0}\" as what was published; on the day before, the list said "
		"\"{1}\".",
		"訂正は、前の日まで公開していた内容を改めます。<old> には公開していたとおりに、<new> には"
		"それと違う正しい内容を書きます。空白の違いは除いて比べます。",
		"A correction puts right what was published until the day before: <old> says that, and "
		"<new> something else. White space aside."),
	END_OF_RULES,
};
