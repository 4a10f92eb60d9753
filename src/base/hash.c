#include "base/hash.h"

#include "base/mem.h"

#include <sodium.h>

struct hash {
	crypto_hash_sha256_state state;
};

static void to_hex(const unsigned char digest[crypto_hash_sha256_BYTES], char out[HASH_HEX_SIZE])
{
	sodium_bin2hex(out, HASH_HEX_SIZE, digest, crypto_hash_sha256_BYTES);
}

void hash_sha256_hex(struct sv bytes, char out[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(digest, (const unsigned char *)(bytes.n ? bytes.p : ""), bytes.n);
	to_hex(digest, out);
}

struct hash *hash_new(void)
{
	struct hash *hash = mem_alloc(sizeof(*hash));
	crypto_hash_sha256_init(&hash->state);
	return hash;
}

void hash_add(struct hash *hash, struct sv bytes)
{
	if (bytes.n)
		crypto_hash_sha256_update(&hash->state, (const unsigned char *)bytes.p, bytes.n);
}

void hash_finish_hex(struct hash *hash, char out[HASH_HEX_SIZE])
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(&hash->state, digest);
	to_hex(digest, out);
	free(hash);
}

void hash_salt_hex(char out[HASH_SALT_SIZE])
{
	unsigned char bytes[HASH_SALT_SIZE / 2];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(out, HASH_SALT_SIZE, bytes, sizeof bytes);
}
