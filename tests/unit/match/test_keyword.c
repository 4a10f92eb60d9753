/* What is found out about a word when it is interned. */
#include "match/keyword.h"

#include <criterion/criterion.h>

Test(keyword, rows_are_sorted)
{
	cr_assert(keyword_sorted());
}

Test(keyword, names_and_lists)
{
	struct keyword_facts till = keyword_find("till");

	cr_expect_eq(keyword_find("half").keyword, KEYWORD_HALF);
	cr_expect_eq(keyword_find("half").sets, IN_TIME_OPENER);
	cr_expect_eq(till.keyword, KEYWORD_NONE);
	cr_expect_eq(till.sets, IN_PAST_OR_TO | IN_HOUR_OPENER);
	cr_expect_eq(keyword_find("parcel").sets, 0);
	cr_expect_eq(keyword_find("parcel").keyword, KEYWORD_NONE);
	cr_expect_eq(keyword_find("").figure, NO_FIGURE);
}

Test(keyword, figures)
{
	static const struct {
		const char *word;
		uint32_t sets;
		unsigned figure;
	} rows[] = {
		{"5", IS_FIGURES, 5},
		{"05", IS_FIGURES, 5},
		{"99", IS_FIGURES, 99},
		{"007", IS_FIGURES, NO_FIGURE},
		{"1999", IS_FIGURES | IS_YEAR, NO_FIGURE},
		{"3999", IS_FIGURES, NO_FIGURE},
		{"19990", IS_FIGURES, NO_FIGURE},
		{"17:00", IS_CLOCK, NO_FIGURE},
		{"25:00", 0, NO_FIGURE},
		{"9:60", 0, NO_FIGURE},
		{"17h30", IS_CLOCK, NO_FIGURE},
		{"9.5h", IS_UNIT_BEHIND, NO_FIGURE},
		{"9.50h", IS_CLOCK | IS_UNIT_BEHIND, NO_FIGURE},
		{"18h", IS_UNIT_BEHIND, NO_FIGURE},
		{"5pm", IS_CLOCK, NO_FIGURE},
		{"5p.m", IS_CLOCK, NO_FIGURE},
		{"5.30pm", IS_CLOCK, NO_FIGURE},
		{"5.30", IS_FIGURES, NO_FIGURE},
		{"12.05.2026", IS_FIGURES | IS_DOTTED_DATE, NO_FIGURE},
		{"12.05.", IS_FIGURES, NO_FIGURE},
		{"112.05.2026", IS_FIGURES, NO_FIGURE},
		{"24hrs", IS_UNIT_BEHIND, NO_FIGURE},
		{"50p", IS_CURRENCY_BEHIND, NO_FIGURE},
		{"5k", 0, NO_FIGURE},
		{"7g2k", 0, NO_FIGURE},
		{"99999999999999999999pm", 0, NO_FIGURE},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct keyword_facts facts = keyword_find(rows[i].word);
		cr_expect_eq(facts.sets, rows[i].sets, "%s: %x", rows[i].word, facts.sets);
		cr_expect_eq(facts.figure, rows[i].figure, "%s: %u", rows[i].word, facts.figure);
		cr_expect_eq(facts.keyword, KEYWORD_NONE);
	}
}
