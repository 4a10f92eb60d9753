/* count.h - verdicts counted from the rows: what the kept totals must equal, shared by keeping them, checking them and
 * by questions that they do not answer. */
#ifndef ROLECALL_STORE_COUNT_H
#define ROLECALL_STORE_COUNT_H

#include "store/internal.h"
#include "store/ledger.h"
#include "store/totals.h"

#define DAY_MS INT64_C(86400000)
int64_t count_day(int64_t at_ms); /* days since 1970 UTC, rounded down */

/* Role-plays that count, with what their totals go by. "AND …" over a may follow, then the order. */
#define COUNT_ATTEMPTS                                                                                               \
	"SELECT a.id, a.trainee, p.team, a.mode, a.rubrics, a.started_ms, a.score, a.scenario, a.passed, a.outcome," \
	" a.csat, a.critical FROM attempt a CROSS JOIN trainee p ON p.id = a.trainee WHERE " COUNTED

struct counted {
	int64_t id, trainee, team, mode, rubrics, day, tenths, micros, scenario, passed, outcome, csat, critical;
	bool has_score;
};
void count_read(sqlite3_stmt *row, struct counted *out);
/* Adds the attempt's verdicts: by criterion and, of those that are scored, by skill; either may be NULL. A row whose
 * criterion is not there is left out: the check of references says so. */
bool count_verdicts(struct store *store, const struct counted *attempt, struct ledger *criteria, struct ledger *skills,
		    struct err *err);

/* The kinds of kept totals of verdicts, each a table with a packed ledger a row. */
enum count_kind { COUNT_SKILLS, COUNT_CRITERIA, COUNT_EACH, COUNT_KINDS };
/* The key of the row that an attempt belongs to, in the order of the table's columns. */
void count_key(enum count_kind kind, const struct counted *attempt, int64_t key[LEDGER_KEYS]);
extern const int count_keys[COUNT_KINDS]; /* how many columns they have */

/* Everything that the rows give, of one trainee or (0) all of them, in one walk in the order they lie in: packed. */
bool count_all(struct store *store, int64_t trainee, struct ledgers by_kind[COUNT_KINDS], struct err *err);

/* ---- totals.c ---- */
/* The row of `kind` with this key becomes these packed sums; without any it is deleted. */
bool store_totals_keep(struct store *store, enum count_kind kind, const int64_t key[LEDGER_KEYS], struct sv packed,
		       struct err *err);

#endif
