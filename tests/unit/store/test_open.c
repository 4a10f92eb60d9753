#include "base/file.h"
#include "base/mem.h"
#include "desk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t mode_of(const char *path)
{
	struct stat status;
	cr_assert_eq(stat(path, &status), 0, "%s", path);
	return status.st_mode & 07777;
}

static void write_file(const char *path, struct sv bytes)
{
	struct err err = ERR_INIT;
	cr_assert(file_write_atomic(path, bytes, 0600, &err), "%s", err.message);
}

Test(open, memory)
{
	struct err err = ERR_INIT;
	struct store *store = store_open(":memory:", &err);
	cr_assert_not_null(store, "%s", err.message);
	cr_assert_str_eq(store_path(store), ":memory:");
	cr_assert_geq(store_version(store), 2);
	expect_sound(store);
	store_close(store);
	store_close(NULL);
}

static void expect_private(mode_t mask)
{
	struct desk desk;
	char side[600];
	desk_init(&desk);
	mode_t before = umask(mask);
	desk_again(&desk);
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_EXAM, 1, GOOD, 0, 100, true, false, 5};
	perform(desk.store, &good);
	umask(before);
	desk_file(&desk, "data", side);
	cr_assert_eq(mode_of(side), 0700);
	cr_assert_eq(mode_of(desk.path), 0600);
	desk_file(&desk, "data/rolecall.db-wal", side);
	cr_assert_eq(mode_of(side), 0600);
	desk_file(&desk, "data/rolecall.db-shm", side);
	cr_assert_eq(mode_of(side), 0600);
	desk_file(&desk, "copy.db", side);
	struct err err = ERR_INIT;
	umask(mask);
	cr_assert(store_backup(desk.store, side, &err), "%s", err.message);
	umask(before);
	cr_assert_eq(mode_of(side), 0600);
	desk_release(&desk);
}

Test(open, private_whatever_the_umask)
{
	expect_private(0);
	expect_private(0022);
	expect_private(0377);
}

Test(open, settings)
{
	struct desk desk;
	desk_open(&desk);
	store_close(desk.store);
	desk.store = NULL;
	cr_assert_eq(desk_number(desk.path, "PRAGMA application_id"), 0x726f6c65);
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
	cr_assert_eq(desk_number(desk.path,
				 "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
				 " AND name NOT LIKE 'sqlite%'"),
		     0);
	cr_assert_eq(desk_number(desk.path,
				 "SELECT sum(wr) FROM pragma_table_list WHERE name IN ('verdict', 'evidence')"),
		     2);
	desk_release(&desk);
}

Test(open, odd_names)
{
	static const char *const names[] = {"file:x?mode=memory",   "a b'c\";--.db",  "100%41.db", ":memory:",
					    "na\xc3\xafve#frag.db", "line\nbreak.db", "-dash"};
	struct desk desk;
	desk_init(&desk);
	cr_assert_eq(chdir(desk.folder), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct err err = ERR_INIT;
		char path[600];
		bool special = strcmp(names[i], ":memory:") == 0;
		desk_file(&desk, names[i], path);
		struct store *store = store_open(special ? path : names[i], &err);
		cr_assert_not_null(store, "%s", err.message);
		cr_assert(file_exists(path), "%s", path);
		store_close(store);
		store = store_open_readonly(path, &err);
		cr_assert_not_null(store, "%s", err.message);
		expect_sound(store);
		store_close(store);
	}
	desk_release(&desk);
}

static void expect_refused(const char *path, const char *words)
{
	CLEANUP_STRBUF struct strbuf before = STRBUF_INIT;
	struct err err = ERR_INIT;
	cr_assert(file_read(path, 1 << 24, &before, &err));
	cr_assert_null(store_open(path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	cr_assert(desk_same_file(path, strbuf_sv(&before)), "%s was touched", path);
	err = (struct err)ERR_INIT;
	cr_assert_null(store_open_readonly(path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert(desk_same_file(path, strbuf_sv(&before)), "%s was touched", path);
}

Test(open, refuses_other_files)
{
	struct desk desk;
	char path[600];
	desk_init(&desk);
	desk_file(&desk, "short", path);
	write_file(path, SV("hello"));
	expect_refused(path, "not a rolecall store");
	desk_file(&desk, "long", path);
	CLEANUP_STRBUF struct strbuf letters = STRBUF_INIT;
	for (int i = 0; i < 3000; i++)
		strbuf_addstr(&letters, "dear diary ");
	write_file(path, strbuf_sv(&letters));
	expect_refused(path, "not a rolecall store");
	desk_file(&desk, "other.db", path);
	desk_sql(path, "CREATE TABLE books (title TEXT); INSERT INTO books VALUES ('x')");
	expect_refused(path, "not a rolecall store");
	desk_file(&desk, "wal.db", path);
	desk_sql(path, "PRAGMA journal_mode = WAL; CREATE TABLE books (title TEXT); PRAGMA application_id = 12");
	expect_refused(path, "not a rolecall store");
	desk_release(&desk);
}

Test(open, refuses_a_newer_version)
{
	struct desk desk;
	desk_open(&desk);
	store_close(desk.store);
	desk.store = NULL;
	desk_sql(desk.path, "PRAGMA user_version = 999");
	expect_refused(desk.path, "newer rolecall (version 999");
	desk_sql(desk.path, "PRAGMA user_version = -3");
	expect_refused(desk.path, "impossible version -3");
	desk_release(&desk);
}

Test(open, an_empty_file_becomes_a_store)
{
	struct desk desk;
	char path[600];
	struct err err = ERR_INIT;
	desk_init(&desk);
	desk_file(&desk, "empty.db", path);
	write_file(path, SV(""));
	cr_assert_null(store_open_readonly(path, &err));
	struct store *store = store_open(path, &err);
	cr_assert_not_null(store, "%s", err.message);
	expect_sound(store);
	store_close(store);
	desk_release(&desk);
}

Test(open, readonly)
{
	struct desk desk;
	struct err err = ERR_INIT;
	int64_t id = 0;
	desk_init(&desk);
	cr_assert_null(store_open_readonly(desk.path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not_null(strstr(err.message, "no store at"));
	cr_assert_not(file_exists(desk.path));
	desk_again(&desk);
	cr_assert(store_trainee_add(desk.store, SV("ana"), SV(""), 1, &id, &err));
	struct store *reader = store_open_readonly(desk.path, &err);
	cr_assert_not_null(reader, "%s", err.message);
	int64_t found = 0;
	cr_assert(store_trainee_find(reader, SV("ana"), &found, &err));
	cr_assert_eq(found, id);
	err = (struct err)ERR_INIT;
	cr_assert_not(store_trainee_add(reader, SV("ben"), SV(""), 1, &found, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not_null(strstr(err.message, "may only be read"), "%s", err.message);
	store_close(reader);
	desk_release(&desk);
}

Test(open, places_that_do_not_work)
{
	struct desk desk;
	char path[600];
	struct err err = ERR_INIT;
	desk_init(&desk);
	cr_assert_null(store_open("", &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	err = (struct err)ERR_INIT;
	cr_assert_null(store_open(desk.folder, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	desk_file(&desk, "plain", path);
	write_file(path, SV("x"));
	desk_file(&desk, "plain/below.db", path);
	err = (struct err)ERR_INIT;
	cr_assert_null(store_open(path, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_gt(strlen(err.message), 20);
	if (geteuid() != 0) { /* root may write anywhere */
		cr_assert_eq(chmod(desk.folder, 0500), 0);
		err = (struct err)ERR_INIT;
		cr_assert_null(store_open(desk.path, &err));
		cr_assert_eq(err.kind, ERR_STORE);
		cr_assert_eq(chmod(desk.folder, 0700), 0);
	}
	desk_release(&desk);
}
