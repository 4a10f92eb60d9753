/* output.h - a table in the form that --format asks for. */
#ifndef ROLECALL_CLI_OUTPUT_H
#define ROLECALL_CLI_OUTPUT_H

#include "cli/context.h"
#include "report/table.h"

/* `kind` names the JSON form: {"KIND":1,"rows":[…]}. `form`: text, csv or json. `empty`: the sentence that text shows
 * (on the talk stream) when there are no rows. */
bool output_table(struct context *context, const struct table *table, const char *form, const char *kind,
		  const char *empty, struct err *err);

#endif
