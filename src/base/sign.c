#include "base/sign.h"

#include "base/file.h"
#include "base/mem.h"

#include <sodium.h>
#include <sys/stat.h>

#define SECRET_HEAD "rolecall secret key 1 "
#define PUBLIC_HEAD "rolecall public key 1 "
#define KEY_FILE_MAX 4096

static void library(void)
{
	if (sodium_init() < 0)
		mem_die();
}

static bool write_key(const char *path, const char *head, struct sv bytes, mode_t mode, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	if (file_exists(path))
		return err_set(err, ERR_USAGE, "There is a file %.200s already: a key overwrites nothing.", path);
	strbuf_addstr(&text, head);
	base64url_add(&text, bytes);
	strbuf_addch(&text, '\n');
	return file_write_atomic(path, strbuf_sv(&text), mode, err);
}

bool sign_make_keys(const char *path, struct err *err)
{
	unsigned char secret[SIGN_SECRET_BYTES], public_key[SIGN_PUBLIC_BYTES];
	CLEANUP_STRBUF struct strbuf name = STRBUF_INIT;
	bool good;

	library();
	strbuf_addf(&name, "%s.pub", path);
	crypto_sign_keypair(public_key, secret);
	good = write_key(path, SECRET_HEAD, sv_make((const char *)secret, sizeof secret), 0600, err) &&
	       write_key(name.buf, PUBLIC_HEAD, sv_make((const char *)public_key, sizeof public_key), 0644, err);
	sodium_memzero(secret, sizeof secret);
	return good;
}

static bool read_key(const char *path, const char *head, unsigned char *out, size_t size, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf bytes = STRBUF_INIT;
	struct sv line;

	library();
	if (!file_read(path, KEY_FILE_MAX, &text, err))
		return false;
	line = sv_trim(strbuf_sv(&text));
	if (!sv_starts(line, head) ||
	    !base64url_decode(sv_make(line.p + strlen(head), line.n - strlen(head)), &bytes) || bytes.len != size)
		return err_set(err, ERR_INPUT, "%.200s is no %skey of rolecall.", path,
			       size == SIGN_SECRET_BYTES ? "secret " : "public ");
	memcpy(out, bytes.buf, size);
	sodium_memzero(bytes.buf, bytes.len);
	sodium_memzero(text.buf, text.len);
	return true;
}

bool sign_read_secret(const char *path, unsigned char secret[SIGN_SECRET_BYTES],
		      unsigned char public_key[SIGN_PUBLIC_BYTES], struct err *err)
{
	struct stat status;

	if (!stat(path, &status) && (status.st_mode & 077))
		return err_set(err, ERR_USAGE, "Others may read the secret key %.200s: chmod 600 it first.", path);
	if (!read_key(path, SECRET_HEAD, secret, SIGN_SECRET_BYTES, err))
		return false;
	crypto_sign_ed25519_sk_to_pk(public_key, secret);
	return true;
}

bool sign_read_public(const char *path, unsigned char public_key[SIGN_PUBLIC_BYTES], struct err *err)
{
	return read_key(path, PUBLIC_HEAD, public_key, SIGN_PUBLIC_BYTES, err);
}

void sign_forget(unsigned char secret[SIGN_SECRET_BYTES])
{
	sodium_memzero(secret, SIGN_SECRET_BYTES);
}

void sign_bytes(struct sv message, const unsigned char secret[SIGN_SECRET_BYTES], unsigned char out[SIGN_BYTES])
{
	library();
	crypto_sign_detached(out, NULL, (const unsigned char *)message.p, message.n, secret);
}

bool sign_check(struct sv message, const unsigned char signature[SIGN_BYTES],
		const unsigned char public_key[SIGN_PUBLIC_BYTES])
{
	library();
	return !crypto_sign_verify_detached(signature, (const unsigned char *)message.p, message.n, public_key);
}

void base64url_add(struct strbuf *out, struct sv bytes)
{
	size_t room = sodium_base64_encoded_len(bytes.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	CLEANUP_FREE char *text = mem_alloc(room);

	sodium_bin2base64(text, room, (const unsigned char *)bytes.p, bytes.n,
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	strbuf_addstr(out, text);
}

bool base64url_decode(struct sv text, struct strbuf *out)
{
	CLEANUP_FREE unsigned char *bytes = mem_alloc(text.n + 1);
	size_t length = 0;

	if (sodium_base642bin(bytes, text.n, text.p, text.n, NULL, &length, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING))
		return false;
	strbuf_add(out, bytes, length);
	return true;
}
