/* kind_repeats.c - repeats: sentences said again near-verbatim, within the attempt or in the trainee's earlier ones, or
 * pasted from the rubric's model answers. `max` of them are fine (0 when not given). Alike is defined in echo.h. */
#include "score/echo.h"
#include "score/inside.h"

#include "model/measure.h"

struct finding {
	struct score_session *session;
	int slot;
	struct record *record;
};

static void add_finding(void *data, uint32_t start, uint32_t end)
{
	struct finding *finding = data;

	if (!finding->record)
		finding->record = record_add(finding->session, finding->slot);
	finding->record->count++;
	record_add_span(finding->session, finding->record, start, end);
}

static void look(struct score_session *session, int slot)
{
	struct finding finding = {session, slot, NULL};
	size_t count = 0, sentences = 0;
	const struct match_word *words;

	words = match_words(session->scanner, session->replies[session->reply_count - 1].text, &count, &sentences);
	echo_find(session->echo, slot_at(session, slot)->rubric_index, words, count, add_finding, &finding);
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
				      .reply = look,
				      .judge = judge,
				      .evidence = record_evidence,
				      .why = why};
