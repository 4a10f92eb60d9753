/* gather.c - the attempts of a report: read once, then grouped. */
#include "report/gather.h"

#include "base/clock.h"
#include "base/mem.h"

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

static int by_id(const void *a, const void *b)
{
	const struct attempt_times *left = a, *right = b;

	return (left->attempt > right->attempt) - (left->attempt < right->attempt);
}

static int by_trainee(const void *a, const void *b)
{
	const struct entry *left = *(struct entry *const *)a, *right = *(struct entry *const *)b;
	int64_t one = left->attempt->trainee_id, two = right->attempt->trainee_id;

	return one != two ? (one > two) - (one < two) : (left > right) - (left < right);
}

/* Places within sittings and among the trainee's own; names made once a trainee. */
static void place(struct gather *gather)
{
	struct entry **sorted = MEM_ARRAY(gather->report, struct entry *, gather->count + 1);
	const struct entry *last = NULL;

	for (size_t i = 0; i < gather->count; i++)
		sorted[i] = &gather->entries[i];
	qsort(sorted, gather->count, sizeof *sorted, by_trainee);
	for (size_t i = 0; i < gather->count; i++) {
		struct entry *entry = sorted[i];
		const struct attempt *now = entry->attempt;
		bool same = last && last->attempt->trainee_id == now->trainee_id;

		entry->ordinal = same ? last->ordinal + 1 : 1;
		entry->position =
			same && now->started_ms - last->attempt->finished_ms <= SITTING_GAP_MS ? last->position + 1 : 1;
		entry->who = same ? last->who : gather_name(gather, now->trainee, now->trainee_id);
		last = entry;
	}
	talloc_free(sorted);
}

static bool read_entries(struct gather *gather, struct err *err)
{
	size_t count = 0, time_count = 0;
	struct attempt *attempts = store_attempts(gather->report, gather->store, &gather->query, &count, err);
	struct attempt_times *times =
		attempts ? store_times(gather->report, gather->store, &gather->query, &time_count, err) : NULL;

	if (!times)
		return false;
	gather->entries = MEM_ARRAY(gather->report, struct entry, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (!attempts[i].outcome[0])
			continue; /* a branch that a rewind left behind */
		struct attempt_times key = {attempts[i].id, -1, -1};
		const struct attempt_times *found = bsearch(&key, times, time_count, sizeof key, by_id);

		gather->entries[gather->count++] = (struct entry){
			.attempt = &attempts[i],
			.first_reply_ms = found ? found->first_reply_ms : -1,
			.handle_ms = found ? found->handle_ms : -1,
			.week = week_of(attempts[i].started_ms),
		};
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
			  struct gather *gather, struct err *err)
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
	if (read_entries(gather, err))
		return report;
	talloc_free(report);
	return NULL;
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
	const struct entry *entry;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *left = a, *right = b;
	int order = left->key && right->key ? strcmp(left->key, right->key) : 0;

	if (!order)
		order = (left->number > right->number) - (left->number < right->number);
	return order ? order : (left->entry > right->entry) - (left->entry < right->entry);
}

static struct group *cut_groups(const struct gather *gather, struct keyed *keyed, size_t total, size_t *count)
{
	struct group *groups = MEM_ARRAY(gather->report, struct group, total + 1);
	const struct entry **entries = MEM_ARRAY(gather->report, const struct entry *, total + 1);

	qsort(keyed, total, sizeof *keyed, by_key);
	*count = 0;
	for (size_t i = 0; i < total; i++) {
		struct group *last = *count ? &groups[*count - 1] : NULL;

		entries[i] = keyed[i].entry;
		if (!last || last->number != keyed[i].number || (last->key && strcmp(last->key, keyed[i].key) != 0)) {
			last = &groups[(*count)++];
			*last = (struct group){keyed[i].key, keyed[i].number, &entries[i], 0};
		}
		last->count++;
	}
	talloc_free(keyed);
	return groups;
}

struct group *gather_by(const struct gather *gather, entry_key *key, size_t *count)
{
	struct keyed *keyed = MEM_ARRAY(gather->report, struct keyed, gather->count + 1);

	for (size_t i = 0; i < gather->count; i++)
		keyed[i] = (struct keyed){key(&gather->entries[i]), 0, &gather->entries[i]};
	return cut_groups(gather, keyed, gather->count, count);
}

struct group *gather_by_number(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			       entry_number *number, size_t *count)
{
	struct keyed *keyed = MEM_ARRAY(gather->report, struct keyed, entry_count + 1);

	for (size_t i = 0; i < entry_count; i++)
		keyed[i] = (struct keyed){NULL, number(entries[i]), entries[i]};
	return cut_groups(gather, keyed, entry_count, count);
}
