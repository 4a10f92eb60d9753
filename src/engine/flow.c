/* flow.c - turn order, steps 3 to 6: facts, goals, transitions, nodes and endings.
 *
 * One input takes at most one transition: a node's lines are said on entering it, and its own `next` waits for the
 * following input. */
#include "engine/internal.h"

const struct node *node_here(const struct engine *engine)
{
	return &engine->scenario->nodes[engine->frames[engine->frame_count - 1].node];
}

/* ---- facts and goals ---- */

/* A fact that was told before is told again only to a question: "I'll send size 13" must not make the customer say once
 * more which size it is. */
bool facts_tell(struct engine *engine)
{
	bool told = false, asks = score_asks(engine->session);
	for (int i = 0; i < engine->scenario->fact_count; i++) {
		const struct fact *fact = &engine->scenario->facts[i];
		size_t count = 0;
		if (fact->asked_group >= 0)
			score_said(engine->session, fact->asked_group, &count);
		if (count == 0 || (engine->facts[i] && !asks))
			continue;
		told = told || !engine->facts[i];
		engine->facts[i] = 1;
		event_add(engine, EVENT_FACT)->index = i;
		if (speak(engine, &fact->says, i) || speak_text(engine, fact->value, i))
			told = true;
	}
	return told;
}

/* Goals may build on each other, whatever their order in the file. */
void goals_reach(struct engine *engine, enum judge_kind kind)
{
	const struct scenario *scenario = engine->scenario;
	struct judge judge;
	judge_init(&judge, engine, kind);
	bool again = true;
	for (int pass = 0; again && pass <= scenario->goal_count; pass++) {
		again = false;
		for (int i = 0; i < scenario->goal_count; i++) {
			const struct goal *goal = &scenario->goals[i];
			if (engine->goals[i] || !goal->done || !judge_holds(&judge, goal->done))
				continue;
			engine->goals[i] = 1;
			again = true;
			struct event *event = event_add(engine, EVENT_GOAL);
			event->index = i;
			event->text = goal->text;
		}
	}
}

/* ---- arriving ---- */

static void path_add(struct engine *engine, int place)
{
	engine->path = MEM_GROW(engine->pool, engine->path, int, (size_t)engine->path_count + 1);
	engine->path[engine->path_count++] = place;
}

/* On the node of the last frame. */
static void arrive(struct engine *engine)
{
	const struct node *node = node_here(engine);
	int index = engine->frames[engine->frame_count - 1].node;
	path_add(engine, index);
	engine->visited[index] = 1;
	event_add(engine, EVENT_NODE)->index = index;
	flag_set(engine, node->set_flag);
	silence_restart(engine);
	speak(engine, &node->says, -1);
}

void flow_enter(struct engine *engine, int node)
{
	engine->frames = MEM_GROW(engine->pool, engine->frames, struct frame, (size_t)engine->frame_count + 1);
	engine->frames[engine->frame_count++] = (struct frame){node, 0};
	arrive(engine);
}

/* Replies in the earlier node go on counting where they were, so that its limits still end a loop. */
static void go_back(struct engine *engine)
{
	engine->frame_count--;
	arrive(engine);
}

/* ---- endings and later scenes ---- */

static struct sv scene_text(struct engine *engine, int64_t after_ms)
{
	static const struct {
		int64_t ms;
		const char *word;
	} units[] = {{86400000, "day"}, {3600000, "hour"}, {60000, "minute"}, {1000, "second"}};
	size_t unit = 0;
	while (unit < 3 && (after_ms < units[unit].ms || after_ms % units[unit].ms))
		unit++;
	long long n = (long long)(after_ms / units[unit].ms);
	return n > 0 ? call_printf(engine, "%lld %s%s later", n, units[unit].word, n == 1 ? "" : "s") : SV("later");
}

/* The later scene that an ending leads to, or -1. Each scene is played once. */
static int scene_after(struct engine *engine, int ending)
{
	const struct scenario *scenario = engine->scenario;
	struct judge judge;
	judge_init(&judge, engine, JUDGE_QUIET);
	for (int i = 0; i < scenario->follow_up_count; i++) {
		const struct follow_up *scene = &scenario->follow_ups[i];
		bool ours = scene->ending == ending || (scene->ending < 0 && scenario->endings[ending].follow_up < 0);
		if (ours && scene->node >= 0 && !engine->scenes[i] && judge_holds(&judge, scene->when))
			return i;
	}
	return -1;
}

/* The mood, facts, goals and flags stay; there is no way back to before; `elapsed` starts anew. */
static void scene_begin(struct engine *engine, int index)
{
	const struct follow_up *scene = &engine->scenario->follow_ups[index];
	engine->scenes[index] = 1;
	engine->now = time_clamp(engine->now + time_clamp(scene->after_ms));
	engine->scene_start = engine->now;
	engine->frame_count = 0;
	struct sv text = scene_text(engine, scene->after_ms);
	struct event *event = event_add(engine, EVENT_SCENE);
	event->index = index;
	event->text = text;
	flow_enter(engine, scene->node);
}

static void flow_end(struct engine *engine, int ending)
{
	path_add(engine, -1 - ending);
	speak(engine, &engine->scenario->endings[ending].says, -1);
	int scene = scene_after(engine, ending);
	if (scene >= 0) {
		scene_begin(engine, scene);
		return;
	}
	engine->ended = true;
	engine->ending = ending;
	engine->outcome = engine->scenario->endings[ending].outcome;
	engine->silence = NULL;
}

void flow_hang_up(struct engine *engine)
{
	engine->ended = true;
	engine->outcome = OUTCOME_AGENT_HUNG_UP;
	engine->silence = NULL;
}

/* ---- transitions ---- */

static bool is_used_up(const struct engine *engine, const struct transition *transition)
{
	if (transition->once)
		for (int i = 0; i < engine->once_count; i++)
			if (engine->once[i] == transition)
				return true;
	return false;
}

/* `back` from the first node, or a name that was reported as unknown, leads nowhere. */
static bool leads_somewhere(const struct engine *engine, const struct transition *transition)
{
	if (transition->kind == GOTO_BACK)
		return engine->frame_count > 1;
	return transition->kind != GOTO_BROKEN && transition->target >= 0;
}

void flow_take(struct engine *engine, const struct transition *transition, struct sv place)
{
	if (!leads_somewhere(engine, transition))
		return;
	if (transition->once) {
		engine->once =
			MEM_GROW(engine->pool, engine->once, const struct transition *, (size_t)engine->once_count + 1);
		engine->once[engine->once_count++] = transition;
	}
	flag_set(engine, transition->set_flag);
	struct event *event = event_add(engine, EVENT_TRANSITION);
	event->text = place;
	event->index = transition->target;
	if (transition->kind == GOTO_BACK)
		go_back(engine);
	else if (transition->kind == GOTO_NODE)
		flow_enter(engine, transition->target);
	else
		flow_end(engine, transition->target);
}

/* One list in order; `node` -1 for anytime. True when one was taken. */
static bool try_list(struct engine *engine, struct judge *judge, const struct transition *list, int count, int node,
		     const unsigned char *was_true)
{
	for (int i = 0; i < count; i++) {
		struct tried tried = {.cond = list[i].when, .node = node, .index = i};
		tried.used_up = is_used_up(engine, &list[i]) || !leads_somewhere(engine, &list[i]);
		tried.failed = judge_culprit(judge, list[i].when);
		tried.taken = !tried.failed && !tried.used_up && !(was_true && was_true[i]);
		if (judge->kind == JUDGE_REPLY)
			why_add(engine, &tried);
		if (!tried.taken)
			continue;
		struct sv place = node < 0 ? call_printf(engine, "anytime %d", i + 1)
					   : call_printf(engine, "next %d of " SV_FMT, i + 1,
							 SV_ARG(engine->scenario->nodes[node].id));
		flow_take(engine, &list[i], place);
		return true;
	}
	return false;
}

bool flow_move(struct engine *engine, enum judge_kind kind, const unsigned char *was_true)
{
	const struct scenario *scenario = engine->scenario;
	const struct node *node = node_here(engine);
	int index = engine->frames[engine->frame_count - 1].node;
	struct judge judge;
	judge_init(&judge, engine, kind);
	if (kind == JUDGE_REPLY)
		why_clear(engine);
	return try_list(engine, &judge, node->next, node->next_count, index, was_true) ||
	       try_list(engine, &judge, scenario->anytime, scenario->anytime_count, -1,
			was_true ? was_true + node->next_count : NULL);
}

unsigned char *flow_already(struct engine *engine)
{
	const struct scenario *scenario = engine->scenario;
	const struct node *node = node_here(engine);
	unsigned char *held =
		MEM_ARRAY(engine->call_pool, unsigned char, (size_t)node->next_count + (size_t)scenario->anytime_count);
	struct judge judge;
	judge_init(&judge, engine, JUDGE_QUIET);
	for (int i = 0; i < node->next_count; i++)
		held[i] = judge_holds(&judge, node->next[i].when);
	for (int i = 0; i < scenario->anytime_count; i++)
		held[node->next_count + i] = judge_holds(&judge, scenario->anytime[i].when);
	return held;
}
