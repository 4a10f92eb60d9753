/* inputs.c - what the agent does: checked, recorded as a turn, and put through the turn order. */
#include "base/clock.h"
#include "base/utf8.h"
#include "engine/internal.h"

#define HOLD_DEFAULT_MS 60000
#define MINUTE_MS 60000

static bool text_check(const char *what, struct sv text, struct err *err)
{
	if (text.n > ENGINE_MAX_REPLY)
		return err_set(err, ERR_USAGE, "The %s is %zu bytes long; at most %d are possible.", what, text.n,
			       ENGINE_MAX_REPLY);
	size_t valid = utf8_valid_prefix(text);
	if (valid < text.n)
		return err_set(err, ERR_USAGE, "The %s is not valid UTF-8: byte %zu is wrong.", what, valid + 1);
	return true;
}

bool input_check(const struct engine *engine, const struct engine_input *input, struct err *err)
{
	if (!engine->begun)
		return err_set(err, ERR_USAGE, "The conversation has not begun yet.");
	if (engine->ended)
		return err_set(err, ERR_USAGE, "The conversation is over.");
	if (engine->options.recorded) {
		if (engine->cursor >= engine->transcript->turn_count)
			return err_set(err, ERR_USAGE, "The recorded conversation has no further turn of the agent.");
		return true; /* the record is what happened */
	}
	/* Room for a wait, the customer, this input and the answer. */
	if (engine->own.turn_count > ENGINE_MAX_TURNS - 4)
		return err_set(err, ERR_LIMIT, "The conversation has reached %d turns, the most that is possible.",
			       ENGINE_MAX_TURNS);
	return text_check(input->kind == INPUT_REPLY ? "reply" : "command", input->text, err) &&
	       text_check("command's argument", input->argument, err);
}

struct turn input_record(struct engine *engine, const struct turn *turn)
{
	if (engine->options.recorded) {
		engine->turn = ++engine->cursor;
		return engine->transcript->turns[engine->cursor - 1];
	}
	int index = transcript_add(&engine->own, turn);
	engine->turn = index + 1;
	return engine->own.turns[index];
}

/* ---- a reply: the turn order of languages.md section 4 ---- */

void input_reply(struct engine *engine, const struct engine_input *input)
{
	struct cond_env before;
	engine_env(engine, &before);
	struct turn turn = input_record(engine, &(struct turn){.who = WHO_AGENT,
							       .text = input->text,
							       .action = SV(""),
							       .argument = SV(""),
							       .at_ms = engine->now});
	score_reply(engine->session, engine->turn, turn.text, turn.at_ms, &before);
	policy_note(engine);
	engine->total_replies++;
	engine->frames[engine->frame_count - 1].replies++;
	engine->held_ms = 0;
	engine->over_limit = false;
	events_of_score(engine);
	react(engine, JUDGE_REACT, SV(""));
	mood_note(engine, engine->turn);
	bool told = facts_tell(engine);
	goals_reach(engine, JUDGE_REPLY);
	if (flow_move(engine, JUDGE_REPLY, NULL))
		return;
	if (!told)
		speak(engine, &node_here(engine)->otherwise, -1);
	silence_restart(engine);
}

/* ---- an action ---- */

static void list_names(struct strbuf *out, struct sv name, int index, int count, const char *last)
{
	if (index > 0)
		strbuf_addstr(out, index + 1 == count ? last : ", ");
	strbuf_addsv(out, name);
}

static bool refuse(struct engine *engine, const struct strbuf *text)
{
	struct sv copy = call_text(engine, text);
	event_add(engine, EVENT_REFUSED)->text = copy;
	return true;
}

static bool refuse_unlisted(struct engine *engine, struct sv name)
{
	const struct scenario *scenario = engine->scenario;
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	strbuf_addf(&text, "“" SV_FMT "” is not possible here; ", SV_ARG(name));
	if (scenario->action_count == 0)
		strbuf_addstr(&text, "there is nothing to do but talk.");
	else
		strbuf_addstr(&text, "possible: ");
	for (int i = 0; i < scenario->action_count; i++)
		list_names(&text, scenario->actions[i].name, i, scenario->action_count, " and ");
	if (scenario->action_count)
		strbuf_addch(&text, '.');
	return refuse(engine, &text);
}

static bool refuse_target(struct engine *engine, const struct action *action, struct sv to)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	if (to.n)
		strbuf_addf(&text, SV_FMT " to “" SV_FMT "” is not possible; ", SV_ARG(action->name), SV_ARG(to));
	else
		strbuf_addf(&text, SV_FMT " to whom? ", SV_ARG(action->name));
	strbuf_addstr(&text, "possible: ");
	for (int i = 0; i < action->to_count; i++)
		list_names(&text, action->to[i], i, action->to_count, " or ");
	strbuf_addch(&text, '.');
	return refuse(engine, &text);
}

bool input_refused(struct engine *engine, const struct engine_input *input, int action)
{
	if (action < 0)
		return refuse_unlisted(engine, input->text);
	const struct action *listed = &engine->scenario->actions[action];
	if (listed->to_count == 0)
		return false;
	for (int i = 0; i < listed->to_count; i++)
		if (sv_eq(listed->to[i], input->argument))
			return false;
	return refuse_target(engine, listed, input->argument);
}

static struct mood mood_times(struct mood delta, int64_t times)
{
	int n = times > 1000 ? 1000 : (int)times;
	struct mood once = {delta.anger < -100  ? -100
			    : delta.anger > 100 ? 100
						: delta.anger,
			    delta.confusion < -100  ? -100
			    : delta.confusion > 100 ? 100
						    : delta.confusion};
	return (struct mood){once.anger * n, once.confusion * n};
}

/* Holds without a word in between are one hold to the customer: whole minutes count over all of them, and the limit is
 * passed once. */
static void hold(struct engine *engine, const struct action *action, int64_t length)
{
	int64_t before = engine->held_ms;
	engine->held_ms = time_clamp(before + length);
	engine->now = time_clamp(engine->now + length);
	int64_t minutes = engine->held_ms / MINUTE_MS - before / MINUTE_MS;
	mood_shift(engine, mood_times(action->each_minute, minutes), SV("on hold"));
	if (action->limit_ms > 0 && engine->held_ms > action->limit_ms && !engine->over_limit) {
		engine->over_limit = true;
		mood_shift(engine, action->over_limit, SV("on hold for too long"));
	}
}

static void action_event(struct engine *engine, const struct turn *turn, int index)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	strbuf_addsv(&text, turn->action);
	if (turn->for_ms > 0) {
		strbuf_addch(&text, ' ');
		clock_add_duration(&text, turn->for_ms);
	}
	if (turn->argument.n) {
		strbuf_addch(&text, ' ');
		strbuf_addsv(&text, turn->argument);
	}
	struct sv copy = call_text(engine, &text);
	struct event *event = event_add(engine, EVENT_ACTION);
	event->text = copy;
	event->index = index;
}

static void action_remember(struct engine *engine, const struct turn *turn, const struct action *action)
{
	engine->actions = MEM_GROW(engine->pool, engine->actions, struct sv, (size_t)engine->action_count + 1);
	engine->actions[engine->action_count++] = turn->action;
	if (!action || action->kind != ACTION_NOTE)
		return;
	engine->notes = MEM_GROW(engine->pool, engine->notes, struct sv, (size_t)engine->note_count + 1);
	engine->notes[engine->note_count++] = turn->argument;
}

static void action_effects(struct engine *engine, const struct action *action, const struct turn *turn,
			   const unsigned char *was_true)
{
	react(engine, JUDGE_REACT_DO, turn->action);
	if (action->kind == ACTION_HOLD)
		hold(engine, action, time_clamp(turn->for_ms));
	flag_set(engine, action->set_flag);
	goals_reach(engine, JUDGE_QUIET);
	int path_before = engine->path_count;
	if (action->go)
		flow_take(engine, action->go, call_printf(engine, "action " SV_FMT, SV_ARG(action->name)));
	if (!engine->ended && engine->path_count == path_before) {
		if (action->kind == ACTION_HANG_UP)
			flow_hang_up(engine);
		else if (!flow_move(engine, JUDGE_QUIET, was_true) && action->kind != ACTION_NOTE)
			silence_restart(engine);
	}
}

/* Also the way of a recorded action that the scenario doesn't list: it happened, and has no effect in the story. */
void input_action(struct engine *engine, const struct engine_input *input)
{
	int index = scenario_action(engine->scenario, input->text);
	if (!engine->options.recorded && input_refused(engine, input, index))
		return;
	const struct action *action = index < 0 ? NULL : &engine->scenario->actions[index];
	int64_t length = input->for_ms > 0 ? time_clamp(input->for_ms) : 0;
	if (action && action->kind == ACTION_HOLD && length == 0)
		length = HOLD_DEFAULT_MS;
	const unsigned char *was_true = flow_already(engine);
	struct turn turn = input_record(engine, &(struct turn){.who = WHO_AGENT,
							       .text = SV(""),
							       .action = input->text,
							       .argument = input->argument,
							       .for_ms = length,
							       .at_ms = engine->now});
	turn.for_ms = length;
	score_action(engine->session, engine->turn, turn.action, turn.for_ms, turn.at_ms);
	events_of_score(engine);
	action_remember(engine, &turn, action);
	action_event(engine, &turn, index);
	if (action)
		action_effects(engine, action, &turn, was_true);
}
