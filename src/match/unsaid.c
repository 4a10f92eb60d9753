/* Hits that are there and yet not said: in a pile of words, or in a sentence that does everything at once. */
#include "match/matcher.h"

#include "base/mem.h"

#define CROWD_OWNERS 200 /* that are told apart; a rubric may say at most 100 */

static void cancel_piled(const struct words *words, struct group_state *state)
{
	for (size_t i = 0; words->has_piles && i < state->found_count; i++) {
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
		return (uintptr_t)a->set < (uintptr_t)b->set ? -1 : 1;
	if (a->sentence != b->sentence)
		return a->sentence < b->sentence ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

static void note_hits(struct match_scanner *scanner, const struct set_group *group, const struct group_state *state)
{
	for (size_t i = 0; i < state->found_count; i++) {
		const struct match_hit *hit = &state->found[i];
		if (hit->state != MATCH_HIT)
			continue;
		MEM_ENSURE(scanner->crowd, scanner->crowd_count, scanner->crowd_cap);
		scanner->crowd[scanner->crowd_count++] =
			(struct crowd_mark){.set = group->set,
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
static bool is_crowded(const struct match_scanner *scanner, const void *set, uint32_t sentence, int most)
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

static void cancel_crowded(struct match_scanner *scanner, const struct set_group *group, struct group_state *state)
{
	for (size_t i = 0; i < state->found_count; i++) {
		struct match_hit *hit = &state->found[i];
		if (hit->state == MATCH_HIT &&
		    is_crowded(scanner, group->set, sentence_at(&scanner->words, hit->start), group->crowd))
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

void cancel_unsaid(struct match_scanner *scanner)
{
	if (scanner->unsaid_done)
		return;
	scanner->unsaid_done = true;
	scanner->crowd_count = 0;
	for (size_t i = 0; i < scanner->touched_count; i++) {
		const struct set_group *group = scanner->matcher->groups[scanner->touched[i]];
		struct group_state *state = &scanner->groups[scanner->touched[i]];
		if (!group->ignore_piles || !state->found_count)
			continue;
		group_settle(state);
		cancel_piled(scan_words_piled(scanner), state);
		if (group->crowd > 0 && group->owner >= 0)
			note_hits(scanner, group, state);
	}
	if (!scanner->crowd_count)
		return;
	qsort(scanner->crowd, scanner->crowd_count, sizeof *scanner->crowd, compare_marks);
	if (!any_crowd(scanner))
		return;
	for (size_t i = 0; i < scanner->touched_count; i++) {
		const struct set_group *group = scanner->matcher->groups[scanner->touched[i]];
		if (group->ignore_piles && group->crowd > 0)
			cancel_crowded(scanner, group, &scanner->groups[scanner->touched[i]]);
	}
}
