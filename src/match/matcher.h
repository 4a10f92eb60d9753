/* matcher.h - the inside of a matcher and its scanners.
 *
 * Every phrase of every set becomes part of one graph of `code` whose words are atoms. From each word of a text a
 * scanner reads on through states that stand for all phrases at once (dfa.h), so the cost grows with hits, not with
 * phrases. */
#ifndef ROLECALL_MATCH_MATCHER_H
#define ROLECALL_MATCH_MATCHER_H

#include "match/atoms.h"
#include "match/automaton.h"
#include "match/builtin.h"
#include "match/code.h"
#include "match/dfa.h"
#include "match/limits.h"
#include "match/set.h"
#include "match/words.h"

struct phrase_code {
	const struct regex *regex;
	const struct set_phrase *source;
	uint32_t group;
	uint32_t root; /* NO_ROOT for a regex or a broken phrase, and in the plain engine */
	uint16_t index;
	uint16_t place; /* a bit of place_bits, where `at` or `in` of the group restrict its hits; else 0 */
	bool is_except;
	bool skips_quotes;  /* hits in quotation marks do not count */
	bool minds_negator; /* nor do negated ones */
};

/* What phrases look for; all that look for the same share it. */
struct root {
	const struct code *code;
	uint32_t first, count; /* in matcher->targets */
};

struct numbers {
	uint32_t *items;
	size_t count, cap;
};

/* One literal of one regex, as the automaton tells it. */
struct regex_literal {
	uint32_t regex; /* in matcher->regexes */
	uint32_t length;
	bool leads, whole, word_start, word_end, reply_start;
};

struct matcher {
	enum match_engine engine;
	struct atoms *atoms;
	struct phrase_code *phrases;
	size_t phrase_count, phrase_cap;
	const struct set_group **groups;
	size_t group_count, group_cap;
	int *bases;
	uint32_t *set_of_group;
	size_t set_count;
	struct root *roots;
	size_t root_count, root_cap;
	struct target *targets;
	/* Roots that may begin with atom a: start_roots[starts[a] .. starts[a + 1]); with a built-in; with a gap. */
	uint32_t *starts, *start_roots;
	struct numbers builtin_roots[BUILTIN_COUNT], gap_roots;
	uint32_t start_builtins; /* bits: those with roots */
	uint32_t
		*regexes; /* phrases that are regexes: first those with literals that do not lead (searched for when one
			   * is found), then those with literals that lead (tried where one stands), then the rest */
	size_t regex_count, regex_cap, sought_count, literal_count;
	struct regex_literal *literals;
	struct automaton *automaton; /* NULL: no regex has literals, or the engine is plain */
	bool has_phrases;
};

/* regex_index.c: order the regexes and build the automaton over their literals. */
void regex_index_build(struct matcher *matcher);

/* start_index.c: file the roots under what they may begin with. */
void start_index_build(struct matcher *matcher);

/* eval.c: the longest match of `code` that starts at word `at`, in words; 0 when there is none. `skip_quoted`: words in
 * quotation marks do not match, though a gap may pass over them. */
size_t eval_at(const struct code *code, const struct words *words, const struct binding *binding, size_t at,
	       bool skip_quoted);
/* ---- scanning ---- */
struct span {
	uint32_t start, end;
};

struct group_state {
	struct match_hit *found; /* every candidate */
	struct span *except;
	uint64_t text; /* the number of the text in which what follows was found; of an earlier one: nothing was */
	uint32_t found_count, except_count;
	uint32_t error; /* the phrase that reached its limit, counted from 1; 0: none */
	bool settled, finished;
	uint32_t found_cap, except_cap;
	/* after group_finish */
	struct match_hit *hits, *cancelled;
	uint32_t hit_count, hit_cap, cancelled_count, cancelled_cap;
};

/* Where a literal of a regex stands; start UINT32_MAX: somewhere. `end`: of the match, when the literal is all of it;
 * 0: only the regex can tell. */
struct place {
	uint32_t regex, start, end;
};

/* Words as match.h gives them away. */
struct measure {
	struct match_word *items;
	size_t cap;
	bool ready; /* of match_scanned_words: `items` are those of the scanned text */
};

/* A hit that counts, of a criterion that is watched for crowds. */
struct crowd_mark {
	uint32_t set, sentence, start, end;
	int owner, most; /* of owners, in one sentence */
};

/* Who of one set has hits in the text: owners[i / 64] has a bit for owner i. */
#define CROWD_OWNERS 256 /* that are told apart */
struct crowd_count {
	uint64_t owners[CROWD_OWNERS / 64];
	int count;
};

struct match_scanner {
	const struct matcher *matcher;  /* may be NULL */
	struct words words;             /* of match_scan */
	struct words measured;          /* of match_words */
	struct words asked;             /* of match_question */
	struct measure measure;         /* of match_words */
	struct measure scanned_measure; /* of match_scanned_words */
	struct binding binding;
	struct regex_scratch *regex;
	bool words_ready; /* `words` are those of `text` */
	bool piles_ready; /* … and its piles are marked */
	bool unsaid_done; /* piles and crowds have cancelled what they cancel */
	struct crowd_mark *crowd;
	size_t crowd_count, crowd_cap;
	struct crowd_count *crowds; /* by set */
	bool ascii;                 /* `text` is nothing else */
	struct sv text;             /* valid UTF-8 */
	uint64_t text_number;       /* of texts scanned */
	uint64_t scan_number;
	uint64_t *sought; /* by regex: the scan in which a literal of it was found */
	struct place *places;
	size_t place_count, place_cap;
	struct group_state *groups;
	uint32_t *touched;
	size_t touched_count;
	bool counts_hits;     /* the text is long enough to reach LIMIT_HITS_PER_PHRASE */
	uint32_t *hit_counts; /* by phrase, when counts_hits */
	struct dfa dfa;
	uint64_t *root_marks; /* by root: where it was looked at last (scan_phrases.c) */
	uint64_t start_number;
	char *clean; /* a copy of the text when its UTF-8 is broken */
	size_t clean_cap;
};

/* place.c: the bit of a group's `at` and `in`; 0 when any place will do. */
uint16_t place_bit(const struct set_group *group);
/* Those of the groups that mind where a hit ends, three for each such `at`. */
#define PLACE_MINDS_END (uint16_t)(7u << (3 * MATCH_AT_SENTENCE_END) | 7u << (3 * MATCH_AT_WHOLE_SENTENCE))
/* The bits of the groups whose hits may start at word `first`. */
uint16_t place_bits(const struct words *words, size_t first);
/* … of those for which it does not matter whether the sentence asks; and, given these, of the others. */
uint16_t place_bits_at(const struct words *words, size_t first);
uint16_t place_bits_in(const struct words *words, size_t first, uint16_t at);
/* May a hit of this group end at word `last`? */
bool place_may_end(const struct words *words, const struct set_group *group, size_t last);

/* scan.c: may there be a further hit of the phrase; file the one that is `length` words long. */
static inline bool scan_has_room(const struct match_scanner *scanner, uint32_t phrase)
{
	return !scanner->counts_hits || scanner->hit_counts[phrase] < LIMIT_HITS_PER_PHRASE;
}
void scan_file(struct match_scanner *scanner, uint32_t phrase, size_t at, size_t length, bool quoted);
void scan_plain(struct match_scanner *scanner);   /* plain.c */
void scan_phrases(struct match_scanner *scanner); /* scan_phrases.c */
/* scan_regex.c */
void scan_regexes(struct match_scanner *scanner, struct sv text);
/* The words of the text that is scanned, cut when first asked for. */
struct words *scan_words_ready(struct match_scanner *scanner);
/* The same with their piles marked. */
struct words *scan_words_piled(struct match_scanner *scanner);
/* hits.c */
static inline struct group_state *group_touch(struct match_scanner *scanner, uint32_t group)
{
	struct group_state *state = &scanner->groups[group];
	if (state->text != scanner->text_number) {
		state->text = scanner->text_number;
		state->found_count = state->except_count = state->error = 0;
		state->settled = state->finished = false;
		scanner->touched[scanner->touched_count++] = group;
	}
	return state;
}
void group_grow(struct group_state *state);
static inline void group_add_found(struct group_state *state, struct match_hit hit)
{
	if (state->found_count == state->found_cap)
		group_grow(state);
	state->found[state->found_count++] = hit;
}
static inline void group_add_except(struct group_state *state, struct span span)
{
	if (state->except_count == state->except_cap)
		group_grow(state);
	state->except[state->except_count++] = span;
}
static inline void group_add(struct match_scanner *scanner, uint32_t group, bool is_except, struct match_hit hit)
{
	struct group_state *state = group_touch(scanner, group);
	if (is_except)
		group_add_except(state, (struct span){hit.start, hit.end});
	else
		group_add_found(state, hit);
}
void group_error(struct match_scanner *scanner, const struct phrase_code *phrase);
void group_settle(struct group_state *state); /* sorted, exceptions taken out */
void group_finish(struct group_state *state);
/* unsaid.c: once a scan, cancel the hits of all groups that ignore piles which stand in one, or in a crowd. */
void cancel_unsaid(struct match_scanner *scanner);

#endif
