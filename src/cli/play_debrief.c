/* play_debrief.c - what a play ends with: the card, the debrief, and one command to go on. */
#include "base/mem.h"
#include "cli/attempt_card.h"
#include "cli/play.h"
#include "repl/debrief.h"
#include "score/card_text.h"

/* The turn to try again: where something went wrong for good, else the first reply. */
static int weak_turn(const struct play *play, const struct scorecard *card)
{
	const struct transcript *transcript = engine_transcript(play->engine);
	int worst = scorecard_best_next(card);

	if (worst >= 0 && card->criteria[worst].evidence_count)
		return card->criteria[worst].evidence[0].turn;
	for (int i = 0; i < transcript->turn_count; i++) {
		if (transcript->turns[i].who == WHO_AGENT)
			return i + 1;
	}
	return 0;
}

static void add_ways_on(const struct play *play, const struct scorecard *card, bool finished, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	int turn = weak_turn(play, card);

	if (play->authoring)
		return;
	attempt_name(play->context, play->store, play->attempt, &name);
	strbuf_addf(out, "\nWhy each point was won or lost:\n  rolecall explain %s\n", name.buf);
	if (!finished)
		strbuf_addstr(out, "Go on with:\n  rolecall play --resume\n");
	else if (card->passed || !turn)
		strbuf_addstr(out, "Go on with:\n  rolecall next\n");
	else
		strbuf_addf(out, "Go on with:\n  rolecall play --retry %s --turn %d\n", name.buf, turn);
}

static void add_hints(const struct play *play, const struct scorecard *card, struct strbuf *out)
{
	double counts = scorecard_round(card->score) - REPL_HINT_COST * play->hints;

	if (!play->hints || !card->has_score)
		return;
	strbuf_addf(out, "\nHints: %d used, %d points each: %.1f of 100 counts towards mastery.\n", play->hints,
		    REPL_HINT_COST, counts > 0 ? counts : 0);
}

static const char *left_words(const struct play *play, bool finished)
{
	if (finished)
		return "Left before the end, which ends an exam. The card as it stands:\n\n";
	return play->authoring ? "Left before the end. The card so far:\n\n"
			       : "Saved before the end; rolecall play --resume goes on. The card so far:\n\n";
}

bool play_show_card(struct play *play, const struct scorecard *card, bool finished, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct card_text_options options = {context_width(play->context), play->context->colour_out, false};
	struct draw_style style = {.width = options.width,
				   .colour = options.colour,
				   .plain = !play->context->out_terminal || args_has(play->args, "plain")};

	if (play->json) {
		scorecard_add_json(card, CARD_FULL, &out);
		strbuf_addch(&out, '\n');
		return context_write(play->context, strbuf_sv(&out), err);
	}
	strbuf_addch(&out, '\n');
	if (play->mode == MODE_EXAM && !finished) {
		strbuf_addstr(&out, "The exam is kept open; its card comes with its end: rolecall play --resume\n");
		return context_write(play->context, strbuf_sv(&out), err);
	}
	if (card->outcome == OUTCOME_NONE)
		strbuf_addstr(&out, left_words(play, finished));
	scorecard_add_text(card, &options, &out);
	if (engine_total_replies(play->engine) > 0)
		draw_debrief(play->engine, card, &style, &out);
	add_hints(play, card, &out);
	add_ways_on(play, card, finished, &out);
	return context_write(play->context, strbuf_sv(&out), err);
}
