/* literal.h - texts of which every match of a regex must hold one, found by parsing the regex.
 *
 * The parser knows the common part of PCRE2's syntax and gives up on the rest (a regex without literals is tried on
 * every text), so a wrong guess can cost time but never a match. Literals are folded (ASCII capitals to small letters),
 * as the automaton folds what it reads; letters with other foldings than these never enter a literal. */
#ifndef ROLECALL_MATCH_LITERAL_H
#define ROLECALL_MATCH_LITERAL_H

#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct literal {
	struct sv text;   /* at least one byte */
	bool word_start;  /* no letter, digit or _ stands before it */
	bool word_end;    /* … after it */
	bool reply_start; /* only at the start of the text */
};

struct literals {
	struct literal *items; /* talloc child of the pool */
	size_t count;          /* 0: none known */
	bool leads;            /* every match begins with one of them */
	bool whole;            /* … and is nothing more: where just one stands within its edges, it is the match */
	/* Upper bound on the ways in which the regex can try what stands before the literal, at one start. Where it is
	 * near the match limit, a text without the literal might still end in "undecided", and must be tried. */
	uint64_t effort;
};

struct literals literals_find(const void *pool, struct sv regex);

#endif
