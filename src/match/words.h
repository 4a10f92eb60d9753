/* words.h - a text as words: cut once, folded, interned, with the breaks between them.
 *
 * A word is a run of letters, digits and marks; an apostrophe (’ or ') between letters, a point or colon between
 * digits and a thousands comma stay inside. A hyphen ends a word and is skipped like a dash, in phrases and in
 * texts, so that "out-for-delivery" is three words. Zero-width characters inside a word are dropped when folding. */
#ifndef ROLECALL_MATCH_WORDS_H
#define ROLECALL_MATCH_WORDS_H

#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_ATOM UINT32_MAX

struct atoms; /* atoms.h */
struct sb_stemmer;

/* One different word, as interned. `lex` are LEX_* bits. */
struct word_entry {
	const char *folded;
	const char *stem; /* filled by interner_stem */
	uint32_t length, hash;
	uint32_t lex;
	uint32_t starts;       /* built-in lists that may begin with it, whoever says it (bits of enum builtin) */
	uint32_t literal;      /* the matcher's atom for exactly this word, or NO_ATOM */
	uint32_t prefix_count; /* atoms of stem* marks that this word fits */
	const uint32_t *prefixes;
};

struct interner {
	void *pool; /* talloc root of the entries */
	struct word_entry **slots;
	size_t slot_count, used;
	const struct atoms *atoms; /* may be NULL */
	struct sb_stemmer *stemmer;
};

void interner_init(struct interner *interner, const struct atoms *atoms);
void interner_release(struct interner *interner);
struct word_entry *interner_add(struct interner *interner, const char *folded, size_t length);
const char *interner_stem(struct interner *interner, struct word_entry *entry);

enum word_break { BREAK_NONE, BREAK_CLAUSE, BREAK_SENTENCE };

struct token {
	uint32_t start, end;
	uint32_t sentence;
	uint32_t starts; /* built-in lists that may begin here; only after words_mark_starts */
	struct word_entry *entry;
	uint8_t brk;      /* enum word_break between the word before and this one */
	bool comma : 1;   /* a comma or a dash stands before it */
	bool clause : 1;  /* a new clause starts here: negation does not reach over */
	bool negator : 1; /* negates what follows, idioms left out */
	bool capital : 1;
	bool quoted : 1;
	bool piled : 1;   /* only after words_mark_piles */
	bool asks : 1;    /* its sentence ends in a question mark; only after words_mark_questions */
	bool money : 1;   /* a currency sign is attached */
	uint32_t stretch; /* words without a stop between them; only after words_mark_piles */
};

/* Piles, see match.h. */
#define PILE_PIECES 8
#define PILE_PIECE_WORDS 3
#define PILE_SENTENCE 60

struct words {
	struct token *items;
	size_t count, cap;
	size_t sentences;
	bool has_quotes;
	bool has_piles;            /* only after words_mark_piles */
	uint64_t *present;         /* bits: atoms in the text; after words_mark_starts, and only with atoms */
	uint32_t present_starts;   /* of all its words */
	size_t marked, marked_cap; /* the words whose bits are set, so that they can be taken back */
	const struct word_entry **marks;
	struct sv text;
	struct interner interner;
};

void words_init(struct words *words, const struct atoms *atoms);
void words_release(struct words *words);
/* Cut `text` (valid for as long as the words are used). At most UINT32_MAX - 1 bytes are looked at. */
void words_cut(struct words *words, struct sv text);
/* Index of the first word whose end is past `offset`; words->count when there is none. */
size_t words_at(const struct words *words, uint32_t offset);

/* Fold one raw word into `out` (LIMIT_WORD_BYTES + 1 bytes): case, ’ to ', zero-width and thousands commas dropped. */
size_t word_fold(struct sv raw, char *out);

/* quotes.c: mark the words inside double quotation marks. */
void words_mark_quotes(struct words *words);
/* place.c: set `asks` of every word. */
void words_mark_questions(struct words *words);
/* Is `offset` inside double quotation marks, judged by the words around it. */
bool words_quoted_at(const struct words *words, uint32_t start, uint32_t end);
/* piles.c: set `piled` of every word (match.h has the rules); does one of these bytes stand in a pile? */
void words_mark_piles(struct words *words);
bool words_piled_at(const struct words *words, uint32_t start, uint32_t end);
bool piles_links_sorted(void); /* for the test */
/* negation.c: set `clause` and `negator` of every word. */
void words_mark_negation(struct words *words);
/* Does a negator reach a hit that starts at word `index`. */
bool words_negated(const struct words *words, size_t index);

/* lexicon.c: what kinds of word this is. */
#define LEX_NEGATOR 1u
#define LEX_CONJUNCTION 2u
#define LEX_NUMBER 4u    /* a number word: five, twenty, hundred */
#define LEX_DIGITS 8u    /* begins with a digit; a short unit may follow */
#define LEX_UNIT 16u     /* hour, days, weeks … */
#define LEX_CURRENCY 32u /* dollars, pounds, eur … */
#define LEX_WEEKDAY 64u
#define LEX_MONTH 128u
#define LEX_ORDINAL 256u        /* third, 3rd */
#define LEX_SCALE 512u          /* hundred, thousand, million, dozen */
#define LEX_DAYPART 1024u       /* morning, afternoon, evening, night */
#define LEX_COMMON 2048u        /* too frequent to be a good anchor */
#define LEX_AUXILIARY 4096u     /* can, could, do … as a question opens */
#define LEX_WH 8192u            /* what, when, where … */
#define LEX_PRONOUN 16384u      /* I, you, we … */
#define LEX_ABBREVIATION 32768u /* a point after it ends no sentence: mr, approx */
#define LEX_VAGUE 65536u        /* few, several: an amount before a unit */
uint32_t lexicon_find(const char *folded, size_t length);

#endif
