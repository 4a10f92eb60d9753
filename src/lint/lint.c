/* lint.c - loading each file with its checks around it. */
#include "lint/lint.h"

#include "base/file.h"
#include "base/mem.h"
#include "lint/check.h"
#include "model/words.h"

#include <string.h>

/* ---- one name a file ---- */

/* An included word list is reported under the path that leads to it from the including file; when it is also one of the
 * files that were asked for, it gets that name, so that a mistake in it is told once. */
static void rename_known(struct diag_list *diags, const struct lint_files *files)
{
	for (size_t i = 0; i < diags->source_count; i++) {
		const char *name = diags->sources[i].file;
		CLEANUP_FREE char *real = strstr(name, "/../") ? file_real(name) : NULL;
		const char *known = NULL;

		for (size_t k = 0; real && !known && k < files->count; k++) {
			CLEANUP_FREE char *other = file_real(files->items[k].path);

			if (other && !strcmp(real, other))
				known = files->items[k].path;
		}
		for (size_t k = 0; known && k < diags->count; k++) {
			if (strcmp(diags->items[k].file, name) != 0)
				continue;
			free(diags->items[k].file);
			diags->items[k].file = mem_strdup(known);
		}
	}
}

/* ---- one file ---- */

/* A file that did not load is fine for us when the diagnostics say why. */
static bool loaded(bool good, size_t before, const struct diag_list *diags, struct err *trouble, struct err *err)
{
	if (good || diags->count > before)
		return true;
	if (err)
		*err = *trouble;
	return false;
}

static bool lint_words(const char *path, struct diag_list *diags, struct err *err)
{
	struct err trouble = ERR_INIT;
	size_t before = diags->count;

	return loaded(words_load(path, NULL, diags, &trouble), before, diags, &trouble, err);
}

static bool lint_rubric_file(const char *path, struct diag_list *diags, struct err *err)
{
	struct err trouble = ERR_INIT;
	size_t before = diags->count;
	struct rubric *rubric = rubric_load(path, NULL, diags, &trouble);

	if (rubric)
		lint_rubric(rubric, diags);
	bool good = loaded(rubric != NULL, before, diags, &trouble, err);
	rubric_free(rubric);
	return good;
}

static bool lint_scenario_file(const char *path, struct library *library, struct diag_list *diags, struct err *err)
{
	struct err trouble = ERR_INIT;
	size_t before = diags->count;
	struct rubric_resolver resolver = library_resolver(library);
	struct scenario *scenario = scenario_load(path, &resolver, diags, &trouble);

	if (scenario)
		lint_scenario(scenario, diags);
	bool good = loaded(scenario != NULL, before, diags, &trouble, err);
	scenario_free(scenario);
	return good;
}

/* Each folder of scenarios has its own surroundings, so that of two rubrics with one id each finds its own. */
struct surroundings {
	const struct library *given;
	struct library *library;
	char *folder;
};

static struct library *library_around(struct surroundings *around, const char *path)
{
	CLEANUP_FREE char *folder = file_folder(path);

	if (around->library && !strcmp(around->folder, folder))
		return around->library;
	library_free(around->library);
	free(around->folder);
	around->library = library_fork(around->given);
	around->folder = mem_strdup(folder);
	library_near(around->library, path);
	return around->library;
}

bool lint_files(const struct lint_files *files, const struct library *library, struct diag_list *diags, struct err *err)
{
	struct surroundings around = {.given = library};
	bool good = true;

	for (size_t i = 0; good && i < files->count; i++) {
		const struct lint_file *file = &files->items[i];

		if (file->kind == CONTENT_WORDS)
			good = lint_words(file->path, diags, err);
		else if (file->kind == CONTENT_RUBRIC)
			good = lint_rubric_file(file->path, diags, err);
		else
			good = lint_scenario_file(file->path, library_around(&around, file->path), diags, err);
	}
	library_free(around.library);
	free(around.folder);
	rename_known(diags, files);
	diag_list_finish(diags);
	return good;
}
