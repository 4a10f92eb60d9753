#include "match/code.h"

#include "base/mem.h"
#include "match/words.h"

void code_maker_init(struct code_maker *maker, const void *pool, struct atoms *atoms)
{
	*maker = (struct code_maker){.arena = arena_new(pool), .atoms = atoms, .slot_count = 1024};
	maker->slots = mem_calloc(maker->slot_count, sizeof(struct code *));
}

void code_maker_release(struct code_maker *maker)
{
	free(maker->slots);
	free(maker->lists);
	free(maker->list_codes);
	*maker = (struct code_maker){0};
}

static uint32_t mix(uint32_t hash, uintptr_t value)
{
	uint64_t product = (hash ^ (uint64_t)value) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(product >> 32);
}

static uint32_t hash_of(const struct code *code)
{
	uint32_t hash = mix((uint32_t)code->kind + 1, code->atom);

	if (code->kind == NODE_BUILTIN)
		hash = mix(hash, (uintptr_t)code->builtin);
	for (const char *c = code->fact; c && *c; c++)
		hash = mix(hash, (unsigned char)*c);
	for (size_t i = 0; i < code->kid_count; i++)
		hash = mix(hash, (uintptr_t)code->kids[i]);
	return hash;
}

static bool same(const struct code *a, const struct code *b)
{
	if (a->hash != b->hash || a->kind != b->kind || a->atom != b->atom || a->builtin != b->builtin ||
	    a->kid_count != b->kid_count || !a->fact != !b->fact || (a->fact && strcmp(a->fact, b->fact) != 0))
		return false;
	return a->kid_count == 0 || memcmp(a->kids, b->kids, a->kid_count * sizeof *a->kids) == 0;
}

static void grow(struct code_maker *maker)
{
	size_t count = maker->slot_count * 2;
	struct code **slots = mem_calloc(count, sizeof *slots);

	for (size_t i = 0; i < maker->slot_count; i++) {
		if (!maker->slots[i])
			continue;
		size_t at = maker->slots[i]->hash & (count - 1);
		while (slots[at])
			at = (at + 1) & (count - 1);
		slots[at] = maker->slots[i];
	}
	free(maker->slots);
	maker->slots = slots;
	maker->slot_count = count;
}

/* The one node that is like `wanted`, whose kids are kept only when it is new. */
static struct code *intern(struct code_maker *maker, struct code *wanted)
{
	wanted->hash = hash_of(wanted);
	size_t at = wanted->hash & (maker->slot_count - 1);

	for (; maker->slots[at]; at = (at + 1) & (maker->slot_count - 1))
		if (same(maker->slots[at], wanted))
			return maker->slots[at];
	struct code *code = arena_alloc(maker->arena, sizeof *code);
	*code = *wanted;
	code->root = NO_ROOT;
	if (code->kid_count) {
		code->kids = arena_alloc(maker->arena, code->kid_count * sizeof *code->kids);
		memcpy(code->kids, wanted->kids, code->kid_count * sizeof *code->kids);
	}
	first_fill(maker->arena, code);
	maker->slots[at] = code;
	if (++maker->used * 2 > maker->slot_count)
		grow(maker);
	return code;
}

static struct code *make_list(struct code_maker *maker, const struct list *list)
{
	for (size_t i = 0; i < maker->list_count; i++)
		if (maker->lists[i] == list)
			return maker->list_codes[i];
	struct code *code = code_make(maker, list->all);
	if (maker->list_count == maker->list_cap) {
		maker->list_cap = maker->list_cap ? maker->list_cap * 2 : 16;
		maker->lists = mem_realloc(maker->lists, maker->list_cap, sizeof(struct list *));
		maker->list_codes = mem_realloc(maker->list_codes, maker->list_cap, sizeof(struct code *));
	}
	maker->lists[maker->list_count] = list;
	maker->list_codes[maker->list_count++] = code;
	return code;
}

struct kids {
	const struct code **items;
	size_t count, cap;
};

static void add_kid(struct kids *kids, const struct code *kid)
{
	if (kids->count == kids->cap) {
		kids->cap = kids->cap ? kids->cap * 2 : 8;
		kids->items = mem_realloc(kids->items, kids->cap, sizeof(struct code *));
	}
	kids->items[kids->count++] = kid;
}

/* A sequence in a sequence is one longer sequence; a sequence or a choice of one is that one. */
static struct code *make_inner(struct code_maker *maker, const struct node *node)
{
	struct kids kids = {0};
	struct code wanted = {.kind = node->kind, .atom = NO_ATOM}, *code = NULL;

	for (size_t i = 0; i < node->kid_count; i++) {
		struct code *kid = code_make(maker, node->kids[i]);
		if (node->kind == NODE_SEQ && kid->kind == NODE_SEQ) {
			for (size_t k = 0; k < kid->kid_count; k++)
				add_kid(&kids, kid->kids[k]);
			continue;
		}
		add_kid(&kids, kid);
		code = kid;
	}
	if (kids.count != 1 || node->kind == NODE_OPT || node->kid_count != 1 || code != kids.items[0]) {
		wanted.kids = kids.items;
		wanted.kid_count = kids.count;
		code = intern(maker, &wanted);
	}
	free(kids.items);
	return code;
}

struct code *code_make(struct code_maker *maker, const struct node *node)
{
	struct code wanted = {.kind = node->kind, .atom = NO_ATOM};

	switch (node->kind) {
	case NODE_LIST: return make_list(maker, node->list);
	case NODE_WORD: wanted.atom = atoms_add_literal(maker->atoms, node->folded); break;
	case NODE_STEM: wanted.atom = atoms_add_prefix(maker->atoms, node->folded, node->stem); break;
	case NODE_BUILTIN:
		wanted.builtin = node->builtin;
		wanted.fact = node->folded;
		break;
	case NODE_GAP: break;
	case NODE_SEQ:
	case NODE_ALT:
	case NODE_OPT: return make_inner(maker, node);
	}
	return intern(maker, &wanted);
}
