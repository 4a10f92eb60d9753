/* play_ladder.c - where the hints of an attempt stood when it was left. */
#include "base/mem.h"
#include "cli/play.h"
#include "json/json.h"

bool play_keep_ladder(const struct play *play, const struct engine *engine, const struct scorecard *card,
		      const struct repl_ladder *ladder, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct json_writer w;

	json_writer_init(&w, &out);
	json_open_object(&w);
	if (ladder->node >= 0)
		json_key_sv(&w, "node", engine_scenario(engine)->nodes[ladder->node].id);
	if (ladder->criterion >= 0 && ladder->criterion < card->criterion_count) {
		json_key_sv(&w, "rubric", card->criteria[ladder->criterion].rubric->id);
		json_key_sv(&w, "criterion", card->criteria[ladder->criterion].criterion->id);
	}
	json_key_int(&w, "step", ladder->step);
	json_close_object(&w);
	return store_attempt_ladder(play->store, play->attempt, strbuf_sv(&out), err);
}

static int criterion_named(const struct play *play, struct sv rubric, struct sv criterion)
{
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, play->engine);

	for (int i = 0; i < card->criterion_count; i++)
		if (sv_eq(card->criteria[i].rubric->id, rubric) && sv_eq(card->criteria[i].criterion->id, criterion))
			return i;
	return -1;
}

void play_read_ladder(struct play *play, const struct transcript *resumed)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct err ignored = ERR_INIT;

	strbuf_addch(&text, '{');
	strbuf_addsv(&text, strbuf_sv(&resumed->extra));
	strbuf_addch(&text, '}');
	struct json_value *root = json_parse(strbuf_sv(&text), &ignored);
	const struct json_value *ladder = json_get(root, "ladder");
	double step = json_number(json_get(ladder, "step"), 0);

	play->ladder = (struct repl_ladder){
		.node = scenario_node(play->scenario, json_text(json_get(ladder, "node"))),
		.criterion = criterion_named(play, json_text(json_get(ladder, "rubric")),
					     json_text(json_get(ladder, "criterion"))),
		.step = step >= 0 && step < 1000 ? (int)step : 0,
	};
	json_free(root);
}
