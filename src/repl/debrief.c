/* debrief.c - the debrief as text. */
#include "repl/debrief.h"

#include "base/ansi.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "repl/rewrite.h"
#include "score/card_text.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN 3
#define MOVES 5
#define TURNS_LOOKED_AT 60 /* of a long conversation, the last ones */

static void heading(const struct draw_style *style, struct strbuf *out, const char *text)
{
	strbuf_addch(out, '\n');
	ansi_text(out, style->colour, ANSI_BOLD, text);
	strbuf_addch(out, '\n');
}

static void item(const struct draw_style *style, struct strbuf *out, struct sv text)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

	strbuf_addstr(&line, style->plain ? "" : "  ");
	strbuf_addsv(&line, text);
	draw_hanging(style, out, style->plain ? 0 : 4, strbuf_sv(&line));
}

static struct sv title_of(const struct card_criterion *row)
{
	return row->criterion->title.n ? row->criterion->title : row->criterion->id;
}

static void add_outcome(const struct engine *engine, const struct scorecard *card, const struct draw_style *style,
			struct strbuf *out)
{
	const struct transcript *transcript = engine_transcript(engine);
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	int at = transcript->turn_count - 1;

	while (at >= 0 && transcript->turns[at].who != WHO_CUSTOMER)
		at--;
	if (at >= 0) {
		utf8_add_visible(&line, engine_scenario(engine)->customer_name, false);
		strbuf_addstr(&line, ", at the end: ");
		card_text_quote(&line, transcript->turns[at].text, 200);
		item(style, out, strbuf_sv(&line));
	}
	strbuf_reset(&line);
	if (card->csat)
		strbuf_addf(&line, "Rating by the customer (simulated): %d of 5", card->csat);
	if (line.len)
		item(style, out, strbuf_sv(&line));
}

static void add_skills(const struct scorecard *card, const struct draw_style *style, struct strbuf *out)
{
	for (int skill = 0; skill < SKILL_COUNT; skill++) {
		double earned = 0;
		int points = 0;
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		for (int i = 0; i < card->criterion_count; i++) {
			const struct card_criterion *row = &card->criteria[i];

			if (!row->scored || (int)row->criterion->skill != skill || row->verdict > VERDICT_MISSED)
				continue;
			earned += row->earned;
			points += row->points;
		}
		if (!points)
			continue;
		strbuf_addf(&line, "%s: %.0f %%, %g of %d points", skill_names[skill], 100 * earned / points, earned,
			    points);
		item(style, out, strbuf_sv(&line));
	}
}

/* The next best row of a verdict below `before` in worth; -1 none. Criticals lead. */
static int next_row(const struct scorecard *card, enum verdict verdict, const bool *taken)
{
	int best = -1;

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];
		bool critical = row->criterion->critical != CRITICAL_NONE;

		if (taken[i] || row->verdict != verdict || row->criterion->status != STATUS_SCORED)
			continue;
		if (verdict == VERDICT_MET && !row->evidence_count)
			continue;
		if (critical && verdict == VERDICT_MISSED)
			return i;
		if (best < 0 ||
		    row->points - row->earned * (verdict == VERDICT_MISSED) >
			    card->criteria[best].points - card->criteria[best].earned * (verdict == VERDICT_MISSED))
			best = i;
	}
	return best;
}

static void add_strengths(const struct scorecard *card, const struct draw_style *style, struct strbuf *out)
{
	CLEANUP_FREE bool *taken = mem_calloc((size_t)card->criterion_count + 1, sizeof *taken);
	int at;

	for (int n = 0; n < SHOWN && (at = next_row(card, VERDICT_MET, taken)) >= 0; n++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		taken[at] = true;
		if (n == 0)
			heading(style, out, "What went well");
		utf8_add_visible(&line, title_of(&card->criteria[at]), false);
		strbuf_addstr(&line, ": ");
		card_text_quote(&line, card->criteria[at].evidence[0].text, 80);
		item(style, out, strbuf_sv(&line));
	}
}

static void add_change(const struct engine *engine, const struct scorecard *card, const struct card_criterion *row,
		       const struct draw_style *style, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf own = STRBUF_INIT;
	CLEANUP_STRBUF struct strbuf better = STRBUF_INIT;

	utf8_add_visible(&line, title_of(row), false);
	strbuf_addstr(&line, ". ");
	utf8_add_visible(&line, row->criterion->advice, false);
	item(style, out, strbuf_sv(&line));
	if (!rewrite_sentence(card, row, engine_transcript(engine), &own, &better))
		return;
	strbuf_reset(&line);
	strbuf_addstr(&line, "You said: ");
	card_text_quote(&line, strbuf_sv(&own), 120);
	item(style, out, strbuf_sv(&line));
	strbuf_reset(&line);
	strbuf_addstr(&line, "Better:   ");
	card_text_quote(&line, strbuf_sv(&better), 240);
	item(style, out, strbuf_sv(&line));
}

static void add_changes(const struct engine *engine, const struct scorecard *card, const struct draw_style *style,
			struct strbuf *out)
{
	CLEANUP_FREE bool *taken = mem_calloc((size_t)card->criterion_count + 1, sizeof *taken);
	int at;

	for (int n = 0; n < SHOWN && (at = next_row(card, VERDICT_MISSED, taken)) >= 0; n++) {
		taken[at] = true;
		if (n == 0)
			heading(style, out, "What to change");
		add_change(engine, card, &card->criteria[at], style, out);
	}
}

struct move {
	int turn, anger, confusion;
	char *cause;
};

static int heavier(const void *a, const void *b)
{
	const struct move *x = a, *y = b;
	int left = abs(x->anger) + abs(x->confusion), right = abs(y->anger) + abs(y->confusion);

	return left != right ? (left < right) - (left > right) : (x->turn > y->turn) - (x->turn < y->turn);
}

static void collect_moves(const void *pool, const struct engine *then, int turn, struct move **moves, size_t *count)
{
	size_t events;
	const struct event *event = engine_events(then, &events);

	for (; events; events--, event++) {
		if (event->kind != EVENT_MOOD)
			continue;
		*moves = MEM_GROW(pool, *moves, struct move, *count + 1);
		(*moves)[(*count)++] = (struct move){turn, event->to.anger - event->from.anger,
						     event->to.confusion - event->from.confusion,
						     mem_pool_strndup(pool, event->text.p, event->text.n)};
	}
}

/* "met apology" with the criterion's title in place of its id. */
static void add_cause(const struct scorecard *card, const char *cause, struct strbuf *out)
{
	static const char *const verbs[] = {"met ", "missed ", "broke "};

	for (size_t v = 0; v < 3; v++) {
		size_t n = strlen(verbs[v]);

		for (int i = 0; i < card->criterion_count && !strncmp(cause, verbs[v], n); i++) {
			if (!sv_is(card->criteria[i].criterion->id, cause + n))
				continue;
			strbuf_addf(out, "%.*s: ", (int)n - 1, verbs[v]);
			utf8_add_visible(out, title_of(&card->criteria[i]), false);
			return;
		}
	}
	if (!strcmp(cause, "no other reaction fired"))
		cause = "nothing in that reply helped";
	utf8_add_visible(out, sv_from(cause), false);
}

/* Each step is played again: the engine knows best what moved whom. */
static void add_moves(const struct engine *engine, const struct scorecard *card, const struct draw_style *style,
		      struct strbuf *out)
{
	const struct transcript *transcript = engine_transcript(engine);
	CLEANUP_TALLOC char *pool = MEM_NEW(NULL, char);
	struct move *moves = MEM_ARRAY(pool, struct move, 1);
	size_t count = 0;
	int first = transcript->turn_count > TURNS_LOOKED_AT ? transcript->turn_count - TURNS_LOOKED_AT : 0;

	for (int i = first; i < transcript->turn_count; i++) {
		struct engine *then =
			transcript->turns[i].who == WHO_AGENT ? engine_clone_by_replay(engine, i + 1, NULL) : NULL;

		if (then)
			collect_moves(pool, then, i + 1, &moves, &count);
		engine_free(then);
	}
	if (!count)
		return;
	qsort(moves, count, sizeof *moves, heavier);
	heading(style, out, "What moved the customer");
	for (size_t i = 0; i < count && i < MOVES; i++) {
		CLEANUP_STRBUF struct strbuf line = STRBUF_INIT;

		if (moves[i].anger)
			strbuf_addf(&line, "anger %+d", moves[i].anger);
		if (moves[i].confusion)
			strbuf_addf(&line, "%sconfusion %+d", moves[i].anger ? ", " : "", moves[i].confusion);
		strbuf_addf(&line, " (turn %d): ", moves[i].turn);
		add_cause(card, moves[i].cause, &line);
		item(style, out, strbuf_sv(&line));
	}
}

void draw_debrief(const struct engine *engine, const struct scorecard *card, const struct draw_style *style,
		  struct strbuf *out)
{
	heading(style, out, "Debrief");
	add_outcome(engine, card, style, out);
	add_skills(card, style, out);
	add_strengths(card, style, out);
	add_changes(engine, card, style, out);
	add_moves(engine, card, style, out);
	if (card->mood_count > 1) {
		strbuf_addch(out, '\n');
		draw_mood_curve(card, style, out);
	}
}
