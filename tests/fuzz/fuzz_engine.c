/* fuzz_engine.c - any bytes as a scenario and as what an agent types into it. Up to a NUL the bytes are the scenario (a
 * small one of our own when they are none), after it the inputs, one a line; without a NUL they are both.
 *
 * Checked after each input: the mood stays in 0..100, time never runs back, turns alternate as they must, an ended
 * session stays ended; at the end the transcript scores to the same bytes, and the inputs replay to the same
 * transcript. */
#include "engine/engine.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rubric_text[] =
	"rubric: small\nformat: 1\ntitle: Small\npass_mark: 50\nsections:\n"
	"  - section: all\n    weight: 100\n    criteria:\n"
	"      - {id: apology, title: A, skill: flexibility, points: 5, require: [sorry], where: first 2 replies, "
	"advice: A.}\n"
	"      - {id: no-blame, title: B, skill: flexibility, critical: customer, forbid: [your fault], advice: B.}\n"
	"      - {id: asks, title: C, skill: flexibility, points: 5, require: [may I], before: hold, advice: C.}\n";

static const char scenario_text[] =
	"scenario: small\nformat: 1\ntitle: Small\nchannel: chat\nrubrics: [small]\n"
	"customer:\n  name: Jo\n  mood: {anger: 50, confusion: 50}\n"
	"  facts: {order: {value: \"4\", asked: [order], says: [\"<value>\"]}}\n"
	"  reactions: [{when: {met: apology}, anger: -30}, {when: {broke: no-blame}, anger: +30},"
	" {when: {nothing: true}, anger: +1}]\n"
	"actions: {hold: {limit: 1m, each_minute: {anger: +5}, over_limit: {anger: +5}}, note: {}, hang-up: {}}\n"
	"start: a\nnodes:\n"
	"  a: {says: [\"A\", \"B\"], next: [{when: {said: [b]}, go: b}, {when: {said: [end]}, go: z}],"
	" otherwise: [\"C\", \"D\"], silence: {after: 9s, says: \"E\", anger: +9, then: {after: 9s, go: b}}}\n"
	"  b: {says: [\"F\"], next: [{when: {said: [back]}, go: back}], otherwise: [\"G\"], silence: {after: 0s, go: "
	"a}}\n"
	"endings: {z: {outcome: resolved, says: [\"H\"]}}\n";

static struct rubric *find(void *data, struct sv id, bool *exists)
{
	(void)id;
	*exists = true;
	return data;
}

static void demand(bool holds)
{
	if (!holds)
		abort();
}

static struct scenario *scenario_of(struct sv text, struct rubric *rubric)
{
	struct rubric_resolver resolver = {find, NULL, rubric};
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct scenario *scenario = scenario_parse("fuzz.yaml", text, &resolver, &diags, &err);
	diag_list_release(&diags);
	return scenario;
}

static void check(const struct engine *engine, int64_t *now)
{
	struct mood mood = engine_mood(engine);
	const struct transcript *t = engine_transcript(engine);
	size_t count = 0;
	demand(mood.anger >= 0 && mood.anger <= 100 && mood.confusion >= 0 && mood.confusion <= 100);
	demand(engine_now(engine) >= *now);
	demand(t->turn_count <= ENGINE_MAX_TURNS);
	demand(t->turn_count < 2 || t->turns[t->turn_count - 1].who == WHO_AGENT ||
	       t->turns[t->turn_count - 2].who == WHO_AGENT);
	engine_why(engine, &count);
	*now = engine_now(engine);
}

static void step(struct engine *engine, struct sv line)
{
	struct err err = ERR_INIT;
	struct turn turn;
	struct engine_input input;
	bool was_over = engine_ended(engine);
	if (line.n && line.p[0] == '~') { /* time passes: one second for each byte */
		engine_tick(engine, engine_now(engine) + (int64_t)line.n * 1000);
		return;
	}
	if (!turn_parse_line(line, &turn, &err))
		return;
	engine_input_of(&turn, &input);
	input.at_ms = line.n % 3 ? -1 : engine_now(engine) + (int64_t)line.n * 500;
	demand(!engine_step(engine, &input, &err) || !was_over);
}

static void again(const struct engine *engine, const struct scorer *scorer, struct scorecard *card)
{
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT, one CLEANUP_STRBUF = STRBUF_INIT,
			   other CLEANUP_STRBUF = STRBUF_INIT;
	struct transcript transcript;
	struct err err = ERR_INIT;
	transcript_add_json(engine_transcript(engine), &json);
	transcript_init(&transcript);
	demand(transcript_parse_json(&transcript, strbuf_sv(&json), "fuzz", 1, &err));
	struct score_session *session = score_session_new(scorer, NULL);
	scorecard_add_json(card, CARD_FULL, &one);
	for (int i = 0; i < 2; i++) { /* with a fresh session and with one that was used */
		CLEANUP_TALLOC struct scorecard *scored =
			engine_score(NULL, engine_scenario(engine), scorer, session, &transcript, &err);
		demand(scored != NULL);
		strbuf_reset(&other);
		scorecard_add_json(scored, CARD_FULL, &other);
		demand(sv_eq(strbuf_sv(&one), strbuf_sv(&other)));
	}
	score_session_free(session);
	transcript_release(&transcript);

	struct engine *clone = engine_clone_by_replay(engine, ENGINE_MAX_TURNS, &err);
	demand(clone != NULL);
	strbuf_reset(&one);
	transcript_add_json(engine_transcript(clone), &one);
	demand(sv_eq(strbuf_sv(&one), strbuf_sv(&json)));
	engine_free(clone);
}

static void play(const struct scenario *scenario, struct sv inputs, uint64_t seed)
{
	struct engine_options options = {
		.seed = seed, .from_node = SV(""), .anger = -1, .confusion = -1, .agent_name = SV("Sam")};
	struct err err = ERR_INIT;
	struct scorer *scorer = engine_scorer(scenario, NULL, 0, MATCH_ENGINE_FAST);
	struct engine *engine = engine_new(scenario, scorer, &options, &err);
	int64_t now = 0;
	if (engine) {
		engine_begin(engine);
		for (int i = 0; i < 60 && inputs.n; i++) {
			const char *end = memchr(inputs.p, '\n', inputs.n);
			size_t length = end ? (size_t)(end - inputs.p) : inputs.n;
			step(engine, sv_make(inputs.p, length));
			check(engine, &now);
			inputs = end ? sv_make(end + 1, inputs.n - length - 1) : SV("");
		}
		CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, engine);
		again(engine, scorer, card);
	}
	engine_free(engine);
	scorer_free(scorer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct sv all = sv_make((const char *)data, size);
	const char *nul = size ? memchr(data, 0, size) : NULL;
	struct sv text = nul ? sv_make(all.p, (size_t)(nul - all.p)) : all;
	struct sv inputs = nul ? sv_make(nul + 1, size - text.n - 1) : all;
	struct rubric *rubric = rubric_parse("small.yaml", SV(rubric_text), NULL, &diags, &err);
	struct scenario *scenario = scenario_of(text, rubric);
	if (!scenario)
		scenario = scenario_of(SV(scenario_text), rubric);
	demand(scenario != NULL);
	play(scenario, inputs, size);
	scenario_free(scenario);
	rubric_free(rubric);
	diag_list_release(&diags);
	return 0;
}
