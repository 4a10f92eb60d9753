/* wording.h - one text as words, cut once and shared by all measures that look at it, and what they ask about a word:
 * its hash, its key and rarity (overlap.h), its syllables. What was found out about a word is remembered from text to
 * text, for a fixed number of words. */
#ifndef ROLECALL_SCORE_WORDING_H
#define ROLECALL_SCORE_WORDING_H

#include "match/match.h"

struct wording;
/* `scanner` is borrowed; nobody else may call match_words with it while the words of a text are in use. */
struct wording *wording_new(struct match_scanner *scanner);
void wording_free(struct wording *wording); /* NULL is fine */

/* The text to ask about, which must stay until the next; it is cut when first asked for. */
void wording_set(struct wording *wording, struct sv text);
/* The text that the scanner was given last. */
void wording_set_scanned(struct wording *wording, struct sv text);
struct sv wording_text(const struct wording *wording);
const struct match_word *wording_words(struct wording *wording, size_t *count);
size_t wording_sentences(struct wording *wording);

struct word_note {
	uint64_t hash; /* FNV-1a of its folded form (Fowler, Noll, Vo), the same in any build */
	uint64_t key;  /* wording_key alone knows whether it was asked for */
	uint32_t syllables;
	int rarity;
};
/* One for each word of the text. */
const struct word_note *wording_notes(struct wording *wording);
/* The same with key and rarity of all. */
const struct word_note *wording_keyed_notes(struct wording *wording);
/* Of word `index` of the text. */
uint64_t wording_key(struct wording *wording, size_t index, int *rarity);
size_t wording_syllables(struct wording *wording); /* of all words */

/* The hash of words in a row, built one by one from 0. */
uint64_t wording_chain(uint64_t chain, uint64_t hash);

#endif
