/* Actions, holds, and silence on the virtual clock. */
#include "seat.h"

#include <criterion/criterion.h>

static const struct turn *last_turn(const struct seat *seat, int back)
{
	const struct transcript *t = engine_transcript(seat->engine);
	return &t->turns[t->turn_count - 1 - back];
}

Test(clock, silence_speaks_then_leaves)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	cr_assert_eq(engine_next_silence(seat.engine), 60000);
	seat_do(&seat, "/wait 59s");
	cr_assert_str_eq(seat_said(&seat), "");
	seat_do(&seat, "/wait 1s");
	cr_assert_str_eq(seat_said(&seat), "Anyone there?");
	seat_mood(&seat, 28, 0);
	cr_assert_eq(engine_next_silence(seat.engine), 90000);
	seat_do(&seat, "/wait 30s"); /* a wait does not restart the chain */
	cr_assert_str_eq(seat_said(&seat), "Right. (Alex has gone.)");
	cr_assert_str_eq(seat_ending(&seat), "walked-out");
	cr_assert_eq(engine_now(seat.engine), 90000);
	cr_assert_eq(engine_next_silence(seat.engine), -1);
	seat_close(&seat);
}

Test(clock, one_long_wait_is_one_turn)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/wait 5m");
	cr_assert_str_eq(seat_said(&seat), "Anyone there? Right. (Alex has gone.)");
	cr_assert_eq(engine_transcript(seat.engine)->turn_count, 3);
	cr_assert(sv_is(last_turn(&seat, 1)->action, "wait"));
	seat_close(&seat);
}

Test(clock, a_reply_restarts_the_silence)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/wait 50s");
	seat_say(&seat, "One moment.");
	cr_assert_eq(engine_next_silence(seat.engine), 110000);
	seat_do(&seat, "/wait 59s");
	cr_assert_str_eq(seat_said(&seat), "");
	seat_close(&seat);
}

Test(clock, real_time_is_recorded_as_a_wait)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	cr_assert(!engine_tick(seat.engine, 59999));
	cr_assert(engine_tick(seat.engine, 61000));
	cr_assert_str_eq(seat_said(&seat), "Anyone there?");
	cr_assert(sv_is(last_turn(&seat, 1)->action, "wait"));
	cr_assert_eq(last_turn(&seat, 1)->for_ms, 60000);
	cr_assert_eq(last_turn(&seat, 0)->at_ms, 60000);
	seat_say_at(&seat, "I am here.", 75000);
	cr_assert_eq(last_turn(&seat, 1)->at_ms, 75000);
	seat_close(&seat); /* and scores and replays the same */
}

Test(clock, a_late_reply_finds_the_customer_gone)
{
	struct seat seat;
	struct err err = ERR_INIT;
	seat_open(&seat, "clock", 1);
	seat_say_at(&seat, "Sorry for the wait!", 200000);
	cr_assert_str_eq(seat_ending(&seat), "walked-out");
	cr_assert_eq(seat_events(&seat, EVENT_REFUSED), 1);
	cr_assert_eq(seat_events(&seat, EVENT_ENDED), 1);
	cr_assert_eq(engine_total_replies(seat.engine), 0);
	cr_assert(!engine_step(seat.engine, &(struct engine_input){.text = SV("Hello?"), .at_ms = -1}, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	cr_assert(!engine_tick(seat.engine, 999999));
	seat_close(&seat);
}

Test(clock, without_a_timer_nobody_hurries)
{
	struct seat seat;
	seat_load(&seat, "tests/data/engine/clock.yaml");
	struct engine_options options = seat_options(1);
	options.no_silence = true;
	seat_begin(&seat, &options);
	cr_assert_eq(engine_next_silence(seat.engine), -1);
	cr_assert(!engine_tick(seat.engine, 300000));
	seat_say_at(&seat, "Here I am.", 400000);
	cr_assert(!engine_ended(seat.engine));
	seat_mood(&seat, 20, 0);
	cr_assert_eq(last_turn(&seat, 1)->at_ms, 400000);
	seat_close(&seat);
}

Test(clock, time_never_runs_back)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_say_at(&seat, "One.", 30000);
	seat_say_at(&seat, "Two.", 10000);
	cr_assert_eq(engine_now(seat.engine), 30000);
	cr_assert_eq(last_turn(&seat, 1)->at_ms, 30000);
	seat_say_at(&seat, "Three.", INT64_MAX);
	cr_assert(engine_ended(seat.engine));
	seat_close(&seat);
}

Test(clock, elapsed_counts_without_a_reply)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	for (int i = 0; i < 9; i++) {
		seat_do(&seat, "/wait 50s");
		seat_say(&seat, "Still looking.");
	}
	cr_assert(!engine_ended(seat.engine));
	seat_do(&seat, "/hold 2m30s"); /* 450 s + 150 s */
	cr_assert_str_eq(seat_ending(&seat), "too-late");
	seat_close(&seat);
}

Test(clock, a_cycle_of_silences_ends)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_say(&seat, "Quick.");
	cr_assert_str_eq(seat_node(&seat), "quick");
	cr_assert(engine_tick(seat.engine, 1));
	cr_assert_str_eq(seat_node(&seat), "line");
	seat_close(&seat);
}

/* A reply long after a cycle of silences: each one was recorded, and seat_close replays them to the same words. */
Test(clock, a_late_reply_to_a_cycle_replays)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_say(&seat, "Restless.");
	seat_say_at(&seat, "Done.", 9000 * 300);
	cr_assert_str_eq(seat_ending(&seat), "fine");
	cr_assert_gt(engine_transcript(seat.engine)->turn_count, 300);
	seat_close(&seat);
}

Test(hold, minutes_and_the_limit)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_say(&seat, "May I put you on hold?");
	seat_do(&seat, "/hold 2m");
	seat_mood(&seat, 23, 0); /* met: -5, then two minutes of +4 */
	cr_assert_eq(engine_now(seat.engine), 120000);
	cr_assert_str_eq(seat_text_of(&seat, EVENT_ACTION), "hold 2m");
	seat_do(&seat,
		"/hold 30s"); /* 2m30s in all: over the limit, no further whole minute; asked for no second time */
	cr_assert_eq(engine_mood(seat.engine).anger >= 38, true);
	int anger = engine_mood(seat.engine).anger;
	seat_do(&seat, "/hold 30s");
	cr_assert_eq(engine_mood(seat.engine).anger, anger + 4); /* the third minute; the limit counts once */
	seat_say(&seat, "Thank you for holding.");
	seat_do(&seat, "/hold"); /* one minute by default, counted anew */
	cr_assert_eq(last_turn(&seat, 0)->for_ms, 60000);
	seat_close(&seat);
}

Test(hold, without_asking)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_say(&seat, "One moment.");
	seat_do(&seat, "/hold 1m");
	seat_mood(&seat, 31, 0); /* missed at the hold: +7, +4 */
	cr_assert_str_eq(seat_said(&seat), "");
	seat_close(&seat);
}

Test(hold, anger_on_hold_ends_it)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/hold 12m");
	cr_assert_str_eq(seat_ending(&seat), "walked-out"); /* 20 + 48 + 15, in the order of the list before elapsed */
	cr_assert_str_eq(seat_said(&seat), "(Alex has gone.)");
	seat_close(&seat);
}

Test(action, refused_with_what_is_possible)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/resume");
	const char *why = seat_text_of(&seat, EVENT_REFUSED);
	cr_assert(strstr(why, "resume") && strstr(why, "hold, note, transfer, escalate and hang-up"), "%s", why);
	seat_do(&seat, "/transfer kitchen");
	why = seat_text_of(&seat, EVENT_REFUSED);
	cr_assert(strstr(why, "kitchen") && strstr(why, "billing or desk"), "%s", why);
	seat_do(&seat, "/transfer");
	cr_assert_eq(seat_events(&seat, EVENT_REFUSED), 1);
	cr_assert_eq(engine_transcript(seat.engine)->turn_count, 1); /* not a turn */
	seat_do(&seat, "/transfer desk");
	cr_assert_str_eq(seat_ending(&seat), "passed");
	cr_assert_str_eq(seat_said(&seat), "Again?");
	cr_assert_eq(engine_csat(seat.engine), 3);
	seat_close(&seat);
	seat_open(&seat, "flow", 1);
	seat_do(&seat, "/hold 1m");
	cr_assert_eq(seat_events(&seat, EVENT_REFUSED), 1);
	seat_close(&seat);
}

Test(action, notes_are_kept_and_seen_by_transitions_only)
{
	struct seat seat;
	int count = 0;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/wait 20s");
	seat_do(&seat, "/note parcel 40017");
	seat_mood(&seat, 20, 1); /* a reaction on the action itself */
	cr_assert_str_eq(seat_node(&seat), "noted");
	cr_assert(sv_is(engine_notes(seat.engine, &count)[0], "parcel 40017"));
	cr_assert_eq(count, 1);
	seat_say(&seat, "Yes, I did.");
	seat_mood(&seat, 20, 1); /* and not on every reply after it */
	cr_assert_str_eq(seat_ending(&seat), "fine");
	seat_close(&seat);
}

Test(action, escalate_goes_to_a_node)
{
	struct seat seat;
	seat_open(&seat, "clock", 1);
	seat_do(&seat, "/escalate");
	cr_assert_str_eq(seat_node(&seat), "upstairs");
	cr_assert_str_eq(seat_said(&seat), "At last.");
	seat_do(&seat, "/wait 10s");
	cr_assert_str_eq(seat_node(&seat), "upstairs"); /* an unconditional `next` waits for a reply */
	seat_say(&seat, "Hello.");
	cr_assert_str_eq(seat_ending(&seat), "fine");
	seat_close(&seat);
}

Test(action, hang_up_without_an_ending)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_open(&seat, "clock", 1);
	seat_say(&seat, "Goodness.");
	seat_do(&seat, "/hang-up");
	cr_assert(engine_ended(seat.engine));
	cr_assert_eq(engine_ending(seat.engine), -1);
	cr_assert_eq(engine_outcome(seat.engine), OUTCOME_AGENT_HUNG_UP);
	seat_card(&seat, &json);
	cr_assert_not_null(strstr(json.buf, "\"outcome\":\"agent-hung-up\""), "%s", json.buf);
	cr_assert_not_null(strstr(json.buf, "\"csat\":1"), "%s", json.buf);
	seat_close(&seat);
}
