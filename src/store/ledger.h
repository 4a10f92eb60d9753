/* ledger.h - sums of verdicts by criterion or by skill: in memory, and packed as one value of a row. Pure: knows
 * nothing of the database. */
#ifndef ROLECALL_STORE_LEDGER_H
#define ROLECALL_STORE_LEDGER_H

#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stdint.h>

/* Verdicts counted; points earned (whole millionths) and to be earned over those met or missed; and what a criterion's
 * discrimination is computed from: over those met or missed in attempts that have a score, their number, those met, and
 * sums of whole tenths of a per cent of the score: over all, over those met, and of squares. Of skills the last five
 * are 0. All are whole, so that adding and taking away leave no rounding. */
enum ledger_sum {
	LEDGER_MET,
	LEDGER_MISSED,
	LEDGER_NA,
	LEDGER_ERRORS,
	LEDGER_EARNED,
	LEDGER_POINTS,
	LEDGER_JUDGED,
	LEDGER_HIT,
	LEDGER_TENTHS,
	LEDGER_TENTHS_HIT,
	LEDGER_SQUARES,
	LEDGER_SUMS
};

struct ledger_entry {
	int64_t what; /* a row of criterion; a skill is the first one that has it */
	int64_t sums[LEDGER_SUMS];
};

/* By `what`, ascending. All zero is an empty one. */
struct ledger {
	struct ledger_entry *entries;
	size_t count, cap, next; /* next: where the next one is expected */
};
void ledger_release(struct ledger *ledger);
/* Add (sign 1) or take away (sign -1) the sums. */
void ledger_add(struct ledger *ledger, int64_t what, const int64_t sums[LEDGER_SUMS], int64_t sign);
/* False when `packed` is damaged: what stands before the damage has been added. */
bool ledger_add_packed(struct ledger *ledger, struct sv packed, int64_t sign);
/* Entries without a verdict are left out: "" when there is none. The same sums give the same bytes. */
void ledger_pack(const struct ledger *ledger, struct strbuf *out);
const struct ledger_entry *ledger_find(const struct ledger *ledger, int64_t what);
/* Add (sign 1) or take away (sign -1) all entries of `change` to or from what is packed in `from`, into `out`, which is
 * emptied first. False when `from` is damaged. */
bool ledger_change_packed(struct sv from, const struct ledger *change, int64_t sign, struct strbuf *out);
/* How many verdicts an entry counts. */
int64_t ledger_verdicts(const int64_t sums[LEDGER_SUMS]);

/* Ledgers by what they are of. */
#define LEDGER_KEYS 4
struct ledger_group {
	int64_t key[LEDGER_KEYS];
	struct ledger ledger;
	/* Beside it, for those who keep very many groups: a tenth of the room. malloc'ed. */
	char *packed;
	size_t packed_size;
	bool seen; /* the caller's */
};
struct ledgers { /* open addressing; all zero is empty */
	struct ledger_group **slots;
	size_t count, cap;
};
/* The group with this key, made when there is none; its place in memory stays. */
struct ledger_group *ledgers_group(struct ledgers *ledgers, const int64_t key[LEDGER_KEYS]);
/* Add all entries of `change` to what the group has packed. */
void ledger_group_add(struct ledger_group *group, const struct ledger *change);
struct sv ledger_group_packed(const struct ledger_group *group);
/* All of them by key, ascending: malloc'ed, the groups are the ledgers' own. */
struct ledger_group **ledgers_sorted(const struct ledgers *ledgers);
void ledgers_release(struct ledgers *ledgers);

#endif
