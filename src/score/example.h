/* example.h - one example of a criterion, or its model answer, through the scorer: what lint and test compare with what
 * the author says. */
#ifndef ROLECALL_SCORE_EXAMPLE_H
#define ROLECALL_SCORE_EXAMPLE_H

#include "score/card.h"

struct example_result {
	enum verdict verdict; /* as if the conversation ended after the last reply */
	/* `turn` counts the example's replies from 1, "/action" lines counted; spans are in the text without marks. */
	struct evidence *evidence;
	int evidence_count;
	struct evidence *cancelled;
	unsigned char *cancel_reason; /* enum match_cancel */
	int cancelled_count;
	struct sv why; /* as in a card */
	int *fired;    /* criterion indexes of the rubric's other forbids that the example breaks, ascending */
	int fired_count;
};

/* The state that an example gives holds before each of its replies; all it does not give is unknown, and then the
 * criterion applies. A /wait line gives the example a clock, for reply_time. `rubric` is an index into the scorer's
 * rubrics. The result's arrays are talloc'ed under ctx. */
struct example_result example_run(const void *ctx, const struct scorer *scorer, int rubric, int criterion,
				  const struct example *example);
/* The criterion's model answer as a single reply; the action that `before`/`after` names is done after or before it.
 * The customer's words, the names, facts and channel are those of the first pass example. only_if is not asked: the
 * answer must meet the criterion where it applies. */
struct example_result example_run_model(const void *ctx, const struct scorer *scorer, int rubric, int criterion);

#endif
