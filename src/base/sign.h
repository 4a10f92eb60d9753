/* sign.h - Ed25519 signatures (libsodium): keys in files, detached signatures, base64url. */
#ifndef ROLECALL_BASE_SIGN_H
#define ROLECALL_BASE_SIGN_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

#define SIGN_PUBLIC_BYTES 32
#define SIGN_SECRET_BYTES 64
#define SIGN_BYTES 64

/* Makes a pair of keys: the secret one at `path` (mode 0600), the public one at `path`.pub; neither may exist. */
bool sign_make_keys(const char *path, struct err *err);
/* A secret key file that others may read is refused. */
bool sign_read_secret(const char *path, unsigned char secret[SIGN_SECRET_BYTES],
		      unsigned char public_key[SIGN_PUBLIC_BYTES], struct err *err);
bool sign_read_public(const char *path, unsigned char public_key[SIGN_PUBLIC_BYTES], struct err *err);

/* Overwrite a secret key that is no longer needed. */
void sign_forget(unsigned char secret[SIGN_SECRET_BYTES]);
void sign_bytes(struct sv message, const unsigned char secret[SIGN_SECRET_BYTES], unsigned char out[SIGN_BYTES]);
bool sign_check(struct sv message, const unsigned char signature[SIGN_BYTES],
		const unsigned char public_key[SIGN_PUBLIC_BYTES]);

/* base64url without padding (RFC 4648 section 5). */
void base64url_add(struct strbuf *out, struct sv bytes);
bool base64url_decode(struct sv text, struct strbuf *out);

#endif
