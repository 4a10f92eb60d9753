/* calibration.h - how far criteria agree with people: rows in, figures with intervals out.
 *
 * Per row and mapping 32 bytes are kept (verdict, strength, mark, group, words), whatever the texts are, so a million
 * rows fit in little memory. The bootstrap draws groups with a fixed seed: the same rows give the same figures. */
#ifndef ROLECALL_REPORT_CALIBRATION_H
#define ROLECALL_REPORT_CALIBRATION_H

#include "base/err.h"
#include "base/strbuf.h"
#include "base/sv.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CALIBRATION_MAX_ROWS 20000000 /* over all mappings; 640 MB */
#define CALIBRATION_MAX_RATERS 16
#define CALIBRATION_MAX_VALUES 32 /* different graded values of raters that alpha is worked out for */
#define CALIBRATION_DRAWS 1000

struct calibration;
struct calibration *calibration_new(uint64_t seed);
void calibration_free(struct calibration *calibration); /* NULL is fine */

/* One mapping; returns its number. Texts are copied. */
int calibration_map(struct calibration *calibration, const char *label, const char *criterion);
/* The number of a group; one that was not seen before gets the next. */
uint32_t calibration_group(struct calibration *calibration, struct sv name);
void calibration_row(struct calibration *calibration); /* counts rows read */

struct calibration_rating { /* what one person marked */
	bool given;
	bool positive; /* the mapping's condition holds */
	bool graded;   /* `value` is a number */
	double value;
};
struct calibration_item {
	uint32_t group;
	const struct calibration_rating *ratings; /* at most CALIBRATION_MAX_RATERS */
	size_t rating_count;
	bool met;
	double strength; /* 0..1 */
	uint32_t words;  /* in the reply */
};
/* People's verdict is positive when at least half of those who rated say so; their grade is the mean of the numbers.
 * False and ERR_LIMIT when there are too many rows. */
bool calibration_add(struct calibration *calibration, int map, const struct calibration_item *item, struct err *err);
/* A row that has the label, but no verdict: N/A or an error. */
void calibration_skip(struct calibration *calibration, int map, bool error);

struct figure {
	double value, low, high; /* NAN: not defined; low and high hold 95 % */
};
struct calibration_result {
	const char *label, *criterion;
	size_t n, na, errors, groups;
	size_t tp, fp, fn, tn;
	struct figure kappa, f1, accuracy, precision, recall;
	struct figure rho; /* Spearman of the strength with the graded mark; NAN when marks are not numbers */
	struct figure weighted_kappa; /* quadratic, 3 to 10 whole grades; the strength cut into as many equal steps */
	double prevalence;
	/* Word count alone: its rho, and kappa at the threshold that suits these very rows best. */
	double words_rho, words_kappa;
	int raters;                       /* 0 or 1: one mark a row */
	double rater_kappa, engine_kappa; /* mean over pairs of people; mean of the engine with each of them */
	double alpha, alpha_ordinal, alpha_interval; /* Krippendorff; of the condition, and of the numbers */
};
void calibration_result(const struct calibration *calibration, int map, struct calibration_result *out);

int calibration_maps(const struct calibration *calibration);
size_t calibration_rows(const struct calibration *calibration);

/* ---- calibration_text.c ---- */
struct json_writer;
void calibration_result_text(const struct calibration_result *result, struct strbuf *out);
/* Opens no object: writes the keys of one. */
void calibration_result_json(const struct calibration_result *result, struct json_writer *w);

#endif
