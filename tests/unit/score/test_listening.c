/* test_listening.c - recap and facts: the examples of tests/data/score/listening.yaml are the cases. */
#include "desk.h"

#include "base/mem.h"
#include "score/example.h"

#include <criterion/criterion.h>

static enum verdict wanted(const struct example *example)
{
	return example->list == EXAMPLE_PASS   ? VERDICT_MET
	       : example->list == EXAMPLE_FAIL ? VERDICT_MISSED
					       : VERDICT_NA;
}

static void check_marks(const struct example *example, const struct example_result *result)
{
	const struct example_reply *reply = &example->replies[0];

	cr_expect_eq(result->evidence_count, reply->mark_count, SV_FMT ": %d pieces of evidence", SV_ARG(reply->text),
		     result->evidence_count);
	for (int i = 0; i < reply->mark_count && i < result->evidence_count; i++)
		cr_expect(result->evidence[i].start == reply->marks[i].start &&
				  result->evidence[i].end == reply->marks[i].end,
			  SV_FMT ": quoted " SV_FMT, SV_ARG(reply->text), SV_ARG(result->evidence[i].text));
}

Test(listening, examples_hold)
{
	const char *names[] = {"listening.yaml"};
	struct desk desk;
	int ran = 0;

	desk_open(&desk, names, 1);
	for (int c = 0; c < desk.rubrics[0]->criterion_count; c++) {
		const struct criterion *criterion = &desk.rubrics[0]->criteria[c];

		for (int i = 0; i < criterion->example_count; i++, ran++) {
			CLEANUP_TALLOC void *ctx = talloc_new(NULL);
			const struct example *example = &criterion->examples[i];
			struct example_result result = example_run(ctx, desk.scorer, 0, c, example);

			cr_expect_eq(result.verdict, wanted(example), SV_FMT ": “" SV_FMT "” is %s (" SV_FMT ")",
				     SV_ARG(criterion->id), SV_ARG(example->replies[0].text),
				     verdict_names[result.verdict], SV_ARG(result.why));
			if (criterion->kind == KIND_FACTS)
				check_marks(example, &result);
		}
	}
	cr_assert_gt(ran, 30);
	desk_close(&desk);
}

/* What the trainee reads, and that strength is the share. */
Test(listening, says_what_was_not_taken_up)
{
	static const char yaml[] =
		"rubric: r\nformat: 1\ntitle: R\npass_mark: 50\nsections:\n  - section: s\n    weight: 100\n    "
		"criteria:\n"
		"      - {id: up, skill: attentive-listening, points: 1, recap: {min: 0.9}, advice: A}\n";
	const char *const turns[] = {"C: The copper kettle leaks.", "A: A kettle."};
	struct talk talk = {.turns = turns, .count = 2};
	CLEANUP_STRBUF struct strbuf changes = STRBUF_INIT;
	struct score_context context = desk_context(&talk);
	struct score_session *session;
	struct scorecard *card;
	struct desk desk;

	desk_open_text(&desk, yaml);
	session = score_session_new(desk.scorer, &context);
	desk_feed(&desk, session, &talk, true, &changes);
	card = score_card(NULL, session, NULL);
	cr_expect_str_eq(changes.buf, "close missed up\n");
	cr_expect(sv_is(card->criteria[0].why, "36 % came back, at least 90 %; not taken up: copper, leaks"), SV_FMT,
		  SV_ARG(card->criteria[0].why));
	cr_expect_float_eq(card->criteria[0].strength, 0.36, 0.01);
	talloc_free(card);
	score_session_free(session);
	desk_close(&desk);
}
