/* code.h - the phrases of a matcher as one graph. Equal parts are one node, in whichever phrase, list or pack they
 * stand: packs include the same lists, and what is the same is looked for once. Immutable once made. */
#ifndef ROLECALL_MATCH_CODE_H
#define ROLECALL_MATCH_CODE_H

#include "match/atoms.h"
#include "match/phrase.h"

/* Alternative `kid` may begin with word `atom`. */
struct first_kid {
	uint32_t atom, kid;
};

struct code {
	enum node_kind kind; /* a list has become NODE_ALT; sequences hold no sequences */
	enum builtin builtin;
	uint32_t atom;
	uint32_t builtins; /* bits: built-ins that it may begin with */
	uint64_t bloom;    /* atom_bloom of every word that it may begin with */
	bool nullable;     /* may match no word at all */
	bool begins_gap;   /* may begin with a gap */
	const char *fact;
	const struct code **kids;
	size_t kid_count;
	/* ALT: kids under the words that they may begin with, sorted; and those that may begin otherwise too. */
	struct first_kid *firsts;
	uint32_t *others;
	size_t first_count, other_count;
	uint32_t hash, root; /* of the maker: number in matcher->roots, or NO_ROOT */
};

#define NO_ROOT UINT32_MAX

static inline uint64_t atom_bloom(uint32_t atom)
{
	return UINT64_C(1) << ((atom * UINT32_C(0x9E3779B1)) >> 26);
}

struct code_maker {
	struct arena *arena; /* of the nodes */
	struct atoms *atoms;
	struct code **slots;
	size_t slot_count, used;
	const struct list **lists; /* made so far … */
	struct code **list_codes;  /* … and what became of them */
	size_t list_count, list_cap;
};

/* The codes live as long as `pool`, their talloc parent. */
void code_maker_init(struct code_maker *maker, const void *pool, struct atoms *atoms);
void code_maker_release(struct code_maker *maker);
struct code *code_make(struct code_maker *maker, const struct node *node);

/* first.c: fill in what a code may begin with, that of its kids being known. */
void first_fill(struct arena *arena, struct code *code);
/* Every word that `code` may begin with, some of them more than once. */
typedef void first_word(void *data, uint32_t atom);
void first_each(const struct code *code, first_word *each, void *data);
/* Index of the first of code->firsts with this atom; code->first_count when there is none. */
size_t first_find(const struct code *code, uint32_t atom);

#endif
