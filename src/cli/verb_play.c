/* verb_play.c - rolecall play: the conversation. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/attempt_card.h"
#include "cli/play.h"
#include "score/card_text.h"

#include <string.h>

static enum attempt_mode mode_of(const char *name)
{
	for (int i = 0; i < MODE_COUNT; i++) {
		if (!strcmp(mode_names[i], name))
			return (enum attempt_mode)i;
	}
	return MODE_PRACTICE;
}

static bool factor_of(const struct args *args, double *factor, struct err *err)
{
	const char *text = args_get(args, "time-factor", "1");

	if (!sv_to_double(sv_from(text), factor) || *factor < 0.1 || *factor > 20)
		return err_set(err, ERR_USAGE, "--time-factor wants a number from 0.1 to 20, not \"%s\".", text);
	return true;
}

static void say_where_kept(const struct play *play, FILE *out)
{
	if (play->authoring)
		fprintf(out, "Not kept, as it did not start at the beginning.\n");
	else if (play->mode == MODE_PRACTICE)
		fprintf(out, "Practice: only you can see this attempt.\n");
}

static void add_ways_on(struct play *play, const struct scorecard *card, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;

	if (play->authoring)
		return;
	attempt_name(play->context, play->store, play->attempt, &name);
	strbuf_addf(out, "\nWhy each point was won or lost:  rolecall explain %s\n", name.buf);
	if (!card->passed)
		strbuf_addf(out, "Once more:                       rolecall play %.*s\n", SV_ARG(play->scenario->id));
}

static bool show_card(struct play *play, const struct scorecard *card, enum repl_end end, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct card_text_options options = {context_width(play->context), play->context->colour_out, false};

	if (play->json) {
		scorecard_add_json(card, CARD_FULL, &out);
		strbuf_addch(&out, '\n');
		return context_write(play->context, strbuf_sv(&out), err);
	}
	strbuf_addch(&out, '\n');
	if (end != REPL_FINISHED)
		strbuf_addstr(&out,
			      play->authoring
				      ? "Left before the end. The card so far:\n\n"
				      : "Saved before the end; rolecall play --resume goes on. The card so far:\n\n");
	scorecard_add_text(card, &options, &out);
	if (card->mood_count > 1) {
		struct draw_style style = {.width = options.width, .plain = !play->context->out_terminal};

		strbuf_addch(&out, '\n');
		draw_mood_curve(card, &style, &out);
	}
	add_ways_on(play, card, &out);
	return context_write(play->context, strbuf_sv(&out), err);
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
		.history_path = history,
		.resumed = play->resumed,
	};
	struct repl_hooks hooks = {play, play_keep, play_rewound, play_hint};
	struct scorecard *card = NULL;
	enum repl_end end;
	int status = CLI_OK;

	if (!factor_of(play->args, &options.time_factor, err))
		return CLI_USAGE;
	say_where_kept(play, talk);
	end = repl_run(&play->engine, &options, &hooks, err);
	if (end == REPL_FAILED)
		return CLI_STORE;
	if (play_finish(play, end == REPL_FINISHED, &card, err))
		show_card(play, card, end, err);
	if (end == REPL_FINISHED && !card->passed)
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
	play.json = !strcmp(args_get(args, "format", "text"), "json");
	if (!scenario && !args_has(args, "resume")) {
		if (!context->in_terminal || !context->out_terminal) {
			err_set(err, ERR_USAGE,
				"Which scenario? rolecall play SCENARIO; \"rolecall list\" shows them.");
			return CLI_USAGE;
		}
		scenario = chosen = play_menu(context, err);
		if (!scenario)
			return CLI_OK;
	}
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
