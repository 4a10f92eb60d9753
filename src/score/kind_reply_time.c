/* kind_reply_time.c - reply_time: how long the customer's first unanswered line waited, for the first reply and for
 * each later one. Without a limit of its own: the scenario's target, else the channel's. N/A when no time, or no limit,
 * is known. */
#include "score/inside.h"

#include "model/channel.h"
#include "model/measure.h"

static int64_t pick(int64_t own, int64_t target, int64_t usual)
{
	return own >= 0 ? own : target > 0 ? target : usual;
}

/* Limit for a reply in milliseconds, -1 when it is not measured. */
static int64_t limit_of(const struct score_session *session, int slot, int reply)
{
	const struct measure_reply_time *measure = slot_at(session, slot)->criterion->measure;
	const struct score_context *context = &session->context;
	bool known = context->channel != CHANNEL_UNKNOWN;
	int64_t limit;

	if (!(reply == 0 ? measure->first : measure->each))
		return -1;
	if (reply == 0)
		limit = pick(measure->first_max_ms, context->first_reply_ms,
			     known ? channel_first_reply_ms(context->channel) : -1);
	else
		limit = pick(measure->each_max_ms, context->reply_ms, known ? channel_reply_ms(context->channel) : -1);
	return limit > 0 ? limit : -1;
}

/* The first reply that came too late, -1; *measured counts those with a time and a limit. */
static int late_reply(const struct score_session *session, int slot, int *measured)
{
	struct window window = window_of(session, slot);

	*measured = 0;
	for (int i = window.first; i < window.end; i++) {
		int64_t limit = limit_of(session, slot, i);

		if (limit < 0 || session->replies[i].wait_ms < 0)
			continue;
		(*measured)++;
		if (session->replies[i].wait_ms > limit)
			return i;
	}
	return -1;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	int measured = 0;

	if (late_reply(session, slot, &measured) >= 0)
		return judged_missed(false);
	return judged(measured > 0 ? VERDICT_MET : VERDICT_NA);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	int measured = 0, late = late_reply(session, slot, &measured);

	if (late >= 0)
		strbuf_addf(out, "%.0f s for the reply in turn %d, at most %.0f s",
			    (double)session->replies[late].wait_ms / 1000, session->replies[late].turn,
			    (double)limit_of(session, slot, late) / 1000);
	else if (measured == 0)
		strbuf_addstr(out, "no time of a reply, or no limit, is known");
}

const struct kind_ops kind_reply_time = {
	.each_reply = true, .standing = true, .movers = MOVED_BY_TIMES, .judge = judge, .why = why};
