/* internal.h - the state behind struct engine, shared by the files of this folder only.
 *
 * Who does what: engine.c life, begin, step; inputs.c checks and records inputs; judge.c conditions; mood.c
 * reactions; flow.c facts, goals, transitions, nodes, endings; speech.c what the customer says; silence.c the clock;
 * card.c card and rating; why.c "why"; replay.c recorded transcripts.
 *
 * Invariants: the mood stays in 0..100; `now` never runs back; between two calls no customer speech is pending;
 * in own->turns two customer turns never follow each other; once `ended`, nothing changes any more. */
#ifndef ROLECALL_ENGINE_INTERNAL_H
#define ROLECALL_ENGINE_INTERNAL_H

#include "base/mem.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "engine/engine.h"

/* What one customer turn may hold; a scenario's lines are far shorter, so this only bounds hostile ones. */
#define ENGINE_MAX_SPEECH (256 * 1024)
/* Silences that may act in one call: a cycle of `after: 0s` jumps ends here. */
#define ENGINE_MAX_SILENCES 64
/* Virtual time stops here (100 years), so that sums of times never overflow. */
#define ENGINE_MAX_MS (INT64_C(100) * 365 * 24 * 3600 * 1000)

/* A node on the way here, for `go: back`. */
struct frame {
	int node, replies;
};

/* The variants of one list of lines, and which of them were used since the last refill. */
struct deck {
	const struct line *lines;
	int count, unused, last;
	unsigned char *used;
};

/* One transition as it was tried at the last input; made readable only when somebody asks. */
struct tried {
	const struct cond *cond, *failed;
	int node, index; /* node -1: anytime */
	bool taken, used_up;
};

struct engine {
	void *pool;
	void *call_pool; /* texts of the last call's events */
	const struct scenario *scenario;
	const struct scorer *scorer;
	struct score_session *session;
	struct engine_options options; /* texts and arrays are our own copies */
	struct sv agent, name, company;
	enum channel channel;
	struct rng rng;

	struct mood mood;
	unsigned char *facts, *goals, *flags, *visited, *scenes; /* 0 or 1 by index */
	int *fired;                                              /* by reaction: how often */
	const struct transition **once;                          /* transitions with `once` that were taken */
	int once_count;
	struct sv *actions;
	int action_count;
	struct sv *notes;
	int note_count;

	int total_replies;
	struct frame *frames; /* the last is where we are */
	int frame_count;
	int *path;
	int path_count;
	bool begun, ended, closed;
	int ending;
	enum outcome outcome;
	int csat;

	int64_t now, scene_start;
	int64_t mark;                  /* when the last input's time ended: a silence is recorded as a wait from here */
	const struct silence *silence; /* what comes next, NULL nothing */
	int64_t silence_base;
	int64_t held_ms; /* on hold since the last reply */
	bool over_limit; /* already annoyed by the limit since the last reply */

	struct deck *decks;
	int deck_count;
	struct strbuf speech; /* of the customer turn being made */
	int64_t speech_at;

	struct transcript own;
	const struct transcript *transcript; /* &own, or the recorded one */
	int cursor;                          /* recorded: turns seen */

	struct card_mood *moods;
	int mood_count;

	struct evidence *promises; /* against the policy; their text is filled in for the card */
	int promise_count;

	struct event *events;
	size_t event_count, event_cap;
	int turn; /* 1-based number of the input's turn in hand; 0 before the first */

	struct tried *tried;
	size_t tried_count, tried_cap;
	struct mood tried_mood;
	int tried_replies, tried_total;
	void *why_pool;
};

/* ---- policy.c ---- */
void policy_note(struct engine *engine); /* after a reply was scored */
void policy_judge(const struct engine *engine, struct scorecard *card);

/* ---- judge.c ---- */
enum judge_kind {
	JUDGE_REPLY,   /* transitions and goals after a reply */
	JUDGE_QUIET,   /* … after an action or a wait: what the reply said is unknown */
	JUDGE_REACT,   /* reactions to a reply: met and missed mean "turned so with this reply" */
	JUDGE_REACT_DO /* reactions to an action */
};
struct judge {
	const struct engine *engine;
	enum judge_kind kind;
	struct cond_env env;
	struct sv action; /* the action in hand */
	bool edge;        /* set when something that this very input did made a part true */
};
void engine_env(const struct engine *engine, struct cond_env *env);
void judge_init(struct judge *judge, const struct engine *engine, enum judge_kind kind);
enum truth judge_cond(struct judge *judge, const struct cond *cond);
/* NULL condition: true. */
bool judge_holds(struct judge *judge, const struct cond *cond);
const struct cond *judge_culprit(struct judge *judge, const struct cond *cond);
bool cond_mentions(const struct cond *cond, enum cond_op op);

/* ---- events ---- */
struct event *event_add(struct engine *engine, enum event_kind kind); /* valid until the next event_add */
struct sv call_text(struct engine *engine, const struct strbuf *text);
struct sv call_printf(struct engine *engine, const char *format, ...) __attribute__((format(printf, 2, 3)));
void events_clear(struct engine *engine);
void events_of_score(struct engine *engine); /* EVENT_CRITERION for each change */

/* ---- mood.c ---- */
void mood_shift(struct engine *engine, struct mood delta, struct sv cause);
void mood_note(struct engine *engine, int turn); /* an entry of the card's mood curve */
void react(struct engine *engine, enum judge_kind kind, struct sv action);
void flag_set(struct engine *engine, int flag);

/* ---- speech.c ---- */
bool speak(struct engine *engine, const struct says *says, int fact); /* false: no line for this mood */
bool speak_text(struct engine *engine, struct sv text, int fact);     /* false: "" */
void speech_flush(struct engine *engine);                             /* what was said becomes a turn */
void record_feed(struct engine *engine); /* recorded: customer turns up to the next agent turn */

/* ---- flow.c ---- */
bool facts_tell(struct engine *engine); /* true when the customer told something */
void goals_reach(struct engine *engine, enum judge_kind kind);
/* Try `next`, then `anytime`. `was_true` (NULL: none): transitions that held before the input and so stay untried. */
bool flow_move(struct engine *engine, enum judge_kind kind, const unsigned char *was_true);
unsigned char *flow_already(struct engine *engine); /* what flow_move's was_true wants; freed with the events */
void flow_take(struct engine *engine, const struct transition *transition, struct sv place);
void flow_enter(struct engine *engine, int node);
void flow_hang_up(struct engine *engine); /* the agent hung up and no ending is named */
void flow_close(struct engine *engine);   /* once ended and the last turn is made: rating, windows, EVENT_ENDED */
const struct node *node_here(const struct engine *engine);

/* ---- silence.c ---- */
void silence_restart(struct engine *engine);
/* Pass time to `to`; silences that fall due (at `to` itself only when inclusive) are recorded as waits. */
void clock_pass(struct engine *engine, int64_t to, bool inclusive);
/* Wait on purpose: silences within act in this same turn. */
void clock_wait(struct engine *engine, int64_t length);

/* ---- inputs.c ---- */
bool input_check(const struct engine *engine, const struct engine_input *input, struct err *err);
/* The turn of an input: appended, or (recorded) the next agent turn. Texts of the result live with the engine. */
struct turn input_record(struct engine *engine, const struct turn *turn);
/* Not possible here: EVENT_REFUSED says why. `action`: index, -1 unlisted. */
bool input_refused(struct engine *engine, const struct engine_input *input, int action);
void input_reply(struct engine *engine, const struct engine_input *input);
void input_action(struct engine *engine, const struct engine_input *input);
int64_t time_clamp(int64_t ms);

/* ---- card.c ---- */
int csat_of(const struct engine *engine); /* 1..5, 0 while it goes on */

/* ---- why.c ---- */
void why_clear(struct engine *engine);
void why_add(struct engine *engine, const struct tried *tried);

#endif
