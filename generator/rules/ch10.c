/* Chapter 10: notifications of changes, and the suspension that follows from their lack. */
#include "history/in_force.h"
#include "rules/examine.h"
#include "rules/suspension.h"

#include <string.h>

/* 第10章 重大な統制変更等の届出 */

static void
report_change(const struct examination *at, const char *said, const char *other)
{
	struct place place = place_of_event(at->service, at->event);

	place.line = at->change->line;
	place.field_ja = at->change->field->ja;
	place.field_en = at->change->field->name;
	REPORT_AT(at, place, said != NULL ? said : "–", other != NULL ? other : "–", NULL);
}

/* What the list says when the form is filed: the application in force, and what changed
 * it before this form. NULL: it is not listed, or says nothing. */
static char *
text_before(const struct examination *at)
{
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	struct in_force in_force;
	struct status status;

	status_compute(at->service, at->event->on.on, &status);
	if (status.application == NULL || !status.listed)
		return NULL;
	in_force_on(at->service, &status, date_add_days(at->event->on.on, -1), &in_force);
	/* A renewal of the same day counts: take the application as it now is. */
	status_listing_changes(at->service, &status, at->event->on.on, changes);
	for (guint i = 0; i < changes->len && changes->pdata[i] != at->event; i++) {
		const struct event *other = changes->pdata[i];

		if (other->form == NULL ||
		    date_compare(event_change_day(other), at->event->on.on) != 0)
			continue;
		EACH (const struct listing_change, earlier, other->form->changes)
			listing_item_copy(earlier->item, earlier->after, &in_force.application);
	}
	return in_force_text(&in_force, at->change->item);
}

/* The form 9 of the same day before this one that changes the same item, or NULL. */
static const struct listing_change *
change_before(const struct examination *at)
{
	const struct listing_change *found = NULL;

	EACH (const struct event, other, at->service->timeline) {
		if (other == at->event)
			break;
		if (other->kind != EVENT_LISTING_CHANGE || other->form == NULL ||
		    date_compare(other->on.on, at->event->on.on) != 0 ||
		    date_compare(event_change_day(other), event_change_day(at->event)) != 0)
			continue;
		for (guint k = 0; k < other->form->changes->len; k++)
			if (((const struct listing_change *)other->form->changes->pdata[k])->item ==
			    at->change->item)
				found = other->form->changes->pdata[k];
	}
	return found;
}

static void
examine_old(const struct examination *at)
{
	g_autofree char *old = at->change->before != NULL
	                               ? listing_item_text(at->change->item, at->change->before)
	                               : NULL;
	g_autofree char *listed = text_before(at);

	if (old != NULL && listed != NULL && !listing_text_is_same(old, listed) &&
	    change_before(at) == NULL)
		report_change(at, old, listed);
}

static void
examine_link(const struct examination *at)
{
	const struct listing_change *former = change_before(at);

	if (former == NULL || at->change->before == NULL)
		return;
	g_autofree char *between = listing_item_text(at->change->item, former->after);
	g_autofree char *old = listing_item_text(at->change->item, at->change->before);
	if (old == NULL || between == NULL || !listing_text_is_same(old, between))
		report_change(at, old, between);
}

/* A form 9 that has effect on an application of another text than the one it changes. */
static void
examine_third(const struct examination *at)
{
	g_autofree char *after = listing_item_text(at->change->item, at->change->after);
	g_autofree char *old = at->change->before != NULL
	                               ? listing_item_text(at->change->item, at->change->before)
	                               : text_before(at);

	for (guint i = 0; i < at->whole->application_count; i++) {
		const struct application_state *state = &at->whole->applications[i];
		const struct application *application = state->application;
		g_autofree char *stated = listing_item_text(at->change->item, application);

		/* Filed or of effect when the renewal had been applied for. */
		if (state->stage != STAGE_REGISTERED || old == NULL || stated == NULL ||
		    !is_after(state->closed->on.on, at->event->on.on) ||
		    is_before(event_change_day(at->event), application->applied_on.on) ||
		    state->closed->kind != EVENT_RENEW)
			continue;
		if (!listing_text_is_same(stated, old) &&
		    (after == NULL || !listing_text_is_same(stated, after)))
			report_change(at, after, stated);
	}
}

/* A renewal applied for after a form 9 had effect, with the text from before it. */
static void
examine_reversal(const struct examination *at)
{
	g_autofree char *after = listing_item_text(at->change->item, at->change->after);
	g_autofree char *before = at->change->before != NULL
	                                  ? listing_item_text(at->change->item, at->change->before)
	                                  : text_before(at);

	for (guint i = 0; i < at->whole->application_count; i++) {
		const struct application_state *state = &at->whole->applications[i];
		g_autofree char *stated = listing_item_text(at->change->item, state->application);

		if (g_strcmp0(state->application->kind.value, "renewal") != 0 ||
		    state->received == NULL || stated == NULL || before == NULL ||
		    !is_before(event_change_day(at->event), state->application->applied_on.on) ||
		    !is_before(at->event->on.on, state->application->applied_on.on) ||
		    state->stage == STAGE_REFUSED || state->stage == STAGE_NOT_ACCEPTED ||
		    state->stage == STAGE_WITHDRAWN)
			continue;
		if (listing_text_is_same(stated, before) &&
		    !listing_text_is_same(stated, after != NULL ? after : ""))
			report_change(at, after, stated);
	}
}

/* Whether something of the day of the change or later says what `item` is from then on, which
 * goes with the name. */
static bool
is_settled(const struct examination *at, const char *item)
{
	EACH (const struct event, event, at->service->timeline) {
		const struct application *application = event_application(at->service, event);

		int order = date_compare(event->on.on, at->event->on.on);

		/* What stands beside a change of a day to come is known as the change is. */
		if (order < 0 || (order > 0 && is_after(event->on.on, at->as_of)))
			continue;
		if (event->kind == EVENT_PARTY || event->kind == EVENT_CARRIED_OVER ||
		    (event->kind == EVENT_RECEIPT && application != NULL &&
		     date_compare(application->applied_on.on, event_change_day(at->event)) >= 0))
			return true;
		for (guint k = 0; event->form != NULL && event->form->changes != NULL &&
		                  k < event->form->changes->len;
		     k++)
			if (strcmp(((const struct listing_change *)event->form->changes->pdata[k])
			                   ->item->name,
			           item) == 0)
				return true;
	}
	return false;
}

/* A new name with the former number: right where the company was renamed, wrong where
 * another one took its place. */
static void
examine_renamed(const struct examination *at)
{
	struct in_force in_force;
	struct status status;

	status_compute(at->service, at->event->on.on, &status);
	if (strcmp(at->change->item->name, "provider-name") != 0 || !status.listed ||
	    at->now->stages[MACHINE_ENTRY] != ENTRY_LISTED ||
	    is_after(at->event->on.on, at->as_of) || is_settled(at, "corporate-number"))
		return;
	in_force_on(at->service, &status, at->event->on.on, &in_force);
	if (in_force.application.applicant.corporate_number.value != NULL)
		report_change(at, at->change->after->applicant.name.value,
		              in_force.application.applicant.corporate_number.value);
}

/* A new name under the former reading, by which the list is ordered and searched. */
static void
examine_reading(const struct examination *at)
{
	static const char *const readings[][2] = {
		{ "service-name", "service-reading" },
		{ "provider-name", "provider-reading" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(readings); i++)
		if (strcmp(at->change->item->name, readings[i][0]) == 0 &&
		    at->now->stages[MACHINE_ENTRY] == ENTRY_LISTED &&
		    !is_settled(at, readings[i][1])) {
			g_autofree char *name =
				listing_item_text(at->change->item, at->change->after);

			report_change(at, name, readings[i][1]);
		}
}

/* 7.5(12) is the body's: what a form 9 says of it is listed where the body takes it over. */
static void
examine_notes(const struct examination *at)
{
	g_autofree char *after = listing_item_text(at->change->item, at->change->after);
	struct in_force in_force;
	struct status status;

	status_compute(at->service, at->as_of, &status);
	if (strcmp(at->change->item->name, "special-notes") != 0 || !status.listed ||
	    is_after(event_change_day(at->event), at->as_of))
		return;
	EACH (const struct event, event, at->service->timeline)
		if (event->kind == EVENT_REMARK && !is_before(event->on.on, at->event->on.on))
			return;
	in_force_on(at->service, &status, at->as_of, &in_force);
	if (!listing_text_is_same(after, in_force.special_notes.value))
		report_change(at, after, in_force.special_notes.value);
}

/* After a merger or a transfer another party is listed, with a name of its own. */
static void
examine_successor(const struct examination *at)
{
	const struct party *party = at->event->party;

	if (party != NULL && strcmp(party->cause.value, "change") != 0 &&
	    (party->applicant.name.value == NULL || party->applicant.reading.value == NULL ||
	     party->applicant.address.value == NULL))
		REPORT_EVENT(at, at->event, NULL);
}

const struct rule chapter_10_rules[] = {
	ORDER_RULE(
		"change-of-unregistered", FINDING_WARNING, "10.1", FAULT_CHANGE_UNLISTED,
		"{0}の届出（様式8）の対象は、その日には登録されていません（削除日：{1}）。",
		"The notification (form 8) of {0} is on a service not registered then (removed: "
		"{1}).",
		"様式8は登録されているサービスについて登録者が届け出るものです。"
		"届いた書類は事実として記録し、効力はありません。",
		"Form 8 is filed by registrants on services on the list; what arrived is a fact without "
		"effect."),
	ORDER_RULE(
		"listing-change-of-unregistered", FINDING_WARNING, "10.2",
		FAULT_LISTING_CHANGE_UNLISTED,
		"{0}の届出（様式9）の対象は、その日には登録されていません（削除日：{1}）。",
		"The notification (form 9) of {0} is on a service not registered then (removed: "
		"{1}).",
		"様式9は登録されているサービスの掲載事項について登録者が届け出るものです。"
		"届いた書類は事実として記録し、効力はありません。",
		"Form 9 is filed by registrants on items of the list; what arrived is a fact without "
		"effect."),
	CHANGE_RULE(
		"listing-change-old-text", FINDING_WARNING, "10.2", examine_old,
		"変更前として「{0}」と書かれていますが、リストの掲載は「{1}」です。",
		"The form gives \"{0}\" as the old text; the list says \"{1}\".",
		"様式9の変更前は、届出の日のリストの掲載と同じはずです。どの項目も、空白の違いを除いて"
		"比べます。",
		"The old text of form 9 should be what the list says on the day of filing; every item is "
		"compared, white space aside."),
	CHANGE_RULE(
		"listing-change-chain", FINDING_ERROR, "10.2", examine_link,
		"同じ日に同じ項目を変える届出が続いていますが、変更前「{0}」が、前の届出の変更後「{1}」と合いません。",
		"Two forms 9 of one day change the same item, but the old text \"{0}\" is not the new one "
		"of the form before, \"{1}\".",
		"同じ日の様式9は番号の順（form09、form09-2、…）に働くので、前の届出の変更後が次の届出の"
		"変更前になるはずです。",
		"Forms 9 of one day have effect in the order of their numbers, so each begins where the "
		"one before ended."),
	CHANGE_RULE(
		"listing-change-third-text", FINDING_WARNING, "10.2", examine_third,
		"様式9は「{0}」への変更を届け出ていますが、更新の申請には変更前でも変更後でもない「{1}」と"
		"書かれています。",
		"Form 9 changes the item to \"{0}\", but the renewal states \"{1}\", neither its old nor "
		"its new text.",
		"届出は、更新の申請より後に効力を生じるとき、更新の後の掲載にも働きます。申請が別の記載のとき"
		"は、どちらが正しいかを確かめます。",
		"A form 9 that takes effect after the renewal's application changes what the renewal "
		"lists; where that states something else, somebody must say which is right."),
	CHANGE_RULE(
		"renewal-reverts-listing-change", FINDING_WARNING, "10.2", examine_reversal,
		"様式9により掲載は「{0}」に変わっていますが、その後の更新の申請には変更前の「{1}」と書かれています。",
		"Form 9 changed the list to \"{0}\", but a later renewal application states the former "
		"\"{1}\".",
		"更新の申請の記載は、更新により掲載になります。届出の前の記載に戻っているときは、"
		"申請者に確かめます。",
		"What a renewal states is listed with it. Where it goes back behind a form 9, the "
		"applicant should be asked."),
	CHANGE_RULE(
		"provider-renamed", FINDING_NOTE, "10.2", examine_renamed,
		"事業者の名称だけが「{0}」に変わり、法人番号は{1}のままです。合併や承継であれば、"
		"corporate-number の変更又は <party> を書いてください。",
		"Only the provider's name changes to \"{0}\"; its corporate number remains {1}. For a "
		"merger or a transfer, write a change of corporate-number or a <party>.",
		"商号の変更では法人番号は変わりません。合併や承継で別の法人になったときは番号も変わる"
		"ので、様式9、<party> 又は次の申請が番号を示すまでお知らせします。",
		"A company that is renamed keeps its number; one that takes its place has another. A note "
		"until form 9, <party> or the next application states the number."),
	CHANGE_RULE(
		"renamed-without-reading", FINDING_WARNING, "10.2", examine_reading,
		"名称が「{0}」に変わりますが、読みの変更がありません。読みが変わらないときも、"
		"<change item=\"{1}\"> に今の読みを書いてください。",
		"The name changes to \"{0}\", but no reading is given. Write <change item=\"{1}\">, "
		"with the present reading if it stays.",
		"リストは読みの順に並び、読みでも検索されます。名称だけの変更では、前の名称の読みが"
		"残ります。",
		"The list is ordered and searched by readings; a change of the name alone leaves the "
		"reading of the former one."),
	CHANGE_RULE(
		"special-notes-not-taken-over", FINDING_NOTE, "10.2", examine_notes,
		"様式9は特記事項を「{0}」とする届出ですが、リストの特記事項は「{1}」です。"
		"掲載するときも、しないときも、<remark> に今の特記事項を書いてください。",
		"Form 9 gives \"{0}\" as special notes; the list says \"{1}\". Write a <remark> with the "
		"notes as they are to be, be they the same.",
		"特記事項（7.5(12)）は機関が書くものなので、届出だけでは変わりません。届出の後の <remark> "
		"まで知らせます。",
		"Special notes (7.5(12)) are the body's own, so a form 9 alone does not change them. A "
		"note until a <remark> after it."),
	EVENT_RULE(
		"successor-incomplete", FINDING_WARNING, "10.2", examine_successor,
		"{0}からの登録者は合併又は承継によるものですが、名称、読み、所在地のいずれかがありません。"
		"前の登録者のものが掲載されます。",
		"The registrant from {0} on came by merger or transfer, but name, reading or address is "
		"not stated: those of the former one are listed.",
		"合併や承継の後の登録者は別の法人なので、名称、読み、所在地の全てを書きます。",
		"Whoever comes by merger or transfer is another party: name, reading and address are all "
		"stated."),
	ORDER_RULE("change-suspension-of-unregistered", FINDING_ERROR, "10.3",
	           FAULT_SUSPENSION_UNLISTED_CHANGE,
	           "{0}に一時停止した登録は、その日にはありません（削除日：{1}）。",
	           "The registration suspended on {0} did not exist then (removed: {1}).",
	           "一時停止できるのは登録されているサービスの登録だけです。",
	           "Only a registration in force can be suspended."),
	ORDER_RULE("change-lifting-without-suspension", FINDING_ERROR, "10.4", FAULT_LIFTING_CHANGE,
	           "{0}に解除した、10.3による一時停止がありません。",
	           "There is no suspension by 10.3 to lift on {0}.",
	           "解除できるのは、同じ根拠により一時停止されている登録です。",
	           "Only a suspension on the same ground can be lifted."),
	SERVICE_RULE_ABOUT(
		"10.3", "lifting-without-notification", FINDING_ERROR, "10.4", examine_lifting,
		"{0}に一時停止を解除していますが、一時停止（{1}）"
		"の後の様式8又は様式9による届出がありません。",
		"The suspension of {1} was lifted on {0} without form 8 or 9 in between.",
		"10.3の一時停止は、登録者が求めに応じて10.1又は10.2の届出を行った場合に解除します"
		"。",
		"A suspension by 10.3 is lifted when the registrant notifies by 10.1 or 10.2."),
	SERVICE_RULE_ABOUT(
		"10.3", "change-lifting-owed", FINDING_WARNING, "10.4", examine_lifting_owed,
		"{0}からの一時停止について、{1}に届出がありましたが、解除の記録がありません。",
		"Suspended since {0}; the notification came on {1}, but no lifting is recorded.",
		"登録者が求めに応じて届出を行った場合、一時停止を解除します。"
		"日数の定めはないので警告です。",
		"When the registrant has notified, the suspension is lifted. No number of days is "
		"given, hence a warning."),
	END_OF_RULES,
};
