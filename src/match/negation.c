/* Negators, the clauses that stop them, and the idioms that only look like them (languages.md section 2). */
#include "match/words.h"

#include "match/limits.h"

static bool is(const struct words *words, size_t index, const char *word)
{
	return index < words->count && strcmp(words->items[index].entry->folded, word) == 0;
}

static bool is_any(const struct words *words, size_t index, const char *const *list)
{
	for (; *list; list++)
		if (is(words, index, *list))
			return true;
	return false;
}

static const char *const after_not[] = {"only", "just", "merely", "simply", "to", NULL};
static const char *const after_no[] = {"doubt",   "problem",  "problems", "worries", "worry",  "wonder", "matter",
				       "trouble", "question", "later",    "sooner",  "bother", "cost",   "charge",
				       "extra",   "biggie",   "rush",     "hurry",   NULL};
static const char *const after_without[] = {"delay", "doubt",  "question",   "fail",      "further",
					    "cost",  "charge", "hesitation", "exception", NULL};
static const char *const after_dont[] = {"worry", "hesitate", "panic", "mind", NULL};
static const char *const cant_forms[] = {"can't", "cant", "cannot", "couldn't", "couldnt", NULL};
static const char *const could_forms[] = {"couldn't", "couldnt", NULL};
static const char *const dont_forms[] = {"don't", "dont", NULL};

/* "can't … enough", "couldn't … more": the word must stand in the same clause, a few words on. */
static bool idiom_of_degree(const struct words *words, size_t index)
{
	bool not = is(words, index, "not");
	bool can = is_any(words, index, cant_forms) || (not &&index && is(words, index - 1, "can"));
	bool could = is_any(words, index, could_forms) || (not &&index && is(words, index - 1, "could"));

	if (!can && !could)
		return false;
	if (can && is(words, index + 1, "wait"))
		return true;
	for (size_t i = index + 1; i < words->count && i <= index + LIMIT_IDIOM_WORDS; i++) {
		if (words->items[i].clause)
			return false;
		if (is(words, i, "enough") || (could && is(words, i, "more")))
			return true;
	}
	return false;
}

static bool idiom_of_not(const struct words *words, size_t i)
{
	if (is_any(words, i + 1, after_not)) /* "not to worry", "not to mention", but "not to blame" negates */
		return !is(words, i + 1, "to") || is(words, i + 2, "worry") || is(words, i + 2, "mention");
	if (is(words, i + 1, "a") && (is(words, i + 2, "problem") || is(words, i + 2, "worry")))
		return true;
	if (i && (is(words, i - 1, "why") || is(words, i - 1, "or")))
		return true;
	return i && is(words, i - 1, "do") && is_any(words, i + 1, after_dont);
}

/* "No, I am sorry": the answer, not a negation of what comes. */
static bool is_answer(const struct words *words, size_t i)
{
	return words->items[i].clause && i + 1 < words->count && words->items[i + 1].comma;
}

static bool is_idiom(const struct words *words, size_t i)
{
	if (is(words, i, "not") && idiom_of_not(words, i))
		return true;
	if (is(words, i, "no"))
		return is_any(words, i + 1, after_no) || is_answer(words, i);
	if (is(words, i, "without"))
		return is_any(words, i + 1, after_without) ||
		       (is(words, i + 1, "a") && (is(words, i + 2, "doubt") || is(words, i + 2, "problem")));
	if (is_any(words, i, dont_forms))
		return is_any(words, i + 1, after_dont) || (i && is(words, i - 1, "why"));
	if (is(words, i, "nothing"))
		return is(words, i + 1, "but");
	return idiom_of_degree(words, i);
}

void words_mark_negation(struct words *words)
{
	words->has_negators = false;
	if (!words->may_negate)
		return;
	for (size_t i = 0; i < words->count; i++) {
		struct token *token = &words->items[i];
		token->negator = (token->entry->lex & LEX_NEGATOR) && !is_idiom(words, i);
		words->has_negators = words->has_negators || token->negator;
	}
}

bool words_negated(const struct words *words, size_t index)
{
	if (!words->has_negators)
		return false;
	for (int step = 0; step < LIMIT_NEGATION_WORDS; step++) {
		if (index == 0 || index >= words->count || words->items[index].clause)
			return false;
		if (words->items[--index].negator)
			return true;
	}
	return false;
}
