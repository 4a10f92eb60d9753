#include "store/internal.h"

void store_query_where(const struct attempt_query *query, struct strbuf *sql)
{
	if (query->trainee)
		strbuf_addstr(sql, " AND a.trainee = ?1");
	if (query->team.n)
		strbuf_addstr(sql, " AND g.name = ?2");
	if (query->scenario.n)
		strbuf_addstr(sql, " AND s.name = ?3");
	if (query->since_ms)
		strbuf_addstr(sql, " AND a.started_ms >= ?4");
	if (query->until_ms)
		strbuf_addstr(sql, " AND a.started_ms < ?5");
	if (query->modes)
		strbuf_addstr(sql, " AND (?6 >> a.mode) & 1");
}

void store_query_bind(const struct attempt_query *query, sqlite3_stmt *statement)
{
	if (query->trainee)
		store_bind_int(statement, 1, query->trainee);
	if (query->team.n)
		store_bind_text(statement, 2, query->team);
	if (query->scenario.n)
		store_bind_text(statement, 3, query->scenario);
	if (query->since_ms)
		store_bind_int(statement, 4, query->since_ms);
	if (query->until_ms)
		store_bind_int(statement, 5, query->until_ms);
	if (query->modes)
		store_bind_int(statement, 6, query->modes);
}

#define ATTEMPTS                                                                                                     \
	"SELECT a.id, a.trainee, p.name, g.name, s.name, s.hash, s.channel, s.family, a.mode, a.seed, a.started_ms," \
	" a.finished_ms, a.finished, a.score, a.passed, a.outcome, a.ending, a.csat, a.turns, a.hints, a.critical,"  \
	" coalesce(a.parent, 0), a.parent_turn, w.text, r.text, a.source, a.origin"                                  \
	" FROM attempt a JOIN trainee p ON p.id = a.trainee JOIN team g ON g.id = p.team"                            \
	" JOIN scenario s ON s.id = a.scenario JOIN rubric_set r ON r.id = a.rubrics JOIN word w ON w.id = a.engine" \
	" WHERE true"

static void read_attempt(const void *ctx, sqlite3_stmt *row, struct attempt *out)
{
	int outcome = sqlite3_column_int(row, 15);
	const char *name = outcome > OUTCOME_NONE && outcome < OUTCOME_COUNT ? outcome_names[outcome - 1] : "";
	*out = (struct attempt){
		.id = sqlite3_column_int64(row, 0),
		.trainee_id = sqlite3_column_int64(row, 1),
		.trainee = store_column_keep(ctx, row, 2),
		.team = store_column_keep(ctx, row, 3),
		.scenario = store_column_keep(ctx, row, 4),
		.scenario_hash = store_column_keep(ctx, row, 5),
		.channel = store_column_keep(ctx, row, 6),
		.family = store_column_keep(ctx, row, 7),
		.mode = (enum attempt_mode)sqlite3_column_int(row, 8),
		.seed = (uint64_t)sqlite3_column_int64(row, 9),
		.started_ms = sqlite3_column_int64(row, 10),
		.finished_ms = sqlite3_column_int64(row, 11),
		.finished = sqlite3_column_int(row, 12) != 0,
		.has_score = sqlite3_column_type(row, 13) != SQLITE_NULL,
		.score = sqlite3_column_double(row, 13),
		.passed = sqlite3_column_int(row, 14) != 0,
		.outcome = mem_pool_strndup(ctx, name, strlen(name)),
		.ending = store_column_keep(ctx, row, 16),
		.csat = sqlite3_column_int(row, 17),
		.turns = sqlite3_column_int(row, 18),
		.hints = sqlite3_column_int(row, 19),
		.critical_count = sqlite3_column_int(row, 20),
		.parent = sqlite3_column_int64(row, 21),
		.parent_turn = sqlite3_column_int(row, 22),
		.engine_version = store_column_keep(ctx, row, 23),
		.rubrics = store_column_keep(ctx, row, 24),
		.real = sqlite3_column_int(row, 25) != 0,
		.origin = store_column_keep(ctx, row, 26),
	};
}

static struct attempt *read_attempts(const void *ctx, struct store *store, sqlite3_stmt *statement, size_t *count,
				     struct err *err)
{
	size_t cap = 32;
	struct attempt *list = MEM_ARRAY(ctx, struct attempt, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list the attempts", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct attempt, cap *= 2);
		read_attempt(list, statement, &list[(*count)++]);
	}
}

struct attempt *store_attempts(const void *ctx, struct store *store, const struct attempt_query *query, size_t *count,
			       struct err *err)
{
	*count = 0;
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, ATTEMPTS);
	store_query_where(query, &sql);
	if (query->finished)
		strbuf_addstr(&sql, query->finished > 0 ? " AND a.finished = 1" : " AND a.finished = 0");
	if (query->source)
		strbuf_addstr(&sql, query->source == 1 ? " AND a.source = 0" : " AND a.source = 1");
	strbuf_addstr(&sql, query->limit ? " ORDER BY a.started_ms DESC, a.id DESC LIMIT ?7"
					 : " ORDER BY a.started_ms, a.id");
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return NULL;
	store_query_bind(query, statement);
	if (query->limit)
		store_bind_int(statement, 7, query->limit > INT64_MAX ? INT64_MAX : (int64_t)query->limit);
	return read_attempts(ctx, store, statement, count, err);
}

bool store_attempt_get(const void *ctx, struct store *store, int64_t id, struct attempt *out, struct err *err)
{
	STATEMENT statement = store_statement(store, ATTEMPTS " AND a.id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	bool row = false;
	if (!store_step(store, statement, &row, "read an attempt", err))
		return false;
	if (!row)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)id);
	read_attempt(ctx, statement, out);
	return true;
}

static void read_verdict(const void *ctx, sqlite3_stmt *row, struct verdict_row *out)
{
	*out = (struct verdict_row){
		.rubric = store_column_keep(ctx, row, 0),
		.criterion = store_column_keep(ctx, row, 1),
		.skill = store_column_keep(ctx, row, 2),
		.section = store_column_keep(ctx, row, 3),
		.verdict = (enum verdict)sqlite3_column_int(row, 4),
		.points = sqlite3_column_int(row, 5),
		.earned = sqlite3_column_double(row, 6),
		.critical = sqlite3_column_int(row, 7) != CRITICAL_NONE,
		.scored = sqlite3_column_int(row, 8) != 0,
	};
}

struct verdict_row *store_verdicts(const void *ctx, struct store *store, int64_t attempt, size_t *count,
				   struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store,
				"SELECT c.rubric, c.name, c.skill, c.section, v.verdict, c.points, v.earned,"
				" c.critical, c.scored FROM verdict v JOIN criterion c ON c.id = v.criterion"
				" WHERE v.attempt = ?1 ORDER BY v.position",
				err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, attempt);
	size_t cap = 16;
	struct verdict_row *list = MEM_ARRAY(ctx, struct verdict_row, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the verdicts", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct verdict_row, cap *= 2);
		read_verdict(list, statement, &list[(*count)++]);
	}
}
