#include "store/attempt_row.h"

void store_query_where(const struct attempt_query *query, struct strbuf *sql)
{
	if (query->trainee)
		strbuf_addstr(sql, " AND a.trainee = ?1");
	if (query->team.n)
		strbuf_addstr(sql, " AND a.trainee IN (SELECT p.id FROM team g JOIN trainee p ON p.team = g.id"
				   " WHERE g.name = ?2)");
	if (query->scenario.n)
		strbuf_addstr(sql, " AND a.scenario IN (SELECT s.id FROM scenario s WHERE s.name = ?3)");
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

void store_attempts_where(const struct attempt_query *query, struct strbuf *sql)
{
	store_query_where(query, sql);
	if (query->finished)
		strbuf_addstr(sql, query->finished > 0 ? " AND a.finished = 1" : " AND a.finished = 0");
	if (query->source)
		strbuf_addstr(sql, query->source == 1 ? " AND a.source = 0" : " AND a.source = 1");
	if (query->limit)
		strbuf_addstr(sql, " ORDER BY a.started_ms DESC, a.id DESC LIMIT ?7");
}

void store_attempts_bind(const struct attempt_query *query, sqlite3_stmt *statement)
{
	store_query_bind(query, statement);
	if (query->limit)
		store_bind_int(statement, 7, query->limit > INT64_MAX ? INT64_MAX : (int64_t)query->limit);
}

static bool read_names(struct names *names, sqlite3_stmt *row, struct attempt *out, struct err *err)
{
	const struct names_row *found = names_row(names, NAMES_TRAINEE, out->trainee_id, err);
	if (!found)
		return false;
	out->trainee = found->text[0];
	out->team = found->text[1];
	if (!(found = names_row(names, NAMES_SCENARIO, sqlite3_column_int64(row, 2), err)))
		return false;
	out->scenario = found->text[0];
	out->scenario_hash = found->text[1];
	out->channel = found->text[2];
	out->family = found->text[3];
	if (!(found = names_row(names, NAMES_RUBRICS, sqlite3_column_int64(row, 3), err)))
		return false;
	out->rubrics = found->text[0];
	if (!(found = names_row(names, NAMES_ENGINE, sqlite3_column_int64(row, 4), err)))
		return false;
	out->engine_version = found->text[0];
	int outcome = sqlite3_column_int(row, 12);
	if (outcome <= OUTCOME_NONE || outcome >= OUTCOME_COUNT)
		outcome = OUTCOME_NONE;
	char **known = &names->outcomes[outcome];
	if (!*known)
		*known = names_text(names, sv_from(outcome ? outcome_names[outcome - 1] : ""));
	out->outcome = *known;
	out->ending = names_text(names, store_column(row, 13));
	out->origin = names_own(names, store_column(row, 21));
	return true;
}

bool store_attempt_row(struct names *names, sqlite3_stmt *row, struct attempt *out, struct err *err)
{
	*out = (struct attempt){
		.id = sqlite3_column_int64(row, 0),
		.trainee_id = sqlite3_column_int64(row, 1),
		.scenario_id = sqlite3_column_int64(row, 2),
		.mode = (enum attempt_mode)sqlite3_column_int(row, 5),
		.seed = (uint64_t)sqlite3_column_int64(row, 6),
		.started_ms = sqlite3_column_int64(row, 7),
		.finished_ms = sqlite3_column_int64(row, 8),
		.finished = sqlite3_column_int(row, 9) != 0,
		.has_score = sqlite3_column_type(row, 10) != SQLITE_NULL,
		.score = sqlite3_column_double(row, 10),
		.passed = sqlite3_column_int(row, 11) != 0,
		.csat = sqlite3_column_int(row, 14),
		.turns = sqlite3_column_int(row, 15),
		.hints = sqlite3_column_int(row, 16),
		.critical_count = sqlite3_column_int(row, 17),
		.parent = sqlite3_column_int64(row, 18),
		.parent_turn = sqlite3_column_int(row, 19),
		.real = sqlite3_column_int(row, 20) != 0,
		.first_reply_ms = sqlite3_column_int64(row, 22),
		.handle_ms = sqlite3_column_int64(row, 23),
	};
	return read_names(names, row, out, err);
}

static int by_start(const void *a, const void *b)
{
	const struct attempt *left = a, *right = b;
	if (left->started_ms != right->started_ms)
		return left->started_ms < right->started_ms ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

/* Attempts are mostly kept in the order of their starts; sorting what is not costs less than asking for each through
 * an index. */
static void sort_by_start(struct attempt *list, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (by_start(&list[i - 1], &list[i]) > 0) {
			qsort(list, count, sizeof *list, by_start);
			return;
		}
	}
}

static struct attempt *read_attempts(const void *ctx, struct store *store, sqlite3_stmt *statement, size_t *count,
				     struct err *err)
{
	size_t cap = 32;
	struct attempt *list = MEM_ARRAY(ctx, struct attempt, cap);
	struct names names;
	bool row = true, ok = true;
	names_init(&names, MEM_NEW(list, char), store);
	while (ok && (ok = store_step(store, statement, &row, "list the attempts", err)) && row) {
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct attempt, cap *= 2);
		ok = store_attempt_row(&names, statement, &list[*count], err);
		*count += ok;
	}
	names_release(&names);
	if (ok)
		return list;
	*count = 0;
	talloc_free(list);
	return NULL;
}

struct attempt *store_attempts(const void *ctx, struct store *store, const struct attempt_query *query, size_t *count,
			       struct err *err)
{
	*count = 0;
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, ATTEMPT_ROWS);
	store_attempts_where(query, &sql);
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return NULL;
	store_attempts_bind(query, statement);
	struct attempt *list = read_attempts(ctx, store, statement, count, err);
	if (list && !query->limit)
		sort_by_start(list, *count);
	return list;
}

bool store_attempt_get(const void *ctx, struct store *store, int64_t id, struct attempt *out, struct err *err)
{
	STATEMENT statement = store_statement(store, ATTEMPT_ROWS " AND a.id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	bool row = false;
	if (!store_step(store, statement, &row, "read an attempt", err))
		return false;
	if (!row)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)id);
	struct names names;
	names_init(&names, ctx, store);
	bool ok = store_attempt_row(&names, statement, out, err);
	names_release(&names);
	return ok;
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

struct card_mood *store_moods(const void *ctx, struct store *store, int64_t attempt, size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store, "SELECT turn, anger, confusion FROM mood WHERE attempt = ?1 ORDER BY position",
				err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, attempt);
	size_t cap = 16;
	struct card_mood *list = MEM_ARRAY(ctx, struct card_mood, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the mood", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct card_mood, cap *= 2);
		list[(*count)++] = (struct card_mood){
			.turn = sqlite3_column_int(statement, 0),
			.mood = {.anger = sqlite3_column_int(statement, 1),
				 .confusion = sqlite3_column_int(statement, 2)},
		};
	}
}
