/* credential.h - certificates: an Open Badges 3.0 AchievementCredential as a signed compact JWS (EdDSA, RFC 8037). */
#ifndef ROLECALL_CLI_CREDENTIAL_H
#define ROLECALL_CLI_CREDENTIAL_H

#include "base/sign.h"
#include "store/bars.h"

struct credential {
	const char *name, *issuer; /* whom it certifies, who certifies */
	const struct bar *bar;
	const struct standing *standing;
	int64_t issued_ms, expires_ms;
	const unsigned char *secret, *public_key;
};
/* `id`: the credential's URN, at least 46 bytes. */
void credential_add(const struct credential *credential, char id[64], struct strbuf *out);

struct credential_view { /* what a checked certificate says; texts are in `payload` */
	struct strbuf payload;
	unsigned char public_key[SIGN_PUBLIC_BYTES]; /* that it names */
	struct json_value *root;
	struct sv name, bar, issuer, id;
	int64_t issued_ms, expires_ms;
};
/* Checks the signature with `public_key`, or with the key in the file when NULL. ERR_INPUT when the file is no
 * certificate; *good says whether the signature holds. Release also after a failure. */
bool credential_read(struct sv text, const char *file, const unsigned char *public_key, struct credential_view *out,
		     bool *good, struct err *err);
void credential_release(struct credential_view *view);

#endif
