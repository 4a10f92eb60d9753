/* env.h - what a condition can see, and three-valued evaluation (Kleene) of conditions.
 *
 * A real chat has no mood or facts: what is not known is TRUTH_UNKNOWN, never false. */
#ifndef ROLECALL_SCORE_ENV_H
#define ROLECALL_SCORE_ENV_H

#include "model/scenario.h"

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

struct score_session;

/* The state of a conversation at one moment. Pointers are borrowed for the call. */
struct cond_env {
	bool has_scenario;    /* false: mood, facts, goals, flags, nodes, replies-in-node are unknown */
	enum channel channel; /* CHANNEL_UNKNOWN: unknown */
	struct mood mood;
	bool mood_known; /* also settable alone: an example that gives `anger` without a scenario */
	bool anger_known, confusion_known;
	/* by index into the scenario; NULL: unknown. For examples without a scenario the named_* lists are used
	 * instead. */
	const unsigned char *facts, *goals, *flags, *visited;
	const struct sv *named_facts, *named_goals, *named_flags;
	int named_fact_count, named_goal_count, named_flag_count;
	int replies, total_replies; /* -1 unknown */
	int64_t elapsed_ms;         /* -1 unknown */
	bool has_score;
	double score; /* per cent so far */
	/* Actions so far; in only_if the scorer widens this to the whole attempt. NULL: none. */
	const struct sv *actions;
	int action_count;
	/* The reply just given (transitions, reactions): live verdicts and phrase hits. NULL: unknown. */
	const struct score_session *session;
	bool nothing_fired; /* COND_NOTHING */
	/* Reactions set this: `met` and `missed` then mean "the last turn changed it to that", not "it is so". `broke`,
	 * `said` and `asked` always look at the reply just given. A trial criterion drives nothing: conditions on it
	 * are false. */
	bool turning;
	/* The rubric whose only_if is judged: its criteria and phrase groups are meant; NULL: the scenario's. */
	const struct rubric *home;
};

enum truth cond_eval(const struct cond *cond, const struct cond_env *env);
/* The innermost condition that made `cond` not true, for "why not"; NULL when it is true. */
const struct cond *cond_culprit(const struct cond *cond, const struct cond_env *env);
/* The condition in the author's words: "anger below 50 and goal offered-fix". */
void cond_describe(const struct cond *cond, struct strbuf *out);

#endif
