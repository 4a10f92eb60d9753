#include "base/file.h"
#include "base/mem.h"
#include "desk.h"
#include "full_disk.h"

/* Version 1 as it was shipped, with a finished and an open attempt in it: written out here, because the step's own text
 * must never change. */
#define VERSION_1                                                                                                  \
	"PRAGMA journal_mode = WAL;"                                                                               \
	"CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"                            \
	"CREATE TABLE trainee (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"                   \
	" team INTEGER NOT NULL REFERENCES team, added_ms INTEGER NOT NULL) STRICT;"                               \
	"CREATE INDEX trainee_team ON trainee (team);"                                                             \
	"CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"                            \
	"CREATE TABLE scenario (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL,"                   \
	" channel TEXT NOT NULL, family TEXT NOT NULL, UNIQUE (name, hash, channel, family)) STRICT;"              \
	"CREATE TABLE rubric_set (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"                      \
	"CREATE TABLE criterion (id INTEGER PRIMARY KEY, rubric TEXT NOT NULL, name TEXT NOT NULL,"                \
	" section TEXT NOT NULL, skill TEXT NOT NULL, points INTEGER NOT NULL, critical INTEGER NOT NULL,"         \
	" scored INTEGER NOT NULL, UNIQUE (rubric, name, section, skill, points, critical, scored)) STRICT;"       \
	"CREATE TABLE attempt (id INTEGER PRIMARY KEY AUTOINCREMENT, trainee INTEGER NOT NULL REFERENCES trainee," \
	" scenario INTEGER NOT NULL REFERENCES scenario, rubrics INTEGER NOT NULL REFERENCES rubric_set,"          \
	" engine INTEGER NOT NULL REFERENCES word, mode INTEGER NOT NULL CHECK (mode BETWEEN 0 AND 2),"            \
	" seed INTEGER NOT NULL, parent INTEGER REFERENCES attempt ON DELETE SET NULL,"                            \
	" parent_turn INTEGER NOT NULL, started_ms INTEGER NOT NULL, finished_ms INTEGER NOT NULL DEFAULT 0,"      \
	" finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)), turns INTEGER NOT NULL DEFAULT 0,"       \
	" hints INTEGER NOT NULL DEFAULT 0, outcome INTEGER NOT NULL DEFAULT 0, ending TEXT NOT NULL DEFAULT '',"  \
	" score REAL, passed INTEGER NOT NULL DEFAULT 0, csat INTEGER NOT NULL DEFAULT 0,"                         \
	" critical INTEGER NOT NULL DEFAULT 0) STRICT;"                                                            \
	"CREATE INDEX attempt_trainee ON attempt (trainee, started_ms);"                                           \
	"CREATE INDEX attempt_started ON attempt (started_ms);"                                                    \
	"CREATE INDEX attempt_scenario ON attempt (scenario, started_ms);"                                         \
	"CREATE INDEX attempt_parent ON attempt (parent) WHERE parent IS NOT NULL;"                                \
	"CREATE INDEX attempt_open ON attempt (trainee, id) WHERE finished = 0;"

#define CONTENT_1                                                                                                    \
	"CREATE TABLE heading (attempt INTEGER PRIMARY KEY REFERENCES attempt ON DELETE CASCADE,"                    \
	" name TEXT NOT NULL, scenario INTEGER NOT NULL REFERENCES word, channel INTEGER NOT NULL REFERENCES word,"  \
	" company INTEGER NOT NULL REFERENCES word, customer TEXT NOT NULL, customer_extra TEXT NOT NULL,"           \
	" agent TEXT NOT NULL, agent_extra TEXT NOT NULL,"                                                           \
	" seed INTEGER, extra TEXT NOT NULL) STRICT;"                                                                \
	"CREATE TABLE turn (attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE, number INTEGER NOT NULL," \
	" who INTEGER NOT NULL CHECK (who IN (0, 1)), text TEXT NOT NULL, action TEXT NOT NULL,"                     \
	" argument TEXT NOT NULL, extra TEXT NOT NULL, for_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL,"             \
	" PRIMARY KEY (attempt, number)) STRICT, WITHOUT ROWID;"                                                     \
	"CREATE TABLE card (attempt INTEGER PRIMARY KEY REFERENCES attempt ON DELETE CASCADE,"                       \
	" json TEXT NOT NULL) STRICT;"                                                                               \
	"CREATE TABLE verdict (attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,"                       \
	" position INTEGER NOT NULL, criterion INTEGER NOT NULL REFERENCES criterion,"                               \
	" verdict INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 3), earned REAL NOT NULL,"                           \
	" PRIMARY KEY (attempt, position)) STRICT, WITHOUT ROWID;"                                                   \
	"CREATE TABLE evidence (attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,"                      \
	" position INTEGER NOT NULL, number INTEGER NOT NULL, turn INTEGER NOT NULL, start INTEGER NOT NULL,"        \
	" stop INTEGER NOT NULL, PRIMARY KEY (attempt, position, number)) STRICT, WITHOUT ROWID;"                    \
	"CREATE TABLE mood (attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,"                          \
	" position INTEGER NOT NULL, turn INTEGER NOT NULL, anger INTEGER NOT NULL, confusion INTEGER NOT NULL,"     \
	" PRIMARY KEY (attempt, position)) STRICT, WITHOUT ROWID;"

#define ROWS_1                                                                                                    \
	"INSERT INTO team VALUES (1, 'north');"                                                                   \
	"INSERT INTO trainee VALUES (1, 'ana', 1, 5);"                                                            \
	"INSERT INTO word VALUES (1, '0.1.0'), (2, 'late-parcel'), (3, 'chat'), (4, '');"                         \
	"INSERT INTO scenario VALUES (1, 'late-parcel', 'sha256:aa', 'chat', 'parcels');"                         \
	"INSERT INTO rubric_set VALUES (1, 'manners@sha256:bb');"                                                 \
	"INSERT INTO criterion VALUES (1, 'manners', 'apology', 'start', 'emotional-intelligence', 10, 0, 1),"    \
	" (2, 'manners', 'fresh', 'start', 'flexibility', 3, 0, 0);"                                              \
	"INSERT INTO attempt VALUES (1, 1, 1, 1, 1, 2, 9, NULL, 0, 100, 200, 1, 2, 0, 1, 'over', 62.5, 0, 4, 0)," \
	" (2, 1, 1, 1, 1, 2, 9, 1, 1, 300, 0, 0, 0, 0, 0, '', NULL, 0, 0, 0);"                                    \
	"INSERT INTO heading VALUES (1, 't', 2, 3, 4, 'Dana', '', 'Sam', '', NULL, '');"                          \
	"INSERT INTO turn VALUES (1, 1, 0, 'Hello?', '', '', '', 0, 0), (1, 2, 1, 'Sorry!', '', '', '', 0, -1);"  \
	"INSERT INTO card VALUES (1, '{}');"                                                                      \
	"INSERT INTO verdict VALUES (1, 0, 1, 0, 6.25), (1, 1, 2, 1, 0);"                                         \
	"INSERT INTO evidence VALUES (1, 0, 0, 2, 0, 5);"                                                         \
	"PRAGMA application_id = 1919904869; PRAGMA user_version = 1;"

static void make_version_1(struct desk *desk)
{
	struct err err = ERR_INIT;
	char folder[600];
	desk_init(desk);
	desk_file(desk, "data", folder);
	cr_assert(file_make_folders(folder, 0700, &err));
	desk_sql(desk->path, VERSION_1);
	desk_sql(desk->path, CONTENT_1);
	desk_sql(desk->path, ROWS_1);
}

Test(migrate, from_version_1_counts_what_is_there)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	make_version_1(&desk);
	desk_again(&desk);
	cr_assert_geq(store_version(desk.store), 2);
	expect_sound(desk.store);
	size_t count = 0;
	const struct attempt_query all = {0};
	struct total_row *rows = store_totals(pool, desk.store, TOTAL_TRAINEE, &all, &count, &err);
	cr_assert_not_null(rows, "%s", err.message);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(rows[0].key, "ana");
	cr_assert_eq(rows[0].attempts, 1, "the open attempt does not count");
	cr_assert_eq(rows[0].resolved, 1);
	cr_assert_float_eq(rows[0].score_sum, 62.5, 1e-12);
	rows = store_totals(pool, desk.store, TOTAL_SKILL, &all, &count, &err);
	cr_assert_eq(count, 1, "a criterion on trial belongs to no skill's figures");
	cr_assert_str_eq(rows[0].key, "emotional-intelligence");
	cr_assert_float_eq(rows[0].earned, 6.25, 1e-12);
	rows = store_totals(pool, desk.store, TOTAL_CRITERION, &all, &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(rows[1].key, "manners/fresh");
	cr_assert_eq(rows[1].missed, 1);
	desk_release(&desk);
}

/* Of several people, days, modes, scores. */
static void half_a_year(struct desk *desk)
{
	desk_open(desk);
	for (int i = 0; i < 12; i++) {
		const struct performance play = {i % 3 ? "ana" : "ben",
						 "",
						 "late-parcel",
						 "chat",
						 i % 2 ? MODE_EXAM : MODE_COACH,
						 100 + i * INT64_C(20000000),
						 POOR,
						 0,
						 12.34 * i / 3,
						 false,
						 i == 7,
						 0};
		const struct performance good = {"cy", "north", "late-parcel", "chat", MODE_EXAM, 90 - i,
						 GOOD, 2.5,     100.0 / 3,     true,   false,     4};
		perform(desk->store, &play);
		perform(desk->store, &good);
	}
	store_close(desk->store);
	desk->store = NULL;
}

static void copy_store(const struct desk *desk, char copy[600])
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	desk_file(desk, "copy.db", copy);
	strbuf_addf(&sql, "VACUUM INTO '%s'", copy);
	desk_sql(desk->path, sql.buf);
}

/* The rows of these tables are byte for byte those of the other store. */
static void expect_same_totals(const struct desk *desk, const char *other)
{
	static const char *const tables[] = {"total_attempt", "total_skill", "total_criterion", "total_each"};
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "ATTACH '%s' AS other; CREATE TEMP TABLE same (n INTEGER CHECK (n = 0));", other);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		strbuf_addf(
			&sql,
			"INSERT INTO same SELECT count(*) FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM other.%s);"
			"INSERT INTO same SELECT count(*) FROM (SELECT * FROM other.%s EXCEPT SELECT * FROM main.%s);"
			"INSERT INTO same SELECT count(*) = 0 FROM main.%s;",
			tables[i], tables[i], tables[i], tables[i], tables[i]);
	desk_sql(desk->path, sql.buf);
}

/* Times and totals, counted by the migration, are those that were kept one by one. */
Test(migrate, from_version_4_counts_what_was_kept_since)
{
	static const char *const facts[] = {"SELECT sum(handle_ms) FROM attempt",
					    "SELECT sum(first_reply_ms * id) FROM attempt"};
	int64_t before[2];
	struct desk desk;
	char copy[600];
	half_a_year(&desk);
	for (int i = 0; i < 2; i++)
		before[i] = desk_number(desk.path, facts[i]);
	cr_assert_gt(before[1], 0);
	copy_store(&desk, copy);
	desk_sql(desk.path, DESK_BACK_TO_4);
	desk_sql(desk.path, "UPDATE turn SET at_ms = 40000 WHERE attempt = 2 AND number = 4");
	desk_again(&desk);
	expect_sound(desk.store);
	cr_assert_eq(desk_number(desk.path, "SELECT handle_ms FROM attempt WHERE id = 2"), 40000);
	before[0] += 40001;
	for (int i = 0; i < 2; i++)
		cr_assert_eq(desk_number(desk.path, facts[i]), before[i], "%s", facts[i]);
	expect_same_totals(&desk, copy);
	desk_release(&desk);
}

Test(migrate, from_version_6_counts_by_day)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	char copy[600];
	size_t count = 0;
	half_a_year(&desk);
	copy_store(&desk, copy);
	desk_sql(desk.path, DESK_BACK_TO_6);
	int64_t met = desk_number(desk.path, "SELECT met FROM total_criterion WHERE criterion = 1 AND mode = 2");
	cr_assert_gt(met, 0);
	desk_again(&desk);
	expect_sound(desk.store);
	expect_same_totals(&desk, copy);
	cr_assert_gt(desk_number(desk.path, "SELECT count(DISTINCT day) FROM total_skill"), 2);
	const struct attempt_query exams = {.modes = 1U << MODE_EXAM};
	struct total_row *rows = store_totals(pool, desk.store, TOTAL_CRITERION, &exams, &count, &err);
	cr_assert_not_null(rows, "%s", err.message);
	cr_assert_str_eq(rows[0].key, "manners/apology");
	cr_assert_eq(rows[0].met, met);
	desk_release(&desk);
}

/* Whatever write of it fails, the store is as it was, and the next try brings it up to date. */
Test(migrate, a_full_disk_leaves_version_6)
{
	struct desk desk;
	struct err err = ERR_INIT;
	char copy[600];
	int failed = 0;
	full_disk_install();
	half_a_year(&desk);
	copy_store(&desk, copy);
	desk_sql(desk.path, DESK_BACK_TO_6);
	int64_t sum = desk_number(desk.path, "SELECT sum(squares) FROM total_each");
	for (int n = 1;; n++) {
		full_disk_after(n, SQLITE_FULL);
		desk.store = store_open(desk.path, &err);
		full_disk_after(0, 0);
		if (desk.store)
			break;
		failed++;
		cr_assert_eq(err.kind, ERR_STORE);
		cr_assert_eq(desk_number(desk.path, "PRAGMA user_version"), 6);
		cr_assert_eq(desk_number(desk.path, "SELECT sum(squares) FROM total_each"), sum);
		err = (struct err)ERR_INIT;
	}
	cr_assert_gt(failed, 3);
	expect_sound(desk.store);
	expect_same_totals(&desk, copy);
	desk_release(&desk);
}

Test(migrate, old_attempts_can_be_gone_on_with)
{
	struct desk desk;
	struct err err = ERR_INIT;
	int64_t open = 0;
	make_version_1(&desk);
	desk_again(&desk);
	cr_assert(store_attempt_latest_open(desk.store, 1, SV("late-parcel"), &open, &err));
	cr_assert_eq(open, 2);
	struct transcript transcript;
	make_transcript(&transcript);
	cr_assert(store_attempt_turns(desk.store, open, &transcript, 0, &err), "%s", err.message);
	transcript_release(&transcript);
	const struct performance next = {"ben", "", "other", "chat", MODE_COACH, 1, POOR, 0, 10, false, false, 1};
	perform(desk.store, &next);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(migrate, readers_ask_for_it)
{
	struct desk desk;
	struct err err = ERR_INIT;
	make_version_1(&desk);
	cr_assert_null(store_open_readonly(desk.path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not_null(strstr(err.message, "store migrate"), "%s", err.message);
	cr_assert_eq(desk_number(desk.path, "PRAGMA user_version"), 1);
	desk_release(&desk);
}

Test(migrate, a_step_that_fails_leaves_the_old_version)
{
	struct desk desk;
	struct err err = ERR_INIT;
	make_version_1(&desk);
	desk_sql(desk.path, "CREATE TABLE total_criterion (x INTEGER)");
	cr_assert_null(store_open(desk.path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_eq(desk_number(desk.path, "PRAGMA user_version"), 1);
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM sqlite_schema WHERE name = 'total_attempt'"), 0);
	desk_sql(desk.path, "DROP TABLE total_criterion");
	desk_again(&desk);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(migrate, a_new_store_equals_a_migrated_one)
{
	struct desk old, fresh;
	make_version_1(&old);
	desk_again(&old);
	desk_open(&fresh);
	store_close(old.store);
	store_close(fresh.store);
	old.store = fresh.store = NULL;
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "ATTACH '%s' AS other;", fresh.path);
	strbuf_addstr(&sql, "CREATE TEMP TABLE same (n INTEGER CHECK (n = 0));"
			    "INSERT INTO same SELECT count(*) FROM (SELECT t.name, c.name, c.type, c.pk FROM"
			    " main.sqlite_schema t, pragma_table_info(t.name, 'main') c EXCEPT SELECT t.name, c.name,"
			    " c.type, c.pk FROM other.sqlite_schema t, pragma_table_info(t.name, 'other') c)");
	desk_sql(old.path, sql.buf);
	desk_release(&old);
	desk_release(&fresh);
}
