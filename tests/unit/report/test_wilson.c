/* test_wilson.c - the interval of a share against worked examples. */
#include "report/wilson.h"

#include <criterion/criterion.h>
#include <math.h>

static void expect(int64_t k, int64_t n, double low, double high, double within)
{
	double a, b;

	wilson(k, n, &a, &b);
	cr_assert(fabs(a - low) <= within && fabs(b - high) <= within, "%lld of %lld: %.4f..%.4f, not %.4f..%.4f",
		  (long long)k, (long long)n, a, b, low, high);
}

/* To three decimals of the share. */
Test(wilson, known_figures)
{
	expect(4, 5, 37.6, 96.4, 0.05);
	expect(16, 20, 58.4, 91.9, 0.05);
	expect(3, 3, 43.85, 100, 0.05);
}

/* Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3. */
Test(wilson, newcombe)
{
	expect(81, 263, 25.53, 36.62, 0.005);
	expect(15, 148, 6.24, 16.05, 0.005);
	expect(0, 20, 0, 16.11, 0.005);
	expect(1, 29, 0.61, 17.18, 0.005);
}

Test(wilson, ends)
{
	expect(0, 0, 0, 100, 0);
	expect(0, 7, 0, 35.43, 0.01);
	expect(7, 7, 64.57, 100, 0.01);
}
