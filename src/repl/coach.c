/* coach.c - feedback on the last reply: what it won, what it lost, the words that would have won it. */
#include "base/mem.h"
#include "repl/draw.h"
#include "score/card_text.h"

static const struct card_criterion *row_of(const struct engine *engine, const struct scorecard *card,
					   const struct event *event)
{
	const struct rubric *rubric = scorer_rubric(engine_rules(engine), (size_t)event->rubric);

	for (int i = 0; i < card->criterion_count; i++) {
		if (card->criteria[i].rubric == rubric && card->criteria[i].criterion->index == event->index)
			return &card->criteria[i];
	}
	return NULL; /* drives the customer, but is not on the card */
}

static struct sv title_of(const struct card_criterion *row)
{
	return row->criterion->title.n ? row->criterion->title : row->criterion->id;
}

static void add_met(const struct draw_style *style, const struct card_criterion *row, struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;

	if (row->evidence_count) {
		strbuf_addstr(&words, ": ");
		card_text_quote(&words, row->evidence[0].text, 60);
	}
	draw_note(style, out, "+ met: " SV_FMT "%s. " SV_FMT, SV_ARG(title_of(row)), words.buf,
		  SV_ARG(row->criterion->praise));
}

static void add_missed(const struct draw_style *style, const struct card_criterion *row, const char *how,
		       struct strbuf *out)
{
	CLEANUP_STRBUF struct strbuf words = STRBUF_INIT;

	if (row->evidence_count) {
		strbuf_addstr(&words, ", ");
		card_text_quote(&words, row->evidence[row->evidence_count - 1].text, 60);
	}
	draw_note(style, out, "- %s: " SV_FMT "%s. " SV_FMT, how, SV_ARG(title_of(row)), words.buf,
		  SV_ARG(row->criterion->advice));
	if (row->criterion->model.n)
		draw_note(style, out, "  would have won it: \"" SV_FMT "\"", SV_ARG(row->criterion->model));
}

/* Nothing went wrong: what weighs most of what is still open. */
static void add_open(const struct draw_style *style, const struct scorecard *card, struct strbuf *out)
{
	int best = -1;

	for (int i = 0; i < card->criterion_count; i++) {
		const struct card_criterion *row = &card->criteria[i];

		if (row->open && row->scored && row->verdict == VERDICT_MISSED && row->criterion->advice.n &&
		    (best < 0 || row->points > card->criteria[best].points))
			best = i;
	}
	if (best >= 0)
		draw_note(style, out, "> still open: " SV_FMT ". " SV_FMT " (/model shows a reply)",
			  SV_ARG(title_of(&card->criteria[best])), SV_ARG(card->criteria[best].criterion->advice));
}

void draw_coach(struct engine *engine, const struct draw_style *style, struct strbuf *out)
{
	static const char *const how[] = {"met", "missed", "broken", "lost again"};
	size_t count;
	const struct event *events = engine_events(engine, &count);
	CLEANUP_TALLOC struct scorecard *card = engine_card(NULL, engine);
	bool lost = false;

	for (size_t i = 0; i < count; i++) {
		const struct card_criterion *row =
			events[i].kind == EVENT_CRITERION ? row_of(engine, card, &events[i]) : NULL;

		if (!row || row->criterion->status == STATUS_HELPER)
			continue;
		if (events[i].change == CHANGE_MET)
			add_met(style, row, out);
		else
			add_missed(style, row, how[events[i].change], out);
		lost = lost || events[i].change != CHANGE_MET;
	}
	if (!lost && !engine_ended(engine))
		add_open(style, card, out);
}
