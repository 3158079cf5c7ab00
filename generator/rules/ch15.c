#include "rules/examine.h"

/* 第15章 登録に係る異議申立 */

static void
examine_open(const struct rule *rule, const struct examination *examination,
             const struct service *service)
{
	const struct event *objection = examination->now->objected;

	if (examination->now->stages[MACHINE_OBJECTION] == 1 &&
	    is_after(examination->as_of, objection->on.on))
		findings_add(examination->findings, &rule->message,
		             place_of_event(service, objection), DATE(objection->on.on), NULL);
}

const struct rule chapter_15_rules[] = {
	ORDER_RULE(
		"objection-to-nothing", FINDING_ERROR, "15.1", FAULT_OBJECTION,
		"{0}の異議申立の前に、異議の対象となる処置がありません。",
		"The objection of {0} has no treatment before it that one could object to.",
		"異議はサービス登録に関する処置（不受理、登録しない旨の決定、一時停止、削除など）"
		"に対するものです。",
		"One objects to what was done about the registration: non-acceptance, refusal, "
		"suspension, removal and so on."),
	ORDER_RULE("reply-to-nothing", FINDING_ERROR, "15.2", FAULT_OBJECTION_REPLY,
	           "{0}の回答書（様式15）の前に、回答されていない異議申立がありません。",
	           "The reply (form 15) of {0} has no objection without a reply before it.",
	           "回答書は異議申立書に対するものです。", "A reply answers an objection."),
	SERVICE_RULE("objection-open", FINDING_NOTE, "15.2", examine_open,
	             "{0}の異議申立への回答（様式15）がありません。",
	             "The objection of {0} has no reply (form 15) yet.",
	             "異議申立書を受け取った場合には回答します。日数の定めはありません。",
	             "An objection gets a reply; no number of days is given."),
	END_OF_RULES,
};
