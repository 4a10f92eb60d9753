/* test_groups.c - medians and groups against the plain ways to get them. */
#include "base/mem.h"
#include "base/rng.h"
#include "report/gather.h"
#include "report/tally.h"

#include <criterion/criterion.h>
#include <math.h>

static int by_value(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double sorted_median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, by_value);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* Few different values make ties; orders that are bad for a careless pivot. */
static double value_of(struct rng *rng, int shape, size_t i, size_t count)
{
	switch (shape) {
	case 0: return rng_unit(rng);
	case 1: return rng_below(rng, 4);
	case 2: return (double)i;
	case 3: return (double)(count - i);
	case 4: return (double)(i < count / 2 ? i : count - i);
	default: return 7;
	}
}

Test(groups, medians_are_those_of_the_sorted_values)
{
	struct rng rng;

	rng_seed(&rng, 5);
	for (size_t count = 1; count < 400; count += count < 40 ? 1 : 37) {
		for (int shape = 0; shape < 6; shape++) {
			double one[400], two[400];

			for (size_t i = 0; i < count; i++)
				one[i] = two[i] = value_of(&rng, shape, i, count);
			double expected = sorted_median(two, count), got = median_of(one, count);
			cr_assert(got == expected, "%zu of shape %d: %g, not %g", count, shape, got, expected);
			qsort(one, count, sizeof *one, by_value);
			for (size_t i = 0; i < count; i++)
				cr_assert(one[i] == two[i], "a value was lost");
		}
	}
	cr_assert(isnan(median_of(NULL, 0)));
}

Test(groups, a_tally_numbers_keys_as_they_come)
{
	struct tally tally = TALLY_INIT;

	for (uint64_t i = 0; i < 5000; i++)
		cr_assert_eq(tally_add(&tally, i * i << 20), i);
	for (uint64_t i = 0; i < 5000; i += 7)
		cr_assert_eq(tally_add(&tally, i * i << 20), i);
	cr_assert_eq(tally.count, 5000);
	tally_release(&tally);
	cr_assert_eq(tally_add(&tally, UINT64_MAX), 0);
	tally_release(&tally);
}

static int64_t place_number(const struct entry *entry)
{
	return entry->position;
}

/* Equal texts at different addresses are one group; groups are sorted, entries keep their order. */
Test(groups, by_text_and_by_number)
{
	char one[] = "parcel", other[] = "parcel", last[] = "bill";
	struct scene scenes[] = {{.scenario = one}, {.scenario = last}, {.scenario = other}, {.scenario = one}};
	struct entry entries[4];
	CLEANUP_TALLOC struct report *report = talloc_zero(NULL, struct report);
	struct gather gather = {.report = report, .entries = entries, .count = 4, .scenes = scenes};
	const int32_t places[] = {3, -1, 3, 0};
	size_t count = 0;

	for (int i = 0; i < 4; i++)
		entries[i] = (struct entry){.scene = (uint32_t)i, .position = places[i]};
	struct group *groups = gather_by(&gather, scenario_key, &count);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(groups[0].key, "bill");
	cr_assert_eq(groups[0].count, 1);
	cr_assert_eq(groups[1].count, 3);
	cr_assert(groups[1].entries[0] == &entries[0] && groups[1].entries[1] == &entries[2] &&
		  groups[1].entries[2] == &entries[3]);
	const struct entry **all = gather_all(&gather);
	groups = gather_by_number(&gather, all, 4, place_number, &count);
	cr_assert_eq(count, 3);
	cr_assert_eq(groups[0].number, -1);
	cr_assert_eq(groups[2].number, 3);
	cr_assert(groups[2].entries[0] == &entries[0] && groups[2].entries[1] == &entries[2]);
	gather.count = 0;
	gather_by(&gather, scenario_key, &count);
	cr_assert_eq(count, 0);
}
