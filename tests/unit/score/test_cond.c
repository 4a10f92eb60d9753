/* test_cond.c - three-valued conditions: unknown is not false. */
#include "base/strbuf.h"
#include "score/env.h"

#include <criterion/criterion.h>
#include <limits.h>

#define T TRUTH_TRUE
#define F TRUTH_FALSE
#define U TRUTH_UNKNOWN

static struct cond_env blank(void)
{
	return (struct cond_env){.channel = CHANNEL_UNKNOWN, .replies = -1, .total_replies = -1, .elapsed_ms = -1};
}

/* Leaves with a fixed truth: total replies is 3, so ranges say yes or no; anger is not known. */
static struct cond yes = {.op = COND_TOTAL_REPLIES, .range = {3, 3}};
static struct cond no = {.op = COND_TOTAL_REPLIES, .range = {4, LONG_MAX}};
static struct cond maybe = {.op = COND_ANGER, .range = {50, 100}};

static struct cond *leaf(enum truth truth)
{
	return truth == T ? &yes : truth == F ? &no : &maybe;
}

Test(cond, kleene_tables)
{
	static const struct {
		enum truth a, b, both, either;
	} rows[] = {{T, T, T, T}, {T, F, F, T}, {T, U, U, T}, {F, T, F, T}, {F, F, F, F},
		    {F, U, F, U}, {U, T, U, T}, {U, F, F, U}, {U, U, U, U}};
	struct cond_env env = blank();

	env.total_replies = 3;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct cond *children[] = {leaf(rows[i].a), leaf(rows[i].b)};
		struct cond all = {.op = COND_ALL, .children = children, .count = 2};
		struct cond any = {.op = COND_ANY, .children = children, .count = 2};

		cr_expect_eq(cond_eval(&all, &env), rows[i].both, "row %zu: all", i);
		cr_expect_eq(cond_eval(&any, &env), rows[i].either, "row %zu: any", i);
	}
	for (int t = F; t <= U; t++) {
		struct cond *child[] = {leaf((enum truth)t)};
		struct cond not = {.op = COND_NOT, .children = child, .count = 1};

		cr_expect_eq(cond_eval(&not, &env), t == U ? U : t == T ? F : T);
	}
}

Test(cond, what_is_not_known_is_unknown)
{
	struct sv chat[] = {SV("chat"), SV("sms")}, done[] = {SV("hold")};
	struct cond conds[] = {
		{.op = COND_ANGER, .range = {0, 100}},
		{.op = COND_CONFUSION, .range = {0, 100}},
		{.op = COND_KNOWS, .name = SV("order"), .index = -1},
		{.op = COND_GOAL, .name = SV("fix"), .index = -1},
		{.op = COND_FLAG, .name = SV("seen"), .index = -1},
		{.op = COND_VISITED, .name = SV("start"), .index = -1},
		{.op = COND_REPLIES, .range = {0, 9}},
		{.op = COND_TOTAL_REPLIES, .range = {0, 9}},
		{.op = COND_CHANNEL, .names = chat, .name_count = 2},
		{.op = COND_SCORE, .range = {0, 100}},
		{.op = COND_ELAPSED, .range = {0, LONG_MAX}},
		{.op = COND_MET, .name = SV("x"), .index = 0},
		{.op = COND_SAID, .group = 0},
	};
	struct cond hold = {.op = COND_ACTION, .name = SV("hold")};
	struct cond_env env = blank();

	for (size_t i = 0; i < sizeof conds / sizeof conds[0]; i++)
		cr_expect_eq(cond_eval(&conds[i], &env), U, "condition %zu", i);
	cr_expect_eq(cond_eval(&hold, &env), F, "an action that did not happen is known not to have");
	env.actions = done;
	env.action_count = 1;
	cr_expect_eq(cond_eval(&hold, &env), T);
}

Test(cond, what_is_given_is_known)
{
	struct sv chat[] = {SV("chat"), SV("sms")}, facts[] = {SV("order")};
	struct cond channel = {.op = COND_CHANNEL, .names = chat, .name_count = 2};
	struct cond order = {.op = COND_KNOWS, .name = SV("order"), .index = -1};
	struct cond other = {.op = COND_KNOWS, .name = SV("other"), .index = -1};
	struct cond below = {.op = COND_SCORE, .range = {LONG_MIN, 79}},
		    least = {.op = COND_SCORE, .range = {80, LONG_MAX}};
	struct cond_env env = blank();

	env.channel = CHANNEL_SMS;
	cr_expect_eq(cond_eval(&channel, &env), T);
	env.channel = CHANNEL_EMAIL;
	cr_expect_eq(cond_eval(&channel, &env), F);
	env.named_facts = facts;
	env.named_fact_count = 1;
	cr_expect_eq(cond_eval(&order, &env), T);
	cr_expect_eq(cond_eval(&other, &env), U, "an example names what holds, not all that does not");
	env.has_score = true;
	env.score = 79.5;
	cr_expect_eq(cond_eval(&below, &env), T, "79.5 is below 80");
	cr_expect_eq(cond_eval(&least, &env), F);
	env.anger_known = true;
	env.mood.anger = 50;
	cr_expect_eq(cond_eval(&maybe, &env), T);
	env.mood.anger = 49;
	cr_expect_eq(cond_eval(&maybe, &env), F);
}

Test(cond, culprit_is_the_innermost)
{
	struct cond *inner[] = {&yes, &no}, *alone[] = {&no};
	struct cond all = {.op = COND_ALL, .children = inner, .count = 2};
	struct cond any = {.op = COND_ANY, .children = alone, .count = 1};
	struct cond *outer[] = {&yes, &maybe, &all, &any};
	struct cond top = {.op = COND_ALL, .children = outer, .count = 4};
	struct cond_env env = blank();

	env.total_replies = 3;
	cr_expect_eq(cond_culprit(&top, &env), &no, "what is false comes before what is not known");
	outer[2] = outer[3] = &yes;
	cr_expect_eq(cond_culprit(&top, &env), &maybe);
	outer[1] = &yes;
	cr_expect_null(cond_culprit(&top, &env));
	cr_expect_eq(cond_culprit(&any, &env), &no);
}

static void expect_words(const struct cond *cond, const char *words)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	cond_describe(cond, &out);
	cr_expect_str_eq(out.buf, words, "got “%s”", out.buf);
}

Test(cond, in_the_authors_words)
{
	struct yaml_node range = {.type = YAML_SCALAR, .text = SV("below 50")};
	struct yaml_node first = {.type = YAML_SCALAR, .text = SV("our policy")};
	struct yaml_node second = {.type = YAML_SCALAR, .text = SV("terms and conditions")};
	struct yaml_node *items[] = {&first, &second};
	struct yaml_node phrases = {.type = YAML_LIST, .items = items, .count = 2};
	struct sv names[] = {SV("chat"), SV("sms"), SV("social")};
	struct cond anger = {.op = COND_ANGER, .range = {0, 49}, .node = &range};
	struct cond goal = {.op = COND_GOAL, .name = SV("offered-fix")};
	struct cond said = {.op = COND_SAID, .node = &phrases};
	struct cond channel = {.op = COND_CHANNEL, .names = names, .name_count = 3};
	struct cond replies = {.op = COND_TOTAL_REPLIES, .range = {10, LONG_MAX}};
	struct cond *pair[] = {&anger, &goal}, *choice[] = {NULL, &said}, *wrapped[] = {&channel};
	struct cond both = {.op = COND_ALL, .children = pair, .count = 2};
	struct cond either = {.op = COND_ANY, .children = choice, .count = 2};
	struct cond not = {.op = COND_NOT, .children = wrapped, .count = 1};

	choice[0] = &both;
	expect_words(&both, "anger below 50 and goal offered-fix");
	expect_words(&either, "(anger below 50 and goal offered-fix) or said our policy or terms and conditions");
	expect_words(&not, "not (channel chat, sms or social)");
	expect_words(&replies, "total replies at least 10");
	expect_words(NULL, "always");
}
