/* attempt_card.h - a stored attempt with its transcript and card, for show and explain. */
#ifndef ROLECALL_CLI_ATTEMPT_CARD_H
#define ROLECALL_CLI_ATTEMPT_CARD_H

#include "cli/scoring.h"

struct attempt_card {
	struct attempt attempt;
	struct transcript transcript;
	struct scoring *scoring;
	const struct scenario *scenario; /* NULL: not found any more */
	struct scorecard *card;          /* NULL: the content to score it by is not found any more */
	bool content_changed;            /* today's files differ from those pinned by the attempt */
	void *pool;
};

/* `word`: an attempt's number, "last" (of the trainee), or a transcript file to be scored. */
bool attempt_card_load(struct attempt_card *out, struct context *context, const char *word, struct err *err);
void attempt_card_release(struct attempt_card *card);

#endif
