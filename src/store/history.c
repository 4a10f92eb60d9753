#include "store/history.h"
#include "store/chain.h"

_Static_assert(HISTORY_SEAL == 0 && HISTORY_REVIEW == 1 && HISTORY_DISPUTE == 2 && HISTORY_RESOLVE == 3 &&
		       HISTORY_RESCORE == 4 && HISTORY_ERASE == 5 && HISTORY_CERTIFY == 6 && HISTORY_ASSIGN == 7,
	       "kinds are kept as numbers");

const char *const history_names[HISTORY_KINDS + 1] = {"seal",  "review",  "dispute", "resolve", "rescore",
						      "erase", "certify", "assign",  NULL};

#define DOING "write the history"

static bool last_hash(struct store *store, int64_t *id, char out[HASH_HEX_SIZE], struct err *err)
{
	STATEMENT statement = store_statement(store, "SELECT id, hash FROM history ORDER BY id DESC LIMIT 1", err);
	if (!statement)
		return false;
	bool row = false;
	if (!store_step(store, statement, &row, DOING, err))
		return false;
	*id = row ? sqlite3_column_int64(statement, 0) : 0;
	struct sv hash = row ? store_column(statement, 1) : SV("");
	snprintf(out, HASH_HEX_SIZE, SV_FMT, SV_ARG(hash));
	return true;
}

static bool insert_link(struct store *store, const struct link *link, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"INSERT INTO history (id, at_ms, kind, attempt, trainee, answers, verdict, engine, criterion, who, "
		"text,"
		" state, salt, digest, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
		err);
	if (!statement)
		return false;
	const int64_t numbers[] = {link->id,      link->at_ms,   link->kind,    link->attempt,
				   link->trainee, link->answers, link->verdict, link->engine};
	const struct sv texts[] = {link->criterion, link->who, link->text, link->state, link->salt};
	int index = 1;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		store_bind_int(statement, index++, numbers[i]);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		store_bind_text(statement, index++, texts[i]);
	store_bind_text(statement, index++, sv_from(link->digest));
	store_bind_text(statement, index, sv_from(link->hash));
	return store_run(store, statement, DOING, err);
}

static bool append(struct store *store, struct link *link, struct err *err)
{
	char before[HASH_HEX_SIZE], salt[33];
	if (!last_hash(store, &link->id, before, err))
		return false;
	hash_salt_hex(salt);
	link->id++;
	link->salt = sv_from(salt);
	link_digest(link, link->digest);
	link_hash(link, before, link->hash);
	return insert_link(store, link, err);
}

bool store_history_add(struct store *store, const struct history_event *event, int64_t *id, struct err *err)
{
	struct link link = {
		.at_ms = event->at_ms,
		.kind = (int64_t)event->kind,
		.attempt = event->attempt,
		.trainee = event->trainee,
		.answers = event->answers,
		.verdict = event->verdict,
		.engine = event->engine,
		.criterion = sv_from(event->criterion ? event->criterion : ""),
		.who = sv_from(event->who ? event->who : ""),
		.text = sv_from(event->text ? event->text : ""),
		.state = SV(""),
	};
	if (link.text.n > HISTORY_TEXT_MAX || link.who.n > STORE_NAME_MAX)
		return err_set(err, ERR_LIMIT, "A reason may have up to %d bytes, a name up to %d.", HISTORY_TEXT_MAX,
			       STORE_NAME_MAX);
	if (!store_begin(store, err))
		return false;
	bool ok = store_end(store, append(store, &link, err), err);
	if (ok && id)
		*id = link.id;
	return ok;
}

bool store_seal(struct store *store, int64_t attempt, int64_t now_ms, struct err *err)
{
	char state[HASH_HEX_SIZE];
	struct link link = {.at_ms = now_ms, .kind = HISTORY_SEAL, .attempt = attempt, .verdict = -1, .engine = -1};
	link.criterion = link.who = link.text = SV("");
	if (!store_attempt_state(store, attempt, state, err) ||
	    !store_number(store, "SELECT trainee FROM attempt WHERE id = ?1", attempt, 0, &link.trainee, err))
		return false;
	link.state = sv_from(state);
	return append(store, &link, err);
}

bool store_seal_all(struct store *store, int64_t now_ms, struct err *err)
{
	for (;;) {
		int64_t attempt = 0;
		if (!store_number(store,
				  "SELECT min(a.id) FROM attempt a WHERE a.finished = 1 AND a.id > coalesce("
				  "(SELECT max(h.attempt) FROM history h WHERE h.kind = 0), 0)",
				  0, 0, &attempt, err))
			return false;
		if (!attempt)
			return true;
		if (!store_seal(store, attempt, now_ms, err))
			return false;
	}
}

static void read_event(const void *ctx, sqlite3_stmt *row, struct history_event *out)
{
	*out = (struct history_event){
		.id = sqlite3_column_int64(row, 0),
		.at_ms = sqlite3_column_int64(row, 1),
		.kind = (enum history_kind)sqlite3_column_int(row, 2),
		.attempt = sqlite3_column_int64(row, 3),
		.trainee = sqlite3_column_int64(row, 4),
		.answers = sqlite3_column_int64(row, 5),
		.verdict = sqlite3_column_int(row, 6),
		.engine = sqlite3_column_int(row, 7),
		.criterion = store_column_keep(ctx, row, 8),
		.who = store_column_keep(ctx, row, 9),
		.text = store_column_keep(ctx, row, 10),
		.erased = sqlite3_column_int(row, 11) != 0,
		.hash = store_column_keep(ctx, row, 12),
	};
}

struct history_event *store_history(const void *ctx, struct store *store, const struct history_query *query,
				    size_t *count, struct err *err)
{
	*count = 0;
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, "SELECT id, at_ms, kind, attempt, trainee, answers, verdict, engine, criterion, who, text,"
			    " erased, hash FROM history WHERE true");
	/* Seals are as many as attempts: what leaves them out is found by the index that does, and then sorted. */
	bool few = query->kinds && !(query->kinds & 1U << HISTORY_SEAL);
	if (query->kinds)
		strbuf_addstr(&sql, few ? " AND kind > 0 AND (?1 >> kind) & 1" : " AND (?1 >> kind) & 1");
	if (query->attempt)
		strbuf_addstr(&sql, " AND attempt = ?2");
	if (query->trainee)
		strbuf_addstr(&sql, " AND trainee = ?3");
	strbuf_addstr(&sql, few ? " ORDER BY +id" : " ORDER BY id");
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return NULL;
	if (query->kinds)
		store_bind_int(statement, 1, query->kinds);
	if (query->attempt)
		store_bind_int(statement, 2, query->attempt);
	if (query->trainee)
		store_bind_int(statement, 3, query->trainee);
	size_t cap = 16;
	struct history_event *list = MEM_ARRAY(ctx, struct history_event, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the history", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct history_event, cap *= 2);
		read_event(list, statement, &list[(*count)++]);
	}
}

bool store_history_find(struct store *store, struct sv hash, int64_t *id, struct err *err)
{
	*id = 0;
	STATEMENT statement = store_statement(store, "SELECT id FROM history WHERE hash = ?1", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, hash);
	bool row = false;
	if (!store_step(store, statement, &row, "read the history", err))
		return false;
	if (row)
		*id = sqlite3_column_int64(statement, 0);
	return true;
}

struct overturn_row *store_overturns(const void *ctx, struct store *store, size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement = store_statement(
		store,
		"SELECT criterion, sum(kind = 2), sum(kind = 3), sum(kind = 3 AND verdict <> engine), sum(kind = 1),"
		" sum(kind = 1 AND verdict <> engine) FROM history WHERE kind > 0 AND kind IN (1, 2, 3)"
		" AND erased = 0"
		" GROUP BY criterion ORDER BY criterion",
		err);
	if (!statement)
		return NULL;
	size_t cap = 16;
	struct overturn_row *list = MEM_ARRAY(ctx, struct overturn_row, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "count the disputes", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct overturn_row, cap *= 2);
		list[(*count)++] = (struct overturn_row){
			.criterion = store_column_keep(list, statement, 0),
			.disputed = sqlite3_column_int64(statement, 1),
			.resolved = sqlite3_column_int64(statement, 2),
			.overturned = sqlite3_column_int64(statement, 3),
			.reviewed = sqlite3_column_int64(statement, 4),
			.differed = sqlite3_column_int64(statement, 5),
		};
	}
}
