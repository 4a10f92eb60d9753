/* kind_talk_share.c - talk_share: the agent's words as a share of all words. N/A until both have said something. */
#include "score/inside.h"

#include "model/measure.h"

#define DEFAULT_MAX 0.6 /* an agent who says three words of five leaves room to listen */

static double limit_of(const struct score_session *session, int slot)
{
	const struct measure_max *measure = slot_at(session, slot)->criterion->measure;

	return measure && measure->max >= 0 ? measure->max : DEFAULT_MAX;
}

/* Over the replies since the criterion applies, and what the customer said after the reply before those. */
static bool share_of(const struct score_session *session, int slot, double *share)
{
	struct window window = window_of(session, slot);
	size_t agent = 0, customer = session->customer_words;

	for (int i = window.first; i < window.end; i++)
		agent += session->replies[i].words;
	if (window.first > 0 && window.first <= session->reply_count)
		customer -= session->replies[window.first - 1].customer_words;
	if (agent == 0 || customer == 0)
		return false;
	*share = (double)agent / (double)(agent + customer);
	return true;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	double share = 0;

	if (!share_of(session, slot, &share))
		return judged(VERDICT_NA);
	return share <= limit_of(session, slot) + 1e-9 ? judged(VERDICT_MET) : judged_missed(!session->closed);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	double share = 0;

	if (share_of(session, slot, &share))
		strbuf_addf(out, "talk share %.0f %%, at most %.0f %%", share * 100, limit_of(session, slot) * 100);
	else
		strbuf_addstr(out, "one side said nothing");
}

const struct kind_ops kind_talk_share = {.each_reply = true,
					 .standing = true,
					 .words = true,
					 .movers = MOVED_BY_CUSTOMER,
					 .customer_words = true,
					 .judge = judge,
					 .why = why};
