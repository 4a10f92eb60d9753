#include "base/mem.h"
#include "base/rng.h"
#include "desk.h"
#include "store/figures.h"

static const struct attempt_query everything = {0};

static struct total_row *totals(const void *ctx, struct store *store, enum total_by by,
				const struct attempt_query *query, size_t *count)
{
	struct err err = ERR_INIT;
	struct total_row *rows = store_totals(ctx, store, by, query, count, &err);
	cr_assert_not_null(rows, "%s", err.message);
	return rows;
}

static void small_centre(struct store *store)
{
	const struct performance plays[] = {
		{"ana", "north", "late-parcel", "chat", MODE_EXAM, 100, GOOD, 7.5, 87.5, true, false, 5},
		{"ana", "north", "late-parcel", "chat", MODE_EXAM, 200, POOR, 0, 33.3, false, false, 1},
		{"ana", "north", "wrong-bill", "email", MODE_PRACTICE, 300, GOOD, 0, 100, true, false, 0},
		{"ben", "south", "wrong-bill", "email", MODE_COACH, 400, GOOD, 0, 100, true, false, 4},
		{"ben", "south", "wrong-bill", "email", MODE_COACH, 500, GOOD, 0, 100, true, true, 4},
	};
	for (size_t i = 0; i < sizeof(plays) / sizeof(plays[0]); i++)
		perform(store, &plays[i]);
}

Test(totals, by_hand)
{
	struct desk desk;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t n = 0;
	desk_open(&desk);
	small_centre(desk.store);
	struct total_row *rows = totals(pool, desk.store, TOTAL_TRAINEE, &everything, &n);
	cr_assert_eq(n, 2);
	cr_assert_str_eq(rows[0].key, "ana");
	cr_assert_eq(rows[0].attempts, 3);
	cr_assert_eq(rows[0].passed, 2);
	cr_assert_eq(rows[0].resolved, 2);
	cr_assert_eq(rows[0].csat_sum, 6);
	cr_assert_eq(rows[0].csat_count, 2);
	cr_assert_eq(rows[0].critical, 1);
	cr_assert_eq(rows[0].scored, 3);
	cr_assert_float_eq(rows[0].score_sum, 220.8, 1e-9);
	cr_assert_eq(rows[1].attempts, 1, "open attempts are in no total");
	const struct attempt_query exams = {.modes = 1U << MODE_EXAM};
	rows = totals(pool, desk.store, TOTAL_CRITERION, &exams, &n);
	cr_assert_eq(n, 4);
	cr_assert_str_eq(rows[0].key, "manners/apology");
	cr_assert_eq(rows[0].met, 1);
	cr_assert_eq(rows[0].missed, 1);
	cr_assert_float_eq(rows[0].earned, 7.5, 1e-9);
	cr_assert_eq(rows[0].points, 20);
	rows = totals(pool, desk.store, TOTAL_TRAINEE_SKILL, &everything, &n);
	cr_assert_eq(n, 4);
	cr_assert_str_eq(rows[0].key, "ana");
	cr_assert_str_eq(rows[0].key2, "attentive-listening");
	cr_assert_eq(rows[0].met, 3);
	cr_assert_str_eq(rows[1].key2, "emotional-intelligence");
	cr_assert_eq(rows[1].met + rows[1].missed, 6, "apology and no-blame, thrice");
	rows = totals(pool, desk.store, TOTAL_FAMILY_CHANNEL, &everything, &n);
	cr_assert_eq(n, 2);
	cr_assert_str_eq(rows[1].key, "parcels");
	cr_assert_str_eq(rows[1].key2, "email");
	cr_assert_eq(rows[1].attempts, 2);
	rows = totals(pool, desk.store, TOTAL_TEAM, &everything, &n);
	cr_assert_eq(n, 2);
	cr_assert_str_eq(rows[0].key, "north");
	desk_release(&desk);
}

static void expect_same(struct store *store, enum total_by by, struct attempt_query query)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t kept_count = 0, rows_count = 0;
	struct total_row *kept = totals(pool, store, by, &query, &kept_count);
	query.since_ms = 1; /* everything, but a window: counted from the rows */
	query.until_ms = INT64_MAX;
	struct total_row *rows = totals(pool, store, by, &query, &rows_count);
	cr_assert_eq(kept_count, rows_count, "by %d: %zu, %zu", (int)by, kept_count, rows_count);
	for (size_t i = 0; i < kept_count; i++) {
		const struct total_row *a = &kept[i], *b = &rows[i];
		cr_assert_str_eq(a->key, b->key);
		cr_assert_str_eq(a->key2, b->key2);
		cr_assert(a->attempts == b->attempts && a->passed == b->passed && a->met == b->met &&
			  a->missed == b->missed && a->na == b->na && a->errors == b->errors &&
			  a->scored == b->scored && a->resolved == b->resolved && a->csat_sum == b->csat_sum &&
			  a->csat_count == b->csat_count && a->critical == b->critical);
		cr_assert(a->earned == b->earned && a->points == b->points && a->score_sum == b->score_sum,
			  "sums are equal to the last bit");
	}
}

/* What discrimination and the teams' figures are made of: kept and counted. */
static void expect_same_figures(struct store *store, struct attempt_query query)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct err err = ERR_INIT;
	size_t kept_count = 0, rows_count = 0, kept_teams = 0, rows_teams = 0;
	struct criterion_spread *kept = store_spread(pool, store, &query, &kept_count, &err);
	struct team_criterion *kept_team = store_team_criteria(pool, store, &query, &kept_teams, &err);
	query.since_ms = 1;
	query.until_ms = INT64_MAX;
	struct criterion_spread *rows = store_spread(pool, store, &query, &rows_count, &err);
	struct team_criterion *rows_team = store_team_criteria(pool, store, &query, &rows_teams, &err);
	cr_assert(kept && kept_team && rows && rows_team, "%s", err.message);
	cr_assert_eq(kept_count, rows_count);
	for (size_t i = 0; i < kept_count; i++) {
		const struct criterion_spread *a = &kept[i], *b = &rows[i];
		cr_assert_str_eq(a->key, b->key);
		cr_assert(a->n == b->n && a->met == b->met && a->score == b->score && a->score_met == b->score_met &&
			  a->score_square == b->score_square);
	}
	cr_assert_eq(kept_teams, rows_teams);
	for (size_t i = 0; i < kept_teams; i++) {
		const struct team_criterion *a = &kept_team[i], *b = &rows_team[i];
		cr_assert_str_eq(a->criterion, b->criterion);
		cr_assert_str_eq(a->team, b->team);
		cr_assert(a->met == b->met && a->missed == b->missed);
	}
}

#define DAY INT64_C(86400000)

/* On as many days. */
static int64_t random_start(struct rng *rng, uint32_t days)
{
	int64_t midnight = (int64_t)rng_below(rng, days) * DAY;
	switch (rng_below(rng, 4)) {
	case 0: return midnight + 1;
	case 1: return days > 1 ? midnight : 2;
	case 2: return midnight + DAY - 1;
	default: return midnight + 1 + rng_below(rng, 1000);
	}
}

static void random_attempts(struct store *store, struct rng *rng, int count, uint32_t days)
{
	static const char *const people[] = {"ana", "ben", "cy"}, *const teams[] = {"north", "south", "north"},
				 *const scenarios[] = {"late-parcel", "wrong-bill"},
				 *const channels[] = {"chat", "email"};
	for (int i = 0; i < count; i++) {
		uint32_t who = rng_below(rng, 3), what = rng_below(rng, 2);
		struct performance play = {
			.trainee = people[who],
			.team = teams[who],
			.scenario = scenarios[what],
			.channel = channels[what],
			.mode = (enum attempt_mode)rng_below(rng, MODE_COUNT),
			.started_ms = random_start(rng, days),
			.earned_apology = 10 * rng_unit(rng),
			.score = 100 * rng_unit(rng),
			.passed = rng_below(rng, 2) == 1,
			.open = rng_below(rng, 4) == 0,
			.csat = (int)rng_below(rng, 6),
		};
		for (int c = 0; c < CRITERIA; c++)
			play.verdicts[c] = (enum verdict)rng_below(rng, 4);
		perform(store, &play);
	}
}

Test(totals, kept_ones_equal_the_rows)
{
	struct desk desk;
	struct rng rng;
	rng_seed(&rng, 11);
	desk_open(&desk);
	random_attempts(desk.store, &rng, 60, 1);
	for (int by = TOTAL_TRAINEE; by <= TOTAL_FAMILY_CHANNEL; by++) {
		expect_same(desk.store, (enum total_by)by, everything);
		expect_same(desk.store, (enum total_by)by, (struct attempt_query){.modes = 6});
		expect_same(desk.store, (enum total_by)by, (struct attempt_query){.trainee = 2});
		expect_same(desk.store, (enum total_by)by, (struct attempt_query){.team = SV("north"), .modes = 4});
		expect_same(desk.store, (enum total_by)by, (struct attempt_query){.scenario = SV("wrong-bill")});
		expect_same(desk.store, (enum total_by)by, (struct attempt_query){.team = SV("nowhere")});
	}
	expect_same_figures(desk.store, everything);
	expect_same_figures(desk.store, (struct attempt_query){.modes = 6});
	expect_same_figures(desk.store, (struct attempt_query){.trainee = 2});
	expect_same_figures(desk.store, (struct attempt_query){.team = SV("north"), .modes = 4});
	expect_same_figures(desk.store, (struct attempt_query){.team = SV("nowhere")});
	expect_sound(desk.store);
	desk_release(&desk);
}

static void add_row(struct total_row *to, const struct total_row *from)
{
	to->met += from->met;
	to->missed += from->missed;
	to->na += from->na;
	to->errors += from->errors;
	to->earned += from->earned;
	to->points += from->points;
}

/* A question about a scenario is answered from the verdicts: those about both of them are what the days must give. */
static void expect_rows_of_both(struct store *store, enum total_by by, struct attempt_query query)
{
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t kept_count = 0, counts[2] = {0}, found = 0;
	struct total_row *kept = totals(pool, store, by, &query, &kept_count), *parts[2];
	query.scenario = SV("late-parcel");
	parts[0] = totals(pool, store, by, &query, &counts[0]);
	query.scenario = SV("wrong-bill");
	parts[1] = totals(pool, store, by, &query, &counts[1]);
	for (size_t i = 0; i < kept_count; i++) {
		struct total_row sum = {.key = kept[i].key, .key2 = kept[i].key2};
		for (int p = 0; p < 2; p++) {
			for (size_t r = 0; r < counts[p]; r++) {
				if (strcmp(parts[p][r].key, sum.key) || strcmp(parts[p][r].key2, sum.key2))
					continue;
				add_row(&sum, &parts[p][r]);
				found++;
			}
		}
		cr_assert(sum.met == kept[i].met && sum.missed == kept[i].missed && sum.na == kept[i].na &&
				  sum.errors == kept[i].errors && sum.points == kept[i].points,
			  "by %d, %lld to %lld: %s %s", (int)by, (long long)query.since_ms, (long long)query.until_ms,
			  sum.key, sum.key2);
		cr_assert_float_eq(sum.earned, kept[i].earned, 1e-6);
	}
	cr_assert_eq(found, counts[0] + counts[1]);
}

Test(totals, days_and_hours_equal_the_rows)
{
	static const int64_t edges[] = {0, 1, DAY - 1, DAY, DAY + 1, 3 * DAY, 3 * DAY + 500, 5 * DAY - 1, 9 * DAY};
	enum { EDGES = sizeof(edges) / sizeof(edges[0]) };
	struct desk desk;
	struct rng rng;
	rng_seed(&rng, 12);
	desk_open(&desk);
	random_attempts(desk.store, &rng, 80, 6);
	for (int since = 0; since < EDGES; since++) {
		for (int until = 0; until < EDGES; until++) {
			struct attempt_query query = {.since_ms = edges[since], .until_ms = edges[until]};
			if (until && until <= since)
				continue;
			for (int turn = 0; turn < 4; turn++) {
				query.modes = turn == 1 ? 6 : 0;
				query.team = turn == 2 ? SV("north") : SV("");
				query.trainee = turn == 3 ? 2 : 0;
				expect_rows_of_both(desk.store, TOTAL_SKILL, query);
				expect_rows_of_both(desk.store, TOTAL_CRITERION, query);
				expect_rows_of_both(desk.store, TOTAL_TRAINEE_SKILL, query);
			}
		}
	}
	desk_release(&desk);
}

Test(totals, going_to_another_team_takes_them_along)
{
	struct desk desk;
	struct rng rng;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct attempt_query west = {.team = SV("west")}, ben = {.trainee = 2};
	int64_t id = 0;
	size_t n = 0, own = 0;
	rng_seed(&rng, 13);
	desk_open(&desk);
	random_attempts(desk.store, &rng, 40, 4);
	cr_assert(store_trainee_find(desk.store, SV("ben"), &id, &err));
	struct total_row *mine =
		totals(pool, desk.store, TOTAL_CRITERION, &(struct attempt_query){.trainee = id}, &own);
	cr_assert_gt(own, 0);
	cr_assert(store_trainee_add(desk.store, SV("ben"), SV("west"), 9, &id, &err), "%s", err.message);
	expect_sound(desk.store);
	struct total_row *rows = totals(pool, desk.store, TOTAL_CRITERION, &west, &n);
	cr_assert_eq(n, own);
	for (size_t i = 0; i < n; i++) {
		cr_assert_str_eq(rows[i].key, mine[i].key);
		cr_assert(rows[i].met == mine[i].met && rows[i].missed == mine[i].missed &&
			  rows[i].earned == mine[i].earned);
	}
	struct team_criterion *teams = store_team_criteria(pool, desk.store, &(struct attempt_query){0}, &n, &err);
	cr_assert_not_null(teams, "%s", err.message);
	bool found = false;
	for (size_t i = 0; i < n; i++)
		found = found || !strcmp(teams[i].team, "west");
	cr_assert(found);
	teams = store_team_criteria(pool, desk.store, &ben, &n, &err);
	cr_assert_not_null(teams, "%s", err.message);
	cr_assert_gt(n, 0);
	cr_assert_str_eq(teams[0].team, "west");
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM total_criterion t JOIN team g ON g.id = t.team"
					    " WHERE g.name = 'south'"),
		     0, "nobody else was in it");
	desk_release(&desk);
}

/* What a handle keeps of its last answer holds only until something is written, by itself or by others. */
Test(totals, an_answer_is_not_older_than_the_store)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct performance next = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 500, GOOD,
					 1,     50,      true,          false,  3};
	const struct attempt_query north = {.team = SV("north")}, south = {.team = SV("south")};
	size_t n = 0;
	desk_open(&desk);
	perform(desk.store, &next);
	struct total_row *rows = totals(pool, desk.store, TOTAL_CRITERION, &everything, &n);
	cr_assert_eq(rows[0].met, 1);
	perform(desk.store, &next);
	rows = totals(pool, desk.store, TOTAL_CRITERION, &everything, &n);
	cr_assert_eq(rows[0].met, 2, "written by this handle");
	struct store *other = store_open(desk.path, &err);
	cr_assert_not_null(other, "%s", err.message);
	perform(other, &next);
	store_close(other);
	struct criterion_spread *spread = store_spread(pool, desk.store, &everything, &n, &err);
	cr_assert_not_null(spread, "%s", err.message);
	cr_assert_eq(spread[0].n, 3, "written by another one");
	rows = totals(pool, desk.store, TOTAL_CRITERION, &north, &n);
	cr_assert_eq(rows[0].met, 3);
	totals(pool, desk.store, TOTAL_CRITERION, &south, &n);
	cr_assert_eq(n, 0, "another question");
	desk_release(&desk);
}

Test(totals, scoring_anew_replaces)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t n = 0;
	desk_open(&desk);
	const struct performance good = {"ana", "",       "late-parcel", "chat", MODE_EXAM, 1,
					 GOOD,  10.0 / 3, 200.0 / 3,     true,   false,     5};
	const struct performance poor = {"ana", "", "late-parcel", "chat", MODE_EXAM, 1, POOR, 0, 0.1, false, false, 0};
	int64_t id = perform(desk.store, &good);
	for (int i = 0; i < 7; i++) {
		make_card(i % 2 ? &good : &poor, &card, criteria);
		cr_assert(store_attempt_card(desk.store, id, &card, true, 77, 0, &err), "%s", err.message);
		expect_sound(desk.store);
	}
	struct total_row *rows = totals(pool, desk.store, TOTAL_TRAINEE, &everything, &n);
	cr_assert_eq(n, 1);
	cr_assert_eq(rows[0].attempts, 1);
	cr_assert_eq(rows[0].passed, 0);
	cr_assert_eq(rows[0].score_sum, 0.1);
	cr_assert_eq(rows[0].csat_count, 0);
	desk_release(&desk);
}

/* A question about everything must be answered without a walk over attempts or verdicts. */
Test(totals, windowless_questions_read_no_rows)
{
	struct desk desk;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t n = 0;
	desk_open(&desk);
	small_centre(desk.store);
	store_close(desk.store);
	desk.store = NULL;
	desk_sql(desk.path, "DELETE FROM verdict; DELETE FROM evidence; UPDATE attempt SET finished = 0");
	desk_again(&desk);
	for (int by = TOTAL_TRAINEE; by <= TOTAL_FAMILY_CHANNEL; by++) {
		totals(pool, desk.store, (enum total_by)by, &everything, &n);
		cr_assert_gt(n, 0);
	}
	desk_release(&desk);
}
