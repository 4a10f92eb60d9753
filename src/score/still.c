#include "score/still.h"

#include "base/mem.h"

#include <string.h>

static bool counts(const struct judgement *now)
{
	return now->verdict == VERDICT_MET || now->verdict == VERDICT_MISSED;
}

void sums_move(const struct section_sums *sums, const struct slot *slot, const struct judgement *before,
	       const struct judgement *now)
{
	const struct criterion *criterion = slot->criterion;
	int section = sums->first[slot->rubric_index] + criterion->section;

	if (criterion->section < 0 || criterion->section >= slot->rubric->section_count)
		return;
	sums->applicable[section] += criterion->points * (counts(now) - counts(before));
	sums->earned[section] +=
		criterion->points * ((counts(now) ? now->share : 0) - (counts(before) ? before->share : 0));
}

double sums_score(const struct section_sums *sums, const struct rubric *rubric, int index, bool *known)
{
	double sum = 0, weights = 0;

	for (int i = 0; i < rubric->section_count; i++) {
		int at = sums->first[index] + i;

		if (sums->applicable[at] <= 0)
			continue;
		sum += rubric->sections[i].weight * (sums->earned[at] / sums->applicable[at]);
		weights += rubric->sections[i].weight;
	}
	*known = weights > 0;
	return *known ? 100.0 * sum / weights : 0;
}

double still_score(struct still *still, const struct rubric *rubric, int index, const int *first_section, bool *known)
{
	struct section_sums sums = {first_section, still->earned, still->applicable};

	if (still->stale[index])
		still->score[index] = sums_score(&sums, rubric, index, &still->known[index]);
	still->stale[index] = false;
	*known = still->known[index];
	return still->score[index];
}

static void judge_all(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;

	for (int i = 0; i < scorer->slot_count; i++) {
		const struct slot *slot = &scorer->slots[i];

		if (slot->derived)
			continue;
		if (slot->kind && slot->kind->catch_up)
			slot->kind->catch_up(session, i);
		session->tallies[i].now = verdict_judge(session, i);
	}
	for (int i = 0; i < scorer->derived_count; i++)
		verdict_derive(session, scorer->derived[i]);
}

/* One reply that holds nothing, and the end. */
static void play_still(struct score_session *session)
{
	struct reply nothing = {.turn = 1, .text = SV(""), .at_ms = -1, .wait_ms = -1};

	MEM_ENSURE(session->replies, session->reply_count, session->reply_cap);
	session->replies[session->reply_count++] = nothing;
	session->closed = true;
	applies_begin_still(session);
	judge_all(session);
	session->reply_count = session->record_count = session->stirred_count = 0;
	session->seen->grade_end = -1;
	session->value_count = 0;
	session->closed = false;
}

struct still *still_new(const void *ctx, struct score_session *session, const int *first_section, size_t sections)
{
	const struct scorer *scorer = session->scorer;
	const struct judgement nothing = {.verdict = VERDICT_NA};
	struct tally *tallies = session->tallies;
	struct still *still = MEM_NEW(ctx, struct still);
	size_t slots = (size_t)scorer->slot_count + 1;
	struct section_sums sums = {first_section, MEM_ARRAY(still, double, sections + 1),
				    MEM_ARRAY(still, int, sections + 1)};

	still->start = MEM_ARRAY(still, struct tally, slots);
	still->tallies = MEM_ARRAY(still, struct tally, slots);
	still->earned = sums.earned;
	still->applicable = sums.applicable;
	still->score = MEM_ARRAY(still, double, (size_t)scorer->card_count + 1);
	still->known = MEM_ARRAY(still, bool, (size_t)scorer->card_count + 1);
	still->stale = MEM_ARRAY(still, bool, (size_t)scorer->card_count + 1);
	for (int i = 0; i < scorer->slot_count; i++)
		still->tallies[i] = (struct tally){.from = -1, .first = -1, .last = -1};
	session->tallies = still->tallies;
	session->at_once = true;
	play_still(session);
	session->at_once = false;
	session->tallies = tallies;
	for (int i = 0; i < scorer->slot_count; i++) {
		struct tally *tally = &still->tallies[i];

		tally->first = tally->last = -1;
		tally->stirred = false;
		still->start[i] = *tally;
		if (scorer->slots[i].rubric_index < scorer->card_count && slot_is_scored(&scorer->slots[i]))
			sums_move(&sums, &scorer->slots[i], &nothing, &tally->now);
	}
	for (int r = 0; r < scorer->card_count; r++)
		still->stale[r] = true;
	return still;
}
