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

/* A "/..." line is an action; what is no well-formed action is said. */
static void feed(struct score_session *session, int turn, struct sv text, const struct cond_env *env)
{
	struct turn typed;
	struct err ignored = ERR_INIT;

	if (sv_starts(text, "/") && turn_parse_line(text, &typed, &ignored)) {
		if (typed.action.n > 0) {
			score_action(session, turn, typed.action, typed.for_ms, -1);
			return;
		}
		text = typed.text;
	}
	score_reply(session, turn, text, -1, env);
}

struct example_result example_run(const void *ctx, const struct scorer *scorer, int rubric, int criterion,
				  const struct example *example)
{
	struct score_context context = {.channel = CHANNEL_UNKNOWN};
	struct score_session *session CLEANUP(free_session) = NULL;
	struct cond_env env;

	if (example->channel.n > 0)
		context.channel = channel_from(example->channel);
	context.binding = (struct match_binding){.name = example->name,
						 .agent = example->agent,
						 .company = example->company,
						 .fact_ids = example->fact_ids,
						 .fact_values = example->fact_values,
						 .fact_count = (size_t)example->fact_count};
	env = env_of(example, &context);
	session = score_session_new(scorer, &context);
	for (int i = 0; i < example->action_count; i++)
		score_action(session, 0, example->actions[i], 0, -1);
	if (example->customer.n > 0)
		score_customer(session, 0, example->customer, -1);
	for (int i = 0; i < example->reply_count; i++)
		feed(session, i + 1, example->replies[i].text, &env);
	return finish(ctx, session, rubric, criterion);
}

struct example_result example_run_model(const void *ctx, const struct scorer *scorer, int rubric, int criterion)
{
	const struct criterion *what = &scorer->rubrics[rubric]->criteria[criterion];
	struct score_session *session CLEANUP(free_session) = score_session_new(scorer, NULL);

	session->forced = slot_of(scorer, rubric, criterion);
	score_session_reset(session, NULL);
	if (what->after.n > 0)
		score_action(session, 0, what->after, 0, -1);
	score_reply(session, 1, what->model, -1, NULL);
	if (what->before.n > 0)
		score_action(session, 2, what->before, 0, -1);
	return finish(ctx, session, rubric, criterion);
}
