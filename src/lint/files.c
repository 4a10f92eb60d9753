/* files.c - from the paths on a command line to files of a known kind. */
#include "lint/files.h"

#include "base/file.h"
#include "base/mem.h"
#include "yaml/node.h"

#include <string.h>

/* ---- what a file is ---- */

struct key_kind {
	const char *key;
	enum content_kind kind;
};

/* A key at the left edge of some line tells, when the first one does not. */
static const struct key_kind telling[] = {
	{"scenario:", CONTENT_SCENARIO}, {"nodes:", CONTENT_SCENARIO},   {"endings:", CONTENT_SCENARIO},
	{"customer:", CONTENT_SCENARIO}, {"rubrics:", CONTENT_SCENARIO}, {"start:", CONTENT_SCENARIO},
	{"rubric:", CONTENT_RUBRIC},     {"sections:", CONTENT_RUBRIC},  {"pass_mark:", CONTENT_RUBRIC},
	{"lists:", CONTENT_WORDS},
};

static enum content_kind kind_by_keys(struct sv text)
{
	enum content_kind words = CONTENT_UNKNOWN;

	while (text.n) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end ? (size_t)(end - text.p) : text.n;
		struct sv line = sv_make(text.p, n);

		for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++) {
			if (!sv_starts(line, telling[i].key))
				continue;
			if (telling[i].kind != CONTENT_WORDS)
				return telling[i].kind;
			words = CONTENT_WORDS;
		}
		n += end != NULL;
		text = sv_make(text.p + n, text.n - n);
	}
	return words;
}

static enum content_kind kind_by_folder(const char *path)
{
	const char *scenarios = strstr(path, "scenarios/"), *rubrics = strstr(path, "rubrics/");

	if (scenarios && (!rubrics || rubrics < scenarios))
		return CONTENT_SCENARIO;
	return rubrics ? CONTENT_RUBRIC : CONTENT_UNKNOWN;
}

static enum content_kind kind_of(struct sv text, const char *path)
{
	enum content_kind kind = content_kind_of(text);

	if (kind == CONTENT_UNKNOWN)
		kind = kind_by_keys(text);
	return kind == CONTENT_UNKNOWN ? kind_by_folder(path) : kind;
}

/* ---- the list ---- */

static bool has_file(const struct lint_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (!strcmp(files->items[i].path, path))
			return true;
	return false;
}

static bool add_file(struct lint_files *files, const char *path, bool named, struct err *err)
{
	CLEANUP_STRBUF struct strbuf text = STRBUF_INIT;
	struct err trouble = ERR_INIT;
	enum content_kind kind = CONTENT_UNKNOWN;

	if (has_file(files, path))
		return true;
	if (file_read(path, YAML_MAX_BYTES, &text, &trouble)) {
		kind = kind_of(strbuf_sv(&text), path);
	} else if (trouble.kind != ERR_LIMIT) { /* a file that is too large is Y113, which loading says */
		if (err)
			*err = trouble;
		return false;
	} else {
		kind = kind_by_folder(path);
	}
	if (kind == CONTENT_UNKNOWN && !named)
		return true;
	MEM_ENSURE(files->items, files->count, files->cap);
	files->items[files->count++] =
		(struct lint_file){mem_strdup(path), kind == CONTENT_UNKNOWN ? CONTENT_SCENARIO : kind};
	return true;
}

static bool add_suffix(struct lint_files *files, const char *folder, const char *suffix, struct err *err)
{
	size_t count = 0;
	char **paths = file_list(folder, suffix, &count, err);
	bool good = paths != NULL;

	for (size_t i = 0; good && i < count; i++)
		good = add_file(files, paths[i], false, err);
	file_list_free(paths, count);
	return good;
}

static bool add_path(struct lint_files *files, const char *path, struct err *err)
{
	if (!file_is_folder(path))
		return add_file(files, path, true, err);
	return add_suffix(files, path, ".yaml", err) && add_suffix(files, path, ".yml", err);
}

static int rank(enum content_kind kind)
{
	return kind == CONTENT_WORDS ? 0 : kind == CONTENT_RUBRIC ? 1 : 2;
}

static int by_kind_and_path(const void *a, const void *b)
{
	const struct lint_file *left = a, *right = b;
	int order = rank(left->kind) - rank(right->kind);

	return order ? order : strcmp(left->path, right->path);
}

static bool add_default(struct lint_files *files, struct err *err)
{
	static const char *const folders[] = {"scenarios", "rubrics"};
	bool any = false;

	for (size_t i = 0; i < 2; i++) {
		if (!file_is_folder(folders[i]))
			continue;
		any = true;
		if (!add_path(files, folders[i], err))
			return false;
	}
	return any || err_set(err, ERR_INPUT,
			      "There is no folder scenarios/ or rubrics/ here. Name the files or folders to look at.");
}

bool lint_files_find(struct lint_files *files, const char *const *paths, size_t count, struct err *err)
{
	bool good = count > 0 || add_default(files, err);

	for (size_t i = 0; good && i < count; i++)
		good = add_path(files, paths[i], err);
	if (good && files->count == 0)
		return err_set(err, ERR_INPUT, "There is no scenario, rubric or word list in %s.",
			       count ? paths[0] : "scenarios/ or rubrics/");
	if (files->count)
		qsort(files->items, files->count, sizeof *files->items, by_kind_and_path);
	return good;
}

void lint_files_release(struct lint_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->items[i].path);
	free(files->items);
	*files = (struct lint_files)LINT_FILES_INIT;
}
