/* silence.c - the virtual clock: a customer who is left waiting speaks up, gets angrier, or leaves.
 *
 * A node's silence chain counts from the moment the node was entered or the agent last acted (replies and actions; a
 * note is not seen by the customer and a wait is the silence itself). Each link counts from the one before it.
 *
 * When time passes by itself and a link falls due, the agent's silence is recorded as a `wait` turn up to that very
 * moment, so that a replay of the transcript has the same silences without knowing how time was measured. */
#include "engine/internal.h"

int64_t time_clamp(int64_t ms)
{
	return ms < 0 ? 0 : ms > ENGINE_MAX_MS ? ENGINE_MAX_MS : ms;
}

void silence_restart(struct engine *engine)
{
	engine->silence = engine->ended ? NULL : node_here(engine)->silence;
	engine->silence_base = engine->now;
}

static int64_t silence_due(const struct engine *engine)
{
	if (!engine->begun || engine->ended || !engine->silence)
		return -1;
	int64_t due = time_clamp(engine->silence_base + time_clamp(engine->silence->after_ms));
	return due > engine->mark ? due : engine->mark; /* later when too many fell due at once */
}

int64_t engine_next_silence(const struct engine *engine)
{
	return engine->options.no_silence || engine->options.recorded ? -1 : silence_due(engine);
}

/* The due link acts, at the time it fell due. */
static void silence_act(struct engine *engine, int64_t due)
{
	const struct silence *link = engine->silence;
	engine->now = due > engine->now ? due : engine->now;
	engine->silence = link->then;
	engine->silence_base = engine->now;
	struct event *event = event_add(engine, EVENT_SILENCE);
	event->text = call_printf(engine, "no answer for %lld seconds", (long long)(link->after_ms / 1000));
	mood_shift(engine, (struct mood){link->anger, link->confusion}, SV("silence"));
	speak(engine, &link->says, -1);
	if (link->go)
		flow_take(engine, link->go, call_printf(engine, "silence of " SV_FMT, SV_ARG(node_here(engine)->id)));
}

/* After a wait: what the passing time or the new mood made true. */
static void wait_settle(struct engine *engine, const unsigned char *was_true, int path_before)
{
	if (engine->ended || engine->path_count != path_before)
		return;
	goals_reach(engine, JUDGE_QUIET);
	flow_move(engine, JUDGE_QUIET, was_true);
}

static void wait_record(struct engine *engine, int64_t from, int64_t length)
{
	struct turn turn = input_record(engine, &(struct turn){.who = WHO_AGENT,
							       .text = SV(""),
							       .action = SV("wait"),
							       .argument = SV(""),
							       .for_ms = length,
							       .at_ms = from});
	score_action(engine->session, engine->turn, turn.action, length, turn.at_ms);
	events_of_score(engine);
}

void clock_wait(struct engine *engine, int64_t length)
{
	int64_t to = time_clamp(engine->now + time_clamp(length));
	const unsigned char *was_true = flow_already(engine);
	int path_before = engine->path_count;
	wait_record(engine, engine->now, time_clamp(length));
	for (int i = 0; i < ENGINE_MAX_SILENCES; i++) {
		int64_t due = silence_due(engine);
		if (due < 0 || due > to)
			break;
		silence_act(engine, due);
	}
	engine->now = to > engine->now ? to : engine->now;
	engine->mark = engine->now;
	wait_settle(engine, was_true, path_before);
}

/* A link fell due while nobody typed: as if the agent had waited for exactly that long. */
static void wait_unasked(struct engine *engine, int64_t due)
{
	engine->now = engine->mark;
	clock_wait(engine, due - engine->mark);
	speech_flush(engine);
}

void clock_pass(struct engine *engine, int64_t to, bool inclusive)
{
	to = time_clamp(to);
	/* Bounded by the turns alone: each silence is recorded as a wait, and a replay, which meets them one by one,
	 * would not stop where a count of this call's did. */
	while (engine->own.turn_count < ENGINE_MAX_TURNS - 2) {
		int64_t due = engine_next_silence(engine);
		if (due < 0 || due > to || (due == to && !inclusive))
			break;
		wait_unasked(engine, due);
	}
	if (!engine->ended && to > engine->now)
		engine->now = to;
}

bool engine_tick(struct engine *engine, int64_t at_ms)
{
	if (!engine->begun || engine->ended || at_ms < 0)
		return false;
	int turns = engine->own.turn_count;
	events_clear(engine);
	clock_pass(engine, at_ms, true);
	flow_close(engine);
	return engine->own.turn_count != turns;
}
