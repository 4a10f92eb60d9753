/* Hits that stand in a pile of words, or in a sentence that does everything at once. Both engines. */
#include "helper.h"
#include "match/words.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void expect(const char *phrases, const char *text, const char *marked)
{
	for (int engine = MATCH_ENGINE_FAST; engine <= MATCH_ENGINE_PLAIN; engine++) {
		struct bench bench;
		bench_init(&bench, phrases, NULL, "p", (enum match_engine)engine);
		char *found = bench_mark(&bench, sv_from(text));
		cr_expect_str_eq(found, marked, "{%s}, engine %d: %s", phrases, engine, found);
		free(found);
		bench_release(&bench);
	}
}

Test(unsaid, links_are_sorted)
{
	cr_assert(piles_links_sorted());
}

Test(unsaid, sentences_are_no_piles)
{
	expect("sorry", "Sorry about that, checking now", "[[Sorry]] about that, checking now");
	expect("sorry", "I'm so sorry your parcel is late, Dana; I'll call the courier and text you by five today.",
	       "I'm so [[sorry]] your parcel is late, Dana; I'll call the courier and text you by five today.");
	expect("thanks", "thanks dana parcel found new one tomorrow noon",
	       "[[thanks]] dana parcel found new one tomorrow noon");
	/* names and numbers are what honest lists are made of */
	expect("send", "Please send it to Lena Marsh, Harbour Heating, 14 North Quay, Port Ellen, PA42 7DX, Scotland.",
	       "Please [[send]] it to Lena Marsh, Harbour Heating, 14 North Quay, Port Ellen, PA42 7DX, Scotland.");
	expect("yes", "Hi. Yes. It left. On Monday. By van.", "Hi. [[Yes]]. It left. On Monday. By van.");
}

Test(unsaid, words_in_a_heap)
{
	expect("sorry", "sorry apologise hello thanks appreciate understand upset help refund courier option",
	       "sorry apologise hello thanks appreciate understand upset help refund courier option");
	/* a few links among them change little */
	expect("sorry|take care",
	       "hello sorry for delay apologise thanks appreciate patience understand frustration upset help refund "
	       "courier "
	       "replacement voucher option choice take care goodbye",
	       "hello sorry for delay apologise thanks appreciate patience understand frustration upset help refund "
	       "courier "
	       "replacement voucher option choice take care goodbye");
	/* an honest sentence beside the heap still counts */
	expect("sorry",
	       "I'm sorry, Dana. sorry thanks hello goodbye refund help courier choice option apology patience",
	       "I'm [[sorry]], Dana. sorry thanks hello goodbye refund help courier choice option apology patience");
	/* capitals throughout are no names, line breaks and blank lines no stops */
	expect("sorry", "Sorry Thanks Hello Goodbye Refund Help Courier Choice Option Apology Patience",
	       "Sorry Thanks Hello Goodbye Refund Help Courier Choice Option Apology Patience");
	expect("sorry", "sorry thanks\nhello goodbye\r\n\r\nrefund help\n\n\ncourier choice\noption apology\npatience",
	       "sorry thanks\nhello goodbye\r\n\r\nrefund help\n\n\ncourier choice\noption apology\npatience");
}

Test(unsaid, words_in_a_row)
{
	expect("sorry", "Hello. Sorry. Upset. Angry. Help. Thanks. Refund. Goodbye.",
	       "Hello. Sorry. Upset. Angry. Help. Thanks. Refund. Goodbye.");
	expect("thank you", "hi, so sorry, thank you, take care, my fault, will do, of course, any time",
	       "hi, so sorry, thank you, take care, my fault, will do, of course, any time");
	expect("sorry", "Sorry. Yes. No. Now. Here. You see. I do.", "[[Sorry]]. Yes. No. Now. Here. You see. I do.");
}

Test(unsaid, the_end_of_an_endless_sentence)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_addstr(&text, "I am sorry");
	for (int i = 0; i < 20; i++)
		strbuf_addstr(&text, " and you see it");
	strbuf_addstr(&text, " and I am sorry");
	struct bench bench;
	bench_init(&bench, "sorry", NULL, "p", MATCH_ENGINE_FAST);
	size_t count;
	match_scan(bench.scanner, strbuf_sv(&text));
	const struct match_hit *hits = match_hits(bench.scanner, 0, &count, NULL);
	cr_assert_eq(count, 1);
	cr_expect_eq(hits[0].start, 5);
	hits = match_cancelled(bench.scanner, 0, &count);
	cr_assert_eq(count, 1);
	cr_expect_eq(hits[0].state, MATCH_PILED);
	bench_release(&bench);
	strbuf_release(&text);
}

Test(unsaid, measured_for_a_style)
{
	struct match_scanner *scanner = match_scanner_new(NULL);
	struct match_pile piles[1];
	size_t count = 9;
	struct sv text = SV("It's here. sorry thanks hello goodbye refund help courier choice option apology. "
			    "So this is what I see. a, b, c, d, e, f, g, h");

	cr_expect_eq(match_piles(scanner, SV("It's here, and I see it."), piles, 1, &count), 0);
	cr_expect_eq(count, 0);
	cr_expect_eq(match_piles(scanner, text, piles, 1, &count), 18);
	cr_expect_eq(count, 1);
	cr_expect_eq(piles[0].start, 11);
	cr_expect_eq(text.p[piles[0].end], '.');
	match_scan(scanner, text);
	cr_expect_eq(match_piles(scanner, SV("It's here, and I see it."), piles, 1, &count), 0);
	cr_expect_eq(match_scanned_piles(scanner, piles, 1, &count), 18,
		     "of the text scanned, whatever was asked since");
	cr_expect_eq(count, 1);
	cr_expect_eq(piles[0].start, 11);
	match_scan(scanner, SV("It's here, and I see it."));
	cr_expect_eq(match_scanned_piles(scanner, piles, 1, &count), 0);
	match_scanner_free(scanner);
}

/* Three criteria, at most two in a sentence. */
struct crowd {
	struct match_set *set;
	struct matcher *matcher;
	struct match_scanner *scanner;
};

static void open_crowd(struct crowd *crowd, enum match_engine engine)
{
	static const struct match_phrase phrases[] = {{.text = {"sorry", 5}},
						      {.text = {"thanks", 6}},
						      {.text = {"refund", 6}}};

	crowd->set = match_set_new();
	for (int i = 0; i < 3; i++) {
		struct match_group group = {
			.phrases = &phrases[i], .phrase_count = 1, .ignore_piles = true, .crowd = 2, .owner = i};
		match_set_group(crowd->set, &group, NULL, NULL, NULL);
	}
	/* the same words as the first, for a fourth criterion; and one that is not counted */
	struct match_group same = {.phrases = phrases, .phrase_count = 1, .ignore_piles = true, .crowd = 2, .owner = 3};
	match_set_group(crowd->set, &same, NULL, NULL, NULL);
	struct match_group forbid = {.phrases = phrases, .phrase_count = 1, .owner = 4, .crowd = 2};
	match_set_group(crowd->set, &forbid, NULL, NULL, NULL);
	const struct match_set *sets[] = {crowd->set};
	crowd->matcher = matcher_new(sets, 1, engine);
	crowd->scanner = match_scanner_new(crowd->matcher);
}

static void close_crowd(struct crowd *crowd)
{
	match_scanner_free(crowd->scanner);
	matcher_free(crowd->matcher);
	match_set_free(crowd->set);
}

static void expect_hits(struct crowd *crowd, const char *text, size_t sorry, size_t thanks, size_t forbidden)
{
	size_t count;

	match_scan(crowd->scanner, sv_from(text));
	match_hits(crowd->scanner, 4, &count, NULL);
	cr_expect_eq(count, forbidden, "%s: forbidden %zu", text, count);
	match_hits(crowd->scanner, 0, &count, NULL);
	cr_expect_eq(count, sorry, "%s: sorry %zu", text, count);
	match_hits(crowd->scanner, 1, &count, NULL);
	cr_expect_eq(count, thanks, "%s: thanks %zu", text, count);
}

Test(unsaid, a_sentence_for_everything)
{
	for (int engine = MATCH_ENGINE_FAST; engine <= MATCH_ENGINE_PLAIN; engine++) {
		struct crowd crowd;

		open_crowd(&crowd, (enum match_engine)engine);
		expect_hits(&crowd, "I'm sorry, and thanks for asking, here is a refund.", 0, 0, 1);
		expect_hits(&crowd, "I'm sorry. Thanks for asking. Here is a refund.", 1, 1, 1);
		/* one word may serve two criteria, and two words of one criterion are one */
		expect_hits(&crowd, "I'm sorry, and thanks for asking.", 1, 1, 1);
		expect_hits(&crowd, "Sorry, I am sorry, so sorry, and thanks.", 3, 1, 3);
		/* what is negated was not said, and takes no room */
		expect_hits(&crowd, "I'm sorry, and thanks, but no refund.", 1, 1, 1);
		/* lines are no sentences here */
		expect_hits(&crowd, "I'm sorry\nand thanks for asking\nhere is a refund", 0, 0, 1);
		close_crowd(&crowd);
	}
}

/* Counting is seeing: as many as match_hits gives, or at least as many as were asked for. */
static void count(const char *phrases, const char *except, const char *text, size_t expected)
{
	for (int engine = MATCH_ENGINE_FAST; engine <= MATCH_ENGINE_PLAIN; engine++) {
		for (size_t enough = 0; enough < 5; enough++) {
			struct bench bench;
			bool error = true;
			size_t counted, hits = 0;

			bench_init(&bench, phrases, except, "p", (enum match_engine)engine);
			match_scan(bench.scanner, sv_from(text));
			counted = match_count(bench.scanner, 0, enough, &error);
			cr_expect_not(error);
			cr_expect(counted == expected || (counted < expected && counted >= enough && counted > 0),
				  "%s, %zu: %zu", text, enough, counted);
			match_hits(bench.scanner, 0, &hits, NULL);
			cr_expect_eq(hits, expected, "%s: %zu", text, hits);
			cr_expect_eq(match_count(bench.scanner, 0, SIZE_MAX, &error), expected);
			cr_expect_eq(match_count(bench.scanner, 1, 1, &error), 0);
			cr_expect_eq(match_count(bench.scanner, -1, 1, &error), 0);
			bench_release(&bench);
		}
	}
}

Test(unsaid, counting_agrees_with_picking)
{
	count("sorry|so sorry", NULL, "I am so sorry. Sorry, really, I am sorry.", 3);
	count("sorry", NULL, "Hello.", 0);
	count("sorry", NULL, "I am not sorry.", 0);
	count("sorry", "sorry but", "Sorry, but no.", 0);
	count("sorry", "sorry but", "Sorry, but I am sorry.", 1);
	count("sorry", NULL, "sorry thanks hello goodbye refund help courier choice option apology patience", 0);
	count("sorry", NULL,
	      "I'm sorry, Dana. sorry thanks hello goodbye refund help courier choice option apology patience", 1);
}
