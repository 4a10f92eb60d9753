/* agents.h - five scripted agents that play a scenario, to see whether it can be passed, and by whom.
 *
 * model     says the model answers, asks the facts and fulfils the goals; it looks ahead, so "cannot pass" means that
 * no order of those it tried passes silent    only waits stock     "I understand. I am sorry for the inconvenience.",
 * each turn stuffing  the literal words of every required phrase in one reply, each turn rude      breaks each forbid,
 * one after the other */
#ifndef ROLECALL_LINT_AGENTS_H
#define ROLECALL_LINT_AGENTS_H

#include "engine/engine.h"

enum agent { AGENT_MODEL, AGENT_SILENT, AGENT_STOCK, AGENT_STUFFING, AGENT_RUDE, AGENT_COUNT };
extern const char *const agent_names[AGENT_COUNT + 1];

struct agent_result {
	bool known, has_score, passed;
	double score; /* per cent */
	int ending;   /* -1 none: the reply cap, or the agent hung up */
	enum outcome outcome;
	int replies;
};

#endif
