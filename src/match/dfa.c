#include "match/dfa.h"

#include "base/mem.h"
#include "match/limits.h"
#include "match/matcher.h"

#define NO_REST UINT32_MAX
#define DFA_FACT (UINT32_C(1) << BUILTIN_FACT)

void dfa_init(struct dfa *dfa, const struct matcher *matcher)
{
	*dfa = (struct dfa){.matcher = matcher, .generation = 1};
	dfa->slot_count = 1024;
	dfa->slots = mem_calloc(dfa->slot_count, sizeof *dfa->slots);
	dfa->state_slot_count = dfa->rest_slot_count = 1024;
	dfa->state_slots = mem_calloc(dfa->state_slot_count, sizeof *dfa->state_slots);
	dfa->rest_slots = mem_calloc(dfa->rest_slot_count, sizeof *dfa->rest_slots);
	MEM_ENSURE(dfa->states, dfa->state_count, dfa->state_cap);
	dfa->states[dfa->state_count++] = (struct dfa_state){0};
}

void dfa_release(struct dfa *dfa)
{
	free(dfa->slots);
	free(dfa->states);
	free(dfa->state_slots);
	free(dfa->rests);
	free(dfa->rest_slots);
	free(dfa->kernels);
	free(dfa->targets);
	free(dfa->maybes);
	free(dfa->work);
	*dfa = (struct dfa){0};
}

void dfa_forget(struct dfa *dfa, const struct interner *interner)
{
	memset(dfa->slots, 0, dfa->slot_count * sizeof *dfa->slots);
	memset(dfa->state_slots, 0, dfa->state_slot_count * sizeof *dfa->state_slots);
	memset(dfa->rest_slots, 0, dfa->rest_slot_count * sizeof *dfa->rest_slots);
	dfa->used = dfa->rest_count = dfa->kernel_count = dfa->target_count = dfa->maybe_count = 0;
	dfa->state_count = 1;
	dfa->words_generation = interner->generation;
	dfa->full = false;
	dfa->generation++;
}

/* ---- what remains of a phrase ---- */

static uint32_t hash_rest(const struct code *sequence, uint32_t index, uint32_t rest)
{
	uint64_t mixed = ((uint64_t)(uintptr_t)sequence ^ ((uint64_t)index << 48)) * UINT64_C(0x9E3779B97F4A7C15);
	mixed = (mixed ^ (mixed >> 32) ^ rest) * UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t)(mixed >> 32);
}

static void grow_rests(struct dfa *dfa)
{
	free(dfa->rest_slots);
	dfa->rest_slot_count *= 2;
	dfa->rest_slots = mem_calloc(dfa->rest_slot_count, sizeof *dfa->rest_slots);
	for (size_t i = 0; i < dfa->rest_count; i++) {
		const struct dfa_rest *one = &dfa->rests[i];
		size_t at = hash_rest(one->sequence, one->index, one->sequence ? one->rest : one->root);
		for (at &= dfa->rest_slot_count - 1; dfa->rest_slots[at]; at = (at + 1) & (dfa->rest_slot_count - 1))
			;
		dfa->rest_slots[at] = (uint32_t)i + 1;
	}
}

/* The kids of `sequence` from `index` on, then `rest`; without sequence the end of root `rest`. */
static uint32_t rest_of(struct dfa *dfa, const struct code *sequence, uint32_t index, uint32_t rest)
{
	if (sequence && index == sequence->kid_count)
		return rest;
	size_t at = hash_rest(sequence, index, rest) & (dfa->rest_slot_count - 1);
	for (; dfa->rest_slots[at]; at = (at + 1) & (dfa->rest_slot_count - 1)) {
		const struct dfa_rest *one = &dfa->rests[dfa->rest_slots[at] - 1];
		if (one->sequence == sequence && one->index == index && (sequence ? one->rest : one->root) == rest)
			return dfa->rest_slots[at] - 1;
	}
	MEM_ENSURE(dfa->rests, dfa->rest_count, dfa->rest_cap);
	dfa->rests[dfa->rest_count] = (struct dfa_rest){.sequence = sequence,
							.index = index,
							.rest = sequence ? rest : NO_REST,
							.root = sequence ? dfa->rests[rest].root : rest};
	dfa->rest_slots[at] = (uint32_t)++dfa->rest_count;
	if (dfa->rest_count * 2 > dfa->rest_slot_count)
		grow_rests(dfa);
	return (uint32_t)dfa->rest_count - 1;
}

/* ---- reading a word ---- */

static void keep(struct dfa *dfa, uint32_t rest)
{
	if (dfa->rests[rest].stamp == dfa->stamp)
		return;
	dfa->rests[rest].stamp = dfa->stamp;
	MEM_ENSURE(dfa->work, dfa->work_count, dfa->work_cap);
	dfa->work[dfa->work_count++] = rest;
}

/* What is read: a word, or a match of one of the built-in lists as a whole. */
struct reading {
	const struct word_entry *entry; /* NULL: of `builtins` */
	uint64_t bloom;
	uint32_t builtins;
};

static bool has_prefix(const struct word_entry *entry, uint32_t atom)
{
	for (uint32_t i = 0; entry && i < entry->prefix_count; i++)
		if (entry->prefixes[i] == atom)
			return true;
	return false;
}

static bool may_begin(const struct code *code, const struct reading *reading)
{
	return (code->bloom & reading->bloom) || (code->builtins & reading->builtins);
}

static void read_code(struct dfa *dfa, const struct code *code, const struct reading *reading, uint32_t rest);

/* The kids of a sequence from `index` on; true when all of them may be left out. */
static bool read_sequence(struct dfa *dfa, const struct code *code, uint32_t index, const struct reading *reading,
			  uint32_t rest)
{
	for (uint32_t i = index; i < code->kid_count; i++) {
		const struct code *kid = code->kids[i];
		if (kid->kind == NODE_GAP)
			return false; /* from here on eval.c sees to it */
		if (may_begin(kid, reading))
			read_code(dfa, kid, reading, rest_of(dfa, code, i + 1, rest));
		if (!kid->nullable)
			return false;
	}
	return true;
}

static void read_alternatives(struct dfa *dfa, const struct code *code, const struct reading *reading, uint32_t rest)
{
	const struct word_entry *entry = reading->entry;

	for (size_t i = 0; !entry && i < code->other_count; i++)
		if (code->kids[code->others[i]]->builtins & reading->builtins)
			read_code(dfa, code->kids[code->others[i]], reading, rest);
	for (uint32_t i = 0; entry && i <= entry->prefix_count; i++) {
		uint32_t atom = i < entry->prefix_count ? entry->prefixes[i] : entry->literal;
		for (size_t k = first_find(code, atom); k < code->first_count && code->firsts[k].atom == atom; k++)
			read_code(dfa, code->kids[code->firsts[k].kid], reading, rest);
	}
}

static void read_code(struct dfa *dfa, const struct code *code, const struct reading *reading, uint32_t rest)
{
	switch (code->kind) {
	case NODE_WORD:
		if (reading->entry && code->atom == reading->entry->literal)
			keep(dfa, rest);
		break;
	case NODE_STEM:
		if (has_prefix(reading->entry, code->atom))
			keep(dfa, rest);
		break;
	case NODE_BUILTIN:
		if (code->builtins & reading->builtins)
			keep(dfa, rest);
		break;
	case NODE_SEQ: (void)read_sequence(dfa, code, 0, reading, rest); break;
	case NODE_OPT: read_code(dfa, code->kids[0], reading, rest); break;
	case NODE_ALT: read_alternatives(dfa, code, reading, rest); break;
	case NODE_GAP:
	case NODE_LIST: break;
	}
}

/* ---- a state ---- */

static void add_maybe(struct dfa *dfa, uint32_t root, bool fact)
{
	MEM_ENSURE(dfa->maybes, dfa->maybe_count, dfa->maybe_cap);
	dfa->maybes[dfa->maybe_count++] = (struct dfa_maybe){root, fact};
}

static void add_accept(struct dfa *dfa, struct dfa_state *state, uint32_t root)
{
	const struct root *ended = &dfa->matcher->roots[root];

	for (uint32_t i = 0; i < state->accept_count; i++)
		if (dfa->targets[state->accepts + i].root == root)
			return;
	for (uint32_t i = 0; i < ended->count; i++) {
		MEM_ENSURE(dfa->targets, dfa->target_count, dfa->target_cap);
		dfa->targets[dfa->target_count++] = dfa->matcher->targets[ended->first + i];
	}
	state->accept_count += ended->count;
}

/* Note what one item of the kernel says of its state. */
static void describe(struct dfa *dfa, struct dfa_state *state, uint32_t number)
{
	while (number != NO_REST) {
		const struct dfa_rest *rest = &dfa->rests[number];
		const struct code *sequence = rest->sequence;
		uint32_t i = rest->index;
		if (!sequence) {
			add_accept(dfa, state, rest->root);
			return;
		}
		for (; i < sequence->kid_count; i++) {
			const struct code *kid = sequence->kids[i];
			if (kid->kind == NODE_GAP) {
				state->gap = DFA_UNKNOWN;
				return;
			}
			if (kid->begins_gap || (kid->builtins & DFA_FACT))
				add_maybe(dfa, rest->root, !kid->begins_gap);
			state->builtins |= kid->builtins & ~DFA_FACT;
			state->bloom |= kid->bloom;
			if (!kid->nullable)
				return;
		}
		number = rest->rest;
	}
}

static int compare_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static uint32_t hash_kernel(const uint32_t *items, size_t count)
{
	uint64_t hash = count;
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ items[i]) * UINT64_C(0x9E3779B97F4A7C15), hash ^= hash >> 29;
	return (uint32_t)(hash >> 16);
}

static void grow_states(struct dfa *dfa)
{
	free(dfa->state_slots);
	dfa->state_slot_count *= 2;
	dfa->state_slots = mem_calloc(dfa->state_slot_count, sizeof *dfa->state_slots);
	for (uint32_t i = 1; i < dfa->state_count; i++) {
		const struct dfa_state *state = &dfa->states[i];
		size_t at = hash_kernel(dfa->kernels + state->kernel, state->kernel_count);
		for (at &= dfa->state_slot_count - 1; dfa->state_slots[at];)
			at = (at + 1) & (dfa->state_slot_count - 1);
		dfa->state_slots[at] = i;
	}
}

/* Phrases whose place in the text matters go last. */
static void part_accepts(struct dfa *dfa, struct dfa_state *state)
{
	if (!state->accept_count) /* there may be no targets at all yet */
		return;
	struct target *targets = dfa->targets + state->accepts;
	for (uint32_t i = 0; i < state->accept_count; i++) {
		struct target one = targets[i];
		state->places |= one.place;
		if (one.place)
			continue;
		targets[i] = targets[state->anywhere_count];
		targets[state->anywhere_count++] = one;
	}
}

static uint32_t add_state(struct dfa *dfa, size_t slot)
{
	struct dfa_state state = {.kernel = (uint32_t)dfa->kernel_count,
				  .kernel_count = (uint32_t)dfa->work_count,
				  .accepts = (uint32_t)dfa->target_count,
				  .maybes = (uint32_t)dfa->maybe_count};

	for (size_t i = 0; i < dfa->work_count; i++) {
		MEM_ENSURE(dfa->kernels, dfa->kernel_count, dfa->kernel_cap);
		dfa->kernels[dfa->kernel_count++] = dfa->work[i];
		describe(dfa, &state, dfa->work[i]);
	}
	state.maybe_count = (uint32_t)dfa->maybe_count - state.maybes;
	part_accepts(dfa, &state);
	MEM_ENSURE(dfa->states, dfa->state_count, dfa->state_cap);
	dfa->states[dfa->state_count] = state;
	dfa->state_slots[slot] = (uint32_t)dfa->state_count++;
	if (dfa->state_count * 2 > dfa->state_slot_count)
		grow_states(dfa);
	return (uint32_t)dfa->state_count - 1;
}

/* The state whose kernel is in `work`. */
static uint32_t state_of_work(struct dfa *dfa)
{
	if (!dfa->work_count)
		return 0;
	qsort(dfa->work, dfa->work_count, sizeof *dfa->work, compare_number);
	size_t at = hash_kernel(dfa->work, dfa->work_count) & (dfa->state_slot_count - 1);
	for (; dfa->state_slots[at]; at = (at + 1) & (dfa->state_slot_count - 1)) {
		const struct dfa_state *state = &dfa->states[dfa->state_slots[at]];
		if (state->kernel_count == dfa->work_count &&
		    memcmp(dfa->kernels + state->kernel, dfa->work, dfa->work_count * sizeof *dfa->work) == 0)
			return dfa->state_slots[at];
	}
	return add_state(dfa, at);
}

static void begin_work(struct dfa *dfa)
{
	dfa->work_count = 0;
	dfa->stamp++;
}

static void read_roots(struct dfa *dfa, const uint32_t *roots, size_t count, const struct reading *reading)
{
	for (size_t i = 0; i < count; i++)
		read_code(dfa, dfa->matcher->roots[roots[i]].code, reading, rest_of(dfa, NULL, 0, roots[i]));
}

uint32_t dfa_build_first(struct dfa *dfa, struct word_entry *entry)
{
	const struct matcher *matcher = dfa->matcher;
	struct reading reading = {.entry = entry, .bloom = entry->bloom};

	begin_work(dfa);
	for (uint32_t i = 0; i <= entry->prefix_count; i++) {
		uint32_t atom = i < entry->prefix_count ? entry->prefixes[i] : entry->literal;
		if (atom == NO_ATOM)
			continue;
		uint32_t first = matcher->starts[atom];
		read_roots(dfa, matcher->start_roots + first, matcher->starts[atom + 1] - first, &reading);
	}
	entry->first_state = state_of_work(dfa);
	entry->generation = dfa->generation;
	return entry->first_state;
}

static void grow_slots(struct dfa *dfa)
{
	struct dfa_slot *old = dfa->slots;
	size_t count = dfa->slot_count;

	dfa->slot_count *= 2;
	dfa->slots = mem_calloc(dfa->slot_count, sizeof *dfa->slots);
	for (size_t i = 0; i < count; i++) {
		if (!old[i].key)
			continue;
		size_t at = dfa_slot_of(dfa, old[i].key);
		while (dfa->slots[at].key)
			at = (at + 1) & (dfa->slot_count - 1);
		dfa->slots[at] = old[i];
	}
	free(old);
}

static void read_kernel(struct dfa *dfa, uint32_t state, const struct reading *reading)
{
	uint32_t kernel = dfa->states[state].kernel, count = dfa->states[state].kernel_count;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = dfa->kernels[kernel + i];
		while (number != NO_REST) {
			struct dfa_rest rest = dfa->rests[number];
			if (!rest.sequence || !read_sequence(dfa, rest.sequence, rest.index, reading, rest.rest))
				break;
			number = rest.rest;
		}
	}
}

/* Keep what comes after the gap that `number` comes to, if it does. */
static void keep_beyond(struct dfa *dfa, uint32_t number)
{
	while (number != NO_REST) {
		struct dfa_rest rest = dfa->rests[number];
		for (uint32_t i = rest.index; rest.sequence && i < rest.sequence->kid_count; i++) {
			const struct code *kid = rest.sequence->kids[i];
			if (kid->kind == NODE_GAP)
				keep(dfa, rest_of(dfa, rest.sequence, i + 1, rest.rest));
			if (kid->kind == NODE_GAP || !kid->nullable)
				return;
		}
		number = rest.rest;
	}
}

uint32_t dfa_build_gap(struct dfa *dfa, uint32_t state)
{
	uint32_t kernel = dfa->states[state].kernel, count = dfa->states[state].kernel_count;

	begin_work(dfa);
	for (uint32_t i = 0; i < count; i++)
		keep_beyond(dfa, dfa->kernels[kernel + i]);
	uint32_t gap = state_of_work(dfa);
	dfa->states[state].gap = gap;
	return gap;
}

uint32_t dfa_build(struct dfa *dfa, uint32_t from, uint32_t symbol, const struct word_entry *entry)
{
	uint64_t key = (uint64_t)from << 32 | symbol;
	struct reading reading = {.entry = entry, .bloom = entry ? entry->bloom : 0};

	begin_work(dfa);
	if (!entry)
		reading.builtins = UINT32_C(1) << (symbol - DFA_BUILTIN);
	if (from == DFA_START) {
		const struct numbers *roots = &dfa->matcher->builtin_roots[symbol - DFA_BUILTIN];
		read_roots(dfa, roots->items, roots->count, &reading);
	} else {
		read_kernel(dfa, from, &reading);
	}
	uint32_t to = state_of_work(dfa);
	size_t at = dfa_slot_of(dfa, key);
	while (dfa->slots[at].key)
		at = (at + 1) & (dfa->slot_count - 1);
	dfa->slots[at] = (struct dfa_slot){key, to};
	if (++dfa->used * 2 > dfa->slot_count)
		grow_slots(dfa);
	dfa->full =
		dfa->used > LIMIT_DFA_STEPS || dfa->kernel_count > LIMIT_DFA_ITEMS || dfa->rest_count > LIMIT_DFA_ITEMS;
	return to;
}
