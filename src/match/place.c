/* Where in the reply a hit may stand: `at` and `in` of a group. */
#include "match/matcher.h"

#include "base/utf8.h"

static bool ends_sentence(const struct words *words, size_t at)
{
	return at + 1 >= words->count || words->items[at + 1].sentence != words->items[at].sentence;
}

static bool begins_sentence(const struct words *words, size_t at)
{
	return at == 0 || words->items[at - 1].sentence != words->items[at].sentence;
}

static bool is_question_mark(uint32_t c)
{
	return c == '?' || c == 0x061F || c == 0x203D || (c >= 0x2047 && c <= 0x2049) || c == 0xFF1F;
}

/* The marks between the last word of a sentence and the next word. */
static bool closes_as_question(const struct words *words, size_t last)
{
	size_t end = last + 1 < words->count ? words->items[last + 1].start : words->text.n;
	struct sv marks = sv_make(words->text.p, end);

	for (size_t at = words->items[last].end; at < end;)
		if (is_question_mark(utf8_next(marks, &at)))
			return true;
	return false;
}

void words_mark_questions(struct words *words)
{
	bool asks = false;

	for (size_t i = words->count; i > 0; i--) {
		if (ends_sentence(words, i - 1))
			asks = closes_as_question(words, i - 1);
		words->items[i - 1].asks = asks;
	}
}

bool place_may_start(const struct words *words, const struct set_group *group, size_t first)
{
	if (group->in != MATCH_IN_ANY && words->items[first].asks != (group->in == MATCH_IN_QUESTIONS))
		return false;
	switch (group->at) {
	case MATCH_AT_REPLY_START: return first == 0;
	case MATCH_AT_SENTENCE_START:
	case MATCH_AT_WHOLE_SENTENCE: return begins_sentence(words, first);
	case MATCH_AT_ANY:
	case MATCH_AT_SENTENCE_END: break;
	}
	return true;
}

bool place_may_end(const struct words *words, const struct set_group *group, size_t last)
{
	return (group->at != MATCH_AT_SENTENCE_END && group->at != MATCH_AT_WHOLE_SENTENCE) ||
	       ends_sentence(words, last);
}
