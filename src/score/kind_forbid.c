/* kind_forbid.c - forbid: met until a reply says it; the evidence of the miss is what was said. */
#include "score/inside.h"

static struct judgement judge(const struct score_session *session, int slot)
{
	const struct slot *plan = slot_at(session, slot);
	struct window window = window_of(session, slot);
	struct judgement result = judged(VERDICT_MET);
	bool error = false;
	int occasions = 0, reply = -1;

	if (slot_has_occasion(plan)) {
		for (int i = 0; window_occasion(session, slot, &i, &reply); occasions++) {
			const struct record *record = reply < 0 ? NULL : record_at(session, slot, reply);

			result.offences += record && record->count > 0;
			error |= record && record->error;
		}
		if (occasions == 0)
			return judged(VERDICT_NA);
	} else {
		for (const struct record *r = record_first(session, slot); r; r = record_next(session, r)) {
			if (!window_holds(&window, r->reply))
				continue;
			result.offences += r->count > 0;
			error |= r->error;
		}
	}
	if (result.offences > 0) {
		result.verdict = VERDICT_MISSED;
		result.open = plan->criterion->where.kind == WHERE_LAST_REPLY && !window.shut;
		result.strength = result.share = 0;
	} else if (error) {
		result.verdict = VERDICT_ERROR;
		result.strength = result.share = 0;
	}
	return result;
}

const struct kind_ops kind_forbid = {.standing = true, .judge = judge, .evidence = record_evidence};
