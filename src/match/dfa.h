/* dfa.h - all phrases at once, from one word on: a state is what may still follow the words read so far. States are
 * made when a text first leads to them and kept, so that a word read costs one look-up, however many phrases there are.
 *
 * A built-in list is read as a whole, as if its match were one word; after a gap a state says what may follow it.
 * Facts, of which there are as many as a scenario likes, are not read: where one comes next, the state says so, and the
 * phrase is tried by itself (eval.c). Each scanner has its own automaton. */
#ifndef ROLECALL_MATCH_DFA_H
#define ROLECALL_MATCH_DFA_H

#include "match/code.h"
#include "match/words.h"

struct matcher;

/* The next thing of a phrase is a fact, or else something odd that begins with a gap. */
struct dfa_maybe {
	uint32_t root;
	bool fact;
};

#define DFA_UNKNOWN UINT32_MAX

/* A phrase as the scan needs it when its end is reached. */
struct target {
	uint32_t phrase, group, root;
	uint16_t index, place;
	bool is_except, skips_quotes, minds_negator;
};

struct dfa_state {
	uint64_t bloom;       /* of the words that may follow; 0: none */
	uint32_t builtins;    /* bits: built-ins that may follow, facts left out */
	uint32_t gap;         /* the state after a gap; 0: none may follow */
	uint32_t maybe_count; /* in dfa->maybes, from `maybes` on */
	uint32_t maybes;
	uint32_t accepts, accept_count; /* in dfa->targets: the phrases that end here … */
	uint32_t anywhere_count;        /* … first those that may stand anywhere in the text */
	uint16_t places;                /* of the others */
	uint32_t kernel, kernel_count;  /* in dfa->kernels: what remains to be read */
};

/* What remains of a phrase: the kids of a sequence from `index` on, then `rest`; without sequence nothing. */
struct dfa_rest {
	const struct code *sequence;
	uint32_t index, rest, root, stamp;
};

struct dfa_slot {
	uint64_t key; /* state and symbol; 0: free */
	uint32_t to;
};

struct dfa {
	const struct matcher *matcher;
	uint32_t generation;       /* counts resets; the words keep it beside their first state */
	uint32_t words_generation; /* the interner's, whose symbols the slots hold */
	struct dfa_slot *slots;
	size_t slot_count, used;
	struct dfa_state *states; /* 0: nothing can follow */
	size_t state_count, state_cap;
	uint32_t *state_slots; /* by kernel */
	size_t state_slot_count;
	struct dfa_rest *rests;
	size_t rest_count, rest_cap;
	uint32_t *rest_slots;
	size_t rest_slot_count;
	uint32_t *kernels;
	size_t kernel_count, kernel_cap;
	struct target *targets;
	size_t target_count, target_cap;
	struct dfa_maybe *maybes;
	size_t maybe_count, maybe_cap;
	uint32_t *work; /* the kernel being made */
	size_t work_count, work_cap;
	uint32_t stamp;
	bool full;
};

void dfa_init(struct dfa *dfa, const struct matcher *matcher);
void dfa_release(struct dfa *dfa);
void dfa_forget(struct dfa *dfa, const struct interner *interner);

#define DFA_START UINT32_MAX             /* a state before any word, from which built-ins are read */
#define DFA_BUILTIN UINT32_C(0x7FFFFF00) /* the symbol of the first built-in */

/* The state after one first word; the state that follows another by a word, or by a built-in (entry NULL). */
uint32_t dfa_build_first(struct dfa *dfa, struct word_entry *entry);
uint32_t dfa_build(struct dfa *dfa, uint32_t from, uint32_t symbol, const struct word_entry *entry);

uint32_t dfa_build_gap(struct dfa *dfa, uint32_t state);

/* Before each text: forget everything when the words were forgotten. Between its starts too when it is full. */
static inline void dfa_begin(struct dfa *dfa, const struct interner *interner)
{
	if (dfa->words_generation != interner->generation)
		dfa_forget(dfa, interner);
}

static inline uint32_t dfa_first(struct dfa *dfa, struct word_entry *entry)
{
	return entry->generation == dfa->generation ? entry->first_state : dfa_build_first(dfa, entry);
}

static inline size_t dfa_slot_of(const struct dfa *dfa, uint64_t key)
{
	return (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (dfa->slot_count - 1);
}

static inline uint32_t dfa_step(struct dfa *dfa, uint32_t state, uint32_t symbol, const struct word_entry *entry)
{
	uint64_t key = (uint64_t)state << 32 | symbol;

	for (size_t at = dfa_slot_of(dfa, key);; at = (at + 1) & (dfa->slot_count - 1)) {
		if (dfa->slots[at].key == key)
			return dfa->slots[at].to;
		if (!dfa->slots[at].key)
			return dfa_build(dfa, state, symbol, entry);
	}
}

static inline uint32_t dfa_next(struct dfa *dfa, uint32_t state, const struct word_entry *entry)
{
	return dfa_step(dfa, state, entry->symbol, entry);
}

static inline uint32_t dfa_gap(struct dfa *dfa, uint32_t state)
{
	uint32_t gap = dfa->states[state].gap;
	return gap == DFA_UNKNOWN ? dfa_build_gap(dfa, state) : gap;
}

static inline uint32_t dfa_next_builtin(struct dfa *dfa, uint32_t state, uint32_t builtin)
{
	return dfa_step(dfa, state, DFA_BUILTIN + builtin, NULL);
}

#endif
