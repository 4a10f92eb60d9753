/* engine.h - a session: pure state x input -> new state + events. The REPL, the test runner, the walker, the
 * re-scorer and the fuzzer drive the same engine_step(). Deterministic from (scenario, rubrics, seed, inputs); no I/O,
 * no clock.
 *
 * Turn order (languages.md section 4): 1 score the reply; 2 reactions change the mood; 3 asked facts are told; 4 goals;
 * 5 the node's next, then anytime, first match wins; 6 otherwise, when nothing matched and no fact was told.
 *
 * Where the format is silent:
 * - One input takes at most one transition. What a reaction remarks, facts, and the new node's or ending's lines are
 *   joined by single spaces into one turn.
 * - All reactions to a reply are judged on the state before it; `nothing` last. Wearing out: mood.c.
 * - After an action or a wait (no reply to look at), `said`, `asked` and `broke` are unknown, and a transition is taken
 *   only when that very input made its condition true: an unconditional `next` waits for a reply.
 * - A fact asked for again is told again, when the reply asks a question (a statement that only names it does not).
 * Without `says` its value is said.
 * - `go: back` returns along the way we came; replies in that node go on counting. Entering by name starts at 0.
 * - A wait is possible everywhere and is a turn (action "wait"); it neither restarts nor shortens the silence chain, a
 *   note neither; replies and other actions restart it. Real silence that acts is recorded as such a wait, up to the
 *   moment it fell due, so that replays agree. `no_silence` stops real time only: a typed wait still counts.
 * - Holds without a reply in between are one hold: whole minutes count over all, the limit once. Default length 1m.
 * - A later scene keeps mood, facts, goals, flags and total replies; `elapsed` and the way back start anew; the clock
 *   jumps: after each step go on from engine_now.
 * - `hang-up` without `go` ends the session as agent-hung-up with no ending named. */
#ifndef ROLECALL_ENGINE_ENGINE_H
#define ROLECALL_ENGINE_ENGINE_H

#include "model/scenario.h"
#include "model/transcript.h"
#include "score/card.h"
#include "score/score.h"

struct engine;

struct engine_options {
	uint64_t seed;
	/* Practice and authoring only: start elsewhere. */
	struct sv from_node;    /* "" start */
	int anger, confusion;   /* -1: the scenario's */
	const struct sv *knows; /* fact ids */
	size_t knows_count;
	struct sv agent_name; /* for <agent> when the scenario names none; "" */
	struct sv heading;    /* members that the transcript is to begin with (earlier.h), as JSON without braces; "" */
	bool no_silence;      /* the clock never makes the customer speak (--no-timer) */
	/* To be used and given back, so that many replays need not each begin with a cold scanner: made with the same
	 * scorer, and reset here. NULL: one of the engine's own. */
	struct score_session *session;
	/* Replay of a recorded transcript: customer lines are taken from it, so that its words are the truth. */
	const struct transcript *recorded;
};

/* The scorer must hold the scenario's set and its rubrics (engine_scorer makes a fitting one). Both outlive the
 * engine. NULL and ERR_USAGE for an unknown from_node or fact. */
struct scorer *engine_scorer(const struct scenario *scenario, const struct rubric *const *card_rubrics, size_t count,
			     enum match_engine engine);
struct engine *engine_new(const struct scenario *scenario, const struct scorer *scorer,
			  const struct engine_options *options, struct err *err);
void engine_free(struct engine *engine);
/* A second session after the agent's turns among the first `turns` turns (and what the customer answered): for rewind.
 */
struct engine *engine_clone_by_replay(const struct engine *engine, int turns, struct err *err);

enum event_kind {
	EVENT_SAYS,       /* the customer says `text` */
	EVENT_MOOD,       /* mood changed: from, to; `text` the cause in words, `turn` the reply */
	EVENT_FACT,       /* fact `index` was told */
	EVENT_GOAL,       /* goal `index` done */
	EVENT_NODE,       /* moved to node `index` */
	EVENT_REACTION,   /* reaction `index` fired, by how much (delta), `halved`: 0 full, 1 half, 2 nothing */
	EVENT_CRITERION,  /* rubric, index, change */
	EVENT_TRANSITION, /* taken: `text` where from ("next 2 of opening"), `index` */
	EVENT_REFUSED,    /* the action is not possible: `text` says why and what is */
	EVENT_ACTION,     /* done: `text` */
	EVENT_SILENCE,    /* the customer's patience ran out; followed by SAYS */
	EVENT_SCENE,      /* a follow-up scene begins: `text` "two days later" */
	EVENT_ENDED       /* ending `index`, outcome, csat */
};

struct event {
	enum event_kind kind;
	struct sv text;
	int rubric, index;
	enum score_change_kind change;
	struct mood from, to, delta;
	int halved;
	enum outcome outcome;
	int csat;
	int turn; /* 1-based transcript turn it belongs to */
};

/* Events of the last call; valid until the next. */
const struct event *engine_events(const struct engine *engine, size_t *count);

/* Say the opening lines. Call once before the first step; a second call does nothing. */
void engine_begin(struct engine *engine);

enum input_kind { INPUT_REPLY, INPUT_ACTION, INPUT_WAIT };
struct engine_input {
	enum input_kind kind;
	struct sv text;     /* reply; for an action its name */
	struct sv argument; /* transfer target, note */
	int64_t for_ms;     /* hold, wait: virtual time that passes */
	int64_t at_ms; /* virtual clock at the input; -1: unchanged since the last. An earlier time counts as now */
};
/* False and ERR_USAGE when the session has ended or the text is not UTF-8 or too long (ENGINE_MAX_REPLY); the state is
 * then unchanged; ERR_LIMIT near ENGINE_MAX_TURNS. A refused action is no error: EVENT_REFUSED, and no turn. A customer
 * who left before the input's time: true, with the events of leaving and a last EVENT_REFUSED; the input is dropped. */
#define ENGINE_MAX_REPLY (64 * 1024)
#define ENGINE_MAX_TURNS 2000
bool engine_step(struct engine *engine, const struct engine_input *input, struct err *err);
/* Let time pass to at_ms (a person is thinking): silence lines and hang-ups may happen. True when something did. */
bool engine_tick(struct engine *engine, int64_t at_ms);
/* Virtual time at which silence would next act; -1 never. */
int64_t engine_next_silence(const struct engine *engine);

bool engine_ended(const struct engine *engine);
int engine_ending(const struct engine *engine); /* -1 none: it goes on, or the agent hung up and no ending is named */
enum outcome engine_outcome(const struct engine *engine); /* OUTCOME_NONE while it goes on */
int engine_csat(const struct engine *engine);             /* simulated rating 1..5, 0 while it goes on */
int engine_node(const struct engine *engine);
struct mood engine_mood(const struct engine *engine);
int64_t engine_now(const struct engine *engine);
bool engine_knows(const struct engine *engine, int fact);
bool engine_goal_done(const struct engine *engine, int goal);
bool engine_flag(const struct engine *engine, int flag);
int engine_total_replies(const struct engine *engine);
int engine_node_replies(const struct engine *engine);
const int *engine_path(const struct engine *engine, int *count); /* visited nodes in order; an ending as -1 - index */
const struct scenario *engine_scenario(const struct engine *engine);
/* The scorer that it was made with. */
const struct scorer *engine_rules(const struct engine *engine);
const struct score_session *engine_session(const struct engine *engine);
const struct transcript *engine_transcript(const struct engine *engine);
/* Every note typed so far. */
const struct sv *engine_notes(const struct engine *engine, int *count);

/* "word and number": "angry, 60 of 100". */
const char *mood_word(int anger); /* calm, irritated, angry, furious */

/* The card so far (outcome null while it goes on). talloc'ed under ctx. */
struct scorecard *engine_card(const void *ctx, struct engine *engine);

/* Why: one line a candidate transition in the order tried at the last reply: its place, whether it was taken, and
 * the condition that failed. */
struct why_line {
	struct sv place, condition, failed;
	bool taken;
};
const struct why_line *engine_why(const struct engine *engine, size_t *count);

/* The input that a recorded agent turn stands for; texts are borrowed. */
void engine_input_of(const struct turn *turn, struct engine_input *input);
/* Begin, then step the agent's turns among the first `turns` turns of a transcript: resuming. With the same scenario,
 * rubrics and options (and seed) the state and every text are those of the first time. Stops without an error at an
 * ending. */
bool engine_replay(struct engine *engine, const struct transcript *transcript, int turns, struct err *err);

/* Replay a recorded transcript on the scenario: the agent's turns are stepped at their times, the customer's words are
 * those recorded. Lines after an ending are ignored. Gives the card that `play` gave. `session` as in the options. */
struct scorecard *engine_score(const void *ctx, const struct scenario *scenario, const struct scorer *scorer,
			       struct score_session *session, const struct transcript *transcript, struct err *err);

#endif
