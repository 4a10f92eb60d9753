/* template.h - the files that `rolecall new` writes: a commented scenario for each channel, a commented rubric, or a
 * copy of an existing file under a new id. */
#ifndef ROLECALL_LINT_TEMPLATE_H
#define ROLECALL_LINT_TEMPLATE_H

#include "base/err.h"
#include "base/strbuf.h"
#include "model/channel.h"
#include "model/rubric.h"

/* A scenario that lints clean and passes its tests, with the rubrics named. `rubrics`: at least one; the reactions name
 * criteria of the first. */
void template_scenario(struct sv id, enum channel channel, const struct rubric *const *rubrics, size_t count,
		       struct strbuf *out);
/* A rubric that lints clean and passes its tests, without includes. */
void template_rubric(struct sv id, struct strbuf *out);

/* The text of a scenario or rubric file with another id; everything else stays, comments too. ERR_INPUT when the text
 * cannot be read as YAML or has no id. */
bool template_copy(const char *path, struct sv text, struct sv id, struct strbuf *out, struct err *err);

#endif
