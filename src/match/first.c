/* Which words can a code begin with? A choice keeps its alternatives filed under them, and a phrase is not even tried
 * at a word that it cannot begin with. */
#include "match/matcher.h"

#include "base/mem.h"

struct first_set {
	uint32_t *atoms;
	size_t count, cap;
	uint32_t builtins;
	bool any;
};

static void add_atom(struct first_set *set, uint32_t atom)
{
	if (set->count && set->atoms[set->count - 1] == atom)
		return;
	MEM_ENSURE(set->atoms, set->count, set->cap);
	set->atoms[set->count++] = atom;
}

/* Adds the words that `code` can begin with; true when it can also match no word at all. */
static bool collect(const struct code *code, struct first_set *set)
{
	switch (code->kind) {
	case NODE_WORD:
	case NODE_STEM: add_atom(set, code->atom); return false;
	case NODE_BUILTIN: set->builtins |= UINT32_C(1) << code->builtin; return false;
	case NODE_SEQ:
		for (size_t i = 0; i < code->kid_count; i++)
			if (!collect(code->kids[i], set))
				return false;
		return true;
	case NODE_OPT: (void)collect(code->kids[0], set); return true;
	case NODE_ALT:
		for (size_t i = 0; i < code->first_count; i++)
			add_atom(set, code->firsts[i].atom);
		for (size_t i = 0; i < code->other_count; i++) {
			set->builtins |= code->others[i].builtins;
			set->any = set->any || code->others[i].any;
		}
		return code->nullable;
	case NODE_GAP:
	case NODE_LIST: break;
	}
	set->any = true;
	return true;
}

static int compare_first(const void *a, const void *b)
{
	const struct first_kid *x = a, *y = b;
	if (x->atom != y->atom)
		return x->atom < y->atom ? -1 : 1;
	if (x->next != y->next)
		return x->next < y->next ? -1 : 1;
	return x->kid < y->kid ? -1 : x->kid > y->kid;
}

/* Each pair once. */
static void drop_doubles(struct code *code)
{
	size_t kept = 0;
	for (size_t i = 0; i < code->first_count; i++)
		if (!kept || compare_first(&code->firsts[kept - 1], &code->firsts[i]) != 0)
			code->firsts[kept++] = code->firsts[i];
	code->first_count = kept;
}

struct pairs {
	struct first_kid *items;
	size_t count, cap;
};

static void add_pair(struct pairs *pairs, uint32_t atom, uint32_t next)
{
	MEM_ENSURE(pairs->items, pairs->count, pairs->cap);
	pairs->items[pairs->count++] = (struct first_kid){atom, next, 0};
}

/* Second words are worth knowing while they are few. */
#define PAIRS_MAX 400u

/* What may follow the first word of a sequence whose first part is one word; count 0: not known. */
static struct first_set collect_rest(const struct code *sequence)
{
	struct first_set set = {0};

	for (size_t i = 1; i < sequence->kid_count; i++)
		if (!collect(sequence->kids[i], &set)) {
			if (!set.any && !set.builtins)
				return set;
			break;
		}
	free(set.atoms);
	return (struct first_set){0};
}

/* The openings of a code that begins with words alone. */
static void collect_pairs(const struct code *code, struct pairs *pairs)
{
	const struct code *first = code->kind == NODE_SEQ && code->kid_count ? code->kids[0] : code;
	struct first_set firsts = {0}, rest = {0};

	if (first != code && first->min_words == 1 && first->max_words == 1)
		rest = collect_rest(code);
	if (first->kind == NODE_ALT && !rest.count && !first->nullable && !first->other_count) {
		for (size_t i = 0; i < first->first_count; i++)
			add_pair(pairs, first->firsts[i].atom, first->max_words == 1 ? NO_ATOM : first->firsts[i].next);
		free(rest.atoms);
		return;
	}
	(void)collect(rest.count ? first : code, &firsts);
	bool known = rest.count && firsts.count * rest.count <= PAIRS_MAX;
	for (size_t i = 0; i < firsts.count; i++) {
		if (!known)
			add_pair(pairs, firsts.atoms[i], NO_ATOM);
		for (size_t k = 0; known && k < rest.count; k++)
			add_pair(pairs, firsts.atoms[i], rest.atoms[k]);
	}
	free(firsts.atoms);
	free(rest.atoms);
}

static void index_kid(struct code *code, uint32_t kid, size_t *cap)
{
	struct pairs pairs = {0};

	collect_pairs(code->kids[kid], &pairs);
	for (size_t k = 0; k < pairs.count; k++) {
		if (code->first_count == *cap) {
			*cap = *cap ? *cap * 2 : 16;
			code->firsts = MEM_GROW(code, code->firsts, struct first_kid, *cap);
		}
		code->firsts[code->first_count++] = (struct first_kid){pairs.items[k].atom, pairs.items[k].next, kid};
	}
	free(pairs.items);
}

void first_index(struct code *code)
{
	size_t cap = 0;

	code->others = MEM_ARRAY(code, struct other_kid, code->kid_count);
	for (uint32_t i = 0; i < code->kid_count; i++) {
		struct first_set set = {0};
		bool nullable = collect(code->kids[i], &set);

		code->nullable = code->nullable || nullable;
		if (nullable || set.any || set.builtins)
			code->others[code->other_count++] = (struct other_kid){i, set.builtins, nullable || set.any};
		if (!nullable && !set.any)
			index_kid(code, i, &cap);
		free(set.atoms);
	}
	if (code->first_count > 1)
		qsort(code->firsts, code->first_count, sizeof *code->firsts, compare_first);
	drop_doubles(code);
}

void first_mark(struct matcher *matcher, struct phrase_code *phrase)
{
	struct first_set set = {0};
	size_t words = (atoms_count(matcher->atoms) + 63) / 64;

	phrase->first_any = collect(phrase->root, &set) || set.any;
	phrase->first_builtins = set.builtins;
	phrase->first_atoms = MEM_ARRAY(matcher, uint64_t, words + 1);
	for (size_t i = 0; i < set.count; i++)
		phrase->first_atoms[set.atoms[i] / 64] |= UINT64_C(1) << (set.atoms[i] % 64);
	free(set.atoms);
}

bool first_fits(const struct phrase_code *phrase, const struct token *token)
{
	const struct word_entry *entry = token->entry;

	if (phrase->first_any || (phrase->first_builtins & token->starts))
		return true;
	if (entry->literal != NO_ATOM && (phrase->first_atoms[entry->literal / 64] >> (entry->literal % 64) & 1))
		return true;
	for (uint32_t i = 0; i < entry->prefix_count; i++)
		if (phrase->first_atoms[entry->prefixes[i] / 64] >> (entry->prefixes[i] % 64) & 1)
			return true;
	return false;
}
