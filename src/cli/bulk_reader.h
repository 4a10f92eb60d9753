/* bulk_reader.h - a file cut into blocks of whole lines, or of whole conversations of the plain form. Reads each byte
 * once however the bytes come, and holds no more than one block and one unfinished conversation. */
#ifndef ROLECALL_CLI_BULK_READER_H
#define ROLECALL_CLI_BULK_READER_H

#include "cli/bulk_input.h"
#include "cli/bulk_inside.h"

#include <signal.h>

#define BULK_BLOCK_BYTES ((size_t)256 * 1024)
#define BULK_CONVERSATION_MAX ((size_t)64 * 1024 * 1024) /* a day of one agent is under a megabyte */

struct bulk_reader {
	struct bulk_input *input;
	const char *name;
	const volatile sig_atomic_t *stop; /* set by a signal: reading ends */
	char *rest;                        /* an unfinished line or conversation */
	size_t rest_length, rest_cap;
	int line;           /* number of the first line not handed out yet */
	bool decided, json; /* by the first line */
	bool guessed;       /* the first line is of neither form, and in the next batch */
	bool skipping;      /* inside a conversation that is too long */
	bool at_end;        /* nothing more will come */
};

/* Starts on a file. Both stay the caller's, and `name` must outlive the batches. */
void bulk_reader_start(struct bulk_reader *reader, struct bulk_input *input, const char *name);
void bulk_reader_release(struct bulk_reader *reader);
/* The next block, of about `goal` bytes or as much as is there without waiting. What could not be read is in
 * batch->refused, and comes behind the text. False when a signal came. */
bool bulk_reader_next(struct bulk_reader *reader, struct batch *batch, size_t goal);

#endif
