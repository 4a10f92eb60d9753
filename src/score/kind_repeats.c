/* kind_repeats.c - repeats: sentences said again near-verbatim, within the attempt, pasted from the rubric's model
 * answers, or a stock line of the trainee's earlier attempts (stock.h) when the transcript pins those. `max` of them
 * are fine (0 when not given); `of` says which are looked for. Alike is defined in echo.h. With `of: earlier` and
 * nothing pinned: N/A.
 */
#include "score/echo.h"
#include "score/inside.h"

#include "model/measure.h"

static enum repeats_of sources(const struct score_session *session, int slot)
{
	const struct measure_repeats *measure = slot_at(session, slot)->criterion->measure;

	return measure ? measure->of : REPEATS_BOTH;
}

/* A record's value is the number, from 1, of the first earlier line that its reply repeats. */
static void look(struct score_session *session, int slot)
{
	enum repeats_of of = sources(session, slot);
	struct echo_search search = {slot_at(session, slot)->rubric_index, of != REPEATS_EARLIER,
				     of != REPEATS_ATTEMPT};
	struct record *record = NULL;

	for (size_t i = 0; i < session->echoes; i++) {
		struct echo_found found;

		if (!echo_repeat(session->echo, i, &search, &found))
			continue;
		if (!record)
			record = record_add(session, slot);
		record->count++;
		if (found.line >= 0 && record->value < 0.5)
			record->value = found.line + 1;
		record_add_span(session, record, found.start, found.end);
	}
}

static long limit_of(const struct score_session *session, int slot)
{
	const struct measure_repeats *measure = slot_at(session, slot)->criterion->measure;

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
	bool known = session->context.earlier || sources(session, slot) != REPEATS_EARLIER;

	if (total(session, slot) > limit_of(session, slot))
		return judged_missed(false);
	return judged(known && session->reply_count > 0 ? VERDICT_MET : VERDICT_NA);
}

static const struct earlier_line *first_line(const struct score_session *session, int slot)
{
	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (r->value > 0.5 && session->context.earlier)
			return &session->context.earlier->lines[(int)(r->value + 0.5) - 1];
	return NULL;
}

static void add_places(const struct earlier_line *line, struct strbuf *out)
{
	for (int i = 0; i < line->place_count; i++)
		strbuf_addf(out, "%s" SV_FMT,
			    i == 0                      ? " in "
			    : i + 1 < line->place_count ? ", "
							: " and ",
			    SV_ARG(line->places[i]));
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	long sum = total(session, slot), limit = limit_of(session, slot);
	const struct earlier_line *line = first_line(session, slot);

	if (sum <= limit)
		return;
	strbuf_addf(out, "%ld repeated sentence%s, at most %ld", sum, sum == 1 ? "" : "s", limit);
	if (!line)
		return;
	strbuf_addf(out, "; used in %d earlier attempt%s", line->times, line->times == 1 ? "" : "s");
	add_places(line, out);
}

const struct kind_ops kind_repeats = {.each_reply = true,
				      .standing = true,
				      .sentences = true,
				      .looks_at = LOOK_ECHOES,
				      .reply = look,
				      .judge = judge,
				      .evidence = record_evidence,
				      .why = why};
