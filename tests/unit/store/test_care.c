#include "base/file.h"
#include "base/mem.h"
#include "desk.h"

#include <unistd.h>

static void one_attempt(struct desk *desk)
{
	desk_open(desk);
	const struct performance good = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 100,
					 GOOD,  0,       100,           true,   false,     5};
	perform(desk->store, &good);
	perform(desk->store, &good);
	expect_sound(desk->store);
}

/* Break it from outside, then the check must say `words`. */
static void expect_finding(const char *sql, const char *words)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	one_attempt(&desk);
	store_close(desk.store);
	desk.store = NULL;
	desk_sql(desk.path, sql);
	desk_again(&desk);
	cr_assert(store_check(desk.store, &findings, &err), "%s", err.message);
	cr_assert_not_null(strstr(findings.buf, words), "%s: %s", sql, findings.buf);
	desk_release(&desk);
}

Test(care, check_names_what_is_wrong)
{
	expect_finding("DELETE FROM turn WHERE attempt = 2 AND number = 3", "attempt 2: its turns");
	expect_finding("DELETE FROM turn WHERE attempt = 2 AND number = 4", "attempt 2: its turns");
	expect_finding(
		"UPDATE turn SET number = number + 1000 WHERE attempt = 1; UPDATE turn SET number = number - 999",
		"attempt 1: its turns");
	expect_finding("DELETE FROM heading WHERE attempt = 1", "attempt 1: it has turns and no heading");
	expect_finding("DELETE FROM verdict WHERE attempt = 1 AND position = 1", "attempt 1: a verdict is missing");
	expect_finding("UPDATE evidence SET stop = 5000 WHERE attempt = 1", "attempt 1: evidence lies outside");
	expect_finding("UPDATE evidence SET turn = 9 WHERE attempt = 1", "attempt 1: evidence lies outside");
	expect_finding("DELETE FROM card WHERE attempt = 2", "attempt 2: it is finished and has no card");
	expect_finding("UPDATE attempt SET score = 50 WHERE id = 1", "trainee 1: the kept totals of attempts");
	expect_finding("DELETE FROM total_attempt", "trainee 1: the kept totals of attempts");
	expect_finding(
		"INSERT INTO total_attempt SELECT trainee, scenario, 0, 1, 1, 1, 1, 1, 1, 1, 1 FROM total_attempt",
		"trainee 1: the kept totals of attempts");
	expect_finding("UPDATE total_skill SET day = day + 1", "trainee 1: the kept totals by skill");
	expect_finding("DELETE FROM total_criterion", "criterion 1: its kept totals leave verdicts out");
	expect_finding("UPDATE total_criterion SET sums = x''", "criterion 1: its kept totals are not what");
	expect_finding("UPDATE total_each SET mode = mode + 3", "trainee 1: the kept totals by criterion");
	expect_finding("UPDATE total_each SET sums = x'ff'", "trainee 1: the kept totals by criterion are damaged");
	expect_finding("DELETE FROM total_each", "trainee 1: the kept totals by criterion");
	expect_finding("UPDATE attempt SET handle_ms = 1 WHERE id = 2", "attempt 2: its times are not those");
	expect_finding("UPDATE attempt SET first_reply_ms = 1 WHERE id = 1", "attempt 1: its times are not those");
	expect_finding("PRAGMA foreign_keys = OFF; DELETE FROM scenario", "table attempt: a row refers");
}

/* No byte of packed sums can change unseen. */
Test(care, check_reads_every_byte_of_the_sums)
{
	static const char *const tables[] = {"total_skill", "total_criterion", "total_each"};
	struct desk desk;
	one_attempt(&desk);
	store_close(desk.store);
	desk.store = NULL;
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		CLEANUP_STRBUF struct strbuf size = STRBUF_INIT;
		strbuf_addf(&size, "SELECT max(length(sums)) FROM %s", tables[t]);
		int64_t bytes = desk_number(desk.path, size.buf);
		cr_assert_gt(bytes, 8);
		for (int64_t at = 1; at <= bytes; at++) {
			CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT, findings = STRBUF_INIT;
			struct err err = ERR_INIT;
			strbuf_addf(&sql,
				    "CREATE TABLE kept AS SELECT * FROM %s; UPDATE %s SET sums ="
				    " CAST(substr(sums, 1, %d) || iif(substr(sums, %d, 1) = x'05', x'06', x'05') ||"
				    " substr(sums, %d) AS BLOB) WHERE length(sums) >= %d",
				    tables[t], tables[t], (int)at - 1, (int)at, (int)at + 1, (int)at);
			desk_sql(desk.path, sql.buf);
			desk_again(&desk);
			cr_assert(store_check(desk.store, &findings, &err), "%s", err.message);
			cr_assert_not_null(strstr(findings.buf, "kept totals"), "%s, byte %d: %s", tables[t], (int)at,
					   findings.buf);
			store_close(desk.store);
			desk.store = NULL;
			strbuf_reset(&sql);
			strbuf_addf(&sql, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept; DROP TABLE kept",
				    tables[t], tables[t]);
			desk_sql(desk.path, sql.buf);
		}
	}
	desk_again(&desk);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(care, check_finds_a_flipped_byte)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT, bytes = STRBUF_INIT;
	one_attempt(&desk);
	store_close(desk.store);
	desk.store = NULL;
	int64_t page = desk_number(desk.path, "SELECT rootpage FROM sqlite_schema WHERE name = 'turn'");
	cr_assert(file_read(desk.path, 1 << 24, &bytes, &err));
	memset(bytes.buf + (page - 1) * 4096, 0x5a, 64);
	cr_assert(file_write_atomic(desk.path, strbuf_sv(&bytes), 0600, &err));
	desk_again(&desk);
	cr_assert(store_check(desk.store, &findings, &err), "%s", err.message);
	cr_assert_not_null(strstr(findings.buf, "file: "), "%s", findings.buf);
	struct transcript transcript;
	cr_assert_not(store_attempt_transcript(desk.store, 1, &transcript, &err));
	cr_assert_not_null(strstr(err.message, "damaged"), "%s", err.message);
	transcript_release(&transcript);
	desk_release(&desk);
}

Test(care, backup)
{
	struct desk desk;
	char path[600];
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	one_attempt(&desk);
	desk_file(&desk, "file:copy?.db", path);
	cr_assert(store_backup(desk.store, path, &err), "%s", err.message);
	struct store *copy = store_open_readonly(path, &err);
	cr_assert_not_null(copy, "%s", err.message);
	expect_sound(copy);
	const struct attempt_query all = {0};
	store_attempts(pool, copy, &all, &count, &err);
	cr_assert_eq(count, 2);
	store_close(copy);
	desk_release(&desk);
}

Test(care, backup_overwrites_nothing)
{
	struct desk desk;
	char path[600], link[600];
	struct err err = ERR_INIT;
	one_attempt(&desk);
	desk_file(&desk, "notes.txt", path);
	cr_assert(file_write_atomic(path, SV("mine"), 0600, &err));
	cr_assert_not(store_backup(desk.store, path, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	cr_assert_not_null(strstr(err.message, "overwrites nothing"), "%s", err.message);
	cr_assert(desk_same_file(path, SV("mine")));
	desk_file(&desk, "dangling", link);
	desk_file(&desk, "elsewhere", path);
	cr_assert_eq(symlink(path, link), 0);
	cr_assert_not(store_backup(desk.store, link, &err));
	cr_assert_not(file_exists(path));
	cr_assert_not(store_backup(desk.store, "", &err));
	desk_file(&desk, "no/such/folder.db", path);
	err = (struct err)ERR_INIT;
	cr_assert_not(store_backup(desk.store, path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not(store_backup(desk.store, desk.path, &err));
	expect_sound(desk.store);
	desk_release(&desk);
}
