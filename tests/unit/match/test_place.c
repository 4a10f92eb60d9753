/* Where a hit may stand: at the start or end of a reply or sentence, in questions or statements. Both engines. */
#include "helper.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void expect(const char *phrases, const char *except, const char *options, const char *text, const char *marked)
{
	for (int engine = MATCH_ENGINE_FAST; engine <= MATCH_ENGINE_PLAIN; engine++) {
		struct bench bench;
		bench_init(&bench, phrases, except, options, (enum match_engine)engine);
		char *found = bench_mark(&bench, sv_from(text));
		cr_expect_str_eq(found, marked, "{%s} %s, engine %d: %s", phrases, options, engine, found);
		free(found);
		bench_release(&bench);
	}
}

Test(place, starts_and_ends)
{
	expect("you", NULL, "r", "You know? You do. I see you.", "[[You]] know? You do. I see you.");
	expect("you", NULL, "s", "You know? You do. I see you.", "[[You]] know? [[You]] do. I see you.");
	expect("you", NULL, "e", "You know? I see you! Is it you", "You know? I see [[you]]! Is it [[you]]");
	expect("thank you", NULL, "w", "Thank you. I thank you. Oh thank you! Thank you",
	       "[[Thank you]]. I thank you. Oh thank you! [[Thank you]]");
	expect("so", NULL, "s", "Well... so what\nSo there, so.", "Well... [[so]] what\n[[So]] there, so.");
}

Test(place, questions_and_statements)
{
	expect("do you", NULL, "?", "Do you see. Do you?! So do you \xE2\x80\x9Chmm\xE2\x80\x9D?",
	       "Do you see. [[Do you]]?! So [[do you]] \xE2\x80\x9Chmm\xE2\x80\x9D?");
	expect("do you", NULL, ".", "Do you see. Do you?! and do you", "[[Do you]] see. Do you?! and [[do you]]");
	expect("what", NULL, "s?", "What now? So what? What.", "[[What]] now? So what? What.");
	expect("what", NULL, "?", "What\xEF\xBC\x9F What\xD8\x9F", "[[What]]\xEF\xBC\x9F [[What]]\xD8\x9F");
}

/* A longer phrase in the wrong place must not hide a shorter one in the right place. */
Test(place, is_judged_before_the_longest_is_picked)
{
	expect("help|help you now|you", NULL, "e", "I help you now please help you",
	       "I help you now please help [[you]]");
	expect("I (can)|I can help", NULL, "e", "So can I. I can help", "So can [[I]]. [[I can help]]");
	expect("sorry", "sorry but", "s", "Sorry but no. Sorry. And sorry", "Sorry but no. [[Sorry]]. And sorry");
	expect("well", "so well", "s", "So well done. Well done", "So well done. [[Well]] done");
}

Test(place, of_a_regex_is_that_of_the_words_it_touches)
{
	expect("regex:y\\w+", NULL, "s", "You and you. Yes, yes", "[[You]] and you. [[Yes]], yes");
	expect("regex:[!?]+", NULL, "e", "No! Why? now", "No[[!]] Why[[?]] now");
	expect("regex:,", NULL, ".", "a, b? c, d", "a, b? c[[,]] d");
	expect("regex:!", NULL, "s", "!", "!");
}

Test(place, lists_inside_alternatives_and_options)
{
	expect("no/<upset> way", NULL, "n", "no way, annoying way, way", "[[no way]], [[annoying way]], way");
	expect("(<sorry>) (<sorry>) about <upset>/it", NULL, "", "my apologies sorry about it, about angry",
	       "[[my apologies sorry about it]], [[about angry]]");
}

Test(place, stems_of_single_words)
{
	struct match_scanner *scanner = match_scanner_new(NULL);
	cr_assert_str_eq(match_stem(scanner, SV("delayed")), "delay");
	cr_assert_str_eq(match_stem(scanner, SV("delays")), "delay");
	match_scanner_free(scanner);
}
