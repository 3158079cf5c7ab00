#include "unit.h"

#include "history/timeline.h"
#include "rules/refusers.h"

#include <stdbool.h>
#include <string.h>

#define SERVICES 40
#define MEETINGS 12
#define REGISTRIES 200

/* A few providers, of which some have a number only at times, and services that
 * changed hands. */
static const char *const numbers[] = { NULL, NULL, "1", "2", "3" };
/* The first letter tells the provider; the rest is how its name is spelt. */
static const char *const names[] = { NULL, "a", "b", "c", "A ", "ａ", "d" };

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

/* What the registration needs before it. */
static void
receive(struct world *world, struct service *service, const struct application *application)
{
	static const enum event_kind kinds[] = { EVENT_RECEIPT, EVENT_ACCEPTANCE };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		struct event *event = block(world, sizeof(*event));

		*event = (struct event){ .kind = kinds[i],
			                 .on.on = { 2025, 1, 1 },
			                 .application = application->id };
		g_ptr_array_add(service->timeline, event);
	}
}

static void
add_service(struct world *world, GRand *random)
{
	struct service *service = block(world, sizeof(*service));
	gint count = g_rand_int_range(random, 0, 3);

	service->applications = g_ptr_array_new();
	for (gint i = 0; i < count; i++) {
		struct application *application = block(world, sizeof(*application));

		application->id.value = i == 0 ? "1" : i == 1 ? "2" : "3";
		application->kind.value = "new";
		application->applicant.corporate_number.value =
			numbers[g_rand_int_range(random, 0, G_N_ELEMENTS(numbers))];
		application->applicant.name.value =
			names[g_rand_int_range(random, 0, G_N_ELEMENTS(names))];
		g_ptr_array_add(service->applications, application);
	}
	service->timeline = g_ptr_array_new();
	if (count > 0) {
		struct event *event = block(world, sizeof(*event));
		struct decision *decision = block(world, sizeof(*decision));

		decision->target = service;
		decision->target_application =
			service->applications->pdata[g_rand_int_range(random, 0, count)];
		decision->number.value = "C25-0001-1";
		decision->registered_on.on = decision->expires_on.on = (struct date){ 2025, 1, 1 };
		*event = (struct event){ .kind = EVENT_REGISTER,
			                 .on.on = { 2025, 1, 1 },
			                 .application = { "1", 1 },
			                 .decision = decision };
		receive(world, service, decision->target_application);
		g_ptr_array_add(service->timeline, event);
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
	for (guint i = 0; i < world->registry.services->len; i++) {
		struct service *service = world->registry.services->pdata[i];

		g_ptr_array_unref(service->applications);
		g_ptr_array_unref(service->timeline);
	}
	for (guint i = 0; i < world->registry.meetings->len; i++)
		if (((struct meeting *)world->registry.meetings->pdata[i])->decisions != NULL)
			g_ptr_array_unref(
				((struct meeting *)world->registry.meetings->pdata[i])->decisions);
	g_ptr_array_unref(world->registry.services);
	g_ptr_array_unref(world->registry.meetings);
	g_ptr_array_unref(world->blocks);
}

static char
first_letter(const struct applicant *applicant)
{
	const char *name = applicant->name.value;

	return name == NULL ? '\0' : g_str_has_prefix(name, "ａ") ? 'a' : g_ascii_tolower(*name);
}

static bool
is_same(const struct applicant *one, const struct applicant *other)
{
	if (one->corporate_number.value != NULL && other->corporate_number.value != NULL)
		return strcmp(one->corporate_number.value, other->corporate_number.value) == 0;
	return one->name.value != NULL && first_letter(one) == first_letter(other);
}

/* Whoever the service was registered for. */
static bool
refuses(const struct decision *decision, const struct applicant *applicant)
{
	const struct event *registration;

	if (decision->kind != DECISION_REMOVE || decision->target == NULL ||
	    strcmp(decision->ground.value, "4") != 0 || decision->target->timeline->len == 0)
		return false;
	registration = decision->target->timeline->pdata[2];
	return is_same(&registration->decision->target_application->applicant, applicant);
}

/* All decisions, one after the other. */
static const struct decision *
look_through(const struct registry *registry, const struct applicant *applicant)
{
	for (guint i = 0; i < registry->meetings->len; i++) {
		const struct meeting *meeting = registry->meetings->pdata[i];

		if (!date_is_set(meeting->held_on.on) || meeting->decisions == NULL)
			continue;
		for (guint k = 0; k < meeting->decisions->len; k++)
			if (refuses(meeting->decisions->pdata[k], applicant))
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
				const struct decision *want =
					look_through(&world.registry, &application->applicant);

				assert_ptr_equal(refusers_find(refusers, &application->applicant),
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
