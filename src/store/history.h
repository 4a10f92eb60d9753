/* history.h - what people decided about attempts, and the seals of the attempts: append-only, a hash chain.
 *
 * Each event's hash covers the one before it (SHA-256), so that no event can be changed, taken out or put in without
 * store_verify naming the first broken link. Erasing a person leaves tombstones: the words are gone, the chain holds.
 */
#ifndef ROLECALL_STORE_HISTORY_H
#define ROLECALL_STORE_HISTORY_H

#include "store/store.h"

/* Kept as numbers: append only. */
enum history_kind {
	HISTORY_SEAL,    /* the content of an attempt when it was finished or scored anew */
	HISTORY_REVIEW,  /* a person's verdict on a criterion */
	HISTORY_DISPUTE, /* the trainee does not agree */
	HISTORY_RESOLVE, /* somebody else decides; `answers` is the dispute */
	HISTORY_RESCORE, /* a newer rubric was applied; text: "old -> new" */
	HISTORY_ERASE,   /* a person's data were erased; trainee says whose */
	HISTORY_CERTIFY, /* a certificate was issued; text: its id */
	HISTORY_ASSIGN,  /* something was assigned */
	HISTORY_KINDS
};
extern const char *const history_names[HISTORY_KINDS + 1];

#define HISTORY_TEXT_MAX 4000 /* bytes of a reason */

struct history_event {
	int64_t id, at_ms; /* id: given by the store, from 1 without a gap */
	enum history_kind kind;
	int64_t attempt, trainee, answers; /* 0 none */
	int verdict, engine;               /* enum verdict, -1 none: the person's, and the engine's at that time */
	char *criterion, *who, *text;      /* "rubric/criterion"; "" none */
	bool erased;
	char *hash; /* 64 hex digits */
};

/* `event`: id and hash are not looked at. *id may be NULL. */
bool store_history_add(struct store *store, const struct history_event *event, int64_t *id, struct err *err);

struct history_query {  /* zero: everything */
	unsigned kinds; /* bit per kind */
	int64_t attempt, trainee;
};
/* Oldest first; talloc'ed under ctx. */
struct history_event *store_history(const void *ctx, struct store *store, const struct history_query *query,
				    size_t *count, struct err *err);

/* Checks the file, the chain, and every sealed attempt against its seal. *sound false: a line each in findings, the
 * first broken link first. `head` gets the last event's hash ("" none) and *events their number. */
struct store_proof {
	bool sound;
	int64_t events, attempts, erased;
	char head[HASH_HEX_SIZE];
};
bool store_verify(struct store *store, struct store_proof *proof, struct strbuf *findings, struct err *err);
/* Is there an event with this hash (a head that somebody wrote down before)? *id 0: none. */
bool store_history_find(struct store *store, struct sv hash, int64_t *id, struct err *err);

/* Disputes and reviews by criterion, sorted bytewise; over every attempt that is there. */
struct overturn_row {
	char *criterion;
	int64_t disputed, resolved, overturned; /* overturned: resolved with another verdict than the engine's */
	int64_t reviewed, differed;
};
struct overturn_row *store_overturns(const void *ctx, struct store *store, size_t *count, struct err *err);

/* ---- people's data ---- */
/* Everything of the trainee is deleted, the history keeps tombstones, and the file is rewritten so that nothing is left
 * in free space or side files. ERR_USAGE when there is no such trainee. *attempts: how many went. */
bool store_erase_trainee(struct store *store, int64_t trainee, int64_t now_ms, int64_t *attempts, struct err *err);
/* Up to `most` lines of at least `least` bytes that this person said as an agent and nobody else did, longest first;
 * what erasing is proved by. */
char **store_own_lines(const void *ctx, struct store *store, int64_t trainee, int least, int most, size_t *count,
		       struct err *err);
/* The same for attempts that began before `before_ms`, whoever they are from. */
bool store_erase_before(struct store *store, int64_t before_ms, int64_t now_ms, int64_t *attempts, struct err *err);

#endif
