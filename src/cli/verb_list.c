/* verb_list.c - rolecall list [scenarios|rubrics|attempts|trainees] */
#include "cli/attempt_card.h"
#include "cli/output.h"
#include "cli/verb.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

struct best {
	char *scenario;
	double score;
	int plays;
};

static void add_best(struct best *best, size_t *count, const struct attempt *attempt)
{
	size_t at = 0;

	while (at < *count && strcmp(best[at].scenario, attempt->scenario) != 0)
		at++;
	if (at == *count)
		best[(*count)++] = (struct best){attempt->scenario, -1, 0};
	best[at].plays++;
	if (attempt->has_score && attempt->score > best[at].score)
		best[at].score = attempt->score;
}

/* The trainee's best score by scenario, practice too; none without a store. */
static struct best *best_scores(void *pool, struct context *context, size_t *count)
{
	struct err ignored = ERR_INIT;
	struct store *stores[2] = {file_exists(context->store_path) ? context_store(context, &ignored) : NULL,
				   context_practice_existing(context, &ignored)};
	struct best *best = NULL;

	*count = 0;
	for (int s = 0; s < 2; s++) {
		struct attempt_query query = {.finished = 1};
		struct attempt *attempts = NULL;
		size_t n = 0;

		if (stores[s] && store_trainee_find(stores[s], sv_from(context->trainee), &query.trainee, &ignored) &&
		    query.trainee)
			attempts = store_attempts(pool, stores[s], &query, &n, &ignored);
		best = talloc_realloc(pool, best, struct best, (unsigned)(*count + n + 1));
		for (size_t i = 0; attempts && i < n; i++)
			add_best(best, count, &attempts[i]);
	}
	return best;
}

static void scenario_row(struct table *table, const struct library_scenario *scenario, const struct best *best,
			 size_t count)
{
	const struct best *mine = NULL;

	for (size_t i = 0; i < count; i++) {
		if (sv_is(scenario->head.id, best[i].scenario))
			mine = &best[i];
	}
	table_row(table);
	table_sv(table, scenario->head.id);
	table_str(table, scenario->head.channel >= 0 ? channel_names[scenario->head.channel] : NULL);
	if (scenario->head.difficulty)
		table_int(table, scenario->head.difficulty);
	else
		table_none(table);
	if (mine && mine->score >= 0)
		table_real(table, mine->score);
	else
		table_none(table);
	table_int(table, mine ? mine->plays : 0);
	table_sv(table, scenario->head.title);
	table_sv(table, scenario->head.family);
	table_sv(table, scenario->head.phase);
	table_str(table, scenario->path);
}

static bool list_scenarios(struct context *context, struct table *table, struct err *err)
{
	struct library *library = context_library(context, err);
	void *pool = talloc_new(NULL);
	size_t count, skipped = 0, best_count = 0;
	const struct library_scenario *all = library ? library_scenarios(library, &count, &skipped) : NULL;
	struct best *best = best_scores(pool, context, &best_count);

	table_column(table, "scenario", "SCENARIO", TABLE_TEXT, 0, false);
	table_column(table, "channel", "CHANNEL", TABLE_TEXT, 0, false);
	table_column(table, "difficulty", "LEVEL", TABLE_INT, 0, false);
	table_column(table, "best", "BEST", TABLE_REAL, 1, false);
	table_column(table, "plays", NULL, TABLE_INT, 0, false);
	table_column(table, "title", "TITLE", TABLE_TEXT, 0, true);
	table_column(table, "family", NULL, TABLE_TEXT, 0, false);
	table_column(table, "phase", NULL, TABLE_TEXT, 0, false);
	table_column(table, "path", NULL, TABLE_TEXT, 0, false);
	for (size_t i = 0; all && i < count; i++)
		scenario_row(table, &all[i], best, best_count);
	if (skipped)
		fprintf(context->talk, "rolecall: %zu scenario files cannot be read; \"rolecall lint\" says why.\n",
			skipped);
	talloc_free(pool);
	return library != NULL;
}

static bool list_rubrics(struct context *context, struct table *table, struct err *err)
{
	struct library *library = context_library(context, err);
	const char *const *names = library ? library_rubric_names(library) : NULL;

	table_column(table, "rubric", "RUBRIC", TABLE_TEXT, 0, false);
	table_column(table, "criteria", "CRITERIA", TABLE_INT, 0, false);
	table_column(table, "pass_mark", "PASS", TABLE_INT, 0, false);
	table_column(table, "title", "TITLE", TABLE_TEXT, 0, true);
	table_column(table, "hash", NULL, TABLE_TEXT, 0, false);
	table_column(table, "path", NULL, TABLE_TEXT, 0, false);
	for (; names && *names; names++) {
		const struct library_rubric *found = library_rubric(library, sv_from(*names), err);

		table_row(table);
		table_str(table, *names);
		if (found && found->rubric) {
			table_int(table, found->rubric->criterion_count);
			table_int(table, found->rubric->pass_mark);
			table_sv(table, found->rubric->title);
			table_str(table, found->rubric->hash);
			table_str(table, found->path);
		}
	}
	return library != NULL;
}

static void attempt_row(struct context *context, struct store *store, const struct attempt *attempt,
			struct table *table)
{
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

	clock_add_iso(&when, attempt->started_ms);
	attempt_name(context, store, attempt->id, &name);
	table_row(table);
	table_sv(table, strbuf_sv(&name));
	table_str(table, when.buf);
	table_str(table, attempt->trainee);
	table_str(table, attempt->scenario);
	table_str(table, mode_names[attempt->mode]);
	table_str(table, attempt->finished ? attempt->outcome : "open");
	if (attempt->has_score)
		table_real(table, attempt->score);
	else
		table_none(table);
	if (attempt->finished)
		table_bool(table, attempt->passed);
}

static void room_for(struct table *table, size_t column, const char *text)
{
	CLEANUP_STRBUF struct strbuf shown = STRBUF_INIT;

	utf8_add_visible(&shown, sv_from(text), false);
	table_least(table, column, utf8_width(strbuf_sv(&shown)));
}

/* A long list is written before all of it is known: every column has room for what may come. */
static bool make_room(struct context *context, struct store *store, struct table *table, struct err *err)
{
	void *pool = talloc_new(NULL);
	char *trainee, *scenario;
	bool good = store_longest_names(pool, store, &trainee, &scenario, err);

	if (good) {
		room_for(table, 2, trainee);
		room_for(table, 3, scenario);
	}
	for (int i = 0; i < MODE_COUNT; i++)
		room_for(table, 4, i == MODE_PRACTICE && !context->practice ? "" : mode_names[i]);
	for (int i = 1; i < OUTCOME_COUNT; i++)
		room_for(table, 5, outcome_names[i - 1]);
	talloc_free(pool);
	return good;
}

static bool attempt_rows(const struct args *args, struct store *store, struct output *output, struct err *err)
{
	struct attempt_query query = {.finished = 0};
	void *pool = talloc_new(NULL);
	struct attempt_cursor *cursor = NULL;
	const struct attempt *attempt = NULL;
	bool mine = args_has(args, "trainee");
	long limit = 0;

	if (args_has(args, "limit") && sv_to_long(sv_from(args_get(args, "limit", "")), &limit))
		query.limit = (size_t)limit;
	if (!mine ||
	    (store_trainee_find(store, sv_from(output->context->trainee), &query.trainee, err) && query.trainee))
		cursor = store_cursor_new(pool, store, &query, err);
	if (cursor && store_cursor_count(cursor) > OUTPUT_BLOCK &&
	    !make_room(output->context, store, output->table, err))
		cursor = NULL;
	while (cursor && store_cursor_next(cursor, &attempt, err) && attempt) {
		attempt_row(output->context, store, attempt, output->table);
		if (!output_row(output, err))
			break;
	}
	talloc_free(pool);
	return err->kind == ERR_NONE && !output->closed;
}

/* Both stores: one's own practice is one's own to see. */
static bool list_attempts(struct context *context, const struct args *args, struct table *table, struct err *err)
{
	struct output output;
	struct store *shared = file_exists(context->store_path) ? context_store(context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(context, err) : NULL;

	table_column(table, "attempt", "ATTEMPT", TABLE_TEXT, 0, false);
	table_column(table, "started", "STARTED", TABLE_TEXT, 0, false);
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "scenario", "SCENARIO", TABLE_TEXT, 0, false);
	table_column(table, "mode", "MODE", TABLE_TEXT, 0, false);
	table_column(table, "outcome", "OUTCOME", TABLE_TEXT, 0, false);
	table_column(table, "score", "SCORE", TABLE_REAL, 1, false);
	table_column(table, "passed", "PASSED", TABLE_BOOL, 0, false);
	if (err->kind != ERR_NONE)
		return false;
	output_begin(&output, context, table, args_get(args, "format", "text"), "attempts", "There are none yet.");
	if ((!shared || attempt_rows(args, shared, &output, err)) && practice)
		attempt_rows(args, practice, &output, err);
	return output_end(&output, err);
}

static bool list_trainees(struct context *context, struct table *table, struct err *err)
{
	void *pool = talloc_new(NULL);
	struct store *store = file_exists(context->store_path) ? context_store(context, err) : NULL;
	size_t count = 0;
	struct trainee *people = store ? store_trainees(pool, store, SV(""), &count, err) : NULL;

	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "team", "TEAM", TABLE_TEXT, 0, false);
	table_column(table, "attempts", "ATTEMPTS", TABLE_INT, 0, false);
	for (size_t i = 0; people && i < count; i++) {
		table_row(table);
		table_str(table, people[i].name);
		table_str(table, people[i].team);
		table_int(table, people[i].attempts);
	}
	talloc_free(pool);
	return err->kind == ERR_NONE;
}

static bool list_names(struct context *context, const char *what, struct strbuf *out, struct err *err)
{
	struct library *library = context_library(context, err);
	const char *const *names = NULL;

	if (!strcmp(what, "scenarios"))
		names = library_scenario_names(library);
	else if (!strcmp(what, "rubrics"))
		names = library_rubric_names(library);
	for (; names && *names; names++)
		strbuf_addf(out, "%s\n", *names);
	if (!strcmp(what, "trainees") && file_exists(context->store_path)) {
		void *pool = talloc_new(NULL);
		struct store *store = context_store(context, err);
		size_t count = 0;
		struct trainee *people = store ? store_trainees(pool, store, SV(""), &count, err) : NULL;

		for (size_t i = 0; people && i < count; i++)
			strbuf_addf(out, "%s\n", people[i].name);
		talloc_free(pool);
	}
	return err->kind == ERR_NONE;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	const char *what = args->rest_count ? args->rest[0] : "scenarios";
	CLEANUP_STRBUF struct strbuf names = STRBUF_INIT;
	struct table *table;
	long limit = 0;
	bool good;

	if (!args_count(args, &verb_list, 0, 1, err))
		return CLI_USAGE;
	if (strcmp(what, "scenarios") != 0 && strcmp(what, "rubrics") != 0 && strcmp(what, "attempts") != 0 &&
	    strcmp(what, "trainees") != 0) {
		err_set(err, ERR_USAGE,
			"There is no list of \"%s\"; there is one of scenarios, rubrics, attempts and trainees.", what);
		return CLI_USAGE;
	}
	if (args_has(args, "limit") &&
	    (strcmp(what, "attempts") != 0 || !sv_to_long(sv_from(args_get(args, "limit", "")), &limit) || limit < 1)) {
		err_set(err, ERR_USAGE, "--limit is for attempts: how many of the newest, 1 or more.");
		return CLI_USAGE;
	}
	if (args_has(args, "names")) {
		if (list_names(context, what, &names, err))
			context_write(context, strbuf_sv(&names), err);
		return CLI_OK;
	}
	table = table_new();
	if (!strcmp(what, "attempts")) {
		list_attempts(context, args, table, err);
		table_free(table);
		return CLI_OK;
	}
	if (!strcmp(what, "rubrics"))
		good = list_rubrics(context, table, err);
	else if (!strcmp(what, "trainees"))
		good = list_trainees(context, table, err);
	else
		good = list_scenarios(context, table, err);
	if (good)
		output_table(context, table, args_get(args, "format", "text"), what, "There are none yet.", err);
	table_free(table);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "text, csv or json"},
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose attempts, or whose best scores"},
	{"limit", 0, "N", NULL, VALUE_NONE, false, "only the newest N attempts, newest first"},
	{"names", 0, NULL, NULL, VALUE_NONE, false, "only the names, one a line"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_list = {
	.name = "list",
	.arguments = "[scenarios|rubrics|attempts|trainees]",
	.words = "scenarios|rubrics|attempts|trainees",
	.summary = "List scenarios with your best score, rubrics, attempts or trainees",
	.readers = "all",
	.options = options,
	.run = run,
};
