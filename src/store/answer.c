/* answer.c - which kept totals answer a question, and what has to be read beside them.
 *
 * total_skill has a row for each trainee and day, total_criterion one for each team and day: a window is answered from
 * its whole days, and from the verdicts of the hours before and after these. Criteria of one trainee are kept without
 * days (total_each), for they would be as many as the verdicts; those of a window, and what was played of one scenario,
 * are counted from the verdicts. */
#include "store/answer.h"
#include "store/count.h"
#include "store/criteria.h"
#include "store/names.h"

#include <stdlib.h>

#define DOING "add up the results"

struct ask {
	struct store *store;
	const struct attempt_query *query;
	enum answer_by by;
	bool skills;
	struct ledgers groups; /* skills: by trainee, or all in one; criteria: by team */
};

/* A report asks of criteria three times for the same: what was added up is kept until something is written. */
struct store_answered {
	struct attempt_query query; /* with texts of its own */
	int64_t version, changes;   /* of other handles, of this one */
	struct ledgers groups;
};

void store_answered_free(struct store_answered *answered)
{
	if (!answered)
		return;
	ledgers_release(&answered->groups);
	talloc_free(answered);
}

static bool read_version(struct store *store, int64_t *version, int64_t *changes, struct err *err)
{
	*changes = sqlite3_total_changes(store->db);
	return store_number(store, "PRAGMA data_version", 0, 0, version, err);
}

static bool same_question(const struct attempt_query *a, const struct attempt_query *b)
{
	return a->trainee == b->trainee && a->since_ms == b->since_ms && a->until_ms == b->until_ms &&
	       a->modes == b->modes && sv_eq(a->team, b->team) && sv_eq(a->scenario, b->scenario);
}

static struct sv keep_text(const void *ctx, struct sv text)
{
	return sv_make(mem_pool_strndup(ctx, text.n ? text.p : "", text.n), text.n);
}

static void keep_answer(struct ask *ask, int64_t version, int64_t changes)
{
	struct store_answered *answered = MEM_NEW(NULL, struct store_answered);
	*answered = (struct store_answered){.query = *ask->query,
					    .version = version,
					    .changes = changes,
					    .groups = ask->groups};
	answered->query.team = keep_text(answered, ask->query->team);
	answered->query.scenario = keep_text(answered, ask->query->scenario);
	ask->store->answered = answered;
}

static struct ledger *ledger_of(struct ask *ask, int64_t trainee, int64_t team)
{
	const int64_t key[LEDGER_KEYS] = {!ask->skills ? team : ask->by == ANSWER_TRAINEE_SKILL ? trainee : 0};
	return &ledgers_group(&ask->groups, key)->ledger;
}

/* Started at `from` or later and before `to`; INT64_MIN and INT64_MAX: open. */
static bool add_rows(struct ask *ask, int64_t from, int64_t to, struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	struct attempt_query query = *ask->query;
	query.since_ms = query.until_ms = 0;
	strbuf_addstr(&sql, COUNT_ATTEMPTS);
	store_query_where(&query, &sql);
	strbuf_addstr(&sql, from > INT64_MIN ? " AND a.started_ms >= ?8" : "");
	strbuf_addstr(&sql, to < INT64_MAX ? " AND a.started_ms < ?9" : "");
	STATEMENT statement = store_statement(ask->store, sql.buf, err);
	if (!statement)
		return false;
	store_query_bind(&query, statement);
	if (from > INT64_MIN)
		store_bind_int(statement, 8, from);
	if (to < INT64_MAX)
		store_bind_int(statement, 9, to);
	for (bool row = true;;) {
		struct counted attempt;
		if (!store_step(ask->store, statement, &row, DOING, err))
			return false;
		if (!row)
			return true;
		count_read(statement, &attempt);
		struct ledger *ledger = ledger_of(ask, attempt.trainee, attempt.team);
		if (!count_verdicts(ask->store, &attempt, ask->skills ? NULL : ledger, ask->skills ? ledger : NULL,
				    err))
			return false;
	}
}

/* The index of each table begins with a trainee or a team: with those of the question, or each in turn when days are
 * asked for. */
static void kept_sql(const struct ask *ask, bool each, bool days, struct strbuf *sql)
{
	const struct attempt_query *query = ask->query;
	bool team = query->team.n != 0;
	strbuf_addstr(sql, each ? "SELECT a.sums, a.trainee, (SELECT p.team FROM trainee p WHERE p.id = a.trainee)"
				  " FROM total_each a WHERE true"
			   : ask->skills ? "SELECT a.sums, a.trainee, 0 FROM total_skill a WHERE true"
					 : "SELECT a.sums, 0, a.team FROM total_criterion a WHERE true");
	if (query->trainee)
		strbuf_addstr(sql, " AND a.trainee = ?1");
	if (ask->skills || each) {
		if (team)
			strbuf_addstr(sql, " AND a.trainee IN (SELECT p.id FROM team g JOIN trainee p ON p.team = g.id"
					   " WHERE g.name = ?2)");
		else if (days && !query->trainee)
			strbuf_addstr(sql, " AND a.trainee IN (SELECT id FROM trainee)");
	} else if (team) {
		strbuf_addstr(sql, " AND a.team IN (SELECT id FROM team WHERE name = ?2)");
	} else if (days) {
		strbuf_addstr(sql, " AND a.team IN (SELECT id FROM team)");
	}
	if (days)
		strbuf_addstr(sql, " AND a.day >= ?8 AND a.day < ?9");
	if (query->modes)
		strbuf_addstr(sql, " AND (?6 >> a.mode) & 1");
}

/* Days `from` to `to` - 1. each: of total_each. */
static bool add_kept(struct ask *ask, bool each, int64_t from, int64_t to, struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	struct attempt_query query = *ask->query;
	bool days = from > INT64_MIN || to < INT64_MAX;
	query.since_ms = query.until_ms = 0;
	kept_sql(ask, each, days, &sql);
	STATEMENT statement = store_statement(ask->store, sql.buf, err);
	if (!statement)
		return false;
	store_query_bind(&query, statement);
	if (days) {
		store_bind_int(statement, 8, from);
		store_bind_int(statement, 9, to);
	}
	for (bool row = true;;) {
		if (!store_step(ask->store, statement, &row, DOING, err))
			return false;
		if (!row)
			return true;
		struct ledger *ledger =
			ledger_of(ask, sqlite3_column_int64(statement, 1), sqlite3_column_int64(statement, 2));
		if (!ledger_add_packed(ledger, store_column_bytes(statement, 0), 1))
			return store_fail_code(store_path(ask->store), SQLITE_CORRUPT, "", DOING, err);
	}
}

#define FAR (INT64_C(1) << 60) /* beyond this there are no attempts, and days would overflow */

static bool add_window(struct ask *ask, int64_t since, int64_t until, struct err *err)
{
	if (since > FAR || until < -FAR || (since < -FAR && since > INT64_MIN) || (until > FAR && until < INT64_MAX))
		return add_rows(ask, since, until, err);
	int64_t from = since == INT64_MIN ? INT64_MIN : count_day(since) + (count_day(since) * DAY_MS < since);
	int64_t to = until == INT64_MAX ? INT64_MAX : count_day(until);
	if (from >= to)
		return add_rows(ask, since, until, err);
	return (from == INT64_MIN || from * DAY_MS == since || add_rows(ask, since, from * DAY_MS, err)) &&
	       add_kept(ask, false, from, to, err) &&
	       (to == INT64_MAX || to * DAY_MS == until || add_rows(ask, to * DAY_MS, until, err));
}

static bool gather(struct ask *ask, struct err *err)
{
	const struct attempt_query *query = ask->query;
	int64_t since = query->since_ms ? query->since_ms : INT64_MIN;
	int64_t until = query->until_ms ? query->until_ms : INT64_MAX;
	bool window = query->since_ms || query->until_ms;
	if (query->scenario.n || (window && query->trainee && !ask->skills))
		return add_rows(ask, since, until, err);
	if (query->trainee && !ask->skills)
		return add_kept(ask, true, INT64_MIN, INT64_MAX, err);
	return add_window(ask, since, until, err);
}

/* Criteria: the groups are those of the answer that is kept. */
static bool gather_once(struct ask *ask, struct err *err)
{
	struct store *store = ask->store;
	const struct store_answered *before = store->answered;
	int64_t version = 0, changes = 0;
	if (!read_version(store, &version, &changes, err))
		return false;
	if (before && before->version == version && before->changes == changes &&
	    same_question(&before->query, ask->query)) {
		ask->groups = before->groups;
		return true;
	}
	store_answered_free(store->answered);
	store->answered = NULL;
	if (!gather(ask, err))
		return false;
	keep_answer(ask, version, changes);
	return true;
}

static int by_keys(const void *a, const void *b)
{
	const struct answer_row *left = a, *right = b;
	int order = strcmp(left->key, right->key);
	return order ? order : strcmp(left->key2, right->key2);
}

/* Rows with the same keys become one. */
static size_t merge(struct answer_row *rows, size_t count)
{
	size_t kept = 0;
	if (count)
		qsort(rows, count, sizeof *rows, by_keys);
	for (size_t i = 0; i < count; i++) {
		if (!kept || by_keys(&rows[kept - 1], &rows[i]) != 0) {
			rows[kept++] = rows[i];
			continue;
		}
		for (int s = 0; s < LEDGER_SUMS; s++)
			rows[kept - 1].sums[s] += rows[i].sums[s];
	}
	return kept;
}

/* What a group's row is called: NULL and *err when the store cannot be read. */
static const char *name_of(struct ask *ask, struct names *names, int64_t whose, struct err *err)
{
	if (ask->by == ANSWER_SKILL || ask->by == ANSWER_CRITERION)
		return "";
	const struct names_row *row =
		names_row(names, ask->by == ANSWER_TRAINEE_SKILL ? NAMES_TRAINEE : NAMES_TEAM, whose, err);
	return row ? row->text[0] : NULL;
}

/* "rubric/criterion" or the skill, the one copy of it; NULL with *ok when there is no such row. */
static const char *what_of(struct ask *ask, struct names *names, int64_t id, bool *ok, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	const struct criterion_row *criterion = NULL;
	*ok = store_criterion_row(ask->store, id, &criterion, err);
	if (!*ok || !criterion)
		return NULL;
	if (ask->skills)
		return names_text(names, criterion->skill);
	strbuf_addf(&text, SV_FMT "/" SV_FMT, SV_ARG(criterion->rubric), SV_ARG(criterion->name));
	return names_text(names, strbuf_sv(&text));
}

struct answer {
	struct answer_row *rows;
	size_t count, cap;
};

static bool name_group(struct ask *ask, struct names *names, const struct ledger_group *group, struct answer *answer,
		       struct err *err)
{
	const char *name = name_of(ask, names, group->key[0], err);
	for (size_t i = 0; name && i < group->ledger.count; i++) {
		const struct ledger_entry *entry = &group->ledger.entries[i];
		bool ok = true;
		if (!ledger_verdicts(entry->sums))
			continue;
		const char *what = what_of(ask, names, entry->what, &ok, err);
		if (!ok)
			return false;
		if (!what)
			continue;
		MEM_ENSURE(answer->rows, answer->count, answer->cap);
		struct answer_row *row = &answer->rows[answer->count++];
		row->key = ask->by == ANSWER_TRAINEE_SKILL ? name : what;
		row->key2 = ask->by == ANSWER_TRAINEE_SKILL ? what : name;
		memcpy(row->sums, entry->sums, sizeof row->sums);
	}
	return name != NULL;
}

static struct answer_row *name_all(const void *ctx, struct ask *ask, size_t *count, struct err *err)
{
	struct answer answer = {.rows = NULL};
	struct names names;
	struct answer_row *list = NULL;
	struct ledger_group **groups = ledgers_sorted(&ask->groups);
	bool ok = true;
	names_init(&names, ctx, ask->store);
	for (size_t i = 0; ok && groups[i]; i++)
		ok = name_group(ask, &names, groups[i], &answer, err);
	if (ok) {
		*count = merge(answer.rows, answer.count);
		list = MEM_ARRAY(ctx, struct answer_row, *count + 1);
		if (*count)
			memcpy(list, answer.rows, *count * sizeof *list);
	}
	names_release(&names);
	free(answer.rows);
	free(groups);
	return list;
}

struct answer_row *store_answer(const void *ctx, struct store *store, enum answer_by by,
				const struct attempt_query *query, size_t *count, struct err *err)
{
	struct ask ask = {.store = store,
			  .query = query,
			  .by = by,
			  .skills = by == ANSWER_SKILL || by == ANSWER_TRAINEE_SKILL};
	struct answer_row *list = NULL;
	*count = 0;
	if (!store_begin_read(store, err))
		return NULL;
	if (ask.skills ? gather(&ask, err) : gather_once(&ask, err))
		list = name_all(ctx, &ask, count, err);
	store_end_read(store, list != NULL);
	if (ask.skills || !store->answered)
		ledgers_release(&ask.groups);
	return list;
}

struct total_row *store_answer_totals(const void *ctx, struct store *store, enum total_by by,
				      const struct attempt_query *query, size_t *count, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct answer_row *rows = store_answer(pool, store,
					       by == TOTAL_SKILL       ? ANSWER_SKILL
					       : by == TOTAL_CRITERION ? ANSWER_CRITERION
								       : ANSWER_TRAINEE_SKILL,
					       query, count, err);
	if (!rows)
		return NULL;
	struct total_row *list = MEM_ARRAY(ctx, struct total_row, *count + 1);
	for (size_t i = 0; i < *count; i++) {
		const int64_t *sums = rows[i].sums;
		list[i] = (struct total_row){
			.key = mem_pool_strndup(list, rows[i].key, strlen(rows[i].key)),
			.key2 = mem_pool_strndup(list, rows[i].key2, strlen(rows[i].key2)),
			.met = sums[LEDGER_MET],
			.missed = sums[LEDGER_MISSED],
			.na = sums[LEDGER_NA],
			.errors = sums[LEDGER_ERRORS],
			.earned = (double)sums[LEDGER_EARNED] / 1e6,
			.points = (double)sums[LEDGER_POINTS],
		};
	}
	return list;
}
