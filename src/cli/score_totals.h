/* score_totals.h - what a run of `score` adds up to, by criterion. */
#ifndef ROLECALL_CLI_SCORE_TOTALS_H
#define ROLECALL_CLI_SCORE_TOTALS_H

#include "cli/scoring.h"
#include "report/table.h"
#include "score/card.h"

struct score_total {
	const struct rubric *rubric;
	const struct criterion *criterion;
	long verdicts[VERDICT_ERROR + 1];
};

struct score_totals {
	long transcripts, passed, scored;
	double sum; /* of the scores of those that have one */
	struct score_total *items;
	size_t count, cap;
};

void score_totals_release(struct score_totals *totals);
/* `verdicts`: count by criterion too. */
void score_totals_add_card(struct score_totals *totals, const struct scorecard *card, bool verdicts);
/* session: count its verdicts too; NULL: not. */
void score_totals_add_brief(struct score_totals *totals, const struct score_brief *brief,
			    const struct score_session *session);
void score_totals_add(struct score_totals *totals, const struct score_totals *more);
/* One row a criterion, helpers left out; new. */
struct table *score_totals_table(const struct score_totals *totals);

#endif
