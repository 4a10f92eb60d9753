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
#include <string.h>

#define NO_ATOM UINT32_MAX

struct arena; /* arena.h */
struct atoms; /* atoms.h */
struct sb_stemmer;

/* One different word, as interned. `lex` are LEX_* bits. */
struct word_entry {
	const char *folded;
	const char *stem; /* filled by interner_stem */
	uint64_t head[2]; /* the first 16 bytes of `folded`, zeros after its end (word_bytes) */
	uint32_t length, hash;
	uint32_t number; /* of this word in its interner, from 1 */
	uint32_t lex;
	uint32_t sets; /* keyword.h */
	uint8_t keyword, figure;
	uint32_t starts;       /* built-in lists that may begin with it, whoever says it (bits of enum builtin) */
	uint32_t weak;         /* those of them for which much depends on the next word, as after "a" or "the" */
	uint32_t literal;      /* the matcher's atom for exactly this word, or NO_ATOM */
	uint32_t prefix_count; /* atoms of stem* marks that this word fits */
	const uint32_t *prefixes;
	uint32_t symbol;                  /* words with the same one fit the same atoms; 0: none */
	uint32_t first_state, generation; /* dfa.h */
	bool link, link_known;            /* piles.c */
	uint64_t bloom;                   /* atom_bloom of the atoms */
};

struct interner {
	struct arena *arena; /* of the entries */
	struct word_entry **slots;
	size_t slot_count, used;
	uint32_t generation;       /* counts how often the words were forgotten */
	uint32_t mixed;            /* words that fit several atoms */
	const struct atoms *atoms; /* may be NULL */
	struct sb_stemmer *stemmer;
};

void interner_init(struct interner *interner, const struct atoms *atoms);
void interner_release(struct interner *interner);
struct word_entry *interner_add(struct interner *interner, const char *folded, size_t length);

/* Eight bytes from `at` on, the first one lowest; zeros after the end of the text. */
static inline uint64_t word_bytes(struct sv text, size_t at)
{
	uint64_t bytes = 0;

	if (at + 8 > text.n) {
		for (size_t i = text.n; i > at; i--)
			bytes = bytes << 8 | (unsigned char)text.p[i - 1];
		return bytes;
	}
	memcpy(&bytes, text.p + at, 8);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return bytes;
}

static inline uint32_t word_hash(const uint64_t head[2], size_t length)
{
	uint64_t hash = (head[0] ^ length) * UINT64_C(0x9E3779B97F4A7C15);
	hash = (hash ^ (hash >> 32) ^ head[1]) * UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t)(hash >> 32);
}

/* interner_add for at most 16 bytes that are in `head` already; NULL when the word is new. */
static inline struct word_entry *interner_find_short(const struct interner *interner, const uint64_t head[2],
						     size_t length)
{
	size_t mask = interner->slot_count - 1;

	for (size_t at = word_hash(head, length) & mask; interner->slots[at]; at = (at + 1) & mask) {
		struct word_entry *entry = interner->slots[at];
		if (entry->head[0] == head[0] && entry->head[1] == head[1] && entry->length == length)
			return entry;
	}
	return NULL;
}
const char *interner_stem(struct interner *interner, struct word_entry *entry);

enum word_break { BREAK_NONE, BREAK_CLAUSE, BREAK_SENTENCE };

struct token {
	uint32_t start, end;
	uint32_t sentence;
	uint32_t starts; /* built-in lists that may begin here; what is bound only after words_mark_bound */
	struct word_entry *entry;
	uint8_t brk;      /* enum word_break between the word before and this one */
	bool comma : 1;   /* a comma or a dash stands before it */
	bool clause : 1;  /* a new clause starts here: negation does not reach over */
	bool negator : 1; /* negates what follows, idioms left out */
	bool capital : 1;
	bool quoted : 1;
	bool money : 1;   /* a currency sign is attached */
	bool piled : 1;   /* only after words_mark_piles */
	bool negated : 1; /* a negator reaches a hit that starts here */
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
	bool has_piles; /* only after words_mark_piles */
	bool *asking;   /* by sentence: does it end in a question mark? */
	size_t asking_cap;
	uint32_t lex;            /* LEX_* bits of any of its words */
	uint32_t capital_starts; /* set by the owner: built-in lists that any name may begin */
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
/* Is `offset` inside double quotation marks, judged by the words around it. */
bool words_quoted_at(const struct words *words, uint32_t start, uint32_t end);
/* piles.c: set `piled` of every word (match.h has the rules); does one of these bytes stand in a pile? */
void words_mark_piles(struct words *words);
bool words_piled_at(const struct words *words, uint32_t start, uint32_t end);
bool piles_links_sorted(void); /* for the test */
/* negation.c: set `negator` and `negated` of every word. */
void words_mark_negation(struct words *words);

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
#define LEX_SECOND 131072u      /* may follow the "a" or "half" of a time or an amount, if it is none of the above */
#define LEX_NO_NAME (LEX_PRONOUN | LEX_AUXILIARY | LEX_WH) /* no name, whatever its capital */
uint32_t lexicon_find(const char *folded, size_t length);

#endif
