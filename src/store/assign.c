#include "store/bars.h"
#include "store/internal.h"

static bool insert(struct store *store, const struct assignment *assignment, int64_t team, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"INSERT INTO assignment (trainee, team, target_kind, target, note, by_whom, at_ms, due_ms)"
		" VALUES (nullif(?1, 0), nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8)",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, assignment->trainee);
	store_bind_int(statement, 2, team);
	store_bind_int(statement, 3, assignment->skill);
	store_bind_text(statement, 4, sv_from(assignment->target));
	store_bind_text(statement, 5, sv_from(assignment->note));
	store_bind_text(statement, 6, sv_from(assignment->by));
	store_bind_int(statement, 7, assignment->at_ms);
	store_bind_int(statement, 8, assignment->due_ms);
	return store_run(store, statement, "assign", err);
}

bool store_assign(struct store *store, const struct assignment *assignment, struct sv team, struct err *err)
{
	int64_t id = 0;
	if (!store_begin(store, err))
		return false;
	bool ok = assignment->trainee || store_team(store, team, &id, err);
	return store_end(store, ok && insert(store, assignment, id, err), err);
}

#define DONE                                                                                                          \
	" (SELECT min(t.finished_ms) FROM attempt t JOIN scenario s ON s.id = t.scenario"                             \
	"  WHERE t.trainee = p.id AND t.finished = 1 AND t.outcome <> 0 AND t.source = 0 AND t.started_ms >= a.at_ms" \
	"  AND CASE a.target_kind WHEN 0 THEN s.name = a.target ELSE EXISTS"                                          \
	"   (SELECT 1 FROM verdict v JOIN criterion c ON c.id = v.criterion"                                          \
	"    WHERE v.attempt = t.id AND v.verdict < 2 AND c.skill = a.target) END)"

struct assignment *store_assignments(const void *ctx, struct store *store, int64_t trainee, size_t *count,
				     struct err *err)
{
	*count = 0;
	STATEMENT statement = store_statement(
		store,
		"SELECT a.id, p.id, coalesce(a.team, 0), a.target_kind, a.target, a.note, a.by_whom, p.name, a.at_ms,"
		" a.due_ms, coalesce(k.at_ms, 0), coalesce(" DONE ", 0)"
		" FROM assignment a JOIN trainee p ON p.id = a.trainee OR p.team = a.team"
		" LEFT JOIN acknowledged k ON k.assignment = a.id AND k.trainee = p.id"
		" WHERE ?1 = 0 OR p.id = ?1 ORDER BY a.due_ms, a.id, p.name",
		err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, trainee);
	size_t cap = 8;
	struct assignment *list = MEM_ARRAY(ctx, struct assignment, cap);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "list what is assigned", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			return list;
		if (*count == cap)
			list = MEM_GROW(ctx, list, struct assignment, cap *= 2);
		list[(*count)++] = (struct assignment){
			.id = sqlite3_column_int64(statement, 0),
			.trainee = sqlite3_column_int64(statement, 1),
			.team = sqlite3_column_int64(statement, 2),
			.skill = sqlite3_column_int(statement, 3) != 0,
			.target = store_column_keep(list, statement, 4),
			.note = store_column_keep(list, statement, 5),
			.by = store_column_keep(list, statement, 6),
			.who = store_column_keep(list, statement, 7),
			.at_ms = sqlite3_column_int64(statement, 8),
			.due_ms = sqlite3_column_int64(statement, 9),
			.acknowledged_ms = sqlite3_column_int64(statement, 10),
			.done_ms = sqlite3_column_int64(statement, 11),
		};
	}
}

bool store_acknowledge(struct store *store, int64_t assignment, int64_t trainee, int64_t now_ms, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"INSERT OR IGNORE INTO acknowledged (assignment, trainee, at_ms) VALUES (?1, ?2, ?3)",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, assignment);
	store_bind_int(statement, 2, trainee);
	store_bind_int(statement, 3, now_ms);
	return store_run(store, statement, "acknowledge", err);
}
