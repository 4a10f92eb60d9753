/* Where in the reply a hit may stand: `at` and `in` of a group. */
#include "match/matcher.h"

static bool ends_sentence(const struct words *words, size_t at)
{
	return at + 1 >= words->count || words->items[at + 1].sentence != words->items[at].sentence;
}

static bool begins_sentence(const struct words *words, size_t at)
{
	return at == 0 || words->items[at - 1].sentence != words->items[at].sentence;
}

/* Three bits, one for each value of `in`, for each value of `at`. */
static uint16_t bit_of(enum match_at at, enum match_in in)
{
	return (uint16_t)(1u << (3 * (unsigned)at + (unsigned)in));
}

uint16_t place_bit(const struct set_group *group)
{
	return group->at == MATCH_AT_ANY && group->in == MATCH_IN_ANY ? 0 : bit_of(group->at, group->in);
}

uint16_t place_bits_at(const struct words *words, size_t first)
{
	const unsigned any = bit_of(MATCH_AT_ANY, MATCH_IN_ANY) | bit_of(MATCH_AT_SENTENCE_END, MATCH_IN_ANY);
	const unsigned sentence =
		any | bit_of(MATCH_AT_SENTENCE_START, MATCH_IN_ANY) | bit_of(MATCH_AT_WHOLE_SENTENCE, MATCH_IN_ANY);

	if (first == 0)
		return (uint16_t)(sentence | bit_of(MATCH_AT_REPLY_START, MATCH_IN_ANY));
	return (uint16_t)(begins_sentence(words, first) ? sentence : any);
}

uint16_t place_bits_in(const struct words *words, size_t first, uint16_t at)
{
	bool asks = words->asking[words->items[first].sentence];
	return (uint16_t)(at << (asks ? MATCH_IN_QUESTIONS : MATCH_IN_STATEMENTS));
}

uint16_t place_bits(const struct words *words, size_t first)
{
	uint16_t at = place_bits_at(words, first);
	return at | place_bits_in(words, first, at);
}

bool place_may_end(const struct words *words, const struct set_group *group, size_t last)
{
	return (group->at != MATCH_AT_SENTENCE_END && group->at != MATCH_AT_WHOLE_SENTENCE) ||
	       ends_sentence(words, last);
}
