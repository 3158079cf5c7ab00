/* These are the words of values that fields let one choose from. */
#include "registry/choice.h"

#include "registry/field.h"

#include <string.h>

static const struct {
	const char *value;
	struct wording words;
} rows[] = {
	{ "accepted", { "異議申立てを認める", "accepted" } },
	{ "acceptance", { "受理", "acceptance" } },
	{ "additional", { "続報", "additional report" } },
	{ "again", { "再交付", "another copy" } },
	{ "box", { "公印の枠を示す", "with a box for the seal" } },
	{ "change", { "変更", "change" } },
	{ "chokei-3", { "長形3号の窓付き封筒", "window envelope 長形3号" } },
	{ "committee", { "ISMAP運営委員会", "ISMAP Steering Committee" } },
	{ "confirmed", { "確認できた", "confirmed" } },
	{ "control", { "管理策基準", "control criteria" } },
	{ "corporate-number", { "法人番号", "corporate number" } },
	{ "correction", { "訂正", "correction" } },
	{ "en", { "英語", "English" } },
	{ "end", { "登録の終了", "end of the registration" } },
	{ "final", { "最終の報告", "final report" } },
	{ "first", { "第一報", "first report" } },
	{ "governance", { "ガバナンス基準", "governance criteria" } },
	{ "improvement-plan", { "改善計画書", "improvement plan" } },
	{ "inquiry", { "問合せ", "inquiry" } },
	{ "ja", { "日本語", "Japanese" } },
	{ "kakukei-2", { "角形2号の窓付き封筒", "window envelope 角形2号" } },
	{ "lifting", { "一時停止の解除", "lifting" } },
	{ "lost", { "紛失", "loss" } },
	{ "management", { "マネジメント基準", "management criteria" } },
	{ "merger", { "合併", "merger" } },
	{ "monitoring-result", { "モニタリングの結果", "monitoring result" } },
	{ "new", { "新規", "new" } },
	{ "non-acceptance", { "不受理", "non-acceptance" } },
	{ "not-accepted", { "異議申立てを認めない", "not accepted" } },
	{ "not-applicable", { "該当しない", "not applicable" } },
	{ "not-confirmed", { "確認できなかった", "not confirmed" } },
	{ "not-register", { "登録しないことが適当", "should not be registered" } },
	{ "omitted", { "公印省略", "seal omitted" } },
	{ "operations-body", { "ISMAP運用支援機関", "ISMAP Operations Body" } },
	{ "other", { "そのほか", "other" } },
	{ "own-motion", { "職権", "own motion" } },
	{ "partly-accepted", { "異議申立てを一部認める", "partly accepted" } },
	{ "provider-address", { "クラウドサービス事業者の所在地", "provider address" } },
	{ "provider-name", { "クラウドサービス事業者の名称", "provider name" } },
	{ "provider-reading", { "事業者名の読み", "provider reading" } },
	{ "reapplication", { "再申請", "re-application" } },
	{ "reaudit", { "再監査", "re-audit" } },
	{ "refusal", { "登録しない決定", "refusal" } },
	{ "register", { "登録することが適当", "should be registered" } },
	{ "registration", { "登録", "registration" } },
	{ "removal", { "登録の削除", "removal" } },
	{ "renewal", { "更新", "renewal" } },
	{ "space", { "公印の場所を空ける", "space for the seal" } },
	{ "suspension", { "一時停止", "suspension" } },
	{ "transfer", { "承継", "transfer" } },
	{ "御中", { "組織あて", "to an organisation" } },
	{ "様", { "個人あて", "to a person" } },
	{ "殿", { "個人あて（公用文の古い書き方）", "to a person, in older official letters" } },
};

char *
choice_text(const struct field *field, const char *value, enum language language)
{
	const struct field *const items[] = { fields_statement, fields_disclosed_information };
	bool en = language == LANGUAGE_EN;

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		if (strcmp(rows[i].value, value) == 0)
			return g_strdup(wording_text(rows[i].words, language));
	/* The names of listed items are those of their fields. */
	for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
		for (const struct field *item = items[i]; item->name != NULL; item++)
			if (strcmp(item->name, value) == 0)
				return g_strdup(en ? item->en : item->ja);
	if (strcmp(field->name, "number") == 0)
		return g_strdup_printf(en ? "form %s" : "様式%s", value);
	if (strchr(value, '.') == NULL && field->clause == NULL)
		return g_strdup_printf(en ? "item %s" : "第%s号", value);
	if (strchr(value, '.') == NULL)
		return g_strdup_printf(en ? "clause %s(%s)" : "登録規則%s(%s)", field->clause,
		                       value);
	return g_strdup_printf(en ? "clause %s" : "登録規則%s", value);
}
