#include "store/totals.h"
#include "store/internal.h"

#define ADD(column) column " = " column " + excluded." column
#define ADD_ATTEMPTS                                                                                            \
	ADD("attempts")                                                                                         \
	", " ADD("passed") ", " ADD("scored") ", " ADD("score") ", " ADD("resolved") ", " ADD("csat") ", " ADD( \
		"csat_count") ", " ADD("critical")
#define ADD_VERDICTS \
	ADD("met") ", " ADD("missed") ", " ADD("na") ", " ADD("errors") ", " ADD("earned") ", " ADD("points")
#define ADD_SPREADS ADD("judged") ", " ADD("hit") ", " ADD("tenths") ", " ADD("tenths_hit") ", " ADD("squares")
#define TIMES_VERDICTS " ?2 * met, ?2 * missed, ?2 * na, ?2 * errors, ?2 * earned, ?2 * points"
#define ONE " AND a.id = ?1"
/* A verdict as what it adds: not grouped, for adding is what the upsert does. */
#define ADDED_VERDICT                                                                                                \
	" ?2 * (v.verdict = 0), ?2 * (v.verdict = 1), ?2 * (v.verdict = 2), ?2 * (v.verdict = 3),"                   \
	" iif(v.verdict < 2, ?2 * " MICRO(                                                                           \
		"v.earned") ", 0), iif(v.verdict < 2, ?2 * c.points, 0),"                                            \
			    " ?2 * (v.verdict < 2 AND a.score IS NOT NULL), ?2 * (v.verdict = 0 AND a.score IS NOT " \
			    "NULL),"                                                                                 \
			    " iif(v.verdict < 2, ?2 * a.tenths, 0), iif(v.verdict = 0, ?2 * a.tenths, 0),"           \
			    " iif(v.verdict < 2, ?2 * a.tenths * a.tenths, 0)"                                       \
			    " FROM (SELECT a.id, a.trainee, a.mode, a.score, coalesce(" TENTHS                       \
			    ", 0) AS tenths FROM attempt a"                                                          \
			    " WHERE " COUNTED ONE ") a CROSS JOIN verdict v ON v.attempt = a.id"                     \
			    " CROSS JOIN criterion c ON c.id = v.criterion WHERE true"

/* ?1 the attempt, ?2 the sign */
static const char *const apply[] = {
	"INSERT INTO total_attempt SELECT trainee, scenario, mode, ?2 * attempts, ?2 * passed, ?2 * scored, ?2 * score,"
	" ?2 * resolved, ?2 * csat, ?2 * csat_count, ?2 * critical FROM (" RECOUNT_ATTEMPT(
		ONE) ") WHERE true"
		     " ON CONFLICT (trainee, scenario, mode) DO UPDATE SET " ADD_ATTEMPTS,

	"INSERT INTO total_skill SELECT trainee, skill, mode," TIMES_VERDICTS
	" FROM (" RECOUNT_SKILL(ONE) ")"
				     " WHERE true ON CONFLICT (trainee, skill, mode) DO UPDATE SET " ADD_VERDICTS,

	"INSERT INTO total_criterion SELECT v.criterion, a.mode," ADDED_VERDICT
	" ON CONFLICT (criterion, mode) DO UPDATE SET " ADD_VERDICTS ", " ADD_SPREADS,

	"INSERT INTO total_each SELECT a.trainee, v.criterion, a.mode," ADDED_VERDICT
	" ON CONFLICT (trainee, criterion, mode) DO UPDATE SET " ADD_VERDICTS ", " ADD_SPREADS,
};

bool store_totals_apply(struct store *store, int64_t attempt, int sign, struct err *err)
{
	for (size_t i = 0; i < sizeof(apply) / sizeof(apply[0]); i++) {
		STATEMENT statement = store_statement(store, apply[i], err);
		if (!statement)
			return false;
		store_bind_int(statement, 1, attempt);
		store_bind_int(statement, 2, sign);
		if (!store_run(store, statement, "keep the totals", err))
			return false;
	}
	return true;
}

enum source { KEPT_ATTEMPTS, KEPT_SKILLS, KEPT_CRITERIA, KEPT_EACH, ROWS_ATTEMPTS, ROWS_VERDICTS };

#define PEOPLE " JOIN trainee p ON p.id = a.trainee JOIN team g ON g.id = p.team"
#define SCENARIOS " JOIN scenario s ON s.id = a.scenario"
#define NO_ATTEMPTS                                                                                             \
	"0 AS attempts, 0 AS passed, 0 AS scored, 0 AS score, 0 AS resolved, 0 AS csat, 0 AS csat_count, 0 AS " \
	"critical, "
#define NO_VERDICTS ", 0 AS met, 0 AS missed, 0 AS na, 0 AS errors, 0 AS earned, 0 AS points"
#define KEPT_VERDICT_SUMS                                                                                         \
	"sum(a.met) AS met, sum(a.missed) AS missed, sum(a.na) AS na, sum(a.errors) AS errors, sum(a.earned) AS " \
	"earned,"                                                                                                 \
	" sum(a.points) AS points"

/* The sums, in the order that read_row takes them, and where they come from. */
static const struct {
	const char *sums, *from;
} sources[] = {
	[KEPT_ATTEMPTS] = {"sum(a.attempts) AS attempts, sum(a.passed) AS passed, sum(a.scored) AS scored,"
			   " sum(a.score) AS score, sum(a.resolved) AS resolved, sum(a.csat) AS csat,"
			   " sum(a.csat_count) AS csat_count, sum(a.critical) AS critical" NO_VERDICTS,
			   " FROM total_attempt a" PEOPLE SCENARIOS " WHERE true"},
	[KEPT_SKILLS] = {NO_ATTEMPTS KEPT_VERDICT_SUMS, " FROM total_skill a" PEOPLE " WHERE true"},
	[KEPT_CRITERIA] = {NO_ATTEMPTS KEPT_VERDICT_SUMS,
			   " FROM total_criterion a JOIN criterion c ON c.id = a.criterion WHERE true"},
	[KEPT_EACH] = {NO_ATTEMPTS KEPT_VERDICT_SUMS,
		       " FROM total_each a JOIN criterion c ON c.id = a.criterion WHERE true"},
	[ROWS_ATTEMPTS] = {ATTEMPT_SUMS NO_VERDICTS, " FROM attempt a" PEOPLE SCENARIOS " WHERE " COUNTED},
	[ROWS_VERDICTS] = {NO_ATTEMPTS "sum(a.met) AS met, sum(a.missed) AS missed, sum(a.na) AS na,"
				       " sum(a.errors) AS errors, sum(a.earned) AS earned,"
				       " sum((a.met + a.missed) * c.points) AS points",
			   NULL},
};

static bool whose(const struct attempt_query *query)
{
	return query->trainee || query->team.n;
}

const char *store_totals_of_criteria(const struct attempt_query *query)
{
	if (query->since_ms || query->until_ms || query->scenario.n)
		return NULL;
	return whose(query) ? "total_each" : "total_criterion";
}

static enum source choose(enum total_by by, const struct attempt_query *query)
{
	bool window = query->since_ms || query->until_ms;
	switch (by) {
	case TOTAL_SKILL:
	case TOTAL_TRAINEE_SKILL: return window || query->scenario.n ? ROWS_VERDICTS : KEPT_SKILLS;
	case TOTAL_CRITERION:
		return window || query->scenario.n ? ROWS_VERDICTS : whose(query) ? KEPT_EACH : KEPT_CRITERIA;
	case TOTAL_TRAINEE:
	case TOTAL_TEAM:
	case TOTAL_SCENARIO:
	case TOTAL_CHANNEL:
	case TOTAL_FAMILY_CHANNEL: break;
	}
	return window ? ROWS_ATTEMPTS : KEPT_ATTEMPTS;
}

static const char *keys(enum total_by by, enum source source)
{
	bool kept = source == KEPT_SKILLS;
	switch (by) {
	case TOTAL_TRAINEE: return "p.name AS one, '' AS two, ";
	case TOTAL_TEAM: return "g.name AS one, '' AS two, ";
	case TOTAL_SKILL: return kept ? "a.skill AS one, '' AS two, " : "c.skill AS one, '' AS two, ";
	case TOTAL_CRITERION: return "c.rubric || '/' || c.name AS one, '' AS two, ";
	case TOTAL_SCENARIO: return "s.name AS one, '' AS two, ";
	case TOTAL_CHANNEL: return "s.channel AS one, '' AS two, ";
	case TOTAL_TRAINEE_SKILL: return kept ? "p.name AS one, a.skill AS two, " : "p.name AS one, c.skill AS two, ";
	case TOTAL_FAMILY_CHANNEL: return "s.family AS one, s.channel AS two, ";
	}
	return "'' AS one, '' AS two, ";
}

static void read_row(const void *ctx, sqlite3_stmt *row, struct total_row *out)
{
	*out = (struct total_row){
		.key = store_column_keep(ctx, row, 0),
		.key2 = store_column_keep(ctx, row, 1),
		.attempts = sqlite3_column_int64(row, 2),
		.passed = sqlite3_column_int64(row, 3),
		.scored = sqlite3_column_int64(row, 4),
		.score_sum = (double)sqlite3_column_int64(row, 5) / 1e6,
		.resolved = sqlite3_column_int64(row, 6),
		.csat_sum = sqlite3_column_int64(row, 7),
		.csat_count = sqlite3_column_int64(row, 8),
		.critical = sqlite3_column_int64(row, 9),
		.met = sqlite3_column_int64(row, 10),
		.missed = sqlite3_column_int64(row, 11),
		.na = sqlite3_column_int64(row, 12),
		.errors = sqlite3_column_int64(row, 13),
		.earned = (double)sqlite3_column_int64(row, 14) / 1e6,
		.points = (double)sqlite3_column_int64(row, 15),
	};
}

/* Verdicts of a window, grouped by number first: many rows, a few dozen names. */
#define WINDOW_SUMS                                                                                                    \
	"v.criterion AS criterion, sum(v.verdict = 0) AS met, sum(v.verdict = 1) AS missed, sum(v.verdict = 2) AS na," \
	" sum(v.verdict = 3) AS errors, sum(iif(v.verdict < 2, " MICRO(                                                \
		"v.earned") ", 0)) AS earned"                                                                          \
			    " FROM attempt a JOIN verdict v ON v.attempt = a.id WHERE " COUNTED

static void build(enum total_by by, const struct attempt_query *query, struct strbuf *sql)
{
	enum source source = choose(by, query);
	strbuf_addstr(sql, "SELECT * FROM (SELECT ");
	strbuf_addstr(sql, keys(by, source));
	strbuf_addstr(sql, sources[source].sums);
	if (source == ROWS_VERDICTS) {
		strbuf_addf(sql, " FROM (SELECT %s AS trainee, " WINDOW_SUMS,
			    by == TOTAL_TRAINEE_SKILL ? "a.trainee" : "0");
		store_query_where(query, sql);
		strbuf_addstr(sql, " GROUP BY 1, 2) a JOIN criterion c ON c.id = a.criterion"
				   " LEFT JOIN trainee p ON p.id = a.trainee WHERE true");
		strbuf_addstr(sql, by == TOTAL_CRITERION ? "" : " AND c.scored = 1");
	} else {
		strbuf_addstr(sql, sources[source].from);
		store_query_where(query, sql);
	}
	/* What was taken away again leaves zeros behind. */
	strbuf_addstr(sql, " GROUP BY 1, 2) WHERE attempts + met + missed + na + errors > 0 ORDER BY one, two");
}

struct total_row *store_totals(const void *ctx, struct store *store, enum total_by by,
			       const struct attempt_query *query, size_t *count, struct err *err)
{
	*count = 0;
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	build(by, query, &sql);
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return NULL;
	store_query_bind(query, statement);
	size_t cap = 32;
	struct total_row *list = MEM_ARRAY(ctx, struct total_row, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "add up the results", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct total_row, cap *= 2);
		read_row(list, statement, &list[(*count)++]);
	}
}
