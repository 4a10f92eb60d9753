/* Scanning: the two engines agree, hostile texts are harmless, words and questions are what people mean. */
#include "helper.h"

#include "base/mem.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static const char *const vocabulary[] = {
	"I",           "can",      "not",  "see",   "you",   "are",     "upset",   "sorry", "so",
	"the",         "I'll",     "send", "today", "by",    "5pm",     "5",       "pm",    "$5",
	"two",         "days",     "and",  "but",   "never", "can't",   "enough",  "calm",  "down",
	"Dana",        "RC-40017", "no",   "a",     "week",  "problem", "may",     "3rd",   "frustrating",
	"frustration", "b",        "c",    "x",     "half",  "past",    "hundred",
};
static const char *const separators[] = {
	" ",    " ",        " ",    " ",  " ",   ", ",  ". ",           "; ",
	" - ",  "\n",       "\n\n", "? ", " \"", "\" ", "\xE2\x80\x9C", "\xE2\x80\x9D ",
	"\xFF", "\xE2\x80", "-",    "/",  ": "};
static const char *const marks[] = {"...",
				    "<upset>",
				    "<number>",
				    "<when>",
				    "<name>",
				    "<money>",
				    "<date>",
				    "<duration>",
				    "<time>",
				    "<fact:order>",
				    "frustrat*",
				    "(so)",
				    "(so/the ... you)",
				    "a/b",
				    "I/you",
				    "(<sorry>)",
				    "<will-do>",
				    "not",
				    "<agent>",
				    "...",
				    "...",
				    "(b) ...",
				    "(b ...)",
				    "<date>/so"};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static void random_text(struct rng *rng, struct strbuf *out, uint32_t words)
{
	for (uint32_t i = 0; i < words; i++) {
		strbuf_addstr(out, vocabulary[rng_below(rng, COUNT(vocabulary))]);
		strbuf_addstr(out, separators[rng_below(rng, COUNT(separators))]);
	}
}

static void random_phrases(struct rng *rng, struct strbuf *out)
{
	uint32_t phrases = 1 + rng_below(rng, 3);
	for (uint32_t p = 0; p < phrases; p++) {
		uint32_t words = 1 + rng_below(rng, 4);
		if (p)
			strbuf_addch(out, '|');
		for (uint32_t i = 0; i < words; i++)
			strbuf_addf(out, "%s ",
				    rng_below(rng, 2) ? marks[rng_below(rng, COUNT(marks))]
						      : vocabulary[rng_below(rng, COUNT(vocabulary))]);
	}
}

static void compare_hits(struct bench *fast, struct bench *plain, struct sv text, const char *phrases)
{
	size_t fast_count, plain_count;
	match_scan(fast->scanner, text);
	match_scan(plain->scanner, text);
	const struct match_hit *a = match_hits(fast->scanner, 0, &fast_count, NULL);
	const struct match_hit *b = match_hits(plain->scanner, 0, &plain_count, NULL);
	cr_assert_eq(fast_count, plain_count, "{%s} on {%.*s}: %zu and %zu hits", phrases, (int)text.n, text.p,
		     fast_count, plain_count);
	for (size_t i = 0; i < fast_count; i++)
		cr_assert(a[i].start == b[i].start && a[i].end == b[i].end && a[i].phrase == b[i].phrase,
			  "{%s} on {%.*s}: hit %zu differs", phrases, (int)text.n, text.p, i);
	a = match_cancelled(fast->scanner, 0, &fast_count);
	b = match_cancelled(plain->scanner, 0, &plain_count);
	cr_assert_eq(fast_count, plain_count);
	for (size_t i = 0; i < fast_count; i++)
		cr_assert(a[i].start == b[i].start && a[i].end == b[i].end && a[i].state == b[i].state);
	cr_assert_eq(match_distinct(fast->scanner, 0, NULL), match_distinct(plain->scanner, 0, NULL));
}

Test(scan, engines_agree)
{
	struct rng rng;
	size_t hits = 0;
	rng_seed(&rng, 7);
	for (int round = 0; round < 400; round++) {
		CLEANUP_STRBUF struct strbuf phrases = STRBUF_INIT, except = STRBUF_INIT;
		struct bench fast, plain;
		random_phrases(&rng, &phrases);
		if (round % 3 == 0)
			random_phrases(&rng, &except);
		const char *options = round % 2 ? "q" : "";
		bench_init(&fast, phrases.buf, except.buf, options, MATCH_ENGINE_FAST);
		bench_init(&plain, phrases.buf, except.buf, options, MATCH_ENGINE_PLAIN);
		for (int text = 0; text < 12; text++) {
			CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;
			random_text(&rng, &words, 5 + rng_below(&rng, 60));
			compare_hits(&fast, &plain, strbuf_sv(&words), phrases.buf);
			size_t count;
			match_hits(fast.scanner, 0, &count, NULL);
			hits += count;
		}
		bench_release(&fast);
		bench_release(&plain);
	}
	cr_assert_gt(hits, 1000, "only %zu hits: the test compares nothing", hits);
}

Test(scan, a_limit_is_an_error_not_a_miss)
{
	struct bench bench;
	/* innocent on the stress strings, explosive on its own words */
	bench_init(&bench, "regex:\\bzz(?:q\\d|q\\d\\w?|\\wz?7)+#", "", "", MATCH_ENGINE_FAST);
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, "zz");
	for (int i = 0; i < 60; i++)
		strbuf_addstr(&text, "q7");
	strbuf_addstr(&text, "! #");
	bool error = false;
	size_t count;
	match_scan(bench.scanner, strbuf_sv(&text));
	match_hits(bench.scanner, 0, &count, &error);
	cr_assert_eq(count, 0);
	cr_assert_str_eq(bench.codes, "");
	cr_assert(error);
	cr_assert_eq(match_error_phrase(bench.scanner, 0), 0);
	match_scan(bench.scanner, SV("zzq7#"));
	match_hits(bench.scanner, 0, &count, &error);
	cr_assert(!error);
	cr_assert_eq(count, 1);
	bench_release(&bench);
}

Test(scan, bad_bytes_and_nuls_are_separators)
{
	struct bench bench;
	bench_init(&bench, "sorry for|regex:\\bdelay\\b", "", "", MATCH_ENGINE_FAST);
	struct sv text = SV("a\0b \xFFsorry\xC3 for the \x80"
			    "delay\xED\xA0\x80 sorry\0for");
	size_t count;
	match_scan(bench.scanner, text);
	const struct match_hit *hits = match_hits(bench.scanner, 0, &count, NULL);
	cr_assert_eq(count, 3);
	cr_assert_eq(memcmp(text.p + hits[0].start, "sorry\xC3 for", 10), 0);
	cr_assert_eq(memcmp(text.p + hits[1].start, "delay", 5), 0);
	cr_assert_eq(hits[1].end - hits[1].start, 5);
	bench_release(&bench);
}

Test(scan, a_megabyte)
{
	struct bench bench;
	bench_init(
		&bench,
		"sorry ... sorry ... sorry|(so) sorry/so ... <upset>|<number> ... so|regex:\\bsorry\\b.{0,40}\\bso\\b",
		"so so", "q", MATCH_ENGINE_FAST);
	char *text = mem_alloc(1 << 20);
	for (size_t i = 0; i < 1 << 20; i++)
		text[i] = "sorry "[i % 6];
	match_scan(bench.scanner, sv_make(text, 1 << 20));
	size_t count;
	match_hits(bench.scanner, 0, &count, NULL);
	cr_assert_gt(count, 100);
	memset(text, 'a', 1 << 20);
	match_scan(bench.scanner, sv_make(text, 1 << 20));
	match_hits(bench.scanner, 0, &count, NULL);
	cr_assert_eq(count, 0);
	memset(text, '"', 1 << 20);
	match_scan(bench.scanner, sv_make(text, 1 << 20));
	free(text);
	bench_release(&bench);
}

Test(scan, cancelled_hits_say_why)
{
	struct bench bench;
	bench_init(&bench, "sorry|calm", "calm sea", "q", MATCH_ENGINE_FAST);
	match_scan(bench.scanner, SV("I am not sorry. A calm sea. \"calm\" Sorry."));
	size_t count;
	match_hits(bench.scanner, 0, &count, NULL);
	cr_assert_eq(count, 1);
	const struct match_hit *hits = match_cancelled(bench.scanner, 0, &count);
	cr_assert_eq(count, 3);
	cr_assert_eq(hits[0].state, MATCH_NEGATED);
	cr_assert_eq(hits[1].state, MATCH_EXCEPTED);
	cr_assert_eq(hits[2].state, MATCH_QUOTED);
	unsigned char which[2];
	cr_assert_eq(match_distinct(bench.scanner, 0, which), 1);
	cr_assert(which[0] == 1 && which[1] == 0);
	bench_release(&bench);
}

Test(scan, several_sets)
{
	struct bench one, two;
	bench_init(&one, "sorry", "", "", MATCH_ENGINE_FAST);
	bench_init(&two, "sorry to|late", "", "", MATCH_ENGINE_FAST);
	const struct match_set *sets[] = {one.set, two.set};
	struct matcher *matcher = matcher_new(sets, 2, MATCH_ENGINE_FAST);
	struct match_scanner *scanner = match_scanner_new(matcher);
	size_t count;
	cr_assert_eq(matcher_base(matcher, 1), 1);
	match_scan(scanner, SV("Sorry to be late."));
	cr_assert_eq(match_hits(scanner, 0, &count, NULL)[0].end, 5);
	const struct match_hit *hits = match_hits(scanner, 1, &count, NULL);
	cr_assert_eq(count, 2);
	cr_assert_eq(hits[1].phrase, 1);
	match_scanner_free(scanner);
	matcher_free(matcher);
	bench_release(&one);
	bench_release(&two);
}

Test(scan, words_and_sentences)
{
	static const struct {
		const char *text;
		size_t words, sentences;
	} rows[] = {
		{"", 0, 0},
		{"...", 0, 0},
		{"It is on its way. I'll message you at 5.", 10, 2},
		{"Hi. Yes. It left. On Monday. By van.", 8, 5},
		{"It costs 2.50, e.g. for you.", 6, 1},
		{"Mr. Smith paid 1,000. Really?! Yes", 6, 3},
		{"Dear Dana,\nthank you", 4, 1},
		{"one line\nanother line", 4, 2},
		{"Wait\xE2\x80\xA6 what", 2, 2},
		{"out-for-delivery at 17:30", 5, 1},
	};
	struct match_scanner *scanner = match_scanner_new(NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t count, sentences;
		match_words(scanner, sv_from(rows[i].text), &count, &sentences);
		cr_expect_eq(count, rows[i].words, "%s: %zu words", rows[i].text, count);
		cr_expect_eq(sentences, rows[i].sentences, "%s: %zu sentences", rows[i].text, sentences);
	}
	size_t count;
	const struct match_word *words = match_words(scanner, SV("We\xE2\x80\x99ve APOLOGISED"), &count, NULL);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(words[0].folded, "we've");
	cr_assert_str_eq(words[1].folded, "apologised");
	cr_assert_str_eq(words[1].stem, "apologis");
	cr_assert_eq(words[1].start, 8);
	match_scanner_free(scanner);
}

Test(scan, questions)
{
	static const struct {
		const char *text;
		int start; /* -1: none */
	} rows[] = {
		{"I'm sorry about this. What is your order number?", 22},
		{"What is your order number? Sorry for the delay.", 0},
		{"Could I have your order number", 0},
		{"could you tell me the order number please", 0},
		{"Thanks Dana, can you confirm your address", 13},
		{"Hi, may I ask your name", 4},
		{"what's your order number", 0},
		{"how long have you waited", 0},
		{"Do you have the receipt", 0},
		{"Is there anything else", 0},
		{"which order is it", 0},
		{"ok so where is it now", 6},
		{"You ordered two?", 0},
		{"Did the parcel arrive", 0},
		{"what number should I call", 0},
		{"What I can do is send another.", -1},
		{"Should be fine.", -1},
		{"What a week you have had.", -1},
		{"How frustrating.", -1},
		{"When it arrives, I will tell you.", -1},
		{"Do that first.", -1},
		{"Have a nice day.", -1},
		{"I can do that.", -1},
		{"I know what you mean.", -1},
		{"May is a month.", -1},
		{"You asked \"where is it?\" and I looked.", -1},
		{"???", -1},
		{"", -1},
		{"Which is why I call.", -1},
		{"Will do!", -1},
	};
	struct match_scanner *scanner = match_scanner_new(NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t start = 0, end = 0;
		bool asks = match_question(scanner, sv_from(rows[i].text), &start, &end);
		cr_expect_eq(asks ? (int)start : -1, rows[i].start, "%s: %d", rows[i].text, asks ? (int)start : -1);
	}
	match_scanner_free(scanner);
}

/* What is told of the scanned text is what would be told of it anew, also while other texts are asked about. */
Test(scan, scanned_words_are_those_of_the_text)
{
	struct bench bench;
	struct rng rng;
	bench_init(&bench, "sorry|regex:\\bsorry\\b", "", "", MATCH_ENGINE_FAST);
	rng_seed(&rng, 3);
	for (int round = 0; round < 200; round++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
		size_t count, sentences, others, other_sentences;
		uint32_t start = 0, end = 0, other_start = 0, other_end = 0;
		random_text(&rng, &text, rng_below(&rng, 30));
		match_scan(bench.scanner, strbuf_sv(&text));
		const struct match_word *words = match_scanned_words(bench.scanner, &count, &sentences);
		const struct match_word *again =
			match_words(bench.scanner, strbuf_sv(&text), &others, &other_sentences);
		cr_assert_eq(count, others);
		cr_assert_eq(sentences, other_sentences);
		for (size_t i = 0; i < count; i++) {
			cr_assert(words[i].start == again[i].start && words[i].end == again[i].end);
			cr_assert_eq(words[i].sentence, again[i].sentence);
			cr_assert_str_eq(words[i].folded, again[i].folded);
			cr_assert_str_eq(words[i].stem, again[i].stem);
		}
		bool asks = match_scanned_question(bench.scanner, &start, &end);
		cr_assert_eq(asks, match_question(bench.scanner, strbuf_sv(&text), &other_start, &other_end));
		cr_assert(start == other_start && end == other_end);
		cr_assert_eq(match_scanned_words(bench.scanner, &others, NULL), words);
	}
	bench_release(&bench);
	struct match_scanner *scanner = match_scanner_new(NULL);
	size_t count;
	match_scan(scanner, SV("two words"));
	(void)match_scanned_words(scanner, &count, NULL);
	cr_assert_eq(count, 2);
	match_scanner_free(scanner);
}

Test(scan, samples_match_their_phrase)
{
	static const char phrases[] = "I/we (can) understand ... <upset>|<will-do> ... <when>|<name> ... <fact:order>|"
				      "frustrat* by <number>|<money> and <time> on <date> for <duration>";
	struct bench bench;
	bench_init(&bench, phrases, "", "", MATCH_ENGINE_FAST);
	struct sv ids[] = {SV("order")}, values[] = {SV("RC-40017")};
	struct match_binding binding = {.name = SV("Dana"), .fact_ids = ids, .fact_values = values, .fact_count = 1};
	for (size_t phrase = 0; phrase < 5; phrase++) {
		for (uint64_t seed = 0; seed < 8; seed++) {
			CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
			unsigned char which[5];
			cr_assert(match_sample(bench.set, 0, phrase, &binding, seed, &text));
			match_scan(bench.scanner, strbuf_sv(&text));
			match_distinct(bench.scanner, 0, which);
			cr_assert(which[phrase], "{%s} does not match phrase %zu", text.buf, phrase);
		}
	}
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	cr_assert(!match_sample(bench.set, 0, 2, NULL, 1, &text));
	cr_assert_eq(text.len, 0);
	match_literals(bench.set, 0, 0, &text);
	cr_assert_str_eq(text.buf, "I we can understand upset");
	bench_release(&bench);
}
