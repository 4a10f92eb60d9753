/* Which rare words must a phrase hold? Chosen by cost, never by hand. */
#include "match/limits.h"
#include "match/matcher.h"

#include "base/mem.h"

/* About how many of a thousand words of chat bring the scan here. */
#define COST_PREFIX 2u
#define COST_NONE 1000u

/* An anchor set larger than this is dearer to file than to try everywhere. */
#define ANCHOR_MAX 4096u

struct anchor {
	uint32_t atom; /* or NO_ATOM and a built-in */
	enum builtin builtin;
	uint8_t min, max;
};

struct anchor_set {
	struct anchor *items;
	size_t count, cap;
	uint32_t cost; /* COST_NONE or more: no anchor */
};

struct chooser {
	const struct matcher *matcher;
	const uint32_t *atom_cost;
	uint32_t steps; /* bounds lists within lists */
};

static uint32_t builtin_cost(enum builtin builtin)
{
	switch (builtin) {
	case BUILTIN_NUMBER:
	case BUILTIN_MONEY:
	case BUILTIN_DURATION: return 60;
	default: return COST_NONE;
	}
}

static void set_add(struct anchor_set *set, struct anchor anchor)
{
	MEM_ENSURE(set->items, set->count, set->cap);
	set->items[set->count++] = anchor;
}

static void set_release(struct anchor_set *set)
{
	free(set->items);
	*set = (struct anchor_set){.cost = COST_NONE};
}

static uint8_t add_capped(size_t a, size_t b)
{
	return (uint8_t)(a + b > LIMIT_SPAN_WORDS ? LIMIT_SPAN_WORDS : a + b);
}

static struct anchor_set choose(struct chooser *chooser, const struct code *code);

static struct anchor_set choose_sequence(struct chooser *chooser, const struct code *code)
{
	struct anchor_set best = {.cost = COST_NONE};
	size_t min = 0, max = 0;

	for (size_t i = 0; i < code->kid_count; i++) {
		struct anchor_set here = choose(chooser, code->kids[i]);
		/* a far anchor means more places to try */
		uint32_t cost = here.cost + (here.cost < COST_NONE ? (uint32_t)(max - min) / 4 : 0);
		if (cost < best.cost) {
			set_release(&best);
			best = here;
			best.cost = cost;
			for (size_t k = 0; k < best.count; k++) {
				best.items[k].min = add_capped(best.items[k].min, min);
				best.items[k].max = add_capped(best.items[k].max, max);
			}
		} else {
			set_release(&here);
		}
		min += code->kids[i]->min_words;
		max += code->kids[i]->max_words;
	}
	return best;
}

static struct anchor_set choose_alternatives(struct chooser *chooser, const struct code *code)
{
	struct anchor_set all = {0};
	for (size_t i = 0; i < code->kid_count; i++) {
		struct anchor_set here = choose(chooser, code->kids[i]);
		all.cost += here.cost;
		for (size_t k = 0; k < here.count; k++)
			set_add(&all, here.items[k]);
		set_release(&here);
		if (all.cost >= COST_NONE || all.count > ANCHOR_MAX) {
			set_release(&all);
			break;
		}
	}
	return all;
}

static struct anchor_set choose(struct chooser *chooser, const struct code *code)
{
	struct anchor_set set = {.cost = COST_NONE};
	if (++chooser->steps > LIMIT_EVAL_STEPS)
		return set;
	switch (code->kind) {
	case NODE_WORD:
	case NODE_STEM:
		set.cost = code->kind == NODE_STEM ? COST_PREFIX : chooser->atom_cost[code->atom];
		set_add(&set, (struct anchor){.atom = code->atom});
		return set;
	case NODE_BUILTIN:
		set.cost = builtin_cost(code->builtin);
		if (set.cost < COST_NONE)
			set_add(&set, (struct anchor){.atom = NO_ATOM, .builtin = code->builtin});
		return set;
	case NODE_SEQ: return choose_sequence(chooser, code);
	case NODE_ALT: return choose_alternatives(chooser, code);
	case NODE_GAP:
	case NODE_OPT:
	case NODE_LIST: break;
	}
	return set;
}

static void post(struct matcher *matcher, struct postings *postings, struct posting posting)
{
	for (size_t i = postings->count; i > 0 && postings->items[i - 1].phrase == posting.phrase; i--) {
		struct posting *old = &postings->items[i - 1];
		/* the same phrase at two distances: one posting that covers both */
		old->min = posting.min < old->min ? posting.min : old->min;
		old->max = posting.max > old->max ? posting.max : old->max;
		return;
	}
	if (postings->count == postings->cap) {
		postings->cap = postings->cap ? postings->cap * 2 : 2;
		postings->items = MEM_GROW(matcher, postings->items, struct posting, postings->cap);
	}
	postings->items[postings->count++] = posting;
}

/* More would cost as much to look at as to try. */
#define NEEDS_MAX 12

static void note_needs(struct matcher *matcher, struct code *code)
{
	struct chooser chooser = {.matcher = matcher, .atom_cost = atoms_costs(matcher->atoms)};
	struct anchor_set set = choose(&chooser, code);

	if (set.count && set.count <= NEEDS_MAX) {
		code->needs = MEM_ARRAY(code, uint32_t, set.count);
		for (size_t i = 0; i < set.count; i++) {
			if (set.items[i].atom == NO_ATOM)
				code->need_builtins |= UINT32_C(1) << set.items[i].builtin;
			else
				code->needs[code->need_count++] = set.items[i].atom;
		}
	}
	set_release(&set);
}

void anchor_needs(struct matcher *matcher, struct code *root)
{
	if (root->needs_known)
		return;
	root->needs_known = true;
	for (size_t i = 0; i < root->kid_count; i++) {
		anchor_needs(matcher, root->kids[i]);
		if (root->kind == NODE_ALT && root->kids[i]->kind != NODE_WORD && !root->kids[i]->needs)
			note_needs(matcher, root->kids[i]);
	}
}

/* Without an anchor: under whatever it may begin with. */
static void file_by_first(struct matcher *matcher, uint32_t number)
{
	const struct phrase_code *phrase = &matcher->phrases[number];
	struct posting posting = {number, 0, 0};

	if (phrase->first_any) {
		post(matcher, &matcher->everywhere, posting);
		return;
	}
	for (uint32_t atom = 0; atom < atoms_count(matcher->atoms); atom++)
		if (phrase->first_atoms[atom / 64] >> (atom % 64) & 1)
			post(matcher, &matcher->by_atom[atom], posting);
	for (int kind = 0; kind < BUILTIN_COUNT; kind++)
		if (phrase->first_builtins >> kind & 1)
			post(matcher, &matcher->by_builtin[kind], posting);
}

void anchor_file(struct matcher *matcher, uint32_t phrase)
{
	struct chooser chooser = {.matcher = matcher, .atom_cost = atoms_costs(matcher->atoms)};
	struct anchor_set set = choose(&chooser, matcher->phrases[phrase].root);

	/* next_start in scan.c wants one distance range a phrase */
	uint8_t min = UINT8_MAX, max = 0;
	for (size_t i = 0; i < set.count; i++) {
		min = set.items[i].min < min ? set.items[i].min : min;
		max = set.items[i].max > max ? set.items[i].max : max;
	}
	for (size_t i = 0; i < set.count; i++) {
		const struct anchor *anchor = &set.items[i];
		struct postings *postings = anchor->atom == NO_ATOM ? &matcher->by_builtin[anchor->builtin]
								    : &matcher->by_atom[anchor->atom];
		post(matcher, postings, (struct posting){phrase, min, max});
	}
	if (!set.count)
		file_by_first(matcher, phrase);
	set_release(&set);
}
