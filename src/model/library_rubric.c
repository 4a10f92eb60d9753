/* library_rubric.c - rubrics by id: found, loaded once, kept; and the resolver for scenarios. */
#include "base/file.h"
#include "base/mem.h"
#include "model/library_read.h"
#include "model/read.h"

#include "base/banned.h"

/* ---- finding ---- */

/* "folder/part/id.yaml" when it is a file that is no word list. */
static bool near_file(struct library *library, const char *folder, const char *part, struct sv id,
		      struct content_file *out)
{
	char *path = mem_pool_printf(library, "%s/%s" SV_FMT ".yaml", folder, part, SV_ARG(id));
	if (file_exists(path) && !file_is_folder(path)) {
		enum content_kind kind = content_kind_of_file(path, NULL);
		if (kind != CONTENT_WORDS && kind != CONTENT_SCENARIO) {
			*out = (struct content_file){NULL, path, NULL};
			return true;
		}
	}
	talloc_free(path);
	return false;
}

static bool is_plain_id(struct sv name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return name.n > 0 && name.n <= 64;
}

/* The value of a top-level `rubric:` line, "" when there is none. */
static struct sv id_inside(struct sv text)
{
	while (text.n) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end ? (size_t)(end - text.p) : text.n;
		struct sv line = sv_make(text.p, n);
		if (sv_starts(line, "rubric:")) {
			struct sv value = sv_trim(sv_make(line.p + 7, line.n - 7));
			const char *comment = value.n ? memchr(value.p, '#', value.n) : NULL;
			if (comment)
				value = sv_trim(sv_make(value.p, (size_t)(comment - value.p)));
			if (value.n > 2 && (value.p[0] == '"' || value.p[0] == '\''))
				value = sv_make(value.p + 1, value.n - 2);
			return value;
		}
		text = sv_make(text.p + n + (end != NULL), text.n - n - (end != NULL));
	}
	return SV("");
}

static bool file_is_rubric(const char *path)
{
	enum content_kind kind = content_kind_of_file(path, NULL);
	return kind != CONTENT_WORDS && kind != CONTENT_SCENARIO; /* a broken file there still counts as one */
}

/* Its id: the one inside, else the file's name. */
static const char *rubric_id_of(struct library *library, const struct content_file *file)
{
	struct strbuf text CLEANUP_STRBUF = STRBUF_INIT;
	if (!file_read(file->path, YAML_MAX_BYTES, &text, NULL))
		return file->stem;
	struct sv id = id_inside(strbuf_sv(&text));
	return is_plain_id(id) ? mem_pool_strndup(library, id.p, id.n) : file->stem;
}

static bool rubric_by_id(struct library *library, struct sv id, struct content_file *out)
{
	for (int i = 0; is_plain_id(id) && i < library->near_count; i++)
		if (near_file(library, library->near[i], "", id, out) ||
		    near_file(library, library->near[i], "rubrics/", id, out))
			return true;
	struct content_index *index = library_index(library, &library->rubrics, "rubrics");
	for (int i = 0; i < index->count; i++) {
		if (sv_is(id, index->files[i].stem) && file_is_rubric(index->files[i].path)) {
			*out = index->files[i];
			return true;
		}
	}
	for (int i = 0; i < index->count; i++) {
		if (sv_is(id, rubric_id_of(library, &index->files[i])) && file_is_rubric(index->files[i].path)) {
			*out = index->files[i];
			return true;
		}
	}
	return false;
}

/* As given, else from the folder of a file that was named (library_near). */
static bool rubric_by_path(struct library *library, struct sv name, struct content_file *out, struct err *err)
{
	char *path = mem_pool_strndup(library, name.p, name.n);
	*out = (struct content_file){NULL, path, NULL};
	if (file_exists(path))
		return true;
	for (int i = 0; path[0] != '/' && i < library->near_count; i++) {
		char *beside = mem_pool_printf(library, "%s/%s", library->near[i], path);
		if (file_exists(beside)) {
			out->path = beside;
			return true;
		}
		talloc_free(beside);
	}
	return err_set_at(err, ERR_INPUT, path, 0, 0, "There is no file %s", path);
}

bool library_rubric_file(struct library *library, struct sv name, struct content_file *out, struct err *err)
{
	if (library_is_path(name))
		return rubric_by_path(library, name, out, err);
	if (rubric_by_id(library, name, out))
		return true;
	char advice[160];
	read_did_you_mean(name, library_rubric_names(library), advice, sizeof advice);
	return err_set(err, ERR_INPUT, "There is no rubric “%.*s”%s%s", (int)(name.n < 100 ? name.n : 100), name.p,
		       advice[0] ? ": " : ".", advice);
}

const char *library_rubric_path(struct library *library, struct sv name, struct err *err)
{
	struct content_file file;
	return library_rubric_file(library, name, &file, err) ? file.path : NULL;
}

static int name_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *library_rubric_names(struct library *library)
{
	struct content_index *index = library_index(library, &library->rubrics, "rubrics");
	if (index->names)
		return index->names;
	int count = 0, kept = 0;
	index->names = MEM_ARRAY(library, const char *, index->count + 1);
	for (int i = 0; i < index->count; i++)
		if (file_is_rubric(index->files[i].path))
			index->names[count++] = rubric_id_of(library, &index->files[i]);
	if (count)
		qsort(index->names, (size_t)count, sizeof *index->names, name_order);
	for (int i = 0; i < count; i++)
		if (kept == 0 || strcmp(index->names[kept - 1], index->names[i]) != 0)
			index->names[kept++] = index->names[i];
	index->names[kept] = NULL;
	return index->names;
}

/* ---- loading ---- */

static struct library_rubric *rubric_open(struct library *library, const struct content_file *file)
{
	struct library_rubric *out = MEM_NEW(library, struct library_rubric);
	out->path = mem_pool_strndup(out, file->path, strlen(file->path));
	out->rubric = rubric_load(out->path, file->root, &out->diags, &out->err);
	library->loaded = MEM_GROW(library, library->loaded, struct library_rubric *, library->loaded_count + 1);
	library->loaded[library->loaded_count++] = out;
	return out;
}

const struct library_rubric *library_rubric(struct library *library, struct sv name, struct err *err)
{
	struct content_file file;
	if (!library_rubric_file(library, name, &file, err))
		return NULL;
	for (int i = 0; i < library->loaded_count; i++)
		if (strcmp(library->loaded[i]->path, file.path) == 0)
			return library->loaded[i];
	return rubric_open(library, &file);
}

void library_rubric_diags(const struct library_rubric *rubric, struct diag_list *to)
{
	for (size_t i = 0; i < rubric->diags.source_count; i++) {
		const struct diag_source *source = &rubric->diags.sources[i];
		diag_list_add_source(to, source->file, sv_make(source->text, source->length));
	}
	for (size_t i = 0; i < rubric->diags.count; i++) {
		const struct diag *diag = &rubric->diags.items[i];
		diag_add(to, diag->code, diag->file, diag->line, diag->column, diag->length, diag->help, "%s",
			 diag->message);
		diag_set_last_severity(to, diag->severity);
	}
}

/* ---- the resolver ---- */

static struct rubric *resolver_find(void *data, struct sv id, bool *exists)
{
	const struct library_rubric *rubric = library_rubric(data, id, NULL);
	*exists = rubric != NULL;
	return rubric ? rubric->rubric : NULL;
}

static const char *const *resolver_names(void *data)
{
	return library_rubric_names(data);
}

struct rubric_resolver library_resolver(struct library *library)
{
	return (struct rubric_resolver){.find = resolver_find, .names = resolver_names, .data = library};
}
