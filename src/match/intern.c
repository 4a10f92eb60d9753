/* The words that a scanner has met, each folded, classified and matched against the phrases' words once. */
#include "match/words.h"

#include "base/arena.h"
#include "base/mem.h"
#include "match/atoms.h"
#include "match/builtin.h"
#include "match/code.h"
#include "match/limits.h"

#include <libstemmer.h>

void interner_init(struct interner *interner, const struct atoms *atoms)
{
	*interner = (struct interner){.atoms = atoms, .slot_count = 256};
	interner->arena = arena_new(NULL);
	interner->slots = mem_calloc(interner->slot_count, sizeof *interner->slots);
}

void interner_release(struct interner *interner)
{
	talloc_free(interner->arena);
	free(interner->slots);
	if (interner->stemmer)
		sb_stemmer_delete(interner->stemmer);
	*interner = (struct interner){0};
}

static void interner_grow(struct interner *interner)
{
	size_t count = interner->slot_count * 2;
	struct word_entry **slots = mem_calloc(count, sizeof *slots);

	for (size_t i = 0; i < interner->slot_count; i++) {
		struct word_entry *entry = interner->slots[i];
		if (!entry)
			continue;
		size_t at = entry->hash & (count - 1);
		while (slots[at])
			at = (at + 1) & (count - 1);
		slots[at] = entry;
	}
	free(interner->slots);
	interner->slots = slots;
	interner->slot_count = count;
}

static void entry_fit_atoms(struct interner *interner, struct word_entry *entry)
{
	entry->literal = NO_ATOM;
	if (!interner->atoms)
		return;
	entry->literal = atoms_find_literal(interner->atoms, entry->folded, entry->length);
	if (entry->literal != NO_ATOM) {
		entry->symbol = entry->literal + 1;
		entry->bloom = atom_bloom(entry->literal);
	}
	if (!atoms_has_prefixes(interner->atoms))
		return;
	const char *stem = interner_stem(interner, entry);
	uint32_t found[64];
	size_t count = atoms_find_prefixes(interner->atoms, entry->folded, entry->length, stem, found, 64);
	if (!count)
		return;
	uint32_t *copy = arena_alloc(interner->arena, count * sizeof *copy);
	memcpy(copy, found, count * sizeof *copy);
	entry->prefixes = copy;
	entry->prefix_count = (uint32_t)count;
	entry->symbol = UINT32_C(0x80000000) | ++interner->mixed;
	for (size_t i = 0; i < count; i++)
		entry->bloom |= atom_bloom(found[i]);
}

struct word_entry *interner_add(struct interner *interner, const char *folded, size_t length)
{
	uint64_t head[2] = {0};
	for (size_t i = 0; i < 2 && 8 * i < length; i++)
		head[i] = word_bytes(sv_make(folded, length), 8 * i);
	uint32_t hash = word_hash(head, length);
	for (size_t i = sizeof head; i < length; i++)
		hash = (hash ^ (unsigned char)folded[i]) * 16777619u;
	size_t at = hash & (interner->slot_count - 1);

	for (; interner->slots[at]; at = (at + 1) & (interner->slot_count - 1)) {
		struct word_entry *entry = interner->slots[at];
		if (entry->hash == hash && entry->length == length && memcmp(entry->folded, folded, length) == 0)
			return entry;
	}
	struct word_entry *entry = arena_alloc(interner->arena, sizeof *entry);
	entry->folded = arena_text(interner->arena, folded, length);
	entry->length = (uint32_t)length;
	entry->hash = hash;
	memcpy(entry->head, head, sizeof head);
	entry->lex = lexicon_find(folded, length);
	struct keyword_facts facts = keyword_find(entry->folded);
	entry->sets = facts.sets;
	entry->keyword = facts.keyword;
	entry->figure = facts.figure;
	builtin_starts(entry);
	interner->slots[at] = entry;
	entry->number = (uint32_t)++interner->used;
	entry_fit_atoms(interner, entry);
	if (interner->used * 4 > interner->slot_count * 3)
		interner_grow(interner);
	return entry;
}

const char *interner_stem(struct interner *interner, struct word_entry *entry)
{
	if (entry->stem)
		return entry->stem;
	if (!interner->stemmer)
		interner->stemmer = sb_stemmer_new("english", "UTF_8");
	if (!interner->stemmer)
		mem_die();
	const sb_symbol *stem =
		sb_stemmer_stem(interner->stemmer, (const sb_symbol *)entry->folded, (int)entry->length);
	if (!stem)
		mem_die();
	size_t length = (size_t)sb_stemmer_length(interner->stemmer);
	if (length == entry->length && memcmp(stem, entry->folded, length) == 0)
		entry->stem = entry->folded;
	else
		entry->stem = arena_text(interner->arena, (const char *)stem, length);
	return entry->stem;
}
