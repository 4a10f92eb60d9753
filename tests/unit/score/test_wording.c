/* What is remembered of words by their number is what the words themselves say. */
#include "score/wording.h"

#include "base/strbuf.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#define TEXTS 400
#define WORDS 300 /* all together more different ones than a scanner remembers */

static void make_text(int number, struct strbuf *out)
{
	strbuf_reset(out);
	for (int i = 0; i < WORDS; i++) /* one in three comes again in each text */
		strbuf_addf(out, "%s%c%dx ", i % 3 ? "w" : "again", 'a' + i % 26, i % 3 ? number * WORDS + i : i);
}

Test(wording, numbers_are_forgotten_with_the_words)
{
	struct match_scanner *scanner = match_scanner_new(NULL);
	struct wording *scanned = wording_new(scanner), *plain = wording_new(scanner);
	struct strbuf text = STRBUF_INIT;
	uint32_t numbering = match_numbering(scanner);

	for (int t = 0; t < TEXTS; t++) {
		size_t count = 0;
		const struct word_note *notes, *expected;

		make_text(t, &text);
		match_scan(scanner, strbuf_sv(&text));
		wording_set_scanned(scanned, strbuf_sv(&text));
		wording_set(plain, strbuf_sv(&text));
		wording_words(scanned, &count);
		notes = t % 2 ? wording_notes(scanned) : wording_keyed_notes(scanned);
		expected = wording_keyed_notes(plain);
		cr_assert_eq(count, WORDS);
		for (size_t i = 0; i < count; i++) {
			int rarity = 0;

			cr_assert_eq(notes[i].hash, expected[i].hash, "text %d, word %zu", t, i);
			cr_assert_eq(notes[i].syllables, expected[i].syllables);
			cr_assert_eq(wording_key(scanned, i, &rarity), expected[i].key);
			cr_assert_eq(rarity, expected[i].rarity);
		}
		cr_assert_eq(wording_syllables(scanned), wording_syllables(plain));
	}
	cr_assert_neq(match_numbering(scanner), numbering, "the words were not forgotten");
	strbuf_release(&text);
	wording_free(scanned);
	wording_free(plain);
	match_scanner_free(scanner);
}
