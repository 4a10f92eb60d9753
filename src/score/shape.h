/* shape.h - what a reply looks like, whatever its words: capitals, runs of marks, emoji, characters. */
#ifndef ROLECALL_SCORE_SHAPE_H
#define ROLECALL_SCORE_SHAPE_H

#include "base/sv.h"

#include <stdbool.h>
#include <stdint.h>

#define SHAPE_MAX_EMOJI 20 /* whose places are kept */

struct shape {
	size_t characters; /* code points */
	size_t letters, capitals;
	uint32_t run_start, run_end; /* the longest run of ! and ? */
	int run, emoji;
	struct {
		uint32_t start, end;
	} emojis[SHAPE_MAX_EMOJI]; /* the first of them */
};

void shape_of(struct sv text, struct shape *shape);

#endif
