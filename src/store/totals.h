/* totals.h - what the kept totals must equal, counted from the rows: shared by keeping them and checking them. */
#ifndef ROLECALL_STORE_TOTALS_H
#define ROLECALL_STORE_TOTALS_H

#include "store/store.h"

#define MICRO(column) "CAST(round(" column " * 1000000) AS INTEGER)"

#define ATTEMPT_SUMS                                                                                             \
	"count(*) AS attempts, sum(a.passed) AS passed, count(a.score) AS scored,"                               \
	" coalesce(sum(" MICRO("a.score") "), 0) AS score, sum(a.outcome = 1) AS resolved, sum(a.csat) AS csat," \
					  " sum(a.csat > 0) AS csat_count, sum(a.critical) AS critical"

/* Role-plays that came to an end; not real conversations, not what a rewind left behind. */
#define COUNTED "a.finished = 1 AND a.outcome <> 0 AND a.source = 0"

#define RECOUNT_ATTEMPT                                                                      \
	"SELECT a.trainee AS trainee, a.scenario AS scenario, a.mode AS mode, " ATTEMPT_SUMS \
	" FROM attempt a WHERE " COUNTED " GROUP BY 1, 2, 3"
/* What was said, and when: of the attempt `id`. */
#define FIRST_REPLY(id)                                                                                \
	"coalesce((SELECT iif(t.at_ms < 0, -1, t.at_ms - coalesce((SELECT max(b.at_ms, 0) FROM turn b" \
	" WHERE b.attempt = " id " AND b.number = t.number - 1), 0))"                                  \
	" FROM turn t WHERE t.attempt = " id " AND t.who = 1 ORDER BY t.number LIMIT 1), -1)"
#define HANDLE_TIME(id) \
	"coalesce((SELECT t.at_ms FROM turn t WHERE t.attempt = " id " ORDER BY t.number DESC LIMIT 1), -1)"

/* Up to `most` lines of each kind of kept totals of verdicts that are not what the verdicts give. */
bool store_recount(struct store *store, int most, struct strbuf *findings, struct err *err);
/* Fill the tables of kept totals of verdicts, which are empty. */
bool store_count_anew(struct store *store, struct err *err);

#endif
