/* verb_score.c - rolecall score: transcripts in, scorecards out, in the order of the input. */
#include "cli/card_csv.h"
#include "cli/scoring.h"
#include "cli/transcripts.h"
#include "cli/verb.h"
#include "score/card_text.h"

#include <string.h>
#include <talloc.h>

enum score_form { FORM_TEXT, FORM_JSON, FORM_CSV };

struct score_run {
	struct context *context;
	struct scoring *scoring;
	enum score_form form;
	enum card_detail detail;
	bool check, keep_going;
	long scored, failed, bad;
};

static const char *const rubric_option = "rubric";

static bool write_card(struct score_run *run, const struct scorecard *card, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct card_text_options options = {context_width(run->context), run->context->colour_out, false};

	if (run->form == FORM_JSON) {
		scorecard_add_json(card, run->detail, &out);
		strbuf_addch(&out, '\n');
	} else if (run->form == FORM_CSV) {
		if (!run->scored)
			card_csv_header(&out);
		card_csv_rows(card, &out);
	} else {
		if (run->scored)
			strbuf_addch(&out, '\n');
		strbuf_addstr(&out, "Transcript ");
		card_text_quote(&out, card->transcript, 60);
		strbuf_addch(&out, '\n');
		scorecard_add_text(card, &options, &out);
	}
	return context_write(run->context, strbuf_sv(&out), err);
}

static bool score_one(struct score_run *run, const struct transcript *transcript, struct err *err)
{
	void *pool = talloc_new(NULL);
	struct scorecard *card = scoring_card(pool, run->scoring, transcript, err);
	bool good = card && write_card(run, card, err);

	if (good) {
		run->scored++;
		run->failed += !card->passed;
	}
	talloc_free(pool);
	return good;
}

/* A bad line ends the run, or with --keep-going is told and counted. */
static bool score_bad(struct score_run *run, struct err *line, struct err *err)
{
	run->bad++;
	if (!run->keep_going) {
		*err = *line;
		return false;
	}
	fprintf(run->context->talk, "rolecall: %s:%d:%d: %s\n", line->file, line->line, line->column, line->message);
	return true;
}

static bool score_file(struct score_run *run, const char *path, struct err *err)
{
	struct transcripts *input = transcripts_open(path, err);
	bool good = input != NULL;

	while (good) {
		struct transcript transcript;
		struct err line = ERR_INIT;
		enum transcripts_next found;

		transcript_init(&transcript);
		found = transcripts_next(input, &transcript, &line);
		if (found == TRANSCRIPTS_ONE)
			good = score_one(run, &transcript, err);
		else if (found == TRANSCRIPTS_BAD)
			good = score_bad(run, &line, err);
		transcript_release(&transcript);
		if (found == TRANSCRIPTS_END)
			break;
	}
	transcripts_close(input);
	return good;
}

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

static int run(struct context *context, const struct args *args, struct err *err)
{
	const char *form = args_get(args, "format", context->out_terminal ? "text" : "ndjson");
	const char *detail = args_get(args, "detail", "full");
	struct score_run run = {
		.context = context,
		.form = !strcmp(form, "text")  ? FORM_TEXT
			: !strcmp(form, "csv") ? FORM_CSV
					       : FORM_JSON,
		.detail = !strcmp(detail, "score")      ? CARD_SCORE
			  : !strcmp(detail, "verdicts") ? CARD_VERDICTS
							: CARD_FULL,
		.check = args_has(args, "check"),
		.keep_going = args_has(args, "keep-going"),
	};
	bool good = true;

	if (!args_count(args, &verb_score, 1, -1, err))
		return CLI_USAGE;
	run.scoring = scoring_of(context, args, err);
	for (int i = 0; run.scoring && good && i < args->rest_count; i++)
		good = score_file(&run, args->rest[i], err);
	scoring_free(run.scoring);
	if (run.bad)
		return CLI_USAGE;
	return run.check && run.failed ? CLI_FINDINGS : CLI_OK;
}

static const struct verb_option options[] = {
	{"rubric", 'r', "FILE", NULL, VALUE_RUBRIC, true,
	 "score by this rubric, by id or path (default: the scenario's own)"},
	{"format", 'f', "FORM", "text|json|ndjson|csv", VALUE_NONE, false,
	 "text, json and ndjson (one card a line), or csv (one criterion a row)"},
	{"detail", 0, "HOW", "score|verdicts|full", VALUE_NONE, false,
	 "how much of a card the JSON forms show (default: full)"},
	{"engine", 0, "NAME", "fast|plain", VALUE_NONE, false,
	 "fast, or plain: each pattern by itself, to compare with"},
	{"check", 0, NULL, NULL, VALUE_NONE, false, "exit 1 when a transcript did not pass"},
	{"keep-going", 'k', NULL, NULL, VALUE_NONE, false, "tell of a line that cannot be read, and go on"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_score = {
	.name = "score",
	.arguments = "FILE...|-",
	.summary = "Score transcripts against rubrics",
	.readers = "all",
	.value = VALUE_FILE,
	.options = options,
	.text = "Reads NDJSON or the plain text form. A transcript that names a scenario which is found is replayed on "
		"it, so\n"
		"that mood and facts are known and the card is the one that play gave.",
	.run = run,
};
