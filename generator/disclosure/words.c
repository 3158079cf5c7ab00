/* These are the terms of the public list, each with its code and its clause. */
#include "disclosure/words.h"

const struct word history_words[HISTORY_KINDS] = {
	[HISTORY_REGISTRATION] = { "registration", "登録", "Registration", "7.1" },
	[HISTORY_CARRIED_OVER] = { "carried-over", "移行", "Carried over", "7.1" },
	[HISTORY_RENEWAL] = { "renewal", "登録の更新", "Renewal", "7.2" },
	[HISTORY_LISTING_CHANGE] = { "listing-change", "掲載事項の変更", "Change of the listing",
	                             "10.2" },
	[HISTORY_LISTING_CORRECTION] = { "listing-correction", "掲載の訂正",
	                                 "Correction of the listing", "7.5" },
	[HISTORY_SUSPENSION_INCIDENT] = { "suspension-incident", "登録の一時停止", "Suspension",
	                                  "9.3" },
	[HISTORY_LIFTING_INCIDENT] = { "lifting-incident", "一時停止の解除", "Lifting", "9.4" },
	[HISTORY_SUSPENSION_CHANGE] = { "suspension-change", "登録の一時停止", "Suspension",
	                                "10.3" },
	[HISTORY_LIFTING_CHANGE] = { "lifting-change", "一時停止の解除", "Lifting", "10.4" },
	[HISTORY_REAUDIT_START] = { "reaudit-start", "再監査の開始", "Start of re-audit", "12.1" },
	[HISTORY_REAUDIT_END] = { "reaudit-end", "再監査の終了", "End of re-audit", "12.5" },
	[HISTORY_CORRECTION] = { "correction", "登録の訂正", "Correction", "7.1" },
	[HISTORY_ANNULMENT] = { "annulment", "削除の取消し", "Annulment of the removal", "15.2" },
	[HISTORY_CONTINUATION] = { "continuation", "有効期限後の継続", "Continuation past expiry",
	                           "8.1" },
	[HISTORY_REMOVAL] = { "removal", "登録の削除", "Removal", "14.2" },
};

const struct word item_words[13] = {
	[0] = { "", "登録番号", "Registration number", NULL },
	[1] = { "1", "クラウドサービスの名称", "Name of the cloud service", "7.5(1)" },
	[2] = { "2", "当該クラウドサービスのホームページのURL", "Home page URL", "7.5(2)" },
	[3] = { "3", "クラウドサービス事業者の名称及び所在地", "Name and address of the provider",
	        "7.5(3)" },
	[4] = { "4", "登録日", "Registration date", "7.5(4)" },
	[5] = { "5", "登録の有効期限", "Expiry of the registration", "7.5(5)" },
	[6] = { "6", "言明の対象範囲", "Scope of the statement", "7.5(6)" },
	[7] = { "7", "基本言明要件のうち実施している統制目標の管理策", "Control objectives",
	        "7.5(7)" },
	[8] = { "8", "監査対象期間", "Audit period", "7.5(8)" },
	[9] = { "9", "後発事象", "Subsequent events", "7.5(9)" },
	[10] = { "10", "改善計画書の有無", "Whether there is an improvement plan", "7.5(10)" },
	[11] = { "11", "3.4において提供する情報", "Information of 3.4", "7.5(11)" },
	[12] = { "12", "クラウドサービスの登録に係る特記事項", "Special notes", "7.5(12)" },
};

const struct word presence_words[2] = {
	{ "false", "無", "No", NULL },
	{ "true", "有", "Yes", NULL },
};
