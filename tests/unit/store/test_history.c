/* test_history.c - the chain: what is recorded, what is found when it was changed, what erasing leaves. */
#include "store/history.h"

#include "desk.h"

static const struct performance anas = {.trainee = "ana",
					.team = "blue",
					.scenario = "late",
					.channel = "chat",
					.mode = MODE_EXAM,
					.started_ms = 1000,
					.verdicts = GOOD,
					.earned_apology = 10,
					.score = 90,
					.passed = true,
					.csat = 5};
static const struct performance bens = {.trainee = "benedict",
					.team = "red",
					.scenario = "late",
					.channel = "chat",
					.mode = MODE_EXAM,
					.started_ms = 2000,
					.verdicts = POOR,
					.score = 30,
					.csat = 2};

static bool proved(struct store *store, struct store_proof *proof, struct strbuf *findings)
{
	struct err err = ERR_INIT;

	strbuf_reset(findings);
	cr_assert(store_verify(store, proof, findings, &err), "%s", err.message);
	return proof->sound;
}

static int64_t review(struct store *store, int64_t attempt, const char *who, const char *why)
{
	struct err err = ERR_INIT;
	int64_t id = 0;
	struct history_event event = {.at_ms = 5000,
				      .kind = HISTORY_REVIEW,
				      .attempt = attempt,
				      .verdict = VERDICT_MET,
				      .engine = VERDICT_MISSED,
				      .criterion = (char *)"manners/apology",
				      .who = (char *)who,
				      .text = (char *)why};

	cr_assert(store_history_add(store, &event, &id, &err), "%s", err.message);
	return id;
}

Test(history, a_sound_store_is_proved)
{
	struct desk desk;
	struct store_proof proof;
	struct strbuf findings = STRBUF_INIT;

	desk_open(&desk);
	int64_t attempt = perform(desk.store, &anas);
	perform(desk.store, &bens);
	cr_assert_eq(review(desk.store, attempt, "rita", "said in other words"), 3);
	cr_assert(proved(desk.store, &proof, &findings), "%s", findings.buf);
	cr_assert_eq(proof.events, 3);
	cr_assert_eq(proof.attempts, 2);
	cr_assert_eq(strlen(proof.head), 64);
	strbuf_release(&findings);
	desk_release(&desk);
}

Test(history, every_change_behind_its_back_is_named)
{
	static const struct {
		const char *sql, *finding;
	} changes[] = {
		{"UPDATE history SET text = 'no' WHERE id = 3", "history 3:"},
		{"UPDATE history SET who = 'eve' WHERE id = 3", "history 3:"},
		{"UPDATE history SET verdict = 1 WHERE id = 3", "history 3:"},
		{"UPDATE history SET at_ms = 4 WHERE id = 2", "history 2:"},
		{"DELETE FROM history WHERE id = 2", "history 3:"},
		{"UPDATE history SET erased = 1, who = '', text = '', state = '', salt = '' WHERE id = 3",
		 "history 3:"},
		{"UPDATE turn SET text = text || '!' WHERE attempt = 2 AND number = 2", "attempt 2:"},
		{"UPDATE attempt SET score = 99, passed = 1 WHERE id = 2", "attempt 2:"},
		{"UPDATE verdict SET verdict = 3 - verdict WHERE attempt = 1 AND position = 0", "attempt 1:"},
		{"UPDATE evidence SET stop = stop - 1 WHERE attempt = 1", "attempt 1:"},
		{"UPDATE card SET json = json || ' ' WHERE attempt = 1", "attempt 1:"},
		{"UPDATE mood SET anger = anger + 1 WHERE attempt = 1", "attempt 1:"},
		{"UPDATE trainee SET name = 'bob' WHERE name = 'benedict'", "attempt 2:"},
		{"PRAGMA foreign_keys = ON; DELETE FROM attempt WHERE id = 1", "attempt 1:"},
	};

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct desk desk;
		struct store_proof proof;
		struct strbuf findings = STRBUF_INIT;

		desk_open(&desk);
		int64_t attempt = perform(desk.store, &anas);
		perform(desk.store, &bens);
		review(desk.store, attempt, "rita", "said in other words");
		store_close(desk.store);
		desk.store = NULL;
		desk_sql(desk.path, changes[i].sql);
		desk_again(&desk);
		cr_assert_not(proved(desk.store, &proof, &findings), "not noticed: %s", changes[i].sql);
		cr_assert(strstr(findings.buf, changes[i].finding), "%s gave: %s", changes[i].sql, findings.buf);
		strbuf_release(&findings);
		desk_release(&desk);
	}
}

static bool file_holds(const char *path, const char *word)
{
	FILE *file = fopen(path, "rb");
	size_t at = 0, length = strlen(word);
	bool found = false;

	for (int c; file && !found && (c = fgetc(file)) != EOF;) {
		at = c == word[at] ? at + 1 : c == word[0];
		found = at == length;
	}
	if (file)
		fclose(file);
	return found;
}

Test(history, erasing_leaves_tombstones_and_nothing_of_the_person)
{
	struct desk desk;
	struct store_proof proof;
	struct strbuf findings = STRBUF_INIT;
	struct err err = ERR_INIT;
	int64_t id = 0, attempts = 0;

	desk_open(&desk);
	int64_t of_ana = perform(desk.store, &anas);
	perform(desk.store, &bens);
	review(desk.store, of_ana, "benedict", "benedict thought so");
	cr_assert(store_trainee_find(desk.store, SV("benedict"), &id, &err));
	cr_assert(store_erase_trainee(desk.store, id, 9000, &attempts, &err), "%s", err.message);
	cr_assert_eq(attempts, 1);
	cr_assert(proved(desk.store, &proof, &findings), "%s", findings.buf);
	cr_assert_eq(proof.erased, 2);
	expect_sound(desk.store);
	store_close(desk.store);
	desk.store = NULL;
	cr_assert_not(file_holds(desk.path, "benedict"));
	cr_assert(file_holds(desk.path, "ana"));
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM (SELECT trainee FROM total_skill UNION"
					    " SELECT trainee FROM total_each UNION SELECT trainee FROM total_attempt)"),
		     1);
	cr_assert_eq(desk_number(desk.path, "SELECT count(DISTINCT team) FROM total_criterion"), 1);
	/* A tombstone cannot be made without a record of erasing. */
	desk_sql(desk.path, "DELETE FROM history WHERE kind = 5");
	desk_again(&desk);
	cr_assert_not(proved(desk.store, &proof, &findings));
	cr_assert_eq(store_erase_before(desk.store, INT64_MAX, 9001, &attempts, &err), true, "%s", err.message);
	store_close(desk.store);
	desk.store = NULL;
	cr_assert_eq(desk_number(desk.path,
				 "SELECT count(*) + (SELECT count(*) FROM total_each) +"
				 " (SELECT count(*) FROM total_criterion) + (SELECT count(*) FROM total_attempt)"
				 " FROM total_skill"),
		     0, "and with the last attempt goes the last of the totals");
	strbuf_release(&findings);
	desk_release(&desk);
}

Test(history, what_is_left_and_gone_on_with_stays_proved)
{
	struct desk desk;
	struct store_proof proof;
	struct strbuf findings = STRBUF_INIT;
	struct transcript transcript;
	struct err err = ERR_INIT;
	struct performance left = anas;

	left.open = true;
	desk_open(&desk);
	int64_t attempt = perform(desk.store, &left);
	cr_assert(proved(desk.store, &proof, &findings), "%s", findings.buf);
	make_transcript(&transcript);
	int first = transcript.turn_count;
	struct turn more = {.who = WHO_AGENT, .text = SV("And one more thing."), .at_ms = -1};
	transcript_add(&transcript, &more);
	cr_assert(store_attempt_turns(desk.store, attempt, &transcript, first, &err), "%s", err.message);
	cr_assert(proved(desk.store, &proof, &findings), "%s", findings.buf);
	transcript_release(&transcript);
	strbuf_release(&findings);
	desk_release(&desk);
}

Test(history, a_store_of_version_2_is_sealed_when_it_is_brought_up_to_date)
{
	struct desk desk;
	struct store_proof proof;
	struct strbuf findings = STRBUF_INIT;

	desk_open(&desk);
	perform(desk.store, &anas);
	perform(desk.store, &bens);
	store_close(desk.store);
	desk.store = NULL;
	desk_sql(desk.path, DESK_BACK_TO_4);
	desk_sql(desk.path, "DROP TABLE history; DROP TABLE old_card; DROP TABLE acknowledged; DROP TABLE assignment;"
			    "DROP TABLE bar; DROP TABLE certificate; DROP INDEX attempt_origin;"
			    "DROP TABLE calibration_mark; DROP TABLE calibration_item; DROP TABLE calibration_session;"
			    "ALTER TABLE attempt DROP COLUMN source; ALTER TABLE attempt DROP COLUMN origin;"
			    "PRAGMA user_version = 2");
	desk_again(&desk);
	cr_assert_geq(store_version(desk.store), 5);
	cr_assert(proved(desk.store, &proof, &findings), "%s", findings.buf);
	cr_assert_eq(proof.attempts, 2);
	cr_assert_eq(proof.events, 2);
	strbuf_release(&findings);
	desk_release(&desk);
}

Test(history, a_batch_is_kept_whole_or_not_at_all)
{
	struct desk desk;
	struct err err = ERR_INIT;

	desk_open(&desk);
	cr_assert(store_batch_begin(desk.store, &err));
	perform(desk.store, &anas);
	cr_assert_not(store_batch_end(desk.store, false, &err));
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM attempt"), 0);
	cr_assert(store_batch_begin(desk.store, &err));
	perform(desk.store, &anas);
	cr_assert(store_batch_end(desk.store, true, &err));
	cr_assert_eq(desk_number(desk.path, "SELECT count(*) FROM attempt"), 1);
	desk_release(&desk);
}

struct heard {
	int times;
	int64_t done, total;
	char what[64];
};

static void hear(void *data, const char *what, const char *unit, int64_t done, int64_t total)
{
	struct heard *heard = data;
	heard->times++;
	heard->done = done;
	heard->total = total;
	snprintf(heard->what, sizeof heard->what, "%s, %s", what, unit);
}

/* Whoever asks is told how far a proof is; it proves the same. */
Test(history, a_long_proof_says_how_far_it_is)
{
	struct desk desk;
	struct err err = ERR_INIT;
	struct store_proof proof;
	struct heard heard = {0};
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	const struct performance play = {"ana", "", "late-parcel", "chat", MODE_EXAM, 100,
					 GOOD,  0,  100,           true,   false,     5};
	desk_open(&desk);
	cr_assert(store_batch_begin(desk.store, &err));
	for (int i = 0; i < 300; i++)
		perform(desk.store, &play);
	cr_assert(store_batch_end(desk.store, true, &err));
	store_tell(desk.store, hear, &heard);
	cr_assert(store_verify(desk.store, &proof, &findings, &err), "%s", err.message);
	cr_assert(proof.sound && proof.attempts == 300);
	cr_assert_geq(heard.times, 2);
	int before = heard.times;
	store_tell(desk.store, NULL, NULL);
	cr_assert(store_verify(desk.store, &proof, &findings, &err));
	cr_assert_eq(heard.times, before);
	desk_release(&desk);
}
