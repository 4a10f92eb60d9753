/* answer.h - questions about verdicts, answered from the totals that are kept by day. */
#ifndef ROLECALL_STORE_ANSWER_H
#define ROLECALL_STORE_ANSWER_H

#include "store/ledger.h"
#include "store/store.h"

struct store_answered;

/* What an answer has a row for; names are compared, so that versions of a criterion are one. */
enum answer_by {
	ANSWER_SKILL,         /* key: the skill */
	ANSWER_TRAINEE_SKILL, /* the trainee, the skill */
	ANSWER_CRITERION,     /* "rubric/criterion" */
	ANSWER_CRITERION_TEAM /* "rubric/criterion", the team */
};
struct answer_row {
	const char *key, *key2; /* key2: "" when there is none */
	int64_t sums[LEDGER_SUMS];
};
/* Sorted bytewise by key and key2; without rows of no verdict. Texts are children of ctx, too. */
struct answer_row *store_answer(const void *ctx, struct store *store, enum answer_by by,
				const struct attempt_query *query, size_t *count, struct err *err);

void store_answered_free(struct store_answered *answered); /* what the handle keeps of its last answer; NULL is fine */

/* The same as store_totals gives it. */
struct total_row *store_answer_totals(const void *ctx, struct store *store, enum total_by by,
				      const struct attempt_query *query, size_t *count, struct err *err);

#endif
