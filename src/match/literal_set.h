/* literal_set.h - small sets of strings, while a regex is parsed (literal.c). Strings hold two marks that no text
 * literal holds: EDGE_WORD for \b and EDGE_START for \A. */
#ifndef ROLECALL_MATCH_LITERAL_SET_H
#define ROLECALL_MATCH_LITERAL_SET_H

#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>

#define EDGE_WORD '\1'
#define EDGE_START '\2'

#define LITERAL_SET_MAX 64    /* strings; more would fill the automaton with rare ones */
#define LITERAL_BYTES_MAX 32u /* of one string */

struct literal_set {
	const struct sv *items;
	size_t count;
};

/* All talloc'ed under pool; sets are never changed once made. */
struct literal_set literal_set_one(const void *pool, struct sv text);
/* False when the result would be too large: *out is untouched then. */
bool literal_set_join(const void *pool, struct literal_set a, struct literal_set b, struct literal_set *out);
bool literal_set_cross(const void *pool, struct literal_set a, struct literal_set b, struct literal_set *out);
/* Has every string a byte besides marks? */
bool literal_set_is_solid(struct literal_set set);
/* About how often one of the strings is met in a reply of chat; lower is better. */
double literal_set_frequency(struct literal_set set);

#endif
