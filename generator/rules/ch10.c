#include "history/status.h"
#include "registry/form.h"
#include "rules/examine.h"
#include "rules/suspension.h"

#include <string.h>

/* 第10章 重大な統制変更等の届出 */

static void
examine_lifting_notified(const struct rule *rule, const struct examination *examination,
                         const struct service *service)
{
	examine_lifting(rule, examination, service, SUSPENSION_CHANGE);
}

static void
examine_notified(const struct rule *rule, const struct examination *examination,
                 const struct service *service)
{
	examine_lifting_owed(rule, examination, service, SUSPENSION_CHANGE);
}

/* The text of a listed item that is one line, as the application has it; NULL
 * for prose, whose white space nobody copies. */
static const char *
applied_text(const struct application *application, const char *item)
{
	const struct statement *statement = &application->statement;
	const struct {
		const char *item, *text;
	} items[] = {
		{ "service-name", statement->service_name.value },
		{ "service-reading", statement->service_reading.value },
		{ "service-url", statement->service_url.value },
		{ "provider-name", application->applicant.name.value },
		{ "provider-reading", application->applicant.reading.value },
		{ "provider-address", application->applicant.address.value },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(items); i++)
		if (strcmp(items[i].item, item) == 0)
			return items[i].text;
	return NULL;
}

/* What a form says that the item changes to, or NULL. */
static const char *
changed_text(const struct event *event, const char *item)
{
	if (event->form == NULL)
		return NULL;
	for (const struct xml_node *node = form_first(event->form->body, "change"); node != NULL;
	     node = form_next(node))
		if (g_strcmp0(form_node_text(node, "item"), item) == 0)
			return form_node_text(node, "new");
	return NULL;
}

/* What the list says when the form is filed: the application in force, and
 * the changes filed before. */
static const char *
listed_text(const struct service *service, const struct event *event, const char *item)
{
	g_autoptr(GPtrArray) changes = g_ptr_array_new();
	struct status status;
	const char *text;

	status_compute(service, event->on.on, &status);
	if (status.application == NULL)
		return NULL;
	text = applied_text(status.application, item);
	status_listing_changes(service, &status, event->on.on, changes);
	for (guint i = 0; text != NULL && i < changes->len && changes->pdata[i] != event; i++) {
		const char *changed = changed_text(changes->pdata[i], item);

		if (changed != NULL)
			text = changed;
	}
	return text;
}

static bool
is_same_text(const char *a, const char *b)
{
	g_autofree char *bare_a = g_strstrip(g_strdup(a));
	g_autofree char *bare_b = g_strstrip(g_strdup(b));

	return strcmp(bare_a, bare_b) == 0;
}

static void
examine_change(const struct rule *rule, const struct examination *examination,
               const struct service *service, const struct event *event,
               const struct xml_node *node)
{
	const char *item = form_node_text(node, "item");
	const char *old = form_node_text(node, "old");
	const char *listed = item != NULL ? listed_text(service, event, item) : NULL;
	struct place place = place_of_event(service, event);

	if (old == NULL || listed == NULL || is_same_text(old, listed))
		return;
	place.line = node->line;
	findings_add(examination->findings, &rule->message, place, old, listed, NULL);
}

static void
examine_old_text(const struct rule *rule, const struct examination *examination,
                 const struct service *service)
{
	for (guint i = 0; i < service->timeline->len; i++) {
		const struct event *event = service->timeline->pdata[i];

		if (event->kind != EVENT_LISTING_CHANGE || event->form == NULL)
			continue;
		for (const struct xml_node *node = form_first(event->form->body, "change");
		     node != NULL; node = form_next(node))
			examine_change(rule, examination, service, event, node);
	}
}

const struct rule chapter_10_rules[] = {
	ORDER_RULE("change-of-unregistered", FINDING_ERROR, "10.1", FAULT_CHANGE_UNLISTED,
	           "{0}の届出（様式8）の対象は、その日には登録されていません（削除日：{1}）。",
	           "The notification (form 8) of {0} is on a service not registered then (removed: "
	           "{1}).",
	           "様式8は登録されているサービスについて登録者が届け出るものです。",
	           "Form 8 is filed by registrants on services on the list."),
	ORDER_RULE("listing-change-of-unregistered", FINDING_ERROR, "10.2",
	           FAULT_LISTING_CHANGE_UNLISTED,
	           "{0}の届出（様式9）の対象は、その日には登録されていません（削除日：{1}）。",
	           "The notification (form 9) of {0} is on a service not registered then (removed: "
	           "{1}).",
	           "様式9は登録されているサービスの掲載事項について登録者が届け出るものです。",
	           "Form 9 is filed by registrants on items of the list."),
	SERVICE_RULE(
		"listing-change-old-text", FINDING_WARNING, "10.2", examine_old_text,
		"変更前として「{0}」と書かれていますが、リストの掲載は「{1}」です。",
		"The form gives \"{0}\" as the old text; the list says \"{1}\".",
		"様式9の変更前は、届出の日のリストの掲載と同じはずです。名称、読み、URL、"
		"所在地を比べます。",
		"The old text of form 9 should be what the list says on the day of filing; names, "
		"readings, URL and address are compared."),
	ORDER_RULE("change-suspension-of-unregistered", FINDING_ERROR, "10.3",
	           FAULT_SUSPENSION_UNLISTED_CHANGE,
	           "{0}に一時停止した登録は、その日にはありません（削除日：{1}）。",
	           "The registration suspended on {0} did not exist then (removed: {1}).",
	           "一時停止できるのは登録されているサービスの登録だけです。",
	           "Only a registration in force can be suspended."),
	ORDER_RULE("change-suspended-again", FINDING_ERROR, "10.3", FAULT_SUSPENDED_AGAIN_CHANGE,
	           "{0}の一時停止の前に、10.3による{1}からの一時停止が解除されていません。",
	           "When suspended on {0}, the suspension by 10.3 since {1} had not been lifted.",
	           "同じ根拠による一時停止は、解除されるまで重ねて行えません。",
	           "A ground suspends once until it is lifted."),
	ORDER_RULE("change-lifting-without-suspension", FINDING_ERROR, "10.4", FAULT_LIFTING_CHANGE,
	           "{0}に解除した、10.3による一時停止がありません。",
	           "There is no suspension by 10.3 to lift on {0}.",
	           "解除できるのは、同じ根拠により一時停止されている登録です。",
	           "Only a suspension on the same ground can be lifted."),
	SERVICE_RULE(
		"lifting-without-notification", FINDING_ERROR, "10.4", examine_lifting_notified,
		"{0}に一時停止を解除していますが、一時停止（{1}）"
		"の後の様式8又は様式9による届出がありません。",
		"The suspension of {1} was lifted on {0} without form 8 or 9 in between.",
		"10.3の一時停止は、登録者が求めに応じて10.1又は10.2の届出を行った場合に解除します"
		"。",
		"A suspension by 10.3 is lifted when the registrant notifies by 10.1 or 10.2."),
	SERVICE_RULE(
		"change-lifting-owed", FINDING_WARNING, "10.4", examine_notified,
		"{0}からの一時停止について、{1}に届出がありましたが、解除の記録がありません。",
		"Suspended since {0}; the notification came on {1}, but no lifting is recorded.",
		"登録者が求めに応じて届出を行った場合、一時停止を解除します。"
		"日数の定めはないので警告です。",
		"When the registrant has notified, the suspension is lifted. No number of days is "
		"given, hence a warning."),
	END_OF_RULES,
};
