/* calibrate_run.h - scoring rows marked by people: streams a file, keeps figures and the worst disagreements. */
#ifndef ROLECALL_CLI_CALIBRATE_RUN_H
#define ROLECALL_CLI_CALIBRATE_RUN_H

#include "cli/calibrate_map.h"
#include "score/card.h"

#include <stdio.h>

struct dispute { /* a row on which rubric and people disagree; texts are owned */
	char *id, *context, *reply, *why;
	size_t reply_length;
	size_t evidence; /* bytes quoted */
	struct mark *marks;
	int mark_count;
};

struct calibrate_target { /* of one mapping */
	int rubric, criterion;
	struct dispute *only_rubric, *only_people; /* the worst first, at most `keep` of each */
	int only_rubric_count, only_people_count;
};

struct calibrate_run {
	const struct label_map *maps;
	size_t map_count;
	const struct label_cond *wheres; /* rows that do not hold all of them are left out */
	size_t where_count;
	struct scorer *scorer;
	struct score_session *session;
	struct match_scanner *counter;
	struct calibration *calibration;
	struct calibrate_target *targets; /* by mapping */
	int keep;                         /* disagreements of each sort */
	FILE *rows;                       /* NULL, or where each row's result is written (NDJSON) */
};

/* One line. `place` and `line` for messages. */
bool calibrate_line(struct calibrate_run *run, struct sv text, const char *place, int line, struct err *err);
void calibrate_targets_free(struct calibrate_target *targets, size_t count);

#endif
