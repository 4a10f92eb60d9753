/* output.c - tables to the reader. */
#include "cli/output.h"

#include "json/json.h"

#include <string.h>

bool output_table(struct context *context, const struct table *table, const char *form, const char *kind,
		  const char *empty, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!strcmp(form, "csv")) {
		table_add_csv(table, &out);
	} else if (!strcmp(form, "json")) {
		struct json_writer w;

		json_writer_init(&w, &out);
		json_open_object(&w);
		json_key_int(&w, kind, 1);
		json_key(&w, "rows");
		table_add_json(table, &w);
		json_close_object(&w);
		strbuf_addch(&out, '\n');
	} else if (!table_rows(table)) {
		fprintf(context->talk, "%s\n", empty);
		return true;
	} else {
		if (!table_add_text(table, context->out_terminal ? context_width(context) : 0, context->colour_out,
				    &out, err))
			return false;
		return context_page(context, strbuf_sv(&out), err);
	}
	return context_write(context, strbuf_sv(&out), err);
}
