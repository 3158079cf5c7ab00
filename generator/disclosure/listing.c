#include "disclosure/listing.h"

#include "registry/field.h"

#include <string.h>

/* A part, its name in data, its path in the field table, its item. */
#define PART(of_kind, member, of_name, of_item, of_path)                                          \
	{                                                                                         \
		.kind = (of_kind), .offset = offsetof(struct listing, member), .name = (of_name), \
		.item = (of_item), .path = (of_path)                                              \
	}

const struct listing_part listing_parts[] = {
	PART(PART_TEXT, name, "name", 1, "statement/service-name"),
	PART(PART_TEXT, name_reading, "name_reading", 1, "statement/service-reading"),
	PART(PART_TEXT, url, "url", 2, "statement/service-url"),
	PART(PART_TEXT, provider_name, "provider.name", 3, "applicant/name"),
	PART(PART_TEXT, provider_reading, "provider.reading", 3, "applicant/reading"),
	PART(PART_TEXT, corporate_number, "provider.corporate_number", 3,
	     "applicant/corporate-number"),
	PART(PART_TEXT, address, "provider.address", 3, "applicant/address"),
	PART(PART_PROSE, scope_overview, "statement_scope.overview", 6,
	     "statement/statement-scope/overview"),
	PART(PART_ENTRIES, sub_services, "statement_scope.sub_services", 6,
	     "statement/statement-scope/sub-service"),
	PART(PART_ENTRIES, outside_services, "statement_scope.outside_services", 6,
	     "statement/statement-scope/outside-service"),
	PART(PART_LINES, regions, "statement_scope.regions", 6, "statement/statement-scope/region"),
	PART(PART_TEXT, criteria_edition, "control_objectives.criteria_edition", 7,
	     "statement/control-objectives/edition"),
	PART(PART_DOMAINS, domains, "control_objectives.domains", 7,
	     "statement/control-objectives/implemented"),
	PART(PART_EXCLUSIONS, exclusions, "control_objectives.exclusions", 7,
	     "statement/control-objectives/excluded"),
	PART(PART_DATE, audit_first_on, "audit_period.first_on", 8,
	     "statement/audit-period/first-on"),
	PART(PART_DATE, audit_last_on, "audit_period.last_on", 8, "statement/audit-period/last-on"),
	PART(PART_PROSE, subsequent_events, "subsequent_events", 9, "statement/subsequent-events"),
	PART(PART_FLAG, improvement_plan, "improvement_plan", 10, "improvement-plan"),
	PART(PART_PROSE, capital_and_officers, "disclosed_information.capital_and_officers", 11,
	     "disclosed-information/capital-and-officers"),
	PART(PART_PROSE, foreign_law_risk, "disclosed_information.foreign_law_risk", 11,
	     "disclosed-information/foreign-law-risk"),
	PART(PART_PROSE, governing_law, "disclosed_information.governing_law", 11,
	     "disclosed-information/governing-law"),
	PART(PART_PROSE, third_party_testing, "disclosed_information.third_party_testing", 11,
	     "disclosed-information/third-party-testing"),
	PART(PART_PROSE, special_notes, "special_notes", 12, "statement/special-notes"),
	{ .path = NULL },
};

const struct field *
listing_field(const char *path)
{
	return field_at(field_find(&field_service, "application"), path, NULL);
}

const char *
listing_part_term(const struct listing_part *part)
{
	return listing_field(part->path)->ja;
}

/* One line of a list, such as 「API管理（東京のみ）」. */
static char *
entry_line(const char *name, const char *note)
{
	return note == NULL ? g_strdup(name) : g_strdup_printf("%s（%s）", name, note);
}

static void
add_domain_lines(const GPtrArray *domains, GPtrArray *lines)
{
	for (guint i = 0; i < domains->len; i++) {
		const struct disclosed_domain *domain = domains->pdata[i];

		for (guint k = 0; k < domain->implemented->len; k++)
			g_ptr_array_add(lines, g_strdup(domain->implemented->pdata[k]));
	}
}

/* A list as lines of text, one an item. */
static GPtrArray *
part_lines(const struct listing_part *part, const GPtrArray *items)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	if (part->kind == PART_DOMAINS) {
		add_domain_lines(items, lines);
		return lines;
	}
	for (guint i = 0; i < items->len; i++) {
		const struct disclosed_entry *entry = items->pdata[i];
		const struct disclosed_exclusion *exclusion = items->pdata[i];

		if (part->kind == PART_ENTRIES)
			g_ptr_array_add(lines, entry_line(entry->name, entry->note));
		else if (part->kind == PART_EXCLUSIONS)
			g_ptr_array_add(lines, entry_line(exclusion->objective, exclusion->reason));
		else
			g_ptr_array_add(lines, g_strdup(items->pdata[i]));
	}
	return lines;
}

/* The lines of `lines` that `others` lacks, one under the other; NULL: none. */
static char *
lines_missing(const GPtrArray *lines, const GPtrArray *others)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < others->len; i++)
		g_hash_table_add(known, others->pdata[i]);
	for (guint i = 0; i < lines->len; i++)
		if (!g_hash_table_contains(known, lines->pdata[i]))
			g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "",
			                       (const char *)lines->pdata[i]);
	return text->len == 0 ? NULL : g_strdup(text->str);
}

static char *
part_text(const struct listing_part *part, const void *member)
{
	struct date date;
	bool flag;

	switch (part->kind) {
	case PART_TEXT:
		return g_strdup(*(const char *const *)member);
	case PART_PROSE:
		return g_strdup(((const struct prose *)member)->markdown);
	case PART_DATE:
		date = *(const struct date *)member;
		return date_is_set(date) ? date_iso(date) : NULL;
	case PART_FLAG:
		flag = *(const bool *)member;
		return g_strdup(flag ? "有" : "無");
	default:
		g_assert_not_reached();
	}
}

static bool
is_list(const struct listing_part *part)
{
	return part->kind == PART_LINES || part->kind == PART_ENTRIES ||
	       part->kind == PART_DOMAINS || part->kind == PART_EXCLUSIONS;
}

char *
listing_part_text(const struct listing *listing, const struct listing_part *part)
{
	const void *member = (const char *)listing + part->offset;
	g_autoptr(GPtrArray) lines = NULL;

	if (!is_list(part))
		return part_text(part, member);
	lines = part_lines(part, *(GPtrArray *const *)member);
	g_ptr_array_add(lines, NULL);
	return g_strjoinv(part->kind == PART_DOMAINS ? " " : "\n", (char **)lines->pdata);
}

static void
compare_part(const struct listing_part *part, const void *before, const void *after,
             struct pool *pool, GPtrArray *changes)
{
	struct disclosed_change *change;
	char *former, *present;

	/* As lists of control objectives are, from one application to the next. */
	if (is_list(part) && *(GPtrArray *const *)before == *(GPtrArray *const *)after)
		return;
	if (is_list(part)) {
		g_autoptr(GPtrArray) old = part_lines(part, *(GPtrArray *const *)before);
		g_autoptr(GPtrArray) new = part_lines(part, *(GPtrArray *const *)after);

		former = lines_missing(old, new);
		present = lines_missing(new, old);
	} else {
		former = part_text(part, before);
		present = part_text(part, after);
	}
	if (g_strcmp0(former, present) == 0) {
		g_free(former);
		g_free(present);
		return;
	}
	change = pool_block(pool, sizeof(*change));
	change->item = part->item;
	change->label = listing_field(part->path)->ja;
	change->label_en = listing_field(part->path)->en;
	change->of_list = is_list(part);
	change->before = pool_take(pool, former);
	change->after = pool_take(pool, present);
	g_ptr_array_add(changes, change);
}

void
listing_compare(const struct listing *before, const struct listing *after, struct pool *pool,
                GPtrArray *changes)
{
	for (const struct listing_part *part = listing_parts; part->path != NULL; part++)
		compare_part(part, (const char *)before + part->offset,
		             (const char *)after + part->offset, pool, changes);
}
