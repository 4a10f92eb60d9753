/* kind_count.c - count: how often the phrases of `of` are said, over first N replies or the whole conversation. */
#include "score/inside.h"

static long total(const struct score_session *session, int slot, bool *error)
{
	struct window window = window_of(session, slot);
	long sum = 0;

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r)) {
		if (!window_holds(&window, r->reply))
			continue;
		sum += (long)r->count;
		*error |= r->error;
	}
	return sum;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct limits *limits = &slot_at(session, slot)->criterion->count;
	bool error = false;
	long sum = total(session, slot, &error);

	if (sum > limits->max)
		return judged_missed(false);
	if (error)
		return judged(VERDICT_ERROR);
	if (sum < limits->min)
		return judged_missed(!window_of(session, slot).shut);
	return judged(VERDICT_MET);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct limits *limits = &slot_at(session, slot)->criterion->count;
	bool error = false;
	long sum = total(session, slot, &error);

	if (sum > limits->max)
		strbuf_addf(out, "said %ld times, at most %ld", sum, limits->max);
	else if (sum < limits->min)
		strbuf_addf(out, "said %ld times, at least %ld", sum, limits->min);
}

const struct kind_ops kind_count = {.judge = judge, .evidence = record_evidence, .why = why};
