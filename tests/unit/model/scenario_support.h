/* scenario_support.h - what the scenario tests share: a rubric of four criteria without patterns, the shipped example,
 * and texts with one place changed. */
#ifndef TEST_MODEL_SCENARIO_SUPPORT_H
#define TEST_MODEL_SCENARIO_SUPPORT_H

#include "base/strbuf.h"
#include "model/scenario.h"

/* Knows "empathy-core" (apology, names-feeling, next-step, no-blame) and "broken", which exists but does not load. */
struct rubric_resolver test_resolver(void);

/* scenarios/chat/late-birthday-parcel.yaml of the source tree. */
void test_example(struct strbuf *out);

/* `text` with the only occurrence of `from` replaced. `to` may hold a mark @@: it is removed and its place stored. */
void test_edit(struct sv text, const char *from, const char *to, struct strbuf *out, int *line, int *column);

/* "S501 12:5, S508 14:9" of a list, in its order. */
void test_codes(const struct diag_list *diags, struct strbuf *out);

#endif
