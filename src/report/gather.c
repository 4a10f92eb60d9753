/* gather.c - the attempts of a report: read once, then grouped. */
#include "report/gather.h"

#include "base/clock.h"
#include "base/mem.h"

#include <math.h>

int64_t entry_week(const struct entry *entry)
{
	/* 1970 began on a Thursday: three days after a Monday. */
	int64_t shifted = entry->started_ms + 3 * 24 * 60 * MINUTE_MS;

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

const char *who_key(const struct gather *gather, const struct entry *entry)
{
	return gather->people[entry->person].who;
}

const char *team_key(const struct gather *gather, const struct entry *entry)
{
	return gather->people[entry->person].team;
}

const char *scenario_key(const struct gather *gather, const struct entry *entry)
{
	return gather->scenes[entry->scene].scenario;
}

const char *channel_key(const struct gather *gather, const struct entry *entry)
{
	return gather->scenes[entry->scene].channel;
}

const char *family_key(const struct gather *gather, const struct entry *entry)
{
	return gather->scenes[entry->scene].family;
}

/* Places within sittings and among the trainee's own. Entries are in the order of their starts. */
static void place(struct gather *gather)
{
	struct entry **last = mem_calloc(gather->by_trainee.count + 1, sizeof *last);

	for (size_t i = 0; i < gather->count; i++) {
		struct entry *entry = &gather->entries[i], *before = last[entry->person];

		last[entry->person] = entry;
		entry->ordinal = before ? before->ordinal + 1 : 1;
		entry->position =
			before && entry->started_ms - before->finished_ms <= SITTING_GAP_MS ? before->position + 1 : 1;
	}
	free(last);
}

static uint32_t person_of(struct gather *gather, const struct attempt *attempt)
{
	size_t known = gather->by_trainee.count, number = tally_add(&gather->by_trainee, (uint64_t)attempt->trainee_id);

	MEM_ENSURE(gather->people, number, gather->people_cap);
	if (number == known)
		gather->people[number] =
			(struct player){attempt->trainee_id, gather_name(gather, attempt->trainee, attempt->trainee_id),
					attempt->team};
	return (uint32_t)number;
}

static uint32_t scene_of(struct gather *gather, const struct attempt *attempt)
{
	size_t number = tally_add(&gather->by_scenario, (uint64_t)attempt->scenario_id);

	MEM_ENSURE(gather->scenes, number, gather->scenes_cap);
	gather->scenes[number] = (struct scene){attempt->scenario, attempt->channel, attempt->family};
	return (uint32_t)number;
}

static uint32_t ending_of(struct gather *gather, const struct attempt *attempt)
{
	size_t number = tally_add(&gather->by_ending, (uint64_t)(uintptr_t)attempt->ending);

	MEM_ENSURE(gather->endings, number, gather->endings_cap);
	gather->endings[number] = attempt->ending;
	return (uint32_t)number;
}

static uint8_t outcome_of(const struct attempt *attempt)
{
	for (int i = 1; i < OUTCOME_COUNT; i++) {
		if (!strcmp(attempt->outcome, outcome_names[i - 1]))
			return (uint8_t)i;
	}
	return OUTCOME_NONE;
}

static void add_entry(void *data, const struct attempt *attempt)
{
	struct gather *gather = data;

	MEM_ENSURE(gather->entries, gather->count, gather->cap);
	gather->entries[gather->count++] = (struct entry){
		.id = attempt->id,
		.started_ms = attempt->started_ms,
		.finished_ms = attempt->finished_ms,
		.first_reply_ms = attempt->first_reply_ms,
		.handle_ms = attempt->handle_ms,
		.score = attempt->has_score ? attempt->score : NAN,
		.person = person_of(gather, attempt),
		.scene = scene_of(gather, attempt),
		.ending = ending_of(gather, attempt),
		.critical = attempt->critical_count,
		.csat = (uint8_t)attempt->csat,
		.mode = (uint8_t)attempt->mode,
		.outcome = outcome_of(attempt),
		.passed = attempt->passed,
	};
}

static void add_ended(void *data, const struct attempt *attempt)
{
	if (attempt->outcome[0]) /* else a branch that a rewind left behind */
		add_entry(data, attempt);
}

static int by_start(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	if (left->started_ms != right->started_ms)
		return left->started_ms < right->started_ms ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

/* Attempts are mostly kept in the order of their starts. */
static void sort_entries(struct gather *gather)
{
	for (size_t i = 1; i < gather->count; i++) {
		if (by_start(&gather->entries[i - 1], &gather->entries[i]) > 0) {
			qsort(gather->entries, gather->count, sizeof *gather->entries, by_start);
			return;
		}
	}
}

bool gather_entries(struct gather *gather, struct err *err)
{
	if (!store_attempts_each(gather->report, gather->store, &gather->query, add_ended, gather, err))
		return false;
	sort_entries(gather);
	place(gather);
	return true;
}

bool gather_others(const struct gather *gather, const struct attempt_query *query, struct gather *others,
		   struct err *err)
{
	*others = (struct gather){.store = gather->store,
				  .report = gather->report,
				  .query = *query,
				  .pseudonyms = gather->pseudonyms};
	if (!store_attempts_each(others->report, others->store, query, add_entry, others, err))
		return false;
	sort_entries(others);
	return true;
}

void gather_release(struct gather *gather)
{
	free(gather->entries);
	free(gather->people);
	free(gather->scenes);
	free(gather->endings);
	tally_release(&gather->by_trainee);
	tally_release(&gather->by_scenario);
	tally_release(&gather->by_ending);
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
static void fill_groups(struct group *groups, size_t group_count, const size_t *group_of, const uint32_t *numbers,
			const struct entry *const *entries, size_t total)
{
	const struct entry **space = MEM_ARRAY(groups, const struct entry *, total + 1);

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
	uint32_t *numbers = mem_calloc(total + 1, sizeof *numbers);
	size_t *group_of, cap = 0;
	struct keyed *keys = NULL;
	struct group *groups;

	for (size_t i = 0; i < total; i++) {
		size_t known = tally.count;
		const char *text = key ? key(gather, entries[i]) : NULL;
		int64_t value = key ? 0 : number(entries[i]);

		numbers[i] = (uint32_t)tally_add(&tally, key ? (uint64_t)(uintptr_t)text : (uint64_t)value);
		if (tally.count == known)
			continue;
		MEM_ENSURE(keys, known, cap);
		keys[known] = (struct keyed){text, value, known};
	}
	group_of = mem_calloc(tally.count + 1, sizeof *group_of);
	groups = make_groups(gather, keys, tally.count, group_of, count);
	fill_groups(groups, *count, group_of, numbers, entries, total);
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

struct group *gather_by_key(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			    entry_key *key, size_t *count)
{
	return group(gather, entries, entry_count, key, NULL, count);
}

struct group *gather_by_number(const struct gather *gather, const struct entry *const *entries, size_t entry_count,
			       entry_number *number, size_t *count)
{
	return group(gather, entries, entry_count, NULL, number, count);
}
