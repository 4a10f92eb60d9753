/* suite.h - what `rolecall test` runs: the examples and model answers of rubrics, the playthroughs of scenarios, and
 * how much of the phrases they exercise. Codes T401 to T408, in the diagnostics' own shape. */
#ifndef ROLECALL_LINT_SUITE_H
#define ROLECALL_LINT_SUITE_H

#include "base/diag.h"
#include "base/err.h"
#include "lint/files.h"
#include "model/library.h"

/* Totals of one file. A check is one example, one model answer, one criterion's set of examples (T402) or one
 * playthrough. */
struct suite_file {
	char *path;
	enum content_kind kind;
	long passed, failed;
	long todo;      /* known gaps: examples under todo_pass and todo_fail that still hold */
	long phrases;   /* phrases as written, exceptions counted */
	long exercised; /* … that an example or a model answer of their criterion reaches */
	bool broken;    /* did not load: its diagnostics say why */
};

struct suite {
	struct suite_file *files;
	size_t count, cap;
	struct diag_list diags;
	long passed, failed, updated; /* updated: expected paths rewritten */
};

#define SUITE_INIT                                  \
	{                                           \
		NULL, 0, 0, DIAG_LIST_INIT, 0, 0, 0 \
	}

struct suite_options {
	bool update; /* write the path that was taken in place of the expected one; the file's other bytes stay */
};

/* Run everything. The diagnostics are finished. False and *err when a file cannot be read, or (update) written. */
bool suite_run(struct suite *suite, const struct lint_files *files, const struct library *library,
	       const struct suite_options *options, struct err *err);
void suite_release(struct suite *suite);

/* One line a file, then the totals: the last line is "N passed, N failed". */
void suite_format_text(const struct suite *suite, struct strbuf *out);
/* {"test":1,"passed":N,"failed":N,"files":[…],"diagnostics":[…],…} and a line end. */
void suite_format_json(const struct suite *suite, struct strbuf *out);

#endif
