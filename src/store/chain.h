/* chain.h - one link of the history, shared by writing and proving it. */
#ifndef ROLECALL_STORE_CHAIN_H
#define ROLECALL_STORE_CHAIN_H

#include "store/internal.h"

struct link {
	int64_t id, at_ms, kind, attempt, trainee, answers, verdict, engine;
	struct sv criterion, who, text, state, salt;
	char digest[HASH_HEX_SIZE], hash[HASH_HEX_SIZE];
};

/* SHA-256 over the salt and what may be erased. */
void link_digest(const struct link *link, char out[HASH_HEX_SIZE]);
/* SHA-256 over the hash before, the plain numbers, the criterion and the digest. */
void link_hash(const struct link *link, const char *before, char out[HASH_HEX_SIZE]);

#endif
