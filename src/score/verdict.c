/* verdict.c - judging what a turn touched, and what that changed.
 *
 * What is told, in rubric and criterion order:
 * - MET when the verdict turns to met; for a standing criterion (met until something spoils it: forbids aside, those
 * are a count without a minimum, `every reply`, `last reply`, lengths and measures) at the close only, as nothing was
 * done to earn it before;
 * - MISSED when it can no longer be met; LOST when a met that was told no longer holds (MISSED follows when that is
 * final);
 * - a forbid tells BROKE for each reply that does it, and nothing else. Trial criteria tell nothing. */
#include "score/inside.h"

#include "base/mem.h"

const char *const verdict_names[] = {"met", "missed", "na", "error", NULL};

void verdict_touch(struct score_session *session, int slot)
{
	if (session->at_once || session->tallies[slot].touched)
		return;
	session->tallies[slot].touched = true;
	session->touched[session->touched_count++] = slot;
}

struct judgement verdict_judge(const struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);

	if (!plan->kind || session->tallies[slot].from < 0)
		return judged(VERDICT_NA);
	if (plan->criterion->where.kind == WHERE_FIRST_REPLIES && window_of(session, slot).never)
		return judged(VERDICT_NA);
	return plan->kind->judge(session, slot);
}

static void find_lead(struct score_session *session, int slot)
{
	struct spans spans;
	struct tally *tally = &session->tallies[slot];

	if (!slot_at(session, slot)->leads)
		return;
	spans.count = 0;
	evidence_of(session, slot, &spans);
	tally->has_lead = spans.count > 0;
	if (tally->has_lead)
		tally->lead = spans.items[0];
}

void verdict_derive(struct score_session *session, int slot)
{
	session->tallies[slot].now = verdict_judge(session, slot);
	find_lead(session, slot);
}

static void tell(struct score_session *session, int slot, enum score_change_kind kind)
{
	const struct slot *plan = slot_at(session, slot);

	MEM_ENSURE(session->changes, session->change_count, session->change_cap);
	session->changes[session->change_count++] =
		(struct score_change){kind, plan->rubric_index, plan->criterion->index};
}

static void tell_forbid(struct score_session *session, int slot, const struct judgement *now)
{
	struct tally *tally = &session->tallies[slot];

	if (now->offences > tally->offences && !now->open) {
		tally->broke_step = session->step;
		tell(session, slot, CHANGE_BROKE);
	}
	if (!now->open)
		tally->offences = now->offences;
}

static void tell_changes(struct score_session *session, int slot, const struct judgement *now)
{
	const struct slot *plan = slot_at(session, slot);
	struct tally *tally = &session->tallies[slot];
	bool met = now->verdict == VERDICT_MET;

	if (plan->criterion->status == STATUS_TRIAL)
		return;
	if (plan->criterion->kind == KIND_FORBID) {
		tell_forbid(session, slot, now);
		return;
	}
	if (met && !tally->announced_met && (!plan->standing || session->closed)) {
		tally->announced_met = true;
		tally->announced_missed = false;
		tell(session, slot, CHANGE_MET);
	} else if (!met && tally->announced_met) {
		tally->announced_met = false;
		tell(session, slot, CHANGE_LOST);
	}
	if (now->verdict == VERDICT_MISSED && !now->open && !tally->announced_missed) {
		tally->announced_missed = true;
		tell(session, slot, CHANGE_MISSED);
	}
}

static void settle(struct score_session *session, int slot)
{
	struct judgement now = verdict_judge(session, slot);

	session->tallies[slot].touched = false;
	session->tallies[slot].now = now;
	find_lead(session, slot);
	tell_changes(session, slot, &now);
}

void verdict_begin(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;

	for (int i = 0; i < scorer->slot_count; i++) {
		session->tallies[i].touched = false;
		if (!scorer->slots[i].derived)
			session->tallies[i].now = verdict_judge(session, i);
	}
	for (int i = 0; i < scorer->derived_count; i++) {
		session->tallies[scorer->derived[i]].now = verdict_judge(session, scorer->derived[i]);
		find_lead(session, scorer->derived[i]);
	}
	session->touched_count = 0;
}

static int compare_changes(const void *left, const void *right)
{
	const struct score_change *a = left, *b = right;

	if (a->rubric != b->rubric)
		return a->rubric < b->rubric ? -1 : 1;
	if (a->criterion != b->criterion)
		return a->criterion < b->criterion ? -1 : 1;
	/* LOST before MISSED */
	return (int)b->kind - (int)a->kind;
}

void verdict_update(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;

	for (int i = 0; i < session->touched_count; i++)
		if (!scorer->slots[session->touched[i]].derived)
			settle(session, session->touched[i]);
	for (int i = 0; i < scorer->derived_count; i++)
		settle(session, scorer->derived[i]);
	session->touched_count = 0;
	if (session->change_count > 1)
		qsort(session->changes, (size_t)session->change_count, sizeof *session->changes, compare_changes);
}

const struct score_change *score_changes(const struct score_session *session, size_t *count)
{
	*count = (size_t)session->change_count;
	return session->changes;
}

int slot_of(const struct scorer *scorer, int rubric, int criterion)
{
	if (rubric < 0 || rubric >= scorer->rubric_count || criterion < 0 ||
	    criterion >= scorer->rubrics[rubric]->criterion_count)
		return -1;
	return scorer->first[rubric] + criterion;
}

enum verdict score_verdict(const struct score_session *session, int rubric, int criterion, bool *open)
{
	int slot = slot_of(session->scorer, rubric, criterion);

	if (open)
		*open = slot >= 0 && session->tallies[slot].now.open;
	return slot < 0 ? VERDICT_NA : session->tallies[slot].now.verdict;
}

double score_strength(const struct score_session *session, int rubric, int criterion)
{
	int slot = slot_of(session->scorer, rubric, criterion);

	return slot < 0 ? 0 : session->tallies[slot].now.strength;
}

bool score_broke_now(const struct score_session *session, int rubric, int criterion)
{
	int slot = slot_of(session->scorer, rubric, criterion);

	return slot >= 0 && session->step > 0 && session->tallies[slot].broke_step == session->step;
}

bool score_ever_broke(const struct score_session *session, int rubric, int criterion)
{
	int slot = slot_of(session->scorer, rubric, criterion);

	return slot >= 0 && session->tallies[slot].now.offences > 0;
}

bool score_asks(struct score_session *session)
{
	uint32_t start, end;

	return session->reply_count > 0 && reply_asks(session, session->reply_count - 1, &start, &end);
}

const struct match_hit *score_said(const struct score_session *session, int group, size_t *count)
{
	const struct scorer *scorer = session->scorer;

	*count = 0;
	if (!session->fresh || scorer->extra_base < 0 || group < 0 || group >= scorer->extra_groups)
		return NULL;
	return match_hits(session->scanner, scorer->extra_base + group, count, NULL);
}
