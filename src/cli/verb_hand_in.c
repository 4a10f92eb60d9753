/* verb_hand_in.c - rolecall hand-in pN: a copy of a practice run for the shared store, as practice. */
#include "base/clock.h"
#include "base/mem.h"
#include "cli/attempt_card.h"
#include "cli/verb.h"

#include <string.h>

/* Handed in before: the same start and seed. */
static bool handed_in(struct store *shared, int64_t trainee, const struct attempt *attempt, struct err *err)
{
	struct attempt_query query = {.trainee = trainee,
				      .scenario = sv_from(attempt->scenario),
				      .modes = 1U << MODE_PRACTICE};
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	size_t count = 0;
	const struct attempt *list = store_attempts(pool, shared, &query, &count, err);

	for (size_t i = 0; list && i < count; i++) {
		if (list[i].started_ms == attempt->started_ms && list[i].seed == attempt->seed)
			return true;
	}
	return false;
}

static bool copy(struct store *shared, const struct attempt_card *shown, int64_t *id, struct err *err)
{
	struct attempt_start start = {
		.scenario = sv_from(shown->attempt.scenario),
		.scenario_hash = sv_from(shown->attempt.scenario_hash),
		.rubrics = shown->card->rubrics,
		.rubric_count = (size_t)shown->card->rubric_count,
		.channel = sv_from(shown->attempt.channel),
		.family = sv_from(shown->attempt.family),
		.mode = MODE_PRACTICE,
		.seed = shown->attempt.seed,
		.now_ms = shown->attempt.started_ms,
	};

	if (!store_trainee_add(shared, sv_from(shown->attempt.trainee), SV(""), clock_wall_ms(), &start.trainee, err))
		return false;
	if (handed_in(shared, start.trainee, &shown->attempt, err))
		return err_set(err, ERR_USAGE, "That practice run was handed in before.");
	return err->kind == ERR_NONE && store_attempt_begin(shared, &start, id, err) &&
	       store_attempt_turns(shared, *id, &shown->transcript, 0, err) &&
	       store_attempt_card(shared, *id, shown->card, true, shown->attempt.finished_ms, shown->attempt.hints,
				  err);
}

/* What was said in other practice runs stays there: the copy goes without it, and so does its card. */
static bool take_out_earlier(struct attempt_card *shown, struct err *err)
{
	if (!earlier_strip(&shown->transcript.extra))
		return true;
	shown->card = scoring_card(shown->pool, shown->scoring, &shown->transcript, err);
	return shown->card != NULL;
}

static bool may_hand_in(const struct context *context, const struct attempt_card *shown, const char *word,
			struct err *err)
{
	if (shown->store != context->practice)
		return err_set(err, ERR_USAGE, "Attempt %s is not one of your practice runs; they are called p1, p2 …",
			       word);
	if (strcmp(shown->attempt.trainee, context->trainee) != 0)
		return err_set(err, ERR_USAGE, "Practice run %s is %s's; only its owner can hand it in.", word,
			       shown->attempt.trainee);
	if (!shown->attempt.finished)
		return err_set(err, ERR_USAGE, "Practice run %s is not finished: rolecall play --resume.", word);
	if (!shown->card || shown->content_changed)
		return err_set(err, ERR_INPUT,
			       "The scenario or a rubric has changed since practice run %s; its card would be another.",
			       word);
	return true;
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct attempt_card shown;
	struct store *shared;
	int64_t id = 0;

	if (!args_count(args, &verb_hand_in, 1, 1, err))
		return CLI_USAGE;
	if (attempt_card_load(&shown, context, args->rest[0], err) &&
	    may_hand_in(context, &shown, args->rest[0], err) && take_out_earlier(&shown, err)) {
		shared = context_store(context, err);
		if (shared && copy(shared, &shown, &id, err))
			fprintf(context->out,
				"Handed in as attempt %lld: as practice, so it is in no report, but your trainer can "
				"read it.\n",
				(long long)id);
	}
	attempt_card_release(&shown);
	return CLI_OK;
}

static const struct verb_option options[] = {
	{"trainee", 't', "NAME", NULL, VALUE_TRAINEE, false, "whose practice run"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_hand_in = {
	.name = "hand-in",
	.arguments = "ATTEMPT",
	.summary = "Let others read one of your practice runs",
	.readers = "trainee",
	.options = options,
	.text = "The run is copied to the shared store. It stays practice: it never becomes an exam, and reports leave "
		"it out.",
	.run = run,
};
