/* engine.c - the life of a session: made, begun, stepped, read. */
#include "engine/internal.h"

/* ---- a fitting scorer ---- */

static bool has_rubric(const struct rubric *const *list, size_t count, const struct rubric *rubric)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == rubric)
			return true;
	return false;
}

struct scorer *engine_scorer(const struct scenario *scenario, const struct rubric *const *card_rubrics, size_t count,
			     enum match_engine engine)
{
	size_t used = 0, cards = 0;
	const struct rubric **all CLEANUP_FREE = mem_calloc(count + (size_t)scenario->rubric_count, sizeof *all);
	for (size_t i = 0; i < count; i++)
		if (!has_rubric(all, used, card_rubrics[i]))
			all[used++] = card_rubrics[i];
	cards = used;
	for (int i = 0; i < scenario->rubric_count; i++)
		if (scenario->rubrics[i] && !has_rubric(all, used, scenario->rubrics[i]))
			all[used++] = scenario->rubrics[i];
	if (count == 0)
		cards = used;
	return scorer_new(all, used, cards, scenario->set, engine);
}

/* ---- made ---- */

static struct sv keep(struct engine *engine, struct sv text)
{
	return text.n ? sv_make(mem_pool_strndup(engine->pool, text.p, text.n), text.n) : SV("");
}

static void options_copy(struct engine *engine, const struct engine_options *options)
{
	engine->options = *options;
	engine->options.from_node = keep(engine, options->from_node);
	engine->options.agent_name = keep(engine, options->agent_name);
	engine->options.heading = keep(engine, options->heading);
	struct sv *knows = MEM_ARRAY(engine->pool, struct sv, options->knows_count);
	for (size_t i = 0; i < options->knows_count; i++)
		knows[i] = keep(engine, options->knows[i]);
	engine->options.knows = knows;
}

static struct sv first_of(struct sv a, struct sv b)
{
	return a.n ? a : b;
}

/* Who is who: what the record says, else the scenario, else the options. */
static void names_set(struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	const struct transcript *record = engine->options.recorded;
	engine->name = scenario->customer_name;
	engine->agent = first_of(scenario->agent, engine->options.agent_name);
	engine->company = scenario->company;
	engine->channel = scenario->channel;
	if (!record)
		return;
	engine->name = first_of(record->customer_name, engine->name);
	engine->agent = first_of(record->agent_name, engine->agent);
	engine->company = first_of(record->company, engine->company);
	if (channel_from(record->channel) != CHANNEL_UNKNOWN)
		engine->channel = channel_from(record->channel);
}

static void state_alloc(struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	engine->facts = MEM_ARRAY(engine->pool, unsigned char, (size_t)scenario->fact_count);
	engine->goals = MEM_ARRAY(engine->pool, unsigned char, (size_t)scenario->goal_count);
	engine->flags = MEM_ARRAY(engine->pool, unsigned char, (size_t)scenario->flag_count);
	engine->visited = MEM_ARRAY(engine->pool, unsigned char, (size_t)scenario->node_count);
	engine->scenes = MEM_ARRAY(engine->pool, unsigned char, (size_t)scenario->follow_up_count);
	engine->fired = MEM_ARRAY(engine->pool, int, (size_t)scenario->reaction_count);
	for (int i = 0; i < scenario->fact_count; i++)
		engine->facts[i] = scenario->facts[i].known;
}

static void session_make(struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	const struct transcript *record = engine->options.recorded;
	struct sv *ids = MEM_ARRAY(engine->pool, struct sv, (size_t)scenario->fact_count);
	struct sv *values = MEM_ARRAY(engine->pool, struct sv, (size_t)scenario->fact_count);
	size_t count = 0;
	for (int i = 0; i < scenario->fact_count; i++) {
		if (scenario->facts[i].value.n == 0)
			continue;
		ids[count] = scenario->facts[i].id;
		values[count++] = scenario->facts[i].value;
	}
	struct score_context context = {.channel = engine->channel,
					.binding = {.name = engine->name,
						    .agent = engine->agent,
						    .company = engine->company,
						    .fact_ids = ids,
						    .fact_values = values,
						    .fact_count = count},
					.scenario = scenario,
					.first_reply_ms = scenario->first_reply_ms,
					.reply_ms = scenario->reply_ms,
					.earlier = earlier_read(engine->pool, record ? strbuf_sv(&record->extra)
										     : engine->options.heading)};
	engine->session = engine->options.session;
	if (engine->session)
		score_session_reset(engine->session, &context);
	else
		engine->session = score_session_new(engine->scorer, &context);
}

static void transcript_head(struct engine *engine)
{
	struct transcript *own = &engine->own;
	own->scenario = transcript_keep(own, engine->scenario->id);
	own->channel = engine->channel == CHANNEL_UNKNOWN ? SV("") : sv_from(channel_names[engine->channel]);
	own->customer_name = transcript_keep(own, engine->name);
	own->agent_name = transcript_keep(own, engine->agent);
	own->company = transcript_keep(own, engine->company);
	own->seed = engine->options.seed;
	own->has_seed = true;
	strbuf_addsv(&own->extra, engine->options.heading);
}

static bool start_check(const struct scenario *scenario, const struct engine_options *options, int *node,
			struct err *err)
{
	*node = options->from_node.n ? scenario_node(scenario, options->from_node) : scenario->start;
	if (*node < 0 && options->from_node.n)
		return err_set(err, ERR_USAGE, "The scenario “" SV_FMT "” has no node “" SV_FMT "”.",
			       SV_ARG(scenario->id), SV_ARG(options->from_node));
	if (*node < 0)
		return err_set(err, ERR_INPUT, "The scenario “" SV_FMT "” has no node to start from.",
			       SV_ARG(scenario->id));
	for (size_t i = 0; i < options->knows_count; i++)
		if (scenario_fact(scenario, options->knows[i]) < 0)
			return err_set(err, ERR_USAGE, "The scenario “" SV_FMT "” has no fact “" SV_FMT "”.",
				       SV_ARG(scenario->id), SV_ARG(options->knows[i]));
	if (options->anger > 100 || options->confusion > 100)
		return err_set(err, ERR_USAGE, "A mood goes from 0 to 100.");
	return true;
}

static int bounded_mood(int given, int other)
{
	int mood = given >= 0 ? given : other;
	return mood < 0 ? 0 : mood > 100 ? 100 : mood;
}

struct engine *engine_new(const struct scenario *scenario, const struct scorer *scorer,
			  const struct engine_options *options, struct err *err)
{
	int node = -1;
	if (!start_check(scenario, options, &node, err))
		return NULL;
	struct engine *engine = mem_calloc(1, sizeof *engine);
	engine->pool = MEM_NEW(NULL, char);
	engine->call_pool = MEM_NEW(engine->pool, char);
	engine->why_pool = MEM_NEW(engine->pool, char);
	engine->scenario = scenario;
	engine->scorer = scorer;
	engine->ending = -1;
	strbuf_init(&engine->speech, ENGINE_MAX_SPEECH);
	transcript_init(&engine->own);
	options_copy(engine, options);
	names_set(engine);
	state_alloc(engine);
	session_make(engine);
	transcript_head(engine);
	engine->transcript = options->recorded ? options->recorded : &engine->own;
	rng_seed(&engine->rng, options->seed);
	engine->mood.anger = bounded_mood(options->anger, scenario->mood.anger);
	engine->mood.confusion = bounded_mood(options->confusion, scenario->mood.confusion);
	for (size_t i = 0; i < options->knows_count; i++)
		engine->facts[scenario_fact(scenario, options->knows[i])] = 1;
	engine->frames = MEM_ARRAY(engine->pool, struct frame, 1);
	engine->frames[0].node = node; /* entered by engine_begin */
	return engine;
}

void engine_free(struct engine *engine)
{
	if (!engine)
		return;
	if (engine->session != engine->options.session)
		score_session_free(engine->session);
	transcript_release(&engine->own);
	strbuf_release(&engine->speech);
	free(engine->events);
	free(engine->tried);
	talloc_free(engine->pool);
	free(engine);
}

/* ---- begun and stepped ---- */

void engine_begin(struct engine *engine)
{
	if (engine->begun)
		return;
	events_clear(engine);
	engine->begun = true;
	flow_enter(engine, engine->frames[0].node);
	speech_flush(engine);
	mood_note(engine, 1);
	for (int i = 0; i < engine->transcript->turn_count; i++) {
		if (engine->transcript->turns[i].who == WHO_CUSTOMER) {
			engine->moods[0].turn = i + 1;
			break;
		}
	}
}

static void left_already(struct engine *engine)
{
	event_add(engine, EVENT_REFUSED)->text = SV("The customer had gone before this could be said.");
}

bool engine_step(struct engine *engine, const struct engine_input *input, struct err *err)
{
	if (!input_check(engine, input, err))
		return false;
	events_clear(engine);
	bool waits = input->kind == INPUT_WAIT || (input->kind == INPUT_ACTION && sv_is(input->text, "wait"));
	/* A silence that falls due at the very moment of a wait belongs to the wait. */
	clock_pass(engine, input->at_ms >= 0 ? input->at_ms : engine->now, !waits);
	if (engine->ended)
		left_already(engine);
	else if (input->kind == INPUT_REPLY)
		input_reply(engine, input);
	else if (waits)
		clock_wait(engine, input->for_ms);
	else
		input_action(engine, input);
	speech_flush(engine);
	engine->mark = engine->now;
	flow_close(engine);
	return true;
}

void flow_close(struct engine *engine)
{
	if (!engine->ended || engine->closed)
		return;
	engine->closed = true;
	engine->csat = csat_of(engine);
	score_close(engine->session);
	events_of_score(engine);
	struct event *event = event_add(engine, EVENT_ENDED);
	event->index = engine->ending;
	event->outcome = engine->outcome;
	event->csat = engine->csat;
	event->turn = engine->transcript->turn_count;
}

/* ---- read ---- */

bool engine_ended(const struct engine *engine)
{
	return engine->ended;
}

int engine_ending(const struct engine *engine)
{
	return engine->ending;
}

enum outcome engine_outcome(const struct engine *engine)
{
	return engine->outcome;
}

int engine_csat(const struct engine *engine)
{
	return engine->csat;
}

int engine_node(const struct engine *engine)
{
	return engine->frames[engine->frame_count - 1].node;
}

struct mood engine_mood(const struct engine *engine)
{
	return engine->mood;
}

int64_t engine_now(const struct engine *engine)
{
	return engine->now;
}

bool engine_knows(const struct engine *engine, int fact)
{
	return fact >= 0 && fact < engine->scenario->fact_count && engine->facts[fact];
}

bool engine_goal_done(const struct engine *engine, int goal)
{
	return goal >= 0 && goal < engine->scenario->goal_count && engine->goals[goal];
}

bool engine_flag(const struct engine *engine, int flag)
{
	return flag >= 0 && flag < engine->scenario->flag_count && engine->flags[flag];
}

int engine_total_replies(const struct engine *engine)
{
	return engine->total_replies;
}

int engine_node_replies(const struct engine *engine)
{
	return engine->frame_count ? engine->frames[engine->frame_count - 1].replies : 0;
}

const int *engine_path(const struct engine *engine, int *count)
{
	*count = engine->path_count;
	return engine->path;
}

const struct scenario *engine_scenario(const struct engine *engine)
{
	return engine->scenario;
}

const struct scorer *engine_rules(const struct engine *engine)
{
	return engine->scorer;
}

const struct score_session *engine_session(const struct engine *engine)
{
	return engine->session;
}

const struct transcript *engine_transcript(const struct engine *engine)
{
	return engine->transcript;
}

const struct sv *engine_notes(const struct engine *engine, int *count)
{
	*count = engine->note_count;
	return engine->notes;
}
