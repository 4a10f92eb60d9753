/* example.c - running one example or model answer. */
#include "score/example.h"

#include "base/mem.h"
#include "score/inside.h"

static void free_session(struct score_session **session)
{
	score_session_free(*session);
}

static void find_fired(const void *ctx, const struct score_session *session, int rubric, int criterion,
		       struct example_result *result)
{
	const struct rubric *what = session->scorer->rubrics[rubric];

	result->fired = MEM_ARRAY(ctx, int, (size_t)what->criterion_count + 1);
	for (int i = 0; i < what->criterion_count; i++)
		if (i != criterion && criterion_is_forbid(&what->criteria[i]) &&
		    score_verdict(session, rubric, i, NULL) == VERDICT_MISSED)
			result->fired[result->fired_count++] = i;
}

static struct example_result finish(const void *ctx, struct score_session *session, int rubric, int criterion)
{
	struct example_result result = {.verdict = VERDICT_NA, .why = SV("")};
	struct card_criterion item;

	score_close(session);
	card_fill_criterion(ctx, session, slot_of(session->scorer, rubric, criterion), &item);
	result.verdict = item.verdict;
	result.evidence = item.evidence;
	result.evidence_count = item.evidence_count;
	result.cancelled = item.cancelled;
	result.cancel_reason = item.cancel_reason;
	result.cancelled_count = item.cancelled_count;
	result.why = item.why;
	find_fired(ctx, session, rubric, criterion, &result);
	return result;
}

static struct cond_env env_of(const struct example *example, const struct score_context *context)
{
	struct cond_env env = {.channel = context->channel,
			       .mood = {example->anger, example->confusion},
			       .anger_known = example->anger >= 0,
			       .confusion_known = example->confusion >= 0,
			       .named_facts = example->knows,
			       .named_fact_count = example->knows_count,
			       .named_goals = example->goals,
			       .named_goal_count = example->goal_count,
			       .named_flags = example->flags,
			       .named_flag_count = example->flag_count,
			       .replies = -1,
			       .total_replies = -1,
			       .elapsed_ms = -1};

	return env;
}

static struct score_context context_of(const struct example *example)
{
	return (struct score_context){.channel =
					      example->channel.n > 0 ? channel_from(example->channel) : CHANNEL_UNKNOWN,
				      .binding = {.name = example->name,
						  .agent = example->agent,
						  .company = example->company,
						  .fact_ids = example->fact_ids,
						  .fact_values = example->fact_values,
						  .fact_count = (size_t)example->fact_count}};
}

/* A "/..." line is an action, which takes its time where time is known; what is no well-formed action is said. */
static void feed(struct score_session *session, int turn, struct sv text, int64_t *now_ms, const struct cond_env *env)
{
	struct turn typed;
	struct err ignored = ERR_INIT;

	if (sv_starts(text, "/") && turn_parse_line(text, &typed, &ignored)) {
		if (typed.action.n > 0) {
			score_action(session, turn, typed.action, typed.for_ms, *now_ms);
			*now_ms += *now_ms < 0 ? 0 : typed.for_ms;
			return;
		}
		text = typed.text;
	}
	score_reply(session, turn, text, *now_ms, env);
}

/* An example with a /wait says how time passes, from 0 on; without one the time is unknown. */
static int64_t start_of(const struct example *example)
{
	for (int i = 0; i < example->reply_count; i++)
		if (sv_starts(example->replies[i].text, "/wait"))
			return 0;
	return -1;
}

static struct earlier *earlier_of(const void *ctx, const struct example *example)
{
	struct earlier *earlier = NULL;

	if (example->earlier_count > 0)
		earlier = MEM_NEW(ctx, struct earlier);
	for (int i = 0; i < example->earlier_count && i < EARLIER_MOST; i++)
		earlier->lines[earlier->count++] = (struct earlier_line){.text = example->earlier[i], .times = 1};
	return earlier;
}

struct example_result example_run(const void *ctx, const struct scorer *scorer, int rubric, int criterion,
				  const struct example *example)
{
	struct score_context context = context_of(example);
	context.earlier = earlier_of(ctx, example);
	struct score_session *session CLEANUP(free_session) = score_session_new(scorer, &context);
	struct cond_env env = env_of(example, &context);
	int64_t now_ms = start_of(example);

	for (int i = 0; i < example->action_count; i++)
		score_action(session, 0, example->actions[i], 0, now_ms);
	if (example->customer.n > 0)
		score_customer(session, 0, example->customer, now_ms);
	for (int i = 0; i < example->reply_count; i++)
		feed(session, i + 1, example->replies[i].text, &now_ms, &env);
	return finish(ctx, session, rubric, criterion);
}

static const struct example *first_pass(const struct criterion *criterion)
{
	for (int i = 0; i < criterion->example_count; i++)
		if (criterion->examples[i].list == EXAMPLE_PASS)
			return &criterion->examples[i];
	return NULL;
}

struct example_result example_run_model(const void *ctx, const struct scorer *scorer, int rubric, int criterion)
{
	const struct criterion *what = &scorer->rubrics[rubric]->criteria[criterion];
	const struct example *pass = first_pass(what);
	struct score_context context = {.channel = CHANNEL_UNKNOWN};
	struct score_session *session CLEANUP(free_session) = NULL;
	int64_t now_ms = pass ? start_of(pass) : -1;

	if (pass) {
		context = context_of(pass);
		context.earlier = earlier_of(ctx, pass);
	}
	session = score_session_new(scorer, &context);
	session->forced = slot_of(scorer, rubric, criterion);
	score_session_reset(session, &context);
	if (what->after.n > 0)
		score_action(session, 0, what->after, 0, now_ms);
	if (pass && pass->customer.n > 0)
		score_customer(session, 0, pass->customer, now_ms);
	score_reply(session, 1, what->model, now_ms, NULL);
	if (what->before.n > 0)
		score_action(session, 2, what->before, 0, now_ms);
	return finish(ctx, session, rubric, criterion);
}
