#include "base/clock.h"
#include "store/internal.h"
#include "store/schema.h"
#include "store/totals.h"

static const char *const step_1[] = {STORE_SCHEMA_1_PEOPLE, STORE_SCHEMA_1_ATTEMPTS, STORE_SCHEMA_1_CONTENT, NULL};
static const char *const step_2[] = {STORE_SCHEMA_2, NULL};
static const char *const step_3[] = {STORE_SCHEMA_3_HISTORY, STORE_SCHEMA_3_DESK, STORE_SCHEMA_3_TOTALS, NULL};
static const char *const step_4[] = {STORE_SCHEMA_4, NULL};
static const char *const step_5[] = {STORE_SCHEMA_5_TIMES, STORE_SCHEMA_5_TOTALS, NULL};
static const char *const step_6[] = {STORE_SCHEMA_6, NULL};
static const char *const step_7[] = {STORE_SCHEMA_7, NULL};

/* steps[n] takes version n to n + 1. Append only; docs/HACKING.md has the checklist. */
static const char *const *const steps[] = {step_1, step_2, step_3, step_4, step_5, step_6, step_7};

const int store_newest_version = (int)(sizeof(steps) / sizeof(steps[0]));

/* PRAGMA takes no parameters; the number is ours. */
static bool set_pragma(struct store *store, const char *name, int value, struct err *err)
{
	CLEANUP_STRBUF struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "PRAGMA %s = %d", name, value);
	return store_exec(store, sql.buf, "bring the store up to date", err);
}

static bool migrate(struct store *store, struct err *err)
{
	/* Read again under the lock: another program may have been quicker. */
	int64_t version = 0;
	if (!store_number(store, "PRAGMA user_version", 0, 0, &version, err))
		return false;
	if (version >= store_newest_version)
		return true;
	for (int step = (int)version; step < store_newest_version; step++) {
		for (const char *const *sql = steps[step]; *sql; sql++) {
			if (!store_exec(store, *sql, "bring the store up to date", err))
				return false;
		}
	}
	/* Version 7 keeps sums as only the program can pack them. */
	if (version > 0 && version < 7 && !store_count_anew(store, err))
		return false;
	/* The history began with version 3: what was finished before is sealed as it stands. */
	if (version > 0 && version < 3 && !store_seal_all(store, clock_wall_ms(), err))
		return false;
	return set_pragma(store, "application_id", STORE_APPLICATION_ID, err) &&
	       set_pragma(store, "user_version", store_newest_version, err);
}

bool store_migrate(struct store *store, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	return store_end(store, migrate(store, err), err);
}
