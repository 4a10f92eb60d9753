/* whole.c - whole transcripts, one after another: the same verdicts as a session fed and watched turn by turn, at a
 * cost that follows the hits.
 *
 * Nobody asks for changes here, so nothing is judged before the end; and most criteria of a large card are *quiet*: a
 * require, forbid or count that always applies and was not hit has the same verdict in every transcript with a reply.
 * That verdict and its points are worked out once; only what was hit, and what is not quiet, is judged anew. */
#include "score/inside.h"

#include "base/mem.h"

struct whole {
	struct judgement *quiet;        /* by slot; only of those that are quiet */
	bool *is_quiet;                 /* by slot */
	int *lively, lively_count;      /* the others, derived ones left out */
	int *criticals, critical_count; /* scored, of the card's rubrics */
	double *earned;                 /* by section over all rubrics: what the quiet ones give */
	int *applicable;
	int *first_section; /* of each rubric in these two */
	bool fresh;         /* the tallies are those that a transcript begins with, but for dirty and lively ones */
	double *now_earned;
	int *now_applicable;
	size_t section_count;
	struct score_brief brief;
};

static bool asks_verdicts(const struct cond *cond)
{
	switch (cond->op) {
	case COND_MET:
	case COND_MISSED:
	case COND_BROKE:
	case COND_SCORE: return true;
	default: break;
	}
	for (int i = 0; i < cond->count; i++)
		if (asks_verdicts(cond->children[i]))
			return true;
	return false;
}

static bool slot_is_quiet(const struct slot *slot)
{
	enum criterion_kind kind = slot->criterion->kind;

	if (!slot->kind)
		return true;
	return slot->gate == GATE_ALWAYS && !slot->derived && !slot_has_occasion(slot) &&
	       (kind == KIND_REQUIRE || kind == KIND_FORBID || kind == KIND_COUNT);
}

/* An only_if that asks for verdicts must see them after each reply. */
bool whole_is_possible(const struct scorer *scorer)
{
	for (int i = 0; i < scorer->gated_count; i++)
		if (asks_verdicts(scorer->slots[scorer->gated[i]].criterion->only_if))
			return false;
	return true;
}

static int section_of(const struct whole *whole, const struct slot *slot)
{
	int section = slot->criterion->section;

	if (section < 0 || section >= slot->rubric->section_count)
		return -1;
	return whole->first_section[slot->rubric_index] + section;
}

/* Adds (or with sign -1 takes away) what a judgement gives. */
static void count_points(const struct whole *whole, const struct slot *slot, const struct judgement *now, int sign,
			 double *earned, int *applicable)
{
	int section = section_of(whole, slot);

	if (section < 0 || !slot_is_scored(slot) || now->verdict == VERDICT_NA || now->verdict == VERDICT_ERROR)
		return;
	earned[section] += sign * points_earned(slot, now);
	applicable[section] += sign * slot->criterion->points;
}

/* The verdicts of a transcript whose one reply held nothing. */
static void judge_quiet(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	struct whole *whole = session->whole;

	session_restart(session, NULL);
	session->reply_count = 1;
	session->closed = true;
	for (int i = 0; i < scorer->slot_count; i++) {
		const struct slot *slot = &scorer->slots[i];

		whole->is_quiet[i] = slot_is_quiet(slot);
		if (whole->is_quiet[i]) {
			whole->quiet[i] = verdict_judge(session, i);
			if (slot->rubric_index < scorer->card_count)
				count_points(whole, slot, &whole->quiet[i], 1, whole->earned, whole->applicable);
		} else if (!slot->derived) {
			whole->lively[whole->lively_count++] = i;
		}
		if (slot->rubric_index < scorer->card_count && slot->criterion->critical != CRITICAL_NONE &&
		    slot->criterion->status == STATUS_SCORED)
			whole->criticals[whole->critical_count++] = i;
	}
	session->reply_count = 0;
	session->closed = false;
}

static void whole_prepare(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	size_t slots = (size_t)scorer->slot_count + 1, sections = 0;
	struct whole *whole = MEM_NEW(NULL, struct whole);

	whole->first_section = MEM_ARRAY(whole, int, (size_t)scorer->rubric_count + 1);
	for (int r = 0; r < scorer->rubric_count; r++) {
		whole->first_section[r] = (int)sections;
		sections += (size_t)scorer->rubrics[r]->section_count;
	}
	whole->section_count = sections;
	whole->quiet = MEM_ARRAY(whole, struct judgement, slots);
	whole->is_quiet = MEM_ARRAY(whole, bool, slots);
	whole->lively = MEM_ARRAY(whole, int, slots);
	whole->criticals = MEM_ARRAY(whole, int, slots);
	whole->earned = MEM_ARRAY(whole, double, sections + 1);
	whole->applicable = MEM_ARRAY(whole, int, sections + 1);
	whole->now_earned = MEM_ARRAY(whole, double, sections + 1);
	whole->now_applicable = MEM_ARRAY(whole, int, sections + 1);
	whole->brief.critical = MEM_ARRAY(whole, int, slots);
	session->whole = whole;
	judge_quiet(session);
}

void whole_free(struct whole *whole)
{
	talloc_free(whole);
}

static void begin_tally(struct score_session *session, int slot)
{
	const struct whole *whole = session->whole;

	session->tallies[slot] = (struct tally){.from = -1, .first = -1, .last = -1};
	if (slot_at(session, slot)->gate == GATE_ALWAYS || slot == session->forced)
		session->tallies[slot].from = 0;
	if (whole->is_quiet[slot])
		session->tallies[slot].now = whole->quiet[slot];
}

static void begin(struct score_session *session, const struct score_context *context)
{
	const struct scorer *scorer = session->scorer;
	struct whole *whole = session->whole;

	session_clear(session, context);
	if (whole->fresh && !session->untidy) {
		for (int i = 0; i < session->dirty_count; i++)
			begin_tally(session, session->dirty[i]);
		for (int i = 0; i < whole->lively_count; i++)
			begin_tally(session, whole->lively[i]);
		for (int i = 0; i < scorer->derived_count; i++)
			begin_tally(session, scorer->derived[i]);
	} else {
		for (int i = 0; i < scorer->slot_count; i++)
			begin_tally(session, i);
	}
	session->dirty_count = session->touched_count = 0;
	whole->fresh = true;
	session->untidy = false;
	for (int i = 0; i < whole->lively_count; i++)
		applies_begin_slot(session, whole->lively[i]);
	for (int i = 0; i < scorer->derived_count; i++)
		applies_begin_slot(session, scorer->derived[i]);
}

static void finish(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	const struct whole *whole = session->whole;

	session->closed = true;
	for (int i = 0; i < session->dirty_count; i++)
		if (whole->is_quiet[session->dirty[i]])
			session->tallies[session->dirty[i]].now = verdict_judge(session, session->dirty[i]);
	for (int i = 0; i < whole->lively_count; i++)
		session->tallies[whole->lively[i]].now = verdict_judge(session, whole->lively[i]);
	for (int i = 0; i < scorer->derived_count; i++)
		verdict_derive(session, scorer->derived[i]);
}

static void feed(struct score_session *session, const struct transcript *transcript)
{
	for (int i = 0; i < transcript->turn_count; i++) {
		const struct turn *turn = &transcript->turns[i];

		if (turn->who == WHO_CUSTOMER)
			score_customer(session, i + 1, turn->text, turn->at_ms);
		else if (turn->action.n > 0)
			score_action(session, i + 1, turn->action, turn->for_ms, turn->at_ms);
		else
			score_reply(session, i + 1, turn->text, turn->at_ms, NULL);
	}
}

static bool has_reply(const struct transcript *transcript)
{
	for (int i = 0; i < transcript->turn_count; i++)
		if (transcript->turns[i].who == WHO_AGENT && transcript->turns[i].action.n == 0)
			return true;
	return false;
}

static bool at_once(const struct score_session *session, const struct transcript *transcript)
{
	return session->forced < 0 && whole_is_possible(session->scorer) && has_reply(transcript);
}

/* True when it was done in whole. */
static bool score_turns(struct score_session *session, const struct transcript *transcript)
{
	struct score_context context = session->given;
	enum channel channel = transcript->channel.n > 0 ? channel_from(transcript->channel) : CHANNEL_UNKNOWN;

	if (!session->whole)
		whole_prepare(session);
	if (channel != CHANNEL_UNKNOWN)
		context.channel = channel;
	context.binding = (struct match_binding){.name = transcript->customer_name,
						 .agent = transcript->agent_name,
						 .company = transcript->company};
	if (!at_once(session, transcript)) {
		session_restart(session, &context);
		feed(session, transcript);
		score_close(session);
		return false;
	}
	begin(session, &context);
	session->at_once = true;
	feed(session, transcript);
	session->at_once = false;
	finish(session);
	return true;
}

struct scorecard *score_transcript(const void *ctx, struct score_session *session, const struct transcript *transcript)
{
	(void)score_turns(session, transcript);
	return score_card(ctx, session, transcript);
}

static void note(struct score_session *session, int s, struct score_brief *brief)
{
	const struct slot *slot = slot_at(session, s);
	const struct judgement *now = &session->tallies[s].now;
	const struct whole *whole = session->whole;

	if (slot->rubric_index >= session->scorer->card_count)
		return;
	if (whole->is_quiet[s])
		count_points(whole, slot, &whole->quiet[s], -1, whole->now_earned, whole->now_applicable);
	count_points(whole, slot, now, 1, whole->now_earned, whole->now_applicable);
	brief->incomplete |= now->verdict == VERDICT_ERROR && slot->criterion->status == STATUS_SCORED;
}

static double rubric_score(const struct whole *whole, const struct rubric *rubric, int index, bool *known)
{
	double sum = 0, weights = 0;

	for (int i = 0; i < rubric->section_count; i++) {
		int at = whole->first_section[index] + i;

		if (whole->now_applicable[at] <= 0)
			continue;
		sum += rubric->sections[i].weight * (whole->now_earned[at] / whole->now_applicable[at]);
		weights += rubric->sections[i].weight;
	}
	*known = weights > 0;
	return *known ? 100.0 * sum / weights : 0;
}

static void sum_up(struct score_session *session, bool whole_done, struct score_brief *brief)
{
	const struct scorer *scorer = session->scorer;
	struct whole *whole = session->whole;
	int counted = 0;

	for (int i = 0; i < whole->critical_count; i++)
		if (session->tallies[whole->criticals[i]].now.verdict == VERDICT_MISSED)
			brief->critical[brief->critical_count++] = whole->criticals[i];
	brief->passed = true;
	for (int r = 0; r < scorer->card_count; r++) {
		const struct rubric *rubric = scorer->rubrics[r];
		bool known = false;
		double score = whole_done ? rubric_score(whole, rubric, r, &known)
					  : points_of(session, r, &known, &brief->incomplete);

		brief->passed &= known && score >= rubric->pass_mark - 1e-9;
		brief->score += known ? score : 0;
		counted += known;
	}
	brief->has_score = counted > 0;
	brief->passed &= brief->has_score && brief->critical_count == 0;
	if (counted > 0)
		brief->score /= counted;
}

const struct score_brief *score_transcript_brief(struct score_session *session, const struct transcript *transcript)
{
	const struct scorer *scorer = session->scorer;
	bool whole_done = score_turns(session, transcript);

	struct whole *whole = session->whole;
	struct score_brief *brief = &whole->brief;
	*brief = (struct score_brief){.critical = brief->critical};
	if (whole_done) {
		memcpy(whole->now_earned, whole->earned, whole->section_count * sizeof *whole->earned);
		memcpy(whole->now_applicable, whole->applicable, whole->section_count * sizeof *whole->applicable);
		for (int i = 0; i < session->dirty_count; i++)
			if (whole->is_quiet[session->dirty[i]])
				note(session, session->dirty[i], brief);
		for (int i = 0; i < whole->lively_count; i++)
			note(session, whole->lively[i], brief);
		for (int i = 0; i < scorer->derived_count; i++)
			note(session, scorer->derived[i], brief);
	}
	sum_up(session, whole_done, brief);
	return brief;
}

struct sv score_brief_rubric(const struct score_session *session, int critical)
{
	return slot_at(session, critical)->rubric->id;
}

struct sv score_brief_criterion(const struct score_session *session, int critical)
{
	return slot_at(session, critical)->criterion->id;
}

size_t score_session_card_rubrics(const struct score_session *session)
{
	return (size_t)session->scorer->card_count;
}

const struct rubric *score_session_rubric(const struct score_session *session, int rubric)
{
	return session->scorer->rubrics[rubric];
}
