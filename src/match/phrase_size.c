/* How many words a phrase spans, and how much work it is. */
#include "match/limits.h"
#include "match/phrase.h"

static size_t capped(size_t words)
{
	return words > LIMIT_SPAN_WORDS + 1 ? LIMIT_SPAN_WORDS + 1 : words;
}

size_t node_min_words(const struct node *node)
{
	size_t sum = 0, least = LIMIT_SPAN_WORDS + 1;
	switch (node->kind) {
	case NODE_WORD:
	case NODE_STEM:
	case NODE_BUILTIN: return 1;
	case NODE_GAP:
	case NODE_OPT: return 0;
	case NODE_LIST: return node->list->min_words;
	case NODE_SEQ:
		for (size_t i = 0; i < node->kid_count; i++)
			sum = capped(sum + node_min_words(node->kids[i]));
		return sum;
	case NODE_ALT:
		for (size_t i = 0; i < node->kid_count; i++) {
			size_t words = node_min_words(node->kids[i]);
			least = words < least ? words : least;
		}
		return least;
	}
	return 0;
}

size_t node_max_words(const struct node *node)
{
	size_t sum = 0, most = 0;
	switch (node->kind) {
	case NODE_WORD:
	case NODE_STEM: return 1;
	case NODE_BUILTIN: return 12;
	case NODE_GAP: return LIMIT_GAP_WORDS;
	case NODE_LIST: return node->list->max_words;
	case NODE_OPT:
	case NODE_SEQ:
		for (size_t i = 0; i < node->kid_count; i++)
			sum = capped(sum + node_max_words(node->kids[i]));
		return sum;
	case NODE_ALT:
		for (size_t i = 0; i < node->kid_count; i++) {
			size_t words = node_max_words(node->kids[i]);
			most = words > most ? words : most;
		}
		return most;
	}
	return 0;
}

size_t node_weight(const struct node *node)
{
	size_t sum = 1;
	if (node->kind == NODE_LIST)
		return node->list->weight + 1;
	for (size_t i = 0; i < node->kid_count && sum <= LIMIT_EVAL_STEPS; i++)
		sum += node_weight(node->kids[i]);
	return sum > LIMIT_EVAL_STEPS ? LIMIT_EVAL_STEPS + 1 : sum;
}
