/* The P codes, each with the place that it points at. */
#include "helper.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct row {
	const char *phrases, *except, *codes;
	int phrase; /* of the last problem, -1: do not look */
	size_t offset, length;
};

static const struct row rows[] = {
	{"sorry", "", "", -1, 0, 0},
	{"regex:\\b(sorry", "", "P201 ", 0, 7, 1},
	{"regex:\\b[z-a]\\b", "", "P201 ", 0, 5, 1},
	{"regex:x*", "", "P202 ", 0, 0, 2},
	{"regex:\\b\\w*", "", "P202 ", 0, 0, 5},
	{"regex:^(?:\\w+\\s?)+$", "", "P203 ", 0, 0, 13},
	{"regex:\\bsorry(a+)+b", "", "P203 ", 0, 0, 13},
	{"regex:\\b(?:(?:please )+)+x", "", "P203 ", -1, 0, 0},
	{"so <upste>", "", "P204 ", 0, 3, 7},
	{"so <nothing-like-it>", "", "P204 ", 0, 3, 17},
	{"", "", "", -1, 0, 0},
	{"...", "", "P206 ", 0, 0, 3},
	{"?!", "", "P206 ", 0, 0, 2},
	{"(so) (very)", "", "P206 ", 0, 0, 11},
	{"so (very sorry", "", "P206 ", 0, 3, 1},
	{"so very) sorry", "", "P206 ", 0, 7, 1},
	{"place / put", "", "P206 ", 0, 6, 1},
	{"place/ put", "", "P206 ", 0, 5, 1},
	{"/put", "", "P206 ", 0, 0, 1},
	{"so * sorry", "", "P206 ", 0, 3, 1},
	{"so <sorry", "", "P206 ", 0, 3, 1},
	{"sorry|Sorry", "", "P207 ", 1, 0, 5},
	{"sorry|so sorry", "", "P207 ", 1, 0, 8},
	{"so sorry|sorry", "", "P207 ", 0, 0, 8},
	{"refund ... postage|refund the (full) postage", "", "P207 ", 1, 0, 25},
	{"refund ... postage|refund not postage", "", "", -1, 0, 0},
	{"a/b c|b/a c", "", "P207 ", 1, 0, 5},
	{"<sorry>|my apologies", "", "P207 ", 1, 0, 12},
	{"frustrat*|frustrating", "", "P207 ", 1, 0, 11},
	{"sorry|sorrow", "", "", -1, 0, 0},
	{"regex:\\bso\\b||regex:\\bso\\b", "", "P207 ", 1, 0, 6},
	{"regex:calm down", "", "P209 ", 0, 0, 9},
	{"regex:[a-z]+ing", "", "P209 ", 0, 0, 9},
	{"regex:\\w+!", "", "P209 ", 0, 0, 4},
	{"regex:[:;]-?[)D]|<3", "", "", -1, 0, 0},
	{"regex:!!|[?]!|\\?\\?", "", "", -1, 0, 0},
	{"regex:(*LIMIT_MATCH=9)\\bx\\b", "", "P211 ", 0, 0, 16},
	{"regex:(*UTF)(*LIMIT_HEAP=9)\\bx\\b", "", "P211 ", 0, 6, 15},
	{"sorry", "calm down", "P212 ", 0, 0, 9},
	{"you should have", "he should go", "P212 ", 0, 0, 12},
	{"sorry", "sorry but|not ... sorry", "", -1, 0, 0},
	{"calm down", "down calm", "", -1, 0, 0},
	{"dq:\\bsorry\\b", "", "P213 ", 0, 0, 9},
	{"dq:\bsorry\b", "", "P213 ", 0, 0, 7},
	{"dq:(?:sorry|sad)$", "", "", -1, 0, 0},
};

Test(problems, table)
{
	int wrong = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench bench;
		bench_init(&bench, rows[i].phrases, rows[i].except, "", MATCH_ENGINE_FAST);
		bool good = strcmp(bench.codes, rows[i].codes) == 0;
		if (good && rows[i].phrase >= 0)
			good = bench.last_phrase == rows[i].phrase && bench.last.offset == rows[i].offset &&
			       bench.last.length == rows[i].length && bench.last.message[0] != '\0';
		if (!good) {
			wrong++;
			fprintf(stderr, "row %zu {%s}: wanted %s %zu+%zu, got %s phrase %d at %zu+%zu: %s\n", i,
				rows[i].phrases, rows[i].codes, rows[i].offset, rows[i].length, bench.codes,
				bench.last_phrase, bench.last.offset, bench.last.length, bench.last.message);
		}
		bench_release(&bench);
	}
	cr_assert_eq(wrong, 0, "%d rows are wrong", wrong);
}

Test(problems, did_you_mean)
{
	struct bench bench;
	bench_init(&bench, "so <upste>", "", "", MATCH_ENGINE_FAST);
	cr_assert_str_eq(bench.last.help, "did you mean <upset>?");
	bench_release(&bench);
	bench_init(&bench, "by <nubmer>", "", "", MATCH_ENGINE_FAST);
	cr_assert_str_eq(bench.last.help, "did you mean <number>?");
	bench_release(&bench);
}

Test(problems, a_broken_phrase_leaves_the_others)
{
	struct bench bench;
	bench_init(&bench, "so (|sorry", "", "", MATCH_ENGINE_FAST);
	char *marked = bench_mark(&bench, SV("so sorry"));
	cr_assert_str_eq(marked, "so [[sorry]]");
	size_t count;
	cr_assert_eq(match_hits(bench.scanner, 0, &count, NULL)[0].phrase, 1);
	cr_assert_eq(match_set_phrases(bench.set, 0), 2);
	free(marked);
	bench_release(&bench);
}

struct seen {
	char text[256];
};

static void see(void *data, const char *list, size_t entry, const struct match_problem *problem)
{
	struct seen *seen = data;
	size_t used = strlen(seen->text);
	snprintf(seen->text + used, sizeof seen->text - used, "%s[%zu]=%s ", list, entry, problem->code);
}

Test(problems, lists)
{
	struct match_lists *lists = match_lists_new();
	struct sv a[] = {SV("so <b>"), SV("good"), SV("Good"), SV("bad (")}, b[] = {SV("<c>")}, c[] = {SV("<b> x")};
	match_lists_add(lists, SV("a"), a, 4);
	cr_assert_null(match_lists_cycle(lists));
	match_lists_add(lists, SV("b"), b, 1);
	match_lists_add(lists, SV("c"), c, 1);
	const char *cycle = match_lists_cycle(lists);
	cr_assert(cycle && (strcmp(cycle, "b") == 0 || strcmp(cycle, "c") == 0));
	struct seen seen = {""};
	match_lists_check(lists, see, &seen);
	cr_assert_str_eq(seen.text, "a[3]=P206 a[2]=P207 ", "%s", seen.text);
	cr_assert(!match_lists_used(lists, SV("a")));
	cr_assert(match_lists_has(lists, SV("fact:order")));
	cr_assert(match_lists_has(lists, SV("number")));
	cr_assert(!match_lists_has(lists, SV("nothing")));
	struct match_set *set = match_set_new();
	struct match_phrase phrase = {.text = SV("very <a>")};
	match_set_group(set, &(struct match_group){.phrases = &phrase, .phrase_count = 1}, lists, NULL, NULL);
	cr_assert(match_lists_used(lists, SV("a")));
	match_lists_free(lists);
	match_set_free(set);
}

Test(problems, keys_tell_equal_phrases)
{
	struct bench bench;
	bench_init(&bench, "a/b c|x ... y|b/a c|<sorry>|sorry/apologise/apologize", "", "", MATCH_ENGINE_FAST);
	struct strbuf key[5];
	for (size_t i = 0; i < 5; i++) {
		strbuf_init(&key[i], 0);
		match_phrase_key(bench.set, 0, i, &key[i]);
	}
	cr_assert_str_eq(key[0].buf, key[2].buf);
	cr_assert_str_neq(key[0].buf, key[1].buf);
	cr_assert_str_neq(key[3].buf, key[4].buf);
	for (size_t i = 0; i < 5; i++)
		strbuf_release(&key[i]);
	bench_release(&bench);
}
