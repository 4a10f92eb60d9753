/* learn.h - the formulas behind "what to practise now": how long a skill is remembered (FSRS-6), whether it is mastered
 * (Bayesian knowledge tracing), and the grade that a score stands for. Pure; no word of files or people.
 *
 * FSRS-6: the scheduler of py-fsrs with its default weights, no learning steps, no fuzz.
 * BKT: Corbett & Anderson 1995; slip at most 0.1 and guess at most 0.3 (Zhou, Sheng, Howley). */
#ifndef ROLECALL_LEARN_LEARN_H
#define ROLECALL_LEARN_LEARN_H

#include <stdbool.h>

/* Never chosen by the learner: always from a score. */
enum learn_grade { LEARN_AGAIN = 1, LEARN_HARD, LEARN_GOOD, LEARN_EASY };

/* What a skill's part of one attempt is worth. `per_cent`: points of the skill won, 0..100. `pass_mark`: 1..100.
 * again: below the mark, or a critical error; hard: passed with hints; easy: 95 or more unaided; good: the rest. */
enum learn_grade learn_grade_of(double per_cent, double pass_mark, bool critical, int hints);

struct memory {
	bool seen;
	double stability;  /* days until recall falls to 90 % */
	double difficulty; /* 1..10 */
	double last_day;   /* of the last review, in days from any fixed start */
};

/* Chance of recall, 0..1, so many days after the last review; 0 when never seen. */
double memory_recall(const struct memory *memory, double day);
/* A review on `day`. A day earlier than the last review counts as the same day. */
void memory_review(struct memory *memory, enum learn_grade grade, double day);
/* Days after the last review when recall reaches `target` (0..1, exclusive): whole days, at least 1. */
int memory_interval(const struct memory *memory, double target);

#define MEMORY_TARGET 0.9 /* below this a skill is due */

struct mastery {
	double known; /* 0..1 */
};
#define MASTERY_START 0.2
#define MASTERY_LEARNS 0.15
#define MASTERY_SLIPS 0.1
#define MASTERY_GUESSES 0.2
#define MASTERY_ENOUGH 0.95

void mastery_init(struct mastery *mastery);
void mastery_observe(struct mastery *mastery, bool right);

#endif
