/* atoms.h - the literal words and stem* marks of all phrases of a matcher, numbered. */
#ifndef ROLECALL_MATCH_ATOMS_H
#define ROLECALL_MATCH_ATOMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct atoms;
struct atoms *atoms_new(const void *ctx); /* talloc child of ctx */
uint32_t atoms_add_literal(struct atoms *atoms, const char *folded);
uint32_t atoms_add_prefix(struct atoms *atoms, const char *prefix, const char *stem);
size_t atoms_count(const struct atoms *atoms);
/* By atom: about how often the word comes in a thousand of chat, 1 or more. */
const uint32_t *atoms_costs(struct atoms *atoms);

uint32_t atoms_find_literal(const struct atoms *atoms, const char *folded, size_t length); /* or UINT32_MAX */
bool atoms_has_prefixes(const struct atoms *atoms);
/* Atoms of the stem* marks that the word fits, ascending; at most `cap`. */
size_t atoms_find_prefixes(const struct atoms *atoms, const char *folded, size_t length, const char *stem,
			   uint32_t *found, size_t cap);

/* The meaning of stem*: the word begins with the prefix, or has the same Snowball stem. */
bool prefix_fits(const char *prefix, const char *prefix_stem, const char *folded, const char *folded_stem);

#endif
