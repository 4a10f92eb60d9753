#include "store/figures.h"
#include "store/answer.h"
#include "store/internal.h"

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

struct criterion_spread *store_spread(const void *ctx, struct store *store, const struct attempt_query *query,
				      size_t *count, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t rows_count = 0;
	struct answer_row *rows = store_answer(pool, store, ANSWER_CRITERION, query, &rows_count, err);
	*count = 0;
	if (!rows)
		return NULL;
	struct criterion_spread *list = MEM_ARRAY(ctx, struct criterion_spread, rows_count + 1);
	for (size_t i = 0; i < rows_count; i++) {
		const int64_t *sums = rows[i].sums;
		if (!sums[LEDGER_JUDGED])
			continue;
		list[(*count)++] = (struct criterion_spread){
			.key = mem_pool_strndup(list, rows[i].key, strlen(rows[i].key)),
			.n = sums[LEDGER_JUDGED],
			.met = sums[LEDGER_HIT],
			.score = sums[LEDGER_TENTHS],
			.score_met = sums[LEDGER_TENTHS_HIT],
			.score_square = sums[LEDGER_SQUARES],
		};
	}
	return list;
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

struct team_criterion *store_team_criteria(const void *ctx, struct store *store, const struct attempt_query *query,
					   size_t *count, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t rows_count = 0;
	struct answer_row *rows = store_answer(pool, store, ANSWER_CRITERION_TEAM, query, &rows_count, err);
	*count = 0;
	if (!rows)
		return NULL;
	struct team_criterion *list = MEM_ARRAY(ctx, struct team_criterion, rows_count + 1);
	for (size_t i = 0; i < rows_count; i++) {
		const struct answer_row *row = &rows[i];
		if (row->sums[LEDGER_MET] + row->sums[LEDGER_MISSED] == 0)
			continue;
		list[(*count)++] = (struct team_criterion){
			.criterion = mem_pool_strndup(list, row->key, strlen(row->key)),
			.team = mem_pool_strndup(list, row->key2, strlen(row->key2)),
			.met = row->sums[LEDGER_MET],
			.missed = row->sums[LEDGER_MISSED],
		};
	}
	return list;
}
