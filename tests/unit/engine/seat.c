#include "seat.h"

#include "base/file.h"
#include "base/mem.h"

#include <criterion/criterion.h>

static char *source_path(const char *path)
{
	const char *source = getenv("ROLECALL_SOURCE");
	return file_join(source ? source : ".", path);
}

static void diags_assert(struct diag_list *diags, const char *path)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	if (diag_count(diags, DIAG_ERROR) == 0)
		return;
	diag_list_finish(diags);
	diag_render_text(diags, false, &text);
	cr_assert_fail("%s:\n%s", path, text.buf);
}

static struct rubric *find_rubric(void *data, struct sv id, bool *exists)
{
	struct seat *seat = data;
	char name[128];
	*exists = true;
	for (int i = 0; i < seat->rubric_count; i++)
		if (sv_eq(seat->rubrics[i]->id, id))
			return seat->rubrics[i];
	snprintf(name, sizeof name, "%s/" SV_FMT ".yaml", seat->folder, SV_ARG(id));
	CLEANUP_FREE char *path = source_path(name);
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	struct rubric *rubric = rubric_load(path, NULL, &diags, &err);
	diags_assert(&diags, path);
	cr_assert_not_null(rubric, "%s: %s", path, err.message);
	diag_list_release(&diags);
	seat->rubrics[seat->rubric_count++] = rubric;
	return rubric;
}

void seat_load(struct seat *seat, const char *path)
{
	struct rubric_resolver resolver = {find_rubric, NULL, seat};
	struct diag_list diags = DIAG_LIST_INIT;
	struct err err = ERR_INIT;
	CLEANUP_FREE char *full = source_path(path);
	*seat = (struct seat){.folder = strstr(path, "tests/data") ? "tests/data/engine" : "rubrics"};
	strbuf_init(&seat->text, 0);
	seat->scenario = scenario_load(full, &resolver, &diags, &err);
	diags_assert(&diags, path);
	cr_assert_not_null(seat->scenario, "%s: %s", path, err.message);
	diag_list_release(&diags);
	seat->scorer = engine_scorer(seat->scenario, NULL, 0, MATCH_ENGINE_FAST);
}

struct engine_options seat_options(uint64_t seed)
{
	return (struct engine_options){
		.seed = seed, .from_node = SV(""), .anger = -1, .confusion = -1, .agent_name = SV("Sam")};
}

void seat_begin(struct seat *seat, const struct engine_options *options)
{
	struct engine_options plain = seat_options(1);
	struct err err = ERR_INIT;
	engine_free(seat->engine);
	seat->engine = engine_new(seat->scenario, seat->scorer, options ? options : &plain, &err);
	cr_assert_not_null(seat->engine, "%s", err.message);
	engine_begin(seat->engine);
}

void seat_open(struct seat *seat, const char *name, uint64_t seed)
{
	char path[128];
	snprintf(path, sizeof path, "tests/data/engine/%s.yaml", name);
	seat_load(seat, path);
	struct engine_options options = seat_options(seed);
	seat_begin(seat, &options);
}

static void clone_assert(const struct engine *engine)
{
	struct err err = ERR_INIT;
	struct engine *clone = engine_clone_by_replay(engine, ENGINE_MAX_TURNS, &err);
	struct strbuf mine CLEANUP_STRBUF = STRBUF_INIT, theirs CLEANUP_STRBUF = STRBUF_INIT;
	cr_assert_not_null(clone, "%s", err.message);
	transcript_add_json(engine_transcript(engine), &mine);
	transcript_add_json(engine_transcript(clone), &theirs);
	cr_assert_str_eq(mine.buf, theirs.buf);
	cr_assert_eq(engine_mood(clone).anger, engine_mood(engine).anger);
	cr_assert_eq(engine_node(clone), engine_node(engine));
	engine_free(clone);
}

void seat_close(struct seat *seat)
{
	struct strbuf played CLEANUP_STRBUF = STRBUF_INIT, again CLEANUP_STRBUF = STRBUF_INIT;
	if (seat->engine) {
		clone_assert(seat->engine);
		seat_card(seat, &played);
		seat_rescored(seat, &again);
		cr_assert_str_eq(played.buf, again.buf);
	}
	engine_free(seat->engine);
	score_session_free(seat->warm);
	scorer_free(seat->scorer);
	scenario_free(seat->scenario);
	for (int i = 0; i < seat->rubric_count; i++)
		rubric_free(seat->rubrics[i]);
	strbuf_release(&seat->text);
}

static void step(struct seat *seat, const struct engine_input *input)
{
	struct err err = ERR_INIT;
	cr_assert(engine_step(seat->engine, input, &err), "%s", err.message);
}

void seat_say_at(struct seat *seat, const char *reply, int64_t at_ms)
{
	step(seat, &(struct engine_input){.kind = INPUT_REPLY, .text = sv_from(reply), .at_ms = at_ms});
}

void seat_say(struct seat *seat, const char *reply)
{
	seat_say_at(seat, reply, -1);
}

void seat_do(struct seat *seat, const char *line)
{
	struct turn turn;
	struct err err = ERR_INIT;
	struct engine_input input;
	cr_assert(turn_parse_line(sv_from(line), &turn, &err), "%s: %s", line, err.message);
	engine_input_of(&turn, &input);
	input.at_ms = -1;
	step(seat, &input);
}

const char *seat_said(struct seat *seat)
{
	size_t count = 0;
	const struct event *events = engine_events(seat->engine, &count);
	strbuf_reset(&seat->text);
	for (size_t i = 0; i < count; i++) {
		if (events[i].kind != EVENT_SAYS)
			continue;
		if (seat->text.len)
			strbuf_addch(&seat->text, ' ');
		strbuf_addsv(&seat->text, events[i].text);
	}
	return seat->text.buf;
}

const char *seat_text_of(struct seat *seat, enum event_kind kind)
{
	size_t count = 0;
	const struct event *events = engine_events(seat->engine, &count);
	strbuf_reset(&seat->text);
	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == kind) {
			strbuf_addsv(&seat->text, events[i].text);
			break;
		}
	}
	return seat->text.buf;
}

int seat_events(const struct seat *seat, enum event_kind kind)
{
	size_t count = 0;
	const struct event *events = engine_events(seat->engine, &count);
	int found = 0;
	for (size_t i = 0; i < count; i++)
		found += events[i].kind == kind;
	return found;
}

const char *seat_node(const struct seat *seat)
{
	return seat->scenario->nodes[engine_node(seat->engine)].id.p;
}

const char *seat_ending(const struct seat *seat)
{
	int ending = engine_ending(seat->engine);
	return ending < 0 ? "" : seat->scenario->endings[ending].id.p;
}

void seat_mood(const struct seat *seat, int anger, int confusion)
{
	struct mood mood = engine_mood(seat->engine);
	cr_assert(mood.anger == anger && mood.confusion == confusion, "anger %d, confusion %d; expected %d, %d",
		  mood.anger, mood.confusion, anger, confusion);
}

void seat_card(struct seat *seat, struct strbuf *out)
{
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, seat->engine);
	scorecard_add_json(card, CARD_FULL, out);
}

void seat_score(struct seat *seat, const struct transcript *transcript, struct strbuf *out)
{
	struct err err = ERR_INIT;
	CLEANUP_TALLOC struct scorecard *card =
		engine_score(NULL, seat->scenario, seat->scorer, NULL, transcript, &err);
	cr_assert_not_null(card, "%s", err.message);
	size_t start = out->len;
	scorecard_add_json(card, CARD_FULL, out);
	if (!seat->warm)
		seat->warm = score_session_new(seat->scorer, NULL);
	for (int i = 0; i < 2; i++) {
		struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
		CLEANUP_TALLOC struct scorecard *again =
			engine_score(NULL, seat->scenario, seat->scorer, seat->warm, transcript, &err);
		cr_assert_not_null(again, "%s", err.message);
		scorecard_add_json(again, CARD_FULL, &json);
		cr_assert_str_eq(json.buf, out->buf + start, "a session that was used before scores otherwise");
	}
}

void seat_rescored(struct seat *seat, struct strbuf *out)
{
	struct strbuf json CLEANUP_STRBUF = STRBUF_INIT;
	struct transcript transcript;
	struct err err = ERR_INIT;
	transcript_add_json(engine_transcript(seat->engine), &json);
	transcript_init(&transcript);
	cr_assert(transcript_parse_json(&transcript, strbuf_sv(&json), "test", 1, &err), "%s", err.message);
	seat_score(seat, &transcript, out);
	transcript_release(&transcript);
}
