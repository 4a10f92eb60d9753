/* library_read.h - inside of a library. Internal to model/: library*.c only. */
#ifndef ROLECALL_MODEL_LIBRARY_READ_H
#define ROLECALL_MODEL_LIBRARY_READ_H

#include "model/library.h"

struct content_file {
	const char *stem; /* the file's name without .yaml */
	const char *path, *root;
};

/* The files of one folder name ("scenarios", "rubrics") below all roots, strongest root first, then by path. */
struct content_index {
	struct content_file *files;
	int count;
	const char **names; /* ids, sorted, NULL-terminated; NULL until asked for */
	bool ready;
};

struct library {
	const char **roots;
	int root_count;
	const char **near; /* folders of files named by path */
	int near_count;
	struct content_index scenarios, rubrics;
	struct library_scenario *heads;
	int head_count, head_skipped;
	bool heads_ready;
	struct library_rubric **loaded; /* every rubric asked for, by path */
	int loaded_count;
};

/* Builds the index on first use. */
struct content_index *library_index(struct library *library, struct content_index *index, const char *folder);
void library_index_drop(struct content_index *index);
/* "a/b.yaml" or "b.yml": named by path. */
bool library_is_path(struct sv name);
/* The file of a rubric; root NULL when it is outside of the roots. */
bool library_rubric_file(struct library *library, struct sv name, struct content_file *out, struct err *err);

#endif
