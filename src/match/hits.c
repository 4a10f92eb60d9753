/* From candidates to the hits that count: exceptions, then leftmost-longest. */
#include "match/matcher.h"

#include "base/mem.h"
#include "base/sort.h"

void group_grow(struct group_state *state)
{
	MEM_ENSURE(state->found, state->found_count, state->found_cap);
	MEM_ENSURE(state->except, state->except_count, state->except_cap);
}

void group_error(struct match_scanner *scanner, const struct phrase_code *phrase)
{
	struct group_state *state = group_touch(scanner, phrase->group);
	if (!state->error)
		state->error = (uint32_t)phrase->index + 1;
}

static int compare_hit(const void *a, const void *b)
{
	const struct match_hit *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->phrase < y->phrase ? -1 : x->phrase > y->phrase;
}

static bool hit_is_behind(const struct match_hit *a, const struct match_hit *b)
{
	return compare_hit(a, b) > 0;
}

SORT_FEW(sort_hits, struct match_hit, 24, hit_is_behind, compare_hit)

static int compare_span(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end < y->end ? -1 : x->end > y->end;
}

/* Both lists are sorted by start. `reach`: the furthest end of the exceptions that start before the hit's end. */
static void cancel_excepted(struct group_state *state)
{
	if (!state->except_count)
		return;
	qsort(state->except, state->except_count, sizeof *state->except, compare_span);
	for (size_t i = 1; i < state->except_count; i++)
		if (state->except[i].end < state->except[i - 1].end)
			state->except[i].end = state->except[i - 1].end;
	for (size_t i = 0; i < state->found_count; i++) {
		struct match_hit *hit = &state->found[i];
		size_t low = 0, high = state->except_count;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (state->except[middle].start < hit->end)
				low = middle + 1;
			else
				high = middle;
		}
		/* ends are now running maxima: enough to know that one of them reaches the hit */
		if (low && state->except[low - 1].end > hit->start && hit->state == MATCH_HIT)
			hit->state = MATCH_EXCEPTED;
	}
}

static void keep(struct match_hit **list, uint32_t *count, uint32_t *cap, struct match_hit hit)
{
	MEM_ENSURE(*list, *count, *cap);
	(*list)[(*count)++] = hit;
}

void group_settle(struct group_state *state)
{
	if (state->settled)
		return;
	state->settled = true;
	sort_hits(state->found, state->found_count);
	cancel_excepted(state);
}

void group_finish(struct group_state *state)
{
	uint32_t hit_end = 0, cancelled_end = 0;

	if (state->finished)
		return;
	state->finished = true;
	state->hit_count = state->cancelled_count = 0;
	group_settle(state);
	for (size_t i = 0; i < state->found_count; i++) {
		struct match_hit hit = state->found[i];
		if (hit.state == MATCH_HIT && (!state->hit_count || hit.start >= hit_end)) {
			keep(&state->hits, &state->hit_count, &state->hit_cap, hit);
			hit_end = hit.end;
		} else if (hit.state != MATCH_HIT && (!state->cancelled_count || hit.start >= cancelled_end)) {
			keep(&state->cancelled, &state->cancelled_count, &state->cancelled_cap, hit);
			cancelled_end = hit.end;
		}
	}
}

/* NULL when nothing of the group was found. */
static struct group_state *group_found(const struct match_scanner *scanner, int group)
{
	if (!scanner->matcher || group < 0 || (size_t)group >= scanner->matcher->group_count)
		return NULL;
	struct group_state *state = &scanner->groups[group];
	return state->text == scanner->text_number ? state : NULL;
}

/* The same, when piles and crowds have cancelled what they cancel. */
static struct group_state *group_said(struct match_scanner *scanner, int group)
{
	struct group_state *state = group_found(scanner, group);
	if (state && !state->finished && scanner->matcher->groups[group]->ignore_piles)
		cancel_unsaid(scanner);
	return state;
}

static struct group_state *group_finished(struct match_scanner *scanner, int group)
{
	struct group_state *state = group_said(scanner, group);
	if (state)
		group_finish(state);
	return state;
}

size_t match_count(struct match_scanner *scanner, int group, size_t enough, bool *error)
{
	struct group_state *state = group_said(scanner, group);
	*error = state && state->error;
	if (!state)
		return 0;
	if (!state->finished && (enough <= 1 || state->found_count == 1)) {
		if (state->except_count)
			group_settle(state);
		for (size_t i = 0; i < state->found_count; i++)
			if (state->found[i].state == MATCH_HIT)
				return 1;
		return 0;
	}
	group_finish(state);
	return state->hit_count;
}

const struct match_hit *match_hits(struct match_scanner *scanner, int group, size_t *count, bool *error)
{
	const struct group_state *state = group_finished(scanner, group);
	*count = state ? state->hit_count : 0;
	if (error)
		*error = state && state->error;
	return state ? state->hits : NULL;
}

const struct match_hit *match_cancelled(struct match_scanner *scanner, int group, size_t *count)
{
	const struct group_state *state = group_finished(scanner, group);
	*count = state ? state->cancelled_count : 0;
	return state ? state->cancelled : NULL;
}

int match_error_phrase(const struct match_scanner *scanner, int group)
{
	const struct group_state *state = group_found(scanner, group);
	return state ? (int)state->error - 1 : -1;
}

size_t match_distinct(struct match_scanner *scanner, int group, unsigned char *which)
{
	const struct group_state *state = group_finished(scanner, group);
	bool known = scanner->matcher && group >= 0 && (size_t)group < scanner->matcher->group_count;
	size_t phrases = known ? scanner->matcher->groups[group]->phrase_count : 0, count = 0;

	if (which)
		memset(which, 0, phrases);
	if (!state)
		return 0;
	unsigned char *seen = which ? which : mem_calloc(phrases + 1, 1);
	for (size_t i = 0; i < state->found_count; i++) {
		const struct match_hit *hit = &state->found[i];
		if (hit->state == MATCH_HIT && !seen[hit->phrase]) {
			seen[hit->phrase] = 1;
			count++;
		}
	}
	if (!which)
		free(seen);
	return count;
}

const uint32_t *match_touched(const struct match_scanner *scanner, size_t *count)
{
	*count = scanner->touched_count;
	return scanner->touched;
}
