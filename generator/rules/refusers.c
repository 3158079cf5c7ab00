#include "rules/refusers.h"

#include <stdbool.h>

/* Each table has the first decision that is known by a key. */
struct refusers {
	GPtrArray *decisions; /* const struct decision *, by day */
	GHashTable *by_service;
	GHashTable *by_number;
	GHashTable *by_name;
	GHashTable *by_name_alone; /* of providers that have no number */
};

/* The rank is the place in `decisions`, from 1 on. */
static void
note(GHashTable *table, gconstpointer key, guint rank)
{
	if (key != NULL && !g_hash_table_contains(table, key))
		g_hash_table_insert(table, (gpointer)key, GUINT_TO_POINTER(rank));
}

static void
add(struct refusers *refusers, struct decision *decision)
{
	const GPtrArray *applications = decision->target->applications;
	guint rank;

	g_ptr_array_add(refusers->decisions, decision);
	rank = refusers->decisions->len;
	note(refusers->by_service, decision->target, rank);
	for (guint i = 0; i < applications->len; i++) {
		const struct application *application = applications->pdata[i];
		const struct applicant *applicant = &application->applicant;

		note(refusers->by_number, applicant->corporate_number.value, rank);
		note(refusers->by_name, applicant->name.value, rank);
		if (applicant->corporate_number.value == NULL)
			note(refusers->by_name_alone, applicant->name.value, rank);
	}
}

static bool
is_refuser(const struct decision *decision)
{
	return decision->kind == DECISION_REMOVE && decision->target != NULL &&
	       g_strcmp0(decision->ground.value, "4") == 0;
}

struct refusers *
refusers_new(const struct registry *registry)
{
	struct refusers *refusers = g_new0(struct refusers, 1);

	refusers->decisions = g_ptr_array_new();
	refusers->by_service = g_hash_table_new(NULL, NULL);
	refusers->by_number = g_hash_table_new(g_str_hash, g_str_equal);
	refusers->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	refusers->by_name_alone = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < registry->meetings->len; i++) {
		const struct meeting *meeting = registry->meetings->pdata[i];

		/* Without a day nothing is before or after it. */
		if (!date_is_set(meeting->held_on.on) || meeting->decisions == NULL)
			continue;
		for (guint k = 0; k < meeting->decisions->len; k++)
			if (is_refuser(meeting->decisions->pdata[k]))
				add(refusers, meeting->decisions->pdata[k]);
	}
	return refusers;
}

void
refusers_free(struct refusers *refusers)
{
	if (refusers == NULL)
		return;
	g_ptr_array_unref(refusers->decisions);
	g_hash_table_unref(refusers->by_service);
	g_hash_table_unref(refusers->by_number);
	g_hash_table_unref(refusers->by_name);
	g_hash_table_unref(refusers->by_name_alone);
	g_free(refusers);
}

/* The lower rank of the one so far and that of the key. */
static guint
earlier(guint so_far, GHashTable *table, gconstpointer key)
{
	guint rank = key != NULL ? GPOINTER_TO_UINT(g_hash_table_lookup(table, key)) : 0;

	return so_far == 0 || (rank != 0 && rank < so_far) ? rank : so_far;
}

const struct decision *
refusers_find(const struct refusers *refusers, const struct service *service,
              const struct applicant *applicant)
{
	const char *number = applicant->corporate_number.value;
	guint rank = earlier(0, refusers->by_service, service);

	rank = earlier(rank, refusers->by_number, number);
	rank = earlier(rank, number != NULL ? refusers->by_name_alone : refusers->by_name,
	               applicant->name.value);
	return rank == 0 ? NULL : refusers->decisions->pdata[rank - 1];
}
