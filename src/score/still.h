/* still.h - the verdicts of a conversation in which nothing happens that a criterion looks for: one reply or more, no
 * hits, no actions, a customer who says nothing. Most criteria of a large card end with just these, so a whole
 * transcript begins with them, and only what was stirred is judged. They differ by channel alone. */
#ifndef ROLECALL_SCORE_STILL_H
#define ROLECALL_SCORE_STILL_H

#include "score/inside.h"

struct still {
	struct tally *start;   /* by slot: what each transcript begins with */
	struct tally *tallies; /* the session works on these, and puts back what it stirred */
	double *earned;        /* by section over all rubrics of the card */
	int *applicable;
	double *score; /* by rubric of the card; still_score tells them */
	bool *known, *stale;
};

/* Points by section, of all rubrics of the card one after another. */
struct section_sums {
	const int *first; /* of each rubric */
	double *earned;
	int *applicable;
};
/* A scored slot's judgement becomes another. */
void sums_move(const struct section_sums *sums, const struct slot *slot, const struct judgement *before,
	       const struct judgement *now);
double sums_score(const struct section_sums *sums, const struct rubric *rubric, int index, bool *known);

double still_score(struct still *still, const struct rubric *rubric, int index, const int *first_section, bool *known);

/* For the session's present context, which was just set; talloc'ed under `ctx`. The session is left as it was. */
struct still *still_new(const void *ctx, struct score_session *session, const int *first_section, size_t sections);

#endif
