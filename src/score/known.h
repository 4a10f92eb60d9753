/* known.h - the facts of a conversation as the measures see them: their values as words, and who knows them.
 *
 * Facts come from the session's binding (a scenario's, or those an example gives). A fact is told once its value stood
 * in what the customer said, or the state before a reply says that it is known, or the scenario has it known from the
 * start. Without a scenario the facts that an example gives are told. */
#ifndef ROLECALL_SCORE_KNOWN_H
#define ROLECALL_SCORE_KNOWN_H

#include "match/match.h"
#include "score/env.h"

#define KNOWN_MAX_FACTS 64 /* one bit each in a word; a customer with more facts is a form */
#define KNOWN_MAX_WORDS 8  /* of a value; longer values are told by their first words */
#define KNOWN_WORD_BYTES 40
#define KNOWN_MAX_KEYS 4

struct known_fact {
	struct sv id, value;
	char words[KNOWN_MAX_WORDS][KNOWN_WORD_BYTES]; /* of the value, case-folded */
	int word_count;
	uint64_t keys[KNOWN_MAX_KEYS]; /* of the words of its id that mean something (overlap.h) */
	int key_count;
	int index;       /* in the scenario, -1 */
	int asked_group; /* of the scenario's set, -1 */
	bool key;        /* counts for recap */
	bool money;      /* the value is an amount of money */
};

struct known {
	struct known_fact facts[KNOWN_MAX_FACTS];
	int count;
	uint64_t told; /* bits */
};

void known_begin(struct known *known, struct match_scanner *scanner, const struct match_binding *binding,
		 const struct scenario *scenario);
/* The customer said this. */
void known_hear(struct known *known, const struct match_word *words, size_t count);
/* The state before a reply; NULL changes nothing. */
void known_see(struct known *known, const struct cond_env *before);
bool known_is_told(const struct known *known, int fact);

/* Where the value stands among the words: index of its first word, or -1. From word `from` up to `end`. */
long known_find(const struct known_fact *fact, const struct match_word *words, size_t from, size_t end);

#endif
