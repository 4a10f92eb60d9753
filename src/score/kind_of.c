/* kind_of.c - any_of, all_of, at_least N of: verdicts made of other criteria's. Members that are N/A are left out (when
 * too few are left for N, all that are left must be met); all N/A is N/A. */
#include "score/inside.h"

struct members {
	int met, open, error, counted;
};

static struct members count_members(const struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	struct members members = {0, 0, 0, 0};

	for (int i = 0; i < plan->criterion->of_count; i++) {
		int member = slot_of(session->scorer, plan->rubric_index, plan->criterion->of[i]);
		const struct judgement *now = member < 0 ? NULL : &session->tallies[member].now;

		if (!now || now->verdict == VERDICT_NA)
			continue;
		members.counted++;
		members.met += now->verdict == VERDICT_MET;
		members.error += now->verdict == VERDICT_ERROR;
		members.open += now->verdict == VERDICT_MISSED && now->open;
	}
	return members;
}

static struct judgement judge_needing(const struct score_session *session, int slot, int need)
{
	struct members members = count_members(session, slot);

	if (members.counted == 0)
		return judged(VERDICT_NA);
	if (need > members.counted)
		need = members.counted;
	if (members.met >= need)
		return judged(VERDICT_MET);
	if (members.met + members.error >= need)
		return judged(VERDICT_ERROR);
	return judged_missed(members.met + members.error + members.open >= need);
}

static struct judgement judge_any(const struct score_session *session, int slot)
{
	return judge_needing(session, slot, 1);
}

static struct judgement judge_all(const struct score_session *session, int slot)
{
	return judge_needing(session, slot, slot_at(session, slot)->criterion->of_count);
}

static struct judgement judge_at_least(const struct score_session *session, int slot)
{
	int need = slot_at(session, slot)->criterion->at_least;

	return judge_needing(session, slot, need > 1 ? need : 1);
}

/* The members' evidence: of those met when it is met, of all when it is not. A member that is composed itself gives its
 * first. */
static void evidence(const struct score_session *session, int slot, struct spans *out)
{
	const struct slot *plan = slot_at(session, slot);
	bool met = session->tallies[slot].now.verdict == VERDICT_MET;

	for (int i = 0; i < plan->criterion->of_count; i++) {
		int member = slot_of(session->scorer, plan->rubric_index, plan->criterion->of[i]);
		enum verdict verdict = member < 0 ? VERDICT_NA : session->tallies[member].now.verdict;
		struct span first;

		if (verdict == VERDICT_NA || (met && verdict != VERDICT_MET))
			continue;
		if (!slot_at(session, member)->derived)
			evidence_of(session, member, out);
		else if (evidence_first(session, member, &first))
			spans_add(out, first);
	}
}

const struct kind_ops kind_any_of = {.judge = judge_any, .evidence = evidence};
const struct kind_ops kind_all_of = {.judge = judge_all, .evidence = evidence};
const struct kind_ops kind_at_least_of = {.judge = judge_at_least, .evidence = evidence};
