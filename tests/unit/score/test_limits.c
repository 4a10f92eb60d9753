/* test_limits.c - patterns that hit their limit, and texts that hold one word a thousand times. */
#include "desk.h"

#include "base/mem.h"

#include <criterion/criterion.h>

#define HEAD                                                                                                    \
	"rubric: hard\nformat: 1\ntitle: Hard\nlanguage: en\npass_mark: 50\nsections:\n  - section: only\n    " \
	"weight: 100\n    criteria:\n"
#define TAIL ", advice: Say it., examples: {pass: [xyyyz ok], fail: [none]}}\n"
#define SLOW "{regex: '\\bx(?:.*y){2}z\\b'}"

static const char rubric_text[] =
	HEAD "      - {id: need, title: Need, skill: flexibility, points: 1, require: [" SLOW ", ok]" TAIL
	     "      - {id: ban, title: Ban, skill: flexibility, critical: business, forbid: [" SLOW ", ok]" TAIL
	     "      - {id: both, title: Both, skill: flexibility, points: 1, all_of: [need, plain]" TAIL
	     "      - {id: plain, title: Plain, skill: flexibility, points: 1, require: [ok]" TAIL;

static void slow_text(struct strbuf *out)
{
	for (int i = 0; i < 1500; i++)
		strbuf_addstr(out, "xy ");
	strbuf_addstr(out, "zq");
}

struct result {
	enum verdict need, ban, both, plain;
	bool incomplete, known;
	double score;
	size_t critical;
};

static struct result run(const char *first, const char *second)
{
	struct desk desk;
	struct score_session *session;
	struct scorecard *card;
	struct result result = {.critical = 0};

	desk_open_text(&desk, rubric_text);
	session = score_session_new(desk.scorer, NULL);
	score_reply(session, 1, sv_from(first), -1, NULL);
	score_reply(session, 2, sv_from(second), -1, NULL);
	score_close(session);
	card = score_card(NULL, session, NULL);
	result.need = card->criteria[0].verdict;
	result.ban = card->criteria[1].verdict;
	result.both = card->criteria[2].verdict;
	result.plain = card->criteria[3].verdict;
	result.incomplete = card->incomplete;
	result.known = card->has_score;
	result.score = card->score;
	if (result.need == VERDICT_ERROR)
		cr_expect_not_null(strstr(card->criteria[0].why.p, "hit its limit"), "why: " SV_FMT,
				   SV_ARG(card->criteria[0].why));
	for (int i = 0; i < card->criterion_count; i++)
		result.critical += card_is_critical_hit(&card->criteria[i]);
	talloc_free(card);
	score_session_free(session);
	desk_close(&desk);
	return result;
}

Test(limits, an_undecided_pattern_is_an_error_and_leaves_both_sides)
{
	CLEANUP_STRBUF struct strbuf slow = STRBUF_INIT;
	struct result result;

	slow_text(&slow);
	result = run(slow.buf, "Hello.");
	cr_expect_eq(result.need, VERDICT_ERROR);
	cr_expect_eq(result.ban, VERDICT_ERROR);
	cr_expect_eq(result.plain, VERDICT_MISSED);
	cr_expect_eq(result.both, VERDICT_MISSED, "plain is missed, whatever need is");
	cr_expect(result.incomplete);
	cr_expect(result.known);
	cr_expect_eq(result.critical, 0);
}

Test(limits, what_is_certain_stays_certain)
{
	CLEANUP_STRBUF struct strbuf slow = STRBUF_INIT;
	struct result result;

	slow_text(&slow);
	result = run(slow.buf, "That is ok.");
	cr_expect_eq(result.need, VERDICT_MET, "another reply says it");
	cr_expect_eq(result.ban, VERDICT_MISSED, "another reply breaks it");
	cr_expect_eq(result.critical, 1);
	cr_expect_not(result.incomplete);
	cr_expect_float_eq(result.score, 100.0, 1e-9);
}

Test(limits, evidence_is_capped_and_totals_are_not)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct desk desk;
	struct score_session *session;
	struct scorecard *card;

	for (int i = 0; i < 1000; i++)
		strbuf_addstr(&text, "sadly. ");
	desk_open_text(&desk, HEAD "      - {id: many, title: Many, skill: flexibility, points: 1, "
				   "count: {of: [sadly], max: 1500}" TAIL);
	session = score_session_new(desk.scorer, NULL);
	score_reply(session, 1, strbuf_sv(&text), -1, NULL);
	cr_expect_eq(score_verdict(session, 0, 0, NULL), VERDICT_MET);
	score_reply(session, 2, strbuf_sv(&text), -1, NULL);
	cr_expect_eq(score_verdict(session, 0, 0, NULL), VERDICT_MISSED);
	card = score_card(NULL, session, NULL);
	cr_expect_eq(card->criteria[0].evidence_count, 20);
	cr_expect_eq(card->criteria[0].evidence[19].start, 19 * 7);
	cr_expect(sv_is(card->criteria[0].why, "said 2000 times, at most 1500"), SV_FMT, SV_ARG(card->criteria[0].why));
	talloc_free(card);
	score_session_free(session);
	desk_close(&desk);
}

Test(limits, circles_are_not_run)
{
	/* The loader refuses them; the scorer must survive them all the same. */
	int first_of[] = {1}, second_of[] = {0};
	struct section section = {.id = SV("s"), .weight = 100};
	struct criterion criteria[2] = {{.id = SV("a"),
					 .kind = KIND_ANY_OF,
					 .group = -1,
					 .points = 1,
					 .of = first_of,
					 .of_count = 1,
					 .runnable = true},
					{.id = SV("b"),
					 .index = 1,
					 .kind = KIND_ALL_OF,
					 .group = -1,
					 .points = 1,
					 .of = second_of,
					 .of_count = 1,
					 .runnable = true}};
	struct rubric rubric = {
		.id = SV("r"), .sections = &section, .section_count = 1, .criteria = criteria, .criterion_count = 2};
	const struct rubric *list[] = {&rubric};
	struct scorer *scorer = scorer_new(list, 1, 1, NULL, MATCH_ENGINE_FAST);
	struct score_session *session = score_session_new(scorer, NULL);
	bool known = true;

	score_reply(session, 1, SV("Hello."), -1, NULL);
	score_close(session);
	cr_expect_eq(score_verdict(session, 0, 0, NULL), VERDICT_NA);
	cr_expect_eq(score_verdict(session, 0, 1, NULL), VERDICT_NA);
	score_so_far(session, &known);
	cr_expect_not(known);
	score_session_free(session);
	scorer_free(scorer);
}
