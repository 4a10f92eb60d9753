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
#define ECHO_MAX_SENTENCES 1000          /* comparing is quadratic; nobody says more in one attempt */
#define ECHO_ATTEMPT (-1)                /* owner: said in this attempt */
#define ECHO_EARLIER(line) (-2 - (line)) /* owner: this line of earlier attempts; and back again */

struct echo;
/* `models`: what echo_index made ready, which must outlive the result and may serve many at once; NULL: none. */
struct echo *echo_new(const struct echo *models);
void echo_free(struct echo *echo); /* NULL is fine */
/* What was learnt are the model answers that others look up from now on; nothing more is learnt. */
void echo_index(struct echo *models);
/* Forgets what was learnt. */
void echo_reset(struct echo *echo);

/* Sentences that count as said already: `owner` is the rubric whose model answer it is, or one of the
 * two above. */
void echo_learn(struct echo *echo, int owner, struct wording *wording);

/* A reply: finds its sentences that repeat one known to anybody, also one of the reply itself, and learns all of them.
 * Returns how many repeat; echo_repeat tells the `index`-th of them, false when it repeats nothing of
 * what is looked for. Valid until the next reply. */
size_t echo_say(struct echo *echo, struct wording *wording);
/* The line of earlier attempts that a text of one sentence repeats, -1 none; learns nothing. */
int echo_line(struct echo *echo, struct wording *wording);

struct echo_search {
	int rubric;            /* whose model answers */
	bool attempt, earlier; /* this attempt and the model answers; lines of earlier attempts */
};
struct echo_found {
	uint32_t start, end;
	int line; /* of earlier attempts, when that is what it repeats, else -1 */
};
bool echo_repeat(const struct echo *echo, size_t index, const struct echo_search *search, struct echo_found *out);

#endif
