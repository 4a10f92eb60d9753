#include "store/internal.h"
#include "store/totals.h"

#include <unistd.h>

#define FINDINGS_MAX 20 /* shown of a kind; a broken store can have millions */

/* Each query gives a row per thing that is wrong: a number or a text, and `before`/`after` make the sentence. */
static const struct {
	const char *sql, *before, *after;
} checks[] = {
	{"PRAGMA integrity_check(20)", "file: ", ""},
	{"SELECT DISTINCT \"table\" FROM pragma_foreign_key_check", "table ",
	 ": a row refers to one that is not there"},
	{"SELECT a.id FROM attempt a LEFT JOIN (SELECT attempt, count(*) AS n, min(number) AS lo, max(number) AS hi "
	 "FROM turn"
	 " GROUP BY attempt) t ON t.attempt = a.id WHERE coalesce(t.n, 0) <> a.turns OR t.lo <> 1 OR t.hi <> t.n",
	 "attempt ", ": its turns are not numbered from 1 without a gap"},
	{"SELECT a.id FROM attempt a LEFT JOIN heading h ON h.attempt = a.id WHERE a.turns > 0 AND h.attempt IS NULL",
	 "attempt ", ": it has turns and no heading"},
	{"SELECT attempt FROM verdict GROUP BY attempt HAVING min(position) <> 0 OR max(position) <> count(*) - 1",
	 "attempt ", ": a verdict is missing from its card"},
	{"SELECT DISTINCT e.attempt FROM evidence e LEFT JOIN turn t ON t.attempt = e.attempt AND t.number = e.turn"
	 " LEFT JOIN verdict v ON v.attempt = e.attempt AND v.position = e.position"
	 " WHERE t.attempt IS NULL OR v.attempt IS NULL OR e.start < 0 OR e.start > e.stop"
	 " OR e.stop > length(CAST(t.text AS BLOB))",
	 "attempt ", ": evidence lies outside the words that were said"},
	{"SELECT a.id FROM attempt a LEFT JOIN card c ON c.attempt = a.id WHERE a.finished = 1 AND c.attempt IS NULL",
	 "attempt ", ": it is finished and has no card"},
	{"SELECT trainee FROM (" RECOUNT_ATTEMPT " EXCEPT SELECT * FROM total_attempt)", "trainee ",
	 ": the kept totals of attempts differ from the attempts"},
	{"SELECT trainee FROM (SELECT * FROM total_attempt WHERE attempts <> 0 EXCEPT " RECOUNT_ATTEMPT ")", "trainee ",
	 ": the kept totals of attempts are not what the attempts give"},
	{"SELECT a.id FROM attempt a WHERE a.finished = 1 AND (a.first_reply_ms <> " FIRST_REPLY(
		 "a.id") " OR a.handle_ms <> " HANDLE_TIME("a.id") ")",
	 "attempt ", ": its times are not those of its turns"},
};

/* Damage to the file is a finding, not a failure. */
static bool damage(struct store *store, struct strbuf *findings, const struct err *cause, struct err *err)
{
	int code = sqlite3_errcode(store->db) & 0xff;
	if (code != SQLITE_CORRUPT && code != SQLITE_NOTADB) {
		if (err)
			*err = *cause;
		return false;
	}
	strbuf_addf(findings, "file: %s\n", sqlite3_errmsg(store->db));
	return true;
}

void store_tell(struct store *store, store_told *told, void *data)
{
	store->told = told;
	store->told_data = data;
}

#define CHECKS (sizeof(checks) / sizeof(checks[0]))
#define TELL_EVERY 500000 /* instructions of a statement, some milliseconds */

struct telling {
	struct store *store;
	size_t check;
};

static int tell_check(void *data)
{
	struct telling *telling = data;
	struct store *store = telling->store;
	store->told(store->told_data, "checking", "checks", (int64_t)telling->check, (int64_t)CHECKS + 1);
	return 0;
}

static bool run_check(struct store *store, size_t number, struct strbuf *findings, struct err *err)
{
	STATEMENT statement = store_statement(store, checks[number].sql, err);
	if (!statement)
		return false;
	for (int found = 0; found < FINDINGS_MAX; found++) {
		struct err cause = ERR_INIT;
		bool row = false;
		if (!store_step(store, statement, &row, "check the store", &cause))
			return damage(store, findings, &cause, err);
		if (!row || (number == 0 && sv_is(store_column(statement, 0), "ok")))
			return true;
		strbuf_addstr(findings, checks[number].before);
		strbuf_addsv(findings, store_column(statement, 0));
		strbuf_addstr(findings, checks[number].after);
		strbuf_addch(findings, '\n');
	}
	return true;
}

bool store_check(struct store *store, struct strbuf *findings, struct err *err)
{
	struct telling telling = {store, 0};
	/* One snapshot, so that a writer at work is not taken for a fault. */
	if (!store_begin_read(store, err))
		return false;
	if (store->told)
		sqlite3_progress_handler(store->db, TELL_EVERY, tell_check, &telling);
	bool ok = true;
	for (; ok && telling.check < CHECKS; telling.check++)
		ok = run_check(store, telling.check, findings, err);
	struct err cause = ERR_INIT;
	if (ok && !store_recount(store, FINDINGS_MAX, findings, &cause))
		ok = damage(store, findings, &cause, err);
	sqlite3_progress_handler(store->db, 0, NULL, NULL);
	return store_end_read(store, ok);
}

static bool copy(struct store *store, sqlite3 *to, const char *path, struct err *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", store->db, "main");
	if (!backup)
		return store_fail_code(path, sqlite3_errcode(to), sqlite3_errmsg(to), "make the backup", err);
	int code = sqlite3_backup_step(backup, -1);
	int finish = sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE && finish == SQLITE_OK)
		return true;
	code = code == SQLITE_DONE ? finish : code;
	return store_fail_code(path, code, sqlite3_errstr(code), "make the backup", err);
}

bool store_backup(struct store *store, const char *path, struct err *err)
{
	if (!path[0])
		return err_set(err, ERR_USAGE, "The backup needs a file name.");
	CLEANUP_FREE char *name = store_plain_name(path);
	bool exists = false;
	if (!store_create_file(name, &exists, err))
		return exists ? err_set(err, ERR_USAGE, "There is a file %.200s already: a backup overwrites nothing.",
					path)
			      : false;
	sqlite3 *to = NULL;
	int code = sqlite3_open_v2(name, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	bool ok = code == SQLITE_OK ? copy(store, to, path, err)
				    : store_fail_code(path, code, sqlite3_errstr(code), "make the backup", err);
	if (sqlite3_close(to) != SQLITE_OK && ok)
		ok = err_set(err, ERR_STORE, "Could not finish the backup %.200s.", path);
	if (!ok)
		unlink(name);
	return ok;
}

int store_version(const struct store *store)
{
	sqlite3_stmt *statement = NULL;
	int version = -1;
	if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		version = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return version;
}
