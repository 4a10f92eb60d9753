/* err.h - the one error value that fallible functions fill.
 *
 * A fallible function returns bool or a pointer and takes `struct err *err` last.
 * Success leaves *err alone; failure fills it exactly once: a kind (decides the exit
 * code), one whole sentence, and where in a file the trouble is, when there is a file. */
#ifndef ROLECALL_BASE_ERR_H
#define ROLECALL_BASE_ERR_H

#include "base/banned.h"

#include <stdbool.h>

enum err_kind {
	ERR_NONE = 0,
	ERR_USAGE, /* the command line is off: exit 2 */
	ERR_INPUT, /* a file or stream cannot be used: exit 2 */
	ERR_IO,    /* reading or writing failed: exit 2 */
	ERR_STORE, /* the attempt store failed: exit 3 */
	ERR_LIMIT, /* a documented limit was reached: exit 2 */
	ERR_BUG    /* an invariant broke: exit 70 */
};

struct err {
	enum err_kind kind;
	int line;   /* 1-based, 0 when unknown */
	int column; /* 1-based, in code points, 0 when unknown */
	char file[256];
	char message[512]; /* a whole sentence without newline; control characters already made visible */
};

#define ERR_INIT                       \
	{                              \
		ERR_NONE, 0, 0, "", "" \
	}

/* Fill *err (NULL is allowed: nothing is recorded). Always returns false, so that
 * `return err_set(err, ...)` reads well. `format` is a literal, never user text. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool err_set_at(struct err *err, enum err_kind kind, const char *file, int line, int column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* The exit code that architecture.md assigns to the kind: 0, 2, 3 or 70. */
int err_exit_code(const struct err *err);

#endif
