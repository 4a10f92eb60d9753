/* echo.h - the sentences said so far, to notice near-verbatim repeats.
 *
 * A sentence of at least ECHO_MIN_WORDS words repeats another when the words they share, twice over, are at least
 * ECHO_ALIKE of the words of both (Dice's coefficient over case-folded words, order ignored): one changed word in ten
 * is still the same sentence. */
#ifndef ROLECALL_SCORE_ECHO_H
#define ROLECALL_SCORE_ECHO_H

#include "match/match.h"

#define ECHO_MIN_WORDS 4 /* "Thank you very much." may be said twice; shorter ones are not looked at */
#define ECHO_ALIKE 0.9
#define ECHO_MAX_SENTENCES 1000 /* comparing is quadratic; nobody says more in one attempt */
#define ECHO_ANY (-1)

struct echo;
struct echo *echo_new(void);
void echo_free(struct echo *echo); /* NULL is fine */
/* What is learnt up to here stays over echo_reset (the model answers). */
void echo_keep(struct echo *echo);
void echo_reset(struct echo *echo);

/* Sentences that count as said already: `owner` is the rubric whose model answer it is, or ECHO_ANY. */
void echo_learn(struct echo *echo, int owner, const struct match_word *words, size_t count);

/* Calls `found` for each sentence of a reply that repeats one known to `owner`. The reply's own sentences are learnt by
 * the caller afterwards, but a sentence said twice within the reply is found too. */
typedef void echo_found(void *data, uint32_t start, uint32_t end);
void echo_find(struct echo *echo, int owner, const struct match_word *words, size_t count, echo_found *found,
	       void *data);

#endif
