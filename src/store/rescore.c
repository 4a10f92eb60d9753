#include "store/internal.h"

#define DOING "score an attempt anew"

static bool keep_old(struct store *store, int64_t attempt, int64_t now_ms, struct err *err)
{
	STATEMENT statement = store_statement(
		store,
		"INSERT INTO old_card (attempt, number, at_ms, scenario, rubrics, engine, score, passed, json)"
		" SELECT a.id, (SELECT count(*) FROM old_card o WHERE o.attempt = a.id), ?2, a.scenario, a.rubrics,"
		" a.engine, a.score, a.passed, coalesce(c.json, '') FROM attempt a LEFT JOIN card c ON c.attempt = a.id"
		" WHERE a.id = ?1",
		err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, now_ms);
	return store_run(store, statement, DOING, err);
}

static bool pin(struct store *store, int64_t attempt, const struct attempt_start *start, struct err *err)
{
	int64_t scenario = 0, rubrics = 0, engine = 0;
	if (!store_scenario(store, start, &scenario, err) || !store_rubric_set(store, start, &rubrics, err) ||
	    !store_word(store, SV(ROLECALL_VERSION), &engine, err))
		return false;
	STATEMENT statement =
		store_statement(store, "UPDATE attempt SET scenario = ?2, rubrics = ?3, engine = ?4 WHERE id = ?1",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt);
	store_bind_int(statement, 2, scenario);
	store_bind_int(statement, 3, rubrics);
	store_bind_int(statement, 4, engine);
	return store_run(store, statement, DOING, err);
}

static bool rescore(struct store *store, int64_t attempt, const struct attempt_start *start,
		    const struct scorecard *card, struct sv json, int64_t now_ms, struct err *err)
{
	int64_t hints = -1;
	if (!store_number(store, "SELECT hints FROM attempt WHERE id = ?1 AND finished = 1", attempt, -1, &hints, err))
		return false;
	if (hints < 0)
		return err_set(err, ERR_USAGE, "There is no finished attempt %lld.", (long long)attempt);
	/* The totals go by scenario: taken away under the old one, added under the new one. */
	return keep_old(store, attempt, now_ms, err) && store_totals_apply(store, attempt, -1, err) &&
	       pin(store, attempt, start, err) && store_totals_apply(store, attempt, 1, err) &&
	       store_keep_card(store, attempt, card, json, true, now_ms, (int)hints, err);
}

bool store_attempt_rescore(struct store *store, int64_t attempt, const struct attempt_start *start,
			   const struct scorecard *card, int64_t now_ms, struct err *err)
{
	CLEANUP_STRBUF struct strbuf json = STRBUF_INIT;
	scorecard_add_json(card, CARD_FULL, &json);
	if (!store_begin(store, err))
		return false;
	return store_end(store, rescore(store, attempt, start, card, strbuf_sv(&json), now_ms, err), err);
}
