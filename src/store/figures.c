#include "store/figures.h"
#include "store/internal.h"
#include "store/totals.h"

#define PEOPLE                                                                                        \
	" JOIN trainee p ON p.id = a.trainee JOIN team g ON g.id = p.team JOIN scenario s ON s.id = " \
	"a.scenario"

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

struct attempt_times *store_times(const void *ctx, struct store *store, const struct attempt_query *query,
				  size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement = ask(store,
				  "SELECT a.id,"
				  " (SELECT iif(t.at_ms < 0, -1, t.at_ms - coalesce((SELECT max(b.at_ms, 0) FROM turn b"
				  "   WHERE b.attempt = a.id AND b.number = t.number - 1), 0))"
				  "  FROM turn t WHERE t.attempt = a.id AND t.who = 1 ORDER BY t.number LIMIT 1),"
				  " (SELECT t.at_ms FROM turn t WHERE t.attempt = a.id ORDER BY t.number DESC LIMIT 1)"
				  " FROM attempt a" PEOPLE " WHERE a.finished = 1",
				  query, " ORDER BY a.id", err);
	if (!statement)
		return NULL;
	size_t cap = 64;
	struct attempt_times *list = MEM_ARRAY(ctx, struct attempt_times, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the times", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct attempt_times, cap *= 2);
		bool replied = sqlite3_column_type(statement, 1) != SQLITE_NULL;
		bool any = sqlite3_column_type(statement, 2) != SQLITE_NULL;
		list[(*count)++] = (struct attempt_times){
			.attempt = sqlite3_column_int64(statement, 0),
			.first_reply_ms = replied ? sqlite3_column_int64(statement, 1) : -1,
			.handle_ms = any ? sqlite3_column_int64(statement, 2) : -1,
		};
	}
}

/* round(score * 10) is exact enough: scores are kept unrounded, and no two machines differ in one multiplication. */
#define TENTHS "CAST(round(a.score * 10) AS INTEGER)"

struct criterion_spread *store_spread(const void *ctx, struct store *store, const struct attempt_query *query,
				      size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		ask(store,
		    /* Grouped by number first: hundreds of thousands of rows, a few dozen names. */
		    "SELECT c.rubric || '/' || c.name, sum(n), sum(met), sum(score), sum(score_met), sum(square)"
		    " FROM (SELECT v.criterion AS criterion, count(*) AS n, sum(v.verdict = 0) AS met,"
		    " sum(" TENTHS ") AS score, sum(iif(v.verdict = 0, " TENTHS ", 0)) AS score_met,"
		    " sum(" TENTHS " * " TENTHS ") AS square FROM attempt a" PEOPLE
		    " JOIN verdict v ON v.attempt = a.id"
		    " WHERE " COUNTED " AND v.verdict < 2 AND a.score IS NOT NULL",
		    query, " GROUP BY v.criterion) JOIN criterion c ON c.id = criterion GROUP BY 1 ORDER BY 1", err);
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
	STATEMENT statement = ask(store, "SELECT s.name, count(*), sum(a.finished) FROM attempt a" PEOPLE " WHERE true",
				  query, " GROUP BY 1 ORDER BY 1", err);
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

struct team_criterion *store_team_criteria(const void *ctx, struct store *store, const struct attempt_query *query,
					   size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement = ask(store,
				  "SELECT c.rubric || '/' || c.name, g.name, sum(met), sum(missed)"
				  " FROM (SELECT v.criterion AS criterion, p.team AS team, sum(v.verdict = 0) AS met,"
				  " sum(v.verdict = 1) AS missed FROM attempt a" PEOPLE
				  " JOIN verdict v ON v.attempt = a.id WHERE " COUNTED " AND v.verdict < 2",
				  query,
				  " GROUP BY 1, 2) JOIN criterion c ON c.id = criterion JOIN team g ON g.id = team"
				  " GROUP BY 1, 2 ORDER BY 1, 2",
				  err);
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
