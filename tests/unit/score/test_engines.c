/* The fast engine against the plain one: the same hits, cancelled hits and limits, on what is shipped, on the rubric of
 * the benchmarks, and on random and hostile texts. */
#include "base/file.h"
#include "base/mem.h"
#include "base/rng.h"
#include "model/rubric.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define MAX_RUBRICS 96

struct pair {
	struct rubric *rubrics[MAX_RUBRICS];
	const struct match_set *sets[MAX_RUBRICS];
	size_t count;
	struct matcher *fast, *plain;
	struct match_scanner *quick, *slow;
	struct strbuf samples; /* texts that phrases match, one a line */
	const char **lines;
	size_t line_count, line_cap;
};

static void pair_add(struct pair *pair, const char *path)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);

	diag_list_release(&diags);
	if (!rubric)
		return; /* a word list */
	cr_assert(pair->count < MAX_RUBRICS);
	pair->rubrics[pair->count] = rubric;
	pair->sets[pair->count++] = rubric->set;
}

static void pair_sample(struct pair *pair)
{
	for (size_t s = 0; s < pair->count; s++) {
		for (int g = 0; g < (int)match_set_groups(pair->sets[s]); g++) {
			for (size_t p = 0; p < match_set_phrases(pair->sets[s], g); p++) {
				static const struct match_binding nobody;

				if (match_sample(pair->sets[s], g, p, &nobody, s + p, &pair->samples))
					strbuf_addch(&pair->samples, '\n');
			}
		}
	}
	char *at = pair->samples.buf;
	for (char *stop; at && (stop = strchr(at, '\n')) != NULL; at = stop + 1) {
		*stop = '\0';
		MEM_ENSURE(pair->lines, pair->line_count, pair->line_cap);
		pair->lines[pair->line_count++] = at;
	}
}

static void pair_open(struct pair *pair, bool shipped)
{
	const char *root = getenv("ROLECALL_SOURCE");
	CLEANUP_FREE char *rubrics = file_join(root ? root : ".", "rubrics");
	CLEANUP_FREE char *bench = file_join(root ? root : ".", "tests/bench/rubric-60.yaml");
	struct err err = ERR_INIT;
	size_t count = 0;
	char **files = file_list(rubrics, ".yaml", &count, &err);

	cr_assert(files != NULL && count > 0);
	pair_add(pair, bench);
	cr_assert_eq(pair->count, 1);
	for (size_t i = 0; i < count && shipped; i++)
		pair_add(pair, files[i]);
	file_list_free(files, count);
	cr_assert(pair->count > 1 || !shipped);
	pair->fast = matcher_new(pair->sets, pair->count, MATCH_ENGINE_FAST);
	pair->plain = matcher_new(pair->sets, pair->count, MATCH_ENGINE_PLAIN);
	pair->quick = match_scanner_new(pair->fast);
	pair->slow = match_scanner_new(pair->plain);
	pair_sample(pair);
	cr_assert(pair->line_count > 50 || !shipped);
}

static void pair_close(struct pair *pair)
{
	match_scanner_free(pair->quick);
	match_scanner_free(pair->slow);
	matcher_free(pair->fast);
	matcher_free(pair->plain);
	for (size_t i = 0; i < pair->count; i++)
		rubric_free(pair->rubrics[i]);
	strbuf_release(&pair->samples);
	free(pair->lines);
}

static void same_hits(const struct match_hit *a, size_t a_count, const struct match_hit *b, size_t b_count, int group,
		      struct sv text)
{
	cr_assert_eq(a_count, b_count, "group %d: %zu and %zu hits in %.*s", group, a_count, b_count, SV_ARG(text));
	for (size_t i = 0; i < a_count; i++)
		cr_assert(a[i].start == b[i].start && a[i].end == b[i].end && a[i].phrase == b[i].phrase &&
				  a[i].state == b[i].state,
			  "group %d, hit %zu: %u..%u and %u..%u in %.*s", group, i, a[i].start, a[i].end, b[i].start,
			  b[i].end, SV_ARG(text));
}

static size_t agree(struct pair *pair, struct sv text)
{
	size_t hits = 0;

	match_scan(pair->quick, text);
	match_scan(pair->slow, text);
	for (int g = 0; g < (int)matcher_groups(pair->fast); g++) {
		size_t a_count, b_count;
		bool a_error, b_error;
		const struct match_hit *a = match_hits(pair->quick, g, &a_count, &a_error);
		const struct match_hit *b = match_hits(pair->slow, g, &b_count, &b_error);

		cr_assert_eq(a_error, b_error, "group %d: limits differ in %.*s", g, SV_ARG(text));
		same_hits(a, a_count, b, b_count, g, text);
		hits += a_count;
		a = match_cancelled(pair->quick, g, &a_count);
		b = match_cancelled(pair->slow, g, &b_count);
		same_hits(a, a_count, b, b_count, g, text);
		cr_assert_eq(match_distinct(pair->quick, g, NULL), match_distinct(pair->slow, g, NULL));
	}
	return hits;
}

static const char *const hostile[] = {
	"\xe2\x84\xaa",
	"\xc5\xbf",
	"\xe2\x80\x99",
	"'",
	"\n",
	"\n\n",
	"\r\n",
	"\"",
	"\xe2\x80\x9c",
	"\xe2\x80\x9d",
	".",
	"?",
	"!",
	";",
	":",
	",",
	" - ",
	"-",
	"\xc2\xa0",
	"\xe2\x80\x8b",
	"\xff",
	"\xc3",
	"not ",
	"n't ",
	"never ",
	"but ",
	", and ",
	"5pm",
	"17:30",
	"$5",
	"1,000",
	"3rd of May",
	"tomorrow",
	"Dana",
	"Northwind",
	"\xc3\xa9",
	"\xef\xbd\x81",
	"_",
	"0",
	"\xf0\x9f\x99\x82",
	"I",
	"you",
	"a",
	"the ",
	"to ",
	"we'll ",
	"I\xe2\x80\x99ll ",
};

/* Samples cut, joined, raised and salted. */
static void make_text(struct pair *pair, struct rng *rng, struct strbuf *out)
{
	int parts = 1 + (int)rng_below(rng, 6);

	strbuf_reset(out);
	for (int i = 0; i < parts; i++) {
		const char *line = pair->lines[rng_below(rng, (uint32_t)pair->line_count)];
		size_t length = strlen(line), from = 0, to = length;

		if (rng_below(rng, 4) == 0 && length > 1)
			from = rng_below(rng, (uint32_t)length);
		if (rng_below(rng, 4) == 0 && length > from + 1)
			to = from + rng_below(rng, (uint32_t)(length - from));
		for (size_t k = from; k < to; k++) {
			char c = line[k];
			if (c >= 'a' && c <= 'z' && rng_below(rng, 40) == 0)
				c = (char)(c - 'a' + 'A');
			if (c == ' ' && rng_below(rng, 12) == 0)
				strbuf_addstr(out, hostile[rng_below(rng, sizeof hostile / sizeof *hostile)]);
			if (c == 'k' && rng_below(rng, 30) == 0)
				strbuf_addstr(out, hostile[0]);
			else if (c == 's' && rng_below(rng, 30) == 0)
				strbuf_addstr(out, hostile[1]);
			else
				strbuf_addch(out, c);
		}
		if (rng_below(rng, 3))
			strbuf_addch(out, ' ');
		if (rng_below(rng, 3) == 0)
			strbuf_addstr(out, hostile[rng_below(rng, sizeof hostile / sizeof *hostile)]);
		if (rng_below(rng, 60) == 0)
			strbuf_addch(out, '\0');
	}
}

Test(engines, agree_on_samples_and_hostile_texts)
{
	struct pair pair = {.samples = STRBUF_INIT};
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct rng rng;
	size_t hits = 0;

	pair_open(&pair, true);
	rng_seed(&rng, 20261122);
	for (size_t i = 0; i < pair.line_count; i += 1 + pair.line_count / 40)
		hits += agree(&pair, sv_from(pair.lines[i]));
	cr_assert(hits > 20);
	for (int i = 0; i < 60; i++) {
		make_text(&pair, &rng, &text);
		agree(&pair, strbuf_sv(&text));
	}
	pair_close(&pair);
}

/* Long texts lower the limits, and make more places than are kept. */
Test(engines, agree_on_long_texts)
{
	struct pair pair = {.samples = STRBUF_INIT};
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct rng rng;

	static const char *const words[] = {"i ",      "sorry ", "in ",  "your ", "what ",
					    "refund ", "am ",    "pm, ", "\n",    "k\xe2\x84\xaa "};

	pair_open(&pair, false);
	rng_seed(&rng, 7);
	while (text.len < 20000)
		strbuf_addstr(&text, words[rng_below(&rng, sizeof words / sizeof *words)]);
	agree(&pair, strbuf_sv(&text));
	strbuf_reset(&text);
	while (text.len < 80000) /* over 4096 of each word */
		strbuf_addstr(&text, "i in what sorry ");
	agree(&pair, strbuf_sv(&text));
	strbuf_reset(&text);
	while (text.len < 20000)
		strbuf_addch(&text, 'a');
	agree(&pair, strbuf_sv(&text));
	pair_close(&pair);
}

/* A megabyte: more hits than are kept of a phrase, gaps that lead to many places, lists one after another. A few
 * phrases only, since the plain engine tries each of them at each word. */
Test(engines, agree_on_a_megabyte)
{
	static const char *const phrases[] = {"sorry ... <number> ... days", "<number> <number> <number>",
					      "so (very) sorry", "<date> ... by <time>", "not ... sorry"};
	static const char *const words[] = {"sorry ", "so ",       "very ",       "five ", "days, ",
					    "not ",   "tomorrow ", "by ",         "5pm ",  "\"",
					    ". ",     "hundred ",  "the parcel ", "\n\n",  "quite "};
	struct match_phrase given[sizeof phrases / sizeof *phrases] = {0};
	struct pair pair = {.count = 0};
	struct match_set *set = match_set_new();
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct rng rng;

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		given[i].text = sv_from(phrases[i]);
	struct match_group group = {.phrases = given, .phrase_count = sizeof phrases / sizeof *phrases};
	(void)match_set_group(set, &group, NULL, NULL, NULL);
	group.ignore_quotes = true;
	(void)match_set_group(set, &group, NULL, NULL, NULL);
	const struct match_set *sets[] = {set};
	pair.fast = matcher_new(sets, 1, MATCH_ENGINE_FAST);
	pair.plain = matcher_new(sets, 1, MATCH_ENGINE_PLAIN);
	pair.quick = match_scanner_new(pair.fast);
	pair.slow = match_scanner_new(pair.plain);
	rng_seed(&rng, 11);
	while (text.len < 1 << 20)
		strbuf_addstr(&text, words[rng_below(&rng, sizeof words / sizeof *words)]);
	size_t hits = agree(&pair, strbuf_sv(&text));
	cr_assert_gt(hits, 4096, "only %zu hits", hits);
	pair_close(&pair);
	match_set_free(set);
}
