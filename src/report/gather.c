/* gather.c - the attempts of a report: read once, then grouped. */
#include "report/gather.h"

#include "base/clock.h"
#include "base/mem.h"
#include "report/tally.h"

#include <math.h>

static int64_t week_of(int64_t ms)
{
	/* 1970 began on a Thursday: three days after a Monday. */
	int64_t shifted = ms + 3 * 24 * 60 * MINUTE_MS;

	return shifted / WEEK_MS - (shifted % WEEK_MS < 0);
}

void add_week(struct strbuf *out, int64_t week)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;

	clock_add_iso(&text, week * WEEK_MS - 3 * 24 * 60 * MINUTE_MS);
	strbuf_add(out, text.buf, 10);
}

const char *gather_name(const struct gather *gather, const char *name, int64_t id)
{
	return gather->pseudonyms ? mem_pool_printf(gather->report, "trainee %lld", (long long)id) : name;
}

/* Places within sittings and among the trainee's own; names made once a trainee. Entries are in the order of their
 * starts. */
static void place(struct gather *gather)
{
	struct tally trainees = TALLY_INIT;
	struct entry **last = NULL; /* by trainee */
	size_t cap = 0;

	for (size_t i = 0; i < gather->count; i++) {
		struct entry *entry = &gather->entries[i], *before;
		const struct attempt *now = entry->attempt;
		size_t known = trainees.count, number = tally_add(&trainees, (uint64_t)now->trainee_id);

		MEM_ENSURE(last, number, cap);
		before = number < known ? last[number] : NULL;
		last[number] = entry;
		entry->ordinal = before ? before->ordinal + 1 : 1;
		entry->position = before && now->started_ms - before->attempt->finished_ms <= SITTING_GAP_MS
					  ? before->position + 1
					  : 1;
		entry->who = before ? before->who : gather_name(gather, now->trainee, now->trainee_id);
	}
	free(last);
	tally_release(&trainees);
}

struct entry entry_of(const struct attempt *attempt)
{
	return (struct entry){
		.attempt = attempt,
		.first_reply_ms = attempt->first_reply_ms,
		.handle_ms = attempt->handle_ms,
		.week = week_of(attempt->started_ms),
		.score = attempt->has_score ? attempt->score : NAN,
		.csat = attempt->csat,
		.critical = attempt->critical_count,
		.passed = attempt->passed,
		.resolved = !strcmp(attempt->outcome, "resolved"),
	};
}

bool gather_entries(struct gather *gather, struct err *err)
{
	size_t count = 0;
	struct attempt *attempts = store_attempts(gather->report, gather->store, &gather->query, &count, err);

	if (!attempts)
		return false;
	gather->entries = MEM_ARRAY(gather->report, struct entry, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (!attempts[i].outcome[0])
			continue; /* a branch that a rewind left behind */
		gather->entries[gather->count++] = entry_of(&attempts[i]);
	}
	place(gather);
	return true;
}

static int free_tables(struct report *report)
{
	for (size_t i = 0; i < report->part_count; i++)
		table_free(report->parts[i].table);
	return 0;
}

struct report *gather_new(const void *ctx, struct store *store, const struct report_request *request,
			  struct gather *gather)
{
	struct report *report = MEM_NEW(ctx, struct report);

	talloc_set_destructor(report, free_tables);
	report->query = request->query;
	if (!report->query.modes)
		report->query.modes = 1u << MODE_COACH | 1u << MODE_EXAM;
	report->query.modes &= 1u << MODE_COACH | 1u << MODE_EXAM; /* whatever is asked for */
	report->query.finished = 1;
	report->query.source = 1;
	report->team =
		mem_pool_strndup(report, request->query.team.p ? request->query.team.p : "", request->query.team.n);
	report->query.team = sv_from(report->team);
	*gather = (struct gather){.store = store,
				  .report = report,
				  .query = report->query,
				  .pseudonyms = request->pseudonyms};
	return report;
}

const struct entry **gather_all(const struct gather *gather)
{
	const struct entry **all = MEM_ARRAY(gather->report, const struct entry *, gather->count + 1);

	for (size_t i = 0; i < gather->count; i++)
		all[i] = &gather->entries[i];
	return all;
}

struct keyed {
	const char *key;
	int64_t number;
	size_t index; /* in the tally */
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;
	int order = left->key && right->key ? strcmp(left->key, right->key) : 0;

	return order ? order : (left->number > right->number) - (left->number < right->number);
}

/* Different keys, sorted, become groups; the same text may have come at two addresses. group_of: the group by number of
 * the tally. */
static struct group *make_groups(const struct gather *gather, struct keyed *keys, size_t different, size_t *group_of,
				 size_t *count)
{
	struct group *groups = MEM_ARRAY(gather->report, struct group, different + 1);

	if (different)
		qsort(keys, different, sizeof *keys, by_key);
	*count = 0;
	for (size_t i = 0; i < different; i++) {
		if (!i || by_key(&keys[i - 1], &keys[i]) != 0)
			groups[(*count)++] = (struct group){keys[i].key, keys[i].number, NULL, 0};
		group_of[keys[i].index] = *count - 1;
	}
	return groups;
}

/* `numbers`: of each entry in the tally. One walk counts, the next one places: entries keep their order. */
static void fill_groups(const struct gather *gather, struct group *groups, size_t group_count, const size_t *group_of,
			const size_t *numbers, const struct entry *const *entries, size_t total)
{
	const struct entry **space = MEM_ARRAY(gather->report, const struct entry *, total + 1);

	for (size_t i = 0; i < total; i++)
		groups[group_of[numbers[i]]].count++;
	for (size_t i = 0; i < group_count; i++) {
		groups[i].entries = space;
		space += groups[i].count;
		groups[i].count = 0;
	}
	for (size_t i = 0; i < total; i++) {
		struct group *group = &groups[group_of[numbers[i]]];

		group->entries[group->count++] = entries[i];
	}
}

/* By a text or, when `key` is NULL, by a number. */
static struct group *group(const struct gather *gather, const struct entry *const *entries, size_t total,
			   entry_key *key, entry_number *number, size_t *count)
{
	struct tally tally = TALLY_INIT;
	size_t *numbers = mem_calloc(total + 1, sizeof *numbers), *group_of, cap = 0;
	struct keyed *keys = NULL;
	struct group *groups;

	for (size_t i = 0; i < total; i++) {
		size_t known = tally.count;
		const char *text = key ? key(entries[i]) : NULL;
		int64_t value = key ? 0 : number(entries[i]);

		numbers[i] = tally_add(&tally, key ? (uint64_t)(uintptr_t)text : (uint64_t)value);
		if (tally.count == known)
			continue;
		MEM_ENSURE(keys, known, cap);
		keys[known] = (struct keyed){text, value, known};
	}
	group_of = mem_calloc(tally.count + 1, sizeof *group_of);
	groups = make_groups(gather, keys, tally.count, group_of, count);
	fill_groups(gather, groups, *count, group_of, numbers, entries, total);
	free(group_of);
	free(numbers);
	free(keys);
	tally_release(&tally);
	return groups;
}

struct group *gather_by(const struct gather *gather, entry_key *key, size_t *count)
{
	const struct entry **all = gather_all(gather);
	struct group *groups = group(gather, all, gather->count, key, NULL, count);

	talloc_free(all);
	return groups;
}

struct group *gather_by_number(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			       entry_number *number, size_t *count)
{
	return group(gather, entries, entry_count, NULL, number, count);
}
