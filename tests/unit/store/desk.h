/* desk.h - what the suites of the store share: a private folder with a store, and hand-made attempts. */
#ifndef ROLECALL_TESTS_STORE_DESK_H
#define ROLECALL_TESTS_STORE_DESK_H

#include "store/store.h"

#include <criterion/criterion.h>
#include <sqlite3.h>

struct desk {
	char folder[256];
	char path[300];
	struct store *store;
};

void desk_init(struct desk *desk);  /* the folder alone */
void desk_open(struct desk *desk);  /* and a new store in it */
void desk_again(struct desk *desk); /* close and open */
void desk_release(struct desk *desk);
void desk_file(const struct desk *desk, const char *name, char out[600]);

/* Runs SQL on the file from outside; fails the test when it does not work. */
void desk_sql(const char *path, const char *sql);
int64_t desk_number(const char *path, const char *sql);
/* What versions 6 and 5 brought, taken out again. */
#define DESK_BACK_TO_4                                                                                        \
	DESK_BACK_TO_6                                                                                        \
	"DROP INDEX attempt_real; DROP INDEX attempt_scenario;"                                               \
	"CREATE INDEX attempt_scenario ON attempt (scenario, started_ms);"                                    \
	"DROP TABLE total_each;"                                                                              \
	"ALTER TABLE attempt DROP COLUMN first_reply_ms; ALTER TABLE attempt DROP COLUMN handle_ms;"          \
	"ALTER TABLE total_criterion DROP COLUMN judged; ALTER TABLE total_criterion DROP COLUMN hit;"        \
	"ALTER TABLE total_criterion DROP COLUMN tenths; ALTER TABLE total_criterion DROP COLUMN tenths_hit;" \
	"ALTER TABLE total_criterion DROP COLUMN squares; PRAGMA user_version = 4;"
/* Version 6 as it was shipped, its totals counted from the rows. */
#define DESK_SUMS_6                                                                                     \
	" met INTEGER NOT NULL, missed INTEGER NOT NULL, na INTEGER NOT NULL, errors INTEGER NOT NULL," \
	" earned INTEGER NOT NULL, points INTEGER NOT NULL,"
#define DESK_SPREADS_6                                                                                          \
	" judged INTEGER NOT NULL, hit INTEGER NOT NULL, tenths INTEGER NOT NULL, tenths_hit INTEGER NOT NULL," \
	" squares INTEGER NOT NULL,"
#define DESK_COUNTED_6                                                                              \
	" sum(v.verdict = 0), sum(v.verdict = 1), sum(v.verdict = 2), sum(v.verdict = 3),"          \
	" sum(CASE WHEN v.verdict < 2 THEN CAST(round(v.earned * 1000000) AS INTEGER) ELSE 0 END)," \
	" sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END)"
#define DESK_SPREAD_6                                                                               \
	", sum(v.verdict < 2 AND a.score IS NOT NULL), sum(v.verdict = 0 AND a.score IS NOT NULL)," \
	" coalesce(sum(iif(v.verdict < 2, CAST(round(a.score * 10) AS INTEGER), 0)), 0),"           \
	" coalesce(sum(iif(v.verdict = 0, CAST(round(a.score * 10) AS INTEGER), 0)), 0),"           \
	" coalesce(sum(iif(v.verdict < 2, CAST(round(a.score * 10) AS INTEGER) *"                   \
	" CAST(round(a.score * 10) AS INTEGER), 0)), 0)"
#define DESK_FROM_6                                                                                 \
	" FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion" \
	" WHERE a.finished = 1 AND a.outcome <> 0 AND a.source = 0"
#define DESK_BACK_TO_6                                                                                            \
	"DROP TABLE total_skill; DROP TABLE total_criterion; DROP TABLE total_each;"                              \
	"CREATE TABLE total_skill (trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE,"                \
	" skill TEXT NOT NULL, mode INTEGER NOT NULL," DESK_SUMS_6 " PRIMARY KEY (trainee, skill, mode)) STRICT," \
	" WITHOUT ROWID;"                                                                                         \
	"CREATE TABLE total_criterion (criterion INTEGER NOT NULL REFERENCES criterion, mode INTEGER NOT "        \
	"NULL," DESK_SUMS_6 DESK_SPREADS_6 " PRIMARY KEY (criterion, mode)) STRICT, WITHOUT ROWID;"               \
	"CREATE TABLE total_each (trainee INTEGER NOT NULL REFERENCES trainee ON DELETE CASCADE,"                 \
	" criterion INTEGER NOT NULL REFERENCES criterion, mode INTEGER NOT NULL," DESK_SUMS_6 DESK_SPREADS_6     \
	" PRIMARY KEY (trainee, criterion, mode)) STRICT, WITHOUT ROWID;"                                         \
	"INSERT INTO total_skill SELECT a.trainee, c.skill, a.mode," DESK_COUNTED_6 DESK_FROM_6                   \
	" AND c.scored = 1 GROUP BY 1, 2, 3;"                                                                     \
	"INSERT INTO total_criterion SELECT v.criterion, a.mode," DESK_COUNTED_6 DESK_SPREAD_6 DESK_FROM_6        \
	" GROUP BY 1, 2;"                                                                                         \
	"INSERT INTO total_each SELECT a.trainee, v.criterion, a.mode," DESK_COUNTED_6 DESK_SPREAD_6 DESK_FROM_6  \
	" GROUP BY 1, 2, 3; PRAGMA user_version = 6;"
bool desk_same_file(const char *path, struct sv bytes);

/* The test rubric "manners" (section "start" weight 100): apology 10 points, emotional-intelligence; listens 5 points,
 * attentive-listening; no-blame critical; fresh on trial; thanks a helper. */
enum { APOLOGY, LISTENS, NO_BLAME, FRESH, THANKS, CRITERIA };
extern const struct rubric manners;

struct performance {
	const char *trainee, *team, *scenario, *channel;
	enum attempt_mode mode;
	int64_t started_ms;
	enum verdict verdicts[CRITERIA];
	double earned_apology; /* when met */
	double score;
	bool passed, open;
	int csat;
};

#define GOOD                                                                    \
	{                                                                       \
		VERDICT_MET, VERDICT_MET, VERDICT_MET, VERDICT_MET, VERDICT_MET \
	}
#define POOR                                                                             \
	{                                                                                \
		VERDICT_MISSED, VERDICT_MET, VERDICT_MISSED, VERDICT_MISSED, VERDICT_MET \
	}

/* Four turns: customer, agent, /hold 2m, agent. */
void make_transcript(struct transcript *transcript);
void make_card(const struct performance *performance, struct scorecard *card, struct card_criterion criteria[CRITERIA]);
int64_t begin(struct store *store, const struct performance *performance);
int64_t perform(struct store *store, const struct performance *performance); /* begin, turns, card */
void expect_sound(struct store *store);

#endif
