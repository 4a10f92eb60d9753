#include "stage.h"
#include "base/err.h"

static bool load_stage(struct stages *stages, const char *path, struct err *err)
{
	struct diag_list diags = DIAG_LIST_INIT;
	struct rubric_resolver resolver = library_resolver(stages->library);
	struct stage *stage = &stages->list[stages->count];

	*stage = (struct stage){.scenario = scenario_load(path, &resolver, &diags, err)};
	diag_list_release(&diags);
	if (!stage->scenario)
		return false;
	if (!stage->scenario->playthrough_count) {
		scenario_free(stage->scenario);
		return true;
	}
	for (int i = 0; i < stage->scenario->rubric_count && i < STAGE_RUBRICS_MAX; i++) {
		const struct library_rubric *found =
			library_rubric(stages->library, stage->scenario->rubric_ids[i], err);

		if (!found || !found->rubric) {
			scenario_free(stage->scenario);
			return false;
		}
		stage->rubrics[stage->rubric_count++] = found->rubric;
	}
	stage->scorer = engine_scorer(stage->scenario, stage->rubrics, stage->rubric_count, MATCH_ENGINE_FAST);
	stages->count++;
	return true;
}

bool stages_load(struct stages *stages, const char *root, struct err *err)
{
	size_t count = 0;
	const struct library_scenario *scenarios;

	stages->library = library_new(&root, 1);
	scenarios = library_scenarios(stages->library, &count, NULL);
	for (size_t i = 0; i < count && stages->count < STAGES_MAX; i++) {
		if (!load_stage(stages, scenarios[i].path, err))
			return false;
	}
	return stages->count > 0 || err_set(err, ERR_USAGE, "There is no scenario below %s.", root);
}

void stages_release(struct stages *stages)
{
	for (size_t i = 0; i < stages->count; i++) {
		scorer_free(stages->list[i].scorer);
		scenario_free(stages->list[i].scenario);
	}
	library_free(stages->library);
}

struct attempt_start stage_start(const struct stage *stage, int64_t trainee, uint64_t seed, int64_t now_ms)
{
	return (struct attempt_start){
		.trainee = trainee,
		.scenario = stage->scenario->id,
		.scenario_hash = sv_from(stage->scenario->hash),
		.rubrics = stage->rubrics,
		.rubric_count = stage->rubric_count,
		.channel = sv_from(channel_names[stage->scenario->channel]),
		.family = stage->scenario->family,
		.mode = MODE_EXAM,
		.seed = seed,
		.now_ms = now_ms,
	};
}

bool stage_input(struct sv line, int64_t at_ms, struct turn *typed, struct engine_input *out, struct err *err)
{
	*out = (struct engine_input){.kind = INPUT_REPLY, .text = line, .at_ms = at_ms};
	if (!sv_starts(line, "/"))
		return true;
	if (!turn_parse_line(line, typed, err))
		return false;
	out->kind = sv_is(typed->action, "wait") ? INPUT_WAIT : INPUT_ACTION;
	out->text = typed->action;
	out->argument = typed->argument;
	out->for_ms = typed->for_ms;
	return true;
}
