/* kind_order.c - order: events in the order listed; the first occurrence of each counts.
 *
 * Events in one reply are ordered by byte offset, a question by where it ends. Since only first occurrences count, an
 * event that is still to come after a later one has happened can no longer be in order: that is a miss at once. */
#include "score/inside.h"

#include <limits.h>

enum state { HAPPENED, TO_COME, LOST };

struct moment {
	enum state state;
	bool placed; /* reply, start, end are known */
	struct span span;
	int turn;
};

static void look(struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);

	for (int i = 0; i < plan->criterion->order_count; i++) {
		const struct order_step *step = &plan->criterion->order[i];

		if (step->event == ORDER_SAID && step->group >= 0)
			record_group(session, slot, plan->base + step->group, i);
	}
	verdict_touch(session, slot);
}

static struct moment moment_in(const struct score_session *session, struct span span)
{
	return (struct moment){HAPPENED, true, span, session->replies[span.reply].turn};
}

static struct moment said_moment(const struct score_session *session, int slot, int step, const struct window *window)
{
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r)) {
		if (r->step == step && r->count > 0 && window_holds(window, r->reply)) {
			const struct match_hit *hit = &session->hits[r->hit];

			return moment_in(session, (struct span){r->reply, hit->start, hit->end, MATCH_HIT});
		}
	}
	return (struct moment){.state = TO_COME};
}

static struct moment question_moment(const struct score_session *session, const struct window *window)
{
	for (int i = window->first; i < window->end; i++) {
		struct span question = {.reply = i, .state = MATCH_HIT};

		if (reply_asks(session, i, &question.start, &question.end))
			return moment_in(session, question);
	}
	return (struct moment){.state = TO_COME};
}

/* An action after the last reply of the window is outside it. */
static struct moment action_moment(const struct score_session *session, struct sv name, const struct window *window,
				   const struct where *where)
{
	for (int i = 0; i < session->deed_count; i++) {
		int replies = session->deeds[i].replies_before;

		if (!sv_eq(session->deed_names[i], name) || (window->first > 0 && replies <= window->first))
			continue;
		if (where->kind == WHERE_FIRST_REPLIES && replies >= where->replies)
			break;
		return (struct moment){.state = HAPPENED, .placed = false, .turn = session->deeds[i].turn};
	}
	return (struct moment){.state = TO_COME};
}

static struct moment met_moment(const struct score_session *session, int slot, int criterion,
				const struct window *window, const struct where *where)
{
	const struct slot *plan = slot_at(session, slot);
	int member = slot_of(session->scorer, plan->rubric_index, criterion);
	struct moment moment = {.state = TO_COME};
	const struct judgement *now;
	struct span span;

	if (member < 0)
		return (struct moment){.state = LOST};
	now = &session->tallies[member].now;
	if (evidence_first(session, member, &span))
		moment = moment_in(session, span);
	if (now->verdict != VERDICT_MET)
		moment.state = now->verdict == VERDICT_MISSED && !now->open ? LOST : TO_COME;
	else if (!moment.placed || (where->kind == WHERE_FIRST_REPLIES && span.reply >= window->end))
		moment.state = LOST;
	return moment;
}

static struct moment moment_of(const struct score_session *session, int slot, int index, const struct window *window)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	const struct order_step *step = &criterion->order[index];

	switch (step->event) {
	case ORDER_SAID: return said_moment(session, slot, index, window);
	case ORDER_QUESTION: return question_moment(session, window);
	case ORDER_ACTION: return action_moment(session, step->action, window, &criterion->where);
	case ORDER_MET: return met_moment(session, slot, step->criterion, window, &criterion->where);
	default: return (struct moment){.state = LOST};
	}
}

static int compare(const struct moment *a, const struct moment *b, bool b_asks)
{
	uint32_t b_at = b_asks ? b->span.end : b->span.start;

	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return a->span.start < b_at ? -1 : a->span.start > b_at;
}

/* At the end a step that did not happen decides, before anything asks for questions, which cost more. */
static bool lacks_step(const struct score_session *session, int slot, const struct window *window)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;

	for (int i = 0; session->closed && i < criterion->order_count; i++)
		if (criterion->order[i].event != ORDER_QUESTION &&
		    moment_of(session, slot, i, window).state != HAPPENED)
			return true;
	return false;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	struct window window = window_of(session, slot);
	struct moment before = {.state = HAPPENED, .turn = INT_MIN};
	bool pending = false, future = false;

	if (lacks_step(session, slot, &window))
		return judged_missed(false);
	for (int i = 0; i < criterion->order_count; i++) {
		struct moment moment = moment_of(session, slot, i, &window);
		bool known = moment.state == HAPPENED || moment.placed;

		if (moment.state == LOST)
			return judged_missed(false);
		if (known && (future || compare(&before, &moment, criterion->order[i].event == ORDER_QUESTION) > 0))
			return judged_missed(false);
		pending |= moment.state == TO_COME;
		future |= !known;
		if (known)
			before = moment;
	}
	return pending ? judged_missed(!window.shut) : judged(VERDICT_MET);
}

static void evidence(const struct score_session *session, int slot, struct spans *out)
{
	struct window window = window_of(session, slot);

	for (int i = 0; i < slot_at(session, slot)->criterion->order_count; i++) {
		struct moment moment = moment_of(session, slot, i, &window);

		if (moment.placed)
			spans_add(out, moment.span);
	}
}

static const char *const event_words[] = {"met", "asks a question", "said", "action", "event"};

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	struct window window = window_of(session, slot);

	for (int i = 0; i < criterion->order_count; i++) {
		const struct order_step *step = &criterion->order[i];

		if (moment_of(session, slot, i, &window).state == HAPPENED)
			continue;
		strbuf_addf(out, "step %d did not happen: %s", i + 1, event_words[step->event]);
		if (step->event == ORDER_MET && step->criterion >= 0)
			strbuf_addf(out, " " SV_FMT,
				    SV_ARG(slot_at(session, slot)->rubric->criteria[step->criterion].id));
		else if (step->event == ORDER_ACTION)
			strbuf_addf(out, " " SV_FMT, SV_ARG(step->action));
		return;
	}
	if (session->tallies[slot].now.verdict == VERDICT_MISSED)
		strbuf_addstr(out, "the steps happened in another order");
}

const struct kind_ops kind_order = {
	.each_reply = true, .reply = look, .judge = judge, .evidence = evidence, .why = why};
