/* transcript_line.h - lines of an archive as transcripts, one after another, at the speed of the text.
 *
 * Says what transcript_parse_json says, errors included; a line of the usual shape is read without a document, and its
 * texts are views of the line. Unknown keys are not kept: this reader is for scoring, not for writing back. */
#ifndef ROLECALL_MODEL_TRANSCRIPT_LINE_H
#define ROLECALL_MODEL_TRANSCRIPT_LINE_H

#include "model/transcript.h"

struct transcript_lines; /* one thread's */
struct transcript_lines *transcript_lines_new(void);
void transcript_lines_free(struct transcript_lines *lines);

/* The transcript of one line, or NULL and *err. It lives until the next call, and as long as the line, which may be
 * changed by it. */
struct transcript *transcript_lines_read(struct transcript_lines *lines, char *line, size_t length, const char *file,
					 int number, struct err *err);

#endif
