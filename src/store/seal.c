#include "store/internal.h"

/* All that belongs to an attempt, in an order that does not change. The parent is left out: it may be erased. */
static const char *const queries[] = {
	"SELECT a.id, a.trainee, p.name, s.name, s.hash, s.channel, s.family, r.text, w.text, a.mode, a.seed,"
	" a.parent_turn, a.started_ms, a.finished_ms, a.finished, a.turns, a.hints, a.outcome, a.ending, a.score,"
	" a.passed, a.csat, a.critical, a.source, a.origin"
	" FROM attempt a JOIN trainee p ON p.id = a.trainee JOIN scenario s ON s.id = a.scenario"
	" JOIN rubric_set r ON r.id = a.rubrics JOIN word w ON w.id = a.engine WHERE a.id = ?1",
	"SELECT h.name, ws.text, wc.text, wf.text, h.customer, h.customer_extra, h.agent, h.agent_extra, h.seed, "
	"h.extra"
	" FROM heading h JOIN word ws ON ws.id = h.scenario JOIN word wc ON wc.id = h.channel"
	" JOIN word wf ON wf.id = h.company WHERE h.attempt = ?1",
	"SELECT number, who, text, action, argument, extra, for_ms, at_ms FROM turn WHERE attempt = ?1 ORDER BY number",
	"SELECT json FROM card WHERE attempt = ?1",
	"SELECT v.position, c.rubric, c.name, c.section, c.skill, c.points, c.critical, c.scored, v.verdict, v.earned"
	" FROM verdict v JOIN criterion c ON c.id = v.criterion WHERE v.attempt = ?1 ORDER BY v.position",
	"SELECT position, number, turn, start, stop FROM evidence WHERE attempt = ?1 ORDER BY position, number",
	"SELECT position, turn, anger, confusion FROM mood WHERE attempt = ?1 ORDER BY position",
	"SELECT number, at_ms, scenario, rubrics, engine, score, passed, json FROM old_card WHERE attempt = ?1"
	" ORDER BY number",
};

/* Type and length before each value, so that no two contents give the same bytes. */
static void add_value(struct hash *hash, sqlite3_stmt *row, int column)
{
	char head[64];
	struct sv text = {NULL, 0};
	int type = sqlite3_column_type(row, column);
	if (type == SQLITE_TEXT) {
		text = store_column(row, column);
		snprintf(head, sizeof head, "t%zu:", text.n);
	} else if (type == SQLITE_INTEGER) {
		snprintf(head, sizeof head, "i%lld;", (long long)sqlite3_column_int64(row, column));
	} else if (type == SQLITE_FLOAT) {
		snprintf(head, sizeof head, "r%a;", sqlite3_column_double(row, column));
	} else {
		snprintf(head, sizeof head, "n;");
	}
	hash_add(hash, sv_from(head));
	if (text.n)
		hash_add(hash, text);
}

static bool add_rows(struct store *store, const char *sql, int64_t attempt, struct hash *hash, struct err *err)
{
	STATEMENT statement = store_statement(store, sql, err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read an attempt", err))
			return false;
		if (!row)
			return true;
		for (int i = 0; i < sqlite3_column_count(statement); i++)
			add_value(hash, statement, i);
		hash_add(hash, SV("\n"));
	}
}

bool store_attempt_state(struct store *store, int64_t attempt, char out[HASH_HEX_SIZE], struct err *err)
{
	struct hash *hash = hash_new();
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof(queries) / sizeof(queries[0]); i++) {
		hash_add(hash, SV("#\n"));
		ok = add_rows(store, queries[i], attempt, hash, err);
	}
	hash_finish_hex(hash, out);
	return ok;
}
