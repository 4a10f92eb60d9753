/* agents.c - the agents that need no wit, and how every agent's play is judged. The model agent: agents_model.c. */
#include "lint/agents.h"

#include "lint/walk_inside.h"

const char *const agent_names[AGENT_COUNT + 1] = {"model", "silent", "stock", "stuffing", "rude", NULL};

#define STOCK "I understand. I am sorry for the inconvenience."

void agent_judge(struct agent_play *play)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorecard *card = engine_card(pool, play->engine);

	play->result = (struct agent_result){.known = true,
					     .has_score = card->has_score,
					     .passed = card->passed,
					     .score = card->score,
					     .ending = engine_ending(play->engine),
					     .outcome = engine_outcome(play->engine),
					     .replies = engine_total_replies(play->engine)};
}

/* What breaks the `turn`-th forbid, counted around; "" when there is none. */
static struct sv rude_line(const struct bank *bank, int turn)
{
	int forbids = 0, number = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t r = 0; r < scorer_rubrics(bank->scorer); r++) {
			const struct rubric *rubric = scorer_rubric(bank->scorer, r);

			for (int c = 0; c < rubric->criterion_count; c++) {
				const struct texts *broke = &bank->criteria[r][c].broke;

				if (!criterion_is_forbid(&rubric->criteria[c]) || !broke->count)
					continue;
				if (pass && number++ == turn % forbids)
					return broke->items[(turn / forbids) % broke->count];
				forbids += !pass;
			}
		}
		if (!forbids)
			break;
	}
	return SV("");
}

static struct walk_input agent_says(const struct bank *bank, enum agent agent, const struct engine *engine, int turn)
{
	struct walk_input input = {.kind = INPUT_REPLY, .text = SV(STOCK), .argument = SV("")};

	if (agent == AGENT_SILENT)
		return walk_wait(engine);
	if (agent == AGENT_STUFFING)
		input.text = bank->stuffing;
	if (agent == AGENT_RUDE)
		input.text = rude_line(bank, turn);
	if (!input.text.n)
		input.text = sv_from(bank_neutral[turn % bank_neutral_count]);
	return input;
}

struct agent_play agent_run(const void *ctx, const struct bank *bank, const struct map *map, enum agent agent,
			    uint64_t seed, int cap)
{
	if (agent == AGENT_MODEL)
		return agent_model(ctx, bank, map, seed, cap);
	struct agent_play play = {.engine = walk_session(bank, seed)};

	for (int turn = 0; play.engine && !engine_ended(play.engine) && turn < cap; turn++) {
		struct walk_input input = agent_says(bank, agent, play.engine, turn);

		if (!walk_step(play.engine, &input))
			break;
		play.chain = chain_add(ctx, play.chain, &input);
	}
	if (play.engine)
		agent_judge(&play);
	return play;
}
