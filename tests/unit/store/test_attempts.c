#include "base/mem.h"
#include "desk.h"
#include "store/history.h"

Test(people, add_find_list)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	int64_t ana = 0, again = 0, ben = 0, none = 5;
	desk_open(&desk);
	cr_assert(store_trainee_add(desk.store, SV("ana"), SV("north"), 10, &ana, &err));
	cr_assert(store_trainee_add(desk.store, SV("ben"), SV(""), 20, &ben, &err));
	cr_assert(store_trainee_add(desk.store, SV("ana"), SV(""), 30, &again, &err));
	cr_assert_eq(ana, again);
	cr_assert(store_trainee_find(desk.store, SV("nobody"), &none, &err));
	cr_assert_eq(none, 0);
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	perform(desk.store, &good);
	size_t count = 0;
	struct trainee *people = store_trainees(pool, desk.store, SV(""), &count, &err);
	cr_assert_eq(count, 2);
	cr_assert_str_eq(people[0].name, "ana");
	cr_assert_str_eq(people[0].team, "north", "an empty team leaves the old one");
	cr_assert_eq(people[0].added_ms, 10);
	cr_assert_eq(people[0].attempts, 1);
	cr_assert_str_eq(people[1].team, "");
	cr_assert(store_trainee_add(desk.store, SV("ana"), SV("south"), 40, &again, &err));
	people = store_trainees(pool, desk.store, SV("south"), &count, &err);
	cr_assert_eq(count, 1);
	cr_assert_eq(people[0].id, ana);
	desk_release(&desk);
}

Test(people, hostile_names_are_only_names)
{
	static const char *const names[] = {
		"=HYPERLINK(\"x\")<script>alert(1)</script>'; DROP TABLE attempt;--\x1b[31m",
		"?1",
		"%s%n",
		"\xff\xfe broken",
		"Zo\xc3\xab",
	};
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	desk_open(&desk);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int64_t id = 0, found = 0;
		cr_assert(store_trainee_add(desk.store, sv_from(names[i]), sv_from(names[i]), 1, &id, &err), "%s",
			  err.message);
		cr_assert(store_trainee_find(desk.store, sv_from(names[i]), &found, &err));
		cr_assert_eq(id, found);
		size_t count = 0;
		struct trainee *one = store_trainees(pool, desk.store, sv_from(names[i]), &count, &err);
		cr_assert_eq(count, 1);
		cr_assert_str_eq(one[0].name, names[i]);
	}
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(people, names_that_are_none)
{
	struct desk desk;
	struct err err = ERR_INIT;
	int64_t id = 0;
	char longest[300];
	memset(longest, 'x', sizeof(longest));
	desk_open(&desk);
	cr_assert_not(store_trainee_add(desk.store, SV("  "), SV(""), 1, &id, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	cr_assert_not(store_trainee_add(desk.store, sv_make(longest, 256), SV(""), 1, &id, &err));
	cr_assert_eq(err.kind, ERR_LIMIT);
	cr_assert(store_trainee_add(desk.store, sv_make(longest, 255), SV(""), 1, &id, &err));
	cr_assert_not(store_trainee_add(desk.store, sv_make("a\0b", 3), SV(""), 1, &id, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	desk_release(&desk);
}

Test(attempts, come_back_as_they_were)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;
	struct transcript transcript, back;
	desk_open(&desk);
	const struct performance good = {"ana", "north", "late-parcel", "chat", MODE_EXAM, 1000,
					 GOOD,  7.5,     83.25,         true,   false,     4};
	int64_t id = perform(desk.store, &good);
	desk_again(&desk);
	make_transcript(&transcript);
	cr_assert(store_attempt_transcript(desk.store, id, &back, &err), "%s", err.message);
	transcript_add_json(&transcript, &before);
	transcript_add_json(&back, &after);
	cr_assert_str_eq(before.buf, after.buf);
	transcript_release(&transcript);
	transcript_release(&back);
	struct attempt attempt;
	cr_assert(store_attempt_get(pool, desk.store, id, &attempt, &err));
	cr_assert_str_eq(attempt.trainee, "ana");
	cr_assert_str_eq(attempt.team, "north");
	cr_assert_str_eq(attempt.scenario, "late-parcel");
	cr_assert_str_eq(attempt.scenario_hash, "sha256:aa");
	cr_assert_str_eq(attempt.family, "parcels");
	cr_assert_eq(attempt.mode, MODE_EXAM);
	cr_assert_eq(attempt.seed, 7);
	cr_assert_eq(attempt.started_ms, 1000);
	cr_assert_eq(attempt.finished_ms, 6000);
	cr_assert(attempt.finished && attempt.passed && attempt.has_score);
	cr_assert_eq(attempt.score, 83.25);
	cr_assert_str_eq(attempt.outcome, "resolved");
	cr_assert_str_eq(attempt.ending, "over");
	cr_assert_eq(attempt.csat, 4);
	cr_assert_eq(attempt.turns, 4);
	cr_assert_eq(attempt.hints, 2);
	cr_assert_eq(attempt.critical_count, 0);
	cr_assert_str_eq(attempt.engine_version, ROLECALL_VERSION);
	CLEANUP_STRBUF struct strbuf pinned = STRBUF_INIT;
	strbuf_addf(&pinned, "manners@%s", manners.hash);
	cr_assert_str_eq(attempt.rubrics, pinned.buf);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(attempts, verdicts_and_json_are_kept)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf json = STRBUF_INIT, expected = STRBUF_INIT;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	desk_open(&desk);
	const struct performance mixed = {"ana",
					  "",
					  "late-parcel",
					  "chat",
					  MODE_EXAM,
					  1,
					  {VERDICT_MET, VERDICT_NA, VERDICT_MISSED, VERDICT_ERROR, VERDICT_MET},
					  7.5,
					  75,
					  false,
					  false,
					  2};
	int64_t id = perform(desk.store, &mixed);
	size_t count = 0;
	struct verdict_row *rows = store_verdicts(pool, desk.store, id, &count, &err);
	cr_assert_eq(count, 4, "the helper is not kept");
	cr_assert_str_eq(rows[0].rubric, "manners");
	cr_assert_str_eq(rows[0].criterion, "apology");
	cr_assert_str_eq(rows[0].skill, "emotional-intelligence");
	cr_assert_str_eq(rows[0].section, "start");
	cr_assert_eq(rows[0].points, 10);
	cr_assert_eq(rows[0].earned, 7.5);
	cr_assert(rows[0].scored && !rows[0].critical);
	cr_assert_eq(rows[1].verdict, VERDICT_NA);
	cr_assert(rows[2].critical);
	cr_assert_eq(rows[3].verdict, VERDICT_ERROR);
	cr_assert_not(rows[3].scored);
	make_card(&mixed, &card, criteria);
	scorecard_add_json(&card, CARD_FULL, &expected);
	cr_assert(store_attempt_card_json(desk.store, id, &json, &err));
	cr_assert_str_eq(json.buf, expected.buf);
	struct attempt attempt;
	cr_assert(store_attempt_get(pool, desk.store, id, &attempt, &err));
	cr_assert_eq(attempt.critical_count, 1);
	desk_release(&desk);
}

Test(attempts, turn_by_turn_and_resume)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct transcript transcript;
	desk_open(&desk);
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_PRACTICE, 1,
					 GOOD,  0,  100,           true,   true,          0};
	int64_t id = begin(desk.store, &good), open = 0, ana = 0;
	make_transcript(&transcript);
	int all = transcript.turn_count;
	for (int upto = 0; upto <= all; upto++) {
		transcript.turn_count = upto;
		cr_assert(store_attempt_turns(desk.store, id, &transcript, upto ? upto - 1 : 0, &err), "%s",
			  err.message);
		struct transcript back;
		cr_assert(store_attempt_transcript(desk.store, id, &back, &err));
		cr_assert_eq(back.turn_count, upto);
		cr_assert_eq(back.seed, UINT64_MAX - 1);
		transcript_release(&back);
	}
	cr_assert_not(store_attempt_turns(desk.store, id, &transcript, 2, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	cr_assert_not_null(strstr(err.message, "went on elsewhere"), "%s", err.message);
	cr_assert_not(store_attempt_turns(desk.store, id, &transcript, 9, &err));
	cr_assert_eq(err.kind, ERR_BUG);
	transcript_release(&transcript);
	cr_assert(store_trainee_find(desk.store, SV("ana"), &ana, &err));
	cr_assert(store_attempt_latest_open(desk.store, ana, SV("late-parcel"), &open, &err));
	cr_assert_eq(open, id);
	cr_assert(store_attempt_latest_open(desk.store, ana, SV(""), &open, &err));
	cr_assert_eq(open, id);
	cr_assert(store_attempt_latest_open(desk.store, ana, SV("other"), &open, &err));
	cr_assert_eq(open, 0);
	cr_assert(store_attempt_latest_open(desk.store, ana + 1, SV("late-parcel"), &open, &err));
	cr_assert_eq(open, 0);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(attempts, left_then_finished_then_closed)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	struct attempt attempt;
	struct transcript transcript;
	int64_t open = 0;
	desk_open(&desk);
	struct performance play = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, POOR, 0, 33, false, true, 0};
	int64_t id = perform(desk.store, &play);
	cr_assert(store_attempt_get(pool, desk.store, id, &attempt, &err));
	cr_assert(!attempt.finished && attempt.finished_ms == 0 && attempt.score == 33);
	cr_assert_str_eq(attempt.outcome, "");
	const struct performance done = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	make_card(&done, &card, criteria);
	cr_assert(store_attempt_card(desk.store, id, &card, true, 900, 0, &err), "%s", err.message);
	cr_assert(store_attempt_card(desk.store, id, &card, false, 1900, 0, &err), "%s", err.message);
	cr_assert(store_attempt_get(pool, desk.store, id, &attempt, &err));
	cr_assert(attempt.finished && attempt.finished_ms == 900, "scoring anew does not open it again");
	cr_assert(store_attempt_latest_open(desk.store, attempt.trainee_id, SV(""), &open, &err));
	cr_assert_eq(open, 0);
	make_transcript(&transcript);
	cr_assert_not(store_attempt_turns(desk.store, id, &transcript, 4, &err));
	cr_assert_not_null(strstr(err.message, "is finished"), "%s", err.message);
	transcript_release(&transcript);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(attempts, where_the_hints_stand_is_kept_beside_what_the_heading_has)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct transcript transcript, back;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	desk_open(&desk);
	const struct performance play = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, POOR, 0, 33, false, true, 0};
	const struct performance done = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	int64_t id = begin(desk.store, &play);
	make_transcript(&transcript);
	cr_assert(store_attempt_turns(desk.store, id, &transcript, 0, &err), "%s", err.message);
	transcript_release(&transcript);
	cr_assert(store_attempt_ladder(desk.store, id, SV("{\"step\":1}"), &err), "%s", err.message);
	cr_assert(store_attempt_ladder(desk.store, id, SV("{\"node\":\"a\",\"step\":2}"), &err));
	cr_assert(store_attempt_transcript(desk.store, id, &back, &err));
	cr_assert_str_eq(back.extra.buf, "\"site\":\"north\",\"ladder\":{\"node\":\"a\",\"step\":2}");
	transcript_release(&back);
	cr_assert_not(store_attempt_ladder(desk.store, id, SV("{"), &err));
	cr_assert_eq(err.kind, ERR_STORE);
	make_card(&done, &card, criteria);
	err = (struct err)ERR_INIT;
	cr_assert(store_attempt_card(desk.store, id, &card, true, 900, 2, &err), "%s", err.message);
	cr_assert_not(store_attempt_ladder(desk.store, id, SV("{\"step\":3}"), &err));
	cr_assert_eq(err.kind, ERR_STORE);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(attempts, ones_that_are_not_there)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	CLEANUP_STRBUF struct strbuf json = STRBUF_INIT;
	struct transcript transcript;
	struct attempt attempt;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	size_t count = 1;
	desk_open(&desk);
	cr_assert_not(store_attempt_get(pool, desk.store, 7, &attempt, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	cr_assert_str_eq(err.message, "There is no attempt 7.");
	cr_assert_not(store_attempt_transcript(desk.store, 7, &transcript, &err));
	transcript_release(&transcript);
	cr_assert_not(store_attempt_card_json(desk.store, 7, &json, &err));
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	make_card(&good, &card, criteria);
	cr_assert_not(store_attempt_card(desk.store, 7, &card, true, 1, 0, &err));
	cr_assert_eq(err.kind, ERR_USAGE);
	cr_assert_not_null(store_verdicts(pool, desk.store, 7, &count, &err));
	cr_assert_eq(count, 0);
	const struct attempt_start nobody = {.trainee = 99, .scenario = SV("x")};
	int64_t id = 0;
	err = (struct err)ERR_INIT;
	cr_assert_not(store_attempt_begin(desk.store, &nobody, &id, &err));
	cr_assert_eq(err.kind, ERR_STORE);
	expect_sound(desk.store);
	desk_release(&desk);
}

Test(attempts, words_of_any_bytes)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct transcript transcript, back;
	desk_open(&desk);
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	int64_t id = begin(desk.store, &good);
	transcript_init(&transcript);
	CLEANUP_STRBUF struct strbuf big = STRBUF_INIT;
	for (int i = 0; i < 64 * 1024; i++)
		strbuf_addch(&big, (char)(i & 0xff));
	const struct turn odd[] = {
		{WHO_AGENT, sv_make("a\0b\xff", 4), SV(""), SV(""), 0, -1, SV("")},
		{WHO_AGENT, strbuf_sv(&big), SV("note"), SV("'); --"), INT64_MAX, INT64_MAX, SV("")},
	};
	transcript_add(&transcript, &odd[0]);
	transcript_add(&transcript, &odd[1]);
	cr_assert(store_attempt_turns(desk.store, id, &transcript, 0, &err), "%s", err.message);
	cr_assert(store_attempt_transcript(desk.store, id, &back, &err), "%s", err.message);
	for (int i = 0; i < 2; i++) {
		cr_assert(sv_eq(back.turns[i].text, odd[i].text));
		cr_assert(sv_eq(back.turns[i].argument, odd[i].argument));
		cr_assert_eq(back.turns[i].for_ms, odd[i].for_ms);
	}
	cr_assert_not(back.has_seed);
	transcript_release(&transcript);
	transcript_release(&back);
	desk_release(&desk);
}

static void add_id(void *sum, const struct attempt *attempt)
{
	*(int64_t *)sum += attempt->id * 1000000 + attempt->started_ms;
}

/* One by one they are those of the list. */
static void expect_same(struct store *store, const struct attempt_query *query, const struct attempt *list,
			size_t count)
{
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct attempt_cursor *cursor = store_cursor_new(pool, store, query, &err);
	const struct attempt *next;
	int64_t sum = 0, expected = 0;
	cr_assert_not_null(cursor, "%s", err.message);
	cr_assert_eq(store_cursor_count(cursor), count);
	for (size_t i = 0; i < count; i++) {
		cr_assert(store_cursor_next(cursor, &next, &err), "%s", err.message);
		cr_assert_eq(next->id, list[i].id);
		cr_assert_str_eq(next->trainee, list[i].trainee);
		cr_assert_str_eq(next->scenario, list[i].scenario);
		cr_assert_str_eq(next->origin, list[i].origin);
		cr_assert_eq(next->scenario_id, list[i].scenario_id);
		add_id(&expected, next);
	}
	cr_assert(store_cursor_next(cursor, &next, &err));
	cr_assert_null(next);
	cr_assert(store_attempts_each(pool, store, query, add_id, &sum, &err), "%s", err.message);
	cr_assert_eq(sum, expected);
}

static size_t ids_of(struct store *store, const struct attempt_query *query, int64_t ids[16])
{
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	size_t count = 0;
	struct attempt *list = store_attempts(pool, store, query, &count, &err);
	cr_assert_not_null(list, "%s", err.message);
	cr_assert_leq(count, 16);
	for (size_t i = 0; i < count; i++)
		ids[i] = list[i].id;
	expect_same(store, query, list, count);
	return count;
}

Test(attempts, queries)
{
	struct desk desk;
	int64_t ids[16];
	desk_open(&desk);
	const struct performance plays[] = {
		{"ana", "north", "late-parcel", "chat", MODE_PRACTICE, 100, GOOD, 0, 100, true, false, 5},
		{"ana", "north", "late-parcel", "chat", MODE_EXAM, 200, POOR, 0, 30, false, false, 1},
		{"ben", "south", "wrong-bill", "email", MODE_EXAM, 150, GOOD, 0, 90, true, false, 4},
		{"ben", "south", "wrong-bill", "email", MODE_COACH, 300, GOOD, 0, 90, true, true, 0},
	};
	for (size_t i = 0; i < 4; i++)
		perform(desk.store, &plays[i]);
	struct attempt_query query = {0};
	cr_assert_eq(ids_of(desk.store, &query, ids), 4);
	cr_assert(ids[0] == 1 && ids[1] == 3 && ids[2] == 2 && ids[3] == 4, "oldest first");
	query.limit = 2;
	cr_assert_eq(ids_of(desk.store, &query, ids), 2);
	cr_assert(ids[0] == 4 && ids[1] == 2, "newest first");
	query = (struct attempt_query){.team = SV("south"), .finished = 1};
	cr_assert_eq(ids_of(desk.store, &query, ids), 1);
	cr_assert_eq(ids[0], 3);
	query = (struct attempt_query){.finished = -1};
	cr_assert_eq(ids_of(desk.store, &query, ids), 1);
	cr_assert_eq(ids[0], 4);
	query = (struct attempt_query){.scenario = SV("late-parcel"), .modes = 1U << MODE_EXAM | 1U << MODE_COACH};
	cr_assert_eq(ids_of(desk.store, &query, ids), 1);
	cr_assert_eq(ids[0], 2);
	query = (struct attempt_query){.since_ms = 150, .until_ms = 300};
	cr_assert_eq(ids_of(desk.store, &query, ids), 2);
	query = (struct attempt_query){.trainee = 1, .since_ms = 150};
	cr_assert_eq(ids_of(desk.store, &query, ids), 1);
	desk_release(&desk);
}

Test(attempts, moods)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct performance play = {"ana", "", "late-parcel", "chat", MODE_EXAM, 100,
					 GOOD,  0,  100,           true,   false,     5};
	size_t count = 0;
	desk_open(&desk);
	int64_t id = perform(desk.store, &play);
	struct card_mood *moods = store_moods(pool, desk.store, id, &count, &err);
	cr_assert_not_null(moods, "%s", err.message);
	cr_assert_eq(count, 2);
	cr_assert(moods[0].turn == 1 && moods[0].mood.anger == 60 && moods[0].mood.confusion == 20);
	cr_assert(moods[1].turn == 2 && moods[1].mood.anger == 40 && moods[1].mood.confusion == 10);
	cr_assert_not_null(store_moods(pool, desk.store, id + 1, &count, &err));
	cr_assert_eq(count, 0);
	desk_release(&desk);
}

/* What a cursor goes through is settled when it begins; the store may be written meanwhile, and what was erased before
 * it was come near is passed over. */
Test(attempts, a_cursor_lets_others_write)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	const struct attempt_query all = {0};
	const struct attempt *next;
	char *trainee, *scenario;
	int64_t gone = 0;
	size_t seen = 0;
	desk_open(&desk);
	struct performance play = {"ana", "", "late-parcel", "chat", MODE_EXAM, 100, GOOD, 0, 100, true, false, 5};
	perform(desk.store, &play);
	play.trainee = "benedict";
	perform(desk.store, &play);
	desk_sql(desk.path,
		 "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 4100)"
		 " INSERT INTO attempt (trainee, scenario, rubrics, engine, mode, seed, parent_turn, started_ms)"
		 " SELECT iif(n < 4097, 1, 1 + n % 2), 1, rubrics, engine, 2, 0, 0, n FROM c JOIN attempt a"
		 " ON a.id = 1");
	cr_assert(store_longest_names(pool, desk.store, &trainee, &scenario, &err), "%s", err.message);
	cr_assert_str_eq(trainee, "benedict");
	cr_assert_str_eq(scenario, "late-parcel");
	struct attempt_cursor *cursor = store_cursor_new(pool, desk.store, &all, &err);
	cr_assert_eq(store_cursor_count(cursor), 4102);
	cr_assert(store_cursor_next(cursor, &next, &err) && next->started_ms == 1);
	perform(desk.store, &play);
	cr_assert(store_erase_trainee(desk.store, 2, 5, &gone, &err), "%s", err.message);
	for (int64_t before = 1; store_cursor_next(cursor, &next, &err) && next; before = next->started_ms, seen++)
		cr_assert_geq(next->started_ms, before);
	cr_assert_eq(err.kind, ERR_NONE);
	cr_assert_eq(seen + 1, 4102 - 2, "those two come after what was read ahead; benedict's first before");
	desk_release(&desk);
}

Test(attempts, parents)
{
	struct desk desk;
	struct err err = ERR_INIT;
	CLEANUP_TALLOC void *pool = talloc_new(NULL);
	struct attempt attempt;
	int64_t child = 0;
	desk_open(&desk);
	const struct performance good = {"ana", "", "late-parcel", "chat", MODE_COACH, 1, GOOD, 0, 100, true, false, 5};
	int64_t first = perform(desk.store, &good);
	const struct attempt_start retry = {.trainee = 1,
					    .scenario = SV("late-parcel"),
					    .parent = first,
					    .parent_turn = 3,
					    .seed = UINT64_MAX,
					    .now_ms = 9};
	cr_assert(store_attempt_begin(desk.store, &retry, &child, &err), "%s", err.message);
	cr_assert(store_attempt_get(pool, desk.store, child, &attempt, &err));
	cr_assert_eq(attempt.parent, first);
	cr_assert_eq(attempt.parent_turn, 3);
	cr_assert_eq(attempt.seed, UINT64_MAX);
	cr_assert_not(attempt.has_score);
	desk_release(&desk);
}
