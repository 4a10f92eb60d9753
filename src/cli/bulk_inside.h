/* bulk_inside.h - one block of an archive on its way from the reader to the writer. */
#ifndef ROLECALL_CLI_BULK_INSIDE_H
#define ROLECALL_CLI_BULK_INSIDE_H

#include "cli/bulk.h"
#include "model/transcript_line.h"

enum batch_state { BATCH_FREE, BATCH_READ, BATCH_TAKEN, BATCH_DONE };

struct batch {
	enum batch_state state; /* under the run's lock */
	char *text;             /* whole lines, or whole conversations of the plain form */
	size_t length, cap;
	const char *name;
	int first_line;
	bool json;
	bool guessed;       /* its first line is of neither form */
	struct err refused; /* what follows the text could not be read */
	/* results */
	struct strbuf out, talk;
	long bad, lost; /* what could not be read; of that, without a line of its own: a file that breaks off */
	bool stopped;   /* *err ends the run after what was written before it */
	struct err err;
};

/* One thread's scratch. */
struct worker {
	const struct bulk_options *options;
	struct bulk_run *run;
	struct scoring_lane *lane;
	struct transcript_lines *lines;
	struct score_totals totals;
};

#define BULK_TOO_LONG "This conversation is larger than 64 MiB."

/* "rolecall: FILE:LINE:COLUMN: MESSAGE\n", as an error at the end is told. */
void batch_tell(struct strbuf *talk, const struct err *err);
/* batch.c: score everything in the batch. */
void batch_score(struct worker *worker, struct batch *batch);

#endif
