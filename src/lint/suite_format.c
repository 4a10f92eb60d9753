/* suite_format.c - the results of a test run, for people and for machines. */
#include "base/utf8.h"
#include "lint/lint.h"
#include "lint/suite.h"
#include "json/json.h"

static const char *const kind_words[] = {"file", "scenario", "rubric", "words"};

static void add_file_text(const struct suite_file *file, struct strbuf *out)
{
	strbuf_addstr(out, file->failed ? "FAIL  " : "ok    ");
	utf8_add_visible(out, sv_from(file->path), false);
	strbuf_addf(out, ": %ld passed, %ld failed", file->passed, file->failed);
	if (file->broken)
		strbuf_addstr(out, " (it does not load)");
	if (file->phrases)
		strbuf_addf(out, "; %ld of %ld phrases exercised", file->exercised, file->phrases);
	if (file->todo)
		strbuf_addf(out, "; %ld known %s", file->todo, file->todo == 1 ? "gap" : "gaps");
	strbuf_addch(out, '\n');
}

void suite_format_text(const struct suite *suite, struct strbuf *out)
{
	for (size_t i = 0; i < suite->count; i++)
		add_file_text(&suite->files[i], out);
	if (suite->updated)
		strbuf_addf(out, "%ld expected %s rewritten\n", suite->updated, suite->updated == 1 ? "path" : "paths");
	strbuf_addf(out, "%ld passed, %ld failed\n", suite->passed, suite->failed);
}

static void add_file_json(const struct suite_file *file, struct json_writer *w)
{
	json_open_object(w);
	json_key_str(w, "file", file->path);
	json_key_str(w, "kind", kind_words[file->kind]);
	json_key_int(w, "passed", file->passed);
	json_key_int(w, "failed", file->failed);
	json_key_int(w, "todo", file->todo);
	json_key_int(w, "phrases", file->phrases);
	json_key_int(w, "exercised", file->exercised);
	json_key_bool(w, "loads", !file->broken);
	json_close_object(w);
}

void suite_format_json(const struct suite *suite, struct strbuf *out)
{
	struct json_writer w;

	json_writer_init(&w, out);
	json_open_object(&w);
	json_key_int(&w, "test", 1);
	json_key_int(&w, "passed", suite->passed);
	json_key_int(&w, "failed", suite->failed);
	json_key_int(&w, "updated", suite->updated);
	json_key(&w, "files");
	json_open_array(&w);
	for (size_t i = 0; i < suite->count; i++)
		add_file_json(&suite->files[i], &w);
	json_close_array(&w);
	lint_diagnostics_json(&suite->diags, &w);
	json_close_object(&w);
	strbuf_addch(out, '\n');
}
