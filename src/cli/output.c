/* output.c - tables to the reader. */
#include "cli/output.h"

#include "base/mem.h"

#include <errno.h>
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

void output_begin(struct output *output, struct context *context, struct table *table, const char *form,
		  const char *kind, const char *empty)
{
	*output = (struct output){.context = context,
				  .table = table,
				  .form = form,
				  .kind = kind,
				  .empty = empty,
				  .text = STRBUF_INIT,
				  .pager = PAGER_NONE};
}

static bool is_text(const struct output *output)
{
	return strcmp(output->form, "csv") != 0 && strcmp(output->form, "json") != 0;
}

/* What was made so far goes out; a reader who has gone ends it quietly. */
static bool put(struct output *output, struct err *err)
{
	struct context *context = output->context;
	struct sv text = strbuf_sv(&output->text);
	bool first = !output->begun, good;

	output->begun = true;
	if (first && is_text(output))
		pager_open(&output->pager, context);
	good = pager_is_open(&output->pager) && pager_put(&output->pager, text);
	if (!good && pager_is_open(&output->pager))
		output->closed = pager_close(&output->pager) || !first; /* else there is no such pager */
	if (!good && !output->closed) {
		good = fwrite(text.p, 1, text.n, context->out) == text.n && !fflush(context->out);
		output->closed = !good;
		if (!good && errno != EPIPE)
			err_set(err, ERR_IO, "The results could not be written: %s.", strerror(errno));
	}
	strbuf_reset(&output->text);
	return good;
}

static bool put_rows(struct output *output, struct err *err)
{
	bool first = !output->begun;

	if (is_text(output)) {
		table_add_text_rows(output->table, first, &output->text);
	} else if (!strcmp(output->form, "csv")) {
		if (first)
			table_add_csv_heading(output->table, &output->text);
		table_add_csv_rows(output->table, &output->text);
	} else {
		if (first) {
			json_writer_init(&output->json, &output->text);
			json_open_object(&output->json);
			json_key_int(&output->json, output->kind, 1);
			json_key(&output->json, "rows");
			json_open_array(&output->json);
		}
		table_add_json_rows(output->table, &output->json);
	}
	table_clear(output->table);
	return put(output, err);
}

bool output_row(struct output *output, struct err *err)
{
	if (output->closed)
		table_clear(output->table);
	/* One more than a block, so that what fits into one is known to be all there is. */
	return !output->closed && (table_rows(output->table) <= OUTPUT_BLOCK || put_rows(output, err));
}

static bool finish(struct output *output, struct err *err)
{
	if (err->kind != ERR_NONE || output->closed)
		return err->kind == ERR_NONE;
	if (!output->begun)
		return output_table(output->context, output->table, output->form, output->kind, output->empty, err);
	if (table_rows(output->table))
		put_rows(output, err);
	if (!strcmp(output->form, "json") && !output->closed) {
		json_close_array(&output->json);
		json_close_object(&output->json);
		strbuf_addch(&output->text, '\n');
		put(output, err);
	}
	return err->kind == ERR_NONE;
}

bool output_end(struct output *output, struct err *err)
{
	bool good = finish(output, err);

	if (pager_is_open(&output->pager))
		pager_close(&output->pager);
	strbuf_release(&output->text);
	return good;
}
