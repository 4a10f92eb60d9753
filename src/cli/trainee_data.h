/* trainee_data.h - what is kept on one person: out, and gone. */
#ifndef ROLECALL_CLI_TRAINEE_DATA_H
#define ROLECALL_CLI_TRAINEE_DATA_H

#include "cli/verb.h"

bool trainee_export(struct context *context, const struct args *args, struct err *err);
bool trainee_erase(struct context *context, const struct args *args, struct err *err);
bool trainee_import(struct context *context, const struct args *args, struct err *err);

#endif
