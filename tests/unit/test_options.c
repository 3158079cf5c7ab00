/* The command line as it is understood, and what is refused of it. */
#include "command/options.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WORDS_MAX 12

/* What the parser told people, on both streams. */
static char *said;

static int
elsewhere(int stream, FILE *file)
{
	int kept = dup(stream);

	assert_true(kept >= 0);
	assert_int_equal(dup2(fileno(file), stream), stream);
	return kept;
}

static void
back(int stream, int kept)
{
	assert_int_equal(dup2(kept, stream), stream);
	close(kept);
}

/* Parses "ismapgen" and the words of `line`; what is said is in `said`. */
static bool
parse(struct request *request, const char *line, enum outcome *outcome)
{
	g_autofree char *whole = g_strconcat("ismapgen ", line, NULL);
	g_auto(GStrv) words = g_strsplit(line[0] == '\0' ? "ismapgen" : whole, " ", WORDS_MAX);
	FILE *file = tmpfile();
	int kept_out, kept_err;
	char text[8192];
	size_t length;
	bool go_on;

	assert_non_null(file);
	fflush(stdout);
	kept_out = elsewhere(STDOUT_FILENO, file);
	kept_err = elsewhere(STDERR_FILENO, file);
	request->commands = commands;
	go_on = options_parse(request, words, outcome);
	fflush(stdout);
	back(STDOUT_FILENO, kept_out);
	back(STDERR_FILENO, kept_err);
	rewind(file);
	length = fread(text, 1, sizeof(text) - 1, file);
	text[length] = '\0';
	fclose(file);
	g_free(said);
	said = g_strdup(text);
	return go_on;
}

static int
forget_what_was_said(void **state)
{
	(void)state;
	g_clear_pointer(&said, g_free);
	return 0;
}

static void
accept(struct request *request, const char *line)
{
	enum outcome outcome;

	if (!parse(request, line, &outcome))
		fail_msg("\"%s\" is refused: %s", line, said);
}

static void
without_options_all_is_as_the_manual_has_it(void **state)
{
	struct request request = { .language = LANGUAGE_JA, .as_of = { 2026, 11, 24 } };

	(void)state;
	accept(&request, "build");
	assert_string_equal(request.command->name, "build");
	assert_string_equal(request.content, "content");
	assert_string_equal(request.output, "output");
	assert_int_equal(request.format, FORMAT_TEXT);
	assert_int_equal(request.jobs, (int)MIN(g_get_num_processors(), 256));
	assert_int_equal(request.within_days, 60);
	assert_int_equal(request.part.of, 0);
	assert_int_equal(request.as_of.day, 24);
	assert_false(date_is_set(request.since));
	assert_false(request.quiet || request.strict || request.merge || request.allow_shrink ||
	             request.force);
	options_clear(&request);
}

static void
every_option_arrives(void **state)
{
	struct request request = { .language = LANGUAGE_JA };

	(void)state;
	accept(&request, "letters --content=c --output=o --templates=t --fonts=f --jobs=7");
	assert_string_equal(request.content, "c");
	assert_string_equal(request.output, "o");
	assert_string_equal(request.templates, "t");
	assert_string_equal(request.fonts, "f");
	assert_int_equal(request.jobs, 7);
	options_clear(&request);

	accept(&request, "--lang en letters --as-of 2026-02-28 --since 2025-03-01 --shard 2/5");
	assert_int_equal(request.language, LANGUAGE_EN);
	assert_int_equal(request.as_of.month, 2);
	assert_int_equal(request.since.year, 2025);
	assert_int_equal(request.part.number, 2);
	assert_int_equal(request.part.of, 5);
	options_clear(&request);

	accept(&request, "letters -q --strict --merge --allow-shrink --force --format github");
	assert_true(request.quiet && request.strict && request.merge && request.allow_shrink &&
	            request.force);
	assert_int_equal(request.format, FORMAT_GITHUB);
	options_clear(&request);

	accept(&request, "deadlines --within 7d --format ics --lang ja");
	assert_int_equal(request.within_days, 7);
	assert_int_equal(request.format, FORMAT_ICS);
	assert_int_equal(request.language, LANGUAGE_JA);
	options_clear(&request);
}

/* What one option writes leaves what stands beside it. */
static void
flags_arrive_in_every_order(void **state)
{
	static const char *const flags[] = { "--quiet", "--strict", "--accept-unrecorded",
		                             "--allow-shrink", "--force" };

	(void)state;
	for (guint first = 0; first < G_N_ELEMENTS(flags); first++)
		for (int step = -1; step <= 1; step += 2) {
			g_autoptr(GString) line = g_string_new("build");
			struct request request = { 0 };
			enum outcome outcome;

			for (guint i = 0; i < G_N_ELEMENTS(flags); i++)
				g_string_append_printf(
					line, " %s",
					flags[(first + (step < 0 ? G_N_ELEMENTS(flags) - i : i)) %
				              G_N_ELEMENTS(flags)]);
			assert_true(parse(&request, line->str, &outcome));
			assert_true(request.quiet && request.strict && request.accept_unrecorded &&
			            request.allow_shrink && request.force);
			assert_false(request.merge || request.one_sided || request.dry_run ||
			             request.partial || request.objectives || request.internal);
			options_clear(&request);
		}
}

static void
arguments_follow_the_command(void **state)
{
	struct request request = { .language = LANGUAGE_EN };

	(void)state;
	accept(&request, "diff 2026-11-20 -q 2026-11-24");
	assert_string_equal(request.arguments[0], "2026-11-20");
	assert_string_equal(request.arguments[1], "2026-11-24");
	assert_null(request.arguments[2]);
	options_clear(&request);

	accept(&request, "join a b c d");
	assert_int_equal(g_strv_length(request.arguments), 4);
	options_clear(&request);
}

static void
what_is_wrong_is_told_with_the_word_that_is(void **state)
{
	static const struct {
		const char *line, *told;
	} faults[] = {
		{ "", "ismapgen COMMAND" },
		{ "biuld", "There is no command biuld." },
		{ "build --colour", "--colour" },
		{ "build --as-of 2026-02-30", "There is no day 2026-02-30: write one" },
		{ "letters --since yesterday", "There is no day yesterday: write one" },
		{ "build --format ics", "ics is not a format of this command." },
		{ "build --format xml", "xml is not a format of this command." },
		{ "build --lang de", "ja or en, not de." },
		{ "build --jobs 0", "1 to 256" },
		{ "build --jobs 257", "1 to 256" },
		{ "build --jobs many", "many" },
		{ "deadlines --within d", "60d, not d." },
		{ "deadlines --within 60w", "60d, not 60w." },
		{ "deadlines --within 99999", "60d, not 99999." },
		{ "build extra", "extra is an argument too many." },
		{ "diff 2026-11-20", "An argument is missing: A B" },
		{ "join", "An argument is missing: FOLDER" },
		{ "check --shard 1/2",
		  "check does not take --shard. Commands that do: build site letters." },
		{ "join --shard 1/2 a", "join does not take --shard." },
		{ "check --merge --since 2026-01-01", "check does not take --since." },
		{ "build --colour=red", "There is no option --colour=red." },
		{ "build --outptu x", "Did you mean --output?" },
		{ "build --content", "Write a value after --content." },
		{ "verify --signer x output", "--signer takes --ca beside it." },
		{ "site --shard 0/2", "2/5, not 0/2" },
		{ "site --shard 3/2", "2/5, not 3/2" },
		{ "site --shard 2", "2/5, not 2" },
		{ "site --shard 1/", "2/5, not 1/" },
		{ "site --shard /2", "2/5, not /2" },
		{ "site --shard -1/2", "2/5, not -1/2" },
		{ "site --shard 1/-2", "2/5, not 1/-2" },
		{ "site --shard 1/2x", "2/5, not 1/2x" },
		{ "site --shard 1/10000", "2/5, not 1/10000" },
		{ "site --shard 99999999999999999999/2", "2/5, not 9999" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct request request = { .language = LANGUAGE_EN };
		enum outcome outcome = OUTCOME_DONE;

		if (parse(&request, faults[i].line, &outcome))
			fail_msg("\"%s\" is accepted", faults[i].line);
		assert_int_equal(outcome, OUTCOME_USAGE);
		if (strstr(said, faults[i].told) == NULL)
			fail_msg("\"%s\": no \"%s\" in: %s", faults[i].line, faults[i].told, said);
		options_clear(&request);
	}
}

static void
the_language_of_the_user_is_spoken(void **state)
{
	struct request request = { .language = LANGUAGE_JA };
	enum outcome outcome;

	(void)state;
	assert_false(parse(&request, "biuld", &outcome));
	assert_non_null(strstr(said, "biuld というコマンドはありません。"));
	options_clear(&request);
	assert_false(parse(&request, "site --shard 3/2", &outcome));
	assert_non_null(strstr(said, "2/5"));
	assert_non_null(strstr(said, "分割"));
	options_clear(&request);
}

static void
the_version_needs_no_command(void **state)
{
	struct request request = { .language = LANGUAGE_EN };
	enum outcome outcome = OUTCOME_FAILED;

	(void)state;
	assert_false(parse(&request, "--version", &outcome));
	assert_int_equal(outcome, OUTCOME_DONE);
	assert_string_equal(said, "ismapgen " ISMAPGEN_VERSION "\n");
	options_clear(&request);
}

static void
help_is_also_an_option(void **state)
{
	enum outcome outcome = OUTCOME_FAILED;
	struct request all = { .language = LANGUAGE_JA }, one = all, none = all;

	(void)state;
	assert_false(parse(&all, "--help --lang en", &outcome));
	assert_int_equal(outcome, OUTCOME_DONE);
	assert_true(g_str_has_prefix(said, "ismapgen COMMAND [OPTION…]"));
	assert_non_null(strstr(said, request_find_command(&all, "build")->summary.en));
	options_clear(&all);

	assert_false(parse(&one, "letters -h", &outcome));
	assert_int_equal(outcome, OUTCOME_DONE);
	assert_true(g_str_has_prefix(said, "ismapgen letters [OPTION…]"));
	options_clear(&one);

	assert_false(parse(&none, "lettres --help", &outcome));
	assert_int_equal(outcome, OUTCOME_USAGE);
	assert_non_null(strstr(said, "lettres"));
	options_clear(&none);
}

static void
help_names_every_command_and_option(void **state)
{
	const struct request japanese = { .commands = commands, .language = LANGUAGE_JA };
	const struct request english = { .commands = commands, .language = LANGUAGE_EN };
	g_autoptr(GString) ja = g_string_new(NULL), en = g_string_new(NULL);

	(void)state;
	options_help(&japanese, NULL, ja);
	options_help(&english, NULL, en);
	for (const struct command *command = commands; command->name != NULL; command++) {
		g_autofree char *line = g_strdup_printf("\n  %s ", command->name);

		assert_non_null(strstr(ja->str, line));
		assert_non_null(strstr(ja->str, command->summary.ja));
		assert_non_null(strstr(en->str, command->summary.en));
	}
	assert_non_null(strstr(en->str, "--shard K/N "));
	assert_non_null(strstr(ja->str, "--allow-shrink"));

	g_string_truncate(en, 0);
	options_help(&english, request_find_command(&english, "deadlines"), en);
	assert_true(g_str_has_prefix(en->str, "ismapgen deadlines [OPTION…]\n"));
	assert_non_null(strstr(en->str, "--within DAYS"));
	assert_null(strstr(en->str, "--merge"));
	assert_non_null(strstr(en->str, "ismapgen deadlines --within 90d"));
	assert_non_null(strstr(en->str, ": text, json, ics\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_options_all_is_as_the_manual_has_it),
		cmocka_unit_test(every_option_arrives),
		cmocka_unit_test(flags_arrive_in_every_order),
		cmocka_unit_test(arguments_follow_the_command),
		cmocka_unit_test(what_is_wrong_is_told_with_the_word_that_is),
		cmocka_unit_test(the_language_of_the_user_is_spoken),
		cmocka_unit_test(the_version_needs_no_command),
		cmocka_unit_test(help_is_also_an_option),
		cmocka_unit_test(help_names_every_command_and_option),
	};

	return cmocka_run_group_tests(tests, NULL, forget_what_was_said);
}
