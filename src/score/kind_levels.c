/* kind_levels.c - levels: none, weak or strong, each with its phrases and points. The best reply of those that `where`
 * names counts; with `every reply` the worst. Strength 0, 0.5, 1; earned are the points of the level, met from
 * `met_from` on. */
#include "score/inside.h"

#include "model/measure.h"

enum level { LEVEL_NONE, LEVEL_WEAK, LEVEL_STRONG };

static void look(struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	const struct measure_levels *levels = plan->criterion->measure;

	if (levels->weak.group >= 0)
		record_group(session, slot, plan->base + levels->weak.group, LEVEL_WEAK);
	record_group(session, slot, plan->base + levels->strong.group, LEVEL_STRONG);
}

static int level_of_reply(const struct score_session *session, int slot, int reply)
{
	int level = LEVEL_NONE;

	for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
		if (r->reply == reply && r->count > 0 && r->step > level)
			level = r->step;
	return level;
}

static int level_of(const struct score_session *session, int slot)
{
	bool worst = slot_at(session, slot)->criterion->where.kind == WHERE_EVERY_REPLY;
	struct window window = window_of(session, slot);
	int level = worst && window.end > window.first ? LEVEL_STRONG : LEVEL_NONE;

	if (!worst) {
		for (const struct record *r = record_first(session, slot); r; r = record_next(session, r))
			if (window_holds(&window, r->reply) && r->count > 0 && r->step > level)
				level = r->step;
		return level;
	}
	for (int i = window.first; i < window.end && level > LEVEL_NONE; i++) {
		int here = level_of_reply(session, slot, i);

		level = here < level ? here : level;
	}
	return level;
}

static double share_of(const struct criterion *criterion, const struct measure_levels *levels, int level)
{
	int points = level == LEVEL_STRONG ? levels->strong.points : level == LEVEL_WEAK ? levels->weak.points : 0;

	return criterion->points > 0 ? (double)points / criterion->points : 0;
}

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	const struct measure_levels *levels = criterion->measure;
	bool every = criterion->where.kind == WHERE_EVERY_REPLY;
	int level = level_of(session, slot);
	struct judgement now;

	if (level < LEVEL_STRONG && record_error(session, slot))
		return judged(VERDICT_ERROR);
	now = level >= (levels->met_from_strong ? LEVEL_STRONG : LEVEL_WEAK)
		      ? judged(VERDICT_MET)
		      : judged_missed(!every && !window_of(session, slot).shut);
	now.strength = level / 2.0;
	now.share = share_of(criterion, levels, level);
	return now;
}

static void why(const struct score_session *session, int slot, struct strbuf *out)
{
	static const char *const names[] = {"none", "weak", "strong"};
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	const struct measure_levels *levels = criterion->measure;
	int level = level_of(session, slot);

	strbuf_addstr(out, names[level]);
	if (criterion->points > 0)
		strbuf_addf(out, ": %.0f of %d points", share_of(criterion, levels, level) * criterion->points,
			    criterion->points);
	if (level == LEVEL_WEAK && levels->met_from_strong)
		strbuf_addstr(out, ", met from strong");
}

const struct kind_ops kind_levels = {
	.each_reply = true, .reply = look, .judge = judge, .evidence = record_evidence, .why = why};
