/* One table of names and clauses for pages, open data, `ismapgen status` and findings. */
#include "history/event.h"

#include <string.h>

/* What forms 7, 8, 9, 12, 14 and 15 say, from EVENT_INCIDENT_REPORT on. */
static const struct field form_events[] = {
	{ "incident-report", "インシデントの報告（様式7）", "incident report (form 7)",
	  .clause = "9.1" },
	{ "control-change", "重大な統制変更等の届出（様式8）", "control change (form 8)",
	  .clause = "10.1" },
	{ "listing-change", "掲載事項変更の届出（様式9）", "listing change (form 9)",
	  .clause = "10.2" },
	{ "withdrawal", "登録取下の届出（様式12）", "withdrawal (form 12)", .clause = "14.1" },
	{ "objection", "異議申立（様式14）", "objection (form 14)", .clause = "15.1" },
	{ "objection-reply", "異議申立への回答（様式15）", "reply to an objection (form 15)",
	  .clause = "15.2" },
};

const struct field *
event_field(enum event_kind kind)
{
	if (kind >= EVENT_REGISTER)
		return field_find(&field_decisions, "items")->children + (kind - EVENT_REGISTER);
	if (kind == EVENT_CARRIED_OVER)
		return field_find(&field_service, "carried-over");
	if (kind >= EVENT_INCIDENT_REPORT)
		return &form_events[kind - EVENT_INCIDENT_REPORT];
	if (kind == EVENT_LISTING_CORRECTION)
		return field_find(&field_service, "correction");
	if (kind == EVENT_PARTY)
		return field_find(&field_service, "party");
	return field_find(&field_service, "events")->children + kind;
}

const char *
event_clause(const struct event *event)
{
	static const char *const removals[] = { "14.2(1)", "14.2(2)", "14.2(3)", "14.2(4)",
		                                "14.2(5)" };
	static const struct {
		enum event_kind kind;
		const char *value; /* ground or result */
		const char *clause;
	} rows[] = {
		{ EVENT_SUSPENSION, "10.3", "10.3" },
		{ EVENT_LIFTING, "10.3", "10.4" },
		{ EVENT_MONITORING_RESULT, "not-confirmed", "11.2(5)" },
		{ EVENT_REAUDIT_RESULT, "not-confirmed", "12.4" },
		{ EVENT_NON_ACCEPTANCE, "5.1", "5.1" },
		{ EVENT_NON_ACCEPTANCE, "5.6(1)", "5.6(1)" },
		{ EVENT_NON_ACCEPTANCE, "5.6(2)", "5.6(2)" },
		{ EVENT_WITHDRAWAL, "14.1(1)", "14.1(1)" },
		{ EVENT_WITHDRAWAL, "14.1(2)", "14.1(2)" },
	};
	const char *ground = event->ground.value;

	if (event->kind == EVENT_REMOVE && ground != NULL && *ground >= '1' && *ground <= '5')
		return removals[*ground - '1'];
	if (event->kind == EVENT_ANNUL && g_strcmp0(ground, "own-motion") == 0)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (rows[i].kind == event->kind &&
		    (g_strcmp0(rows[i].value, ground) == 0 ||
		     g_strcmp0(rows[i].value, event->result.value) == 0))
			return rows[i].clause;
	return event_field(event->kind)->clause;
}

const char *
event_annulment_clause(const struct event *annulled)
{
	return g_strcmp0(annulled->annulled_by->ground.value, "15.2") == 0 ? "15.2"
	                                                                   : event_clause(annulled);
}

const char *
event_value_text(const char *value, enum language language)
{
	static const struct {
		const char *value;
		struct wording words;
	} rows[] = {
		{ "confirmed", { "確認できた", "confirmed" } },
		{ "not-confirmed", { "確認できなかった", "not confirmed" } },
		{ "reaudit", { "再監査を求める", "re-audit" } },
		{ "reapplication", { "再申請を求める", "re-application" } },
		{ "accepted", { "異議申立てを認める", "accepted" } },
		{ "partly-accepted", { "異議申立てを一部認める", "partly accepted" } },
		{ "not-accepted", { "異議申立てを認めない", "not accepted" } },
		{ "own-motion", { "職権", "own motion" } },
		{ "change", { "変更", "change" } },
		{ "merger", { "合併", "merger" } },
		{ "transfer", { "承継", "transfer" } },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(rows[i].value, value) == 0)
			return wording_text(rows[i].words, language);
	return value;
}
