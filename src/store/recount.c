/* recount.c - the kept totals of verdicts against the verdicts: one walk over these in the order they lie in, added up
 * in memory. As SQL it is a sort of every verdict of the store. */
#include "store/count.h"
#include "store/criteria.h"

/* What is kept, and how it is called when it is wrong. */
static const struct kept {
	const char *sql, *whose, *what;
} kept[COUNT_KINDS] = {
	[COUNT_SKILLS] = {"SELECT sums, trainee, day, mode FROM total_skill", "trainee", "the kept totals by skill"},
	[COUNT_CRITERIA] = {"SELECT sums, team, day, mode, rubrics FROM total_criterion", "criterion",
			    "its kept totals"},
	[COUNT_EACH] = {"SELECT sums, trainee, mode, rubrics FROM total_each", "trainee",
			"the kept totals by criterion"},
};

struct told {
	enum count_kind kind;
	struct strbuf *findings;
	int64_t last;
	int most, count;
};

/* Once for rows of one trainee, or of one criterion, in turn. */
static void tell(struct told *told, const struct ledger_group *group, int64_t what, const char *how)
{
	int64_t number = told->kind == COUNT_CRITERIA ? what : group->key[0];
	if (told->count >= told->most || (told->count && told->last == number))
		return;
	told->count++;
	told->last = number;
	strbuf_addf(told->findings, "%s %lld: %s %s\n", kept[told->kind].whose, (long long)number,
		    kept[told->kind].what, how);
}

static bool counts(const struct ledger_entry *entry)
{
	return entry && ledger_verdicts(entry->sums) != 0;
}

/* Every entry of one that the other does not have like that. */
static void tell_differences(struct told *told, const struct ledger_group *group, const struct ledger *one,
			     const struct ledger *other)
{
	for (size_t i = 0; i < one->count; i++) {
		const struct ledger_entry *entry = &one->entries[i], *same = ledger_find(other, entry->what);
		if ((counts(entry) || counts(same)) && (!same || memcmp(entry->sums, same->sums, sizeof same->sums)))
			tell(told, group, entry->what, "are not what the verdicts give");
	}
}

static void compare(struct told *told, struct ledger_group *group, struct sv packed)
{
	struct ledger is = {.entries = NULL}, should = {.entries = NULL};
	group->seen = true;
	if (sv_eq(packed, ledger_group_packed(group)))
		return;
	ledger_add_packed(&should, ledger_group_packed(group), 1);
	if (!ledger_add_packed(&is, packed, 1)) {
		tell(told, group, is.count ? is.entries[0].what : 0, "are damaged");
	} else {
		tell_differences(told, group, &is, &should);
		tell_differences(told, group, &should, &is);
	}
	ledger_release(&is);
	ledger_release(&should);
}

static bool compare_all(struct store *store, struct told *told, struct ledgers *counted, struct err *err)
{
	STATEMENT statement = store_statement(store, kept[told->kind].sql, err);
	for (bool row = true; statement;) {
		int64_t key[LEDGER_KEYS] = {0};
		if (!store_step(store, statement, &row, "check the store", err))
			return false;
		if (!row)
			break;
		for (int i = 0; i < count_keys[told->kind]; i++)
			key[i] = sqlite3_column_int64(statement, 1 + i);
		compare(told, ledgers_group(counted, key), store_column_bytes(statement, 0));
	}
	struct ledger_group **groups = ledgers_sorted(counted);
	for (size_t i = 0; statement && groups[i]; i++) {
		const struct ledger *ledger = &groups[i]->ledger;
		if (!groups[i]->seen)
			ledger_add_packed(&groups[i]->ledger, ledger_group_packed(groups[i]), 1);
		for (size_t e = 0; e < ledger->count; e++)
			tell(told, groups[i], ledger->entries[e].what, "leave verdicts out");
	}
	free(groups);
	return statement != NULL;
}

bool store_recount(struct store *store, int most, struct strbuf *findings, struct err *err)
{
	struct ledgers by_kind[COUNT_KINDS] = {0};
	store_criteria_forget(store); /* what is checked is what is there now */
	bool ok = count_all(store, 0, by_kind, err);
	for (int kind = 0; ok && kind < COUNT_KINDS; kind++) {
		struct told told = {.kind = (enum count_kind)kind, .findings = findings, .most = most};
		ok = compare_all(store, &told, &by_kind[kind], err);
	}
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		ledgers_release(&by_kind[kind]);
	return ok;
}

bool store_count_anew(struct store *store, struct err *err)
{
	struct ledgers by_kind[COUNT_KINDS] = {0};
	bool ok = count_all(store, 0, by_kind, err);
	for (int kind = 0; ok && kind < COUNT_KINDS; kind++) {
		struct ledger_group **groups = ledgers_sorted(&by_kind[kind]);
		for (size_t i = 0; ok && groups[i]; i++) {
			ok = store_totals_keep(store, (enum count_kind)kind, groups[i]->key,
					       ledger_group_packed(groups[i]), err);
		}
		free(groups);
	}
	for (int kind = 0; kind < COUNT_KINDS; kind++)
		ledgers_release(&by_kind[kind]);
	return ok;
}
