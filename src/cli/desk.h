/* desk.h - what the verbs of the manager's desk share: finding an attempt and a criterion, who is at the desk. */
#ifndef ROLECALL_CLI_DESK_H
#define ROLECALL_CLI_DESK_H

#include "cli/verb.h"
#include "store/history.h"

/* The shared store and one of its attempts by number ("12"); practice is never looked at. */
bool desk_attempt(const void *ctx, struct context *context, const char *word, struct attempt *out, struct err *err);
/* One of the attempt's criteria by "rubric/criterion" or, when only one rubric has it, "criterion". *key is talloc'ed:
 * "rubric/criterion"; *verdict is the engine's. A wrong name is ERR_USAGE with "did you mean". */
bool desk_criterion(const void *ctx, struct store *store, int64_t attempt, const char *word, char **key,
		    enum verdict *verdict, struct err *err);
/* --by NAME, else the name that is used for play. */
const char *desk_by(const struct context *context, const struct args *args);
bool desk_verdict(const char *word, int *verdict, struct err *err); /* met, missed or na */
/* The trainee of that name; ERR_USAGE when there is none. */
bool desk_trainee(struct store *store, const char *name, int64_t *id, struct err *err);
/* --format suits only some first words of a verb, "list|report": ERR_USAGE that names them when it came with another.
 */
bool desk_format_for(const struct args *args, const char *words, struct err *err);
/* --since and the like: a date, 0 when not given. */
bool desk_time(const struct args *args, const char *option, int64_t *ms, struct err *err);

#endif
