/* bulk.h - transcripts in, results out, in the order of the input: blocks of text are read, scored by worker threads
 * and written one after another. Memory is bounded by a few blocks and the largest single conversation, whatever the
 * size of the archive. */
#ifndef ROLECALL_CLI_BULK_H
#define ROLECALL_CLI_BULK_H

#include "cli/score_totals.h"
#include "cli/scoring.h"
#include "score/card_text.h"

enum bulk_form { BULK_TEXT, BULK_JSON, BULK_CSV };

struct bulk_options {
	enum bulk_form form;
	enum card_detail detail; /* of BULK_JSON */
	int jobs;                /* threads that score, 1 to BULK_JOBS_MAX */
	bool keep_going;         /* tell of a line or a file that cannot be read, and go on */
	bool line_for_line;      /* with keep_going and BULK_JSON: a line out for every line in, whatever is in it */
	bool summary;            /* totals instead of cards */
	bool progress;           /* tell how far it is, on context->talk */
	struct card_text_options text;
};
#define BULK_JOBS_MAX 64

struct bulk_run;
struct bulk_run *bulk_new(struct context *context, struct scoring *scoring, const struct bulk_options *options);
void bulk_free(struct bulk_run *run); /* NULL is fine */
/* One file, or "-". False and *err on failure; false without when a signal or a closed pipe ended it. Some of it may be
 * on its way still: call bulk_end after the last. */
bool bulk_file(struct bulk_run *run, const char *path, struct err *err);
/* Writes what is on its way when all has gone well so far, as `good` says; else waits for the threads. Returns whether
 * all is well now. */
bool bulk_end(struct bulk_run *run, bool good, struct err *err);
/* The rest is for after bulk_end. */
const struct score_totals *bulk_totals(struct bulk_run *run);
long bulk_bad(const struct bulk_run *run);        /* lines, and files, that could not be read */
long bulk_lost(const struct bulk_run *run);       /* of these, files */
int bulk_interrupted(const struct bulk_run *run); /* the number of the signal that ended it, or 0 */

#endif
