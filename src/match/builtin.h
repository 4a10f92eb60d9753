/* builtin.h - the lists that are always there. Each function gives, for the word at `at`, the set of lengths (in
 * words) that match there: bit L is set for a match of L words. */
#ifndef ROLECALL_MATCH_BUILTIN_H
#define ROLECALL_MATCH_BUILTIN_H

#include "match/keyword.h"
#include "match/phrase.h"
#include "match/words.h"

/* Folded words of a bound value. */
struct bound_value {
	char *joined;       /* all words without spaces */
	char *first, *last; /* the first and the last word alone, NULL when there is only one */
};

struct bound_fact {
	char *id;
	struct bound_value value;
};

struct binding {
	void *pool;
	struct bound_value name, agent, company;
	struct bound_fact *facts;
	size_t fact_count;
};

uint64_t builtin_lengths(const struct words *words, const struct binding *binding, enum builtin builtin,
			 const char *fact, size_t at);
/* Set the built-ins that may begin with this word (bits), never too few. */
void builtin_starts(struct word_entry *entry);
/* Those that a name may begin that nobody knows, given what the conversation has bound: for words->capital_starts. */
uint32_t builtin_capitals(const struct binding *binding);
/* Add what is bound to `starts` of every word of a text. */
void words_mark_bound(struct words *words, const struct binding *binding);

uint64_t builtin_number(const struct words *words, size_t at);
uint64_t builtin_money(const struct words *words, size_t at);
uint64_t builtin_duration(const struct words *words, size_t at);
uint64_t builtin_time(const struct words *words, size_t at);
uint64_t builtin_date(const struct words *words, size_t at);
/* <name>, <agent>, <company> and <fact:ID>. */
uint64_t builtin_bound(const struct words *words, const struct binding *binding, enum builtin builtin, const char *fact,
		       size_t at);

void binding_set(struct binding *binding, const struct match_binding *given);
void binding_release(struct binding *binding);

/* Is there a word at `at` that follows the one before without a break? */
static inline bool word_follows(const struct words *words, size_t at)
{
	return at < words->count && words->items[at].brk == BREAK_NONE;
}

static inline bool word_is(const struct words *words, size_t at, enum keyword keyword)
{
	return at < words->count && words->items[at].entry->keyword == keyword;
}

/* Is it in one of these lists (IN_* and IS_*)? */
static inline bool word_in(const struct words *words, size_t at, uint32_t sets)
{
	return at < words->count && (words->items[at].entry->sets & sets);
}

/* Is it one or two figures, and a number from `least` to `most`? */
static inline bool word_figure(const struct words *words, size_t at, unsigned least, unsigned most)
{
	return at < words->count && words->items[at].entry->figure >= least && words->items[at].entry->figure <= most;
}

#define LEX_SECONDS                                                                                              \
	(LEX_NUMBER | LEX_DIGITS | LEX_UNIT | LEX_CURRENCY | LEX_WEEKDAY | LEX_MONTH | LEX_ORDINAL | LEX_SCALE | \
	 LEX_DAYPART | LEX_VAGUE | LEX_SECOND)

static inline uint32_t word_lex(const struct words *words, size_t at)
{
	return at < words->count ? words->items[at].entry->lex : 0;
}

/* The same of a word that follows without a break. */
static inline bool word_follows_in(const struct words *words, size_t at, uint32_t sets)
{
	return word_follows(words, at) && (words->items[at].entry->sets & sets);
}

/* Those of these built-ins that may begin at a word, the next one considered; never too few. */
static inline uint32_t word_starts(const struct words *words, size_t at, uint32_t builtins)
{
	const struct token *token = &words->items[at];

	builtins &= token->starts;
	if ((builtins & token->entry->weak) && !(word_lex(words, at + 1) & LEX_SECONDS))
		builtins &= ~token->entry->weak;
	return builtins;
}

#endif
