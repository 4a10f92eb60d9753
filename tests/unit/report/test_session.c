/* test_session.c - figures of a calibration session, against examples worked by hand and published. */
#include "report/session.h"

#include <criterion/criterion.h>
#include <math.h>

static void fill(struct session_grid *grid, size_t *item, size_t times, int engine, int person)
{
	for (size_t i = 0; i < times; i++, ++*item) {
		*session_mark(grid, *item, 0, 0) = (signed char)engine;
		*session_mark(grid, *item, 1, 0) = (signed char)person;
	}
}

/* 50 judged twice: 20 both yes, 5 only the first, 10 only the second, 15 both no. po 0.70, pe 0.50, kappa 0.40. */
Test(session, kappa_of_the_engine_and_one_person)
{
	struct session_grid grid;
	struct session_result result;
	size_t item = 0;

	session_grid_init(&grid, 50, 2, 1);
	fill(&grid, &item, 20, VERDICT_MET, VERDICT_MET);
	fill(&grid, &item, 5, VERDICT_MET, VERDICT_MISSED);
	fill(&grid, &item, 10, VERDICT_MISSED, VERDICT_MET);
	fill(&grid, &item, 15, VERDICT_MISSED, VERDICT_MISSED);
	session_criterion(&grid, 0, 1, &result);
	cr_assert_eq(result.items, 50);
	cr_assert_eq(result.alike, 35);
	cr_assert_float_eq(result.agreement.value, 70, 1e-9);
	cr_assert_float_eq(result.kappa.value, 0.4, 1e-9);
	cr_assert(result.kappa.low < 0.4 && result.kappa.high > 0.4 && result.kappa.low > 0);
	cr_assert(isnan(result.people.value));
	cr_assert_eq(result.doubt, SESSION_APART);
	session_grid_release(&grid);
}

/* Krippendorff 2011, part A: binary data of two observers, 10 units. */
Test(session, alpha_of_a_published_example)
{
	static const signed char first[] = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, second[] = {1, 1, 1, 0, 0, 1, 0, 0, 0, 0};
	struct session_grid grid;
	struct session_result result;

	session_grid_init(&grid, 10, 2, 1);
	for (size_t i = 0; i < 10; i++) {
		*session_mark(&grid, i, 0, 0) = first[i];
		*session_mark(&grid, i, 1, 0) = second[i];
	}
	session_criterion(&grid, 0, 1, &result);
	cr_assert_float_eq(result.alpha.value, 0.095, 5e-4);
	cr_assert_eq(result.doubt, SESSION_FEW);
	session_grid_release(&grid);
}

Test(session, doubts_name_who_disagrees)
{
	struct session_grid grid;
	struct session_result result;

	session_grid_init(&grid, 20, 3, 3);
	for (size_t i = 0; i < 20; i++) {
		for (size_t rater = 0; rater < 3; rater++) {
			*session_mark(&grid, i, rater, 0) = (signed char)(i % 2);
			*session_mark(&grid, i, rater, 1) = VERDICT_MET;
			*session_mark(&grid, i, rater, 2) = (signed char)(rater == 2 ? (i / 2) % 2 : i % 2);
		}
	}
	session_criterion(&grid, 0, 1, &result);
	cr_assert_eq(result.doubt, SESSION_TRUSTED);
	cr_assert_float_eq(result.kappa.low, 1, 1e-9);
	session_criterion(&grid, 1, 1, &result);
	cr_assert_eq(result.doubt, SESSION_SAME);
	session_criterion(&grid, 2, 1, &result);
	cr_assert_eq(result.doubt, SESSION_PEOPLE);
	session_grid_release(&grid);
}

/* Points 50, 40 and 10: a person who differs in the last is 10 points away, in the second 40. */
Test(session, scores_within_ten_points)
{
	static const double points[] = {50, 40, 10};
	struct session_grid grid;
	struct session_scores scores;

	session_grid_init(&grid, 2, 3, 3);
	for (size_t item = 0; item < 2; item++) {
		for (size_t c = 0; c < 3; c++) {
			grid.points[item * 3 + c] = points[c];
			*session_mark(&grid, item, 0, c) = VERDICT_MET;
			*session_mark(&grid, item, 1, c) = c == 2 ? VERDICT_MISSED : VERDICT_MET;
		}
	}
	for (size_t c = 0; c < 3; c++)
		*session_mark(&grid, 1, 2, c) = c == 1 ? VERDICT_MISSED : VERDICT_MET;
	session_scores(&grid, 1, &scores);
	cr_assert_eq(scores.pairs, 3);
	cr_assert_eq(scores.near_by, 2);
	cr_assert_float_eq(scores.share.value, 200.0 / 3, 1e-9);
	cr_assert_eq(scores.people_pairs, 1);
	cr_assert_eq(scores.people_near, 0);
	session_grid_release(&grid);
}

Test(session, a_draw_is_spread_and_repeatable)
{
	static const char *const names[] = {"a", "b", "c", "d"};
	struct attempt attempts[400] = {{0}};
	size_t first[8], again[8], other[8], by_name[4] = {0}, low = 0;
	bool same = true;

	for (size_t i = 0; i < 400; i++) { /* nine in ten are on "a" with a good score */
		attempts[i].scenario = (char *)names[i % 10 ? 0 : 1 + i / 10 % 3];
		attempts[i].has_score = true;
		attempts[i].score = i % 20 ? 95 : 5;
	}
	cr_assert_eq(session_draw(attempts, 400, 8, 7, first), 8);
	cr_assert_eq(session_draw(attempts, 400, 8, 7, again), 8);
	cr_assert_eq(session_draw(attempts, 400, 8, 8, other), 8);
	cr_assert_arr_eq(first, again, sizeof first);
	for (size_t i = 0; i < 8; i++) {
		by_name[attempts[first[i]].scenario[0] - 'a']++;
		low += attempts[first[i]].score < 20;
		same = same && first[i] == other[i];
		for (size_t k = 0; k < i; k++)
			cr_assert_neq(first[i], first[k]);
	}
	cr_assert_not(same);
	for (size_t i = 0; i < 4; i++)
		cr_assert(by_name[i] >= 1 && by_name[i] <= 4);
	cr_assert_geq(low, 2);
	cr_assert_eq(session_draw(attempts, 3, 8, 7, again), 3);
	cr_assert_eq(session_draw(attempts, 0, 8, 7, again), 0);
}
