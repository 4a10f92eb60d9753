/* How questions are answered and attempts are kept: the statements that the store really runs are collected, and the
 * database is asked how it would go about them. */
#include "base/mem.h"
#include "desk.h"
#include "store/figures.h"
#include "store/history.h"

#include <string.h>
#include <sys/stat.h>

#define STATEMENTS 256

static struct {
	sqlite3 *db; /* the handle opened last */
	char *sql[STATEMENTS];
	size_t count;
} seen;

static int collect(unsigned kind, void *ctx, void *statement, void *text)
{
	(void)kind;
	(void)ctx;
	(void)statement;
	if (seen.count < STATEMENTS)
		seen.sql[seen.count++] = mem_strdup(text);
	return 0;
}

static int watch(sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
	(void)message;
	(void)api;
	seen.db = db;
	return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, collect, NULL);
}

static void forget(void)
{
	for (size_t i = 0; i < seen.count; i++)
		free(seen.sql[i]);
	seen.count = 0;
}

static void open_watched(struct desk *desk)
{
	sqlite3_auto_extension((void (*)(void))watch);
	desk_open(desk);
	const struct performance plays[] = {
		{"ana", "north", "late-parcel", "chat", MODE_EXAM, 100, GOOD, 7.5, 87.5, true, false, 5},
		{"ben", "south", "wrong-bill", "email", MODE_COACH, 400, POOR, 0, 33, true, false, 4},
	};
	for (size_t i = 0; i < 2; i++)
		perform(desk->store, &plays[i]);
	forget();
}

static void close_watched(struct desk *desk)
{
	sqlite3_reset_auto_extension();
	forget();
	desk_release(desk);
}

/* The plan as one text, a step a line. */
static void plan_of(const char *sql, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf question = STRBUF_INIT;
	sqlite3_stmt *statement = NULL;
	strbuf_addf(&question, "EXPLAIN QUERY PLAN %s", sql);
	cr_assert_eq(sqlite3_prepare_v2(seen.db, question.buf, -1, &statement, NULL), SQLITE_OK, "%s", sql);
	while (sqlite3_step(statement) == SQLITE_ROW)
		strbuf_addf(out, "%s\n", (const char *)sqlite3_column_text(statement, 3));
	sqlite3_finalize(statement);
}

/* Every figure that reports are made of. */
static void ask_all(struct store *store, const struct attempt_query *query)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct err err = ERR_INIT;
	size_t n = 0;
	for (int by = TOTAL_TRAINEE; by <= TOTAL_FAMILY_CHANNEL; by++)
		cr_assert_not_null(store_totals(pool, store, (enum total_by)by, query, &n, &err), "%s", err.message);
	cr_assert_not_null(store_spread(pool, store, query, &n, &err), "%s", err.message);
	cr_assert_not_null(store_team_criteria(pool, store, query, &n, &err), "%s", err.message);
}

Test(plans, what_is_kept_is_not_counted_again)
{
	const struct attempt_query queries[] = {
		{0}, {.modes = 6}, {.trainee = 1}, {.team = SV("north")}, {.trainee = 2, .modes = 4}};
	struct desk desk;
	open_watched(&desk);
	for (size_t q = 0; q < sizeof(queries) / sizeof(queries[0]); q++)
		ask_all(desk.store, &queries[q]);
	cr_assert_gt(seen.count, 40);
	for (size_t i = 0; i < seen.count; i++) {
		cr_assert_null(strstr(seen.sql[i], "verdict"), "%s", seen.sql[i]);
		cr_assert_null(strstr(seen.sql[i], "FROM attempt"), "%s", seen.sql[i]);
	}
	close_watched(&desk);
}

Test(plans, one_person_is_looked_up)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct attempt_query ana = {.trainee = 1, .modes = 6, .finished = 1, .source = 1};
	size_t n = 0;
	open_watched(&desk);
	cr_assert_not_null(store_attempts(pool, desk.store, &ana, &n, &err));
	cr_assert_eq(n, 1);
	cr_assert_not_null(store_spread(pool, desk.store, &ana, &n, &err));
	cr_assert_not_null(store_totals(pool, desk.store, TOTAL_SKILL, &ana, &n, &err));
	cr_assert_not_null(store_totals(pool, desk.store, TOTAL_CRITERION, &ana, &n, &err));
	for (size_t i = 0; i < seen.count; i++) {
		CLEANUP_STRBUF struct strbuf plan = STRBUF_INIT;
		plan_of(seen.sql[i], &plan);
		cr_assert_null(strstr(plan.buf, "SCAN a"), "%s\n%s", seen.sql[i], plan.buf);
		cr_assert_null(strstr(plan.buf, "SCAN p"), "%s\n%s", seen.sql[i], plan.buf);
	}
	close_watched(&desk);
}

/* Hours of a day: from the verdicts of its attempts, each looked up. */
Test(plans, a_window_reads_its_own_verdicts_only)
{
	struct desk desk;
	const struct attempt_query window = {.since_ms = 50, .until_ms = 200};
	size_t attempts = 0, verdicts = 0;
	open_watched(&desk);
	ask_all(desk.store, &window);
	for (size_t i = 0; i < seen.count; i++) {
		CLEANUP_STRBUF struct strbuf plan = STRBUF_INIT;
		plan_of(seen.sql[i], &plan);
		cr_assert_null(strstr(seen.sql[i], "total_"), "%s", seen.sql[i]);
		cr_assert_null(strstr(plan.buf, "SCAN v"), "%s\n%s", seen.sql[i], plan.buf);
		cr_assert_null(strstr(plan.buf, "SCAN a"), "%s\n%s", seen.sql[i], plan.buf);
		if (strstr(seen.sql[i], "FROM attempt")) {
			attempts++;
			cr_assert_not_null(strstr(plan.buf, "SEARCH a USING INDEX attempt_started"), "%s\n%s",
					   seen.sql[i], plan.buf);
		}
		if (strstr(seen.sql[i], "FROM verdict")) {
			verdicts++;
			cr_assert_not_null(strstr(plan.buf, "SEARCH verdict USING PRIMARY KEY (attempt=?)"), "%s\n%s",
					   seen.sql[i], plan.buf);
		}
	}
	cr_assert_eq(attempts, 8, "the ways to add up; spread and teams are of the same walk as the criteria");
	cr_assert_geq(verdicts, 3);
	close_watched(&desk);
}

/* Whole days: from what is kept of each, looked up by whose it is and when. */
Test(plans, days_are_not_counted_again)
{
	const struct attempt_query queries[] = {
		{.since_ms = 86400000, .until_ms = 3 * INT64_C(86400000)},
		{.since_ms = -86400000, .modes = 6},
		{.until_ms = 86400000, .team = SV("north")},
	};
	const enum total_by of_verdicts[] = {TOTAL_SKILL, TOTAL_CRITERION, TOTAL_TRAINEE_SKILL};
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t n = 0, kept = 0;
	open_watched(&desk);
	for (size_t q = 0; q < sizeof(queries) / sizeof(queries[0]); q++) {
		for (size_t by = 0; by < 3; by++)
			cr_assert_not_null(store_totals(pool, desk.store, of_verdicts[by], &queries[q], &n, &err));
		cr_assert_eq(n > 0, q > 0);
		cr_assert_not_null(store_spread(pool, desk.store, &queries[q], &n, &err));
		cr_assert_not_null(store_team_criteria(pool, desk.store, &queries[q], &n, &err));
	}
	const struct attempt_query ana = {.trainee = 1, .since_ms = 86400000};
	cr_assert_not_null(store_totals(pool, desk.store, TOTAL_SKILL, &ana, &n, &err));
	for (size_t i = 0; i < seen.count; i++) {
		CLEANUP_STRBUF struct strbuf plan = STRBUF_INIT;
		plan_of(seen.sql[i], &plan);
		cr_assert_null(strstr(seen.sql[i], "verdict"), "%s", seen.sql[i]);
		cr_assert_null(strstr(seen.sql[i], "FROM attempt"), "%s", seen.sql[i]);
		cr_assert_null(strstr(plan.buf, "SCAN a"), "%s\n%s", seen.sql[i], plan.buf);
		if (!strstr(seen.sql[i], "total_"))
			continue;
		kept++;
		cr_assert(strstr(plan.buf, "SEARCH a USING PRIMARY KEY (trainee=? AND day>? AND day<?)") ||
				  strstr(plan.buf, "SEARCH a USING PRIMARY KEY (team=? AND day>? AND day<?)"),
			  "%s\n%s", seen.sql[i], plan.buf);
	}
	cr_assert_eq(kept, 10);
	close_watched(&desk);
}

/* What is rare is found by its index, and what was begun is counted without a look at the attempts themselves. */
Test(plans, indexes_answer)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct history_query disputes = {.kinds = 1U << HISTORY_DISPUTE | 1U << HISTORY_RESOLVE};
	const struct attempt_query real = {.source = 2, .finished = 1, .modes = 6}, all = {.modes = 6};
	size_t n = 0;
	static const char *const expected[] = {"SCAN a USING INDEX attempt_real", "USING INDEX history_kind",
					       "SCAN a USING COVERING INDEX attempt_scenario",
					       "SEARCH history USING INDEX history_kind"};
	open_watched(&desk);
	cr_assert_not_null(store_attempts(pool, desk.store, &real, &n, &err));
	cr_assert_eq(n, 0);
	cr_assert_not_null(store_overturns(pool, desk.store, &n, &err));
	cr_assert_not_null(store_begun(pool, desk.store, &all, &n, &err));
	cr_assert_eq(n, 2);
	cr_assert_not_null(store_history(pool, desk.store, &disputes, &n, &err));
	cr_assert_eq(seen.count, 4);
	for (size_t i = 0; i < 4; i++) {
		CLEANUP_STRBUF struct strbuf plan = STRBUF_INIT;
		plan_of(seen.sql[i], &plan);
		cr_assert_not_null(strstr(plan.buf, expected[i]), "%s\n%s", seen.sql[i], plan.buf);
	}
	close_watched(&desk);
}

/* A reader that becomes a writer can be refused as busy: the lock comes before the first question. */
Test(plans, writing_begins_with_the_lock)
{
	struct desk desk;
	struct err err = ERR_INIT;
	int64_t id = 0;
	bool writing = false;
	size_t locks = 0;
	open_watched(&desk);
	const struct performance next = {"cy", "north", "late-parcel", "chat", MODE_EXAM, 500, GOOD,
					 1,    50,      true,          false,  3};
	perform(desk.store, &next);
	cr_assert(store_trainee_add(desk.store, SV("ana"), SV("south"), 7, &id, &err));
	for (size_t i = 0; i < seen.count; i++) {
		if (strncmp(seen.sql[i], "--", 2) == 0) /* a step inside the one before */
			continue;
		if (!writing)
			cr_assert_str_eq(seen.sql[i], "BEGIN IMMEDIATE");
		locks += !writing;
		writing = strcmp(seen.sql[i], "COMMIT") != 0;
	}
	cr_assert_geq(locks, 4, "a trainee, the start, the turns, the card");
	cr_assert(!writing);
	close_watched(&desk);
}

static int prepared(void)
{
	int count = 0;
	for (sqlite3_stmt *s = sqlite3_next_stmt(seen.db, NULL); s; s = sqlite3_next_stmt(seen.db, s))
		count++;
	return count;
}

Test(plans, statements_are_prepared_once)
{
	struct desk desk;
	open_watched(&desk);
	const struct performance next = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 500, GOOD,
					 1,     50,      true,          false,  3};
	perform(desk.store, &next);
	int before = prepared();
	for (int i = 0; i < 20; i++)
		perform(desk.store, &next);
	cr_assert_eq(prepared(), before, "%d and then %d statements", before, prepared());
	cr_assert_gt(before, 10);
	close_watched(&desk);
}

Test(plans, rows_of_an_attempt_lie_together)
{
	static const char *const tables[] = {"turn",          "verdict",     "evidence",        "mood",
					     "total_attempt", "total_skill", "total_criterion", "total_each"};
	struct desk desk;
	desk_open(&desk);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
		strbuf_addf(&sql, "SELECT wr FROM pragma_table_list WHERE name = '%s'", tables[i]);
		cr_assert_eq(desk_number(desk.path, sql.buf), 1, "%s is without rowid", tables[i]);
	}
	desk_release(&desk);
}

/* A batch makes the log as long as itself; the next commits carry it over and cut it back. */
Test(plans, the_log_stays_short)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf big = STRBUF_INIT, log = STRBUF_INIT;
	struct stat info;
	desk_open(&desk);
	const struct performance next = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 500, GOOD,
					 1,     50,      true,          false,  3};
	for (int i = 0; i < 12000; i++)
		strbuf_addstr(&big, "I am sorry to hear that, and I will look into it at once. ");
	cr_assert(store_batch_begin(desk.store, &err));
	for (int i = 0; i < 20; i++) {
		struct transcript transcript;
		int64_t id = begin(desk.store, &next);
		make_transcript(&transcript);
		transcript.turns[1].text = strbuf_sv(&big);
		cr_assert(store_attempt_turns(desk.store, id, &transcript, 0, &err), "%s", err.message);
		transcript_release(&transcript);
	}
	cr_assert(store_batch_end(desk.store, true, &err));
	strbuf_addf(&log, "%s-wal", desk.path);
	cr_assert_eq(stat(log.buf, &info), 0);
	cr_assert_gt(info.st_size, 10000000);
	perform(desk.store, &next);
	cr_assert_eq(stat(log.buf, &info), 0);
	cr_assert_leq(info.st_size, 8388608);
	desk_release(&desk);
}
