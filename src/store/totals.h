/* totals.h - what the kept totals must equal, counted from the rows: shared by keeping them and checking them. */
#ifndef ROLECALL_STORE_TOTALS_H
#define ROLECALL_STORE_TOTALS_H

#include "store/store.h"

#define MICRO(column) "CAST(round(" column " * 1000000) AS INTEGER)"

/* A criterion that did not apply (na) or could not be judged (error) counts on neither side. */
#define VERDICT_SUMS                                                                         \
	"sum(v.verdict = 0) AS met, sum(v.verdict = 1) AS missed, sum(v.verdict = 2) AS na," \
	" sum(v.verdict = 3) AS errors,"                                                     \
	" sum(CASE WHEN v.verdict < 2 THEN " MICRO(                                          \
		"v.earned") " ELSE 0 END) AS earned,"                                        \
			    " sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END) AS points"

/* round(score * 10) is exact enough: scores are kept unrounded, and no two machines differ in one multiplication. */
#define TENTHS "CAST(round(a.score * 10) AS INTEGER)"
#define SPREAD_SUMS                                                           \
	"sum(v.verdict < 2 AND a.score IS NOT NULL) AS judged,"               \
	" sum(v.verdict = 0 AND a.score IS NOT NULL) AS hit,"                 \
	" coalesce(sum(iif(v.verdict < 2, " TENTHS ", 0)), 0) AS tenths,"     \
	" coalesce(sum(iif(v.verdict = 0, " TENTHS ", 0)), 0) AS tenths_hit," \
	" coalesce(sum(iif(v.verdict < 2, " TENTHS " * " TENTHS ", 0)), 0) AS squares"

#define ATTEMPT_SUMS                                                                                             \
	"count(*) AS attempts, sum(a.passed) AS passed, count(a.score) AS scored,"                               \
	" coalesce(sum(" MICRO("a.score") "), 0) AS score, sum(a.outcome = 1) AS resolved, sum(a.csat) AS csat," \
					  " sum(a.csat > 0) AS csat_count, sum(a.critical) AS critical"

/* Role-plays that came to an end; not real conversations, not what a rewind left behind. */
#define COUNTED "a.finished = 1 AND a.outcome <> 0 AND a.source = 0"

#define VERDICTS " FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"

/* `extra`: " AND …" over a, or "". total_criterion and total_each are recounted in recount.c. */
#define RECOUNT_ATTEMPT(extra)                                                               \
	"SELECT a.trainee AS trainee, a.scenario AS scenario, a.mode AS mode, " ATTEMPT_SUMS \
	" FROM attempt a WHERE " COUNTED extra " GROUP BY 1, 2, 3"
#define RECOUNT_SKILL(extra)                                                                                      \
	"SELECT a.trainee AS trainee, c.skill AS skill, a.mode AS mode, " VERDICT_SUMS VERDICTS " WHERE " COUNTED \
	" AND c.scored = 1" extra " GROUP BY 1, 2, 3"
/* What was said, and when: of the attempt `id`. */
#define FIRST_REPLY(id)                                                                                \
	"coalesce((SELECT iif(t.at_ms < 0, -1, t.at_ms - coalesce((SELECT max(b.at_ms, 0) FROM turn b" \
	" WHERE b.attempt = " id " AND b.number = t.number - 1), 0))"                                  \
	" FROM turn t WHERE t.attempt = " id " AND t.who = 1 ORDER BY t.number LIMIT 1), -1)"
#define HANDLE_TIME(id) \
	"coalesce((SELECT t.at_ms FROM turn t WHERE t.attempt = " id " ORDER BY t.number DESC LIMIT 1), -1)"

/* Up to `most` lines of each kind of kept totals of verdicts that are not what the verdicts give. */
bool store_recount(struct store *store, int most, struct strbuf *findings, struct err *err);

/* Where a criterion's totals are kept for this query: all of them, those of people, or NULL: the rows are to be read.
 */
const char *store_totals_of_criteria(const struct attempt_query *query);

#endif
