/* Hits that are there and yet not said: in a pile of words, or in a sentence that does everything at once. */
#include "match/matcher.h"

#include "base/mem.h"
#include "base/sort.h"

static void cancel_piled(const struct words *words, struct group_state *state)
{
	for (size_t i = 0; i < state->found_count; i++) {
		struct match_hit *hit = &state->found[i];
		if (hit->state == MATCH_HIT && words_piled_at(words, hit->start, hit->end))
			hit->state = MATCH_PILED;
	}
}

/* Line breaks do not divide a crowd. */
static uint32_t sentence_at(const struct words *words, uint32_t offset)
{
	size_t at = words_at(words, offset);
	return at < words->count ? words->items[at].stretch : UINT32_MAX;
}

static int compare_marks(const void *left, const void *right)
{
	const struct crowd_mark *a = left, *b = right;
	if (a->set != b->set)
		return a->set < b->set ? -1 : 1;
	if (a->sentence != b->sentence)
		return a->sentence < b->sentence ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

static bool mark_is_behind(const struct crowd_mark *a, const struct crowd_mark *b)
{
	return compare_marks(a, b) > 0;
}

SORT_FEW(sort_marks, struct crowd_mark, 32, mark_is_behind, compare_marks)

static void note_hits(struct match_scanner *scanner, uint32_t number, const struct group_state *state)
{
	const struct set_group *group = scanner->matcher->groups[number];

	for (size_t i = 0; i < state->found_count; i++) {
		const struct match_hit *hit = &state->found[i];
		if (hit->state != MATCH_HIT)
			continue;
		MEM_ENSURE(scanner->crowd, scanner->crowd_count, scanner->crowd_cap);
		scanner->crowd[scanner->crowd_count++] =
			(struct crowd_mark){.set = scanner->matcher->set_of_group[number],
					    .sentence = sentence_at(&scanner->words, hit->start),
					    .start = hit->start,
					    .end = hit->end,
					    .owner = group->owner,
					    .most = group->crowd};
	}
}

static bool add_owner(int *owners, int *count, int owner)
{
	for (int i = 0; i < *count; i++)
		if (owners[i] == owner)
			return false;
	owners[(*count)++] = owner;
	return true;
}

/* Are there more than `most` places in this sentence at each of which another owner has a hit? One phrase may serve
 * several. The marks are sorted. */
static bool is_crowded(const struct match_scanner *scanner, uint32_t set, uint32_t sentence, int most)
{
	struct crowd_mark first = {.set = set, .sentence = sentence};
	int owners[CROWD_OWNERS], owner_count = 0, places = 0;
	size_t low = 0, high = scanner->crowd_count;
	uint32_t end = 0;
	bool counted = false;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_marks(&scanner->crowd[middle], &first) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < scanner->crowd_count && owner_count < CROWD_OWNERS; i++) {
		const struct crowd_mark *mark = &scanner->crowd[i];
		if (mark->set != set || mark->sentence != sentence)
			break;
		if (i == low || mark->start >= end)
			counted = false;
		end = i == low || mark->end > end ? mark->end : end;
		if (!add_owner(owners, &owner_count, mark->owner) || counted)
			continue;
		counted = true;
		places++;
	}
	return places > most;
}

static void cancel_crowded(struct match_scanner *scanner, uint32_t number, struct group_state *state)
{
	const struct set_group *group = scanner->matcher->groups[number];

	group_settle(state);
	for (size_t i = 0; i < state->found_count; i++) {
		struct match_hit *hit = &state->found[i];
		if (hit->state == MATCH_HIT && is_crowded(scanner, scanner->matcher->set_of_group[number],
							  sentence_at(&scanner->words, hit->start), group->crowd))
			hit->state = MATCH_CROWDED;
	}
}

/* Is there a crowd anywhere? A sentence with few marks has none, and most have few. The marks are sorted. */
static bool any_crowd(const struct match_scanner *scanner)
{
	for (size_t i = 0, end; i < scanner->crowd_count; i = end) {
		const struct crowd_mark *mark = &scanner->crowd[i];
		int most = mark->most;

		for (end = i + 1; end < scanner->crowd_count; end++) {
			const struct crowd_mark *other = &scanner->crowd[end];
			if (other->set != mark->set || other->sentence != mark->sentence)
				break;
			most = other->most < most ? other->most : most;
		}
		if (end - i > (size_t)most && is_crowded(scanner, mark->set, mark->sentence, most))
			return true;
	}
	return false;
}

static bool may_crowd(const struct set_group *group, const struct group_state *state)
{
	return group->ignore_piles && group->crowd > 0 && group->owner >= 0 && state->found_count > 0;
}

/* How many owners of each set have anything in the text: as many places may be crowded at most. */
static void count_owners(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;

	memset(scanner->crowds, 0, matcher->set_count * sizeof *scanner->crowds);
	for (size_t i = 0; i < scanner->touched_count; i++) {
		uint32_t number = scanner->touched[i];
		const struct set_group *group = matcher->groups[number];
		struct crowd_count *crowd = &scanner->crowds[matcher->set_of_group[number]];

		if (!may_crowd(group, &scanner->groups[number]))
			continue;
		if (group->owner >= CROWD_OWNERS) {
			crowd->count++;
			continue;
		}
		uint64_t *owners = &crowd->owners[group->owner / 64], bit = UINT64_C(1) << (group->owner % 64);
		crowd->count += !(*owners & bit);
		*owners |= bit;
	}
}

/* Could a sentence be crowded with hits of this group's set? */
static bool is_suspect(const struct match_scanner *scanner, uint32_t group)
{
	const struct matcher *matcher = scanner->matcher;

	return matcher->groups[group]->crowd > 0 &&
	       scanner->crowds[matcher->set_of_group[group]].count > matcher->groups[group]->crowd;
}

static void cancel_crowds(struct match_scanner *scanner)
{
	const struct matcher *matcher = scanner->matcher;

	scanner->crowd_count = 0;
	count_owners(scanner);
	for (size_t i = 0; i < scanner->touched_count; i++) {
		uint32_t number = scanner->touched[i];
		struct group_state *state = &scanner->groups[number];

		if (!may_crowd(matcher->groups[number], state) || !is_suspect(scanner, number))
			continue;
		group_settle(state);
		note_hits(scanner, number, state);
	}
	if (!scanner->crowd_count)
		return;
	sort_marks(scanner->crowd, scanner->crowd_count);
	if (!any_crowd(scanner))
		return;
	for (size_t i = 0; i < scanner->touched_count; i++) {
		uint32_t number = scanner->touched[i];
		const struct set_group *group = matcher->groups[number];
		if (group->ignore_piles && is_suspect(scanner, number))
			cancel_crowded(scanner, number, &scanner->groups[number]);
	}
}

/* Piles go first: what is heaped up crowds no sentence. */
void cancel_unsaid(struct match_scanner *scanner)
{
	if (scanner->unsaid_done)
		return;
	scanner->unsaid_done = true;
	const struct words *words = scan_words_piled(scanner);
	for (size_t i = 0; words->has_piles && i < scanner->touched_count; i++) {
		struct group_state *state = &scanner->groups[scanner->touched[i]];
		if (!scanner->matcher->groups[scanner->touched[i]]->ignore_piles || !state->found_count)
			continue;
		group_settle(state);
		cancel_piled(words, state);
	}
	cancel_crowds(scanner);
}
