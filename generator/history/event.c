#include "history/event.h"

/* What forms 7, 8, 9, 12, 14 and 15 say, from EVENT_INCIDENT_REPORT on. */
static const struct field form_events[] = {
	{ "incident-report", "インシデントの報告（様式7）", "incident report (form 7)",
	  .clause = "9.1" },
	{ "control-change", "重大な統制変更等の届出（様式8）", "control change (form 8)",
	  .clause = "10.1" },
	{ "listing-change", "掲載事項変更の届出（様式9）", "listing change (form 9)",
	  .clause = "10.2", .public = true },
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
	if (kind >= EVENT_INCIDENT_REPORT)
		return &form_events[kind - EVENT_INCIDENT_REPORT];
	return field_find(&field_service, "events")->children + kind;
}
