/* store.h - where attempts, people and schedules are kept. Says nothing of SQLite, so that a server database can
 * implement the same header. One store handle belongs to one thread. Every call is one transaction.
 *
 * An attempt is its inputs: the transcript's turns (append-only), with what pins them (mode, seed, engine version,
 * content hashes). Cards are derived and kept beside it for reports. */
#ifndef ROLECALL_STORE_STORE_H
#define ROLECALL_STORE_STORE_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"
#include "model/transcript.h"
#include "score/card.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

/* Opens, creates (file mode 0600 in a folder made 0700) and migrates. ":memory:" for tests. A newer
 * user_version than this program knows is refused with a sentence; nothing is touched. */
struct store *store_open(const char *path, struct err *err);
struct store *store_open_readonly(const char *path, struct err *err); /* NULL and ERR_STORE when there is none */
void store_close(struct store *store);                                /* NULL is fine */
const char *store_path(const struct store *store);

/* Asks to be told, now and then, how far the calls that may take long are (store_check, store_verify,
 * store_attempts_each): "WHAT: 3 of 12
 * UNIT"; `total` 0: nobody knows. `told` NULL: no more. It asks nothing of the store. */
typedef void store_told(void *data, const char *what, const char *unit, int64_t done, int64_t total);
void store_tell(struct store *store, store_told *told, void *data);

enum attempt_mode { MODE_PRACTICE, MODE_COACH, MODE_EXAM, MODE_COUNT };
extern const char *const mode_names[MODE_COUNT + 1];

/* Many calls as one transaction: what is between them is kept as a whole or not at all. Gives ok && kept. */
bool store_batch_begin(struct store *store, struct err *err);
bool store_batch_end(struct store *store, bool ok, struct err *err);

/* ---- people ---- */
struct trainee {
	int64_t id;
	char *name, *team; /* team "" when none */
	int64_t added_ms;
	int64_t attempts; /* finished ones */
};
bool store_trainee_add(struct store *store, struct sv name, struct sv team, int64_t now_ms, int64_t *id,
		       struct err *err); /* existing name: its id; a non-empty team replaces */
bool store_trainee_find(struct store *store, struct sv name, int64_t *id, struct err *err); /* *id 0: none */
struct trainee *store_trainees(const void *ctx, struct store *store, struct sv team, size_t *count, struct err *err);

/* ---- attempts ---- */
struct attempt_start {
	int64_t trainee;
	struct sv scenario, scenario_hash;
	const struct rubric *const *rubrics; /* the card's, ids and hashes are pinned */
	size_t rubric_count;
	struct sv channel, family;
	enum attempt_mode mode;
	uint64_t seed;
	int64_t now_ms;
	int64_t parent;   /* retry or rewind of this attempt, 0 none */
	int parent_turn;  /* where it branched */
	bool real;        /* an imported real conversation: beside the role-plays, never in their totals */
	struct sv origin; /* what an imported attempt is known by, "" for one that is played here */
};
bool store_attempt_begin(struct store *store, const struct attempt_start *start, int64_t *attempt, struct err *err);
/* Append turns first..last-1 (0-based) of the transcript, in one transaction; the state after them is what replaying
 * gives. ERR_STORE when the attempt is finished or does not hold exactly `first` turns (another program went on with
 * it). */
bool store_attempt_turns(struct store *store, int64_t attempt, const struct transcript *transcript, int first,
			 struct err *err);
/* Finished or left: keeps the card (verdicts, evidence, points, mood) in the same transaction. finished false: can be
 * resumed. A card that was kept before is replaced; a finished attempt stays finished and keeps its time. */
bool store_attempt_card(struct store *store, int64_t attempt, const struct scorecard *card, bool finished,
			int64_t now_ms, int hints_used, struct err *err);

/* Where the hints of an attempt that is played stand: a JSON value, kept as the member `ladder` of its heading in place
 * of the one before. ERR_STORE when the attempt is finished. */
bool store_attempt_ladder(struct store *store, int64_t attempt, struct sv json, struct err *err);

/* The trainee's newest attempt that can be resumed, on this scenario ("": on any). *attempt 0: none. */
bool store_attempt_latest_open(struct store *store, int64_t trainee, struct sv scenario, int64_t *attempt,
			       struct err *err);

struct attempt {
	int64_t id, trainee_id;
	int64_t scenario_id; /* one number for scenario, hash, channel and family together */
	char *trainee, *team, *scenario, *scenario_hash, *channel, *family;
	enum attempt_mode mode;
	uint64_t seed;
	int64_t started_ms, finished_ms; /* 0: open */
	bool has_score, passed, finished;
	double score;
	char *outcome, *ending; /* "" none */
	int csat, turns, hints;
	int critical_count;
	int64_t parent;
	int parent_turn;
	char *engine_version;
	char *rubrics; /* "id@sha256:… id@sha256:…" */
	bool real;
	char *origin;
	/* In milliseconds of the attempt's own clock, once it is finished; -1 when its turns carry no times. */
	int64_t first_reply_ms; /* from the line before the first reply to that reply */
	int64_t handle_ms;      /* from the start to the last turn */
};
struct attempt_query { /* zero: everything */
	int64_t trainee;
	struct sv team, scenario;
	int64_t since_ms, until_ms; /* by start: since <= start < until; 0 open */
	unsigned modes;             /* bit per mode; 0 all */
	int finished;               /* 0 both, 1 finished only, -1 open only */
	int source;                 /* 0 both, 1 role-plays only, 2 imported real conversations only */
	size_t limit;               /* newest first when set; else oldest first */
};
/* The attempts of a list share the texts that are equal: they are the list's. */
struct attempt *store_attempts(const void *ctx, struct store *store, const struct attempt_query *query, size_t *count,
			       struct err *err);
/* The same one by one, in no order that is promised: for a large store, of which a list would not fit. The attempt is
 * gone after the call; its texts, but for origin, are ctx's and stay. `visit` asks nothing of the store. */
typedef void store_attempt_visit(void *data, const struct attempt *attempt);
bool store_attempts_each(const void *ctx, struct store *store, const struct attempt_query *query,
			 store_attempt_visit *visit, void *data, struct err *err);
/* And as a list whose attempts are read when they are come to: which they are, and their order, is settled at the
 * start, and eight bytes of each are held. Between two attempts the store is free for other calls, writing too. Some
 * are read ahead; what was erased before that is passed over. Free with talloc_free. */
struct attempt_cursor;
struct attempt_cursor *store_cursor_new(const void *ctx, struct store *store, const struct attempt_query *query,
					struct err *err);
size_t store_cursor_count(const struct attempt_cursor *cursor);
/* *attempt NULL: that was the last one. Valid until the next call. */
bool store_cursor_next(struct attempt_cursor *cursor, const struct attempt **attempt, struct err *err);
/* The longest name that an attempt of this store can show. */
bool store_longest_names(const void *ctx, struct store *store, char **trainee, char **scenario, struct err *err);

bool store_attempt_get(const void *ctx, struct store *store, int64_t id, struct attempt *out,
		       struct err *err); /* ERR_USAGE when none */
bool store_attempt_transcript(struct store *store, int64_t id, struct transcript *out, struct err *err);
/* The attempt that was imported with this origin; *attempt 0: none. */
bool store_attempt_by_origin(struct store *store, struct sv origin, int64_t *attempt, struct err *err);
/* Scored anew under today's content: the old card is kept beside, the pins become start's (scenario, hash, rubrics,
 * channel, family), the card becomes this one. */
bool store_attempt_rescore(struct store *store, int64_t attempt, const struct attempt_start *start,
			   const struct scorecard *card, int64_t now_ms, struct err *err);
/* The kept card as its JSON text, "" when none was kept. */
bool store_attempt_card_json(struct store *store, int64_t id, struct strbuf *out, struct err *err);

/* The customer's mood, from the first line to the last reply: as the kept card has it. */
struct card_mood *store_moods(const void *ctx, struct store *store, int64_t attempt, size_t *count, struct err *err);

struct verdict_row {
	char *rubric, *criterion, *skill, *section;
	enum verdict verdict;
	int points;
	double earned;
	bool critical, scored;
};
struct verdict_row *store_verdicts(const void *ctx, struct store *store, int64_t attempt, size_t *count,
				   struct err *err);

/* Totals straight from the store for reports: one row per (key), keys by `by`, sorted bytewise by key and key2. They
 * are over finished role-plays with an outcome only, whatever query->finished says; query->limit means nothing here.
 * They come from totals that are kept with every card: those of attempts without since_ms and until_ms; those of
 * verdicts by UTC day of the start, with what lies outside of whole days read from the rows, as are those of a
 * scenario, and criteria of one trainee in a window. Both ways give the same figures to the last bit: scores and earned
 * points are added as whole millionths.
 *
 * By trainee, team, scenario, channel and family: the attempt figures, verdict figures 0. By skill and criterion: the
 * verdict figures, attempt figures 0. Skills leave criteria on trial out; criteria ("rubric/criterion") have them.
 * earned and points are over met and missed only: what did not apply or could not be judged is on neither side. */
enum total_by {
	TOTAL_TRAINEE,
	TOTAL_TEAM,
	TOTAL_SKILL,
	TOTAL_CRITERION,
	TOTAL_SCENARIO,
	TOTAL_CHANNEL,
	TOTAL_TRAINEE_SKILL,
	TOTAL_FAMILY_CHANNEL
};
struct total_row {
	char *key, *key2;                                         /* key2: second of a pair, "" */
	int64_t attempts, passed;                                 /* finished attempts (attempt keys) */
	int64_t met, missed, na, errors;                          /* verdicts (criterion keys) */
	double earned, points;                                    /* over verdicts */
	double score_sum;                                         /* over attempts with a score */
	int64_t scored, resolved, csat_sum, csat_count, critical; /* scored: attempts with a score; critical: hits */
};
struct total_row *store_totals(const void *ctx, struct store *store, enum total_by by,
			       const struct attempt_query *query, size_t *count, struct err *err);

/* ---- care ---- */
bool store_check(struct store *store, struct strbuf *findings,
		 struct err *err); /* true and empty findings: sound; else a line each */
/* A whole, consistent copy while others write; mode 0600. ERR_USAGE when there is a file of that name. */
bool store_backup(struct store *store, const char *path, struct err *err);
int store_version(const struct store *store);

#endif
