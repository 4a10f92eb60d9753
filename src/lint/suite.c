/* suite.c - the test runner: each file loaded, run and counted. */
#include "lint/suite.h"

#include "base/file.h"
#include "base/mem.h"
#include "lint/suite_inside.h"

#include <string.h>

static struct suite_file *add_file(struct suite *suite, const struct lint_file *file)
{
	MEM_ENSURE(suite->files, suite->count, suite->cap);
	struct suite_file *out = &suite->files[suite->count++];

	*out = (struct suite_file){.path = mem_strdup(file->path), .kind = file->kind};
	return out;
}

/* A file that does not load fails as a whole, and shows what lint would say. */
static bool broken(struct suite *suite, struct suite_file *file, struct diag_list *found, const struct err *trouble,
		   struct err *err)
{
	if (!found->count) {
		if (err)
			*err = *trouble;
		return false;
	}
	for (size_t i = 0; i < found->source_count; i++)
		diag_list_add_source(&suite->diags, found->sources[i].file,
				     sv_make(found->sources[i].text, found->sources[i].length));
	for (size_t i = 0; i < found->count; i++) {
		const struct diag *diag = &found->items[i];

		diag_add(&suite->diags, diag->code, diag->file, diag->line, diag->column, diag->length, diag->help,
			 "%s", diag->message);
		diag_set_last_severity(&suite->diags, diag->severity);
	}
	file->broken = true;
	file->failed++;
	return true;
}

static void add_source(struct suite *suite, const struct yaml_doc *doc)
{
	diag_list_add_source(&suite->diags, doc->path, sv_make(doc->source, doc->length));
}

static bool run_rubric(struct suite *suite, struct suite_file *file, struct err *err)
{
	struct diag_list found = DIAG_LIST_INIT;
	struct err trouble = ERR_INIT;
	struct rubric *rubric = rubric_load(file->path, NULL, &found, &trouble);
	bool good = true;

	if (rubric) {
		add_source(suite, rubric->doc);
		suite_examples(suite, file, rubric);
		suite_coverage(suite, file, rubric);
	} else {
		good = broken(suite, file, &found, &trouble, err);
	}
	rubric_free(rubric);
	diag_list_release(&found);
	return good;
}

/* A scenario whose rubric does not load cannot be played: the rubric's own diagnostics say why. */
static bool rubrics_load(const struct scenario *scenario, struct library *library, struct diag_list *found)
{
	bool good = true;

	for (int i = 0; i < scenario->rubric_count; i++) {
		const struct library_rubric *rubric =
			scenario->rubrics[i] ? NULL : library_rubric(library, scenario->rubric_ids[i], NULL);

		if (rubric)
			library_rubric_diags(rubric, found);
		good = good && scenario->rubrics[i];
	}
	return good;
}

static bool run_scenario(struct suite *suite, struct suite_file *file, const struct library *library,
			 const struct suite_options *options, struct err *err)
{
	struct library *around = library_fork(library);
	struct diag_list found = DIAG_LIST_INIT;
	struct suite_edits edits = {NULL, 0, 0};
	struct err trouble = ERR_INIT;

	library_near(around, file->path);
	struct rubric_resolver resolver = library_resolver(around);
	struct scenario *scenario = scenario_load(file->path, &resolver, &found, &trouble);
	bool good = true;

	if (scenario && rubrics_load(scenario, around, &found) && diag_count(&found, DIAG_ERROR) == 0) {
		add_source(suite, scenario->doc);
		suite_playthroughs(suite, file, scenario, options->update ? &edits : NULL);
		suite->updated += (long)edits.count;
		good = !edits.count || suite_edits_write(&edits, scenario->doc, err);
	} else {
		good = broken(suite, file, &found, &trouble, err);
	}
	suite_edits_release(&edits);
	scenario_free(scenario);
	library_free(around);
	diag_list_release(&found);
	return good;
}

bool suite_run(struct suite *suite, const struct lint_files *files, const struct library *library,
	       const struct suite_options *options, struct err *err)
{
	bool good = true;

	for (size_t i = 0; good && i < files->count; i++) {
		if (files->items[i].kind == CONTENT_WORDS)
			continue; /* the rubrics that include it run its lists */
		struct suite_file *file = add_file(suite, &files->items[i]);

		if (file->kind == CONTENT_RUBRIC)
			good = run_rubric(suite, file, err);
		else
			good = run_scenario(suite, file, library, options, err);
		suite->passed += file->passed;
		suite->failed += file->failed;
	}
	diag_list_finish(&suite->diags);
	return good;
}

void suite_release(struct suite *suite)
{
	for (size_t i = 0; i < suite->count; i++)
		free(suite->files[i].path);
	free(suite->files);
	diag_list_release(&suite->diags);
	*suite = (struct suite)SUITE_INIT;
}
