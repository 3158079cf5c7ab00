/* Fields of a form that depend on each other are checked. */
#include "registry/form_check.h"

#include "registry/form.h"
#include "registry/listing_change.h"

#include <string.h>

MESSAGE(message_item_again, "form-item-twice", ERROR, "6.1",
        "6.1({0}) が2回書かれています。(1)から(7)までを1回ずつ書いてください。",
        "6.1({0}) is there twice. Write each of (1) to (7) once.");
MESSAGE(message_no_change, "form-no-change", ERROR, "10.2",
        "変更前も変更後もありません。<new> に変更後を書いてください。",
        "There is neither an old nor a new text. Write the new one in <new>.");
MESSAGE(message_same, "form-same-text", ERROR, "10.2",
        "変更前と変更後が同じです。変わるところを書いてください。",
        "The old and the new text are the same. Write what changes.");
MESSAGE(message_no_due_day, "form-no-due-day", ERROR, "12.2",
        "再監査を求める通知に期日がありません。due-on=\"YYYY-MM-DD\" を書いてください。",
        "A demand for a re-audit has no due date. Write due-on=\"YYYY-MM-DD\".");
MESSAGE(message_due_day, "form-due-day", ERROR, "12.2",
        "期日は再監査を求める通知（use=\"12.1\"）にだけ書きます。",
        "Only a demand for a re-audit (use=\"12.1\") has a due date.");
MESSAGE(message_remedy, "form-remedy", ERROR, "11.2(5)",
        "求める対応（<remedy>）は、確認できない結果の通知（use=\"11.2(5)\"）に書きます。"
        "再監査を求める通知（use=\"12.1\"）に書けるのは reaudit だけです。",
        "A <remedy> is of a result that is not confirmed (use=\"11.2(5)\"); a demand for a "
        "re-audit (use=\"12.1\") can only say reaudit.");

static void
report(const struct form *form, int line, const struct message *message, const char *field,
       struct findings *findings, const char *argument)
{
	const struct field *group = form_field(form_kind_find(form->number));
	const struct field *of = field_find(group, field);
	struct place place = place_of_field(place_in_file(form->file, line, form->service.value),
	                                    of->ja, of->name);

	findings_add(findings, message, place, argument, NULL);
}

static void
check_examination(const struct form *form, struct findings *findings)
{
	const struct xml_node *node = form_first(form->body, "examined");
	unsigned seen = 0;

	for (; node != NULL; node = form_next(node)) {
		const char *item = form_node_text(node, "item");
		unsigned bit = 1U << (item == NULL ? 0 : (item[0] - '0') & 7);

		if (item != NULL && (seen & bit) != 0)
			report(form, node->line, &message_item_again, "examined", findings, item);
		seen |= bit;
	}
}

static void
check_changes(const struct form *form, struct findings *findings)
{
	EACH (const struct listing_change, change, form->changes) {
		g_autofree char *after = listing_item_text(change->item, change->after);
		g_autofree char *before = change->before != NULL
		                                  ? listing_item_text(change->item, change->before)
		                                  : NULL;

		if (before == NULL && after == NULL)
			report(form, change->line, &message_no_change, "change", findings, NULL);
		else if (g_strcmp0(before, after) == 0)
			report(form, change->line, &message_same, "change", findings, NULL);
	}
}

static void
check_due_day(const struct form *form, struct findings *findings)
{
	const char *use = form_text(form, "use");
	bool has_day = form_text(form, "due-on") != NULL;

	if (use == NULL || (strcmp(use, "12.1") == 0) == has_day)
		return;
	report(form, form->line, has_day ? &message_due_day : &message_no_due_day, "due-on",
	       findings, NULL);
}

static void
check_remedy(const struct form *form, struct findings *findings)
{
	const char *use = form_text(form, "use"), *remedy = form_text(form, "remedy");

	if (use == NULL || remedy == NULL || strcmp(use, "11.2(5)") == 0 ||
	    (strcmp(use, "12.1") == 0 && strcmp(remedy, "reaudit") == 0))
		return;
	report(form, form_first(form->body, "remedy")->line, &message_remedy, "remedy", findings,
	       NULL);
}

void
form_check(const struct form *form, struct findings *findings)
{
	switch (form->number) {
	case 4:
		check_examination(form, findings);
		break;
	case 9:
		check_changes(form, findings);
		break;
	case 11:
		check_due_day(form, findings);
		check_remedy(form, findings);
		break;
	default:
		break;
	}
}
