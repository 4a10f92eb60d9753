/* explain.h - the long text of every lint code: what it means, why it matters, a bad line and its mended twin. */
#ifndef ROLECALL_LINT_EXPLAIN_H
#define ROLECALL_LINT_EXPLAIN_H

#include "base/strbuf.h"

/* False when there is no such code. `code` is taken in either case ("s501"). */
bool lint_explain(const char *code, struct strbuf *out);
/* NULL-terminated, sorted. */
const char *const *lint_codes(void);
/* One short title, NULL when there is no such code. */
const char *lint_title(const char *code);

#endif
