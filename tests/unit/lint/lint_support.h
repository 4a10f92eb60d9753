/* lint_support.h - a small scenario to change, and what lint says of it. */
#ifndef LINT_SUPPORT_H
#define LINT_SUPPORT_H

#include "base/strbuf.h"

struct change {
	const char *from, *to; /* the first occurrence; from NULL ends a list */
};

/* The scenario of lint_support.c with the changes, through scenario_parse and lint_scenario: "S507 24:13, …" by place,
 * "" when all is well. The caller releases `out`. */
void lint_changed(const struct change *changes, struct strbuf *out);

/* One test: these changes give these codes. */
#define EXPECT_LINT(codes, ...)                                                   \
	do {                                                                      \
		const struct change changes_[] = {__VA_ARGS__, {NULL, NULL}};     \
		struct strbuf found_ CLEANUP_STRBUF = STRBUF_INIT;                \
		lint_changed(changes_, &found_);                                  \
		cr_expect_str_eq(found_.buf, codes, "%s: %s", codes, found_.buf); \
	} while (0)

#endif
