#include "base/clock.h"
#include "store/answer.h"
#include "store/criteria.h"
#include "store/internal.h"

/* Enough of a path to know which store is meant, with room left for the sentence. */
#define SHOWN "%.200s"

bool store_fail_code(const char *path, int code, const char *detail, const char *doing, struct err *err)
{
	switch (code & 0xff) {
	case SQLITE_NOMEM: mem_die();
	case SQLITE_FULL:
		return err_set(err, ERR_STORE, "Could not %s: the disk that holds the store " SHOWN " is full.", doing,
			       path);
	case SQLITE_READONLY:
		return err_set(err, ERR_STORE,
			       "Could not %s: the store " SHOWN
			       " may only be read (look at the rights of the file and its folder).",
			       doing, path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return err_set(err, ERR_STORE,
			       "Could not %s: another program has held the store " SHOWN " for over %d seconds.", doing,
			       path, STORE_BUSY_MS / 1000);
	case SQLITE_NOTADB:
		return err_set(err, ERR_STORE, "Could not %s: " SHOWN " is not a rolecall store.", doing, path);
	case SQLITE_CORRUPT:
		return err_set(err, ERR_STORE,
			       "Could not %s: the store " SHOWN " is damaged; see `rolecall store check`.", doing,
			       path);
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(err, ERR_STORE,
			       "Could not %s: the store " SHOWN
			       " cannot be opened (look at the rights of the file and its folder).",
			       doing, path);
	case SQLITE_IOERR:
		return err_set(err, ERR_STORE, "Could not %s: the store " SHOWN " cannot be read or written (%s).",
			       doing, path, detail);
	default:
		return err_set(err, ERR_STORE, "Could not %s: the store " SHOWN " answered \"%s\".", doing, path,
			       detail);
	}
}

bool store_fail(struct store *store, const char *doing, struct err *err)
{
	return store_fail_code(store->path, sqlite3_errcode(store->db), sqlite3_errmsg(store->db), doing, err);
}

static struct store_cached *cache_slot(struct store *store)
{
	if (store->cached < STORE_STATEMENTS)
		return &store->cache[store->cached++];
	/* A statement in use is busy; there are never as many of those as slots. */
	for (;;) {
		struct store_cached *slot = &store->cache[store->oldest];
		store->oldest = (store->oldest + 1) % STORE_STATEMENTS;
		if (sqlite3_stmt_busy(slot->statement))
			continue;
		sqlite3_finalize(slot->statement);
		free(slot->sql);
		*slot = (struct store_cached){NULL, NULL, NULL};
		return slot;
	}
}

sqlite3_stmt *store_statement(struct store *store, const char *sql, struct err *err)
{
	/* Most are constants that come again from the same place: no need to read them. */
	for (size_t i = 0; i < store->cached; i++) {
		if (store->cache[i].given == sql && strcmp(store->cache[i].sql, sql) == 0)
			return store->cache[i].statement;
	}
	for (size_t i = 0; i < store->cached; i++) {
		if (strcmp(store->cache[i].sql, sql) == 0)
			return store->cache[i].statement;
	}
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
		store_fail(store, "ask the store", err);
		return NULL;
	}
	struct store_cached *slot = cache_slot(store);
	*slot = (struct store_cached){mem_strdup(sql), sql, statement};
	return statement;
}

void store_statement_end(sqlite3_stmt **statement)
{
	if (!*statement)
		return;
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
}

/* A binding that fails leaves NULL, which NOT NULL columns then refuse: nothing wrong is ever kept. */
static void bound(int code)
{
	if (code == SQLITE_NOMEM)
		mem_die();
}

void store_bind_int(sqlite3_stmt *statement, int index, int64_t value)
{
	bound(sqlite3_bind_int64(statement, index, value));
}

void store_bind_real(sqlite3_stmt *statement, int index, double value)
{
	bound(sqlite3_bind_double(statement, index, value));
}

void store_bind_text(sqlite3_stmt *statement, int index, struct sv text)
{
	bound(sqlite3_bind_text64(statement, index, text.p ? text.p : "", text.n, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void store_bind_bytes(sqlite3_stmt *statement, int index, struct sv bytes)
{
	bound(sqlite3_bind_blob64(statement, index, bytes.p ? bytes.p : "", bytes.n, SQLITE_TRANSIENT));
}

bool store_step(struct store *store, sqlite3_stmt *statement, bool *row, const char *doing, struct err *err)
{
	int code = sqlite3_step(statement);
	*row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return true;
	return store_fail(store, doing, err);
}

bool store_run(struct store *store, sqlite3_stmt *statement, const char *doing, struct err *err)
{
	bool row = true;
	while (row) {
		if (!store_step(store, statement, &row, doing, err))
			return false;
	}
	sqlite3_reset(statement);
	return true;
}

bool store_exec(struct store *store, const char *sql, const char *doing, struct err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	return store_fail(store, doing, err);
}

bool store_number(struct store *store, const char *sql, int64_t key, int64_t other, int64_t *out, struct err *err)
{
	STATEMENT statement = store_statement(store, sql, err);
	if (!statement)
		return false;
	if (sqlite3_bind_parameter_count(statement) > 0)
		store_bind_int(statement, 1, key);
	bool row = false;
	if (!store_step(store, statement, &row, "read the store", err))
		return false;
	*out = row ? sqlite3_column_int64(statement, 0) : other;
	return true;
}

struct sv store_column(sqlite3_stmt *statement, int index)
{
	/* The text before its length: asking for the text may convert it. */
	const char *text = (const char *)sqlite3_column_text(statement, index);
	return sv_make(text ? text : "", (size_t)sqlite3_column_bytes(statement, index));
}

struct sv store_column_bytes(sqlite3_stmt *statement, int index)
{
	const char *bytes = sqlite3_column_blob(statement, index);
	return sv_make(bytes ? bytes : "", (size_t)sqlite3_column_bytes(statement, index));
}

char *store_column_keep(const void *ctx, sqlite3_stmt *statement, int index)
{
	struct sv text = store_column(statement, index);
	return mem_pool_strndup(ctx, text.p, text.n);
}

static bool control(struct store *store, const char *sql, const char *doing, struct err *err)
{
	STATEMENT statement = store_statement(store, sql, err);
	return statement && store_run(store, statement, doing, err);
}

bool store_batch_begin(struct store *store, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	store->batch = true;
	return true;
}

bool store_batch_end(struct store *store, bool ok, struct err *err)
{
	store->batch = false;
	return store_end(store, ok, err);
}

bool store_begin(struct store *store, struct err *err)
{
	if (store->batch)
		return true;
	store_let_others_go_first(store);
	return control(store, "BEGIN IMMEDIATE", "write to the store", err);
}

bool store_begin_read(struct store *store, struct err *err)
{
	if (store->batch)
		return true;
	return control(store, "BEGIN", "read the store", err);
}

bool store_end_read(struct store *store, bool ok)
{
	if (store->batch)
		return ok;
	/* Nothing was written: whether a damaged file lets itself be closed tidily is of no interest. */
	if (!sqlite3_get_autocommit(store->db))
		control(store, "ROLLBACK", "read the store", NULL);
	return ok;
}

bool store_end(struct store *store, bool ok, struct err *err)
{
	if (store->batch) /* the batch as a whole is kept or not */
		return ok;
	bool kept = ok && control(store, "COMMIT", "write to the store", err);
	store->written_ms = store->waited_ms ? clock_monotonic_ms() : 0;
	if (kept)
		return true;
	store_seal_forget(store);
	store_criteria_forget(store);
	store_answered_free(store->answered);
	store->answered = NULL;
	/* A full disk or a failed write may have rolled back already. */
	if (!sqlite3_get_autocommit(store->db))
		control(store, "ROLLBACK", "undo a step", NULL);
	return false;
}
