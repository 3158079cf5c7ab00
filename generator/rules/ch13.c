#include "rules/examine.h"

/* 第13章 再申請 */

const struct rule chapter_13_rules[] = {
	ORDER_RULE(
		"reapplication-unasked", FINDING_ERROR, "13.1", FAULT_REAPPLICATION_UNASKED,
		"{0}に受付した再申請の前に、14.2(3)〜(5)による削除がありません（削除日：{1}）。",
		"The re-application received on {0} follows no removal by 14.2(3) to (5) (removed: "
		"{1}).",
		"再申請は求められて行うものです。求めるときには登録を削除し（14.2(3)）、"
		"様式13で通知するので、"
		"再申請は14.2(3)〜(5)による削除の後に受け付けると読みます。",
		"One re-applies when asked to. The entry is then removed (14.2(3)) and form 13 "
		"sent, "
		"so we read that a re-application follows a removal by 14.2(3) to (5)."),
	END_OF_RULES,
};
