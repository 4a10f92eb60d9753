/* stage.h - the scenarios of a content folder, ready to be played: what the benchmarks of the store share. */
#ifndef ROLECALL_TESTS_BENCH_STAGE_H
#define ROLECALL_TESTS_BENCH_STAGE_H

#include "engine/engine.h"
#include "model/library.h"
#include "store/store.h"

#define STAGES_MAX 256
#define STAGE_RUBRICS_MAX 32

struct stage {
	struct scenario *scenario;
	const struct rubric *rubrics[STAGE_RUBRICS_MAX];
	size_t rubric_count;
	struct scorer *scorer;
};

/* Those with a playthrough, in the library's order. */
struct stages {
	struct library *library;
	struct stage list[STAGES_MAX];
	size_t count;
};
bool stages_load(struct stages *stages, const char *root, struct err *err);
void stages_release(struct stages *stages);

/* An exam by this trainee. */
struct attempt_start stage_start(const struct stage *stage, int64_t trainee, uint64_t seed, int64_t now_ms);

/* A line of a playthrough as input: a reply, or an action after a slash; `typed` has what it points to. */
bool stage_input(struct sv line, int64_t at_ms, struct turn *typed, struct engine_input *out, struct err *err);

#endif
