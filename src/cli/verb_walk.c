/* verb_walk.c - rolecall walk: seeded random play, coverage, and the agents that try to game the score. */
#include "cli/progress.h"
#include "cli/scoring.h"
#include "cli/verb.h"
#include "cli/walking.h"
#include "lint/lint.h"

#include <limits.h>
#include <string.h>

/* ---- progress ---- */

static void show_progress(void *data, long done, long runs)
{
	progress_tell(data, done, runs);
}

static struct walk *walk_with_progress(struct context *context, const struct scenario *scenario,
				       struct walk_options *options)
{
	struct progress progress;
	struct walk *walk;

	progress_begin(&progress, context, scenario->id, SV("runs"));
	options->progress = show_progress;
	options->data = &progress;
	walk = walk_run(scenario, options);
	progress_end(&progress);
	return walk;
}

/* ---- what graph shares ---- */

bool walking_options(const struct args *args, const char *runs_option, struct walk_options *options, struct err *err)
{
	long runs = options->runs, seed = (long)options->seed, cap = WALK_CAP;

	if (!args_number(args, runs_option, 1, WALK_MAX_RUNS, &runs, err) ||
	    !args_number(args, "seed", 0, LONG_MAX, &seed, err))
		return false;
	if (!strcmp(runs_option, "runs") && !args_number(args, "cap", 1, WALK_MAX_CAP, &cap, err))
		return false;
	options->runs = runs;
	options->seed = (uint64_t)seed;
	options->cap = (int)cap;
	return true;
}

struct walk *walking_walk(struct context *context, const struct scenario *scenario, struct walk_options *options)
{
	return walk_with_progress(context, scenario, options);
}

/* ---- the verb ---- */

static bool show(struct context *context, const char *form, const struct walk *walk, struct strbuf *text,
		 struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!strcmp(form, "text")) {
		if (text->len)
			strbuf_addch(text, '\n');
		walk_format_text(walk, context->colour_out, text);
		return true;
	}
	if (!strcmp(form, "json"))
		walk_format_json(walk, &out);
	else
		lint_format_github(&walk->diags, &out);
	return context_write(context, strbuf_sv(&out), err);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct walk_options options = {.runs = WALK_RUNS, .seed = 1};
	const char *form = args_get(args, "format", "text");
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	bool findings = false;

	if (!args_count(args, &verb_walk, 1, 10000, err) || !walking_options(args, "runs", &options, err))
		return 0;
	for (int i = 0; i < args->rest_count; i++) {
		struct scenario *scenario = scoring_load_scenario(context, sv_from(args->rest[i]), err);

		if (!scenario)
			return 0;
		struct walk *walk = walking_walk(context, scenario, &options);
		bool shown = show(context, form, walk, &text, err);

		findings = findings || diag_count(&walk->diags, DIAG_WARNING) > 0;
		walk_free(walk);
		scenario_free(scenario);
		if (!shown)
			return 0;
	}
	if (text.len && !context_page(context, strbuf_sv(&text), err))
		return 0;
	return findings && args_has(args, "strict") ? CLI_FINDINGS : CLI_OK;
}

static const struct verb_option options_table[] = {
	{"runs", 'n', "N", NULL, VALUE_NONE, false, "conversations to play (default 300)"},
	{"seed", 0, "N", NULL, VALUE_NONE, false, "the same seed gives the same walk (default 1)"},
	{"cap", 0, "N", NULL, VALUE_NONE, false, "replies after which a run counts as endless (default 40)"},
	{"strict", 's', NULL, NULL, VALUE_NONE, false, "exit 1 when there is a warning (D601 to D605)"},
	{"format", 'f', "FORM", "text|json|github", VALUE_NONE, false,
	 "text, json (one line a scenario), or github (annotations of a workflow)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_walk = {
	.name = "walk",
	.arguments = "SCENARIO...",
	.summary = "Play a scenario at random, and see what is never reached and who can game it",
	.readers = "trainer",
	.value = VALUE_SCENARIO,
	.options = options_table,
	.text = "The lines come from the scenario's own phrases, its facts, the criteria's model answers and "
		"examples,\n"
		"and its playthroughs; what was not covered yet is tried first. Five agents play it too: one that "
		"says\n"
		"the model answers, one that stays silent, one with stock phrases, one that stuffs keywords, a rude "
		"one.\n"
		"Findings have the codes D601 to D606; see rolecall explain D604.",
	.run = run,
};
