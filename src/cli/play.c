/* play.c - preparing, keeping and finishing an attempt. */
#include "cli/play.h"

#include "base/clock.h"
#include "base/mem.h"

#include <string.h>

bool play_rubrics(struct play *play, struct err *err)
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

struct engine *play_make_engine(struct play *play, struct err *err)
{
	struct sv knows[64];
	struct engine_options options = {.seed = play->seed,
					 .anger = -1,
					 .confusion = -1,
					 .knows = knows,
					 .no_silence = args_has(play->args, "no-timer")};

	options.heading = sv_from(play->heading ? play->heading : "");
	options.from_node = sv_from(args_get(play->args, "from", ""));
	while (options.knows_count < 64 && args_nth(play->args, "knows", (int)options.knows_count)) {
		knows[options.knows_count] = sv_from(args_nth(play->args, "knows", (int)options.knows_count));
		options.knows_count++;
	}
	if (!play_mood(play, &options, err))
		return NULL;
	play->scorer = engine_scorer(play->scenario, play->rubrics, play->rubric_count, MATCH_ENGINE_FAST);
	return engine_new(play->scenario, play->scorer, &options, err);
}

static bool play_engine(struct play *play, const struct transcript *earlier, struct err *err)
{
	play->authoring = args_has(play->args, "from") || args_has(play->args, "knows") || args_has(play->args, "mood");
	if (play->authoring && play->mode != MODE_PRACTICE)
		return err_set(err, ERR_USAGE, "--from, --mood and --knows are for practice only.");
	play->engine = play_make_engine(play, err);
	if (!play->engine || !earlier)
		return play->engine != NULL;
	return engine_replay(play->engine, earlier, earlier->turn_count, err);
}

bool play_begin_attempt(struct play *play, int64_t parent, int parent_turn, struct err *err)
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

bool play_prepare(struct play *play, const char *scenario, struct err *err)
{
	const char *retry = args_get(play->args, "retry", NULL);
	bool resume = args_has(play->args, "resume");
	struct transcript earlier;
	int64_t parent = 0;
	int parent_turn = 0;
	bool good;

	memset(&earlier, 0, sizeof earlier);
	if (resume)
		good = play_start_resumed(play, scenario, &earlier, err);
	else if (retry)
		good = play_start_retry(play, retry, &earlier, &parent, &parent_turn, err);
	else
		good = play_start_new(play, scenario, err);
	good = good && play_rubrics(play, err) && play_pin(play, resume ? &earlier : NULL, err) &&
	       play_engine(play, resume || retry ? &earlier : NULL, err);
	if (good && !resume && !play->authoring)
		good = play_begin_attempt(play, parent, parent_turn, err) &&
		       (!retry || play_keep(play, play->engine, err));
	if (good && resume)
		play_read_ladder(play, &earlier);
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
	free(play->heading);
	free(play->retry_of);
	free(play->bless);
	play_retired_free(play->retired);
}

/* What the transcript is kept with beside its words: how the clock was set, and what it tries again. Never judged. */
static void add_setting(const struct play *play, struct strbuf *out)
{
	if (play->timed && args_has(play->args, "no-timer"))
		strbuf_addstr(out, ",\"timer\":\"off\"");
	else if (play->timed && (play->time_factor < 1 || play->time_factor > 1))
		strbuf_addf(out, ",\"time_factor\":%g", play->time_factor);
	if (play->retry_of)
		strbuf_addf(out, ",\"retry_of\":\"%s\"", play->retry_of);
}

bool play_keep(void *data, const struct engine *engine, struct err *err)
{
	struct play *play = data;
	CLEANUP_STRBUF struct strbuf extra = STRBUF_INIT;
	struct transcript kept = *engine_transcript(engine);

	if (play->authoring)
		return true;
	strbuf_addsv(&extra, strbuf_sv(&kept.extra));
	add_setting(play, &extra);
	if (extra.len && extra.buf[0] == ',')
		memmove(extra.buf, extra.buf + 1, extra.len--);
	kept.extra = extra;
	if (!store_attempt_turns(play->store, play->attempt, &kept, play->kept_turns, err))
		return false;
	play->kept_turns = kept.turn_count;
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

/* Kept at once: leaving without a word must not lose that help was used. */
void play_hint(void *data, struct engine *engine, const struct repl_ladder *ladder)
{
	struct play *play = data;
	struct err ignored = ERR_INIT;
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, engine);

	play->hints++;
	if (!play->authoring &&
	    store_attempt_card(play->store, play->attempt, card, false, clock_wall_ms(), play->hints, &ignored))
		play_keep_ladder(play, engine, card, ladder, &ignored);
}

bool play_finish(struct play *play, bool finished, struct scorecard **card, struct err *err)
{
	*card = engine_card(NULL, play->engine);
	if (play->authoring)
		return true;
	return store_attempt_card(play->store, play->attempt, *card, finished, clock_wall_ms(), play->hints, err);
}
