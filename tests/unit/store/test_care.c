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
	expect_finding("UPDATE total_skill SET met = met + 1", "trainee 1: the kept totals by skill");
	expect_finding("UPDATE total_criterion SET earned = earned + 1 WHERE criterion = 1",
		       "criterion 1: its kept totals");
	expect_finding("UPDATE total_criterion SET squares = squares + 1 WHERE criterion = 1",
		       "criterion 1: its kept totals");
	expect_finding("UPDATE total_each SET tenths = tenths + 1 WHERE criterion = 1",
		       "trainee 1: the kept totals by criterion");
	expect_finding("DELETE FROM total_each", "trainee 1: the kept totals by criterion");
	expect_finding("UPDATE attempt SET handle_ms = 1 WHERE id = 2", "attempt 2: its times are not those");
	expect_finding("UPDATE attempt SET first_reply_ms = 1 WHERE id = 1", "attempt 1: its times are not those");
	expect_finding("PRAGMA foreign_keys = OFF; DELETE FROM scenario", "table attempt: a row refers");
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
