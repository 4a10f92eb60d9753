/* output.h - a table in the form that --format asks for. */
#ifndef ROLECALL_CLI_OUTPUT_H
#define ROLECALL_CLI_OUTPUT_H

#include "cli/context.h"
#include "report/table.h"
#include "json/json.h"

/* `kind` names the JSON form: {"KIND":1,"rows":[…]}. `form`: text, csv or json. `empty`: the sentence that text shows
 * (on the talk stream) when there are no rows. */
bool output_table(struct context *context, const struct table *table, const char *form, const char *kind,
		  const char *empty, struct err *err);

/* The same for rows that may be very many. Up to OUTPUT_BLOCK rows it is output_table; more are written in blocks of
 * that size as they come, and the table holds no more than one. Text then has every column, as wide as table_least and
 * the blocks so far say. */
#define OUTPUT_BLOCK 4096
struct output {
	struct context *context;
	struct table *table; /* the caller's: columns are added first, then rows */
	const char *form, *kind, *empty;
	struct strbuf text;
	struct json_writer json;
	struct pager pager;
	bool begun, closed;
};

void output_begin(struct output *output, struct context *context, struct table *table, const char *form,
		  const char *kind, const char *empty);
/* After each row's last cell. False: no more rows are wanted; *err when that is a failure, else the reader has gone. */
bool output_row(struct output *output, struct err *err);
/* In any case, at the end; with an error that is set already nothing more is written. False: *err is set. */
bool output_end(struct output *output, struct err *err);

#endif
