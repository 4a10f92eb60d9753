#include "store/ledger.h"
#include "base/banned.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define MICROS 1000000
#define WHOLE LEDGER_SUMS /* this bit of an entry's mask: points earned are written as whole ones */

void ledger_release(struct ledger *ledger)
{
	free(ledger->entries);
	*ledger = (struct ledger){.entries = NULL};
}

/* The first entry that is not before `what`. */
static size_t place_of(const struct ledger *ledger, int64_t what)
{
	size_t from = 0, to = ledger->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (ledger->entries[middle].what < what)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Verdicts and packed sums come mostly in ascending order, so the next entry is the likely one. */
static struct ledger_entry *entry_of(struct ledger *ledger, int64_t what)
{
	size_t at = ledger->next;
	if (at >= ledger->count || ledger->entries[at].what != what)
		at = place_of(ledger, what);
	ledger->next = at + 1;
	if (at < ledger->count && ledger->entries[at].what == what)
		return &ledger->entries[at];
	MEM_ENSURE(ledger->entries, ledger->count, ledger->cap);
	struct ledger_entry *entry = &ledger->entries[at];
	memmove(entry + 1, entry, (ledger->count - at) * sizeof *entry);
	*entry = (struct ledger_entry){.what = what};
	ledger->count++;
	return entry;
}

void ledger_add(struct ledger *ledger, int64_t what, const int64_t sums[LEDGER_SUMS], int64_t sign)
{
	/* Sums of a damaged row may be anything: they wrap. */
	struct ledger_entry *entry = entry_of(ledger, what);
	uint64_t less = sign < 0 ? UINT64_MAX : 0; /* -x is ~x + 1 */
	for (int i = 0; i < LEDGER_SUMS; i++)
		entry->sums[i] = (int64_t)((uint64_t)entry->sums[i] + (((uint64_t)sums[i] ^ less) - less));
}

const struct ledger_entry *ledger_find(const struct ledger *ledger, int64_t what)
{
	size_t at = place_of(ledger, what);
	return at < ledger->count && ledger->entries[at].what == what ? &ledger->entries[at] : NULL;
}

int64_t ledger_verdicts(const int64_t sums[LEDGER_SUMS])
{
	return (int64_t)((uint64_t)sums[LEDGER_MET] + (uint64_t)sums[LEDGER_MISSED] + (uint64_t)sums[LEDGER_NA] +
			 (uint64_t)sums[LEDGER_ERRORS]);
}

/* Seven bits a byte, the low ones first; the high bit: there are more (LEB128, DWARF 5, 7.6). */
static void add_number(struct strbuf *out, uint64_t number)
{
	unsigned char bytes[10];
	size_t count = 0;
	for (; number > 0x7f; number >>= 7)
		bytes[count++] = (unsigned char)(number | 0x80);
	bytes[count++] = (unsigned char)number;
	strbuf_add(out, bytes, count);
}

static inline bool read_number(const unsigned char **at, const unsigned char *end, uint64_t *number)
{
	if (*at < end && !(**at & 0x80)) {
		*number = *(*at)++;
		return true;
	}
	*number = 0;
	for (int shift = 0; shift < 64 && *at < end; shift += 7) {
		unsigned char byte = *(*at)++;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return true;
	}
	return false;
}

/* What mostly follows from the others becomes 0, both ways: with a score, all that were met or missed are judged. */
static void less_usual(uint64_t sums[LEDGER_SUMS])
{
	sums[LEDGER_JUDGED] = sums[LEDGER_MET] + sums[LEDGER_MISSED] - sums[LEDGER_JUDGED];
	sums[LEDGER_HIT] = sums[LEDGER_MET] - sums[LEDGER_HIT];
}

/* The distance from the entry before, a mask of the sums that are not 0, and these. */
static void pack_entry(const struct ledger_entry *entry, uint64_t before, struct strbuf *out)
{
	uint64_t sums[LEDGER_SUMS], mask = 0;
	memcpy(sums, entry->sums, sizeof sums);
	less_usual(sums);
	if (sums[LEDGER_EARNED] % MICROS == 0) {
		mask = 1U << WHOLE;
		sums[LEDGER_EARNED] /= MICROS;
	}
	for (int i = 0; i < LEDGER_SUMS; i++)
		mask |= (uint64_t)(sums[i] != 0) << i;
	add_number(out, (uint64_t)entry->what - before);
	add_number(out, mask);
	for (int i = 0; i < LEDGER_SUMS; i++) {
		if (sums[i])
			add_number(out, sums[i]);
	}
}

void ledger_pack(const struct ledger *ledger, struct strbuf *out)
{
	uint64_t before = 0;
	for (size_t i = 0; i < ledger->count; i++) {
		if (!ledger_verdicts(ledger->entries[i].sums))
			continue;
		pack_entry(&ledger->entries[i], before, out);
		before = (uint64_t)ledger->entries[i].what;
	}
}

bool ledger_add_packed(struct ledger *ledger, struct sv packed, int64_t sign)
{
	const unsigned char *at = (const unsigned char *)packed.p, *const end = at + packed.n;
	uint64_t what = 0;
	ledger->next = 0;
	while (at < end) {
		uint64_t distance, mask, sums[LEDGER_SUMS] = {0};
		int64_t whole[LEDGER_SUMS];
		if (!read_number(&at, end, &distance) || !read_number(&at, end, &mask) || mask >> (WHOLE + 1))
			return false;
		for (uint64_t left = mask & ((1U << WHOLE) - 1); left; left &= left - 1) {
			if (!read_number(&at, end, &sums[__builtin_ctzll(left)]))
				return false;
		}
		if (mask >> WHOLE)
			sums[LEDGER_EARNED] *= MICROS;
		less_usual(sums);
		memcpy(whole, sums, sizeof whole);
		what += distance;
		ledger_add(ledger, (int64_t)what, whole, sign);
	}
	return true;
}

bool ledger_change_packed(struct sv from, const struct ledger *change, int64_t sign, struct strbuf *out)
{
	struct ledger ledger = {.entries = NULL};
	bool ok = ledger_add_packed(&ledger, from, 1);
	strbuf_reset(out);
	ledger.next = 0;
	for (size_t i = 0; ok && i < change->count; i++)
		ledger_add(&ledger, change->entries[i].what, change->entries[i].sums, sign);
	if (ok)
		ledger_pack(&ledger, out);
	ledger_release(&ledger);
	return ok;
}

/* Knuth's multiplicative hash (The Art of Computer Programming, volume 3, 6.4), key by key. */
static size_t slot_of(struct ledger_group *const *slots, size_t cap, const int64_t key[LEDGER_KEYS])
{
	uint64_t mixed = 0;
	for (int i = 0; i < LEDGER_KEYS; i++)
		mixed = (mixed ^ mixed >> 29 ^ (uint64_t)key[i]) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(mixed >> 32) & (cap - 1);
	while (slots[at] && memcmp(slots[at]->key, key, sizeof slots[at]->key) != 0)
		at = (at + 1) & (cap - 1);
	return at;
}

static void grow(struct ledgers *ledgers)
{
	size_t cap = ledgers->cap ? 2 * ledgers->cap : 64;
	struct ledger_group **slots = mem_calloc(cap, sizeof *slots);
	for (size_t i = 0; i < ledgers->cap; i++) {
		if (ledgers->slots[i])
			slots[slot_of(slots, cap, ledgers->slots[i]->key)] = ledgers->slots[i];
	}
	free(ledgers->slots);
	ledgers->slots = slots;
	ledgers->cap = cap;
}

struct ledger_group *ledgers_group(struct ledgers *ledgers, const int64_t key[LEDGER_KEYS])
{
	if (2 * ledgers->count >= ledgers->cap)
		grow(ledgers);
	size_t at = slot_of(ledgers->slots, ledgers->cap, key);
	if (!ledgers->slots[at]) {
		struct ledger_group *group = mem_calloc(1, sizeof *group);
		memcpy(group->key, key, sizeof group->key);
		ledgers->slots[at] = group;
		ledgers->count++;
	}
	return ledgers->slots[at];
}

struct sv ledger_group_packed(const struct ledger_group *group)
{
	return sv_make(group->packed ? group->packed : "", group->packed_size);
}

void ledger_group_add(struct ledger_group *group, const struct ledger *change)
{
	CLEANUP_STRBUF struct strbuf packed = STRBUF_INIT;
	ledger_change_packed(ledger_group_packed(group), change, 1, &packed); /* our own bytes are sound */
	group->packed = mem_realloc(group->packed, packed.len + 1, 1);
	memcpy(group->packed, packed.buf, packed.len);
	group->packed_size = packed.len;
}

static int by_key(const void *a, const void *b)
{
	const struct ledger_group *left = *(struct ledger_group *const *)a, *right = *(struct ledger_group *const *)b;
	for (int i = 0; i < LEDGER_KEYS; i++) {
		if (left->key[i] != right->key[i])
			return left->key[i] < right->key[i] ? -1 : 1;
	}
	return 0;
}

struct ledger_group **ledgers_sorted(const struct ledgers *ledgers)
{
	struct ledger_group **list = mem_calloc(ledgers->count + 1, sizeof *list);
	size_t count = 0;
	for (size_t i = 0; i < ledgers->cap; i++) {
		if (ledgers->slots[i])
			list[count++] = ledgers->slots[i];
	}
	qsort(list, count, sizeof *list, by_key);
	return list;
}

void ledgers_release(struct ledgers *ledgers)
{
	for (size_t i = 0; i < ledgers->cap; i++) {
		if (ledgers->slots[i]) {
			ledger_release(&ledgers->slots[i]->ledger);
			free(ledgers->slots[i]->packed);
		}
		free(ledgers->slots[i]);
	}
	free(ledgers->slots);
	*ledgers = (struct ledgers){.slots = NULL};
}
