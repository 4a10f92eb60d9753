/* Facts, goals, transitions, variants and endings. */
#include "seat.h"

#include <criterion/criterion.h>

Test(flow, several_facts_in_one_turn_in_file_order)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Which day was it, and what colour, and the order number?");
	cr_assert_str_eq(seat_said(&seat), "881, Sam. red Monday. And 881 is from your company, says Kim Park.");
	cr_assert_eq(seat_events(&seat, EVENT_FACT), 3);
	cr_assert_eq(engine_transcript(seat.engine)->turn_count, 3); /* opening, reply, one answer */
	cr_assert(engine_knows(seat.engine, 0) && engine_knows(seat.engine, 1) && engine_knows(seat.engine, 2));
	seat_close(&seat);
}

Test(flow, goals_come_after_facts_and_build_on_each_other)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "What colour is it?");
	cr_assert(!engine_goal_done(seat.engine, 0));
	seat_say(&seat, "And the order number?");
	cr_assert(engine_goal_done(seat.engine, 0) && engine_goal_done(seat.engine, 1));
	cr_assert(!engine_goal_done(seat.engine, 2));
	seat_say(&seat, "I promise.");
	seat_say(&seat, "Whatever.");
	cr_assert(engine_goal_done(seat.engine, 2)); /* stays true */
	seat_say(&seat, "Let us finish.");
	cr_assert_str_eq(seat_ending(&seat), "happy");
	seat_close(&seat);
}

Test(flow, a_fact_is_told_again_and_spares_the_otherwise)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Your order number?");
	seat_say(&seat, "Your order number?");
	cr_assert_str_eq(seat_said(&seat), "881, Sam.");
	cr_assert_eq(seat_events(&seat, EVENT_MOOD), 0);
	seat_say(&seat, "Hm hm.");
	cr_assert_eq(strlen(seat_said(&seat)), 2); /* one of A. B. C. */
	seat_close(&seat);
}

Test(flow, a_told_fact_is_not_repeated_to_a_statement)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "I need the order number."); /* the first time any wording that fits will do */
	cr_assert_str_eq(seat_said(&seat), "881, Sam.");
	seat_say(&seat, "I have the order number now.");
	cr_assert_eq(strlen(seat_said(&seat)), 2); /* one of A. B. C. */
	cr_assert_eq(seat_events(&seat, EVENT_FACT), 0);
	seat_close(&seat);
}

Test(flow, first_match_wins_and_replies_count_in_the_node)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Onward.");
	cr_assert_str_eq(seat_text_of(&seat, EVENT_TRANSITION), "next 2 of first");
	cr_assert_eq(engine_node_replies(seat.engine), 0); /* entered anew */
	seat_say(&seat, "The order number? Onward.");
	cr_assert_str_eq(seat_node(&seat), "second");               /* told first, so `knows` holds at once */
	cr_assert_str_eq(seat_said(&seat), "881, Sam. Calm line."); /* irritated borrows from calm */
	for (int i = 0; i < 5; i++)
		seat_say(&seat, "Hm.");
	cr_assert(!engine_ended(seat.engine)); /* `second` has no limit of its own */
	seat_close(&seat);
}

Test(flow, the_sixth_reply_ends_it)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	for (int i = 0; i < 5; i++) {
		seat_say(&seat, "Hm.");
		cr_assert(!engine_ended(seat.engine));
	}
	seat_say(&seat, "Hm.");
	cr_assert_str_eq(seat_ending(&seat), "left");
	cr_assert_eq(engine_outcome(seat.engine), OUTCOME_UNRESOLVED);
	cr_assert_eq(engine_csat(seat.engine), 1); /* anger 40 */
	seat_close(&seat);
}

Test(flow, back_and_once)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Hm.");
	seat_say(&seat, "A riddle?");
	cr_assert_str_eq(seat_node(&seat), "riddle");
	seat_say(&seat, "Answer.");
	cr_assert_str_eq(seat_node(&seat), "first");
	cr_assert_eq(engine_node_replies(seat.engine), 2); /* goes on counting */
	seat_say(&seat, "Another riddle?");
	cr_assert_str_eq(seat_node(&seat), "first"); /* once */
	seat_say(&seat, "Order number? Onward.");
	cr_assert_str_eq(seat_node(&seat), "second");
	seat_say(&seat, "In both places.");
	cr_assert_str_eq(seat_ending(&seat), "happy"); /* visited riddle, flag set by the transition */
	int count = 0;
	const int *path = engine_path(seat.engine, &count);
	cr_assert_eq(count, 5);
	cr_assert(path[0] == 0 && path[1] == 2 && path[2] == 0 && path[3] == 1 && path[4] == -1);
	seat_close(&seat);
}

Test(flow, bands_follow_the_mood)
{
	struct seat seat;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Order number?");
	seat_say(&seat, "Be angry now and onward.");
	cr_assert_str_eq(seat_said(&seat), "Angry line."); /* the mood moved first: 70 */
	seat_close(&seat);
}

static char first_letter(struct seat *seat)
{
	return seat_said(seat)[0];
}

Test(flow, no_variant_repeats_before_all_were_used)
{
	for (uint64_t seed = 0; seed < 40; seed++) {
		struct seat seat;
		char heard[6];
		seat_open(&seat, "flow", seed);
		seat_say(&seat, "Riddle.");
		for (int i = 0; i < 6; i++) {
			seat_say(&seat, "Stay.");
			heard[i] = first_letter(&seat);
			cr_assert(i == 0 || heard[i] != heard[i - 1], "seed %d repeats", (int)seed);
		}
		seat_close(&seat);
	}
}

Test(flow, three_variants_are_all_used_before_one_repeats)
{
	for (uint64_t seed = 0; seed < 40; seed++) {
		struct seat seat;
		char heard[3];
		seat_open(&seat, "flow", seed);
		for (int i = 0; i < 3; i++) {
			seat_say(&seat, "Hm.");
			heard[i] = first_letter(&seat);
		}
		cr_assert(heard[0] != heard[1] && heard[1] != heard[2] && heard[0] != heard[2]);
		seat_close(&seat);
	}
}

Test(flow, seeds_differ_and_repeat)
{
	struct seat a, b;
	char first[4] = "", seen = 0;
	seat_open(&a, "flow", 7);
	seat_open(&b, "flow", 7);
	cr_assert_str_eq(seat_said(&a), seat_said(&b));
	seat_close(&a);
	seat_close(&b);
	for (uint64_t seed = 0; seed < 30; seed++) {
		seat_open(&a, "flow", seed);
		if (!strchr(first, first_letter(&a) == 'T' ? seat_said(&a)[1] : 'o'))
			first[(int)seen++] = first_letter(&a) == 'T' ? seat_said(&a)[1] : 'o';
		seat_close(&a);
	}
	cr_assert_eq(seen, 3); /* One, Two and Three were all drawn */
}

Test(flow, why_names_what_was_missing)
{
	struct seat seat;
	size_t count = 0;
	seat_open(&seat, "flow", 1);
	seat_say(&seat, "Onward.");
	const struct why_line *why = engine_why(seat.engine, &count);
	cr_assert_eq(count, 2); /* what comes after the one taken was not tried */
	cr_assert(sv_is(why[0].place, "next 1 of first") && !why[0].taken);
	cr_assert(why[0].failed.n > 0 && strstr(why[0].failed.p, "order"), "%s", why[0].failed.p);
	cr_assert(sv_is(why[1].place, "next 2 of first") && why[1].taken && why[1].failed.n == 0);
	seat_say(&seat, "Hm.");
	why = engine_why(seat.engine, &count);
	cr_assert_eq(count, 7);
	cr_assert(strstr(why[2].failed.p, "it was 1"), "%s", why[2].failed.p);
	cr_assert(sv_is(why[6].place, "anytime 4"));
	seat_close(&seat);
}

Test(flow, options_start_elsewhere)
{
	struct seat seat;
	struct sv known[] = {SV("order")};
	struct err err = ERR_INIT;
	seat_load(&seat, "tests/data/engine/flow.yaml");
	struct engine_options options = seat_options(3);
	options.from_node = SV("second");
	options.anger = 90;
	options.knows = known;
	options.knows_count = 1;
	seat_begin(&seat, &options);
	seat_mood(&seat, 90, 0);
	cr_assert_str_eq(seat_said(&seat), "Angry line."); /* furious borrows */
	cr_assert(engine_knows(seat.engine, 0));
	seat_say(&seat, "Previous.");
	cr_assert_str_eq(seat_node(&seat), "second"); /* nothing to go back to */
	known[0] = SV("nothing-such");
	cr_assert_null(engine_new(seat.scenario, seat.scorer, &options, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	err = (struct err)ERR_INIT;
	options.knows_count = 0;
	options.from_node = SV("nowhere");
	cr_assert_null(engine_new(seat.scenario, seat.scorer, &options, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	engine_free(seat.engine); /* a card of a start in the middle is not replayed from the beginning */
	seat.engine = NULL;
	seat_close(&seat);
}

Test(flow, a_later_scene_replaces_the_outcome)
{
	struct seat seat;
	seat_open(&seat, "scenes", 1);
	seat_say(&seat, "We repair it.");
	cr_assert(!engine_ended(seat.engine));
	cr_assert_str_eq(seat_text_of(&seat, EVENT_SCENE), "2 days later");
	cr_assert_str_eq(seat_said(&seat), "Fine. It broke again.");
	cr_assert_eq(engine_now(seat.engine), 2 * 86400000LL);
	seat_say(&seat, "That is terrible.");
	cr_assert(!engine_ended(seat.engine)); /* the hour of `elapsed` counts within the scene */
	seat_say(&seat, "We repair it.");
	cr_assert_str_eq(seat_ending(&seat), "agreed"); /* each scene comes once */
	cr_assert_eq(engine_csat(seat.engine), 2);
	seat_close(&seat);

	seat_open(&seat, "scenes", 1);
	seat_say(&seat, "We repair it.");
	seat_say(&seat, "No.");
	cr_assert_str_eq(seat_ending(&seat), "lost");
	cr_assert_eq(engine_outcome(seat.engine), OUTCOME_UNRESOLVED);
	cr_assert_eq(engine_csat(seat.engine), 2); /* the default: unresolved with anger 30 */
	seat_close(&seat);
}
