/* Which deviations were met by a finding, and which say nothing. */
#include "rules/deviation.h"

#include "rules/examine.h"

MESSAGE(message_unknown, "deviation-unknown", ERROR, NULL,
        "『規定からの逸脱』に書かれた \"{0}\" という規則はありません。ismapgen check が示す指摘の名前を書いてください。",
        "There is no rule \"{0}\" to deviate from. Write the name of a finding of ismapgen check.");
MESSAGE(message_order, "deviation-order", ERROR, NULL,
        "\"{0}\" は手順の記録が足りない指摘なので、逸脱として認めることができません。"
        "足りない記録を書くか、決定の取消し（annul）又は訂正（correct）を記録してください。",
        "\"{0}\" says that the record of a step is missing, which no deviation replaces. Write that "
        "record, or annul or correct the decision.");
MESSAGE(message_idle, "deviation-idle", WARNING, NULL,
        "\"{0}\" の逸脱に当たる指摘がありません。逸脱の記録を見直してください。",
        "Nothing departs from \"{0}\" here. Look at the deviation again.");

struct deviations {
	GHashTable *met; /* const struct deviation * */
};

static const char *
excuse(void *data, const struct message *message, const struct place *place)
{
	const struct deviations *deviations = data;
	const GPtrArray *of_record = place->about;

	EACH (const struct deviation, deviation, of_record) {
		if (g_strcmp0(deviation->rule.value, message->id) != 0 ||
		    deviation->reason.value == NULL)
			continue;
		g_hash_table_add(deviations->met, (gpointer)deviation);
		return deviation->reason.value;
	}
	return NULL;
}

struct deviations *
deviations_new(struct findings *findings)
{
	struct deviations *deviations = g_new0(struct deviations, 1);

	deviations->met = g_hash_table_new(NULL, NULL);
	findings_set_excuse(findings, excuse, deviations);
	return deviations;
}

void
deviations_free(struct deviations *deviations)
{
	g_hash_table_unref(deviations->met);
	g_free(deviations);
}

static void
examine_record(const struct deviations *deviations, const GPtrArray *of_record, struct place place,
               rule_finder *find, struct findings *findings)
{
	place.about = NULL;
	place.field_ja = "規定からの逸脱";
	place.field_en = "deviation";
	EACH (const struct deviation, deviation, of_record) {
		const struct message *message = NULL;

		if (deviation->rule.value == NULL)
			continue;
		const struct rule *rule = find(deviation->rule.value);
		place.line = deviation->line;
		if (rule == NULL)
			message = &message_unknown;
		else if (rule->scope == RULE_ORDER && rule->message.level == FINDING_ERROR &&
		         rule->pending.id == NULL)
			message = &message_order;
		else if (!g_hash_table_contains(deviations->met, deviation))
			message = &message_idle;
		if (message != NULL)
			findings_add(findings, message, place, deviation->rule.value, NULL);
	}
}

void
deviations_examine(struct deviations *deviations, const struct service *service, rule_finder *find,
                   struct findings *findings)
{
	EACH (const struct application, application, service->applications)
		examine_record(deviations, application->deviations, place_of_service(service), find,
		               findings);
	EACH (const struct event, event, service->timeline)
		examine_record(deviations, event->deviations, place_of_event(service, event), find,
		               findings);
}
