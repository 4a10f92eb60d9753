/* test_bars.c - what a certificate asks for, certificates, and what was assigned. */
#include "store/bars.h"

#include "desk.h"

#include <talloc.h>

static void exam(struct store *store, const char *who, const char *scenario, int64_t at, double score, bool critical)
{
	struct performance performance = {.trainee = who,
					  .team = "blue",
					  .scenario = scenario,
					  .channel = "chat",
					  .mode = MODE_EXAM,
					  .started_ms = at,
					  .verdicts = GOOD,
					  .earned_apology = 10,
					  .score = score,
					  .passed = score >= 75,
					  .csat = 4};

	if (critical)
		performance.verdicts[NO_BLAME] = VERDICT_MISSED;
	perform(store, &performance);
}

static int64_t id_of(struct store *store, const char *who)
{
	struct err err = ERR_INIT;
	int64_t id = 0;

	cr_assert(store_trainee_find(store, sv_from(who), &id, &err), "%s", err.message);
	return id;
}

static struct standing stands(const void *pool, struct store *store, const struct bar *bar, const char *who)
{
	struct err err = ERR_INIT;
	struct standing standing;

	cr_assert(store_standing(pool, store, bar, id_of(store, who), &standing, &err), "%s", err.message);
	return standing;
}

Test(bars, are_listed_by_name_and_replaced)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct bar gold = {.name = (char *)"gold",
			   .scenarios = (char *)"late lost",
			   .passes = 2,
			   .forms = 3,
			   .cut = 80,
			   .days = 365};
	struct bar basic = {.name = (char *)"basic", .scenarios = (char *)"", .passes = 1, .forms = 1, .days = 90};
	size_t count = 0;

	desk_open(&desk);
	cr_assert(store_bar_define(desk.store, &gold, 1, &err) && store_bar_define(desk.store, &basic, 2, &err));
	gold.cut = 85;
	cr_assert(store_bar_define(desk.store, &gold, 3, &err), "%s", err.message);
	struct bar *bars = store_bars(NULL, desk.store, &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(bars[0].name, "basic");
	cr_assert_str_eq(bars[1].name, "gold");
	cr_assert_str_eq(bars[1].scenarios, "late lost");
	cr_assert(bars[1].cut > 84.9 && bars[1].cut < 85.1);
	cr_assert_eq(bars[1].passes, 2);
	cr_assert_eq(bars[1].forms, 3);
	cr_assert_eq(bars[1].days, 365);
	talloc_free(bars);
	desk_release(&desk);
}

Test(bars, the_newest_exam_of_each_form_counts)
{
	struct desk desk;
	void *pool = talloc_new(NULL);
	const struct bar bar = {.name = (char *)"b", .scenarios = (char *)"late lost-ring", .passes = 2, .forms = 2};

	desk_open(&desk);
	exam(desk.store, "ana", "late", 1000, 20, false); /* an older try */
	exam(desk.store, "ana", "late", 2000, 90, false);
	exam(desk.store, "ana", "ring", 3000, 90, false); /* only the end of a form's name */
	struct standing standing = stands(pool, desk.store, &bar, "ana");
	cr_assert_eq(standing.taken, 1);
	cr_assert_eq(standing.passed, 1);
	cr_assert_not(standing.reached);
	exam(desk.store, "ana", "lost-ring", 4000, 80, false);
	standing = stands(pool, desk.store, &bar, "ana");
	cr_assert(standing.reached);
	cr_assert_str_eq(standing.attempts[0].scenario, "lost-ring", "newest first");
	exam(desk.store, "ana", "late", 5000, 60, false);
	standing = stands(pool, desk.store, &bar, "ana");
	cr_assert_eq(standing.taken, 2);
	cr_assert_eq(standing.passed, 1);
	cr_assert_not(standing.reached, "the newest try counts, not the best");
	talloc_free(pool);
	desk_release(&desk);
}

Test(bars, a_cut_and_a_critical_error)
{
	struct desk desk;
	void *pool = talloc_new(NULL);
	struct bar bar = {.name = (char *)"b", .scenarios = (char *)"", .passes = 1, .forms = 2, .cut = 90};

	desk_open(&desk);
	exam(desk.store, "ana", "late", 1000, 89.5, false);
	cr_assert_not(stands(pool, desk.store, &bar, "ana").reached, "passed the rubric, not the bar");
	bar.cut = 89.5;
	cr_assert(stands(pool, desk.store, &bar, "ana").reached, "exactly the cut");
	bar.cut = 0;
	cr_assert(stands(pool, desk.store, &bar, "ana").reached);
	exam(desk.store, "ana", "lost", 2000, 95, true);
	struct standing standing = stands(pool, desk.store, &bar, "ana");
	cr_assert_eq(standing.critical, 1);
	cr_assert_eq(standing.passed, 1);
	cr_assert_not(standing.reached, "one critical error is enough");
	talloc_free(pool);
	desk_release(&desk);
}

Test(bars, a_certificate_holds_until_the_newest_runs_out)
{
	struct desk desk;
	struct err err = ERR_INIT;
	int64_t until = -1;

	desk_open(&desk);
	exam(desk.store, "ana", "late", 1000, 90, false);
	int64_t ana = id_of(desk.store, "ana");
	struct certificate one = {(char *)"c-1", (char *)"gold", (char *)"{}", ana, 100, 900};
	struct certificate two = {(char *)"c-2", (char *)"gold", (char *)"{}", ana, 50, 700};
	cr_assert(store_certified_until(desk.store, SV("gold"), ana, &until, &err));
	cr_assert_eq(until, 0);
	cr_assert(store_certificate_add(desk.store, &one, &err) && store_certificate_add(desk.store, &two, &err));
	cr_assert(store_certified_until(desk.store, SV("gold"), ana, &until, &err));
	cr_assert_eq(until, 900);
	cr_assert(store_certified_until(desk.store, SV("silver"), ana, &until, &err));
	cr_assert_eq(until, 0);
	cr_assert_not(store_certificate_add(desk.store, &one, &err), "an id is given once");
	desk_release(&desk);
}

Test(assign, a_team_gets_it_and_each_is_done_by_a_later_attempt)
{
	struct desk desk;
	struct err err = ERR_INIT;
	size_t count = 0;
	struct assignment task = {.target = (char *)"late",
				  .note = (char *)"by Friday",
				  .by = (char *)"mia",
				  .at_ms = 1500,
				  .due_ms = 9000};

	desk_open(&desk);
	exam(desk.store, "ana", "late", 1000, 90, false); /* before it was assigned */
	exam(desk.store, "bo", "late", 2000, 40, false);
	cr_assert(store_assign(desk.store, &task, SV("blue"), &err), "%s", err.message);
	task = (struct assignment){.trainee = id_of(desk.store, "ana"),
				   .skill = true,
				   .target = (char *)"attentive-listening",
				   .note = (char *)"",
				   .by = (char *)"mia",
				   .at_ms = 500,
				   .due_ms = 100};
	cr_assert(store_assign(desk.store, &task, SV(""), &err), "%s", err.message);
	struct assignment *list = store_assignments(NULL, desk.store, 0, &count, &err);
	cr_assert_eq(count, 3);
	cr_assert(list[0].skill && list[0].done_ms > 0, "ana's listening was judged after it was assigned");
	cr_assert_str_eq(list[1].who, "ana");
	cr_assert_eq(list[1].done_ms, 0);
	cr_assert_str_eq(list[2].who, "bo");
	cr_assert(list[2].done_ms > 0, "done is done, passed or not");
	cr_assert(store_acknowledge(desk.store, list[1].id, list[1].trainee, 1600, &err));
	cr_assert(store_acknowledge(desk.store, list[1].id, list[1].trainee, 1700, &err), "twice is no error");
	int64_t ana = list[1].trainee;
	talloc_free(list);
	list = store_assignments(NULL, desk.store, ana, &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_eq(list[1].acknowledged_ms, 1600, "the first time counts");
	cr_assert_str_eq(list[1].note, "by Friday");
	talloc_free(list);
	list = store_assignments(NULL, desk.store, id_of(desk.store, "bo"), &count, &err);
	cr_assert_eq(count, 1);
	cr_assert_eq(list[0].acknowledged_ms, 0, "what ana saw, bo has not");
	talloc_free(list);
	expect_sound(desk.store);
	desk_release(&desk);
}
