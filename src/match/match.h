/* match.h - phrases and regexes over one text: the only folder that knows PCRE2 and the stemmer.
 *
 * Three things, after YARA: a `match_set` is the parsed, checked, immutable patterns of one file; a `matcher` is
 * compiled from one or more sets and can be shared by threads; a `match_scanner` is one thread's scratch.
 *
 * A *group* is a list of phrases that one rule uses together (its `require`, its `forbid`, one `said`), with
 * its own negation and exceptions. Groups are numbered from 0 in the order added to a set; in a matcher the
 * groups of set i start at matcher_base(m, i).
 *
 * A *phrase* is written as languages.md section 2 says. Text is cut once into words (letters, digits and inner
 * apostrophes by Unicode; case-folded; ’ equals '), and a phrase is a sequence of word classes over those words;
 * regexes run on the raw bytes. A hyphen ends a word and is skipped like a dash, in phrases and texts alike. Words of a
 * phrase do not reach over . ! ? ; : or a blank line; a gap may reach over ; and : only. Figures such as 1,000, 2.5 and
 * 17:00 are one word. A hit spans at most 63 words.
 *
 * Spans are half-open UTF-8 byte offsets into the scanned text. */
#ifndef ROLECALL_MATCH_MATCH_H
#define ROLECALL_MATCH_MATCH_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* limits.h gives each cap and its reason. */

/* ---- problems found while adding patterns; the caller maps offsets to a file position ---- */
struct match_problem {
	char code[8];  /* P201..P213 */
	size_t offset; /* bytes into the phrase as written */
	size_t length;
	char message[256]; /* one sentence, no final stop */
	char help[256];    /* "" when none */
};

/* ---- word lists ---- */
/* Lists that phrases may name as <list>. Entries are phrases themselves (they may use marks and other lists).
 * Immutable once used by match_set_group. Heap; built-in lists (<number> <money> <time> <date> <duration> <name>
 * <agent> <company> <fact:ID>) are always there. A later list of the same name replaces an earlier one. */
struct match_lists;
struct match_lists *match_lists_new(void);
void match_lists_free(struct match_lists *lists);
void match_lists_add(struct match_lists *lists, struct sv name, const struct sv *entries, size_t count);
bool match_lists_has(const struct match_lists *lists, struct sv name); /* built-ins too */
/* NULL-terminated names (own and built-in), for did-you-mean; valid while lists lives and is unchanged. */
const char *const *match_lists_names(const struct match_lists *lists);
/* P205: the name of a list that reaches itself, or NULL. */
const char *match_lists_cycle(const struct match_lists *lists);
/* Entry `index` of the list `name`: was it, or the list, used by any phrase so far (for P208)? */
bool match_lists_used(const struct match_lists *lists, struct sv name);
/* Parse every entry of every list and report what is wrong with it (P204, P206, P207 within the list). Phrases that use
 * a list are not reported again for what is wrong inside it. Does not count as a use. */
typedef void match_list_report(void *data, const char *list, size_t entry, const struct match_problem *problem);
void match_lists_check(struct match_lists *lists, match_list_report *report, void *data);

/* ---- a set ---- */
struct match_phrase {
	struct sv text; /* as written, without the "regex:" key */
	bool is_regex;
	bool double_quoted; /* as written in YAML: for P213 */
	bool escaped;       /* … and its source held a backslash; found out from the text where it still shows */
};

enum match_negation { MATCH_NEGATED_IGNORE, MATCH_NEGATED_COUNT };

/* Where in the reply a hit must stand. The ends of the hit are compared, so a hit over a whole sentence starts and ends
 * one. Restricts what is found, before the longest hit is picked; exceptions are found anywhere. */
enum match_at {
	MATCH_AT_ANY,
	MATCH_AT_REPLY_START,
	MATCH_AT_SENTENCE_START,
	MATCH_AT_SENTENCE_END,
	MATCH_AT_WHOLE_SENTENCE
};
/* In which sentences: a question is one whose closing marks hold a question mark. Judged where the hit starts. */
enum match_in { MATCH_IN_ANY, MATCH_IN_QUESTIONS, MATCH_IN_STATEMENTS };

struct match_group {
	const struct match_phrase *phrases;
	size_t phrase_count;
	const struct match_phrase *except;
	size_t except_count;
	enum match_negation negated;
	bool ignore_quotes, ignore_piles;
	/* With ignore_piles: a hit does not count in a sentence with more than `crowd` places at each of which another
	 * owner of the same set has one; 0 (to 100): no limit. Owner -1 is not counted. */
	int crowd, owner;
	enum match_at at;
	enum match_in in;
};

struct match_set;
struct match_set *match_set_new(void);
void match_set_free(struct match_set *set);
/* Add a group; returns its number. Texts are copied. For each problem `report` is called with whether it is in
 * `except`, the index of the phrase, and the problem; a phrase with an error (P201, P202, P203, P204, P206, P211) is
 * left out of the group, the rest of the group works. `lists` may be NULL. */
typedef void match_report(void *data, bool in_except, size_t phrase, const struct match_problem *problem);
int match_set_group(struct match_set *set, const struct match_group *group, struct match_lists *lists,
		    match_report *report, void *data);
size_t match_set_groups(const struct match_set *set);
size_t match_set_phrases(const struct match_set *set, int group); /* as added, broken ones counted */

/* ---- compile and scan ---- */
struct matcher;
enum match_engine { MATCH_ENGINE_FAST, MATCH_ENGINE_PLAIN };
/* Compile several sets (which must outlive the matcher) into one. Never fails on checked sets. */
struct matcher *matcher_new(const struct match_set *const *sets, size_t count, enum match_engine engine);
void matcher_free(struct matcher *matcher);
size_t matcher_groups(const struct matcher *matcher); /* of all sets */
int matcher_base(const struct matcher *matcher, size_t set_index);

/* What the built-in names mean in this conversation; "" where unknown. Unknown <name> matches nothing; unknown
 * <agent> and <company> match one to three capitalised words. */
struct match_binding {
	struct sv name, agent, company;
	const struct sv *fact_ids, *fact_values; /* for <fact:ID>; an id that is not here matches nothing */
	size_t fact_count;
};

struct match_scanner;
struct match_scanner *match_scanner_new(const struct matcher *matcher);
void match_scanner_free(struct match_scanner *scanner);
/* Copies. Call before the first scan of a conversation; all empty by default. */
void match_scanner_bind(struct match_scanner *scanner, const struct match_binding *binding);

/* With `ignore_piles` a hit does not count in words that are heaped up, not said. English sentences are held together
 * by words of a closed class (pronouns, articles, auxiliaries, prepositions, conjunctions …): fewer than 200 of them
 * make more than half of all words that people say (Chung and Pennebaker 2007, "The psychological functions of function
 * words"). A word stands in a pile when
 * - it is among ten words of one sentence of which at most one is such a link (numbers left out, and names: words with
 *   a capital inside a sentence where up to four words in five have one), or
 * - it is in a row of eight or more pieces of one or two words each between commas, stops and other marks, or
 * - sixty words of its sentence stand before it, or
 * - half of the words of its sentence stand in one.
 * The sizes come from real service chats: of 4,689 replies about one in 300 has such a place, chiefly forms to fill in.
 */
enum match_cancel {
	MATCH_HIT,
	MATCH_NEGATED,
	MATCH_EXCEPTED,
	MATCH_QUOTED,
	MATCH_PILED,
	MATCH_CROWDED,
	MATCH_CANCEL_COUNT
};

struct match_hit {
	uint32_t start, end;
	uint16_t phrase; /* index in the group's phrases as added */
	uint8_t state;   /* enum match_cancel: MATCH_HIT counts, the others say why it does not */
};

/* Scan one text; results stay until the next scan. Invalid UTF-8 is scanned with bad bytes as separators. */
void match_scan(struct match_scanner *scanner, struct sv text);

/* Numbers of the groups in which the last scan found anything (hits, cancelled hits or a limit), each once. */
const uint32_t *match_touched(const struct match_scanner *scanner, size_t *count);

/* Hits that count, of one group (matcher numbering), leftmost-longest over the group's phrases, not
 * overlapping, by start. *error is set (when not NULL) if a pattern of the group hit its limit in this text:
 * the rule's verdict is `error`. */
const struct match_hit *match_hits(struct match_scanner *scanner, int group, size_t *count, bool *error);
/* How many hits of the group count: exactly, when there are fewer than `enough` of them, else at least so many. Picking
 * the hits costs more than seeing that there is one: who asks only that gives 1. *error as match_hits sets it. */
size_t match_count(struct match_scanner *scanner, int group, size_t enough, bool *error);
/* How many different phrases of the group have a counting hit (overlaps allowed), for at_least and all;
 * when `which` is not NULL it gets one byte per phrase, 0 or 1. */
size_t match_distinct(struct match_scanner *scanner, int group, unsigned char *which);
/* Hits that were cancelled, with the reason, for `explain`. */
const struct match_hit *match_cancelled(struct match_scanner *scanner, int group, size_t *count);
/* The phrase whose limit was hit (index), or -1. */
int match_error_phrase(const struct match_scanner *scanner, int group);

/* ---- the words of a text, for the measures (recap, talk_share, readability, repeats, length) ---- */
struct match_word {
	uint32_t start, end; /* in the text */
	uint32_t sentence;   /* 0-based sentence number */
	const char *folded;  /* NUL-terminated case-folded form, owned by the scanner until the next match_words */
	const char *stem;    /* Snowball English stem of it */
	uint32_t number;     /* from 1; the same word has the same number in all texts that the scanner scans … */
};
/* Cut a text into words and sentences. A sentence ends at . ! ? … or a line break after a word (not at a decimal
 * point, not at "e.g." and the like). */
const struct match_word *match_words(struct match_scanner *scanner, struct sv text, size_t *count, size_t *sentences);
/* A scanner without patterns serves match_words: match_scanner_new(NULL). */

/* The words of the text given to match_scan last, without cutting it once more; that text must still be there. They
 * stay until the next match_scan, whatever match_words is asked meanwhile. */
const struct match_word *match_scanned_words(struct match_scanner *scanner, size_t *count, size_t *sentences);
/* … for as long as this is the same: a scanner that has met too many words forgets them all and begins anew. Of words
 * that match_words gave, numbers mean nothing. */
uint32_t match_numbering(const struct match_scanner *scanner);

/* The piles of a text (see ignore_piles): how many words stand in them; the first `room` piles in `out`. */
struct match_pile {
	uint32_t start, end;
};
size_t match_piles(struct match_scanner *scanner, struct sv text, struct match_pile *out, size_t room, size_t *count);
/* The same of the text given to match_scan last, which must still be there. */
size_t match_scanned_piles(struct match_scanner *scanner, struct match_pile *out, size_t room, size_t *count);

/* The Snowball English stem of one case-folded word; kept by the scanner until the next match_words. */
const char *match_stem(struct match_scanner *scanner, struct sv folded);

/* True when the reply asks a question: a "?" outside quotes that ends a clause with a word in it, or a sentence
 * that opens like one (may I, could you, what …, would you …) without the mark. Span of the first. */
bool match_question(struct match_scanner *scanner, struct sv text, uint32_t *start, uint32_t *end);
/* The same of the text given to match_scan last, which must still be there. */
bool match_scanned_question(struct match_scanner *scanner, uint32_t *start, uint32_t *end);

/* One sample text that phrase `phrase` of `group` matches (optional parts left out, first alternative, gaps empty; the
 * walk and the template counterfactuals use it); false for a regex or a phrase that needs an unbound fact. */
bool match_sample(const struct match_set *set, int group, size_t phrase, const struct match_binding *binding,
		  uint64_t seed, struct strbuf *out);
/* A canonical form: two phrases that match the same texts word for word have the same key, whatever the order of their
 * alternatives and whether these stand in a list (for P210, and P207 over several groups). Empty for a broken phrase.
 */
void match_phrase_key(const struct match_set *set, int group, size_t phrase, struct strbuf *out);
/* Every literal word of the phrase in order, for the stuffing agent; of a list its first entry. */
void match_literals(const struct match_set *set, int group, size_t phrase, struct strbuf *out);

#endif
