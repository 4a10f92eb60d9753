/* file.h - whole files and folders. */
#ifndef ROLECALL_BASE_FILE_H
#define ROLECALL_BASE_FILE_H

#include "base/err.h"
#include "base/strbuf.h"

#include <sys/types.h>

/* Read a whole file of at most `max` bytes. Larger: ERR_LIMIT. A folder, a missing or an unreadable file: ERR_INPUT. */
bool file_read(const char *path, size_t max, struct strbuf *out, struct err *err);

/* Write through a temporary file in the same folder and rename; mode as given; fsync first. */
bool file_write_atomic(const char *path, struct sv content, mode_t mode, struct err *err);

/* mkdir -p; folders that are made get `mode`. */
bool file_make_folders(const char *path, mode_t mode, struct err *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* Sorted paths (bytewise) of the files below `folder` whose name ends in `suffix`, recursively, hidden
 * names and symlinked folders left out. malloc'ed array of malloc'ed strings; free with file_list_free. */
char **file_list(const char *folder, const char *suffix, size_t *count, struct err *err);
void file_list_free(char **paths, size_t count);

/* malloc'ed "a/b"; no double slash. */
char *file_join(const char *a, const char *b);
/* malloc'ed folder part ("." when none). */
char *file_folder(const char *path);
/* malloc'ed real path, or NULL when it does not exist. */
char *file_real(const char *path);

#endif
