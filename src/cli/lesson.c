/* lesson.c - playing without keeping. */
#include "cli/lesson.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/scoring.h"

#include <string.h>

bool lesson_open(struct lesson *lesson, struct context *context, struct sv scenario, uint64_t seed, struct err *err)
{
	struct engine_options options = {.seed = seed, .anger = -1, .confusion = -1};

	memset(lesson, 0, sizeof *lesson);
	lesson->scenario = scoring_load_scenario(context, scenario, err);
	if (!lesson->scenario)
		return false;
	lesson->rubrics = mem_calloc((size_t)lesson->scenario->rubric_count + 1, sizeof(struct rubric *));
	for (int i = 0; i < lesson->scenario->rubric_count; i++) {
		lesson->rubrics[i] = scoring_load_rubric(context, lesson->scenario->rubric_ids[i], err);
		if (!lesson->rubrics[i])
			return false;
	}
	lesson->scorer = engine_scorer(lesson->scenario, lesson->rubrics, (size_t)lesson->scenario->rubric_count,
				       MATCH_ENGINE_FAST);
	lesson->engine = engine_new(lesson->scenario, lesson->scorer, &options, err);
	return lesson->engine != NULL;
}

void lesson_close(struct lesson *lesson)
{
	engine_free(lesson->engine);
	scorer_free(lesson->scorer);
	scenario_free(lesson->scenario);
	free(lesson->rubrics);
}

static const struct playthrough *good_one(const struct scenario *scenario)
{
	for (int i = 0; i < scenario->playthrough_count; i++) {
		if (scenario->playthroughs[i].outcome == OUTCOME_RESOLVED)
			return &scenario->playthroughs[i];
	}
	return NULL;
}

static bool play_reply(struct engine *engine, struct sv reply, const struct draw_style *style, struct strbuf *out,
		       struct err *err)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	struct engine_input input;
	struct turn turn;

	strbuf_addstr(&line, "Agent: ");
	utf8_add_visible(&line, reply, true);
	strbuf_addch(out, '\n');
	draw_hanging(style, out, style->plain ? 0 : 2, strbuf_sv(&line));
	if (!turn_parse_line(reply, &turn, err))
		return false;
	engine_input_of(&turn, &input);
	input.at_ms = -1;
	if (!engine_step(engine, &input, err))
		return false;
	if (input.kind == INPUT_REPLY)
		draw_coach(engine, style, out);
	draw_events(engine, style, out);
	return true;
}

bool lesson_add_example(struct context *context, struct sv scenario, const struct draw_style *style, struct strbuf *out,
			struct err *err)
{
	struct lesson lesson;
	const struct playthrough *shown = NULL;
	bool good = lesson_open(&lesson, context, scenario, 1, err);

	if (good)
		shown = good_one(lesson.scenario);
	if (shown) {
		draw_brief(lesson.engine, style, out);
		engine_begin(lesson.engine);
		draw_events(lesson.engine, style, out);
	}
	for (int i = 0; shown && good && i < shown->reply_count && !engine_ended(lesson.engine); i++)
		good = play_reply(lesson.engine, shown->replies[i].text, style, out, err);
	lesson_close(&lesson);
	return good && shown;
}
