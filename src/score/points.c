/* points.c - from verdicts to per cent (languages.md, section 3).
 *
 * Score of a rubric = sum over its sections of weight x (earned / applicable) / sum of the weights of the sections
 * where something applied, x 100. N/A and errors leave both sides; criticals, helpers and trials never enter. */
#include "score/inside.h"

#include <math.h>

bool slot_is_scored(const struct slot *slot)
{
	return slot->criterion->status == STATUS_SCORED && slot->criterion->critical == CRITICAL_NONE;
}

double points_earned(const struct slot *slot, const struct judgement *judgement)
{
	if (!slot_is_scored(slot) || judgement->verdict == VERDICT_NA || judgement->verdict == VERDICT_ERROR)
		return 0;
	return slot->criterion->points * judgement->share;
}

double points_of(const struct score_session *session, int rubric, bool *known, bool *incomplete)
{
	const struct scorer *scorer = session->scorer;
	const struct rubric *what = scorer->rubrics[rubric];
	double sum = 0, weights = 0;

	for (int i = 0; i < what->section_count; i++) {
		session->earned[i] = 0;
		session->applicable[i] = 0;
	}
	for (int s = scorer->first[rubric]; s < scorer->first[rubric + 1]; s++) {
		const struct slot *slot = &scorer->slots[s];
		const struct judgement *now = &session->tallies[s].now;
		int section = slot->criterion->section;

		*incomplete |= now->verdict == VERDICT_ERROR && slot->criterion->status == STATUS_SCORED;
		if (!slot_is_scored(slot) || now->verdict == VERDICT_NA || now->verdict == VERDICT_ERROR)
			continue;
		if (section < 0 || section >= what->section_count)
			continue;
		session->earned[section] += points_earned(slot, now);
		session->applicable[section] += slot->criterion->points;
	}
	for (int i = 0; i < what->section_count; i++) {
		if (session->applicable[i] <= 0)
			continue;
		sum += what->sections[i].weight * (session->earned[i] / session->applicable[i]);
		weights += what->sections[i].weight;
	}
	*known = weights > 0;
	return *known ? 100.0 * sum / weights : 0;
}

double score_so_far(const struct score_session *session, bool *known)
{
	double sum = 0;
	int count = 0;
	bool incomplete = false;

	for (int r = 0; r < session->scorer->card_count; r++) {
		bool has = false;
		double score = points_of(session, r, &has, &incomplete);

		sum += score;
		count += has;
	}
	*known = count > 0;
	return count > 0 ? sum / count : 0;
}

double scorecard_round(double per_cent)
{
	double tenths = per_cent * 10;

	/* Binary noise must not decide which way 62.25 goes. */
	return (tenths < 0 ? ceil(tenths - 0.5 - 1e-9) : floor(tenths + 0.5 + 1e-9)) / 10;
}
