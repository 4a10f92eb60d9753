/* act.c - what each command of a conversation does. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "repl/inside.h"
#include "score/card_text.h"

#include <string.h>

static void note(struct repl *repl, const char *text)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	draw_note(&repl->style, &out, "%s", text);
	repl_show(repl, &out);
}

static void show_help(struct repl *repl, struct sv which)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	while (which.n && which.p[0] == '/')
		which = sv_make(which.p + 1, which.n - 1);
	for (const struct command_info *info = command_table; info->name; info++) {
		if (which.n && !sv_is(which, info->name))
			continue;
		if (repl->options->exam && !info->exam)
			continue;
		draw_note(&repl->style, &out, "/%s%s%s: %s", info->name, info->argument[0] ? " " : "", info->argument,
			  info->help);
	}
	if (!out.len)
		draw_note(&repl->style, &out, "There is no help on \"" SV_FMT "\".", SV_ARG(which));
	repl_show(repl, &out);
}

static void show_notes(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	int count;
	const struct sv *notes = engine_notes(repl->engine, &count);

	for (int i = 0; i < count; i++)
		draw_note(&repl->style, &out, "- " SV_FMT, SV_ARG(notes[i]));
	if (!count)
		draw_note(&repl->style, &out, "Nothing is written down yet: /note TEXT.");
	repl_show(repl, &out);
}

static void show_score(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct card_text_options options = {repl->style.width, repl->style.colour, true};
	struct scorecard *card = engine_card(NULL, repl->engine);

	scorecard_add_text(card, &options, &out);
	repl_show(repl, &out);
	talloc_free(card);
}

static int replies_before(const struct transcript *transcript, int replies)
{
	int keep = transcript->turn_count;

	while (keep > 0 && replies > 0) {
		keep--;
		if (transcript->turns[keep].who == WHO_AGENT)
			replies--;
	}
	return replies > 0 ? -1 : keep;
}

static void take_engine(struct repl *repl, struct engine *engine)
{
	engine_free(repl->engine);
	*repl->owner = repl->engine = engine;
	repl->saved_turns = engine_transcript(engine)->turn_count;
	repl->base_ms = engine_now(engine);
	repl->started_ms = repl->seen_ms = clock_monotonic_ms();
}

static bool rewind_replies(struct repl *repl, struct sv argument)
{
	long replies = 1;
	struct err err = ERR_INIT;
	struct engine *earlier;
	int keep;

	if (argument.n && (!sv_to_long(argument, &replies) || replies < 1)) {
		note(repl, "/rewind takes the number of replies to take back, for example /rewind 2.");
		return true;
	}
	keep = replies_before(engine_transcript(repl->engine), (int)(replies > 10000 ? 10000 : replies));
	if (keep < 1) {
		note(repl, "There are not that many replies to take back.");
		return true;
	}
	earlier = engine_clone_by_replay(repl->engine, keep, &err);
	if (!earlier) {
		note(repl, err.message);
		return true;
	}
	if (repl->hooks->rewound && !repl->hooks->rewound(repl->hooks->data, earlier, keep, repl->err)) {
		engine_free(earlier);
		return false;
	}
	take_engine(repl, earlier);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	draw_note(&repl->style, &out, "(back to where it was; the attempt so far is kept too)");
	draw_last_lines(earlier, &repl->style, 2, &out);
	repl_show(repl, &out);
	return true;
}

static bool reload(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf said = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;
	struct engine *fresh =
		repl->hooks->reload ? repl->hooks->reload(repl->hooks->data, repl->engine, &said, &err) : NULL;

	if (!fresh && err.line)
		draw_note(&repl->style, &out, "Not reloaded: %s:%d:%d: %s", err.file, err.line, err.column,
			  err.message);
	else if (!fresh)
		draw_note(&repl->style, &out, "Not reloaded: %s", err.message[0] ? err.message : "not here.");
	else
		draw_note(&repl->style, &out, "%s", said.buf);
	if (fresh) {
		take_engine(repl, fresh);
		draw_last_lines(fresh, &repl->style, 1, &out);
	}
	repl_show(repl, &out);
	return true;
}

static bool bless(struct repl *repl, struct sv name)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;

	if (repl->hooks->bless && repl->hooks->bless(repl->hooks->data, name, &err))
		draw_note(&repl->style, &out, "(saved as a playthrough when the conversation ends or you leave)");
	else
		draw_note(&repl->style, &out, "%s", err.message[0] ? err.message : "There is no file to save it in.");
	repl_show(repl, &out);
	return true;
}

static bool timed_action(struct repl *repl, const struct command_line *typed, const char *example)
{
	int64_t for_ms = 0;

	if (typed->argument.n && !clock_parse_duration(typed->argument, &for_ms)) {
		CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

		draw_note(&repl->style, &out, "\"" SV_FMT "\" is no time; write it like /" SV_FMT " %s.",
			  SV_ARG(typed->argument), SV_ARG(typed->name), example);
		repl_show(repl, &out);
		return true;
	}
	if (!typed->argument.n && typed->command == COMMAND_HOLD && repl_now(repl) >= 0 &&
	    scenario_action(engine_scenario(repl->engine), SV("hold")) >= 0) {
		repl_hold_begin(repl);
		return true;
	}
	if (!typed->argument.n && typed->command == COMMAND_WAIT) {
		note(repl, "How long? For example /wait 60s.");
		return true;
	}
	return repl_act(repl, typed->name, SV(""), for_ms);
}

static bool show_why(struct repl *repl, struct sv argument)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	draw_why(repl->engine, &repl->style, argument.n > 0, &out);
	if (!out.len)
		draw_note(&repl->style, &out, "The last reply won nothing and lost nothing.");
	repl_show(repl, &out);
	return true;
}

static bool edit_reply(struct repl *repl)
{
	char *text = repl->options->interactive ? repl_edit(repl) : NULL;
	bool good = true;

	if (!repl->options->interactive)
		note(repl, "/edit needs a terminal.");
	else if (text && sv_trim(sv_from(text)).n)
		good = repl_say(repl, sv_trim(sv_from(text)));
	free(text);
	return good;
}

static bool look_command(struct repl *repl, const struct command_line *typed)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf mood = STRBUF_INIT;

	switch (typed->command) {
	case COMMAND_HELP: show_help(repl, typed->argument); break;
	case COMMAND_NOTES: show_notes(repl); break;
	case COMMAND_HINT: repl_hint(repl); break;
	case COMMAND_WHY: return show_why(repl, typed->argument);
	case COMMAND_MOOD:
		draw_mood(repl->engine, &mood);
		draw_note(&repl->style, &out, "The customer is %s.", mood.buf);
		break;
	case COMMAND_GOALS: draw_goals(repl->engine, &repl->style, &out); break;
	case COMMAND_BRIEF: draw_brief(repl->engine, &repl->style, &out); break;
	case COMMAND_SCORE: show_score(repl); break;
	case COMMAND_MODEL: repl_model(repl); break;
	default: break;
	}
	repl_show(repl, &out);
	return true;
}

/* Reading something takes nobody off hold. */
static bool is_look(enum command command)
{
	switch (command) {
	case COMMAND_HELP:
	case COMMAND_NOTES:
	case COMMAND_HINT:
	case COMMAND_WHY:
	case COMMAND_MOOD:
	case COMMAND_GOALS:
	case COMMAND_BRIEF:
	case COMMAND_SCORE:
	case COMMAND_MODEL: return true;
	default: return false;
	}
}

bool repl_command(struct repl *repl, struct sv line)
{
	struct command_line typed;
	struct err err = ERR_INIT;
	bool holding = repl->hold_ms >= 0;

	if (!command_parse(line, repl->actions, &typed, &err)) {
		note(repl, err.message);
		return true;
	}
	if (repl->options->exam && typed.info && !typed.info->exam) {
		note(repl, "Not in an exam: hints, model replies, the score and going back come after the end.");
		return true;
	}
	if (typed.command == COMMAND_RESUME && repl->hold_ms >= 0)
		return repl_hold_end(repl);
	if (typed.command == COMMAND_RESUME && scenario_action(engine_scenario(repl->engine), SV("resume")) < 0) {
		note(repl, "Nobody is on hold.");
		return true;
	}
	if (repl->hold_ms >= 0 && typed.command != COMMAND_HOLD && !is_look(typed.command) && !repl_hold_end(repl))
		return false;
	if (typed.command == COMMAND_NOTE && holding) {
		bool good = repl_act(repl, typed.name, typed.argument, 0);

		repl->hold_ms = repl_now(repl); /* one hold in two parts: the engine counts them as one */
		return good;
	}
	switch (typed.command) {
	case COMMAND_QUIT: repl->left = true; return false;
	case COMMAND_REWIND: return rewind_replies(repl, typed.argument);
	case COMMAND_EDIT: return edit_reply(repl);
	case COMMAND_RELOAD: return reload(repl);
	case COMMAND_BLESS: return bless(repl, typed.argument);
	case COMMAND_HOLD: return timed_action(repl, &typed, "2m");
	case COMMAND_WAIT: return timed_action(repl, &typed, "60s");
	case COMMAND_NOTE:
	case COMMAND_TRANSFER:
	case COMMAND_ESCALATE:
	case COMMAND_HANG_UP:
	case COMMAND_RESUME:
	case COMMAND_OTHER: return repl_act(repl, typed.name, typed.argument, 0);
	default: return look_command(repl, &typed);
	}
}
