/* calibration.h - calibration sessions: a blind set of attempts, and what several raters say of each criterion. */
#ifndef ROLECALL_STORE_CALIBRATION_H
#define ROLECALL_STORE_CALIBRATION_H

#include "store/store.h"

#define CALIBRATION_ITEMS_MAX 1000 /* attempts of one session */

struct calibration_session {
	int64_t id;   /* 0: there is none of that name */
	char *rubric; /* only criteria of this rubric are marked; "" any */
	uint64_t seed;
	int64_t at_ms;
};
/* `attempts` are numbered from 1 in the order given. ERR_USAGE when the name is taken. */
bool store_calibration_new(struct store *store, struct sv name, const struct calibration_session *session,
			   const int64_t *attempts, size_t count, struct err *err);
bool store_calibration_find(const void *ctx, struct store *store, struct sv name, struct calibration_session *out,
			    struct err *err);

/* One row of the list: what a session holds and how far it is. */
struct calibration_row {
	char *name, *rubric;
	int64_t id, at_ms;
	int64_t items, raters, marks;
};
/* All of them, by name; talloc'ed under ctx. */
struct calibration_row *store_calibration_list(const void *ctx, struct store *store, size_t *count, struct err *err);
/* The session with its items and marks, for ever; the attempts themselves stay. */
bool store_calibration_delete(struct store *store, int64_t session, struct err *err);

struct calibration_place {
	int position; /* from 1; gaps are attempts that were erased */
	int64_t attempt;
};
/* By position; talloc'ed under ctx. */
struct calibration_place *store_calibration_items(const void *ctx, struct store *store, int64_t session, size_t *count,
						  struct err *err);

struct calibration_mark {
	int position;
	char *rater, *criterion; /* "rubric/criterion" */
	enum verdict verdict;    /* met, missed or na */
	char *session;           /* its name; set by store_calibration_by only */
	int64_t at_ms;           /* the same */
};
/* Replaces what this rater said before of that criterion. ERR_USAGE when the session has no such position. */
bool store_calibration_mark(struct store *store, int64_t session, const struct calibration_mark *mark, int64_t now_ms,
			    struct err *err);
/* Of one rater, or of all ("" rater); by rater, position and criterion; talloc'ed under ctx. */
struct calibration_mark *store_calibration_marks(const void *ctx, struct store *store, int64_t session, struct sv rater,
						 size_t *count, struct err *err);
/* Everything that one person marked, in any session; by session and position. */
struct calibration_mark *store_calibration_by(const void *ctx, struct store *store, struct sv rater, size_t *count,
					      struct err *err);

#endif
