/* test_syllables.c - the estimate behind the school grade. */
#include "score/inside.h"

#include <criterion/criterion.h>

Test(syllables, words)
{
	/* An estimate: "being" and "replacement" are where the rules err, one each way. */
	static const struct {
		const char *word;
		size_t count;
	} rows[] = {{"the", 1},    {"late", 1},        {"table", 2},       {"tables", 2},      {"moves", 1},
		    {"boxes", 2},  {"called", 1},      {"waited", 2},      {"sorry", 2},       {"order", 2},
		    {"parcel", 2}, {"frustrating", 3}, {"free", 1},        {"being", 1},       {"hmm", 1},
		    {"", 1},       {"42", 1},          {"caf\xc3\xa9", 2}, {"replacement", 4}, {"unfortunately", 6}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_eq(syllables(rows[i].word), rows[i].count, "%s: %zu", rows[i].word, syllables(rows[i].word));
}
