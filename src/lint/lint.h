/* lint.h - static checks of scenarios, rubrics and word lists: the codes Y, P, R and S of languages.md, section 5.
 *
 * What loading finds (model/) and what is looked for here go into one list. A check whose input another diagnostic
 * already calls wrong stays silent, so that one mistake gives one diagnostic. */
#ifndef ROLECALL_LINT_LINT_H
#define ROLECALL_LINT_LINT_H

#include "base/diag.h"
#include "base/err.h"
#include "lint/files.h"
#include "model/library.h"

/* Check every file. `library` says where rubrics are found; each scenario also looks around itself. The diagnostics are
 * appended to `diags`, finished (sorted, capped, allowed ones dropped). False and *err when a file cannot be read. */
bool lint_files(const struct lint_files *files, const struct library *library, struct diag_list *diags,
		struct err *err);

/* The checks of one loaded document, for those who have it already (play, score). Nothing is finished. */
void lint_rubric(const struct rubric *rubric, struct diag_list *diags);
void lint_scenario(const struct scenario *scenario, struct diag_list *diags);

/* ---- machine forms ---- */
/* {"lint":1,"diagnostics":[…],"errors":N,"warnings":N} and a line end; `verb` is the first key: "lint" or "test". */
void lint_format_json(const struct diag_list *diags, const char *verb, struct strbuf *out);
/* SARIF 2.1.0, one run. */
void lint_format_sarif(const struct diag_list *diags, struct strbuf *out);
/* Workflow commands of GitHub Actions, one a line: ::error file=…,line=…,col=…,title=S501::message */
void lint_format_github(const struct diag_list *diags, struct strbuf *out);

/* The members "diagnostics", "errors", "warnings", "notes" and "suppressed" of an object that is open. */
struct json_writer;
void lint_diagnostics_json(const struct diag_list *diags, struct json_writer *w);

#endif
