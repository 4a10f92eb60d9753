#include "base/clock.h"
#include "base/file.h"
#include "store/answer.h"
#include "store/criteria.h"
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

char *store_plain_name(const char *path)
{
	/* Some builds of SQLite read "file:…" as a URI and ":…" as a special name; never with a folder in front. */
	return path[0] == '/' ? mem_strdup(path) : file_join(".", path);
}

bool store_create_file(const char *path, bool *exists, struct err *err)
{
	*exists = false;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		*exists = errno == EEXIST;
		return *exists ? false : err_set(err, ERR_STORE, "Could not create %.200s: %s.", path, strerror(errno));
	}
	/* Whatever the umask is; SQLite gives its side files the mode of this one. A file that is there already is
	 * never opened and closed by us: that would drop the locks of another handle of this program. */
	bool ok = fchmod(fd, 0600) == 0;
	int saved = errno;
	close(fd);
	return ok || err_set(err, ERR_STORE, "Could not protect %.200s: %s.", path, strerror(saved));
}

/* The store's folder, private when we are the ones who make it. */
static bool make_folder(const char *path, struct err *err)
{
	CLEANUP_FREE char *folder = file_folder(path);
	if (file_is_folder(folder))
		return true;
	struct err cause = ERR_INIT;
	if (!file_make_folders(folder, 0700, &cause))
		return err_set(err, ERR_STORE, "Could not make a place for the store: %s", cause.message);
	if (chmod(folder, 0700) != 0)
		return err_set(err, ERR_STORE, "Could not protect the folder %.200s: %s.", folder, strerror(errno));
	return true;
}

static bool open_handle(struct store *store, const char *name, int flags, struct err *err)
{
	int code = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK) {
		const char *detail = store->db ? sqlite3_errmsg(store->db) : "out of memory";
		return store_fail_code(store->path, code, detail, "open the store", err);
	}
	sqlite3_busy_handler(store->db, store_wait_for_writer, store);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	/* Until it is known to be ours, closing must not write to it either. */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return true;
}

/* Reads only. *fresh: an empty file, to be made a store. */
static bool recognise(struct store *store, bool *fresh, int64_t *version, struct err *err)
{
	int64_t application = 0, things = 0;
	if (!store_begin_read(store, err))
		return false;
	bool ok = store_number(store, "SELECT count(*) FROM sqlite_schema", 0, 0, &things, err) &&
		  store_number(store, "PRAGMA application_id", 0, 0, &application, err) &&
		  store_number(store, "PRAGMA user_version", 0, 0, version, err);
	if (!store_end_read(store, ok))
		return false;
	*fresh = application == 0 && *version == 0 && things == 0;
	if (*fresh && !store->readonly)
		return true;
	if (application != STORE_APPLICATION_ID)
		return err_set(err, ERR_STORE, "%.200s is not a rolecall store; nothing in it was changed.",
			       store->path);
	if (*version > store_newest_version)
		return err_set(err, ERR_STORE,
			       "The store %.200s was written by a newer rolecall (version %d of the store; this "
			       "program knows up to %d).",
			       store->path, (int)*version, store_newest_version);
	if (*version < 1)
		return err_set(err, ERR_STORE, "The store %.200s has the impossible version %d.", store->path,
			       (int)*version);
	if (store->readonly && *version < store_newest_version)
		return err_set(err, ERR_STORE,
			       "The store %.200s is from an older rolecall; run `rolecall store migrate` first.",
			       store->path);
	return true;
}

/* Changing the journal mode does not always wait for other openers by itself. */
static bool use_wal(struct store *store, struct err *err)
{
	int64_t until = clock_monotonic_ms() + STORE_BUSY_MS;
	for (;;) {
		int code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if (code == SQLITE_OK)
			return true;
		if (code != SQLITE_BUSY || clock_monotonic_ms() > until)
			return store_fail(store, "prepare the store", err);
		sqlite3_sleep(2);
	}
}

static bool prepare(struct store *store, struct err *err)
{
	bool fresh = false;
	int64_t version = 0;
	if (!recognise(store, &fresh, &version, err))
		return false;
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	/* FULL: a kept turn survives a power cut. secure_delete: what is erased leaves no copy in free pages. */
	if (!store_exec(store,
			"PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA "
			"cell_size_check = ON",
			"prepare the store", err))
		return false;
	if (store->readonly)
		return true;
	if (!use_wal(store, err))
		return false;
	/* The log is carried over into the file every 8 MB, by whoever commits; one that a large batch has made long is
	 * cut back then. */
	if (!store_exec(store, "PRAGMA wal_autocheckpoint = 2000; PRAGMA journal_size_limit = 8388608",
			"prepare the store", err))
		return false;
	return version == store_newest_version || store_migrate(store, err);
}

static struct store *store_new(const char *path, bool readonly)
{
	struct store *store = mem_calloc(1, sizeof(*store));
	store->path = mem_strdup(path);
	store->readonly = readonly;
	return store;
}

static struct store *finish_open(struct store *store, const char *name, int flags, struct err *err)
{
	if (open_handle(store, name, flags, err) && prepare(store, err))
		return store;
	store_close(store);
	return NULL;
}

struct store *store_open(const char *path, struct err *err)
{
	if (!path[0]) {
		err_set(err, ERR_USAGE, "The store needs a file name.");
		return NULL;
	}
	if (strcmp(path, ":memory:") == 0)
		return finish_open(store_new(path, false), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
	CLEANUP_FREE char *name = store_plain_name(path);
	bool exists = false;
	if (!make_folder(name, err) || (!store_create_file(name, &exists, err) && !exists))
		return NULL;
	return finish_open(store_new(path, false), name, SQLITE_OPEN_READWRITE, err);
}

struct store *store_open_readonly(const char *path, struct err *err)
{
	CLEANUP_FREE char *name = store_plain_name(path);
	if (!path[0] || !file_exists(name)) {
		err_set(err, ERR_STORE, "There is no store at %.200s yet.", path);
		return NULL;
	}
	return finish_open(store_new(path, true), name, SQLITE_OPEN_READONLY, err);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < store->cached; i++) {
		sqlite3_finalize(store->cache[i].statement);
		free(store->cache[i].sql);
	}
	store_seal_forget(store);
	store_criteria_forget(store);
	store_answered_free(store->answered);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}
