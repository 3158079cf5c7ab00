/* What an edition of the criteria says of itself holds for all that names its objectives. */
#include "registry/criteria.h"

#include "registry/form.h"
#include "registry/listing_change.h"

#include <string.h>

MESSAGE(message_pattern, "criteria-pattern", ERROR, NULL,
        "統制目標の番号の形 \"{0}\" は正規表現として読めません。",
        "The pattern of objectives, \"{0}\", is no regular expression.");
MESSAGE(message_group, "criteria-group", ERROR, NULL,
        "\"{0}\" という区分はこの版にありません。{1} のいずれかを書くか、<group> を加えてください。",
        "This edition has no group \"{0}\". Write one of {1}, or add a <group>.");
MESSAGE(message_objective, "objective-pattern", ERROR, NULL,
        "\"{0}\" は、{1}版の管理基準の統制目標の番号の形ではありません（{2} のように書きます）。",
        "\"{0}\" is not how edition {1} of the criteria writes an objective (such as {2}).");

/* Of an edition that names no groups: the three criteria of 6.1. */
static const struct criteria_group of_6_1[] = {
	{ 0, { "control", 0 }, { "control", 0 }, { "管理策基準", 0 }, { "Control criteria", 0 } },
	{ 0,
	  { "governance", 0 },
	  { "governance", 0 },
	  { "ガバナンス基準", 0 },
	  { "Governance criteria", 0 } },
	{ 0,
	  { "management", 0 },
	  { "management", 0 },
	  { "マネジメント基準", 0 },
	  { "Management criteria", 0 } },
};

static const struct criteria_group *
group_at(const struct criteria *criteria, guint i)
{
	if (criteria->groups->len > 0)
		return i < criteria->groups->len ? criteria->groups->pdata[i] : NULL;
	return i < G_N_ELEMENTS(of_6_1) ? &of_6_1[i] : NULL;
}

static void
find_group(const struct criteria *criteria, struct criteria_domain *domain,
           struct findings *findings)
{
	const struct criteria_group *group;
	g_autoptr(GString) known = g_string_new(NULL);

	domain->of = &of_6_1[0];
	for (guint i = 0; (group = group_at(criteria, i)) != NULL; i++) {
		if (g_strcmp0(group->code.value, domain->group.value) == 0) {
			domain->of = group;
			return;
		}
		g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", group->code.value);
	}
	if (domain->group.value != NULL)
		findings_add(findings, &message_group,
		             place_of_field(place_in_file(criteria->file, domain->group.line, NULL),
		                            "基準の区分", "group"),
		             domain->group.value, known->str, NULL);
}

/* What is looked at. */
struct shapes {
	const struct objective_index *index; /* the objectives of all editions */
	struct findings *findings;
	struct place place;
};

static void
report(const struct shapes *shapes, const struct edition *edition, const char *word, int line)
{
	const char *such = edition_length(edition) > 0 ? edition_objective(edition, 0) : "–";
	struct place place = shapes->place;

	if (line > 0)
		place.line = line;
	place.field_ja = "統制目標";
	place.field_en = "objective";
	findings_add(shapes->findings, &message_objective, place, word,
	             edition_criteria(edition)->edition.value, such, NULL);
}

static void
check_word(const struct shapes *shapes, const struct edition *edition, const char *word, int line)
{
	if (word != NULL && !edition_has_shape(edition, word))
		report(shapes, edition, word, line);
}

static void
check_edition(struct shapes *shapes, const struct edition *edition)
{
	const struct criteria *criteria = edition_criteria(edition);

	shapes->place = place_in_file(criteria->file, criteria->pattern.line, NULL);
	if (!edition_has_pattern(edition))
		findings_add(shapes->findings, &message_pattern, shapes->place,
		             criteria->pattern.value, NULL);
	EACH (struct criteria_domain, domain, criteria->domains) {
		g_auto(GStrv) words = g_strsplit(
			domain->objectives.value != NULL ? domain->objectives.value : "", " ", -1);

		find_group(criteria, domain, shapes->findings);
		for (char **word = words; *word != NULL; word++)
			check_word(shapes, edition, *word, domain->objectives.line);
	}
}

static void
check_statement(const struct shapes *shapes, const struct control_objectives *objectives)
{
	const struct edition *edition = objective_index_find(shapes->index, objectives);

	if (edition == NULL || objectives->implemented.value == NULL)
		return;
	g_autoptr(GArray) unknown = g_array_new(false, false, sizeof(struct unknown_objective));
	edition_find_unknown(edition, objectives, unknown);
	EACH_IN (const struct unknown_objective, objective, unknown)
		check_word(shapes, edition, objective->name, objective->line);
}

static void
check_application(const struct shapes *shapes, const struct application *application)
{
	const GPtrArray *found = application->audit.findings;
	const struct edition *edition =
		objective_index_find(shapes->index, &application->statement.objectives);

	check_statement(shapes, &application->statement.objectives);
	for (guint i = 0; edition != NULL && found != NULL && i < found->len; i++) {
		const struct audit_finding *finding = found->pdata[i];

		check_word(shapes, edition, finding->objective.value, finding->line);
	}
}

/* What no edition writes so; form 8 does not name one. */
static void
check_affected(const struct shapes *shapes, const struct form *form)
{
	const struct xml_node *affected = form_first(form->body, "affected-objectives");

	if (affected == NULL || affected->text == NULL)
		return;
	g_auto(GStrv) words = g_strsplit(affected->text, " ", -1);
	for (char **word = words; *word != NULL; word++) {
		const struct edition *edition = objective_index_at(shapes->index, 0);
		bool known = edition == NULL;

		for (guint i = 0; objective_index_at(shapes->index, i) != NULL; i++) {
			edition = objective_index_at(shapes->index, i);
			known = known || edition_has_shape(edition, *word);
		}
		if (!known)
			report(shapes, edition, *word, affected->line);
	}
}

static void
check_form(struct shapes *shapes, const struct form *form)
{
	shapes->place = place_in_file(form->file, form->line, form->service.value);
	check_affected(shapes, form);
	EACH (const struct listing_change, change, form->changes) {
		shapes->place.line = change->line;
		check_statement(shapes, &change->after->statement.objectives);
	}
}

void
criteria_check(const struct registry *registry, struct findings *findings)
{
	AUTO(objective_index) index = objective_index_new(registry);
	struct shapes shapes = { index, findings, { 0 } };

	for (guint i = 0; objective_index_at(index, i) != NULL; i++)
		check_edition(&shapes, objective_index_at(index, i));
	EACH (const struct service, service, registry->services) {
		shapes.place = place_in_file(service->file, service->line, service->id.value);
		check_application(&shapes, &service->carried_over.application);
		for (guint k = 0; k < service->applications->len; k++)
			check_application(&shapes, service->applications->pdata[k]);
	}
	for (guint i = 0; i < registry->forms->len; i++)
		check_form(&shapes, registry->forms->pdata[i]);
}
