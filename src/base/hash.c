#include "base/hash.h"

#include "base/mem.h"

#include <nettle/sha2.h>
#include <sodium.h>

struct hash {
	struct sha256_ctx state;
};

static void to_hex(struct sha256_ctx *state, char out[HASH_HEX_SIZE])
{
	unsigned char digest[SHA256_DIGEST_SIZE];

	sha256_digest(state, sizeof digest, digest);
	sodium_bin2hex(out, HASH_HEX_SIZE, digest, sizeof digest);
}

void hash_sha256_hex(struct sv bytes, char out[HASH_HEX_SIZE])
{
	struct sha256_ctx state;

	sha256_init(&state);
	if (bytes.n)
		sha256_update(&state, bytes.n, (const uint8_t *)bytes.p);
	to_hex(&state, out);
}

struct hash *hash_new(void)
{
	struct hash *hash = mem_alloc(sizeof(*hash));
	sha256_init(&hash->state);
	return hash;
}

void hash_add(struct hash *hash, struct sv bytes)
{
	if (bytes.n)
		sha256_update(&hash->state, bytes.n, (const uint8_t *)bytes.p);
}

void hash_finish_hex(struct hash *hash, char out[HASH_HEX_SIZE])
{
	to_hex(&hash->state, out);
	free(hash);
}

void hash_salt_hex(char out[HASH_SALT_SIZE])
{
	unsigned char bytes[HASH_SALT_SIZE / 2];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(out, HASH_SALT_SIZE, bytes, sizeof bytes);
}
