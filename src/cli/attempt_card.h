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
	struct store *store;
	void *pool;
};

/* `word`: an attempt's number ("p12" for one of practice; a number that only practice has is found too), or "last", the
 * trainee's newest in either store. *store and *id are set. */
bool attempt_find(struct context *context, const char *word, struct store **store, int64_t *id, struct err *err);
/* The name by which people call it: "12", or "p12" for practice. */
void attempt_name(const struct context *context, const struct store *store, int64_t id, struct strbuf *out);

bool attempt_card_load(struct attempt_card *out, struct context *context, const char *word, struct err *err);
void attempt_card_release(struct attempt_card *card);

#endif
