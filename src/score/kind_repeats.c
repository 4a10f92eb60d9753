/* kind_repeats.c - repeats: sentences said again near-verbatim, within the attempt or in the trainee's earlier ones, or
 * pasted from the rubric's model answers. `max` of them are fine (0 when not given). Alike is defined in echo.h. */
#include "score/echo.h"
#include "score/inside.h"

#include "model/measure.h"

static void look(struct score_session *session, int slot)
{
	int owner = slot_at(session, slot)->rubric_index;
	struct record *record = NULL;

	for (size_t i = 0; i < session->echoes; i++) {
		uint32_t start, end;

		if (!echo_repeat(session->echo, i, owner, &start, &end))
			continue;
		if (!record)
			record = record_add(session, slot);
		record->count++;
		record_add_span(session, record, start, end);
	}
}

static long limit_of(const struct score_session *session, int slot)
{
	const struct measure_max *measure = slot_at(session, slot)->criterion->measure;

	return measure && measure->max > 0 ? (long)measure->max : 0;
}

static long total(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);
	long sum = 0;

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			sum += (long)r->count;
	return sum;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	if (total(session, slot) > limit_of(session, slot))
		return judged_missed(false);
	return judged(session->reply_count > 0 ? VERDICT_MET : VERDICT_NA);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	long sum = total(session, slot), limit = limit_of(session, slot);

	if (sum > limit)
		strbuf_addf(out, "%ld repeated sentence%s, at most %ld", sum, sum == 1 ? "" : "s", limit);
}

const struct kind_ops kind_repeats = {.each_reply = true,
				      .standing = true,
				      .sentences = true,
				      .looks_at = LOOK_ECHOES,
				      .reply = look,
				      .judge = judge,
				      .evidence = record_evidence,
				      .why = why};
