/* scoring.h - from a transcript to its card: finds the scenario and the rubrics, loads each once, and replays. Used by
 * every verb that scores something that was said before. */
#ifndef ROLECALL_CLI_SCORING_H
#define ROLECALL_CLI_SCORING_H

#include "cli/context.h"
#include "engine/engine.h"
#include "score/card.h"

struct scoring;

/* `rubrics`: names given with --rubric, may be empty (then the scenario's own). Loads and checks them: a rubric with
 * errors is ERR_INPUT at the place of its first error. NULL on failure. */
struct scoring *scoring_new(struct context *context, const char *const *rubrics, size_t count, enum match_engine engine,
			    struct err *err);
void scoring_free(struct scoring *scoring);

/* One thread's scratch for scoring; the threads share the scoring. */
struct scoring_lane;
struct scoring_lane *scoring_lane_new(struct scoring *scoring);
void scoring_lane_free(struct scoring_lane *lane); /* NULL is fine */
struct scorecard *scoring_lane_card(const void *ctx, struct scoring_lane *lane, const struct transcript *transcript,
				    struct err *err);
/* Without the card. *brief is NULL when the transcript names a scenario that is found: only a replay tells then
 * (scoring_lane_card). *session (of the lane) holds the verdicts, until the next transcript. */
bool scoring_lane_brief(struct scoring_lane *lane, const struct transcript *transcript,
			const struct score_brief **brief, const struct score_session **session, struct err *err);
/* Those given with --rubric. */
const struct rubric *const *scoring_rubrics(const struct scoring *scoring, size_t *count);

/* The card, talloc'ed under ctx. A transcript without rubrics to score it by is ERR_USAGE. */
struct scorecard *scoring_card(const void *ctx, struct scoring *scoring, const struct transcript *transcript,
			       struct err *err);
/* The scenario that a name stands for, loaded and checked once; NULL without *err when there is none. */
const struct scenario *scoring_scenario(struct scoring *scoring, struct sv name, struct err *err);

/* Load by name and refuse a file that has errors, with its first diagnostic as the error. */
struct scenario *scoring_load_scenario(struct context *context, struct sv name, struct err *err);
struct rubric *scoring_load_rubric(struct context *context, struct sv name, struct err *err);

#endif
