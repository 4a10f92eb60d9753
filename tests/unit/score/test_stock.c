/* test_stock.c - which lines of earlier attempts are stock, and what is made of those that a transcript pins. */
#include "desk.h"

#include "base/mem.h"
#include "score/stock.h"

#include <criterion/criterion.h>

#define HABIT "I can only imagine how frustrating the delay must be."

static void add(struct stock *stock, const char *scenario, const char *const *replies)
{
	struct transcript said;

	transcript_init(&said);
	for (int i = 0; replies[i]; i++) {
		struct turn turn = {.who = WHO_AGENT,
				    .text = sv_from(replies[i]),
				    .action = SV(""),
				    .argument = SV(""),
				    .at_ms = -1,
				    .extra = SV("")};
		transcript_add(&said, &turn);
	}
	cr_assert(stock_add(stock, sv_from(scenario), &said));
	transcript_release(&said);
}

#define ADD(stock, scenario, ...) add(stock, scenario, (const char *const[]){__VA_ARGS__, NULL})

Test(stock, is_what_two_stories_have_heard)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	struct stock *stock = stock_new();

	ADD(stock, "boiler", "Hello.", HABIT " Anything else?", "Bye.");
	ADD(stock, "boiler", "Hello.", HABIT, "Bye.");
	cr_expect_null(stock_lines(pool, stock), "one story told twice");
	ADD(stock, "parcel", "Hello.", "I can only imagine how frustrating this delay must be!", "Bye.");
	struct earlier *lines = stock_lines(pool, stock);
	cr_assert_not_null(lines);
	cr_assert_eq(lines->count, 1);
	cr_expect_eq(lines->lines[0].times, 3);
	cr_expect_eq(lines->lines[0].place_count, 2);
	cr_expect(sv_is(lines->lines[0].places[0], "boiler"));
	cr_expect(sv_is(lines->lines[0].places[1], "parcel"));
	cr_expect(sv_is(lines->lines[0].text, "I can only imagine how frustrating the delay must be"));
	stock_free(stock);
}

Test(stock, leaves_courtesy_and_questions_alone)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	struct stock *stock = stock_new();
	const char *stories[] = {"boiler", "parcel", "lamp"};

	for (int i = 0; i < 3; i++)
		ADD(stock, stories[i],
		    "Good morning, you are through to Priya at Warmhome Heating. Could you tell me your postcode and "
		    "reference, "
		    "please?",
		    "Thank you very much for that. Is there anything else that I can help you with today?",
		    "I'm so sorry. Let me look at it for you now.",
		    "Thanks for your patience and have a wonderful weekend with the grandchildren.");
	cr_expect_null(stock_lines(pool, stock));
	stock_free(stock);
}

Test(stock, is_bounded_and_ordered)
{
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	struct stock *stock = stock_new();
	static const char *const things[] = {"kettle", "boiler", "lantern",   "bicycle",  "curtain", "sofa",
					     "heater", "piano",  "lampshade", "trousers", "teapot",  "umbrella"};

	for (int attempt = 0; attempt < STOCK_ATTEMPTS; attempt++) {
		struct strbuf text = STRBUF_INIT;
		for (int a = 0; a < 12; a++)
			for (int b = 0; b < 4; b++)
				strbuf_addf(&text, "The %s %s warranty expired without any warning number %d%d again. ",
					    things[a], things[(a + b + 1) % 12], a, b);
		ADD(stock, attempt % 2 ? "x" : "y", "Hi.", text.buf,
		    "Twice as frustrating as the ridiculous courier invoice.",
		    attempt < 3 ? "The plumber forgot his spanner, which is embarrassing." : "No.", "Bye.");
		strbuf_release(&text);
	}
	struct transcript none;
	transcript_init(&none);
	cr_expect_not(stock_add(stock, SV("z"), &none), "habits that were dropped are none");
	transcript_release(&none);
	struct earlier *lines = stock_lines(pool, stock);
	cr_assert_not_null(lines);
	cr_expect_eq(lines->count, EARLIER_MOST);
	for (int i = 1; i < lines->count; i++)
		cr_expect_geq(lines->lines[i - 1].times, lines->lines[i].times);
	stock_free(stock);
}

Test(stock, pinned_lines_are_judged_with_their_transcript)
{
	static const char yaml[] =
		"rubric: r\nformat: 1\ntitle: R\npass_mark: 50\nsections:\n  - section: s\n    weight: 100\n    "
		"criteria:\n"
		"      - {id: fresh, skill: attentive-listening, points: 1, repeats: {of: earlier}, advice: A}\n"
		"      - {id: once, skill: attentive-listening, points: 1, repeats: {of: attempt}, advice: A}\n"
		"      - {id: both, skill: attentive-listening, points: 1, repeats: {}, advice: A}\n";
	static const char pinned[] =
		"{\"turns\":[{\"who\":\"agent\",\"text\":\"Hi. " HABIT "\"}],\"earlier\":[{\"text\":\"" HABIT
		"\",\"in\":[\"boiler\",\"parcel\",\"lamp\"],\"times\":4}]}";
	static const char bare[] =
		"{\"turns\":[{\"who\":\"agent\",\"text\":\"Hi. " HABIT "\"}],\"earlier\":[7,{\"text\":3}]}";
	static const struct {
		const char *json;
		enum verdict fresh, once, both;
	} cases[] = {{bare, VERDICT_NA, VERDICT_MET, VERDICT_MET},
		     {pinned, VERDICT_MISSED, VERDICT_MET, VERDICT_MISSED},
		     {bare, VERDICT_NA, VERDICT_MET, VERDICT_MET}};
	struct desk desk;
	struct score_session *session;

	desk_open_text(&desk, yaml);
	session = score_session_new(desk.scorer, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
		struct err err = ERR_INIT;
		struct transcript t;

		transcript_init(&t);
		cr_assert(transcript_parse_json(&t, sv_from(cases[i].json), "x", 1, &err), "%s", err.message);
		struct scorecard *card = score_transcript(pool, session, &t);
		cr_expect_eq(card->criteria[0].verdict, cases[i].fresh, "case %zu", i);
		cr_expect_eq(card->criteria[1].verdict, cases[i].once, "case %zu", i);
		cr_expect_eq(card->criteria[2].verdict, cases[i].both, "case %zu", i);
		if (cases[i].fresh == VERDICT_MISSED)
			cr_expect(sv_is(card->criteria[0].why,
					"1 repeated sentence, at most 0; used in 4 earlier attempts in "
					"boiler, parcel and lamp"),
				  SV_FMT, SV_ARG(card->criteria[0].why));
		transcript_release(&t);
	}
	score_session_free(session);
	desk_close(&desk);
}
