/* figures.h - rows that reports are made of, beside the totals of store.h. Only finished attempts of role-play count.
 */
#ifndef ROLECALL_STORE_FIGURES_H
#define ROLECALL_STORE_FIGURES_H

#include "store/store.h"

/* What a criterion's discrimination is computed from: over the attempts in which it was met or missed and that have a
 * score, with scores in whole tenths of a per cent. */
struct criterion_spread {
	char *key; /* "rubric/criterion" */
	int64_t n, met;
	int64_t score, score_met; /* sums of tenths: over all n, over those that met it */
	int64_t score_square;     /* sum of the squares of tenths */
};
/* Sorted bytewise by key. */
struct criterion_spread *store_spread(const void *ctx, struct store *store, const struct attempt_query *query,
				      size_t *count, struct err *err);

/* How often a criterion was met, by team: sorted bytewise by criterion, then team. */
struct team_criterion {
	char *criterion, *team;
	int64_t met, missed;
};
struct team_criterion *store_team_criteria(const void *ctx, struct store *store, const struct attempt_query *query,
					   size_t *count, struct err *err);

/* Attempts begun, by scenario, whether finished or not: sorted bytewise. */
struct begun_row {
	char *scenario;
	int64_t begun, finished;
};
struct begun_row *store_begun(const void *ctx, struct store *store, const struct attempt_query *query, size_t *count,
			      struct err *err);

#endif
