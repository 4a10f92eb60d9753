/* test_overlap.c - shared words weighted by rarity, checked by hand against data/idf.tsv. */
#include "score/idf.h"
#include "score/overlap.h"

#include <criterion/criterion.h>
#include <math.h>

static struct overlap compare(const char *customer, const char *reply)
{
	struct match_scanner *scanner = match_scanner_new(NULL);
	struct wording *wording = wording_new(scanner);
	struct overlap_text said = {0}, answered = {0};
	struct overlap overlap;

	wording_set(wording, sv_from(customer));
	overlap_add(&said, wording);
	wording_set(wording, sv_from(reply));
	overlap_add(&answered, wording);
	overlap = overlap_of(&said, &answered);
	overlap_release(&said);
	overlap_release(&answered);
	wording_free(wording);
	match_scanner_free(scanner);
	return overlap;
}

Test(overlap, classes_are_those_of_the_table)
{
	cr_assert_eq(idf_class("the"), 5);
	cr_assert_eq(idf_class("a"), 6);
	cr_assert_eq(idf_class("abandon"), 15);
	cr_assert_eq(idf_class("zzz-never-said"), IDF_UNLISTED);
	for (size_t i = 1; i < idf_row_count; i++)
		cr_assert_lt(strcmp(idf_rows[i - 1].stem, idf_rows[i].stem), 0, "%s", idf_rows[i].stem);
}

/* kettle has class k, broken (stem broken) b: half of the words is not half of the weight. */
Test(overlap, share_is_weighted_by_rarity)
{
	double kettle = idf_class("kettl") - OVERLAP_OFFSET, broken = idf_class("broken") - OVERLAP_OFFSET;
	struct overlap half = compare("the broken kettle", "A kettle!");

	cr_assert_gt(kettle, broken);
	cr_assert_float_eq(half.share, kettle / (kettle + broken), 1e-12);
	cr_assert_float_eq(half.depth, kettle / OVERLAP_FULL, 1e-12);
	cr_assert_float_eq(compare("the broken kettle", "Your kettles broken, the kettle").share, 1, 1e-12);
	cr_assert_float_eq(compare("the broken kettle", "").share, 0, 1e-12);
	cr_assert_float_eq(compare("", "a kettle").share, 0, 1e-12);
	cr_assert_float_eq(compare("the you to", "the you to").share, 0, 1e-12, "such words say nothing");
}

Test(overlap, keys_are_stems_numbers_and_words_without_their_endings)
{
	cr_assert_float_eq(compare("delays", "delayed").share, 1, 1e-12);
	cr_assert_float_eq(compare("twelve", "12").share, 1, 1e-12);
	cr_assert_float_eq(compare("kettle's", "kettle").share, 1, 1e-12);
	cr_assert_float_eq(compare("damaged packages", "A broken parcel!").share, 1, 1e-12);
	cr_assert_float_eq(compare("order 40017", "40018").share, 0, 1e-12);
	cr_assert_float_eq(compare("parcel parcel kettle ", "parcel kettle").depth,
			   fmin(1, (idf_class("parcel") + idf_class("kettl") - 2 * OVERLAP_OFFSET) / OVERLAP_FULL),
			   1e-12);
}

Test(overlap, echo_needs_neighbours)
{
	cr_assert_eq((int)compare("It is so late", "So late?").echo, 1);
	cr_assert_eq((int)compare("It is so late", "Late, so").echo, 0);
	cr_assert_eq((int)compare("late", "late").echo, 0);
}
