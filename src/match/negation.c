/* Negators, the clauses that stop them, and the idioms that only look like them (languages.md section 2). */
#include "match/builtin.h"

#include "match/limits.h"

/* "can't … enough", "couldn't … more": the word must stand in the same clause, a few words on. */
static bool idiom_of_degree(const struct words *words, size_t index)
{
	bool not = word_is(words, index, KEYWORD_NOT);
	bool can = word_in(words, index, IN_CANT) || (not &&index && word_is(words, index - 1, KEYWORD_CAN));
	bool could = word_in(words, index, IN_COULDNT) || (not &&index && word_is(words, index - 1, KEYWORD_COULD));

	if (!can && !could)
		return false;
	if (can && word_is(words, index + 1, KEYWORD_WAIT))
		return true;
	for (size_t i = index + 1; i < words->count && i <= index + LIMIT_IDIOM_WORDS; i++) {
		if (words->items[i].clause)
			return false;
		if (word_is(words, i, KEYWORD_ENOUGH) || (could && word_is(words, i, KEYWORD_MORE)))
			return true;
	}
	return false;
}

static bool idiom_of_not(const struct words *words, size_t i)
{
	if (word_in(words, i + 1, IN_AFTER_NOT)) /* "not to worry", "not to mention", but "not to blame" negates */
		return !word_is(words, i + 1, KEYWORD_TO) || word_is(words, i + 2, KEYWORD_WORRY) ||
		       word_is(words, i + 2, KEYWORD_MENTION);
	if (word_is(words, i + 1, KEYWORD_A) &&
	    (word_is(words, i + 2, KEYWORD_PROBLEM) || word_is(words, i + 2, KEYWORD_WORRY)))
		return true;
	if (i && (word_is(words, i - 1, KEYWORD_WHY) || word_is(words, i - 1, KEYWORD_OR)))
		return true;
	return i && word_is(words, i - 1, KEYWORD_DO) && word_in(words, i + 1, IN_AFTER_DONT);
}

/* "No, I am sorry": the answer, not a negation of what comes. */
static bool is_answer(const struct words *words, size_t i)
{
	return words->items[i].clause && i + 1 < words->count && words->items[i + 1].comma;
}

static bool is_idiom(const struct words *words, size_t i)
{
	if (word_is(words, i, KEYWORD_NOT) && idiom_of_not(words, i))
		return true;
	if (word_is(words, i, KEYWORD_NO))
		return word_in(words, i + 1, IN_AFTER_NO) || is_answer(words, i);
	if (word_is(words, i, KEYWORD_WITHOUT))
		return word_in(words, i + 1, IN_AFTER_WITHOUT) ||
		       (word_is(words, i + 1, KEYWORD_A) &&
			(word_is(words, i + 2, KEYWORD_DOUBT) || word_is(words, i + 2, KEYWORD_PROBLEM)));
	if (word_in(words, i, IN_DONT))
		return word_in(words, i + 1, IN_AFTER_DONT) || (i && word_is(words, i - 1, KEYWORD_WHY));
	if (word_is(words, i, KEYWORD_NOTHING))
		return word_is(words, i + 1, KEYWORD_BUT);
	return idiom_of_degree(words, i);
}

/* A negator reaches a few words of its clause. */
static void mark_reach(struct words *words, size_t negator)
{
	for (size_t i = negator + 1; i <= negator + LIMIT_NEGATION_WORDS && i < words->count; i++) {
		if (words->items[i].clause)
			return;
		words->items[i].negated = true;
	}
}

void words_mark_negation(struct words *words)
{
	if (!(words->lex & LEX_NEGATOR))
		return;
	for (size_t i = 0; i < words->count; i++) {
		if (!(words->items[i].entry->lex & LEX_NEGATOR) || is_idiom(words, i))
			continue;
		words->items[i].negator = true;
		mark_reach(words, i);
	}
}
