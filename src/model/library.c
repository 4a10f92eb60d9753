/* library.c - the index of content files, and finding one by id or path. Rubrics are in library_rubric.c. */
#include "model/library.h"

#include "base/file.h"
#include "base/mem.h"
#include "model/library_read.h"
#include "model/read.h"

#include <sys/stat.h>

#include "base/banned.h"

static const char *keep(struct library *library, const char *text)
{
	return mem_pool_strndup(library, text, strlen(text));
}

static bool same_folder(const char *a, const char *b)
{
	struct stat one, other;
	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static bool has_root(const struct library *library, const char *root)
{
	for (int i = 0; i < library->root_count; i++)
		if (same_folder(library->roots[i], root))
			return true;
	return false;
}

struct library *library_new(const char *const *roots, size_t count)
{
	struct library *library = MEM_NEW(NULL, struct library);
	for (size_t i = 0; i < count; i++) {
		if (!roots[i] || !roots[i][0] || !file_is_folder(roots[i]) || has_root(library, roots[i]))
			continue;
		library->roots = MEM_GROW(library, library->roots, const char *, library->root_count + 1);
		library->roots[library->root_count++] = keep(library, roots[i]);
	}
	return library;
}

struct library *library_fork(const struct library *library)
{
	return library_new(library->roots, (size_t)library->root_count);
}

void library_free(struct library *library)
{
	if (!library)
		return;
	for (int i = 0; i < library->loaded_count; i++) {
		rubric_free(library->loaded[i]->rubric);
		diag_list_release(&library->loaded[i]->diags);
	}
	talloc_free(library);
}

bool library_is_path(struct sv name)
{
	static const char *const ends[] = {".yaml", ".yml"};
	if (name.n && memchr(name.p, '/', name.n))
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t n = strlen(ends[i]);
		if (name.n > n && memcmp(name.p + name.n - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* ---- the index ---- */

static const char *stem_of(struct library *library, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
	return mem_pool_strndup(library, name, dot ? (size_t)(dot - name) : strlen(name));
}

static bool ends_with(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);
	return n >= m && strcmp(path + n - m, suffix) == 0;
}

/* The folder is walked once; .yaml goes before .yml. */
static void index_add(struct library *library, struct content_index *index, const char *root, const char *folder)
{
	static const char *const suffixes[] = {".yaml", ".yml"};
	size_t count = 0;
	char **paths = file_list(folder, "ml", &count, NULL);
	if (!paths)
		return;
	index->files = MEM_GROW(library, index->files, struct content_file, (size_t)index->count + count);
	for (int s = 0; s < 2; s++) {
		for (size_t i = 0; i < count; i++) {
			if (ends_with(paths[i], suffixes[s]))
				index->files[index->count++] = (struct content_file){stem_of(library, paths[i]),
										     keep(library, paths[i]), root};
		}
	}
	file_list_free(paths, count);
}

struct content_index *library_index(struct library *library, struct content_index *index, const char *folder)
{
	if (index->ready)
		return index;
	index->ready = true;
	for (int i = 0; i < library->root_count; i++) {
		bool here = strcmp(library->roots[i], ".") == 0;
		CLEANUP_FREE char *path = here ? mem_strdup(folder) : file_join(library->roots[i], folder);
		if (!file_is_folder(path))
			continue;
		index_add(library, index, library->roots[i], path);
	}
	return index;
}

void library_index_drop(struct content_index *index)
{
	talloc_free(index->files);
	talloc_free(index->names);
	*index = (struct content_index){.ready = false};
}

/* ---- around a file that somebody named ---- */

/* Puts a root before the others. */
static void root_prepend(struct library *library, const char *root)
{
	if (has_root(library, root))
		return;
	library->roots = MEM_GROW(library, library->roots, const char *, library->root_count + 1);
	memmove(library->roots + 1, library->roots, (size_t)library->root_count * sizeof *library->roots);
	library->roots[0] = keep(library, root);
	library->root_count++;
	library_index_drop(&library->scenarios);
	library_index_drop(&library->rubrics);
	library->heads_ready = false;
}

/* The root of a file below …/scenarios/ or …/rubrics/: what stands before the last such part. */
static void root_of_file(struct library *library, const char *folder)
{
	static const char *const parts[] = {"/scenarios", "/rubrics"};
	CLEANUP_FREE char *real = file_real(folder);
	for (char *slash = real ? strrchr(real, '/') : NULL; slash && slash != real; slash = strrchr(real, '/')) {
		bool is_content = strcmp(slash, parts[0]) == 0 || strcmp(slash, parts[1]) == 0;
		*slash = '\0';
		if (is_content) {
			root_prepend(library, real);
			return;
		}
	}
}

void library_near(struct library *library, const char *path)
{
	CLEANUP_FREE char *folder = file_folder(path);
	for (int i = 0; i < library->near_count; i++)
		if (strcmp(library->near[i], folder) == 0)
			return;
	library->near = MEM_GROW(library, library->near, const char *, library->near_count + 1);
	library->near[library->near_count++] = keep(library, folder);
	root_of_file(library, folder);
}

/* ---- scenarios ---- */

static int head_order(const void *a, const void *b)
{
	const struct library_scenario *x = a, *y = b;
	size_t n = x->head.id.n < y->head.id.n ? x->head.id.n : y->head.id.n;
	int order = n ? memcmp(x->head.id.p, y->head.id.p, n) : 0;
	if (order == 0)
		order = (x->head.id.n > y->head.id.n) - (x->head.id.n < y->head.id.n);
	return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

/* Sorted, each id once: the file of the strongest root stays. */
static void heads_settle(struct library *library)
{
	struct library_scenario *heads = library->heads;
	int kept = 0;
	if (library->head_count)
		qsort(heads, (size_t)library->head_count, sizeof *heads, head_order);
	for (int i = 0; i < library->head_count; i++)
		if (kept == 0 || !sv_eq(heads[kept - 1].head.id, heads[i].head.id))
			heads[kept++] = heads[i];
	library->head_count = kept;
}

static void heads_read(struct library *library)
{
	struct content_index *index = library_index(library, &library->scenarios, "scenarios");
	library->heads_ready = true;
	library->head_count = library->head_skipped = 0;
	talloc_free(library->heads);
	library->heads = MEM_ARRAY(library, struct library_scenario, index->count);
	for (int i = 0; i < index->count; i++) {
		struct library_scenario *head = &library->heads[library->head_count];
		head->path = index->files[i].path;
		head->rank = i;
		if (scenario_head_load(library, head->path, &head->head, NULL))
			library->head_count++;
		else
			library->head_skipped++;
	}
	heads_settle(library);
}

const struct library_scenario *library_scenarios(struct library *library, size_t *count, size_t *skipped)
{
	if (!library->heads_ready)
		heads_read(library);
	*count = (size_t)library->head_count;
	if (skipped)
		*skipped = (size_t)library->head_skipped;
	return library->heads;
}

const char *const *library_scenario_names(struct library *library)
{
	struct content_index *index = library_index(library, &library->scenarios, "scenarios");
	size_t count = 0;
	const struct library_scenario *heads = library_scenarios(library, &count, NULL);
	if (!index->names) {
		index->names = MEM_ARRAY(library, const char *, count + 1);
		for (size_t i = 0; i < count; i++)
			index->names[i] = heads[i].head.id.p;
	}
	return index->names;
}

static bool not_found(const char *what, struct sv name, const char *const *names, struct err *err)
{
	char advice[160];
	read_did_you_mean(name, names, advice, sizeof advice);
	return err_set(err, ERR_INPUT, "There is no %s “%.*s”%s%s", what, (int)(name.n < 100 ? name.n : 100), name.p,
		       advice[0] ? ": " : ".", advice);
}

const char *library_scenario_path(struct library *library, struct sv name, struct err *err)
{
	if (library_is_path(name)) {
		char *path = mem_pool_strndup(library, name.p, name.n);
		if (file_exists(path))
			return path;
		err_set_at(err, ERR_INPUT, path, 0, 0, "There is no file %s", path);
		return NULL;
	}
	struct content_index *index = library_index(library, &library->scenarios, "scenarios");
	for (int i = 0; i < index->count; i++)
		if (sv_is(name, index->files[i].stem))
			return index->files[i].path;
	size_t count = 0;
	const struct library_scenario *heads = library_scenarios(library, &count, NULL);
	for (size_t i = 0; i < count; i++)
		if (sv_eq(heads[i].head.id, name))
			return heads[i].path;
	not_found("scenario", name, library_scenario_names(library), err);
	return NULL;
}
