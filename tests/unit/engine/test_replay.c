/* Recorded transcripts: the record is the truth, however it came about. */
#include "seat.h"

#include "base/mem.h"

#include <criterion/criterion.h>

static void score_json(struct seat *seat, const char *json, struct strbuf *out)
{
	struct transcript transcript;
	struct err err = ERR_INIT;
	transcript_init(&transcript);
	cr_assert(transcript_parse_json(&transcript, sv_from(json), "test", 1, &err), "%s", err.message);
	seat_score(seat, &transcript, out);
	transcript_release(&transcript);
}

static void holds(const struct strbuf *json, const char *part)
{
	cr_assert_not_null(strstr(json->buf, part), "no %s in %s", part, json->buf);
}

Test(replay, turn_numbers_are_those_of_the_record)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_load(&seat, "tests/data/engine/reactions.yaml");
	/* No opening, two agent turns in a row, two customer turns in a row. */
	score_json(&seat,
		   "{\"id\":\"t-1\",\"turns\":[{\"who\":\"agent\",\"text\":\"Good day.\"},"
		   "{\"who\":\"agent\",\"text\":\"I am sorry.\"},{\"who\":\"customer\",\"text\":\"Hm.\"},"
		   "{\"who\":\"customer\",\"text\":\"Go on.\"},{\"who\":\"agent\",\"text\":\"Thank you.\"}]}",
		   &json);
	holds(&json, "\"transcript\":\"t-1\"");
	holds(&json, "\"turn\":2,\"start\":5,\"end\":10,\"text\":\"sorry\"");
	holds(&json, "\"outcome\":null");
	holds(&json, "\"csat\":null");
	/* the first customer turn is the third; +6; -11 and +3 (thanks too late); +6 */
	holds(&json, "\"mood\":[{\"turn\":3,\"anger\":50,\"confusion\":20},{\"turn\":1,\"anger\":56,\"confusion\":20},"
		     "{\"turn\":2,\"anger\":48,\"confusion\":20},{\"turn\":5,\"anger\":54,\"confusion\":20}]");
	seat_close(&seat);
}

Test(replay, lines_after_the_ending_are_ignored)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_load(&seat, "tests/data/engine/reactions.yaml");
	score_json(&seat,
		   "{\"turns\":[{\"who\":\"customer\",\"text\":\"Hi.\"},{\"who\":\"agent\",\"text\":\"Goodbye.\"},"
		   "{\"who\":\"customer\",\"text\":\"Oh.\"},{\"who\":\"agent\",\"text\":\"It is your fault.\"}]}",
		   &json);
	holds(&json, "\"outcome\":\"resolved\"");
	holds(&json, "\"critical\":[]");
	seat_close(&seat);
}

Test(replay, an_empty_record_has_a_card)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_load(&seat, "tests/data/engine/reactions.yaml");
	score_json(&seat, "{\"turns\":[]}", &json);
	holds(&json, "\"mood\":[{\"turn\":1,\"anger\":50,\"confusion\":20}]");
	seat_close(&seat);
}

Test(replay, a_recorded_action_happened_even_if_it_is_not_listed)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_load(&seat, "tests/data/engine/reactions.yaml");
	score_json(&seat,
		   "{\"turns\":[{\"who\":\"agent\",\"text\":\"May I put you on hold?\"},"
		   "{\"who\":\"agent\",\"action\":\"hold\",\"for\":60},{\"who\":\"agent\",\"text\":\"Sorry.\"}]}",
		   &json);
	holds(&json, "\"id\":\"asks-hold\",\"skill\":\"effective-communication\",\"verdict\":\"met\"");
	holds(&json, "\"turn\":3,\"start\":0,\"end\":5");
	seat_close(&seat);
}

Test(replay, no_silence_without_a_recorded_wait)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_load(&seat, "tests/data/engine/clock.yaml");
	score_json(&seat,
		   "{\"turns\":[{\"who\":\"customer\",\"text\":\"Hello.\",\"at\":0},"
		   "{\"who\":\"agent\",\"text\":\"Yes.\",\"at\":300},{\"who\":\"agent\",\"text\":\"All "
		   "done.\",\"at\":500000000}]}",
		   &json);
	holds(&json, "\"outcome\":\"resolved\"");
	holds(&json, "{\"turn\":2,\"anger\":20,\"confusion\":0}");
	seat_close(&seat);
}

Test(replay, a_clone_goes_back_and_on)
{
	struct seat seat;
	struct err err = ERR_INIT;
	seat_open(&seat, "flow", 5);
	seat_say(&seat, "Order number?");
	seat_say(&seat, "Hm.");
	seat_say(&seat, "Onward.");
	struct engine *before = engine_clone_by_replay(seat.engine, 4, &err);
	cr_assert_not_null(before);
	cr_assert_eq(engine_transcript(before)->turn_count, 5);
	cr_assert_eq(engine_total_replies(before), 2);
	cr_assert(engine_step(before, &(struct engine_input){.text = SV("Onward."), .at_ms = -1}, &err));
	struct strbuf one CLEANUP_STRBUF = STRBUF_INIT, other CLEANUP_STRBUF = STRBUF_INIT;
	transcript_add_json(engine_transcript(before), &one);
	transcript_add_json(engine_transcript(seat.engine), &other);
	cr_assert_str_eq(one.buf, other.buf);
	engine_free(before);
	seat_close(&seat);
}

static void refused(struct seat *seat, struct sv text, enum err_kind kind)
{
	struct err err = ERR_INIT;
	int turns = engine_transcript(seat->engine)->turn_count;
	cr_assert(!engine_step(seat->engine, &(struct engine_input){.text = text, .at_ms = -1}, &err));
	cr_assert_eq(err.kind, kind);
	cr_assert(err.message[0] != '\0');
	cr_assert_eq(engine_transcript(seat->engine)->turn_count, turns);
}

Test(limits, bad_replies_change_nothing)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	refused(&seat, SV("caf\xe9"), ERR_USAGE);
	CLEANUP_FREE char *long_text = mem_alloc(ENGINE_MAX_REPLY + 1);
	memset(long_text, 'a', ENGINE_MAX_REPLY + 1);
	refused(&seat, sv_make(long_text, ENGINE_MAX_REPLY + 1), ERR_USAGE);
	seat_say(&seat, "");
	cr_assert_eq(engine_total_replies(seat.engine), 1);
	seat_close(&seat);
}

Test(limits, turns_are_bounded)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	struct err err = ERR_INIT;
	struct engine_input input = {.text = SV("Thank you, lovely."), .at_ms = -1};
	int steps = 0;
	while (engine_step(seat.engine, &input, &err))
		cr_assert_lt(++steps, ENGINE_MAX_TURNS);
	cr_assert_eq(err.kind, ERR_LIMIT);
	cr_assert_leq(engine_transcript(seat.engine)->turn_count, ENGINE_MAX_TURNS);
	cr_assert_gt(steps, ENGINE_MAX_TURNS / 2 - 10);
	seat_close(&seat);
}
