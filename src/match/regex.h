/* regex.h - the one user of PCRE2: compile with checks, run under limits. */
#ifndef ROLECALL_MATCH_REGEX_H
#define ROLECALL_MATCH_REGEX_H

#include "match/literal.h"
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

/* ---- the fast engine: the same answers from codes made for the case, each compiled when first needed ---- */
/* Texts of which every match holds one; count 0 when none are known. */
const struct literals *regex_literals(const struct regex *regex);
/* As regex_find, for a text of ASCII alone. */
enum regex_result regex_find_ascii(const struct regex *regex, struct regex_scratch *scratch, struct sv text,
				   size_t from, size_t *start, size_t *end);
/* A match that starts at `at`. Only for a regex whose literals lead. */
enum regex_result regex_match_at(const struct regex *regex, struct regex_scratch *scratch, struct sv text, bool ascii,
				 size_t at, size_t *end);
/* May a text of so many bytes without any of the literals be taken as one without a match? */
bool regex_may_skip(const struct regex *regex, size_t bytes);

/* regex_check.c: strings that make a careless pattern explode; calls `each` until it returns false. */
typedef bool stress_try(void *data, struct sv text);
void regex_stress(struct sv pattern, stress_try *each, void *data);
/* Has the pattern any mark that ties it to the edge of a word or of the text? */
bool regex_has_boundary(struct sv pattern);
/* Does it look for words at all? Marks such as \? or smileys need no boundary. */
bool regex_holds_words(struct sv pattern);
/* Length of a leading (*LIMIT_…=n) after any other leading verbs, its offset in *at; 0 when none. */
size_t regex_limit_verb(struct sv pattern, size_t *at);

#endif
