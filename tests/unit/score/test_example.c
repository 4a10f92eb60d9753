/* test_example.c - examples and model answers through the scorer. */
#include "desk.h"

#include "base/mem.h"
#include "score/example.h"

#include <criterion/criterion.h>

static const enum verdict expected[] = {
	[EXAMPLE_PASS] = VERDICT_MET, [EXAMPLE_FAIL] = VERDICT_MISSED, [EXAMPLE_NA] = VERDICT_NA};

static void expect_examples(const char *name)
{
	CLEANUP_TALLOC void *ctx = talloc_new(NULL);
	struct desk desk;
	int run = 0;

	desk_open(&desk, &name, 1);
	for (int c = 0; c < desk.rubrics[0]->criterion_count; c++) {
		const struct criterion *criterion = &desk.rubrics[0]->criteria[c];

		for (int e = 0; e < criterion->example_count; e++) {
			const struct example *example = &criterion->examples[e];
			struct example_result result = example_run(ctx, desk.scorer, 0, c, example);

			cr_expect_eq(result.verdict, expected[example->list], SV_FMT ": example %d is %s (" SV_FMT ")",
				     SV_ARG(criterion->id), e, verdict_names[result.verdict], SV_ARG(result.why));
			run++;
		}
	}
	cr_assert_gt(run, 5);
	desk_close(&desk);
}

Test(example, courtesy)
{
	expect_examples("courtesy.yaml");
}

Test(example, composed)
{
	expect_examples("composed.yaml");
}

Test(example, windows)
{
	expect_examples("windows.yaml");
}

Test(example, every_kind_of_state)
{
	expect_examples("states.yaml");
}

Test(example, measures)
{
	expect_examples("measures.yaml");
}

static int find(const struct desk *desk, const char *id)
{
	int index = rubric_find(desk->rubrics[0], sv_from(id));

	cr_assert_geq(index, 0);
	return index;
}

Test(example, tells_spans_and_other_forbids)
{
	CLEANUP_TALLOC void *ctx = talloc_new(NULL);
	const char *name = "courtesy.yaml";
	struct desk desk;
	struct example_reply replies[] = {{.text = SV("Hello.")}, {.text = SV("I am sorry, calm down.")}};
	struct example example = {.list = EXAMPLE_PASS,
				  .replies = replies,
				  .reply_count = 2,
				  .anger = -1,
				  .confusion = -1,
				  .customer = SV("Well?")};
	struct example_result result;

	desk_open(&desk, &name, 1);
	result = example_run(ctx, desk.scorer, 0, find(&desk, "regret"), &example);
	cr_assert_eq(result.verdict, VERDICT_MET);
	cr_assert_eq(result.evidence_count, 1);
	cr_expect_eq(result.evidence[0].turn, 2);
	cr_expect_eq(result.evidence[0].start, 5);
	cr_expect_eq(result.evidence[0].end, 10);
	cr_assert_eq(result.fired_count, 1);
	cr_expect_eq(result.fired[0], find(&desk, "no-scold"));
	replies[1].text = SV("I am not sorry.");
	result = example_run(ctx, desk.scorer, 0, find(&desk, "regret"), &example);
	cr_expect_eq(result.verdict, VERDICT_MISSED);
	cr_expect_eq(result.fired_count, 0);
	cr_assert_eq(result.cancelled_count, 1);
	cr_expect_eq(result.cancel_reason[0], MATCH_NEGATED);
	desk_close(&desk);
}

static void expect_models(const char *name)
{
	CLEANUP_TALLOC void *ctx = talloc_new(NULL);
	struct desk desk;
	int run = 0;

	desk_open(&desk, &name, 1);
	for (int c = 0; c < desk.rubrics[0]->criterion_count; c++) {
		const struct criterion *criterion = &desk.rubrics[0]->criteria[c];
		struct example_result result;

		if (criterion->model.n == 0)
			continue;
		result = example_run_model(ctx, desk.scorer, 0, c);
		cr_expect_eq(result.verdict, VERDICT_MET, SV_FMT ": " SV_FMT, SV_ARG(criterion->id),
			     SV_ARG(result.why));
		run++;
	}
	cr_assert_gt(run, 0);
	desk_close(&desk);
}

Test(example, model_answers)
{
	expect_models("states.yaml");
}

/* They stand where the first pass example stands: its customer, names and clock. */
Test(example, model_answers_of_measures)
{
	expect_models("measures.yaml");
}
