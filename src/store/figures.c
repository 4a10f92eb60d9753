#include "store/figures.h"
#include "store/internal.h"
#include "store/totals.h"

/* A statement for `before` + the query's conditions + `after`, with the query bound. */
static sqlite3_stmt *ask(struct store *store, const char *before, const struct attempt_query *query, const char *after,
			 struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, before);
	store_query_where(query, &sql);
	strbuf_addstr(&sql, after);
	sqlite3_stmt *statement = store_statement(store, sql.buf, err);
	if (statement)
		store_query_bind(query, statement);
	return statement;
}

/* Grouped by number first: many rows, a few dozen names. */
#define BY_NAME                                                                                          \
	"SELECT c.rubric || '/' || c.name, sum(o.judged), sum(o.hit), sum(o.tenths), sum(o.tenths_hit)," \
	" sum(o.squares) FROM ("
#define NAMED ") o JOIN criterion c ON c.id = o.criterion WHERE o.judged > 0 GROUP BY 1 ORDER BY 1"

/* The spread as it is kept, or from the rows of the window. */
static sqlite3_stmt *ask_spread(struct store *store, const struct attempt_query *query, struct err *err)
{
	const char *kept = store_totals_of_criteria(query);
	if (!kept)
		return ask(store, BY_NAME "SELECT v.criterion AS criterion, " SPREAD_SUMS VERDICTS " WHERE " COUNTED,
			   query, " GROUP BY v.criterion" NAMED, err);
	CLEANUP_STRBUF struct strbuf before = STRBUF_INIT;
	strbuf_addf(&before,
		    BY_NAME "SELECT a.criterion AS criterion, sum(a.judged) AS judged, sum(a.hit) AS hit,"
			    " sum(a.tenths) AS tenths, sum(a.tenths_hit) AS tenths_hit, sum(a.squares) AS squares"
			    " FROM %s a WHERE true",
		    kept);
	return ask(store, before.buf, query, " GROUP BY 1" NAMED, err);
}

struct criterion_spread *store_spread(const void *ctx, struct store *store, const struct attempt_query *query,
				      size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement = ask_spread(store, query, err);
	if (!statement)
		return NULL;
	size_t cap = 32;
	struct criterion_spread *list = MEM_ARRAY(ctx, struct criterion_spread, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "compare the criteria", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct criterion_spread, cap *= 2);
		list[(*count)++] = (struct criterion_spread){
			.key = store_column_keep(list, statement, 0),
			.n = sqlite3_column_int64(statement, 1),
			.met = sqlite3_column_int64(statement, 2),
			.score = sqlite3_column_int64(statement, 3),
			.score_met = sqlite3_column_int64(statement, 4),
			.score_square = sqlite3_column_int64(statement, 5),
		};
	}
}

struct begun_row *store_begun(const void *ctx, struct store *store, const struct attempt_query *query, size_t *count,
			      struct err *err)
{
	*count = 0;
	STATEMENT statement =
		ask(store,
		    "SELECT s.name, sum(o.begun), sum(o.finished) FROM (SELECT a.scenario AS scenario,"
		    " count(*) AS begun, sum(a.finished) AS finished FROM attempt a WHERE a.source = 0"
		    " AND (a.finished = 0 OR a.outcome <> 0)",
		    query, " GROUP BY 1) o JOIN scenario s ON s.id = o.scenario GROUP BY 1 ORDER BY 1", err);
	if (!statement)
		return NULL;
	size_t cap = 32;
	struct begun_row *list = MEM_ARRAY(ctx, struct begun_row, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "count what was begun", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct begun_row, cap *= 2);
		list[(*count)++] = (struct begun_row){
			.scenario = store_column_keep(list, statement, 0),
			.begun = sqlite3_column_int64(statement, 1),
			.finished = sqlite3_column_int64(statement, 2),
		};
	}
}

#define TEAMS "SELECT c.rubric || '/' || c.name, g.name, sum(o.met), sum(o.missed) FROM ("
#define TEAMED                                                                                               \
	") o JOIN criterion c ON c.id = o.criterion JOIN team g ON g.id = o.team WHERE o.met + o.missed > 0" \
	" GROUP BY 1, 2 ORDER BY 1, 2"

struct team_criterion *store_team_criteria(const void *ctx, struct store *store, const struct attempt_query *query,
					   size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_totals_of_criteria(query)
			? ask(store,
			      TEAMS "SELECT a.criterion AS criterion, p.team AS team, sum(a.met) AS met,"
				    " sum(a.missed) AS missed FROM total_each a"
				    " JOIN trainee p ON p.id = a.trainee WHERE true",
			      query, " GROUP BY 1, 2" TEAMED, err)
			: ask(store,
			      TEAMS "SELECT v.criterion AS criterion, p.team AS team, sum(v.verdict = 0) AS met,"
				    " sum(v.verdict = 1) AS missed FROM attempt a"
				    " JOIN trainee p ON p.id = a.trainee JOIN verdict v ON v.attempt = a.id"
				    " WHERE " COUNTED " AND v.verdict < 2",
			      query, " GROUP BY 1, 2" TEAMED, err);
	if (!statement)
		return NULL;
	size_t cap = 32;
	struct team_criterion *list = MEM_ARRAY(ctx, struct team_criterion, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "compare the teams", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct team_criterion, cap *= 2);
		list[(*count)++] = (struct team_criterion){
			.criterion = store_column_keep(list, statement, 0),
			.team = store_column_keep(list, statement, 1),
			.met = sqlite3_column_int64(statement, 2),
			.missed = sqlite3_column_int64(statement, 3),
		};
	}
}
