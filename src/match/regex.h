/* regex.h - the one user of PCRE2: compile with checks, run under limits. */
#ifndef ROLECALL_MATCH_REGEX_H
#define ROLECALL_MATCH_REGEX_H

#include "match/phrase.h"

struct regex; /* compiled, immutable, shared by threads; talloc child of its pool */

/* NULL when it cannot be used; every problem (P201, P202, P203, P209, P211, P213) is reported. */
struct regex *regex_compile(const void *pool, const struct match_phrase *phrase, phrase_report *report, void *data);

struct regex_scratch; /* one thread's */
struct regex_scratch *regex_scratch_new(void);
void regex_scratch_free(struct regex_scratch *scratch);

enum regex_result { REGEX_NONE, REGEX_HIT, REGEX_LIMIT };
/* The leftmost match at or after `from`. `text` must be valid UTF-8. */
enum regex_result regex_find(const struct regex *regex, struct regex_scratch *scratch, struct sv text, size_t from,
			     size_t *start, size_t *end);

/* regex_check.c: strings that make a careless pattern explode; calls `each` until it returns false. */
typedef bool stress_try(void *data, struct sv text);
void regex_stress(struct sv pattern, stress_try *each, void *data);
/* Has the pattern any mark that ties it to the edge of a word or of the text? */
bool regex_has_boundary(struct sv pattern);
/* Length of a leading (*LIMIT_…=n) after any other leading verbs, its offset in *at; 0 when none. */
size_t regex_limit_verb(struct sv pattern, size_t *at);

#endif
