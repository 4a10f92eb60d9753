/* progress.h - how far a long piece of work is, on the talk stream when that is a terminal: after the first second,
 * five times a second, on a line of its own that is rewritten. */
#ifndef ROLECALL_CLI_PROGRESS_H
#define ROLECALL_CLI_PROGRESS_H

#include "cli/context.h"

struct progress {
	struct context *context;
	struct sv what, unit; /* "WHAT: 12 of 400 UNIT" */
	int64_t began, shown;
	bool wanted, any;
	struct store *watched;
};

void progress_begin(struct progress *progress, struct context *context, struct sv what, struct sv unit);
/* What this store says of its long calls is shown, until progress_end. */
void progress_watch(struct progress *progress, struct context *context, struct store *store);
/* `total` 0: nobody knows. */
void progress_tell(struct progress *progress, int64_t done, int64_t total);
void progress_end(struct progress *progress); /* takes the line away */

#endif
