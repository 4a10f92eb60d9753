/* The example of the format's description, word for word: both of its playthroughs. */
#include "seat.h"

#include <criterion/criterion.h>

static void holds(const struct strbuf *json, const char *part)
{
	cr_assert_not_null(strstr(json->buf, part), "no %s in %s", part, json->buf);
}

static void path_is(const struct seat *seat, const char *expected)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	int count = 0;
	const int *path = engine_path(seat->engine, &count);
	for (int i = 0; i < count; i++) {
		strbuf_addstr(&text, i ? " " : "");
		strbuf_addsv(&text, path[i] >= 0 ? seat->scenario->nodes[path[i]].id
						 : seat->scenario->endings[-1 - path[i]].id);
	}
	cr_assert_str_eq(text.buf, expected);
}

static void parcel_open(struct seat *seat, uint64_t seed)
{
	seat_load(seat, "scenarios/chat/late-birthday-parcel.yaml");
	struct engine_options options = seat_options(seed);
	seat_begin(seat, &options);
}

Test(parcel, good_recovery)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	parcel_open(&seat, 1);
	seat_say(&seat, "I'm so sorry, Dana. That must be really frustrating. What is the order number?");
	seat_mood(&seat, 38, 15);
	cr_assert_str_eq(seat_said(&seat), "It's 40017. I already typed it in the form. Fine. You have it. Now what?");
	seat_say(&seat, "Thank you. I'll send a replacement by courier today, at no cost.");
	seat_mood(&seat, 23, 5);
	path_is(&seat, "opening what-now relieved");
	seat_card(&seat, &json);
	holds(&json, "\"outcome\":\"resolved\"");
	holds(&json, "\"passed\":true");
	holds(&json, "\"critical\":[]");
	holds(&json, "\"id\":\"apology\",\"skill\":\"emotional-intelligence\",\"verdict\":\"met\",\"points\":10,"
		     "\"earned\":10,\"evidence\":[{\"turn\":2,\"start\":7,\"end\":12,\"text\":\"sorry\"}]");
	holds(&json, "\"mood\":[{\"turn\":1,\"anger\":60,\"confusion\":20},{\"turn\":2,\"anger\":38,\"confusion\":15},"
		     "{\"turn\":4,\"anger\":23,\"confusion\":5}],\"csat\":4");
	seat_close(&seat);
}

Test(parcel, blames_the_customer)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	parcel_open(&seat, 1);
	seat_say(&seat, "You should have checked the tracking.");
	seat_mood(&seat, 85, 20);
	seat_say(&seat, "It's our policy.");
	seat_mood(&seat, 95, 25);
	path_is(&seat, "opening walked-out");
	cr_assert_str_eq(seat_said(&seat), "(Dana has left the chat.)");
	seat_card(&seat, &json);
	holds(&json, "\"outcome\":\"customer-hung-up\"");
	holds(&json, "\"passed\":false");
	holds(&json, "\"critical\":[\"empathy-core/no-blame\"]");
	seat_close(&seat);
}

Test(parcel, unfinished)
{
	struct seat seat;
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	parcel_open(&seat, 3);
	seat_say(&seat, "Hello.");
	seat_mood(&seat, 66, 20);
	seat_card(&seat, &json);
	holds(&json, "\"outcome\":null");
	holds(&json, "\"passed\":false");
	holds(&json, "\"csat\":null");
	holds(&json, "\"critical\":[]");
	seat_close(&seat);
}

Test(parcel, silence_and_supervisor)
{
	struct seat seat;
	parcel_open(&seat, 2);
	seat_do(&seat, "/wait 60s");
	cr_assert_str_eq(seat_said(&seat), "Anyone there?");
	seat_mood(&seat, 68, 20);
	seat_say(&seat, "I'm sorry. Do you want to speak to a supervisor?");
	seat_mood(&seat, 56, 20);
	path_is(&seat, "opening supervisor");
	seat_say(&seat, "We refund the postage.");
	path_is(&seat, "opening supervisor relieved");
	seat_close(&seat);

	parcel_open(&seat, 2);
	seat_do(&seat, "/wait 2m");
	path_is(&seat, "opening walked-out");
	seat_close(&seat);
}

Test(parcel, the_same_bytes_each_time)
{
	struct strbuf first CLEANUP_STRBUF = STRBUF_INIT;
	for (int i = 0; i < 3; i++) {
		struct seat seat;
		struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
		parcel_open(&seat, 42);
		seat_say(&seat, "I am sorry to hear that, when do you need it?");
		seat_do(&seat, "/hold 3m");
		seat_say(&seat, "A courier replacement will be there tomorrow.");
		seat_card(&seat, &json);
		if (i == 0)
			strbuf_addsv(&first, strbuf_sv(&json));
		cr_assert_str_eq(first.buf, json.buf);
		seat_close(&seat);
	}
}
