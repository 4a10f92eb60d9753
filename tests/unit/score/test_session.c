/* test_session.c - what the engine asks a session between turns. */
#include "desk.h"

#include "base/mem.h"

#include <criterion/criterion.h>

static struct desk desk;

static struct score_session *open_session(const char *name, const struct score_context *context)
{
	desk_open(&desk, &name, 1);
	return score_session_new(desk.scorer, context);
}

static void close_session(struct score_session *session)
{
	score_session_free(session);
	desk_close(&desk);
}

static int find(const char *id)
{
	int index = rubric_find(desk.rubrics[0], sv_from(id));

	cr_assert_geq(index, 0);
	return index;
}

static enum truth ask(struct score_session *session, enum cond_op op, const char *id, bool turning)
{
	struct cond cond = {.op = op, .name = sv_from(id), .rubric = 0, .index = find(id), .group = -1};
	struct cond_env env = {.channel = CHANNEL_UNKNOWN, .replies = -1, .session = session, .turning = turning};

	return cond_eval(&cond, &env);
}

Test(session, verdicts_between_turns)
{
	struct score_session *session = open_session("courtesy.yaml", NULL);
	bool open = false, known = false;

	cr_expect_eq(score_verdict(session, 0, find("regret"), &open), VERDICT_MISSED);
	cr_expect(open, "may still be met");
	cr_expect_eq(score_verdict(session, 0, find("no-scold"), &open), VERDICT_MET);
	cr_expect_not(open);
	score_reply(session, 1, SV("Sorry. Calm down."), -1, NULL);
	cr_expect_eq(score_verdict(session, 0, find("regret"), NULL), VERDICT_MET);
	cr_expect_eq(score_verdict(session, 0, find("no-scold"), &open), VERDICT_MISSED);
	cr_expect_not(open);
	cr_expect(score_broke_now(session, 0, find("no-scold")));
	cr_expect_float_eq(score_so_far(session, &known), 60.0 / 3 + 40, 1e-9);
	cr_expect(known);
	score_reply(session, 2, SV("Fine."), -1, NULL);
	cr_expect_not(score_broke_now(session, 0, find("no-scold")));
	cr_expect(score_ever_broke(session, 0, find("no-scold")));
	cr_expect_eq(score_verdict(session, 0, 999, &open), VERDICT_NA, "no such criterion");
	close_session(session);
}

Test(session, conditions_on_criteria)
{
	struct score_session *session = open_session("courtesy.yaml", NULL);

	score_reply(session, 1, SV("Sorry. Calm down."), -1, NULL);
	cr_expect_eq(ask(session, COND_MET, "regret", false), TRUTH_TRUE);
	cr_expect_eq(ask(session, COND_MET, "regret", true), TRUTH_TRUE);
	cr_expect_eq(ask(session, COND_BROKE, "no-scold", false), TRUTH_TRUE);
	cr_expect_eq(ask(session, COND_MISSED, "regret-first", false), TRUTH_FALSE, "still open");
	score_reply(session, 2, SV("One two three four five six seven eight nine ten eleven twelve more."), -1, NULL);
	cr_expect_eq(ask(session, COND_MET, "regret", false), TRUTH_TRUE, "still met");
	cr_expect_eq(ask(session, COND_MET, "regret", true), TRUTH_FALSE, "but it did not turn now");
	cr_expect_eq(ask(session, COND_BROKE, "no-scold", false), TRUTH_FALSE, "only on the reply that does it");
	cr_expect_eq(ask(session, COND_MISSED, "regret-first", true), TRUTH_TRUE);
	cr_expect_eq(score_verdict(session, 0, find("short"), NULL), VERDICT_MISSED);
	cr_expect_eq(ask(session, COND_MISSED, "short", false), TRUTH_FALSE, "a trial drives nothing");
	close_session(session);
}

Test(session, lines_of_earlier_attempts_are_repeats)
{
	struct earlier earlier = {.lines = {{.text = SV("Let me see what I can do about this for you."), .times = 2}},
				  .count = 1};
	struct score_context context = {.channel = CHANNEL_UNKNOWN, .earlier = &earlier};
	struct score_session *session = open_session("measures.yaml", &context);

	score_reply(session, 1, SV("Let me see what I can do about this for you."), -1, NULL);
	cr_expect_eq(score_verdict(session, 0, find("fresh"), NULL), VERDICT_MISSED);
	score_session_reset(session, NULL);
	score_reply(session, 1, SV("Let me see what I can do about this for you."), -1, NULL);
	cr_expect_eq(score_verdict(session, 0, find("fresh"), NULL), VERDICT_MET, "forgotten with the reset");
	close_session(session);
}

Test(session, phrases_of_the_scenario)
{
	struct match_phrase phrase = {.text = SV("our policy")};
	struct match_group group = {.phrases = &phrase, .phrase_count = 1};
	struct match_set *set = match_set_new();
	int number = match_set_group(set, &group, NULL, NULL, NULL);
	const char *name = "courtesy.yaml";
	const struct rubric *list[1];
	struct scorer *scorer;
	struct score_session *session;
	size_t count = 0;

	desk_open(&desk, &name, 1);
	list[0] = desk.rubrics[0];
	scorer = scorer_new(list, 1, 1, set, MATCH_ENGINE_FAST);
	session = score_session_new(scorer, NULL);
	score_said(session, number, &count);
	cr_expect_eq(count, 0, "nothing was said yet");
	score_reply(session, 1, SV("It is our policy."), -1, NULL);
	cr_assert_not_null(score_said(session, number, &count));
	cr_expect_eq(count, 1);
	score_action(session, 2, SV("hold"), 0, -1);
	score_said(session, number, &count);
	cr_expect_eq(count, 0, "an action says nothing");
	score_session_free(session);
	scorer_free(scorer);
	match_set_free(set);
	desk_close(&desk);
}

/* Rubrics past card_count drive reactions and stay off the card. */
Test(session, rubrics_that_are_not_on_the_card)
{
	const char *names[] = {"weights.yaml", "courtesy.yaml"};
	const struct rubric *list[2];
	struct scorer *scorer;
	struct score_session *session;
	struct scorecard *card;
	size_t count = 0;

	desk_open(&desk, names, 2);
	list[0] = desk.rubrics[0];
	list[1] = desk.rubrics[1];
	scorer = scorer_new(list, 2, 1, NULL, MATCH_ENGINE_FAST);
	session = score_session_new(scorer, NULL);
	score_reply(session, 1, SV("Sorry. Calm down."), -1, NULL);
	score_changes(session, &count);
	cr_expect_eq(count, 2, "met regret and broke no-scold, got %zu", count);
	score_close(session);
	card = score_card(NULL, session, NULL);
	cr_expect_eq(card->rubric_count, 1);
	cr_expect_eq(card->criterion_count, desk.rubrics[0]->criterion_count);
	cr_expect_float_eq(card->score, 0, 1e-9);
	talloc_free(card);
	score_session_free(session);
	scorer_free(scorer);
	desk_close(&desk);
}
