/* replay.c - a transcript put through the engine again: to score a recorded one, to resume, to go back.
 *
 * A recorded conversation is the truth: its customer's words, its turn numbers and its times are used as they are, even
 * where the scenario would have gone another way; a silence counts only where a `wait` is recorded. */
#include "engine/internal.h"

void engine_input_of(const struct turn *turn, struct engine_input *input)
{
	*input = (struct engine_input){.kind = INPUT_REPLY,
				       .text = turn->text,
				       .argument = SV(""),
				       .at_ms = turn->at_ms};
	if (turn->action.n == 0)
		return;
	input->kind = sv_is(turn->action, "wait") ? INPUT_WAIT : INPUT_ACTION;
	input->text = turn->action;
	input->argument = turn->argument;
	input->for_ms = turn->for_ms;
}

bool engine_replay(struct engine *engine, const struct transcript *transcript, int turns, struct err *err)
{
	engine_begin(engine);
	for (int i = 0; i < turns && i < transcript->turn_count && !engine->ended; i++) {
		if (transcript->turns[i].who != WHO_AGENT)
			continue;
		struct engine_input input;
		engine_input_of(&transcript->turns[i], &input);
		if (!engine_step(engine, &input, err))
			return false;
	}
	return true;
}

struct engine *engine_clone_by_replay(const struct engine *engine, int turns, struct err *err)
{
	struct engine_options options = engine->options;
	options.session = NULL; /* that one is in use */
	struct engine *clone = engine_new(engine->scenario, engine->scorer, &options, err);
	if (clone && !engine_replay(clone, engine->transcript, turns, err)) {
		engine_free(clone);
		return NULL;
	}
	return clone;
}

struct scorecard *engine_score(const void *ctx, const struct scenario *scenario, const struct scorer *scorer,
			       struct score_session *session, const struct transcript *transcript, struct err *err)
{
	struct engine_options options = {.seed = transcript->seed,
					 .from_node = SV(""),
					 .anger = -1,
					 .confusion = -1,
					 .agent_name = SV(""),
					 .session = session,
					 .recorded = transcript};
	struct engine *engine = engine_new(scenario, scorer, &options, err);
	struct scorecard *card = NULL;
	if (engine && engine_replay(engine, transcript, transcript->turn_count, err))
		card = engine_card(ctx, engine);
	engine_free(engine);
	return card;
}
