/* transcripts.h - the transcripts of a file or of standard input, one by one: NDJSON or the plain text form, told apart
 * by the first character that is no white space ("{" is JSON). Memory is bounded by the largest single conversation. */
#ifndef ROLECALL_CLI_TRANSCRIPTS_H
#define ROLECALL_CLI_TRANSCRIPTS_H

#include "base/err.h"
#include "model/transcript.h"

#include <stdbool.h>

struct transcripts;

/* "-" is standard input. NULL and ERR_INPUT when it cannot be read. */
struct transcripts *transcripts_open(const char *path, struct err *err);
void transcripts_close(struct transcripts *input);

enum transcripts_next { TRANSCRIPTS_ONE, TRANSCRIPTS_END, TRANSCRIPTS_BAD };
/* `out` must be initialised and empty; it is filled for TRANSCRIPTS_ONE. BAD: *err says file, line and column; the next
 * call goes on with the line or conversation after it. One without an id gets "FILE:LINE". */
enum transcripts_next transcripts_next(struct transcripts *input, struct transcript *out, struct err *err);

#endif
