#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/sign.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct keys {
	char folder[64];
	char secret_path[96], public_path[96];
	unsigned char secret[SIGN_SECRET_BYTES], public_key[SIGN_PUBLIC_BYTES];
};

static void make_keys(struct keys *keys)
{
	struct err err = ERR_INIT;

	snprintf(keys->folder, sizeof keys->folder, "%s", "/tmp/rolecall-sign-XXXXXX");
	cr_assert_not_null(mkdtemp(keys->folder));
	snprintf(keys->secret_path, sizeof keys->secret_path, "%s/key", keys->folder);
	snprintf(keys->public_path, sizeof keys->public_path, "%s/key.pub", keys->folder);
	cr_assert(sign_make_keys(keys->secret_path, &err), "%s", err.message);
	cr_assert(sign_read_secret(keys->secret_path, keys->secret, keys->public_key, &err), "%s", err.message);
}

static void remove_keys(const struct keys *keys)
{
	unlink(keys->secret_path);
	unlink(keys->public_path);
	cr_assert_eq(rmdir(keys->folder), 0);
}

Test(sign, a_message_checks_with_the_public_key_alone)
{
	struct keys keys;
	struct err err = ERR_INIT;
	unsigned char signature[SIGN_BYTES], read[SIGN_PUBLIC_BYTES];

	make_keys(&keys);
	cr_assert(sign_read_public(keys.public_path, read, &err), "%s", err.message);
	cr_assert_eq(memcmp(read, keys.public_key, sizeof read), 0);
	sign_bytes(SV("Dana passed."), keys.secret, signature);
	cr_assert(sign_check(SV("Dana passed."), signature, read));
	remove_keys(&keys);
}

Test(sign, any_changed_byte_is_found)
{
	struct keys keys;
	unsigned char signature[SIGN_BYTES];
	char message[] = "Dana passed on 3 May.";

	make_keys(&keys);
	sign_bytes(sv_from(message), keys.secret, signature);
	for (size_t i = 0; i < strlen(message); i++) {
		message[i] ^= 1;
		cr_assert_not(sign_check(sv_from(message), signature, keys.public_key), "byte %zu", i);
		message[i] ^= 1;
	}
	for (size_t i = 0; i < sizeof signature; i++) {
		signature[i] ^= 1;
		cr_assert_not(sign_check(sv_from(message), signature, keys.public_key), "signature byte %zu", i);
		signature[i] ^= 1;
	}
	cr_assert_not(sign_check(SV("Dana passed on 3 May"), signature, keys.public_key));
	cr_assert_not(sign_check(SV(""), signature, keys.public_key));
	cr_assert(sign_check(sv_from(message), signature, keys.public_key));
	remove_keys(&keys);
}

Test(sign, another_pair_of_keys_does_not_fit)
{
	struct keys keys, other;
	unsigned char signature[SIGN_BYTES];

	make_keys(&keys);
	make_keys(&other);
	sign_bytes(SV("Dana passed."), keys.secret, signature);
	cr_assert_not(sign_check(SV("Dana passed."), signature, other.public_key));
	sign_bytes(SV("Dana passed."), other.secret, signature);
	cr_assert_not(sign_check(SV("Dana passed."), signature, keys.public_key));
	remove_keys(&keys);
	remove_keys(&other);
}

Test(sign, the_secret_key_is_private_whatever_the_umask)
{
	struct keys keys;
	struct stat status;
	struct err err = ERR_INIT;
	mode_t before = umask(0);

	make_keys(&keys);
	umask(before);
	cr_assert_eq(stat(keys.secret_path, &status), 0);
	cr_assert_eq(status.st_mode & 0777, 0600);
	cr_assert_eq(chmod(keys.secret_path, 0640), 0);
	cr_assert_not(sign_read_secret(keys.secret_path, keys.secret, keys.public_key, &err));
	cr_assert_not_null(strstr(err.message, "chmod 600"), "%s", err.message);
	remove_keys(&keys);
}

Test(sign, keys_overwrite_nothing)
{
	struct keys keys;
	struct err err = ERR_INIT;
	unsigned char secret[SIGN_SECRET_BYTES], public_key[SIGN_PUBLIC_BYTES];

	make_keys(&keys);
	cr_assert_not(sign_make_keys(keys.secret_path, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	err = (struct err)ERR_INIT;
	cr_assert(sign_read_secret(keys.secret_path, secret, public_key, &err), "%s", err.message);
	cr_assert_eq(memcmp(secret, keys.secret, sizeof secret), 0);
	remove_keys(&keys);
}

Test(sign, what_is_no_key_is_refused)
{
	static const char *const texts[] = {"", "rolecall secret key 1 ", "rolecall secret key 1 AAAA\n",
					    "rolecall secret key 1 !!!!\n", "ssh-ed25519 AAAA\n"};
	struct keys keys;
	struct err err = ERR_INIT;

	make_keys(&keys);
	cr_assert_not(sign_read_public(keys.secret_path, keys.public_key, &err), "a secret key is no public one");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		err = (struct err)ERR_INIT;
		cr_assert(file_write_atomic(keys.secret_path, sv_from(texts[i]), 0600, &err), "%s", err.message);
		cr_assert_not(sign_read_secret(keys.secret_path, keys.secret, keys.public_key, &err), "%zu", i);
		cr_assert_not_null(strstr(err.message, "no secret key"), "%s", err.message);
	}
	remove_keys(&keys);
}

Test(sign, base64url_of_rfc_4648)
{
	static const char *const pairs[][2] = {
		{"", ""},           {"f", "Zg"},          {"fo", "Zm8"},          {"foo", "Zm9v"},
		{"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "-_8"}};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
		CLEANUP_STRBUF struct strbuf bytes = STRBUF_INIT;

		base64url_add(&text, sv_from(pairs[i][0]));
		cr_assert(sv_is(strbuf_sv(&text), pairs[i][1]), "%s", pairs[i][1]);
		cr_assert(base64url_decode(strbuf_sv(&text), &bytes));
		cr_assert(sv_is(strbuf_sv(&bytes), pairs[i][0]), "%s", pairs[i][1]);
	}
	CLEANUP_STRBUF struct strbuf none = STRBUF_INIT;
	cr_assert_not(base64url_decode(SV("a+/b"), &none), "the other alphabet");
	cr_assert_not(base64url_decode(SV("Zg=="), &none), "padding");
	cr_assert_not(base64url_decode(SV("Zm9vY"), &none), "a lone digit");
}

Test(hash, a_salt_is_32_hex_digits_and_never_the_same)
{
	char salts[64][HASH_SALT_SIZE];

	for (size_t i = 0; i < 64; i++) {
		memset(salts[i], 'x', sizeof salts[i]);
		hash_salt_hex(salts[i]);
		cr_assert_eq(strlen(salts[i]), 32);
		cr_assert_eq(strspn(salts[i], "0123456789abcdef"), 32, "%s", salts[i]);
		for (size_t k = 0; k < i; k++)
			cr_assert_str_neq(salts[i], salts[k]);
	}
}
