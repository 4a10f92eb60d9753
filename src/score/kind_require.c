/* kind_require.c - require: any, all or so many different phrases, over the replies that `where` names. */
#include "score/inside.h"

static size_t needed(const struct slot *slot)
{
	if (slot->criterion->all)
		return slot->phrases;
	return slot->criterion->at_least > 1 ? (size_t)slot->criterion->at_least : 1;
}

/* Adds the phrases of one reply to `seen`; returns how many are new. */
static size_t add_phrases(const struct score_session *session, const struct slot *slot, const struct record *record)
{
	size_t fresh = 0;

	if (!slot->distinct)
		return record->count > 0;
	if (record->count == 0)
		return 0;
	for (size_t i = 0; i < slot->phrases; i++) {
		if (session->bits[record->bits + i] && !session->scratch[i]) {
			session->scratch[i] = 1;
			fresh++;
		}
	}
	return fresh;
}

static void forget_phrases(const struct score_session *session, const struct slot *slot)
{
	if (slot->distinct)
		memset(session->scratch, 0, slot->phrases);
}

/* before: and after: hold when the reply at every occurrence says it. */
static struct judgement judge_occasions(const struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	bool pending = false, error = false;
	int occasions = 0, reply = -1;

	for (int i = 0; window_occasion(session, slot, &i, &reply); occasions++) {
		const struct record *record = reply < 0 ? NULL : record_at(session, slot, reply);

		forget_phrases(session, plan);
		if (reply >= session->reply_count && !session->closed)
			pending = true;
		else if (record && add_phrases(session, plan, record) >= needed(plan))
			continue;
		else if (record && record->error)
			error = true;
		else
			return judged_missed(false);
	}
	if (occasions == 0)
		return judged(VERDICT_NA);
	if (error)
		return judged(VERDICT_ERROR);
	return pending ? judged_missed(true) : judged(VERDICT_MET);
}

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	struct window window = window_of(session, slot);
	bool every = plan->criterion->where.kind == WHERE_EVERY_REPLY, error = false;
	size_t different = 0;
	int speaking = 0, unclear = 0;

	if (slot_has_occasion(plan))
		return judge_occasions(session, slot);
	forget_phrases(session, plan);
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r)) {
		if (!window_holds(&window, r->reply))
			continue;
		error |= r->error;
		unclear += r->error && r->count == 0;
		speaking += r->count > 0;
		different += add_phrases(session, plan, r);
	}
	if (every && speaking + unclear < window.end - window.first)
		return judged_missed(false);
	if (speaking > 0 && (!every || unclear == 0) && different >= needed(plan))
		return judged(VERDICT_MET);
	return error ? judged(VERDICT_ERROR) : judged_missed(!window.shut);
}

const struct kind_ops kind_require = {.judge = judge, .evidence = record_evidence};
