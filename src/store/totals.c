#include "store/totals.h"
#include "store/answer.h"
#include "store/count.h"

#define DOING "keep the totals"

#define ADD(column) column " = " column " + excluded." column
#define ADD_ATTEMPTS                                                                                            \
	ADD("attempts")                                                                                         \
	", " ADD("passed") ", " ADD("scored") ", " ADD("score") ", " ADD("resolved") ", " ADD("csat") ", " ADD( \
		"csat_count") ", " ADD("critical")

static bool apply_attempt(struct store *store, const struct counted *attempt, int sign, struct err *err)
{
	const int64_t sums[] = {1,
				attempt->passed,
				attempt->has_score,
				attempt->has_score ? attempt->micros : 0,
				attempt->outcome == OUTCOME_RESOLVED,
				attempt->csat,
				attempt->csat > 0,
				attempt->critical};
	STATEMENT statement =
		store_statement(store,
				"INSERT INTO total_attempt (trainee, scenario, mode, attempts, passed, scored, score,"
				" resolved, csat, csat_count, critical)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
				" ON CONFLICT (trainee, scenario, mode) DO UPDATE SET " ADD_ATTEMPTS,
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt->trainee);
	store_bind_int(statement, 2, attempt->scenario);
	store_bind_int(statement, 3, attempt->mode);
	for (int i = 0; i < 8; i++)
		store_bind_int(statement, 4 + i, sign * sums[i]);
	return store_run(store, statement, DOING, err);
}

/* Keys are ?1 and on, the sums ?5. */
static const struct {
	const char *find, *keep, *drop;
} kept[COUNT_KINDS] = {
	[COUNT_SKILLS] = {"SELECT sums FROM total_skill WHERE trainee = ?1 AND day = ?2 AND mode = ?3",
			  "INSERT INTO total_skill (trainee, day, mode, sums) VALUES (?1, ?2, ?3, ?5)"
			  " ON CONFLICT (trainee, day, mode) DO UPDATE SET sums = excluded.sums",
			  "DELETE FROM total_skill WHERE trainee = ?1 AND day = ?2 AND mode = ?3"},
	[COUNT_CRITERIA] = {"SELECT sums FROM total_criterion WHERE team = ?1 AND day = ?2 AND mode = ?3"
			    " AND rubrics = ?4",
			    "INSERT INTO total_criterion (team, day, mode, rubrics, sums) VALUES (?1, ?2, ?3, ?4, ?5)"
			    " ON CONFLICT (team, day, mode, rubrics) DO UPDATE SET sums = excluded.sums",
			    "DELETE FROM total_criterion WHERE team = ?1 AND day = ?2 AND mode = ?3 AND rubrics = ?4"},
	[COUNT_EACH] = {"SELECT sums FROM total_each WHERE trainee = ?1 AND mode = ?2 AND rubrics = ?3",
			"INSERT INTO total_each (trainee, mode, rubrics, sums) VALUES (?1, ?2, ?3, ?5)"
			" ON CONFLICT (trainee, mode, rubrics) DO UPDATE SET sums = excluded.sums",
			"DELETE FROM total_each WHERE trainee = ?1 AND mode = ?2 AND rubrics = ?3"},
};

static sqlite3_stmt *about(struct store *store, const char *sql, enum count_kind kind, const int64_t key[LEDGER_KEYS],
			   struct err *err)
{
	sqlite3_stmt *statement = store_statement(store, sql, err);
	for (int i = 0; statement && i < count_keys[kind]; i++)
		store_bind_int(statement, 1 + i, key[i]);
	return statement;
}

bool store_totals_keep(struct store *store, enum count_kind kind, const int64_t key[LEDGER_KEYS], struct sv packed,
		       struct err *err)
{
	STATEMENT statement = about(store, packed.n ? kept[kind].keep : kept[kind].drop, kind, key, err);
	if (!statement)
		return false;
	if (packed.n)
		store_bind_bytes(statement, 5, packed);
	return store_run(store, statement, DOING, err);
}

/* The row's sums with the change, into `out`. */
static bool change_kept(struct store *store, enum count_kind kind, const int64_t key[LEDGER_KEYS],
			const struct ledger *change, int sign, struct strbuf *out, struct err *err)
{
	STATEMENT statement = about(store, kept[kind].find, kind, key, err);
	bool row = false;
	if (!statement || !store_step(store, statement, &row, DOING, err))
		return false;
	return ledger_change_packed(row ? store_column_bytes(statement, 0) : SV(""), change, sign, out) ||
	       store_fail_code(store->path, SQLITE_CORRUPT, "", DOING, err);
}

static bool apply_ledger(struct store *store, enum count_kind kind, const int64_t key[LEDGER_KEYS],
			 const struct ledger *change, int sign, struct err *err)
{
	CLEANUP_STRBUF struct strbuf packed = STRBUF_INIT;
	return change_kept(store, kind, key, change, sign, &packed, err) &&
	       store_totals_keep(store, kind, key, strbuf_sv(&packed), err);
}

static bool read_counted(struct store *store, int64_t attempt, struct counted *out, bool *found, struct err *err)
{
	STATEMENT statement = store_statement(store, COUNT_ATTEMPTS " AND a.id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	if (!store_step(store, statement, found, DOING, err))
		return false;
	if (*found)
		count_read(statement, out);
	return true;
}

bool store_totals_apply(struct store *store, int64_t attempt, int sign, struct err *err)
{
	struct counted counted;
	struct ledger criteria = {.entries = NULL}, skills = {.entries = NULL};
	bool found = false;
	if (!read_counted(store, attempt, &counted, &found, err))
		return false;
	if (!found)
		return true;
	bool ok = apply_attempt(store, &counted, sign, err) && count_verdicts(store, &counted, &criteria, &skills, err);
	for (int kind = 0; ok && kind < COUNT_KINDS; kind++) {
		int64_t key[LEDGER_KEYS];
		count_key((enum count_kind)kind, &counted, key);
		ok = apply_ledger(store, (enum count_kind)kind, key, kind == COUNT_SKILLS ? &skills : &criteria, sign,
				  err);
	}
	ledger_release(&criteria);
	ledger_release(&skills);
	return ok;
}

bool store_totals_move(struct store *store, int64_t trainee, int64_t team, struct err *err)
{
	struct ledgers by_kind[COUNT_KINDS] = {0};
	bool ok = count_all(store, trainee, by_kind, err);
	struct ledger_group **groups = ledgers_sorted(&by_kind[COUNT_CRITERIA]);
	for (size_t i = 0; ok && groups[i]; i++) {
		struct ledger ledger = {.entries = NULL};
		int64_t *key = groups[i]->key;
		ledger_add_packed(&ledger, ledger_group_packed(groups[i]), 1);
		ok = apply_ledger(store, COUNT_CRITERIA, key, &ledger, -1, err);
		key[0] = team;
		ok = ok && apply_ledger(store, COUNT_CRITERIA, key, &ledger, 1, err);
		ledger_release(&ledger);
	}
	free(groups);
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		ledgers_release(&by_kind[kind]);
	return ok;
}

#define PEOPLE " JOIN trainee p ON p.id = a.trainee JOIN team g ON g.id = p.team"
#define SCENARIOS " JOIN scenario s ON s.id = a.scenario"
#define KEPT                                                                                                    \
	"sum(a.attempts) AS attempts, sum(a.passed) AS passed, sum(a.scored) AS scored, sum(a.score) AS score," \
	" sum(a.resolved) AS resolved, sum(a.csat) AS csat, sum(a.csat_count) AS csat_count,"                   \
	" sum(a.critical) AS critical FROM total_attempt a" PEOPLE SCENARIOS " WHERE true"
#define ROWS ATTEMPT_SUMS " FROM attempt a" PEOPLE SCENARIOS " WHERE " COUNTED

static const char *keys(enum total_by by)
{
	switch (by) {
	case TOTAL_TRAINEE: return "p.name AS one, '' AS two, ";
	case TOTAL_TEAM: return "g.name AS one, '' AS two, ";
	case TOTAL_SCENARIO: return "s.name AS one, '' AS two, ";
	case TOTAL_CHANNEL: return "s.channel AS one, '' AS two, ";
	case TOTAL_FAMILY_CHANNEL: return "s.family AS one, s.channel AS two, ";
	case TOTAL_SKILL:
	case TOTAL_CRITERION:
	case TOTAL_TRAINEE_SKILL: break; /* of verdicts: answer.c */
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
	};
}

static void build(enum total_by by, const struct attempt_query *query, struct strbuf *sql)
{
	strbuf_addstr(sql, "SELECT * FROM (SELECT ");
	strbuf_addstr(sql, keys(by));
	strbuf_addstr(sql, query->since_ms || query->until_ms ? ROWS : KEPT);
	store_query_where(query, sql);
	/* What was taken away again leaves zeros behind. */
	strbuf_addstr(sql, " GROUP BY 1, 2) WHERE attempts > 0 ORDER BY one, two");
}

struct total_row *store_totals(const void *ctx, struct store *store, enum total_by by,
			       const struct attempt_query *query, size_t *count, struct err *err)
{
	*count = 0;
	if (by == TOTAL_SKILL || by == TOTAL_CRITERION || by == TOTAL_TRAINEE_SKILL)
		return store_answer_totals(ctx, store, by, query, count, err);
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
