/* earlier.h - what the trainee said in earlier attempts, pinned in the transcript that is judged by it.
 *
 * A card follows from its transcript alone, so lines that were used before must stand in it: the member
 * `"earlier":[{"text":"…","in":["scenario",…],"times":3},…]` of its heading. It is written once, when an attempt
 * begins, and read by whatever scores the transcript. Members of a foreign export that only share the name are left
 * alone. */
#ifndef ROLECALL_MODEL_EARLIER_H
#define ROLECALL_MODEL_EARLIER_H

#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>

#define EARLIER_MOST 30   /* lines: a person has only so many habits, and a transcript stays small */
#define EARLIER_BYTES 300 /* of one line; a longer one is no habit */
#define EARLIER_PLACES 3  /* scenarios that are named for a line */

struct earlier_line {
	struct sv text;
	struct sv places[EARLIER_PLACES]; /* ids of scenarios */
	int place_count;
	int times; /* attempts in which it was said, at least 1 */
};

struct earlier {
	struct earlier_line lines[EARLIER_MOST];
	int count;
};

/* From the members of a heading as transcript.extra holds them (JSON without the braces). Talloc'ed under ctx; NULL
 * when there is none. Never fails: what is not of the form above is left out. */
struct earlier *earlier_read(const void *ctx, struct sv members);
/* Takes the member out of a heading; false when there was none. */
bool earlier_strip(struct strbuf *members);
/* The member itself; nothing when there is no line. */
void earlier_add_json(const struct earlier *earlier, struct strbuf *out);

#endif
