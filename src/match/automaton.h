/* automaton.h - Aho-Corasick: every occurrence of any of many texts, in one pass over folded bytes (ASCII capitals
 * count as small letters). States are rows of a table, numbered breadth first with those that end a text last, so that
 * a byte costs one look-up and one comparison. Immutable once built. */
#ifndef ROLECALL_MATCH_AUTOMATON_H
#define ROLECALL_MATCH_AUTOMATON_H

#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct automaton_text {
	struct sv text; /* folded, at least one byte */
	uint32_t value; /* what is told when it is found */
};

struct automaton {
	uint8_t classes[256];
	uint32_t *next;     /* next[state + class]; a state is the offset of its row */
	uint32_t accepting; /* states from here on end a text */
	uint32_t width;
	uint32_t *first; /* outputs[first[k] .. first[k + 1]) of the k-th accepting state */
	uint32_t *outputs;
	size_t states, output_count;
};

/* talloc child of `pool`; NULL when there are no texts. */
struct automaton *automaton_new(const void *pool, const struct automaton_text *texts, size_t count);

/* One byte on; true where a text ends. */
static inline bool automaton_read(const struct automaton *automaton, char byte, uint32_t *state)
{
	*state = automaton->next[*state + automaton->classes[(unsigned char)byte]];
	return *state >= automaton->accepting;
}

/* Goes on from *at and *state (0 at first) to the end of the next text found; its values, or NULL at the end. */
static inline const uint32_t *automaton_step(const struct automaton *automaton, struct sv text, size_t *at,
					     uint32_t *state, size_t *count)
{
	const char *p = text.p + *at, *end = text.p + text.n;
	uint32_t s = *state;
	bool found = false;

	while (!found && end - p >= 4)
		found = automaton_read(automaton, *p++, &s) || automaton_read(automaton, *p++, &s) ||
			automaton_read(automaton, *p++, &s) || automaton_read(automaton, *p++, &s);
	while (!found && p < end)
		found = automaton_read(automaton, *p++, &s);
	*at = (size_t)(p - text.p);
	*state = s;
	if (!found)
		return NULL;
	uint32_t k = (s - automaton->accepting) / automaton->width;
	*count = automaton->first[k + 1] - automaton->first[k];
	return automaton->outputs + automaton->first[k];
}

#endif
