/* verb_rescore.c - rolecall rescore [--dry-run]: stored attempts under today's content. */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/desk.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/scoring.h"

#include <math.h>
#include <string.h>

struct sheet {         /* a set of rubrics, loaded once */
	char *rubrics; /* as attempts pin them */
	struct scoring *scoring;
};

struct rescore {
	struct context *context;
	struct store *store;
	void *pool;
	struct sheet *sheets;
	size_t sheet_count, sheet_cap;
	struct table *table;
	struct output output;
	bool apply;
	int64_t now_ms, seen, changed, gained, lost, skipped, repinned;
};

/* "id@hash id@hash" to a scoring by those ids. NULL: the content is not found or does not load. */
static struct scoring *scoring_of(struct rescore *rescore, const char *rubrics)
{
	const char *names[64];
	size_t count = 0;
	struct err ignored = ERR_INIT;
	char *rest;

	for (size_t i = 0; i < rescore->sheet_count; i++) {
		if (!strcmp(rescore->sheets[i].rubrics, rubrics))
			return rescore->sheets[i].scoring;
	}
	rest = mem_pool_strndup(rescore->pool, rubrics, strlen(rubrics));
	while (rest && *rest && count < 64) {
		char *space = strchr(rest, ' '), *at = strchr(rest, '@');

		if (space)
			*space = '\0';
		if (at && (!space || at < space))
			*at = '\0';
		names[count++] = rest;
		rest = space ? space + 1 : NULL;
	}
	MEM_ENSURE(rescore->sheets, rescore->sheet_count, rescore->sheet_cap);
	rescore->sheets[rescore->sheet_count++] =
		(struct sheet){mem_strdup(rubrics),
			       scoring_new(rescore->context, names, count, MATCH_ENGINE_FAST, &ignored)};
	return rescore->sheets[rescore->sheet_count - 1].scoring;
}

/* "apology met > missed, …": what differs between the kept verdicts and the card's. */
static bool add_differences(struct rescore *rescore, int64_t attempt, const struct scorecard *card, struct strbuf *out,
			    struct err *err)
{
	size_t count = 0;
	struct verdict_row *rows = store_verdicts(rescore->pool, rescore->store, attempt, &count, err);

	if (!rows)
		return false;
	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *now = &card->criteria[i];
		const struct verdict_row *before = NULL;

		if (now->criterion->status == STATUS_HELPER)
			continue;
		for (size_t r = 0; r < count && !before; r++) {
			if (sv_is(now->criterion->id, rows[r].criterion) && sv_is(now->rubric->id, rows[r].rubric))
				before = &rows[r];
		}
		if (before && before->verdict == now->verdict)
			continue;
		strbuf_addf(out, "%s" SV_FMT " %s > %s", out->len ? ", " : "", SV_ARG(now->criterion->id),
			    before ? verdict_names[before->verdict] : "new", verdict_names[now->verdict]);
	}
	talloc_free(rows);
	return true;
}

static void add_row(struct rescore *rescore, const struct attempt *attempt, const struct scorecard *card,
		    const char *differences)
{
	struct table *table = rescore->table;

	table_row(table);
	table_int(table, attempt->id);
	table_str(table, attempt->trainee);
	table_str(table, attempt->scenario);
	if (attempt->has_score)
		table_real(table, attempt->score);
	else
		table_none(table);
	if (card->has_score)
		table_real(table, card->score);
	else
		table_none(table);
	if (card->has_score && attempt->has_score)
		table_real(table, card->score - attempt->score);
	else
		table_none(table);
	table_str(table, card->passed == attempt->passed ? "" : card->passed ? "now passes" : "now fails");
	table_str(table, differences);
}

static bool keep(struct rescore *rescore, const struct attempt *attempt, const struct scenario *scenario,
		 const struct scorecard *card, struct strbuf *text, struct err *err)
{
	struct attempt_start start = {
		.scenario = sv_from(attempt->scenario),
		.scenario_hash = sv_from(scenario ? scenario->hash : attempt->scenario_hash),
		.rubrics = card->rubrics,
		.rubric_count = (size_t)card->rubric_count,
		.channel = scenario ? sv_from(channel_names[scenario->channel]) : sv_from(attempt->channel),
		.family = scenario ? scenario->family : sv_from(attempt->family),
	};
	struct history_event event = {.at_ms = rescore->now_ms,
				      .kind = HISTORY_RESCORE,
				      .attempt = attempt->id,
				      .trainee = attempt->trainee_id,
				      .verdict = -1,
				      .engine = -1,
				      .text = text->buf};

	return store_attempt_rescore(rescore->store, attempt->id, &start, card, rescore->now_ms, err) &&
	       store_history_add(rescore->store, &event, NULL, err);
}

static bool is_repinned(const struct attempt *attempt, const struct scenario *scenario, const struct scorecard *card)
{
	if (scenario && strcmp(scenario->hash, attempt->scenario_hash) != 0)
		return true;
	for (int i = 0; i < card->rubric_count; i++) {
		if (!strstr(attempt->rubrics, card->rubrics[i]->hash))
			return true;
	}
	return false;
}

static bool compare(struct rescore *rescore, const struct attempt *attempt, const struct scenario *scenario,
		    const struct scorecard *card, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	bool repinned = is_repinned(attempt, scenario, card);
	bool moved;

	if (!add_differences(rescore, attempt->id, card, &text, err))
		return false;
	moved = text.len || card->passed != attempt->passed || card->has_score != attempt->has_score ||
		(card->has_score && fabs(card->score - attempt->score) > 1e-9);
	if (moved) {
		rescore->changed++;
		rescore->gained += card->passed && !attempt->passed;
		rescore->lost += !card->passed && attempt->passed;
		add_row(rescore, attempt, card, text.buf);
		output_row(&rescore->output, err);
		if (err->kind != ERR_NONE)
			return false;
	}
	rescore->repinned += repinned;
	return !rescore->apply || (!moved && !repinned) || keep(rescore, attempt, scenario, card, &text, err);
}

static bool one(struct rescore *rescore, const struct attempt *attempt, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scoring *scoring = scoring_of(rescore, attempt->rubrics);
	struct transcript transcript;
	struct err missing = ERR_INIT;
	const struct scenario *scenario = NULL;
	struct scorecard *card = NULL;
	bool good = true;

	rescore->seen++;
	if (!store_attempt_transcript(rescore->store, attempt->id, &transcript, err))
		return false;
	if (scoring && !attempt->real)
		scenario = scoring_scenario(scoring, transcript.scenario, &missing);
	if (scoring && (scenario || attempt->real))
		card = scoring_card(pool, scoring, &transcript, &missing);
	if (card)
		good = compare(rescore, attempt, scenario, card, err);
	else
		rescore->skipped++;
	transcript_release(&transcript);
	return good;
}

static void columns(struct table *table)
{
	table_column(table, "attempt", "ATTEMPT", TABLE_INT, 0, false);
	table_column(table, "trainee", "TRAINEE", TABLE_TEXT, 0, false);
	table_column(table, "scenario", "SCENARIO", TABLE_TEXT, 0, false);
	table_column(table, "score_before", "BEFORE", TABLE_REAL, 1, false);
	table_column(table, "score_after", "AFTER", TABLE_REAL, 1, false);
	table_column(table, "change", "CHANGE", TABLE_REAL, 1, false);
	table_column(table, "mark", "PASS MARK", TABLE_TEXT, 0, false);
	table_column(table, "criteria", "CRITERIA", TABLE_TEXT, 0, true);
}

static bool rescore_all(struct rescore *rescore, const struct args *args, struct err *err)
{
	struct attempt_query query = {.finished = 1, .modes = 1u << MODE_COACH | 1u << MODE_EXAM};
	struct attempt_cursor *cursor;
	const struct attempt *attempt = NULL;
	struct progress progress;
	bool good = true;

	query.team = sv_from(args_get(args, "team", ""));
	query.scenario = sv_from(args_get(args, "scenario", ""));
	if (!desk_time(args, "since", &query.since_ms, err) || !desk_time(args, "until", &query.until_ms, err))
		return false;
	if (rescore->apply && !store_batch_begin(rescore->store, err))
		return false;
	cursor = store_cursor_new(rescore->pool, rescore->store, &query, err);
	good = cursor != NULL;
	progress_begin(&progress, rescore->context, SV("scoring anew"), SV("attempts"));
	while (good && (good = store_cursor_next(cursor, &attempt, err)) && attempt) {
		good = one(rescore, attempt, err);
		progress_tell(&progress, rescore->seen, (int64_t)store_cursor_count(cursor));
	}
	progress_end(&progress);
	return rescore->apply ? store_batch_end(rescore->store, good, err) : good;
}

static void summary(const struct rescore *rescore)
{
	FILE *talk = rescore->context->talk;

	fprintf(talk, "%lld attempts: %lld change, %lld now pass, %lld now fail.\n", (long long)rescore->seen,
		(long long)rescore->changed, (long long)rescore->gained, (long long)rescore->lost);
	if (rescore->repinned)
		fprintf(talk, "%lld were scored by files that have changed since.\n", (long long)rescore->repinned);
	if (rescore->skipped)
		fprintf(talk,
			"%lld could not be scored anew: their scenario or rubrics are not found or have errors.\n",
			(long long)rescore->skipped);
	fprintf(talk, rescore->apply && rescore->changed + rescore->repinned
			      ? "The new scores are kept, and the old cards beside them.\n"
			      : "Nothing was changed.\n");
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct rescore rescore = {.context = context, .apply = !args_has(args, "dry-run"), .now_ms = clock_wall_ms()};

	if (!args_count(args, &verb_rescore, 0, 0, err) || !(rescore.store = context_store_existing(context, err)))
		return CLI_USAGE;
	rescore.pool = talloc_new(NULL);
	rescore.table = table_new();
	columns(rescore.table);
	output_begin(&rescore.output, context, rescore.table, args_get(args, "format", "text"), "rescore",
		     "No score changes.");
	rescore_all(&rescore, args, err);
	if (output_end(&rescore.output, err))
		summary(&rescore);
	table_free(rescore.table);
	for (size_t i = 0; i < rescore.sheet_count; i++) {
		scoring_free(rescore.sheets[i].scoring);
		free(rescore.sheets[i].rubrics);
	}
	free(rescore.sheets);
	talloc_free(rescore.pool);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"dry-run", 'n', NULL, NULL, VALUE_NONE, false,
	 "only say who would change, by how much, and who crosses the mark"},
	{"team", 0, "TEAM", NULL, VALUE_NONE, false, "only this team"},
	{"scenario", 0, "SCENARIO", NULL, VALUE_SCENARIO, false, "only this scenario"},
	{"since", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun on or after this day or moment (UTC)"},
	{"until", 0, "DATE", NULL, VALUE_NONE, false, "attempts begun before this day or moment (UTC)"},
	{"format", 'f', "FORM", "text|csv|json", VALUE_NONE, false, "text, csv or json"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_rescore = {
	.name = "rescore",
	.arguments = "",
	.summary = "Score stored attempts anew under today's scenarios and rubrics",
	.readers = "manager",
	.options = options,
	.text = "The transcript is the truth and a score is derived from it, so a rubric may be mended later. With "
		"--dry-run "
		"nothing is changed. Without it the new cards take the place of the old ones, which are kept beside "
		"them, "
		"and the history records it.",
	.run = run,
};
