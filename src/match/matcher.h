/* matcher.h - the inside of a matcher and its scanners.
 *
 * Every phrase of every set becomes a tree of `code` whose words are atoms, and is filed under an *anchor*: a small
 * set of words of which each of its matches must hold one, at a known distance from its start. A scan looks at each
 * word of the text once and tries only the phrases filed under it, so the cost grows with hits, not with phrases. */
#ifndef ROLECALL_MATCH_MATCHER_H
#define ROLECALL_MATCH_MATCHER_H

#include "match/atoms.h"
#include "match/automaton.h"
#include "match/builtin.h"
#include "match/set.h"
#include "match/words.h"

/* Alternative `kid` may begin with word `atom` followed by word `next`; NO_ATOM: by any, or by nothing. */
struct first_kid {
	uint32_t atom, next, kid;
};

/* An alternative that may begin with one of `builtins`, or (`any`) with anything or nothing. */
struct other_kid {
	uint32_t kid, builtins;
	bool any;
};

struct code {
	enum node_kind kind; /* a list has become NODE_ALT */
	uint32_t atom;
	enum builtin builtin;
	const char *fact;
	struct code **kids;
	size_t kid_count;
	/* ALT: kids under the one or two words that they may begin with, sorted; and those of which more must be said.
	 */
	struct first_kid *firsts;
	size_t first_count;
	struct other_kid *others;
	size_t other_count;
	bool nullable; /* ALT: may match no word at all */
	uint8_t min_words, max_words;
	bool needs_known;
	/* What a text must hold anywhere for this to match: one of these words, or one of these built-ins' openings.
	 * need_count 0: nothing is known. Set for kids of an ALT. */
	uint32_t *needs;
	uint32_t need_count, need_builtins;
};

struct phrase_code {
	struct code *root; /* NULL for a regex or a broken phrase */
	const struct regex *regex;
	const struct set_phrase *source;
	uint32_t group;
	uint16_t index;
	bool is_except;
	uint64_t *first_atoms; /* bits: words that it may begin with */
	uint32_t first_builtins;
	bool first_any;
};

/* "Phrase `phrase` may start min..max words before this one." */
struct posting {
	uint32_t phrase;
	uint8_t min, max;
};

struct postings {
	struct posting *items;
	size_t count, cap;
};

/* One literal of one regex, as the automaton tells it. */
struct regex_literal {
	uint32_t regex; /* in matcher->regexes */
	uint32_t length;
	bool leads, whole, word_start, word_end, reply_start;
};

struct matcher_group {
	const struct set_group *source;
	bool has_except;
	bool placed; /* `at` or `in` restrict it */
};

struct matcher {
	enum match_engine engine;
	struct atoms *atoms;
	struct phrase_code *phrases;
	size_t phrase_count, phrase_cap;
	struct matcher_group *groups;
	size_t group_count, group_cap;
	int *bases;
	size_t set_count;
	struct postings *by_atom; /* atoms_count(atoms) of them */
	struct postings by_builtin[BUILTIN_COUNT];
	struct postings everywhere; /* phrases without an anchor */
	uint32_t
		*regexes; /* phrases that are regexes: first those with literals that do not lead (searched for when one
			   * is found), then those with literals that lead (tried where one stands), then the rest */
	size_t regex_count, regex_cap, sought_count, literal_count;
	struct regex_literal *literals;
	struct automaton *automaton; /* NULL: no regex has literals, or the engine is plain */
	bool has_phrases;
	bool needs_questions; /* a group looks at questions or statements only */
};

/* regex_index.c: order the regexes and build the automaton over their literals. */
void regex_index_build(struct matcher *matcher);

/* anchor.c: note for each alternative of a phrase what a text must hold. */
void anchor_needs(struct matcher *matcher, struct code *root);

/* first.c: index the alternatives of an ALT, its kids being indexed already; note what a phrase may begin with; may it
 * begin at this word? */
void first_index(struct code *code);
void first_mark(struct matcher *matcher, struct phrase_code *phrase);
bool first_fits(const struct phrase_code *phrase, const struct token *token);

/* anchor.c: file one phrase. */
void anchor_file(struct matcher *matcher, uint32_t phrase);

/* eval.c: the longest match of `code` that starts at word `at`, in words; 0 when there is none. `skip_quoted`: words in
 * quotation marks do not match, though a gap may pass over them. */
size_t eval_at(const struct code *code, const struct words *words, const struct binding *binding, size_t at,
	       bool skip_quoted);
/* plain.c: the same from the parsed tree, by a plain walk. */
size_t plain_at(const struct node *node, struct words *words, const struct binding *binding, size_t at,
		bool skip_quoted);

/* ---- scanning ---- */
struct span {
	uint32_t start, end;
};

struct group_state {
	struct match_hit *found; /* every candidate */
	struct span *except;
	struct match_hit *hits, *cancelled; /* after group_finish */
	size_t found_count, found_cap, except_count, except_cap, hit_count, hit_cap, cancelled_count, cancelled_cap;
	int error_phrase;
	bool touched, settled, finished;
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
	const void *set;
	uint32_t sentence, start, end;
	int owner;
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
	bool unsaid_done; /* piles and crowds have cancelled what they cancel */
	struct crowd_mark *crowd;
	size_t crowd_count, crowd_cap;
	bool ascii;     /* `text` is nothing else */
	struct sv text; /* valid UTF-8 */
	uint64_t scan_number;
	uint64_t *sought; /* by regex: the scan in which a literal of it was found */
	struct place *places;
	size_t place_count, place_cap;
	struct group_state *groups;
	uint32_t *touched;
	size_t touched_count;
	size_t *next_start; /* per phrase: the first word not yet tried */
	uint32_t *hit_counts;
	uint32_t *tried; /* phrases whose next_start is set */
	size_t tried_count;
	char *clean; /* a copy of the text when its UTF-8 is broken */
	size_t clean_cap;
};

/* place.c: may a hit of this group start at word `first`; may it end at word `last`? */
bool place_may_start(const struct words *words, const struct set_group *group, size_t first);
bool place_may_end(const struct words *words, const struct set_group *group, size_t last);

/* Try `phrase` at word `at` and file what is found. */
void scan_try(struct match_scanner *scanner, uint32_t phrase, size_t at);
void scan_plain(struct match_scanner *scanner);
/* scan_regex.c */
void scan_regexes(struct match_scanner *scanner, struct sv text);
/* The words of the text that is scanned, cut when first asked for. */
struct words *scan_words_ready(struct match_scanner *scanner);
/* hits.c */
void group_add(struct match_scanner *scanner, const struct phrase_code *phrase, struct match_hit hit);
void group_error(struct match_scanner *scanner, const struct phrase_code *phrase);
void group_settle(struct group_state *state); /* sorted, exceptions taken out */
void group_finish(struct group_state *state);
/* unsaid.c: once a scan, cancel the hits of all groups that ignore piles which stand in one, or in a crowd. */
void cancel_unsaid(struct match_scanner *scanner);

#endif
