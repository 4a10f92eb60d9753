#include "base/mem.h"
#include "base/rng.h"
#include "desk.h"
#include "store/ledger.h"

#include <string.h>

static void random_sums(struct rng *rng, int64_t sums[LEDGER_SUMS])
{
	for (int i = 0; i < LEDGER_SUMS; i++) {
		uint64_t number = rng_next(rng) >> rng_below(rng, 64);
		sums[i] = rng_below(rng, 3) ? (int64_t)(rng_below(rng, 2) ? number : number % 40) : 0;
	}
	if (rng_below(rng, 2))
		sums[LEDGER_EARNED] = 1000000 * (int64_t)rng_below(rng, 5000);
}

static void expect_equal(const struct ledger *a, const struct ledger *b)
{
	cr_assert_eq(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		cr_assert_eq(a->entries[i].what, b->entries[i].what);
		cr_assert_eq(memcmp(a->entries[i].sums, b->entries[i].sums, sizeof a->entries[i].sums), 0);
	}
}

Test(ledger, what_is_packed_comes_back)
{
	struct rng rng;
	rng_seed(&rng, 3);
	for (int round = 0; round < 500; round++) {
		CLEANUP_STRBUF struct strbuf packed = STRBUF_INIT, again = STRBUF_INIT;
		struct ledger ledger = {.entries = NULL}, back = {.entries = NULL};
		for (uint32_t i = rng_below(&rng, 30); i > 0; i--) {
			int64_t sums[LEDGER_SUMS];
			random_sums(&rng, sums);
			sums[LEDGER_MET] |= 1;
			ledger_add(&ledger, (int64_t)(rng_next(&rng) >> (1 + rng_below(&rng, 63))), sums, 1);
		}
		ledger_pack(&ledger, &packed);
		cr_assert(ledger_add_packed(&back, strbuf_sv(&packed), 1));
		expect_equal(&ledger, &back);
		ledger_pack(&back, &again);
		cr_assert(sv_eq(strbuf_sv(&packed), strbuf_sv(&again)));
		cr_assert(ledger_add_packed(&back, strbuf_sv(&packed), -1));
		strbuf_reset(&again);
		ledger_pack(&back, &again);
		cr_assert_eq(again.len, 0, "what was taken away again leaves nothing");
		ledger_release(&ledger);
		ledger_release(&back);
	}
}

Test(ledger, order_does_not_matter)
{
	static const int64_t whats[] = {5, 3, 9, 3, 1, 9, 7, 2};
	CLEANUP_STRBUF struct strbuf one = STRBUF_INIT, other = STRBUF_INIT;
	struct ledger up = {.entries = NULL}, down = {.entries = NULL};
	for (int i = 0; i < 8; i++) {
		int64_t sums[LEDGER_SUMS] = {1, i, 0, 0, 2500000 * i, 10};
		ledger_add(&up, whats[i], sums, 1);
	}
	for (int i = 7; i >= 0; i--) {
		int64_t sums[LEDGER_SUMS] = {1, i, 0, 0, 2500000 * i, 10};
		ledger_add(&down, whats[i], sums, 1);
	}
	expect_equal(&up, &down);
	cr_assert_eq(up.count, 6);
	cr_assert_eq(ledger_find(&up, 9)->sums[LEDGER_MISSED], 7);
	cr_assert_null(ledger_find(&up, 4));
	ledger_pack(&up, &one);
	ledger_pack(&down, &other);
	cr_assert(sv_eq(strbuf_sv(&one), strbuf_sv(&other)));
	ledger_release(&up);
	ledger_release(&down);
}

/* Bytes from a damaged store: refused or read, never worse. */
Test(ledger, damage_is_survived)
{
	struct rng rng;
	int refused = 0;
	rng_seed(&rng, 4);
	for (int round = 0; round < 3000; round++) {
		char bytes[40];
		struct ledger ledger = {.entries = NULL};
		size_t count = rng_below(&rng, sizeof bytes);
		for (size_t i = 0; i < count; i++)
			bytes[i] = (char)(rng_below(&rng, 3) ? rng_below(&rng, 6) : rng_below(&rng, 256));
		refused += !ledger_add_packed(&ledger, sv_make(bytes, count), 1);
		ledger_release(&ledger);
	}
	cr_assert_gt(refused, 1000);
}

Test(ledger, groups_are_found_again_and_sorted)
{
	struct ledgers ledgers = {.slots = NULL};
	for (int64_t i = 0; i < 3000; i++) {
		const int64_t key[LEDGER_KEYS] = {i % 7, -i, i / 2, 0};
		int64_t sums[LEDGER_SUMS] = {i};
		ledger_add(&ledgers_group(&ledgers, key)->ledger, i, sums, 1);
		cr_assert_eq(ledgers_group(&ledgers, key)->ledger.count, 1);
	}
	cr_assert_eq(ledgers.count, 3000);
	struct ledger_group **groups = ledgers_sorted(&ledgers);
	for (size_t i = 1; i < 3000; i++)
		cr_assert(groups[i - 1]->key[0] < groups[i]->key[0] ||
			  (groups[i - 1]->key[0] == groups[i]->key[0] && groups[i - 1]->key[1] < groups[i]->key[1]));
	cr_assert_null(groups[3000]);
	free(groups);
	ledgers_release(&ledgers);
}
