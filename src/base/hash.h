/* hash.h - SHA-256 (Nettle, which uses the processor's own instructions where there are any), in lower-case hex. */
#ifndef ROLECALL_BASE_HASH_H
#define ROLECALL_BASE_HASH_H

#include "base/sv.h"

#define HASH_HEX_SIZE 65 /* 64 digits and NUL */

void hash_sha256_hex(struct sv bytes, char out[HASH_HEX_SIZE]);

/* 16 random bytes from the system, as 32 hex digits and NUL: a salt, not a key. */
#define HASH_SALT_SIZE 33
void hash_salt_hex(char out[HASH_SALT_SIZE]);

/* Incremental form, for content that spans files: opaque, heap. */
struct hash;
struct hash *hash_new(void);
void hash_add(struct hash *hash, struct sv bytes);
void hash_finish_hex(struct hash *hash, char out[HASH_HEX_SIZE]); /* frees hash */

#endif
