/* 6.1(7): the party in force on the day of a removal by 14.2(4), found again under its
 * number or, in any spelling, its name. */
#include "rules/refusers.h"

#include "base/reading.h"
#include "history/in_force.h"
#include "rules/examine.h"

/* Each table has the first decision that is known by a key. */
struct refusers {
	GPtrArray *decisions;      /* const struct decision *, by day */
	GHashTable *by_number;     /* keys are the registry's */
	GHashTable *by_name;       /* keys are ours, as name_bare() makes them */
	GHashTable *by_name_alone; /* of providers that have no number */
};

/* The rank is the place in `decisions`, from 1 on; the table takes the key over. */
static void
note(GHashTable *table, char *key, guint rank)
{
	gpointer first = g_hash_table_lookup(table, key);

	g_hash_table_insert(table, key, first != NULL ? first : GUINT_TO_POINTER(rank));
}

static void
add(struct refusers *refusers, struct decision *decision)
{
	struct date on = decision->meeting->held_on.on;
	struct in_force in_force;
	struct status status;

	status_compute(decision->target, on, &status);
	if (status.application == NULL)
		return;
	in_force_on(decision->target, &status, on, &in_force);
	const struct applicant *party = &in_force.application.applicant;
	g_ptr_array_add(refusers->decisions, decision);
	guint rank = refusers->decisions->len;
	if (party->corporate_number.value != NULL &&
	    !g_hash_table_contains(refusers->by_number, party->corporate_number.value))
		g_hash_table_insert(refusers->by_number, (gpointer)party->corporate_number.value,
		                    GUINT_TO_POINTER(rank));
	if (party->name.value == NULL)
		return;
	note(refusers->by_name, name_bare(party->name.value), rank);
	if (party->corporate_number.value == NULL)
		note(refusers->by_name_alone, name_bare(party->name.value), rank);
}

static bool
is_annulled(const struct decision *decision)
{
	EACH (const struct event, event, decision->target->timeline)
		if (event->decision == decision)
			return event->annulled_by != NULL;
	return false;
}

static bool
is_refuser(const struct decision *decision)
{
	return decision->kind == DECISION_REMOVE && decision->target != NULL &&
	       !is_annulled(decision) && g_strcmp0(decision->ground.value, "4") == 0;
}

struct refusers *
refusers_new(const struct registry *registry)
{
	struct refusers *refusers = g_new0(struct refusers, 1);

	refusers->decisions = g_ptr_array_new();
	refusers->by_number = g_hash_table_new(g_str_hash, g_str_equal);
	refusers->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	refusers->by_name_alone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	EACH (const struct meeting, meeting, registry->meetings) {
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
refusers_find(const struct refusers *refusers, const struct applicant *applicant)
{
	const char *number = applicant->corporate_number.value;
	g_autofree char *name =
		applicant->name.value != NULL ? name_bare(applicant->name.value) : NULL;
	guint rank = earlier(0, refusers->by_number, number);

	rank = earlier(rank, number != NULL ? refusers->by_name_alone : refusers->by_name, name);
	return rank == 0 ? NULL : refusers->decisions->pdata[rank - 1];
}
