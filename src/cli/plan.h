/* plan.h - what a trainee has practised, skill by skill, and what to practise next. Reads both of the trainee's stores:
 * the private practice and the shared one. Only the trainee's own verbs use it. */
#ifndef ROLECALL_CLI_PLAN_H
#define ROLECALL_CLI_PLAN_H

#include "cli/context.h"
#include "learn/learn.h"
#include "model/rubric.h"

#define PLAN_PASS 75     /* per cent of a skill's points that counts as right */
#define PLAN_LAST 5      /* "n of the last m" */
#define PLAN_TREND 20    /* results kept for the trend */
#define PLAN_SCENARIOS 3 /* different ones before a skill counts as mastered */

struct plan_skill {
	struct memory memory;
	struct mastery mastery;
	int seen;      /* attempts that judged the skill */
	int scenarios; /* different ones among them */
	double trend[PLAN_TREND];
	int trend_count; /* the newest is last */
	bool right[PLAN_TREND];
	bool offered; /* some scenario here judges it */
};

struct plan_attempt {
	struct attempt attempt;
	struct store *store;
};

struct plan {
	void *pool;
	struct plan_attempt *attempts; /* that came to an end, oldest first */
	size_t count;
	struct plan_skill skills[SKILL_COUNT];
	double today; /* days since 1970 */
};

bool plan_open(struct plan *plan, struct context *context, struct err *err);
void plan_close(struct plan *plan);

bool plan_is_mastered(const struct plan_skill *skill);
/* How many of the last PLAN_LAST were right; *of: how many there are. */
int plan_of_last(const struct plan_skill *skill, int *of);
double plan_recall(const struct plan *plan, int skill);
/* Days until it is due, 0 when it is. */
int plan_due_in(const struct plan *plan, int skill);

/* The skill to practise: the due one that is most forgotten, else one never tried, else the weakest, else the one that
 * is due first; `except` (-1: none) is left out. -1: nothing is offered here. */
int plan_skill(const struct plan *plan, int except);
/* Why, in one sentence without its subject's name repeated. */
void plan_why(const struct plan *plan, int skill, struct strbuf *out);
/* A scenario for it, with a second skill mixed in when it can; NULL when none judges it. Of the library. */
const struct library_scenario *plan_scenario(const struct plan *plan, struct context *context, int skill, int second,
					     const char *except);
/* Share of the scenario's points that judge the skill, 0..1. */
double plan_share(struct library *library, const struct library_scenario *scenario, int skill);
/* "problem solving" */
void plan_skill_words(int skill, struct strbuf *out);

#endif
