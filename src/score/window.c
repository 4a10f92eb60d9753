/* window.c - which replies a criterion looks at. */
#include "score/inside.h"

bool slot_has_occasion(const struct slot *slot)
{
	return slot->criterion->before.n > 0 || slot->criterion->after.n > 0;
}

struct window window_of(const struct score_session *session, int slot)
{
	const struct where *where = &slot_at(session, slot)->criterion->where;
	int from = session->tallies[slot].from;
	struct window window = {from, session->reply_count, session->closed, false};

	if (where->kind == WHERE_FIRST_REPLIES) {
		window.never = from >= where->replies;
		if (window.end >= where->replies) {
			window.end = where->replies;
			window.shut = true;
		}
	} else if (where->kind == WHERE_LAST_REPLY && window.end - 1 > from) {
		window.first = window.end - 1;
	}
	return window;
}

bool window_holds(const struct window *window, int reply)
{
	return reply >= window->first && reply < window->end;
}

bool window_is_over(const struct score_session *session, int slot)
{
	const struct where *where = &slot_at(session, slot)->criterion->where;

	return where->kind == WHERE_FIRST_REPLIES && session->reply_count > where->replies;
}

bool window_occasion(const struct score_session *session, int slot, int *index, int *reply)
{
	const struct criterion *criterion = slot_at(session, slot)->criterion;
	bool before = criterion->before.n > 0;
	struct sv name = before ? criterion->before : criterion->after;
	int from = session->tallies[slot].from;

	for (; *index < session->deed_count; (*index)++) {
		if (!sv_eq(session->deed_names[*index], name))
			continue;
		*reply = session->deeds[*index].replies_before - (before ? 1 : 0);
		/* Replies given before the criterion applied are not held against anybody. */
		if (*reply < from && from > 0)
			continue;
		if (criterion->where.kind == WHERE_FIRST_REPLIES && *reply >= criterion->where.replies)
			continue;
		(*index)++;
		return true;
	}
	return false;
}
