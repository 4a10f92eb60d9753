/* kind_length.c - length of replies in words, sentences or characters (code points). A record marks a reply that is out
 * of bounds. No reply to measure: N/A. */
#include "score/inside.h"

#include <limits.h>

static const char *const unit_names[LENGTH_UNITS] = {"words", "sentences", "characters"};

static long measured(const struct score_session *session, int reply, enum length_unit unit)
{
	switch (unit) {
	case LENGTH_WORDS: return (long)session->replies[reply].words;
	case LENGTH_SENTENCES: return (long)session->replies[reply].sentences;
	default: return (long)reply_shape(session, reply)->characters;
	}
}

/* The first unit that is out of bounds, or LENGTH_UNITS. */
static enum length_unit broken_unit(const struct score_session *session, int slot, int reply)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;

	for (int unit = 0; unit < LENGTH_UNITS; unit++) {
		long value;

		if (!criterion->length_given[unit])
			continue;
		value = measured(session, reply, (enum length_unit)unit);
		if (value < criterion->length[unit].min || value > criterion->length[unit].max)
			return (enum length_unit)unit;
	}
	return LENGTH_UNITS;
}

static void look(struct score_session *session, int slot)
{
	if (broken_unit(session, slot, session->reply_count - 1) != LENGTH_UNITS)
		record_add(session, slot)->count = 1;
	verdict_touch(session, slot);
}

static int offender(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (window_holds(&window, r->reply))
			return r->reply;
	return -1;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	struct window window = window_of(session, slot);

	if (window.end <= window.first)
		return judged(VERDICT_NA);
	if (offender(session, slot) >= 0)
		return judged_missed(slot_at(session, slot)->criterion->where.kind == WHERE_LAST_REPLY && !window.shut);
	return judged(VERDICT_MET);
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	int reply = offender(session, slot);
	enum length_unit unit = reply < 0 ? LENGTH_UNITS : broken_unit(session, slot, reply);
	const struct limits *limits;
	long value;

	if (unit == LENGTH_UNITS)
		return;
	limits = &criterion->length[unit];
	value = measured(session, reply, unit);
	strbuf_addf(out, "%ld %s in turn %d, at %s %ld", value, unit_names[unit], session->replies[reply].turn,
		    value > limits->max ? "most" : "least", value > limits->max ? limits->max : limits->min);
}

const struct kind_ops kind_length = {
	.each_reply = true, .standing = true, .looks_at = LOOK_TEXT, .reply = look, .judge = judge, .why = why};
