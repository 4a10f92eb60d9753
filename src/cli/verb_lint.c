/* verb_lint.c - rolecall lint: static checks of scenarios, rubrics and word lists. */
#include "cli/verb.h"
#include "lint/lint.h"

#include <string.h>

/* The last line for people. */
static void add_summary(const struct diag_list *diags, const struct lint_files *files, struct strbuf *out)
{
	size_t errors = diag_count_exact(diags, DIAG_ERROR), warnings = diag_count_exact(diags, DIAG_WARNING);
	size_t notes = diag_count_exact(diags, DIAG_NOTE);

	strbuf_addf(out, "%zu %s, %zu %s", errors, errors == 1 ? "error" : "errors", warnings,
		    warnings == 1 ? "warning" : "warnings");
	if (notes)
		strbuf_addf(out, ", %zu %s", notes, notes == 1 ? "note" : "notes");
	strbuf_addf(out, " in %zu %s\n", files->count, files->count == 1 ? "file" : "files");
}

static bool show(struct context *context, const char *form, const struct lint_files *files,
		 const struct diag_list *diags, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!strcmp(form, "json")) {
		lint_format_json(diags, "lint", &out);
	} else if (!strcmp(form, "sarif")) {
		lint_format_sarif(diags, &out);
	} else if (!strcmp(form, "github")) {
		lint_format_github(diags, &out);
	} else {
		diag_render_text(diags, context->colour_out, &out);
		add_summary(diags, files, &out);
		return context_page(context, strbuf_sv(&out), err);
	}
	return context_write(context, strbuf_sv(&out), err);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct lint_files files = LINT_FILES_INIT;
	struct diag_list diags = DIAG_LIST_INIT;
	struct library *library = context_library(context, err);
	enum diag_severity bar = args_has(args, "strict") ? DIAG_WARNING : DIAG_ERROR;
	int code = CLI_OK;

	if (library && lint_files_find(&files, (const char *const *)args->rest, (size_t)args->rest_count, err) &&
	    lint_files(&files, library, &diags, err) &&
	    show(context, args_get(args, "format", "text"), &files, &diags, err))
		code = diag_count(&diags, bar) ? CLI_FINDINGS : CLI_OK;
	lint_files_release(&files);
	diag_list_release(&diags);
	return code;
}

static const struct verb_option options[] = {
	{"strict", 's', NULL, NULL, VALUE_NONE, false, "exit 1 on a warning too"},
	{"format", 'f', "FORM", "text|json|sarif|github", VALUE_NONE, false,
	 "text, json, sarif (2.1.0), or github (annotations of a workflow)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_lint = {
	.name = "lint",
	.arguments = "[PATH...]",
	.summary = "Find mistakes in scenarios, rubrics and word lists",
	.readers = "trainer",
	.value = VALUE_FILE,
	.options = options,
	.text = "PATH is a file or a folder; without one, scenarios/ and rubrics/ of the working folder are looked "
		"at.\n"
		"Exits 1 when there is an error. `rolecall explain CODE` says more about a code, and a comment\n"
		"`# rolecall: allow CODE` at the end of a line silences that code there.",
	.run = run,
};
