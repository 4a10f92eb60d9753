/* files.h - which files a person means by the paths on a command line, and what each of them is. */
#ifndef ROLECALL_LINT_FILES_H
#define ROLECALL_LINT_FILES_H

#include "base/err.h"
#include "model/library.h"

struct lint_file {
	char *path; /* as the user would name it */
	enum content_kind kind;
};

struct lint_files {
	struct lint_file *items;
	size_t count, cap;
};

#define LINT_FILES_INIT    \
	{                  \
		NULL, 0, 0 \
	}

/* Every YAML file named by `paths` (files, or folders that are searched), each once, word lists and rubrics before
 * scenarios, then by path. No paths: the folders scenarios/ and rubrics/ of the working folder. A file that says
 * nothing of what it is counts as what its keys or its folder suggest; in a folder, a file that looks like none of ours
 * is left out. False and ERR_INPUT when a path cannot be read, or there is nothing to look at. */
bool lint_files_find(struct lint_files *files, const char *const *paths, size_t count, struct err *err);
void lint_files_release(struct lint_files *files);

#endif
