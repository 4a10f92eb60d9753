/* spell.h - a phrase spelled out into all its sequences of words, to compare phrases with each other. */
#ifndef ROLECALL_MATCH_SPELL_H
#define ROLECALL_MATCH_SPELL_H

#include "match/limits.h"
#include "match/phrase.h"

struct spelling {
	const struct node *words[LIMIT_SPELLING_WORDS]; /* WORD, STEM, GAP or BUILTIN */
	size_t count;
};

struct spellings {
	struct spelling *items;
	size_t count, cap;
	bool too_many; /* nothing can be claimed */
};

void spellings_make(struct spellings *spellings, const struct node *root);
void spellings_release(struct spellings *spellings);

/* Does every text that `inner` matches also hold a match of `outer`? False when unsure. */
bool spellings_cover(const struct spellings *outer, const struct spellings *inner);
/* May a match of one share a word with a match of the other? True when unsure. */
bool spellings_may_overlap(const struct spellings *a, const struct spellings *b);
/* The spellings sorted, one after another. */
void spellings_key(const struct spellings *spellings, struct strbuf *out);

#endif
