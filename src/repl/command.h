/* command.h - the commands of a conversation: one table for parsing, help and completion. */
#ifndef ROLECALL_REPL_COMMAND_H
#define ROLECALL_REPL_COMMAND_H

#include "base/err.h"
#include "base/sv.h"

enum command {
	COMMAND_NONE,
	COMMAND_HELP,
	COMMAND_HOLD,
	COMMAND_RESUME,
	COMMAND_TRANSFER,
	COMMAND_ESCALATE,
	COMMAND_NOTE,
	COMMAND_NOTES,
	COMMAND_HANG_UP,
	COMMAND_WAIT,
	COMMAND_HINT,
	COMMAND_WHY,
	COMMAND_MOOD,
	COMMAND_GOALS,
	COMMAND_BRIEF,
	COMMAND_SCORE,
	COMMAND_REWIND,
	COMMAND_EDIT,
	COMMAND_MODEL,
	COMMAND_RELOAD,
	COMMAND_BLESS,
	COMMAND_QUIT,
	COMMAND_OTHER /* an action of the scenario that has no entry in the table */
};

struct command_info {
	enum command command;
	const char *name;     /* without the slash */
	const char *argument; /* "" none */
	const char *help;     /* one sentence */
	bool exam;            /* allowed in an exam */
};

extern const struct command_info command_table[]; /* ended by a NULL name */

struct command_line {
	enum command command;
	const struct command_info *info;
	struct sv name;     /* as meant, in full */
	struct sv argument; /* trimmed */
};

/* `line` starts with one slash. Unique prefixes work. `actions`: names of the scenario's own actions, NULL-terminated.
 * Unknown or unclear: false and ERR_USAGE with a did-you-mean. */
bool command_parse(struct sv line, const char *const *actions, struct command_line *out, struct err *err);

#endif
