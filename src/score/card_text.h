/* card_text.h - a scorecard for people: by section, evidence quoted, what was missed with the words that would
 * have won it, and the best next step. Text from files and people is made visible; lines wrap at `width` cells. */
#ifndef ROLECALL_SCORE_CARD_TEXT_H
#define ROLECALL_SCORE_CARD_TEXT_H

#include "score/card.h"

struct card_text_options {
	int width; /* cells, 20 or more */
	bool colour;
	bool brief; /* only the headline, the sections and what was missed */
};

void scorecard_add_text(const struct scorecard *card, const struct card_text_options *options, struct strbuf *out);

/* One criterion at length, for `explain`: what it asks, the verdict, the words that decided, hits that did not count
 * and why, the advice and the model answer. */
void scorecard_explain(const struct scorecard *card, int criterion, const struct card_text_options *options,
		       struct strbuf *out);

/* The missed criterion whose points would have added most to the score, or -1. */
int scorecard_best_next(const struct scorecard *card);

/* Visible text in double quotes, cut to at most `cells` display cells with an ellipsis. */
void card_text_quote(struct strbuf *out, struct sv text, int cells);

#endif
