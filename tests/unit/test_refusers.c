#include "unit.h"

#include "rules/refusers.h"

#include <stdbool.h>
#include <string.h>

#define SERVICES 40
#define MEETINGS 12
#define REGISTRIES 200

/* A few providers, of which some have a number only at times, and services that
 * changed hands. */
static const char *const numbers[] = { NULL, NULL, "1", "2", "3" };
static const char *const names[] = { NULL, "a", "b", "c", "d" };

struct world {
	struct registry registry;
	GPtrArray *blocks;
};

static void *
block(struct world *world, gsize size)
{
	void *made = g_malloc0(size);

	g_ptr_array_add(world->blocks, made);
	return made;
}

static void
add_service(struct world *world, GRand *random)
{
	struct service *service = block(world, sizeof(*service));
	gint count = g_rand_int_range(random, 0, 3);

	service->applications = g_ptr_array_new();
	for (gint i = 0; i < count; i++) {
		struct application *application = block(world, sizeof(*application));

		application->applicant.corporate_number.value =
			numbers[g_rand_int_range(random, 0, G_N_ELEMENTS(numbers))];
		application->applicant.name.value =
			names[g_rand_int_range(random, 0, G_N_ELEMENTS(names))];
		g_ptr_array_add(service->applications, application);
	}
	g_ptr_array_add(world->registry.services, service);
}

/* Meetings without a day come first, as they are loaded. */
static void
add_meeting(struct world *world, GRand *random, int day)
{
	struct meeting *meeting = block(world, sizeof(*meeting));
	gint count = g_rand_int_range(random, 0, 3);

	if (day > 0)
		meeting->held_on.on = (struct date){ 2026, 1, day };
	meeting->decisions = count == 0 ? NULL : g_ptr_array_new();
	for (gint i = 0; i < count; i++) {
		struct decision *decision = block(world, sizeof(*decision));
		gint target = g_rand_int_range(random, -1, SERVICES);

		decision->kind =
			g_rand_int_range(random, 0, 4) > 0 ? DECISION_REMOVE : DECISION_REFUSE;
		decision->ground.value = g_rand_int_range(random, 0, 4) > 0 ? "4" : "3";
		decision->meeting = meeting;
		if (target >= 0)
			decision->target = world->registry.services->pdata[target];
		g_ptr_array_add(meeting->decisions, decision);
	}
	g_ptr_array_add(world->registry.meetings, meeting);
}

static void
world_fill(struct world *world, GRand *random)
{
	world->blocks = g_ptr_array_new_with_free_func(g_free);
	world->registry.services = g_ptr_array_new();
	world->registry.meetings = g_ptr_array_new();
	for (int i = 0; i < SERVICES; i++)
		add_service(world, random);
	for (int i = 0; i < MEETINGS; i++)
		add_meeting(world, random, i / 2);
}

static void
world_clear(struct world *world)
{
	for (guint i = 0; i < world->registry.services->len; i++)
		g_ptr_array_unref(
			((struct service *)world->registry.services->pdata[i])->applications);
	for (guint i = 0; i < world->registry.meetings->len; i++)
		if (((struct meeting *)world->registry.meetings->pdata[i])->decisions != NULL)
			g_ptr_array_unref(
				((struct meeting *)world->registry.meetings->pdata[i])->decisions);
	g_ptr_array_unref(world->registry.services);
	g_ptr_array_unref(world->registry.meetings);
	g_ptr_array_unref(world->blocks);
}

static bool
is_same(const struct applicant *one, const struct applicant *other)
{
	if (one->corporate_number.value != NULL && other->corporate_number.value != NULL)
		return strcmp(one->corporate_number.value, other->corporate_number.value) == 0;
	return one->name.value != NULL && g_strcmp0(one->name.value, other->name.value) == 0;
}

static bool
refuses(const struct decision *decision, const struct service *service,
        const struct applicant *applicant)
{
	if (decision->kind != DECISION_REMOVE || decision->target == NULL ||
	    strcmp(decision->ground.value, "4") != 0)
		return false;
	for (guint i = 0; i < decision->target->applications->len; i++) {
		const struct application *removed = decision->target->applications->pdata[i];

		if (is_same(&removed->applicant, applicant))
			return true;
	}
	return decision->target == service;
}

/* All decisions, one after the other. */
static const struct decision *
look_through(const struct registry *registry, const struct service *service,
             const struct applicant *applicant)
{
	for (guint i = 0; i < registry->meetings->len; i++) {
		const struct meeting *meeting = registry->meetings->pdata[i];

		if (!date_is_set(meeting->held_on.on) || meeting->decisions == NULL)
			continue;
		for (guint k = 0; k < meeting->decisions->len; k++)
			if (refuses(meeting->decisions->pdata[k], service, applicant))
				return meeting->decisions->pdata[k];
	}
	return NULL;
}

static void
the_first_removal_is_found_as_by_looking_through_all(void **state)
{
	GRand *random = g_rand_new_with_seed(14);
	guint found = 0, clear = 0;

	(void)state;
	for (int round = 0; round < REGISTRIES; round++) {
		struct world world = { 0 };

		world_fill(&world, random);

		AUTO(refusers) refusers = refusers_new(&world.registry);

		for (guint i = 0; i < world.registry.services->len; i++) {
			const struct service *service = world.registry.services->pdata[i];

			for (guint k = 0; k < service->applications->len; k++) {
				const struct application *application =
					service->applications->pdata[k];
				const struct decision *want = look_through(&world.registry, service,
				                                           &application->applicant);

				assert_ptr_equal(
					refusers_find(refusers, service, &application->applicant),
					want);
				*(want != NULL ? &found : &clear) += 1;
			}
		}
		world_clear(&world);
	}
	assert_true(found > 1000);
	assert_true(clear > 1000);
	g_rand_free(random);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_removal_is_found_as_by_looking_through_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
