/* seat.h - what the engine tests share: a scenario with its rubrics, a session on it, and short ways to talk. */
#ifndef TEST_ENGINE_SEAT_H
#define TEST_ENGINE_SEAT_H

#include "engine/engine.h"

struct seat {
	struct rubric *rubrics[4];
	int rubric_count;
	const char *folder;
	struct scenario *scenario;
	struct scorer *scorer;
	struct engine *engine;
	struct score_session *warm; /* of seat_score */
	struct strbuf text;         /* of the last seat_said */
};

/* A file of the source tree and the rubrics beside it (or in rubrics/), without a session yet. */
void seat_load(struct seat *seat, const char *path);
/* A session with these options (NULL: seed 1 and nothing else), begun. */
void seat_begin(struct seat *seat, const struct engine_options *options);
/* Both, with tests/data/engine/NAME.yaml. */
void seat_open(struct seat *seat, const char *name, uint64_t seed);
/* Frees; first checks that the transcript, written and read again, gives the same card, and that replaying the inputs
 * gives the same transcript. */
void seat_close(struct seat *seat);

void seat_say(struct seat *seat, const char *reply);
void seat_do(struct seat *seat, const char *line); /* "/hold 2m", "/wait 60s" */
void seat_say_at(struct seat *seat, const char *reply, int64_t at_ms);

/* What the customer said in the last call, joined by spaces. */
const char *seat_said(struct seat *seat);
const char *seat_text_of(struct seat *seat, enum event_kind kind); /* of the first such event; "" */
int seat_events(const struct seat *seat, enum event_kind kind);
const char *seat_node(const struct seat *seat);
const char *seat_ending(const struct seat *seat);                  /* "" */
void seat_mood(const struct seat *seat, int anger, int confusion); /* asserts */

void seat_card(struct seat *seat, struct strbuf *out); /* engine_card as JSON */
/* engine_score, with a session of its own and with one that was used before: the same card, whose JSON is added. */
void seat_score(struct seat *seat, const struct transcript *transcript, struct strbuf *out);
void seat_rescored(struct seat *seat, struct strbuf *out); /* the transcript through JSON and engine_score */

struct engine_options seat_options(uint64_t seed);

#endif
