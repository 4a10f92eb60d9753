/* verb_play.c - rolecall play: the conversation. */
#include "base/file.h"
#include "base/mem.h"
#include "cli/assigned.h"
#include "cli/play.h"

#include <string.h>

static enum attempt_mode mode_of(const char *name)
{
	for (int i = 0; i < MODE_COUNT; i++) {
		if (!strcmp(mode_names[i], name))
			return (enum attempt_mode)i;
	}
	return MODE_PRACTICE;
}

static bool read_factor(struct play *play, struct err *err)
{
	const char *text = args_get(play->args, "time-factor", "1");

	if (!sv_to_double(sv_from(text), &play->time_factor) || !(play->time_factor >= 0.1 && play->time_factor <= 20))
		return err_set(err, ERR_USAGE, "--time-factor wants a number from 0.1 to 20, not \"%s\".", text);
	return true;
}

static void say_where_kept(const struct play *play, FILE *out)
{
	if (play->authoring)
		fprintf(out, "Not kept, as it did not start at the beginning.\n");
	else if (play->mode == MODE_PRACTICE)
		fprintf(out, "Practice: only you can see this attempt.\n");
	else if (play->mode == MODE_COACH)
		fprintf(out, "Coach: feedback after each reply; your manager can see this attempt.\n");
	else
		fprintf(out, "Exam: no help and no way back until the end; leaving ends it. At most %d time%s.\n",
			play->context->exam_attempts, play->context->exam_attempts == 1 ? "" : "s");
}

static int play_it(struct play *play, struct err *err)
{
	struct context *context = play->context;
	bool terminal = context->in_terminal;
	CLEANUP_FREE char *history = terminal ? context_state_file("history", err) : NULL;
	FILE *talk = play->json ? context->talk : context->out;
	struct repl_options options = {
		.in = stdin,
		.out = talk,
		.interactive = terminal,
		.style = {.colour = play->json ? context->colour_talk : context->colour_out,
			  .plain = args_has(play->args, "plain"),
			  .coach = play->mode == MODE_COACH},
		.exam = play->mode == MODE_EXAM,
		.timer = !args_has(play->args, "no-timer"),
		.time_factor = play->time_factor,
		.history_path = history,
		.note = play->retry_of ? "(once more from here; the earlier attempt is kept)" : NULL,
		.ladder = play->ladder,
		.resumed = play->resumed,
	};
	struct repl_hooks hooks = {play, play_keep, play_rewound, play_hint, play_reload, play_bless};
	struct scorecard *card = NULL;
	enum repl_end end;
	bool finished;
	int status = CLI_OK;

	say_where_kept(play, talk);
	end = repl_run(&play->engine, &options, &hooks, err);
	if (end == REPL_FAILED)
		return CLI_STORE;
	if (play->bless && play_bless_now(play, err))
		fprintf(talk, "Saved as playthrough \"%s\" in %s.\n", play->bless, play->scenario->path);
	/* Leaving an exam ends it; a lost terminal does not. */
	finished = end == REPL_FINISHED || (end == REPL_LEFT && play->mode == MODE_EXAM);
	if (play_finish(play, finished, &card, err))
		play_show_card(play, card, finished, err);
	if (end == REPL_SIGNALLED)
		status = CLI_INTERRUPTED;
	else if (finished && !card->passed)
		status = CLI_FINDINGS;
	talloc_free(card);
	return status;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct play play = {.context = context, .args = args, .mode = mode_of(args_get(args, "mode", "practice"))};
	CLEANUP_FREE char *chosen = NULL;
	const char *scenario = args->rest_count ? args->rest[0] : NULL;
	int status = CLI_USAGE;

	if (!args_count(args, &verb_play, 0, 1, err))
		return CLI_USAGE;
	play.timed = context->in_terminal;
	if (!read_factor(&play, err))
		return CLI_USAGE;
	play.json = !strcmp(args_get(args, "format", "text"), "json");
	if (args_has(args, "turn") && !args_has(args, "retry")) {
		err_set(err, ERR_USAGE, "--turn goes with --retry ATTEMPT.");
		return CLI_USAGE;
	}
	if (!scenario && !args_has(args, "resume") && !args_has(args, "retry")) {
		if (!context->in_terminal || !context->out_terminal) {
			err_set(err, ERR_USAGE,
				"Which scenario? rolecall play SCENARIO; \"rolecall list\" shows them.");
			return CLI_USAGE;
		}
		scenario = chosen = play_menu(context, err);
		if (!scenario)
			return CLI_OK;
	}
	if (file_exists(context->store_path) &&
	    !(context_store(context, err) && assigned_show(context, context->store, context->trainee, err)))
		return CLI_STORE;
	if (play_prepare(&play, scenario, err))
		status = play_it(&play, err);
	play_release(&play);
	return status;
}

static const struct verb_option options_table[] = {
	{"mode", 'm', "MODE", "practice|coach|exam", VALUE_NONE, false,
	 "practice (private), coach (feedback after each reply) or exam (no help)"},
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false,
	 "who plays (default: $ROLECALL_TRAINEE, the configuration, the login name)"},
	{"seed", 's', "N", NULL, VALUE_NONE, false, "makes the customer's choice of words repeatable"},
	{"rubric", 'r', "FILE", NULL, VALUE_RUBRIC, true, "score by this rubric in place of the scenario's own"},
	{"resume", 0, NULL, NULL, VALUE_NONE, false, "go on with the last attempt that was not finished"},
	{"retry", 0, "ATTEMPT", NULL, VALUE_NONE, false, "try this attempt again; both are kept"},
	{"turn", 0, "N", NULL, VALUE_NONE, false, "with --retry: from this turn of yours on (default: the last)"},
	{"from", 0, "NODE", NULL, VALUE_NONE, false, "start at this node (practice only, not kept)"},
	{"mood", 0, "WHAT", NULL, VALUE_NONE, true, "start with this mood, like anger=80 (practice only, not kept)"},
	{"knows", 0, "FACT", NULL, VALUE_NONE, true, "start with this fact told (practice only, not kept)"},
	{"no-timer", 0, NULL, NULL, VALUE_NONE, false, "the clock stands still while you think"},
	{"time-factor", 0, "N", NULL, VALUE_NONE, false, "the customer waits N times as long, like 1.5"},
	{"plain", 0, NULL, NULL, VALUE_NONE, false, "for screen readers: no drawing, every speaker named"},
	{"format", 'f', "FORM", "text|json", VALUE_NONE, false,
	 "json: the card alone on standard output, the conversation on standard error"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_play = {
	.name = "play",
	.arguments = "[SCENARIO]",
	.summary = "Talk with a customer and be scored",
	.readers = "trainee",
	.value = VALUE_SCENARIO,
	.options = options_table,
	.text = "Without a scenario a numbered menu is shown. When standard input is not a terminal, each line is one "
		"reply or\n"
		"command; the end of input saves an attempt that can be resumed, and prints its card so far. The exit "
		"status is 1\n"
		"when a finished attempt did not pass.",
	.run = run,
};
