/* Chapter 9: reports of incidents, and the suspension that follows from their lack. */
#include "rules/examine.h"
#include "rules/suspension.h"

/* 第9章 情報セキュリティインシデント発生時の報告 */

const struct rule chapter_09_rules[] = {
	ORDER_RULE(
		"incident-of-unregistered", FINDING_WARNING, "9.1", FAULT_INCIDENT_UNLISTED,
		"{0}の報告（様式7）の対象は、その日には登録されていません（削除日：{1}）。",
		"The report (form 7) of {0} is on a service not registered then (removed: {1}).",
		"様式7は登録されているサービスについて登録者が報告するものです。"
		"届いた書類は事実として記録し、効力はありません。登録期間中の事象の報告（3.5(2)）であることもあります。",
		"Form 7 is filed by registrants on services on the list. What arrived is a fact without "
		"effect; it may tell of the time of the registration (3.5(2))."),
	ORDER_RULE("suspension-of-unregistered", FINDING_ERROR, "9.3",
	           FAULT_SUSPENSION_UNLISTED_INCIDENT,
	           "{0}に一時停止した登録は、その日にはありません（削除日：{1}）。",
	           "The registration suspended on {0} did not exist then (removed: {1}).",
	           "一時停止できるのは登録されているサービスの登録だけです。",
	           "Only a registration in force can be suspended."),
	ORDER_RULE("lifting-without-suspension", FINDING_ERROR, "9.4", FAULT_LIFTING_INCIDENT,
	           "{0}に解除した、9.3による一時停止がありません。",
	           "There is no suspension by 9.3 to lift on {0}.",
	           "解除できるのは、同じ根拠により一時停止されている登録です。",
	           "Only a suspension on the same ground can be lifted."),
	SERVICE_RULE_ABOUT(
		"9.3", "lifting-without-report", FINDING_ERROR, "9.4", examine_lifting,
		"{0}に一時停止を解除していますが、一時停止（{1}）"
		"の後の様式7による報告がありません。",
		"The suspension of {1} was lifted on {0} without a report by form 7 in between.",
		"9.3の一時停止は、登録者が求めに応じて9.1の報告を行った場合に解除します。",
		"A suspension by 9.3 is lifted when the registrant reports by 9.1."),
	SERVICE_RULE_ABOUT(
		"9.3", "lifting-owed", FINDING_WARNING, "9.4", examine_lifting_owed,
		"{0}からの一時停止について、{1}に様式7による報告がありましたが、"
		"解除の記録がありません。",
		"Suspended since {0}; form 7 came on {1}, but no lifting is recorded.",
		"登録者が求めに応じて報告を行った場合、一時停止を解除します。"
		"日数の定めはないので警告です。",
		"When the registrant has reported, the suspension is lifted. No number of days is "
		"given, hence a warning."),
	END_OF_RULES,
};
