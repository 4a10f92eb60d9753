/* Reactions: what fires, in what order, and by how much. */
#include "seat.h"

#include <criterion/criterion.h>

static const struct event *reaction_event(const struct seat *seat, int index)
{
	size_t count = 0;
	const struct event *events = engine_events(seat->engine, &count);
	for (size_t i = 0; i < count; i++)
		if (events[i].kind == EVENT_REACTION && events[i].index == index)
			return &events[i];
	return NULL;
}

Test(mood, met_fires_only_on_the_reply_that_turns_it)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_mood(&seat, 50, 20);
	seat_say(&seat, "I am sorry.");
	seat_mood(&seat, 39, 20);
	seat_say(&seat, "Sorry, thank you.");
	seat_mood(&seat, 45, 20); /* already met, so nothing else fired: +6 */
	seat_close(&seat);
}

Test(mood, missed_fires_when_the_window_closes)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "One.");
	seat_mood(&seat, 56, 20);
	seat_say(&seat, "Two.");
	seat_mood(&seat, 59, 20); /* +3: the second reply was the last that could thank */
	seat_say(&seat, "Three.");
	seat_mood(&seat, 65, 20);
	seat_close(&seat);
}

Test(mood, calming_counts_half_then_nothing)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Lovely, thank you.");
	seat_mood(&seat, 41, 17);
	seat_say(&seat, "How lovely.");
	seat_mood(&seat, 37, 16); /* -9 / 2 = -4, -3 / 2 = -1 */
	cr_assert_eq(reaction_event(&seat, 3)->halved, 1);
	seat_say(&seat, "So lovely.");
	seat_mood(&seat, 37, 16); /* it fired, so `nothing` did not */
	cr_assert_eq(reaction_event(&seat, 3)->halved, 2);
	seat_say(&seat, "Lovely again.");
	seat_mood(&seat, 37, 16);
	seat_close(&seat);
}

Test(mood, annoyance_counts_in_full_each_time)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Thank you. It is policy.");
	seat_mood(&seat, 57, 18);
	seat_say(&seat, "Policy.");
	seat_mood(&seat, 64, 16); /* the sum is above zero: its calming part does not wear out either */
	seat_say(&seat, "It is your fault.");
	seat_mood(&seat, 84, 16);
	seat_say(&seat, "Surely your fault.");
	seat_mood(&seat, 100, 16); /* broke fires on each reply that does it; clamped */
	seat_close(&seat);
}

Test(mood, combined_conditions_see_the_state_before_the_reply)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Thank you. The manager says policy.");
	seat_mood(&seat, 57, 18); /* anger was 50 when it was said */
	seat_say(&seat, "Policy.");
	seat_mood(&seat, 64, 16);
	seat_say(&seat, "Ask the manager.");
	seat_mood(&seat, 64, 21); /* 64 before: both parts hold, and something fired */
	seat_say(&seat, "A green one.");
	seat_mood(&seat, 64, 22);
	seat_say(&seat, "A blue one, a green one.");
	seat_mood(&seat, 64, 23); /* a list is OR: once */
	seat_close(&seat);
}

Test(mood, not_inside_a_reaction)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Thank you, a banana and a pear.");
	seat_mood(&seat, 56, 20);
	seat_say(&seat, "A banana.");
	seat_mood(&seat, 57, 20);
	cr_assert(strncmp(seat_said(&seat), "Fruit? ", 7) == 0, "%s", seat_said(&seat));
	seat_say(&seat, "To the market.");
	cr_assert_str_eq(seat_node(&seat), "market"); /* the reaction set the flag */
	seat_close(&seat);
}

Test(mood, trial_criteria_drive_nothing)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Hello, thank you.");
	seat_mood(&seat, 56, 20);
	seat_close(&seat);
}

Test(mood, clamped_at_both_ends)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "Thank you. Doom.");
	seat_mood(&seat, 100, 20);
	seat_say(&seat, "Heaven.");
	seat_mood(&seat, 10, 20);
	seat_say(&seat, "Heaven.");
	seat_mood(&seat, 0, 20);
	seat_close(&seat);
}

Test(mood, the_curve_has_the_start_and_each_reply)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "I am sorry.");
	seat_say(&seat, "Goodbye, thank you.");
	seat_card(&seat, &json);
	cr_assert_not_null(strstr(json.buf, "\"mood\":[{\"turn\":1,\"anger\":50,\"confusion\":20},"
					    "{\"turn\":2,\"anger\":39,\"confusion\":20},"
					    "{\"turn\":4,\"anger\":45,\"confusion\":20}]"),
			   "%s", json.buf);
	cr_assert_str_eq(seat_ending(&seat), "done");
	seat_close(&seat);
}

Test(mood, events_say_why)
{
	struct seat seat;
	seat_open(&seat, "reactions", 1);
	seat_say(&seat, "I am sorry.");
	cr_assert_eq(seat_events(&seat, EVENT_MOOD), 1);
	cr_assert_not_null(strstr(seat_text_of(&seat, EVENT_MOOD), "sorry"), "%s", seat_text_of(&seat, EVENT_MOOD));
	cr_assert_str_eq(mood_word(29), "calm");
	cr_assert_str_eq(mood_word(30), "irritated");
	cr_assert_str_eq(mood_word(84), "angry");
	cr_assert_str_eq(mood_word(85), "furious");
	seat_close(&seat);
}
