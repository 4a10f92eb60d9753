#include "store/internal.h"

#define DOING "keep the attempt"

static bool insert_attempt(struct store *store, const struct attempt_start *start, const int64_t ids[3],
			   int64_t *attempt, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"INSERT INTO attempt (trainee, scenario, rubrics, engine, mode, seed, parent,"
				" parent_turn, started_ms, source, origin)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8, ?9, ?10, ?11)",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, start->trainee);
	store_bind_int(statement, 2, ids[0]);
	store_bind_int(statement, 3, ids[1]);
	store_bind_int(statement, 4, ids[2]);
	store_bind_int(statement, 5, (int64_t)start->mode);
	store_bind_int(statement, 6, (int64_t)start->seed);
	store_bind_int(statement, 7, start->parent);
	store_bind_int(statement, 8, start->parent_turn);
	store_bind_int(statement, 9, start->now_ms);
	store_bind_int(statement, 10, start->real);
	store_bind_text(statement, 11, start->origin);
	if (!store_run(store, statement, DOING, err))
		return false;
	*attempt = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_attempt_begin(struct store *store, const struct attempt_start *start, int64_t *attempt, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	int64_t ids[3] = {0}, id = 0;
	bool ok = store_scenario(store, start, &ids[0], err) && store_rubric_set(store, start, &ids[1], err) &&
		  store_word(store, SV(ROLECALL_VERSION), &ids[2], err) && insert_attempt(store, start, ids, &id, err);
	if (!store_end(store, ok, err))
		return false;
	*attempt = id;
	return true;
}

/* May turns be added after the first `first` ones? */
static bool check_open(struct store *store, int64_t attempt, int first, struct err *err)
{
	STATEMENT statement = store_statement(store, "SELECT turns, finished FROM attempt WHERE id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	bool row = false;
	if (!store_step(store, statement, &row, DOING, err))
		return false;
	if (!row)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)attempt);
	if (sqlite3_column_int(statement, 1))
		return err_set(err, ERR_STORE, "Attempt %lld is finished: nothing can be added to it.",
			       (long long)attempt);
	int kept = sqlite3_column_int(statement, 0);
	if (kept != first)
		return err_set(err, ERR_STORE,
			       "Attempt %lld went on elsewhere: it has %d turns, not %d; resume it anew.",
			       (long long)attempt, kept, first);
	return true;
}

static bool keep_heading(struct store *store, int64_t attempt, const struct transcript *t, struct err *err)
{
	int64_t scenario = 0, channel = 0, company = 0;
	if (!store_word(store, t->scenario, &scenario, err) || !store_word(store, t->channel, &channel, err) ||
	    !store_word(store, t->company, &company, err))
		return false;
	STATEMENT statement =
		store_statement(store,
				"INSERT OR REPLACE INTO heading (attempt, name, scenario, channel, company,"
				" customer, agent, seed, extra, customer_extra, agent_extra)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_text(statement, 2, t->id);
	store_bind_int(statement, 3, scenario);
	store_bind_int(statement, 4, channel);
	store_bind_int(statement, 5, company);
	store_bind_text(statement, 6, t->customer_name);
	store_bind_text(statement, 7, t->agent_name);
	if (t->has_seed)
		store_bind_int(statement, 8, (int64_t)t->seed);
	store_bind_text(statement, 9, strbuf_sv(&t->extra));
	store_bind_text(statement, 10, t->customer_extra);
	store_bind_text(statement, 11, t->agent_extra);
	return store_run(store, statement, DOING, err);
}

static bool keep_turn(struct store *store, int64_t attempt, int number, const struct turn *turn, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"INSERT INTO turn (attempt, number, who, text, action, argument, extra, for_ms,"
				" at_ms)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, number);
	store_bind_int(statement, 3, (int64_t)turn->who);
	store_bind_text(statement, 4, turn->text);
	store_bind_text(statement, 5, turn->action);
	store_bind_text(statement, 6, turn->argument);
	store_bind_text(statement, 7, turn->extra);
	store_bind_int(statement, 8, turn->for_ms);
	store_bind_int(statement, 9, turn->at_ms);
	return store_run(store, statement, DOING, err);
}

/* One that was left, sealed, and is gone on with. */
static bool seal_again(struct store *store, int64_t attempt, struct err *err)
{
	int64_t sealed_ms = 0;
	if (!store_number(store, "SELECT max(at_ms) FROM history WHERE attempt = ?1 AND kind = 0", attempt, 0,
			  &sealed_ms, err))
		return false;
	return sealed_ms == 0 || store_seal(store, attempt, sealed_ms, err);
}

static bool keep_turns(struct store *store, int64_t attempt, const struct transcript *transcript, int first,
		       struct err *err)
{
	if (!check_open(store, attempt, first, err))
		return false;
	if (first == 0 && !keep_heading(store, attempt, transcript, err))
		return false;
	for (int i = first; i < transcript->turn_count; i++) {
		if (!keep_turn(store, attempt, i + 1, &transcript->turns[i], err))
			return false;
	}
	STATEMENT statement = store_statement(store, "UPDATE attempt SET turns = ?2 WHERE id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, transcript->turn_count);
	return store_run(store, statement, DOING, err) && seal_again(store, attempt, err);
}

bool store_attempt_turns(struct store *store, int64_t attempt, const struct transcript *transcript, int first,
			 struct err *err)
{
	if (first < 0 || first > transcript->turn_count)
		return err_set(err, ERR_BUG, "Turn %d is outside the transcript's %d turns.", first,
			       transcript->turn_count);
	if (!store_begin(store, err))
		return false;
	return store_end(store, keep_turns(store, attempt, transcript, first, err), err);
}

static bool keep_ladder(struct store *store, int64_t attempt, struct sv json, struct err *err)
{
	int64_t finished = 0;
	if (!store_number(store, "SELECT finished FROM attempt WHERE id = ?1", attempt, 1, &finished, err))
		return false;
	if (finished)
		return err_set(err, ERR_STORE, "Attempt %lld is finished: it has no hints any more.",
			       (long long)attempt);
	STATEMENT statement = store_statement(
		store,
		"UPDATE heading SET extra = (SELECT substr(j, 2, length(j) - 2) FROM"
		" (SELECT json_set('{' || extra || '}', '$.ladder', json(?2)) AS j)) WHERE attempt = ?1",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_text(statement, 2, json);
	return store_run(store, statement, DOING, err) && seal_again(store, attempt, err);
}

bool store_attempt_ladder(struct store *store, int64_t attempt, struct sv json, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return store_end(store, keep_ladder(store, attempt, json, err), err);
}

bool store_attempt_latest_open(struct store *store, int64_t trainee, struct sv scenario, int64_t *attempt,
			       struct err *err)
{
	*attempt = 0;
	STATEMENT statement = store_statement(store,
					      "SELECT a.id FROM attempt a JOIN scenario s ON s.id = a.scenario"
					      " WHERE a.trainee = ?1 AND a.finished = 0 AND (?2 = '' OR s.name = ?2)"
					      " ORDER BY a.id DESC LIMIT 1",
					      err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, trainee);
	store_bind_text(statement, 2, scenario);
	bool row = false;
	if (!store_step(store, statement, &row, "look for an open attempt", err))
		return false;
	if (row)
		*attempt = sqlite3_column_int64(statement, 0);
	return true;
}

bool store_attempt_by_origin(struct store *store, struct sv origin, int64_t *attempt, struct err *err)
{
	*attempt = 0;
	STATEMENT statement = store_statement(store, "SELECT id FROM attempt WHERE origin = ?1 AND origin <> ''", err);
	if (!statement)
		return false;
	store_bind_text(statement, 1, origin);
	bool row = false;
	if (!store_step(store, statement, &row, "look for an attempt", err))
		return false;
	if (row)
		*attempt = sqlite3_column_int64(statement, 0);
	return true;
}

static struct sv keep(struct transcript *t, sqlite3_stmt *statement, int column)
{
	return transcript_keep(t, store_column(statement, column));
}

/* The heading as it was kept; without one (no turn yet) what the attempt itself pins. */
static bool read_heading(struct store *store, int64_t id, struct transcript *out, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"SELECT coalesce(h.name, ''), coalesce(ws.text, s.name), coalesce(wc.text, s.channel),"
				" coalesce(wf.text, ''), coalesce(h.customer, ''), coalesce(h.agent, ''),"
				" CASE WHEN h.attempt IS NULL THEN a.seed ELSE h.seed END, coalesce(h.extra, ''),"
				" coalesce(h.customer_extra, ''), coalesce(h.agent_extra, '')"
				" FROM attempt a JOIN scenario s ON s.id = a.scenario"
				" LEFT JOIN heading h ON h.attempt = a.id LEFT JOIN word ws ON ws.id = h.scenario"
				" LEFT JOIN word wc ON wc.id = h.channel LEFT JOIN word wf ON wf.id = h.company"
				" WHERE a.id = ?1",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	bool row = false;
	if (!store_step(store, statement, &row, "read an attempt", err))
		return false;
	if (!row)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)id);
	out->id = keep(out, statement, 0);
	out->scenario = keep(out, statement, 1);
	out->channel = keep(out, statement, 2);
	out->company = keep(out, statement, 3);
	out->customer_name = keep(out, statement, 4);
	out->agent_name = keep(out, statement, 5);
	out->has_seed = sqlite3_column_type(statement, 6) != SQLITE_NULL;
	out->seed = (uint64_t)sqlite3_column_int64(statement, 6);
	strbuf_addsv(&out->extra, store_column(statement, 7));
	out->customer_extra = keep(out, statement, 8);
	out->agent_extra = keep(out, statement, 9);
	return true;
}

static bool read_turns(struct store *store, int64_t id, struct transcript *out, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"SELECT who, text, action, argument, for_ms, at_ms, extra FROM turn WHERE attempt = ?1 ORDER BY number",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	for (bool row = true;;) {
		if (!store_step(store, statement, &row, "read an attempt", err))
			return false;
		if (!row)
			return true;
		const struct turn turn = {
			.who = (enum who)sqlite3_column_int(statement, 0),
			.text = keep(out, statement, 1),
			.action = keep(out, statement, 2),
			.argument = keep(out, statement, 3),
			.for_ms = sqlite3_column_int64(statement, 4),
			.at_ms = sqlite3_column_int64(statement, 5),
			.extra = keep(out, statement, 6),
		};
		transcript_add(out, &turn);
	}
}

bool store_attempt_transcript(struct store *store, int64_t id, struct transcript *out, struct err *err)
{
	if (!store_begin_read(store, err))
		return false;
	transcript_init(out);
	bool ok = read_heading(store, id, out, err) && read_turns(store, id, out, err);
	if (store_end_read(store, ok))
		return true;
	transcript_release(out);
	transcript_init(out);
	return false;
}
