/* mastery.c - Bayesian knowledge tracing, and the grade of a score. */
#include "learn/learn.h"

void mastery_init(struct mastery *mastery)
{
	mastery->known = MASTERY_START;
}

void mastery_observe(struct mastery *mastery, bool right)
{
	double l = mastery->known, s = MASTERY_SLIPS, g = MASTERY_GUESSES;
	double was = right ? l * (1 - s) / (l * (1 - s) + (1 - l) * g) : l * s / (l * s + (1 - l) * (1 - g));

	mastery->known = was + (1 - was) * MASTERY_LEARNS;
}

enum learn_grade learn_grade_of(double per_cent, double pass_mark, bool critical, int hints)
{
	if (critical || per_cent + 1e-9 < pass_mark)
		return LEARN_AGAIN;
	if (hints > 0)
		return LEARN_HARD;
	return per_cent + 1e-9 >= 95 ? LEARN_EASY : LEARN_GOOD;
}
