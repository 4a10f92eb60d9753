/* mood.c - turn order, step 2: reactions change the mood.
 *
 * All reactions to one reply are judged on the state before it, so their order in the file does not matter; `nothing`
 * is judged last. A calming reaction (anger + confusion below zero) counts in full, then half (each part divided by
 * two, rounded toward zero), then nothing; any other always counts in full. */
#include "engine/internal.h"

static int clamp(int value)
{
	return value < 0 ? 0 : value > 100 ? 100 : value;
}

/* Deltas come from files: keep the sum inside int whatever they hold. */
static int bounded(int delta)
{
	return delta < -1000 ? -1000 : delta > 1000 ? 1000 : delta;
}

void mood_shift(struct engine *engine, struct mood delta, struct sv cause)
{
	struct mood from = engine->mood;
	engine->mood.anger = clamp(from.anger + bounded(delta.anger));
	engine->mood.confusion = clamp(from.confusion + bounded(delta.confusion));
	if (engine->mood.anger == from.anger && engine->mood.confusion == from.confusion)
		return;
	struct event *event = event_add(engine, EVENT_MOOD);
	event->from = from;
	event->to = engine->mood;
	event->delta = (struct mood){engine->mood.anger - from.anger, engine->mood.confusion - from.confusion};
	event->text = cause;
}

void mood_note(struct engine *engine, int turn)
{
	engine->moods = MEM_GROW(engine->pool, engine->moods, struct card_mood, (size_t)engine->mood_count + 1);
	engine->moods[engine->mood_count++] = (struct card_mood){turn, engine->mood};
}

void flag_set(struct engine *engine, int flag)
{
	if (flag >= 0 && flag < engine->scenario->flag_count)
		engine->flags[flag] = 1;
}

static struct mood reaction_delta(const struct reaction *reaction, int times_before, int *halved)
{
	struct mood delta = {bounded(reaction->anger), bounded(reaction->confusion)};
	*halved = 0;
	if (delta.anger + delta.confusion >= 0 || times_before == 0)
		return delta;
	*halved = times_before == 1 ? 1 : 2;
	if (*halved == 2)
		return (struct mood){0, 0};
	return (struct mood){delta.anger / 2, delta.confusion / 2};
}

static void reaction_fire(struct engine *engine, int index)
{
	const struct reaction *reaction = &engine->scenario->reactions[index];
	int halved = 0;
	struct mood delta = reaction_delta(reaction, engine->fired[index], &halved);
	if (engine->fired[index] < 2)
		engine->fired[index]++;
	struct strbuf cause CLEANUP_STRBUF = STRBUF_INIT;
	cond_describe(reaction->when, &cause);
	struct sv text = call_text(engine, &cause);
	struct event *event = event_add(engine, EVENT_REACTION);
	event->index = index;
	event->delta = delta;
	event->halved = halved;
	event->text = text;
	mood_shift(engine, delta, text);
	flag_set(engine, reaction->set_flag);
	speak(engine, &reaction->says, -1);
}

/* Marks what fires in `fires`; true when anything does. */
static bool reactions_judge(struct engine *engine, struct judge *judge, bool nothing, unsigned char *fires)
{
	const struct scenario *scenario = engine->scenario;
	bool any = false;
	for (int i = 0; i < scenario->reaction_count; i++) {
		const struct cond *when = scenario->reactions[i].when;
		if (cond_mentions(when, COND_NOTHING) != nothing)
			continue;
		judge->edge = false;
		/* An action only fires what is about it: a condition on the mood alone waits for a reply. */
		if (judge_holds(judge, when) && (judge->kind == JUDGE_REACT || judge->edge))
			fires[i] = 1, any = true;
	}
	return any;
}

void react(struct engine *engine, enum judge_kind kind, struct sv action)
{
	struct judge judge;
	judge_init(&judge, engine, kind);
	judge.action = action;
	unsigned char *fires = MEM_ARRAY(engine->call_pool, unsigned char, (size_t)engine->scenario->reaction_count);
	bool any = reactions_judge(engine, &judge, false, fires);
	judge.env.nothing_fired = !any;
	if (kind == JUDGE_REACT)
		reactions_judge(engine, &judge, true, fires);
	for (int i = 0; i < engine->scenario->reaction_count; i++)
		if (fires[i])
			reaction_fire(engine, i);
}

const char *mood_word(int anger)
{
	return band_names[mood_band_of(anger)];
}
