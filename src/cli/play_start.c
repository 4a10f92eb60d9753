/* play_start.c - which attempt is played: a new one, one that was left, or an earlier one from some turn on. */
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/attempt_card.h"
#include "cli/play.h"

#include <string.h>
#include <sys/random.h>

/* Whoever plays is known from the first play on. Practice itself stays apart, and goes on where this store cannot be
 * written. */
static void make_known(struct context *context)
{
	struct err ignored = ERR_INIT;
	struct store *shared = context_store(context, &ignored);
	int64_t id;

	if (shared)
		store_trainee_add(shared, sv_from(context->trainee), SV(""), clock_wall_ms(), &id, &ignored);
}

static bool open_store(struct play *play, struct err *err)
{
	if (play->mode == MODE_PRACTICE)
		make_known(play->context);
	play->store =
		play->mode == MODE_PRACTICE ? context_practice(play->context, err) : context_store(play->context, err);
	return play->store && store_trainee_add(play->store, sv_from(play->context->trainee), SV(""), clock_wall_ms(),
						&play->trainee, err);
}

static bool choose_seed(struct play *play, struct err *err)
{
	const char *text = args_get(play->args, "seed", NULL);
	long seed;

	if (text && play->mode == MODE_EXAM)
		return err_set(err, ERR_USAGE, "An exam draws its own seed, which stays sealed: leave --seed out.");
	if (text) {
		if (!sv_to_long(sv_from(text), &seed) || seed < 0)
			return err_set(err, ERR_USAGE, "--seed wants a whole number, not \"%s\".", text);
		play->seed = (uint64_t)seed;
		return true;
	}
	if (getrandom(&play->seed, sizeof play->seed, 0) != sizeof play->seed)
		play->seed = (uint64_t)clock_wall_ms();
	play->seed >>= 12; /* fits every reader of JSON numbers */
	return true;
}

/* An open exam is gone on with, and there are only so many. */
static bool exam_allowed(struct play *play, struct err *err)
{
	struct attempt_query query = {.trainee = play->trainee,
				      .scenario = play->scenario->id,
				      .modes = 1U << MODE_EXAM};
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	size_t count = 0;
	const struct attempt *attempts = store_attempts(pool, play->store, &query, &count, err);

	if (!attempts && count == 0 && err->kind != ERR_NONE)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!attempts[i].finished)
			return err_set(err, ERR_USAGE,
				       "An exam on " SV_FMT " is open: rolecall play --resume --mode exam goes on.",
				       SV_ARG(play->scenario->id));
	}
	if (count >= (size_t)play->context->exam_attempts)
		return err_set(err, ERR_USAGE, "No exam on " SV_FMT " is left: %d of %d taken. Practice stays open.",
			       SV_ARG(play->scenario->id), (int)count, play->context->exam_attempts);
	return true;
}

bool play_start_new(struct play *play, const char *scenario, struct err *err)
{
	if (!choose_seed(play, err))
		return false;
	play->scenario = scoring_load_scenario(play->context, sv_from(scenario), err);
	return play->scenario && open_store(play, err) && (play->mode != MODE_EXAM || exam_allowed(play, err));
}

/* The newest open attempt in one store; false without *err when there is none. */
static bool newest_open(struct play *play, struct store *store, const char *scenario, const void *pool,
			struct attempt *out, struct err *err)
{
	bool any = !args_get(play->args, "mode", NULL);
	struct attempt_query query = {.scenario = sv_from(scenario ? scenario : ""),
				      .modes = any ? 0 : 1U << play->mode,
				      .finished = -1,
				      .limit = 1};
	struct attempt *attempts;
	size_t count = 0;

	if (!store || !store_trainee_find(store, sv_from(play->context->trainee), &query.trainee, err) ||
	    !query.trainee)
		return false;
	attempts = store_attempts(pool, store, &query, &count, err);
	if (!attempts || !count)
		return false;
	*out = attempts[0];
	return true;
}

static bool find_open(struct play *play, const char *scenario, const void *pool, struct attempt *out, struct err *err)
{
	struct store *shared = file_exists(play->context->store_path) ? context_store(play->context, err) : NULL;
	struct store *practice = err->kind == ERR_NONE ? context_practice_existing(play->context, err) : NULL;
	struct attempt other;
	bool found = err->kind == ERR_NONE && newest_open(play, practice, scenario, pool, out, err);

	play->store = practice;
	if (err->kind == ERR_NONE && newest_open(play, shared, scenario, pool, &other, err) &&
	    (!found || other.started_ms > out->started_ms)) {
		*out = other;
		play->store = shared;
		found = true;
	}
	if (err->kind == ERR_NONE && !found)
		err_set(err, ERR_USAGE, "%s has no open attempt%s%s to resume.", play->context->trainee,
			scenario ? " of " : "", scenario ? scenario : "");
	return found && err->kind == ERR_NONE;
}

bool play_start_resumed(struct play *play, const char *scenario, struct transcript *earlier, struct err *err)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	struct attempt attempt;

	if (!find_open(play, scenario, pool, &attempt, err) ||
	    !store_attempt_transcript(play->store, attempt.id, earlier, err))
		return false;
	play->attempt = attempt.id;
	play->trainee = attempt.trainee_id;
	play->mode = attempt.mode; /* what it began as: an exam stays an exam */
	play->seed = attempt.seed;
	play->hints = attempt.hints;
	play->kept_turns = earlier->turn_count;
	play->resumed = true;
	play->scenario = scoring_load_scenario(play->context, sv_from(attempt.scenario), err);
	if (play->scenario && strcmp(play->scenario->hash, attempt.scenario_hash) != 0)
		fprintf(play->context->talk,
			"rolecall: the scenario has changed since this attempt began; going on with today's file.\n");
	return play->scenario != NULL;
}

static bool retry_turn(const struct args *args, const struct transcript *earlier, int *turn, struct err *err)
{
	long number = 0;

	if (!args_number(args, "turn", 1, ENGINE_MAX_TURNS, &number, err))
		return false;
	for (int i = 0; !number && i < earlier->turn_count; i++) {
		if (earlier->turns[i].who == WHO_AGENT)
			number = i + 1;
	}
	if (number < 1 || number > earlier->turn_count || earlier->turns[number - 1].who != WHO_AGENT)
		return err_set(err, ERR_USAGE,
			       "--turn wants the number of one of your own turns, as rolecall show prints them.");
	*turn = (int)number;
	return true;
}

bool play_start_retry(struct play *play, const char *word, struct transcript *earlier, int64_t *parent,
		      int *parent_turn, struct err *err)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	struct store *store;
	struct attempt attempt;
	int64_t id = 0;

	if (play->mode == MODE_EXAM)
		return err_set(err, ERR_USAGE, "An exam cannot be tried again from the middle; --mode practice can.");
	if (!attempt_find(play->context, word, &store, &id, err) ||
	    !store_attempt_get(pool, store, id, &attempt, err) || !store_attempt_transcript(store, id, earlier, err) ||
	    !retry_turn(play->args, earlier, parent_turn, err))
		return false;
	if (strcmp(attempt.trainee, play->context->trainee) != 0)
		return err_set(err, ERR_USAGE, "Attempt %s is %s's; only its owner can try it again.", word,
			       attempt.trainee);
	if (attempt.mode == MODE_EXAM && !attempt.finished)
		return err_set(err, ERR_USAGE, "Attempt %s is an exam that is still open.", word);
	attempt_name(play->context, store, id, &name);
	play->retry_of = strbuf_detach(&name);
	if (!args_get(play->args, "mode", NULL) && attempt.mode == MODE_COACH)
		play->mode = MODE_COACH;
	play->seed = attempt.seed;
	play->resumed = true;
	play->scenario = scoring_load_scenario(play->context, sv_from(attempt.scenario), err);
	earlier->turn_count = *parent_turn - 1;
	if (!play->scenario || !open_store(play, err))
		return false;
	*parent = play->store == store ? id : 0; /* across the two stores only the transcript tells */
	return true;
}
