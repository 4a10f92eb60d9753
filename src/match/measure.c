/* The words of a text for the measures. */
#include "match/matcher.h"

#include "base/mem.h"

const char *match_stem(struct match_scanner *scanner, struct sv folded)
{
	struct interner *interner = &scanner->measured.interner;

	return interner_stem(interner, interner_add(interner, folded.p, folded.n));
}

static void measure_fill(struct measure *measure, struct words *words)
{
	if (measure->cap < words->count + 1) {
		measure->cap = words->count + words->count / 2 + 16;
		measure->items = mem_realloc(measure->items, measure->cap, sizeof *measure->items);
	}
	for (size_t i = 0; i < words->count; i++) {
		const struct token *token = &words->items[i];
		measure->items[i] = (struct match_word){.start = token->start,
							.end = token->end,
							.sentence = token->sentence,
							.folded = token->entry->folded,
							.stem = interner_stem(&words->interner, token->entry),
							.number = token->entry->number};
	}
}

uint32_t match_numbering(const struct match_scanner *scanner)
{
	return scanner->words.interner.generation;
}

const struct match_word *match_words(struct match_scanner *scanner, struct sv text, size_t *count, size_t *sentences)
{
	struct words *words = &scanner->measured;

	words_cut(words, text.p ? text : SV(""));
	measure_fill(&scanner->measure, words);
	*count = words->count;
	if (sentences)
		*sentences = words->sentences;
	return scanner->measure.items;
}

const struct match_word *match_scanned_words(struct match_scanner *scanner, size_t *count, size_t *sentences)
{
	struct words *words = scan_words_ready(scanner);

	if (!scanner->scanned_measure.ready)
		measure_fill(&scanner->scanned_measure, words);
	scanner->scanned_measure.ready = true;
	*count = words->count;
	if (sentences)
		*sentences = words->sentences;
	return scanner->scanned_measure.items;
}

/* Of words whose piles are marked. */
static size_t tell_piles(const struct words *words, struct match_pile *out, size_t room, size_t *count)
{
	size_t piled = 0, found = 0;

	for (size_t i = 0; words->has_piles && i < words->count; i++) {
		const struct token *token = &words->items[i];
		if (!token->piled)
			continue;
		piled++;
		if (i == 0 || !words->items[i - 1].piled)
			found++;
		if (found > room)
			continue;
		if (i == 0 || !words->items[i - 1].piled)
			out[found - 1].start = token->start;
		out[found - 1].end = token->end;
	}
	*count = found < room ? found : room;
	return piled;
}

size_t match_piles(struct match_scanner *scanner, struct sv text, struct match_pile *out, size_t room, size_t *count)
{
	struct words *words = &scanner->measured;

	words_cut(words, text.p ? text : SV(""));
	words_mark_piles(words);
	return tell_piles(words, out, room, count);
}

size_t match_scanned_piles(struct match_scanner *scanner, struct match_pile *out, size_t room, size_t *count)
{
	return tell_piles(scan_words_piled(scanner), out, room, count);
}
