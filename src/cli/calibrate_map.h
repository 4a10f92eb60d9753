/* calibrate_map.h - mappings of labels to criteria, as written: LABEL=CRITERION, LABEL>0=CRITERION, LABEL==v=CRITERION.
 */
#ifndef ROLECALL_CLI_CALIBRATE_MAP_H
#define ROLECALL_CLI_CALIBRATE_MAP_H

#include "base/err.h"
#include "report/calibration.h"
#include "json/json.h"

enum label_test { LABEL_IS_SET, LABEL_EQUALS, LABEL_DIFFERS, LABEL_ABOVE, LABEL_BELOW, LABEL_AT_LEAST, LABEL_AT_MOST };

/* A test of one label: `name` and what its value is compared with. */
struct label_cond {
	char *name;
	enum label_test test;
	char *value;
	double number;
	bool is_number;
};

struct label_map {
	struct label_cond cond;
	char *text; /* the label side as written */
	char *criterion;
};

/* "er>0=names-feeling,ip>0=shares": appended to *maps (grown, *count updated). */
bool label_maps_parse(const char *text, struct label_map **maps, size_t *count, struct err *err);
void label_maps_free(struct label_map *maps, size_t count);

/* "domain==wiki" */
bool label_cond_parse(const char *text, struct label_cond *out, struct err *err);
void label_cond_release(struct label_cond *cond);

/* One person's mark: a number, true or false, a text; null is not given. */
struct calibration_rating label_rate(const struct label_cond *cond, const struct json_value *value);
/* The marks of a row: one, or those of an array. How many, at most CALIBRATION_MAX_RATERS; 0 when the label is not
 * there. */
size_t label_ratings(const struct label_cond *cond, const struct json_value *labels,
		     struct calibration_rating out[CALIBRATION_MAX_RATERS]);

#endif
