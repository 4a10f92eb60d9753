/* verb_dispute.c - rolecall dispute ATTEMPT CRITERION --reason TEXT */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/desk.h"

#include <string.h>

/* Nothing was decided since it was last disputed. */
static bool is_open(const struct history_event *events, size_t count, const char *criterion)
{
	for (size_t i = count; i-- > 0;) {
		if (strcmp(events[i].criterion, criterion) != 0)
			continue;
		if (events[i].kind == HISTORY_DISPUTE || events[i].kind == HISTORY_RESOLVE)
			return events[i].kind == HISTORY_DISPUTE;
	}
	return false;
}

static bool dispute(struct context *context, const struct args *args, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct history_event event = {.at_ms = clock_wall_ms(), .kind = HISTORY_DISPUTE, .verdict = -1};
	struct history_query query = {.kinds = 1u << HISTORY_DISPUTE | 1u << HISTORY_RESOLVE};
	struct attempt attempt;
	enum verdict engine = VERDICT_NA;
	const char *reason = args_get(args, "reason", "");
	size_t count = 0;
	int64_t id = 0;

	if (!desk_attempt(pool, context, args->rest[0], &attempt, err) ||
	    !desk_criterion(pool, context->store, attempt.id, args->rest[1], &event.criterion, &engine, err))
		return false;
	if (strcmp(attempt.trainee, context->trainee) != 0)
		return err_set(err, ERR_USAGE,
			       "Only %s can dispute attempt %s: it is theirs (--trainee says who you are).",
			       attempt.trainee, args->rest[0]);
	if (!sv_trim(sv_from(reason)).n)
		return err_set(err, ERR_USAGE, "A dispute needs a reason: --reason \"…\".");
	query.attempt = event.attempt = attempt.id;
	struct history_event *events = store_history(pool, context->store, &query, &count, err);
	if (!events)
		return false;
	if (is_open(events, count, event.criterion))
		return err_set(err, ERR_USAGE, "%s of attempt %s is disputed already and not decided yet.",
			       event.criterion, args->rest[0]);
	event.trainee = attempt.trainee_id;
	event.engine = (int)engine;
	event.who = attempt.trainee;
	event.text = mem_pool_strndup(pool, reason, strlen(reason));
	if (!store_history_add(context->store, &event, &id, err))
		return false;
	fprintf(context->talk, "Recorded as dispute %lld: the engine says %s. Somebody else will decide.\n",
		(long long)id, verdict_names[engine]);
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	if (args_count(args, &verb_dispute, 2, 2, err))
		dispute(context, args, err);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"reason", 0, "TEXT", NULL, VALUE_NONE, false, "why the verdict is wrong, in a sentence"},
	{"trainee", 0, "NAME", NULL, VALUE_TRAINEE, false, "who you are"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_dispute = {
	.name = "dispute",
	.arguments = "ATTEMPT CRITERION",
	.summary = "Say that a verdict on your own attempt is wrong",
	.readers = "trainee",
	.options = options,
	.text = "A dispute is decided with rolecall resolve, by somebody who is neither the trainee nor a reviewer of "
		"that "
		"criterion. rolecall report criteria shows how often each criterion was overturned.",
	.run = run,
};
