/* bulk.c - whole transcripts, one after another: the same verdicts as a session fed and watched turn by turn, at a cost
 * that follows the hits.
 *
 * Nobody asks for changes here, so nothing is judged before the end; and most criteria of a large card are *quiet*: a
 * require, forbid or count that always applies and was not hit has the same verdict in every transcript with a reply.
 * That verdict and its points are worked out once; only what was hit, and what is not quiet, is judged anew. */
#include "score/inside.h"

#include "base/mem.h"

struct bulk {
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
bool bulk_is_possible(const struct scorer *scorer)
{
	for (int i = 0; i < scorer->gated_count; i++)
		if (asks_verdicts(scorer->slots[scorer->gated[i]].criterion->only_if))
			return false;
	return true;
}

static int section_of(const struct bulk *bulk, const struct slot *slot)
{
	int section = slot->criterion->section;

	if (section < 0 || section >= slot->rubric->section_count)
		return -1;
	return bulk->first_section[slot->rubric_index] + section;
}

/* Adds (or with sign -1 takes away) what a judgement gives. */
static void count_points(const struct bulk *bulk, const struct slot *slot, const struct judgement *now, int sign,
			 double *earned, int *applicable)
{
	int section = section_of(bulk, slot);

	if (section < 0 || !slot_is_scored(slot) || now->verdict == VERDICT_NA || now->verdict == VERDICT_ERROR)
		return;
	earned[section] += sign * points_earned(slot, now);
	applicable[section] += sign * slot->criterion->points;
}

/* The verdicts of a transcript whose one reply held nothing. */
static void judge_quiet(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	struct bulk *bulk = session->bulk;

	session_restart(session, NULL);
	session->reply_count = 1;
	session->closed = true;
	for (int i = 0; i < scorer->slot_count; i++) {
		const struct slot *slot = &scorer->slots[i];

		bulk->is_quiet[i] = slot_is_quiet(slot);
		if (bulk->is_quiet[i]) {
			bulk->quiet[i] = verdict_judge(session, i);
			if (slot->rubric_index < scorer->card_count)
				count_points(bulk, slot, &bulk->quiet[i], 1, bulk->earned, bulk->applicable);
		} else if (!slot->derived) {
			bulk->lively[bulk->lively_count++] = i;
		}
		if (slot->rubric_index < scorer->card_count && slot->criterion->critical != CRITICAL_NONE &&
		    slot->criterion->status == STATUS_SCORED)
			bulk->criticals[bulk->critical_count++] = i;
	}
	session->reply_count = 0;
	session->closed = false;
}

static void bulk_prepare(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	size_t slots = (size_t)scorer->slot_count + 1, sections = 0;
	struct bulk *bulk = MEM_NEW(NULL, struct bulk);

	bulk->first_section = MEM_ARRAY(bulk, int, (size_t)scorer->rubric_count + 1);
	for (int r = 0; r < scorer->rubric_count; r++) {
		bulk->first_section[r] = (int)sections;
		sections += (size_t)scorer->rubrics[r]->section_count;
	}
	bulk->section_count = sections;
	bulk->quiet = MEM_ARRAY(bulk, struct judgement, slots);
	bulk->is_quiet = MEM_ARRAY(bulk, bool, slots);
	bulk->lively = MEM_ARRAY(bulk, int, slots);
	bulk->criticals = MEM_ARRAY(bulk, int, slots);
	bulk->earned = MEM_ARRAY(bulk, double, sections + 1);
	bulk->applicable = MEM_ARRAY(bulk, int, sections + 1);
	bulk->now_earned = MEM_ARRAY(bulk, double, sections + 1);
	bulk->now_applicable = MEM_ARRAY(bulk, int, sections + 1);
	bulk->brief.critical = MEM_ARRAY(bulk, int, slots);
	session->bulk = bulk;
	judge_quiet(session);
}

void bulk_free(struct bulk *bulk)
{
	talloc_free(bulk);
}

static void begin_tally(struct score_session *session, int slot)
{
	const struct bulk *bulk = session->bulk;

	session->tallies[slot] = (struct tally){.from = -1, .first = -1, .last = -1};
	if (slot_at(session, slot)->gate == GATE_ALWAYS || slot == session->forced)
		session->tallies[slot].from = 0;
	if (bulk->is_quiet[slot])
		session->tallies[slot].now = bulk->quiet[slot];
}

static void begin(struct score_session *session, const struct score_context *context)
{
	const struct scorer *scorer = session->scorer;
	struct bulk *bulk = session->bulk;

	session_clear(session, context);
	if (bulk->fresh && !session->untidy) {
		for (int i = 0; i < session->dirty_count; i++)
			begin_tally(session, session->dirty[i]);
		for (int i = 0; i < bulk->lively_count; i++)
			begin_tally(session, bulk->lively[i]);
		for (int i = 0; i < scorer->derived_count; i++)
			begin_tally(session, scorer->derived[i]);
	} else {
		for (int i = 0; i < scorer->slot_count; i++)
			begin_tally(session, i);
	}
	session->dirty_count = session->touched_count = 0;
	bulk->fresh = true;
	session->untidy = false;
	for (int i = 0; i < bulk->lively_count; i++)
		applies_begin_slot(session, bulk->lively[i]);
	for (int i = 0; i < scorer->derived_count; i++)
		applies_begin_slot(session, scorer->derived[i]);
}

static void finish(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	const struct bulk *bulk = session->bulk;

	session->closed = true;
	for (int i = 0; i < session->dirty_count; i++)
		if (bulk->is_quiet[session->dirty[i]])
			session->tallies[session->dirty[i]].now = verdict_judge(session, session->dirty[i]);
	for (int i = 0; i < bulk->lively_count; i++)
		session->tallies[bulk->lively[i]].now = verdict_judge(session, bulk->lively[i]);
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

static bool in_bulk(const struct score_session *session, const struct transcript *transcript)
{
	return session->forced < 0 && bulk_is_possible(session->scorer) && has_reply(transcript);
}

/* True when it was done in bulk. */
static bool score_turns(struct score_session *session, const struct transcript *transcript)
{
	struct score_context context = session->given;
	enum channel channel = transcript->channel.n > 0 ? channel_from(transcript->channel) : CHANNEL_UNKNOWN;

	if (!session->bulk)
		bulk_prepare(session);
	if (channel != CHANNEL_UNKNOWN)
		context.channel = channel;
	context.binding = (struct match_binding){.name = transcript->customer_name,
						 .agent = transcript->agent_name,
						 .company = transcript->company};
	if (!in_bulk(session, transcript)) {
		session_restart(session, &context);
		feed(session, transcript);
		score_close(session);
		return false;
	}
	begin(session, &context);
	session->in_bulk = true;
	feed(session, transcript);
	session->in_bulk = false;
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
	const struct bulk *bulk = session->bulk;

	if (slot->rubric_index >= session->scorer->card_count)
		return;
	if (bulk->is_quiet[s])
		count_points(bulk, slot, &bulk->quiet[s], -1, bulk->now_earned, bulk->now_applicable);
	count_points(bulk, slot, now, 1, bulk->now_earned, bulk->now_applicable);
	brief->incomplete |= now->verdict == VERDICT_ERROR && slot->criterion->status == STATUS_SCORED;
}

static double rubric_score(const struct bulk *bulk, const struct rubric *rubric, int index, bool *known)
{
	double sum = 0, weights = 0;

	for (int i = 0; i < rubric->section_count; i++) {
		int at = bulk->first_section[index] + i;

		if (bulk->now_applicable[at] <= 0)
			continue;
		sum += rubric->sections[i].weight * (bulk->now_earned[at] / bulk->now_applicable[at]);
		weights += rubric->sections[i].weight;
	}
	*known = weights > 0;
	return *known ? 100.0 * sum / weights : 0;
}

static void sum_up(struct score_session *session, bool bulk_done, struct score_brief *brief)
{
	const struct scorer *scorer = session->scorer;
	struct bulk *bulk = session->bulk;
	int counted = 0;

	for (int i = 0; i < bulk->critical_count; i++)
		if (session->tallies[bulk->criticals[i]].now.verdict == VERDICT_MISSED)
			brief->critical[brief->critical_count++] = bulk->criticals[i];
	brief->passed = true;
	for (int r = 0; r < scorer->card_count; r++) {
		const struct rubric *rubric = scorer->rubrics[r];
		bool known = false;
		double score = bulk_done ? rubric_score(bulk, rubric, r, &known)
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
	bool bulk_done = score_turns(session, transcript);

	struct bulk *bulk = session->bulk;
	struct score_brief *brief = &bulk->brief;
	*brief = (struct score_brief){.critical = brief->critical};
	if (bulk_done) {
		memcpy(bulk->now_earned, bulk->earned, bulk->section_count * sizeof *bulk->earned);
		memcpy(bulk->now_applicable, bulk->applicable, bulk->section_count * sizeof *bulk->applicable);
		for (int i = 0; i < session->dirty_count; i++)
			if (bulk->is_quiet[session->dirty[i]])
				note(session, session->dirty[i], brief);
		for (int i = 0; i < bulk->lively_count; i++)
			note(session, bulk->lively[i], brief);
		for (int i = 0; i < scorer->derived_count; i++)
			note(session, scorer->derived[i], brief);
	}
	sum_up(session, bulk_done, brief);
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
