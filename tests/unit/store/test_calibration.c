/* test_calibration.c - calibration sessions: items, marks, and what erasing a person does to both. */
#include "store/calibration.h"
#include "store/history.h"

#include "base/mem.h"
#include "desk.h"

#include <string.h>

static const struct performance anas = {.trainee = "ana",
					.team = "blue",
					.scenario = "late",
					.channel = "chat",
					.mode = MODE_EXAM,
					.started_ms = 1000,
					.verdicts = GOOD,
					.score = 90,
					.passed = true};
static const struct performance bens = {.trainee = "benedict",
					.team = "red",
					.scenario = "late",
					.channel = "chat",
					.mode = MODE_EXAM,
					.started_ms = 2000,
					.verdicts = POOR,
					.score = 30};

static void say(struct store *store, int64_t session, int position, const char *rater, enum verdict verdict)
{
	struct err err = ERR_INIT;
	struct calibration_mark mark = {.position = position,
					.rater = (char *)rater,
					.criterion = (char *)"manners/apology",
					.verdict = verdict};

	cr_assert(store_calibration_mark(store, session, &mark, 7000, &err), "%s", err.message);
}

static size_t marks_of(struct store *store, int64_t session, const char *rater)
{
	struct err err = ERR_INIT;
	size_t count = 0;
	CLEANUP_TALLOC void *list = store_calibration_marks(NULL, store, session, sv_from(rater), &count, &err);

	cr_assert(list, "%s", err.message);
	return count;
}

static int64_t start(struct desk *desk, struct calibration_session *session, void *pool)
{
	struct err err = ERR_INIT;
	int64_t attempts[2];

	desk_open(desk);
	attempts[0] = perform(desk->store, &bens);
	attempts[1] = perform(desk->store, &anas);
	*session = (struct calibration_session){.rubric = (char *)"manners", .seed = UINT64_MAX, .at_ms = 5};
	cr_assert(store_calibration_new(desk->store, SV("may"), session, attempts, 2, &err), "%s", err.message);
	cr_assert_not(store_calibration_new(desk->store, SV("may"), session, attempts, 2, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	err = (struct err)ERR_INIT;
	cr_assert(store_calibration_find(pool, desk->store, SV("may"), session, &err), "%s", err.message);
	return session->id;
}

Test(calibration, a_session_comes_back_as_it_was_made)
{
	struct desk desk;
	struct calibration_session session;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	int64_t id = start(&desk, &session, pool);
	size_t count = 0;
	struct calibration_place *items = store_calibration_items(pool, desk.store, id, &count, &err);

	cr_assert_gt(id, 0);
	cr_assert_str_eq(session.rubric, "manners");
	cr_assert_eq(session.seed, UINT64_MAX);
	cr_assert_eq(count, 2);
	cr_assert_eq(items[0].position, 1);
	cr_assert_eq(items[0].attempt, 1);
	cr_assert_eq(items[1].attempt, 2);
	cr_assert(store_calibration_find(pool, desk.store, SV("june"), &session, &err));
	cr_assert_eq(session.id, 0);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(calibration, a_later_mark_replaces_and_raters_are_apart)
{
	struct desk desk;
	struct calibration_session session;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	int64_t id = start(&desk, &session, pool);
	size_t count = 0;
	struct calibration_mark wrong = {.position = 3,
					 .rater = (char *)"cora",
					 .criterion = (char *)"manners/apology",
					 .verdict = VERDICT_MET};

	say(desk.store, id, 1, "cora", VERDICT_MET);
	say(desk.store, id, 1, "cora", VERDICT_NA);
	say(desk.store, id, 1, "abe", VERDICT_MISSED);
	struct calibration_mark *marks = store_calibration_marks(pool, desk.store, id, SV(""), &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(marks[0].rater, "abe");
	cr_assert_eq(marks[1].verdict, VERDICT_NA);
	cr_assert_eq(marks_of(desk.store, id, "cora"), 1);
	cr_assert_not(store_calibration_mark(desk.store, id, &wrong, 1, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	err = (struct err)ERR_INIT;
	wrong = (struct calibration_mark){.position = 1,
					  .rater = (char *)" ",
					  .criterion = (char *)"manners/apology",
					  .verdict = VERDICT_MET};
	cr_assert_not(store_calibration_mark(desk.store, id, &wrong, 1, &err));
	err = (struct err)ERR_INIT;
	marks = store_calibration_by(pool, desk.store, SV("abe"), &count, &err);
	cr_assert_eq(count, 1);
	cr_assert_str_eq(marks[0].session, "may");
	cr_assert_eq(marks[0].at_ms, 7000);
	desk_release(&desk);
}

Test(calibration, erasing_takes_items_and_own_marks)
{
	struct desk desk;
	struct calibration_session session;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	int64_t id = start(&desk, &session, pool), trainee = 0, gone = 0;
	size_t count = 0;

	say(desk.store, id, 1, "cora", VERDICT_MET);
	say(desk.store, id, 2, "cora", VERDICT_MET);
	say(desk.store, id, 2, "benedict", VERDICT_MET);
	cr_assert(store_trainee_find(desk.store, SV("benedict"), &trainee, &err));
	cr_assert(store_erase_trainee(desk.store, trainee, 9000, &gone, &err), "%s", err.message);
	struct calibration_place *items = store_calibration_items(pool, desk.store, id, &count, &err);
	cr_assert_eq(count, 1);
	cr_assert_eq(items[0].position, 2);
	cr_assert_eq(marks_of(desk.store, id, "cora"), 1);
	cr_assert_eq(marks_of(desk.store, id, "benedict"), 0);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(calibration, listed_and_deleted)
{
	struct desk desk;
	struct calibration_session session;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	int64_t id = start(&desk, &session, pool);
	size_t count = 0;

	say(desk.store, id, 1, "cora", VERDICT_MET);
	say(desk.store, id, 2, "cora", VERDICT_MET);
	say(desk.store, id, 2, "abe", VERDICT_NA);
	struct calibration_row *rows = store_calibration_list(pool, desk.store, &count, &err);
	cr_assert(rows && count == 1, "%s", err.message);
	cr_assert_str_eq(rows[0].name, "may");
	cr_assert_str_eq(rows[0].rubric, "manners");
	cr_assert(rows[0].items == 2 && rows[0].raters == 2 && rows[0].marks == 3 && rows[0].at_ms == 5);
	cr_assert(store_calibration_delete(desk.store, id, &err), "%s", err.message);
	cr_assert(store_calibration_list(pool, desk.store, &count, &err) && count == 0);
	cr_assert_eq(marks_of(desk.store, id, ""), 0);
	expect_sound(desk.store);
	desk_release(&desk);
}
