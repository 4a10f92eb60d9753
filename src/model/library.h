/* library.h - where scenarios and rubrics are found: a list of content roots, each with scenarios/ and rubrics/ below.
 *
 * An earlier root hides the files of the same id in a later one. An id is a file's name without ".yaml"; files may lie
 * in sub-folders. Where the name does not fit, the id inside the file counts. Anything with a slash or ".yaml" at its
 * end is a path. Folders are read on first use, rubrics are loaded on first use and kept. Not for several threads at
 * once; what it returns lives as long as the library. */
#ifndef ROLECALL_MODEL_LIBRARY_H
#define ROLECALL_MODEL_LIBRARY_H

#include "base/diag.h"
#include "base/err.h"
#include "model/rubric.h"
#include "model/scenario.h"

/* What a YAML file is, by its first key: scenario, rubric or words (a word list). */
enum content_kind { CONTENT_UNKNOWN, CONTENT_SCENARIO, CONTENT_RUBRIC, CONTENT_WORDS };
enum content_kind content_kind_of(struct sv text);
/* Of a file; CONTENT_UNKNOWN and *err when it cannot be read. */
enum content_kind content_kind_of_file(const char *path, struct err *err);

struct library;
/* Copies the roots, first is strongest; ones that do not exist are skipped. */
struct library *library_new(const char *const *roots, size_t count);
void library_free(struct library *library); /* NULL is fine */
/* A new library with the same roots, nothing near and nothing loaded. */
struct library *library_fork(const struct library *library);

/* Adds what lies around a file that somebody named by path: rubrics are then also looked for beside it, in a rubrics
 * folder beside it or beside its scenarios folder, before the roots. */
void library_near(struct library *library, const char *path);

/* Path of a scenario or rubric by id or path; NULL and ERR_INPUT with "did you mean" when there is none. */
const char *library_scenario_path(struct library *library, struct sv name, struct err *err);
const char *library_rubric_path(struct library *library, struct sv name, struct err *err);

/* Ids in alphabetical order, NULL-terminated, each once. Word lists are no rubrics. */
const char *const *library_scenario_names(struct library *library);
const char *const *library_rubric_names(struct library *library);

/* Every scenario's head, sorted by id. Files that are not readable scenarios are left out and counted in *skipped
 * (may be NULL). */
struct library_scenario {
	struct scenario_head head;
	const char *path;
	int rank; /* place in the search order: of two with one id the lower rank is kept */
};
const struct library_scenario *library_scenarios(struct library *library, size_t *count, size_t *skipped);

/* A rubric by id or path, loaded once. NULL and *err when there is no such file. Otherwise `rubric` is NULL when it
 * does not load (`err` says why, `diags` all of it); a rubric with errors in some criteria is there, and diags tell. */
struct library_rubric {
	const char *path;
	struct rubric *rubric;
	struct diag_list diags; /* not finished: copy what you show (library_rubric_diags) */
	struct err err;
};
const struct library_rubric *library_rubric(struct library *library, struct sv name, struct err *err);
/* Appends copies of the rubric's diagnostics and sources to `to`. */
void library_rubric_diags(const struct library_rubric *rubric, struct diag_list *to);

/* For scenario_load. Valid as long as the library. */
struct rubric_resolver library_resolver(struct library *library);

#endif
