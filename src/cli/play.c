/* play.c - preparing, keeping and finishing an attempt. */
#include "cli/play.h"

#include "base/clock.h"
#include "base/mem.h"

#include <string.h>
#include <sys/random.h>

static bool play_rubrics(struct play *play, struct err *err)
{
	size_t given = 0;

	while (args_nth(play->args, "rubric", (int)given))
		given++;
	play->rubric_count = given ? given : (size_t)play->scenario->rubric_count;
	play->rubrics = mem_calloc(play->rubric_count + 1, sizeof(struct rubric *));
	for (size_t i = 0; i < play->rubric_count; i++) {
		struct sv name =
			given ? sv_from(args_nth(play->args, "rubric", (int)i)) : play->scenario->rubric_ids[i];

		play->rubrics[i] = scoring_load_rubric(play->context, name, err);
		if (!play->rubrics[i])
			return false;
	}
	return true;
}

/* --mood anger=80,confusion=10 */
static bool play_mood(const struct play *play, struct engine_options *options, struct err *err)
{
	const char *text;

	for (int i = 0; (text = args_nth(play->args, "mood", i)); i++) {
		struct sv rest = sv_from(text);

		while (rest.n) {
			const char *comma = memchr(rest.p, ',', rest.n);
			struct sv part = sv_make(rest.p, comma ? (size_t)(comma - rest.p) : rest.n);
			bool anger = sv_starts(part, "anger="), confusion = sv_starts(part, "confusion=");
			size_t skip = anger ? 6 : 10;
			long value;

			if ((!anger && !confusion) || !sv_to_long(sv_make(part.p + skip, part.n - skip), &value) ||
			    value < 0 || value > 100)
				return err_set(
					err, ERR_USAGE,
					"--mood is written like anger=80 or confusion=20, from 0 to 100, not \"%s\".",
					text);
			*(anger ? &options->anger : &options->confusion) = (int)value;
			rest = comma ? sv_make(comma + 1, rest.n - part.n - 1) : SV("");
		}
	}
	return true;
}

static bool play_engine(struct play *play, const struct transcript *earlier, struct err *err)
{
	struct sv knows[64];
	struct engine_options options = {.seed = play->seed,
					 .anger = -1,
					 .confusion = -1,
					 .knows = knows,
					 .no_silence = args_has(play->args, "no-timer")};

	options.from_node = sv_from(args_get(play->args, "from", ""));
	while (options.knows_count < 64 && args_nth(play->args, "knows", (int)options.knows_count)) {
		knows[options.knows_count] = sv_from(args_nth(play->args, "knows", (int)options.knows_count));
		options.knows_count++;
	}
	play->authoring = options.from_node.n || options.knows_count || args_has(play->args, "mood");
	if (play->authoring && play->mode != MODE_PRACTICE)
		return err_set(err, ERR_USAGE, "--from, --mood and --knows are for practice only.");
	if (!play_mood(play, &options, err))
		return false;
	play->scorer = engine_scorer(play->scenario, play->rubrics, play->rubric_count, MATCH_ENGINE_FAST);
	play->engine = engine_new(play->scenario, play->scorer, &options, err);
	if (!play->engine || !earlier)
		return play->engine != NULL;
	return engine_replay(play->engine, earlier, earlier->turn_count, err);
}

static bool play_people(struct play *play, struct err *err)
{
	play->store =
		play->mode == MODE_PRACTICE ? context_practice(play->context, err) : context_store(play->context, err);
	return play->store && store_trainee_add(play->store, sv_from(play->context->trainee), SV(""), clock_wall_ms(),
						&play->trainee, err);
}

static bool play_begin_attempt(struct play *play, int64_t parent, int parent_turn, struct err *err)
{
	struct attempt_start start = {
		.trainee = play->trainee,
		.scenario = play->scenario->id,
		.scenario_hash = sv_from(play->scenario->hash),
		.rubrics = play->rubrics,
		.rubric_count = play->rubric_count,
		.channel = sv_from(channel_names[play->scenario->channel]),
		.family = play->scenario->family,
		.mode = play->mode,
		.seed = play->seed,
		.now_ms = clock_wall_ms(),
		.parent = parent,
		.parent_turn = parent_turn,
	};

	return store_attempt_begin(play->store, &start, &play->attempt, err);
}

static bool play_seed(struct play *play, struct err *err)
{
	const char *text = args_get(play->args, "seed", NULL);
	long seed;

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

static bool play_resume(struct play *play, const char *scenario, struct transcript *earlier, struct err *err)
{
	void *pool = talloc_new(NULL);
	struct attempt attempt;
	bool good = store_attempt_latest_open(play->store, play->trainee, sv_from(scenario ? scenario : ""),
					      &play->attempt, err);

	if (good && !play->attempt)
		good = err_set(err, ERR_USAGE, "%s has no open attempt%s%s to resume.", play->context->trainee,
			       scenario ? " of " : "", scenario ? scenario : "");
	good = good && store_attempt_get(pool, play->store, play->attempt, &attempt, err) &&
	       store_attempt_transcript(play->store, play->attempt, earlier, err);
	if (good) {
		play->seed = attempt.seed;
		play->scenario = scoring_load_scenario(play->context, sv_from(attempt.scenario), err);
		good = play->scenario != NULL;
	}
	if (good && strcmp(play->scenario->hash, attempt.scenario_hash) != 0)
		fprintf(play->context->talk,
			"rolecall: the scenario has changed since this attempt began; going on with today's file.\n");
	play->resumed = good;
	play->kept_turns = good ? earlier->turn_count : 0;
	talloc_free(pool);
	return good;
}

bool play_prepare(struct play *play, const char *scenario, struct err *err)
{
	struct transcript earlier;
	bool resume = args_has(play->args, "resume");
	bool good;

	memset(&earlier, 0, sizeof earlier);
	good = play_people(play, err) && play_seed(play, err);
	if (good && resume)
		good = play_resume(play, scenario, &earlier, err);
	else if (good)
		good = (play->scenario = scoring_load_scenario(play->context, sv_from(scenario), err)) != NULL;
	good = good && play_rubrics(play, err) && play_engine(play, resume ? &earlier : NULL, err);
	if (good && !resume && !play->authoring)
		good = play_begin_attempt(play, 0, 0, err);
	if (earlier.pool)
		transcript_release(&earlier);
	return good;
}

void play_release(struct play *play)
{
	engine_free(play->engine);
	scorer_free(play->scorer);
	scenario_free(play->scenario);
	free(play->rubrics);
}

bool play_keep(void *data, const struct engine *engine, struct err *err)
{
	struct play *play = data;
	const struct transcript *transcript = engine_transcript(engine);

	if (play->authoring)
		return true;
	if (!store_attempt_turns(play->store, play->attempt, transcript, play->kept_turns, err))
		return false;
	play->kept_turns = transcript->turn_count;
	return true;
}

bool play_rewound(void *data, const struct engine *engine, int turn, struct err *err)
{
	struct play *play = data;
	int64_t parent = play->attempt;

	if (play->authoring)
		return true;
	/* The branch that is left behind is closed as it stands. */
	struct scorecard *card = engine_card(NULL, play->engine);
	bool good = store_attempt_card(play->store, parent, card, true, clock_wall_ms(), play->hints, err) &&
		    play_begin_attempt(play, parent, turn, err);
	talloc_free(card);
	play->kept_turns = 0;
	return good && play_keep(play, engine, err);
}

void play_hint(void *data, int step)
{
	struct play *play = data;

	(void)step;
	play->hints++;
}

bool play_finish(struct play *play, bool finished, struct scorecard **card, struct err *err)
{
	*card = engine_card(NULL, play->engine);
	if (play->authoring)
		return true;
	return store_attempt_card(play->store, play->attempt, *card, finished, clock_wall_ms(), play->hints, err);
}
