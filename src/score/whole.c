/* whole.c - whole transcripts, one after another: the same verdicts as a session fed and watched turn by turn, at a
 * cost that follows what happens in them.
 *
 * Nobody asks for changes here, so nothing is judged before the end. A transcript begins with the verdicts of one in
 * which nothing happens (still.h). What happens stirs slots: a hit, an action, a gate that opens, and for the kinds
 * that say so (movers) what the customer says, times, facts. Only these are judged, only their points are counted anew,
 * and afterwards they are put back. */
#include "score/still.h"

#include "base/mem.h"
#include "model/measure.h"

#include <math.h>
#include <string.h>

struct list {
	int *slots, count;
};

/* A steady slot whose verdict is a figure against its limit. */
struct limited {
	double limit;
	int figure; /* in whole->figures; -1: it has none */
};

/* Of all steady slots that look at the same replies. */
struct figure {
	int slot; /* one of them */
	bool asked, known;
	double value;
};

struct whole {
	struct still *stills[CHANNEL_COUNT + 1]; /* by channel + 1; made when first met */
	struct still *here;                      /* that of the last transcript, NULL: session->own_tallies are meant */
	struct list looks[LOOK_LISTENED + 1];    /* slots whose kind looks at replies, by what it looks at */
	struct list featured;                    /* of LOOK_HITS: they look at what the customer said, too */
	struct list moved;                       /* slots with movers */
	struct list
		steady; /* those moved always and by nothing else: they are not put back, as most stay as they are */
	struct limited *limits; /* by index in `steady` */
	struct figure *figures;
	int figure_count;
	struct list catching_up;
	uint64_t reply, *looked;        /* replies so far, over all transcripts; by slot: the one last looked at */
	int *finding;                   /* slots of which the reply holds something, one for each group */
	int *criticals, critical_count; /* scored, of the card's rubrics */
	struct section_sums now;
	bool *changed; /* by rubric of the card */
	int *first_section;
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

/* An only_if that asks for verdicts must see them after each reply. */
bool whole_is_possible(const struct scorer *scorer)
{
	for (int i = 0; i < scorer->varying_count; i++)
		if (asks_verdicts(scorer->slots[scorer->gated[i]].criterion->only_if))
			return false;
	return true;
}

static void list_add(struct whole *whole, struct list *list, int slot)
{
	list->slots = MEM_GROW(whole, list->slots, int, (size_t)list->count + 1);
	list->slots[list->count++] = slot;
}

static bool is_steady(const struct slot *slot)
{
	return (slot->movers & MOVED_ALWAYS) && !slot->kind->reply && slot->group < 0 && !slot->derived &&
	       !slot->needed && (slot->gate == GATE_ALWAYS || slot->gate_fixed) && !slot_has_occasion(slot);
}

static bool looks_alike(const struct slot *a, const struct slot *b)
{
	return a->kind == b->kind && a->criterion->where.kind == b->criterion->where.kind &&
	       a->criterion->where.replies == b->criterion->where.replies;
}

static void share_figures(const struct scorer *scorer, struct whole *whole)
{
	whole->limits = MEM_ARRAY(whole, struct limited, (size_t)whole->steady.count + 1);
	whole->figures = MEM_ARRAY(whole, struct figure, (size_t)whole->steady.count + 1);
	for (int i = 0; i < whole->steady.count; i++) {
		const struct slot *slot = &scorer->slots[whole->steady.slots[i]];
		int at = 0;

		whole->limits[i].figure = -1;
		if (!slot->kind->figure)
			continue;
		while (at < whole->figure_count && !looks_alike(&scorer->slots[whole->figures[at].slot], slot))
			at++;
		if (at == whole->figure_count)
			whole->figures[whole->figure_count++].slot = whole->steady.slots[i];
		whole->limits[i] = (struct limited){slot->kind->limit(slot), at};
	}
}

static void list_slot(const struct scorer *scorer, struct whole *whole, int s)
{
	const struct slot *slot = &scorer->slots[s];
	const struct measure_markers *markers = slot->criterion->kind == KIND_MARKERS ? slot->criterion->measure : NULL;

	if (slot->rubric_index < scorer->card_count && slot->criterion->critical != CRITICAL_NONE &&
	    slot->criterion->status == STATUS_SCORED)
		whole->criticals[whole->critical_count++] = s;
	if (!slot->kind)
		return;
	if (slot->kind->reply)
		list_add(whole, &whole->looks[slot->kind->looks_at], s);
	if (markers && markers->features)
		list_add(whole, &whole->featured, s);
	if (is_steady(slot))
		list_add(whole, &whole->steady, s);
	else if (slot->movers)
		list_add(whole, &whole->moved, s);
	if (slot->kind->catch_up)
		list_add(whole, &whole->catching_up, s);
}

static void whole_prepare(struct score_session *session)
{
	const struct scorer *scorer = session->scorer;
	size_t slots = (size_t)scorer->slot_count + 1, rubrics = (size_t)scorer->rubric_count + 1;
	struct whole *whole = MEM_NEW(NULL, struct whole);

	whole->first_section = MEM_ARRAY(whole, int, rubrics);
	for (int r = 0; r < scorer->card_count; r++) {
		whole->first_section[r] = (int)whole->section_count;
		whole->section_count += (size_t)scorer->rubrics[r]->section_count;
	}
	whole->looked = MEM_ARRAY(whole, uint64_t, slots);
	whole->finding = MEM_ARRAY(whole, int, matcher_groups(scorer->matcher) + 1);
	whole->criticals = MEM_ARRAY(whole, int, slots);
	whole->brief.critical = MEM_ARRAY(whole, int, slots);
	whole->changed = MEM_ARRAY(whole, bool, rubrics);
	whole->now = (struct section_sums){whole->first_section, MEM_ARRAY(whole, double, whole->section_count + 1),
					   MEM_ARRAY(whole, int, whole->section_count + 1)};
	for (int s = 0; s < scorer->slot_count; s++)
		list_slot(scorer, whole, s);
	share_figures(scorer, whole);
	session->whole = whole;
}

void whole_free(struct whole *whole)
{
	talloc_free(whole);
}

void whole_leave(struct score_session *session)
{
	struct whole *whole = session->whole;

	if (whole && whole->here) {
		for (int i = 0; i < session->stirred_count; i++)
			whole->here->tallies[session->stirred[i]] = whole->here->start[session->stirred[i]];
		whole->here = NULL;
	}
	session->stirred_count = 0;
	session->tallies = session->own_tallies;
}

static void begin(struct score_session *session, const struct score_context *context)
{
	struct whole *whole = session->whole;
	struct still **still = &whole->stills[context->channel + 1];

	whole_leave(session);
	session_clear(session, context);
	if (!*still)
		*still = still_new(whole, session, whole->first_section, whole->section_count);
	whole->here = *still;
	session->tallies = whole->here->tallies;
}

/* ---- one reply ---- */

static void look(struct score_session *session, int slot)
{
	struct whole *whole = session->whole;

	if (whole->looked[slot] == whole->reply)
		return;
	whole->looked[slot] = whole->reply;
	slot_at(session, slot)->kind->reply(session, slot);
}

static void look_all(struct score_session *session, const struct list *list)
{
	for (int i = 0; i < list->count; i++)
		look(session, list->slots[i]);
}

void whole_look(struct score_session *session)
{
	struct whole *whole = session->whole;
	size_t count = 0;
	const uint32_t *groups = match_touched(session->scanner, &count);
	int finding = 0;

	whole->reply++;
	for (size_t i = 0; i < count; i++) {
		int slot = session->scorer->slot_of_group[groups[i]];

		if (slot < 0)
			continue;
		if (slot_at(session, slot)->kind->reply) {
			record_found(session, slot, (int)groups[i]);
			whole->finding[finding++] = slot;
		} else if (!window_is_over(session, slot)) {
			record_group(session, slot, (int)groups[i], 0);
		}
	}
	for (int i = 0; i < finding; i++)
		look(session, whole->finding[i]);
	if (overlap_is_there(&session->overlap))
		look_all(session, &whole->featured);
	look_all(session, &whole->looks[LOOK_TEXT]);
	if (session->echoes > 0)
		look_all(session, &whole->looks[LOOK_ECHOES]);
	if (session->known && (session->known->count > 0 || session->heard.key_count > 0))
		look_all(session, &whole->looks[LOOK_LISTENED]);
}

/* ---- the end ---- */

static unsigned movers_of(const struct score_session *session, const struct transcript *transcript)
{
	unsigned movers = MOVED_ALWAYS;

	for (int i = 0; i < transcript->turn_count; i++)
		if (transcript->turns[i].who == WHO_CUSTOMER)
			movers |= MOVED_BY_CUSTOMER;
	for (int i = 0; i < session->reply_count; i++)
		if (session->replies[i].wait_ms >= 0)
			movers |= MOVED_BY_TIMES;
	if (session->known && session->known->count > 0)
		movers |= MOVED_BY_FACTS;
	return movers;
}

static bool needs_stirred(const struct score_session *session, const struct slot *slot)
{
	for (int i = 0; i < criterion_need_count(slot->criterion); i++) {
		int member = slot_of(session->scorer, slot->rubric_index, criterion_needs(slot->criterion, i));

		if (member >= 0 && session->tallies[member].stirred)
			return true;
	}
	return false;
}

/* Does the steady slot's verdict stay what it was in the transcript before? Mostly it does, and is soon found out. */
static bool stays(struct score_session *session, int s, const struct limited *limited)
{
	const struct tally *tally = &session->tallies[s];
	struct figure *figure;

	if (limited->figure < 0 || tally->from != 0)
		return false;
	figure = &session->whole->figures[limited->figure];
	if (!figure->asked)
		figure->known = slot_at(session, s)->kind->figure(session, s, &figure->value);
	figure->asked = true;
	if (!figure->known)
		return tally->now.verdict == VERDICT_NA;
	return tally->now.verdict == (figure->value <= limited->limit + LIMIT_SLACK ? VERDICT_MET : VERDICT_MISSED);
}

static void judge_steady(struct score_session *session)
{
	struct whole *whole = session->whole;
	struct section_sums sums = {whole->first_section, whole->here->earned, whole->here->applicable};

	for (int i = 0; i < whole->figure_count; i++)
		whole->figures[i].asked = false;
	for (int i = 0; i < whole->steady.count; i++) {
		int s = whole->steady.slots[i];

		if (stays(session, s, &whole->limits[i]))
			continue;
		const struct slot *slot = slot_at(session, s);
		struct judgement now = verdict_judge(session, s), *before = &session->tallies[s].now;

		if ((now.verdict != before->verdict || fabs(now.share - before->share) > 0) &&
		    slot->rubric_index < session->scorer->card_count && slot_is_scored(slot)) {
			sums_move(&sums, slot, before, &now);
			whole->here->stale[slot->rubric_index] = true;
		}
		*before = now;
	}
}

static void finish(struct score_session *session, const struct transcript *transcript, bool card)
{
	const struct scorer *scorer = session->scorer;
	const struct whole *whole = session->whole;
	unsigned movers = movers_of(session, transcript);

	session->closed = true;
	judge_steady(session);
	for (int i = 0; card && i < whole->catching_up.count; i++)
		stir(session, whole->catching_up.slots[i]);
	for (int i = 0; i < whole->moved.count; i++)
		if (slot_at(session, whole->moved.slots[i])->movers & movers)
			stir(session, whole->moved.slots[i]);
	for (int i = 0; i < session->stirred_count; i++) {
		int s = session->stirred[i];
		const struct slot *slot = slot_at(session, s);

		if (slot->derived)
			continue;
		if (slot->kind && slot->kind->catch_up)
			slot->kind->catch_up(session, s);
		session->tallies[s].now = verdict_judge(session, s);
	}
	for (int i = 0; i < scorer->derived_count; i++) {
		int s = scorer->derived[i];

		if (!session->tallies[s].stirred && !needs_stirred(session, slot_at(session, s)))
			continue;
		stir(session, s);
		verdict_derive(session, s);
	}
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

/* Takes over the lines of earlier attempts that the transcript pins; false: none that anybody asks for. */
static bool pin(struct score_session *session, const struct transcript *transcript)
{
	talloc_free(session->pinned);
	session->pinned = NULL;
	if (session->echo && transcript->extra.len > 0)
		session->pinned = earlier_read(NULL, strbuf_sv(&transcript->extra));
	return session->pinned != NULL;
}

/* True when it was done in whole. `card`: all is to be explained afterwards. */
static bool score_turns(struct score_session *session, const struct transcript *transcript, bool card)
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
	if (pin(session, transcript))
		context.earlier = session->pinned;
	/* what earlier attempts hold changes what an uneventful conversation gives */
	if (session->pinned || session->forced >= 0 || !whole_is_possible(session->scorer) || !has_reply(transcript)) {
		session_restart(session, &context);
		feed(session, transcript);
		score_close(session);
		return false;
	}
	begin(session, &context);
	session->at_once = true;
	session->brief = !card;
	feed(session, transcript);
	finish(session, transcript, card);
	session->at_once = session->brief = false;
	return true;
}

struct scorecard *score_transcript(const void *ctx, struct score_session *session, const struct transcript *transcript)
{
	(void)score_turns(session, transcript, true);
	return score_card(ctx, session, transcript);
}

static void note(struct score_session *session, int s, struct score_brief *brief)
{
	const struct slot *slot = slot_at(session, s);
	const struct judgement *now = &session->tallies[s].now;
	struct whole *whole = session->whole;
	const struct judgement *before = &whole->here->start[s].now;

	if (slot->rubric_index >= session->scorer->card_count || slot->criterion->status != STATUS_SCORED)
		return;
	brief->incomplete |= now->verdict == VERDICT_ERROR;
	if (slot->criterion->critical != CRITICAL_NONE ||
	    (now->verdict == before->verdict && fabs(now->share - before->share) <= 0))
		return;
	sums_move(&whole->now, slot, before, now);
	whole->changed[slot->rubric_index] = true;
}

static double rubric_score(struct score_session *session, int rubric, bool done, bool *known, bool *incomplete)
{
	struct whole *whole = session->whole;

	if (!done)
		return points_of(session, rubric, known, incomplete);
	if (whole->changed[rubric]) {
		whole->changed[rubric] = false;
		return sums_score(&whole->now, session->scorer->rubrics[rubric], rubric, known);
	}
	return still_score(whole->here, session->scorer->rubrics[rubric], rubric, whole->first_section, known);
}

static void sum_up(struct score_session *session, bool done, struct score_brief *brief)
{
	const struct scorer *scorer = session->scorer;
	const struct whole *whole = session->whole;
	int counted = 0;

	for (int i = 0; i < whole->critical_count; i++)
		if (session->tallies[whole->criticals[i]].now.verdict == VERDICT_MISSED)
			brief->critical[brief->critical_count++] = whole->criticals[i];
	brief->passed = true;
	for (int r = 0; r < scorer->card_count; r++) {
		bool known = false;
		double score = rubric_score(session, r, done, &known, &brief->incomplete);

		brief->passed &= known && score >= scorer->rubrics[r]->pass_mark - 1e-9;
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
	bool done = score_turns(session, transcript, false);
	struct whole *whole = session->whole;
	struct score_brief *brief = &whole->brief;

	*brief = (struct score_brief){.critical = brief->critical};
	if (done) {
		memcpy(whole->now.earned, whole->here->earned, whole->section_count * sizeof *whole->now.earned);
		memcpy(whole->now.applicable, whole->here->applicable,
		       whole->section_count * sizeof *whole->now.applicable);
		for (int i = 0; i < session->stirred_count; i++)
			note(session, session->stirred[i], brief);
	}
	sum_up(session, done, brief);
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
