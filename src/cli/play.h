/* play.h - what the files of `play` share: the attempt being played, its content and its store. */
#ifndef ROLECALL_CLI_PLAY_H
#define ROLECALL_CLI_PLAY_H

#include "cli/scoring.h"
#include "cli/verb.h"
#include "repl/repl.h"

struct play {
	struct context *context;
	const struct args *args;
	struct store *store; /* practice or shared, by mode */
	struct scenario *scenario;
	const struct rubric **rubrics;
	size_t rubric_count;
	struct scorer *scorer;
	struct engine *engine;
	int64_t trainee, attempt;
	enum attempt_mode mode;
	uint64_t seed;
	bool json, resumed, authoring; /* authoring: started elsewhere with --from, --mood or --knows; not kept */
	int kept_turns, hints;
};

/* Loads the scenario and the rubrics, finds or begins the attempt, makes the engine. */
bool play_prepare(struct play *play, const char *scenario, struct err *err);
void play_release(struct play *play);
/* The hooks of repl.h. */
bool play_keep(void *data, const struct engine *engine, struct err *err);
bool play_rewound(void *data, const struct engine *engine, int turn, struct err *err);
void play_hint(void *data, int step);
/* Keeps the card. */
bool play_finish(struct play *play, bool finished, struct scorecard **card, struct err *err);
/* The numbered menu on a terminal: the scenario's id (malloc'ed), NULL when the person chose nothing. */
char *play_menu(struct context *context, struct err *err);

#endif
