/* assigned.h - what a manager assigned, shown to the trainee. */
#ifndef ROLECALL_CLI_ASSIGNED_H
#define ROLECALL_CLI_ASSIGNED_H

#include "cli/context.h"

/* Tells the trainee (on the talk stream) what is assigned and not done, and marks it as seen. */
bool assigned_show(struct context *context, struct store *store, const char *trainee, struct err *err);

#endif
