#include "store/internal.h"

static bool check_name(struct sv name, const char *what, bool needed, struct err *err)
{
	if (needed && sv_trim(name).n == 0)
		return err_set(err, ERR_USAGE, "A %s needs a name.", what);
	if (name.n > STORE_NAME_MAX)
		return err_set(err, ERR_LIMIT, "The name of a %s may have up to %d bytes; this one has %zu.", what,
			       STORE_NAME_MAX, name.n);
	if (name.n && memchr(name.p, '\0', name.n))
		return err_set(err, ERR_USAGE, "The name of a %s cannot hold a NUL byte.", what);
	return true;
}

bool store_trainee_find(struct store *store, struct sv name, int64_t *id, struct err *err)
{
	*id = 0;
	STATEMENT statement = store_statement(store, "SELECT id FROM trainee WHERE name = ?1", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, name);
	bool row = false;
	if (!store_step(store, statement, &row, "look for a trainee", err))
		return false;
	if (row)
		*id = sqlite3_column_int64(statement, 0);
	return true;
}

static bool insert_trainee(struct store *store, struct sv name, int64_t team, int64_t now_ms, int64_t *id,
			   struct err *err)
{
	STATEMENT statement =
		store_statement(store, "INSERT INTO trainee (name, team, added_ms) VALUES (?1, ?2, ?3)", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, name);
	store_bind_int(statement, 2, team);
	store_bind_int(statement, 3, now_ms);
	if (!store_run(store, statement, "add a trainee", err))
		return false;
	*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool set_team(struct store *store, int64_t id, int64_t team, struct err *err)
{
	int64_t before = team;
	if (!store_number(store, "SELECT team FROM trainee WHERE id = ?1", id, team, &before, err))
		return false;
	if (before == team)
		return true;
	if (!store_totals_move(store, id, team, err))
		return false;
	STATEMENT statement = store_statement(store, "UPDATE trainee SET team = ?2 WHERE id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	store_bind_int(statement, 2, team);
	return store_run(store, statement, "change a trainee's team", err);
}

static bool add_trainee(struct store *store, struct sv name, struct sv team, int64_t now_ms, int64_t *id,
			struct err *err)
{
	int64_t team_id = 0;
	if (!store_trainee_find(store, name, id, err))
		return false;
	if (*id && team.n == 0)
		return true;
	if (!store_team(store, team, &team_id, err))
		return false;
	return *id ? set_team(store, *id, team_id, err) : insert_trainee(store, name, team_id, now_ms, id, err);
}

bool store_trainee_add(struct store *store, struct sv name, struct sv team, int64_t now_ms, int64_t *id,
		       struct err *err)
{
	if (!check_name(name, "trainee", true, err) || !check_name(team, "team", false, err) ||
	    !store_begin(store, err))
		return false;
	int64_t found = 0;
	if (!store_end(store, add_trainee(store, name, team, now_ms, &found, err), err))
		return false;
	*id = found;
	return true;
}

struct trainee *store_trainees(const void *ctx, struct store *store, struct sv team, size_t *count, struct err *err)
{
	*count = 0;
	STATEMENT statement = store_statement(
		store,
		"SELECT p.id, p.name, g.name, p.added_ms,"
		" (SELECT coalesce(sum(attempts), 0) FROM total_attempt t WHERE t.trainee = p.id)"
		" FROM trainee p JOIN team g ON g.id = p.team WHERE ?1 = '' OR g.name = ?1 ORDER BY p.name",
		err);
	if (!statement)
		return NULL;
	store_bind_text(statement, 1, team);
	size_t cap = 16;
	struct trainee *list = MEM_ARRAY(ctx, struct trainee, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list the trainees", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct trainee, cap *= 2);
		struct trainee *trainee = &list[(*count)++];
		*trainee = (struct trainee){
			.id = sqlite3_column_int64(statement, 0),
			.name = store_column_keep(list, statement, 1),
			.team = store_column_keep(list, statement, 2),
			.added_ms = sqlite3_column_int64(statement, 3),
			.attempts = sqlite3_column_int64(statement, 4),
		};
	}
}
