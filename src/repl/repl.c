/* repl.c - the loop: read a line, step the engine, draw, keep. */
#include "repl/repl.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "repl/inside.h"
#include "repl/line.h"

#include <string.h>

int64_t repl_now(const struct repl *repl)
{
	int64_t passed;

	if (!repl->options->interactive || !repl->options->timer)
		return -1;
	passed = clock_monotonic_ms() - repl->started_ms;
	return repl->base_ms +
	       (int64_t)((double)passed / (repl->options->time_factor > 0 ? repl->options->time_factor : 1));
}

void repl_show(struct repl *repl, const struct strbuf *text)
{
	fwrite(text->buf, 1, text->len, repl->options->out);
	fflush(repl->options->out);
}

static void refresh_width(struct repl *repl)
{
	if (!repl->options->style.width)
		repl->style.width = repl->options->interactive ? line_width() : 80;
}

static bool keep_turns(struct repl *repl)
{
	int turns = engine_transcript(repl->engine)->turn_count;

	if (turns == repl->saved_turns)
		return true;
	repl->saved_turns = turns;
	return !repl->hooks->turn || repl->hooks->turn(repl->hooks->data, repl->engine, repl->err);
}

static bool after_input(struct repl *repl, bool reply)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	/* Kept first: what was shown is never lost. */
	if (!keep_turns(repl))
		return false;
	refresh_width(repl);
	draw_events(repl->engine, &repl->style, &out);
	if (repl->style.coach && reply)
		draw_coach(repl->engine, &repl->style, &out);
	repl_show(repl, &out);
	return true;
}

bool repl_step(struct repl *repl, const struct engine_input *input)
{
	struct err err = ERR_INIT;

	if (!engine_step(repl->engine, input, &err)) {
		CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

		draw_note(&repl->style, &out, "%s", err.message);
		repl_show(repl, &out);
		return true;
	}
	/* Time that an action took is over when its line has been shown. */
	if (repl->options->interactive) {
		repl->base_ms = engine_now(repl->engine);
		repl->started_ms = repl->seen_ms = clock_monotonic_ms();
	}
	return after_input(repl, input->kind == INPUT_REPLY);
}

bool repl_say(struct repl *repl, struct sv text)
{
	if (repl->hold_ms >= 0 && !repl_hold_end(repl))
		return false;
	if (engine_ended(repl->engine))
		return true;
	repl->replies++;
	struct engine_input input = {.kind = INPUT_REPLY, .text = text, .at_ms = repl_now(repl)};

	return repl_step(repl, &input);
}

bool repl_act(struct repl *repl, struct sv name, struct sv argument, int64_t for_ms)
{
	struct engine_input input = {
		.kind = sv_is(name, "wait") ? INPUT_WAIT : INPUT_ACTION,
		.text = name,
		.argument = argument,
		.for_ms = for_ms,
		.at_ms = repl_now(repl),
	};

	return repl_step(repl, &input);
}

bool repl_line(struct repl *repl, struct sv line)
{
	line = sv_trim(line);
	if (!line.n)
		return true;
	if (line.p[0] == '/' && !(line.n > 1 && line.p[1] == '/'))
		return repl_command(repl, line);
	if (line.p[0] == '/')
		line = sv_make(line.p + 1, line.n - 1);
	return repl_say(repl, line);
}

static void on_continue(void *data)
{
	struct repl *repl = data;
	int64_t now = clock_monotonic_ms();

	repl->started_ms += now - repl->seen_ms;
	repl->seen_ms = now;
}

static char *on_tick(void *data)
{
	struct repl *repl = data;
	int64_t now = repl_now(repl);
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	repl->seen_ms = clock_monotonic_ms();
	if (repl->hold_ms >= 0)
		return repl_hold_tick(repl);
	if (now < 0 || engine_ended(repl->engine) || !engine_tick(repl->engine, now))
		return NULL;
	if (!keep_turns(repl))
		repl->left = true;
	refresh_width(repl);
	draw_events(repl->engine, &repl->style, &out);
	return out.len ? strbuf_detach(&out) : NULL;
}

static bool over(const struct repl *repl)
{
	int most = repl->options->most_replies;

	return repl->left || engine_ended(repl->engine) || (most && repl->replies >= most);
}

static bool is_over(void *data)
{
	return over(data);
}

static enum repl_end run_terminal(struct repl *repl)
{
	struct line_hooks hooks = {.data = repl,
				   .tick = on_tick,
				   .continued = on_continue,
				   .over = is_over,
				   .plain = repl->style.plain,
				   .complete = repl_complete};
	enum line_result result = LINE_TEXT;
	bool good = true;

	line_start(&hooks, repl->options->history_path);
	while (good && !over(repl)) {
		char *text;

		result = line_read(repl->style.plain ? "You: " : "You> ", &text);
		if (result != LINE_TEXT)
			break;
		if (sv_trim(sv_from(text)).n)
			line_remember(text);
		good = repl_line(repl, sv_from(text));
		free(text);
	}
	line_stop();
	if (repl->err->kind != ERR_NONE)
		return REPL_FAILED;
	if (engine_ended(repl->engine))
		return REPL_FINISHED;
	return result == LINE_SIGNAL ? REPL_SIGNALLED : REPL_LEFT;
}

/* One line is one reply; a last line without a newline counts. NUL bytes and the like are the engine's to refuse. */
static enum repl_end run_script(struct repl *repl)
{
	char *line = NULL;
	size_t cap = 0;
	ssize_t length;
	bool good = true;

	while (good && !over(repl) && (length = getline(&line, &cap, repl->options->in)) >= 0) {
		CLEANUP_STRBUF struct strbuf echo = STRBUF_INIT;
		struct sv text = sv_trim(sv_make(line, (size_t)length));

		if (!text.n)
			continue;
		refresh_width(repl);
		strbuf_addstr(&echo, "You: ");
		utf8_add_visible(&echo, text, false);
		CLEANUP_STRBUF struct strbuf wrapped = STRBUF_INIT;
		draw_hanging(&repl->style, &wrapped, repl->style.plain ? 0 : 2, strbuf_sv(&echo));
		repl_show(repl, &wrapped);
		good = repl_line(repl, text);
	}
	free(line);
	if (repl->err->kind != ERR_NONE)
		return REPL_FAILED;
	return engine_ended(repl->engine) ? REPL_FINISHED : REPL_LEFT;
}

static bool begin(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	const struct scenario *scenario = engine_scenario(repl->engine);

	for (int i = 0; i < scenario->action_count && i < 64; i++)
		repl->actions[i] = scenario->actions[i].name.p;
	refresh_width(repl);
	draw_brief(repl->engine, &repl->style, &out);
	if (repl->options->interactive && repl->options->timer)
		draw_targets(repl->engine, &repl->style, &out);
	if (repl->options->interactive)
		draw_note(&repl->style, &out, "Type your reply. /help lists the commands; Ctrl-D saves and leaves.");
	strbuf_addch(&out, '\n');
	repl_show(repl, &out);
	if (!repl->options->resumed) {
		engine_begin(repl->engine);
		return after_input(repl, false);
	}
	repl->saved_turns = engine_transcript(repl->engine)->turn_count;
	strbuf_reset(&out);
	draw_note(&repl->style, &out, "%s", repl->options->note ? repl->options->note : "(going on where you left)");
	draw_last_lines(repl->engine, &repl->style, 4, &out);
	repl_show(repl, &out);
	return true;
}

enum repl_end repl_run(struct engine **engine, const struct repl_options *options, const struct repl_hooks *hooks,
		       struct err *err)
{
	struct repl repl = {.engine = *engine,
			    .owner = engine,
			    .options = options,
			    .hooks = hooks,
			    .err = err,
			    .style = options->style,
			    .ladder = options->resumed ? options->ladder : (struct repl_ladder){-1, -1, 0},
			    .hint_ms = -1,
			    .hold_ms = -1};
	enum repl_end end = REPL_FAILED;

	if (options->resumed)
		repl.base_ms = engine_now(*engine);
	repl.started_ms = repl.seen_ms = clock_monotonic_ms();
	if (begin(&repl))
		end = options->interactive ? run_terminal(&repl) : run_script(&repl);
	return end;
}
