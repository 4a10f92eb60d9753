/* What can a code begin with? A choice keeps its alternatives filed under their first words. */
#include "match/code.h"

#include "base/mem.h"

void first_each(const struct code *code, first_word *each, void *data)
{
	switch (code->kind) {
	case NODE_WORD:
	case NODE_STEM: each(data, code->atom); break;
	case NODE_SEQ:
		for (size_t i = 0; i < code->kid_count; i++) {
			first_each(code->kids[i], each, data);
			if (!code->kids[i]->nullable)
				break;
		}
		break;
	case NODE_OPT: first_each(code->kids[0], each, data); break;
	case NODE_ALT:
		for (size_t i = 0; i < code->first_count; i++)
			if (!i || code->firsts[i].atom != code->firsts[i - 1].atom)
				each(data, code->firsts[i].atom);
		break;
	case NODE_BUILTIN:
	case NODE_GAP:
	case NODE_LIST: break;
	}
}

static void see_kid(struct code *code, const struct code *kid)
{
	code->bloom |= kid->bloom;
	code->builtins |= kid->builtins;
	code->begins_gap = code->begins_gap || kid->begins_gap;
}

static void fill_sequence(struct code *code)
{
	size_t i = 0;

	for (; i < code->kid_count; i++) {
		see_kid(code, code->kids[i]);
		if (!code->kids[i]->nullable)
			break;
	}
	code->nullable = i == code->kid_count;
}

struct indexer {
	struct first_kid *items;
	size_t count, cap;
	uint32_t kid;
};

static void index_word(void *data, uint32_t atom)
{
	struct indexer *indexer = data;

	MEM_ENSURE(indexer->items, indexer->count, indexer->cap);
	indexer->items[indexer->count++] = (struct first_kid){atom, indexer->kid};
}

static int compare_first(const void *a, const void *b)
{
	const struct first_kid *x = a, *y = b;
	if (x->atom != y->atom)
		return x->atom < y->atom ? -1 : 1;
	return x->kid < y->kid ? -1 : x->kid > y->kid;
}

/* Not only with a word. */
static bool begins_otherwise(const struct code *code)
{
	return code->nullable || code->begins_gap || code->builtins;
}

static void fill_alternatives(struct arena *arena, struct code *code)
{
	struct indexer indexer = {0};

	for (uint32_t i = 0; i < code->kid_count; i++) {
		const struct code *kid = code->kids[i];
		see_kid(code, kid);
		code->nullable = code->nullable || kid->nullable;
		code->other_count += begins_otherwise(kid);
		indexer.kid = i;
		first_each(kid, index_word, &indexer);
	}
	if (indexer.count > 1)
		qsort(indexer.items, indexer.count, sizeof *indexer.items, compare_first);
	code->others = arena_alloc(arena, (code->other_count + 1) * sizeof *code->others);
	for (uint32_t i = 0, k = 0; i < code->kid_count; i++)
		if (begins_otherwise(code->kids[i]))
			code->others[k++] = i;
	code->firsts = arena_alloc(arena, (indexer.count + 1) * sizeof *code->firsts);
	for (size_t i = 0; i < indexer.count; i++) /* each pair once */
		if (!i || compare_first(&indexer.items[i - 1], &indexer.items[i]) != 0)
			code->firsts[code->first_count++] = indexer.items[i];
	free(indexer.items);
}

void first_fill(struct arena *arena, struct code *code)
{
	switch (code->kind) {
	case NODE_WORD:
	case NODE_STEM: code->bloom = atom_bloom(code->atom); break;
	case NODE_BUILTIN: code->builtins = UINT32_C(1) << code->builtin; break;
	case NODE_GAP: code->nullable = code->begins_gap = true; break;
	case NODE_SEQ: fill_sequence(code); break;
	case NODE_OPT:
		see_kid(code, code->kids[0]);
		code->nullable = true;
		break;
	case NODE_ALT: fill_alternatives(arena, code); break;
	case NODE_LIST: break;
	}
}

size_t first_find(const struct code *code, uint32_t atom)
{
	size_t low = 0, high = code->first_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (code->firsts[middle].atom < atom)
			low = middle + 1;
		else
			high = middle;
	}
	return low < code->first_count && code->firsts[low].atom == atom ? low : code->first_count;
}
