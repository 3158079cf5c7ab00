/* Works are gathered first, so that several processes can do them in any order. */
#include "site/plan.h"

struct plan_subject {
	gpointer data;
	GDestroyNotify release;
};

static void
release_subject(gpointer data)
{
	struct plan_subject *subject = data;

	subject->release(subject->data);
	g_free(subject);
}

static void
release_address(gpointer data)
{
	struct plan_address *address = data;

	g_free(address->location);
	g_free(address);
}

struct plan *
plan_new(const struct build *build)
{
	struct plan *plan = g_new0(struct plan, 1);

	plan->build = build;
	plan->works = g_array_new(false, false, sizeof(struct work));
	plan->addresses = g_ptr_array_new_with_free_func(release_address);
	plan->subjects = g_ptr_array_new_with_free_func(release_subject);
	return plan;
}

void
plan_free(struct plan *plan)
{
	if (plan == NULL)
		return;
	g_array_unref(plan->works);
	g_ptr_array_unref(plan->addresses);
	g_ptr_array_unref(plan->subjects);
	g_free(plan);
}

void
plan_keep(struct plan *plan, gpointer subject, GDestroyNotify release)
{
	struct plan_subject *kept = g_new(struct plan_subject, 1);

	kept->data = subject;
	kept->release = release;
	g_ptr_array_add(plan->subjects, kept);
}

void
plan_file(struct plan *plan, struct work work)
{
	g_array_append_val(plan->works, work);
}

void
plan_address(struct plan *plan, const char *path, enum language language, struct date changed_on)
{
	struct plan_address *address = g_new(struct plan_address, 1);

	address->location = build_address(plan->build, path, language);
	address->changed_on = changed_on;
	g_ptr_array_add(plan->addresses, address);
}

void
plan_page(struct plan *plan, const char *path, struct work work)
{
	plan_address(plan, path, work.language, (struct date){ 0 });
	plan_file(plan, work);
}

bool
plan_do(const struct plan *plan, guint index, struct tree *tree, GError **error)
{
	const struct work *work = &g_array_index(plan->works, struct work, index);

	return work->write(plan->build, tree, work, error);
}
