/* verb_test.c - rolecall test: examples, model answers and playthroughs. */
#include "cli/verb.h"
#include "lint/lint.h"
#include "lint/suite.h"

#include <string.h>

static bool show(struct context *context, const char *form, const struct suite *suite, struct err *err)
{
	CLEANUP_STRBUF struct strbuf out = STRBUF_INIT;

	if (!strcmp(form, "json")) {
		suite_format_json(suite, &out);
	} else if (!strcmp(form, "sarif")) {
		lint_format_sarif(&suite->diags, &out);
	} else if (!strcmp(form, "github")) {
		lint_format_github(&suite->diags, &out);
	} else {
		diag_render_text(&suite->diags, context->colour_out, &out);
		suite_format_text(suite, &out);
		return context_page(context, strbuf_sv(&out), err);
	}
	return context_write(context, strbuf_sv(&out), err);
}

static int run(struct context *context, const struct args *args, struct err *err)
{
	struct suite_options options = {.update = args_has(args, "update")};
	struct lint_files files = LINT_FILES_INIT;
	struct suite suite = SUITE_INIT;
	struct library *library = context_library(context, err);
	int code = CLI_OK;

	if (library && lint_files_find(&files, (const char *const *)args->rest, (size_t)args->rest_count, err) &&
	    suite_run(&suite, &files, library, &options, err) &&
	    show(context, args_get(args, "format", "text"), &suite, err)) {
		bool strict = args_has(args, "strict") && diag_count(&suite.diags, DIAG_WARNING);

		code = suite.failed || strict ? CLI_FINDINGS : CLI_OK;
	}
	lint_files_release(&files);
	suite_release(&suite);
	return code;
}

static const struct verb_option options_table[] = {
	{"update", 'u', NULL, NULL, VALUE_NONE, false,
	 "rewrite the expected paths of playthroughs; look at the difference before you keep it"},
	{"strict", 's', NULL, NULL, VALUE_NONE, false, "exit 1 on a warning too, such as a phrase without an example"},
	{"format", 'f', "FORM", "text|json|sarif|github", VALUE_NONE, false,
	 "text, json, sarif (2.1.0), or github (annotations of a workflow)"},
	{NULL, 0, NULL, NULL, VALUE_NONE, false, NULL},
};

const struct verb verb_test = {
	.name = "test",
	.arguments = "[PATH...]",
	.summary = "Run the examples, model answers and playthroughs that authors wrote",
	.readers = "trainer",
	.value = VALUE_FILE,
	.options = options_table,
	.text = "PATH is a file or a folder; without one, scenarios/ and rubrics/ of the working folder are run.\n"
		"The last line is `N passed, N failed`; exits 1 when something failed. A phrase that no example uses\n"
		"is a warning (T403).",
	.run = run,
};
