#include "store/attempt_row.h"

bool store_attempts_each(const void *ctx, struct store *store, const struct attempt_query *query,
			 store_attempt_visit *visit, void *data, struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addstr(&sql, ATTEMPT_ROWS);
	store_attempts_where(query, &sql);
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return false;
	store_attempts_bind(query, statement);
	struct names names;
	names_init(&names, ctx, store);
	names.passing = true;
	int64_t seen = 0;
	bool row = true, ok = true;
	while (ok && (ok = store_step(store, statement, &row, "list the attempts", err)) && row) {
		struct attempt attempt;
		if (store->told && ++seen % 4096 == 0)
			store->told(store->told_data, "reading", "attempts", seen, 0);
		ok = store_attempt_row(&names, statement, &attempt, err);
		if (ok)
			visit(data, &attempt);
	}
	names_release(&names);
	return ok;
}

struct place {
	int64_t where, id; /* where: its start, or its index among those ahead */
};

/* Attempts are read ahead in one go, in the order they lie in: by start they are spread over many pages. Each go is a
 * transaction, and looks anew whether others have written. */
#define AHEAD 4096

struct attempt_cursor {
	struct store *store;
	struct names names;
	int64_t *ids;
	size_t count, next;    /* next: to be read */
	struct attempt *ahead; /* id 0: erased in the meantime */
	struct place *places;
	size_t ahead_count, ahead_next;
	void *pool; /* of those ahead */
};

static int by_start(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	if (left->where != right->where)
		return left->where < right->where ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

static bool read_places(struct store *store, const struct attempt_query *query, struct place **list, size_t *count,
			struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	size_t cap = 0;
	strbuf_addstr(&sql, "SELECT a.started_ms, a.id FROM attempt a WHERE true");
	store_attempts_where(query, &sql);
	STATEMENT statement = store_statement(store, sql.buf, err);
	if (!statement)
		return false;
	store_attempts_bind(query, statement);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list the attempts", err))
			return false;
		if (!row)
			return true;
		MEM_ENSURE(*list, *count, cap);
		(*list)[(*count)++] =
			(struct place){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)};
	}
}

static int release(struct attempt_cursor *cursor)
{
	names_release(&cursor->names);
	free(cursor->ids);
	free(cursor->ahead);
	free(cursor->places);
	return 0;
}

struct attempt_cursor *store_cursor_new(const void *ctx, struct store *store, const struct attempt_query *query,
					struct err *err)
{
	CLEANUP_FREE struct place *list = NULL;
	size_t count = 0;
	bool sorted = true;
	if (!read_places(store, query, &list, &count, err))
		return NULL;
	for (size_t i = 1; i < count; i++)
		sorted = sorted && by_start(&list[i - 1], &list[i]) <= 0;
	if (!query->limit && !sorted)
		qsort(list, count, sizeof *list, by_start);
	struct attempt_cursor *cursor = MEM_NEW(ctx, struct attempt_cursor);
	cursor->store = store;
	cursor->count = count;
	cursor->ahead = mem_calloc(count < AHEAD ? count : AHEAD, sizeof *cursor->ahead);
	cursor->places = mem_calloc(count < AHEAD ? count : AHEAD, sizeof *cursor->places);
	cursor->ids = mem_calloc(count, sizeof *cursor->ids);
	for (size_t i = 0; i < count; i++)
		cursor->ids[i] = list[i].id;
	names_init(&cursor->names, cursor, store);
	cursor->names.passing = true;
	talloc_set_destructor(cursor, release);
	return cursor;
}

size_t store_cursor_count(const struct attempt_cursor *cursor)
{
	return cursor->count;
}

static bool read_one(struct attempt_cursor *cursor, int64_t id, struct attempt *out, struct err *err)
{
	STATEMENT statement = store_statement(cursor->store, ATTEMPT_ROWS " AND a.id = ?1", err);
	bool row = false;
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	out->id = 0;
	if (!store_step(cursor->store, statement, &row, "list the attempts", err))
		return false;
	if (row && !store_attempt_row(&cursor->names, statement, out, err))
		return false;
	if (row && out->origin[0])
		out->origin = mem_pool_strndup(cursor->pool, out->origin, strlen(out->origin));
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

static bool read_ahead(struct attempt_cursor *cursor, struct err *err)
{
	size_t left = cursor->count - cursor->next, count = left < AHEAD ? left : AHEAD;
	if (!store_begin_read(cursor->store, err))
		return false;
	talloc_free(cursor->pool);
	cursor->pool = MEM_NEW(cursor, char);
	for (size_t i = 0; i < count; i++)
		cursor->places[i] = (struct place){(int64_t)i, cursor->ids[cursor->next + i]};
	qsort(cursor->places, count, sizeof *cursor->places, by_id);
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = read_one(cursor, cursor->places[i].id, &cursor->ahead[cursor->places[i].where], err);
	cursor->next += count;
	cursor->ahead_count = ok ? count : 0;
	cursor->ahead_next = 0;
	return store_end_read(cursor->store, ok);
}

bool store_cursor_next(struct attempt_cursor *cursor, const struct attempt **attempt, struct err *err)
{
	for (;;) {
		*attempt = NULL;
		if (cursor->ahead_next == cursor->ahead_count) {
			if (cursor->next == cursor->count)
				return true;
			if (!read_ahead(cursor, err))
				return false;
		}
		*attempt = &cursor->ahead[cursor->ahead_next++];
		if ((*attempt)->id)
			return true;
	}
}

bool store_longest_names(const void *ctx, struct store *store, char **trainee, char **scenario, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"SELECT coalesce((SELECT name FROM trainee ORDER BY length(name) DESC LIMIT 1), ''),"
				" coalesce((SELECT name FROM scenario ORDER BY length(name) DESC LIMIT 1), '')",
				err);
	bool row = false;
	if (!statement || !store_step(store, statement, &row, "list the attempts", err))
		return false;
	*trainee = store_column_keep(ctx, statement, 0);
	*scenario = store_column_keep(ctx, statement, 1);
	return true;
}
