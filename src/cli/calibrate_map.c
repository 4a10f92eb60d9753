/* calibrate_map.c - mappings of labels to criteria. */
#include "cli/calibrate_map.h"

#include "base/mem.h"

#include <string.h>

static const struct {
	const char *sign;
	enum label_test test;
} signs[] = {{"==", LABEL_EQUALS},  {"!=", LABEL_DIFFERS}, {">=", LABEL_AT_LEAST},
	     {"<=", LABEL_AT_MOST}, {">", LABEL_ABOVE},    {"<", LABEL_BELOW}};

static char *trimmed(const char *text, size_t length)
{
	struct sv view = sv_trim(sv_make(text, length));

	return mem_strndup(view.p, view.n);
}

void label_cond_release(struct label_cond *cond)
{
	free(cond->name);
	free(cond->value);
	*cond = (struct label_cond){.name = NULL};
}

/* The first sign in the text. */
static const char *find_sign(const char *text, size_t *which)
{
	size_t at = strcspn(text, "=!<>");

	for (size_t i = 0; text[at] && i < sizeof signs / sizeof *signs; i++) {
		if (strncmp(text + at, signs[i].sign, strlen(signs[i].sign)) == 0) {
			*which = i;
			return text + at;
		}
	}
	return NULL;
}

bool label_cond_parse(const char *text, struct label_cond *out, struct err *err)
{
	size_t which = 0;
	const char *sign = find_sign(text, &which);

	*out = (struct label_cond){.test = LABEL_IS_SET};
	out->name = trimmed(text, sign ? (size_t)(sign - text) : strlen(text));
	if (sign) {
		const char *value = sign + strlen(signs[which].sign);

		out->test = signs[which].test;
		out->value = trimmed(value, strlen(value));
		out->is_number = sv_to_double(sv_from(out->value), &out->number);
	}
	if (!out->name[0] || strpbrk(out->name, "=!<>") || (sign && !out->value[0]))
		err_set(err, ERR_USAGE, "\"%s\" is no test of a label: write LABEL, LABEL>0 or LABEL==value.", text);
	else if (out->test > LABEL_DIFFERS && !out->is_number)
		err_set(err, ERR_USAGE, "\"%s\": only numbers are larger or smaller, and \"%s\" is none.", text,
			out->value);
	else
		return true;
	label_cond_release(out);
	return false;
}

static bool parse_map(const char *text, struct label_map *out, struct err *err)
{
	const char *equals = strrchr(text, '=');

	*out = (struct label_map){.text = NULL};
	if (!equals || equals == text || !equals[1])
		return err_set(err, ERR_USAGE, "\"%s\" maps nothing: write LABEL=CRITERION or LABEL>0=CRITERION.",
			       text);
	out->text = trimmed(text, (size_t)(equals - text));
	out->criterion = trimmed(equals + 1, strlen(equals + 1));
	return label_cond_parse(out->text, &out->cond, err);
}

bool label_maps_parse(const char *text, struct label_map **maps, size_t *count, struct err *err)
{
	CLEANUP_FREE char *copy = mem_strdup(text);
	char *rest = NULL;

	for (char *one = strtok_r(copy, ",", &rest); one; one = strtok_r(NULL, ",", &rest)) {
		*maps = mem_realloc(*maps, *count + 1, sizeof **maps);
		if (!parse_map(one, &(*maps)[(*count)++], err))
			return false;
	}
	return true;
}

void label_maps_free(struct label_map *maps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		label_cond_release(&maps[i].cond);
		free(maps[i].text);
		free(maps[i].criterion);
	}
	free(maps);
}

/* ---- values ---- */

static bool is_no(struct sv text)
{
	static const char *const no[] = {"", "0", "no", "false", "none", NULL};

	for (size_t i = 0; no[i]; i++)
		if (sv_is(text, no[i]))
			return true;
	return false;
}

static bool holds_number(const struct label_cond *cond, double value)
{
	double difference = value - cond->number;
	bool same = difference < 1e-9 && difference > -1e-9;

	switch (cond->test) {
	case LABEL_IS_SET: return value > 0;
	case LABEL_EQUALS: return cond->is_number && same;
	case LABEL_DIFFERS: return !cond->is_number || !same;
	case LABEL_ABOVE: return !same && difference > 0;
	case LABEL_BELOW: return !same && difference < 0;
	case LABEL_AT_LEAST: return same || difference > 0;
	case LABEL_AT_MOST: break;
	}
	return same || difference < 0;
}

static bool holds_text(const struct label_cond *cond, struct sv text)
{
	switch (cond->test) {
	case LABEL_IS_SET: return !is_no(text);
	case LABEL_EQUALS: return sv_is(text, cond->value);
	case LABEL_DIFFERS: return !sv_is(text, cond->value);
	default: break;
	}
	return false;
}

struct calibration_rating label_rate(const struct label_cond *cond, const struct json_value *value)
{
	struct calibration_rating rating = {.given = false};
	bool truth = cond->value && sv_is(SV("true"), cond->value),
	     falsity = cond->value && sv_is(SV("false"), cond->value);

	switch (value ? json_type(value) : JSON_TYPE_NULL) {
	case JSON_TYPE_NUMBER:
		rating = (struct calibration_rating){true, false, true, json_number(value, 0)};
		rating.positive = holds_number(cond, rating.value);
		break;
	case JSON_TYPE_BOOL:
		rating = (struct calibration_rating){true, false, true, json_truth(value)};
		rating.positive = holds_number(cond, rating.value);
		if (truth || falsity)
			rating.positive = (json_truth(value) == truth) == (cond->test == LABEL_EQUALS);
		break;
	case JSON_TYPE_STRING:
		rating.given = true;
		rating.graded = sv_to_double(json_text(value), &rating.value);
		rating.positive = rating.graded && (cond->is_number || cond->test == LABEL_IS_SET)
					  ? holds_number(cond, rating.value)
					  : holds_text(cond, json_text(value));
		break;
	default: break;
	}
	return rating;
}

size_t label_ratings(const struct label_cond *cond, const struct json_value *labels,
		     struct calibration_rating out[CALIBRATION_MAX_RATERS])
{
	const struct json_value *value = labels ? json_get(labels, cond->name) : NULL;
	size_t count = 0, given = 0;

	if (!value)
		return 0;
	if (json_type(value) != JSON_TYPE_ARRAY) {
		out[0] = label_rate(cond, value);
		return out[0].given ? 1 : 0;
	}
	for (; count < json_count(value) && count < CALIBRATION_MAX_RATERS; count++) {
		out[count] = label_rate(cond, json_at(value, count));
		given += out[count].given;
	}
	return given ? count : 0;
}
