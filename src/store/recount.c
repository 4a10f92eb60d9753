/* recount.c - the kept totals of verdicts against the verdicts: one walk over these in the order they lie in, added up
 * in memory. As SQL it is a sort of every verdict of the store. */
#include "store/names.h"
#include "store/totals.h"

enum { MET, MISSED, NA, ERRORS, EARNED, POINTS, JUDGED, HIT, TENTHS_ALL, TENTHS_HIT, SQUARES, SUMS };
#define SKILL_SUMS JUDGED /* total_skill has those before it */

struct sum {
	int64_t key[3]; /* whose, of what, mode */
	int64_t sums[SUMS];
	bool used, kept; /* kept: the table has just this */
};

struct sums {
	struct sum *slots; /* open addressing */
	size_t count, cap;
};

struct criterion_row {
	int64_t points, skill; /* skill: -1 on trial */
	bool known;
};

struct recount {
	struct store *store;
	struct names skills; /* the same text is the same pointer */
	struct criterion_row *criteria;
	int64_t criteria_cap;
	struct sums each, by_skill, by_criterion;
};

static struct sum *slot_of(struct sum *slots, size_t cap, const int64_t key[3])
{
	uint64_t mixed = 0;
	for (int i = 0; i < 3; i++)
		mixed = (mixed ^ (uint64_t)key[i]) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(mixed >> 32) & (cap - 1);
	while (slots[at].used && memcmp(slots[at].key, key, sizeof slots[at].key) != 0)
		at = (at + 1) & (cap - 1);
	return &slots[at];
}

static struct sum *sum_of(struct sums *sums, int64_t whose, int64_t what, int64_t mode)
{
	const int64_t key[3] = {whose, what, mode};
	if (2 * sums->count >= sums->cap) {
		size_t cap = sums->cap ? 2 * sums->cap : 256;
		struct sum *slots = mem_calloc(cap, sizeof *slots);
		for (size_t i = 0; i < sums->cap; i++) {
			if (sums->slots[i].used)
				*slot_of(slots, cap, sums->slots[i].key) = sums->slots[i];
		}
		free(sums->slots);
		sums->slots = slots;
		sums->cap = cap;
	}
	struct sum *sum = slot_of(sums->slots, sums->cap, key);
	if (!sum->used) {
		sum->used = true;
		memcpy(sum->key, key, sizeof key);
		sums->count++;
	}
	return sum;
}

static void add(struct sum *to, const int64_t sums[SUMS])
{
	for (int i = 0; i < SUMS; i++)
		to->sums[i] += sums[i];
}

static int64_t skill_number(struct recount *recount, struct sv skill)
{
	return (int64_t)(intptr_t)names_text(&recount->skills, skill);
}

static bool read_criteria(struct recount *recount, struct err *err)
{
	if (!store_number(recount->store, "SELECT coalesce(max(id), 0) + 1 FROM criterion", 0, 1,
			  &recount->criteria_cap, err))
		return false;
	recount->criteria = mem_calloc((size_t)recount->criteria_cap, sizeof *recount->criteria);
	STATEMENT statement =
		store_statement(recount->store,
				"SELECT id, points, skill, scored FROM criterion WHERE id >= 0 ORDER BY id", err);
	for (bool row = true; statement;) {
		if (!store_step(recount->store, statement, &row, "check the store", err))
			return false;
		if (!row)
			return true;
		recount->criteria[sqlite3_column_int64(statement, 0)] = (struct criterion_row){
			.points = sqlite3_column_int64(statement, 1),
			.skill = sqlite3_column_int(statement, 3) ? skill_number(recount, store_column(statement, 2))
								  : -1,
			.known = true,
		};
	}
	return false;
}

static void count_verdict(struct recount *recount, sqlite3_stmt *row)
{
	int64_t criterion = sqlite3_column_int64(row, 4), sums[SUMS] = {0};
	int64_t verdict = sqlite3_column_int64(row, 5), tenths = sqlite3_column_int64(row, 2);
	bool judged = verdict < VERDICT_NA, has_score = sqlite3_column_int(row, 3) != 0;
	if (criterion < 0 || criterion >= recount->criteria_cap || !recount->criteria[criterion].known)
		return; /* the check of references says so */
	sums[MET] = verdict == VERDICT_MET;
	sums[MISSED] = verdict == VERDICT_MISSED;
	sums[NA] = verdict == VERDICT_NA;
	sums[ERRORS] = verdict == VERDICT_ERROR;
	if (judged) {
		sums[EARNED] = sqlite3_column_int64(row, 6);
		sums[POINTS] = recount->criteria[criterion].points;
	}
	if (judged && has_score) {
		sums[JUDGED] = 1;
		sums[HIT] = sums[MET];
		sums[TENTHS_ALL] = tenths;
		sums[TENTHS_HIT] = sums[MET] * tenths;
		sums[SQUARES] = tenths * tenths;
	}
	add(sum_of(&recount->each, sqlite3_column_int64(row, 0), criterion, sqlite3_column_int64(row, 1)), sums);
}

static bool count_verdicts(struct recount *recount, struct err *err)
{
	STATEMENT statement = store_statement(recount->store,
					      "SELECT a.trainee, a.mode, a.tenths, a.has_score, v.criterion, v.verdict,"
					      " " MICRO("v.earned") " FROM (SELECT a.id, a.trainee, a.mode,"
								    " coalesce(" TENTHS
								    ", 0) AS tenths, a.score IS NOT NULL AS has_score"
								    " FROM attempt a WHERE " COUNTED " ORDER BY a.id) a"
								    " CROSS JOIN verdict v ON v.attempt = a.id",
					      err);
	for (bool row = true; statement;) {
		if (!store_step(recount->store, statement, &row, "check the store", err))
			return false;
		if (!row)
			break;
		count_verdict(recount, statement);
	}
	for (size_t i = 0; i < recount->each.cap; i++) {
		const struct sum *sum = &recount->each.slots[i];
		if (!sum->used)
			continue;
		int64_t skill = recount->criteria[sum->key[1]].skill;
		add(sum_of(&recount->by_criterion, 0, sum->key[1], sum->key[2]), sum->sums);
		if (skill != -1)
			add(sum_of(&recount->by_skill, sum->key[0], skill, sum->key[2]), sum->sums);
	}
	return statement != NULL;
}

/* What is kept, and how it is called when it is wrong. */
static const struct kept {
	const char *sql;
	int count; /* of sums */
	int named; /* the key's place that names it */
	const char *whose, *what;
} kept[] = {
	{"SELECT trainee, skill, mode, met, missed, na, errors, earned, points FROM total_skill", SKILL_SUMS, 0,
	 "trainee", "the kept totals by skill"},
	{"SELECT 0, criterion, mode, met, missed, na, errors, earned, points, judged, hit, tenths, tenths_hit, squares"
	 " FROM total_criterion",
	 SUMS, 1, "criterion", "its kept totals"},
	{"SELECT trainee, criterion, mode, met, missed, na, errors, earned, points, judged, hit, tenths, tenths_hit,"
	 " squares FROM total_each",
	 SUMS, 0, "trainee", "the kept totals by criterion"},
};

struct told {
	struct strbuf *findings;
	int64_t last;
	int most, count;
};

/* Once for a trainee's rows in turn. */
static void tell(struct told *told, const struct kept *table, int64_t number, const char *how)
{
	if (told->count >= told->most || (told->count && told->last == number))
		return;
	told->count++;
	told->last = number;
	strbuf_addf(told->findings, "%s %lld: %s %s\n", table->whose, (long long)number, table->what, how);
}

/* A row of the table: of what the verdicts give, or of zeros, which taking away leaves behind. */
static void compare(struct recount *recount, const struct kept *table, struct sums *sums, sqlite3_stmt *row,
		    struct told *told)
{
	bool by_skill = table->count == SKILL_SUMS, equal = true, empty = true;
	int64_t what = by_skill ? skill_number(recount, store_column(row, 1)) : sqlite3_column_int64(row, 1);
	struct sum *sum = sum_of(sums, sqlite3_column_int64(row, 0), what, sqlite3_column_int64(row, 2));
	for (int i = 0; i < table->count; i++) {
		equal = equal && sqlite3_column_int64(row, 3 + i) == sum->sums[i];
		empty = empty && (i > ERRORS || !sqlite3_column_int64(row, 3 + i));
	}
	bool counted = sum->sums[MET] + sum->sums[MISSED] + sum->sums[NA] + sum->sums[ERRORS] > 0;
	sum->kept = true;
	if (!equal && (counted || !empty))
		tell(told, table, sqlite3_column_int64(row, table->named), "are not what the verdicts give");
}

static bool compare_all(struct recount *recount, const struct kept *table, struct sums *sums, int most,
			struct strbuf *findings, struct err *err)
{
	struct told told = {.findings = findings, .most = most};
	STATEMENT statement = store_statement(recount->store, table->sql, err);
	for (bool row = true; statement;) {
		if (!store_step(recount->store, statement, &row, "check the store", err))
			return false;
		if (!row)
			break;
		compare(recount, table, sums, statement, &told);
	}
	for (size_t i = 0; statement && i < sums->cap; i++) {
		if (sums->slots[i].used && !sums->slots[i].kept)
			tell(&told, table, sums->slots[i].key[table->named], "leave verdicts out");
	}
	return statement != NULL;
}

bool store_recount(struct store *store, int most, struct strbuf *findings, struct err *err)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct recount recount = {.store = store};
	struct sums *const sums[] = {&recount.by_skill, &recount.by_criterion, &recount.each};
	names_init(&recount.skills, pool, store);
	bool ok = read_criteria(&recount, err) && count_verdicts(&recount, err);
	for (size_t i = 0; ok && i < sizeof(kept) / sizeof(kept[0]); i++)
		ok = compare_all(&recount, &kept[i], sums[i], most, findings, err);
	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++)
		free(sums[i]->slots);
	free(recount.criteria);
	names_release(&recount.skills);
	return ok;
}
