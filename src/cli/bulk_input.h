/* bulk_input.h - the bytes of a file or of standard input in blocks, unpacked when they are gzip or zstd. */
#ifndef ROLECALL_CLI_BULK_INPUT_H
#define ROLECALL_CLI_BULK_INPUT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct bulk_input;
/* "-" is standard input. NULL and ERR_INPUT when it cannot be read. */
struct bulk_input *bulk_input_open(const char *path, struct err *err);
void bulk_input_close(struct bulk_input *input);             /* NULL is fine */
const char *bulk_input_name(const struct bulk_input *input); /* the path, or "standard input" */
/* At most `room` bytes, at least one; 0 at the end; -1 and *err on failure, ERR_NONE when a signal came. */
ssize_t bulk_input_read(struct bulk_input *input, char *to, size_t room, struct err *err);
/* Would a read return at once? */
bool bulk_input_is_ready(const struct bulk_input *input);
/* Bytes of the file as it lies on the disk, and those read of it; 0 when not known. */
off_t bulk_input_size(const struct bulk_input *input);
off_t bulk_input_done(const struct bulk_input *input);

#endif
