/* From the regexes of a matcher to one automaton over their literals. */
#include "match/matcher.h"

#include "base/mem.h"

static const struct literals *literals_at(const struct matcher *matcher, size_t index)
{
	return regex_literals(matcher->phrases[matcher->regexes[index]].regex);
}

/* 0 sought, 1 leads, 2 none. */
static int rank_of(const struct matcher *matcher, uint32_t phrase)
{
	const struct literals *literals = regex_literals(matcher->phrases[phrase].regex);
	return literals->count == 0 ? 2 : literals->leads ? 1 : 0;
}

static void order_regexes(struct matcher *matcher)
{
	uint32_t *ordered = MEM_ARRAY(matcher, uint32_t, matcher->regex_count + 1);
	size_t count = 0;

	for (int rank = 0; rank < 3; rank++) {
		for (size_t i = 0; i < matcher->regex_count; i++)
			if (rank_of(matcher, matcher->regexes[i]) == rank)
				ordered[count++] = matcher->regexes[i];
		if (rank == 0)
			matcher->sought_count = count;
		if (rank == 1)
			matcher->literal_count = count;
	}
	talloc_free(matcher->regexes);
	matcher->regexes = ordered;
}

void regex_index_build(struct matcher *matcher)
{
	size_t total = 0, count = 0;

	order_regexes(matcher);
	for (size_t i = 0; i < matcher->literal_count; i++)
		total += literals_at(matcher, i)->count;
	if (!total)
		return;
	struct automaton_text *texts = MEM_ARRAY(matcher, struct automaton_text, total);
	matcher->literals = MEM_ARRAY(matcher, struct regex_literal, total);
	for (size_t i = 0; i < matcher->literal_count; i++) {
		const struct literals *literals = literals_at(matcher, i);
		for (size_t k = 0; k < literals->count; k++, count++) {
			const struct literal *literal = &literals->items[k];
			texts[count] = (struct automaton_text){literal->text, (uint32_t)count};
			matcher->literals[count] = (struct regex_literal){
				.regex = (uint32_t)i,
				.length = (uint32_t)literal->text.n,
				.leads = literals->leads,
				.whole = literals->whole,
				.word_start = literal->word_start,
				.word_end = literal->word_end,
				.reply_start = literal->reply_start,
			};
		}
	}
	matcher->automaton = automaton_new(matcher, texts, total);
	talloc_free(texts);
}
