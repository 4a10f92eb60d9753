/* internal.h - shared by the files of store/ only: the handle, statements and transactions. The one door to SQLite. */
#ifndef ROLECALL_STORE_INTERNAL_H
#define ROLECALL_STORE_INTERNAL_H

#include "base/banned.h"
#include "base/hash.h"
#include "base/mem.h"
#include "store/store.h"

#include <sqlite3.h>

#define STORE_APPLICATION_ID 0x726f6c65 /* "role", so that file(1) and we can tell our files */
#define STORE_BUSY_MS 10000             /* longest wait for another writer */
#define STORE_POLITE_MS 2000            /* so long after another writer was met there may be one waiting */
#define STORE_STATEMENTS 96             /* prepared statements kept per handle */
#define STORE_NAME_MAX 255              /* bytes of a trainee's or a team's name */

struct store_cached {
	char *sql;
	const char *given; /* where the caller had it: only compared, and never without the text */
	sqlite3_stmt *statement;
};

#define STORE_SEALED 1024 /* rows of criterion that seals are made of, kept per handle */
struct store_sealed {
	int64_t id;
	struct strbuf values;
};

struct store {
	sqlite3 *db;
	char *path; /* as the caller gave it */
	bool readonly;
	bool batch;       /* between store_batch_begin and store_batch_end */
	store_told *told; /* NULL: nobody asked */
	void *told_data;
	struct store_cached cache[STORE_STATEMENTS];
	int64_t busy_since_ms; /* when the present wait for another writer began */
	int64_t waited_ms;     /* when another writer was met last, 0 never */
	int64_t written_ms;    /* when the last transaction of ours ended */
	uint32_t uneven;       /* where waits of uneven length have got to */
	struct store_sealed sealed[STORE_SEALED];
	struct criteria *criteria;       /* criteria.h; NULL: none was read yet */
	struct store_answered *answered; /* answer.c; NULL: nothing was asked since the last change */
	size_t cached, oldest;           /* `oldest` is replaced next when the cache is full */
};

/* ---- statements.c ---- */

/* Fill *err with a sentence for the handle's last SQLite error: `doing` completes "… could not ". False. */
bool store_fail(struct store *store, const char *doing, struct err *err);
bool store_fail_code(const char *path, int code, const char *detail, const char *doing, struct err *err);

/* A prepared statement from the handle's cache, reset and without bindings; NULL and *err when it does not compile.
 * `sql` is made of our own constants only: what users type is bound. Hold it as STATEMENT. */
sqlite3_stmt *store_statement(struct store *store, const char *sql, struct err *err);
void store_statement_end(sqlite3_stmt **statement);
#define STATEMENT CLEANUP(store_statement_end) sqlite3_stmt *

void store_bind_int(sqlite3_stmt *statement, int index, int64_t value);
void store_bind_real(sqlite3_stmt *statement, int index, double value);
void store_bind_text(sqlite3_stmt *statement, int index, struct sv text); /* a NULL pointer binds "" */
void store_bind_bytes(sqlite3_stmt *statement, int index, struct sv bytes);

/* One step: *row tells whether there is a row. */
bool store_step(struct store *store, sqlite3_stmt *statement, bool *row, const char *doing, struct err *err);
/* Run to the end; rows are dropped. The statement may be bound and run again. */
bool store_run(struct store *store, sqlite3_stmt *statement, const char *doing, struct err *err);
/* Constant SQL without parameters, one or more statements. */
bool store_exec(struct store *store, const char *sql, const char *doing, struct err *err);
/* First column of the first row; `other` when there is none. Not for use while the same SQL is being read. */
bool store_number(struct store *store, const char *sql, int64_t key, int64_t other, int64_t *out, struct err *err);

struct sv store_column(sqlite3_stmt *statement, int index); /* valid until the next step */
struct sv store_column_bytes(sqlite3_stmt *statement, int index);
char *store_column_keep(const void *ctx, sqlite3_stmt *statement, int index);

/* Writing starts with BEGIN IMMEDIATE, before anything is read: a reader that becomes a writer can be refused as busy.
 */
bool store_begin(struct store *store, struct err *err);
bool store_begin_read(struct store *store, struct err *err);
bool store_end_read(struct store *store, bool ok); /* gives ok */
/* Commit when ok, else roll back; gives ok && committed. */
bool store_end(struct store *store, bool ok, struct err *err);

/* ---- wait.c: several writers ---- */
int store_wait_for_writer(void *store, int times); /* a busy handler */
/* Before a transaction begins: whoever has written just now lets those who may be waiting go first. */
void store_let_others_go_first(struct store *store);

/* ---- migrate.c ---- */
extern const int store_newest_version;
bool store_migrate(struct store *store, struct err *err); /* from whatever user_version is there, in one transaction */

/* ---- open.c ---- */
/* Creates an empty file of mode 0600; false with *err untouched and *exists when it is there already. */
bool store_create_file(const char *path, bool *exists, struct err *err);
/* A name that SQLite takes for nothing but a file: malloc'ed. */
char *store_plain_name(const char *path);

/* ---- totals.c: the sums that are kept with every card ---- */
/* Add (sign 1) or take away (sign -1) an attempt's card to or from the kept totals. */
bool store_totals_apply(struct store *store, int64_t attempt, int sign, struct err *err);
/* A trainee goes to another team: what is kept by team goes along. Before the trainee's row changes. */
bool store_totals_move(struct store *store, int64_t trainee, int64_t team, struct err *err);

/* ---- words.c, criteria.c: dictionary tables ---- */
bool store_criterion(struct store *store, const struct card_criterion *criterion, int64_t *id, struct err *err);
bool store_word(struct store *store, struct sv text, int64_t *id, struct err *err);
bool store_team(struct store *store, struct sv name, int64_t *id, struct err *err);
bool store_scenario(struct store *store, const struct attempt_start *start, int64_t *id, struct err *err);
bool store_rubric_set(struct store *store, const struct attempt_start *start, int64_t *id, struct err *err);

/* ---- history.c ---- */
/* Record the content of a finished attempt as it is now. */
bool store_seal(struct store *store, int64_t attempt, int64_t now_ms, struct err *err);
/* The same for every finished attempt that has no seal yet. */
bool store_seal_all(struct store *store, int64_t now_ms, struct err *err);
/* ---- seal.c ---- */
/* SHA-256 over every row and column that belongs to the attempt. */
void store_seal_forget(struct store *store); /* rows of criterion that were seen may not be there any more */
bool store_attempt_state(struct store *store, int64_t attempt, char out[HASH_HEX_SIZE], struct err *err);
/* ---- cards.c ---- */
/* `json`: the whole card. */
bool store_keep_card(struct store *store, int64_t attempt, const struct scorecard *card, struct sv json, bool finished,
		     int64_t now_ms, int hints_used, struct err *err);

/* ---- query.c: an attempt_query as WHERE ---- */
/* " AND …" over the alias a (attempt, or totals with the columns that are asked for), as store_query_bind binds it. */
void store_query_where(const struct attempt_query *query, struct strbuf *sql);
void store_query_bind(const struct attempt_query *query, sqlite3_stmt *statement);

#endif
