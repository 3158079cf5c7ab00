/* `join` makes one edition of the parts that several machines made. What the parts hold is
 * another machine's word: all of it is checked. */
#include "base/folder.h"
#include "base/refusal.h"
#include "command/command.h"
#include "command/fingerprint.h"
#include "command/join_copy.h"
#include "command/join_index.h"
#include "command/progress.h"
#include "command/shard.h"
#include "command/shrink.h"
#include "command/summary.h"
#include "command/target.h"
#include "command/workshop.h"
#include "site/editions.h"
#include "site/site.h"

#include <string.h>

/* The content is that of the parts, to the byte. */
static bool
check_content(const struct request *request, const struct shard *shard, GError **error)
{
	const char *const folders[] = { request->content, request->templates, request->fonts,
		                        NULL };
	g_autofree char *edition = fingerprint(folders, error);

	if (edition == NULL)
		return false;
	return strcmp(edition, shard->edition) == 0 ||
	       refuse(error,
	              FAILURE("join-content",
	                      "{0} の内容、テンプレート又はフォントは、部分を作ったときのものと違います。"
	                      "公開した内容と比べるために、同じものを指定してください。",
	                      "The content in {0}, the templates or the fonts are not what the parts were "
	                      "made of. Name the same, by which the published list is compared."),
	              request->content, NULL);
}

/* As `build` does it, by the content of the request, which must be what the parts were made
 * of; nothing is read where nothing is published in `target`. Findings and `rows` are those
 * of former_examine(). False with `error`. */
static bool
join_compare_former(const struct request *request, const struct shard *shard, const char *target,
                    struct findings *findings, GString *rows, GError **error)
{
	AUTO(findings) unheard = findings_new(); /* those who made the parts heard them */
	struct site_request site = {
		.former = target,
		.accept_unrecorded = request->accept_unrecorded,
		.jobs = (unsigned)request->jobs,
	};

	if (!g_file_test(target, G_FILE_TEST_IS_DIR))
		return true;
	if (!check_content(request, shard, error))
		return false;
	AUTO(registry) registry = registry_load(request->content, site.jobs, unheard, error);
	if (registry == NULL)
		return false;
	date_parse(shard->as_of, &site.as_of);
	site.registry = registry;
	return site_compare_former(&site, findings, rows, error);
}

static const char *const kinds[] = { "site", "letters" };

enum {
	SITE,
	LETTERS,
	KINDS,
};

struct join {
	const struct request *request;
	GPtrArray *shards[KINDS]; /* struct shard *, in order of parts once checked */
	struct tree *trees[KINDS];
	struct workshop workshop;  /* the key alone */
	struct findings *findings; /* of the comparison with what is published */
	GString *unrecorded;       /* data/unrecorded.jsonl */
};

static void
join_clear(struct join *join)
{
	for (int kind = 0; kind < KINDS; kind++) {
		tree_free(join->trees[kind]);
		g_ptr_array_unref(join->shards[kind]);
	}
	workshop_clear(&join->workshop);
	findings_free(join->findings);
	g_string_free(join->unrecorded, true);
}

/* Finds the notes in a folder. */
static bool
gather(struct join *join, const char *folder, GError **error)
{
	MESSAGE(nothing, "join-nothing", FAILURE, NULL,
	        "{0} には、分割して作った部分がありません。", "{0} holds no part.");
	g_autoptr(GPtrArray) names = folder_list_path(folder, error);
	bool found = false;

	if (names == NULL)
		return false;
	for (guint i = 0; i < names->len; i++) {
		if (!shard_is_note(names->pdata[i]))
			continue;
		struct shard *shard = shard_read(folder, names->pdata[i], error);
		if (shard == NULL)
			return false;
		g_ptr_array_add(
			join->shards[strcmp(shard->kind, kinds[SITE]) == 0 ? SITE : LETTERS],
			shard);
		found = true;
	}
	return found || refuse(error, &nothing, folder, NULL);
}

/* The libraries of `one` that `other` has not, or not in that version. */
static char *
libraries_beside(const struct shard *one, const struct shard *other)
{
	g_auto(GStrv) names = g_strsplit(one->libraries, " ", -1);
	g_auto(GStrv) others = g_strsplit(other->libraries, " ", -1);
	GString *beside = g_string_new(NULL);

	for (char **name = names; *name != NULL; name++)
		if (!g_strv_contains((const char *const *)others, *name))
			g_string_append_printf(beside, "%s%s", beside->len > 0 ? " " : "", *name);
	return g_string_free(beside, false);
}

/* What all parts must have in common; of two kinds, all but the last three. */
static bool
check_same(const struct shard *one, const struct shard *other, GError **error)
{
	MESSAGE(differs, "join-differs", FAILURE, NULL, "{0} と {1} は{2}が違います（{4}、{5}）。",
	        "{0} and {1} differ in {3}: {4} and {5}.");
	bool same_kind = strcmp(one->kind, other->kind) == 0;
	g_autofree char *of_one = g_strdup_printf("%u", one->part.of);
	g_autofree char *of_other =
		g_strdup_printf("%u", same_kind ? other->part.of : one->part.of);
	g_autofree char *libraries_of_one = libraries_beside(one, other);
	g_autofree char *libraries_of_other = libraries_beside(other, one);
	const struct {
		struct wording what;
		const char *one, *other;
	} facts[] = {
		{ { "プログラムの版", "the version of the program" },
		  one->version,
		  other->version },
		{ { "ライブラリの版", "the versions of libraries" },
		  libraries_of_one,
		  libraries_of_other },
		{ { "基準日", "the day" }, one->as_of, other->as_of },
		{ { "読んだ内容（版のSHA-256）", "what was read (SHA-256 of the edition)" },
		  one->edition,
		  other->edition },
		{ { "部分の数", "the number of parts" }, of_one, of_other },
		{ { "電子署名の有無", "whether they are signed" },
		  one->is_signed ? "1" : "0",
		  (same_kind ? other : one)->is_signed ? "1" : "0" },
		{ { "--since の日", "the day of --since" },
		  one->since,
		  same_kind ? other->since : one->since },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(facts); i++) {
		g_autofree char *one_name = shard_name(one->kind, one->part);
		g_autofree char *other_name = shard_name(other->kind, other->part);

		if (strcmp(facts[i].one, facts[i].other) != 0)
			return refuse(error, &differs, one_name, other_name, facts[i].what.ja,
			              facts[i].what.en, facts[i].one, facts[i].other, NULL);
	}
	return true;
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
	const struct shard *one = *(struct shard *const *)a;
	const struct shard *other = *(struct shard *const *)b;

	return (one->part.number > other->part.number) - (one->part.number < other->part.number);
}

/* "2, 3" of the numbers that no part of 1 to N has; NULL where all are there. */
static char *
list_missing(const GPtrArray *shards, unsigned of)
{
	GString *missing = g_string_new(NULL);
	guint at = 0;

	for (unsigned number = 1; number <= of; number++) {
		if (at < shards->len &&
		    ((const struct shard *)shards->pdata[at])->part.number == number)
			at++;
		else
			g_string_append_printf(missing, "%s%u", missing->len > 0 ? ", " : "",
			                       number);
	}
	return g_string_free(missing, missing->len == 0);
}

/* Each part once, in order. */
static bool
check_complete(GPtrArray *shards, GError **error)
{
	MESSAGE(doubled, "join-twice", FAILURE, NULL, "{0} が二つあります（{1}、{2}）。",
	        "{0} is there twice: {1} and {2}.");
	MESSAGE(incomplete, "join-incomplete", FAILURE, NULL,
	        "{0} の部分が足りません（{2}分割のうち {1}）。",
	        "Parts of {0} are missing: {1} of {2}.");
	const struct shard *first = shards->pdata[0];

	g_ptr_array_sort(shards, compare_parts);
	for (guint i = 1; i < shards->len; i++) {
		const struct shard *one = shards->pdata[i - 1], *other = shards->pdata[i];
		g_autofree char *name = shard_name(one->kind, one->part);

		if (one->part.number == other->part.number)
			return refuse(error, &doubled, name, one->folder, other->folder, NULL);
	}
	g_autofree char *missing = list_missing(shards, first->part.of);
	return missing == NULL ||
	       refuse(error, &incomplete, first->kind, missing, NUMBER(first->part.of), NULL);
}

/* Of whichever kind there is. */
static const struct shard *
first_of(const struct join *join)
{
	return join->shards[join->shards[SITE]->len > 0 ? SITE : LETTERS]->pdata[0];
}

/* What `build` made is joined as a whole: the list without its letters would be
 * published in silence. */
static bool
check_paired(const struct join *join, int kind, GError **error)
{
	MESSAGE(alone, "join-alone", FAILURE, NULL,
	        "{0} は {1} と一緒に作られましたが、{1} の部分が一つもありません。",
	        "{0} was made together with {1}, but there is no part of {1}.");
	const GPtrArray *shards = join->shards[kind];
	int other = KINDS - 1 - kind;

	if (join->shards[other]->len > 0)
		return true;
	EACH (const struct shard, shard, shards) {
		g_autofree char *name = shard_name(shard->kind, shard->part);

		if (shard->is_paired)
			return refuse(error, &alone, name, kinds[other], NULL);
	}
	return true;
}

static bool
check_all(const struct join *join, GError **error)
{
	for (int kind = 0; kind < KINDS; kind++) {
		GPtrArray *shards = join->shards[kind];

		for (guint i = 0; i < shards->len; i++) {
			/* The first of each kind with the very first, the others with the
			 * first of their kind. */
			const struct shard *other = i > 0 ? shards->pdata[0] : first_of(join);

			if (!check_same(other, shards->pdata[i], error))
				return false;
		}
		if ((shards->len > 0 && !check_complete(shards, error)) ||
		    !check_paired(join, kind, error))
			return false;
	}
	return true;
}

static bool
write_index(const struct joining *joining, guint parts, GError **error)
{
	MESSAGE(misfit, "join-index", FAILURE, NULL, "各部分の index.csv が一つにつながりません。",
	        "The parts' index.csv do not fit together.");
	g_autoptr(GString) csv = g_string_new(NULL);

	if (joining->indexes->len != parts || !join_index(joining->indexes, csv))
		return refuse(error, &misfit, NULL);
	return tree_write(joining->tree, JOIN_INDEX, csv->str, csv->len, error);
}

/* What no part knows of: the editions before, and what of them was not recorded. */
static bool
write_past(const struct join *join, const struct joining *joining, const char *target,
           GError **error)
{
	for (guint i = 0; i < joining->indexes->len; i++)
		if (!editions_write_index(joining->tree, target,
		                          g_bytes_get_data(joining->indexes->pdata[i], NULL),
		                          error))
			return false;
	return site_write_unrecorded(joining->tree, join->unrecorded, error);
}

static bool
copy_parts(const struct joining *joining, const GPtrArray *shards, GError **error)
{
	for (guint i = 0; i < shards->len; i++)
		if (!join_copy(joining, shards->pdata[i], error))
			return false;
	return true;
}

static bool
check_shrunk(struct tree *tree, const char *target, const struct shard *first, GError **error)
{
	struct date as_of;

	if (strcmp(first->kind, kinds[LETTERS]) == 0)
		return shrink_check_letters(tree, target, error);
	date_parse(first->as_of, &as_of);
	return shrink_check_site(tree, target, as_of, first->numbers, error);
}

/* Makes one tree of the parts of a kind; it is not yet published. */
static bool
assemble(struct join *join, int kind, GError **error)
{
	const struct request *request = join->request;
	const struct shard *first = join->shards[kind]->pdata[0];
	g_autofree char *name = shard_target(kinds[kind], first->since);
	g_autofree char *target = g_build_filename(request->output, name, NULL);
	g_autoptr(GHashTable) owners =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GPtrArray) indexes =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	struct joining joining = {
		.language = request->language,
		.owners = owners,
		.held = kind == LETTERS ? JOIN_INDEX : EDITIONS_INDEX,
		.indexes = indexes,
	};
	struct progress progress;

	if (!target_check(request, target, error))
		return false;
	join->trees[kind] = joining.tree =
		kind == LETTERS ? tree_open_private(target, !request->force, error)
				: tree_open(target, !request->force, error);
	if (joining.tree == NULL)
		return false;
	if (kind == SITE)
		workshop_sign(&join->workshop, joining.tree);
	progress_start(&progress, request, kinds[kind]);
	tree_watch(joining.tree, progress_step, &progress);
	bool good = copy_parts(&joining, join->shards[kind], error) &&
	            (kind == LETTERS ? write_index(&joining, join->shards[kind]->len, error)
	                             : write_past(join, &joining, target, error));
	progress_end(&progress);
	return good && (request->allow_shrink || check_shrunk(joining.tree, target, first, error));
}

/* The list is signed here, since no part is all of it; as of the day of the
 * parts. */
static bool
open_key(struct join *join, GError **error)
{
	struct request request = *join->request;

	date_parse(first_of(join)->as_of, &request.as_of);
	return workshop_open_key(&join->workshop, &request, error);
}

/* The day is that of the parts, which whoever names another day must not miss. */
static bool
check_day(const struct join *join, GError **error)
{
	MESSAGE(other_day, "join-day", FAILURE, NULL,
	        "--as-of は {0} ですが、部分の基準日は {1} です。",
	        "--as-of is {0}, but the parts are of {1}.");
	g_autofree char *day = date_iso(join->request->as_of);

	return !join->request->is_dated || strcmp(day, first_of(join)->as_of) == 0 ||
	       refuse(error, &other_day, day, first_of(join)->as_of, NULL);
}

/* Whether what is published stays true; false also without `error`, after findings. */
static bool
compare_former(const struct join *join, GError **error)
{
	const struct shard *first = first_of(join);
	g_autofree char *target = g_build_filename(join->request->output, kinds[SITE], NULL);

	return join->shards[SITE]->len == 0 ||
	       (join_compare_former(join->request, first, target, join->findings, join->unrecorded,
	                            error) &&
	        request_show(join->request, join->findings));
}

static bool
join_all(struct join *join, GError **error)
{
	for (char **folder = join->request->arguments; *folder != NULL; folder++)
		if (!gather(join, *folder, error))
			return false;
	if (!check_all(join, error) || !check_day(join, error) || !compare_former(join, error) ||
	    !open_key(join, error))
		return false;
	for (int kind = 0; kind < KINDS; kind++)
		if (join->shards[kind]->len > 0 && !assemble(join, kind, error))
			return false;
	/* All is whole before the first is published; the list comes last. */
	for (int kind = KINDS - 1; kind >= 0; kind--)
		if (join->trees[kind] != NULL && !tree_publish(join->trees[kind], error))
			return false;
	return true;
}

static void
say_what_was_joined(const struct join *join)
{
	static const struct wording joined = { "{0}/{1}: {2}個の部分を一つにしました",
		                               "{0}/{1}: {2} parts joined" };

	for (int kind = 0; kind < KINDS; kind++) {
		if (join->trees[kind] == NULL)
			continue;

		g_autofree char *name = shard_target(kinds[kind], first_of(join)->since);

		request_say(join->request, joined, join->request->output, name,
		            NUMBER(join->shards[kind]->len), NULL);
	}
}

static void
print_summary(const struct join *join)
{
	json_t *root = json_pack("{s:s}", "as-of", first_of(join)->as_of);

	for (int kind = 0; kind < KINDS; kind++)
		if (join->trees[kind] != NULL)
			json_object_set_new(root, kinds[kind], summary_of_tree(join->trees[kind]));
	print_json(root);
}

enum outcome
command_join(const struct request *request)
{
	g_autoptr(GError) error = NULL;
	struct join join = { .request = request,
		             .findings = findings_new(),
		             .unrecorded = g_string_new(NULL) };
	enum outcome outcome = OUTCOME_DONE;

	for (int kind = 0; kind < KINDS; kind++)
		join.shards[kind] = g_ptr_array_new_with_free_func((GDestroyNotify)shard_free);
	if (!join_all(&join, &error)) {
		outcome = error == NULL ? OUTCOME_FINDINGS : request_failed(request, error);
	} else {
		if (request->format == FORMAT_JSON)
			print_summary(&join);
		else
			say_what_was_joined(&join);
	}
	join_clear(&join);
	return outcome;
}
