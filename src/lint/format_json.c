/* format_json.c - diagnostics as one JSON object (cli.md, machine forms, version 1). */
#include "lint/lint.h"
#include "json/json.h"

static const char *const severity_words[] = {"note", "warning", "error"};

static void add_one(struct json_writer *w, const struct diag *diag)
{
	json_open_object(w);
	json_key_str(w, "file", diag->file);
	json_key_int(w, "line", diag->line);
	json_key_int(w, "column", diag->column);
	json_key_str(w, "severity", severity_words[diag->severity]);
	json_key_str(w, "code", diag->code);
	json_key_str(w, "message", diag->message);
	json_key_str(w, "help", diag->help);
	json_key_int(w, "length", diag->length);
	json_close_object(w);
}

void lint_diagnostics_json(const struct diag_list *diags, struct json_writer *w)
{
	json_key(w, "diagnostics");
	json_open_array(w);
	for (size_t i = 0; i < diags->count; i++)
		add_one(w, &diags->items[i]);
	json_close_array(w);
	json_key_int(w, "errors", (long long)diag_count_exact(diags, DIAG_ERROR));
	json_key_int(w, "warnings", (long long)diag_count_exact(diags, DIAG_WARNING));
	json_key_int(w, "notes", (long long)diag_count_exact(diags, DIAG_NOTE));
	json_key_int(w, "suppressed", (long long)diags->suppressed);
}

void lint_format_json(const struct diag_list *diags, const char *verb, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, verb, 1);
	lint_diagnostics_json(diags, &w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
