/* test_cases.c - every conversation of tests/data/score: verdicts, evidence, changes, points, and that the way of
 * feeding does not matter. */
#include "desk.h"

#include "base/mem.h"

#include <criterion/criterion.h>
#include <math.h>

#define MAX_TURNS 32

struct written { /* one case of the file */
	const struct json_value *value;
	struct talk talk;
	char name[160];
};

static const char *text_of(const void *ctx, const struct json_value *value)
{
	struct sv text = json_text(value);

	return mem_pool_strndup(ctx, text.p, text.n);
}

static struct written read_case(const void *ctx, const char *file, const struct json_value *value)
{
	struct written written = {.value = value};
	const struct json_value *turns = json_get(value, "turns"), *anger = json_get(value, "anger");
	const char **list = MEM_ARRAY(ctx, const char *, MAX_TURNS);
	double *moods = MEM_ARRAY(ctx, double, MAX_TURNS);

	snprintf(written.name, sizeof written.name, "%s: %s", file, text_of(ctx, json_get(value, "name")));
	written.talk.count = json_count(turns);
	cr_assert_leq(written.talk.count, MAX_TURNS);
	for (size_t i = 0; i < written.talk.count; i++)
		list[i] = text_of(ctx, json_at(turns, i));
	written.talk.anger_count = json_count(anger);
	for (size_t i = 0; i < written.talk.anger_count && i < MAX_TURNS; i++)
		moods[i] = json_number(json_at(anger, i), 0);
	written.talk.turns = list;
	written.talk.anger = moods;
	written.talk.channel = channel_from(json_text(json_get(value, "channel")));
	return written;
}

/* "id" or "rubric/id" */
static const struct card_criterion *find(const struct scorecard *card, const char *key)
{
	const char *slash = strchr(key, '/');

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *item = &card->criteria[i];

		if (!sv_is(item->criterion->id, slash ? slash + 1 : key))
			continue;
		if (!slash || sv_eq(item->rubric->id, sv_make(key, (size_t)(slash - key))))
			return item;
	}
	cr_assert_fail("no criterion %s", key);
	return NULL;
}

static void check_verdicts(const struct written *written, const struct scorecard *card)
{
	const struct json_value *verdicts = json_get(written->value, "verdicts");

	for (size_t i = 0; i < json_count(verdicts); i++) {
		const struct json_value *expected = NULL;
		const char *key = json_key_at(verdicts, i, &expected);
		const struct card_criterion *item = find(card, key);

		cr_expect(sv_is(json_text(expected), verdict_names[item->verdict]), "%s: %s is %s, expected " SV_FMT,
			  written->name, key, verdict_names[item->verdict], SV_ARG(json_text(expected)));
	}
}

static void check_evidence(const struct written *written, const struct scorecard *card)
{
	const struct json_value *all = json_get(written->value, "evidence");

	for (size_t i = 0; i < json_count(all); i++) {
		CLEANUP_STRBUF struct strbuf got = STRBUF_INIT, wanted = STRBUF_INIT;
		const struct json_value *list = NULL;
		const char *key = json_key_at(all, i, &list);
		const struct card_criterion *item = find(card, key);

		for (int e = 0; e < item->evidence_count; e++)
			strbuf_addf(&got, "%d:%u-%u " SV_FMT "\n", item->evidence[e].turn, item->evidence[e].start,
				    item->evidence[e].end, SV_ARG(item->evidence[e].text));
		for (size_t e = 0; e < json_count(list); e++)
			strbuf_addf(&wanted, SV_FMT "\n", SV_ARG(json_text(json_at(list, e))));
		cr_expect_str_eq(got.buf, wanted.buf, "%s: evidence of %s\ngot\n%swanted\n%s", written->name, key,
				 got.buf, wanted.buf);
	}
}

/* With a "trace" only the changes of those criteria are compared. */
static void check_changes(const struct written *written, const char *changes)
{
	const struct json_value *list = json_get(written->value, "changes"), *trace = json_get(written->value, "trace");
	CLEANUP_STRBUF struct strbuf got = STRBUF_INIT, wanted = STRBUF_INIT;

	if (!list)
		return;
	for (size_t i = 0; i < json_count(list); i++)
		strbuf_addf(&wanted, SV_FMT "\n", SV_ARG(json_text(json_at(list, i))));
	for (const char *line = changes; *line; line = strchr(line, '\n') + 1) {
		struct sv whole = sv_make(line, (size_t)(strchr(line, '\n') - line));
		bool traced = !trace;

		for (size_t i = 0; i < json_count(trace); i++) {
			struct sv id = json_text(json_at(trace, i));

			traced |= whole.n > id.n && whole.p[whole.n - id.n - 1] == ' ' &&
				  sv_eq(sv_make(whole.p + whole.n - id.n, id.n), id);
		}
		if (traced)
			strbuf_addf(&got, SV_FMT "\n", SV_ARG(whole));
	}
	cr_expect_str_eq(got.buf, wanted.buf, "%s: changes\ngot\n%swanted\n%s", written->name, got.buf, wanted.buf);
}

static void check_numbers(const struct written *written, const struct scorecard *card)
{
	const struct json_value *earned = json_get(written->value, "earned"), *expected = NULL;
	const struct json_value *strength = json_get(written->value, "strength"),
				*why = json_get(written->value, "why");

	for (size_t i = 0; i < json_count(earned); i++) {
		const struct card_criterion *item = find(card, json_key_at(earned, i, &expected));

		cr_expect_float_eq(item->earned, json_number(expected, -1), 1e-6, "%s: earned %f", written->name,
				   item->earned);
	}
	for (size_t i = 0; i < json_count(strength); i++) {
		const struct card_criterion *item = find(card, json_key_at(strength, i, &expected));

		cr_expect_float_eq(item->strength, json_number(expected, -1), 1e-6, "%s: strength %f", written->name,
				   item->strength);
	}
	for (size_t i = 0; i < json_count(why); i++) {
		const struct card_criterion *item = find(card, json_key_at(why, i, &expected));

		cr_expect(sv_eq(item->why, json_text(expected)), "%s: why " SV_FMT, written->name, SV_ARG(item->why));
	}
}

static void check_score(const struct written *written, const struct scorecard *card)
{
	const struct json_value *score = json_get(written->value, "score");
	const struct json_value *critical = json_get(written->value, "critical");
	const struct json_value *passed = json_get(written->value, "passed");
	size_t hits = 0;

	if (score && json_type(score) == JSON_TYPE_NULL)
		cr_expect_not(card->has_score, "%s: score %f, expected none", written->name, card->score);
	else if (score)
		cr_expect(card->has_score && fabs(scorecard_round(card->score) - json_number(score, -1)) < 1e-6,
			  "%s: score %f, expected %f", written->name, card->score, json_number(score, -1));
	if (passed)
		cr_expect_eq(card->passed, json_truth(passed), "%s: passed %d", written->name, card->passed);
	for (int i = 0; i < card->criterion_count; i++)
		hits += card_is_critical_hit(&card->criteria[i]);
	if (critical)
		cr_expect_eq(hits, json_count(critical), "%s: %zu critical hits", written->name, hits);
	cr_expect_eq(card->incomplete, json_truth(json_get(written->value, "incomplete")), "%s: incomplete %d",
		     written->name, card->incomplete);
}

static void card_json(const struct score_session *session, const struct transcript *transcript, struct strbuf *out)
{
	CLEANUP_TALLOC struct scorecard *card = score_card(NULL, session, transcript);

	strbuf_reset(out);
	scorecard_add_json(card, CARD_FULL, out);
}

/* The same bytes: again after a reset, with cards made on the way, and (when no mood is given) from the whole
 * transcript. */
static void check_same(const struct desk *desk, const struct written *written, struct score_session *session)
{
	CLEANUP_STRBUF struct strbuf first = STRBUF_INIT, again = STRBUF_INIT, a = STRBUF_INIT, b = STRBUF_INIT;
	struct score_context context = desk_context(&written->talk);
	struct transcript transcript;

	desk_transcript(&written->talk, &transcript);
	card_json(session, &transcript, &first);
	score_session_reset(session, &context);
	desk_feed(desk, session, &written->talk, false, &a);
	card_json(session, &transcript, &again);
	cr_expect_str_eq(first.buf, again.buf, "%s: after a reset", written->name);
	score_session_reset(session, &context);
	desk_feed(desk, session, &written->talk, true, &b);
	card_json(session, &transcript, &again);
	cr_expect_str_eq(first.buf, again.buf, "%s: with cards on the way", written->name);
	cr_expect_str_eq(a.buf, b.buf, "%s: changes with cards on the way", written->name);
	if (written->talk.anger_count == 0) {
		CLEANUP_TALLOC struct scorecard *card = score_transcript(NULL, session, &transcript);

		strbuf_reset(&again);
		scorecard_add_json(card, CARD_FULL, &again);
		cr_expect_str_eq(first.buf, again.buf, "%s: at once", written->name);
	}
	transcript_release(&transcript);
}

static void run_case(const struct desk *desk, const struct written *written)
{
	CLEANUP_STRBUF struct strbuf changes = STRBUF_INIT;
	struct score_context context = desk_context(&written->talk);
	struct score_session *session = score_session_new(desk->scorer, &context);
	struct scorecard *card;

	desk_feed(desk, session, &written->talk, false, &changes);
	card = score_card(NULL, session, NULL);
	check_verdicts(written, card);
	check_evidence(written, card);
	check_changes(written, changes.buf);
	check_score(written, card);
	check_numbers(written, card);
	check_same(desk, written, session);
	talloc_free(card);
	score_session_free(session);
}

static void run_file(const char *file)
{
	CLEANUP_TALLOC void *ctx = talloc_new(NULL);
	struct json_value *root = desk_json(file);
	const struct json_value *rubrics = json_get(root, "rubrics"), *cases = json_get(root, "cases");
	const char *names[4] = {NULL};
	struct desk desk;

	for (size_t i = 0; i < json_count(rubrics) && i < 4; i++)
		names[i] = text_of(ctx, json_at(rubrics, i));
	desk_open(&desk, names, json_count(rubrics));
	cr_assert_gt(json_count(cases), 0);
	for (size_t i = 0; i < json_count(cases); i++) {
		struct written written = read_case(ctx, file, json_at(cases, i));

		run_case(&desk, &written);
	}
	desk_close(&desk);
	json_free(root);
}

Test(cases, courtesy)
{
	run_file("courtesy.json");
}

Test(cases, composed)
{
	run_file("composed.json");
}

Test(cases, weights)
{
	run_file("weights.json");
}

Test(cases, pair)
{
	run_file("pair.json");
}

Test(cases, windows)
{
	run_file("windows.json");
}

Test(cases, grades)
{
	run_file("grades.json");
}

Test(cases, measures)
{
	run_file("measures.json");
}
