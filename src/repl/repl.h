/* repl.h - a conversation with a person or a pipe at the other end. The engine does the thinking; this reads lines,
 * recognises commands, draws events, and tells its caller after every turn so that it can be kept. */
#ifndef ROLECALL_REPL_REPL_H
#define ROLECALL_REPL_REPL_H

#include "engine/engine.h"
#include "repl/draw.h"

#include <stdio.h>

/* Where the ladder of hints stands: which rung comes next, and of which ladder. */
struct repl_ladder {
	int node;      /* index among the scenario's nodes, -1 none */
	int criterion; /* index among the card's, -1 none */
	int step;
};

struct repl_hooks {
	void *data;
	/* The transcript grew: keep it. False ends the conversation with *err. */
	bool (*turn)(void *data, const struct engine *engine, struct err *err);
	/* /rewind made another engine that branches off at `turn` (turns kept); the old one is still alive during the
	 * call. */
	bool (*rewound)(void *data, const struct engine *engine, int turn, struct err *err);
	/* A step of the hint ladder, or a model reply, was given. */
	void (*hint_used)(void *data, struct engine *engine, const struct repl_ladder *ladder);
	/* /reload: an engine on the changed files with the conversation played again, and what to say about it; NULL
	 * and *err when they cannot be used. The old engine is freed by the caller. May be NULL. */
	struct engine *(*reload)(void *data, struct engine *engine, struct strbuf *said, struct err *err);
	/* /bless NAME: the conversation is to be saved under that name when it ends. May be NULL. */
	bool (*bless)(void *data, struct sv name, struct err *err);
};

/* What one hint takes from the score when it counts towards mastery, in points of 100. The score itself stays what the
 * rubric says. */
#define REPL_HINT_COST 2

struct repl_options {
	FILE *in, *out;          /* scripted: lines from `in`; the conversation goes to `out` */
	bool interactive;        /* readline on the terminal */
	struct draw_style style; /* width 0: ask the terminal before each drawing */
	bool exam;               /* no hints, no rewind, no model answers, no score */
	bool timer;              /* the clock runs while a person thinks */
	double time_factor;      /* 1.5: the customer waits half as long again */
	const char *history_path;
	int most_replies;          /* a drill: leave after so many replies; 0 no bound */
	const char *note;          /* said before the last lines when resumed; NULL: that it goes on */
	struct repl_ladder ladder; /* of an attempt that is gone on with */
	bool resumed;              /* do not show the opening again, but the last lines said */
};

enum repl_end { REPL_FINISHED, REPL_LEFT, REPL_SIGNALLED, REPL_FAILED };

/* Runs until the conversation ends or the person leaves. *engine may be replaced by a rewound one; the caller owns it.
 */
enum repl_end repl_run(struct engine **engine, const struct repl_options *options, const struct repl_hooks *hooks,
		       struct err *err);

#endif
