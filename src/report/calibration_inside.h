/* calibration_inside.h - what a calibration keeps; shared by calibration.c and calibration_figures.c. */
#ifndef ROLECALL_REPORT_CALIBRATION_INSIDE_H
#define ROLECALL_REPORT_CALIBRATION_INSIDE_H

#include "report/calibration.h"
#include "stats/agreement.h"

struct kept_row {
	double strength, grade; /* grade NAN: not a number */
	uint32_t group, words;
	bool met, positive;
};

struct kept_map {
	char *label, *criterion;
	struct kept_row *rows;
	size_t row_count, row_cap, na, errors;
	int raters; /* most ratings of one row */
	struct confusion pairs[CALIBRATION_MAX_RATERS][CALIBRATION_MAX_RATERS];
	struct confusion engine[CALIBRATION_MAX_RATERS];
	double holds[4]; /* coincidences of the condition */
	double values[CALIBRATION_MAX_VALUES];
	double coincidence[CALIBRATION_MAX_VALUES * CALIBRATION_MAX_VALUES]; /* of the numbers, in order of coming */
	size_t value_count;
	bool too_many_values;
};

struct kept_group {
	char *name;
	uint32_t number;
};

struct calibration {
	struct kept_map **maps;
	int map_count, map_cap;
	struct kept_group *groups; /* open addressing */
	size_t group_slots, group_count;
	size_t rows, kept;
	uint64_t seed;
};

#endif
