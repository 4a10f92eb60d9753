#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every length up to some blocks, in pieces of every size: the hash of all these hashes, as Python's hashlib has it. */
Test(hash, sha256_of_every_length_and_cut)
{
	char bytes[300], hex[HASH_HEX_SIZE], all[HASH_HEX_SIZE];
	for (int i = 0; i < 300; i++)
		bytes[i] = (char)(i * 7 + 3);
	for (size_t piece = 1; piece < 140; piece += piece < 70 ? 1 : 23) {
		struct hash *of_all = hash_new();
		for (size_t length = 0; length < 300; length++) {
			char whole[HASH_HEX_SIZE];
			struct hash *hash = hash_new();
			for (size_t at = 0; at < length; at += piece)
				hash_add(hash, sv_make(bytes + at, length - at < piece ? length - at : piece));
			hash_finish_hex(hash, hex);
			hash_sha256_hex(sv_make(bytes, length), whole);
			cr_assert_str_eq(hex, whole, "%zu bytes in pieces of %zu", length, piece);
			hash_add(of_all, sv_from(hex));
		}
		hash_finish_hex(of_all, all);
		cr_assert_str_eq(all, "e58750e2a145fc5559c66f9b6cfb156f52894470a74c4daec866d7b6ceea29ea");
	}
}

Test(hash, sha256_of_a_million)
{
	char hex[HASH_HEX_SIZE], piece[1000];
	struct hash *hash = hash_new();
	memset(piece, 'a', sizeof piece);
	for (int i = 0; i < 1000; i++)
		hash_add(hash, sv_make(piece, sizeof piece));
	hash_finish_hex(hash, hex); /* FIPS 180-2, B.3 */
	cr_assert_str_eq(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

Test(hash, sha256_of_known_texts)
{
	char hex[HASH_HEX_SIZE], again[HASH_HEX_SIZE];
	hash_sha256_hex(SV("abc"), hex);
	cr_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	struct hash *hash = hash_new();
	hash_add(hash, SV("a"));
	hash_add(hash, SV(""));
	hash_add(hash, SV("bc"));
	hash_finish_hex(hash, again);
	cr_assert_str_eq(hex, again);
}

Test(rng, splitmix64_reference_values)
{
	struct rng rng;
	rng_seed(&rng, 1234567);
	cr_assert_eq(rng_next(&rng), UINT64_C(6457827717110365317));
	cr_assert_eq(rng_next(&rng), UINT64_C(3203168211198807973));
	int seen[3] = {0, 0, 0};
	for (int i = 0; i < 3000; i++)
		seen[rng_below(&rng, 3)]++;
	for (int i = 0; i < 3; i++)
		cr_assert(seen[i] > 850 && seen[i] < 1150);
	cr_assert_eq(rng_below(&rng, 0), 0);
	for (int i = 0; i < 100; i++) {
		double d = rng_unit(&rng);
		cr_assert(d >= 0.0 && d < 1.0);
	}
}

static char *fresh_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *path = file_join(base ? base : P_tmpdir, "rolecall-unit-XXXXXX");
	cr_assert_not_null(mkdtemp(path));
	return path;
}

Test(file, write_read_and_list)
{
	struct err err = ERR_INIT;
	CLEANUP_FREE char *root = fresh_folder();
	CLEANUP_FREE char *deep = file_join(root, "b/c");
	CLEANUP_FREE char *one = file_join(root, "z.yaml");
	CLEANUP_FREE char *two = file_join(deep, "a.yaml");
	CLEANUP_FREE char *hidden = file_join(root, ".h.yaml");
	CLEANUP_FREE char *link_path = file_join(root, "loop");
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct stat st;

	cr_assert(file_make_folders(deep, 0700, &err), "%s", err.message);
	cr_assert(file_make_folders(deep, 0700, &err), "twice is fine");
	cr_assert(file_write_atomic(one, SV("first"), 0600, &err));
	cr_assert(file_write_atomic(one, SV("hello"), 0640, &err));
	cr_assert(file_write_atomic(two, SV(""), 0600, &err));
	cr_assert(file_write_atomic(hidden, SV(""), 0600, &err));
	cr_assert_eq(symlink(root, link_path), 0);
	cr_assert_eq(stat(one, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0640);
	cr_assert(file_read(one, 5, &text, &err));
	cr_assert_str_eq(text.buf, "hello");
	strbuf_reset(&text);
	cr_assert_not(file_read(one, 4, &text, &err));
	cr_assert_eq(err.kind, ERR_LIMIT);
	cr_assert_not(file_read(root, 4, &text, &err));
	cr_assert_eq(err.kind, ERR_INPUT);

	size_t count = 0;
	char **paths = file_list(root, ".yaml", &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(paths[0], two);
	cr_assert_str_eq(paths[1], one);
	file_list_free(paths, count);
	unlink(one), unlink(two), unlink(hidden), unlink(link_path), rmdir(deep);
	CLEANUP_FREE char *middle = file_folder(deep);
	rmdir(middle), rmdir(root);
	cr_assert_not(file_exists(root));
	cr_assert_null(file_list(root, ".yaml", &count, &err));
	cr_assert_eq(err.kind, ERR_INPUT);
}

Test(file, paths)
{
	CLEANUP_FREE char *a = file_join("a/", "/b");
	CLEANUP_FREE char *b = file_join("", "b");
	CLEANUP_FREE char *c = file_folder("x");
	CLEANUP_FREE char *d = file_folder("/x");
	cr_assert_str_eq(a, "a/b");
	cr_assert_str_eq(b, "b");
	cr_assert_str_eq(c, ".");
	cr_assert_str_eq(d, "/");
}

Test(mem, pools_free_with_their_parent_and_start_zeroed)
{
	CLEANUP_TALLOC void *root = talloc_new(NULL);
	int *numbers = MEM_ARRAY(root, int, 4);
	cr_assert_eq(numbers[3], 0);
	numbers[3] = 7;
	numbers = MEM_GROW(root, numbers, int, 100);
	cr_assert_eq(numbers[3], 7);
	cr_assert_eq(numbers[99], 0);
	cr_assert_str_eq(mem_pool_printf(root, "%s-%d", "a", 1), "a-1");
	cr_assert_str_eq(mem_pool_strndup(numbers, "abc", 2), "ab");
	int *malloced = NULL;
	size_t cap = 0;
	for (size_t i = 0; i < 100; i++) {
		MEM_ENSURE(malloced, i, cap);
		malloced[i] = (int)i;
	}
	cr_assert_eq(malloced[99], 99);
	free(malloced);
}
