/* test_card.c - the card's JSON, byte for byte, and its rounding. */
#include "desk.h"

#include "base/mem.h"

#include <criterion/criterion.h>

static const char rubric_text[] =
	"rubric: tiny\nformat: 1\ntitle: Tiny\nlanguage: en\npass_mark: 50\nsections:\n"
	"  - section: only\n    weight: 100\n    criteria:\n"
	"      - {id: greet, title: Greets, skill: flexibility, points: 3, require: [hello], advice: Greet.,\n"
	"         examples: {pass: [hello], fail: [none]}}\n"
	"      - {id: help, title: Helper, skill: flexibility, status: helper, require: [help], advice: Help.,\n"
	"         examples: {pass: [help], fail: [none]}}\n"
	"      - {id: bye, title: Parts, skill: product-knowledge, points: 4, require: [bye], advice: Part.,\n"
	"         examples: {pass: [bye], fail: [none]}}\n"
	"      - {id: rude, title: Rude, skill: flexibility, critical: business, forbid: [whatever], advice: Be "
	"kind.,\n"
	"         examples: {pass: [fine], fail: [whatever]}}\n";

static void expect_card_of(const char *rubric, const struct talk *talk, enum card_detail detail, const char *expected)
{
	struct desk desk;
	CLEANUP_STRBUF struct strbuf changes = STRBUF_INIT, json = STRBUF_INIT, wanted = STRBUF_INIT;
	struct score_context context = desk_context(talk);
	struct score_session *session;
	struct scorecard *card;
	struct transcript transcript;
	const char *hash;

	desk_open_text(&desk, rubric);
	session = score_session_new(desk.scorer, &context);
	desk_transcript(talk, &transcript);
	transcript.id = SV("t-\"1\"");
	desk_feed(&desk, session, talk, false, &changes);
	card = score_card(NULL, session, &transcript);
	scorecard_add_json(card, detail, &json);
	hash = strstr(expected, "HASH");
	strbuf_addsv(&wanted, sv_make(expected, hash ? (size_t)(hash - expected) : strlen(expected)));
	if (hash) {
		strbuf_addstr(&wanted, desk.rubrics[0]->hash);
		strbuf_addstr(&wanted, hash + 4);
	}
	cr_assert_str_eq(json.buf, wanted.buf, "\ngot    %s\nwanted %s", json.buf, wanted.buf);
	talloc_free(card);
	transcript_release(&transcript);
	score_session_free(session);
	desk_close(&desk);
}

static void expect_card(const struct talk *talk, enum card_detail detail, const char *expected)
{
	expect_card_of(rubric_text, talk, detail, expected);
}

static const char *const turns[] = {"C: Hm?", "A: Oh, hello. Whatever."};
static const struct talk talk = {.turns = turns, .count = 2, .channel = CHANNEL_UNKNOWN};

Test(card, full)
{
	expect_card(&talk, CARD_FULL,
		    "{\"scorecard\":1,\"transcript\":\"t-\\\"1\\\"\",\"scenario\":null,\"rubrics\":[{\"id\":\"tiny\","
		    "\"hash\":\"HASH\"}],"
		    "\"outcome\":null,\"score\":42.9,\"passed\":false,\"critical\":[\"tiny/rude\"],"
		    "\"sections\":[{\"rubric\":\"tiny\",\"id\":\"only\",\"weight\":100,\"earned\":3,\"applicable\":7,"
		    "\"score\":42.9}],"
		    "\"criteria\":[{\"rubric\":\"tiny\",\"id\":\"greet\",\"skill\":\"flexibility\",\"verdict\":\"met\","
		    "\"points\":3,\"earned\":3,"
		    "\"evidence\":[{\"turn\":2,\"start\":4,\"end\":9,\"text\":\"hello\"}]},"
		    "{\"rubric\":\"tiny\",\"id\":\"bye\",\"skill\":\"product-knowledge\",\"verdict\":\"missed\","
		    "\"points\":4,\"earned\":0,"
		    "\"evidence\":[]},"
		    "{\"rubric\":\"tiny\",\"id\":\"rude\",\"skill\":\"flexibility\",\"verdict\":\"missed\",\"points\":"
		    "0,\"earned\":0,"
		    "\"evidence\":[{\"turn\":2,\"start\":11,\"end\":19,\"text\":\"Whatever\"}]}],"
		    "\"mood\":[],\"csat\":null}");
}

Test(card, verdicts)
{
	expect_card(&talk, CARD_VERDICTS,
		    "{\"scorecard\":1,\"transcript\":\"t-\\\"1\\\"\",\"score\":42.9,\"passed\":false,\"critical\":["
		    "\"tiny/rude\"],"
		    "\"verdicts\":{\"tiny/greet\":\"met\",\"tiny/bye\":\"missed\",\"tiny/rude\":\"missed\"}}");
}

Test(card, score_alone)
{
	static const char *const good[] = {"A: hello and bye"};
	struct talk polite = {.turns = good, .count = 1, .channel = CHANNEL_UNKNOWN};

	expect_card(&polite, CARD_SCORE,
		    "{\"scorecard\":1,\"transcript\":\"t-\\\"1\\\"\",\"score\":100.0,\"passed\":true,\"critical\":[]}");
}

Test(card, a_broken_forbid_earns_nothing)
{
	static const char rubric[] =
		"rubric: tiny\nformat: 1\ntitle: Tiny\npass_mark: 50\nsections:\n"
		"  - section: only\n    weight: 100\n    criteria:\n"
		"      - {id: rude, skill: flexibility, points: 10, forbid: [whatever], advice: Be kind.,\n"
		"         examples: {pass: [fine], fail: [whatever]}}\n";
	static const char *const bad[] = {"A: Whatever."}, *const fine[] = {"A: Fine."};
	struct talk rude = {.turns = bad, .count = 1, .channel = CHANNEL_UNKNOWN};
	struct talk kind = {.turns = fine, .count = 1, .channel = CHANNEL_UNKNOWN};

	expect_card_of(
		rubric, &rude, CARD_SCORE,
		"{\"scorecard\":1,\"transcript\":\"t-\\\"1\\\"\",\"score\":0.0,\"passed\":false,\"critical\":[]}");
	expect_card_of(
		rubric, &kind, CARD_SCORE,
		"{\"scorecard\":1,\"transcript\":\"t-\\\"1\\\"\",\"score\":100.0,\"passed\":true,\"critical\":[]}");
}

Test(card, rounds_half_away_from_zero)
{
	cr_assert_float_eq(scorecard_round(62.25), 62.3, 1e-12);
	cr_assert_float_eq(scorecard_round(42.857142), 42.9, 1e-12);
	cr_assert_float_eq(scorecard_round(99.949999), 99.9, 1e-12);
	cr_assert_float_eq(scorecard_round(0), 0, 1e-12);
	/* 100 x 0.1 / 0.3 x 3 is 99.99999999999999 in binary. */
	cr_assert_float_eq(scorecard_round(99.99999999999999), 100.0, 1e-12);
}
