/* draw.c - drawing a conversation. */
#include "repl/draw.h"

#include "base/ansi.h"
#include "base/clock.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

const char *mood_confusion_word(int confusion)
{
	if (confusion < 15)
		return "clear";
	if (confusion < 40)
		return "a little confused";
	return confusion < 70 ? "confused" : "lost";
}

static void add_wrapped(const struct draw_style *style, struct strbuf *out, int indent, struct sv text)
{
	utf8_add_wrapped(out, text, style->width, indent);
	strbuf_addch(out, '\n');
}

void draw_hanging(const struct draw_style *style, struct strbuf *out, int indent, struct sv text)
{
	CLEANUP_STRBUF struct strbuf first = STRBUF_INIT;
	const char *end;
	size_t at;

	utf8_add_wrapped(&first, text, style->width, 0);
	end = memchr(first.buf, '\n', first.len);
	at = end ? (size_t)(end - first.buf) : first.len;
	strbuf_add(out, first.buf, at);
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\n'))
		at++;
	strbuf_addch(out, '\n');
	if (at >= text.n)
		return;
	for (int i = 0; i < indent; i++)
		strbuf_addch(out, ' ');
	add_wrapped(style, out, indent, sv_make(text.p + at, text.n - at));
}

void draw_note(const struct draw_style *style, struct strbuf *out, const char *format, ...)
{
	char raw[2048];
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(raw, sizeof raw, format, arguments);
	va_end(arguments);
	utf8_add_visible(&line, sv_from(raw), false);
	if (!style->plain)
		strbuf_addstr(out, "  ");
	ansi_add(out, style->colour, ANSI_DIM);
	add_wrapped(style, out, style->plain ? 0 : 2, strbuf_sv(&line));
	ansi_add(out, style->colour, ANSI_PLAIN);
}

static struct sv customer_name(const struct engine *engine)
{
	const struct scenario *scenario = engine_scenario(engine);

	return scenario->customer_name.n ? scenario->customer_name : SV("Customer");
}

static enum ansi anger_look(int anger)
{
	switch (mood_band_of(anger)) {
	case BAND_CALM: return ANSI_GOOD;
	case BAND_IRRITATED: return ANSI_WARM;
	case BAND_ANGRY:
	case BAND_FURIOUS:
	case BAND_COUNT: break;
	}
	return ANSI_BAD;
}

void draw_mood(const struct engine *engine, struct strbuf *out)
{
	struct mood mood = engine_mood(engine);

	strbuf_addf(out, "%s, anger %d of 100; %s, confusion %d", mood_word(mood.anger), mood.anger,
		    mood_confusion_word(mood.confusion), mood.confusion);
}

/* Dana [angry 60, confusion 20]: the words */
static void draw_says(const struct engine *engine, const struct draw_style *style, struct sv text, struct strbuf *out)
{
	struct mood mood = engine_mood(engine);
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf head = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf wrapped = STRBUF_INIT;
	size_t skip;

	utf8_add_visible(&head, customer_name(engine), false);
	strbuf_addf(&head, " [%s %d, confusion %d]:", mood_word(mood.anger), mood.anger, mood.confusion);
	strbuf_addsv(&line, strbuf_sv(&head));
	strbuf_addch(&line, ' ');
	utf8_add_visible(&line, text, true);
	/* Wrapping counts cells, so the colour goes around the head afterwards. */
	draw_hanging(style, &wrapped, style->plain ? 0 : 2, strbuf_sv(&line));
	skip = wrapped.len >= head.len && !memcmp(wrapped.buf, head.buf, head.len) ? head.len : 0;
	ansi_add(out, style->colour, anger_look(mood.anger));
	strbuf_add(out, wrapped.buf, skip);
	ansi_add(out, style->colour, ANSI_PLAIN);
	strbuf_add(out, wrapped.buf + skip, wrapped.len - skip);
}

static void draw_fact(const struct engine *engine, const struct draw_style *style, const struct event *event,
		      struct strbuf *out)
{
	const struct fact *fact = &engine_scenario(engine)->facts[event->index];

	if (fact->value.n)
		draw_note(style, out, "(noted: " SV_FMT " is " SV_FMT ")", SV_ARG(fact->id), SV_ARG(fact->value));
}

static void draw_mood_change(const struct draw_style *style, const struct event *event, struct strbuf *out)
{
	if (event->from.anger == event->to.anger && event->from.confusion == event->to.confusion)
		return;
	if (event->from.anger != event->to.anger && event->from.confusion != event->to.confusion)
		draw_note(style, out, "(anger %d to %d, confusion %d to %d)", event->from.anger, event->to.anger,
			  event->from.confusion, event->to.confusion);
	else if (event->from.anger != event->to.anger)
		draw_note(style, out, "(anger %d to %d)", event->from.anger, event->to.anger);
	else
		draw_note(style, out, "(confusion %d to %d)", event->from.confusion, event->to.confusion);
}

static void draw_ended(const struct engine *engine, const struct draw_style *style, const struct event *event,
		       struct strbuf *out)
{
	(void)engine;
	strbuf_addch(out, '\n');
	draw_note(style, out, "The conversation has ended: %s.",
		  event->outcome == OUTCOME_NONE ? "no outcome" : outcome_names[event->outcome - 1]);
}

static void draw_event(const struct engine *engine, const struct draw_style *style, const struct event *event,
		       struct strbuf *out)
{
	switch (event->kind) {
	case EVENT_SAYS: draw_says(engine, style, event->text, out); break;
	case EVENT_FACT: draw_fact(engine, style, event, out); break;
	case EVENT_GOAL:
		draw_note(style, out, "(goal reached: " SV_FMT ")",
			  SV_ARG(engine_scenario(engine)->goals[event->index].text));
		break;
	case EVENT_REFUSED:
	case EVENT_ACTION:
	case EVENT_SCENE:
	case EVENT_SILENCE:
		if (event->text.n)
			draw_note(style, out, "(" SV_FMT ")", SV_ARG(event->text));
		break;
	case EVENT_ENDED: draw_ended(engine, style, event, out); break;
	case EVENT_MOOD:
	case EVENT_NODE:
	case EVENT_REACTION:
	case EVENT_CRITERION:
	case EVENT_TRANSITION: break;
	}
}

/* Mood changes of one input are told as one, before the customer answers. */
static void draw_mood_total(const struct draw_style *style, const struct event *events, size_t count,
			    struct strbuf *out)
{
	struct event total = {.kind = EVENT_MOOD};
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (events[i].kind != EVENT_MOOD)
			continue;
		if (!any)
			total.from = events[i].from;
		total.to = events[i].to;
		any = true;
	}
	if (any)
		draw_mood_change(style, &total, out);
}

void draw_events(const struct engine *engine, const struct draw_style *style, struct strbuf *out)
{
	size_t count;
	const struct event *events = engine_events(engine, &count);

	draw_mood_total(style, events, count, out);
	for (size_t i = 0; i < count; i++)
		draw_event(engine, style, &events[i], out);
}

void draw_last_lines(const struct engine *engine, const struct draw_style *style, int most, struct strbuf *out)
{
	const struct transcript *transcript = engine_transcript(engine);

	for (int i = transcript->turn_count > most ? transcript->turn_count - most : 0; i < transcript->turn_count;
	     i++) {
		const struct turn *turn = &transcript->turns[i];
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		if (turn->who == WHO_CUSTOMER)
			utf8_add_visible(&line, customer_name(engine), false);
		else
			strbuf_addstr(&line, "You");
		strbuf_addstr(&line, turn->action.n ? ": /" : ": ");
		utf8_add_visible(&line, turn->action.n ? turn->action : turn->text, true);
		draw_hanging(style, out, style->plain ? 0 : 2, strbuf_sv(&line));
	}
}

static void draw_history(const struct scenario *scenario, const struct draw_style *style, struct strbuf *out)
{
	if (!scenario->history_count)
		return;
	strbuf_addstr(out, "\nWhat happened before:\n");
	for (int i = 0; i < scenario->history_count; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		strbuf_addstr(out, style->plain ? "" : "  ");
		utf8_add_visible(&line, scenario->history[i], false);
		add_wrapped(style, out, style->plain ? 0 : 2, strbuf_sv(&line));
	}
}

void draw_goals(const struct engine *engine, const struct draw_style *style, struct strbuf *out)
{
	const struct scenario *scenario = engine_scenario(engine);

	for (int i = 0; i < scenario->goal_count; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		strbuf_addstr(out, engine_goal_done(engine, i) ? "  done: " : "  open: ");
		utf8_add_visible(&line, scenario->goals[i].text.n ? scenario->goals[i].text : scenario->goals[i].id,
				 false);
		add_wrapped(style, out, 8, strbuf_sv(&line));
	}
}

void draw_brief(const struct engine *engine, const struct draw_style *style, struct strbuf *out)
{
	const struct scenario *scenario = engine_scenario(engine);
	CLEANUP_STRBUF struct strbuf title = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf brief = STRBUF_INIT;

	utf8_add_visible(&title, scenario->title, false);
	strbuf_addf(&title, " (%s", channel_names[scenario->channel]);
	if (scenario->difficulty)
		strbuf_addf(&title, ", level %d of 5", scenario->difficulty);
	strbuf_addch(&title, ')');
	ansi_add(out, style->colour, ANSI_BOLD);
	add_wrapped(style, out, 0, strbuf_sv(&title));
	ansi_add(out, style->colour, ANSI_PLAIN);
	if (scenario->brief.n) {
		utf8_add_visible(&brief, sv_trim(scenario->brief), true);
		strbuf_addch(out, '\n');
		add_wrapped(style, out, 0, strbuf_sv(&brief));
	}
	draw_history(scenario, style, out);
	if (scenario->goal_count) {
		strbuf_addstr(out, "\nYour goals:\n");
		draw_goals(engine, style, out);
	}
	strbuf_addch(out, '\n');
}

void draw_targets(const struct engine *engine, const struct draw_style *style, struct strbuf *out)
{
	const struct scenario *scenario = engine_scenario(engine);
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	if (scenario->first_reply_ms <= 0 && scenario->reply_ms <= 0)
		return;
	strbuf_addstr(&line, "The clock runs. Good on this channel: ");
	if (scenario->first_reply_ms > 0) {
		strbuf_addstr(&line, "a first reply within ");
		clock_add_duration(&line, scenario->first_reply_ms);
	}
	if (scenario->reply_ms > 0) {
		strbuf_addstr(&line, scenario->first_reply_ms > 0 ? ", later ones within " : "a reply within ");
		clock_add_duration(&line, scenario->reply_ms);
	}
	draw_note(style, out, "%s.", line.buf);
}

static void draw_change(const struct engine *engine, const struct draw_style *style, const struct event *event,
			struct strbuf *out)
{
	static const char *const words[] = {"met", "missed", "broken", "lost again"};
	const struct scorer *scorer = engine_rules(engine);
	const struct criterion *criterion = &scorer_rubric(scorer, (size_t)event->rubric)->criteria[event->index];

	draw_note(style, out, "%s: " SV_FMT, words[event->change],
		  SV_ARG(criterion->title.n ? criterion->title : criterion->id));
	if (event->change == CHANGE_MET && criterion->praise.n)
		draw_note(style, out, "  " SV_FMT, SV_ARG(criterion->praise));
	if (event->change != CHANGE_MET && criterion->advice.n)
		draw_note(style, out, "  " SV_FMT, SV_ARG(criterion->advice));
	if (event->change != CHANGE_MET && criterion->model.n)
		draw_note(style, out, "  for example: \"" SV_FMT "\"", SV_ARG(criterion->model));
}

static void draw_reaction(const struct engine *engine, const struct draw_style *style, const struct event *event,
			  struct strbuf *out)
{
	static const char *const fading[] = {"", ", half as it was heard before", ", nothing as it was heard before"};
	CLEANUP_STRBUF struct strbuf when = STRBUF_INIT;

	cond_describe(engine_scenario(engine)->reactions[event->index].when, &when);
	draw_note(style, out, "%s: anger %+d, confusion %+d%s", when.buf, event->delta.anger, event->delta.confusion,
		  fading[event->halved > 2 ? 2 : event->halved]);
}

void draw_why(const struct engine *engine, const struct draw_style *style, bool author, struct strbuf *out)
{
	size_t count, lines;
	const struct event *events = engine_events(engine, &count);
	const struct why_line *why = engine_why(engine, &lines);

	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == EVENT_CRITERION)
			draw_change(engine, style, &events[i], out);
		else if (events[i].kind == EVENT_REACTION)
			draw_reaction(engine, style, &events[i], out);
	}
	for (size_t i = 0; author && i < lines; i++)
		draw_note(style, out, "%s " SV_FMT ": " SV_FMT "%s" SV_FMT, why[i].taken ? "->" : "  ",
			  SV_ARG(why[i].place), SV_ARG(why[i].condition), why[i].failed.n ? "; not: " : "",
			  SV_ARG(why[i].failed));
}

void draw_mood_curve(const struct scorecard *card, const struct draw_style *style, struct strbuf *out)
{
	static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

	if (card->mood_count < 2)
		return;
	strbuf_addstr(out, "Anger by reply: ");
	for (int i = 0; i < card->mood_count; i++) {
		int anger = card->mood[i].mood.anger;

		if (style->plain)
			strbuf_addf(out, "%s%d", i ? ", " : "", anger);
		else
			strbuf_addstr(out, bars[anger * 7 / 100]);
	}
	if (!style->plain)
		strbuf_addf(out, "  %d to %d", card->mood[0].mood.anger, card->mood[card->mood_count - 1].mood.anger);
	strbuf_addch(out, '\n');
}
