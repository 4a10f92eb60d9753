#include "store/internal.h"

/* Numbers of these enums are in files: an enum may grow at its end only. */
_Static_assert(MODE_PRACTICE == 0 && MODE_COACH == 1 && MODE_EXAM == 2, "modes are kept as numbers");
_Static_assert(VERDICT_MET == 0 && VERDICT_MISSED == 1 && VERDICT_NA == 2 && VERDICT_ERROR == 3,
	       "verdicts are kept as numbers");
_Static_assert(WHO_CUSTOMER == 0 && WHO_AGENT == 1, "speakers are kept as numbers");
_Static_assert(CRITICAL_NONE == 0 && CRITICAL_CUSTOMER == 1 && CRITICAL_BUSINESS == 2 && CRITICAL_COMPLIANCE == 3,
	       "critical classes are kept as numbers");
_Static_assert(OUTCOME_NONE == 0 && OUTCOME_RESOLVED == 1 && OUTCOME_UNRESOLVED == 2 && OUTCOME_CUSTOMER_HUNG_UP == 3 &&
		       OUTCOME_AGENT_HUNG_UP == 4 && OUTCOME_ESCALATED == 5 && OUTCOME_TRANSFERRED == 6 &&
		       OUTCOME_FOLLOW_UP == 7,
	       "outcomes are kept as numbers");

const char *const mode_names[MODE_COUNT + 1] = {"practice", "coach", "exam", NULL};

#define DOING "write to the store"

struct value {
	bool is_text;
	struct sv text;
	int64_t number;
};

#define TEXT(view)              \
	{                       \
		true, (view), 0 \
	}
#define NUMBER(value)                     \
	{                                 \
		false, {NULL, 0}, (value) \
	}

static void bind_values(sqlite3_stmt *statement, const struct value *values, int count)
{
	for (int i = 0; i < count; i++) {
		if (values[i].is_text)
			store_bind_text(statement, i + 1, values[i].text);
		else
			store_bind_int(statement, i + 1, values[i].number);
	}
}

/* The id of the dictionary row that holds exactly these values; added when there is none. Both statements take them in
 * the same order. */
static bool intern(struct store *store, const char *find, const char *add, const struct value *values, int count,
		   int64_t *id, struct err *err)
{
	STATEMENT found = store_statement(store, find, err);
	if (!found)
		return false;
	bind_values(found, values, count);
	bool row = false;
	if (!store_step(store, found, &row, DOING, err))
		return false;
	if (row) {
		*id = sqlite3_column_int64(found, 0);
		return true;
	}
	STATEMENT added = store_statement(store, add, err);
	if (!added)
		return false;
	bind_values(added, values, count);
	if (!store_run(store, added, DOING, err))
		return false;
	*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_word(struct store *store, struct sv text, int64_t *id, struct err *err)
{
	const struct value values[] = {TEXT(text)};
	return intern(store, "SELECT id FROM word WHERE text = ?1", "INSERT INTO word (text) VALUES (?1)", values, 1,
		      id, err);
}

bool store_team(struct store *store, struct sv name, int64_t *id, struct err *err)
{
	const struct value values[] = {TEXT(name)};
	return intern(store, "SELECT id FROM team WHERE name = ?1", "INSERT INTO team (name) VALUES (?1)", values, 1,
		      id, err);
}

bool store_scenario(struct store *store, const struct attempt_start *start, int64_t *id, struct err *err)
{
	const struct value values[] = {TEXT(start->scenario), TEXT(start->scenario_hash), TEXT(start->channel),
				       TEXT(start->family)};
	return intern(store, "SELECT id FROM scenario WHERE name = ?1 AND hash = ?2 AND channel = ?3 AND family = ?4",
		      "INSERT INTO scenario (name, hash, channel, family) VALUES (?1, ?2, ?3, ?4)", values, 4, id, err);
}

bool store_rubric_set(struct store *store, const struct attempt_start *start, int64_t *id, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < start->rubric_count; i++) {
		if (i)
			strbuf_addch(&text, ' ');
		strbuf_addsv(&text, start->rubrics[i]->id);
		strbuf_addch(&text, '@');
		strbuf_addstr(&text, start->rubrics[i]->hash);
	}
	const struct value values[] = {TEXT(strbuf_sv(&text))};
	return intern(store, "SELECT id FROM rubric_set WHERE text = ?1", "INSERT INTO rubric_set (text) VALUES (?1)",
		      values, 1, id, err);
}
