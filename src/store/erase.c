#include "store/chain.h"
#include "store/history.h"

#define DOING "erase from the store"

/* ?1 an attempt: the rest follows by ON DELETE CASCADE, the totals are taken away first. */
static bool erase_attempt(struct store *store, int64_t attempt, struct err *err)
{
	static const char *const sql[] = {
		"UPDATE history SET who = '', text = '', state = '', salt = '', erased = 1 WHERE attempt = ?1",
		"DELETE FROM attempt WHERE id = ?1",
	};
	int64_t finished = 0;
	if (!store_number(store, "SELECT finished FROM attempt WHERE id = ?1", attempt, 0, &finished, err) ||
	    (finished && !store_totals_apply(store, attempt, -1, err)))
		return false;
	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++) {
		STATEMENT statement = store_statement(store, sql[i], err);
		if (!statement)
			return false;
		store_bind_int(statement, 1, attempt);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

/* The attempts that `sql` gives for `key`, one by one, each on record when `record`. */
static bool erase_attempts(struct store *store, const char *sql, int64_t key, int64_t now_ms, bool record,
			   int64_t *attempts, struct err *err)
{
	for (;;) {
		int64_t attempt = 0;
		if (!store_number(store, sql, key, 0, &attempt, err))
			return false;
		if (!attempt)
			return true;
		struct history_event event = {.at_ms = now_ms, .kind = HISTORY_ERASE, .verdict = -1, .engine = -1};
		event.attempt = attempt;
		if (!erase_attempt(store, attempt, err) || (record && !store_history_add(store, &event, NULL, err)))
			return false;
		++*attempts;
	}
}

/* Names that nobody needs any more; a team may be called after a person. */
static const char tidy[] =
	"DELETE FROM word WHERE id NOT IN (SELECT scenario FROM heading UNION SELECT channel FROM heading UNION"
	" SELECT company FROM heading UNION SELECT engine FROM attempt UNION SELECT engine FROM old_card);"
	"DELETE FROM team WHERE id NOT IN (SELECT team FROM trainee UNION"
	" SELECT team FROM assignment WHERE team IS NOT NULL);"
	"DELETE FROM total_attempt WHERE attempts = 0";

/* What the person wrote about attempts of others: the words go, each with a record, so that the proof knows. */
static bool erase_writing(struct store *store, int64_t trainee, int64_t now_ms, struct err *err)
{
	for (;;) {
		int64_t id = 0;
		struct history_event event = {.at_ms = now_ms, .kind = HISTORY_ERASE, .verdict = -1, .engine = -1};
		if (!store_number(store,
				  "SELECT min(+id) FROM history WHERE kind > 0 AND erased = 0 AND who <> '' AND"
				  " who = (SELECT name FROM trainee WHERE id = ?1)",
				  trainee, 0, &id, err))
			return false;
		if (!id)
			return true;
		event.answers = id;
		STATEMENT statement = store_statement(
			store,
			"UPDATE history SET who = '', text = '', state = '', salt = '', erased = 1 WHERE id = ?1", err);
		if (!statement)
			return false;
		store_bind_int(statement, 1, id);
		if (!store_run(store, statement, DOING, err) || !store_history_add(store, &event, NULL, err))
			return false;
	}
}

static bool erase_person(struct store *store, int64_t trainee, struct err *err)
{
	static const char *const sql[] = {
		"UPDATE history SET who = '', text = '', state = '', salt = '', erased = 1 WHERE trainee = ?1",
		"UPDATE assignment SET by_whom = '' WHERE by_whom = (SELECT name FROM trainee WHERE id = ?1)",
		"DELETE FROM calibration_mark WHERE rater = (SELECT name FROM trainee WHERE id = ?1)",
		"DELETE FROM trainee WHERE id = ?1",
	};
	for (size_t i = 0; i < sizeof(sql) / sizeof(sql[0]); i++) {
		STATEMENT statement = store_statement(store, sql[i], err);
		if (!statement)
			return false;
		store_bind_int(statement, 1, trainee);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

/* Deleted rows are overwritten (secure_delete), the log is emptied into the file, and the file is written anew. */
static bool rewrite(struct store *store, struct err *err)
{
	return store_exec(store, "PRAGMA wal_checkpoint(TRUNCATE)", DOING, err) &&
	       store_exec(store, "VACUUM", DOING, err) &&
	       store_exec(store, "PRAGMA wal_checkpoint(TRUNCATE)", DOING, err);
}

static bool erase_trainee(struct store *store, int64_t trainee, int64_t now_ms, int64_t *attempts, struct err *err)
{
	int64_t there = 0;
	struct history_event event = {
		.at_ms = now_ms, .kind = HISTORY_ERASE, .trainee = trainee, .verdict = -1, .engine = -1};
	if (!store_number(store, "SELECT 1 FROM trainee WHERE id = ?1", trainee, 0, &there, err))
		return false;
	if (!there)
		return err_set(err, ERR_USAGE, "There is no trainee %lld.", (long long)trainee);
	return erase_attempts(store, "SELECT min(id) FROM attempt WHERE trainee = ?1", trainee, now_ms, false, attempts,
			      err) &&
	       erase_writing(store, trainee, now_ms, err) && erase_person(store, trainee, err) &&
	       store_exec(store, tidy, DOING, err) && store_history_add(store, &event, NULL, err);
}

bool store_erase_trainee(struct store *store, int64_t trainee, int64_t now_ms, int64_t *attempts, struct err *err)
{
	*attempts = 0;
	if (!store_batch_begin(store, err))
		return false;
	return store_batch_end(store, erase_trainee(store, trainee, now_ms, attempts, err), err) && rewrite(store, err);
}

bool store_erase_before(struct store *store, int64_t before_ms, int64_t now_ms, int64_t *attempts, struct err *err)
{
	*attempts = 0;
	if (!store_batch_begin(store, err))
		return false;
	bool ok = erase_attempts(store, "SELECT min(id) FROM attempt WHERE started_ms < ?1", before_ms, now_ms, true,
				 attempts, err) &&
		  store_exec(store, tidy, DOING, err);
	return store_batch_end(store, ok, err) && rewrite(store, err);
}

char **store_own_lines(const void *ctx, struct store *store, int64_t trainee, int least, int most, size_t *count,
		       struct err *err)
{
	*count = 0;
	STATEMENT statement = store_statement(
		store,
		"SELECT text FROM (SELECT DISTINCT t.text FROM attempt a JOIN turn t ON t.attempt = a.id"
		" WHERE a.trainee = ?1 AND t.who = 1 AND length(CAST(t.text AS BLOB)) >= ?2"
		" EXCEPT SELECT t.text FROM attempt a JOIN turn t ON t.attempt = a.id WHERE a.trainee <> ?1)"
		" ORDER BY length(text) DESC, text LIMIT ?3",
		err);
	if (!statement)
		return NULL;
	store_bind_int(statement, 1, trainee);
	store_bind_int(statement, 2, least);
	store_bind_int(statement, 3, most);
	char **list = MEM_ARRAY(ctx, char *, (size_t)most + 1);
	for (bool row = true; *count < (size_t)most;) {
		if (!store_step(store, statement, &row, "read what was said", err)) {
			talloc_free(list);
			return NULL;
		}
		if (!row)
			break;
		list[(*count)++] = store_column_keep(list, statement, 0);
	}
	return list;
}
