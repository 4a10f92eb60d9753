/* tally.h - numbers keys 0, 1, 2 … in the order in which they come, so that a million attempts are grouped in one walk.
 */
#ifndef ROLECALL_REPORT_TALLY_H
#define ROLECALL_REPORT_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct tally {
	uint64_t *keys; /* by number: `count` of them */
	size_t count;
	size_t *slots; /* number + 1 by hash, 0 free; open addressing */
	size_t cap;    /* of slots, a power of two; keys has half of it */
};
#define TALLY_INIT               \
	{                        \
		NULL, 0, NULL, 0 \
	}

/* The number of `key`, a new one when it was not seen before. */
size_t tally_add(struct tally *tally, uint64_t key);
void tally_release(struct tally *tally);

#endif
