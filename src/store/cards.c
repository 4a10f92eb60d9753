#include "store/internal.h"
#include "store/totals.h"

#define DOING "keep the scorecard"

/* Forget the card that was kept before: an attempt left and gone on with, or scored anew. */
static bool forget_card(struct store *store, int64_t attempt, struct err *err)
{
	static const char *const forget[] = {
		"DELETE FROM verdict WHERE attempt = ?1",
		"DELETE FROM evidence WHERE attempt = ?1",
		"DELETE FROM mood WHERE attempt = ?1",
	};
	for (size_t i = 0; i < sizeof(forget) / sizeof(forget[0]); i++) {
		STATEMENT statement = store_statement(store, forget[i], err);
		if (!statement)
			return false;
		store_bind_int(statement, 1, attempt);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

static bool keep_json(struct store *store, int64_t attempt, struct sv json, struct err *err)
{
	STATEMENT statement =
		store_statement(store, "INSERT OR REPLACE INTO card (attempt, json) VALUES (?1, ?2)", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_text(statement, 2, json);
	return store_run(store, statement, DOING, err);
}

static bool keep_evidence(struct store *store, int64_t attempt, int position, const struct card_criterion *criterion,
			  struct err *err)
{
	if (!criterion->evidence_count)
		return true;
	STATEMENT statement = store_statement(store,
					      "INSERT INTO evidence (attempt, position, number, turn, start, stop)"
					      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
					      err);
	if (!statement)
		return false;
	for (int i = 0; i < criterion->evidence_count; i++) {
		const struct evidence *evidence = &criterion->evidence[i];
		store_bind_int(statement, 1, attempt);
		store_bind_int(statement, 2, position);
		store_bind_int(statement, 3, i);
		store_bind_int(statement, 4, evidence->turn);
		store_bind_int(statement, 5, evidence->start);
		store_bind_int(statement, 6, evidence->end);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

static bool keep_verdict(struct store *store, int64_t attempt, int position, const struct card_criterion *criterion,
			 struct err *err)
{
	int64_t id = 0;
	if (!store_criterion(store, criterion, &id, err))
		return false;
	STATEMENT statement = store_statement(
		store,
		"INSERT INTO verdict (attempt, position, criterion, verdict, earned) VALUES (?1, ?2, ?3, ?4, ?5)", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, position);
	store_bind_int(statement, 3, id);
	store_bind_int(statement, 4, (int64_t)criterion->verdict);
	store_bind_real(statement, 5, criterion->earned);
	return store_run(store, statement, DOING, err) && keep_evidence(store, attempt, position, criterion, err);
}

/* Helpers are not kept, as they are not in the card's JSON. *critical: how many critical errors were made. */
static bool keep_verdicts(struct store *store, int64_t attempt, const struct scorecard *card, int *critical,
			  struct err *err)
{
	int position = 0;
	*critical = card->policy_count > 0;
	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *criterion = &card->criteria[i];
		if (criterion->criterion->status == STATUS_HELPER)
			continue;
		if (!keep_verdict(store, attempt, position++, criterion, err))
			return false;
		if (criterion->scored && criterion->criterion->critical != CRITICAL_NONE &&
		    criterion->verdict == VERDICT_MISSED)
			++*critical;
	}
	return true;
}

static bool keep_mood(struct store *store, int64_t attempt, const struct scorecard *card, struct err *err)
{
	STATEMENT statement = store_statement(
		store, "INSERT INTO mood (attempt, position, turn, anger, confusion) VALUES (?1, ?2, ?3, ?4, ?5)", err);
	if (!statement)
		return false;
	for (int i = 0; i < card->mood_count; i++) {
		store_bind_int(statement, 1, attempt);
		store_bind_int(statement, 2, i);
		store_bind_int(statement, 3, card->mood[i].turn);
		store_bind_int(statement, 4, card->mood[i].mood.anger);
		store_bind_int(statement, 5, card->mood[i].mood.confusion);
		if (!store_run(store, statement, DOING, err))
			return false;
	}
	return true;
}

/* A finished attempt stays finished, and keeps the time when it was, however often it is scored again. */
static bool update_attempt(struct store *store, int64_t attempt, const struct scorecard *card, bool finished,
			   int64_t now_ms, int hints_used, int critical, struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"UPDATE attempt SET finished_ms = iif(finished = 0 AND ?2 = 1, ?3, finished_ms),"
				" finished = max(finished, ?2), hints = ?4, outcome = ?5, ending = ?6, score = ?7,"
				" passed = ?8, csat = ?9, critical = ?10,"
				" first_reply_ms = iif(?2 = 1, " FIRST_REPLY(
					"?1") ", first_reply_ms),"
					      " handle_ms = iif(?2 = 1, " HANDLE_TIME(
						      "?1") ", handle_ms) WHERE id = ?1",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, finished ? 1 : 0);
	store_bind_int(statement, 3, now_ms);
	store_bind_int(statement, 4, hints_used);
	store_bind_int(statement, 5, (int64_t)card->outcome);
	store_bind_text(statement, 6, card->ending);
	if (card->has_score)
		store_bind_real(statement, 7, card->score);
	store_bind_int(statement, 8, card->passed ? 1 : 0);
	store_bind_int(statement, 9, card->csat);
	store_bind_int(statement, 10, critical);
	return store_run(store, statement, DOING, err);
}

bool store_keep_card(struct store *store, int64_t attempt, const struct scorecard *card, struct sv json, bool finished,
		     int64_t now_ms, int hints_used, struct err *err)
{
	int64_t was_finished = -1, had_card = 0;
	if (!store_number(store, "SELECT finished FROM attempt WHERE id = ?1", attempt, -1, &was_finished, err) ||
	    !store_number(store, "SELECT 1 FROM card WHERE attempt = ?1", attempt, 0, &had_card, err))
		return false;
	if (was_finished < 0)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)attempt);
	if (was_finished && !store_totals_apply(store, attempt, -1, err))
		return false;
	int critical = 0;
	if ((had_card && !forget_card(store, attempt, err)) || !keep_json(store, attempt, json, err) ||
	    !keep_verdicts(store, attempt, card, &critical, err) || !keep_mood(store, attempt, card, err) ||
	    !update_attempt(store, attempt, card, finished, now_ms, hints_used, critical, err))
		return false;
	return (!(finished || was_finished) || store_totals_apply(store, attempt, 1, err)) &&
	       store_seal(store, attempt, now_ms, err);
}

bool store_attempt_card(struct store *store, int64_t attempt, const struct scorecard *card, bool finished,
			int64_t now_ms, int hints_used, struct err *err)
{
	CLEANUP_STRBUF struct strbuf json = STRBUF_INIT;
	scorecard_add_json(card, CARD_FULL, &json); /* before the lock is taken */
	if (!store_begin(store, err))
		return false;
	return store_end(store,
			 store_keep_card(store, attempt, card, strbuf_sv(&json), finished, now_ms, hints_used, err),
			 err);
}

bool store_attempt_card_json(struct store *store, int64_t id, struct strbuf *out, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"SELECT coalesce(c.json, '') FROM attempt a LEFT JOIN card c ON c.attempt = a.id WHERE a.id = ?1", err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, id);
	bool row = false;
	if (!store_step(store, statement, &row, "read a scorecard", err))
		return false;
	if (!row)
		return err_set(err, ERR_USAGE, "There is no attempt %lld.", (long long)id);
	strbuf_addsv(out, store_column(statement, 0));
	return true;
}
