/* criteria.h - the rows of criterion as the handle has seen them: some hundreds, and every verdict names one. They are
 * added to and never changed, so that what was read once holds until our own transaction is undone. */
#ifndef ROLECALL_STORE_CRITERIA_H
#define ROLECALL_STORE_CRITERIA_H

#include "store/store.h"

struct criterion_row {
	int64_t id, points, critical, scored;
	struct sv rubric, name, section, skill;
	int64_t first; /* the first row that has this skill: totals name the skill so */
};

struct criteria;
void store_criteria_free(struct criteria *criteria); /* NULL is fine */
void store_criteria_forget(struct store *store);

/* *row is NULL when there is no such row: only in a damaged store. It is the handle's. */
bool store_criterion_row(struct store *store, int64_t id, const struct criterion_row **row, struct err *err);

#endif
