/* test_seal.c - the bytes that a seal is the hash of: spelled out here by printf and a join, as the first seals were.
 */
#include "base/rng.h"
#include "desk.h"
#include "store/internal.h"

#include <float.h>

static const char *const queries[] = {
	"SELECT a.id, a.trainee, p.name, s.name, s.hash, s.channel, s.family, r.text, w.text, a.mode, a.seed,"
	" a.parent_turn, a.started_ms, a.finished_ms, a.finished, a.turns, a.hints, a.outcome, a.ending, a.score,"
	" a.passed, a.csat, a.critical, a.source, a.origin"
	" FROM attempt a JOIN trainee p ON p.id = a.trainee JOIN scenario s ON s.id = a.scenario"
	" JOIN rubric_set r ON r.id = a.rubrics JOIN word w ON w.id = a.engine WHERE a.id = %lld",
	"SELECT h.name, ws.text, wc.text, wf.text, h.customer, h.customer_extra, h.agent, h.agent_extra, h.seed,"
	" h.extra FROM heading h JOIN word ws ON ws.id = h.scenario JOIN word wc ON wc.id = h.channel"
	" JOIN word wf ON wf.id = h.company WHERE h.attempt = %lld",
	"SELECT number, who, text, action, argument, extra, for_ms, at_ms FROM turn WHERE attempt = %lld"
	" ORDER BY number",
	"SELECT json FROM card WHERE attempt = %lld",
	"SELECT v.position, c.rubric, c.name, c.section, c.skill, c.points, c.critical, c.scored, v.verdict, v.earned"
	" FROM verdict v JOIN criterion c ON c.id = v.criterion WHERE v.attempt = %lld ORDER BY v.position",
	"SELECT position, number, turn, start, stop FROM evidence WHERE attempt = %lld ORDER BY position, number",
	"SELECT position, turn, anger, confusion FROM mood WHERE attempt = %lld ORDER BY position",
	"SELECT number, at_ms, scenario, rubrics, engine, score, passed, json FROM old_card WHERE attempt = %lld"
	" ORDER BY number",
};

static void add_value(struct strbuf *out, sqlite3_stmt *row, int column)
{
	switch (sqlite3_column_type(row, column)) {
	case SQLITE_TEXT:
		strbuf_addf(out, "t%d:", sqlite3_column_bytes(row, column));
		strbuf_addstr(out, (const char *)sqlite3_column_text(row, column));
		break;
	case SQLITE_INTEGER: strbuf_addf(out, "i%lld;", (long long)sqlite3_column_int64(row, column)); break;
	case SQLITE_FLOAT: strbuf_addf(out, "r%a;", sqlite3_column_double(row, column)); break;
	default: strbuf_addstr(out, "n;");
	}
}

static void spell_out(const char *path, long long attempt, char hash[HASH_HEX_SIZE])
{
	CLEANUP_STRBUF struct strbuf bytes = STRBUF_INIT;
	sqlite3 *db = NULL;
	cr_assert_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		char *sql = sqlite3_mprintf(queries[i], attempt);
		sqlite3_stmt *row = NULL;
		cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
		strbuf_addstr(&bytes, "#\n");
		while (sqlite3_step(row) == SQLITE_ROW) {
			for (int c = 0; c < sqlite3_column_count(row); c++)
				add_value(&bytes, row, c);
			strbuf_addstr(&bytes, "\n");
		}
		sqlite3_finalize(row);
		sqlite3_free(sql);
	}
	sqlite3_close(db);
	hash_sha256_hex(strbuf_sv(&bytes), hash);
}

static void expect_same(struct desk *desk, int64_t attempt)
{
	struct err err = ERR_INIT;
	char here[HASH_HEX_SIZE], spelled[HASH_HEX_SIZE];
	cr_assert(store_attempt_state(desk->store, attempt, here, &err), "%s", err.message);
	spell_out(desk->path, (long long)attempt, spelled);
	cr_assert_str_eq(here, spelled, "attempt %lld", (long long)attempt);
}

Test(seal, its_bytes_never_change)
{
	const double reals[] = {0,
				-0.0,
				1,
				-1,
				0.1,
				1.0 / 3,
				100,
				62.5,
				2,
				4096,
				1e300,
				1e-300,
				DBL_MIN,
				DBL_MAX,
				DBL_TRUE_MIN,
				-DBL_MIN / 8,
				0x1.fffffffffffffp+3,
				0x1.0000000000001p-9};
	struct desk desk;
	struct rng rng;
	desk_open(&desk);
	rng_seed(&rng, 3);
	for (int i = 0; i < 40; i++) {
		const struct performance play = {"ana",
						 "",
						 "late-parcel",
						 "chat",
						 MODE_EXAM,
						 -5 + i,
						 GOOD,
						 10 * rng_unit(&rng),
						 100 * rng_unit(&rng),
						 true,
						 i % 5 == 0,
						 3};
		expect_same(&desk, perform(desk.store, &play));
	}
	for (size_t i = 0; i < sizeof(reals) / sizeof(reals[0]); i++) {
		CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
		strbuf_addf(&sql, "UPDATE verdict SET earned = %.17g", reals[i]);
		desk_sql(desk.path, sql.buf);
		expect_same(&desk, 2);
	}
	desk_release(&desk);
}

/* Rows of criterion are remembered; a transaction that is undone takes them away again. */
Test(seal, what_was_undone_is_not_remembered)
{
	struct desk desk;
	struct err err = ERR_INIT;
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_EXAM, 1, GOOD, 1, 50, true, false, 3};
	desk_open(&desk);
	cr_assert(store_batch_begin(desk.store, &err));
	perform(desk.store, &good);
	store_batch_end(desk.store, false, &err);
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM criterion"), 0);
	desk_sql(desk.path, "INSERT INTO criterion VALUES (1, 'other', 'first', 'start', '', 1, 0, 1)");
	expect_same(&desk, perform(desk.store, &good));
	desk_release(&desk);
}
