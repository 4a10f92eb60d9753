/* bars.h - what has to be reached for a certificate, and what was assigned to whom. */
#ifndef ROLECALL_STORE_BARS_H
#define ROLECALL_STORE_BARS_H

#include "store/store.h"

/* `passes` of the newest `forms` exams, each of another scenario among `scenarios` (ids with a space between, "" any),
 * at `cut` per cent or more (0: the rubrics' own pass marks), and none of them with a critical error. */
struct bar {
	char *name, *scenarios;
	int passes, forms;
	double cut;
	int64_t days; /* how long a certificate holds */
};
bool store_bar_define(struct store *store, const struct bar *bar, int64_t now_ms, struct err *err); /* replaces */
struct bar *store_bars(const void *ctx, struct store *store, size_t *count, struct err *err);       /* sorted by name */

/* How the trainee stands before a bar. */
struct standing {
	int taken, passed, critical; /* of the newest `forms` */
	bool reached;
	struct attempt *attempts; /* those, newest first */
};
bool store_standing(const void *ctx, struct store *store, const struct bar *bar, int64_t trainee, struct standing *out,
		    struct err *err);

struct certificate {
	char *id, *bar, *json;
	int64_t trainee, issued_ms, expires_ms;
};
bool store_certificate_add(struct store *store, const struct certificate *certificate, struct err *err);
/* When the newest certificate of that bar runs out; 0 none. */
bool store_certified_until(struct store *store, struct sv bar, int64_t trainee, int64_t *expires_ms, struct err *err);

struct assignment {
	int64_t id, trainee, team; /* one of the two is 0 when given; both set in a listing by trainee */
	bool skill;                /* target is a skill, not a scenario */
	char *target, *note, *by, *who;
	int64_t at_ms, due_ms;
	int64_t acknowledged_ms, done_ms; /* of this trainee; 0 not yet */
};
/* Give `trainee` or a team's name. */
bool store_assign(struct store *store, const struct assignment *assignment, struct sv team, struct err *err);
/* A row for every assignment and trainee it is for; trainee 0: everybody. Done: the first finished attempt on the
 * scenario, or with the skill in its card, begun after the assignment was made. Ordered by due date. */
struct assignment *store_assignments(const void *ctx, struct store *store, int64_t trainee, size_t *count,
				     struct err *err);
bool store_acknowledge(struct store *store, int64_t assignment, int64_t trainee, int64_t now_ms, struct err *err);

#endif
