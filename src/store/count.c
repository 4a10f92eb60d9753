#include "store/count.h"
#include "store/criteria.h"

#define DOING "count the verdicts"

int64_t count_day(int64_t at_ms)
{
	return at_ms / DAY_MS - (at_ms % DAY_MS < 0);
}

/* round() and CAST of SQLite (func.c, roundFunc; vdbemem.c, doubleToInt64), so that both ways round alike. */
static int64_t whole(double number)
{
	if (number >= -4503599627370496.0 && number <= 4503599627370496.0)
		return (int64_t)(number + (number < 0 ? -0.5 : 0.5));
	return number >= 9223372036854775807.0    ? INT64_MAX
	       : number <= -9223372036854775808.0 ? INT64_MIN
						  : (int64_t)number;
}

void count_read(sqlite3_stmt *row, struct counted *out)
{
	double score = sqlite3_column_double(row, 6);
	*out = (struct counted){
		.id = sqlite3_column_int64(row, 0),
		.trainee = sqlite3_column_int64(row, 1),
		.team = sqlite3_column_int64(row, 2),
		.mode = sqlite3_column_int64(row, 3),
		.rubrics = sqlite3_column_int64(row, 4),
		.day = count_day(sqlite3_column_int64(row, 5)),
		/* One multiplication is exact enough: scores are kept unrounded, and no two machines differ in it. */
		.tenths = whole(score * 10),
		.micros = whole(score * 1000000),
		.has_score = sqlite3_column_type(row, 6) != SQLITE_NULL,
		.scenario = sqlite3_column_int64(row, 7),
		.passed = sqlite3_column_int64(row, 8),
		.outcome = sqlite3_column_int64(row, 9),
		.csat = sqlite3_column_int64(row, 10),
		.critical = sqlite3_column_int64(row, 11),
	};
}

/* A verdict as what it adds. Met and missed only have points: what did not apply or could not be judged is on neither
 * side. */
static void sums_of(const struct counted *attempt, const struct criterion_row *criterion, int verdict, double earned,
		    int64_t sums[LEDGER_SUMS])
{
	bool judged = verdict < VERDICT_NA;
	memset(sums, 0, LEDGER_SUMS * sizeof *sums);
	sums[LEDGER_MET] = verdict == VERDICT_MET;
	sums[LEDGER_MISSED] = verdict == VERDICT_MISSED;
	sums[LEDGER_NA] = verdict == VERDICT_NA;
	sums[LEDGER_ERRORS] = verdict == VERDICT_ERROR;
	if (!judged)
		return;
	sums[LEDGER_EARNED] = whole(earned * 1000000);
	sums[LEDGER_POINTS] = criterion->points;
	if (!attempt->has_score)
		return;
	sums[LEDGER_JUDGED] = 1;
	sums[LEDGER_HIT] = sums[LEDGER_MET];
	sums[LEDGER_TENTHS] = attempt->tenths;
	sums[LEDGER_TENTHS_HIT] = sums[LEDGER_MET] * attempt->tenths;
	sums[LEDGER_SQUARES] = attempt->tenths * attempt->tenths;
}

bool count_verdicts(struct store *store, const struct counted *attempt, struct ledger *criteria, struct ledger *skills,
		    struct err *err)
{
	STATEMENT statement =
		store_statement(store,
				"SELECT criterion, verdict, earned FROM verdict WHERE attempt = ?1 ORDER BY position",
				err);
	if (!statement)
		return false;
	store_bind_int(statement, 1, attempt->id);
	for (bool row = true;;) {
		const struct criterion_row *criterion;
		int64_t sums[LEDGER_SUMS];
		if (!store_step(store, statement, &row, DOING, err))
			return false;
		if (!row)
			return true;
		if (!store_criterion_row(store, sqlite3_column_int64(statement, 0), &criterion, err))
			return false;
		if (!criterion)
			continue;
		sums_of(attempt, criterion, sqlite3_column_int(statement, 1), sqlite3_column_double(statement, 2),
			sums);
		if (criteria)
			ledger_add(criteria, criterion->id, sums, 1);
		if (!skills || criterion->scored != 1)
			continue;
		memset(&sums[LEDGER_JUDGED], 0, (LEDGER_SUMS - LEDGER_JUDGED) * sizeof *sums);
		ledger_add(skills, criterion->first, sums, 1);
	}
}

const int count_keys[COUNT_KINDS] = {[COUNT_SKILLS] = 3, [COUNT_CRITERIA] = 4, [COUNT_EACH] = 3};

void count_key(enum count_kind kind, const struct counted *attempt, int64_t key[LEDGER_KEYS])
{
	const int64_t keys[COUNT_KINDS][LEDGER_KEYS] = {
		[COUNT_SKILLS] = {attempt->trainee, attempt->day, attempt->mode},
		[COUNT_CRITERIA] = {attempt->team, attempt->day, attempt->mode, attempt->rubrics},
		[COUNT_EACH] = {attempt->trainee, attempt->mode, attempt->rubrics},
	};
	memcpy(key, keys[kind], sizeof keys[kind]);
}

/* An attempt's verdicts once, then to where they belong. */
static bool count_one(struct store *store, const struct counted *attempt, struct ledger *criteria,
		      struct ledger *skills, struct ledgers by_kind[COUNT_KINDS], struct err *err)
{
	criteria->count = skills->count = 0;
	if (!count_verdicts(store, attempt, criteria, skills, err))
		return false;
	for (int kind = 0; kind < COUNT_KINDS; kind++) {
		int64_t key[LEDGER_KEYS];
		count_key((enum count_kind)kind, attempt, key);
		ledger_group_add(ledgers_group(&by_kind[kind], key), kind == COUNT_SKILLS ? skills : criteria);
	}
	return true;
}

bool count_all(struct store *store, int64_t trainee, struct ledgers by_kind[COUNT_KINDS], struct err *err)
{
	struct ledger criteria = {.entries = NULL}, skills = {.entries = NULL};
	STATEMENT statement =
		store_statement(store, trainee ? COUNT_ATTEMPTS " AND a.trainee = ?1" : COUNT_ATTEMPTS " ORDER BY a.id",
				err);
	bool ok = statement != NULL, row = true;
	if (ok && trainee)
		store_bind_int(statement, 1, trainee);
	while (ok && (ok = store_step(store, statement, &row, DOING, err)) && row) {
		struct counted attempt;
		count_read(statement, &attempt);
		ok = count_one(store, &attempt, &criteria, &skills, by_kind, err);
	}
	ledger_release(&criteria);
	ledger_release(&skills);
	return ok;
}
