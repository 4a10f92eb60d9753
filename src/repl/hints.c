/* hints.c - /hint and /model: a ladder of four steps, each after some thought, each noted. What is left is not told, as
 * people who count the steps go straight to the last one. */
#include "base/clock.h"
#include "base/mem.h"
#include "repl/inside.h"

#include <string.h>

#define THINK_MS 15000

enum rung { RUNG_GOAL, RUNG_STANDARD, RUNG_PART, RUNG_MODEL, RUNG_COUNT };

/* The person's own time; through a pipe, where the clock stands still, that of the conversation. */
static int64_t thinking_clock(const struct repl *repl)
{
	return repl->options->interactive ? clock_monotonic_ms() : engine_now(repl->engine);
}

/* Still to be won, by its weight in points; -1 none. */
static int open_criterion(const struct scorecard *card)
{
	int best = -1;

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		if (row->open && row->scored && row->verdict == VERDICT_MISSED && row->criterion->model.n &&
		    (best < 0 || row->points > card->criteria[best].points))
			best = i;
	}
	return best;
}

static void used(struct repl *repl)
{
	repl->hint_ms = thinking_clock(repl);
	repl->hint_replies = engine_total_replies(repl->engine);
	if (repl->hooks->hint_used)
		repl->hooks->hint_used(repl->hooks->data, repl->engine, &repl->ladder);
}

static void add_goals(const struct repl *repl, struct strbuf *out)
{
	const struct scenario *scenario = engine_scenario(repl->engine);
	bool any = false;

	for (int i = 0; i < scenario->goal_count; i++)
		any = any || !engine_goal_done(repl->engine, i);
	draw_note(&repl->style, out,
		  any ? "Hint: what you want to reach here."
		      : "Hint: your goals are reached; now end well: recap, and thank the customer.");
	if (any)
		draw_goals(repl->engine, &repl->style, out);
}

static void add_standard(const struct repl *repl, const struct criterion *criterion, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf ids = STRBUF_INIT;

	for (int i = 0; i < criterion->standard_count; i++)
		strbuf_addf(&ids, "%s" SV_FMT, i ? ", " : " (", SV_ARG(criterion->standards[i]));
	strbuf_addstr(&ids, criterion->standard_count ? ")" : "");
	draw_note(&repl->style, out, "Hint: the standard is \"" SV_FMT "\"%s. " SV_FMT,
		  SV_ARG(criterion->title.n ? criterion->title : criterion->id), ids.buf, SV_ARG(criterion->advice));
}

/* The first half of the model's words: enough to go on from, too little to paste. */
static void add_part(const struct repl *repl, struct sv model, struct strbuf *out)
{
	size_t words = 1, seen = 0, end = 0;

	for (size_t i = 0; i < model.n; i++)
		words += model.p[i] == ' ';
	while (end < model.n && (model.p[end] != ' ' || ++seen < (words + 1) / 2))
		end++;
	draw_note(&repl->style, out, "Hint: it could begin \"" SV_FMT " ...\"", (int)end, model.p);
}

static void add_rung(const struct repl *repl, const struct criterion *criterion, struct strbuf *out)
{
	int node = engine_node(repl->engine);
	const struct node *here = node >= 0 ? &engine_scenario(repl->engine)->nodes[node] : NULL;

	if (here && repl->ladder.step < here->hint_count)
		draw_note(&repl->style, out, "Hint: " SV_FMT, SV_ARG(here->hints[repl->ladder.step]));
	else if (repl->ladder.step == RUNG_GOAL)
		add_goals(repl, out);
	else if (repl->ladder.step == RUNG_STANDARD)
		add_standard(repl, criterion, out);
	else if (repl->ladder.step == RUNG_PART)
		add_part(repl, criterion->model, out);
	else
		draw_note(&repl->style, out, "Hint: one way to say it: \"" SV_FMT "\" Now in your own words.",
			  SV_ARG(criterion->model));
}

static bool thought_enough(const struct repl *repl)
{
	return repl->hint_ms < 0 || engine_total_replies(repl->engine) > repl->hint_replies ||
	       thinking_clock(repl) - repl->hint_ms >= THINK_MS;
}

void repl_hint(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, repl->engine);
	int target = open_criterion(card), node = engine_node(repl->engine);

	if (!thought_enough(repl)) {
		draw_note(
			&repl->style, &out,
			"Give the last hint a little time first, and try a reply: it costs nothing to be wrong here.");
		repl_show(repl, &out);
		return;
	}
	if (repl->ladder.node != node || repl->ladder.criterion != target) {
		repl->ladder.node = node;
		repl->ladder.criterion = target;
		repl->ladder.step = RUNG_GOAL;
	}
	if (repl->ladder.step >= RUNG_COUNT || (repl->ladder.step > RUNG_GOAL && target < 0)) {
		draw_note(&repl->style, &out, "There is no more to say on this; trust your own words now.");
		repl_show(repl, &out);
		return;
	}
	add_rung(repl, target >= 0 ? card->criteria[target].criterion : NULL, &out);
	draw_note(&repl->style, &out, "(a hint costs %d points of what counts towards mastery)", REPL_HINT_COST);
	repl->ladder.step++;
	used(repl);
	repl_show(repl, &out);
}

void repl_model(struct repl *repl)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, repl->engine);
	int target = open_criterion(card);

	if (target < 0) {
		draw_note(&repl->style, &out, "Nothing is open that a model reply could win now.");
	} else {
		draw_note(&repl->style, &out, "For \"" SV_FMT "\": " SV_FMT,
			  SV_ARG(card->criteria[target].criterion->title),
			  SV_ARG(card->criteria[target].criterion->model));
		used(repl);
	}
	repl_show(repl, &out);
}
