/* What is published now is compared with what would be: services and letters that go
 * without a record are counted, over several editions. */
#include "command/shrink.h"

#include "base/digest.h"
#include "base/refusal.h"
#include "publish/published.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* One of so many may go at a time. */
#define TOLERATED 10

/* In a manifest the path follows the digest and two blanks. */
#define PATH_AT (DIGEST_HEX + 2)

/* How many services went without a record, by day; only where some did. */
#define VANISHED "data/vanished.json"
#define VANISHED_LIMIT (64 * 1024)

#define SERVICES "services/"

/* More than numbers can be given to. */
#define SERVICES_MAX 1000000

/* The registration number of the page of a service, "services/C21-0004-2/index.html" and not
 * those of another language; NULL: it is none. The caller frees. */
static char *
number_of(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", 4);

	if (!g_str_has_prefix(path, SERVICES) || g_strv_length(parts) != 3 ||
	    strcmp(parts[2], "index.html") != 0)
		return NULL;
	return g_strdup(parts[1]);
}

char *
shrink_known_numbers(const struct registry *registry, struct date as_of)
{
	GString *known = g_string_new(NULL);

	EACH (const struct service, service, registry->services)
		EACH (const struct event, event, service->timeline)
			if (event->decision != NULL && event->decision->number.value != NULL &&
			    date_compare(event->on.on, as_of) <= 0 &&
			    date_compare(event->decision->registered_on.on, as_of) <= 0)
				g_string_append_printf(known, "%s%s", known->len > 0 ? " " : "",
				                       event->decision->number.value);
	return g_string_free(known, false);
}

/* What was counted on other days that still count; -1: the text is not ours. `kept` takes
 * the rows, for the next edition. */
static int
count_vanished(const char *text, struct date as_of, json_t *kept)
{
	json_t *rows = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *row;
	int total = json_is_array(rows) ? 0 : -1;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		const char *day = json_string_value(json_object_get(row, "as_of"));
		json_int_t services = json_integer_value(json_object_get(row, "services"));
		struct date on;

		if (day == NULL || !date_parse(day, &on) || services < 1 ||
		    services > SERVICES_MAX - total) {
			total = -1;
			break;
		}
		if (labs((long)date_days_between(on, as_of)) > SHRINK_DAYS)
			continue;
		total += (int)services;
		json_array_append(kept, row);
	}
	json_decref(rows);
	return total;
}

static bool
note_vanished(struct tree *tree, struct date as_of, guint missing, json_t *rows, GError **error)
{
	bool done = true;

	if (missing > 0)
		json_array_append_new(rows, json_pack("{s:s, s:i}", "as_of", DATE(as_of),
		                                      "services", (int)missing));
	if (json_array_size(rows) == 0)
		return true;
	char *text = json_dumps(rows, JSON_INDENT(1));
	done = tree_write(tree, VANISHED, text, strlen(text), error);
	free(text);
	return done;
}

static bool
refuse_shrunk(guint missing, guint published, const struct message *message, GError **error)
{
	return refuse(error, message, NUMBER(missing), NUMBER(published), NULL);
}

/* What a manifest lists of a kind, and how many of it `tree` has no more. */
struct count {
	guint published, missing, unexplained;
};

static struct count
count_services(const char *manifest, const struct tree *tree, const char *known)
{
	g_auto(GStrv) lines = g_strsplit(manifest, "\n", -1);
	g_auto(GStrv) numbers = g_strsplit(known, " ", -1);
	g_autoptr(GHashTable) explained = g_hash_table_new(g_str_hash, g_str_equal);
	struct count count = { 0 };

	for (char **number = numbers; *number != NULL; number++)
		g_hash_table_add(explained, *number);
	for (char **line = lines; *line != NULL; line++) {
		const char *path = strlen(*line) > PATH_AT ? *line + PATH_AT : "";
		g_autofree char *number = number_of(path);

		if (number == NULL)
			continue;
		count.published++;
		if (tree_has(tree, path))
			continue;
		count.missing++;
		count.unexplained += !g_hash_table_contains(explained, number);
	}
	return count;
}

bool
shrink_check_site(struct tree *tree, const char *target, struct date as_of, const char *known,
                  GError **error)
{
	GError *failure = NULL;
	g_autofree char *manifest = published_manifest(target, &failure);
	g_autofree char *former = manifest == NULL ? NULL
	                                           : published_text(target, manifest, VANISHED,
	                                                            VANISHED_LIMIT, &failure);
	json_t *rows = json_array();
	bool good = false;

	if (failure != NULL) {
		g_propagate_error(error, failure);
	} else {
		const struct count count =
			count_services(manifest == NULL ? "" : manifest, tree, known);
		int before = former == NULL ? 0 : count_vanished(former, as_of, rows);
		guint gone = count.unexplained + (guint)MAX(before, 0);
		guint all = count.published + (guint)MAX(before, 0);

		if (before < 0)
			REFUSE(error, "shrink-unreadable",
			       "{0}/" VANISHED " を読めません。公開中のリストを確かめてください。",
			       "{0}/" VANISHED " cannot be read: look at what is published.",
			       target, NULL);
		else if (gone * TOLERATED > all ||
		         (count.missing == count.published && all >= TOLERATED))
			refuse_shrunk(
				MAX(gone, count.missing), all,
				FAILURE("shrink",
			                "公開中の{1}件のうち{0}件が、記録された決定や失効によらずにリストから消えます"
			                "（30日間で1割を超えます）。内容と基準日を確かめてください。"
			                "正しければ --allow-shrink を付けてください。",
			                "{0} of the {1} services published within 30 days would vanish "
			                "without a recorded decision or expiry, more than a tenth. Look at the "
			                "content and the day, and add --allow-shrink where that is right."),
				error);
		else
			good = note_vanished(tree, as_of, count.unexplained, rows, error);
	}
	json_decref(rows);
	return good;
}

bool
shrink_check_letters(const struct tree *tree, const char *target, GError **error)
{
	GError *failure = NULL;
	g_autofree char *manifest = published_manifest(target, &failure);
	g_auto(GStrv) lines = g_strsplit(manifest == NULL ? "" : manifest, "\n", -1);
	struct count count = { 0 };

	if (failure != NULL) {
		g_propagate_error(error, failure);
		return false;
	}
	for (char **line = lines; *line != NULL; line++) {
		if (!g_str_has_suffix(*line, ".pdf") || strchr(*line, '/') == NULL)
			continue;
		count.published++;
		count.missing += !tree_has(tree, *line + PATH_AT);
	}
	return count.missing * TOLERATED <= count.published ||
	       refuse_shrunk(
		       count.missing, count.published,
		       FAILURE("shrink-letters",
	                       "作成済みの{1}通のうち{0}通が消えます（1割を超えます）。内容と基準日を"
	                       "確かめてください。正しければ --allow-shrink を付けてください。",
	                       "{0} of the {1} letters that are there now would vanish, more than a "
	                       "tenth. Look at the content and the day, and add --allow-shrink where "
	                       "that is right."),
		       error);
}
