/* card.c - a session as a scorecard. */
#include "score/inside.h"

#include "base/mem.h"

static struct sv copy(const void *ctx, struct sv text)
{
	return text.n ? sv_make(mem_pool_strndup(ctx, text.p, text.n), text.n) : SV("");
}

static struct evidence *copy_spans(const void *ctx, const struct score_session *session, const struct spans *spans)
{
	struct evidence *list;

	if (spans->count == 0)
		return NULL;
	list = MEM_ARRAY(ctx, struct evidence, (size_t)spans->count);
	for (int i = 0; i < spans->count; i++) {
		const struct span *span = &spans->items[i];
		const struct reply *reply = &session->replies[span->reply];
		struct sv text = sv_make(reply->text.p + span->start, span->end - span->start);

		list[i] = (struct evidence){reply->turn, span->start, span->end, copy(ctx, text)};
	}
	return list;
}

static void explain_error(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	const struct record *record = record_error(session, slot);

	if (!record) {
		strbuf_addstr(out, "a criterion that it is made of could not be decided");
		return;
	}
	strbuf_addf(out, "turn %d could not be decided: ", session->replies[record->reply].turn);
	if (record->error_phrase >= 0 && record->error_phrase < criterion->phrase_count &&
	    criterion->kind != KIND_ORDER)
		strbuf_addf(out, "the pattern " SV_FMT " hit its limit",
			    SV_ARG(criterion->phrases[record->error_phrase].text));
	else
		strbuf_addstr(out, "a pattern hit its limit");
}

static void explain_na(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct slot *plan = slot_at(session, slot);
	const struct criterion *criterion = plan->criterion;

	if (!criterion->runnable) {
		strbuf_addstr(out, "not run: the rubric has an error here");
	} else if (!plan->kind) {
		strbuf_addstr(out, "this build does not measure it");
	} else if (session->tallies[slot].from < 0) {
		strbuf_addstr(out, "only if ");
		cond_describe(criterion->only_if, out);
	} else if (slot_has_occasion(plan)) {
		strbuf_addf(out, "no " SV_FMT " happened",
			    SV_ARG(criterion->before.n ? criterion->before : criterion->after));
	} else if (criterion->where.kind == WHERE_FIRST_REPLIES && window_of(session, slot).never) {
		strbuf_addf(out, "it applied only after the first %d replies", criterion->where.replies);
	} else if (plan->kind->why) {
		plan->kind->why(session, slot, out);
	}
}

static struct sv explain(const void *ctx, const struct score_session *session, int slot)
{
	CLEANUP_STRBUF struct strbuf why = STRBUF_INIT;
	const struct slot *plan = slot_at(session, slot);
	enum verdict verdict = session->tallies[slot].now.verdict;

	if (verdict == VERDICT_ERROR)
		explain_error(session, slot, &why);
	else if (verdict == VERDICT_NA)
		explain_na(session, slot, &why);
	else if (plan->kind && plan->kind->why)
		plan->kind->why(session, slot, &why);
	return copy(ctx, strbuf_sv(&why));
}

static void add_cancelled(const void *ctx, const struct score_session *session, int slot, struct card_criterion *out)
{
	struct spans spans;

	spans.count = 0;
	record_cancelled(session, slot, &spans);
	out->cancelled = copy_spans(ctx, session, &spans);
	out->cancelled_count = spans.count;
	if (spans.count == 0)
		return;
	out->cancel_reason = MEM_ARRAY(ctx, unsigned char, (size_t)spans.count);
	for (int i = 0; i < spans.count; i++)
		out->cancel_reason[i] = spans.items[i].state;
}

void card_fill_criterion(const void *ctx, const struct score_session *session, int slot, struct card_criterion *out)
{
	const struct slot *plan = slot_at(session, slot);
	const struct judgement *now = &session->tallies[slot].now;
	const struct criterion *criterion = plan->criterion;
	struct spans spans;

	spans.count = 0;
	evidence_of(session, slot, &spans);
	*out = (struct card_criterion){
		.rubric = plan->rubric,
		.criterion = criterion,
		.verdict = now->verdict,
		.points = criterion->critical == CRITICAL_NONE && criterion->status != STATUS_HELPER ? criterion->points
												     : 0,
		.earned = points_earned(plan, now),
		.scored = criterion->status == STATUS_SCORED,
		.strength = now->strength,
		.evidence = copy_spans(ctx, session, &spans),
		.evidence_count = spans.count,
		.why = explain(ctx, session, slot),
		.open = now->open,
	};
	add_cancelled(ctx, session, slot, out);
}

static void add_sections(struct scorecard *card, const struct score_session *session, const struct rubric *rubric)
{
	for (int i = 0; i < rubric->section_count; i++) {
		struct card_section *section = &card->sections[card->section_count++];

		*section = (struct card_section){
			.rubric = rubric,
			.section = &rubric->sections[i],
			.earned = session->earned[i],
			.applicable = session->applicable[i],
			.has_score = session->applicable[i] > 0,
		};
		if (section->has_score)
			section->score = 100.0 * section->earned / section->applicable;
	}
}

static bool has_critical_hit(const struct scorecard *card, const struct rubric *rubric)
{
	for (int i = 0; i < card->criterion_count; i++)
		if (card->criteria[i].rubric == rubric && card_is_critical_hit(&card->criteria[i]))
			return true;
	return false;
}

bool card_is_critical_hit(const struct card_criterion *criterion)
{
	return criterion->scored && criterion->criterion->critical != CRITICAL_NONE &&
	       criterion->verdict == VERDICT_MISSED;
}

static void add_rubric(struct scorecard *card, const struct score_session *session, int index)
{
	const struct scorer *scorer = session->scorer;
	const struct rubric *rubric = scorer->rubrics[index];
	double score;

	card->rubrics[index] = rubric;
	score = points_of(session, index, &card->rubric_has_score[index], &card->incomplete);
	card->rubric_score[index] = score;
	add_sections(card, session, rubric);
	for (int slot = scorer->first[index]; slot < scorer->first[index + 1]; slot++)
		card_fill_criterion(card, session, slot, &card->criteria[card->criterion_count++]);
	card->rubric_passed[index] =
		card->rubric_has_score[index] && score >= rubric->pass_mark - 1e-9 && !has_critical_hit(card, rubric);
}

static void total(struct scorecard *card)
{
	int counted = 0;

	card->passed = true;
	for (int i = 0; i < card->rubric_count; i++) {
		card->passed &= card->rubric_passed[i];
		if (!card->rubric_has_score[i])
			continue;
		card->score += card->rubric_score[i];
		counted++;
	}
	card->has_score = counted > 0;
	card->passed &= card->has_score;
	if (counted > 0)
		card->score /= counted;
}

struct scorecard *score_card(const void *ctx, const struct score_session *session, const struct transcript *transcript)
{
	const struct scorer *scorer = session->scorer;
	const struct scenario *scenario = session->context.scenario;
	struct scorecard *card = MEM_NEW(ctx, struct scorecard);
	size_t rubrics = (size_t)scorer->card_count, sections = 0;

	*card = (struct scorecard){.rubric_count = scorer->card_count, .outcome = OUTCOME_NONE, .ending = SV("")};
	card->transcript = transcript ? copy(card, transcript->id) : SV("");
	if (transcript && transcript->scenario.n > 0)
		card->scenario = copy(card, transcript->scenario);
	else
		card->scenario = scenario ? copy(card, scenario->id) : SV("");
	for (size_t i = 0; i < rubrics; i++)
		sections += (size_t)scorer->rubrics[i]->section_count;
	card->rubrics = MEM_ARRAY(card, const struct rubric *, rubrics + 1);
	card->rubric_has_score = MEM_ARRAY(card, bool, rubrics + 1);
	card->rubric_passed = MEM_ARRAY(card, bool, rubrics + 1);
	card->rubric_score = MEM_ARRAY(card, double, rubrics + 1);
	card->sections = MEM_ARRAY(card, struct card_section, sections + 1);
	card->criteria = MEM_ARRAY(card, struct card_criterion, (size_t)scorer->first[scorer->card_count] + 1);
	for (int i = 0; i < scorer->card_count; i++)
		add_rubric(card, session, i);
	total(card);
	return card;
}
