/* walking.h - what the verbs walk and graph share. */
#ifndef ROLECALL_CLI_WALKING_H
#define ROLECALL_CLI_WALKING_H

#include "cli/verb.h"
#include "lint/walk.h"

/* Takes the runs from the option of that name, and --seed (and --cap for "runs"). ERR_USAGE when out of range. */
bool walking_options(const struct args *args, const char *runs_option, struct walk_options *options, struct err *err);
/* walk_run with progress on stderr when that is a terminal. */
struct walk *walking_walk(struct context *context, const struct scenario *scenario, struct walk_options *options);

#endif
