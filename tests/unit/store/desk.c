#include "desk.h"

#include "base/file.h"
#include "base/mem.h"

#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

void desk_init(struct desk *desk)
{
	const char *root = getenv("TMPDIR");
	snprintf(desk->folder, sizeof(desk->folder), "%s/rolecall-store-XXXXXX", root && *root ? root : P_tmpdir);
	cr_assert_not_null(mkdtemp(desk->folder));
	snprintf(desk->path, sizeof(desk->path), "%s/data/rolecall.db", desk->folder);
	desk->store = NULL;
}

void desk_open(struct desk *desk)
{
	desk_init(desk);
	desk_again(desk);
}

void desk_again(struct desk *desk)
{
	struct err err = ERR_INIT;
	store_close(desk->store);
	desk->store = store_open(desk->path, &err);
	cr_assert_not_null(desk->store, "%s", err.message);
}

static int remove_one(const char *path, const struct stat *status, int flag, struct FTW *walk)
{
	(void)status;
	(void)flag;
	(void)walk;
	return remove(path);
}

void desk_release(struct desk *desk)
{
	store_close(desk->store);
	desk->store = NULL;
	nftw(desk->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void desk_file(const struct desk *desk, const char *name, char out[600])
{
	snprintf(out, 600, "%s/%s", desk->folder, name);
}

void desk_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	cr_assert_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL), SQLITE_OK);
	char *message = NULL;
	int code = sqlite3_exec(db, sql, NULL, NULL, &message);
	cr_assert_eq(code, SQLITE_OK, "%s", message ? message : "");
	cr_assert_eq(sqlite3_close(db), SQLITE_OK);
}

int64_t desk_number(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	cr_assert_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
	cr_assert_eq(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

bool desk_same_file(const char *path, struct sv bytes)
{
	CLEANUP_STRBUF struct strbuf content = STRBUF_INIT;
	struct err err = ERR_INIT;
	cr_assert(file_read(path, 1 << 24, &content, &err), "%s", err.message);
	return sv_eq(strbuf_sv(&content), bytes);
}

static struct section sections[] = {{.id = {"start", 5}, .weight = 100}};
static struct criterion criteria_of_manners[CRITERIA] = {
	[APOLOGY] = {.id = {"apology", 7}, .skill = SKILL_EMOTIONAL_INTELLIGENCE, .points = 10},
	[LISTENS] = {.id = {"listens", 7}, .skill = SKILL_ATTENTIVE_LISTENING, .points = 5, .index = 1},
	[NO_BLAME] = {.id = {"no-blame", 8},
		      .skill = SKILL_EMOTIONAL_INTELLIGENCE,
		      .critical = CRITICAL_CUSTOMER,
		      .index = 2},
	[FRESH] = {.id = {"fresh", 5}, .skill = SKILL_FLEXIBILITY, .points = 3, .status = STATUS_TRIAL, .index = 3},
	[THANKS] = {.id = {"thanks", 6}, .skill = SKILL_FLEXIBILITY, .status = STATUS_HELPER, .index = 4},
};
const struct rubric manners = {
	.id = {"manners", 7},
	.sections = sections,
	.section_count = 1,
	.criteria = criteria_of_manners,
	.criterion_count = CRITERIA,
	.hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
};

void make_transcript(struct transcript *transcript)
{
	transcript_init(transcript);
	transcript->id = transcript_keep(transcript, SV("t-1"));
	transcript->scenario = transcript_keep(transcript, SV("late-parcel"));
	transcript->channel = transcript_keep(transcript, SV("chat"));
	transcript->customer_name = transcript_keep(transcript, SV("Dana Reyes"));
	transcript->agent_name = transcript_keep(transcript, SV("Sam"));
	transcript->customer_extra = transcript_keep(transcript, SV("\"tier\":2"));
	transcript->agent_extra = transcript_keep(transcript, SV("\"desk\":9"));
	transcript->seed = UINT64_MAX - 1;
	transcript->has_seed = true;
	strbuf_addstr(&transcript->extra, "\"site\":\"north\"");
	const struct turn turns[] = {
		{WHO_CUSTOMER, SV("Where is my parcel?"), SV(""), SV(""), 0, 0, SV("\"k\":1")},
		{WHO_AGENT, SV("I'm so sorry, let me look."), SV(""), SV(""), 0, 30000, SV("")},
		{WHO_AGENT, SV(""), SV("hold"), SV(""), 120000, 31000, SV("")},
		{WHO_AGENT, SV("It will be with you tomorrow \xe2\x80\x93 promised."), SV(""), SV(""), 0, -1, SV("")},
	};
	for (size_t i = 0; i < sizeof(turns) / sizeof(turns[0]); i++)
		transcript_add(transcript, &turns[i]);
}

void make_card(const struct performance *performance, struct scorecard *card, struct card_criterion criteria[CRITERIA])
{
	static const struct rubric *rubrics[] = {&manners};
	static bool has_score[] = {true}, passed[1];
	static double score[1];
	static struct evidence sorry = {2, 7, 12, {"sorry", 5}};
	static struct card_section section = {.rubric = &manners, .section = sections, .has_score = true};
	static struct card_mood mood[] = {{1, {60, 20}}, {2, {40, 10}}};
	for (int i = 0; i < CRITERIA; i++) {
		enum verdict verdict = performance->verdicts[i];
		int points = manners.criteria[i].points;
		double earned = i == APOLOGY && performance->earned_apology > 0 ? performance->earned_apology : points;
		criteria[i] = (struct card_criterion){
			.rubric = &manners,
			.criterion = &manners.criteria[i],
			.verdict = verdict,
			.points = points,
			.earned = verdict == VERDICT_MET ? earned : 0,
			.scored = manners.criteria[i].status == STATUS_SCORED,
		};
		if (i == APOLOGY && verdict == VERDICT_MET) {
			criteria[i].evidence = &sorry;
			criteria[i].evidence_count = 1;
		}
	}
	section.score = score[0] = performance->score;
	passed[0] = performance->passed;
	*card = (struct scorecard){
		.transcript = SV("0123456789ab"),
		.scenario = sv_from(performance->scenario),
		.rubrics = rubrics,
		.rubric_has_score = has_score,
		.rubric_passed = passed,
		.rubric_score = score,
		.rubric_count = 1,
		.outcome = performance->open     ? OUTCOME_NONE
			   : performance->passed ? OUTCOME_RESOLVED
						 : OUTCOME_ESCALATED,
		.ending = performance->open ? SV("") : SV("over"),
		.has_score = true,
		.passed = performance->passed,
		.score = performance->score,
		.sections = &section,
		.section_count = 1,
		.criteria = criteria,
		.criterion_count = CRITERIA,
		.mood = mood,
		.mood_count = 2,
		.csat = performance->csat,
	};
}

int64_t begin(struct store *store, const struct performance *performance)
{
	struct err err = ERR_INIT;
	int64_t trainee = 0, attempt = 0;
	cr_assert(store_trainee_add(store, sv_from(performance->trainee), sv_from(performance->team), 1, &trainee,
				    &err),
		  "%s", err.message);
	const struct rubric *const rubrics[] = {&manners};
	const struct attempt_start start = {
		.trainee = trainee,
		.scenario = sv_from(performance->scenario),
		.scenario_hash = SV("sha256:aa"),
		.rubrics = rubrics,
		.rubric_count = 1,
		.channel = sv_from(performance->channel),
		.family = SV("parcels"),
		.mode = performance->mode,
		.seed = 7,
		.now_ms = performance->started_ms,
	};
	cr_assert(store_attempt_begin(store, &start, &attempt, &err), "%s", err.message);
	cr_assert_gt(attempt, 0);
	return attempt;
}

int64_t perform(struct store *store, const struct performance *performance)
{
	struct err err = ERR_INIT;
	struct transcript transcript;
	struct scorecard card;
	struct card_criterion criteria[CRITERIA];
	int64_t attempt = begin(store, performance);
	make_transcript(&transcript);
	cr_assert(store_attempt_turns(store, attempt, &transcript, 0, &err), "%s", err.message);
	transcript_release(&transcript);
	make_card(performance, &card, criteria);
	cr_assert(store_attempt_card(store, attempt, &card, !performance->open, performance->started_ms + 5000, 2,
				     &err),
		  "%s", err.message);
	return attempt;
}

void expect_sound(struct store *store)
{
	CLEANUP_STRBUF struct strbuf findings = STRBUF_INIT;
	struct err err = ERR_INIT;
	cr_assert(store_check(store, &findings, &err), "%s", err.message);
	cr_assert_str_eq(findings.buf, "");
}
