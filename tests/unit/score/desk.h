/* desk.h - loading rubrics of tests/data/score and feeding written conversations, for the score suite. */
#ifndef TEST_SCORE_DESK_H
#define TEST_SCORE_DESK_H

#include "base/strbuf.h"
#include "score/card.h"
#include "json/json.h"

struct desk {
	struct rubric *rubrics[4];
	size_t count;
	struct scorer *scorer;
};

void desk_open(struct desk *desk, const char *const *names, size_t count);
void desk_open_text(struct desk *desk, const char *yaml);
void desk_close(struct desk *desk);
struct json_value *desk_json(const char *name);

/* "C: …" a customer's line, "A: …" a reply ("A@40: …" at 40 s), "/name …" an action. anger[i] is the mood before the
 * i-th reply; NULL unknown. */
struct talk {
	const char *const *turns;
	size_t count;
	const double *anger;
	size_t anger_count;
	enum channel channel;
};
/* Feeds and closes; `changes` gets one line a change ("2 met regret"); `looks` makes a card after each turn. */
void desk_feed(const struct desk *desk, struct score_session *session, const struct talk *talk, bool looks,
	       struct strbuf *changes);
struct score_context desk_context(const struct talk *talk);
void desk_transcript(const struct talk *talk, struct transcript *out);

#endif
