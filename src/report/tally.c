#include "report/tally.h"
#include "base/mem.h"

/* Knuth's multiplicative hash (The Art of Computer Programming, volume 3, 6.4). */
static size_t *slot_of(const struct tally *tally, uint64_t key)
{
	size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (tally->cap - 1);

	while (tally->slots[at] && tally->keys[tally->slots[at] - 1] != key)
		at = (at + 1) & (tally->cap - 1);
	return &tally->slots[at];
}

static void grow(struct tally *tally)
{
	tally->cap = tally->cap ? 2 * tally->cap : 64;
	tally->keys = mem_realloc(tally->keys, tally->cap / 2, sizeof *tally->keys);
	free(tally->slots);
	tally->slots = mem_calloc(tally->cap, sizeof *tally->slots);
	for (size_t i = 0; i < tally->count; i++)
		*slot_of(tally, tally->keys[i]) = i + 1;
}

size_t tally_add(struct tally *tally, uint64_t key)
{
	size_t *slot;

	if (2 * tally->count >= tally->cap)
		grow(tally);
	slot = slot_of(tally, key);
	if (!*slot) {
		tally->keys[tally->count] = key;
		*slot = ++tally->count;
	}
	return *slot - 1;
}

void tally_release(struct tally *tally)
{
	free(tally->keys);
	free(tally->slots);
	*tally = (struct tally)TALLY_INIT;
}
