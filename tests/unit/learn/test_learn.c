/* The known-answer vectors, computed apart from this code, to four decimals. */
#include "learn/learn.h"

#include <criterion/criterion.h>
#include <math.h>

static void near(double got, double wanted, const char *what, int step)
{
	cr_assert(fabs(got - wanted) < 0.00005, "%s %d: %.6f, not %.4f", what, step, got, wanted);
}

Test(learn, memory_follows_fsrs_6)
{
	static const enum learn_grade grades[] = {LEARN_GOOD, LEARN_GOOD, LEARN_GOOD, LEARN_AGAIN, LEARN_GOOD};
	static const double stability[] = {2.3065, 10.9643, 46.2802, 2.9326, 7.7782};
	static const double difficulty[] = {2.1181, 2.1112, 2.1043, 7.3900, 7.3778};
	static const int interval[] = {2, 11, 46, 3, 8};
	struct memory memory = {.seen = false};
	double day = 100;

	for (int i = 0; i < 5; i++) {
		memory_review(&memory, grades[i], day);
		near(memory.stability, stability[i], "stability", i);
		near(memory.difficulty, difficulty[i], "difficulty", i);
		cr_assert_eq(memory_interval(&memory, MEMORY_TARGET), interval[i]);
		near(memory_recall(&memory, day + memory.stability), 0.9, "recall", i);
		day += interval[i];
	}
}

Test(learn, the_same_day_teaches_little)
{
	struct memory memory = {.seen = false};

	memory_review(&memory, LEARN_GOOD, 5);
	double once = memory.stability;
	memory_review(&memory, LEARN_GOOD, 5.2);
	cr_assert(memory.stability >= once && memory.stability < once * 1.1);
	memory_review(&memory, LEARN_AGAIN, 5.1);
	cr_assert(memory.stability < once && memory.stability > 0);
	cr_assert_float_eq(memory.last_day, 5.2, 1e-9);
}

Test(learn, never_seen_is_never_recalled)
{
	struct memory memory = {.seen = false};

	cr_assert_eq(memory_recall(&memory, 3), 0);
}

Test(learn, mastery_follows_bkt)
{
	static const bool right[] = {true, true, true, true, false, true};
	static const double known[] = {0.6000, 0.8903, 0.9774, 0.9956, 0.9713, 0.9944};
	struct mastery mastery;

	mastery_init(&mastery);
	for (int i = 0; i < 6; i++) {
		mastery_observe(&mastery, right[i]);
		near(mastery.known, known[i], "known", i);
	}
}

Test(learn, grades_come_from_scores)
{
	cr_assert_eq(learn_grade_of(74.9, 75, false, 0), LEARN_AGAIN);
	cr_assert_eq(learn_grade_of(100, 75, true, 0), LEARN_AGAIN);
	cr_assert_eq(learn_grade_of(100, 75, false, 1), LEARN_HARD);
	cr_assert_eq(learn_grade_of(75, 75, false, 0), LEARN_GOOD);
	cr_assert_eq(learn_grade_of(95, 75, false, 0), LEARN_EASY);
}
