/* Properties that hold for whatever anybody types. */
#include "seat.h"

#include "base/rng.h"

#include <criterion/criterion.h>

static const char *const words[] = {"sorry",       "thank you",    "your fault", "lovely",    "policy", "order number",
				    "what colour", "which day",    "onward",     "riddle",    "answer", "previous",
				    "stop",        "finish",       "I promise",  "angry now", "repair", "quick",
				    "manager",     "speak to the", "no",         "banana",    "é…",     "\n",
				    "hello",       "goodbye",      "done",       "courier",   "refund", "postage",
				    "<fact:order>"};
static const char *const commands[] = {"/hold 1m",  "/hold 3m",  "/note x",          "/transfer desk", "/escalate",
				       "/wait 10s", "/wait 70s", "/transfer nobody", "/juggle",        "/hang-up"};
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void reply_make(struct rng *rng, struct strbuf *out)
{
	uint32_t count = rng_below(rng, 6);
	for (uint32_t i = 0; i < count; i++) {
		strbuf_addstr(out, words[rng_below(rng, COUNT(words))]);
		strbuf_addstr(out, rng_below(rng, 3) ? " " : ". ");
	}
}

static void invariants(const struct seat *seat, int64_t *now)
{
	const struct engine *engine = seat->engine;
	const struct transcript *t = engine_transcript(engine);
	struct mood mood = engine_mood(engine);
	cr_assert(mood.anger >= 0 && mood.anger <= 100 && mood.confusion >= 0 && mood.confusion <= 100);
	cr_assert_geq(engine_now(engine), *now);
	*now = engine_now(engine);
	cr_assert_eq(engine_ended(engine), engine_outcome(engine) != OUTCOME_NONE);
	cr_assert_eq(engine_ended(engine), engine_csat(engine) > 0);
	for (int i = 1; i < t->turn_count; i++) {
		cr_assert(t->turns[i].who != WHO_CUSTOMER || t->turns[i - 1].who != WHO_CUSTOMER);
		cr_assert_geq(t->turns[i].at_ms, t->turns[i - 1].at_ms);
	}
}

static void step_at_random(struct seat *seat, struct rng *rng)
{
	uint32_t choice = rng_below(rng, 10);
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	if (choice == 0) {
		engine_tick(seat->engine, engine_now(seat->engine) + rng_below(rng, 80000));
	} else if (choice < 3) {
		seat_do(seat, commands[rng_below(rng, COUNT(commands))]);
	} else {
		reply_make(rng, &text);
		int64_t later = rng_below(rng, 2) ? -1 : engine_now(seat->engine) + rng_below(rng, 100000);
		seat_say_at(seat, text.buf, later);
	}
}

static void play_at_random(const char *path, uint64_t seed)
{
	struct seat seat;
	struct rng rng;
	int64_t now = 0;
	rng_seed(&rng, seed);
	seat_load(&seat, path);
	struct engine_options options = seat_options(seed);
	seat_begin(&seat, &options);
	for (int i = 0; i < 25 && !engine_ended(seat.engine); i++) {
		step_at_random(&seat, &rng);
		invariants(&seat, &now);
	}
	if (engine_ended(seat.engine)) {
		struct err err = ERR_INIT;
		int turns = engine_transcript(seat.engine)->turn_count;
		cr_assert(!engine_step(seat.engine, &(struct engine_input){.text = SV("And?"), .at_ms = -1}, &err));
		cr_assert(!engine_tick(seat.engine, now + 1000000));
		cr_assert_eq(engine_transcript(seat.engine)->turn_count, turns);
	}
	seat_close(&seat); /* replays and scores again to the same bytes */
}

static void many(const char *path)
{
	for (uint64_t seed = 1; seed <= 60; seed++)
		play_at_random(path, seed);
}

Test(random, reactions)
{
	many("tests/data/engine/reactions.yaml");
}

Test(random, flow)
{
	many("tests/data/engine/flow.yaml");
}

Test(random, clock)
{
	many("tests/data/engine/clock.yaml");
}

Test(random, scenes)
{
	many("tests/data/engine/scenes.yaml");
}

Test(random, parcel)
{
	many("scenarios/chat/late-birthday-parcel.yaml");
}
