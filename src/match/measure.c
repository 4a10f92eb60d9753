/* The words of a text for the measures. */
#include "match/matcher.h"

#include "base/mem.h"

const char *match_stem(struct match_scanner *scanner, struct sv folded)
{
	struct interner *interner = &scanner->measured.interner;

	return interner_stem(interner, interner_add(interner, folded.p, folded.n));
}

const struct match_word *match_words(struct match_scanner *scanner, struct sv text, size_t *count, size_t *sentences)
{
	struct words *words = &scanner->measured;

	words_cut(words, text.p ? text : SV(""));
	if (scanner->result_cap < words->count + 1) {
		scanner->result_cap = words->count + words->count / 2 + 16;
		scanner->result = mem_realloc(scanner->result, scanner->result_cap, sizeof *scanner->result);
	}
	for (size_t i = 0; i < words->count; i++) {
		const struct token *token = &words->items[i];
		scanner->result[i] = (struct match_word){.start = token->start,
							 .end = token->end,
							 .sentence = token->sentence,
							 .folded = token->entry->folded,
							 .stem = interner_stem(&words->interner, token->entry)};
	}
	*count = words->count;
	if (sentences)
		*sentences = words->sentences;
	return scanner->result;
}
