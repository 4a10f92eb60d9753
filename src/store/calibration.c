#include "store/calibration.h"
#include "store/internal.h"

#define DOING "keep a calibration session"

bool store_calibration_find(const void *ctx, struct store *store, struct sv name, struct calibration_session *out,
			    struct err *err)
{
	*out = (struct calibration_session){0};
	STATEMENT statement =
		store_statement(store, "SELECT id, rubric, seed, at_ms FROM calibration_session WHERE name = ?1", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, name);
	bool row = false;
	if (!store_step(store, statement, &row, "look for a calibration session", err))
		return false;
	if (row) {
		out->id = sqlite3_column_int64(statement, 0);
		out->rubric = store_column_keep(ctx, statement, 1);
		out->seed = (uint64_t)sqlite3_column_int64(statement, 2);
		out->at_ms = sqlite3_column_int64(statement, 3);
	}
	return true;
}

static bool check_name(struct sv name, const char *what, struct err *err)
{
	if (sv_trim(name).n == 0)
		return err_set(err, ERR_USAGE, "A %s needs a name.", what);
	if (name.n > STORE_NAME_MAX)
		return err_set(err, ERR_LIMIT, "The name of a %s may have up to %d bytes; this one has %zu.", what,
			       STORE_NAME_MAX, name.n);
	return !memchr(name.p, '\0', name.n) ||
	       err_set(err, ERR_USAGE, "The name of a %s cannot hold a NUL byte.", what);
}

static bool insert_session(struct store *store, struct sv name, const struct calibration_session *session, int64_t *id,
			   struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct calibration_session there;
	if (!store_calibration_find(pool, store, name, &there, err))
		return false;
	if (there.id)
		return err_set(err, ERR_USAGE, "There is a calibration session of that name already.");
	STATEMENT statement =
		store_statement(store,
				"INSERT INTO calibration_session (name, rubric, seed, at_ms) VALUES (?1, ?2, ?3, ?4)",
				err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, name);
	store_bind_text(statement, 2, sv_from(session->rubric));
	store_bind_int(statement, 3, (int64_t)session->seed);
	store_bind_int(statement, 4, session->at_ms);
	if (!store_run(store, statement, DOING, err))
		return false;
	*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool insert_items(struct store *store, int64_t session, const int64_t *attempts, size_t count, struct err *err)
{
	STATEMENT statement =
		store_statement(store, "INSERT INTO calibration_item (session, position, attempt) VALUES (?1, ?2, ?3)",
				err);
	if (!statement)
		return false;
	for (size_t i = 0; i < count; i++) {
		store_bind_int(statement, 1, session);
		store_bind_int(statement, 2, (int64_t)i + 1);
		store_bind_int(statement, 3, attempts[i]);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

bool store_calibration_new(struct store *store, struct sv name, const struct calibration_session *session,
			   const int64_t *attempts, size_t count, struct err *err)
{
	int64_t id = 0;
	if (!check_name(name, "calibration session", err))
		return false;
	if (count > CALIBRATION_ITEMS_MAX)
		return err_set(err, ERR_LIMIT, "A calibration session has at most %d attempts.", CALIBRATION_ITEMS_MAX);
	if (!store_begin(store, err))
		return false;
	return store_end(store,
			 insert_session(store, name, session, &id, err) &&
				 insert_items(store, id, attempts, count, err),
			 err);
}

struct calibration_row *store_calibration_list(const void *ctx, struct store *store, size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store,
				"SELECT s.name, s.rubric, s.id, s.at_ms,"
				" (SELECT count(*) FROM calibration_item i WHERE i.session = s.id),"
				" (SELECT count(DISTINCT m.rater) FROM calibration_mark m WHERE m.session = s.id),"
				" (SELECT count(*) FROM calibration_mark m WHERE m.session = s.id) FROM "
				"calibration_session s ORDER BY 1",
				err);
	if (!statement)
		return NULL;
	size_t cap = 16;
	struct calibration_row *list = MEM_ARRAY(ctx, struct calibration_row, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list the calibration sessions", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct calibration_row, cap *= 2);
		list[*count] = (struct calibration_row){.id = sqlite3_column_int64(statement, 2),
							.at_ms = sqlite3_column_int64(statement, 3),
							.items = sqlite3_column_int64(statement, 4),
							.raters = sqlite3_column_int64(statement, 5),
							.marks = sqlite3_column_int64(statement, 6)};
		list[*count].name = store_column_keep(list, statement, 0);
		list[(*count)++].rubric = store_column_keep(list, statement, 1);
	}
}

bool store_calibration_delete(struct store *store, int64_t session, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	STATEMENT statement = store_statement(store, "DELETE FROM calibration_session WHERE id = ?1", err);
	if (statement)
		store_bind_int(statement, 1, session);
	return store_end(store, statement && store_run(store, statement, "delete a calibration session", err), err);
}

struct calibration_place *store_calibration_items(const void *ctx, struct store *store, int64_t session, size_t *count,
						  struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store,
				"SELECT position, attempt FROM calibration_item WHERE session = ?1 ORDER BY position",
				err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, session);
	size_t cap = 32;
	struct calibration_place *list = MEM_ARRAY(ctx, struct calibration_place, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list a calibration session", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct calibration_place, cap *= 2);
		list[(*count)++] = (struct calibration_place){sqlite3_column_int(statement, 0),
							      sqlite3_column_int64(statement, 1)};
	}
}

static bool has_position(struct store *store, int64_t session, int position, bool *there, struct err *err)
{
	STATEMENT statement =
		store_statement(store, "SELECT 1 FROM calibration_item WHERE session = ?1 AND position = ?2", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, session);
	store_bind_int(statement, 2, position);
	return store_step(store, statement, there, DOING, err);
}

static bool insert_mark(struct store *store, int64_t session, const struct calibration_mark *mark, int64_t now_ms,
			struct err *err)
{
	bool there = false;
	if (!has_position(store, session, mark->position, &there, err))
		return false;
	if (!there)
		return err_set(err, ERR_USAGE, "The session has no item %d.", mark->position);
	STATEMENT statement = store_statement(
		store,
		"INSERT OR REPLACE INTO calibration_mark (session, position, rater, criterion, verdict, at_ms)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, session);
	store_bind_int(statement, 2, mark->position);
	store_bind_text(statement, 3, sv_from(mark->rater));
	store_bind_text(statement, 4, sv_from(mark->criterion));
	store_bind_int(statement, 5, mark->verdict);
	store_bind_int(statement, 6, now_ms);
	return store_run(store, statement, DOING, err);
}

bool store_calibration_mark(struct store *store, int64_t session, const struct calibration_mark *mark, int64_t now_ms,
			    struct err *err)
{
	if (!check_name(sv_from(mark->rater), "rater", err) || !store_begin(store, err))
		return false;
	return store_end(store, insert_mark(store, session, mark, now_ms, err), err);
}

struct calibration_mark *store_calibration_marks(const void *ctx, struct store *store, int64_t session, struct sv rater,
						 size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store,
				"SELECT position, rater, criterion, verdict FROM calibration_mark"
				" WHERE session = ?1 AND (?2 = '' OR rater = ?2) ORDER BY rater, position, criterion",
				err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, session);
	store_bind_text(statement, 2, rater);
	size_t cap = 64;
	struct calibration_mark *list = MEM_ARRAY(ctx, struct calibration_mark, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the marks of a calibration session", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct calibration_mark, cap *= 2);
		list[*count] = (struct calibration_mark){.position = sqlite3_column_int(statement, 0),
							 .verdict = (enum verdict)sqlite3_column_int(statement, 3)};
		list[*count].rater = store_column_keep(list, statement, 1);
		list[(*count)++].criterion = store_column_keep(list, statement, 2);
	}
}

struct calibration_mark *store_calibration_by(const void *ctx, struct store *store, struct sv rater, size_t *count,
					      struct err *err)
{
	*count = 0;
	STATEMENT statement =
		store_statement(store,
				"SELECT s.name, m.position, m.criterion, m.verdict, m.at_ms FROM calibration_mark m"
				" JOIN calibration_session s ON s.id = m.session WHERE m.rater = ?1 ORDER BY 1, 2, 3",
				err);
	if (!statement)
		return NULL;
	store_bind_text(statement, 1, rater);
	size_t cap = 16;
	struct calibration_mark *list = MEM_ARRAY(ctx, struct calibration_mark, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read the marks of a person", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct calibration_mark, cap *= 2);
		list[*count] = (struct calibration_mark){.position = sqlite3_column_int(statement, 1),
							 .verdict = (enum verdict)sqlite3_column_int(statement, 3),
							 .at_ms = sqlite3_column_int64(statement, 4)};
		list[*count].session = store_column_keep(list, statement, 0);
		list[(*count)++].criterion = store_column_keep(list, statement, 2);
	}
}
