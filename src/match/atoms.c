#include "match/atoms.h"

#include "base/arena.h"
#include "base/mem.h"
#include "match/words.h"

struct prefix_atom {
	const char *prefix, *stem;
	uint32_t id;
};

struct literal_atom {
	const char *folded; /* NULL: free slot */
	size_t length;
	uint32_t id;
};

struct atoms {
	struct arena *arena; /* of the words */
	struct literal_atom *slots;
	size_t slot_count, literal_count;
	struct prefix_atom *prefixes;
	size_t prefix_count, prefix_cap;
	uint32_t next;
	uint32_t *costs;
	size_t cost_count;
};

struct atoms *atoms_new(const void *ctx)
{
	struct atoms *atoms = MEM_NEW(ctx, struct atoms);
	atoms->arena = arena_new(atoms);
	atoms->slot_count = 256;
	atoms->slots = MEM_ARRAY(atoms, struct literal_atom, atoms->slot_count);
	return atoms;
}

static size_t slot_of(const struct literal_atom *slots, size_t count, const char *folded, size_t length)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)folded[i]) * 16777619u;
	size_t at = hash & (count - 1);
	while (slots[at].folded && !(slots[at].length == length && memcmp(slots[at].folded, folded, length) == 0))
		at = (at + 1) & (count - 1);
	return at;
}

static void atoms_grow(struct atoms *atoms)
{
	size_t count = atoms->slot_count * 2;
	struct literal_atom *slots = MEM_ARRAY(atoms, struct literal_atom, count);
	for (size_t i = 0; i < atoms->slot_count; i++) {
		const struct literal_atom *old = &atoms->slots[i];
		if (old->folded)
			slots[slot_of(slots, count, old->folded, old->length)] = *old;
	}
	talloc_free(atoms->slots);
	atoms->slots = slots;
	atoms->slot_count = count;
}

uint32_t atoms_add_literal(struct atoms *atoms, const char *folded)
{
	size_t length = strlen(folded);
	size_t at = slot_of(atoms->slots, atoms->slot_count, folded, length);
	if (atoms->slots[at].folded)
		return atoms->slots[at].id;
	uint32_t id = atoms->next++;
	atoms->slots[at] = (struct literal_atom){arena_text(atoms->arena, folded, length), length, id};
	if (++atoms->literal_count * 2 > atoms->slot_count)
		atoms_grow(atoms);
	return id;
}

uint32_t atoms_add_prefix(struct atoms *atoms, const char *prefix, const char *stem)
{
	for (size_t i = 0; i < atoms->prefix_count; i++)
		if (strcmp(atoms->prefixes[i].prefix, prefix) == 0)
			return atoms->prefixes[i].id;
	if (atoms->prefix_count == atoms->prefix_cap) {
		atoms->prefix_cap = atoms->prefix_cap ? atoms->prefix_cap * 2 : 16;
		atoms->prefixes = MEM_GROW(atoms, atoms->prefixes, struct prefix_atom, atoms->prefix_cap);
	}
	atoms->prefixes[atoms->prefix_count++] =
		(struct prefix_atom){arena_text(atoms->arena, prefix, strlen(prefix)),
				     arena_text(atoms->arena, stem, strlen(stem)), atoms->next};
	return atoms->next++;
}

size_t atoms_count(const struct atoms *atoms)
{
	return atoms->next;
}

uint32_t atoms_find_literal(const struct atoms *atoms, const char *folded, size_t length)
{
	const struct literal_atom *slot = &atoms->slots[slot_of(atoms->slots, atoms->slot_count, folded, length)];
	return slot->folded ? slot->id : NO_ATOM;
}

bool atoms_has_prefixes(const struct atoms *atoms)
{
	return atoms->prefix_count > 0;
}

bool prefix_fits(const char *prefix, const char *prefix_stem, const char *folded, const char *folded_stem)
{
	return strncmp(folded, prefix, strlen(prefix)) == 0 || strcmp(folded_stem, prefix_stem) == 0 ||
	       strcmp(folded_stem, prefix) == 0;
}

size_t atoms_find_prefixes(const struct atoms *atoms, const char *folded, size_t length, const char *stem,
			   uint32_t *found, size_t cap)
{
	size_t count = 0;
	(void)length;
	for (size_t i = 0; i < atoms->prefix_count && count < cap; i++)
		if (prefix_fits(atoms->prefixes[i].prefix, atoms->prefixes[i].stem, folded, stem))
			found[count++] = atoms->prefixes[i].id;
	return count;
}

const uint32_t *atoms_costs(struct atoms *atoms)
{
	if (atoms->costs && atoms->cost_count == atoms->next)
		return atoms->costs;
	atoms->costs = MEM_GROW(atoms, atoms->costs, uint32_t, atoms->next + 1);
	atoms->cost_count = atoms->next;
	for (size_t i = 0; i < atoms->next; i++)
		atoms->costs[i] = 2;
	for (size_t i = 0; i < atoms->slot_count; i++) {
		const struct literal_atom *slot = &atoms->slots[i];
		if (slot->folded)
			atoms->costs[slot->id] = lexicon_find(slot->folded, slot->length) & LEX_COMMON ? 30 : 1;
	}
	return atoms->costs;
}
