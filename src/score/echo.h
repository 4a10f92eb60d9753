/* echo.h - the sentences said so far, to notice near-verbatim repeats.
 *
 * A sentence of at least ECHO_MIN_WORDS words repeats another when the words they share, twice over, are at least
 * ECHO_ALIKE of the words of both (Dice's coefficient over case-folded words, order ignored): one changed word in ten
 * is still the same sentence. */
#ifndef ROLECALL_SCORE_ECHO_H
#define ROLECALL_SCORE_ECHO_H

#include "score/wording.h"

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
void echo_learn(struct echo *echo, int owner, struct wording *wording);

/* A reply: finds its sentences that repeat one known to anybody, also one of the reply itself, and learns all of them.
 * Returns how many repeat; echo_repeat tells the `index`-th of them, false when it repeats nothing known to `owner`.
 * Valid until the next reply. */
size_t echo_say(struct echo *echo, struct wording *wording);
bool echo_repeat(const struct echo *echo, size_t index, int owner, uint32_t *start, uint32_t *end);

#endif
