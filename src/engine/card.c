/* card.c - the scorecard of a session, and the simulated rating.
 *
 * The rating (customer satisfaction, 1 to 5) is the ending's own figure, else the first rule of the scenario's `csat`
 * table that holds, else the default: resolved 5 with final anger below 20, 4 below 40, else 3; escalated, transferred
 * or a follow-up 3 below 40, else 2; unresolved 2 below 40, else 1; hung up, by whomever, 1. A simulation: shown as
 * such. */
#include "engine/internal.h"

static int csat_default(enum outcome outcome, int anger)
{
	switch (outcome) {
	case OUTCOME_RESOLVED: return anger < 20 ? 5 : anger < 40 ? 4 : 3;
	case OUTCOME_ESCALATED:
	case OUTCOME_TRANSFERRED:
	case OUTCOME_FOLLOW_UP: return anger < 40 ? 3 : 2;
	case OUTCOME_UNRESOLVED: return anger < 40 ? 2 : 1;
	default: return 1;
	}
}

static bool is_rating(int rating)
{
	return rating >= 1 && rating <= 5;
}

int csat_of(const struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	if (!engine->ended)
		return 0;
	if (engine->ending >= 0 && is_rating(scenario->endings[engine->ending].csat))
		return scenario->endings[engine->ending].csat;
	struct judge judge;
	judge_init(&judge, engine, JUDGE_QUIET);
	for (int i = 0; i < scenario->csat_count; i++) {
		const struct csat_rule *rule = &scenario->csat[i];
		bool ours = rule->ending < 0 || rule->ending == engine->ending;
		if (ours && is_rating(rule->rating) && judge_holds(&judge, rule->when))
			return rule->rating;
	}
	return csat_default(engine->outcome, engine->mood.anger);
}

static struct sv card_text(struct scorecard *card, struct sv text)
{
	return sv_make(mem_pool_strndup(card, text.p, text.n), text.n);
}

struct scorecard *engine_card(const void *ctx, struct engine *engine)
{
	const struct transcript *transcript = engine->transcript;
	struct scorecard *card = score_card(ctx, engine->session, transcript);
	char hash[13] = "";
	if (transcript->id.n == 0)
		transcript_short_hash(transcript, hash);
	card->transcript = card_text(card, transcript->id.n ? transcript->id : sv_from(hash));
	card->scenario = card_text(card, engine->scenario->id);
	card->outcome = engine->outcome;
	card->ending = engine->ending < 0 ? SV("") : card_text(card, engine->scenario->endings[engine->ending].id);
	card->csat = engine->csat;
	card->mood_count = engine->mood_count;
	card->mood = MEM_ARRAY(card, struct card_mood, (size_t)engine->mood_count);
	if (engine->mood_count)
		memcpy(card->mood, engine->moods, (size_t)engine->mood_count * sizeof *card->mood);
	policy_judge(engine, card);
	return card;
}
