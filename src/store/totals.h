/* totals.h - what the kept totals must equal, counted from the rows: shared by keeping them and checking them. */
#ifndef ROLECALL_STORE_TOTALS_H
#define ROLECALL_STORE_TOTALS_H

#define MICRO(column) "CAST(round(" column " * 1000000) AS INTEGER)"

/* A criterion that did not apply (na) or could not be judged (error) counts on neither side. */
#define VERDICT_SUMS                                                                         \
	"sum(v.verdict = 0) AS met, sum(v.verdict = 1) AS missed, sum(v.verdict = 2) AS na," \
	" sum(v.verdict = 3) AS errors,"                                                     \
	" sum(CASE WHEN v.verdict < 2 THEN " MICRO(                                          \
		"v.earned") " ELSE 0 END) AS earned,"                                        \
			    " sum(CASE WHEN v.verdict < 2 THEN c.points ELSE 0 END) AS points"

#define ATTEMPT_SUMS                                                                                             \
	"count(*) AS attempts, sum(a.passed) AS passed, count(a.score) AS scored,"                               \
	" coalesce(sum(" MICRO("a.score") "), 0) AS score, sum(a.outcome = 1) AS resolved, sum(a.csat) AS csat," \
					  " sum(a.csat > 0) AS csat_count, sum(a.critical) AS critical"

/* Role-plays that came to an end; not real conversations, not what a rewind left behind. */
#define COUNTED "a.finished = 1 AND a.outcome <> 0 AND a.source = 0"

#define VERDICTS " FROM attempt a JOIN verdict v ON v.attempt = a.id JOIN criterion c ON c.id = v.criterion"

/* `extra`: " AND …" over a, or "". */
#define RECOUNT_ATTEMPT(extra)                                                               \
	"SELECT a.trainee AS trainee, a.scenario AS scenario, a.mode AS mode, " ATTEMPT_SUMS \
	" FROM attempt a WHERE " COUNTED extra " GROUP BY 1, 2, 3"
#define RECOUNT_SKILL(extra)                                                                                      \
	"SELECT a.trainee AS trainee, c.skill AS skill, a.mode AS mode, " VERDICT_SUMS VERDICTS " WHERE " COUNTED \
	" AND c.scored = 1" extra " GROUP BY 1, 2, 3"
#define RECOUNT_CRITERION(extra)                                                                          \
	"SELECT v.criterion AS criterion, a.mode AS mode, " VERDICT_SUMS VERDICTS " WHERE " COUNTED extra \
	" GROUP BY 1, 2"
/* By trainee, criterion and mode: what the two above are sums of, and the columns that sum it (`o`). */
#define RECOUNT_EACH                                                                                    \
	"SELECT a.trainee AS trainee, v.criterion AS criterion, a.mode AS mode, " VERDICT_SUMS VERDICTS \
	" WHERE " COUNTED " GROUP BY 1, 2, 3"
#define EACH_SUMS                                                                               \
	"sum(o.met) AS met, sum(o.missed) AS missed, sum(o.na) AS na, sum(o.errors) AS errors," \
	" sum(o.earned) AS earned, sum(o.points) AS points"

#endif
