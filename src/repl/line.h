/* line.h - the one door to readline: a prompt that keeps what is being typed when the customer speaks. */
#ifndef ROLECALL_REPL_LINE_H
#define ROLECALL_REPL_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line_hooks {
	void *data;
	/* Called about ten times a second while the person types. Returns text to show above the prompt (malloc'ed), or
	 * NULL. */
	char *(*tick)(void *data);
	/* The program goes on after it was suspended. */
	void (*continued)(void *data);
	/* True when the conversation ended while the person typed: the prompt goes away. */
	bool (*over)(void *data);
	bool plain; /* for screen readers: the line is left as it is, and said again below what was shown */
	/* Candidates for the word before the cursor: malloc'ed, NULL-terminated array of malloc'ed strings; `line` is
	 * all up to the cursor, `start` where the word begins. NULL: none. */
	char **(*complete)(void *data, const char *line, int start);
};

enum line_result { LINE_TEXT, LINE_END /* Ctrl-D on an empty line */, LINE_OVER, LINE_SIGNAL /* SIGTERM, SIGHUP */ };

/* Start and stop. `history_path` may be NULL; the file is written with mode 0600. readline is global: one at a time. */
void line_start(const struct line_hooks *hooks, const char *history_path);
void line_stop(void);

/* One reply. A paste of several lines is one result. *text is malloc'ed for LINE_TEXT. */
enum line_result line_read(const char *prompt, char **text);
void line_remember(const char *text);
/* Columns of the terminal now. */
int line_width(void);

#endif
