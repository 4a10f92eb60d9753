/* diag.h - diagnostics: a code, a place in somebody's file, a sentence and the edit that helps.
 *
 * A list owns its diagnostics and copies of all strings. It is sorted and capped (10 of a code in
 * one file; the rest is counted) only by diag_list_finish. Rendering wants the source text of the
 * files; diag_list_add_source keeps a copy of each. */
#ifndef ROLECALL_BASE_DIAG_H
#define ROLECALL_BASE_DIAG_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag {
	enum diag_severity severity;
	char code[8];  /* "S501" */
	char *file;    /* as the user named it */
	int line;      /* 1-based */
	int column;    /* 1-based, code points */
	int length;    /* code points under the caret line, at least 1 */
	char *message; /* one sentence without final stop */
	char *help;    /* the edit, or NULL */
};

struct diag_source {
	char *file, *text;
	size_t length;
	size_t *lines; /* where each line starts */
	size_t line_count;
};

struct diag_list {
	struct diag *items;
	size_t count, cap;
	struct diag_source *sources;
	size_t source_count, source_cap;
	size_t suppressed; /* beyond the cap of 10 of a kind, after diag_list_finish */
};

#define DIAG_LIST_INIT                    \
	{                                 \
		NULL, 0, 0, NULL, 0, 0, 0 \
	}

void diag_list_release(struct diag_list *list);
void diag_list_add_source(struct diag_list *list, const char *file, struct sv text);

/* Line `line` (1-based) of a file whose source is known, without its end and without a byte order mark; "" otherwise.
 */
struct sv diag_source_line(const struct diag_list *list, const char *file, int line);

/* Drop the diagnostics of one file (the source stays): one that stops the file is about to replace them. */
void diag_list_forget(struct diag_list *list, const char *file);

/* Append one. The severity is looked up from the code by diag_severity_of. NULL list: nothing happens. */
void diag_add(struct diag_list *list, const char *code, const char *file, int line, int column, int length,
	      const char *help, const char *format, ...) __attribute__((format(printf, 8, 9)));

/* Severity by code, as languages.md section 5 lists them (one table, in diag.c). S512 has two: diag_add
 * takes the error; diag_add_severity sets another one. */
enum diag_severity diag_severity_of(const char *code);
void diag_set_last_severity(struct diag_list *list, enum diag_severity severity);

size_t diag_count(const struct diag_list *list, enum diag_severity at_least);
size_t diag_count_exact(const struct diag_list *list, enum diag_severity severity);
bool diag_list_has(const struct diag_list *list, const char *file, const char *code_prefix);

/* True when a `# rolecall: allow CODE` comment on the diagnostic's own line names its code. What leaves a file
 * unusable (every Y code but Y103, Y104, Y108 and Y109) cannot be allowed. */
bool diag_is_allowed(const struct diag_list *list, const struct diag *diag);

/* True when the file has an error in YAML or its shape (a Y code) that no comment allows: it cannot be used. */
bool diag_list_unusable(const struct diag_list *list, const char *file);

/* Honour `# rolecall: allow CODE` comments on the diagnostic's line, sort by file, line, column, code,
 * drop exact repeats, cap. Idempotent. */
void diag_list_finish(struct diag_list *list);

/* file:line:column: error[S501]: sentence / the author's line / caret / help:, for people.
 * Tabs and wide characters keep the caret aligned; the line is made visible first. `colour`: ANSI. */
void diag_render_text(const struct diag_list *list, bool colour, struct strbuf *out);

/* The other forms (json, sarif, github) belong to lint/. */

#endif
