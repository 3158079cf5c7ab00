/* Chapter 13: re-application. */
#include "rules/examine.h"

/* 第13章 再申請 */

const struct rule chapter_13_rules[] = {
	RECEIPT_RULE(
		"reapplication-unasked", "13.1", FAULT_REAPPLICATION_UNASKED,
		"{0}に受付した再申請の前に、再申請を求める結果（11.2(5)、12.4）も、14.2(3)〜(5)"
		"による削除もありません（削除日：{1}）。",
		"The re-application received on {0} follows neither a result that asks for it (11.2(5), "
		"12.4) nor a removal by 14.2(3) to (5) (removed: {1}).",
		"再申請は、11.2(5)若しくは12.4により求められ、又は14.2(3)〜(5)の削除を様式13で"
		"通知されて行うものです。受理するまでは警告です。",
		"One re-applies when asked to by 11.2(5) or 12.4, or after a removal by 14.2(3) to (5) "
		"told by form 13; a warning until it is accepted."),
	END_OF_RULES,
};
