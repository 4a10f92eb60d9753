/* memory.c - FSRS-6, as py-fsrs computes it. */
#include "learn/learn.h"

#include <math.h>

static const double w[21] = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001,  1.8722, 0.1666, 0.796,
			     1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542};

#define STABILITY_LEAST 0.001

static double clamp(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

/* R(t, S) = (1 + F t/S)^-d, with F so that R(S, S) = 0.9. */
static double factor(void)
{
	return pow(0.9, -1 / w[20]) - 1;
}

static double first_difficulty(int grade)
{
	return w[4] - exp(w[5] * (grade - 1)) + 1;
}

static double next_difficulty(double difficulty, int grade)
{
	double moved = difficulty - w[6] * (grade - 3) * (10 - difficulty) / 9;

	return clamp(w[7] * first_difficulty(LEARN_EASY) + (1 - w[7]) * moved, 1, 10);
}

static double after_pass(const struct memory *memory, int grade, double recall)
{
	double hard = grade == LEARN_HARD ? w[15] : 1, easy = grade == LEARN_EASY ? w[16] : 1;

	return memory->stability * (1 + exp(w[8]) * (11 - memory->difficulty) * pow(memory->stability, -w[9]) *
						(exp(w[10] * (1 - recall)) - 1) * hard * easy);
}

static double after_fail(const struct memory *memory, double recall)
{
	double forgot = w[11] * pow(memory->difficulty, -w[12]) * (pow(memory->stability + 1, w[13]) - 1) *
			exp(w[14] * (1 - recall));

	return fmin(forgot, memory->stability / exp(w[17] * w[18]));
}

static double same_day(const struct memory *memory, int grade)
{
	double growth = exp(w[17] * (grade - 3 + w[18])) * pow(memory->stability, -w[19]);

	return memory->stability * (grade >= LEARN_GOOD ? fmax(growth, 1) : growth);
}

double memory_recall(const struct memory *memory, double day)
{
	double days = day - memory->last_day;

	if (!memory->seen)
		return 0;
	return pow(1 + factor() * fmax(days, 0) / memory->stability, -w[20]);
}

void memory_review(struct memory *memory, enum learn_grade grade, double day)
{
	int g = (int)grade;

	if (!memory->seen) {
		memory->stability = w[g - 1];
		memory->difficulty = clamp(first_difficulty(g), 1, 10);
		memory->last_day = day;
	} else {
		double recall = memory_recall(memory, day);

		if (day - memory->last_day < 1)
			memory->stability = same_day(memory, g);
		else if (g == LEARN_AGAIN)
			memory->stability = after_fail(memory, recall);
		else
			memory->stability = after_pass(memory, g, recall);
		memory->difficulty = next_difficulty(memory->difficulty, g);
		memory->last_day = fmax(day, memory->last_day);
	}
	memory->stability = fmax(memory->stability, STABILITY_LEAST);
	memory->seen = true;
}

int memory_interval(const struct memory *memory, double target)
{
	double days = memory->stability / factor() * (pow(target, -1 / w[20]) - 1);

	return days < 1 ? 1 : days > 36500 ? 36500 : (int)lround(days);
}
