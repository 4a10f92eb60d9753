/* policy.c - what the agent promises against the scenario's policy: a business-critical mistake, whichever rubrics
 * score the conversation. A phrase of `may` that overlaps makes it a promise that is allowed. */
#include "engine/internal.h"

#define MAY_MOST 32

static bool is_allowed(const struct match_hit *hit, const struct match_hit *may, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (may[i].start < hit->end && hit->start < may[i].end)
			return true;
	return false;
}

void policy_note(struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	struct match_hit may[MAY_MOST];
	size_t may_count = 0, count = 0;
	const struct match_hit *hits;

	if (scenario->may_not_group < 0)
		return;
	hits = scenario->may_group < 0 ? NULL : score_said(engine->session, scenario->may_group, &may_count);
	if (may_count > MAY_MOST)
		may_count = MAY_MOST;
	for (size_t i = 0; i < may_count; i++)
		may[i] = hits[i];
	hits = score_said(engine->session, scenario->may_not_group, &count);
	for (size_t i = 0; i < count; i++) {
		if (is_allowed(&hits[i], may, may_count))
			continue;
		engine->promises =
			MEM_GROW(engine->pool, engine->promises, struct evidence, (size_t)engine->promise_count + 1);
		engine->promises[engine->promise_count++] =
			(struct evidence){.turn = engine->turn, .start = hits[i].start, .end = hits[i].end};
	}
}

void policy_judge(const struct engine *engine, struct scorecard *card)
{
	if (!engine->promise_count)
		return;
	card->policy = MEM_ARRAY(card, struct evidence, (size_t)engine->promise_count);
	card->policy_count = engine->promise_count;
	for (int i = 0; i < engine->promise_count; i++) {
		struct evidence *hit = &card->policy[i];
		struct sv text;

		*hit = engine->promises[i];
		text = engine->transcript->turns[hit->turn - 1].text;
		hit->text = sv_make(mem_pool_strndup(card, text.p + hit->start, hit->end - hit->start),
				    hit->end - hit->start);
	}
	card->passed = false;
}
