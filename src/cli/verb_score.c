/* verb_score.c - rolecall score: transcripts in, scorecards out, in the order of the input. */
#include "cli/bulk.h"
#include "cli/verb.h"

#include "base/file.h"
#include "base/mem.h"
#include "json/json.h"

#include <string.h>

static const char *const rubric_option = "rubric";

static struct scoring *scoring_of(struct context *context, const struct args *args, struct err *err)
{
	const char *names[64];
	size_t count = 0;

	while (count < 64 && args_nth(args, rubric_option, (int)count)) {
		names[count] = args_nth(args, rubric_option, (int)count);
		count++;
	}
	return scoring_new(context, names, count,
			   !strcmp(args_get(args, "engine", "fast"), "plain") ? MATCH_ENGINE_PLAIN : MATCH_ENGINE_FAST,
			   err);
}

static bool read_options(struct context *context, const struct args *args, struct bulk_options *options,
			 struct err *err)
{
	const char *form = args_get(args, "format", context->out_terminal ? "text" : "ndjson");
	const char *detail = args_get(args, "detail", "full");
	long jobs = 1;

	if (args_has(args, "jobs") &&
	    (!sv_to_long(sv_from(args_get(args, "jobs", "")), &jobs) || jobs < 1 || jobs > BULK_JOBS_MAX))
		return err_set(err, ERR_USAGE, "--jobs takes a number from 1 to %d.", BULK_JOBS_MAX);
	if (args_has(args, "line-for-line") &&
	    (args_has(args, "summary") || !strcmp(form, "text") || !strcmp(form, "csv")))
		return err_set(err, ERR_USAGE, "--line-for-line is for cards as JSON: give --format ndjson.");
	*options = (struct bulk_options){
		.form = !strcmp(form, "text")  ? BULK_TEXT
			: !strcmp(form, "csv") ? BULK_CSV
					       : BULK_JSON,
		.detail = !strcmp(detail, "score")      ? CARD_SCORE
			  : !strcmp(detail, "verdicts") ? CARD_VERDICTS
							: CARD_FULL,
		.jobs = (int)jobs,
		.keep_going = args_has(args, "keep-going") || args_has(args, "line-for-line"),
		.line_for_line = args_has(args, "line-for-line"),
		.summary = args_has(args, "summary"),
		/* cards that run by on the same terminal are progress enough */
		.progress = isatty(STDERR_FILENO) == 1 && (!context->out_terminal || args_has(args, "summary")),
		.text = {context_width(context), context->colour_out, false},
	};
	return true;
}

/* Files of a folder that may hold transcripts, by name. */
static bool score_folder(struct bulk_run *run, const char *path, struct err *err)
{
	static const char *const suffixes[] = {".ndjson", ".jsonl",      ".txt",       ".ndjson.gz", ".jsonl.gz",
					       ".txt.gz", ".ndjson.zst", ".jsonl.zst", ".txt.zst"};
	size_t count = 0, found = 0;
	char **files = file_list(path, "", &count, err);
	bool good = files != NULL;

	for (size_t i = 0; good && i < count; i++) {
		size_t length = strlen(files[i]);
		bool fits = false;

		for (size_t k = 0; k < sizeof suffixes / sizeof *suffixes; k++) {
			size_t tail = strlen(suffixes[k]);
			fits = fits || (length > tail && !strcmp(files[i] + length - tail, suffixes[k]));
		}
		found += fits;
		good = !fits || bulk_file(run, files[i], err);
	}
	file_list_free(files, count);
	if (good && !found)
		return err_set(err, ERR_INPUT, "%s holds no transcripts (.ndjson, .jsonl or .txt).", path);
	return good;
}

static void summary_json(const struct score_totals *totals, long bad, const struct table *table, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "summary", 1);
	json_key_int(&w, "transcripts", totals->transcripts);
	json_key_int(&w, "passed", totals->passed);
	json_key_int(&w, "unreadable", bad);
	if (totals->scored)
		json_key_real(&w, "score", scorecard_round(totals->sum / (double)totals->scored), 1);
	else
		json_key_null(&w, "score");
	json_key(&w, "criteria");
	table_add_json(table, &w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}

static bool write_summary(struct context *context, struct bulk_run *run, const struct bulk_options *options,
			  struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct score_totals *totals = bulk_totals(run);
	struct table *table = score_totals_table(totals);
	long bad = bulk_bad(run);
	bool good = true;

	if (options->form == BULK_JSON) {
		summary_json(totals, bad, table, &out);
	} else if (options->form == BULK_CSV) {
		table_add_csv(table, &out);
	} else {
		strbuf_addf(&out, "%ld transcripts, %ld passed", totals->transcripts, totals->passed);
		if (totals->scored)
			strbuf_addf(&out, ", mean score %.1f", scorecard_round(totals->sum / (double)totals->scored));
		if (bad)
			strbuf_addf(&out, ", %ld could not be read", bad);
		strbuf_addstr(&out, "\n\n");
		good = table_add_text(table, options->text.width, context->colour_out, &out, err);
	}
	table_free(table);
	return good && context_write(context, strbuf_sv(&out), err);
}

static bool score_paths(struct bulk_run *run, const struct args *args, struct err *err)
{
	bool good = true;

	for (int i = 0; good && i < args->rest_count; i++) {
		const char *path = args->rest[i];

		good = strcmp(path, "-") != 0 && file_is_folder(path) ? score_folder(run, path, err)
								      : bulk_file(run, path, err);
	}
	return good;
}

static int exit_status(struct bulk_run *bulk, const struct bulk_options *options, bool check)
{
	const struct score_totals *totals = bulk_totals(bulk);
	bool bad_lines = bulk_bad(bulk) > bulk_lost(bulk);

	if (bulk_interrupted(bulk))
		return 128 + bulk_interrupted(bulk); /* 130, after an interrupt */
	/* line for line a bad one is told in its place, and a cluster would take 2 for a failed task */
	if (bulk_lost(bulk) || (bad_lines && !options->line_for_line))
		return CLI_USAGE;
	return check && (bad_lines || totals->transcripts > totals->passed) ? CLI_FINDINGS : CLI_OK;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct bulk_options options;
	struct scoring *scoring;
	struct bulk_run *bulk;
	int status;

	if (!args_count(args, &verb_score, 1, -1, err) || !read_options(context, args, &options, err))
		return CLI_USAGE;
	scoring = scoring_of(context, args, err);
	if (!scoring)
		return CLI_USAGE;
	bulk = bulk_new(context, scoring, &options);
	bool good = bulk_end(bulk, score_paths(bulk, args, err), err);

	if (good && options.summary)
		write_summary(context, bulk, &options, err);
	status = exit_status(bulk, &options, args_has(args, "check"));
	if (options.keep_going && bulk_bad(bulk))
		fprintf(context->talk, "rolecall: %ld could not be read.\n", bulk_bad(bulk));
	bulk_free(bulk);
	scoring_free(scoring);
	return status;
}

static const struct verb_option options[] = {
	{"rubric", 'r', "FILE", NULL, VALUE_RUBRIC, true,
	 "score by this rubric, by id or path (default: the scenario's own)"},
	{"format", 'f', "FORM", "text|json|ndjson|csv", VALUE_NONE, false,
	 "text, json and ndjson (one card a line), or csv (one criterion a row)"},
	{"detail", 0, "HOW", "score|verdicts|full", VALUE_NONE, false,
	 "how much of a card the JSON forms show (default: full)"},
	{"jobs", 'j', "N", NULL, VALUE_NONE, false, "score in N threads; the output keeps its order (default: 1)"},
	{"summary", 's', NULL, NULL, VALUE_NONE, false, "totals per criterion instead of cards"},
	{"engine", 0, "NAME", "fast|plain", VALUE_NONE, false,
	 "fast, or plain: each pattern by itself, to compare with"},
	{"check", 0, NULL, NULL, VALUE_NONE, false, "exit 1 when a transcript did not pass"},
	{"keep-going", 'k', NULL, NULL, VALUE_NONE, false, "tell of a line or file that cannot be read, and go on"},
	{"line-for-line", 0, NULL, NULL, VALUE_NONE, false,
	 "a line out for every line in: one that cannot be read says so there"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_score = {
	.name = "score",
	.arguments = "FILE...|FOLDER...|-",
	.summary = "Score transcripts against rubrics",
	.readers = "all",
	.value = VALUE_FILE,
	.options = options,
	.text = "Reads NDJSON or the plain text form, also packed with gzip or zstd. Of a folder it reads *.ndjson,\n"
		"*.jsonl and *.txt. One line in gives one line out, in the order of the input. A transcript that names "
		"a scenario which is found is replayed on "
		"it, so\n"
		"that mood and facts are known and the card is the one that play gave.",
	.run = run,
};
