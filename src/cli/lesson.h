/* lesson.h - pieces of a conversation outside an attempt: a worked example, and one turn to drill. */
#ifndef ROLECALL_CLI_LESSON_H
#define ROLECALL_CLI_LESSON_H

#include "cli/context.h"
#include "engine/engine.h"
#include "repl/draw.h"

/* A scenario that can be played, with its rubrics and an engine; nothing is kept. */
struct lesson {
	struct scenario *scenario;
	const struct rubric **rubrics;
	struct scorer *scorer;
	struct engine *engine;
};

bool lesson_open(struct lesson *lesson, struct context *context, struct sv scenario, uint64_t seed, struct err *err);
void lesson_close(struct lesson *lesson);

/* A good playthrough of the scenario, played and annotated: what each reply won. False without *err when the scenario
 * has no playthrough that ends resolved. */
bool lesson_add_example(struct context *context, struct sv scenario, const struct draw_style *style, struct strbuf *out,
			struct err *err);

#endif
