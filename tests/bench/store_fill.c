/* store_fill.c - a store full of attempts for benchmarks and pictures: seeded, played by the real engine.
 *
 * usage: store_fill [-t TRAINEES] [-n ATTEMPTS] [-s SEED] [-c] STORE CONTENT-ROOT
 * People of eight teams play the scenarios below CONTENT-ROOT over half a year, in sittings of one to eight, at first
 * badly and later better; lines are those of the scenarios' own playthroughs and of a list of poor ones. One attempt in
 * eight is in coach mode, one in twenty-five is left open. Attempts are kept 500 a transaction. -c plays a fiftieth of
 * them and keeps copies of those for the rest: quick, for stores of a million. */
#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "stage.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEAMS 8
#define BATCH 500
#define DAY_MS INT64_C(86400000)
#define BEGIN_MS INT64_C(1767225600000) /* 2026-01-01 */
#define DAYS 182

struct person {
	int64_t id, next_ms;
	double skill, pace; /* chance of a good line at first; how fast it grows */
	int played, sitting;
};

struct fill {
	struct rng rng;
	struct store *store;
	struct stages stages;
	struct person *people;
	long trainees, attempts;
	bool copies;
	struct performance {
		struct engine *engine;
		struct scorecard *card;
		size_t stage;
	} * kept;
	size_t kept_count;
};

static const char *const poor[] = {
	"I need your order number.",
	"Okay.",
	"That is not our fault.",
	"Unfortunately that is our policy, there is nothing I can do.",
	"Please wait.",
	"I understand.",
	"You should have read the terms.",
	"Can you repeat that?",
	"Thank you for contacting us. How may I help you today?",
	"Sorry for the inconvenience.",
};

static int die(const struct err *err)
{
	fprintf(stderr, "store_fill: %s\n", err->message);
	return 1;
}

static bool add_people(struct fill *fill, struct err *err)
{
	fill->people = mem_calloc((size_t)fill->trainees, sizeof *fill->people);
	for (long i = 0; i < fill->trainees; i++) {
		char name[32], team[16];
		struct person *person = &fill->people[i];

		snprintf(name, sizeof name, "trainee-%03ld", i + 1);
		snprintf(team, sizeof team, "team-%c", (char)('a' + i % TEAMS));
		if (!store_trainee_add(fill->store, sv_from(name), sv_from(team), BEGIN_MS, &person->id, err))
			return false;
		person->skill = 0.5 + 0.4 * rng_unit(&fill->rng);
		person->pace = 0.01 * rng_unit(&fill->rng);
		person->next_ms = BEGIN_MS + (int64_t)(rng_unit(&fill->rng) * 30 * (double)DAY_MS);
	}
	return true;
}

/* One line of the agent: a good one from the playthrough or a poor one; after a while, in virtual time. */
static bool say(struct fill *fill, struct engine *engine, struct sv text, int64_t *at_ms, struct err *err)
{
	struct turn typed;
	struct engine_input input;

	*at_ms += 4000 + (int64_t)rng_below(&fill->rng, 50000);
	if (!stage_input(text, *at_ms, &typed, &input, err))
		return false;
	if (!engine_step(engine, &input, err))
		return false;
	if (engine_now(engine) > *at_ms)
		*at_ms = engine_now(engine);
	return true;
}

/* Mostly one that ends well. */
static const struct playthrough *choose_model(struct fill *fill, const struct scenario *scenario)
{
	const struct playthrough *model = NULL;

	for (int tries = 0; tries < 4; tries++) {
		model = &scenario->playthroughs[rng_below(&fill->rng, (uint32_t)scenario->playthrough_count)];
		if (model->outcome == OUTCOME_RESOLVED)
			break;
	}
	return model;
}

static struct engine *perform(struct fill *fill, struct person *person, const struct stage *stage, bool leave,
			      struct err *err)
{
	struct engine_options options = {.seed = rng_next(&fill->rng) >> 12, .anger = -1, .confusion = -1};
	const struct scenario *scenario = stage->scenario;
	const struct playthrough *model = choose_model(fill, scenario);
	struct engine *engine = engine_new(scenario, stage->scorer, &options, err);
	double good = person->skill + person->pace * person->played - 0.02 * person->sitting;
	int64_t at_ms = 0;

	if (!engine)
		return NULL;
	engine_begin(engine);
	for (int i = 0; i < model->reply_count && !engine_ended(engine); i++) {
		struct sv text = model->replies[i].text;

		/* A poor line stands before the good one or, as often, in its place. */
		if (!sv_starts(text, "/") && rng_unit(&fill->rng) > good) {
			text = sv_from(poor[rng_below(&fill->rng, sizeof poor / sizeof poor[0])]);
			i -= (int)rng_below(&fill->rng, 2);
		}
		if (leave && i == 1)
			break;
		if (!say(fill, engine, text, &at_ms, err)) {
			engine_free(engine);
			return NULL;
		}
	}
	if (!leave && !engine_ended(engine) && !say(fill, engine, SV("/hang-up"), &at_ms, err)) {
		engine_free(engine);
		return NULL;
	}
	return engine;
}

static bool keep(struct fill *fill, struct person *person, const struct stage *stage, const struct engine *engine,
		 const struct scorecard *card, struct err *err)
{
	const struct transcript *transcript = engine_transcript(engine);
	int64_t attempt = 0, length = engine_now(engine);
	struct attempt_start start = stage_start(stage, person->id, transcript->seed, person->next_ms);

	start.mode = rng_below(&fill->rng, 8) ? MODE_EXAM : MODE_COACH;

	return store_attempt_begin(fill->store, &start, &attempt, err) &&
	       store_attempt_turns(fill->store, attempt, transcript, 0, err) &&
	       store_attempt_card(fill->store, attempt, card, engine_ended(engine), person->next_ms + length, 0, err);
}

/* In a sitting the next one follows after a minute or so; then some days pass. */
static void go_on(struct fill *fill, struct person *person, int64_t length)
{
	person->played++;
	person->next_ms += length;
	if (++person->sitting < 8 && rng_below(&fill->rng, 4)) {
		person->next_ms += 60000 + (int64_t)rng_below(&fill->rng, 600000);
		return;
	}
	person->sitting = 0;
	person->next_ms += DAY_MS / 4 + (int64_t)(rng_unit(&fill->rng) * 2 * DAYS * (double)DAY_MS *
						  (double)fill->trainees / (double)(fill->attempts + 1) * 4);
}

static bool one(struct fill *fill, struct err *err)
{
	struct person *person = &fill->people[rng_below(&fill->rng, (uint32_t)fill->trainees)];
	struct performance played = {.stage = rng_below(&fill->rng, (uint32_t)fill->stages.count)};
	bool again = fill->copies && fill->kept_count >= (size_t)(fill->attempts / 50 + 1);
	bool ok = true;

	if (again) {
		played = fill->kept[rng_below(&fill->rng, (uint32_t)fill->kept_count)];
	} else {
		played.engine =
			perform(fill, person, &fill->stages.list[played.stage], rng_below(&fill->rng, 25) == 0, err);
		if (!played.engine)
			return false;
		played.card = engine_card(NULL, played.engine);
	}
	ok = keep(fill, person, &fill->stages.list[played.stage], played.engine, played.card, err);
	go_on(fill, person, engine_now(played.engine));
	if (again)
		return ok;
	if (fill->copies) {
		fill->kept[fill->kept_count++] = played;
		return ok;
	}
	talloc_free(played.card);
	engine_free(played.engine);
	return ok;
}

static bool play_all(struct fill *fill, struct err *err)
{
	bool ok = true;

	fill->kept = mem_calloc((size_t)(fill->attempts / 50 + 2), sizeof *fill->kept);
	for (long i = 0; ok && i < fill->attempts; i++) {
		if (i % BATCH == 0 && !store_batch_begin(fill->store, err))
			return false;
		ok = one(fill, err);
		if (!ok || i % BATCH == BATCH - 1 || i == fill->attempts - 1)
			ok = store_batch_end(fill->store, ok, err) && ok;
	}
	return ok;
}

static void release(struct fill *fill)
{
	for (size_t i = 0; i < fill->kept_count; i++) {
		talloc_free(fill->kept[i].card);
		engine_free(fill->kept[i].engine);
	}
	free(fill->kept);
	free(fill->people);
	stages_release(&fill->stages);
	store_close(fill->store);
}

int main(int argc, char **argv)
{
	struct fill *fill = mem_calloc(1, sizeof *fill);
	struct err err = ERR_INIT;
	long seed = 1;
	int option;

	fill->trainees = 200;
	fill->attempts = 20000;
	while ((option = getopt(argc, argv, "t:n:s:c")) != -1) {
		bool good =
			option == 'c' || (option != '?' && sv_to_long(sv_from(optarg), option == 't'   ? &fill->trainees
										       : option == 'n' ? &fill->attempts
												       : &seed));
		if (!good || fill->trainees < 1 || fill->attempts < 1)
			return 2;
		fill->copies = fill->copies || option == 'c';
	}
	if (argc - optind != 2) {
		fprintf(stderr, "usage: store_fill [-t TRAINEES] [-n ATTEMPTS] [-s SEED] [-c] STORE CONTENT-ROOT\n");
		return 2;
	}
	rng_seed(&fill->rng, (uint64_t)seed);
	fill->store = store_open(argv[optind], &err);
	bool ok = fill->store && stages_load(&fill->stages, argv[optind + 1], &err) && add_people(fill, &err) &&
		  play_all(fill, &err);
	release(fill);
	free(fill);
	return ok ? 0 : die(&err);
}
